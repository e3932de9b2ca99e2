"""iOS's adaptor, and what a session does with it, on the simulated iPhone."""

from __future__ import annotations

import json
from typing import Any

import pytest
from phones import error
from sessions import Heard, ProbedDriver, settle

import audio_session as aus
from audio_session import (
    ActivationTimeoutError,
    AudioSessionConfiguration,
    AudioSessionState,
    DenialReason,
    NativeError,
    blocking,
    platforms,
)
from audio_session._native import Channel
from audio_session.ios import AVAudioSessionCategory as Category
from audio_session.ios import AVAudioSessionErrorCode as Code
from audio_session.ios import AVAudioSessionPort as Kind
from audio_session.ios import AVAudioSessionSetActiveOptions as ActiveOptions
from audio_session.platforms._ios_denials import denial
from audio_session.platforms.ios import IosPlatform
from audio_session.simulator import IPhone

MUSIC = AudioSessionConfiguration.music()
ACTIVE = "setActiveWithOptionsError"

pytestmark = pytest.mark.usefixtures("hurry")


@pytest.fixture
def phone() -> IPhone:
    return IPhone(17)


# ---- Selection ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("simulated-ios", (17, 0)),
        ("simulated-ios:13", (13, 0)),
        ("simulated-ios:26.2", (26, 2)),
        ("Simulated-iOS:17.2", (17, 2)),
    ],
)
def test_the_name_chooses_the_version(name: str, version: tuple[int, int]) -> None:
    channel = Channel()
    platform = platforms.select(name, channel=channel).platform
    assert isinstance(platform, IosPlatform)
    assert platform.version == version
    assert platform.name == "simulated-ios"
    platform.close()


@pytest.mark.parametrize("name", ["simulated-ios:x", "simulated-ios:17.x", "simulated-ios:12"])
def test_names_of_no_version(name: str) -> None:
    with pytest.raises(ValueError, match=r"iOS"):
        platforms.make(name)


def test_an_open_that_fails_closes_the_driver(driver: ProbedDriver) -> None:
    driver.fail("operatingSystemVersion", error(Code.UNSPECIFIED))
    with pytest.raises(NativeError):
        platforms.for_driver(driver).open(Channel())
    assert driver.count("close") == 1


@pytest.mark.parametrize("answer", [None, "iOS", "17.x"])
def test_a_version_that_makes_no_sense(driver: ProbedDriver, answer: Any) -> None:
    driver.answer("operatingSystemVersion", lambda: answer)
    with pytest.raises(NativeError, match="operatingSystemVersion"):
        platforms.for_driver(driver).open(Channel())
    assert driver.count("close") == 1


# ---- Configuring --------------------------------------------------------------------------------


def test_a_configuration_sets_everything_and_activates_nothing(
    blocking_session: blocking.AudioSession,
    driver: ProbedDriver,
    phone: IPhone,
    caplog: pytest.LogCaptureFixture,
) -> None:
    blocking_session.configure(
        AudioSessionConfiguration.voice_chat().replace(
            av_audio_session_preferred_sample_rate=44_100.0,
            av_audio_session_preferred_io_buffer_duration=0.02,
            av_audio_session_preferred_input_number_of_channels=1,
        )
    )
    assert [call for call in driver.calls if call[0].startswith("set")] == [  # type: ignore[union-attr]
        (
            "setCategoryModeRouteSharingPolicyOptionsError",
            "AVAudioSessionCategoryPlayAndRecord",
            "AVAudioSessionModeVoiceChat",
            0,
            4,
        ),
        ("setPreferredIOBufferDurationError", 0.02),
        ("setPreferredSampleRateError", 44_100.0),
        ("setPreferredInputNumberOfChannelsError", 1),  # refused, and asked for again below
    ]
    assert phone.hardware.preferred_inputs == 0
    assert caplog.text == ""
    assert not phone.own.active
    blocking_session.set_active(True)
    assert phone.hardware.preferred_inputs == 1


