"""The rest of the simulated phone: recording, formats, spatial sound, mixing, properties."""

from __future__ import annotations

import json
import re

import pytest
from phones import Phone

from audio_session.errors import NativeError, PermissionDeniedError
from audio_session.simulator import AndroidDevice
from audio_session.simulator import constants as c
from audio_session.simulator.device_rules import DeviceRule, device_rules_at
from audio_session.simulator.manager import manager_functions
from audio_session.simulator.operations import functions_of

MEDIA = (1, 2, 0, -1, -1, -1, -1)
ALARM = (4, 4, 0, -1, -1, -1, -1)
CALL = (2, 1, 0, -1, -1, -1, -1)
NEVER_SPATIAL = (1, 2, 0, -1, -1, 1, -1)
MP3 = (9, 44_100, 12, 0)
AC3 = (5, 48_000, 252, 0)
SURROUND = (2, 48_000, 252, 0)
USB_FORMAT = (2, 48_000, 12, 0)
MICROPHONE = 5
"""The id of a phone's microphone."""
NEAR_ULTRASOUND = "android.media.property.SUPPORT_MIC_NEAR_ULTRASOUND"
UNPROCESSED = "android.media.property.SUPPORT_AUDIO_SOURCE_UNPROCESSED"


def kinds(document: object) -> list[int]:
    return [device["type"] for device in json.loads(str(document))]


def test_every_rule_names_its_source_and_grade() -> None:
    for rule in DeviceRule:
        assert rule.value.source
        assert {"RUN", "SRC", "DOC", "MEM"} & set(re.findall(r"[A-Z]+", rule.value.grade))
        assert rule in device_rules_at(rule.value.since)
        assert rule not in device_rules_at(rule.value.since - 1)


class TestRecording:
    def test_below_29_one_app_records(self) -> None:
        phone = AndroidDevice(28)
        phone.app("other").record()
        with pytest.raises(RuntimeError, match="one app records at a time"):
            phone.own.record()

    def test_without_a_microphone_nobody_does(self) -> None:
        with pytest.raises(RuntimeError, match="no microphone"):
            AndroidDevice(profile="tv").own.record()

    def test_the_last_one_in_the_foreground_hears(self) -> None:
        phone = Phone()
        other = phone.world.app("other")
        phone.world.own.record(7)
        other.record()
        assert self.silenced(phone) == [True, False]
        other.foreground = False
        assert self.silenced(phone) == [False, True]
        other.stop_recording()
        other.stop_recording()
        assert self.silenced(phone) == [False]
        assert self.reports(phone) == [1, 2, 2, 1]

    def test_alone_in_the_background_one_hears(self) -> None:
        phone = Phone()
        phone.world.own.record()
        phone.world.foreground = False
        assert self.silenced(phone) == [False]

    def test_in_a_call_nobody_hears(self) -> None:
        phone = Phone()
        phone.world.own.record()
        phone.world.incoming_call()
        phone.world.answer_call()
        assert self.silenced(phone) == [True]

    def test_who_hears_is_reported_when_it_changes(self) -> None:
        phone = Phone()
        other = phone.world.app("other")
        other.record()
        phone.world.own.record()
        phone.heard()
        for happens, reports in (
            (phone.world.incoming_call, []),
            (phone.world.answer_call, [2]),
            (phone.world.end_call, [2]),
        ):
            happens()
            assert self.reports(phone) == reports
        for app, foreground, reports in (
            (phone.world.own, False, [2]),
            (phone.world.own, False, []),
            (phone.world.app("idle"), False, []),
            (other, False, [2]),
        ):
            app.foreground = foreground
            assert self.reports(phone) == reports

    def test_below_29_it_is_not(self) -> None:
        phone = Phone(28)
        phone.world.own.record()
        phone.heard()
        phone.world.incoming_call()
        phone.world.answer_call()
        assert self.reports(phone) == []

    def test_a_dead_app_records_no_more(self) -> None:
        phone = Phone()
        other = phone.world.app("other")
        other.record()
        other.die()
        assert self.silenced(phone) == []

    @pytest.mark.parametrize(("api", "known"), [(28, False), (29, True)])
    def test_how_it_is_described(self, api: int, known: bool) -> None:
        phone = Phone(api)
        phone.world.own.record(6)
        (found,) = json.loads(phone("getActiveRecordingConfigurations"))
        assert found["clientAudioSource"] == 6
        assert (found["audioSource"], found["isClientSilenced"]) == (
            (6, False) if known else (None, None)
        )
        assert found["device"]["type"] == c.TYPE_BUILTIN_MIC

    @staticmethod
    def reports(phone: Phone) -> list[int]:
        heard = phone.heard()
        return [value for event, _, value in heard if event == "RECORDING_CONFIG_CHANGED"]

    @staticmethod
    def silenced(phone: Phone) -> list[bool]:
        found = json.loads(phone("getActiveRecordingConfigurations"))
        return [each["isClientSilenced"] for each in found]


