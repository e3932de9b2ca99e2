"""What the main thread does meanwhile: nothing, or computing in Python."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import threading

LIMIT = 30.0  # seconds; events that take longer are lost
SLICE = 0.01  # seconds that a busy task keeps the event loop


def spin(done: threading.Event, *, busy: bool) -> None:
    """Wait for ``done``, asleep or computing without a pause."""
    if not busy:
        arrived = done.wait(LIMIT)
    else:
        deadline = time.monotonic() + LIMIT
        while not done.is_set() and time.monotonic() < deadline:
            compute(SLICE)
        arrived = done.is_set()
    assert arrived, "events were lost"


async def spin_in_slices(done: threading.Event, *, busy: bool) -> None:
    """The same on an event loop: asleep, or computing in slices."""
    deadline = time.monotonic() + LIMIT
    while not done.is_set():
        assert time.monotonic() < deadline, "events were lost"
        if busy:
            compute(SLICE)
        await asyncio.sleep(0 if busy else 0.05)


def compute(seconds: float) -> None:
    """Keep the interpreter busy, in Python alone."""
    until = time.monotonic() + seconds
    number = 0
    while time.monotonic() < until:
        for _ in range(100):
            number = (number * 31 + 7) % 1_000_003
