"""What a platform makes of its driver's raw events, in terms that no OS owns."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from audio_session.events import AudioInterruptionReason as Reason

if TYPE_CHECKING:
    from audio_session._state import Signal
    from audio_session.events import (
        AudioServiceEvent,
        BecomingNoisyEvent,
        OtherAudioEvent,
        VolumeChangedEvent,
    )


class Focus(NamedTuple):
    """The OS gave or took the right to play.

    ``generation`` is that of the request it belongs to, None where the OS does not tell requests
    apart. An event of an older generation is dropped.
    """

    signal: Signal
    generation: int | None = None
    reason: Reason = Reason.UNKNOWN
    native: int | None = None
    already_ducked: bool = False
    timestamp: float = 0.0


class DevicesChanged(NamedTuple):
    """Devices may have come or gone: read them again."""


Notice: TypeAlias = (
    "Focus | DevicesChanged | BecomingNoisyEvent | AudioServiceEvent | OtherAudioEvent "
    "| VolumeChangedEvent"
)
