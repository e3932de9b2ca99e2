"""Each operation on the simulated driver and on the real one above the framework: same answers."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any

import pytest
from pair import Pair

from audio_session._android_constants import AndroidAudioDeviceType
from audio_session.platforms._android_table import OPERATIONS
from audio_session.simulator import constants as c
from audio_session.simulator.volumes import STREAMS, stream_volume

if TYPE_CHECKING:
    from host import Host

    from audio_session.platforms._contract import Scalar
    from audio_session.simulator.device import AndroidDevice

MEDIA = (1, 2, 0, -1, -1, -1, -1)
CALL = (2, 1, 0, -1, -1, -1, -1)
ALARM = (4, 4, 0, -1, -1, -1, -1)
PCM = (2, 48000, 12, 0)
MP3 = (9, 44100, 12, 0)
AC3 = (5, 48000, 252, 0)
SURROUND = (2, 48000, 252, 0)
BAD_ATTRIBUTES = [
    (99, 2, 0, -1, -1, -1, -1),
    (1, 99, 0, -1, -1, -1, -1),
    (1, 2, 0, 9, -1, -1, -1),
    (1, 2, 0, -1, -1, 9, -1),
]
"""A usage, a content type, a capture policy and a spatialization behavior that are none."""
BAD_FORMATS = [
    (-1, 48000, 12, 0),
    *((encoding, 48000, 12, 0) for encoding in (20, 21, 28, 29, 31, 32, 44, 45)),
    *((2, rate, 12, 0) for rate in (-1, 3999, 4000, 192000, 192001)),
    *((2, 48000, 12, index_mask) for index_mask in (1, 3, -1)),
    (0, 0, 0, 0),
]
"""Each value of a format that is none, at the end of what some level takes, or not set."""
BAD_VALUES = [
    *((*PCM, *attributes) for attributes in BAD_ATTRIBUTES),
    *((*audio_format, *MEDIA) for audio_format in BAD_FORMATS),
]
MICROPHONE, USB = 5, 6
"""The ids of a phone's last built-in device, and of the first that is plugged in."""
WIRED = (c.TYPE_WIRED_HEADSET, c.TYPE_WIRED_HEADPHONES, c.TYPE_USB_DEVICE, c.TYPE_USB_HEADSET)
DEFAULT_STREAM = -(2**31)
ANY_STREAM = (*range(13), -1, 99, DEFAULT_STREAM)
"""The public ones, the system's own, and what is none."""
SAMPLES: dict[str, list[tuple[Scalar, ...]]] = {
    "requestAudioFocus": [
        (1, 1, 2, 0, False, False, False, 1, -1, -1, -1, -1),
        (1, 1, 2, 0, False, False, False, 1, 1, 1, 1, 1),
        (3, 1, 2, 0, True, True, True, 1, 3, 0, 0, 0),
        *((gain, 1, 2, 0, False, False, False, 1, -1, -1, -1, -1) for gain in (0, 4, 5, -1)),
        *((1, *a[:3], False, False, False, 1, *a[3:]) for a in BAD_ATTRIBUTES),
    ],
    "abandonAudioFocus": [(1,)],
    "checkPermission": [("android.permission.RECORD_AUDIO",), ("android.permission.CAMERA",)],
    "getDevices": [(1,), (2,), (3,), (0,), (4,), (-1,)],
    "getAudioDevicesForAttributes": [MEDIA, CALL, *BAD_ATTRIBUTES],
    "getSupportedDeviceTypes": [(1,), (2,), (3,), (0,), (-1,)],
    "setCommunicationDevice": [(1,), (2,), (4,), (MICROPHONE,), (USB,), (99,), (0,)],
    "setMode": [(3,), (0,), (2,), (4,), (-5,), (99,)],
    "setSpeakerphoneOn": [(True,), (False,)],
    "setMicrophoneMute": [(True,), (False,)],
    "getStreamVolume": [*((stream,) for stream in ANY_STREAM)],
    "setStreamVolume": [
        *((3, index, 0) for index in (5, 99, -1)),
        *((stream, index, 0) for stream in ANY_STREAM for index in (0, 1)),
    ],
    "getStreamMaxVolume": [*((stream,) for stream in ANY_STREAM)],
    "getStreamMinVolume": [*((stream,) for stream in ANY_STREAM)],
    "getStreamVolumeDb": [
        *((3, index, 2) for index in (-1, 0, 7, 15, 16)),
        *((4, index, 2) for index in (0, 1)),
        *((stream, 3, 2) for stream in (-1, 6, 7, 9, 11, 99)),
        *((3, 7, device_type) for device_type in (-1, *range(36))),
    ],
    "adjustStreamVolume": [
        *((3, direction, 0) for direction in (1, 0, -1, -100, 100, 101, 2, 77)),
        *((stream, 1, 0) for stream in ANY_STREAM),
    ],
    "adjustVolume": [(1, 0), (-1, 0), (-100, 0), (77, 0)],
    "adjustSuggestedStreamVolume": [
        *((1, 3, 0), (-1, 4, 0), (1, DEFAULT_STREAM, 0)),
        *((77, 3, 0), (-100, 3, 0), (1, 99, 0), (1, -1, 0)),
    ],
    "isStreamMute": [*((stream,) for stream in ANY_STREAM)],
    "setStreamMute": [*((stream, muted) for stream in ANY_STREAM for muted in (True, False))],
    "getVolumeGroupIdForAttributes": [MEDIA, CALL, *BAD_ATTRIBUTES],
    "adjustVolumeGroupVolume": [(4, 1, 0), (4, -100, 0), (4, 77, 0), (99, 1, 0), (99, 77, 0)],
    "isVolumeGroupMuted": [(4,), (99,), (-1,)],
    "setRingerMode": [(0,), (1,), (2,), (3,), (7,), (-1,)],
    "setBluetoothScoOn": [(True,), (False,)],
    "setAllowedCapturePolicy": [(1,), (3,), (4,), (7,), (0,), (-1,)],
    "getProperty": [
        ("android.media.property.OUTPUT_SAMPLE_RATE",),
        ("android.media.property.OUTPUT_FRAMES_PER_BUFFER",),
        ("android.media.property.SUPPORT_MIC_NEAR_ULTRASOUND",),
        ("android.media.property.SUPPORT_SPEAKER_NEAR_ULTRASOUND",),
        ("android.media.property.SUPPORT_AUDIO_SOURCE_UNPROCESSED",),
        ("no.such.property",),
    ],
    "getParameters": [("routing",)],
    "setParameters": [("key=value;other=1",)],
    "getAudioHwSyncForSession": [(33,)],
    "isOffloadedPlaybackSupported": [(*MP3, *MEDIA), (*PCM, *MEDIA), *BAD_VALUES],
    "getPlaybackOffloadSupport": [(*MP3, *MEDIA), (*PCM, *MEDIA), *BAD_VALUES],
    "getDirectPlaybackSupport": [(*MP3, *MEDIA), (*AC3, *MEDIA), (*PCM, *CALL), *BAD_VALUES],
    "getDirectProfilesForAttributes": [MEDIA, CALL, *BAD_ATTRIBUTES],
    "canBeSpatialized": [
        *((*MEDIA, *SURROUND), (*MEDIA, *PCM), (*CALL, *SURROUND)),
        *((*given[4:], *given[:4]) for given in BAD_VALUES),
    ],
    "setEncodedSurroundMode": [(0,), (3,), (9,), (-1,)],
    "isSurroundFormatEnabled": [(5,), (14,), (2,), (99,)],
    "setSurroundFormatEnabled": [(5, True), (2, True)],
    "getSupportedMixerAttributes": [(2,), (USB,), (MICROPHONE,), (99,), (-1,)],
    "getPreferredMixerAttributes": [
        *((*MEDIA, port) for port in (2, USB, MICROPHONE, 99)),
        *((*attributes, 2) for attributes in BAD_ATTRIBUTES),
    ],
    "setPreferredMixerAttributes": [
        *((*MEDIA, port, *PCM, 0) for port in (2, USB, MICROPHONE, 99)),
        (*ALARM, USB, *PCM, 0),
        *((*MEDIA, 2, *PCM, behavior) for behavior in (1, 2, -1)),
        *((*given[4:], 2, *given[:4], 0) for given in BAD_VALUES),
    ],
    "clearPreferredMixerAttributes": [
        *((*MEDIA, port) for port in (2, USB, MICROPHONE, 99)),
        *((*attributes, 2) for attributes in BAD_ATTRIBUTES),
    ],
    "playSoundEffect": [(0, None), (5, 0.5), *((n, None) for n in (-1, 9, 10, 15, 16, 99))],
    "dispatchMediaKeyEvent": [(0, 0, 0, 85, 0, 0, 0, 0, 0, 257)],
}


