"""The event queue in C: what an emit holds the OS's thread for, and what a drain costs an event."""

from __future__ import annotations

import json
import subprocess

from . import build
from .harness import Table


def measure(*, quick: bool) -> list[Table]:
    """Every round is a process of its own, and runs every case."""
    program = build.program("core", core=True)
    table = Table("Event queue in C, without Python", "ns", base="mutex ring push")
    for _ in range(5 if quick else 21):
        answer = subprocess.check_output([program, str(1 << (17 if quick else 20))], text=True)
        for case, value in json.loads(answer).items():
            table.add(case, value)
    table.notes.append("every emit reads the clock, as the mutex ring's push does")
    return [table]
