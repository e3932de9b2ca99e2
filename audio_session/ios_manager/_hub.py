"""One session's iOS notifications, for all its managers.

They are taken in where the session's own events are delivered. What a notification does not carry
is read on the session's worker.
"""

from __future__ import annotations

import functools
import threading
from typing import TYPE_CHECKING, Any

from ..errors import NativeError, SessionClosedError, UnsupportedError
from ..platforms._ios_table import EVENT_SINCE, version
from ..platforms.ios import IosPlatform
from ..streams import EventStream
from ._sources import SOURCES, RouteChanges, Source

if TYPE_CHECKING:
    from .._core import Core
    from .._native import Event
    from ..platforms import Platform


def ios(platform: Platform, what: str) -> IosPlatform:
    """Return an iOS platform as such, or say that it is another one."""
    found: object = platform
    if isinstance(found, IosPlatform):
        return found
    raise UnsupportedError(
        f"AVAudioSession.{what}: this session's platform is {platform.name!r}, not iOS; ask "
        "session.platform_name before, or use AudioSession, which is everywhere"
    )


class Hub:
    """Made by ``Core.attach``: one a session, however many managers there are."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._lock = threading.Lock()
        self._observing = False
        self._by_kind: dict[int, tuple[str, Source]] = {}
        self._routes = RouteChanges()
        self._streams: dict[str, EventStream[Any]] = {
            name: EventStream(name, on_reader=self._note_reader) for name in SOURCES
        }

    def close(self) -> None:
        """End all streams: the session is closed."""
        for stream in self._streams.values():
            stream.close()

    def stream(self, name: str) -> EventStream[Any]:
        """Return a stream; ``UnsupportedError`` if the open platform is known not to have it."""
        selection = self._core.selection
        if selection is not None:
            since = EVENT_SINCE[SOURCES[name].event]
            running = ios(selection.platform, name).version
            if running < version(since):
                raise UnsupportedError(
                    "{} needs iOS {}; this device has {}.{}".format(name, since, *running),
                    since=since,
                )
        return self._streams[name]

    def _note_reader(self) -> None:
        if not self._observing:
            self._core.run(self._observe_if_possible)

    def _observe_if_possible(self, platform: Platform) -> None:
        try:
            self.observe(ios(platform, "streams"))
        except UnsupportedError as error:
            _warn("%s", error)
            self.close()

    def observe(self, platform: IosPlatform) -> None:
        """Listen to the driver's events, from the first call on. On the worker."""
        with self._lock:
            if self._observing:
                return
            self._observing = True
        kinds = {name: kind for kind, name in enumerate(platform.driver.events)}
        for name, source in SOURCES.items():
            since = EVENT_SINCE[source.event]
            if platform.version >= version(since):
                self._by_kind[kinds[source.event]] = name, source
                continue
            if self._streams[name].has_readers:
                _warn("%s needs iOS %s; this device has %s.%s", name, since, *platform.version)
            self._streams[name].close()
        try:
            self._routes.seed(platform.driver)
        except NativeError as error:
            _warn("the route could not be read: %s", error)
        platform.observers.append(self._take)

    def _take(self, event: Event) -> None:
        found = self._by_kind.get(event.kind)
        if found is None:
            return
        name, source = found
        if source.value is not None:
            self._streams[name].publish(source.value(event))
            return
        try:
            self._core.run(lambda platform: self._read(platform, name, source, event))
        except SessionClosedError:
            return  # an event of the last moment

    def _read(self, platform: Platform, name: str, source: Source, event: Event) -> None:
        assert source.read is not None  # noqa: S101 - a source has a value or is read
        try:
            item = source.read(ios(platform, name).driver, self._routes, event)
        except NativeError:
            # Nobody asked, so nobody can be told.
            import logging  # noqa: PLC0415 - 12 ms that only this case has to pay

            logging.getLogger("audio_session").exception("iOS refused")
        else:
            self._core.post(functools.partial(self._streams[name].publish, item))


def _warn(text: str, *arguments: object) -> None:
    import logging  # noqa: PLC0415 - 12 ms that only this case has to pay

    logging.getLogger("audio_session").warning(text, *arguments)
