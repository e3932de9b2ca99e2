"""How long an import takes in a fresh interpreter, beside the bridges of a phone app."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig

from . import build
from .harness import Table, interleaved

_CASES = {
    "audio_session": "import audio_session",
    "audio_session, and AudioSession touched": "import audio_session; audio_session.AudioSession",
    "audio_session.blocking": "import audio_session.blocking",
    "jnius (pyjnius)": "import jnius",
    "jpype (JPype1)": "import jpype",
    "pulsectl": "import pulsectl",
    "asyncio": "import asyncio",
}
_UNWANTED = ("asyncio", "typing", "dataclasses", "logging")
_PROGRAM = """
import sys
sys.path[:0] = {path!r}
from time import perf_counter_ns
before = perf_counter_ns()
{statement}
spent = perf_counter_ns() - before
loaded = set(sys.modules)
import json
print(json.dumps([spent, [name for name in {unwanted!r} if name in loaded]]))
"""


def measure(*, quick: bool) -> list[Table]:
    """T11: against ``import jnius`` and ``import jpype``; what else our own import loads."""
    package = str(build.package())
    installed = sysconfig.get_paths()["purelib"]
    table = Table("Import, a fresh interpreter each (T11)", "ms", base="audio_session")
    loaded: dict[str, list[str]] = {}
    failed: dict[str, str] = {}
    # The first round only warms the caches up.
    for case in interleaved(6 if quick else 26, list(_CASES)):
        path = [package] if case.startswith("audio_session") else [installed]
        program = _PROGRAM.format(path=path, statement=_CASES[case], unwanted=_UNWANTED)
        done = subprocess.run(
            # -S and -I: no .pth file and no environment weigh on either side.
            [sys.executable, "-I", "-S", "-c", program],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            failed[case] = done.stderr.strip().splitlines()[-1]
        elif case not in loaded:
            loaded[case] = json.loads(done.stdout)[1]
        else:
            table.add(case, json.loads(done.stdout)[0] / 1e6)
    table.order(list(_CASES))
    table.notes += [f"{case} cannot be imported here: {why}" for case, why in failed.items()]
    table.notes += [
        f"{case} loads {', '.join(names) or 'none'} of {', '.join(_UNWANTED)}"
        for case, names in loaded.items()
        if case.startswith("audio_session")
    ]
    return [table]
