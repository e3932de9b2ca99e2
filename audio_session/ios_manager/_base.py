"""How the managers' members reach the driver."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from .._manager import ManagerBase, offers, platform_of
from .._reading import read_object, read_objects
from ..errors import SessionClosedError
from ..platforms.ios import IosPlatform
from ._hub import Hub
from .records import AVAudioSessionPortDescription

if TYPE_CHECKING:
    from collections.abc import Callable

    from .._face import SessionFace
    from .._reading import Reading
    from ..platforms import Platform
    from ..platforms._contract import Driver, Scalar
    from ..streams import EventStream

__all__ = ["Base", "offers"]

T = TypeVar("T")


class Base(ManagerBase):
    """The part of the managers that all their members need."""

    def __init__(self, session: SessionFace | None = None) -> None:
        """Use ``session``, an asyncio or blocking one; None for ``AudioSession.instance()``."""
        super().__init__(session)
        self._hub = self._core.attach(Hub)

    def _driver(self, platform: Platform, what: str) -> Driver:
        return self._own(platform, what).driver

    def _own(self, platform: Platform, what: str) -> IosPlatform:
        return platform_of(platform, IosPlatform, "iOS", what)

    async def _prefer(self, operation: str, *arguments: Scalar, of: int = 0) -> None:
        """Run a setter whose value is set again after a reset of the media services.

        The first ``of`` arguments say of what the value is one, such as of which port.
        """

        def prefer(platform: Platform) -> None:
            self._own(platform, operation).preferences.set(operation, *arguments, of=of)

        await self._ask(operation, prefer)

    def _stream(self, name: str) -> EventStream[Any]:
        self._attach()
        return self._hub.stream(name)

    async def _answered(self, operation: str, answers: str) -> Any:
        """Run an operation, and return what comes on the stream of its ``answers``."""
        with self._stream(answers).subscribe() as coming:
            await self._call(operation)
            async for answer in coming:
                return answer
        raise SessionClosedError(
            f"{type(self).__name__}: the session was closed before there was an answer; get a new "
            "one from AudioSession.instance(), and ask again"
        )

    async def _maybe(self, operation: str, read: Callable[[Reading], T]) -> T | None:
        """Return what an operation's object reads as, None for nil."""
        document = await self._call(operation)
        return None if document is None else read(read_object(document, operation))

    async def _all(self, operation: str, read: Callable[[Reading], T]) -> tuple[T, ...]:
        """Return what an operation's list reads as, empty for nil."""
        document = await self._call(operation)
        return () if document is None else tuple(map(read, read_objects(document, operation)))

    async def _ports(self, operation: str) -> tuple[AVAudioSessionPortDescription, ...]:
        return await self._all(operation, AVAudioSessionPortDescription.read)
