"""The framework host from Python: builds its Java, and runs a program of it at one API level."""

from __future__ import annotations

import functools
import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from framework_jars import ASM, CACHE, FRAMEWORK

ROOT = Path(__file__).parents[2]
JAVA = ROOT / "tests/native/android/framework/java"
LEVELS = range(21, 38)
COMPILED_AGAINST = 34
"""The newest level whose jar javac 17 reads; what differs between levels goes by reflection."""
IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}


def lacking(*levels: int) -> str:
    """Return what is missing to run these levels, "" if nothing is."""
    if not shutil.which("javac"):
        return "no JDK (apt-get install default-jdk-headless)"
    absent = [str(n) for n in (COMPILED_AGAINST, *levels) if not FRAMEWORK[n].path.exists()]
    if absent or not ASM.path.exists():
        return f"no framework jar of API {', '.join(absent)} (python tools/framework_jars.py)"
    return ""


def need(*levels: int) -> None:
    """Skip the test if these levels cannot run here; in CI that is a failure."""
    if reason := lacking(*levels):
        if IN_CI:
            pytest.fail(reason)
        pytest.skip(reason)


@functools.cache
def classes() -> Path:
    """Compile the host if a source changed; return a folder with ``boot`` and ``inner``."""
    made = CACHE / f"host-{state_of(sorted(JAVA.rglob('*.java')))}"
    if made.exists():
        return made
    draft = made.with_name(f"{made.name}.{os.getpid()}")
    _compile("boot", draft, [ASM.path])
    _compile("inner", draft, [draft / "boot", FRAMEWORK[COMPILED_AGAINST].path])
    put(draft, made)
    return made


def state_of(sources: list[Path]) -> str:
    """Return a name for what these files hold."""
    content = b"".join(source.read_bytes() for source in sources)
    return hashlib.sha256(content).hexdigest()[:16]


def put(draft: Path, made: Path) -> None:
    """Put a folder in its place, whole, or drop it if another process was faster."""
    try:
        draft.rename(made)
    except OSError:
        shutil.rmtree(draft)


def _compile(half: str, out: Path, class_path: list[Path]) -> None:
    sources = [str(source) for source in sorted((JAVA / half).rglob("*.java"))]
    command = ["javac", "-Werror", "-Xlint:all,-options,-classfile,-deprecation", "-proc:none"]
    command += ["-d", str(out / half), "-cp", os.pathsep.join(map(str, class_path))]
    done = subprocess.run([*command, *sources], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def boot_class_path() -> str:
    """Return the class path that a JVM with the host is started with."""
    return os.pathsep.join(map(str, (classes() / "boot", ASM.path)))


def run(level: int, program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a class of the host's inner half at an API level."""
    command = ["java", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"]
    command += [boot_class_path(), "audiosession.framework.Launcher", str(level)]
    command += [str(FRAMEWORK[level].path), str(classes() / "inner")]
    command += [f"audiosession.framework.{program}", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)
