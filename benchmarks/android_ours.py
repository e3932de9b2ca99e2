"""A worker: the library over its Android driver, at one of three levels, in a JVM of its own.

``driver``: what the driver and the event queue give, with an enum member and an event object.
``manager``: a listener of ``AndroidAudioManager``. ``session``: a listener of ``AudioSession``,
after the rules of Android and the session's state machine.
"""

from __future__ import annotations

import asyncio
import ctypes
import itertools
import json
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

from audio_session import AudioSession, _native, blocking
from audio_session.android import AndroidAudioFocus, AndroidAudioFocusGainType
from audio_session.android_manager import AndroidAudioManager
from audio_session.android_manager.requests import AndroidAudioFocusRequest

from .focus_events import BURST, FEW, GAIN, LOSS_TRANSIENT, WARM_UP, Recorder
from .harness import serve
from .spinning import spin, spin_in_slices

if TYPE_CHECKING:
    from collections.abc import Callable

    from .jvm import Setup

_BY_CODE = {member.value: member for member in AndroidAudioFocus}


class Jvm:
    """The JVM of this process, made known to the driver as an app's own embedding would."""

    def __init__(self, setup: Setup) -> None:
        self.library = ctypes.CDLL(setup["library"])
        self.library.jvm_floor.restype = self.library.jvm_getter.restype = ctypes.c_double
        self.library.jvm_counted.restype = ctypes.c_int64
        options = [*setup["options"], "-Djava.class.path=" + ":".join(setup["class_path"])]
        texts = (ctypes.c_char_p * len(options))(*map(str.encode, options))
        vm, loader = ctypes.c_void_p(), ctypes.c_void_p()
        self.library.jvm_start(
            setup["libjvm"].encode(), texts, len(options), ctypes.byref(vm), ctypes.byref(loader)
        )
        _native.android_set_host(vm.value or 0, 0, loader.value or 0)

    def floors(self, count: int) -> dict[str, float]:
        """Return nanoseconds of what no bridge can do without."""
        before = self.library.jvm_counted()
        into_c = self.library.jvm_floor(b"burstIntoC", count)
        # Half of them -2, half 1.
        assert self.library.jvm_counted() - before == (count + 1) // 2 * -2 + count // 2
        return {
            "listener in Java": self.library.jvm_floor(b"burstInJava", count),
            "listener in C": into_c,
            "request in Java": self.library.jvm_floor(b"requestInJava", count),
            "getter from C": self.library.jvm_getter(count),
        }


class DriverLevel:
    """The driver and its queue alone."""

    def __init__(self) -> None:
        self.driver = _native.NativeDriver("android", application_name="benchmark")
        self.channel = _native.Channel()
        self.driver.open(self.channel)
        self.generation = 0
        self.listener: Callable[[AndroidAudioFocus, _native.Event], object]
        self.request()
        self.stop = False

    def request(self) -> None:
        self.generation += 1
        answer = self.driver.call(
            *("requestAudioFocus", 1, 1, 2, 0, True, True, False, self.generation, -1, -1, -1, -1)
        )
        assert answer == 1

    def listen(self, function: Callable[[object], object]) -> None:
        """Call a function with each event."""
        self.listener = lambda _change, event: function(event)

    def hear(self, heard: list[object]) -> None:
        """Put what comes into a list."""

        def hear(change: AndroidAudioFocus, _event: _native.Event) -> None:
            heard.append(change)

        self.listener = hear

    def take(self) -> None:
        """Deliver what has come, on this thread."""
        listener, members = self.listener, _BY_CODE
        while events := self.channel.drain():
            for event in events:
                if event.kind == 0:
                    listener(members[event.code], event)

    def deliver_on_thread(self) -> Callable[[], object]:
        """Deliver on a dispatcher thread from now on; return what ends that."""
        stop = False

        def dispatch() -> None:
            while not stop:
                self.channel.wait(0.1)
                self.take()

        def end() -> None:
            nonlocal stop
            stop = True
            thread.join()

        thread = threading.Thread(target=dispatch, daemon=True)
        thread.start()
        return end

    def deliver_urgently(self) -> Callable[[], object]:
        """The same on the main thread, between two bytecodes."""
        self.channel.set_urgent(self.take)
        return lambda: self.channel.set_urgent(None)

    async def deliver_on_loop(self) -> Callable[[], object]:
        """The same on the event loop."""
        loop = asyncio.get_running_loop()
        loop.add_reader(self.channel.fileno(), self.take)
        return lambda: loop.remove_reader(self.channel.fileno())