OF_VOLUMES = [
    operation.name
    for operation in OPERATIONS
    if any(word in operation.name for word in ("Volume", "Mute", "RingerMode"))
    # The framework keeps the groups of the first phone in its process.
    and operation.name != "getVolumeGroupIdForAttributes"
]


def letters(operation: str) -> str:
    return next(o.signature.partition(":")[0] for o in OPERATIONS if o.name == operation)


CASES = [
    (operation.name, sample)
    for operation in OPERATIONS
    for sample in SAMPLES.get(operation.name, [()] if not letters(operation.name) else [])
]


def normal(value: Any) -> Any:
    """Drop what means nothing: the order of numbers (Android has them in sets), a float's tail."""
    match value:
        case dict():
            return {key: normal(each) for key, each in value.items()}
        case [int(), *_]:
            return sorted(value)
        case list():
            return [normal(each) for each in value]
        case float():
            return struct.unpack("f", struct.pack("f", value))[0]
    return value


def read(answer: object) -> Any:
    is_json = isinstance(answer, str) and answer[:1] in {"[", "{"}
    return normal(json.loads(answer) if is_json else answer)


def test_every_operation_has_a_sample() -> None:
    assert {operation for operation, _ in CASES} == {operation.name for operation in OPERATIONS}


@pytest.mark.parametrize("plugged", [False, True], ids=["bare", "plugged"])
@pytest.mark.parametrize(("operation", "arguments"), CASES)
def test_answers_are_the_same(
    host: Host, operation: str, arguments: tuple[Scalar, ...], plugged: bool
) -> None:
    with Pair(host) as pair:
        if plugged:
            pair.each(plug_in)
        pair.heard()
        simulated, hosted = map(read, pair.call(operation, *arguments))
        assert hosted == simulated
        simulated, hosted = pair.heard()
        assert hosted == simulated
        # What the phone was told to do, whatever it answered.
        simulated, hosted = [effects(seat.phone) for seat in pair.seats]
        assert hosted == simulated


