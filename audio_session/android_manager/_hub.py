"""One session's Android events, for all its managers: streams, and the focus that they hold.

What an event does not carry is read again once for however many events came meanwhile.
"""

from __future__ import annotations

import functools
import itertools
from typing import TYPE_CHECKING

from .._android_scalars import attribute_scalars
from .._manager import HubBase, platform_of
from .._reading import checked
from ..android import AndroidAudioFocus, AndroidAudioFocusRequestResult
from ..errors import UnsupportedError
from ..platforms._android_table import EVENT_SINCE, UNAVAILABLE
from ..platforms.android import AndroidPlatform
from ._sources import SOURCES, DeviceChanges, Source
from .requests import AndroidScoAudioEvent

if TYPE_CHECKING:
    from collections.abc import Callable

    from .._core import Core
    from .._native import Event
    from ..android import AndroidScoAudioState
    from ..platforms import Platform
    from ..platforms._contract import Scalar
    from .requests import AndroidAudioFocusRequest

FIRST_GENERATION = 1 << 32
"""A manager's focus requests count from here, out of the way of the session's own."""


def android(platform: Platform, what: str) -> AndroidPlatform:
    """Return an Android platform as such, or say that it is another one."""
    return platform_of(platform, AndroidPlatform, "Android", f"AndroidAudioManager.{what}")


class Hub(HubBase[AndroidPlatform, Source]):
    """Made by ``Core.attach``: one a session, however many managers there are."""

    system = "Android"
    knows = "the devices"

    def __init__(self, core: Core) -> None:
        replayed = [name for name, source in SOURCES.items() if source.replay]
        super().__init__(core, SOURCES, replayed=replayed)
        self._reading: set[str] = set()
        self._generations = itertools.count(FIRST_GENERATION)
        self._requests: dict[int, AndroidAudioFocusRequest] = {}
        self._devices = DeviceChanges()
        self.sco_state: AndroidScoAudioState | None = None

    def _own(self, platform: Platform, what: str) -> AndroidPlatform:
        return android(platform, what)

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

    @property
    def holds_focus(self) -> bool:
        """Whether a focus request of a manager stands."""
        return bool(self._requests)

    # ---- Focus, on the worker -----------------------------------------------------------------

    def request_focus(
        self, platform: AndroidPlatform, request: AndroidAudioFocusRequest
    ) -> AndroidAudioFocusRequestResult:
        """Ask with a listener of its own, and give the older request up only if that worked."""
        self.observe(platform)
        generation = next(self._generations)
        # Known before the answer: a change may be reported sooner than the answer returns.
        self._requests[generation] = request
        attributes = attribute_scalars(request.audio_attributes)
        operation = "requestAudioFocus"
        answer: Scalar = int(AndroidAudioFocusRequestResult.FAILED)
        try:
            answer = platform.driver.call(
                operation,
                int(request.gain_type),
                *attributes[:3],
                bool(request.will_pause_when_ducked),
                request.accepts_delayed_focus_gain,
                request.force_ducking,
                generation,
                *attributes[3:],
            )
        finally:
            # What is no answer to be read may have been granted: it is kept, to be given back.
            if answer == AndroidAudioFocusRequestResult.FAILED:
                del self._requests[generation]
        result = AndroidAudioFocusRequestResult(checked(operation, answer, int))
        if result is not AndroidAudioFocusRequestResult.FAILED:
            self._abandon(platform, [old for old in self._requests if old != generation])
        return result

    def abandon_focus(self, platform: AndroidPlatform) -> bool:
        """Give back what the managers hold; False if that is nothing."""
        held = list(self._requests)
        self._abandon(platform, held)
        return bool(held)

    def _abandon(self, platform: AndroidPlatform, generations: list[int]) -> None:
        for generation in generations:
            if self._requests.pop(generation, None) is not None:
                platform.driver.call("abandonAudioFocus", generation)

    # ---- Events, where they are delivered -----------------------------------------------------

    def _take(self, event: Event) -> None:
        for name, source in self._by_kind.get(event.kind, ()):
            if event.flags & UNAVAILABLE:
                self._end(name, _refused(name))
            elif source.is_focus:
                self._take_focus(event)
            elif source.value is not None:
                self._publish(name, source.value(event))
            else:
                self._read_again(name, source)

    def _publish(self, name: str, value: object) -> None:
        if isinstance(value, AndroidScoAudioEvent):
            self.sco_state = value.current_state
        self.streams[name].publish(value)

    def _take_focus(self, event: Event) -> None:
        request = self._requests.get(event.value)
        if request is None:
            return  # the session's own, or of a request that was replaced
        change = AndroidAudioFocus(event.code)
        self.streams["audio_focus_event_stream"].publish(change)
        if request.on_audio_focus_changed is not None:
            _guarded(request.on_audio_focus_changed, change)
        if change is AndroidAudioFocus.LOSS:
            # Up to API 27 the loser stays in the stack, and would get focus back unasked.
            generation = event.value
            self._run(lambda platform: self._abandon(platform, [generation]))

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


def _guarded(callback: Callable[[AndroidAudioFocus], object], change: AndroidAudioFocus) -> None:
    try:
        callback(change)
    except Exception:
        import logging  # noqa: PLC0415 - 12 ms that only this case has to pay

        logging.getLogger("audio_session").exception("on_audio_focus_changed failed")
