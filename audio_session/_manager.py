"""How the members of a low-level manager reach its driver: the part that no OS owns."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

from ._reading import checked
from .session import AudioSession

if TYPE_CHECKING:
    from collections.abc import Callable

    from ._core import Core
    from ._face import SessionFace
    from .platforms import Platform
    from .platforms._contract import Driver, Scalar

T = TypeVar("T")
F = TypeVar("F", bound="Callable[..., Any]")


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
        self._session = AudioSession.instance() if session is None else session
        self._core: Core = self._session._core

    def _driver(self, platform: Platform, what: str) -> Driver:
        """Return the driver of the manager's own OS, or say that the platform is another one."""
        raise NotImplementedError

    async def _call(self, operation: str, *arguments: Scalar) -> Scalar:
        """Run one of the driver's operations on the session's worker, in order with its calls."""

        def call(platform: Platform) -> Scalar:
            return self._driver(platform, operation).call(operation, *arguments)

        return await self._run(call)

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
