"""Somebody else activates or deactivates the iPhone's session: CallKit, or its manager."""

from __future__ import annotations

import pytest
from sessions import Heard, ProbedDriver, keep_busy, settle

import audio_session as aus
from audio_session import (
    AudioSessionConfiguration,
    AudioSessionState,
    DenialReason,
    NativeError,
    blocking,
)
from audio_session.ios import AVAudioSessionErrorCode as Code
from audio_session.simulator import IPhone

ACTIVE = "setActiveWithOptionsError"

pytestmark = pytest.mark.usefixtures("hurry")


@pytest.fixture
def phone() -> IPhone:
    return IPhone(17)


def test_callkit_activates(ours: blocking.AudioSession, phone: IPhone) -> None:
    manager = aus.AVAudioSession(ours)
    manager.did_activate_externally()
    assert ours.state is AudioSessionState.INACTIVE
    heard = Heard(ours.interruption_event_stream)
    ours.set_active(True)
    phone.incoming_call()
    phone.answer_call()
    settle(ours)
    manager.did_activate_externally()
    settle(ours)
    assert [(event.begin, event.synthetic) for event in heard] == [(True, False), (False, True)]
    assert ours.state is AudioSessionState.ACTIVE


def test_callkit_activates_an_app_that_may_not_by_itself(
    ours: blocking.AudioSession, phone: IPhone, driver: ProbedDriver
) -> None:
    manager = aus.AVAudioSession(ours)
    phone.own.uses_callkit = True
    assert ours.set_active(True).reason is DenialReason.MISSING_ENTITLEMENT
    phone.callkit_activates()
    manager.did_activate_externally()
    assert ours.set_active(True)
    phone.callkit_deactivates()
    assert ours.set_active(True), "it cannot know"
    asked = driver.count(ACTIVE)
    manager.did_deactivate_externally()
    assert ours.set_active(True).reason is DenialReason.MISSING_ENTITLEMENT
    assert driver.count(ACTIVE) == asked + 1


@pytest.mark.parametrize("how", ["callkit", "manager"])
def test_a_begin_of_before_others_activated_is_over_with_it(
    ours: blocking.AudioSession, phone: IPhone, how: str
) -> None:
    """It was told after the session had become active again, and nobody ever ended it."""
    heard = Heard(ours.interruption_event_stream)
    assert ours.set_active(True)
    settle(ours)
    ours._core.pump._draining.acquire()  # nobody delivers for a moment
    phone.begin_alarm()
    if how == "callkit":
        phone.callkit_activates()
        aus.AVAudioSession(ours).did_activate_externally()
    else:
        blocking.wait(aus.AVAudioSession(ours).set_active(True))
    ours._core.pump._draining.release()
    settle(ours)
    assert phone.own.active
    assert ours.state is AudioSessionState.ACTIVE
    assert len(heard) == 0
    phone.end_alarm()
    phone.begin_siri()
    settle(ours)
    assert [event.begin for event in heard] == [True]


def test_what_the_manager_deactivates_the_session_does_not_take_for_held(
    ours: blocking.AudioSession, phone: IPhone
) -> None:
    """It said GRANTED of a session that the app had itself deactivated."""
    assert ours.set_active(True)
    blocking.wait(aus.AVAudioSession(ours).set_active(False))
    assert not phone.own.active
    assert ours.set_active(True)
    assert phone.own.active


def test_what_the_manager_cannot_deactivate_yet_is_not_held_either(phone: IPhone) -> None:
    """Up to iOS 25 it is inactive, though iOS says that it is busy."""
    with blocking.AudioSession(driver=phone.driver()) as session:
        assert session.set_active(True)
        phone.own.play()
        with pytest.raises(NativeError, match=f"OSStatus {int(Code.IS_BUSY)}"):
            blocking.wait(aus.AVAudioSession(session).set_active(False))
        assert not phone.own.active
        assert session.set_active(True)
        assert phone.own.active


def test_what_the_manager_activates_is_over_and_has_its_channels(
    ours: blocking.AudioSession, phone: IPhone
) -> None:
    heard = Heard(ours.interruption_event_stream)
    configured = AudioSessionConfiguration.recording().replace(
        av_audio_session_preferred_input_number_of_channels=1
    )
    ours.configure(configured)
    manager = aus.AVAudioSession(ours)
    blocking.wait(manager.set_active(True))
    assert phone.hardware.preferred_inputs == 1
    assert ours.state is AudioSessionState.INACTIVE, "nobody holds it"
    assert ours.set_active(True)
    phone.begin_alarm()
    settle(ours)
    phone.deny_next(Code.CANNOT_INTERRUPT_OTHERS)
    with pytest.raises(NativeError):
        blocking.wait(manager.set_active(True))
    settle(ours)
    assert ours.state is AudioSessionState.PAUSED
    blocking.wait(manager.set_active(True))
    settle(ours)
    assert [(event.begin, event.synthetic) for event in heard] == [(True, False), (False, True)]
    assert ours.state is AudioSessionState.ACTIVE


def test_callkit_activates_before_an_end_was_acted_on(
    ours: blocking.AudioSession, phone: IPhone, driver: ProbedDriver
) -> None:
    """The end of the call has come, and says that the app may resume."""
    heard = Heard(ours.interruption_event_stream)
    ours.set_active(True)
    phone.incoming_call()
    settle(ours)
    hang = keep_busy(ours, driver)
    phone.end_call()
    ours._core.pump.dispatch_pending()
    phone.callkit_activates()
    aus.AVAudioSession(ours).did_activate_externally()
    hang.let_go()
    settle(ours)
    assert [(event.begin, event.synthetic) for event in heard] == [(True, False), (False, False)]
    assert heard.events[-1].should_resume is True
    assert driver.count(ACTIVE) == 1, "there is no need to ask"
