"""The transition table: every row, and the promise that begins and ends alternate."""

from __future__ import annotations

import pytest

from audio_session._state import TABLE, Effect, Machine, Outcome, Signal
from audio_session.events import AudioInterruptionType as Type
from audio_session.events import AudioSessionState as State

S = Signal
# One signal after another from INACTIVE, that leads to each state.
WAY_TO = {
    State.INACTIVE: (),
    State.DELAYED: (S.DELAYED,),
    State.ACTIVE: (S.GRANTED,),
    State.DUCKED: (S.GRANTED, S.DUCK),
    State.PAUSED: (S.GRANTED, S.PAUSE),
    State.LOST: (S.GRANTED, S.LOSS),
}


def machine_in(state: State) -> Machine:
    machine = Machine()
    for signal in WAY_TO[state]:
        machine.feed(signal)
    assert machine.state is state
    return machine


def begin(type_: Type, *, permanent: bool = False) -> Outcome:
    return Outcome(Effect.BEGIN, type_, None, permanent)


def end(type_: Type, should_resume: bool | None) -> Outcome:
    return Outcome(Effect.END, type_, should_resume)


def inferred(type_: Type, should_resume: bool | None) -> Outcome:
    return Outcome(Effect.END_SYNTHETIC, type_, should_resume)


@pytest.mark.parametrize(
    ("state", "signal", "after", "outcomes"),
    [
        (State.INACTIVE, S.GRANTED, State.ACTIVE, []),
        (State.INACTIVE, S.DELAYED, State.DELAYED, []),
        (State.DELAYED, S.GRANTED, State.ACTIVE, []),
        (State.DELAYED, S.GAIN, State.ACTIVE, []),
        (State.DELAYED, S.LOSS, State.INACTIVE, []),
        (State.DELAYED, S.RELEASED, State.INACTIVE, []),
        (State.ACTIVE, S.DELAYED, State.PAUSED, [begin(Type.PAUSE)]),
        (State.ACTIVE, S.DUCK, State.DUCKED, [begin(Type.DUCK)]),
        (State.ACTIVE, S.PAUSE, State.PAUSED, [begin(Type.PAUSE)]),
        (State.ACTIVE, S.BEGAN, State.PAUSED, [begin(Type.UNKNOWN)]),
        (State.ACTIVE, S.LOSS, State.LOST, [begin(Type.UNKNOWN, permanent=True)]),
        (State.ACTIVE, S.RELEASED, State.INACTIVE, []),
        (State.DUCKED, S.GRANTED, State.ACTIVE, [inferred(Type.DUCK, None)]),
        (
            State.DUCKED,
            S.DELAYED,
            State.PAUSED,
            [inferred(Type.DUCK, False), begin(Type.PAUSE)],
        ),
        (State.DUCKED, S.PAUSE, State.PAUSED, [inferred(Type.DUCK, False), begin(Type.PAUSE)]),
        (State.DUCKED, S.BEGAN, State.PAUSED, [inferred(Type.DUCK, False), begin(Type.UNKNOWN)]),
        (
            State.DUCKED,
            S.LOSS,
            State.LOST,
            [inferred(Type.DUCK, False), begin(Type.UNKNOWN, permanent=True)],
        ),
        (State.DUCKED, S.GAIN, State.ACTIVE, [end(Type.DUCK, True)]),
        (State.DUCKED, S.ENDED, State.ACTIVE, [end(Type.DUCK, False)]),
        (State.DUCKED, S.RELEASED, State.INACTIVE, [inferred(Type.DUCK, None)]),
        (State.PAUSED, S.GRANTED, State.ACTIVE, [inferred(Type.UNKNOWN, None)]),
        (State.PAUSED, S.DELAYED, State.PAUSED, []),
        (
            State.PAUSED,
            S.LOSS,
            State.LOST,
            [inferred(Type.UNKNOWN, False), begin(Type.UNKNOWN, permanent=True)],
        ),
        (State.PAUSED, S.GAIN, State.ACTIVE, [end(Type.PAUSE, True)]),
        (State.PAUSED, S.ENDED, State.INACTIVE, [end(Type.UNKNOWN, False)]),
        (State.PAUSED, S.OVER, State.INACTIVE, [inferred(Type.UNKNOWN, None)]),
        (State.PAUSED, S.RELEASED, State.INACTIVE, [inferred(Type.UNKNOWN, None)]),
        (State.LOST, S.GRANTED, State.ACTIVE, [inferred(Type.UNKNOWN, None)]),
        (State.LOST, S.DELAYED, State.DELAYED, [inferred(Type.UNKNOWN, False)]),
        (State.LOST, S.RELEASED, State.INACTIVE, [inferred(Type.UNKNOWN, None)]),
    ],
)
def test_transition(state: State, signal: Signal, after: State, outcomes: list[Outcome]) -> None:
    machine = machine_in(state)
    assert machine.feed(signal) == outcomes
    assert machine.state is after


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("signal", Signal)
def test_a_signal_that_a_state_does_not_list_changes_nothing(state: State, signal: Signal) -> None:
    machine = machine_in(state)
    if signal in TABLE[state]:
        machine.feed(signal)
        assert machine.state is TABLE[state][signal].state
    else:
        assert machine.feed(signal) == []
        assert machine.state is state


def test_every_state_has_a_row() -> None:
    assert set(TABLE) == set(State)


def test_everything_that_is_held_can_be_released() -> None:
    for state, row in TABLE.items():
        if state is not State.INACTIVE:
            assert row[S.RELEASED].state is State.INACTIVE
