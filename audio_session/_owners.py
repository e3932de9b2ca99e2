"""Who in the app holds the session, and what they ask of the OS together. No OS, no threads."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from ._arguments import bad_argument, boolean, instance, number, text
from ._findings import nearest
from .android import AndroidAudioFocusGainType as Gain
from .configuration import AudioSessionConfiguration

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .activation import ActivationResult
    from .android import AndroidAudioAttributes
    from .ios import AVAudioSessionSetActiveOptions

# What takes more from other apps comes later. An unknown gain of a newer Android is taken for the
# strongest: granting less than was asked for would be the surprise.
_STRENGTH = {
    Gain.NONE: 0,
    Gain.GAIN_TRANSIENT_MAY_DUCK: 1,
    Gain.GAIN_TRANSIENT: 2,
    Gain.GAIN_TRANSIENT_EXCLUSIVE: 3,
    Gain.GAIN: 4,
}
_UNKNOWN_STRENGTH = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrides:
    """What one activation wants otherwise than the configuration; None leaves it as configured.

    The names are those of :class:`~audio_session.activation.ActivationOverrides`. Raises TypeError
    or ValueError, naming the field, its value, the rule and the fix.
    """

    av_audio_session_set_active_options: AVAudioSessionSetActiveOptions | None = None
    android_audio_focus_gain_type: Gain | None = None
    android_audio_attributes: AndroidAudioAttributes | None = None
    android_will_pause_when_ducked: bool | None = None
    accept_delayed: bool | None = None
    fallback_configuration: AudioSessionConfiguration | None = None

    def __post_init__(self) -> None:
        if self.accept_delayed is not None:
            boolean("accept_delayed", self.accept_delayed)
        if self.fallback_configuration is not None:
            instance(
                "fallback_configuration", self.fallback_configuration, AudioSessionConfiguration
            )
        self.apply(AudioSessionConfiguration())  # which checks the rest

    @classmethod
    def given(cls, overrides: Mapping[str, Any]) -> Overrides:
        """Return what a caller passed by name; TypeError for a name that there is not."""
        known = [each.name for each in fields(cls)]
        for name in overrides:
            if name not in known:
                raise TypeError(f"{name!r} is no argument of an activation; {nearest(name, known)}")
        return cls(**overrides)

    def apply(self, configuration: AudioSessionConfiguration) -> AudioSessionConfiguration:
        """Return the configuration as this activation wants it."""
        wanted = {
            "av_audio_session_set_active_options": self.av_audio_session_set_active_options,
            "android_audio_focus_gain_type": self.android_audio_focus_gain_type,
            "android_audio_attributes": self.android_audio_attributes,
            "android_will_pause_when_ducked": self.android_will_pause_when_ducked,
            "android_accepts_delayed_focus_gain": self.accept_delayed,
        }
        return configuration.replace(
            **{name: value for name, value in wanted.items() if value is not None}
        )


def check_owner(owner: object) -> None:
    """Refuse what names no part of the app."""
    if not text("owner", owner):
        rule, fix = "it is empty", "name the part of the app, such as 'player'"
        raise bad_argument(ValueError, "owner", owner, rule, fix)


@dataclass(eq=False, slots=True)
class Holder:
    """One lease: an owner's claim on the session.

    Raises TypeError or ValueError for what is no owner's name, or a linger that is no time, is
    negative or endless.
    """

    owner: str
    overrides: Overrides
    linger: float = 0.0
    """Seconds for which the OS session outlives this claim if it was the last."""
    released: bool = False
    decided: Future[ActivationResult] = field(default_factory=Future)
    """Set when the claim is granted or denied for good; pending while it is delayed."""
    request: AudioSessionConfiguration | None = None
    """What it asked for when it was last granted or delayed."""

    def __post_init__(self) -> None:
        check_owner(self.owner)
        number("linger", self.linger, "seconds")


class Holders:
    """The claims on one session, in the order of their activation. The caller holds a lock."""

    def __init__(self) -> None:
        self._held: list[Holder] = []
        # Those of them that may be undecided: every event of the OS asks. Only ever replaced.
        self._waiting: list[Holder] = []

    def __len__(self) -> int:
        return len(self._held)

    def __contains__(self, holder: Holder) -> bool:
        return holder in self._held

    def owners(self) -> tuple[str, ...]:
        """Return the owners' names in the order of activation."""
        return tuple(holder.owner for holder in self._held)

    def waiting(self) -> list[Holder]:
        """Return those whose delayed request is not decided."""
        if self._waiting:
            self._waiting = [one for one in self._waiting if not one.decided.done()]
        return self._waiting

    def combined(
        self, request: AudioSessionConfiguration, *, without: Holder | None = None
    ) -> AudioSessionConfiguration:
        """Return what to ask of the OS so that ``request`` is met and no other claim loses.

        That is the strongest of all requests; among equals the newest, which is ``request``. The
        claim ``without`` is about to be replaced and does not count.
        """
        strongest = request
        for other in self._held:
            if (
                other is not without
                and other.request is not None
                and _strength(other.request) > _strength(strongest)
            ):
                strongest = other.request
        return strongest.replace(
            android_accepts_delayed_focus_gain=request.android_accepts_delayed_focus_gain
        )

    def add(self, holder: Holder, request: AudioSessionConfiguration) -> None:
        """Note that the OS granted or delayed ``request`` for ``holder``."""
        holder.request = request
        if holder not in self._held:
            self._held.append(holder)
            self._waiting = [*self._waiting, holder]

    def remove(self, holder: Holder) -> None:
        """Take a claim back, if it is one."""
        if holder in self._held:
            self._held.remove(holder)
            self._waiting = [one for one in self._waiting if one is not holder]

    def clear(self) -> list[Holder]:
        """Take all claims back and return them."""
        held, self._held = self._held, []
        self._waiting = []
        return held


def _strength(request: AudioSessionConfiguration) -> int:
    return _STRENGTH.get(request.android_audio_focus_gain_type, _UNKNOWN_STRENGTH)
