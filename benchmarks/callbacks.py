"""A C callback on a foreign thread, down to a listener in Python (T9)."""

from __future__ import annotations

import sys

from . import build
from .harness import Table, interleaved, python

OURS, CTYPES, RUBICON = "ours: queue and listener", "ctypes", "rubicon's shape on ctypes"
_WARM_UP = 3


def measure(*, quick: bool) -> list[Table]:
    """A burst of 128; the peers' listeners run on the thread that calls."""
    package, caller = build.package(), str(build.program("caller", shared=True))
    table = Table(
        "A C callback on a foreign thread to a listener in Python (T9)", "ns/call", base=OURS
    )
    with (
        python(sys.executable, "ours", package=package) as ours,
        python(sys.executable, "peer_ctypes", caller, package=package) as ctypes_,
        python(sys.executable, "peer_rubicon", caller, package=package) as rubicon,
    ):
        workers = {OURS: ours, CTYPES: ctypes_, RUBICON: rubicon}
        for index, case in enumerate(
            interleaved((5 if quick else 31) + _WARM_UP, list(workers)), -_WARM_UP * len(workers)
        ):
            answer = workers[case].ask("to_listener" if case == OURS else "per_event")
            if index >= 0:
                table.add(case, answer["whole"])
                if case == OURS:
                    table.add("of which the thread is held", answer["emit"])
    table.order([OURS, "of which the thread is held", CTYPES, RUBICON])
    table.notes.append("ours: emitting and delivering added up")
    return [table]