@pytest.mark.parametrize("profile", ["car", "tv"])
@pytest.mark.parametrize("operation", OF_VOLUMES)
def test_answers_are_the_same_where_volumes_differ(
    host: Host, operation: str, profile: str
) -> None:
    with Pair(host, profile=profile) as pair:
        pair.heard()
        for arguments in SAMPLES.get(operation, [()]):
            simulated, hosted = map(read, pair.call(operation, *arguments))
            assert (arguments, hosted) == (arguments, simulated)
        simulated, hosted = pair.heard()
        assert hosted == simulated
        simulated, hosted = [effects(seat.phone) for seat in pair.seats]
        assert hosted == simulated


def test_the_same_counts_as_a_wired_headset(host: Host) -> None:
    known = [kind for kind in WIRED if AndroidAudioDeviceType(kind).since <= max(host.level, 23)]
    for kind in known:
        with Pair(host) as pair:
            for seat in pair.seats:
                seat.phone.plug(kind)
            simulated, hosted = pair.call("isWiredHeadsetOn")
            assert (kind, hosted) == (kind, simulated)


def plug_in(phone: AndroidDevice) -> None:
    phone.plug(c.TYPE_USB_DEVICE)
    phone.plug(c.TYPE_HDMI)
    phone.app("memo").record()


def effects(phone: AndroidDevice) -> dict[str, object]:
    """Return what operations change of a phone."""
    abilities, calls = phone.abilities, phone.communication
    streams = [stream for stream in STREAMS if stream_volume(stream, phone.api)]
    return {
        "keys": phone.media_keys,
        "sounds": phone.sound_effects,
        "ringer": phone.volumes.ringer_mode,
        "volumes": [(phone.volume(stream), phone.volumes.is_muted(stream)) for stream in streams],
        "calls": (calls.mode, calls.device, calls.sco_state, calls.sco_on, calls.speaker_on),
        "microphone": calls.microphone_muted,
        "parameters": abilities.parameters,
        "surround": (abilities.surround_mode, abilities.surround_formats),
        "mixers": abilities.preferred,
        "focus": len(phone.arbiter.stack),
    }
