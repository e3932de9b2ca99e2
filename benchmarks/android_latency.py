"""One focus change at a time from a Java thread: how soon it is heard, and what it holds up."""

from __future__ import annotations

import sys
from contextlib import ExitStack

from . import build, jvm
from .harness import Table, interleaved, percentile

_PEERS = ("pyjnius", "JPype")
_BOTH = (jvm.SESSION, jvm.DRIVER)
# Title; way of delivery of ours, and of the peers; whether the main thread computes.
_SCENES = (
    ("idle main thread", ("thread",), "thread", False),
    ("idle event loop (T5, T6)", ("asyncio",), "asyncio", False),
    ("busy main thread (T1)", ("thread",), "thread", True),
    ("busy event loop, slices of 10 ms", ("asyncio",), "asyncio", True),
)
_URGENT = ("busy main thread, urgent (T2)", ("urgent", "thread"), "thread", True)


def case(ours: str, way: str) -> str:
    """Return the name of a row of ours."""
    return f"{ours}, {way}"


def measure(*, quick: bool) -> list[Table]:
    """One event at a time, at random distances."""
    tables = [_scene(scene, sys.executable, quick=quick) for scene in _SCENES]
    newest = build.interpreter_with_urgent()
    if newest is None:
        tables[-1].notes.append("urgent listeners: no CPython 3.13 or newer on this machine")
    else:
        tables.append(_scene(_URGENT, newest, quick=quick))
    return tables


def _scene(
    scene: tuple[str, tuple[str, ...], str, bool], interpreter: str, *, quick: bool
) -> Table:
    title, ways, peers_way, busy = scene
    version = build.package(interpreter).name.removeprefix("cpython-")
    rows = {case(ours, way): (ours, way) for way in ways for ours in _BOTH}
    rows |= {peer: (peer, peers_way) for peer in _PEERS}
    floors = [jvm.FLOOR, jvm.WAKING, *([jvm.PENDING] if "urgent" in ways else [])]
    rows |= {floor: (floor, "") for floor in floors}
    table = Table(
        f"Java to listener, CPython {version[0]}.{version[1:]}, {title}",
        "us p50",
        base=next(iter(rows)),
    )
    interval_us, count = (10_000, 40) if busy else (1000, 200)
    with ExitStack() as stack:
        workers = jvm.start(stack, interpreter, *_BOTH, *_PEERS, *floors)
        for index, row in enumerate(interleaved((5 if quick else 11) + 1, list(rows))):
            worker, way = rows[row]
            what: dict[str, object] = {"interval_us": interval_us, "count": count, "busy": busy}
            if way:
                what["face"] = way
            answer = workers[worker].ask("run", **what)
            latency, held = answer["latency"], answer["held"]
            assert len(latency) == len(held) == count
            if index >= len(rows):
                table.add(
                    row,
                    percentile(latency, 50) / 1000,
                    p99=percentile(latency, 99) / 1000,
                    **{
                        "held p50": percentile(held, 50) / 1000,
                        "held p99": percentile(held, 99) / 1000,
                    },
                )
    table.order(list(rows))
    return table
