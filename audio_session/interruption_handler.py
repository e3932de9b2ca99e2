"""Pause and resume a player as users expect, so that not every app has to get it right.

The rule that players get wrong most often: resume only what *we* paused, and only if the user has
not decided otherwise since.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from ._arguments import function, instance, number
from ._face import SessionFace
from .events import AudioInterruptionType

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from .events import AudioInterruptionEvent, BecomingNoisyEvent

DUCK_GAIN = 0.2
"""Android's own duck level, -14 dB (FadeOutManager and PlaybackActivityMonitor)."""


class Act(enum.Enum):
    """What a player should do now."""

    PAUSE = "pause"
    RESUME = "resume"
    DUCK = "duck"
    UNDUCK = "unduck"


class ResumePolicy:
    """The decision alone: no player, no session, no threads.

    Feed it what happens and whether the player plays at that moment; it answers with an
    :class:`Act` or None.
    """

    def __init__(self, *, duck: bool = True) -> None:
        """``duck`` says whether the player can lower its volume; else a duck pauses it."""
        self._duck = duck
        self._paused_by_us = False
        self._ducked_by_us = False

    @property
    def will_resume(self) -> bool:
        """Whether an end that allows it will resume."""
        return self._paused_by_us

    def begin(self, event: AudioInterruptionEvent, *, playing: bool) -> Act | None:
        """An interruption begins."""
        if event.type is AudioInterruptionType.DUCK:
            if event.already_ducked:
                return None
            if self._duck:
                self._ducked_by_us = True
                return Act.DUCK
        if event.permanent:
            self._paused_by_us = False
        elif playing:
            self._paused_by_us = True
        return Act.PAUSE if playing else None

    def end(self, event: AudioInterruptionEvent, *, playing: bool) -> Act | None:
        """An interruption ends."""
        if self._ducked_by_us:
            self._ducked_by_us = False
            return Act.UNDUCK
        resume = self._paused_by_us and not playing and event.should_resume is True
        if not event.synthetic or event.should_resume is not False:
            # A synthetic end that forbids resuming may only make room for a harder interruption.
            self._paused_by_us = False
        return Act.RESUME if resume else None

    def noisy(self, *, playing: bool) -> Act | None:
        """Headphones were pulled: pause, and never resume by ourselves into a loudspeaker."""
        self._paused_by_us = False
        return Act.PAUSE if playing else None

    def user_acted(self) -> None:
        """The user pressed play or pause: what comes after is theirs to decide."""
        self._paused_by_us = False

    def stop(self) -> Act | None:
        """Nothing more will be fed: a player that is ducked would stay so."""
        ducked, self._ducked_by_us = self._ducked_by_us, False
        return Act.UNDUCK if ducked else None


class InterruptionHandler:
    """Runs a player by a session's interruptions and becoming-noisy events.

    The functions are called where the session's callbacks run. Call :meth:`user_acted` where the
    user presses play or pause. Use it as a context manager, or :meth:`close` it.
    """

    def __init__(
        self,
        session: SessionFace,
        *,
        pause: Callable[[], object],
        resume: Callable[[], object],
        is_playing: Callable[[], bool],
        set_gain: Callable[[float], object] | None = None,
        duck_gain: float = DUCK_GAIN,
    ) -> None:
        """Begin to listen.

        ``pause`` and ``resume`` act on the player, ``is_playing`` asks it; ``set_gain`` takes a
        linear gain, ``duck_gain`` (0.0 to 1.0) while ducked and 1.0 after. Without ``set_gain`` a
        duck pauses. Raises TypeError or ValueError, naming the argument, its value, the rule and
        the fix.
        """
        instance("session", session, SessionFace)
        for name, act in (("pause", pause), ("resume", resume), ("is_playing", is_playing)):
            function(name, act)
        if set_gain is not None:
            function("set_gain", set_gain)
        duck_gain = number("duck_gain", duck_gain, "a linear gain", highest=1.0)
        self.policy = ResumePolicy(duck=set_gain is not None)
        self._is_playing = is_playing
        self._acts: dict[Act, Callable[[], object]] = {Act.PAUSE: pause, Act.RESUME: resume}
        if set_gain is not None:
            self._acts[Act.DUCK] = lambda: set_gain(duck_gain)
            self._acts[Act.UNDUCK] = lambda: set_gain(1.0)
        self._closed = False
        self._cancels = (
            session.interruption_event_stream.listen(self._interrupted),
            session.becoming_noisy_event_stream.listen(self._noisy),
        )

    def user_acted(self) -> None:
        """Say that the user pressed play or pause: no resume follows from what was before."""
        self.policy.user_acted()

    def close(self) -> None:
        """Stop listening; a player that is ducked gets its gain back, on the calling thread.

        One that was paused stays so. Idempotent; any thread.
        """
        for cancel in self._cancels:
            cancel()
        self._closed = True
        self._do(self.policy.stop())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _interrupted(self, event: AudioInterruptionEvent) -> None:
        decide = self.policy.begin if event.begin else self.policy.end
        self._do(decide(event, playing=self._is_playing()))

    def _noisy(self, _event: BecomingNoisyEvent) -> None:
        self._do(self.policy.noisy(playing=self._is_playing()))

    def _do(self, act: Act | None) -> None:
        if act is not None:
            self._acts[act]()
        if act is Act.DUCK and self._closed:  # meanwhile, and who closed may have been overtaken
            self._acts[Act.UNDUCK]()
