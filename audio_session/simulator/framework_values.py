"""What the framework's classes of values refuse before AudioManager sees them.

``AudioAttributes.Builder``, ``AudioFormat.Builder``, ``AudioMixerAttributes.Builder`` and
``AudioDeviceInfo`` run in our app's own process, so the audio service never hears of what is
refused here. Tables were read out of their classes of API 28 to 36, and are RUN.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._android_constants import (
    AndroidAudioCapturePolicy,
    AndroidAudioContentType,
    AndroidAudioUsage,
    AndroidSpatializationBehavior,
)
from . import constants as c
from .abilities import MIXER_BEHAVIORS
from .device_rules import DeviceRule
from .exceptions import illegal_argument

if TYPE_CHECKING:
    from .abilities import Attributes, Format
    from .device import AndroidDevice

UNSET = -1
"""Of the later attributes: Android's default, which the driver leaves alone."""
SAMPLE_RATES = range(4_000, 192_001)
"""In Hz, up to API 30; from 31 on the audio server's own range, which is this one here [MEM]."""
_LAST_ENCODINGS = {29: 19, 30: 20, 31: 28, 34: 31, 36: 44}
"""The highest ``AudioFormat.ENCODING_*`` that is known from an API level on."""
_OUTPUT_SINCE = dict.fromkeys((*range(1, 15), *range(18, 24)), 28) | {
    **dict.fromkeys((26, 27, 29), 31),
    **dict.fromkeys((33, 34), 37),
    24: 30,
    30: 33,
    31: 34,
    32: 36,
}
_OUTPUT_LEVELS = {kind: range(since, c.NEWEST_API + 1) for kind, since in _OUTPUT_SINCE.items()} | {
    25: (30, *range(36, c.NEWEST_API + 1))
}
"""The types that ``AudioDeviceInfo.isValidAudioDeviceTypeOut`` takes, and the API levels that do:
25 it took at 30, and then not until 36."""


def check_attributes(device: AndroidDevice, attributes: Attributes) -> None:
    """Throw as ``AudioAttributes.Builder`` does."""
    if DeviceRule.KNOWN_ATTRIBUTES in device.rules:
        usage = attributes.usage
        if not AndroidAudioUsage(usage).is_known and usage != c.USAGE_VIRTUAL_SOURCE:
            raise illegal_argument(f"Invalid usage {usage}")
        if not AndroidAudioContentType(attributes.content_type).is_known:
            raise illegal_argument(f"Invalid content type {attributes.content_type}")
    policy = attributes.allowed_capture_policy
    if (
        DeviceRule.CAPTURE_POLICY in device.rules
        and policy != UNSET
        and not AndroidAudioCapturePolicy(policy).is_known
    ):
        raise illegal_argument(f"Unknown capture policy {policy}")
    behavior = attributes.spatialization_behavior
    if (
        DeviceRule.SPATIALIZATION_BEHAVIOR in device.rules
        and behavior != UNSET
        and not AndroidSpatializationBehavior(behavior).is_known
    ):
        raise illegal_argument(f"Invalid spatialization behavior {behavior}")


def check_format(device: AndroidDevice, audio_format: Format) -> None:
    """Throw as ``AudioFormat.Builder`` does; 0 is not set, and so never refused."""
    last = max(last for since, last in _LAST_ENCODINGS.items() if since <= device.api)
    if not 0 <= audio_format.encoding <= last:
        raise illegal_argument(f"Invalid encoding {audio_format.encoding}")
    if audio_format.sample_rate and audio_format.sample_rate not in SAMPLE_RATES:
        raise illegal_argument(f"Invalid sample rate {audio_format.sample_rate}")
    masks = (audio_format.channel_mask, audio_format.channel_index_mask)
    if all(masks) and len({(mask & 0xFFFF_FFFF).bit_count() for mask in masks}) > 1:
        raise illegal_argument(f"Mismatched channel count for index mask {masks[1]:X}")


def check_mixer_behavior(behavior: int) -> None:
    """Throw as ``AudioMixerAttributes.Builder`` does."""
    if behavior not in MIXER_BEHAVIORS:
        raise illegal_argument(f"Invalid mixer behavior {behavior}")


def check_output_type(device: AndroidDevice, kind: int) -> None:
    """Throw as ``AudioManager`` does for a type that ``AudioDeviceInfo`` knows no output of."""
    if device.api not in _OUTPUT_LEVELS.get(kind, ()):
        raise illegal_argument(f"Invalid audio output device type {kind}")
