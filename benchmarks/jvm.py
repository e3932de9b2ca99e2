"""What the measures of Android need of Java: a JVM, and Android's classes as far as we stand in."""

from __future__ import annotations

import functools
import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from . import build
from .harness import ROOT, MissingError, Worker, python

if TYPE_CHECKING:
    from contextlib import ExitStack

_OURS = Path(__file__).resolve().parent / "java"
_FAKES = ROOT / "tests/native/android/shim/java"
# The same for every worker; a JVM of this size collects its garbage in well under a millisecond.
# Its memory is there from the start, as else whoever is first to use a page pays for it.
_OPTIONS = ["-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch"]


class Setup(TypedDict):
    """What a worker is told, as JSON."""

    libjvm: str
    options: list[str]
    class_path: list[str]
    library: str
    """jvm.c, compiled."""


@functools.cache
def setup() -> Setup:
    """Compile the bridge and the stand-in, and find the JVM; ``MissingError`` says what lacks."""
    compiler = shutil.which("javac")
    if not compiler:
        raise MissingError("a JDK: apt-get install default-jdk-headless")
    home = Path(compiler).resolve().parent.parent
    include = home / "include"
    library = build.program("jvm", f"-I{include}", f"-I{include / sys.platform}", shared=True)
    return {
        "libjvm": str(home / "lib/server/libjvm.so"),
        "options": _OPTIONS,
        "class_path": [str(_bridge()), str(_stand_in(compiler))],
        "library": str(library),
    }


# What a case is called in the tables: the worker's module, and what it is told to be.
DRIVER, MANAGER, SESSION = "ours, driver", "ours, AndroidAudioManager", "ours, whole session"
FLOOR = "floor: a listener in Java"
WAKING = "floor: one in C that wakes a thread"
PENDING = "floor: one in C with a pending call"
WORKERS = {
    DRIVER: ("android_ours", "driver"),
    MANAGER: ("android_ours", "manager"),
    SESSION: ("android_ours", "session"),
    "pyjnius": ("peer_java", "pyjnius"),
    "JPype": ("peer_java", "jpype"),
    FLOOR: ("android_floor", "nothing"),
    WAKING: ("android_floor", "wake"),
    PENDING: ("android_floor", "schedule"),
}


def start(stack: ExitStack, interpreter: str, *cases: str) -> dict[str, Worker]:
    """Start the workers of these cases, each with a JVM of its own, and warm them up."""
    workers = {}
    for case in cases:
        module, what = WORKERS[case]
        ours = module != "peer_java"
        package = build.package(interpreter) if ours else build.peers(interpreter)
        worker = python(interpreter, module, what, json.dumps(setup()), package=package)
        workers[case] = stack.enter_context(worker)
    for worker in workers.values():
        worker.ask("warm_up")
    return workers


def _bridge() -> Path:
    """Compile the class files that the driver carries as a dex."""
    folder = build.BUILD / "java/bridge"
    shutil.rmtree(folder, ignore_errors=True)
    build.run(sys.executable, str(ROOT / "tools/android_dex.py"), "--classes", str(folder))
    return folder


def _stand_in(compiler: str) -> Path:
    """Compile ours, which costs nothing, over the tests' fakes, which record every call."""
    folder = build.BUILD / "java/stand-in"
    shutil.rmtree(folder, ignore_errors=True)
    sources = {
        source.relative_to(root): source
        for root in (_FAKES, _OURS)
        for source in sorted(root.rglob("*.java"))
    }
    # The tests' own drives of the fakes need the fakes whole.
    del sources[Path("shim/Storm.java")]
    build.run(compiler, "-d", str(folder), *map(str, sources.values()))
    return folder
