"""Who drains the event queue, and so on which thread the app's callbacks run.

At any time one of: the event loop that uses the session, through ``add_reader``; a dispatcher
thread, where there is no loop or more than one; the app itself, which polls ``fileno()`` or calls
``dispatch_pending()`` once a frame. And on CPython 3.13 and later, opt-in, the main thread between
two bytecodes ("urgent").
"""

from __future__ import annotations

import sys
import threading
import time
from typing import TYPE_CHECKING

from ._native import end_before_exit

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable
    from types import FrameType

    from ._native import Channel, Event

# A kind that no driver has: it only says that something waits to be published.
WAKE = 31

LISTENER_LIMIT = 5.0  # seconds that closing waits for a listener that still runs

# How the names of this package's modules begin.
_OURS = __name__.rpartition(".")[0] + "."

# Python frames that must be left below the recursion limit for an urgent dispatch: what delivering
# needs, and a listener. An event that is lost half-way is lost.
_ROOM = 100


class Pump:
    """Drains one channel, one thread at a time, and hands the events over in order."""

    def __init__(
        self,
        channel: Channel,
        deliver: Callable[[list[Event]], object],
    ) -> None:
        self._channel = channel
        self._deliver = deliver
        self._draining = threading.Lock()
        self._owner: int | None = None
        self._mode = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._manual = False
        # Without which nothing is drained: the loop's thread, or the app's that dispatched last.
        self._feeder: int | None = None
        self._closed = False

    def wake(self) -> None:
        """Have the consumer call ``deliver`` soon, even if no event came. Any thread."""
        self._channel(WAKE, 0, 0, 0)

    def fileno(self) -> int:
        """Return the descriptor that polls readable while events wait."""
        return self._channel.fileno()

    def dispatch_pending(self, limit: float = -1) -> int:
        """Drain on this thread and return how many events that were; 0 inside a callback.

        While another thread drains it waits, for up to ``limit`` seconds (-1: no end), then 0 too.
        """
        here = threading.get_ident()
        if self._owner == here:
            return 0
        if self._manual:
            self._feeder = here
        if not self._draining.acquire(timeout=limit):
            return 0
        try:
            return self._drain()
        finally:
            self._draining.release()

    def is_fed_here(self) -> bool:
        """Tell whether this thread would wait for ever for an event, as it delivers them itself."""
        return threading.get_ident() in {self._owner, self._feeder}

    def use_loop(self, loop: asyncio.AbstractEventLoop) -> None:
        """Drain on ``loop``, unless another live loop or a thread does already, or the app does.

        With two loops a dispatcher thread takes over: neither may wait for the other's slices.
        """
        # Raises after a fork, before the lock: a thread that was left behind may hold it for ever.
        descriptor = self.fileno()
        with self._mode:
            if self._manual or self._closed or self._thread is not None or self._loop is loop:
                return
            previous, self._loop = self._loop, None
            if previous is not None and not previous.is_closed():
                _stop_reading(previous, descriptor)
                self._start_thread()
                return
            try:
                loop.add_reader(descriptor, self.dispatch_pending)
            except NotImplementedError:  # a loop without readiness events (Windows' proactor)
                self._start_thread()
            else:
                self._loop, self._feeder = loop, threading.get_ident()

    def use_thread(self) -> None:
        """Drain on a thread of its own: the session is used without an event loop."""
        descriptor = self.fileno()  # before the lock, as in `use_loop`
        with self._mode:
            if self._manual or self._closed or self._thread is not None:
                return
            if self._loop is not None and not self._loop.is_closed():
                _stop_reading(self._loop, descriptor)
            self._loop = None
            self._start_thread()

    def use_app(self) -> None:
        """Leave draining to the app. To be chosen before a thread or loop was."""
        with self._mode:
            if self._thread is not None:
                raise RuntimeError(
                    "a dispatcher thread delivers this session's events already; choose manual "
                    "dispatch before the first blocking call"
                )
            if self._loop is not None and not self._loop.is_closed():
                _stop_reading(self._loop, self.fileno())
            self._loop = self._feeder = None
            self._manual = True

    def use_urgent(self, enabled: bool) -> None:
        """Also drain on the main thread, between two bytecodes, as soon as an event comes.

        Raises :class:`~audio_session.errors.UnsupportedError` below CPython 3.13, whose pending
        calls do not reach a busy main thread (python/cpython#95820).
        """
        self._channel.set_urgent(self._dispatch_urgent if enabled else None)

    def close(self) -> None:
        """Stop draining; deliver what is queued on this thread first. Any thread, any callback.

        A listener on another thread may be waiting for the very thread that closes. It is not
        waited for without end: the thread that it holds up delivers the rest once it returns.
        """
        with self._mode:
            if self._closed:
                return
            self._closed = True
            loop, self._loop = self._loop, None
        if loop is not None and not loop.is_closed():
            _stop_reading(loop, self.fileno())
        self._channel.shut()
        if self._owner == threading.get_ident():
            return  # in a callback, for whose end the dispatcher thread would wait in its turn
        deadline = time.monotonic() + LISTENER_LIMIT
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(LISTENER_LIMIT)
        self.dispatch_pending(max(0.0, deadline - time.monotonic()))

    def _start_thread(self) -> None:
        self._feeder = None
        self._thread = threading.Thread(
            target=self._run, name="audio_session dispatcher", daemon=True
        )
        self._thread.start()
        end_before_exit(self._thread)

    def _run(self) -> None:
        while not self._channel.closed:
            self._channel.wait(None)
            try:
                self.dispatch_pending()
            except BaseException:  # noqa: BLE001 - nobody but this thread delivers
                _log_failure()
                self.wake()  # for what is left

    def _dispatch_urgent(self) -> bool:
        """Drain, between two bytecodes of the main thread; True if it should be tried again soon.

        What it interrupts may hold any lock of ours, or of a future's, and be half-way through any
        change: code that this package runs is left to end first.
        """
        if self._owner == threading.get_ident():
            return False  # a listener on this thread, which drains until nothing is left
        depth = 0
        frame: FrameType | None = sys._getframe().f_back
        while frame is not None:
            if str(frame.f_globals.get("__name__")).startswith(_OURS):
                return self._thread is None
            depth += 1
            frame = frame.f_back
        if depth + _ROOM > sys.getrecursionlimit():
            return False
        if self._draining.acquire(blocking=False):
            try:
                self._drain()
            finally:
                self._draining.release()
        return False

    def _drain(self) -> int:
        self._owner = threading.get_ident()
        try:
            count = 0
            while True:
                events = self._channel.drain()
                self._deliver(events)
                if not events:
                    return count
                kinds = [event.kind for event in events]
                count += len(kinds) - kinds.count(WAKE)
        finally:
            self._owner = None


def _log_failure() -> None:
    import logging  # noqa: PLC0415 - 12 ms that only a failure has to pay

    logging.getLogger("audio_session").exception("delivering events failed; the rest is delivered")


def _stop_reading(loop: asyncio.AbstractEventLoop, descriptor: int) -> None:
    # add_reader and remove_reader may only be called on the loop's own thread.
    import asyncio  # noqa: PLC0415 - a loop exists, so it is loaded already

    try:
        running: asyncio.AbstractEventLoop | None = asyncio.get_running_loop()
    except RuntimeError:
        running = None
    if running is loop:
        loop.remove_reader(descriptor)
        return
    try:
        loop.call_soon_threadsafe(loop.remove_reader, descriptor)
    except RuntimeError:
        return  # closed in the meantime: its selector is gone, and the reader with it
