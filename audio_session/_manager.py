"""How a low-level manager reaches its driver, and its streams the events: what no OS owns."""

from __future__ import annotations

import asyncio
import functools
import threading
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar

from ._arguments import bad_argument
from ._face import SessionFace
from ._reading import checked
from .errors import NativeError, UnsupportedError
from .session import AudioSession
from .streams import EventStream

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping

    from ._core import Core
    from ._native import Event
    from .platforms import Platform
    from .platforms._contract import Driver, Scalar


class Observable(Protocol):
    """A platform whose raw events can be listened to."""

    driver: Driver
    observers: list[Callable[[Event], object]]


class Source(Protocol):
    """Where a stream comes from; ``event`` names the driver's."""

    @property
    def event(self) -> str: ...


T = TypeVar("T")
F = TypeVar("F", bound="Callable[..., Any]")
P = TypeVar("P", bound=Observable)
S = TypeVar("S", bound=Source)


def offers(*operations: str) -> Callable[[F], F]:
    """Note which operations or events of the driver a member is made of; the docs are made of it.

    The newest of them decides which version of the OS has the member.
    """

    def note(member: F) -> F:
        member.operations = operations  # type: ignore[attr-defined]
        return member

    return note


class ManagerBase:
    """The part of a manager that all its members need."""

    def __init__(self, session: SessionFace | None = None) -> None:
        given: object = AudioSession.instance() if session is None else session
        if not isinstance(given, SessionFace):
            rule = "it must be an AudioSession, asyncio's or the blocking one, or None"
            fix = "pass AudioSession.instance(), or nothing"
            raise bad_argument(TypeError, "session", session, rule, fix)
        self._session = given
        self._core: Core = given._core

    def _driver(self, platform: Platform, what: str) -> Driver:
        """Return the driver of the manager's own OS, or say that the platform is another one.

        ``what`` names the member that wants it.
        """
        raise NotImplementedError

    async def _call(self, operation: str, *arguments: Scalar, member: str = "") -> Scalar:
        """Run one of the driver's operations on the session's worker, in order with its calls.

        ``member`` is who asks, where several members are made of the operation.
        """

        def call(platform: Platform) -> Scalar:
            return self._driver(platform, operation).call(operation, *arguments)

        return await self._ask(operation, call, member)

    async def _ask(self, operation: str, ask: Callable[[Platform], T], member: str = "") -> T:
        """Run ``ask``, which is about an operation, on the worker; errors name the member."""
        kind: type = type(self)
        member = member or _members(kind)[operation]

        def run(platform: Platform) -> T:
            self._driver(platform, f"{kind.__name__}.{member}")  # another OS's says so here
            try:
                return ask(platform)
            except UnsupportedError as error:
                text = _as_member(str(error), operation, member)
                raise UnsupportedError(f"{kind.__name__}.{text}", since=error.since) from None

        return await self._run(run)

    async def _run(self, function: Callable[[Platform], T]) -> T:
        self._session._attach()
        return await asyncio.wrap_future(self._core.run(function))

    async def _integer(self, operation: str, *arguments: Scalar) -> int:
        return checked(operation, await self._call(operation, *arguments), int)

    async def _number(self, operation: str, *arguments: Scalar) -> float:
        return checked(operation, await self._call(operation, *arguments), float)

    async def _boolean(self, operation: str, *arguments: Scalar) -> bool:
        return checked(operation, await self._call(operation, *arguments), bool)

    async def _text(self, operation: str, *arguments: Scalar) -> str:
        return checked(operation, await self._call(operation, *arguments), str)

    def _attach(self) -> None:
        """See to it that events are delivered where the session's are."""
        self._session._attach()


@functools.cache
def _members(kind: type) -> dict[str, str]:
    """Return the name of the member that is made of each operation, as :func:`offers` noted."""
    members = ((name, getattr(kind, name)) for name in dir(kind))
    return {
        operation: name
        for name, member in members
        for operation in getattr(member, "operations", ())
    }


def _as_member(text: str, operation: str, member: str) -> str:
    """Say what a driver says of an operation about the member that the caller knows it by."""
    first, *rest = member.split("_")
    is_same = operation == first + "".join(word.capitalize() for word in rest)
    name = member if is_same else f"{member} [{operation}]"
    said = text.removeprefix(operation)
    return name + (said if said.startswith((" ", ":")) else f": {text}")


