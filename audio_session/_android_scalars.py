"""Android's objects as the scalars that a driver takes; see ``platforms/_android_table.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._android_constants import AndroidAudioUsage

if TYPE_CHECKING:
    from .android import AndroidAudioAttributes

_DEFAULT = -1


def attribute_scalars(attributes: AndroidAudioAttributes | None) -> tuple[int, ...]:
    """Return the seven ints of *attributes*; for None what ``AudioFocusRequest`` defaults to."""
    if attributes is None:
        return (int(AndroidAudioUsage.MEDIA), 0, 0, *([_DEFAULT] * 4))
    rest = (
        attributes.allowed_capture_policy,
        attributes.haptic_channels_muted,
        attributes.spatialization_behavior,
        attributes.is_content_spatialized,
    )
    return (
        int(attributes.usage),
        int(attributes.content_type),
        int(attributes.flags),
        *(_DEFAULT if value is None else int(value) for value in rest),
    )
