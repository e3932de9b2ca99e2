"""From a notification that iOS posts on a thread of its own to a listener in Python, on GNUstep."""

from __future__ import annotations

import shutil
import sys
from contextlib import ExitStack

from . import build
from .harness import MissingError, Table, interleaved, percentile, python

DRIVER, SESSION = "ours, driver", "ours, whole session"
_LEVELS = {DRIVER: "driver", SESSION: "session"}
_FLOOR = "floor: an observer in Objective-C that counts"
_POSTING = "of which the thread that posts is held"
_WARM_UP = 2
# Title; way of delivery; whether the main thread computes.
_SCENES = (
    ("idle main thread", "thread", False),
    ("idle event loop", "asyncio", False),
    ("busy main thread", "thread", True),
    ("busy event loop, slices of 10 ms", "asyncio", True),
)


def measure(*, quick: bool) -> list[Table]:
    """In bursts, and one at a time at random distances."""
    if not (shutil.which("clang") and shutil.which("gnustep-config")):
        raise MissingError(
            "GNUstep: apt-get install clang libgnustep-base-dev libblocksruntime-dev"
        )
    package = build.package(ios=True)
    with ExitStack() as stack:
        workers = {
            case: stack.enter_context(
                python(sys.executable, "ios_ours", level, package=package),
            )
            for case, level in _LEVELS.items()
        }
        burst = Table("A notification on a foreign thread, bursts of 128", "ns/event", base=DRIVER)
        cases = list(workers)
        rounds = 5 if quick else 21
        for index, case in enumerate(
            interleaved(rounds + _WARM_UP, cases), -_WARM_UP * len(workers)
        ):
            answer = workers[case].ask("burst")
            floor = workers[case].ask("floor", count=1024) if case == DRIVER else None
            if index < 0:
                continue
            burst.add(case, answer["event"])
            if floor:
                burst.add(_POSTING, answer["post"])
                burst.add(_FLOOR, floor["post"])
        burst.order([_FLOOR, DRIVER, _POSTING, SESSION])
        burst.notes.append("posting and delivering added up; GNUstep's part is in all rows")
        tables = [burst]
        for title, way, busy in _SCENES:
            table = Table(f"Notification to listener, {title}", "us p50", base=DRIVER)
            interval_us, count = (10_000, 40) if busy else (1000, 200)
            for index, case in enumerate(interleaved((5 if quick else 11) + 1, cases), -len(cases)):
                answer = workers[case].ask(
                    "run", face=way, interval_us=interval_us, count=count, busy=busy
                )
                latency, held = answer["latency"], answer["held"]
                assert len(latency) == len(held) == count
                if index >= 0:
                    table.add(
                        case,
                        percentile(latency, 50) / 1000,
                        p99=percentile(latency, 99) / 1000,
                        **{
                            "held p50": percentile(held, 50) / 1000,
                            "held p99": percentile(held, 99) / 1000,
                        },
                    )
            table.order(cases)
            tables.append(table)
    return tables