def platform_of(platform: Platform, kind: type[P], system: str, what: str) -> P:
    """Return a platform as ``system``'s own; ``UnsupportedError`` if it is another one.

    ``what`` is the member that wants it.
    """
    found: object = platform
    if isinstance(found, kind):
        return found
    raise UnsupportedError(
        f"{what}: this session's platform is {platform.name!r}, not {system}; ask "
        "session.platform_name before, or use AudioSession, which is everywhere"
    )


class HubBase(Generic[P, S]):
    """One session's raw events, for all its managers; made by ``Core.attach``.

    Events are taken in where the session's own are delivered. What an event does not carry is read
    on the session's worker.
    """

    system: ClassVar[str]
    knows: ClassVar[str]
    """What :meth:`_begin` reads."""

    def __init__(
        self, core: Core, sources: Mapping[str, S], *, replayed: Container[str] = ()
    ) -> None:
        """``sources`` are the streams by name; those in ``replayed`` start with the latest item."""
        self._core = core
        self._lock = threading.Lock()
        self._platform: P | None = None  # whose events are listened to
        self._sources = sources
        self._by_kind: dict[int, list[tuple[str, S]]] = {}
        self.streams: dict[str, EventStream[Any]] = {
            name: EventStream(
                name,
                replay=name in replayed,
                on_reader=self._note_reader,
                is_fed_here=core.pump.is_fed_here,
            )
            for name in sources
        }

    # ---- What each OS says for itself ---------------------------------------------------------

    def _own(self, platform: Platform, what: str) -> P:
        """Return the platform as the hub's own OS, or say that it is another one."""
        raise NotImplementedError

    def _lacks(self, platform: P, name: str) -> UnsupportedError | None:
        """Return why this device has no such stream; None if it has."""
        raise NotImplementedError

    def _begin(self, platform: P) -> None:
        """Read what is there when the first events may come. On the worker."""
        raise NotImplementedError

    def _take(self, event: Event) -> None:
        """Take in a raw event, where events are delivered."""
        raise NotImplementedError

    # ---- Streams ------------------------------------------------------------------------------

    def stream(self, name: str) -> EventStream[Any]:
        """Return a stream; ``UnsupportedError`` if the open platform is known not to have it."""
        selection = self._core.selection
        if selection is not None:
            lacks = self._lacks(self._own(selection.platform, name), name)
            if lacks is not None:
                raise lacks
        return self.streams[name]

    def close(self) -> None:
        """End all streams: the session is closed."""
        for stream in self.streams.values():
            stream.close()

    def opened(self, platform: Platform) -> None:
        """Listen if anybody does here; opening may have failed when they came. On the worker."""
        if any(stream.has_readers for stream in self.streams.values()):
            self._observe_if_possible(platform)

    def _note_reader(self) -> None:
        if self._platform is None:
            self._core.run(self._observe_if_possible)

    def _observe_if_possible(self, platform: Platform) -> None:
        for name in self.streams:
            try:
                own = self._own(platform, name)
            except UnsupportedError as error:
                self._end(name, error)
            else:
                self.observe(own)
                return

    def _end(self, name: str, error: UnsupportedError) -> None:
        """End a stream that this device does not have; its readers get ``error``."""
        if self.streams[name].has_readers:
            _warn("%s", error)  # a callback cannot be told otherwise
        self.streams[name].close(error)

    def observe(self, platform: P) -> None:
        """Listen to the driver's events, from the first call on. On the worker."""
        with self._lock:
            if self._platform is not None:
                return
            self._platform = platform
        kinds = {name: kind for kind, name in enumerate(platform.driver.events)}
        for name, source in self._sources.items():
            self._by_kind.setdefault(kinds[source.event], []).append((name, source))
        try:
            self._begin(platform)
        except NativeError as error:
            _warn("%s could not be read: %s", self.knows, error)
        platform.observers.append(self._take)
        # Only now: what the platform learns from here on is an event.
        for name in self._sources:
            lacks = self._lacks(platform, name)
            if lacks is not None:
                self._end(name, lacks)

    def _run(self, function: Callable[[P], object]) -> None:
        """Run ``function`` on the worker, unless the session closes; what goes wrong is logged."""
        assert self._platform is not None  # noqa: S101 - its events lead here
        self._core.work_on(functools.partial(function, self._platform))


def _warn(text: str, *arguments: object) -> None:
    import logging  # noqa: PLC0415 - 12 ms that only this case has to pay

    logging.getLogger("audio_session").warning(text, *arguments)
