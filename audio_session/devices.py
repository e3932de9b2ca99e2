"""The devices of the current system, one model for every OS."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .events import AudioDevicesChangedEvent


class AudioDeviceType(enum.Enum):
    """What kind of device it is, whatever the OS; the names are upstream's."""

    UNKNOWN = "unknown"
    BUILT_IN_EARPIECE = "built_in_earpiece"
    BUILT_IN_SPEAKER = "built_in_speaker"
    BUILT_IN_SPEAKER_SAFE = "built_in_speaker_safe"
    BUILT_IN_MIC = "built_in_mic"
    WIRED_HEADSET = "wired_headset"
    WIRED_HEADPHONES = "wired_headphones"
    HEADSET_MIC = "headset_mic"
    LINE_ANALOG = "line_analog"
    LINE_DIGITAL = "line_digital"
    AUX_LINE = "aux_line"
    BLUETOOTH_SCO = "bluetooth_sco"
    BLUETOOTH_A2DP = "bluetooth_a2dp"
    BLUETOOTH_LE = "bluetooth_le"
    HEARING_AID = "hearing_aid"
    HDMI = "hdmi"
    HDMI_ARC = "hdmi_arc"
    HDMI_EARC = "hdmi_earc"
    DISPLAY_PORT = "display_port"
    USB_AUDIO = "usb_audio"
    DOCK = "dock"
    FM = "fm"
    FM_TUNER = "fm_tuner"
    TV_TUNER = "tv_tuner"
    TELEPHONY = "telephony"
    AIR_PLAY = "air_play"
    CAR_AUDIO = "car_audio"
    IP = "ip"
    BUS = "bus"
    REMOTE_SUBMIX = "remote_submix"
    THUNDERBOLT = "thunderbolt"
    FIRE_WIRE = "fire_wire"
    PCI = "pci"
    AVB = "avb"
    CONTINUITY_MICROPHONE = "continuity_microphone"
    VIRTUAL = "virtual"


@dataclass(frozen=True, slots=True)
class AudioDevice:
    """One input or output, at the moment it was read.

    Two values are equal when every field is; that is what makes the difference between two sets of
    devices exact.
    """

    id: str
    """The OS's identifier as text: stable while the device stays connected."""
    name: str
    """For people, as the OS gives it; from outside, so it may hold anything printable."""
    is_input: bool
    is_output: bool
    type: AudioDeviceType
    raw_type: int | str | None = None
    """The OS's own type, kept also where ``type`` is ``UNKNOWN``; None where it has none."""
    address: str = ""
    """The OS's address (a Bluetooth address, a bus path), or ``""``."""
    is_default: bool = False
    """The OS routes new audio to or from it. Android does not say: there it is False for all."""

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object, ``type`` by its name."""
        return {
            "id": self.id,
            "name": self.name,
            "isInput": self.is_input,
            "isOutput": self.is_output,
            "type": self.type.value,
            "rawType": self.raw_type,
            "address": self.address,
            "isDefault": self.is_default,
        }


def device_changes(
    before: Iterable[AudioDevice], now: Iterable[AudioDevice]
) -> AudioDevicesChangedEvent | None:
    """Return what came and went between two readings, or None if nothing did.

    A device is the same one when its ``id``, direction and type are: a new name, or becoming the
    default, is no coming or going.
    """
    from .events import AudioDevicesChangedEvent  # noqa: PLC0415 - devices and events need each other

    old = {_identity(device): device for device in before}
    new = {_identity(device): device for device in now}
    added = frozenset(new[key] for key in new.keys() - old.keys())
    removed = frozenset(old[key] for key in old.keys() - new.keys())
    if not added and not removed:
        return None
    return AudioDevicesChangedEvent(devices_added=added, devices_removed=removed)


def _identity(device: AudioDevice) -> tuple[str, bool, bool, AudioDeviceType]:
    return device.id, device.is_input, device.is_output, device.type
