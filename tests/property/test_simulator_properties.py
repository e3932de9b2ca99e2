"""What holds for every order of events, at every API level."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from audio_session.simulator import AndroidDevice
from audio_session.simulator.constants import IN_VOICE_COMM_FOCUS_ID as CALL
from audio_session.simulator.scenario import ScenarioRunner

GAIN, LOSS, CAN_DUCK = 1, -1, -3

clients = st.sampled_from("ABCD")
uids = st.integers(1, 3)
contents = st.sampled_from([1, 2])


@st.composite
def requests(draw: st.DrawFn) -> str:
    client = draw(clients)
    uid = {"A": 1, "B": 2, "C": 3, "D": 1}[client]
    gain, flags = draw(st.integers(1, 4)), draw(st.integers(0, 3))
    force = draw(st.sampled_from(["", " force"]))
    sdk = draw(st.sampled_from([25, 30]))
    return f"req {client} {uid} {gain} {flags} {sdk} {draw(contents)}{force}"


operations = st.one_of(
    requests(),
    clients.map("abandon {}".format),
    clients.map("die {}".format),
    uids.map("suspend {}".format),
    uids.map("stop {}".format),
    st.builds("play {} {}{}".format, uids, contents, st.sampled_from(["", " aaudio"])),
    st.sampled_from(["call", "callend", "tick"]),
)
scenarios = st.lists(operations, max_size=25)
levels = st.integers(21, 37)


@given(levels, scenarios)
def test_a_client_is_in_the_stack_once_and_only_if_it_was_let_in(
    api: int, scenario: list[str]
) -> None:
    runner = ScenarioRunner(api)
    inside: set[str] = set()
    for operation in scenario:
        outcome = runner.run(operation)
        name, *rest = operation.split()
        assert len(set(outcome.stack)) == len(outcome.stack)
        if name == "req" and outcome.result:
            inside.add(rest[0])
            assert rest[0] in outcome.stack
        elif name == "call" and outcome.result:
            inside.add(CALL)
            assert outcome.stack[-1] == CALL
        assert inside >= set(outcome.stack)
        inside = set(outcome.stack)


@given(levels, scenarios)
def test_a_loss_never_gets_milder_until_the_gain(api: int, scenario: list[str]) -> None:
    runner = ScenarioRunner(api)
    lost: dict[str, int] = {}
    for operation in scenario:
        outcome = runner.run(operation)
        name, *rest = operation.split()
        if name == "req" and outcome.result and (outcome.stack[-1] == rest[0]):
            lost.pop(rest[0], None)
        for client, change in outcome.events:
            if change == GAIN:
                lost.pop(client, None)
                assert outcome.stack[-1] == client
            else:
                # A LOSS after a fade may belong to an older entry of the same client.
                assert change > lost.get(client, CAN_DUCK - 1) or change == LOSS
                lost[client] = change
        for client in set(lost) - set(outcome.stack):
            del lost[client]


@given(levels, scenarios)
def test_nobody_outside_of_the_stack_is_told_of_anything_but_a_loss(
    api: int, scenario: list[str]
) -> None:
    runner = ScenarioRunner(api)
    for operation in scenario:
        outcome = runner.run(operation)
        for client, change in outcome.events:
            assert client in outcome.stack or change == LOSS


@given(levels, scenarios)
def test_the_framework_does_only_what_its_level_can(api: int, scenario: list[str]) -> None:
    runner = ScenarioRunner(api)
    for operation in scenario:
        outcome = runner.run(operation)
        assert api >= 26 or not outcome.ducked_uids
        assert api >= 31 or not outcome.faded_uids
        assert api >= 22 or outcome.result != 2
        if outcome.result == 0:
            assert not outcome.events


@given(levels, scenarios)
def test_replay_is_deterministic(api: int, scenario: list[str]) -> None:
    first, second = ScenarioRunner(api), ScenarioRunner(api)
    assert [first.run(op) for op in scenario] == [second.run(op) for op in scenario]


@given(levels, scenarios)
def test_everyone_gone_leaves_nothing_behind(api: int, scenario: list[str]) -> None:
    runner = ScenarioRunner(api)
    for operation in scenario:
        runner.run(operation)
    runner.run("callend")
    for client in "ABCD":
        outcome = runner.run(f"die {client}")
    for _ in range(2):
        outcome = runner.run("tick")
    assert outcome.stack == ()
    assert not outcome.events
    if api != 31:  # 31 alone never forgets a fade
        assert outcome.faded_uids == ()


app_names = st.sampled_from(["music", "maps", "voice"])
device_steps = st.one_of(
    st.tuples(st.just("request"), app_names, st.integers(1, 4), st.booleans()),
    st.tuples(st.just("abandon"), app_names),
    st.tuples(st.just("play"), app_names),
    st.tuples(st.just("die"), app_names),
    st.tuples(st.just("call"), st.booleans()),
    st.tuples(st.just("advance"), st.floats(0, 3)),
)


@given(levels, st.lists(device_steps, max_size=25))
def test_a_dead_app_hears_nothing_and_levels_stay_in_range(
    api: int, steps: list[tuple[object, ...]]
) -> None:
    phone = AndroidDevice(api)
    apps = {name: phone.app(name) for name in ("music", "maps", "voice")}
    dead: list[tuple[object, tuple[int, ...]]] = []
    for step in steps:
        match step:
            case ("request", str(name), int(gain), bool(delayed)):
                apps[name].request_focus(gain, accepts_delayed=delayed)
            case ("abandon", str(name)):
                apps[name].abandon_focus()
            case ("play", str(name)):
                apps[name].play()
            case ("die", str(name)):
                apps[name].die()
                dead.append((apps[name], apps[name].events))
                apps[name] = phone.app(name)
            case ("call", bool(begins)):
                if begins and phone.call_state == "idle":
                    phone.incoming_call()
                elif not begins and phone.call_state != "idle":
                    phone.end_call()
            case ("advance", float(seconds)):
                phone.advance(seconds)
        assert all(app.events == events for app, events in dead)  # type: ignore[attr-defined]
        assert all(0.0 <= app.level <= 1.0 for app in apps.values())
    times = [entry.seconds for entry in phone.audible]
    assert times == sorted(times)
