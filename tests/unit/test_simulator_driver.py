"""The simulated phone's driver: the contract, the operations, the events."""

from __future__ import annotations

import json
from typing import Any

import pytest

from audio_session.errors import NativeError, SessionClosedError, UnsupportedError
from audio_session.platforms._android_table import OPERATIONS
from audio_session.platforms._contract import Driver, Operation
from audio_session.simulator import AndroidDevice, AndroidDriver
from audio_session.simulator import constants as c

GAIN, TRANSIENT, MAY_DUCK = 1, 2, 3
LOSS, LOSS_TRANSIENT, CAN_DUCK = -1, -2, -3
FAILED, GRANTED, DELAYED = 0, 1, 2


class Host:
    """Opens a driver and keeps what it emits as (event, code, value)."""

    def __init__(self, api: int = 36, **options: Any) -> None:
        self.phone = AndroidDevice(api, **options)
        self.driver = self.phone.driver()
        self.events: list[tuple[str, int, int]] = []
        self.driver.open(self.emit)

    def emit(self, kind: int, flags: int, code: int, value: int, /) -> None:
        assert flags == 0
        self.events.append((self.driver.events[kind], code, value))

    def heard(self) -> list[tuple[str, int, int]]:
        events, self.events[:] = list(self.events), []
        return events

    def request(
        self,
        gain: int = GAIN,
        generation: int = 1,
        *,
        usage: int = 1,
        pauses: bool = False,
        delayed: bool = False,
        force: bool = False,
    ) -> object:
        return self.driver.call(
            "requestAudioFocus",
            *(gain, usage, 2, 0, pauses, delayed, force, generation),
            *(-1, -1, -1, -1),
        )


def test_it_is_a_driver() -> None:
    driver: Driver = AndroidDevice().driver()
    assert isinstance(driver, AndroidDriver)
    assert driver.name == "simulated-android"
    assert driver.events[0] == "AUDIO_FOCUS_CHANGE"
    assert driver.operations["getDevices"] == Operation("getDevices", "i:j", "23")
    assert set(driver.operations) == set(driver._functions)
    assert driver.clock is driver.device.clock


SAMPLES = {"i": 1, "b": True, "d": 1.0, "s": "android.permission.BLUETOOTH_CONNECT"}
RESULTS = {"n": type(None), "b": bool, "i": int, "d": float, "s": str, "j": str}
# What takes other ints than 1.
MEDIA = (1, 2, 0, -1, -1, -1, -1)
PCM = (2, 48_000, 12, 0)
ARGUMENTS = {
    **dict.fromkeys(
        ("isOffloadedPlaybackSupported", "getPlaybackOffloadSupport", "getDirectPlaybackSupport"),
        (*PCM, *MEDIA),
    ),
    "canBeSpatialized": (*MEDIA, *PCM),
    "setSurroundFormatEnabled": (5, True),
    "isSurroundFormatEnabled": (5,),
    "setPreferredMixerAttributes": (1, 0, 0, -1, -1, -1, -1, 6, 2, 48_000, 12, 0, 0),
    "isVolumeGroupMuted": (c.STREAM_MUSIC + 1,),
    "adjustVolumeGroupVolume": (c.STREAM_MUSIC + 1, 1, 0),
}

# No simulated machine keeps sound and picture in step by itself: it throws, always.
ANSWERED = [operation for operation in OPERATIONS if operation.name != "getAudioHwSyncForSession"]


@pytest.mark.parametrize("operation", ANSWERED, ids=lambda operation: operation.name)
def test_every_operation_takes_and_gives_what_its_signature_says(operation: Operation) -> None:
    host = Host(37)
    host.phone.grant_permission(c.WRITE_SETTINGS)
    host.phone.grant_permission(c.ACCESS_NOTIFICATION_POLICY)
    host.phone.plug(c.TYPE_USB_HEADSET)
    letters, _, result = operation.signature.partition(":")
    samples = [SAMPLES[letter] for letter in letters.replace("?", "")]
    answer = host.driver.call(operation.name, *ARGUMENTS.get(operation.name, samples))
    if not (answer is None and result.endswith("?")):
        assert type(answer) is RESULTS[result[0]]
    if result[0] == "j" and answer is not None:
        assert json.loads(str(answer)) is not None


@pytest.mark.parametrize(
    ("name", "arguments"),
    [("getMode", (1,)), ("setMode", ()), ("setMode", (True,)), ("setMode", ("0",))],
)
def test_wrong_arguments_are_named(name: str, arguments: tuple[Any, ...]) -> None:
    with pytest.raises(TypeError, match=f"{name}.*its signature is"):
        Host().driver.call(name, *arguments)


