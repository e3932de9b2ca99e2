"""The platform of Android: focus, notices and what it makes of what the driver says."""

from __future__ import annotations

import json

import pytest
from sessions import ProbedDriver

from audio_session import (
    ActivationStatus,
    AndroidAudioManager,
    AudioDeviceType,
    AudioSessionConfiguration,
    BecomingNoisyEvent,
    Capability,
    DenialReason,
    NativeError,
    ServiceUnavailableError,
    VolumeChangedEvent,
    blocking,
)
from audio_session._native import Channel, Event
from audio_session._state import Signal
from audio_session.android import AndroidAudioFocusGainType as Gain
from audio_session.android import AndroidAudioHardwareMode as Mode
from audio_session.android import AndroidStreamType
from audio_session.platforms import _signals
from audio_session.platforms._android_table import UNAVAILABLE
from audio_session.platforms.android import AndroidPlatform
from audio_session.simulator import AndroidDevice

MUSIC = AudioSessionConfiguration.music()


@pytest.fixture
def android(driver: ProbedDriver) -> AndroidPlatform:
    platform = AndroidPlatform(driver)
    platform.open(Channel())
    return platform


def event(driver: ProbedDriver, name: str, *, code: int = 0, value: int = 0) -> Event:
    return Event(driver.events.index(name), 0, code, value, time_ns=1_500_000_000)


@pytest.mark.parametrize(
    ("change", "signal"),
    [(-1, Signal.LOSS), (-2, Signal.PAUSE), (-3, Signal.DUCK), (1, Signal.GAIN)],
)
def test_focus_changes(
    android: AndroidPlatform, driver: ProbedDriver, change: int, signal: Signal
) -> None:
    notice = android.translate(event(driver, "AUDIO_FOCUS_CHANGE", code=change, value=7))
    assert notice == _signals.Focus(signal, generation=7, native=change, timestamp=1.5)


def test_other_events(android: AndroidPlatform, driver: ProbedDriver) -> None:
    assert android.translate(event(driver, "AUDIO_BECOMING_NOISY")) == BecomingNoisyEvent(1.5)
    assert android.translate(event(driver, "AUDIO_DEVICES_ADDED")) == _signals.DevicesChanged()
    assert android.translate(event(driver, "AUDIO_DEVICES_REMOVED")) == _signals.DevicesChanged()
    music = AndroidStreamType.MUSIC
    assert android.translate(event(driver, "VOLUME_CHANGED", code=music, value=3)) == (
        VolumeChangedEvent(0.2)
    )
    assert android.translate(event(driver, "AUDIO_FOCUS_CHANGE", code=5)) is None
    assert android.translate(event(driver, "MODE_CHANGED")) is None
    assert android.translate(Event(30)) is None


def test_a_new_request_has_a_new_listener_and_gives_the_old_one_up_after(
    android: AndroidPlatform, driver: ProbedDriver
) -> None:
    assert android.request(MUSIC, 1)
    assert android.request(MUSIC, 2)
    focus = [call for call in driver.calls if "Focus" in str(call[0])]
    assert [(call[0], call[8] if len(call) > 8 else call[1]) for call in focus] == [
        ("requestAudioFocus", 1),
        ("requestAudioFocus", 2),
        ("abandonAudioFocus", 1),
    ]
    android.release(None)
    android.release(None)
    assert driver.calls[-1] == ("abandonAudioFocus", 2)
    assert driver.count("abandonAudioFocus") == 2


def test_a_refused_request_keeps_the_old_one(
    android: AndroidPlatform, driver: ProbedDriver, phone: AndroidDevice
) -> None:
    android.request(MUSIC, 1)
    phone.deny_next()
    assert not android.request(MUSIC, 2)
    android.release(None)
    assert driver.calls[-1] == ("abandonAudioFocus", 1)


def test_a_request_for_no_focus_gives_up_what_is_held(
    android: AndroidPlatform, driver: ProbedDriver
) -> None:
    none = MUSIC.replace(android_audio_focus_gain_type=Gain.NONE)
    assert android.request(MUSIC, 1)
    assert android.request(none, 2)
    assert driver.calls[-1] == ("abandonAudioFocus", 1)


def test_attributes_that_are_not_given_are_androids_own_defaults(
    android: AndroidPlatform, driver: ProbedDriver
) -> None:
    android.request(AudioSessionConfiguration(), 1)
    assert driver.calls[-1][1:5] == (Gain.GAIN, 1, 0, 0)


