"""How soon a listener hears of an event, and for how long the event holds the OS's thread."""

from __future__ import annotations

import sys
from contextlib import ExitStack

from . import build
from .harness import Table, Worker, interleaved, percentile, python

# Title; Python (None: this one); case -> worker and face; whether the main thread computes.
_SCENES = (
    (
        "idle main thread",
        {
            "ours, dispatcher thread": ("ours", "thread"),
            "ctypes callback": ("peer_ctypes", "thread"),
        },
        False,
    ),
    (
        "idle event loop",
        {
            "ours, asyncio": ("ours", "asyncio"),
            "ctypes + call_soon_threadsafe": ("peer_ctypes", "asyncio"),
        },
        False,
    ),
    (
        "busy main thread",
        {
            "ours, dispatcher thread": ("ours", "thread"),
            "ours, urgent": ("ours", "urgent"),
            "ctypes callback": ("peer_ctypes", "thread"),
        },
        True,
    ),
    (
        "busy event loop, slices of 10 ms",
        {
            "ours, asyncio": ("ours", "asyncio"),
            "ctypes + call_soon_threadsafe": ("peer_ctypes", "asyncio"),
        },
        True,
    ),
)


def measure(*, quick: bool) -> list[Table]:
    """One event at a time, at random distances, from a thread that Python does not know."""
    caller = str(build.program("caller", shared=True))
    newest = build.interpreter_with_urgent()
    tables = [
        _scene(title, cases, sys.executable, caller, busy=busy, quick=quick)
        for title, cases, busy in _SCENES
    ]
    if newest is None:
        tables[-1].notes.append("urgent listeners: no CPython 3.13 or newer on this machine")
    elif newest != sys.executable:
        title, cases, busy = _SCENES[2]
        tables.append(_scene(title, cases, newest, caller, busy=busy, quick=quick))
    return tables


def _scene(
    title: str,
    cases: dict[str, tuple[str, str]],
    interpreter: str,
    caller: str,
    *,
    busy: bool,
    quick: bool,
) -> Table:
    package = build.package(interpreter)
    version = package.name.removeprefix("cpython-")
    version = f"{version[0]}.{version[1:]}"
    if int(version.partition(".")[2]) < 13:
        cases = {case: peer for case, peer in cases.items() if peer[1] != "urgent"}
    base = next(iter(cases))
    table = Table(f"Foreign thread to listener, CPython {version}, {title}", "us p50", base=base)
    interval_us, count = (10_000, 40) if busy else (1000, 200)
    with ExitStack() as stack:
        workers: dict[str, Worker] = {
            case: stack.enter_context(python(interpreter, module, caller, package=package))
            for case, (module, _) in cases.items()
        }
        rounds = 3 if quick else 11
        for index, case in enumerate(interleaved(rounds + 1, list(cases))):
            answer = workers[case].ask(
                "run", face=cases[case][1], interval_us=interval_us, count=count, busy=busy
            )
            latency, held = answer["latency"], answer["held"]
            assert len(latency) == len(held) == count
            if index >= len(cases):
                table.add(
                    case,
                    percentile(latency, 50) / 1000,
                    p99=percentile(latency, 99) / 1000,
                    **{
                        "held p50": percentile(held, 50) / 1000,
                        "held p99": percentile(held, 99) / 1000,
                    },
                )
    table.order(list(cases))
    return table
