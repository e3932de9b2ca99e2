"""The thread-safe middle of a session, under both its faces: owns the platform and all state.

Three kinds of threads meet here. The *worker* makes every call that may block in the OS, one after
another. The *pump* drains the driver's events and publishes to listeners. The app's threads only
submit and read. State is guarded by one lock, which is never held during an OS call or a callback;
what is to be published goes into an outbox under that lock, so its order is the state's order.
"""

from __future__ import annotations

import collections
import contextlib
import os
import threading
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from ._activator import Activator, decide, unavailable
from ._arguments import bad_argument, instance, text
from ._device_list import DeviceList
from ._extension import Channel
from ._notices import Notices
from ._owners import check_owner
from ._pump import Pump
from ._worker import Worker
from .activation import GRANTED, ActivationResult
from .configuration import AudioSessionConfiguration
from .errors import (
    ConfigurationError,
    ServiceUnavailableError,
    SessionClosedError,
)
from .events import (
    AudioDevicesChangedEvent,
    AudioInterruptionEvent,
    AudioServiceEvent,
    AudioSessionState,
    BecomingNoisyEvent,
    OtherAudioEvent,
    VolumeChangedEvent,
)
from .platforms import Selection, for_driver, select
from .streams import EventStream
from .validation import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ._native import Event
    from ._owners import Holder
    from .devices import AudioDevice
    from .ios import AVAudioSessionSetActiveOptions
    from .platforms import Capability, Platform
    from .platforms._contract import Driver

T = TypeVar("T")

CLOSE_LIMIT = 10.0  # seconds: longer than any driver may take to give up on its service


