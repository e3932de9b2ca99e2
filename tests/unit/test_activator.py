"""The activator under an OS that does not tell requests apart and does not say what comes (iOS)."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from audio_session import (
    ActivationResult,
    AudioInterruptionEvent,
    AudioInterruptionReason,
    AudioInterruptionType,
    AudioSessionConfiguration,
    AudioSessionState,
)
from audio_session._activator import Activator
from audio_session._owners import Holder, Overrides
from audio_session._state import Signal
from audio_session.activation import GRANTED
from audio_session.ios import AVAudioSessionSetActiveOptions
from audio_session.platforms._signals import Focus
from audio_session.platforms.local import LocalPlatform

if TYPE_CHECKING:
    from collections.abc import Callable

PLAYBACK = AudioSessionConfiguration.navigation()
NOTIFY = AVAudioSessionSetActiveOptions.NOTIFY_OTHERS_ON_DEACTIVATION


class Phone(LocalPlatform):
    """Grants everything, and notes what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.requests = 0
        self.released: list[AVAudioSessionSetActiveOptions | None] = []

    def request(self, request: AudioSessionConfiguration, generation: int) -> ActivationResult:
        self.requests += 1
        return GRANTED

    def release(self, options: AVAudioSessionSetActiveOptions | None) -> None:
        self.released.append(options)


class Rig:
    def __init__(self) -> None:
        self.phone = Phone()
        self.news: list[AudioInterruptionEvent | AudioSessionState] = []
        self.submitted: list[Callable[[], object]] = []
        self.activator = Activator(
            threading.Lock(),
            announce=self.news.append,
            call_later=self.refuse,
            submit=self.submitted.append,
        )

    def refuse(self, *_: object) -> Any:
        raise AssertionError("nothing here lingers")

    def activate(self, *, named: bool = False) -> Holder:
        holder = Holder("player", Overrides())
        assert self.activator.activate(holder, self.phone, PLAYBACK, named=named)
        return holder

    def take(
        self, signal: Signal, reason: AudioInterruptionReason = AudioInterruptionReason.CALL
    ) -> None:
        self.activator.take(Focus(signal, reason=reason, timestamp=time.monotonic()))

    def end(self) -> None:
        """End an interruption as iOS does: it has to be asked whether we play again."""
        self.activator.take(Focus(Signal.GAIN, asks_again=True, timestamp=time.monotonic()))

    @property
    def interruptions(self) -> list[AudioInterruptionEvent]:
        return [event for event in self.news if isinstance(event, AudioInterruptionEvent)]


@pytest.fixture
def rig() -> Rig:
    return Rig()


def test_an_end_has_the_reason_of_its_begin(rig: Rig) -> None:
    rig.activate()
    rig.take(Signal.PAUSE)
    rig.take(Signal.GAIN, AudioInterruptionReason.UNKNOWN)
    assert [event.reason for event in rig.interruptions] == [AudioInterruptionReason.CALL] * 2


def test_an_interruption_that_may_not_resume_leaves_the_session_down(rig: Rig) -> None:
    rig.activate()
    rig.take(Signal.BEGAN)
    rig.take(Signal.ENDED)
    begin, end = rig.interruptions
    assert (begin.begin, begin.type) == (True, AudioInterruptionType.UNKNOWN)
    assert (end.begin, end.type, end.should_resume, end.synthetic) == (
        False,
        AudioInterruptionType.UNKNOWN,
        False,
        False,
    )
    assert {begin.reason, end.reason} == {AudioInterruptionReason.CALL}
    assert rig.activator.state is AudioSessionState.INACTIVE
    # The claim stays, and asking again asks the OS.
    assert rig.activator.owners() == ("player",)
    rig.activate()
    assert rig.phone.requests == 2
    assert rig.activator.state is AudioSessionState.ACTIVE


def test_an_interruption_that_may_resume(rig: Rig) -> None:
    rig.activate()
    rig.take(Signal.BEGAN)
    rig.take(Signal.GAIN)
    assert rig.interruptions[1].should_resume is True
    assert rig.activator.state is AudioSessionState.ACTIVE


def test_a_release_says_how_others_are_told(rig: Rig) -> None:
    assert rig.activator.release(rig.activate())
    assert rig.phone.released == [NOTIFY]
    none = AVAudioSessionSetActiveOptions(0)
    assert rig.activator.release(rig.activate(), none)
    assert rig.phone.released == [NOTIFY, none]


def test_a_loss_is_given_back_though_nothing_is_held(rig: Rig) -> None:
    holder = rig.activate()
    rig.take(Signal.LOSS)
    rig.activator.release(holder)
    assert rig.phone.released == [None]
    assert rig.news[-1] is AudioSessionState.INACTIVE


def test_what_comes_before_anything_was_asked_is_nothing(rig: Rig) -> None:
    for signal in Signal:
        if signal not in {Signal.GRANTED, Signal.DELAYED}:
            rig.take(signal)
    rig.activator.forget()
    assert rig.news == []
    assert not rig.activator.was_granted


# ---- When the OS is asked -----------------------------------------------------------------------


def test_what_is_held_answers_for_the_os_until_it_is_in_doubt(rig: Rig) -> None:
    rig.activate()
    rig.activate()
    assert rig.phone.requests == 1
    rig.activator.doubt()
    rig.activate()
    rig.activate()
    assert rig.phone.requests == 2
    rig.activator.doubt()
    rig.activator.activated_by_others(time.monotonic())
    rig.activate()
    assert rig.phone.requests == 2


def test_what_is_held_answers_for_no_service_that_is_gone(rig: Rig) -> None:
    rig.activate()
    rig.activator.service_available = False
    rig.activate()
    assert rig.phone.requests == 2


def test_the_os_is_asked_where_an_interruption_ends(rig: Rig) -> None:
    """What it says of that end while it is about to be asked is nothing new."""
    rig.activate()
    rig.take(Signal.BEGAN)
    rig.end()
    rig.take(Signal.ENDED)
    (resume,) = rig.submitted
    resume()
    assert rig.phone.requests == 2
    assert [event.should_resume for event in rig.interruptions] == [None, True]


@pytest.mark.parametrize("meanwhile", ["interrupted", "restored", "released"])
def test_the_os_is_not_asked_for_what_is_over(rig: Rig, meanwhile: str) -> None:
    holder = rig.activate()
    rig.take(Signal.BEGAN)
    rig.end()
    (resume,) = rig.submitted
    asked = 1
    if meanwhile == "interrupted":
        rig.take(Signal.BEGAN)
    elif meanwhile == "restored":
        rig.activator.restore()
    else:
        rig.activator.release(holder)
        rig.activate()
        asked = 2
    resume()
    assert rig.phone.requests == asked


# ---- Claims -------------------------------------------------------------------------------------


def test_a_claim_that_was_replaced_takes_no_name_with_it(rig: Rig) -> None:
    replaced = rig.activate(named=True)
    rig.activate(named=True)
    rig.activator.release(replaced)
    assert rig.activator.owners() == ("player",)
    rig.activator.release_named("player", None)
    assert rig.activator.owners() == ()
    assert len(rig.phone.released) == 1


def test_only_a_begin_can_be_ducked_already(rig: Rig) -> None:
    rig.activate()
    for signal in (Signal.DUCK, Signal.GAIN):
        rig.activator.take(Focus(signal, already_ducked=True, timestamp=time.monotonic()))
    assert [event.already_ducked for event in rig.interruptions] == [True, False]
