"""The contract's stories, and the tests of ``inside``, above the framework's own classes.

Real are driver, bridge, AudioManager, MediaFocusControl and PlaybackActivityMonitor. Each level has
a process of its own, whose JVM runs with ``-Xcheck:jni``.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
from typing import TYPE_CHECKING

import framework
import pytest
from host import jvm_options
from jvm import library

if TYPE_CHECKING:
    from pathlib import Path

PYTHON_VARIABLES = ("LIBDIR", "LIBPL", "LDVERSION", "LIBS", "SYSLIBS")
THROWS_AT = {21, 26, 31, 33, 36}
"""Where each service call throws once: 2 s a level, and AudioManager does not change with each."""
NOTHING_THROWS = "--ignore=tests/android/inside/test_faults_operations.py"
JNI_FAULT = re.compile(r"WARNING in native method|JNI local refs|FATAL ERROR in native")


def pytest_run(level: int, *arguments: str, launcher: tuple[str, ...] = ()) -> str:
    """Run pytest above the framework of a level, in a process of its own; return what it said."""
    # faulthandler would take HotSpot's own use of SIGSEGV for a crash.
    options = ["-m", "pytest", "-p", "no:faulthandler", "-p", "hosted_probe", "-q", "-s"]
    path = os.pathsep.join(str(framework.ROOT / name) for name in ("tests/android", "tools"))
    done = subprocess.run(
        [*launcher, sys.executable, *options, *arguments],
        cwd=framework.ROOT,
        env=os.environ | {"PYTHONPATH": path, "AUDIO_SESSION_FRAMEWORK": str(level)},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=110,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert not JNI_FAULT.search(done.stdout), done.stdout
    return done.stdout


def passed(said: str) -> int:
    """Return how many tests passed, of as many."""
    count = re.search(r"(\d+) passed", said)
    assert count, said
    return int(count[1])


@pytest.mark.parametrize("level", framework.LEVELS)
def test_the_stories_are_the_same(level: int) -> None:
    framework.need(level)
    assert passed(pytest_run(level, "tests/contract")) > 10


@pytest.mark.parametrize("level", framework.LEVELS)
def test_inside(level: int) -> None:
    framework.need(level)
    ignored = [] if level in THROWS_AT else [NOTHING_THROWS]
    assert passed(pytest_run(level, "tests/android/inside", *ignored)) > 100


@pytest.fixture(scope="module")
def embedding(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A program whose main is Java's, and embeds Python."""
    framework.need()
    program = tmp_path_factory.mktemp("embed") / "embed"
    source = framework.ROOT / "tests/native/android/framework/embed.c"
    java = library().parents[2]
    variables = {name: str(sysconfig.get_config_var(name) or "") for name in PYTHON_VARIABLES}
    command = ["cc", "-Wall", "-Wextra", "-Werror", "-o", str(program), str(source)]
    command += [f"-I{sysconfig.get_path('include')}"]
    command += [f"-I{java / 'include'}", f"-I{java / 'include/linux'}", "-rdynamic"]
    command += [f"-L{variables['LIBDIR']}", f"-L{variables['LIBPL']}"]
    command += [f"-lpython{variables['LDVERSION']}", f"-Wl,-rpath,{variables['LIBDIR']}"]
    command += f"{variables['LIBS']} {variables['SYSLIBS']}".split()
    command += [str(library()), f"-Wl,-rpath,{library().parent}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return program


@pytest.mark.parametrize("level", [21, 26, 34, 36])
def test_java_first(level: int, embedding: Path) -> None:
    framework.need(level)
    said = pytest_run(
        level, "tests/android/inside", NOTHING_THROWS,
        launcher=(str(embedding), *jvm_options(), "--"),
    )  # fmt: skip
    assert passed(said) > 100
    assert "the process goes on: 0 0" in said
