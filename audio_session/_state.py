"""The session's transition table: what the OS's answers and events mean for the app.

Everything that decides about begins and ends of interruptions is in this file, and nothing in it
knows an operating system, a thread or a clock. The promise it keeps: begins and ends strictly
alternate, whatever the OS repeats, loses or reorders.
"""

from __future__ import annotations

import enum
import functools
from typing import NamedTuple

from .events import AudioInterruptionType as Type
from .events import AudioSessionState as State


class Signal(enum.Enum):
    """What can happen to a session: an answer to our request, our own act, or an OS event."""

    GRANTED = "granted"
    DELAYED = "delayed"
    RELEASED = "released"
    """We gave the right to play back: the last lease went, or the session closed."""
    DUCK = "duck"
    PAUSE = "pause"
    BEGAN = "began"
    """Interrupted, without word of whether it comes back (iOS)."""
    LOSS = "loss"
    """The right to play is gone for good."""
    GAIN = "gain"
    """The right to play is back."""
    ENDED = "ended"
    """The interruption is over, but the app should not resume (iOS, without ShouldResume)."""
    OVER = "over"
    """The interruption is over, as far as one can see: the OS never said so (iOS)."""

    __hash__ = object.__hash__  # as AudioInterruptionType's


class Effect(enum.Enum):
    """What the session has to do about a transition, in order."""

    BEGIN = "begin"
    END = "end"
    """An end that the OS reported."""
    END_SYNTHETIC = "end_synthetic"
    """An end that the OS will not report."""


class Transition(NamedTuple):
    """Where a signal leads, and what it takes with it."""

    state: State
    effects: tuple[Effect, ...] = ()


_BEGIN = (Effect.BEGIN,)
_END = (Effect.END,)
_INFER = (Effect.END_SYNTHETIC,)
_REPLACE = (Effect.END_SYNTHETIC, Effect.BEGIN)

# A signal that a state does not list changes nothing: an event about a right that is not held, a
# repetition, or a loss milder than the one in force (Android never sends one; a late one is stale).
TABLE: dict[State, dict[Signal, Transition]] = {
    State.INACTIVE: {
        Signal.GRANTED: Transition(State.ACTIVE),
        Signal.DELAYED: Transition(State.DELAYED),
    },
    State.DELAYED: {
        Signal.GRANTED: Transition(State.ACTIVE),
        Signal.GAIN: Transition(State.ACTIVE),
        Signal.LOSS: Transition(State.INACTIVE),
        Signal.RELEASED: Transition(State.INACTIVE),
    },
    State.ACTIVE: {
        # Asked for more while a call starts: what was held is gone, so whoever plays must pause.
        Signal.DELAYED: Transition(State.PAUSED, _BEGIN),
        Signal.DUCK: Transition(State.DUCKED, _BEGIN),
        Signal.PAUSE: Transition(State.PAUSED, _BEGIN),
        Signal.BEGAN: Transition(State.PAUSED, _BEGIN),
        Signal.LOSS: Transition(State.LOST, _BEGIN),
        Signal.RELEASED: Transition(State.INACTIVE),
    },
    State.DUCKED: {
        Signal.GRANTED: Transition(State.ACTIVE, _INFER),
        Signal.DELAYED: Transition(State.PAUSED, _REPLACE),
        Signal.PAUSE: Transition(State.PAUSED, _REPLACE),
        Signal.BEGAN: Transition(State.PAUSED, _REPLACE),
        Signal.LOSS: Transition(State.LOST, _REPLACE),
        Signal.GAIN: Transition(State.ACTIVE, _END),
        Signal.ENDED: Transition(State.ACTIVE, _END),
        Signal.RELEASED: Transition(State.INACTIVE, _INFER),
    },
    State.PAUSED: {
        Signal.GRANTED: Transition(State.ACTIVE, _INFER),
        # Asked again during a call and put off: the interruption goes on until the OS gives it
        # back, which ends both.
        Signal.DELAYED: Transition(State.PAUSED),
        Signal.LOSS: Transition(State.LOST, _REPLACE),
        Signal.GAIN: Transition(State.ACTIVE, _END),
        Signal.ENDED: Transition(State.INACTIVE, _END),
        Signal.OVER: Transition(State.INACTIVE, _INFER),
        Signal.RELEASED: Transition(State.INACTIVE, _INFER),
    },
    State.LOST: {
        Signal.GRANTED: Transition(State.ACTIVE, _INFER),
        Signal.DELAYED: Transition(State.DELAYED, _INFER),
        Signal.RELEASED: Transition(State.INACTIVE, _INFER),
    },
}

_TYPE_OF_BEGIN = {
    Signal.DUCK: Type.DUCK,
    Signal.PAUSE: Type.PAUSE,
    Signal.DELAYED: Type.PAUSE,
    Signal.BEGAN: Type.UNKNOWN,
    Signal.LOSS: Type.UNKNOWN,
}

# What the OS says of resuming. Asking again and giving back are the app's own acts: the OS said
# nothing.
_SHOULD_RESUME = {
    Signal.GAIN: True,
    Signal.GRANTED: None,
    Signal.OVER: None,
    Signal.RELEASED: None,
}


class Outcome(NamedTuple):
    """One effect, with what an interruption event says of it."""

    effect: Effect
    type: Type = Type.UNKNOWN
    should_resume: bool | None = None
    permanent: bool = False


@functools.cache  # every event asks, and there are a few hundred answers at most
def _step(
    state: State, opened: Type | None, signal: Signal
) -> tuple[State, Type | None, tuple[Outcome, ...]]:
    """Return the next state, the type of the interruption that is open then, and what follows."""
    transition = TABLE[state].get(signal)
    if transition is None:
        return state, opened, ()
    outcomes = []
    for effect in transition.effects:
        if effect is Effect.BEGIN:
            opened = _TYPE_OF_BEGIN[signal]
            outcomes.append(Outcome(effect, opened, permanent=signal is Signal.LOSS))
        else:
            outcomes.append(_ended(effect, opened, _SHOULD_RESUME.get(signal, False)))
            opened = None
    return transition.state, opened, tuple(outcomes)


def _ended(effect: Effect, opened: Type | None, should_resume: bool | None) -> Outcome:
    if opened is Type.DUCK:
        return Outcome(effect, Type.DUCK, should_resume)
    return Outcome(effect, Type.PAUSE if should_resume else Type.UNKNOWN, should_resume)


class Machine:
    """One session's place in the table. Not thread-safe: the caller holds a lock."""

    __slots__ = ("_open", "state")

    def __init__(self) -> None:
        self.state = State.INACTIVE
        self._open: Type | None = None

    def feed(self, signal: Signal) -> list[Outcome]:
        """Apply a signal and return what follows from it, in order; often nothing."""
        self.state, self._open, outcomes = _step(self.state, self._open, signal)
        return list(outcomes)
