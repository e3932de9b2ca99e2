"""The JSON of the simulated driver: ``_android_table.py`` says what each document holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import constants as c
from .device_rules import DeviceRule
from .hardware import BUILT_IN, PLUGGABLE, Hardware

if TYPE_CHECKING:
    from .abilities import Format
    from .device import AndroidDevice
    from .playback import Player
    from .recording import Recording
    from .world import Port

_EDID, _MICROPHONE_UNKNOWN = 1, -3.4028234663852886e38
_SHORT_AUDIO_DESCRIPTOR = (0x0F, 0x7F, 0x07)
_ALLOW_CAPTURE_BY_ALL = 1


def describe_device(device: AndroidDevice, port: Port) -> dict[str, object]:
    """``AudioDeviceInfo``."""
    hardware = _hardware(port)
    formats, api = hardware.formats, device.api
    address: str | None = port.address
    if DeviceRule.ADDRESS not in device.rules:
        address = None
    elif (
        hardware.bluetooth
        and DeviceRule.BLUETOOTH_PERMISSION in device.rules
        and not device.holds(c.BLUETOOTH_CONNECT)
    ):
        address = "XX:XX:XX:XX:" + port.address[-5:]
    descriptors = [
        {"standard": _EDID, "encapsulationType": 0, "descriptor": list(_SHORT_AUDIO_DESCRIPTOR)}
    ] * (port.kind == c.TYPE_HDMI)
    return {
        "id": port.id,
        "type": port.kind,
        "productName": port.name,
        "address": address,
        "isSource": port.is_source,
        "isSink": port.is_sink,
        "sampleRates": list(formats.rates),
        "channelCounts": sorted({mask.bit_count() for mask in formats.masks}),
        "channelMasks": list(formats.masks),
        "channelIndexMasks": [],
        "encodings": list(formats.encodings),
        "audioProfiles": describe_profiles(port) if api >= 31 else None,
        "audioDescriptors": descriptors if api >= 31 else None,
        "encapsulationModes": [] if api >= 30 else None,
        "encapsulationMetadataTypes": [] if api >= 30 else None,
        "speakerLayoutChannelMask": _layout(port) if api >= 36 else None,
    }


def describe_profiles(port: Port) -> list[dict[str, object]]:
    """``AudioProfile``: one for each encoding."""
    formats = _hardware(port).formats
    return [
        {
            "format": encoding,
            "channelMasks": list(formats.masks),
            "channelIndexMasks": [],
            "sampleRates": list(formats.rates),
            "encapsulationType": 0,
        }
        for encoding in formats.encodings
    ]


def _hardware(port: Port) -> Hardware:
    return BUILT_IN.get(port.kind) or PLUGGABLE[port.kind]


def _layout(port: Port) -> int:
    return c.CHANNEL_OUT_STEREO if port.kind == c.TYPE_BUILTIN_SPEAKER else 0


def describe_microphone(port: Port) -> dict[str, object]:
    """``MicrophoneInfo``."""
    return {
        "description": f"builtin-mic-{port.id}",
        "id": port.id,
        "type": port.kind,
        "address": port.address,
        "location": 1,
        "group": 0,
        "indexInTheGroup": 0,
        "position": [0.03, 0.002, 0.0],
        "orientation": None,
        "frequencyResponse": [[100.0, -1.0], [1000.0, 0.0], [10000.0, 1.5]],
        "channelMapping": [[0, 1]],
        "sensitivity": -37.0,
        "maxSpl": 132.5,
        "minSpl": _MICROPHONE_UNKNOWN,
        "directionality": 1,
    }


def describe_player(device: AndroidDevice, player: Player) -> dict[str, object]:
    """``AudioPlaybackConfiguration``, as an app without privileges sees it: without its device."""
    return {
        "usage": player.usage,
        "contentType": player.content_type,
        "flags": 0,
        "allowedCapturePolicy": _ALLOW_CAPTURE_BY_ALL if device.api >= 29 else None,
        "hapticChannelsMuted": True if device.api >= 29 else None,
        "spatializationBehavior": 0 if device.api >= 32 else None,
        "isContentSpatialized": False if device.api >= 32 else None,
        "device": None,
    }


def describe_recording(device: AndroidDevice, recording: Recording) -> dict[str, object]:
    """``AudioRecordingConfiguration``."""
    sources = [port for port in device.ports if port.kind == c.TYPE_BUILTIN_MIC]
    known = device.api >= 29
    audio_format = {
        "encoding": c.ENCODING_PCM_16BIT,
        "sampleRate": 48_000,
        "channelMask": c.CHANNEL_IN_MONO,
        "channelIndexMask": 0,
        "channelCount": 1,
    }
    return {
        "clientAudioSessionId": recording.session,
        "clientAudioSource": recording.source,
        "audioSource": recording.source if known else None,
        "isClientSilenced": device.recordings.is_silenced(recording) if known else None,
        "format": audio_format,
        "clientFormat": audio_format,
        "device": describe_device(device, sources[0]),
    }


def describe_mixer(choice: tuple[Format, int]) -> dict[str, object]:
    """``AudioMixerAttributes``."""
    audio_format, behavior = choice
    return {
        "format": {
            "encoding": audio_format.encoding,
            "sampleRate": audio_format.sample_rate,
            "channelMask": audio_format.channel_mask,
            "channelIndexMask": audio_format.channel_index_mask,
            "channelCount": audio_format.channel_mask.bit_count(),
        },
        "mixerBehavior": behavior,
    }


def describe_spatializer(device: AndroidDevice) -> dict[str, object]:
    """``Spatializer``."""
    abilities = device.abilities
    return {
        "isAvailable": abilities.spatializer_available,
        "isEnabled": abilities.spatializer_enabled,
        "immersiveAudioLevel": int(device.profile.voice),
        "isHeadTrackerAvailable": device.head_tracker if device.api >= 33 else None,
        "spatializedChannelMasks": (
            [c.CHANNEL_OUT_5POINT1] * device.profile.voice if device.api >= 36 else None
        ),
    }