class TestOpening:
    def test_reports_the_devices_at_once_from_23(self) -> None:
        assert Host(23).heard() == [("AUDIO_DEVICES_ADDED", 0, 5)]
        assert Host(22).heard() == []

    def test_twice_is_an_error(self) -> None:
        host = Host()
        with pytest.raises(RuntimeError, match="open already"):
            host.driver.open(host.emit)

    def test_a_closed_driver_answers_nothing(self) -> None:
        driver = AndroidDevice().driver()
        with pytest.raises(SessionClosedError, match="open"):
            driver.call("getMode")
        driver.open(lambda *event: None)
        driver.close()
        driver.close()
        with pytest.raises(SessionClosedError, match="getMode: the driver is closed"):
            driver.call("getMode")

    def test_closing_gives_focus_back_and_reports_nothing_more(self) -> None:
        host = Host()
        music = host.phone.app("music")
        music.request_focus()
        host.request(TRANSIENT, 7)
        host.heard()
        host.driver.close()
        assert music.events == (LOSS_TRANSIENT, GAIN)
        host.phone.plug(c.TYPE_HDMI)
        assert host.heard() == []

    def test_it_opens_again(self) -> None:
        host = Host()
        host.driver.close()
        host.heard()
        host.driver.open(host.emit)
        assert host.heard() == [("AUDIO_DEVICES_ADDED", 0, 5)]
        assert host.request() == GRANTED

    def test_an_event_of_before_does_not_reach_the_next_opening(self) -> None:
        host = Host()
        with host.phone.turn():
            host.phone.plug(c.TYPE_HDMI)
            host.driver.close()
            host.heard()
            host.driver.open(host.emit)
        assert host.heard() == [("AUDIO_DEVICES_ADDED", 0, 6)]

    def test_closing_inside_a_callback(self) -> None:
        phone = AndroidDevice()
        driver = phone.driver()
        seen: list[int] = []

        def emit(kind: int, flags: int, code: int, value: int, /) -> None:
            seen.append(kind)
            driver.close()

        driver.open(emit)
        phone.plug(c.TYPE_HDMI)
        assert seen == [driver.events.index("AUDIO_DEVICES_ADDED")]


class TestUnsupported:
    def test_unknown(self) -> None:
        with pytest.raises(UnsupportedError, match="'brew' is no operation") as caught:
            Host().driver.call("brew")
        assert caught.value.since == ""

    @pytest.mark.parametrize(("name", "since"), [("getDevices", 23), ("getStreamMinVolume", 28)])
    def test_newer_than_the_device(self, name: str, since: int) -> None:
        with pytest.raises(UnsupportedError, match=f"needs API level {since}") as caught:
            Host(since - 1).driver.call(name, 3)
        assert caught.value.since == str(since)
        Host(since).driver.call(name, 3)


def test_a_whole_number_is_a_real_one_too() -> None:
    host = Host()
    host.driver.call("playSoundEffect", 1, 1)
    assert host.phone.sound_effects == [(1, 1)]
    with pytest.raises(TypeError, match="playSoundEffect"):
        host.driver.call("playSoundEffect", 1, "loud")


