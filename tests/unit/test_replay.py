"""Scenario replay: the framework's own answers, the grammar, the report, bad files."""

from __future__ import annotations

import json
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

from audio_session.simulator.replay import differences, load, main
from audio_session.simulator.scenario import Outcome, ScenarioError, ScenarioRunner

TRUTH = Path(__file__).parent.parent / "data" / "focus_scenarios.json"
LAST = "Each scenario is counted once for each API level that it was replayed at."


def step(op: str, **fields: Any) -> dict[str, Any]:
    empty = {"result": None, "events": [], "stack": [], "ducked_uids": [], "faded_uids": []}
    return {"op": op} | empty | fields


def write(path: Path, *steps: Any, group: str = "28") -> Path:
    path.write_text(json.dumps({"rule_sets": {group: [list(steps)]}}))
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "scenarios.json"


def test_the_arbiter_answers_as_the_frameworks_own_classes_do() -> None:
    scenarios = load(TRUTH)
    assert {api for scenario in scenarios for api in scenario.levels} == set(range(21, 38))
    assert [str(found) for scenario in scenarios for found in differences(scenario)] == []


def test_the_truth_covers_every_operation_and_every_kind_of_answer() -> None:
    steps = [step for scenario in load(TRUTH) for step in scenario.steps]
    assert {step.operation.split()[0] for step in steps} == {
        *("req", "abandon", "die", "call", "callend", "suspend", "play", "stop", "tick")
    }
    assert {step.expected.result for step in steps} == {None, 0, 1, 2}
    assert {change for step in steps for _, change in step.expected.events} == {1, -1, -2, -3}
    assert any(step.expected.ducked_uids for step in steps)
    assert any(step.expected.faded_uids for step in steps)
    assert any(step.operation.endswith("force") for step in steps)


