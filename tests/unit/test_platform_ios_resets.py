"""What a reset of the media services does to a session, and what it restores."""

from __future__ import annotations

from typing import Any

import pytest
from phones import error
from sessions import Heard, ProbedDriver, settle

import audio_session as aus
from audio_session import (
    AudioSessionConfiguration,
    AudioSessionState,
    DenialReason,
    blocking,
)
from audio_session.ios import AVAudioSessionCategory as Category
from audio_session.ios import AVAudioSessionErrorCode as Code
from audio_session.ios import AVAudioSessionPort as Kind
from audio_session.simulator import IPhone

MUSIC = AudioSessionConfiguration.music()
ACTIVE = "setActiveWithOptionsError"

pytestmark = pytest.mark.usefixtures("hurry")


@pytest.fixture
def phone() -> IPhone:
    return IPhone(17)


def test_a_reset_restores_configuration_and_activation_and_then_says_so(
    ours: blocking.AudioSession, phone: IPhone
) -> None:
    states: list[Any] = []
    ours.configure(AudioSessionConfiguration.speech())
    ours.service_event_stream.listen(
        lambda event: states.append((event.available, phone.own.active, phone.own.setup.category))
    )
    interruptions = Heard(ours.interruption_event_stream)
    ours.set_active(True)
    phone.media_services_reset()
    settle(ours)
    assert states[-1] == (True, True, Category.PLAYBACK)
    assert [state[0] for state in states] == [False, True]
    assert phone.own.setup.mode is aus.AVAudioSessionMode.SPOKEN_AUDIO
    assert not phone.own.playing
    assert len(interruptions) == 0
    assert ours.state is AudioSessionState.ACTIVE


async def test_a_reset_restores_what_the_session_holds(phone: IPhone, driver: ProbedDriver) -> None:
    """Configuration, leases and observers come back; an override of the route does not."""
    async with aus.AudioSession(driver=driver) as session:
        manager = aus.AVAudioSession(session)
        await session.configure(
            AudioSessionConfiguration.voice_chat().replace(
                av_audio_session_preferred_sample_rate=44_100.0,
                av_audio_session_preferred_io_buffer_duration=0.02,
                av_audio_session_preferred_input_number_of_channels=1,
            )
        )
        await session.set_active(True, owner="call")
        phone.plug(Kind.HEADSET_MIC)
        await manager.override_output_audio_port(aus.AVAudioSessionPortOverride.SPEAKER)
        volumes, routes = Heard(manager.output_volume_stream), Heard(manager.route_change_stream)
        drifts, resets = (
            Heard(session.configuration_drift_stream),
            Heard(manager.media_services_were_reset_stream),
        )
        settle(session)
        phone.media_services_reset()
        settle(session)
        assert session.owners() == ("call",)
        assert phone.own.active
        assert not phone.own.playing
        assert await manager.get_mode() is aus.AVAudioSessionMode.VOICE_CHAT
        assert await manager.get_preferred_sample_rate() == 44_100.0
        assert await manager.get_preferred_io_buffer_duration() == 0.02
        assert await manager.get_preferred_input_number_of_channels() == 1
        assert [port.port_type for port in (await manager.get_current_route()).outputs] == [
            Kind.HEADPHONES
        ]
        phone.set_volume(0.25)
        settle(session)
        assert list(resets) == [None]
        assert list(volumes) == [0.25]
        assert routes.events[-1].current_route == await manager.get_current_route()
        assert list(drifts) == [], "it is the service that forgot, and no other code"


def test_a_reset_of_a_session_that_nobody_holds_activates_nothing(
    ours: blocking.AudioSession, phone: IPhone
) -> None:
    phone.media_services_reset()
    settle(ours)
    assert not phone.own.active
    assert phone.own.setup.category is Category.PLAYBACK


def test_a_reset_of_a_session_that_was_not_configured(
    blocking_session: blocking.AudioSession, phone: IPhone
) -> None:
    service = Heard(blocking_session.service_event_stream)
    settle(blocking_session)
    phone.media_services_reset()
    settle(blocking_session)
    assert [event.available for event in service] == [False, True]


def test_a_reset_that_is_not_survived_is_a_loss(ours: blocking.AudioSession, phone: IPhone) -> None:
    heard = Heard(ours.interruption_event_stream)
    ours.set_active(True)
    phone.lose_media_services()
    phone.deny_next(Code.CANNOT_INTERRUPT_OTHERS)
    phone.reset_media_services()
    settle(ours)
    assert [event.permanent for event in heard] == [True]
    assert ours.state is AudioSessionState.LOST
    assert ours.set_active(True)
    settle(ours)
    assert [event.begin for event in heard] == [True, False]


def test_a_reset_ends_an_interruption_whose_end_would_never_come(
    ours: blocking.AudioSession, phone: IPhone
) -> None:
    heard = Heard(ours.interruption_event_stream)
    ours.set_active(True)
    phone.begin_alarm()
    settle(ours)
    phone.media_services_reset()
    settle(ours)
    assert [(event.begin, event.synthetic) for event in heard] == [(True, False), (False, True)]
    assert not phone.own.active


def test_a_configuration_that_cannot_be_restored_is_logged(
    ours: blocking.AudioSession,
    phone: IPhone,
    driver: ProbedDriver,
    caplog: pytest.LogCaptureFixture,
) -> None:
    service = Heard(ours.service_event_stream)
    driver.fail("setCategoryModeRouteSharingPolicyOptionsError", error(Code.BAD_PARAM))
    phone.media_services_reset()
    settle(ours)
    assert "NativeError: refused" in caplog.text
    assert [event.available for event in service] == [False, True]


def test_services_that_die_in_the_middle_of_an_activation(
    ours: blocking.AudioSession, phone: IPhone, driver: ProbedDriver
) -> None:
    driver.before(ACTIVE, phone.lose_media_services)
    assert ours.set_active(True).reason is DenialReason.SERVICE_UNAVAILABLE
    phone.reset_media_services()
    settle(ours)
    assert ours.set_active(True)
    assert phone.own.active