class Core:
    """One session with the OS. See :class:`~audio_session.AudioSession` for what it promises."""

    def __init__(
        self,
        platform: str | None = None,
        *,
        driver: Driver | None = None,
        application_name: str = "",
        server: str = "",
    ) -> None:
        self._asked = None if platform is None else text("platform", platform)
        if driver is not None and not _is_driver(driver):
            rule, fix = "it must be a driver, closed", "pass a simulated phone's driver()"
            raise bad_argument(TypeError, "driver", driver, rule, fix)
        self._driver = driver
        self._application_name = application_name
        self._server = server
        self._pid = os.getpid()
        self._lock = threading.Lock()
        self._channel = Channel()
        self.pump = Pump(self._channel, self._deliver)
        self._worker = Worker("audio_session worker")
        self._opening: Future[Platform] | None = None
        self._selection: Selection | None = None
        self._closing: Future[None] | None = None

        self._activator = Activator(
            self._lock,
            announce=self._announce,
            call_later=self._call_later,
            submit=self._work_on,
        )
        self._devices = DeviceList(self, self._lock)
        self._warnings: list[str] = []
        self._notices = Notices(self, self._activator, self._lock)
        self._outbox: collections.deque[Callable[[], object]] = collections.deque()
        self._attached: dict[object, Any] = {}
        self.configuration: AudioSessionConfiguration | None = None

        self._streams: list[EventStream[Any]] = []
        stream = self._stream
        self.configuration_stream: EventStream[AudioSessionConfiguration] = stream(
            "configuration_stream", replay=True
        )
        self.configuration_drift_stream: EventStream[str] = stream("configuration_drift_stream")
        self.interruption_event_stream: EventStream[AudioInterruptionEvent] = stream(
            "interruption_event_stream"
        )
        self.becoming_noisy_event_stream: EventStream[BecomingNoisyEvent] = stream(
            "becoming_noisy_event_stream"
        )
        self.devices_changed_event_stream: EventStream[AudioDevicesChangedEvent] = stream(
            "devices_changed_event_stream"
        )
        self.devices_stream: EventStream[frozenset[AudioDevice]] = stream(
            "devices_stream", replay=True
        )
        self.state_stream: EventStream[AudioSessionState] = stream("state_stream")
        self.service_event_stream: EventStream[AudioServiceEvent] = stream("service_event_stream")
        self.other_audio_event_stream: EventStream[OtherAudioEvent] = stream(
            "other_audio_event_stream"
        )
        self.volume_event_stream: EventStream[VolumeChangedEvent] = stream("volume_event_stream")

    def _stream(self, name: str, *, replay: bool = False) -> EventStream[Any]:
        made: EventStream[Any] = EventStream(
            name,
            replay=replay,
            on_reader=self.open,
            post=self.post,
            is_fed_here=self.pump.is_fed_here,
        )
        self._streams.append(made)
        return made

    # ---- What can be read at once -------------------------------------------------------------

    @property
    def state(self) -> AudioSessionState:
        """Where the session stands now."""
        return self._activator.state

    @property
    def forked(self) -> bool:
        """Whether the session belongs to the parent of this process."""
        return self._pid != os.getpid()

    @property
    def closed(self) -> bool:
        """Whether :meth:`close` was called, or the process is a fork of the session's."""
        return self._closing is not None or self.forked

    @property
    def selection(self) -> Selection | None:
        """The platform and why it was chosen; None before the session first needed one."""
        return self._selection

    @property
    def capabilities(self) -> frozenset[Capability]:
        """What the chosen platform can do; empty before it is open."""
        return self._selection.platform.capabilities if self._selection else frozenset()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What was noticed that is no error: configuration hints, a service that is missing."""
        with self._lock:
            drift = self._notices.drift
            noted = [*self._warnings, *[drift] * bool(drift)]
            idle = not self._activator.was_granted
        if idle and self.interruption_event_stream.has_readers:
            noted.append(
                "somebody listens for interruptions, but the session was never activated: the OS "
                "reports interruptions only to an active session; call set_active(True)"
            )
        return tuple(noted)

    @property
    def configuration_drift(self) -> str:
        """How the OS's configuration differs from the session's; ``""`` if it does not."""
        return self._notices.drift

    def owners(self) -> tuple[str, ...]:
        """Return who holds the session, in the order of activation."""
        with self._lock:
            return self._activator.owners()

    # ---- Opening and closing ------------------------------------------------------------------

    def open(self) -> Future[Platform]:
        """Choose and open the platform, once; again after a failure."""
        with self._usable():
            opening = self._opening
            if opening is None or (opening.done() and opening.exception()):
                opening = self._opening = self._worker.submit(self._open)
            return opening

    def _open(self) -> Platform:
        if self._selection is None:
            self._notices.forget_early()  # what an attempt that failed has left
            if self._driver is not None:
                platform = for_driver(self._driver)
                platform.open(self._channel)
                self._selection = Selection(platform, "its driver was given")
            else:
                self._selection = select(
                    self._asked,
                    channel=self._channel,
                    application_name=self._application_name,
                    server=self._server,
                )
            with self._lock:
                self._warnings.extend(self._selection.notes)
                attached = tuple(self._attached.values())
            self._devices.reread(self._selection.platform)
            for each in attached:
                each.opened(self._selection.platform)
            self._wake()  # for what came early
        return self._selection.platform

    def run(self, function: Callable[[Platform], T]) -> Future[T]:
        """Run ``function`` with the open platform, on the worker, in order with all other calls."""
        return self._submit(lambda: function(self._open()))

    def attach(self, make: Callable[[Core], T]) -> T:
        """Return what ``make`` made of this session when it was first asked for.

        Its ``opened(platform)`` is called on the worker when the platform is open, unless it is
        already; its ``close()`` where events are delivered, when the session ends.
        """
        with self._usable():
            if make not in self._attached:
                self._attached[make] = make(self)
            attached: T = self._attached[make]
            return attached

    def shut_down(self) -> Future[None]:
        """Begin to close: give the right to play back and close the platform, on the worker."""
        with self._lock:
            if self._closing is None:
                self._closing = self._worker.submit(self._shut_down)
                self._worker.close()
            return self._closing

    def finish(self) -> None:
        """End closing on this thread: deliver what is left, and end all streams."""
        for stream in self._streams:
            self._outbox.append(stream.close)
        for attached in self._attached.values():
            self._outbox.append(attached.close)
        self.pump.close()

    def close(self) -> None:
        """Close, blocking for up to 10 s. Idempotent; any thread, also inside a callback."""
        if self.forked:
            return  # the parent's session goes on; a fork owns nothing of it
        closing = self.shut_down()
        try:
            if not self._worker.current:
                closing.result(CLOSE_LIMIT)
        except TimeoutError:
            warn_of_hanging_close()
        finally:
            self.finish()

    def _shut_down(self) -> None:
        steps: list[Callable[[], object]] = [self._activator.release_all]
        if self._selection is not None:
            steps.append(self._selection.platform.close)
        for step in steps:
            try:
                step()
            except Exception:
                # Nobody could do anything about it, and the streams have to end all the same.
                import logging  # noqa: PLC0415 - 12 ms that only this case has to pay

                logging.getLogger("audio_session").exception("closing the session failed")

    @contextlib.contextmanager
    def _usable(self) -> Iterator[None]:
        """Hold the lock of a session that is neither closed nor a parent's; else raise."""
        if self.forked:  # asked first: a thread that was left behind may hold the lock for ever
            raise SessionClosedError(
                "this session belongs to the parent of this forked process, and an audio service's "
                "connection cannot be shared; get a new one from AudioSession.instance()"
            )
        with self._lock:
            if self._closing is not None:
                raise SessionClosedError(
                    "the session is closed; get a new one from AudioSession.instance()"
                )
            yield

    def _submit(self, function: Callable[[], Any]) -> Future[Any]:
        with self._usable():
            return self._worker.submit(function)

    def finish_work(self, limit: float) -> None:
        """Wait until the worker has done what it was given so far; ``TimeoutError`` after a while.

        ``limit`` is in seconds. For tests: not to be called on the worker.
        """
        try:
            self._submit(lambda: None).result(limit)
        except TimeoutError as error:
            raise TimeoutError(f"the session's worker is stuck for more than {limit} s") from error

    # ---- Configuration ------------------------------------------------------------------------

    def configure(
        self, configuration: AudioSessionConfiguration, *, strict: bool = False
    ) -> Future[None]:
        """Check a configuration against the OS's rules and apply it. Never activates."""
        instance("configuration", configuration, AudioSessionConfiguration)
        return self._submit(lambda: self._configure(configuration, strict=strict))

    def _configure(self, configuration: AudioSessionConfiguration, *, strict: bool = False) -> None:
        platform = self._open()
        findings = platform.validate(configuration, strict=strict)
        errors = [finding for finding in findings if finding.severity is Severity.ERROR]
        if errors:
            raise ConfigurationError(errors)
        platform.configure(configuration)
        with self._lock:
            self._warnings = [*self._selection_notes(), *map(str, findings)]
            self._notices.note_drift("")
            self.configuration = configuration
            self.publish(self.configuration_stream, configuration)
        self._wake()
        self.devices_changed()  # on iOS a category that records has inputs

    def reassert(self) -> Future[None]:
        """Apply the configuration in force once more; nothing if there is none."""
        return self._submit(self.apply_configuration)

    def apply_configuration(self) -> None:
        """Apply the configuration in force, if there is one. On the worker."""
        platform = self._open()
        if self.configuration is not None:
            platform.configure(self.configuration)
            with self._lock:
                self._notices.note_drift("")
            self._wake()
            self.devices_changed()

    def _selection_notes(self) -> tuple[str, ...]:
        return self._selection.notes if self._selection is not None else ()

    # ---- Activation ---------------------------------------------------------------------------

    def activate(self, holder: Holder, *, named: bool = False) -> Future[ActivationResult]:
        """Ask the OS for the right to play, for ``holder``.

        A ``named`` claim takes the place of the one that the same owner made before.
        """
        return self._submit(lambda: self._activate(holder, named=named))

    def _activate(self, holder: Holder, *, named: bool) -> ActivationResult:
        try:
            platform = self._open()
            if self.configuration is None:
                fallback = holder.overrides.fallback_configuration
                self._configure(fallback or AudioSessionConfiguration.music())
        except ServiceUnavailableError as error:
            answer = unavailable(error)
            decide([holder], answer)
            return answer
        assert self.configuration is not None  # noqa: S101 - configured just above
        answer = self._activator.activate(holder, platform, self.configuration, named=named)
        self._wake()
        return answer

    def release(self, holder: Holder) -> Future[ActivationResult]:
        """Take a claim back; with the last one the OS session goes down, after its linger."""
        holder.released = True
        with self._lock:
            if not self.closed:
                return self._worker.submit(lambda: self._woken(self._activator.release(holder)))
        nothing: Future[ActivationResult] = Future()
        nothing.set_result(GRANTED)
        return nothing

    def release_named(
        self, owner: str, options: AVAudioSessionSetActiveOptions | None = None
    ) -> Future[ActivationResult]:
        """Take back what ``owner`` activated by name; granted also if there was nothing."""
        check_owner(owner)
        return self._submit(lambda: self._woken(self._activator.release_named(owner, options)))

    def drop(self, holder: Holder) -> None:
        """Release a claim that was garbage-collected, some time soon.

        Takes no lock: a collection may run anywhere, also where this thread holds one.
        """
        holder.released = True
        self.post(lambda: self.release(holder))

    def _woken(self, answer: ActivationResult) -> ActivationResult:
        self._wake()
        return answer

    def _call_later(self, seconds: float, function: Callable[[], object]) -> Any:
        """Run ``function`` on the worker in ``seconds``, by the driver's clock if it has one."""
        driver = self._selection.platform.driver if self._selection is not None else None
        clock = getattr(driver, "clock", None)
        if clock is None:
            return self._worker.call_later(seconds, partial(self._woken_after, function))
        return clock.call_later(seconds, partial(self.work_on, function))

    # ---- Devices ------------------------------------------------------------------------------

    def get_devices(self) -> Future[frozenset[AudioDevice]]:
        """Read the devices from the OS."""
        return self._submit(lambda: self._devices.read(self._open()))

    def devices_changed(self) -> None:
        """Read the devices again, soon."""
        with self._lock:
            if self._devices.is_due or self._selection is None:
                return
            self._devices.is_due = True
            platform = self._selection.platform
            self._work_on(lambda: self._devices.reread(platform))

    # ---- Events -------------------------------------------------------------------------------

    def post(self, function: Callable[[], object]) -> None:
        """Run ``function`` where events are delivered, in order with them. Takes no lock."""
        self._outbox.append(function)
        self._wake()

    def _wake(self) -> None:
        self.pump.wake()

    def publish(self, stream: EventStream[Any], event: object) -> None:
        """Tell ``event`` in order with all else; whoever calls wakes the pump."""
        self._outbox.append(lambda: stream.publish(event))

    def _announce(self, news: AudioInterruptionEvent | AudioSessionState) -> None:
        if isinstance(news, AudioInterruptionEvent):
            self.publish(self.interruption_event_stream, news)
            return
        self.publish(self.state_stream, news)
        if news is AudioSessionState.LOST:
            # After the app has heard of it: an abandoned request gets no more events.
            self._outbox.append(lambda: self.work_on(self._activator.forget))

    def _work_on(self, function: Callable[[], object]) -> None:
        """Run ``function`` on the worker, unless the session closes. The caller holds the lock."""
        if not self.closed:
            # Nobody asked and so nobody has a future to look at: what goes wrong the worker logs.
            self._worker.call_later(0.0, partial(self._woken_after, function))

    def work_on(self, function: Callable[[], object]) -> None:
        """Run ``function`` on the worker, unless the session closes; what goes wrong is logged."""
        with self._lock:
            self._work_on(function)

    def _woken_after(self, function: Callable[[], object]) -> None:
        try:
            function()
        finally:
            self._wake()

    def _deliver(self, events: list[Event]) -> None:
        """Run by the pump: take in what the driver reported, publish what follows."""
        self._notices.read(events)
        while self._outbox:
            self._outbox.popleft()()

    def activated_by_others(self, since: float) -> None:
        """Take in that somebody else activated the session, after ``since`` (time.monotonic())."""
        self._activator.activated_by_others(since)
        self._wake()

    def deactivated_by_others(self) -> None:
        """Take in that somebody else deactivated the session: the next activation asks the OS."""
        self._activator.doubt()


def _is_driver(driver: object) -> bool:
    return all(hasattr(driver, name) for name in ("name", "events", "open", "call", "close"))


def warn_of_hanging_close() -> None:
    """Log that the OS hangs, and so the session is left to it."""
    import logging  # noqa: PLC0415 - 12 ms that only this case has to pay

    logging.getLogger("audio_session").warning(
        "the audio service did not let go of the session within %s s; it is left to end by itself",
        CLOSE_LIMIT,
    )