class TestFocus:
    def test_an_interruption(self) -> None:
        host = Host()
        host.heard()
        maps = host.phone.app("maps")
        assert host.request(generation=7) == GRANTED
        maps.request_focus(TRANSIENT)
        assert host.heard() == [("AUDIO_FOCUS_CHANGE", LOSS_TRANSIENT, 7)]
        maps.abandon_focus()
        assert host.heard() == [("AUDIO_FOCUS_CHANGE", GAIN, 7)]
        assert host.driver.call("abandonAudioFocus", 7) == GRANTED
        assert host.driver.call("abandonAudioFocus", 7) == GRANTED
        assert host.phone.arbiter.stack == ()

    def test_each_generation_is_a_listener_of_its_own(self) -> None:
        host = Host()
        host.request(generation=1)
        host.heard()
        host.request(TRANSIENT, generation=2)
        assert host.heard() == [("AUDIO_FOCUS_CHANGE", LOSS_TRANSIENT, 1)]
        host.driver.call("abandonAudioFocus", 2)
        assert host.heard() == [("AUDIO_FOCUS_CHANGE", GAIN, 1)]

    def test_the_loss_of_an_abandoned_generation_is_not_heard(self) -> None:
        host = Host(34)
        host.phone.start_playback()
        host.request(generation=1)
        other = host.phone.app("other")
        other.request_focus()
        host.request(generation=2)
        host.driver.call("abandonAudioFocus", 1)
        host.heard()
        host.phone.advance(2)
        assert host.heard() == []

    def test_two_drivers_do_not_share_generations(self) -> None:
        host = Host()
        second = host.phone.driver()
        seen: list[tuple[int, ...]] = []
        second.open(lambda *event: seen.append(event))
        host.request(generation=1)
        host.heard()
        seen.clear()
        second.call("requestAudioFocus", TRANSIENT, 1, 2, 0, *(False,) * 3, 1, *(-1,) * 4)
        assert host.heard() == [("AUDIO_FOCUS_CHANGE", LOSS_TRANSIENT, 1)]
        assert seen == []

    @pytest.mark.parametrize(("api", "answer"), [(25, FAILED), (26, DELAYED)])
    def test_delayed_focus_came_with_26(self, api: int, answer: int) -> None:
        host = Host(api)
        host.phone.incoming_call()
        assert host.request(delayed=True) == answer
        host.heard()
        host.phone.end_call()
        changes = [event for event in host.heard() if event[0] == "AUDIO_FOCUS_CHANGE"]
        assert changes == [("AUDIO_FOCUS_CHANGE", GAIN, 1)] * (answer == DELAYED)

    @pytest.mark.parametrize(("pauses", "told"), [(True, True), (False, False)])
    def test_pausing_when_ducked(self, pauses: bool, told: bool) -> None:
        host = Host()
        host.request(pauses=pauses)
        host.heard()
        host.phone.app("maps").request_focus(MAY_DUCK)
        assert host.heard() == [("AUDIO_FOCUS_CHANGE", CAN_DUCK, 1)] * told

    def test_forced_ducking(self) -> None:
        host = Host()
        music = host.phone.app("music")
        music.request_focus(pauses_when_ducked=True)
        host.phone.own.accessibility_service = True
        host.request(MAY_DUCK, usage=c.USAGE_ASSISTANCE_ACCESSIBILITY, force=True)
        assert music.events == ()

    @pytest.mark.parametrize("gain", [0, 5])
    def test_a_bad_gain(self, gain: int) -> None:
        assert Host(25).request(gain) == FAILED
        with pytest.raises(NativeError, match=f"gain type {gain}") as caught:
            Host(26).request(gain)
        assert caught.value.domain == "java.lang.IllegalArgumentException"

    def test_a_callback_may_call_the_driver(self) -> None:
        host = Host()
        answers: list[object] = []

        def emit(kind: int, flags: int, code: int, value: int, /) -> None:
            if code == LOSS_TRANSIENT:
                answers.append(host.request(generation=value + 1))

        host.driver.close()
        host.driver.open(emit)
        host.request(generation=1)
        host.phone.app("maps").request_focus(TRANSIENT)
        assert answers == [GRANTED]


class TestDevices:
    def types(self, host: Host, flags: int) -> list[int]:
        document = host.driver.call("getDevices", flags)
        assert isinstance(document, str)
        return [device["type"] for device in json.loads(document)]

    def test_lists_what_was_asked_for(self) -> None:
        host = Host()
        assert self.types(host, c.GET_DEVICES_INPUTS) == [18, 15]
        assert self.types(host, c.GET_DEVICES_OUTPUTS) == [1, 2, 18]
        assert self.types(host, 3) == [1, 2, 18, 18, 15]
        assert self.types(host, 0) == []

    @pytest.mark.parametrize(("api", "address"), [(27, None), (28, "plug-6")])
    def test_describes_a_device(self, api: int, address: str | None) -> None:
        host = Host(api)
        host.phone.plug(c.TYPE_WIRED_HEADPHONES)
        document = host.driver.call("getDevices", 2)
        assert isinstance(document, str)
        assert json.loads(document)[-1] == {
            "id": 6,
            "type": 4,
            "productName": "Wired headphones",
            "address": address,
            "isSource": False,
            "isSink": True,
            "sampleRates": [],
            "channelCounts": [],
            "channelMasks": [],
            "channelIndexMasks": [],
            "encodings": [],
            "audioProfiles": None,
            "audioDescriptors": None,
            "encapsulationModes": None,
            "encapsulationMetadataTypes": None,
            "speakerLayoutChannelMask": None,
        }

    def test_pulling_the_headphones_is_noisy_before_they_are_removed(self) -> None:
        host = Host()
        host.heard()
        host.phone.plug(c.TYPE_WIRED_HEADSET)
        assert host.heard()[:2] == [("AUDIO_DEVICES_ADDED", 0, 2), ("HEADSET_PLUG", 1, 1)]
        host.phone.unplug(c.TYPE_WIRED_HEADSET)
        assert host.heard()[:3] == [
            ("AUDIO_BECOMING_NOISY", 0, 0),
            ("AUDIO_DEVICES_REMOVED", 0, 2),
            ("HEADSET_PLUG", 1, 0),
        ]

    def test_below_23_only_the_noise_and_the_plug_are_heard(self) -> None:
        host = Host(22)
        host.phone.plug(c.TYPE_WIRED_HEADPHONES)
        host.phone.unplug(c.TYPE_WIRED_HEADPHONES)
        assert host.heard() == [
            ("HEADSET_PLUG", 0, 1),
            ("AUDIO_BECOMING_NOISY", 0, 0),
            ("HEADSET_PLUG", 0, 0),
        ]

    def test_nothing_is_noisy_while_another_output_takes_over(self) -> None:
        host = Host()
        host.phone.plug(c.TYPE_WIRED_HEADPHONES)
        host.phone.plug(c.TYPE_BLUETOOTH_A2DP)
        host.heard()
        host.phone.unplug(c.TYPE_BLUETOOTH_A2DP)
        assert host.heard() == [("AUDIO_DEVICES_REMOVED", 0, 1)]

    def test_a_call_headset_carries_no_music_and_so_is_not_noisy(self) -> None:
        host = Host()
        host.phone.plug(c.TYPE_BLUETOOTH_SCO)
        host.heard()
        host.phone.unplug(c.TYPE_BLUETOOTH_SCO)
        assert host.heard() == [("AUDIO_DEVICES_REMOVED", 0, 2)]


