"""What must hold whatever it costs (T13): order, the final state, and Java's thread lives on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import ExitStack

from . import build, jvm
from .harness import LIMIT, ROOT, Table

_EVENTS = 100_000
_ENDS = {0: "goes on", 2: "stops"}


def measure(*, quick: bool) -> list[Table]:
    """Count violations; all of ours have to be 0."""
    table = Table("Promises broken (T13)", "violations", base="")
    with ExitStack() as stack:
        worker = jvm.start(stack, sys.executable, jvm.DRIVER)[jvm.DRIVER]
        for count in (_EVENTS, _EVENTS + 1, _EVENTS, _EVENTS + 1, _EVENTS):
            answer = worker.ask("order", count=count)
            table.notes.append(f"{count:,} events faster than they are taken: {answer}")
            del answer["collapsed"]
            for what, broken in answer.items():
                table.add(f"ours: {what}", broken)
    for case in (jvm.SESSION, jvm.DRIVER, "pyjnius", "JPype"):
        ours = jvm.WORKERS[case][0] == "android_ours"
        ends = [_end(case) for _ in range(5 if ours or not quick else 2)]
        for end in ends:
            table.add(f"{case}: Java's thread is gone after Py_FinalizeEx", end != _ENDS[0])
        table.notes.append(f"{case}: Java's thread after Py_FinalizeEx: {', '.join(ends)}")
    return [table]


def _end(case: str) -> str:
    """Say what became of a Java thread that fires at Python when Python is gone."""
    module, what = jvm.WORKERS[case]
    package = build.package() if module == "android_ours" else build.peers()
    path = os.pathsep.join([*([str(package)] if package else []), str(ROOT)])
    command = [sys.executable, "-P", *(["-S"] if package else []), "-m", f"benchmarks.{module}"]
    try:
        done = subprocess.run(
            [*command, what, json.dumps(jvm.setup()), "outlive"],
            env={**os.environ, "PYTHONPATH": path},
            # A JVM that crashes writes a report where it stands.
            cwd=build.BUILD,
            capture_output=True,
            check=False,
            timeout=LIMIT / 6,
        )
    except subprocess.TimeoutExpired:
        return "hangs, and the process with it"
    if done.returncode == 1:
        raise RuntimeError(done.stderr.decode())
    return _ENDS.get(done.returncode, f"ends the process ({done.returncode})")
