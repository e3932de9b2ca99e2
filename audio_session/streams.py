"""Event streams: broadcast, bounded, readable from asyncio, from threads and by callback.

One :class:`EventStream` serves any number of readers at once, in any number of event loops and
threads. Each reader has its own buffer; a slow one loses only its own events, and counts them.
"""

from __future__ import annotations

import collections
import enum
import sys
import threading
import time
from typing import TYPE_CHECKING, Generic, TypeVar

from ._arguments import function, instance, time_limit, whole
from .errors import SessionClosedError

if TYPE_CHECKING:
    import asyncio
    from collections.abc import AsyncIterator, Callable, Iterator
    from typing import Self

    from .errors import AudioSessionError

T = TypeVar("T")

DEFAULT_MAXSIZE = 64


class Overflow(enum.Enum):
    """What a subscription does with an event when its buffer is full."""

    DROP_OLDEST = "drop_oldest"
    DROP_NEWEST = "drop_newest"
    LATEST = "latest"
    """Forget everything unread and keep only the newest, whatever the buffer's size."""


class Subscription(Generic[T]):
    """One reader's place in a stream.

    Iterate over it with ``async for`` in a coroutine or ``for`` in a thread; both end when the
    stream or the subscription is closed, and raise where the device turns out not to have such a
    stream. Use it as a context manager (``async with`` or ``with``), so that leaving the loop early
    frees it at once. Safe from any thread and event loop; each event goes to one of those who wait
    on the same subscription.
    """

    def __init__(self, stream: EventStream[T], maxsize: int, overflow: Overflow) -> None:
        self._stream = stream
        self._overflow = overflow
        self._maxsize = maxsize
        self._events: collections.deque[T] = collections.deque()
        # Re-entrant, because a signal handler or a finalizer may publish from between two bytecodes
        # of a reader that holds it. For the same reason readers register as waiting before they
        # look.
        self._lock = threading.RLock()
        self._waiting: list[Callable[[], object]] = []
        self._closed = False
        self._reason: AudioSessionError | None = None
        self._dropped = 0

    @property
    def dropped(self) -> int:
        """How many events this subscription lost because its buffer was full."""
        return self._dropped

    @property
    def closed(self) -> bool:
        """Whether no further event will be buffered; what is buffered can still be read."""
        return self._closed

    def close(self) -> None:
        """Stop; wake up whoever waits. Idempotent, from any thread, also inside a callback."""
        self._end(None)

    def get(self, timeout: float | None = None) -> T:
        """Return the next event, blocking this thread for up to ``timeout`` seconds (None: no end).

        Raises ``TimeoutError`` if none came, :class:`~audio_session.errors.SessionClosedError` once
        the subscription is closed and read to its end, and in its place
        :class:`~audio_session.errors.UnsupportedError` if the device has no such stream. On the
        thread that delivers events (the event loop's, inside a callback, or where the app
        dispatches) none can come: ``RuntimeError`` if it is to wait there without end.
        """
        limit = time_limit("timeout", timeout)
        deadline = None if limit is None else time.monotonic() + limit
        while True:
            asleep = threading.Lock()
            asleep.acquire()
            with self._lock:
                if self._enter(asleep.release):
                    return self._events.popleft()
                if self._closed:
                    raise self._reason or SessionClosedError(
                        "the subscription is closed and read to its end"
                    )
            if deadline is None and self._stream._is_fed_here():
                self._leave(asleep.release)
                raise RuntimeError(
                    "get() would stop the thread that delivers the event it waits for; use "
                    "get_nowait(), listen() or `async for`, or call it on another thread"
                )
            left = -1.0 if deadline is None else max(0.0, deadline - time.monotonic())
            try:
                woken = asleep.acquire(timeout=min(left, threading.TIMEOUT_MAX))
            except BaseException:
                self._leave(asleep.release)
                raise
            if not woken:
                self._leave(asleep.release)
                raise TimeoutError(f"no event within {timeout} s")

    def get_nowait(self) -> T | None:
        """Return the next event if one is buffered, else None, at once.

        Raises :class:`~audio_session.errors.UnsupportedError` if the device has no such stream.
        """
        with self._lock:
            if self._events:
                return self._events.popleft()
            if self._reason is not None:
                raise self._reason
            return None

    def __iter__(self) -> Iterator[T]:
        while True:
            try:
                event = self.get()
            except SessionClosedError:
                return
            yield event

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> T:
        import asyncio  # noqa: PLC0415 - programs without a loop must not pay for importing it

        loop = asyncio.get_running_loop()
        while True:
            waiter = loop.create_future()

            def wake(waiter: asyncio.Future[None] = waiter) -> None:
                loop.call_soon_threadsafe(_resolve, waiter)

            with self._lock:
                if self._enter(wake):
                    return self._events.popleft()
                if self._closed:
                    raise self._reason or StopAsyncIteration
            try:
                await waiter
            except BaseException:
                self._leave(wake)
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.close()

    def _end(self, reason: AudioSessionError | None) -> None:
        self._stream._forget(self)
        with self._lock:
            if not self._closed:
                self._closed, self._reason = True, reason
            self._wake()

    def _publish(self, event: T) -> None:
        with self._lock:
            if self._closed:
                return
            if self._overflow is Overflow.LATEST:
                self._dropped += len(self._events)
                self._events.clear()
            elif len(self._events) >= self._maxsize:
                self._dropped += 1
                if self._overflow is Overflow.DROP_NEWEST:
                    return
                self._events.popleft()
            self._events.append(event)
            self._wake()

    def _enter(self, wake: Callable[[], object]) -> bool:
        """Register as waiting, then look: True if there is no need to wait. Under the lock."""
        self._waiting.append(wake)
        if self._events or self._closed:
            self._leave(wake)
        return bool(self._events)

    def _leave(self, wake: Callable[[], object]) -> None:
        """Wait no more. Who was woken is registered no longer, and nor is anyone else."""
        with self._lock:
            if wake in self._waiting:
                self._waiting.remove(wake)

    def _wake(self) -> None:
        waiting, self._waiting = self._waiting, []
        for wake in waiting:
            try:
                wake()
            except RuntimeError:
                continue  # its event loop was closed under it, so nobody waits there any more


