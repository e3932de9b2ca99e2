"""What an app set by hand on the simulated iPhone, and what a reset of media services leaves."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from phones import error
from sessions import Heard, ProbedDriver, settle

from audio_session import (
    AudioServiceEvent,
    AudioSession,
    AudioSessionConfiguration,
    AVAudioSession,
    DenialReason,
    NativeError,
)
from audio_session.ios import AVAudioSessionErrorCode as Code
from audio_session.ios import AVAudioSessionIOType as IOType
from audio_session.ios import AVAudioSessionMicrophoneInjectionMode as InjectionMode
from audio_session.ios import AVAudioSessionPolarPattern as Pattern
from audio_session.ios import AVAudioSessionPort as Kind
from audio_session.ios import AVAudioSessionPortOverride as Override
from audio_session.ios import AVAudioStereoOrientation as Orientation
from audio_session.platforms._ios_table import OPERATIONS
from audio_session.simulator import IPhone

if TYPE_CHECKING:
    from audio_session.platforms._contract import Scalar

CALL = AudioSessionConfiguration.voice_chat()
MONO = AudioSessionConfiguration.music().replace(
    av_audio_session_preferred_output_number_of_channels=1
)
RATE, BUFFER = "setPreferredSampleRateError", "setPreferredIOBufferDurationError"
INPUTS, OUTPUTS = (
    "setPreferredInputNumberOfChannelsError",
    "setPreferredOutputNumberOfChannelsError",
)
INPUT = "setPreferredInputError"
# Acts upon the route of the moment, and what others than the app change as well.
LEFT_TO_THE_APP = {
    "overrideOutputAudioPortError",
    "setInputDataSourceError",
    "setOutputDataSourceError",
    "setInputGainError",
    "setOutputMutedError",
    "setInputMutedError",
}
# The configuration's, and the leases'.
OF_THE_SESSION = {
    "setCategoryError",
    "setCategoryWithOptionsError",
    "setCategoryModeOptionsError",
    "setCategoryModeRouteSharingPolicyOptionsError",
    "setModeError",
    "setActiveError",
    "setActiveWithOptionsError",
}


@pytest.fixture
def phone() -> IPhone:
    return IPhone((26, 2))


@pytest.fixture
async def manager(session: AudioSession) -> AVAudioSession:
    await session.configure(CALL)
    assert await session.set_active(True)
    return AVAudioSession(session)


def reset(phone: IPhone, driver: ProbedDriver, session: AudioSession) -> list[tuple[Scalar, ...]]:
    """Let media services be reset; return the setters that were called then."""
    settle(session)
    driver.calls.clear()
    phone.media_services_reset()
    settle(session)
    return [call for call in driver.calls if call[0].endswith("Error")]  # type: ignore[union-attr]


async def test_what_was_set_by_hand_is_set_again_in_its_order(
    phone: IPhone, driver: ProbedDriver, session: AudioSession, manager: AVAudioSession
) -> None:
    """Every setter is either among these, or in one of the two lists of those that are not."""
    microphone = (await manager.get_available_inputs())[0]
    assert microphone.data_sources is not None
    first, last = microphone.data_sources[0], microphone.data_sources[-1]
    everywhere, stereo = Pattern.OMNIDIRECTIONAL, Pattern.STEREO
    await manager.set_preferred_sample_rate(44_100.0)
    await manager.set_preferred_io_buffer_duration(0.02)
    await manager.set_preferred_input(microphone)
    await manager.set_preferred_data_source(microphone, last)
    await manager.set_preferred_polar_pattern(microphone, first, everywhere)
    await manager.set_preferred_polar_pattern(microphone, last, stereo)
    await manager.set_preferred_input_orientation(Orientation.PORTRAIT)
    await manager.set_preferred_input_number_of_channels(1)
    await manager.set_preferred_output_number_of_channels(1)
    await manager.set_aggregated_io_preference(IOType.AGGREGATED)
    await manager.set_prefers_echo_cancelled_input(True)
    await manager.set_allow_haptics_and_system_sounds_during_recording(True)
    await manager.set_prefers_no_interruptions_from_system_alerts(True)
    await manager.set_prefers_interruption_on_route_disconnect(False)
    await manager.set_supports_multichannel_content(True)
    await manager.set_preferred_microphone_injection_mode(InjectionMode.SPOKEN_AUDIO)
    await manager.set_preferred_sample_rate(48_000.0)  # what was set again is the last
    calls = reset(phone, driver, session)
    by_hand = [call for call in calls if call[0] not in OF_THE_SESSION]
    assert by_hand == [
        (BUFFER, 0.02),
        (INPUT, microphone.uid),
        ("setPreferredDataSourceError", microphone.uid, last.data_source_id),
        (
            "setPreferredPolarPatternError",
            microphone.uid,
            first.data_source_id,
            everywhere,
        ),
        (
            "setPreferredPolarPatternError",
            microphone.uid,
            last.data_source_id,
            stereo,
        ),
        ("setPreferredInputOrientationError", Orientation.PORTRAIT),
        (INPUTS, 1),
        (OUTPUTS, 1),
        ("setAggregatedIOPreferenceError", IOType.AGGREGATED),
        ("setPrefersEchoCancelledInputError", True),
        ("setAllowHapticsAndSystemSoundsDuringRecordingError", True),
        ("setPrefersNoInterruptionsFromSystemAlertsError", True),
        ("setPrefersInterruptionOnRouteDisconnectError", False),
        ("setSupportsMultichannelContentError", True),
        ("setPreferredMicrophoneInjectionModeError", InjectionMode.SPOKEN_AUDIO),
        (RATE, 48_000.0),
    ]
    assert calls.index(("setActiveWithOptionsError", True, 0)) < calls.index(by_hand[0])
    assert await manager.get_preferred_sample_rate() == 48_000.0
    assert await manager.get_preferred_input() is not None
    assert await manager.get_prefers_no_interruptions_from_system_alerts()
    setters = {each.name for each in OPERATIONS if each.name.endswith("Error")}
    assert {call[0] for call in by_hand} | LEFT_TO_THE_APP | OF_THE_SESSION == setters
    assert reset(phone, driver, session) == calls, "it holds for every reset, not for the next"


async def test_what_belongs_to_the_route_or_to_others_is_left_to_the_app(
    phone: IPhone, driver: ProbedDriver, session: AudioSession, manager: AVAudioSession
) -> None:
    await manager.override_output_audio_port(Override.SPEAKER)
    await manager.set_input_data_source((await manager.get_input_data_sources())[-1])
    await manager.set_output_data_source(None)
    await manager.set_input_gain(0.5)
    assert {call[0] for call in reset(phone, driver, session)} <= OF_THE_SESSION


@pytest.mark.parametrize("by_hand_last", [True, False])
async def test_of_configuration_and_hand_the_later_wins_after_a_reset_too(
    phone: IPhone,
    driver: ProbedDriver,
    session: AudioSession,
    manager: AVAudioSession,
    by_hand_last: bool,
) -> None:
    configured = CALL.replace(
        av_audio_session_preferred_sample_rate=44_100.0,
        av_audio_session_preferred_output_number_of_channels=1,
    )
    if by_hand_last:
        await session.configure(configured)
        assert await session.set_active(True, owner="again")
    await manager.set_preferred_sample_rate(16_000.0)
    await manager.set_preferred_output_number_of_channels(1)
    await manager.set_preferred_io_buffer_duration(0.03)
    if not by_hand_last:
        await session.configure(configured)
        assert await session.set_active(True, owner="again")
    calls = reset(phone, driver, session)
    rates = [call[1] for call in calls if call[0] == RATE]
    assert rates == ([44_100.0, 16_000.0] if by_hand_last else [44_100.0])
    # The configuration's twice: as it is applied, and as the session is active.
    assert [call[0] for call in calls].count(OUTPUTS) == (3 if by_hand_last else 2)
    assert await manager.get_preferred_io_buffer_duration() == 0.03


async def test_what_an_inactive_session_cannot_have_is_set_with_the_next_activation(
    phone: IPhone,
    driver: ProbedDriver,
    session: AudioSession,
    manager: AVAudioSession,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await manager.set_preferred_io_buffer_duration(0.02)
    await manager.set_preferred_input_number_of_channels(1)
    await session.set_active(False)
    caplog.set_level(logging.WARNING, "audio_session")
    reset(phone, driver, session)
    assert await manager.get_preferred_io_buffer_duration() == 0.02
    assert await manager.get_preferred_input_number_of_channels() == 0
    assert f"{INPUTS}(1): the media services have forgotten it" in caplog.text
    assert "next activation" in caplog.text
    assert BUFFER not in caplog.text
    driver.calls.clear()
    assert await session.set_active(True)
    assert await manager.get_preferred_input_number_of_channels() == 1
    assert driver.count(BUFFER) == 0, "it is set already"
    assert await session.set_active(True, owner="another")
    await session.set_active(False)
    await session.set_active(False, owner="another")
    assert await session.set_active(True)
    assert driver.count(INPUTS) == 1, "and once is enough"


async def test_what_is_owed_is_set_when_callkit_activates_as_well(
    phone: IPhone, driver: ProbedDriver, session: AudioSession, manager: AVAudioSession
) -> None:
    await manager.set_preferred_input_number_of_channels(1)
    await session.set_active(False)
    phone.own.uses_callkit = True
    reset(phone, driver, session)
    assert (await session.set_active(True)).reason is DenialReason.MISSING_ENTITLEMENT
    assert await manager.get_preferred_input_number_of_channels() == 0
    phone.callkit_activates()
    manager.did_activate_externally()
    assert await manager.get_preferred_input_number_of_channels() == 1
    driver.calls.clear()
    manager.did_activate_externally()
    assert await manager.get_preferred_input_number_of_channels() == 1
    assert driver.count(INPUTS) == 0, "and once is enough"


async def test_channels_that_were_configured_are_set_when_callkit_activates_as_well(
    phone: IPhone, session: AudioSession
) -> None:
    phone.own.uses_callkit = True
    manager = AVAudioSession(session)
    await session.configure(CALL.replace(av_audio_session_preferred_input_number_of_channels=1))
    assert await manager.get_preferred_input_number_of_channels() == 0
    phone.callkit_activates()
    manager.did_activate_externally()
    assert await manager.get_preferred_input_number_of_channels() == 1


async def test_channels_that_were_set_by_hand_outlive_an_interruption(
    phone: IPhone, session: AudioSession
) -> None:
    """The session activated itself again, and with what was configured long before."""
    manager = AVAudioSession(session)
    await session.configure(MONO)
    assert await session.set_active(True)
    await manager.set_preferred_output_number_of_channels(2)
    phone.incoming_call()
    phone.end_call()
    settle(session)
    assert phone.own.active
    assert await manager.get_preferred_output_number_of_channels() == 2


@pytest.mark.parametrize("then", ["is interrupted", "another owner activates", "nothing"])
async def test_channels_of_a_new_configuration_take_the_place_of_the_old(
    phone: IPhone, session: AudioSession, then: str
) -> None:
    """What was configured before was asked for again, or nothing while the session was active."""
    manager = AVAudioSession(session)
    await session.configure(MONO)
    assert await session.set_active(True)
    # It asks less of Android's other apps: for another owner the OS is not asked again.
    stereo = AudioSessionConfiguration.navigation()
    await session.configure(stereo.replace(av_audio_session_preferred_output_number_of_channels=2))
    if then == "is interrupted":
        phone.incoming_call()
        phone.end_call()
        settle(session)
    elif then == "another owner activates":
        assert await session.set_active(True, owner="another")
    assert phone.own.active
    assert await manager.get_preferred_output_number_of_channels() == 2


@pytest.mark.parametrize("settled_by", ["hand", "configuration"])
async def test_what_was_set_meanwhile_is_owed_no_more(
    phone: IPhone,
    driver: ProbedDriver,
    session: AudioSession,
    manager: AVAudioSession,
    settled_by: str,
) -> None:
    await manager.set_preferred_sample_rate(16_000.0)
    driver.fail(RATE, error(Code.UNSPECIFIED))
    reset(phone, driver, session)
    assert await manager.get_preferred_sample_rate() == 0.0
    if settled_by == "hand":
        await manager.set_preferred_sample_rate(44_100.0)
    else:
        await session.configure(CALL.replace(av_audio_session_preferred_sample_rate=44_100.0))
    await session.set_active(False)
    driver.calls.clear()
    assert await session.set_active(True)
    assert driver.count(RATE) == 0
    assert await manager.get_preferred_sample_rate() == 44_100.0


async def test_an_input_that_is_gone_keeps_nothing_else_from_coming_back(
    phone: IPhone, driver: ProbedDriver, session: AudioSession, manager: AVAudioSession
) -> None:
    phone.plug(Kind.HEADSET_MIC)
    phone.plug(Kind.BLUETOOTH_HFP)
    headset = next(
        port for port in await manager.get_available_inputs() if port.port_type is Kind.HEADSET_MIC
    )
    await manager.set_preferred_input(headset)
    await manager.set_preferred_io_buffer_duration(0.02)
    phone.unplug(Kind.HEADSET_MIC)
    service: Heard[AudioServiceEvent] = Heard(session.service_event_stream)
    reset(phone, driver, session)
    assert await manager.get_preferred_input() is None
    assert await manager.get_preferred_io_buffer_duration() == 0.02
    assert [event.available for event in service] == [False, True]


async def test_what_ios_refused_is_not_remembered(
    phone: IPhone, driver: ProbedDriver, session: AudioSession, manager: AVAudioSession
) -> None:
    driver.fail(RATE, error(Code.UNSPECIFIED))
    with pytest.raises(NativeError, match="refused"):
        await manager.set_preferred_sample_rate(16_000.0)
    assert RATE not in [call[0] for call in reset(phone, driver, session)]


async def test_services_that_die_while_they_are_restored(
    phone: IPhone, driver: ProbedDriver, session: AudioSession, manager: AVAudioSession
) -> None:
    await manager.set_preferred_io_buffer_duration(0.02)
    await manager.set_preferred_sample_rate(16_000.0)
    driver.before(BUFFER, phone.media_services_reset)
    reset(phone, driver, session)
    assert phone.own.active
    assert await manager.get_preferred_io_buffer_duration() == 0.02
    assert await manager.get_preferred_sample_rate() == 16_000.0
