"""Whatever an app calls and the world does, the simulated Android device keeps its promises."""

from __future__ import annotations

import contextlib
import json
from typing import Any

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


@given(
    api=st.integers(21, 37),
    profile=st.sampled_from(["phone", "tablet", "car", "tv"]),
    steps=STEPS,
)
def test_any_story(api: int, profile: str, steps: list[tuple[Any, ...]]) -> None:
    phone = Phone(api, profile=profile)
    operations = {operation.name for operation in OPERATIONS}
    for name, *arguments in steps:
        if name in operations:
            # Android refuses in its own terms, and in no others.
            with contextlib.suppress(NativeError, UnsupportedError):
                phone(name, *arguments[0])
        else:
            with contextlib.suppress(ValueError, RuntimeError):
                getattr(phone.world, name)(*arguments)
        check(phone, api)


def check(phone: Phone, api: int) -> None:
    for event, code, value in phone.heard():
        assert EVENT_SINCE[event] <= api
        assert isinstance(code, int)
        assert isinstance(value, int)
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
