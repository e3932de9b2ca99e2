"""``python -m benchmarks [measure ...] [--quick] [--json]``: run them, print a table of each."""

from __future__ import annotations

import argparse
import importlib
import json
import sys

from .harness import MissingError, machine

MEASURES = {
    "imports": "import of the package, against jnius and jpype",
    "core": "the event queue in C, against its floors",
    "listeners": "drain and dispatch in Python, against ctypes callbacks",
    "latency": "from a foreign thread to a listener, idle and busy",
    "callbacks": "from a C callback on a foreign thread to a listener, against ctypes",
    "focus": "from one process's request to another's listener on a real server",
    "growth": "the same with 2 to 200 clients",
    "android_events": "from Java to a listener, against pyjnius and JPype",
    "android_latency": "the same one at a time, idle and busy",
    "android_calls": "into Java: a focus request, a getter, a setter, against the same",
    "android_promises": "order, final state, and Java's thread after Python's end",
    "ios_notifications": "from a notification on a foreign thread to a listener, on GNUstep",
}


def main() -> int:
    """Run the measures that were asked for, all by default."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Figures are medians of interleaved rounds, on a machine that does nothing "
        "else; ratios travel, nanoseconds do not.",
        epilog="; ".join(f"{name}: {what}" for name, what in MEASURES.items()),
    )
    parser.add_argument("measure", nargs="*", metavar="measure", help=", ".join(MEASURES))
    parser.add_argument("--quick", action="store_true", help="few rounds: does it run at all?")
    parser.add_argument("--json", action="store_true", help="one JSON object a table, for machines")
    options = parser.parse_args()
    unknown = [name for name in options.measure if name not in MEASURES]
    if unknown:
        parser.error(f"{unknown[0]!r} is no measure; there are {', '.join(MEASURES)}")
    about = machine()
    if options.json:
        print(json.dumps({"machine": about}), flush=True)
    else:
        print("\n".join(f"{key:9} {value}" for key, value in about.items()), flush=True)
    missing = 0
    for name in options.measure or MEASURES:
        try:
            tables = importlib.import_module(f"benchmarks.{name}").measure(quick=options.quick)
        except MissingError as error:
            missing += 1
            print(f"{name}: skipped, this machine lacks {error}", file=sys.stderr, flush=True)
            continue
        for table in tables:
            text = (
                json.dumps({"measure": name, **table.to_json()}) if options.json else f"\n{table}"
            )
            print(text, flush=True)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
