"""The players that the system knows, and what it does to them by itself: duck, fade out, mute.

Rules: ``PlaybackActivityMonitor``, ``FadeOutManager`` and ``FadeConfigurations`` in
``frameworks/base/services/core/java/com/android/server/audio``; grades beside
:class:`~audio_session.simulator.focus_rules.FocusRule`. As on any phone, the monitor is never
without a player at all: with none the framework would call an app ducked without marking it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .constants import (
    AUDIOFOCUS_FLAG_PAUSES_ON_DUCKABLE_LOSS,
    AUDIOFOCUS_GAIN_TRANSIENT_MAY_DUCK,
    CONTENT_TYPE_MUSIC,
    CONTENT_TYPE_SPEECH,
    USAGE_ASSISTANT,
    USAGE_GAME,
    USAGE_MEDIA,
)
from .focus_rules import FocusRule

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

DUCKED_LEVEL = 0.2
"""-14 dB, PlaybackActivityMonitor.DUCK_VSHAPE; reached in 500 ms. [SRC]"""
STRONGLY_DUCKED_LEVEL = 0.017783
"""-35 dB, PlaybackActivityMonitor.STRONG_DUCK_VSHAPE. [SRC]"""
_FADEABLE_USAGES = frozenset({USAGE_MEDIA, USAGE_GAME})


class FocusRequest(NamedTuple):
    """One request for audio focus as the audio service sees it.

    ``client`` names the listener, ``process`` the app process whose death ends the request,
    ``uid`` its app. ``gain`` is an ``AUDIOFOCUS_GAIN*`` (1 to 4), ``flags`` are
    ``AUDIOFOCUS_FLAG_*``, ``target_sdk`` is the API level that the app was built for.
    """

    client: str
    uid: int
    gain: int
    flags: int = 0
    target_sdk: int = 36
    usage: int = USAGE_MEDIA
    content_type: int = CONTENT_TYPE_MUSIC
    process: str = ""


class Player:
    """One started player of an app; compared by identity."""

    __slots__ = ("aaudio", "content_type", "uid", "usage")

    def __init__(
        self,
        uid: int,
        content_type: int = CONTENT_TYPE_MUSIC,
        usage: int = USAGE_MEDIA,
        *,
        aaudio: bool = False,
    ) -> None:
        self.uid = uid
        self.content_type = content_type
        self.usage = usage
        self.aaudio = aaudio


def is_fadeable(usage: int, content_type: int) -> bool:
    """Tell whether sound with these attributes may be faded out (FadeConfigurations)."""
    return usage in _FADEABLE_USAGES and content_type != CONTENT_TYPE_SPEECH


class PlaybackMonitor:
    """Started players, and which apps are ducked, faded out or muted by the framework."""

    def __init__(self, rules: AbstractSet[FocusRule]) -> None:
        self._rules = rules
        self.players: list[Player] = []
        self._ducked: dict[int, float] = {}
        self._faded: set[int] = set()
        self._muted: list[Player] = []

    @property
    def ducked_uids(self) -> tuple[int, ...]:
        """The apps ducked by the framework, in ascending order."""
        return tuple(sorted(self._ducked))

    @property
    def faded_uids(self) -> tuple[int, ...]:
        """The apps faded out by the framework, in ascending order."""
        return tuple(sorted(self._faded))

    def players_of(self, uid: int) -> list[Player]:
        """Return the started players of an app, oldest first."""
        return [player for player in self.players if player.uid == uid]

    def stop(self, player: Player) -> None:
        """Stop one player; harmless if it has stopped."""
        self.players = [other for other in self.players if other is not player]

    def level_of(self, player: Player) -> float:
        """Return the linear gain, 0.0 to 1.0, that the framework holds ``player`` at.

        It is the level at the end of a ramp. AAudio players follow no volume shaper. [SRC]
        """
        if any(player is muted for muted in self._muted):
            return 0.0
        if player.aaudio:
            return 1.0
        if self._is_faded(player):
            return 0.0
        return self._ducked.get(player.uid, 1.0)

    def _is_faded(self, player: Player) -> bool:
        # What played when the fade began was fadeable, or there would be none: only what has
        # started since may be of another usage.
        fades = FocusRule.FADES_BY_USAGE not in self._rules or player.usage in _FADEABLE_USAGES
        return fades and player.uid in self._faded

    def duck(self, winner: FocusRequest, loser: FocusRequest, *, force: bool) -> bool:
        """Duck the loser's app, or return False where the app must do it itself.

        An app that plays nothing is marked as well: what it starts later starts ducked.
        """
        for player in self.players_of(loser.uid):
            if not force and player.content_type == CONTENT_TYPE_SPEECH:
                return False
            if player.aaudio and FocusRule.AAUDIO_KNOWN in self._rules:
                return False
        strong = (
            FocusRule.STRONG_DUCK in self._rules
            and winner.gain == AUDIOFOCUS_GAIN_TRANSIENT_MAY_DUCK
            and winner.usage == USAGE_ASSISTANT
        )
        # The first duck decides how deep: DuckingManager keeps the DuckedApp it has.
        self._ducked.setdefault(loser.uid, STRONGLY_DUCKED_LEVEL if strong else DUCKED_LEVEL)
        return True

    def fade_out(self, winner: FocusRequest, loser: FocusRequest) -> bool:
        """Fade out the loser's app, or return False where nothing of it can fade."""
        if winner.content_type == CONTENT_TYPE_SPEECH:
            return False
        if loser.flags & AUDIOFOCUS_FLAG_PAUSES_ON_DUCKABLE_LOSS:
            return False
        players = self.players_of(loser.uid)
        if not players or not all(
            is_fadeable(player.usage, player.content_type) and not player.aaudio
            for player in players
        ):
            return False
        self._faded.add(loser.uid)
        return True

    def restore(self, uid: int) -> None:
        """End the ducking and the fade of an app that has focus again."""
        self._ducked.pop(uid, None)
        self._faded.discard(uid)

    def forget(self, uid: int) -> None:
        """End the fade of an app that still plays 2 s after it was told of its loss."""
        self._faded.discard(uid)
        if FocusRule.FORGETTING_UNDUCKS in self._rules:
            self._ducked.pop(uid, None)

    def mute_for_call(self) -> None:
        """Mute every media and game player that runs now."""
        self._muted += [p for p in self.players if p.usage in {USAGE_MEDIA, USAGE_GAME}]

    def unmute_after_call(self) -> None:
        """Give the players muted for a call their sound back."""
        self._muted.clear()
