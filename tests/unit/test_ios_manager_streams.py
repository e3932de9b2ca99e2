"""What the iOS manager hears: each stream, what is read again, and what managers share."""

from __future__ import annotations

from typing import Any

import pytest
from sessions import Heard, ProbedDriver, settle

import audio_session as aus
from audio_session import (
    AudioSession,
    AudioSessionConfiguration,
    AVAudioApplication,
    AVAudioSession,
    NativeError,
    SessionClosedError,
    UnsupportedError,
)
from audio_session._native import Event
from audio_session.ios import AVAudioSessionPort as Kind
from audio_session.ios_manager._sources import SOURCES
from audio_session.platforms._ios_table import (
    EVENTS,
    UNTOLD,
)
from audio_session.simulator import IPhone

INPUT = AudioSessionConfiguration.recording()


@pytest.fixture
def phone() -> IPhone:
    return IPhone((26, 2))


# An event's code, value and flags, and what comes of it on the stream.
ITEMS: dict[str, tuple[int, int, int, Any]] = {
    "interruption_notification_stream": (
        1,
        0,
        1 | 2 | 1 << 8,
        aus.AVAudioSessionInterruptionNotification(
            type=aus.AVAudioSessionInterruptionType.BEGAN,
            reason=aus.AVAudioSessionInterruptionReason.APP_WAS_SUSPENDED,
            was_suspended=True,
        ),
    ),
    "silence_secondary_audio_hint_stream": (
        1,
        0,
        0,
        aus.AVAudioSessionSilenceSecondaryAudioHintType.BEGIN,
    ),
    "media_services_were_lost_stream": (0, 0, 0, None),
    "media_services_were_reset_stream": (0, 0, 0, None),
    "spatial_playback_capabilities_changed_stream": (0, 1, 0, True),
    "rendering_mode_change_stream": (5, 0, 0, aus.AVAudioSessionRenderingMode.DOLBY_ATMOS),
    "rendering_capabilities_change_stream": (0, 0, 0, None),
    "microphone_injection_capabilities_change_stream": (0, 1, 0, True),
    "available_inputs_change_stream": (0, 0, 0, ()),
    "output_mute_state_change_stream": (0, 1, 0, True),
    "user_intent_to_unmute_output_stream": (0, 0, 0, None),
    "output_volume_stream": (0, 250_000, 0, 0.25),
    "input_gain_stream": (0, 500_000, 0, 0.5),
    "input_available_stream": (0, 1, 0, True),
    "input_data_sources_stream": (0, 0, 0, ()),
    "input_data_source_stream": (0, 0, 0, None),
    "output_data_sources_stream": (0, 0, 0, ()),
    "output_data_source_stream": (0, 0, 0, None),
    "prompt_style_stream": (1936224884, 0, 0, aus.AVAudioSessionPromptStyle.SHORT),
    "sample_rate_stream": (0, 44_100, 0, 44_100.0),
    "did_become_active_stream": (0, 0, 0, None),
}


async def test_an_interruption_before_14_5_has_no_reason(
    session: AudioSession, manager: AVAudioSession, driver: ProbedDriver
) -> None:
    heard = Heard(manager.interruption_notification_stream)
    await session.open()
    driver.emit(EVENTS.index("AVAudioSessionInterruptionNotification"), 0, 0, 1)
    settle(session)
    (end,) = heard
    assert (end.reason, end.was_suspended) == (None, False)
    assert end.options is aus.AVAudioSessionInterruptionOptions.SHOULD_RESUME


@pytest.mark.parametrize("name", ITEMS)
async def test_streams(
    session: AudioSession, manager: AVAudioSession, driver: ProbedDriver, name: str
) -> None:
    heard = Heard(getattr(manager, name))
    await session.open()
    code, value, flags, expected = ITEMS[name]
    driver.emit(EVENTS.index(SOURCES[name].event), flags, code, value)
    driver.emit(30, 0, 0, 0)
    settle(session)
    assert list(heard) == [expected]


