"""A worker: the library over its iOS driver, on GNUstep, while another thread posts notifications.

``driver``: what the driver and the event queue give. ``session``: a listener of ``AudioSession``.
What is posted is the hint to be silent: it changes nothing in a session, and each is one event.
"""

from __future__ import annotations

import asyncio
import json
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

from audio_session import AudioSession, _native, blocking

from .focus_events import BURST, Recorder
from .harness import serve
from .spinning import spin, spin_in_slices

if TYPE_CHECKING:
    from collections.abc import Callable

HINT, FLOOR = 0, 1  # as in poster.m


class DriverLevel:
    """The driver and its queue alone."""

    def __init__(self) -> None:
        self._channel = _native.Channel()
        driver = _native.NativeDriver("ios", application_name="benchmark")
        driver.open(self._channel)
        self._kind = driver.events.index("AVAudioSessionSilenceSecondaryAudioHintNotification")
        self._function: Callable[[object], object]

    def listen(self, function: Callable[[object], object]) -> None:
        """Call a function with each event from now on."""
        self._function = function

    def deliver_by_hand(self) -> Callable[[], object]:
        """Deliver in :meth:`take` alone; return what ends that."""
        return lambda: None

    def take(self) -> None:
        """Deliver what has come, on this thread."""
        function, kind = self._function, self._kind
        for event in self._channel.drain():
            if event.kind == kind:
                function(event)

    def deliver_on_thread(self) -> Callable[[], object]:
        """Deliver on a dispatcher thread."""
        stop = threading.Event()

        def dispatch() -> None:
            while not stop.is_set():
                self._channel.wait(0.1)
                self.take()

        def end() -> None:
            stop.set()
            thread.join()

        thread = threading.Thread(target=dispatch, daemon=True)
        thread.start()
        return end

    async def deliver_on_loop(self) -> Callable[[], object]:
        """The same on the event loop."""
        loop = asyncio.get_running_loop()
        loop.add_reader(self._channel.fileno(), self.take)
        return lambda: loop.remove_reader(self._channel.fileno())


class SessionLevel:
    """The whole session. Opened for each way of delivery: a session keeps to the one it has."""

    def __init__(self) -> None:
        self._driver: Any = _native.NativeDriver("ios", application_name="benchmark")
        self._function: Callable[[object], object]
        self._manual: blocking.AudioSession

    def listen(self, function: Callable[[object], object]) -> None:
        self._function = function

    def deliver_by_hand(self) -> Callable[[], object]:
        self._manual = blocking.AudioSession(driver=self._driver)
        self._manual.use_manual_dispatch()
        self._hold(self._manual)
        self.take()
        return self._manual.close

    def take(self) -> None:
        self._manual.dispatch_pending()

    def _hold(self, session: blocking.AudioSession) -> None:
        session.other_audio_event_stream.listen(self._function)
        assert session.set_active(True)

    def deliver_on_thread(self) -> Callable[[], object]:
        session = blocking.AudioSession(driver=self._driver)
        self._hold(session)
        return session.close

    async def deliver_on_loop(self) -> Callable[[], object]:
        session = AudioSession(driver=self._driver)
        session.other_audio_event_stream.listen(self._function)
        assert await session.set_active(True)
        return session._core.close


_LEVELS = {"driver": DriverLevel, "session": SessionLevel}


class Ours:
    """What the orchestrator asks for."""

    def __init__(self, level: str) -> None:
        self._poster = _native.NativeDriver("poster", application_name="benchmark")
        self._poster.open(_native.Channel())
        self._level: Any = _LEVELS[level]()
        self._recorder = Recorder()

    def _post(self, count: int, what: int) -> dict[str, Any]:
        self._poster.call("start", 0, count, what)
        return self._finish()

    def _finish(self) -> dict[str, Any]:
        report: dict[str, Any] = json.loads(str(self._poster.call("finish")))
        return report

    def burst(self, rounds: int = 8) -> dict[str, float]:
        """Return nanoseconds an event: of posting, and of that with the listener in one batch."""
        heard: list[object] = []
        self._level.listen(heard.append)
        end = self._level.deliver_by_hand()
        posting = delivering = 0
        for _ in range(rounds):
            posting += sum(self._post(BURST, HINT)["held"])
            before = time.perf_counter_ns()
            self._level.take()
            delivering += time.perf_counter_ns() - before
        end()
        events = rounds * BURST
        assert len(heard) == events, (len(heard), events)
        return {"event": (posting + delivering) / events, "post": posting / events}

    def floor(self, count: int) -> dict[str, float]:
        """Return nanoseconds of posting to an observer in Objective-C that counts."""
        return {"post": sum(self._post(count, FLOOR)["held"]) / count}

    def run(self, face: str, interval_us: int, count: int, busy: bool) -> dict[str, list[int]]:
        """Return the delays, and for how long each notification held the thread that posts."""
        self._recorder.expect(count)
        self._level.listen(self._recorder)
        done = self._recorder.done

        def start() -> None:
            self._poster.call("start", interval_us, count, HINT)

        async def in_loop() -> None:
            end = await self._level.deliver_on_loop()
            start()
            await spin_in_slices(done, busy=busy)
            end()

        if face == "asyncio":
            asyncio.run(in_loop())
        else:
            end = self._level.deliver_on_thread()
            start()
            spin(done, busy=busy)
            end()
        return self._recorder.against(self._finish())


if __name__ == "__main__":
    one = Ours(sys.argv[1])
    serve({"burst": one.burst, "floor": one.floor, "run": one.run})
