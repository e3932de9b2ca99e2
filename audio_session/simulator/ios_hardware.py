"""What a simulated iPhone is made of: ports built in or plugged in, and their data sources.

Names, ids and numbers are those of common hardware, from memory [A].
"""

from __future__ import annotations

from typing import NamedTuple

from ..ios import AVAudioSessionLocation as Location
from ..ios import AVAudioSessionOrientation as Orientation
from ..ios import AVAudioSessionPolarPattern as Pattern
from ..ios import AVAudioSessionPort as Kind


class PortSpec(NamedTuple):
    """One port of an accessory."""

    kind: Kind
    is_source: bool = False
    is_sink: bool = False
    channels: int = 2


class Accessory(NamedTuple):
    """What can be plugged in or connected: its name, and its ports, which come and go together."""

    name: str
    ports: tuple[PortSpec, ...]
    wireless: bool = False
    rates: tuple[float, ...] = (44_100.0, 48_000.0)
    input_latency: float = 0.004
    output_latency: float = 0.006


class DataSource(NamedTuple):
    """One of the microphones behind an input port."""

    id: int
    name: str
    location: Location
    orientation: Orientation
    patterns: tuple[Pattern, ...] = ()


BUILT_IN_MIC = PortSpec(Kind.BUILT_IN_MIC, is_source=True, channels=1)
RECEIVER = PortSpec(Kind.BUILT_IN_RECEIVER, is_sink=True, channels=1)
SPEAKER = PortSpec(Kind.BUILT_IN_SPEAKER, is_sink=True)
BUILT_IN_NAMES = {
    Kind.BUILT_IN_MIC: "iPhone Microphone",
    Kind.BUILT_IN_RECEIVER: "Receiver",
    Kind.BUILT_IN_SPEAKER: "Speaker",
}
BUILT_IN_UIDS = {
    Kind.BUILT_IN_MIC: "Built-In Microphone",
    Kind.BUILT_IN_RECEIVER: "Built-In Receiver",
    Kind.BUILT_IN_SPEAKER: "Speaker",
}
BUILT_IN = Accessory("iPhone", ())
"""What the built-in ports can do."""

_USB_RATES = (44_100.0, 48_000.0, 96_000.0)
_A2DP = PortSpec(Kind.BLUETOOTH_A2DP, is_sink=True)
_HFP = (
    PortSpec(Kind.BLUETOOTH_HFP, is_source=True, channels=1),
    PortSpec(Kind.BLUETOOTH_HFP, is_sink=True, channels=1),
)
ACCESSORIES: dict[Kind, Accessory] = {
    Kind.HEADPHONES: Accessory("Headphones", (PortSpec(Kind.HEADPHONES, is_sink=True),)),
    Kind.HEADSET_MIC: Accessory(
        "Headset",
        (
            PortSpec(Kind.HEADSET_MIC, is_source=True, channels=1),
            PortSpec(Kind.HEADPHONES, is_sink=True),
        ),
    ),
    Kind.LINE_IN: Accessory("Line in", (PortSpec(Kind.LINE_IN, is_source=True),)),
    Kind.LINE_OUT: Accessory("Line out", (PortSpec(Kind.LINE_OUT, is_sink=True),)),
    Kind.BLUETOOTH_A2DP: Accessory(
        "Bluetooth speaker", (_A2DP,), wireless=True, output_latency=0.15
    ),
    # A headset: music over A2DP, calls over HFP.
    Kind.BLUETOOTH_HFP: Accessory(
        "Bluetooth headset", (_A2DP, *_HFP), wireless=True, input_latency=0.05, output_latency=0.15
    ),
    Kind.BLUETOOTH_LE: Accessory(
        "Hearing aids",
        (
            PortSpec(Kind.BLUETOOTH_LE, is_source=True, channels=1),
            PortSpec(Kind.BLUETOOTH_LE, is_sink=True),
        ),
        wireless=True,
    ),
    Kind.USB_AUDIO: Accessory(
        "USB interface",
        (PortSpec(Kind.USB_AUDIO, is_source=True), PortSpec(Kind.USB_AUDIO, is_sink=True)),
        rates=_USB_RATES,
    ),
    Kind.CAR_AUDIO: Accessory(
        "CarPlay",
        (
            PortSpec(Kind.CAR_AUDIO, is_source=True, channels=1),
            PortSpec(Kind.CAR_AUDIO, is_sink=True),
        ),
    ),
    Kind.HDMI: Accessory("TV", (PortSpec(Kind.HDMI, is_sink=True, channels=6),)),
    Kind.AIR_PLAY: Accessory(
        "Living room", (PortSpec(Kind.AIR_PLAY, is_sink=True),), wireless=True, output_latency=2.0
    ),
    Kind.CONTINUITY_MICROPHONE: Accessory(
        "Continuity microphone",
        (PortSpec(Kind.CONTINUITY_MICROPHONE, is_source=True, channels=1),),
        wireless=True,
    ),
    Kind.DISPLAY_PORT: Accessory("Display", (PortSpec(Kind.DISPLAY_PORT, is_sink=True),)),
    Kind.THUNDERBOLT: Accessory(
        "Thunderbolt interface",
        (PortSpec(Kind.THUNDERBOLT, is_source=True), PortSpec(Kind.THUNDERBOLT, is_sink=True)),
        rates=_USB_RATES,
    ),
}
"""By the port that names it."""

MICROPHONES: tuple[DataSource, ...] = (
    DataSource(1, "Bottom", Location.LOWER, Orientation.BOTTOM, (Pattern.OMNIDIRECTIONAL,)),
    DataSource(
        2,
        "Front",
        Location.UPPER,
        Orientation.FRONT,
        (Pattern.OMNIDIRECTIONAL, Pattern.CARDIOID, Pattern.STEREO),
    ),
    DataSource(
        3,
        "Back",
        Location.UPPER,
        Orientation.BACK,
        (Pattern.OMNIDIRECTIONAL, Pattern.SUBCARDIOID, Pattern.STEREO),
    ),
)
"""Of the built-in microphone; the first is chosen where nobody chose."""


class Profile(NamedTuple):
    """A kind of machine."""

    built_in: tuple[PortSpec, ...]
    tablet: bool = False


PROFILES = {
    "iphone": Profile((BUILT_IN_MIC, RECEIVER, SPEAKER)),
    "ipad": Profile((BUILT_IN_MIC, SPEAKER), tablet=True),
    # As an iPod touch of the first generations, or one that is managed: no input at all.
    "no-microphone": Profile((SPEAKER,)),
}
