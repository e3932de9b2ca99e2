"""A worker: a listener without any bridge, the least there is of what every bridge does.

``nothing``: it is in Java and does next to nothing. ``wake``: in C, it wakes a thread that sleeps,
as whoever lets Java go before a thread of Python's runs. ``schedule``: in C, it has the main thread
call a function of C between two bytecodes. Each has a process of its own, as HotSpot takes back
what it compiled for one listener when it meets one of another class.
"""

from __future__ import annotations

import ctypes
import json
import sys
import time
from typing import Any

from audio_session import _native

from .android_ours import Jvm
from .focus_events import WARM_UP
from .harness import serve
from .spinning import SLICE, compute


class Floor:
    """The listener, called by the same source as any other."""

    def __init__(self, what: str, setup: Any) -> None:
        self.arrives = what != "nothing"
        self.library = Jvm(setup).library
        self.library.jvm_floors_start()
        self.driver = _native.NativeDriver("android", application_name="benchmark")
        self.driver.open(_native.Channel())  # the way to give the source its orders
        self.driver.call("setParameters", f"listen {what}")

    def warm_up(self) -> dict[str, Any]:
        """Have HotSpot compile it."""
        self.driver.call("setParameters", f"warm {WARM_UP}")
        return {}

    def run(self, interval_us: int, count: int, busy: bool) -> dict[str, list[int]]:
        """Return the delays, and how long each event held Java's thread."""
        self._arrivals()  # of the last run, or of warming up
        self.driver.call("setParameters", f"start {interval_us} {count}")
        while self.driver.call("getParameters", "finished") != "true":
            if busy:
                compute(SLICE)
            else:
                time.sleep(SLICE)
        report = json.loads(str(self.driver.call("getParameters", "report")))
        latency = report["held"]
        if self.arrives:
            arrived = self._arrivals()
            while len(arrived) < count:  # the last may be on its way; the orchestrator has a limit
                arrived += self._arrivals()
            latency = [at - begun for at, begun in zip(arrived, report["begun"], strict=True)]
        return {"latency": latency, "held": report["held"]}

    def _arrivals(self) -> list[int]:
        times = (ctypes.c_int64 * WARM_UP)()
        return times[: self.library.jvm_arrivals(times)]


if __name__ == "__main__":
    one = Floor(sys.argv[1], json.loads(sys.argv[2]))
    serve({"warm_up": one.warm_up, "run": one.run})
