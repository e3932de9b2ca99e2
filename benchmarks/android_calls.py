"""From Python into Java: a focus request built and sent (T7), a getter and a setter (T8)."""

from __future__ import annotations

import sys
from contextlib import ExitStack

from . import jvm
from .harness import Table, interleaved

_CALLS = {
    "request": "A focus request, its attributes and listener built and sent (T7)",
    "getter": "AudioManager.getMode (T8)",
    "setter": "AudioManager.setMode (T8)",
}
# The peers take 0.2 to 1 s for theirs; ours takes too little of 8192 to get over its cold start.
_COUNTS = {jvm.DRIVER: 131_072, "pyjnius": 8192, "JPype": 16_384}
_FLOORS = {"request": "request in Java", "getter": "getter from C"}


def measure(*, quick: bool) -> list[Table]:
    """The peers' bound methods are fetched once, which is the best that each can do."""
    tables = {call: Table(title, "ns", base=jvm.DRIVER) for call, title in _CALLS.items()}
    with ExitStack() as stack:
        workers = jvm.start(stack, sys.executable, jvm.DRIVER, "pyjnius", "JPype")
        for case in interleaved(5 if quick else 21, list(workers)):
            answer = workers[case].ask("calls", count=_COUNTS[case])
            for call, table in tables.items():
                table.add(case, answer[call])
            if case == jvm.DRIVER:
                floors = workers[case].ask("floors", count=100_000)
                for call, floor in _FLOORS.items():
                    tables[call].add(f"floor: {floor}", floors[floor])
    for call, table in tables.items():
        table.order([f"floor: {_FLOORS.get(call)}", *workers])
    tables["request"].notes.append("ours makes a new listener for each; the peers keep theirs")
    return list(tables.values())
