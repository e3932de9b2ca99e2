"""Devices: what is the same one, and what came and went."""

from __future__ import annotations

import dataclasses
import json

from hypothesis import given
from hypothesis import strategies as st

from audio_session import (
    ActivationResult,
    ActivationStatus,
    AudioDevice,
    AudioDevicesChangedEvent,
    AudioDeviceType,
    DenialReason,
)
from audio_session.activation import GRANTED, denied
from audio_session.devices import device_changes

SPEAKER = AudioDevice("1", "Speaker", False, True, AudioDeviceType.BUILT_IN_SPEAKER, 2)
HEADSET = AudioDevice("2", "Headset", False, True, AudioDeviceType.WIRED_HEADSET, 3)
HEADSET_MIC = dataclasses.replace(HEADSET, is_input=True, is_output=False)


def test_nothing_changed() -> None:
    assert device_changes([SPEAKER, HEADSET], [HEADSET, SPEAKER]) is None
    assert device_changes([], []) is None


def test_what_came_and_what_went() -> None:
    assert device_changes([SPEAKER], [HEADSET, HEADSET_MIC]) == AudioDevicesChangedEvent(
        devices_added=frozenset({HEADSET, HEADSET_MIC}), devices_removed=frozenset({SPEAKER})
    )


def test_a_new_name_or_default_is_no_coming_or_going() -> None:
    renamed = dataclasses.replace(SPEAKER, name="Front", is_default=True, address="pci")
    assert device_changes([SPEAKER], [renamed]) is None


def test_the_same_id_with_another_type_or_direction_is_another_device() -> None:
    other = dataclasses.replace(SPEAKER, type=AudioDeviceType.HDMI)
    assert device_changes([SPEAKER], [other]) == AudioDevicesChangedEvent(
        frozenset({other}), frozenset({SPEAKER})
    )


devices = st.builds(
    AudioDevice,
    id=st.sampled_from("abc"),
    name=st.sampled_from(["x", "y"]),
    is_input=st.booleans(),
    is_output=st.booleans(),
    type=st.sampled_from([AudioDeviceType.HDMI, AudioDeviceType.USB_AUDIO]),
)


@given(st.lists(devices), st.lists(devices))
def test_changes_are_exact_and_reverse(before: list[AudioDevice], now: list[AudioDevice]) -> None:
    there, back = device_changes(before, now), device_changes(now, before)
    if there is None:
        assert back is None
        return
    assert back is not None
    assert there.devices_added <= set(now)
    assert there.devices_removed <= set(before)
    assert len(back.devices_added) == len(there.devices_removed)
    assert len(back.devices_removed) == len(there.devices_added)


def test_json_names_the_type_and_keeps_the_oss_own() -> None:
    unknown = dataclasses.replace(SPEAKER, type=AudioDeviceType.UNKNOWN, raw_type=99)
    assert json.loads(json.dumps(unknown.to_json())) == {
        "id": "1",
        "name": "Speaker",
        "isInput": False,
        "isOutput": True,
        "type": "unknown",
        "rawType": 99,
        "address": "",
        "isDefault": False,
    }


def test_an_answer_is_true_only_if_granted() -> None:
    assert GRANTED
    assert not ActivationResult(ActivationStatus.DELAYED)
    assert not denied(DenialReason.UNKNOWN)


def test_an_answer_reads_as_a_sentence() -> None:
    assert str(GRANTED) == "activation granted"
    assert (
        str(denied(DenialReason.IN_CALL, native_code=0, hint="ask again later"))
        == "activation denied: in_call (native code 0); ask again later"
    )
