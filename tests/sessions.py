"""What tests of the session share: a driver that can be made to hang or fail, and listeners."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from audio_session._face import SessionFace
    from audio_session.platforms._contract import Driver, Emit, Operation, Scalar
    from audio_session.streams import EventStream

LIMIT = 10.0  # seconds; nothing here takes more than a few milliseconds unless it fails

T = TypeVar("T")


class Hang:
    """One operation that does not return until it is told to."""

    def __init__(self) -> None:
        self._entered = threading.Event()
        self._let_go = threading.Event()

    def __call__(self) -> None:
        self._entered.set()
        assert self._let_go.wait(LIMIT)

    def wait_entered(self) -> None:
        assert self._entered.wait(LIMIT), "the operation was not called"

    def let_go(self) -> None:
        self._let_go.set()


class ProbedDriver:
    """A driver that notes its calls, and does something else before the next call of an operation.

    ``open`` and ``close`` count as operations.
    """

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        self.name = driver.name
        self.operations: Mapping[str, Operation] = driver.operations
        self.events = driver.events
        self.calls: list[tuple[Scalar, ...]] = []
        self.emit: Emit = lambda *_: None
        self._before: dict[str, list[Callable[[], object]]] = {}
        self._answers: dict[str, list[Callable[[], Scalar]]] = {}

    @property
    def clock(self) -> Any:
        return self.driver.clock  # type: ignore[attr-defined]

    def before(self, operation: str, function: Callable[[], object]) -> None:
        """Run ``function`` once, before the next call of ``operation``; it may raise."""
        self._before.setdefault(operation, []).append(function)

    def hang(self, operation: str) -> Hang:
        hang = Hang()
        self.before(operation, hang)
        return hang

    def fail(self, operation: str, error: BaseException) -> None:
        def refuse() -> None:
            raise error

        self.before(operation, refuse)

    def answer(self, operation: str, function: Callable[[], Scalar]) -> None:
        """Have ``function`` answer the next call of ``operation``, and not the driver."""
        self._answers.setdefault(operation, []).append(function)

    def count(self, operation: str) -> int:
        return sum(call[0] == operation for call in self.calls)

    def open(self, emit: Emit) -> None:
        self.emit = emit
        self._note("open")
        self.driver.open(emit)

    def call(self, operation: str, /, *arguments: Scalar) -> Scalar:
        self._note(operation, *arguments)
        answers = self._answers.get(operation)
        if answers:
            return answers.pop(0)()
        return self.driver.call(operation, *arguments)

    def close(self) -> None:
        self._note("close")
        self.driver.close()

    def _note(self, operation: str, *arguments: Scalar) -> None:
        self.calls.append((operation, *arguments))
        before = self._before.get(operation)
        if before:
            before.pop(0)()


class Heard(Generic[T]):
    """A listener that keeps what it hears, and waits for a number of events."""

    def __init__(self, stream: EventStream[T]) -> None:
        self.events: list[T] = []
        self.threads: set[int] = set()
        self._changed = threading.Condition()
        self.cancel = stream.listen(self._hear)

    def _hear(self, event: T) -> None:
        with self._changed:
            self.events.append(event)
            self.threads.add(threading.get_ident())
            self._changed.notify_all()

    def wait(self, count: int) -> list[T]:
        """Block until ``count`` events were heard. Not for the thread that dispatches."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.events) >= count, LIMIT), self.events
            return list(self.events)

    def __iter__(self) -> Iterator[T]:
        return iter(list(self.events))

    def __len__(self) -> int:
        return len(self.events)


def keep_busy(session: SessionFace, driver: ProbedDriver) -> Hang:
    """Have the worker of an iPhone's session hang in a call, until the answer is let go."""
    hang = driver.hang("outputVolume")
    session._core.run(lambda platform: platform.driver.call("outputVolume"))  # type: ignore[attr-defined]
    hang.wait_entered()
    return hang


def settle(session: SessionFace) -> None:
    """Return when a session has taken in and told all that happened so far; callbacks run here."""
    core = session._core
    for _ in range(3):
        if core.closed:
            return
        core.pump.dispatch_pending()
        core.finish_work(LIMIT)
        core.pump.dispatch_pending()
