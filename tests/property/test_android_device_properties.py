"""Whatever an app calls and the world does, the simulated Android device keeps its promises."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st
from phones import Phone

from audio_session._reading import read_objects
from audio_session.android_manager.configurations import (
    AndroidAudioPlaybackConfiguration,
    AndroidAudioRecordingConfiguration,
)
from audio_session.android_manager.records import AndroidAudioDeviceInfo
from audio_session.errors import NativeError, UnsupportedError
from audio_session.platforms._android_table import EVENT_SINCE, OPERATIONS
from audio_session.simulator import constants as c
from audio_session.simulator.hardware import PLUGGABLE
from audio_session.simulator.volumes import STREAMS, stream_volume

if TYPE_CHECKING:
    from collections.abc import Callable

NUMBERS = st.one_of(st.integers(-3, 12), st.sampled_from([-100, 100, 101, 252, 9999, -(2**31)]))
VALUES = {
    "i": NUMBERS,
    "b": st.booleans(),
    "d": st.floats(0, 1),
    "s": st.sampled_from(["", "a=1;b=2", "a;b", c.BLUETOOTH_CONNECT]),
}


@st.composite
def calls(draw: st.DrawFn) -> tuple[str, tuple[Any, ...]]:
    operation = draw(st.sampled_from(OPERATIONS))
    letters = operation.signature.partition(":")[0].replace("?", "")
    return operation.name, tuple(draw(VALUES[letter]) for letter in letters)


WORLD = st.one_of(
    st.tuples(st.just("plug"), st.sampled_from(sorted(PLUGGABLE))),
    st.tuples(st.just("unplug"), st.sampled_from(sorted(PLUGGABLE))),
    st.sampled_from(
        [
            ("connect_bluetooth",),
            ("disconnect_bluetooth",),
            ("incoming_call",),
            ("answer_call",),
            ("end_call",),
            ("start_playback",),
            ("stop_playback",),
            ("advance", 1.0),
            ("advance", 7.0),
            ("deny_permission", c.MODIFY_AUDIO_SETTINGS),
            ("grant_permission", c.MODIFY_AUDIO_SETTINGS),
            ("set_ringer_mode", 0),
            ("set_ringer_mode", 2),
        ]
    ),
)
STEPS = st.lists(st.one_of(calls(), WORLD), max_size=30)

STREAM = st.sampled_from([c.STREAM_RING, c.STREAM_MUSIC, c.STREAM_NOTIFICATION, c.STREAM_SYSTEM])
DIRECTION = st.sampled_from([-1, 1, c.ADJUST_MUTE, c.ADJUST_UNMUTE, c.ADJUST_TOGGLE_MUTE])
REPORTED = st.one_of(
    st.tuples(st.just("adjustStreamVolume"), st.tuples(STREAM, DIRECTION, st.sampled_from([0, 2]))),
    st.tuples(st.just("setStreamVolume"), st.tuples(STREAM, st.integers(0, 3), st.just(0))),
    st.tuples(st.just("setRingerMode"), st.tuples(st.integers(0, 2))),
    st.tuples(st.just("set_foreground"), st.booleans()),
    st.sampled_from([("incoming_call",), ("answer_call",), ("end_call",), ("advance", 0.5)]),
)


@given(
    api=st.integers(21, 37),
    profile=st.sampled_from(["phone", "tablet", "car", "tv"]),
    steps=STEPS,
)
def test_any_story(api: int, profile: str, steps: list[tuple[Any, ...]]) -> None:
    tell(Phone(api, profile=profile), steps)


@given(
    api=st.integers(23, 37),
    profile=st.sampled_from(["phone", "tablet", "tv"]),
    steps=st.lists(REPORTED, max_size=20),
)
def test_who_only_listens_knows_how_it_is(
    api: int, profile: str, steps: list[tuple[Any, ...]]
) -> None:
    phone = Phone(api, profile=profile)
    phone.world.grant_permission(c.ACCESS_NOTIFICATION_POLICY)
    if profile != "tv":  # which has no microphone
        phone.world.own.record()
    tell(phone, steps)


def tell(phone: Phone, steps: list[tuple[Any, ...]]) -> None:
    told = Told(phone)
    operations = {operation.name for operation in OPERATIONS}
    for name, *arguments in steps:
        if name in operations:
            # Android refuses in its own terms, and in no others.
            with contextlib.suppress(NativeError, UnsupportedError):
                phone(name, *arguments[0])
        else:
            with contextlib.suppress(ValueError, RuntimeError):
                act(phone, name)(*arguments)
        told.check()
        check(phone, phone.world.api)


def act(phone: Phone, name: str) -> Callable[..., object]:
    """Return what the world does."""
    if name == "set_foreground":
        return lambda value: setattr(phone.world, "foreground", value)
    done: Callable[..., object] = getattr(phone.world, name)
    return done


class Told:
    """What an app that only listens believes: it is so."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.api = phone.world.api
        self.streams = [stream for stream in STREAMS if stream_volume(stream, self.api)]
        self.volumes = {stream: phone("getStreamVolume", stream) for stream in self.streams}
        self.muted = dict.fromkeys(self.streams, 0)
        self.ringer = phone("getRingerMode")
        self.recordings = self.read_recordings()

    def read_recordings(self) -> list[Any]:
        read = "getActiveRecordingConfigurations"
        known = self.api >= 29  # below, nobody is told of who hears
        return [each["isClientSilenced"] for each in read_all(self.phone, read)] if known else []

    def check(self) -> None:
        for event, code, value in self.phone.heard():
            assert EVENT_SINCE[event] <= self.api
            assert isinstance(code, int)
            assert isinstance(value, int)
            if event == "VOLUME_CHANGED":
                self.volumes[code] = value
            elif event == "STREAM_MUTE_CHANGED":
                assert self.muted[code] != value
                self.muted[code] = value
            elif event == "RINGER_MODE_CHANGED":
                assert self.ringer != code
                self.ringer = code
            elif event == "RECORDING_CONFIG_CHANGED":
                self.recordings = self.read_recordings()
        assert self.phone("getRingerMode") == self.ringer
        assert self.recordings == self.read_recordings()
        if self.api >= 23:  # below, mutes and what follows are not reported
            for stream in self.streams:
                assert self.phone("isStreamMute", stream) == self.muted[stream]
                index = 0 if self.muted[stream] else self.volumes[stream]
                assert self.phone("getStreamVolume", stream) == index


def read_all(phone: Phone, operation: str) -> list[Any]:
    found: list[Any] = json.loads(phone(operation))
    return found


def check(phone: Phone, api: int) -> None:
    for stream in STREAMS:
        volume = stream_volume(stream, api)
        if volume is not None:
            index = phone("getStreamVolume", stream)
            assert index == 0 or volume.lowest <= index <= volume.highest
    assert phone("getMode") in range(8)
    assert phone("getRingerMode") in range(3)
    if api >= 23:
        devices = [
            AndroidAudioDeviceInfo.read(raw) for raw in read_objects(phone("getDevices", 3), "")
        ]
        assert len({device.id for device in devices}) == len(devices)
    if api >= 26:
        for raw in read_objects(phone("getActivePlaybackConfigurations"), ""):
            AndroidAudioPlaybackConfiguration.read(raw)
        for raw in read_objects(phone("getActiveRecordingConfigurations"), ""):
            AndroidAudioRecordingConfiguration.read(raw)
    if api >= 31:
        available = {
            device["id"] for device in json.loads(phone("getAvailableCommunicationDevices"))
        }
        document = phone("getCommunicationDevice")
        assert document is None or json.loads(document)["id"] in available
