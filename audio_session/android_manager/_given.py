"""Android's objects that a member is given, checked and taken apart into a driver's scalars."""

from __future__ import annotations

from .._android_scalars import attribute_scalars
from .._arguments import INT32, instance, whole
from ..android import AndroidAudioAttributes
from .records import AndroidAudioDeviceInfo, AndroidAudioFormat

_NUMBERS = ("content_type", "flags", "usage", "allowed_capture_policy", "spatialization_behavior")


def check_attributes(name: str, value: object) -> AndroidAudioAttributes:
    """Return attributes whose numbers Java can hold; what Android makes of them it says itself."""
    attributes = instance(name, value, AndroidAudioAttributes)
    for field in _NUMBERS:
        number = getattr(attributes, field)
        if number is not None:
            whole(f"{name}.{field}", number, INT32)
    return attributes


def given_attributes(name: str, value: object) -> tuple[int, ...]:
    """Return the seven scalars of attributes."""
    return attribute_scalars(check_attributes(name, value))


def given_format(name: str, value: object) -> tuple[int, int, int, int]:
    """Return the four scalars of a format."""
    audio_format = instance(name, value, AndroidAudioFormat)
    return (
        whole(f"{name}.encoding", audio_format.encoding),
        whole(f"{name}.sample_rate", audio_format.sample_rate),
        whole(f"{name}.channel_mask", audio_format.channel_mask),
        whole(f"{name}.channel_index_mask", audio_format.channel_index_mask),
    )


def given_device(name: str, value: object) -> int:
    """Return the id of a device, which is what Android knows it by."""
    return whole(f"{name}.id", instance(name, value, AndroidAudioDeviceInfo).id)
