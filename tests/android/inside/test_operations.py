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
MICROPHONE, USB = 5, 6
"""The ids of a phone's last built-in device, and of the first that is plugged in."""
WIRED = (c.TYPE_WIRED_HEADSET, c.TYPE_WIRED_HEADPHONES, c.TYPE_USB_DEVICE, c.TYPE_USB_HEADSET)
DEFAULT_STREAM = -(2**31)
SAMPLES: dict[str, list[tuple[Scalar, ...]]] = {
    "requestAudioFocus": [
        (1, 1, 2, 0, False, False, False, 1, -1, -1, -1, -1),
        (1, 1, 2, 0, False, False, False, 1, 1, 1, 1, 1),
        (3, 1, 2, 0, True, True, True, 1, 3, 0, 0, 0),
    ],
    "abandonAudioFocus": [(1,)],
    "checkPermission": [("android.permission.RECORD_AUDIO",), ("android.permission.CAMERA",)],
    "getDevices": [(1,), (2,), (3,)],
    "getAudioDevicesForAttributes": [MEDIA, CALL],
    "getSupportedDeviceTypes": [(1,), (2,), (3,)],
    "setCommunicationDevice": [(1,), (2,), (4,), (99,)],
    "setMode": [(3,), (0,), (2,), (4,), (-5,)],
    "setSpeakerphoneOn": [(True,), (False,)],
    "setMicrophoneMute": [(True,), (False,)],
    "getStreamVolume": [(0,), (3,), (99,)],
    "setStreamVolume": [(3, 5, 0), (3, 99, 0), (99, 1, 0)],
    "getStreamMaxVolume": [(0,), (3,), (4,), (99,)],
    "getStreamMinVolume": [(0,), (3,), (99,)],
    "getStreamVolumeDb": [(3, 0, 2), (3, 7, 2), (3, 99, 2), (3, 7, 0), (99, 7, 2)],
    "adjustStreamVolume": [(3, 1, 0), (3, -1, 0), (3, -100, 0), (3, 77, 0), (99, 1, 0)],
    "adjustVolume": [(1, 0), (-1, 0)],
    "adjustSuggestedStreamVolume": [(1, 3, 0), (-1, 4, 0), (1, DEFAULT_STREAM, 0)],
    "isStreamMute": [(3,), (99,)],
    "setStreamMute": [(3, True), (3, False), (4, True)],
    "getVolumeGroupIdForAttributes": [MEDIA, CALL],
    "adjustVolumeGroupVolume": [(4, 1, 0), (4, -100, 0), (99, 1, 0)],
    "isVolumeGroupMuted": [(4,), (99,)],
    "setRingerMode": [(0,), (1,), (2,), (7,)],
    "setBluetoothScoOn": [(True,), (False,)],
    "setAllowedCapturePolicy": [(1,), (3,), (7,)],
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
    "isOffloadedPlaybackSupported": [(*MP3, *MEDIA), (*PCM, *MEDIA)],
    "getPlaybackOffloadSupport": [(*MP3, *MEDIA), (*PCM, *MEDIA)],
    "getDirectPlaybackSupport": [(*MP3, *MEDIA), (*AC3, *MEDIA), (*PCM, *CALL)],
    "getDirectProfilesForAttributes": [MEDIA, CALL],
    "canBeSpatialized": [(*MEDIA, *SURROUND), (*MEDIA, *PCM), (*CALL, *SURROUND)],
    "setEncodedSurroundMode": [(0,), (3,), (9,)],
    "isSurroundFormatEnabled": [(5,), (14,)],
    "setSurroundFormatEnabled": [(5, True), (2, True)],
    "getSupportedMixerAttributes": [(2,), (USB,), (MICROPHONE,), (99,)],
    "getPreferredMixerAttributes": [(*MEDIA, 2), (*MEDIA, USB), (*MEDIA, MICROPHONE)],
    "setPreferredMixerAttributes": [
        *((*MEDIA, port, *PCM, 0) for port in (2, USB, MICROPHONE)),
        (*ALARM, USB, *PCM, 0),
    ],
    "clearPreferredMixerAttributes": [(*MEDIA, 2), (*MEDIA, USB), (*MEDIA, MICROPHONE)],
    "playSoundEffect": [(0, None), (5, 0.5), (99, None)],
    "dispatchMediaKeyEvent": [(0, 0, 0, 85, 0, 0, 0, 0, 0, 257)],
}


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
