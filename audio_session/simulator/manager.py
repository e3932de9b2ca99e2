"""What AudioManager itself makes of the audio service's answers, and what it answers by itself.

Rules: :class:`~audio_session.simulator.device_rules.DeviceRule`. The audio service and the audio
server below it are in :mod:`~audio_session.simulator.operations`. The tests above the framework put
the real AudioManager in the place of this module, so a rule that is here must not be there.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .._android_constants import AndroidAudioProperty
from . import constants as c
from .abilities import PROPERTIES, Attributes
from .device_rules import DeviceRule
from .exceptions import illegal_argument, unsupported_operation
from .volumes import SILENCE_DB

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..platforms._contract import Scalar
    from .device import AndroidDevice

_WIRED = frozenset({c.TYPE_WIRED_HEADSET, c.TYPE_WIRED_HEADPHONES})
_ATTRIBUTES = len(Attributes._fields)


def manager_functions(
    device: AndroidDevice, service: Mapping[str, Callable[..., Scalar]]
) -> dict[str, Callable[..., Scalar]]:
    """Return the function of every operation but those of focus, as our own app calls it.

    ``service`` has those of the audio service and the audio server.
    """

    def is_wired_headset_on() -> bool:
        usb = DeviceRule.USB_HEADSET_IS_WIRED in device.rules
        kinds = _WIRED | {c.TYPE_USB_HEADSET} if usb else _WIRED
        return any(port.is_sink and port.kind in kinds for port in device.ports)

    def get_property(key: str) -> str | None:
        known = key in PROPERTIES and AndroidAudioProperty(key).since <= device.api
        return PROPERTIES[key] if known else None

    def stream_volume_db(stream: int, index: int, device_type: int) -> float:
        decibels = device.volumes.decibels(stream, index, device_type)
        return -math.inf if decibels <= SILENCE_DB else decibels

    def hw_sync(session: int) -> Scalar:
        found = service["getAudioHwSyncForSession"](session)
        if not found:
            raise unsupported_operation("HW A/V synchronization is not supported.")
        return found

    def of_output(operation: str, position: int) -> Callable[..., Scalar]:
        """Return an operation that is given the id of an output at ``position``."""

        def call(*given: Scalar) -> Scalar:
            outputs = {port.id for port in device.ports if port.is_sink}
            if given[position] not in outputs:
                raise illegal_argument(f"no output device has the id {given[position]}")
            return service[operation](*given)

        return call

    return {
        **service,
        "isWiredHeadsetOn": is_wired_headset_on,
        "getProperty": get_property,
        "getStreamVolumeDb": stream_volume_db,
        "getAudioHwSyncForSession": hw_sync,
        "getSupportedMixerAttributes": of_output("getSupportedMixerAttributes", 0),
        **{
            operation: of_output(operation, _ATTRIBUTES)
            for operation in (
                "getPreferredMixerAttributes",
                "setPreferredMixerAttributes",
                "clearPreferredMixerAttributes",
            )
        },
    }