@pytest.mark.parametrize(("waits", "status"), [(True, "DELAYED"), (False, "DENIED")])
def test_a_request_during_a_call(
    android: AndroidPlatform, phone: AndroidDevice, waits: bool, status: str
) -> None:
    phone.incoming_call()
    answer = android.request(MUSIC.replace(android_accepts_delayed_focus_gain=waits), 1)
    assert answer.status is ActivationStatus[status]
    assert answer.reason is (None if waits else DenialReason.IN_CALL)
    assert answer.hint


@pytest.mark.parametrize(("api", "advised"), [(25, False), (26, True)])
def test_waiting_for_the_end_of_a_call_is_advised_where_it_can_be_had(
    api: int, advised: bool
) -> None:
    phone = AndroidDevice(api)
    platform = AndroidPlatform(phone.driver())
    platform.open(Channel())
    phone.incoming_call()
    answer = platform.request(MUSIC, 1)
    assert answer.reason is DenialReason.IN_CALL
    assert ("accept_delayed" in answer.hint) is advised


def test_what_accepts_a_delay_is_not_refused_because_of_a_call() -> None:
    waiting = MUSIC.replace(android_accepts_delayed_focus_gain=True)
    phone = AndroidDevice(36)
    phone.foreground = False
    platform = AndroidPlatform(phone.driver())
    platform.open(Channel())
    phone.incoming_call()
    assert platform.request(MUSIC, 1).reason is DenialReason.IN_CALL  # one of the two reasons
    assert platform.request(waiting, 2).reason is DenialReason.NOT_FOREGROUND


@pytest.mark.parametrize(
    ("mode", "calls", "reason"),
    [
        (Mode.IN_COMMUNICATION, False, DenialReason.NOT_FOREGROUND),
        (Mode.RINGTONE, False, DenialReason.NOT_FOREGROUND),
        (Mode.IN_COMMUNICATION, True, DenialReason.IN_CALL),
        (Mode.IN_CALL, True, DenialReason.IN_CALL),
    ],
)
def test_a_mode_that_the_app_has_set_is_no_call_of_others(
    mode: Mode, calls: bool, reason: DenialReason
) -> None:
    phone = AndroidDevice(36)
    with blocking.AudioSession(driver=phone.driver()) as session:
        blocking.wait(AndroidAudioManager(session).set_mode(mode))
        phone.foreground = False
        if calls:
            phone.incoming_call()
            phone.answer_call()
        assert session.set_active(True).reason is reason


def test_a_mode_that_another_app_has_set_is_a_call(
    android: AndroidPlatform, driver: ProbedDriver, phone: AndroidDevice
) -> None:
    driver.answer("getMode", lambda: Mode.IN_COMMUNICATION)
    phone.deny_next()
    assert android.request(MUSIC, 1).reason is DenialReason.IN_CALL


def test_a_request_from_the_background(phone: AndroidDevice) -> None:
    newest = AndroidDevice(api=36)
    newest.foreground = False
    platform = AndroidPlatform(newest.driver())
    platform.open(Channel())
    answer = platform.request(MUSIC, 1)
    assert answer.reason is DenialReason.NOT_FOREGROUND
    assert "start such a service" in answer.hint


@pytest.mark.parametrize(
    ("api", "target", "reason"),
    [
        (34, 34, DenialReason.UNKNOWN),
        (35, 34, DenialReason.UNKNOWN),
        (35, 35, DenialReason.NOT_FOREGROUND),
        (37, 30, DenialReason.NOT_FOREGROUND),
    ],
)
def test_why_a_request_is_refused_depends_on_the_level(
    api: int, target: int, reason: DenialReason
) -> None:
    phone = AndroidDevice(api, target_sdk=target)
    platform = AndroidPlatform(phone.driver())
    platform.open(Channel())
    phone.deny_next()
    answer = platform.request(MUSIC, 1)
    assert answer.reason is reason
    assert answer.hint


@pytest.mark.parametrize("answers", [True, False])
def test_a_target_that_cannot_be_read_is_taken_for_a_new_one(answers: bool) -> None:
    phone = AndroidDevice(36)
    driver = ProbedDriver(phone.driver())
    platform = AndroidPlatform(driver)
    platform.open(Channel())
    phone.deny_next()
    if answers:
        driver.answer("getTargetSdkVersion", lambda: None)
    else:
        driver.fail("getTargetSdkVersion", NativeError("no"))
    assert platform.request(MUSIC, 1).reason is DenialReason.NOT_FOREGROUND


