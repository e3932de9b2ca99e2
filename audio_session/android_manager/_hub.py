"""One session's Android events, for all its managers: streams, and the focus that they hold.

Events are taken in where the session's own are delivered. What an event does not carry is read
again on the session's worker, once for however many events came meanwhile.
"""

from __future__ import annotations

import functools
import itertools
import threading
from typing import TYPE_CHECKING, Any

from .._android_scalars import attribute_scalars
from .._reading import checked
from ..android import AndroidAudioFocus, AndroidAudioFocusRequestResult
from ..errors import NativeError, SessionClosedError, UnsupportedError
from ..platforms._android_table import EVENT_SINCE
from ..platforms.android import AndroidPlatform
from ..streams import EventStream
from ._sources import SOURCES, DeviceChanges, Source
from .requests import AndroidScoAudioEvent

if TYPE_CHECKING:
    from collections.abc import Callable

    from .._core import Core
    from .._native import Event
    from ..android import AndroidScoAudioState
    from ..platforms import Platform
    from .requests import AndroidAudioFocusRequest

FIRST_GENERATION = 1 << 32
"""A manager's focus requests count from here, out of the way of the session's own."""


def android(platform: Platform, what: str) -> AndroidPlatform:
    """Return an Android platform as such, or say that it is another one."""
    found: object = platform
    if isinstance(found, AndroidPlatform):
        return found
    raise UnsupportedError(
        f"AndroidAudioManager.{what}: this session's platform is {platform.name!r}, not Android; "
        "ask session.platform_name before, or use AudioSession, which is everywhere"
    )


class Hub:
    """Made by ``Core.attach``: one a session, however many managers there are."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._lock = threading.Lock()
        self._observing = False
        self._reading: set[str] = set()
        self._generations = itertools.count(FIRST_GENERATION)
        self._requests: dict[int, AndroidAudioFocusRequest] = {}
        self._by_kind: dict[int, list[tuple[str, Source]]] = {}
        self._devices = DeviceChanges()
        self.sco_state: AndroidScoAudioState | None = None
        self.streams: dict[str, EventStream[Any]] = {
            name: EventStream(name, replay=source.replay, on_reader=self._note_reader)
            for name, source in SOURCES.items()
        }

    def close(self) -> None:
        """End all streams: the session is closed."""
        for stream in self.streams.values():
            stream.close()

    def stream(self, name: str) -> EventStream[Any]:
        """Return a stream; ``UnsupportedError`` if the open platform is known not to have it."""
        selection = self._core.selection
        if selection is not None:
            platform = android(selection.platform, name)
            since = EVENT_SINCE[SOURCES[name].event]
            if platform.sdk_int < since:
                raise UnsupportedError(
                    f"{name} needs API level {since}; this device has {platform.sdk_int}",
                    since=str(since),
                )
        return self.streams[name]

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
        answer = int(AndroidAudioFocusRequestResult.FAILED)
        try:
            answer = checked(
                "requestAudioFocus",
                platform.driver.call(
                    "requestAudioFocus",
                    int(request.gain_type),
                    *attributes[:3],
                    bool(request.will_pause_when_ducked),
                    request.accepts_delayed_focus_gain,
                    request.force_ducking,
                    generation,
                    *attributes[3:],
                ),
                int,
            )
        finally:
            if answer == AndroidAudioFocusRequestResult.FAILED:
                del self._requests[generation]
        result = AndroidAudioFocusRequestResult(answer)
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

    # ---- Opening ------------------------------------------------------------------------------

    def _note_reader(self) -> None:
        if not self._observing:
            self._core.run(self._observe_if_possible)

    def _observe_if_possible(self, platform: Platform) -> None:
        try:
            self.observe(android(platform, "streams"))
        except UnsupportedError as error:
            _warn("%s", error)
            self.close()

    def observe(self, platform: AndroidPlatform) -> None:
        """Listen to the driver's events, from the first call on. On the worker."""
        with self._lock:
            if self._observing:
                return
            self._observing = True
        kinds = {name: kind for kind, name in enumerate(platform.driver.events)}
        for name, source in SOURCES.items():
            since = EVENT_SINCE[source.event]
            if platform.sdk_int >= since:
                self._by_kind.setdefault(kinds[source.event], []).append((name, source))
                continue
            if self.streams[name].has_readers:
                _warn("%s needs API level %s; this device has %s", name, since, platform.sdk_int)
            self.streams[name].close()
        if platform.sdk_int >= EVENT_SINCE["AUDIO_DEVICES_ADDED"]:
            # What is there now is not news, although Android reports it as added.
            try:
                self._devices.read(platform.driver)
            except NativeError as error:
                _warn("the devices could not be read: %s", error)
        platform.observers.append(self._take)

    # ---- Events, where they are delivered -----------------------------------------------------

    def _take(self, event: Event) -> None:
        for name, source in self._by_kind.get(event.kind, ()):
            if source.is_focus:
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

    def _run(self, function: Callable[[AndroidPlatform], object]) -> None:
        def run(platform: Platform) -> None:
            try:
                function(android(platform, "streams"))
            except NativeError:
                # Nobody asked, so nobody can be told.
                import logging  # noqa: PLC0415 - 12 ms that only this case has to pay

                logging.getLogger("audio_session").exception("Android refused")

        try:
            self._core.run(run)
        except SessionClosedError:
            return  # an event of the last moment


def _guarded(callback: Callable[[AndroidAudioFocus], object], change: AndroidAudioFocus) -> None:
    try:
        callback(change)
    except Exception:
        import logging  # noqa: PLC0415 - 12 ms that only this case has to pay

        logging.getLogger("audio_session").exception("on_audio_focus_changed failed")


def _warn(text: str, *arguments: object) -> None:
    import logging  # noqa: PLC0415 - 12 ms that only this case has to pay

    logging.getLogger("audio_session").warning(text, *arguments)