class TestPlayback:
    def test_every_players_start_and_end_is_reported(self) -> None:
        phone = Phone()
        phone.world.start_playback()
        phone.world.app("other").play(usage=c.USAGE_ALARM)
        found = json.loads(phone("getActivePlaybackConfigurations"))
        assert [(each["usage"], each["device"]) for each in found] == [(1, None), (4, None)]
        phone.world.stop_playback()
        phone.world.stop_playback()
        assert [value for event, _, value in phone.heard()] == [1, 2, 1]

    @pytest.mark.parametrize(("api", "lefts"), [(36, [2, 1, 0]), (37, [0])])
    def test_players_that_stop_at_once(self, api: int, lefts: list[int]) -> None:
        phone = Phone(api)
        other = phone.world.app("other")
        for _ in range(3):
            other.play()
        phone.heard()
        other.stop()
        assert phone.heard() == [("PLAYBACK_CONFIG_CHANGED", 0, left) for left in lefts]
        assert other.players == ()
        other.play()
        other.play()
        assert phone.heard() == [("PLAYBACK_CONFIG_CHANGED", 0, there) for there in (1, 2)]

    def test_an_older_android_tells_less(self) -> None:
        phone = Phone(26)
        phone.world.start_playback()
        (found,) = json.loads(phone("getActivePlaybackConfigurations"))
        assert (found["allowedCapturePolicy"], found["spatializationBehavior"]) == (None, None)

    def test_capture_policy(self) -> None:
        phone = Phone()
        assert phone("getAllowedCapturePolicy") == 1
        phone("setAllowedCapturePolicy", 3)
        assert phone("getAllowedCapturePolicy") == 3
        with pytest.raises(NativeError, match="capture policy 9"):
            phone("setAllowedCapturePolicy", 9)

    def test_effects_and_keys(self) -> None:
        phone = Phone()
        phone("playSoundEffect", 0, None)
        phone("playSoundEffect", 1, 0.5)
        phone("playSoundEffect", 99, None)
        phone("loadSoundEffects")
        phone("unloadSoundEffects")
        phone("dispatchMediaKeyEvent", 1, 2, 0, 85, 0, 0, 0, 0, 0, 0)
        assert phone.world.sound_effects == [(0, None), (1, 0.5)]
        assert phone.world.media_keys == [(0, 85)]


class TestFormats:
    def test_mp3_in_hardware_on_a_phone_for_media(self) -> None:
        phone = Phone()
        assert phone("isOffloadedPlaybackSupported", *MP3, *MEDIA) is True
        assert phone("getPlaybackOffloadSupport", *MP3, *MEDIA) == 2
        assert phone("getDirectPlaybackSupport", *MP3, *MEDIA) == 3
        assert phone("isOffloadedPlaybackSupported", *MP3, *ALARM) is False
        assert phone("getDirectPlaybackSupport", *AC3, *MEDIA) == 0
        assert Phone(profile="tv")("isOffloadedPlaybackSupported", *MP3, *MEDIA) is False

    def test_ac3_over_hdmi(self) -> None:
        phone = Phone()
        phone.world.plug(c.TYPE_HDMI)
        assert phone("getDirectPlaybackSupport", *AC3, *MEDIA) == 4
        profiles = json.loads(phone("getDirectProfilesForAttributes", *MEDIA))
        assert [profile["format"] for profile in profiles] == [2, 5, 6]
        hdmi = json.loads(phone("getDevices", 2))[-1]
        assert hdmi["audioDescriptors"] == [
            {"standard": 1, "encapsulationType": 0, "descriptor": [15, 127, 7]}
        ]
        assert ("HDMI_AUDIO_PLUG", 0, 1) in phone.heard()

    def test_routing(self) -> None:
        phone = Phone()
        assert kinds(phone("getAudioDevicesForAttributes", *MEDIA)) == [c.TYPE_BUILTIN_SPEAKER]
        assert kinds(phone("getAudioDevicesForAttributes", *CALL)) == [c.TYPE_BUILTIN_EARPIECE]
        phone.world.connect_bluetooth()
        assert kinds(phone("getAudioDevicesForAttributes", *MEDIA)) == [c.TYPE_BLUETOOTH_A2DP]
        car = Phone(profile="car")
        assert kinds(car("getAudioDevicesForAttributes", *MEDIA)) == [c.TYPE_BUS]
        assert kinds(car("getAudioDevicesForAttributes", *CALL)) == []

    def test_what_machines_have(self) -> None:
        assert kinds(Phone(profile="car")("getDevices", 2)) == [c.TYPE_BUS] * 3
        assert kinds(Phone(23, profile="car")("getDevices", 3)) == [15, 16]
        assert kinds(Phone(profile="tv")("getDevices", 3)) == [2, 17]
        phone = Phone()
        assert {1, 2, 4, 8} <= set(json.loads(phone("getSupportedDeviceTypes", 2)))
        assert 15 in json.loads(phone("getSupportedDeviceTypes", 1))
        with pytest.raises(NativeError, match=r"\(0x3\) - Invalid"):
            phone("getSupportedDeviceTypes", 3)
        assert [mic["type"] for mic in json.loads(phone("getMicrophones"))] == [15]

    @pytest.mark.parametrize(
        ("api", "kind", "wired"),
        [
            (21, c.TYPE_WIRED_HEADSET, True),
            (36, c.TYPE_WIRED_HEADPHONES, True),
            (26, c.TYPE_USB_HEADSET, False),
            (27, c.TYPE_USB_HEADSET, True),
            (36, c.TYPE_USB_DEVICE, False),
        ],
    )
    def test_what_counts_as_a_wired_headset(self, api: int, kind: int, wired: bool) -> None:
        phone = Phone(api)
        phone.world.plug(kind)
        assert phone("isWiredHeadsetOn") is wired


