"""One thread for everything that may block in the OS, in order, off the app's threads.

Two calls that change the session must not overtake each other (upstream ran them on a concurrent
queue, and they did), and none may stall an event loop: ``setActive`` can take seconds.
"""

from __future__ import annotations

import heapq
import itertools
import threading
import time
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Timer:
    """A function to be run later; :meth:`cancel` takes it back."""

    __slots__ = ("cancelled", "function")

    def __init__(self, function: Callable[[], object]) -> None:
        self.function = function
        self.cancelled = False

    def cancel(self) -> None:
        """Do not run it. Idempotent; no effect once it has begun."""
        self.cancelled = True


class Worker:
    """A daemon thread that runs functions one after another, started by the first of them.

    Not ``concurrent.futures.ThreadPoolExecutor``: that one is joined when the interpreter exits,
    and a call that hangs in the OS would hang the exit with it.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._changed = threading.Condition()
        self._queue: list[tuple[float, int, Timer]] = []
        self._order = itertools.count()
        self._thread: threading.Thread | None = None
        self._closed = False

    def submit(self, function: Callable[[], T]) -> Future[T]:
        """Queue ``function``; its result or exception is the future's. Any thread."""
        future: Future[T] = Future()
        self.call_later(0.0, lambda: _run(future, function))
        return future

    def call_later(self, seconds: float, function: Callable[[], object]) -> Timer:
        """Run ``function`` on the worker in ``seconds`` (real time), unless it is cancelled."""
        timer = Timer(function)
        # What is to run now keeps its place in the queue whatever the clock's resolution.
        due = 0.0 if seconds <= 0 else time.monotonic() + seconds
        with self._changed:
            if self._closed:
                raise RuntimeError(f"the worker {self._name} is closed")
            if due:  # what was cancelled must not stay until its time, which may be an hour away
                self._queue = [entry for entry in self._queue if not entry[2].cancelled]
                heapq.heapify(self._queue)
            heapq.heappush(self._queue, (due, next(self._order), timer))
            if self._thread is None:
                self._thread = threading.Thread(target=self._loop, name=self._name, daemon=True)
                self._thread.start()
            self._changed.notify()
        return timer

    def close(self) -> None:
        """Run what is due, drop what is for later, and end the thread. Does not wait for it."""
        with self._changed:
            self._closed = True
            self._changed.notify()

    @property
    def current(self) -> bool:
        """Whether the calling thread is the worker's."""
        return threading.current_thread() is self._thread

    def _loop(self) -> None:
        while (timer := self._next()) is not None:
            if not timer.cancelled:
                try:
                    timer.function()
                except BaseException:  # noqa: BLE001 - the thread must outlive it: all wait for it
                    _log_failure(self._name, timer.function)

    def _next(self) -> Timer | None:
        with self._changed:
            while True:
                delay: float | None = None
                if self._queue:
                    delay = self._queue[0][0] - time.monotonic()
                    if delay <= 0:
                        return heapq.heappop(self._queue)[2]
                if self._closed:
                    return None
                self._changed.wait(None if delay is None else min(delay, threading.TIMEOUT_MAX))


def _log_failure(worker: str, function: object) -> None:
    import logging  # noqa: PLC0415 - 12 ms that only a failure has to pay

    logging.getLogger("audio_session").exception("%s: %r failed", worker, function)


def _run(future: Future[Any], function: Callable[[], Any]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        result = function()
    except BaseException as error:  # noqa: BLE001 - it is the caller's, who waits for it
        future.set_exception(error)
    else:
        future.set_result(result)
