"""Virtual time: it moves only when told to, and timers run in the order of their deadlines."""

from __future__ import annotations

import heapq
import itertools
import threading
from typing import TYPE_CHECKING

from .._arguments import number

if TYPE_CHECKING:
    from collections.abc import Callable

NANOSECONDS = 1_000_000_000


def to_nanoseconds(seconds: float) -> int:
    """Return ``seconds`` (finite, 0 or more) as whole nanoseconds; an error for anything else."""
    return round(number("seconds", seconds, "virtual time only moves forward") * NANOSECONDS)


class Timer:
    """A callback that waits for its moment; made by :meth:`Clock.call_later`."""

    __slots__ = ("_callback", "deadline")

    def __init__(self, deadline: int, callback: Callable[[], object]) -> None:
        self.deadline = deadline
        self._callback: Callable[[], object] | None = callback

    def cancel(self) -> None:
        """Forget the callback; harmless when it has already run or was cancelled before."""
        self._callback = None

    def run(self) -> None:
        """Run the callback, at most once."""
        callback, self._callback = self._callback, None
        if callback is not None:
            callback()


class Clock:
    """A clock that stands still until :meth:`advance`.

    ``lock`` is held while a timer runs; a device passes its own, so that a timer sees the same
    world as every other caller. Timers run on the thread that moves the clock.
    """

    def __init__(self, lock: threading.RLock | None = None) -> None:
        self._lock = threading.RLock() if lock is None else lock
        self._now = 0
        self._order = itertools.count()
        self._timers: list[tuple[int, int, Timer]] = []

    @property
    def now(self) -> int:
        """The time in nanoseconds since the clock was made."""
        return self._now

    def call_later(self, seconds: float, callback: Callable[[], object]) -> Timer:
        """Run ``callback`` once ``seconds`` (0 or more) have passed; the timer can be cancelled.

        Timers with equal deadlines run in the order they were set. One of 0 seconds runs when the
        clock is next moved, even by nothing.
        """
        with self._lock:
            timer = Timer(self._now + to_nanoseconds(seconds), callback)
            heapq.heappush(self._timers, (timer.deadline, next(self._order), timer))
            return timer

    def run_next(self, until: int) -> bool:
        """Move to the first deadline up to ``until`` (ns) and run its timer; False if none is left.

        Without one, the clock moves to ``until``.
        """
        with self._lock:
            if self._timers and self._timers[0][0] <= until:
                deadline, _, timer = heapq.heappop(self._timers)
                self._now = max(self._now, deadline)
                timer.run()
                return True
            self._now = max(self._now, until)
            return False

    def advance(self, seconds: float = 0.0) -> None:
        """Let ``seconds`` (0 or more) pass, running each timer at its own moment."""
        with self._lock:
            until = self._now + to_nanoseconds(seconds)
            while self.run_next(until):
                pass
