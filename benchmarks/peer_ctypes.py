"""A worker: the direct way, a ctypes callback that the foreign thread calls itself."""

from __future__ import annotations

import asyncio
import ctypes
import sys
import threading
import time
from typing import TYPE_CHECKING

from .harness import serve
from .spinning import spin, spin_in_slices

if TYPE_CHECKING:
    from collections.abc import Callable

_Listener = ctypes.CFUNCTYPE(None, ctypes.c_int64, ctypes.c_int64)
BURST = 128


class Peer:
    """The same thread as the ticker's, with Python at its end."""

    def __init__(self, library: str) -> None:
        self._library = ctypes.CDLL(library)
        self._library.caller_start.restype = ctypes.c_void_p
        self._library.caller_start.argtypes = [
            _Listener,
            ctypes.c_void_p,
            ctypes.c_int64,
            ctypes.c_int64,
            ctypes.POINTER(ctypes.c_int64),
        ]
        self._library.caller_finish.restype = None
        self._library.caller_finish.argtypes = [ctypes.c_void_p]
        self._delays: list[int] = []

    def per_event(self) -> dict[str, float]:
        """Return nanoseconds an event that the calling thread was held."""
        heard: list[int] = []
        listener = _Listener(lambda code, _emitted: heard.append(code))
        held = (ctypes.c_int64 * BURST)()
        self._library.caller_finish(self._library.caller_start(listener, None, 0, BURST, held))
        assert len(heard) == BURST
        return {"whole": sum(held) / BURST}

    def run(self, face: str, interval_us: int, count: int, busy: bool) -> dict[str, list[int]]:
        """Return the delays, and how long each event held its thread."""
        self._delays = []
        held = (ctypes.c_int64 * count)()
        done = threading.Event()

        def arrived(_code: int, emitted_ns: int) -> None:
            self._delays.append(time.monotonic_ns() - emitted_ns)
            if len(self._delays) == count:
                done.set()

        def fire(listener: Callable[[int, int], object]) -> tuple[object, object]:
            callback = _Listener(listener)
            job = self._library.caller_start(callback, None, interval_us, count, held)
            return job, callback

        async def in_loop() -> tuple[object, object]:
            loop = asyncio.get_running_loop()
            job = fire(lambda code, at: loop.call_soon_threadsafe(arrived, code, at))
            await spin_in_slices(done, busy=busy)
            return job

        if face == "asyncio":
            job = asyncio.run(in_loop())
        else:
            job = fire(arrived)
            spin(done, busy=busy)
        self._library.caller_finish(job[0])
        return {"latency": self._delays, "held": list(held)}


if __name__ == "__main__":
    peer = Peer(sys.argv[1])
    serve({"per_event": peer.per_event, "run": peer.run})