class SessionLevel:
    """The whole session. Opened for each way of delivery: a session keeps to the one it has."""

    def __init__(self) -> None:
        self.driver = _native.NativeDriver("android", application_name="benchmark")
        self.function: Callable[[object], object]
        self.manual: blocking.AudioSession | None = None

    def listen(self, function: Callable[[object], object]) -> None:
        self.function = function
        if self.manual is not None:
            self.manual.close()
            self.manual = None

    def hear(self, heard: list[object]) -> None:
        self.listen(heard.append)
        self.manual = blocking.AudioSession(driver=self.driver)
        self.manual.use_manual_dispatch()
        self._hold(self.manual)
        self.take()
        assert not heard

    def take(self) -> None:
        assert self.manual is not None
        self.manual.dispatch_pending()

    def _hold(self, session: blocking.AudioSession) -> None:
        session.interruption_event_stream.listen(self.function)
        assert session.set_active(True)

    def deliver_on_thread(self, *, urgently: bool = False) -> Callable[[], object]:
        session = blocking.AudioSession(driver=self.driver)
        self._hold(session)
        if urgently:
            session.use_urgent_dispatch()
        return session.close

    def deliver_urgently(self) -> Callable[[], object]:
        return self.deliver_on_thread(urgently=True)

    async def deliver_on_loop(self) -> Callable[[], object]:
        session = AudioSession(driver=self.driver)
        session.interruption_event_stream.listen(self.function)
        assert await session.set_active(True)
        return session._core.close


class ManagerLevel(SessionLevel):
    """Android's own service, through the same session; only for bursts."""

    def _hold(self, session: blocking.AudioSession) -> None:
        manager = AndroidAudioManager(session)
        manager.audio_focus_event_stream.listen(self.function)
        request = AndroidAudioFocusRequest(gain_type=AndroidAudioFocusGainType.GAIN)
        assert asyncio.run(manager.request_audio_focus(request))


_LEVELS = {"driver": DriverLevel, "manager": ManagerLevel, "session": SessionLevel}