class TestSurround:
    def test_it_takes_a_permission_to_switch(self) -> None:
        phone = Phone()
        for operation in (("setEncodedSurroundMode", 1), ("setSurroundFormatEnabled", 7, True)):
            with pytest.raises(PermissionDeniedError, match="WRITE_SETTINGS"):
                phone(*operation)
        phone.world.grant_permission(c.WRITE_SETTINGS)
        assert phone("setEncodedSurroundMode", 1) is True
        assert phone("getEncodedSurroundMode") == 1
        assert phone("setEncodedSurroundMode", 9) is True
        assert phone("getEncodedSurroundMode") == 0
        assert phone("setSurroundFormatEnabled", 7, True) is True
        assert phone("isSurroundFormatEnabled", 7) is True
        phone("setSurroundFormatEnabled", 7, False)
        assert phone("isSurroundFormatEnabled", 7) is False

    def test_what_a_device_reports_is_on(self) -> None:
        phone = Phone()
        assert phone("isSurroundFormatEnabled", 5) is False
        phone.world.plug(c.TYPE_HDMI)
        assert phone("isSurroundFormatEnabled", 5) is True
        assert phone("isSurroundFormatEnabled", c.ENCODING_PCM_16BIT) is False

    def test_asking_takes_a_permission_below_34(self) -> None:
        assert Phone(34)("isSurroundFormatEnabled", 5) is False
        phone = Phone(33)
        assert phone("isSurroundFormatEnabled", 99) is False
        with pytest.raises(PermissionDeniedError, match="WRITE_SETTINGS"):
            phone("isSurroundFormatEnabled", 5)

    def test_what_is_no_surround_format(self) -> None:
        phone = Phone()
        assert phone("isSurroundFormatEnabled", 99) is False
        assert phone("setSurroundFormatEnabled", 99, True) is False


class TestSpatializer:
    def test_headphones_bring_it(self) -> None:
        phone = Phone()
        assert json.loads(phone("getSpatializer"))["isAvailable"] is False
        phone.world.plug(c.TYPE_WIRED_HEADPHONES)
        assert ("SPATIALIZER_STATE_CHANGED", 1, 1) in phone.heard()
        phone.world.set_spatializer(False)
        phone.world.set_spatializer(False)
        assert phone.heard() == [("SPATIALIZER_STATE_CHANGED", 1, 0)]
        assert json.loads(phone("getSpatializer")) == {
            "isAvailable": True,
            "isEnabled": False,
            "immersiveAudioLevel": 1,
            "isHeadTrackerAvailable": False,
            "spatializedChannelMasks": [252],
        }

    def test_what_can_be_spatialized(self) -> None:
        phone = Phone()
        assert phone("canBeSpatialized", *MEDIA, *SURROUND) is True
        assert phone("canBeSpatialized", *MEDIA, *USB_FORMAT) is False
        assert phone("canBeSpatialized", *ALARM, *SURROUND) is False
        assert phone("canBeSpatialized", *NEVER_SPATIAL, *SURROUND) is False
        assert Phone(profile="tablet")("canBeSpatialized", *MEDIA, *SURROUND) is False

    def test_a_head_tracker(self) -> None:
        phone = Phone(33)
        assert phone.world.head_tracker is False
        phone.world.head_tracker = True
        phone.world.head_tracker = True
        assert phone.heard() == [("HEAD_TRACKER_AVAILABLE_CHANGED", 0, 1)]
        assert json.loads(Phone(32)("getSpatializer"))["isHeadTrackerAvailable"] is None


