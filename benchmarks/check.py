"""``python -m benchmarks.check [--quick]``: measure against the other ways, and hold the bars.

A bar is a ratio to a peer in the same run, or a figure that must not be exceeded. One that the
median of the rounds misses is measured once more; it fails if it is missed again.
"""

from __future__ import annotations

import argparse
import importlib
import statistics
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import callbacks, jvm
from .android_latency import case
from .harness import MissingError, Table, machine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LEAST_ROUNDS = 5


@dataclass(frozen=True)
class Bar:
    """What one figure has to reach."""

    id: str
    measure: str
    ours: str
    peer: str | None = None
    """None: ours is held against ``limit`` as it is, else against this peer's, round by round."""
    limit: float = 0.0
    """The least ratio of the peer's to ours; without a peer the most that ours may be (0: ever)."""
    column: str | None = None
    """A further column of the table; None for its first."""
    title: str = ""
    """A part of the table's title; the id in brackets if there are no two tables of an id."""

    def rounds(self, tables: Sequence[Table]) -> list[float]:
        """Return the figure of each round; ``MissingError`` if this machine cannot measure it."""
        wanted = self.title or self.id
        for table in tables:
            if wanted in table.title:
                ours = table.values(self.ours, self.column)
                peer = table.values(self.peer, self.column) if self.peer else None
                if not ours or peer == []:
                    break
                if peer is None:
                    return ours
                return [theirs / own for theirs, own in zip(peer, ours, strict=True)]
        raise MissingError(f"what {self} needs")

    def holds(self, rounds: Sequence[float]) -> bool:
        """Judge by the median; what must never happen, by all rounds."""
        assert len(rounds) >= _LEAST_ROUNDS, f"{self}: only {len(rounds)} rounds"
        if self.limit == 0:
            return not any(rounds)
        figure = statistics.median(rounds)
        return figure >= self.limit if self.peer else figure <= self.limit

    def __str__(self) -> str:
        what = f"{self.ours}{f', {self.column}' if self.column else ''}"
        if self.peer is None:
            return f"{self.id} {self.title} {what} <= {self.limit:g}"
        return f"{self.id} {self.title} {self.peer} / {what} >= {self.limit:g}"


def _against(
    id_: str,
    measure: str,
    ours: str,
    limits: dict[str, float],
    column: str | None = None,
    title: str = "",
) -> list[Bar]:
    return [Bar(id_, measure, ours, peer, limit, column, title) for peer, limit in limits.items()]


_THREAD = case(jvm.SESSION, "thread")
_LOOP = case(jvm.SESSION, "asyncio")
# Latencies like bursts: a peer's listener has no state machine before it either.
_DRIVER_URGENT = case(jvm.DRIVER, "urgent")
_DRIVER_LOOP = case(jvm.DRIVER, "asyncio")
_LATENCY = "android_latency"

# The limits are set far below what a prototype reached, so that only a change of kind trips them.
# What wakes a thread, or waits for a bytecode to end, takes what the machine takes for it: those
# are held against a few lines of C in the same run as well, which tells a slow machine from ours.
BARS = [
    *_against(
        "T1", _LATENCY, _THREAD, {"pyjnius": 1000, "JPype": 1000, jvm.WAKING: 0.5}, "held p50"
    ),
    *_against("T1", _LATENCY, _THREAD, {"pyjnius": 100, "JPype": 100}, "held p99"),
    Bar("T1", _LATENCY, _THREAD, limit=10, column="held p50"),
    *_against("T2", _LATENCY, _DRIVER_URGENT, {"pyjnius": 500, "JPype": 500, jvm.PENDING: 0.15}),
    Bar("T2", _LATENCY, _DRIVER_URGENT, limit=15),
    *_against("T3", "android_events", jvm.DRIVER, {"pyjnius": 100, "JPype": 40}),
    *_against("T4", "android_events", jvm.DRIVER, {"pyjnius": 100, "JPype": 4}),
    *_against("T5", _LATENCY, _DRIVER_LOOP, {"pyjnius": 4, "JPype": 2}),
    *_against("T6", _LATENCY, _LOOP, {"pyjnius": 15, "JPype": 6}, "held p50"),
    *_against("T7", "android_calls", jvm.DRIVER, {"pyjnius": 100, "JPype": 25}),
    *_against("T8", "android_calls", jvm.DRIVER, {"pyjnius": 1.5, "JPype": 2}, None, "getMode"),
    *_against("T8", "android_calls", jvm.DRIVER, {"pyjnius": 1.5, "JPype": 2}, None, "setMode"),
    *_against("T9", "callbacks", callbacks.OURS, {callbacks.CTYPES: 30, callbacks.RUBICON: 60}),
    *_against("T11", "imports", "audio_session", {"jnius (pyjnius)": 3, "jpype (JPype1)": 3}),
    *(
        Bar("T13", "android_promises", case)
        for case in (
            "ours: out of order",
            "ours: unaccounted for",
            "ours: wrong final state",
            f"{jvm.DRIVER}: Java's thread is gone after Py_FinalizeEx",
            f"{jvm.SESSION}: Java's thread is gone after Py_FinalizeEx",
        )
    ),
]


def _judge(bars: Iterable[Bar], tables: Sequence[Table]) -> list[Bar]:
    """Print how each bar stands, and return those that are missed."""
    missed = []
    for bar in bars:
        rounds = bar.rounds(tables)
        holds = bar.holds(rounds)
        if not holds:
            missed.append(bar)
        figure = f"{statistics.median(rounds):.3g} [{min(rounds):.3g} .. {max(rounds):.3g}]"
        print(f"{'holds ' if holds else 'MISSED'}  {bar}: {figure}", flush=True)
    return missed


def main() -> int:
    """Return 0 if all bars hold, 1 if one failed twice, 2 if one could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.check")
    parser.add_argument("--quick", action="store_true", help="the fewest rounds")
    parser.add_argument("measure", nargs="*", help="only the bars of these measures")
    options = parser.parse_args()
    about = machine()
    print(about)
    if about["load"] > about["cores"] / 2:
        print("This machine is busy: what is missed here may hold on one that is not.")
    failed: list[Bar] = []
    lacking = 0
    for name in dict.fromkeys(bar.measure for bar in BARS):
        if options.measure and name not in options.measure:
            continue
        bars = [bar for bar in BARS if bar.measure == name]
        module = importlib.import_module(f"benchmarks.{name}")
        try:
            for _attempt in range(2):
                tables = module.measure(quick=options.quick)
                print("", *tables, "", sep="\n")
                bars = _judge(bars, tables)
                if not bars:
                    break
        except MissingError as error:
            lacking += 1
            print(f"{name}: this machine lacks {error}", file=sys.stderr)
        else:
            failed += bars
    for bar in failed:
        print(f"FAILED twice: {bar}")
    return 1 if failed else 2 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
