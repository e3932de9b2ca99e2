"""What AudioManager itself makes of the audio service's answers, and what it answers by itself.

With it the driver's own part: it looks a device up by its id, and makes the objects that
AudioManager is given. Rules: :class:`~audio_session.simulator.device_rules.DeviceRule`. The audio
service and the audio server below it are in :mod:`~audio_session.simulator.operations`. The tests
above the framework put the real driver and AudioManager in the place of this module, so a rule that
is here must not be there.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from .._android_constants import AndroidAudioProperty
from . import constants as c
from .abilities import PROPERTIES, Attributes, Format
from .device_rules import DeviceRule
from .exceptions import illegal_argument, unsupported_operation
from .framework_values import (
    check_attributes,
    check_format,
    check_mixer_behavior,
    check_output_type,
)
from .volumes import RINGER_MODES, SILENCE_DB, is_public

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..platforms._contract import Scalar
    from .device import AndroidDevice

    Functions = dict[str, Callable[..., Scalar]]

_WIRED = frozenset({c.TYPE_WIRED_HEADSET, c.TYPE_WIRED_HEADPHONES})
_DIRECTIONS = frozenset({c.GET_DEVICES_INPUTS, c.GET_DEVICES_OUTPUTS})
_ATTRIBUTES, _FORMAT = len(Attributes._fields), len(Format._fields)


class _Objects(NamedTuple):
    """Where among an operation's arguments what is an object to AudioManager begins, if it is."""

    attributes: int | None = None
    format: int | None = None
    output: int | None = None
    mixer_behavior: int | None = None


_OF_ATTRIBUTES = _Objects(attributes=0)
_OF_FORMAT = _Objects(format=0, attributes=_FORMAT)
_OF_OUTPUT = _Objects(attributes=0, output=_ATTRIBUTES)
_OBJECTS = {
    "getAudioDevicesForAttributes": _OF_ATTRIBUTES,
    "getVolumeGroupIdForAttributes": _OF_ATTRIBUTES,
    "getDirectProfilesForAttributes": _OF_ATTRIBUTES,
    "isOffloadedPlaybackSupported": _OF_FORMAT,
    "getPlaybackOffloadSupport": _OF_FORMAT,
    "getDirectPlaybackSupport": _OF_FORMAT,
    "canBeSpatialized": _Objects(attributes=0, format=_ATTRIBUTES),
    "getSupportedMixerAttributes": _Objects(output=0),
    "getPreferredMixerAttributes": _OF_OUTPUT,
    "clearPreferredMixerAttributes": _OF_OUTPUT,
    "setPreferredMixerAttributes": _Objects(
        attributes=0,
        output=_ATTRIBUTES,
        format=_ATTRIBUTES + 1,
        mixer_behavior=_ATTRIBUTES + 1 + _FORMAT,
    ),
}


def manager_functions(
    device: AndroidDevice, service: Mapping[str, Callable[..., Scalar]]
) -> Functions:
    """Return the function of every operation but those of focus, as our own app calls it.

    ``service`` has those of the audio service and the audio server.
    """
    return {
        **service,
        **_devices(device, service),
        **_volumes(device, service),
        **_sounds(device, service),
        **{name: _of_objects(device, service[name], at) for name, at in _OBJECTS.items()},
    }


def _devices(device: AndroidDevice, service: Mapping[str, Callable[..., Scalar]]) -> Functions:
    def is_wired_headset_on() -> bool:
        usb = DeviceRule.USB_HEADSET_IS_WIRED in device.rules
        kinds = _WIRED | {c.TYPE_USB_HEADSET} if usb else _WIRED
        return any(port.is_sink and port.kind in kinds for port in device.ports)

    def supported_types(direction: int) -> Scalar:
        if direction not in _DIRECTIONS:
            raise illegal_argument(
                f"AudioManager.getSupportedDeviceTypes(0x{direction & 0xFFFF_FFFF:x}) - Invalid."
            )
        return service["getSupportedDeviceTypes"](direction)

    def set_communication_device(port_id: int) -> Scalar:
        if port_id not in {port.id for port in device.communication.available}:
            raise illegal_argument(f"no communication device has the id {port_id}")
        return service["setCommunicationDevice"](port_id)

    return {
        "isWiredHeadsetOn": is_wired_headset_on,
        "getSupportedDeviceTypes": supported_types,
        "setCommunicationDevice": set_communication_device,
    }


def _volumes(device: AndroidDevice, service: Mapping[str, Callable[..., Scalar]]) -> Functions:
    def check_public(stream: int) -> None:
        if not is_public(stream, device.api):
            raise illegal_argument(f"Invalid stream type {stream}")

    def lowest(stream: int) -> Scalar:
        check_public(stream)
        return service["getStreamMinVolume"](stream)

    def decibels(stream: int, index: int, device_type: int) -> float:
        check_public(stream)
        volume = device.volumes.range(stream)
        if not volume.lowest <= index <= volume.highest:
            raise illegal_argument(f"Invalid stream volume index {index}")
        check_output_type(device, device_type)
        found = float(service["getStreamVolumeDb"](stream, index, device_type) or 0)
        return -math.inf if found <= SILENCE_DB else found

    def mute(stream: int, muted: bool) -> Scalar:
        if DeviceRule.MUTE_DIRECTIONS not in device.rules:
            return service["setStreamMute"](stream, muted)
        direction = c.ADJUST_MUTE if muted else c.ADJUST_UNMUTE
        if stream == c.USE_DEFAULT_STREAM_TYPE:
            return service["adjustSuggestedStreamVolume"](direction, stream, 0)
        return service["adjustStreamVolume"](stream, direction, 0)

    def set_ringer(mode: int) -> Scalar:
        return service["setRingerMode"](mode) if mode in RINGER_MODES else None

    return {
        "getStreamMinVolume": lowest,
        "getStreamVolumeDb": decibels,
        "setStreamMute": mute,
        "setRingerMode": set_ringer,
    }


def _sounds(device: AndroidDevice, service: Mapping[str, Callable[..., Scalar]]) -> Functions:
    effects = range(16 if DeviceRule.MORE_SOUND_EFFECTS in device.rules else 10)

    def get_property(key: str) -> str | None:
        known = key in PROPERTIES and AndroidAudioProperty(key).since <= device.api
        return PROPERTIES[key] if known else None

    def hw_sync(session: int) -> Scalar:
        found = service["getAudioHwSyncForSession"](session)
        if not found:
            raise unsupported_operation("HW A/V synchronization is not supported.")
        return found

    def play_effect(effect: int, volume: float | None) -> Scalar:
        return service["playSoundEffect"](effect, volume) if effect in effects else None

    return {
        "getProperty": get_property,
        "getAudioHwSyncForSession": hw_sync,
        "playSoundEffect": play_effect,
    }


def _of_objects(
    device: AndroidDevice, operation: Callable[..., Scalar], at: _Objects
) -> Callable[..., Scalar]:
    """Return an operation that is given objects: they are made, or refused, before it is called."""

    def call(*given: int) -> Scalar:
        if at.format is not None:
            check_format(device, Format(*given[at.format : at.format + _FORMAT]))
        if at.attributes is not None:
            values = given[at.attributes : at.attributes + _ATTRIBUTES]
            check_attributes(device, Attributes(*values))
        if at.mixer_behavior is not None:
            check_mixer_behavior(given[at.mixer_behavior])
        if at.output is not None:
            outputs = {port.id for port in device.ports if port.is_sink}
            if given[at.output] not in outputs:
                raise illegal_argument(f"no output device has the id {given[at.output]}")
        return operation(*given)

    return call
