"""What iOS reports, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..ios import AVAudioSessionInterruptionOptions as Options

if TYPE_CHECKING:
    from ..ios import (
        AVAudioSessionInterruptionReason,
        AVAudioSessionInterruptionType,
        AVAudioSessionRouteChangeReason,
    )
    from .records import AVAudioSessionRouteDescription


@dataclass(frozen=True, slots=True, kw_only=True)
class AVAudioSessionInterruptionNotification:
    """The begin or the end of an interruption, as iOS posted it: pairs are not guaranteed."""

    type: AVAudioSessionInterruptionType
    """-1 where iOS did not say."""
    options: Options = Options.NONE
    """Of an end."""
    reason: AVAudioSessionInterruptionReason | None = None
    """Of a begin; None below iOS 14.5."""
    was_suspended: bool = False
    """Of a begin: the app had been suspended, and hears of it now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AVAudioSessionRouteChange:
    """A change of the route."""

    reason: AVAudioSessionRouteChangeReason
    """-1 where iOS did not say."""
    previous_route: AVAudioSessionRouteDescription
    """As it was when it was read before: at the start, or with the change before this one."""
    current_route: AVAudioSessionRouteDescription
    """As it was when it was read after this change, perhaps after a further one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AVPreparePlaybackRouteResult:
    """Where the user wants to hear a film (AVKit)."""

    should_start_playback: bool
    route_selection: int
    """An ``AVAudioSessionRouteSelection``: 0 none, 1 local, 2 external."""