def test_what_is_not_said_is_left_as_it_is(
    blocking_session: blocking.AudioSession, driver: ProbedDriver
) -> None:
    blocking_session.configure(AudioSessionConfiguration())
    assert driver.count("setCategoryModeRouteSharingPolicyOptionsError") == 0
    assert blocking_session.set_active(True)


def test_a_wish_that_is_not_granted_is_logged(
    blocking_session: blocking.AudioSession,
    driver: ProbedDriver,
    caplog: pytest.LogCaptureFixture,
) -> None:
    blocking_session.configure(
        MUSIC.replace(av_audio_session_preferred_output_number_of_channels=99)
    )
    assert blocking_session.set_active(True)
    assert "preferred_output_number_of_channels = 99" in caplog.text


def test_the_running_version_judges_a_configuration(phone: IPhone) -> None:
    short = MUSIC.replace(av_audio_session_mode=aus.AVAudioSessionMode.SHORT_FORM_VIDEO)
    with blocking.AudioSession(driver=phone.driver()) as session:
        session.configure(short)
        old = session.warnings
    with blocking.AudioSession(driver=IPhone((26, 0)).driver()) as session:
        session.configure(short)
        assert len(session.warnings) < len(old)


def test_a_refused_configuration_is_an_error_and_does_not_hold(
    ours: blocking.AudioSession, phone: IPhone
) -> None:
    phone.incoming_call()
    with pytest.raises(NativeError) as caught:
        ours.configure(AudioSessionConfiguration.recording())
    assert caught.value.code == Code.INSUFFICIENT_PRIORITY
    assert ours.configuration == MUSIC


# ---- Activating ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (Code.BAD_PARAM, DenialReason.BAD_PARAMETER),
        (Code.CANNOT_INTERRUPT_OTHERS, DenialReason.CANNOT_INTERRUPT_OTHERS),
        (Code.CANNOT_START_PLAYING, DenialReason.CANNOT_START_PLAYING),
        (Code.CANNOT_START_RECORDING, DenialReason.CANNOT_START_RECORDING),
        (Code.EXPIRED_SESSION, DenialReason.EXPIRED_SESSION),
        (Code.INCOMPATIBLE_CATEGORY, DenialReason.INCOMPATIBLE_CATEGORY),
        (Code.INSUFFICIENT_PRIORITY, DenialReason.INSUFFICIENT_PRIORITY),
        (Code.IS_BUSY, DenialReason.IS_BUSY),
        (Code.MEDIA_SERVICES_FAILED, DenialReason.SERVICE_UNAVAILABLE),
        (Code.MISSING_ENTITLEMENT, DenialReason.MISSING_ENTITLEMENT),
        (Code.RESOURCE_NOT_AVAILABLE, DenialReason.RESOURCE_NOT_AVAILABLE),
        (Code.SESSION_NOT_ACTIVE, DenialReason.SESSION_NOT_ACTIVE),
        (Code.SIRI_IS_RECORDING, DenialReason.SIRI_IS_RECORDING),
        (Code.UNSPECIFIED, DenialReason.UNKNOWN),
    ],
)
def test_a_refusal_has_a_name_a_code_and_a_hint(
    ours: blocking.AudioSession, phone: IPhone, code: Code, reason: DenialReason
) -> None:
    phone.deny_next(code)
    result = ours.set_active(True)
    assert not result
    assert (result.reason, result.native_code) == (reason, int(code))
    assert result.hint
    assert ours.state is AudioSessionState.INACTIVE
    assert ours.set_active(True)


def test_a_code_of_a_newer_ios_is_kept() -> None:
    result = denial(NativeError("?", code=12345))
    assert (result.reason, result.native_code) == (DenialReason.UNKNOWN, 12345)


def test_giving_back_tells_others_unless_one_says_not_to(
    ours: blocking.AudioSession, phone: IPhone
) -> None:
    music = phone.app("music")
    music.set_category(Category.PLAYBACK)
    for options, resumes in ((None, True), (ActiveOptions.NONE, False)):
        music.play()
        ours.set_active(True)
        ours.set_active(False, av_audio_session_set_active_options=options)
        assert music.events[-1].should_resume is resumes