class TestMixing:
    def test_bit_perfect_on_usb(self) -> None:
        phone = Phone()
        phone.world.plug(c.TYPE_USB_DEVICE)
        usb = phone.world.ports[-1].id
        phone.heard()
        choices = json.loads(phone("getSupportedMixerAttributes", usb))
        assert {choice["mixerBehavior"] for choice in choices} == {0, 1}
        assert phone("getPreferredMixerAttributes", *MEDIA, usb) is None
        assert phone("setPreferredMixerAttributes", *MEDIA, usb, *USB_FORMAT, 1) is True
        preferred = json.loads(phone("getPreferredMixerAttributes", *MEDIA, usb))
        assert (preferred["format"]["sampleRate"], preferred["mixerBehavior"]) == (48_000, 1)
        assert phone("clearPreferredMixerAttributes", *MEDIA, usb) is True
        assert phone("clearPreferredMixerAttributes", *MEDIA, usb) is False
        assert phone.heard() == [("PREFERRED_MIXER_ATTRIBUTES_CHANGED", 0, usb)] * 2

    def test_what_is_refused(self) -> None:
        phone = Phone()
        phone.world.plug(c.TYPE_USB_DEVICE)
        usb, speaker = phone.world.ports[-1].id, 2
        assert phone("setPreferredMixerAttributes", *ALARM, usb, *USB_FORMAT, 1) is False
        assert phone("setPreferredMixerAttributes", *MEDIA, usb, *AC3, 1) is False
        assert json.loads(phone("getSupportedMixerAttributes", speaker)) == []
        assert phone("setPreferredMixerAttributes", *MEDIA, speaker, *USB_FORMAT, 1) is False

    @pytest.mark.parametrize("port", [MICROPHONE, 99])
    @pytest.mark.parametrize(
        ("operation", "before", "after"),
        [
            ("getSupportedMixerAttributes", (), ()),
            ("getPreferredMixerAttributes", MEDIA, ()),
            ("setPreferredMixerAttributes", ALARM, (*USB_FORMAT, 1)),
            ("clearPreferredMixerAttributes", MEDIA, ()),
        ],
    )
    def test_an_id_that_no_output_has(
        self, operation: str, before: tuple[int, ...], after: tuple[int, ...], port: int
    ) -> None:
        with pytest.raises(NativeError, match=f"no output device has the id {port}") as thrown:
            Phone()(operation, *before, port, *after)
        assert thrown.value.domain == "java.lang.IllegalArgumentException"

    def test_what_was_preferred_goes_with_its_device(self) -> None:
        phone = Phone()
        phone.world.plug(c.TYPE_USB_DEVICE)
        usb = phone.world.ports[-1].id
        assert phone("setPreferredMixerAttributes", *MEDIA, usb, *USB_FORMAT, 1) is True
        phone.world.unplug(c.TYPE_USB_DEVICE)
        with pytest.raises(NativeError, match="no output device"):
            phone("getPreferredMixerAttributes", *MEDIA, usb)


def test_properties_and_parameters() -> None:
    phone = Phone()
    assert phone("getProperty", "android.media.property.OUTPUT_SAMPLE_RATE") == "48000"
    assert phone("getProperty", "no such") is None
    phone("setParameters", "a=1;b=2;nonsense")
    assert phone("getParameters", "b;c;a") == "b=2;a=1"
    assert phone("generateAudioSessionId") != phone("generateAudioSessionId")


@pytest.mark.parametrize(
    ("api", "key", "value"),
    [
        (21, "android.media.property.OUTPUT_FRAMES_PER_BUFFER", "192"),
        (22, NEAR_ULTRASOUND, None),
        (23, NEAR_ULTRASOUND, "true"),
        (23, UNPROCESSED, None),
        (24, UNPROCESSED, "true"),
    ],
)
def test_a_property_is_null_before_it_came(api: int, key: str, value: str | None) -> None:
    assert Phone(api)("getProperty", key) == value


def test_a_session_without_hardware_sync() -> None:
    with pytest.raises(NativeError, match="not supported") as thrown:
        Phone()("getAudioHwSyncForSession", 33)
    assert thrown.value.domain == "java.lang.UnsupportedOperationException"


def test_what_the_audio_server_finds_is_handed_on() -> None:
    device = AndroidDevice()
    service = {**functions_of(device), "getAudioHwSyncForSession": lambda session: session + 1}
    assert manager_functions(device, service)["getAudioHwSyncForSession"](33) == 34


def test_the_app() -> None:
    phone = Phone(35, target_sdk=34)
    assert (phone("getSdkInt"), phone("getTargetSdkVersion")) == (35, 34)
    assert phone("checkPermission", c.BLUETOOTH_CONNECT) is True
    assert phone("checkPermission", "android.permission.NOBODY") is False
    assert phone("isNotificationPolicyAccessGranted") is False