class TestTheRest:
    @pytest.mark.parametrize("api", [30, 31])
    def test_modes(self, api: int) -> None:
        host = Host(api)
        host.heard()
        host.driver.call("setMode", c.MODE_IN_COMMUNICATION)
        host.driver.call("setMode", c.MODE_IN_COMMUNICATION)
        assert host.driver.call("getMode") == c.MODE_IN_COMMUNICATION
        host.phone.incoming_call()
        host.phone.answer_call()
        host.phone.end_call()
        modes = [code for event, code, _ in host.heard() if event == "MODE_CHANGED"]
        assert modes == ([3, 1, 2, 3] if api >= 31 else [])

    def test_volumes(self) -> None:
        host = Host()
        host.heard()
        call = host.driver.call
        assert call("getStreamMaxVolume", c.STREAM_MUSIC) == 15
        assert call("getStreamMinVolume", c.STREAM_ALARM) == 1
        call("setStreamVolume", c.STREAM_MUSIC, 99, 0)
        call("setStreamVolume", c.STREAM_MUSIC, 15, 0)
        assert call("getStreamVolume", c.STREAM_MUSIC) == 15
        following = (c.STREAM_MUSIC, c.STREAM_TTS, c.STREAM_ACCESSIBILITY, c.STREAM_ASSISTANT)
        assert host.heard() == [("VOLUME_CHANGED", stream, 15) for stream in following]

    @pytest.mark.parametrize(
        ("name", "arguments"),
        [
            ("getStreamVolume", (99,)),
            ("setStreamVolume", (12, 1, 0)),
            ("getStreamMaxVolume", (-1,)),
        ],
    )
    def test_a_bad_stream(self, name: str, arguments: tuple[int, ...]) -> None:
        with pytest.raises(NativeError, match="Bad stream type") as caught:
            Host(36).driver.call(name, *arguments)
        assert caught.value.domain == "java.lang.IllegalArgumentException"

    @pytest.mark.parametrize(("api", "volume"), [(36, 9), (37, 5)])
    def test_at_37_the_volume_cannot_be_set_from_the_background(
        self, api: int, volume: int
    ) -> None:
        host = Host(api)
        host.phone.foreground = False
        host.driver.call("setStreamVolume", c.STREAM_MUSIC, 9, 0)
        assert host.driver.call("getStreamVolume", c.STREAM_MUSIC) == volume
        host.phone.foreground = True
        host.driver.call("setStreamVolume", c.STREAM_MUSIC, 9, 0)
        assert host.driver.call("getStreamVolume", c.STREAM_MUSIC) == 9

    def test_microphone_music_and_ringer(self) -> None:
        host = Host()
        call = host.driver.call
        assert call("isMicrophoneMute") is False
        call("setMicrophoneMute", True)
        assert call("isMicrophoneMute") is True
        assert call("isMusicActive") is False
        host.phone.start_playback()
        assert call("isMusicActive") is True
        assert call("getRingerMode") == c.RINGER_MODE_NORMAL


@pytest.mark.parametrize(("usage", "content_type"), [(17, 2), (1, 9)])
@pytest.mark.parametrize("api", [29, 30, 36])
def test_attributes_that_android_does_not_know_are_refused_from_30_on(
    api: int, usage: int, content_type: int
) -> None:
    driver = AndroidDevice(api=api).driver()
    driver.open(lambda *_: None)
    request = (1, usage, content_type, 0, False, False, False, 1, -1, -1, -1, -1)
    if api < 30:
        assert driver.call("requestAudioFocus", *request) == 1
    else:
        with pytest.raises(NativeError, match="Invalid") as refused:
            driver.call("requestAudioFocus", *request)
        assert refused.value.domain == "java.lang.IllegalArgumentException"