def test_giving_back_is_tried_again_while_audio_runs(
    ours: blocking.AudioSession, driver: ProbedDriver
) -> None:
    ours.set_active(True)
    driver.fail(ACTIVE, error(Code.IS_BUSY))
    driver.fail(ACTIVE, error(Code.IS_BUSY))
    assert ours.set_active(False)
    assert driver.count(ACTIVE) == 4


def test_giving_back_that_stays_busy_says_so_and_is_over(
    ours: blocking.AudioSession, driver: ProbedDriver
) -> None:
    ours.set_active(True)
    for _ in range(3):
        driver.fail(ACTIVE, error(Code.IS_BUSY))
    result = ours.set_active(False)
    assert (result.reason, result.native_code) == (DenialReason.IS_BUSY, int(Code.IS_BUSY))
    assert "stop players" in result.hint
    assert ours.state is AudioSessionState.INACTIVE


@pytest.mark.parametrize(
    ("code", "reason"),
    [(Code.MEDIA_SERVICES_FAILED, None), (Code.UNSPECIFIED, DenialReason.UNKNOWN)],
)
def test_giving_back_that_fails(
    ours: blocking.AudioSession, driver: ProbedDriver, code: Code, reason: DenialReason | None
) -> None:
    ours.set_active(True)
    driver.fail(ACTIVE, error(code))
    assert ours.set_active(False).reason is reason
    assert ours.state is AudioSessionState.INACTIVE


def test_a_session_that_hangs_is_timed_out_and_given_back(
    ours: blocking.AudioSession, phone: IPhone
) -> None:
    phone.hang(60)
    with pytest.raises(ActivationTimeoutError):
        ours.set_active(True, timeout=0.01)
    phone.advance(60)
    settle(ours)
    assert ours.state is AudioSessionState.INACTIVE
    assert not phone.own.active


# ---- Routes and devices -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plugged", "noisy"),
    [
        (Kind.HEADPHONES, True),
        (Kind.BLUETOOTH_A2DP, True),
        (Kind.USB_AUDIO, True),
        (Kind.AIR_PLAY, True),
        (Kind.HDMI, False),
        (Kind.LINE_IN, False),
    ],
)
def test_noisy_is_what_leaves_a_private_output_for_the_speaker(
    ours: blocking.AudioSession, phone: IPhone, plugged: Kind, noisy: bool
) -> None:
    heard = Heard(ours.becoming_noisy_event_stream)
    phone.plug(plugged)
    phone.unplug(plugged)
    settle(ours)
    assert len(heard) == noisy


def test_a_route_that_goes_on_privately_is_not_noisy(
    ours: blocking.AudioSession, phone: IPhone
) -> None:
    heard = Heard(ours.becoming_noisy_event_stream)
    phone.plug(Kind.BLUETOOTH_A2DP)
    phone.plug(Kind.HEADPHONES)
    phone.unplug(Kind.HEADPHONES)
    settle(ours)
    assert len(heard) == 0


def test_devices(ours: blocking.AudioSession, phone: IPhone) -> None:
    ours.configure(AudioSessionConfiguration.voice_chat())
    ours.set_active(True)
    phone.plug(Kind.BLUETOOTH_HFP)
    found = {
        (device.type, device.is_input, device.is_default, device.raw_type)
        for device in ours.get_devices()
    }
    assert found == {
        (aus.AudioDeviceType.BLUETOOTH_SCO, False, True, "AVAudioSessionPortBluetoothHFP"),
        (aus.AudioDeviceType.BLUETOOTH_SCO, True, True, "AVAudioSessionPortBluetoothHFP"),
        (aus.AudioDeviceType.BUILT_IN_MIC, True, False, "AVAudioSessionPortBuiltInMic"),
    }


