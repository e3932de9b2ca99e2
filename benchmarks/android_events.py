"""A burst of focus changes from Java to a listener in Python (T3, T4)."""

from __future__ import annotations

import sys
from contextlib import ExitStack

from . import jvm
from .harness import Table, interleaved

_FLOORS = {jvm.FLOOR: "listener in Java", "floor: one in C": "listener in C"}
_CASES = (jvm.DRIVER, jvm.MANAGER, jvm.SESSION, "pyjnius", "JPype")


def measure(*, quick: bool) -> list[Table]:
    """Each event ends as an enum member and an object at a listener."""
    tables = {
        elsewhere: Table(f"Focus changes from Java, {where}", "ns/event", base=jvm.DRIVER)
        for elsewhere, where in ((True, "another thread (T3)"), (False, "the same thread (T4)"))
    }
    with ExitStack() as stack:
        workers = jvm.start(stack, sys.executable, *_CASES)
        cases = [(case, elsewhere) for case in workers for elsewhere in tables]
        for case, elsewhere in interleaved(5 if quick else 21, cases):
            answer = workers[case].ask("burst", elsewhere=elsewhere)
            tables[elsewhere].add(case, answer["event"])
            if case == jvm.DRIVER:
                tables[elsewhere].add("of which Java was held", answer["emit"])
                floors = workers[case].ask("floors", count=20_000)
                for name, floor in _FLOORS.items():
                    tables[elsewhere].add(name, floors[floor])
    for table in tables.values():
        table.order([*_FLOORS, jvm.DRIVER, "of which Java was held", *_CASES])
        table.notes.append("ours: emitting and delivering added up, in batches of 128")
    return list(tables.values())
