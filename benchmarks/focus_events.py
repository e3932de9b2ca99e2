"""What a worker's listener makes of Java's numbers, and the times of a run: alike for all."""

from __future__ import annotations

import enum
import threading
import time
from typing import Any

LOSS_TRANSIENT, GAIN = -2, 1
BURST = 128  # events; ours have to fit into the queue
FEW = 8  # focus requests that an app holds at most, before it abandons them
WARM_UP = 20_000  # events and calls: more than HotSpot's compilers wait for


class Focus(enum.IntEnum):
    """As an app that uses a bridge would write it down."""

    GAIN = 1
    LOSS = -1
    LOSS_TRANSIENT = -2
    LOSS_TRANSIENT_CAN_DUCK = -3


BY_CODE = {member.value: member for member in Focus}


class FocusEvent:
    """The cheapest object that Python has for it."""

    __slots__ = ("change", "timestamp")

    def __init__(self, change: Focus, timestamp: float) -> None:
        self.change = change
        self.timestamp = timestamp


class Recorder:
    """The listener: notes when each event came, and says when all have."""

    def __init__(self) -> None:
        self.arrived: list[int] = []
        self.expected = 0
        self.done = threading.Event()

    def expect(self, count: int) -> None:
        self.arrived, self.expected = [], count
        self.done.clear()

    def __call__(self, _event: object) -> None:
        self.arrived.append(time.monotonic_ns())
        if len(self.arrived) == self.expected:
            self.done.set()

    def against(self, report: dict[str, Any]) -> dict[str, list[int]]:
        """Return delays and how long Java was held; both clocks are CLOCK_MONOTONIC."""
        begun, held = report["begun"], report["held"]
        assert len(begun) == len(self.arrived) == self.expected, (len(begun), len(self.arrived))
        return {
            "latency": [came - at for came, at in zip(self.arrived, begun, strict=True)],
            "held": held,
        }
