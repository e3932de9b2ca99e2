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
    from .._enums import OpenIntEnum
    from .abilities import Attributes, Format
    from .device import AndroidDevice

UNSET = -1
"""Of the later attributes: Android's default, which the driver leaves alone."""
SAMPLE_RATES = range(4_000, 192_001)
"""In Hz, constants up to API 30 [SRC]. From 31 on ``AudioSystem`` asks the audio server
(``native_getMinSampleRate``), whose code is in no framework jar: that it has the same range is
[MEM], and the tests above the framework answer so themselves."""
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

    def check(
        rule: DeviceRule, complaint: str, value: OpenIntEnum, besides: int | None = None
    ) -> None:
        if rule in device.rules and value != besides and not value.is_known:
            raise illegal_argument(f"{complaint} {int(value)}")

    usage, kind = AndroidAudioUsage(attributes.usage), attributes.content_type
    check(DeviceRule.KNOWN_ATTRIBUTES, "Invalid usage", usage, c.USAGE_VIRTUAL_SOURCE)
    check(DeviceRule.KNOWN_ATTRIBUTES, "Invalid content type", AndroidAudioContentType(kind))
    policy = AndroidAudioCapturePolicy(attributes.allowed_capture_policy)
    check(DeviceRule.CAPTURE_POLICY, "Unknown allow playback capture policy", policy, UNSET)
    behavior = AndroidSpatializationBehavior(attributes.spatialization_behavior)
    check(DeviceRule.SPATIALIZATION_BEHAVIOR, "Invalid spatialization behavior", behavior, UNSET)


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
