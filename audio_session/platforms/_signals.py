"""What a platform makes of its driver's raw events, in terms that no OS owns."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from audio_session.events import AudioInterruptionReason as Reason

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

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
    asks_again: bool = False
    """Of a GAIN: the right is not back before the OS was asked for it (iOS)."""


class DevicesChanged(NamedTuple):
    """Devices may have come or gone: read them again."""


class HeldInDoubt(NamedTuple):
    """The OS may have taken the right to play unseen: nobody is told, the next request asks."""


class Drift(NamedTuple):
    """The OS's configuration is not what was configured; ``text`` says what is, ``""`` if it is."""

    text: str


class ServiceReset(NamedTuple):
    """The OS's audio service is back and has forgotten everything: set it up again, then say so.

    ``around`` is entered on the worker before, and left after: what the platform restores itself.
    """

    text: str
    around: Callable[[], AbstractContextManager[None]] = contextlib.nullcontext


class Ask(NamedTuple):
    """Only the OS can tell: ``question`` is asked on the worker, and what it returns taken there.

    A :class:`~audio_session.errors.NativeError` that it raises is logged.
    """

    question: Callable[[], Notice | None]


class Several(NamedTuple):
    """One event that means several things, in order."""

    notices: tuple[Notice, ...]


Notice: TypeAlias = (
    "Focus | DevicesChanged | HeldInDoubt | Drift | ServiceReset | Ask | Several "
    "| BecomingNoisyEvent | AudioServiceEvent | OtherAudioEvent | VolumeChangedEvent"
)
