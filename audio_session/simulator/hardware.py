"""What a simulated Android phone is made of: audio devices, streams and their volumes.

Volumes: ``AudioService.MAX_STREAM_VOLUME``, ``MIN_STREAM_VOLUME`` and ``DEFAULT_STREAM_VOLUME`` in
``frameworks/base/services/core/java/com/android/server/audio`` [MEM]; makers change them. What is
noisy: ``AudioDeviceInventory.BECOMING_NOISY_INTENT_DEVICES_SET`` in the same folder [MEM].
"""

from __future__ import annotations

from typing import NamedTuple

from .._android_constants import AndroidStreamType
from . import constants as c


class Hardware(NamedTuple):
    """What a type of audio device can do; ``media`` says that music is routed to it."""

    name: str
    sink: bool = False
    source: bool = False
    media: bool = True


BUILT_IN = {
    c.TYPE_BUILTIN_EARPIECE: Hardware("Earpiece", sink=True, media=False),
    c.TYPE_BUILTIN_SPEAKER: Hardware("Speaker", sink=True),
    c.TYPE_TELEPHONY: Hardware("Telephony", sink=True, source=True, media=False),
    c.TYPE_BUILTIN_MIC: Hardware("Microphone", source=True),
}

PLUGGABLE = {
    c.TYPE_WIRED_HEADSET: Hardware("Wired headset", sink=True, source=True),
    c.TYPE_WIRED_HEADPHONES: Hardware("Wired headphones", sink=True),
    c.TYPE_LINE_ANALOG: Hardware("Line out", sink=True),
    c.TYPE_BLUETOOTH_SCO: Hardware("Bluetooth call", sink=True, source=True, media=False),
    c.TYPE_BLUETOOTH_A2DP: Hardware("Bluetooth music", sink=True),
    c.TYPE_HDMI: Hardware("HDMI", sink=True),
    c.TYPE_USB_DEVICE: Hardware("USB audio", sink=True),
    c.TYPE_DOCK: Hardware("Dock", sink=True),
    c.TYPE_USB_HEADSET: Hardware("USB headset", sink=True, source=True),
    c.TYPE_HEARING_AID: Hardware("Hearing aid", sink=True),
    c.TYPE_BLE_HEADSET: Hardware("Bluetooth LE headset", sink=True, source=True),
    c.TYPE_BLE_SPEAKER: Hardware("Bluetooth LE speaker", sink=True),
}

PROFILES = {
    "phone": tuple(BUILT_IN),
    "tablet": (c.TYPE_BUILTIN_SPEAKER, c.TYPE_BUILTIN_MIC),
}
"""The built-in devices of each kind of machine."""


class StreamVolume(NamedTuple):
    """The range and the first value of a stream's volume index."""

    lowest: int
    highest: int
    default: int


STREAMS = {
    c.STREAM_VOICE_CALL: StreamVolume(1, 5, 4),
    c.STREAM_SYSTEM: StreamVolume(0, 7, 5),
    c.STREAM_RING: StreamVolume(0, 7, 5),
    c.STREAM_MUSIC: StreamVolume(0, 15, 5),
    c.STREAM_ALARM: StreamVolume(1, 7, 6),
    c.STREAM_NOTIFICATION: StreamVolume(0, 7, 5),
    c.STREAM_DTMF: StreamVolume(0, 15, 5),
    c.STREAM_ACCESSIBILITY: StreamVolume(1, 15, 5),
    c.STREAM_ASSISTANT: StreamVolume(0, 15, 5),
}


def stream_volume(stream: int, api: int) -> StreamVolume | None:
    """Return the volume of a stream, ``None`` if Android ``api`` has no such stream."""
    volume = STREAMS.get(stream)
    return volume if volume and AndroidStreamType(stream).since <= api else None


MUSIC_USAGES = frozenset(
    {
        c.USAGE_UNKNOWN,
        c.USAGE_MEDIA,
        c.USAGE_GAME,
        c.USAGE_ASSISTANCE_NAVIGATION_GUIDANCE,
        c.USAGE_ASSISTANT,
    }
)
"""The usages that play on STREAM_MUSIC (AudioAttributes.toVolumeStreamType). [MEM]"""