def test_an_opening_without_java_says_what_was_asked() -> None:
    driver = ProbedDriver(AndroidDevice().driver())
    driver.fail("open", ServiceUnavailableError("no JavaVM", code=7, domain="d", name="n"))
    driver.fail("open", ServiceUnavailableError("no Context"))
    platform = AndroidPlatform(driver, ("pyjnius: ImportError: no libjnius", "Chaquopy: asked"))
    with pytest.raises(ServiceUnavailableError) as caught:
        platform.open(Channel())
    assert str(caught.value) == (
        "no JavaVM. Asked in Python: pyjnius: ImportError: no libjnius; Chaquopy: asked. "
        "To go on without other apps set AUDIO_SESSION_PLATFORM=local"
    )
    assert (caught.value.code, caught.value.domain, caught.value.name) == (7, "d", "n")
    found_by_itself = AndroidPlatform(driver)
    with pytest.raises(ServiceUnavailableError, match=r"^no Context$"):
        found_by_itself.open(Channel())


def test_an_opening_that_fails_half_way_can_be_tried_again() -> None:
    driver = ProbedDriver(AndroidDevice().driver())
    platform = AndroidPlatform(driver)
    driver.fail("getSdkInt", NativeError("no"))
    with pytest.raises(NativeError, match="no"):
        platform.open(Channel())
    platform.open(Channel())
    assert platform.sdk_int == 36


@pytest.mark.parametrize(
    ("api", "lacking"),
    [
        (22, {Capability.DEVICES, Capability.DELAYED_FOCUS}),
        (25, {Capability.DELAYED_FOCUS}),
        (26, set()),
    ],
)
def test_an_older_android_can_do_less(api: int, lacking: set[Capability]) -> None:
    platform = AndroidPlatform(AndroidDevice(api).driver())
    platform.open(Channel())
    assert AndroidPlatform.capabilities - platform.capabilities == lacking


def test_the_volume_is_that_of_the_configurations_stream(
    android: AndroidPlatform, driver: ProbedDriver
) -> None:
    alarm, music = AndroidStreamType.ALARM, AndroidStreamType.MUSIC
    android.configure(AudioSessionConfiguration.alarm())
    android.configure(AudioSessionConfiguration.alarm())
    assert driver.calls.count(("getStreamMaxVolume", alarm)) == 1
    seven = event(driver, "VOLUME_CHANGED", code=alarm, value=7)
    assert android.translate(seven) == VolumeChangedEvent(1.0)
    assert android.translate(event(driver, "VOLUME_CHANGED", code=music, value=7)) is None
    muted = event(driver, "STREAM_MUTE_CHANGED", code=alarm, value=1)
    assert android.translate(muted) == VolumeChangedEvent(0.0)
    loud = event(driver, "STREAM_MUTE_CHANGED", code=alarm, value=0)
    assert android.translate(loud) == VolumeChangedEvent(1.0)
    assert android.translate(event(driver, "STREAM_MUTE_CHANGED", code=music, value=1)) is None


def test_a_step_down_leaves_what_is_muted_silent(
    android: AndroidPlatform, driver: ProbedDriver
) -> None:
    music = AndroidStreamType.MUSIC
    steps = (
        ("VOLUME_CHANGED", 6, 0.4),
        ("STREAM_MUTE_CHANGED", 1, 0.0),
        ("VOLUME_CHANGED", 3, 0.0),
        ("STREAM_MUTE_CHANGED", 0, 0.2),
    )
    for kind, value, volume in steps:
        told = android.translate(event(driver, kind, code=music, value=value))
        assert told == VolumeChangedEvent(volume)


def test_of_another_stream_the_mute_is_not_kept(
    android: AndroidPlatform, driver: ProbedDriver
) -> None:
    android.translate(event(driver, "STREAM_MUTE_CHANGED", code=AndroidStreamType.MUSIC, value=1))
    android.configure(AudioSessionConfiguration.alarm())
    seven = event(driver, "VOLUME_CHANGED", code=AndroidStreamType.ALARM, value=7)
    assert android.translate(seven) == VolumeChangedEvent(1.0)


def test_a_volume_whose_range_cannot_be_read_has_no_number(
    android: AndroidPlatform, driver: ProbedDriver
) -> None:
    driver.fail("getStreamMaxVolume", NativeError("RuntimeException"))
    android.configure(AudioSessionConfiguration.alarm())
    changed = event(driver, "VOLUME_CHANGED", code=AndroidStreamType.ALARM, value=7)
    assert android.translate(changed) == VolumeChangedEvent(None)


