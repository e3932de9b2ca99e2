"""A worker: the library's whole way from a foreign thread to a listener, over the ticker driver."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from typing import TYPE_CHECKING, Any

from audio_session import AudioSession, EventStream, _native, blocking
from audio_session.platforms._android_table import EVENT_SINCE

from .harness import serve
from .spinning import spin, spin_in_slices

if TYPE_CHECKING:
    from audio_session import AudioInterruptionEvent

BURST = 128
_GENERATION = 7  # its place among the arguments of requestAudioFocus


class Ticker:
    """The ticker in an Android device's place: it grants focus, and changes it as it is told."""

    name = "android"

    def __init__(self) -> None:
        self.native = _native.NativeDriver("ticker", application_name="benchmark")
        self.operations = self.native.operations
        # It fires the first alone; a platform looks for the others as well.
        others = (name for name in EVENT_SINCE if name not in self.native.events)
        self.events = (*self.native.events, *others)
        self.generation = 0

    def open(self, emit: Any) -> None:
        self.native.open(emit)

    def call(self, operation: str, /, *arguments: Any) -> Any:
        if operation == "requestAudioFocus":
            self.generation = arguments[_GENERATION]
            return 1
        return "[]" if operation == "getDevices" else 0

    def close(self) -> None:
        self.native.close()

    def start(self, interval_us: int, count: int) -> None:
        """Let ``count`` losses and gains begin, from a thread that Python does not know."""
        self.native.call("start", interval_us, count, self.generation)

    def finish(self) -> list[int]:
        """Return for how many nanoseconds each of them held its thread."""
        held: list[int] = json.loads(str(self.native.call("finish")))["held"]
        return held


class Recorder:
    """The listener: notes each event's delay, and says when all have come."""

    def __init__(self) -> None:
        self.delays: list[int] = []
        self.expected = 0
        self.done = threading.Event()

    def expect(self, count: int) -> None:
        self.delays, self.expected = [], count
        self.done.clear()

    def __call__(self, event: AudioInterruptionEvent) -> None:
        self.delays.append(time.monotonic_ns() - round(event.timestamp * 1e9))
        if len(self.delays) == self.expected:
            self.done.set()


def per_event(listeners: int) -> dict[str, float]:
    """Return nanoseconds an event: of the drain alone, of a publish, and of the whole way."""
    channel = _native.Channel()
    for code in range(BURST):
        channel(0, 0, code, 0)
    before = time.perf_counter_ns()
    events = channel.drain()
    drain = time.perf_counter_ns() - before
    assert [event.code for event in events] == list(range(BURST))

    stream: EventStream[object] = EventStream("benchmark")
    heard: list[object] = []
    for _ in range(listeners):
        stream.listen(heard.append)
    before = time.perf_counter_ns()
    for event in events:
        stream.publish(event)
    publish = time.perf_counter_ns() - before
    assert len(heard) == BURST * listeners

    whole, held = _whole(listeners)
    return {
        "drain": drain / BURST,
        "publish": publish / BURST,
        "whole": whole / BURST,
        "emit": held / BURST,
    }


def to_listener(rounds: int = 8) -> dict[str, float]:
    """Return nanoseconds an event: of emitting, and of that with a listener called in one batch."""
    driver, channel = (
        _native.NativeDriver("ticker", application_name="benchmark"),
        _native.Channel(),
    )
    driver.open(channel)
    heard: list[int] = []

    def listener(event: _native.Event) -> None:
        heard.append(event.code)

    emitting = delivering = 0
    for _ in range(rounds):
        driver.call("start", 0, BURST, 0)
        emitting += sum(json.loads(str(driver.call("finish")))["held"])
        before = time.perf_counter_ns()
        for event in channel.drain():
            listener(event)
        delivering += time.perf_counter_ns() - before
    driver.close()
    events = rounds * BURST
    assert len(heard) == events, (len(heard), events)
    return {"whole": (emitting + delivering) / events, "emit": emitting / events}


def _whole(listeners: int) -> tuple[int, int]:
    driver = Ticker()
    with blocking.AudioSession(driver=driver) as session:
        heard: list[object] = []
        for _ in range(listeners):
            session.interruption_event_stream.listen(heard.append)
        assert session.set_active(True)
        # From here on this thread drains, as a frame loop would, so that the burst is one batch.
        pump = session._core.pump
        with pump._draining:
            driver.start(0, BURST)
            held = sum(driver.finish())
            heard.clear()
            before = time.perf_counter_ns()
            pump._drain()
            spent = time.perf_counter_ns() - before
        assert len(heard) == BURST * listeners, len(heard)
    return spent, held


class Latency:
    """One session that stays open; each run lets the ticker fire at it."""

    def __init__(self) -> None:
        self.driver = Ticker()
        self.recorder = Recorder()
        self.session: blocking.AudioSession | None = None

    def run(self, face: str, interval_us: int, count: int, busy: bool) -> dict[str, list[int]]:
        self.recorder.expect(count)
        if face == "asyncio":
            held = asyncio.run(self._run_loop(interval_us, count, busy))
        else:
            held = self._run_thread(interval_us, count, busy, urgent=face == "urgent")
        return {"latency": self.recorder.delays, "held": held}

    def _run_thread(self, interval_us: int, count: int, busy: bool, *, urgent: bool) -> list[int]:
        if self.session is None:
            self.session = blocking.AudioSession(driver=self.driver)
            self.session.interruption_event_stream.listen(self.recorder)
            assert self.session.set_active(True)
            if urgent:
                self.session.use_urgent_dispatch()
        self.driver.start(interval_us, count)
        spin(self.recorder.done, busy=busy)
        return self.driver.finish()

    async def _run_loop(self, interval_us: int, count: int, busy: bool) -> list[int]:
        async with AudioSession(driver=self.driver) as session:
            session.interruption_event_stream.listen(self.recorder)
            assert await session.set_active(True)
            self.driver.start(interval_us, count)
            await spin_in_slices(self.recorder.done, busy=busy)
            return self.driver.finish()


if __name__ == "__main__":
    serve({"per_event": per_event, "to_listener": to_listener, "run": Latency().run})
