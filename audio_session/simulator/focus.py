"""The audio focus arbiter: who may play, who must stop, by the rules of one Android version.

Rules: ``MediaFocusControl`` and ``FocusRequester`` in
``frameworks/base/services/core/java/com/android/server/audio``, graded RUN: the framework's own
classes of every API level from 21 to 37 give the same answers. What depends on the level is in
:class:`~audio_session.simulator.focus_rules.FocusRule`. Left out: external focus policies, the
"multi audio focus" setting, focus isolation (API 37).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .constants import (
    AUDIOFOCUS_FLAG_DELAY_OK,
    AUDIOFOCUS_FLAG_LOCK,
    AUDIOFOCUS_FLAG_PAUSES_ON_DUCKABLE_LOSS,
    AUDIOFOCUS_GAIN,
    AUDIOFOCUS_GAIN_TRANSIENT,
    AUDIOFOCUS_GAIN_TRANSIENT_EXCLUSIVE,
    AUDIOFOCUS_GAIN_TRANSIENT_MAY_DUCK,
    AUDIOFOCUS_LOSS,
    AUDIOFOCUS_LOSS_TRANSIENT,
    AUDIOFOCUS_LOSS_TRANSIENT_CAN_DUCK,
    AUDIOFOCUS_NONE,
    AUDIOFOCUS_REQUEST_DELAYED,
    AUDIOFOCUS_REQUEST_FAILED,
    AUDIOFOCUS_REQUEST_GRANTED,
    CONTENT_TYPE_UNKNOWN,
    IN_VOICE_COMM_FOCUS_ID,
    SYSTEM_UID,
    USAGE_UNKNOWN,
)
from .focus_rules import FocusRule, rules_at
from .playback import FocusRequest, PlaybackMonitor, is_fadeable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .clock import Clock, Timer

LOSS_FOR_GAIN = {
    AUDIOFOCUS_GAIN: AUDIOFOCUS_LOSS,
    AUDIOFOCUS_GAIN_TRANSIENT: AUDIOFOCUS_LOSS_TRANSIENT,
    AUDIOFOCUS_GAIN_TRANSIENT_EXCLUSIVE: AUDIOFOCUS_LOSS_TRANSIENT,
    AUDIOFOCUS_GAIN_TRANSIENT_MAY_DUCK: AUDIOFOCUS_LOSS_TRANSIENT_CAN_DUCK,
}
"""What a request costs the others, before what they have lost already (FocusRequester)."""

MAX_STACK_SIZE = 100
LAST_SDK_DUCKING_ITSELF = 25
FADE_OUT_SECONDS = 2.0
FORGET_SECONDS = 2.0
MUTE_DELAY_SECONDS = 0.1


class _Entry:
    """One holder in the stack: its request, its loss so far, and whether it was told of it."""

    __slots__ = ("loss", "request", "told")

    def __init__(self, request: FocusRequest) -> None:
        self.request = request
        self.loss = AUDIOFOCUS_NONE
        self.told = True

    @property
    def locked(self) -> bool:
        """A call, or a system client that lets nobody in."""
        request = self.request
        return request.client == IN_VOICE_COMM_FOCUS_ID or bool(
            request.flags & AUDIOFOCUS_FLAG_LOCK
        )


class FocusArbiter:
    """Android's focus stack at one API level.

    ``dispatch`` is called with a client and an ``AUDIOFOCUS_*`` change, in the order in which the
    framework would, from inside the call or the clock's timer that caused it. It must not call
    back into the arbiter. Not thread-safe: the device in front of it holds the lock.
    """

    def __init__(self, api: int, clock: Clock, dispatch: Callable[[str, int], object]) -> None:
        self.rules = rules_at(api)
        self.playback = PlaybackMonitor(self.rules)
        self._clock = clock
        self._dispatch = dispatch
        self._stack: list[_Entry] = []
        self._forget_timers: dict[int, list[Timer]] = {}
        self._in_call = False

    @property
    def stack(self) -> tuple[str, ...]:
        """The clients in the stack, oldest first, the holder of focus last."""
        return tuple(entry.request.client for entry in self._stack)

    def request(self, request: FocusRequest, *, force_duck: bool = False) -> int:
        """Ask for focus; returns an ``AUDIOFOCUS_REQUEST_*``.

        ``force_duck`` is what an accessibility service may ask for, already authorised.
        """
        if FocusRule.STACK_LIMIT in self.rules and len(self._stack) > MAX_STACK_SIZE:
            return AUDIOFOCUS_REQUEST_FAILED
        if FocusRule.REQUEST_FLAGS not in self.rules:
            request = request._replace(flags=0)
        if self._is_locked() and not request.flags & AUDIOFOCUS_FLAG_DELAY_OK:
            return AUDIOFOCUS_REQUEST_FAILED
        if self._stack and self._is_repetition(self._stack[-1].request, request):
            # Nothing changes, not even the attributes.
            return AUDIOFOCUS_REQUEST_GRANTED
        self._remove(request.client)
        entry = _Entry(request)
        if self._is_locked():
            self._insert_below_lock(entry)
            return AUDIOFOCUS_REQUEST_DELAYED
        force = force_duck and FocusRule.FORCED_DUCKING in self.rules
        self._propagate_loss(self._stack, request, force=force)
        self._stack.append(entry)
        self._restore(request.uid)
        return AUDIOFOCUS_REQUEST_GRANTED

    def abandon(self, client: str) -> int:
        """Give focus back; GRANTED whether the client held any or not, as Android answers."""
        if self._remove(client):
            self._notify_top()
        return AUDIOFOCUS_REQUEST_GRANTED

    def process_died(self, process: str) -> None:
        """Drop every entry of a dead process; the new top is told if the old one died."""
        top_died = bool(self._stack) and self._stack[-1].request.process == process
        self._stack = [entry for entry in self._stack if entry.request.process != process]
        if top_died:
            self._notify_top()

    def suspend(self, uid: int) -> None:
        """Take focus from a suspended app; nobody is told that he has it now."""
        if FocusRule.SUSPENSION not in self.rules:
            return
        suspended = [entry for entry in self._stack if entry.request.uid == uid]
        self._stack = [entry for entry in self._stack if entry.request.uid != uid]
        for entry in suspended:
            self._dispatch(entry.request.client, AUDIOFOCUS_LOSS)

    def call_started(self) -> int:
        """Let the phone ring or a call begin; FAILED if the stack is locked already."""
        if FocusRule.MUTES_IN_CALL in self.rules and not self._in_call:
            self._clock.call_later(MUTE_DELAY_SECONDS, self._mute_if_in_call)
        self._in_call = True
        return self.request(
            FocusRequest(
                IN_VOICE_COMM_FOCUS_ID,
                SYSTEM_UID,
                AUDIOFOCUS_GAIN_TRANSIENT,
                AUDIOFOCUS_FLAG_LOCK,
                usage=USAGE_UNKNOWN,
                content_type=CONTENT_TYPE_UNKNOWN,
                process=IN_VOICE_COMM_FOCUS_ID,
            )
        )

    def call_ended(self) -> int:
        """End the ringing or the call; the new top gets GAIN."""
        self._in_call = False
        self.playback.unmute_after_call()
        return self.abandon(IN_VOICE_COMM_FOCUS_ID)

    @staticmethod
    def _is_repetition(held: FocusRequest, request: FocusRequest) -> bool:
        return (held.client, held.gain, held.flags) == (
            request.client,
            request.gain,
            request.flags,
        )

    def _is_locked(self) -> bool:
        return bool(self._stack) and self._stack[-1].locked

    def _remove(self, client: str) -> bool:
        """Drop a client's entry and tell whether it was the top."""
        was_top = bool(self._stack) and self._stack[-1].request.client == client
        self._stack = [entry for entry in self._stack if entry.request.client != client]
        return was_top

    def _insert_below_lock(self, entry: _Entry) -> None:
        lowest_lock = next(index for index, held in enumerate(self._stack) if held.locked)
        self._stack.insert(lowest_lock, entry)
        if FocusRule.DELAYED_TELLS_BELOW in self.rules:
            self._propagate_loss(self._stack[:lowest_lock][::-1], entry.request, force=False)

    def _propagate_loss(
        self, losers: Iterable[_Entry], winner: FocusRequest, *, force: bool
    ) -> None:
        losers = list(losers)
        for loser in losers:
            self._lose(loser, winner, force=force)
        if FocusRule.LOSER_LEAVES in self.rules:
            gone = {id(loser) for loser in losers if loser.loss == AUDIOFOCUS_LOSS}
            self._stack = [entry for entry in self._stack if id(entry) not in gone]

    def _lose(self, loser: _Entry, winner: FocusRequest, *, force: bool) -> None:
        loss = LOSS_FOR_GAIN[winner.gain]
        if loser.loss != AUDIOFOCUS_NONE:
            # -3 is milder than -2, and that than -1; a loss never gets milder.
            loss = max(loss, loser.loss)
        if loss == loser.loss:
            return
        loser.loss = loss
        loser.told = not self._handled_by_framework(loser, winner, force=force)
        if loser.told:
            self._dispatch(loser.request.client, loss)

    def _handled_by_framework(self, loser: _Entry, winner: FocusRequest, *, force: bool) -> bool:
        request = loser.request
        if request.uid == winner.uid:
            return False
        if loser.loss == AUDIOFOCUS_LOSS_TRANSIENT_CAN_DUCK:
            if FocusRule.FRAMEWORK_DUCKS not in self.rules:
                return False
            if not force and (
                request.flags & AUDIOFOCUS_FLAG_PAUSES_ON_DUCKABLE_LOSS
                or request.target_sdk <= LAST_SDK_DUCKING_ITSELF
            ):
                return False
            return self.playback.duck(winner, request, force=force)
        if loser.loss == AUDIOFOCUS_LOSS and FocusRule.FADE_OUT in self.rules:
            return self._fade_out(request, winner)
        return False

    def _fade_out(self, loser: FocusRequest, winner: FocusRequest) -> bool:
        if not self.playback.fade_out(winner, loser):
            return False
        waits = FocusRule.FADE_ASKS_REQUEST not in self.rules or is_fadeable(
            loser.usage, loser.content_type
        )
        delay = FADE_OUT_SECONDS if waits else 0.0
        self._clock.call_later(delay, lambda: self._loss_after_fade(loser))
        return True

    def _loss_after_fade(self, loser: FocusRequest) -> None:
        # Nothing recalls this event: a client that asked anew meanwhile still gets the old LOSS.
        self._dispatch(loser.client, AUDIOFOCUS_LOSS)
        if FocusRule.FADE_FORGOTTEN in self.rules:
            timer = self._clock.call_later(FORGET_SECONDS, lambda: self.playback.forget(loser.uid))
            self._forget_timers.setdefault(loser.uid, []).append(timer)

    def _notify_top(self) -> None:
        if not self._stack or self._is_locked():
            return
        top = self._stack[-1]
        top.loss = AUDIOFOCUS_NONE
        if top.told:
            self._dispatch(top.request.client, AUDIOFOCUS_GAIN)
        self._restore(top.request.uid)

    def _restore(self, uid: int) -> None:
        self.playback.restore(uid)
        for timer in self._forget_timers.pop(uid, ()):
            timer.cancel()

    def _mute_if_in_call(self) -> None:
        if self._in_call:
            self.playback.mute_for_call()
