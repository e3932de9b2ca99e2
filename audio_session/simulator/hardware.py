"""What a simulated Android machine is made of: its audio devices, built in or plugged in.

What is noisy when it is pulled: ``AudioDeviceInventory.BECOMING_NOISY_INTENT_DEVICES_SET`` in
``frameworks/base/services/core/java/com/android/server/audio`` [SRC at 33]. What may carry a call:
``AudioDeviceBroker.VALID_COMMUNICATION_DEVICE_TYPES`` in the same folder [SRC at 34 and 35].
Formats are those of common hardware [MEM].
"""

from __future__ import annotations

from typing import NamedTuple

from . import constants as c


class Formats(NamedTuple):
    """What a device takes: Hz, ``AudioFormat`` channel masks and encodings; empty for any."""

    rates: tuple[int, ...] = ()
    masks: tuple[int, ...] = ()
    encodings: tuple[int, ...] = ()


ANY = Formats()
PCM = Formats((44_100, 48_000), (c.CHANNEL_OUT_STEREO,), (c.ENCODING_PCM_16BIT,))
USB = Formats(
    (44_100, 48_000, 96_000, 192_000),
    (c.CHANNEL_OUT_STEREO,),
    (c.ENCODING_PCM_16BIT, c.ENCODING_PCM_FLOAT),
)
SURROUND = Formats(
    (48_000,),
    (c.CHANNEL_OUT_STEREO, c.CHANNEL_OUT_5POINT1),
    (c.ENCODING_PCM_16BIT, c.ENCODING_AC3, c.ENCODING_E_AC3),
)


class Hardware(NamedTuple):
    """What a type of audio device can do.

    ``media`` says that music is routed to it, ``noisy`` that pulling it is announced, ``bluetooth``
    that its address is a Bluetooth one.
    """

    name: str
    sink: bool = False
    source: bool = False
    media: bool = True
    noisy: bool = True
    bluetooth: bool = False
    formats: Formats = ANY


BUILT_IN = {
    c.TYPE_BUILTIN_EARPIECE: Hardware("Earpiece", sink=True, media=False),
    c.TYPE_BUILTIN_SPEAKER: Hardware("Speaker", sink=True, formats=PCM),
    c.TYPE_TELEPHONY: Hardware("Telephony", sink=True, source=True, media=False),
    c.TYPE_BUILTIN_MIC: Hardware("Microphone", source=True),
    c.TYPE_BUS: Hardware("Bus", sink=True, formats=PCM),
    c.TYPE_FM_TUNER: Hardware("FM tuner", source=True),
    c.TYPE_TV_TUNER: Hardware("TV tuner", source=True),
}

PLUGGABLE = {
    c.TYPE_WIRED_HEADSET: Hardware("Wired headset", sink=True, source=True),
    c.TYPE_WIRED_HEADPHONES: Hardware("Wired headphones", sink=True),
    c.TYPE_LINE_ANALOG: Hardware("Line out", sink=True),
    c.TYPE_LINE_DIGITAL: Hardware("S/PDIF", sink=True, noisy=False, formats=SURROUND),
    c.TYPE_AUX_LINE: Hardware("Aux", sink=True, noisy=False),
    c.TYPE_BLUETOOTH_SCO: Hardware(
        "Bluetooth call", sink=True, source=True, media=False, noisy=False, bluetooth=True
    ),
    c.TYPE_BLUETOOTH_A2DP: Hardware("Bluetooth music", sink=True, bluetooth=True, formats=PCM),
    c.TYPE_HDMI: Hardware("HDMI", sink=True, formats=SURROUND),
    c.TYPE_HDMI_ARC: Hardware("HDMI ARC", sink=True, noisy=False, formats=SURROUND),
    c.TYPE_HDMI_EARC: Hardware("HDMI eARC", sink=True, noisy=False, formats=SURROUND),
    c.TYPE_USB_DEVICE: Hardware("USB audio", sink=True, formats=USB),
    c.TYPE_DOCK: Hardware("Dock", sink=True),
    c.TYPE_USB_HEADSET: Hardware("USB headset", sink=True, source=True, formats=USB),
    c.TYPE_HEARING_AID: Hardware("Hearing aid", sink=True, bluetooth=True),
    c.TYPE_BLE_HEADSET: Hardware("Bluetooth LE headset", sink=True, source=True, bluetooth=True),
    c.TYPE_BLE_SPEAKER: Hardware("Bluetooth LE speaker", sink=True, bluetooth=True),
}

COMMUNICATION_TYPES = (
    c.TYPE_BUILTIN_SPEAKER,
    c.TYPE_BLUETOOTH_SCO,
    c.TYPE_WIRED_HEADSET,
    c.TYPE_USB_HEADSET,
    c.TYPE_BUILTIN_EARPIECE,
    c.TYPE_WIRED_HEADPHONES,
    c.TYPE_HEARING_AID,
    c.TYPE_BLE_HEADSET,
    c.TYPE_USB_DEVICE,
    c.TYPE_BLE_SPEAKER,
    c.TYPE_LINE_ANALOG,
    c.TYPE_HDMI,
    c.TYPE_AUX_LINE,
)
"""What may be asked for as the communication device."""

CALL_ROUTE = (
    c.TYPE_WIRED_HEADSET,
    c.TYPE_WIRED_HEADPHONES,
    c.TYPE_USB_HEADSET,
    c.TYPE_USB_DEVICE,
    c.TYPE_BUILTIN_EARPIECE,
    c.TYPE_BUILTIN_SPEAKER,
)
"""Where a call goes that nobody has routed, the first that is there (audiopolicy Engine) [MEM]."""

MEDIA_FALLBACK = (c.TYPE_BUILTIN_SPEAKER, c.TYPE_BUS)


class Profile(NamedTuple):
    """A kind of machine: its built-in devices as (type, address), and what it is capable of."""

    devices: tuple[tuple[int, str], ...]
    voice: bool = False
    television: bool = False
    fixed_volume: bool = False
    haptics: bool = False


PROFILES = {
    "phone": Profile(
        (
            (c.TYPE_BUILTIN_EARPIECE, ""),
            (c.TYPE_BUILTIN_SPEAKER, ""),
            (c.TYPE_TELEPHONY, ""),
            (c.TYPE_BUILTIN_MIC, ""),
        ),
        voice=True,
        haptics=True,
    ),
    "tablet": Profile(((c.TYPE_BUILTIN_SPEAKER, ""), (c.TYPE_BUILTIN_MIC, ""))),
    # Android Automotive: a bus for each context, and a fixed volume: the car's amplifier has it.
    "car": Profile(
        (
            (c.TYPE_BUS, "bus0_media_out"),
            (c.TYPE_BUS, "bus1_navigation_out"),
            (c.TYPE_BUS, "bus4_call_out"),
            (c.TYPE_BUILTIN_MIC, ""),
            (c.TYPE_FM_TUNER, ""),
        ),
        fixed_volume=True,
    ),
    "tv": Profile(((c.TYPE_BUILTIN_SPEAKER, ""), (c.TYPE_TV_TUNER, "")), television=True),
}
"""Routing by usage is the phone's everywhere; a car's own focus policy is not modelled."""

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
CALL_USAGES = frozenset({c.USAGE_VOICE_COMMUNICATION, c.USAGE_VOICE_COMMUNICATION_SIGNALLING})