class Ours:
    """What the orchestrator asks for."""

    def __init__(self, level: str, setup: Setup) -> None:
        self.jvm = Jvm(setup)
        self.level: Any = _LEVELS[level]()
        self.driver = self.level.driver
        self.recorder = Recorder()

    def burst(self, elsewhere: bool, rounds: int = 8) -> dict[str, float]:
        """Return nanoseconds an event: emitting, and delivering to a listener in one batch."""
        heard: list[object] = []
        self.level.hear(heard)
        emitting = delivering = 0
        for _ in range(rounds):
            if elsewhere:
                self.driver.call("setParameters", f"start 0 {BURST}")
                self._finish()
            else:
                self.driver.call("setParameters", f"burst {BURST}")
            emitting += json.loads(str(self.driver.call("getParameters", "report")))["total"]
            before = time.perf_counter_ns()
            self.level.take()
            delivering += time.perf_counter_ns() - before
        events = rounds * BURST
        assert len(heard) == events, (len(heard), events)
        return {
            "event": (emitting + delivering) / events,
            "emit": emitting / events,
        }

    def run(self, face: str, interval_us: int, count: int, busy: bool) -> dict[str, list[int]]:
        """Return the delays, and how long each event held Java's thread."""
        self.recorder.expect(count)
        self.level.listen(self.recorder)
        done = self.recorder.done

        def start() -> None:
            self.driver.call("setParameters", f"start {interval_us} {count}")

        async def in_loop() -> None:
            end = await self.level.deliver_on_loop()
            start()
            await spin_in_slices(done, busy=busy)
            report.update(self._finish())
            end()

        report: dict[str, Any] = {}
        if face == "asyncio":
            asyncio.run(in_loop())
        else:
            urgent = face == "urgent"
            end = self.level.deliver_urgently() if urgent else self.level.deliver_on_thread()
            start()
            spin(done, busy=busy)
            report.update(self._finish())
            end()
        return self.recorder.against(report)

    def _finish(self) -> dict[str, Any]:
        while self.driver.call("getParameters", "finished") != "true":
            time.sleep(0.001)
        report: dict[str, Any] = json.loads(str(self.driver.call("getParameters", "report")))
        return report

    def calls(self, count: int) -> dict[str, float]:
        """Return nanoseconds of a request built and sent, of a getter and of a setter."""
        call, request = self.driver.call, 0
        for first in range(1, count + 1, FEW):
            generations = range(first, first + FEW)
            before = time.perf_counter_ns()
            for one in generations:
                call("requestAudioFocus", 1, 1, 2, 0, True, True, False, one, -1, -1, -1, -1)
            request += time.perf_counter_ns() - before
            for one in generations:
                call("abandonAudioFocus", one)
        self.level.request()
        before = time.perf_counter_ns()
        for _ in range(count):
            call("getMode")
        getter = time.perf_counter_ns() - before
        before = time.perf_counter_ns()
        for _ in range(count):
            call("setMode", 3)
        setter = time.perf_counter_ns() - before
        assert call("getMode") == 3
        return {"request": request / count, "getter": getter / count, "setter": setter / count}

    def warm_up(self) -> dict[str, Any]:
        """Have HotSpot compile what is measured."""
        if isinstance(self.level, DriverLevel):
            # First: a listener of another class takes back what was compiled for one of ours.
            self.jvm.floors(WARM_UP)
        for elsewhere in (False, True):
            self.burst(elsewhere, WARM_UP // BURST)
        self.driver.call("setParameters", f"warm {WARM_UP}")
        self.level.take()
        if isinstance(self.level, DriverLevel):
            self.calls(WARM_UP)
        return {}

    def order(self, count: int) -> dict[str, int]:
        """Return how many promises were broken while nobody took ``count`` events in time."""
        assert isinstance(self.level, DriverLevel)
        self.driver.call("setParameters", f"start 0 {count}")
        events = []
        while len(events) < 100_000:
            ended = self.driver.call("getParameters", "finished") == "true"
            batch = self.level.channel.drain()
            events += [event for event in batch if event.kind == 0]
            if ended and not batch:
                break
        last = LOSS_TRANSIENT if count % 2 else GAIN
        sequences = [event.sequence for event in events]
        return {
            "out of order": sum(b <= a for a, b in itertools.pairwise(sequences)),
            "unaccounted for": abs(sum(1 + event.collapsed for event in events) - count),
            "wrong final state": int(events[-1].code != last),
            "collapsed": sum(event.collapsed for event in events),
        }


def outlive(ours: Ours) -> None:
    """Let Java fire, and leave it at that: what becomes of its thread is the exit status."""
    ours.jvm.library.jvm_look_at_exit()
    ours.level.listen(lambda _event: None)
    ours.level.deliver_on_thread()
    ours.driver.call("setParameters", "forever 0 0")
    time.sleep(0.1)


if __name__ == "__main__":
    one = Ours(sys.argv[1], json.loads(sys.argv[2]))
    if sys.argv[3:] == ["outlive"]:
        outlive(one)
    else:
        serve(
            {
                "warm_up": one.warm_up,
                "burst": one.burst,
                "run": one.run,
                "calls": one.calls,
                "order": one.order,
                "floors": one.jvm.floors,
            }
        )