def _resolve(waiter: asyncio.Future[None]) -> None:
    if not waiter.done():
        waiter.set_result(None)


class EventStream(Generic[T]):
    """A source of events that any number of readers share.

    ``async for event in stream`` subscribes for as long as the loop runs; :meth:`subscribe` gives a
    buffer of a chosen size; :meth:`listen` calls a function. Streams that replay start a new reader
    with the latest event; all others start with what comes next.
    """

    def __init__(
        self,
        name: str,
        *,
        replay: bool = False,
        on_reader: Callable[[], object] | None = None,
        post: Callable[[Callable[[], object]], object] | None = None,
        is_fed_here: Callable[[], bool] = bool,
    ) -> None:
        self.name = name
        self._replay = replay
        self._on_reader = on_reader
        # Runs a function where this stream's events are published, in order with them.
        self._post = post
        # Tells whether the calling thread is the one that publishes this stream's events.
        self._is_fed_here = is_fed_here
        self._lock = threading.RLock()
        self._targets: tuple[Callable[[T], None], ...] = ()
        self._subscriptions: dict[Subscription[T], Callable[[T], None]] = {}
        self._latest: tuple[T] | None = None
        self._closed = False
        self._reason: AudioSessionError | None = None

    def __repr__(self) -> str:
        return f"<EventStream {self.name}, {len(self._targets)} readers>"

    @property
    def has_readers(self) -> bool:
        """Whether anybody listens."""
        return bool(self._targets)

    def subscribe(
        self, *, maxsize: int = DEFAULT_MAXSIZE, overflow: Overflow = Overflow.DROP_OLDEST
    ) -> Subscription[T]:
        """Return a new subscription with a buffer of ``maxsize`` events (1 or more).

        Raises ``TypeError`` or ``ValueError`` for what is no such number or no overflow,
        :class:`~audio_session.errors.SessionClosedError` once the session is closed,
        :class:`~audio_session.errors.UnsupportedError` if the device has no such stream.
        """
        size = whole("maxsize", maxsize, range(1, sys.maxsize))
        subscription = Subscription(self, size, instance("overflow", overflow, Overflow))
        with self._lock:
            self._check_open()
            self._subscriptions[subscription] = subscription._publish
            self._targets = (*self._targets, self._subscriptions[subscription])
            if self._replay and self._latest is not None:
                subscription._publish(self._latest[0])
        self._note_reader()
        return subscription

    def listen(self, callback: Callable[[T], object]) -> Callable[[], None]:
        """Call ``callback(event)`` for every event; return a function that ends it.

        It runs on the event loop that the session is used from, on the session's dispatcher thread
        where there is no loop or more than one, or inside ``dispatch_pending()``. What it raises is
        logged and hurts no other listener. Ending it is idempotent, and allowed inside a callback.
        Raises as :meth:`subscribe` does, and TypeError for what cannot be called.
        """
        function("callback", callback)
        heard = False

        def target(event: T) -> None:
            nonlocal heard
            heard = True
            try:
                callback(event)
            except BaseException as error:
                # One listener's bug must not cost others their event.
                if ends_program(error):
                    raise
                _log_listener_failure(self.name, callback)

        with self._lock:
            self._check_open()
            self._targets = (*self._targets, target)

        def replay() -> None:
            latest = self._latest
            if latest is not None and not heard and target in self._targets:
                target(latest[0])

        if self._replay:
            if self._post is None:
                replay()
            else:
                self._post(replay)
        self._note_reader()

        def cancel() -> None:
            with self._lock:
                self._targets = tuple(kept for kept in self._targets if kept is not target)

        return cancel

    def __aiter__(self) -> AsyncIterator[T]:
        return self._iterate()

    async def _iterate(self) -> AsyncIterator[T]:
        with self.subscribe() as subscription:
            async for event in subscription:
                yield event

    def __iter__(self) -> Iterator[T]:
        with self.subscribe() as subscription:
            yield from subscription

    def publish(self, event: T) -> None:
        """Give an event to every reader. For the session and for tests of listeners."""
        targets = self._targets  # a tuple that is only ever replaced
        if self._replay:
            # A reader gets the event either here or replayed, never both.
            with self._lock:
                self._latest, targets = (event,), self._targets
        for target in targets:
            target(event)

    def close(self, reason: AudioSessionError | None = None) -> None:
        """End every reader's iteration; later subscriptions are refused. Idempotent.

        With a ``reason`` there will be no more events though the session lives on: it is raised to
        every reader who has read what is buffered, and to who comes later.
        """
        with self._lock:
            if not self._closed:
                self._closed, self._reason = True, reason
            self._targets = ()
            subscriptions = tuple(self._subscriptions)
        for subscription in subscriptions:
            subscription._end(reason)

    def _check_open(self) -> None:
        if self._closed:
            raise self._reason or SessionClosedError(
                f"{self.name}: the session is closed; get a new one from AudioSession.instance()"
            )

    def _note_reader(self) -> None:
        if self._on_reader is not None:
            self._on_reader()

    def _forget(self, subscription: Subscription[T]) -> None:
        with self._lock:
            target = self._subscriptions.pop(subscription, None)
            self._targets = tuple(kept for kept in self._targets if kept is not target)


def ends_program(error: BaseException) -> bool:
    """Tell whether what a listener raised is meant for the whole program.

    On another thread than the main one it would end nothing but the delivery of events. And what
    is no ``Exception`` may be a bug all the same, such as asyncio's ``CancelledError``.
    """
    is_main = threading.current_thread() is threading.main_thread()
    return is_main and isinstance(error, (KeyboardInterrupt, SystemExit))


def _log_listener_failure(stream: str, callback: object) -> None:
    import logging  # noqa: PLC0415 - 12 ms that only a failing listener has to pay

    logging.getLogger("audio_session").exception("a listener of %s failed: %r", stream, callback)
