"""A worker: pyjnius or JPype, with an app's listener at the end of it, written as they document."""

from __future__ import annotations

import asyncio
import ctypes
import json
import sys
import time
from typing import TYPE_CHECKING, Any

from .focus_events import BURST, BY_CODE, FEW, WARM_UP, FocusEvent, Recorder
from .harness import serve
from .spinning import spin, spin_in_slices

if TYPE_CHECKING:
    from collections.abc import Callable

    from .jvm import Setup

LISTENER = "android.media.AudioManager$OnAudioFocusChangeListener"


def pyjnius(setup: Setup) -> tuple[Any, Any]:
    """Return what finds a Java class, and a class of listeners."""
    import jnius_config  # noqa: PLC0415 - only one of the two bridges is

    jnius_config.add_options(*setup["options"])
    jnius_config.set_classpath(*setup["class_path"])
    from jnius import PythonJavaClass, autoclass, java_method  # noqa: PLC0415

    class Listener(PythonJavaClass):  # type: ignore[misc]
        __javainterfaces__ = (LISTENER.replace(".", "/"),)
        __javacontext__ = "app"

        def __init__(self, function: Callable[[int], object]) -> None:
            super().__init__()
            self.function = function

        @java_method("(I)V")  # type: ignore[misc]
        def onAudioFocusChange(self, change: int) -> None:  # noqa: N802
            self.function(change)

    return autoclass, Listener


def jpype(setup: Setup) -> tuple[Any, Any]:
    """The same of JPype."""
    import jpype  # noqa: PLC0415
    import jpype.config  # noqa: PLC0415

    # A phone's JVM stays when Python goes. Only where that is measured: a thread of JPype's goes on
    # to give Python's objects back, and may end the process after it ("exception not rethrown").
    jpype.config.destroy_jvm = not outlives()
    jpype.startJVM(setup["libjvm"], *setup["options"], classpath=setup["class_path"])

    @jpype.JImplements(LISTENER)  # type: ignore[misc]
    class Listener:
        def __init__(self, function: Callable[[int], object]) -> None:
            self.function = function

        @jpype.JOverride  # type: ignore[misc]
        def onAudioFocusChange(self, change: int) -> None:  # noqa: N802
            self.function(change)

    return jpype.JClass, Listener


class Peer:
    """An app on a bridge: holds focus, and has its listener called."""

    def __init__(self, bridge: str, setup: Setup) -> None:
        find, self.listener_class = {"pyjnius": pyjnius, "jpype": jpype}[bridge](setup)
        self.source = find("bench.Source")
        self.audio = find("android.media.AudioManager")()
        self.attributes_builder = find("android.media.AudioAttributes$Builder")
        self.request_builder = find("android.media.AudioFocusRequest$Builder")
        self.recorder = Recorder()
        self.kept: list[Any] = []

    def request(self, listener: Any) -> Any:
        """Build a request as a music player does, and send it."""
        attributes = self.attributes_builder().setUsage(1).setContentType(2).setFlags(0).build()
        request = (
            self.request_builder(1)
            .setAudioAttributes(attributes)
            .setWillPauseWhenDucked(True)
            .setAcceptsDelayedFocusGain(True)
            .setOnAudioFocusChangeListener(listener, None)
            .build()
        )
        assert self.audio.requestAudioFocus(request) == 1
        return request

    def listen(self, function: Callable[[int], object]) -> None:
        """Hold focus with a listener of this function."""
        listener = self.listener_class(function)
        self.kept = [listener]
        self.request(listener)

    def burst(self, elsewhere: bool, events: int = BURST) -> dict[str, float]:
        """Return nanoseconds an event: Java calls Python, an enum member and an object come out."""
        heard: list[FocusEvent] = []

        def hear(event: FocusEvent) -> None:
            heard.append(event)

        self.listen(lambda change: hear(FocusEvent(BY_CODE[change], 0.0)))
        if elsewhere:
            self.source.start(0, events)
            self._finish()
        else:
            self.source.burst(events)
        report = json.loads(str(self.source.report()))
        assert len(heard) == events
        return {"event": report["total"] / events}

    def run(self, face: str, interval_us: int, count: int, busy: bool) -> dict[str, list[int]]:
        """Return the delays, and how long each event held Java's thread."""
        self.recorder.expect(count)

        async def in_loop() -> None:
            loop = asyncio.get_running_loop()
            self.listen(
                lambda change: loop.call_soon_threadsafe(
                    self.recorder, FocusEvent(BY_CODE[change], 0.0)
                )
            )
            self.source.start(interval_us, count)
            await spin_in_slices(self.recorder.done, busy=busy)

        if face == "asyncio":
            asyncio.run(in_loop())
        else:
            self.listen(lambda change: self.recorder(FocusEvent(BY_CODE[change], 0.0)))
            self.source.start(interval_us, count)
            spin(self.recorder.done, busy=busy)
        self._finish()
        return self.recorder.against(json.loads(str(self.source.report())))

    def _finish(self) -> None:
        while not self.source.finished():
            time.sleep(0.001)

    def calls(self, count: int) -> dict[str, float]:
        """Return nanoseconds of a request built and sent, of a getter and of a setter."""
        listener = self.listener_class(lambda _change: None)
        request, request_ns = self.request, 0
        held = self.source.requests
        for _ in range(0, count, FEW):
            before = time.perf_counter_ns()
            requests = [request(listener) for _ in range(FEW)]
            request_ns += time.perf_counter_ns() - before
            assert self.source.requests == held + FEW
            for sent in requests:
                self.audio.abandonAudioFocusRequest(sent)
        get, put = self.audio.getMode, self.audio.setMode
        before = time.perf_counter_ns()
        for _ in range(count):
            get()
        getter_ns = time.perf_counter_ns() - before
        before = time.perf_counter_ns()
        for _ in range(count):
            put(3)
        setter_ns = time.perf_counter_ns() - before
        assert get() == 3
        return {
            "request": request_ns / count,
            "getter": getter_ns / count,
            "setter": setter_ns / count,
        }

    def warm_up(self) -> dict[str, Any]:
        """Have HotSpot compile what is measured."""
        for elsewhere in (False, True):
            self.burst(elsewhere, WARM_UP)
        self.source.warm(WARM_UP)
        self.calls(WARM_UP)
        return {}


def outlives() -> bool:
    """Return whether this worker is to see what becomes of Java's thread after Python."""
    return sys.argv[3:] == ["outlive"]


def outlive(peer: Peer, setup: Setup) -> None:
    """Let Java fire, and leave it at that: what becomes of its thread is the exit status."""
    ctypes.CDLL(setup["library"]).jvm_look_at_exit()
    peer.listen(lambda _change: None)
    peer.source.fireForEver()
    time.sleep(0.1)


if __name__ == "__main__":
    told: Setup = json.loads(sys.argv[2])
    one = Peer(sys.argv[1], told)
    if outlives():
        outlive(one, told)
    else:
        serve({"warm_up": one.warm_up, "burst": one.burst, "run": one.run, "calls": one.calls})
