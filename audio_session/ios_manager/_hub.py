"""One session's iOS notifications, for all its managers."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from .._manager import HubBase, platform_of
from ..errors import UnsupportedError
from ..platforms._ios_table import EVENT_SINCE, version
from ..platforms.ios import IosPlatform
from ._sources import SOURCES, RouteChanges, Source

if TYPE_CHECKING:
    from .._core import Core
    from .._native import Event
    from ..platforms import Platform


class Hub(HubBase[IosPlatform, Source]):
    """Made by ``Core.attach``: one a session, however many managers there are."""

    system = "iOS"
    knows = "the route"

    def __init__(self, core: Core) -> None:
        super().__init__(core, SOURCES)
        self._routes = RouteChanges()

    def _own(self, platform: Platform, what: str) -> IosPlatform:
        return platform_of(platform, IosPlatform, self.system, what)

    def _lacks(self, platform: IosPlatform, name: str) -> UnsupportedError | None:
        since = EVENT_SINCE[SOURCES[name].event]
        if platform.version >= version(since):
            return None
        return UnsupportedError(
            "{} needs iOS {}; this device has {}.{}".format(name, since, *platform.version),
            since=since,
        )

    def _begin(self, platform: IosPlatform) -> None:
        self._routes.seed(platform.driver)

    def _take(self, event: Event) -> None:
        for name, source in self._by_kind.get(event.kind, ()):
            if source.value is not None and source.is_told(event):
                self.streams[name].publish(source.value(event))
            else:
                self._run(functools.partial(self._read, name, source, event))

    def _read(self, name: str, source: Source, event: Event, platform: IosPlatform) -> None:
        assert source.read is not None  # noqa: S101 - what an event does not tell is read
        item = source.read(platform.driver, self._routes, event)
        self._core.post(functools.partial(self.streams[name].publish, item))