def test_a_port_of_a_newer_ios_is_kept(ours: blocking.AudioSession, driver: ProbedDriver) -> None:
    port = {"portType": "Holodeck", "portName": None, "UID": "1"}
    driver.answer("currentRoute", lambda: json.dumps({"inputs": [], "outputs": [port]}))
    driver.answer("availableInputs", lambda: None)
    (device,) = ours.get_devices()
    assert (device.type, device.raw_type) == (aus.AudioDeviceType.UNKNOWN, "Holodeck")


@pytest.mark.parametrize(
    "answer", ["", "null", "[]", "{}", '{"inputs": [], "outputs": [{}]}', '{"inputs": 1}']
)
def test_a_route_that_makes_no_sense(
    ours: blocking.AudioSession, driver: ProbedDriver, answer: str
) -> None:
    driver.answer("currentRoute", lambda: answer)
    with pytest.raises(NativeError, match="makes no sense"):
        ours.get_devices()


def test_devices_that_cannot_be_read(ours: blocking.AudioSession, driver: ProbedDriver) -> None:
    driver.fail("currentRoute", error(Code.MEDIA_SERVICES_FAILED))
    assert ours.get_devices() == frozenset()
    driver.fail("currentRoute", error(Code.UNSPECIFIED))
    with pytest.raises(NativeError, match="refused"):
        ours.get_devices()


def test_volume_others_audio_and_inputs(ours: blocking.AudioSession, phone: IPhone) -> None:
    volume, others = Heard(ours.volume_event_stream), Heard(ours.other_audio_event_stream)
    ours.configure(AudioSessionConfiguration.ambient())
    ours.set_active(True)
    phone.set_volume(0.25)
    rival = phone.app("rival")
    rival.set_category(Category.PLAYBACK)
    rival.play()
    rival.stop()
    settle(ours)
    assert [event.volume for event in volume] == [0.25]
    assert [event.playing for event in others] == [True, False]


def test_the_inputs_of_a_category_that_was_configured_are_devices_at_once(
    ours: blocking.AudioSession, phone: IPhone
) -> None:
    """iOS tells of them with the activation only, as the route's; they may be chosen before."""
    devices = Heard(ours.devices_stream)
    ours.configure(AudioSessionConfiguration.recording())
    settle(ours)
    (_speaker, with_microphone) = devices
    assert aus.AudioDeviceType.BUILT_IN_MIC in {device.type for device in with_microphone}
    assert with_microphone == ours.get_devices()
    phone.own.set_category(Category.PLAYBACK)
    assert devices.events[-1] != ours.get_devices()
    ours.reassert()
    settle(ours)
    assert devices.events[-1] == with_microphone == ours.get_devices()


def test_the_inputs_of_what_the_manager_sets_are_devices_at_once(
    ours: blocking.AudioSession, phone: IPhone
) -> None:
    phone.plug(Kind.BLUETOOTH_HFP)
    devices = Heard(ours.devices_stream)
    manager = aus.AVAudioSession(ours)
    inputs = []
    for set_it in (
        lambda: manager.set_category(Category.PLAY_AND_RECORD),
        lambda: manager.set_mode(aus.AVAudioSessionMode.VOICE_CHAT),
    ):
        blocking.wait(set_it())
        settle(ours)
        inputs.append({device.type for device in devices.events[-1] if device.is_input})
    headset = aus.AudioDeviceType.BLUETOOTH_SCO
    microphone = aus.AudioDeviceType.BUILT_IN_MIC
    assert inputs == [{microphone}, {microphone, headset}], "that mode allows Bluetooth"


def test_new_inputs_are_new_devices() -> None:
    phone = IPhone((26, 0))
    with blocking.AudioSession(driver=phone.driver()) as session:
        session.configure(AudioSessionConfiguration.recording())
        session.set_active(True)
        settle(session)
        changes = Heard(session.devices_changed_event_stream)
        phone.plug(Kind.LINE_IN)
        settle(session)
        assert {d.type for event in changes for d in event.devices_added} >= {
            aus.AudioDeviceType.LINE_ANALOG
        }
