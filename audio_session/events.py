"""What a session tells the app: interruptions, headphones pulled, devices, the service itself."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .devices import AudioDevice


class AudioInterruptionType(enum.Enum):
    """What an interruption asks of the app; the names are upstream's."""

    DUCK = "duck"
    """Lower the volume; at the end raise it again."""
    PAUSE = "pause"
    """Pause; an end of this type may resume."""
    UNKNOWN = "unknown"
    """Pause; nobody knows whether it comes back. An end of this type should not resume."""

    # Enum's own is a function in Python, and every event looks its transition up by this.
    __hash__ = object.__hash__


class AudioInterruptionReason(enum.Enum):
    """Who or what interrupted, as far as the OS says."""

    OTHER_APP = "other_app"
    """Another app asked for the right to play, or took it."""
    CALL = "call"
    """A phone call rings or is under way."""
    SUSPENDED = "suspended"
    """The OS suspended the app or its session."""
    MICROPHONE_MUTED = "microphone_muted"
    """The built-in microphone was muted in hardware (an iPad's folio was closed)."""
    ROUTE_DISCONNECTED = "route_disconnected"
    """The device that played is gone (iOS 17 and later)."""
    OWN = "own"
    """The app itself ended it: it activated again, deactivated, or closed the session."""
    UNKNOWN = "unknown"
    """The OS did not say."""


@dataclass(frozen=True, slots=True)
class AudioInterruptionEvent:
    """The begin or the end of an interruption. Begins and ends of one session strictly alternate.

    ``type`` of a begin is what it asks for. ``type`` of an end is ``DUCK`` if a duck ended,
    ``PAUSE`` if the app may resume, ``UNKNOWN`` if it should not or the OS did not say: upstream's
    meaning, so that ``switch (event.type)`` ports as it is.
    """

    begin: bool
    type: AudioInterruptionType
    should_resume: bool | None = None
    """Of an end: the OS says that the app may resume, that it may not, or (None) nothing."""
    permanent: bool = False
    """Of a begin: the right to play is gone for good; the next activation asks the OS anew."""
    reason: AudioInterruptionReason = AudioInterruptionReason.UNKNOWN
    synthetic: bool = False
    """The OS sent no such event; the library inferred it so that every begin has its end."""
    already_ducked: bool = False
    """Of a duck: the OS lowers the output itself; lowering it again would double the effect."""
    native: int | None = None
    """The OS's own code, such as Android's focus change; None where there is none."""
    seq: int = 0
    """Order within the session, from 1, shared by the begin and end events of all interruptions."""
    timestamp: float = 0.0
    """Seconds of the monotonic clock (``time.monotonic``) at which the OS reported it."""


@dataclass(frozen=True, slots=True)
class BecomingNoisyEvent:
    """Sound is about to leave a private output (headphones) for a loudspeaker: pause."""

    timestamp: float = 0.0
    """Seconds of the monotonic clock at which the OS reported it."""


@dataclass(frozen=True, slots=True)
class AudioDevicesChangedEvent:
    """Devices came or went: the exact difference between the set before and the set now."""

    devices_added: frozenset[AudioDevice] = frozenset()
    devices_removed: frozenset[AudioDevice] = frozenset()


@dataclass(frozen=True, slots=True)
class AudioServiceEvent:
    """The OS's audio service died or came back (a sound server, iOS's media services).

    When it is back, the library restores the configuration, the listeners and the leases before it
    says so. Playback is never restarted by the library.
    """

    available: bool
    text: str = ""


@dataclass(frozen=True, slots=True)
class OtherAudioEvent:
    """Other apps' audio started or stopped (iOS: "secondary audio should be silenced")."""

    playing: bool


@dataclass(frozen=True, slots=True)
class VolumeChangedEvent:
    """The volume of the current output changed.

    ``volume`` is linear in the OS's own control, 0.0 to 1.0 (above 1.0 where the OS amplifies), or
    None where the OS only says that it changed.
    """

    volume: float | None = None


class AudioSessionState(enum.Enum):
    """Where the session stands between the app and the OS."""

    INACTIVE = "inactive"
    """No lease is held, or none was granted."""
    DELAYED = "delayed"
    """Asked, and promised for later (a call is under way). Not active: do not play yet."""
    ACTIVE = "active"
    """The app may play."""
    DUCKED = "ducked"
    """The app may play, quietly."""
    PAUSED = "paused"
    """Interrupted; the OS will say when it is over."""
    LOST = "lost"
    """The right to play is gone for good; the next activation asks anew."""

    __hash__ = object.__hash__  # as AudioInterruptionType's