# The streams whose events say something, the operation that does where they do not, its answer, and
# what comes of it on the stream.
UNTOLD_ITEMS: dict[str, tuple[str, Any, Any]] = {
    "silence_secondary_audio_hint_stream": (
        "secondaryAudioShouldBeSilencedHint",
        True,
        aus.AVAudioSessionSilenceSecondaryAudioHintType.BEGIN,
    ),
    "spatial_playback_capabilities_changed_stream": (
        "currentRoute",
        (
            '{"inputs": [], "outputs": [{"portType": "x", "portName": "x", "UID": "1", '
            '"hasHardwareVoiceCallProcessing": false, "spatialAudioEnabled": true}]}'
        ),
        True,
    ),
    "rendering_mode_change_stream": ("renderingMode", 2, aus.AVAudioSessionRenderingMode.SURROUND),
    "microphone_injection_capabilities_change_stream": (
        "isMicrophoneInjectionAvailable",
        False,
        False,
    ),
    "output_mute_state_change_stream": ("outputMuted", False, False),
    "output_volume_stream": ("outputVolume", 0.75, 0.75),
    "input_gain_stream": ("inputGain", 0.25, 0.25),
    "input_available_stream": ("inputAvailable", False, False),
    "prompt_style_stream": ("promptStyle", 1852796517, aus.AVAudioSessionPromptStyle.NONE),
    "sample_rate_stream": ("sampleRate", 44_100.0, 44_100.0),
}


@pytest.mark.parametrize("name", UNTOLD_ITEMS)
async def test_what_ios_did_not_say_is_read(
    session: AudioSession, manager: AVAudioSession, driver: ProbedDriver, name: str
) -> None:
    """Minus one in an event is no value: a mute that iOS says nothing of was told as on."""
    operation, answer, expected = UNTOLD_ITEMS[name]
    heard = Heard(getattr(manager, name))
    await session.open()
    settle(session)
    for _ in range(2):  # the session itself may read it as well
        driver.answer(operation, lambda: answer)
    driver.emit(EVENTS.index(SOURCES[name].event), 0, UNTOLD, UNTOLD)
    settle(session)
    assert list(heard) == [expected]


async def test_a_mute_of_the_input_that_ios_did_not_say_is_read(
    session: AudioSession, application: AVAudioApplication, driver: ProbedDriver
) -> None:
    heard = Heard(application.input_mute_state_change_stream)
    await session.open()
    driver.emit(EVENTS.index("AVAudioApplicationInputMuteStateChangeNotification"), 0, 0, UNTOLD)
    settle(session)
    assert list(heard) == [False]


async def test_what_is_read_again_is_read_as_it_is_then(
    session: AudioSession, manager: AVAudioSession, driver: ProbedDriver
) -> None:
    await session.configure(INPUT)
    await session.set_active(True)
    inputs, sources, source = (
        Heard(stream)
        for stream in (
            manager.available_inputs_change_stream,
            manager.input_data_sources_stream,
            manager.input_data_source_stream,
        )
    )
    settle(session)
    for name in (
        "AVAudioSessionAvailableInputsChangeNotification",
        "inputDataSources",
        "inputDataSource",
    ):
        driver.emit(EVENTS.index(name), 0, 0, 0)
    settle(session)
    assert inputs.events[0][0].port_type is Kind.BUILT_IN_MIC
    assert len(sources.events[0]) == 3
    assert source.events[0] == sources.events[0][0]
    driver.answer("availableInputs", lambda: None)
    driver.answer("inputDataSources", lambda: None)
    driver.emit(EVENTS.index("AVAudioSessionAvailableInputsChangeNotification"), 0, 0, 0)
    driver.emit(EVENTS.index("inputDataSources"), 0, 0, 0)
    settle(session)
    assert inputs.events[1] == sources.events[1] == ()


async def test_a_route_that_cannot_be_read_is_logged(
    session: AudioSession,
    manager: AVAudioSession,
    driver: ProbedDriver,
    phone: IPhone,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await session.open()
    heard = Heard(manager.route_change_stream)
    driver.fail("currentRoute", NativeError("no route"))
    settle(session)
    assert "the route could not be read: no route" in caplog.text
    # Of the stream's reading, and of the session's own of the devices.
    driver.fail("currentRoute", UnsupportedError("no route any more"))
    driver.fail("currentRoute", NativeError("no devices"))
    phone.plug(Kind.HEADPHONES)
    settle(session)
    assert "no route any more" in caplog.text
    assert "no devices" in caplog.text
    assert len(heard) == 0
    phone.unplug(Kind.HEADPHONES)
    settle(session)
    assert len(heard) == 1


async def test_two_managers_share_streams_and_an_event_of_the_last_moment_is_dropped(
    session: AudioSession, manager: AVAudioSession, driver: ProbedDriver
) -> None:
    other = AVAudioSession(session)
    assert other.route_change_stream is manager.route_change_stream
    heard = Heard(manager.route_change_stream)
    Heard(other.output_volume_stream)
    await session.open()
    route = EVENTS.index("AVAudioSessionRouteChangeNotification")
    session._core.shut_down().result(10)
    for observer in session._core.selection.platform.observers:  # type: ignore[union-attr]
        observer(Event(route))
    await session.close()
    assert len(heard) == 0
    with pytest.raises(SessionClosedError):
        manager.output_volume_stream.subscribe()
