"""One session's Android events, for all its managers: streams, and the focus that they hold.

What an event does not carry is read again once for however many events came meanwhile.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from .._manager import HubBase, platform_of
from ..errors import UnsupportedError
from ..platforms._android_table import EVENT_SINCE, UNAVAILABLE
from ..platforms.android import AndroidPlatform
from ._held_focus import HeldFocus
from ._sources import SOURCES, DeviceChanges, Source
from .requests import AndroidScoAudioEvent

if TYPE_CHECKING:
    from .._core import Core
    from .._native import Event
    from ..android import AndroidScoAudioState
    from ..platforms import Platform


class Hub(HubBase[AndroidPlatform, Source]):
    """Made by ``Core.attach``: one a session, however many managers there are."""

    system = "Android"
    knows = "the devices"

    def __init__(self, core: Core) -> None:
        replayed = [name for name, source in SOURCES.items() if source.replay]
        super().__init__(core, SOURCES, replayed=replayed)
        self._reading: set[str] = set()
        tell = self.streams["audio_focus_event_stream"].publish
        self.focus = HeldFocus(tell, core.post, self._focus_lost)
        self._devices = DeviceChanges()
        self.sco_state: AndroidScoAudioState | None = None

    def _own(self, platform: Platform, what: str) -> AndroidPlatform:
        return platform_of(platform, AndroidPlatform, self.system, what)

    def _lacks(self, platform: AndroidPlatform, name: str) -> UnsupportedError | None:
        event = SOURCES[name].event
        since = EVENT_SINCE[event]
        if platform.sdk_int < since:
            return UnsupportedError(
                f"{name} needs API level {since}; this device has {platform.sdk_int}",
                since=str(since),
            )
        return _refused(name) if event in platform.refused else None

    def _begin(self, platform: AndroidPlatform) -> None:
        if platform.sdk_int >= EVENT_SINCE["AUDIO_DEVICES_ADDED"]:
            # What is there now is not news, although Android reports it as added.
            self._devices.read(platform.driver)

    def _focus_lost(self, generation: int) -> None:
        self._run(lambda platform: self.focus.abandon(platform.driver, generation))

    # ---- Events, where they are delivered -----------------------------------------------------

    def _take(self, event: Event) -> None:
        for name, source in self._by_kind.get(event.kind, ()):
            if event.flags & UNAVAILABLE:
                self._end(name, _refused(name))
            elif source.is_focus:
                self.focus.take(event)
            elif source.value is not None:
                self._publish(name, source.value(event))
            else:
                self._read_again(name, source)

    def _publish(self, name: str, value: object) -> None:
        if isinstance(value, AndroidScoAudioEvent):
            self.sco_state = value.current_state
        self.streams[name].publish(value)

    def _read_again(self, name: str, source: Source) -> None:
        with self._lock:
            if name in self._reading:
                return
            self._reading.add(name)
        self._run(lambda platform: self._read(platform, name, source))

    def _read(self, platform: AndroidPlatform, name: str, source: Source) -> None:
        with self._lock:
            self._reading.discard(name)
        assert source.read is not None  # noqa: S101 - a source is read at once or again
        for value in source.read(platform.driver, self._devices):
            self._core.post(functools.partial(self._publish, name, value))


def _refused(name: str) -> UnsupportedError:
    return UnsupportedError(
        f"{name}: this device refuses to report {SOURCES[name].event}, which its API level has; "
        "why is in Android's own log, under the tag audio_session. Ask for the state when you need "
        "it"
    )
