"""The world that a simulated phone stands in: time, calls, things plugged in, and who listens.

Nothing here knows an operating system; a subclass brings its rules. Every method may be called
from any thread. Events leave the world outside of its lock, one after another and in order, on
the thread that caused them (or on one that is delivering already).
"""

from __future__ import annotations

import itertools
import threading
from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from .clock import NANOSECONDS, Clock, to_nanoseconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import TypeAlias

CallState: TypeAlias = 'Literal["idle", "ringing", "active"]'


class Port(NamedTuple):
    """One audio device: ``kind`` is the OS's own type, ``noisy`` says that pulling it is."""

    id: int
    kind: Any
    name: str
    address: str = ""
    is_source: bool = False
    is_sink: bool = False
    noisy: bool = False


class Audible(NamedTuple):
    """From ``seconds`` on, the loudest stream of ``app`` is heard at ``level`` (0.0 to 1.0)."""

    seconds: float
    app: str
    level: float


class World:
    """A phone without an operating system: the part that every simulated phone shares.

    ``clock`` is its virtual time: set timers there, but move it with :meth:`advance`, which also
    delivers what comes of it. Timers run while the world stands still for everyone else.
    """

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self.clock = Clock(self._lock)
        self._depth = 0
        self._outbox: deque[Callable[[], object]] = deque()
        self._deliverer: int | None = None
        self._delivered = threading.Condition(self._lock)
        self._call_state: CallState = "idle"
        self._ports: list[Port] = []
        self._port_ids = itertools.count(1)
        self._audible: list[Audible] = []
        self._heard: dict[str, float] = {}

    @property
    def now(self) -> float:
        """The virtual time in seconds since the device was made."""
        return self.clock.now / NANOSECONDS

    @property
    def call_state(self) -> CallState:
        """``"idle"``, ``"ringing"`` or ``"active"``."""
        return self._call_state

    @property
    def audible(self) -> tuple[Audible, ...]:
        """What was heard so far: one entry for each change of an app's level."""
        with self._lock:
            return tuple(self._audible)

    @property
    def ports(self) -> tuple[Port, ...]:
        """The audio devices that are there, built in first, then in the order of plugging."""
        with self._lock:
            return tuple(self._ports)

    def advance(self, seconds: float) -> None:
        """Let ``seconds`` (0 or more) pass; what falls due is delivered at its own moment."""
        until = self.clock.now + to_nanoseconds(seconds)
        more = True
        while more:
            with self.turn():
                more = self.clock.run_next(until)

    def incoming_call(self) -> None:
        """Let the phone ring."""
        self._change_call("ringing", "idle")

    def answer_call(self) -> None:
        """Take the ringing call."""
        self._change_call("active", "ringing")

    def end_call(self) -> None:
        """End the call, or decline it while the phone rings."""
        self._change_call("idle", "ringing", "active")

    def unplug(self, kind: int | str) -> None:
        """Take away the device of this type that was plugged in last; ``ValueError`` if none."""
        with self.turn():
            plugged = [port for port in self._ports if port.kind == kind and port.address]
            if not plugged:
                there = sorted({port.kind for port in self._ports if port.address})
                raise ValueError(f"no device of type {kind!r} is plugged in; there are {there}")
            address = plugged[-1].address
            removed = [port for port in self._ports if port.address == address]
            self._ports = [port for port in self._ports if port.address != address]
            self._ports_removed(removed)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold the world still for one change; deliver what came of it when it is over."""
        with self._lock:
            self._depth += 1
            try:
                yield
                if self._depth == 1:
                    # What the framework posts without a delay belongs to this turn.
                    self.clock.advance()
                    self._note_levels()
            finally:
                self._depth -= 1
            nested = self._depth > 0
        if not nested:
            self._deliver()

    def post(self, event: Callable[[], object]) -> None:
        """Deliver ``event`` after the turn, outside of the lock."""
        with self._lock:
            self._outbox.append(event)

    def wait_delivered(self) -> None:
        """Return when no other thread is delivering events any more."""
        with self._delivered:
            while self._deliverer not in {None, threading.get_ident()}:
                self._delivered.wait()

    def _deliver(self) -> None:
        with self._lock:
            if self._deliverer is not None:
                # That thread, perhaps this one further up, delivers ours in its order.
                return
            self._deliverer = threading.get_ident()
        try:
            while (event := self._next_event()) is not None:
                event()
        except BaseException:
            with self._delivered:
                self._stop_delivering()
            raise

    def _next_event(self) -> Callable[[], object] | None:
        with self._delivered:
            if self._outbox:
                return self._outbox.popleft()
            self._stop_delivering()
            return None

    def _stop_delivering(self) -> None:
        self._deliverer = None
        self._delivered.notify_all()

    def _change_call(self, state: CallState, *allowed: CallState) -> None:
        with self.turn():
            if self._call_state not in allowed:
                raise RuntimeError(
                    f"the call cannot become {state!r} while it is {self._call_state!r}; "
                    f"it must be {' or '.join(map(repr, allowed))}"
                )
            self._call_state = state
            self._call_changed(state)

    def _note_levels(self) -> None:
        for app, level in self._levels().items():
            if self._heard.get(app, 0.0) != level:
                self._heard[app] = level
                self._audible.append(Audible(self.now, app, level))

    def _levels(self) -> Mapping[str, float]:
        """Return the level of every app, silent ones too."""
        raise NotImplementedError

    def _call_changed(self, state: CallState) -> None:
        """Do what the OS does when the phone rings, a call begins or it ends."""
        raise NotImplementedError

    def _ports_removed(self, removed: list[Port]) -> None:
        """Do what the OS does when ``removed`` have just gone."""
        raise NotImplementedError
