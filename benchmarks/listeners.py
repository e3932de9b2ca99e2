"""What an event costs in Python: a burst from a foreign thread, down to the listeners."""

from __future__ import annotations

import sys

from . import build
from .harness import Table, interleaved, python

_WARM_UP = 3


def measure(*, quick: bool) -> list[Table]:
    """A burst of 128 events, in nanoseconds an event."""
    package = build.package()
    caller = str(build.program("caller", shared=True))
    direct = "ctypes callback that appends, the foreign thread held"
    table = Table("A burst of 128 events from a foreign thread", "ns/event", base=direct)
    with (
        python(sys.executable, "ours", package=package) as ours,
        python(sys.executable, "peer_ctypes", caller, package=package) as ctypes_,
    ):
        rounds = 5 if quick else 31
        for index, case in enumerate(
            interleaved(rounds + _WARM_UP, ["ctypes", "1 listener", "10 listeners"])
        ):
            if case == "ctypes":
                figures = {direct: ctypes_.ask("per_event")["whole"]}
            else:
                answer = ours.ask("per_event", listeners=int(case.split()[0]))
                figures = {
                    f"publish to {case}": answer["publish"],
                    f"whole session, {case}: drain, state, typed event": answer["whole"],
                }
                if case == "1 listener":
                    figures["emit, the foreign thread held"] = answer["emit"]
                    figures["drain, with its Event objects"] = answer["drain"]
                    figures["emit and whole session, 1 listener"] = answer["emit"] + answer["whole"]
            if index >= 3 * _WARM_UP:
                for name, value in figures.items():
                    table.add(name, value)
    table.order(
        [
            direct,
            "emit, the foreign thread held",
            "drain, with its Event objects",
            *(f"publish to {case}" for case in ("1 listener", "10 listeners")),
            *(
                f"whole session, {case}: drain, state, typed event"
                for case in ("1 listener", "10 listeners")
            ),
            "emit and whole session, 1 listener",
        ]
    )
    return [table]