def test_nothing_differs(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    write(file, step("req A 1 1 0 30 2", result=1, stack=["A"]), group="21-37")
    assert main([str(file)]) == 0
    assert capsys.readouterr().out.splitlines() == [LAST, "17 scenarios, 0 differ"]


def test_each_difference_is_printed_with_its_place(
    capsys: pytest.CaptureFixture[str], file: Path
) -> None:
    write(
        file,
        step("req A 1 1 0 30 2", result=1, stack=["A"]),
        step("req B 2 1 0 30 2", result=0, events=[["A", -2]], stack=["A", "B"]),
        step("abandon B", result=1),
        group="27-28",
    )
    wrong = 'result 1 instead of 0; events [["A", -1]] instead of [["A", -2]]'
    gone = 'stack ["B"] instead of ["A", "B"]'
    assert main([str(file)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"rule_sets['27-28'][0][1] at API 27: 'req B 2 1 0 30 2': {wrong}",
        f"rule_sets['27-28'][0][1] at API 28: 'req B 2 1 0 30 2': {wrong}; {gone}",
        LAST,
        "2 scenarios, 2 differ",
    ]


def test_a_command_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, file: Path
) -> None:
    write(file, step("tick"))
    module = "audio_session.simulator.replay"
    monkeypatch.setattr(sys, "argv", [module, str(file)])
    monkeypatch.delitem(sys.modules, module)
    with pytest.raises(SystemExit) as caught:
        runpy.run_module(module, run_name="__main__")
    assert caught.value.code == 0
    assert capsys.readouterr().out.endswith("\n1 scenarios, 0 differ\n")


@pytest.mark.parametrize("arguments", [[], ["one", "two"], ["--help"]])
def test_usage(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err.startswith("usage: ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "is not one JSON document"),
        ("[" * 100_000, "is not one JSON document"),
        ('"\\udc00', "is not one JSON document"),
        ("[]", "must be a JSON object whose rule_sets is an object"),
        ('{"rule_sets": []}', "must be a JSON object whose rule_sets is an object"),
        ('{"rule_sets": {"Oreo": []}}', "rule_sets['Oreo']: must be an API level"),
        ('{"rule_sets": {"20": []}}', "rule_sets['20']: must be an API level"),
        ('{"rule_sets": {"28-27": []}}', "rule_sets['28-27']: must be an API level"),
        ('{"rule_sets": {"36-38": []}}', "rule_sets['36-38']: must be an API level"),
        ('{"rule_sets": {"28": {}}}', "rule_sets['28']: {} must be a list"),
        ('{"rule_sets": {"28": [7]}}', "rule_sets['28'][0]: 7 must be a list"),
        ('{"rule_sets": {"28": [[7]]}}', "rule_sets['28'][0][0]: must be an object whose op"),
        ('{"rule_sets": {"28": [[{"op": 1}]]}}', "[0][0]: must be an object whose op"),
        (
            '{"rule_sets": {"28": [[{"op": "tick", "result": null, "stack": []}]]}}',
            "[0][0]: lacks events, ducked_uids, faded_uids",
        ),
    ],
)
def test_a_file_that_is_no_scenario_file(
    capsys: pytest.CaptureFixture[str], file: Path, text: str, said: str
) -> None:
    file.write_text(text)
    assert main([str(file)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"{file}: ")
    assert said in printed.err


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"result": "1"}, '.result: "1" must be an integer or null'),
        ({"result": True}, ".result: true must be an integer or null"),
        ({"events": {}}, ".events: {} must be a list"),
        ({"events": [["A", 1], "A"]}, '.events[1]: "A" must be [client, focus change]'),
        ({"events": [[1, 1]]}, ".events[0]: [1, 1] must be"),
        ({"events": [["A", True]]}, '.events[0]: ["A", true] must be'),
        ({"stack": ["A", 1]}, ".stack[1]: 1 must be a string"),
        ({"ducked_uids": ["1"]}, '.ducked_uids[0]: "1" must be an integer'),
        ({"faded_uids": "1"}, '.faded_uids: "1" must be a list'),
        ({"faded_uids": "x" * 300}, "x... must be a list"),
    ],
)
def test_a_step_of_the_wrong_shape(file: Path, fields: dict[str, Any], said: str) -> None:
    write(file, step("tick"), step("tick", **fields))
    with pytest.raises(ScenarioError) as caught:
        load(file)
    assert f"rule_sets['28'][0][1]{'' if said.startswith('x') else said}" in str(caught.value)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("operation", "said"),
    [
        ("", "'' is no operation; known: req CLIENT"),
        ("brew tea", "'brew tea' is no operation"),
        ("tick tock", "'tick tock' is no operation"),
        ("req A 1 1 0 30", "is no operation"),
        ("req A 1 1 0 30 2 gently", "is no operation"),
        ("req A x 1 0 30 2", "UID 'x' must be a whole number"),
        ("req A 1 0 0 30 2", "GAIN '0' must be a whole number, 1 to 4"),
        ("req A 1 5 0 30 2", "GAIN '5'"),
        ("req A 1 1 4 30 2", "FLAGS '4' must be a whole number, 0 to 3"),
        ("req A 1 1 0 0 2", "TARGETSDK '0'"),
        ("req A 1 1 0 30 -1", "CONTENTTYPE '-1'"),
        ("play 1 2 loudly", "is no operation"),
        ("play 1 \u0663", "CONTENTTYPE"),
        (f"stop {10**30}", "UID"),
        ("suspend", "'suspend' is no operation"),
    ],
)
def test_an_operation_that_is_not_in_the_grammar(
    capsys: pytest.CaptureFixture[str], file: Path, operation: str, said: str
) -> None:
    write(file, step("tick"), step(operation))
    assert main([str(file)]) == 2
    printed = capsys.readouterr()
    assert "rule_sets['28'][0][1].op: " in printed.err
    assert said in printed.err


def test_a_file_that_cannot_be_read(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main([str(tmp_path / "nothing.json")]) == 2
    assert "cannot be read: No such file" in capsys.readouterr().err


def test_players_of_a_scenario() -> None:
    runner = ScenarioRunner(34)
    runner.run("play 1 2 aaudio")
    runner.run("req A 1 1 0 30 2")
    assert runner.run("req B 2 3 0 30 2").events == (("A", -3),)
    runner.run("abandon B")
    runner.run("stop 1")
    assert runner.run("req B 2 3 0 30 2") == Outcome(1, (), ("A", "B"), (1,), ())
