"""Replays focus scenarios: ``python -m audio_session.simulator.replay FILE``.

The file is one JSON object. Its ``rule_sets`` maps API levels (``"28"`` or ``"22-25"``) to lists
of scenarios; a scenario is a list of steps; a step holds the operation ``op`` (the grammar of
:mod:`~audio_session.simulator.scenario`) and what it must do: ``result``, ``events``, ``stack``,
``ducked_uids``, ``faded_uids``. Each scenario is replayed, and counted, once for each API level of
its group. Printed are the first differing step of each scenario that differs, and last the line
``N scenarios, M differ``. Exit status: 0 none differ, 1 some do, 2 the file cannot be used.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .._android_constants import OLDEST_API
from .constants import NEWEST_API
from .scenario import Outcome, ScenarioError, ScenarioRunner

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TypeGuard

USAGE = "usage: python -m audio_session.simulator.replay FILE"


class Step(NamedTuple):
    """One operation and what it must do."""

    operation: str
    expected: Outcome


class Scenario(NamedTuple):
    """Steps, the API levels they hold for, and where in the file they stand."""

    place: str
    levels: range
    steps: tuple[Step, ...]


class Difference(NamedTuple):
    """A step whose outcome is not the expected one."""

    place: str
    api: int
    operation: str
    expected: Outcome
    got: Outcome

    def __str__(self) -> str:
        fields = (
            f"{name} {_text(got)} instead of {_text(expected)}"
            for name, expected, got in zip(Outcome._fields, self.expected, self.got, strict=True)
            if expected != got
        )
        return f"{self.place} at API {self.api}: {self.operation!a}: {'; '.join(fields)}"


def load(path: Path) -> list[Scenario]:
    """Read and check a scenario file; :class:`ScenarioError` names the place and the rule."""
    try:
        document = json.loads(path.read_bytes())
    except OSError as error:
        raise ScenarioError(f"{path}: cannot be read: {error.strerror or error}") from None
    except (ValueError, RecursionError) as error:
        raise ScenarioError(f"{path}: is not one JSON document: {error}") from None
    try:
        return list(_scenarios(document))
    except ScenarioError as error:
        raise ScenarioError(f"{path}: {error}") from None


def differences(scenario: Scenario) -> Iterator[Difference]:
    """Replay a scenario at each of its levels; yield the first differing step of each level."""
    for api in scenario.levels:
        runner = ScenarioRunner(api)
        for number, (operation, expected) in enumerate(scenario.steps):
            place = f"{scenario.place}[{number}]"
            try:
                got = runner.run(operation)
            except ScenarioError as error:
                raise ScenarioError(f"{place}.op: {error}") from None
            if got != expected:
                yield Difference(place, api, operation, expected, got)
                break


def main(arguments: Sequence[str]) -> int:
    """Replay the file named by the one argument, print the report, return the exit status."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(f"{USAGE}\n\n{__doc__}", file=sys.stderr)
        return 2
    try:
        scenarios = load(Path(arguments[0]))
        found = [difference for scenario in scenarios for difference in differences(scenario)]
    except ScenarioError as error:
        print(error, file=sys.stderr)
        return 2
    for difference in found:
        print(difference)
    print("Each scenario is counted once for each API level that it was replayed at.")
    print(f"{sum(len(scenario.levels) for scenario in scenarios)} scenarios, {len(found)} differ")
    return 1 if found else 0


def _scenarios(document: object) -> Iterator[Scenario]:
    rule_sets = document.get("rule_sets") if isinstance(document, dict) else None
    if not isinstance(rule_sets, dict):
        raise ScenarioError("must be a JSON object whose rule_sets is an object")
    for group, scenarios in rule_sets.items():
        levels = _levels(group)
        place = f"rule_sets[{group!r}]"
        for number, steps in enumerate(_list(place, scenarios)):
            here = f"{place}[{number}]"
            checked = (_step(f"{here}[{at}]", step) for at, step in enumerate(_list(here, steps)))
            yield Scenario(here, levels, tuple(checked))


def _levels(group: str) -> range:
    match = re.fullmatch(r"([0-9]{2})(?:-([0-9]{2}))?", group)
    if match:
        first, last = int(match[1]), int(match[2] or match[1])
        if OLDEST_API <= first <= last <= NEWEST_API:
            return range(first, last + 1)
    raise ScenarioError(
        f"rule_sets[{group!r}]: must be an API level or FIRST-LAST, {OLDEST_API} to {NEWEST_API}"
    )


def _step(place: str, step: object) -> Step:
    if not isinstance(step, dict) or not isinstance(step.get("op"), str):
        raise ScenarioError(f"{place}: must be an object whose op is a string")
    missing = [name for name in Outcome._fields if name not in step]
    if missing:
        raise ScenarioError(f"{place}: lacks {', '.join(missing)}")
    result = step["result"]
    if not (result is None or _is_int(result)):
        raise ScenarioError(f"{place}.result: {_text(result)} must be an integer or null")
    return Step(
        step["op"],
        Outcome(
            result,
            tuple(
                _event(f"{place}.events[{number}]", event)
                for number, event in enumerate(_list(f"{place}.events", step["events"]))
            ),
            tuple(_strings(f"{place}.stack", step["stack"])),
            tuple(sorted(_integers(f"{place}.ducked_uids", step["ducked_uids"]))),
            tuple(sorted(_integers(f"{place}.faded_uids", step["faded_uids"]))),
        ),
    )


def _event(place: str, event: object) -> tuple[str, int]:
    match event:
        case [str(client), change] if _is_int(change):
            return client, change
        case _:
            raise ScenarioError(f"{place}: {_text(event)} must be [client, focus change]")


def _strings(place: str, value: object) -> Iterator[str]:
    for number, item in enumerate(_list(place, value)):
        if not isinstance(item, str):
            raise ScenarioError(f"{place}[{number}]: {_text(item)} must be a string")
        yield item


def _integers(place: str, value: object) -> Iterator[int]:
    for number, item in enumerate(_list(place, value)):
        if not _is_int(item):
            raise ScenarioError(f"{place}[{number}]: {_text(item)} must be an integer")
        yield item


def _list(place: str, value: object) -> list[object]:
    if not isinstance(value, list):
        raise ScenarioError(f"{place}: {_text(value)} must be a list")
    return value


def _is_int(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _text(value: object) -> str:
    text = json.dumps(value)
    return text if len(text) <= 200 else f"{text[:200]}..."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