@pytest.mark.parametrize(
    ("kind", "lost"),
    [
        ("AUDIO_BECOMING_NOISY", {Capability.BECOMING_NOISY}),
        ("AUDIO_DEVICES_ADDED", {Capability.DEVICES}),
        ("VOLUME_CHANGED", {Capability.VOLUME}),
        ("MODE_CHANGED", set()),
    ],
)
def test_a_kind_that_the_device_refuses_to_report_is_noted_and_no_notice(
    android: AndroidPlatform,
    driver: ProbedDriver,
    caplog: pytest.LogCaptureFixture,
    kind: str,
    lost: set[Capability],
) -> None:
    seen: list[Event] = []
    android.observers.append(seen.append)
    before = android.capabilities
    refusal = Event(driver.events.index(kind), UNAVAILABLE)
    assert android.translate(refusal) is None
    assert before - android.capabilities == lost
    assert android.refused == {kind}
    assert f"refuses to report {kind}" in caplog.text
    assert seen == [refusal]


def test_what_was_refused_is_asked_anew_when_it_is_opened_again(
    android: AndroidPlatform, driver: ProbedDriver
) -> None:
    android.translate(Event(driver.events.index("VOLUME_CHANGED"), UNAVAILABLE))
    android.close()
    android.open(Channel())
    assert android.refused == set()
    assert Capability.VOLUME in android.capabilities


def test_a_kind_that_the_level_does_not_have_is_not_missed(
    caplog: pytest.LogCaptureFixture,
) -> None:
    platform = AndroidPlatform(AndroidDevice(27).driver())
    platform.open(Channel())
    for kind in ("MICROPHONE_MUTE_CHANGED", "RINGER_MODE_CHANGED"):
        platform.translate(Event(platform.driver.events.index(kind), UNAVAILABLE))
    assert platform.refused == {"RINGER_MODE_CHANGED"}
    assert [record.args for record in caplog.records] == [("RINGER_MODE_CHANGED",)]


def test_observers_get_every_event_as_it_is(android: AndroidPlatform, driver: ProbedDriver) -> None:
    seen: list[Event] = []
    android.observers.append(seen.append)
    raw = event(driver, "RINGER_MODE_CHANGED", code=1)
    assert android.translate(raw) is None
    assert seen == [raw]


def test_a_denial_stands_though_the_mode_cannot_be_read(
    android: AndroidPlatform, driver: ProbedDriver, phone: AndroidDevice
) -> None:
    phone.deny_next()
    driver.fail("getMode", NativeError("no"))
    assert android.request(MUSIC, 1).status is ActivationStatus.DENIED


def test_a_lost_focus_is_given_up(android: AndroidPlatform, driver: ProbedDriver) -> None:
    android.request(MUSIC, 1)
    android.forget()
    assert driver.calls[-1] == ("abandonAudioFocus", 1)


def test_a_device_keeps_androids_own_type(android: AndroidPlatform, driver: ProbedDriver) -> None:
    raw = {"id": 7, "type": 9999, "isSource": False, "isSink": True, "productName": None}
    driver.answer("getDevices", lambda: json.dumps([raw]))
    (device,) = android.devices()
    assert device.type is AudioDeviceType.UNKNOWN
    assert (device.id, device.raw_type, device.name) == ("7", 9999, "")
    assert (device.is_input, device.is_output, device.address) == (False, True, "")


def test_it_says_what_it_can_do(android: AndroidPlatform) -> None:
    assert {Capability.FOCUS, Capability.DELAYED_FOCUS, Capability.DEVICES} <= android.capabilities
    assert Capability.COOPERATIVE_FOCUS not in android.capabilities


def test_a_level_that_makes_no_sense_opens_nothing() -> None:
    driver = ProbedDriver(AndroidDevice().driver())
    driver.answer("getSdkInt", lambda: None)
    with pytest.raises(NativeError, match=r"getSdkInt.*makes no sense"):
        AndroidPlatform(driver).open(Channel())
    assert driver.count("close") == 1


def test_what_was_asked_for_is_given_back_though_the_answer_made_no_sense(
    android: AndroidPlatform, driver: ProbedDriver
) -> None:
    driver.answer("requestAudioFocus", lambda: None)
    with pytest.raises(NativeError, match=r"requestAudioFocus.*makes no sense"):
        android.request(MUSIC, 1)
    android.release(None)
    assert driver.calls[-1] == ("abandonAudioFocus", 1)
