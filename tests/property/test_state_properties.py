"""The transition table under any sequence of signals."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from audio_session._state import Effect, Machine, Outcome, Signal
from audio_session.events import AudioInterruptionType as Type
from audio_session.events import AudioSessionState as State

signals = st.lists(st.sampled_from(Signal), max_size=40)
INTERRUPTED = {State.DUCKED, State.PAUSED, State.LOST}


def run(sequence: list[Signal]) -> tuple[Machine, list[Outcome]]:
    machine = Machine()
    return machine, [outcome for signal in sequence for outcome in machine.feed(signal)]


def opens(outcomes: list[Outcome]) -> int:
    begins = sum(outcome.effect is Effect.BEGIN for outcome in outcomes)
    return 2 * begins - len(outcomes)


@given(signals)
def test_begins_and_ends_strictly_alternate(sequence: list[Signal]) -> None:
    _, outcomes = run(sequence)
    for position, outcome in enumerate(outcomes):
        assert (outcome.effect is Effect.BEGIN) == (position % 2 == 0)


@given(signals)
def test_an_interruption_is_open_exactly_while_the_state_says_so(sequence: list[Signal]) -> None:
    machine, outcomes = run(sequence)
    assert opens(outcomes) == (machine.state in INTERRUPTED)


@given(signals)
def test_after_a_release_every_begin_has_its_end(sequence: list[Signal]) -> None:
    machine, outcomes = run([*sequence, Signal.RELEASED])
    assert machine.state is State.INACTIVE
    assert opens(outcomes) == 0


@given(signals)
def test_a_grant_always_leads_to_active_with_nothing_open(sequence: list[Signal]) -> None:
    machine, outcomes = run([*sequence, Signal.GRANTED])
    assert machine.state is State.ACTIVE
    assert opens(outcomes) == 0


@given(signals)
def test_an_end_has_the_type_that_ports_from_upstream(sequence: list[Signal]) -> None:
    _, outcomes = run(sequence)
    for begun, ended in zip(outcomes[::2], outcomes[1::2], strict=False):
        if begun.type is Type.DUCK:
            assert ended.type is Type.DUCK
        else:
            assert ended.type is (Type.PAUSE if ended.should_resume else Type.UNKNOWN)


@given(signals)
def test_the_os_is_only_quoted_where_it_said_so(sequence: list[Signal]) -> None:
    _, outcomes = run(sequence)
    for outcome in outcomes:
        if outcome.effect is Effect.BEGIN:
            assert outcome.should_resume is None
            assert outcome.permanent <= (outcome.type is Type.UNKNOWN)
        elif outcome.effect is Effect.END_SYNTHETIC:
            assert outcome.should_resume is not True


@given(
    signals, st.sampled_from([Signal.DUCK, Signal.PAUSE, Signal.BEGAN, Signal.LOSS, Signal.GAIN])
)
def test_a_repeated_event_changes_nothing(sequence: list[Signal], event: Signal) -> None:
    machine, _ = run([*sequence, event])
    before = machine.state
    assert machine.feed(event) == []
    assert machine.state is before
