"""The Android Runtime on this machine: builds its classes, and the tests that run on it.

Debian has the runtime of Android 11 without a Java class. Here ``java.lang`` and what else the
runtime knows by its fields are ours (``tests/native/android/art/java``), the rest of ``java`` is
Android 5's and RoboVM's, and ``dalvik.system`` with its class loaders is Android 11's own.
"""

from __future__ import annotations

import fcntl
import functools
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import framework
import pytest
from android_dex import COMPILER, DEXER, SOURCES, compile_classes
from framework_jars import ASM, CACHE, FRAMEWORK, Artifact, fetch
from requirements import missing

if TYPE_CHECKING:
    from collections.abc import Collection

HERE = framework.ROOT / "tests/native/android/art"
BUILD = framework.ROOT / "build/art"
FAKES = framework.ROOT / "tests/native/android/shim/java"
LIBRARIES = Path("/usr/lib/x86_64-linux-gnu/android")
LANG = Artifact(
    "com.mobidevelop.robovm:robovm-rt:2.3.21",
    "ff99c6f11b733792ad0833f3edd8412db1c032952e68b5d29ddb6fb794fc7404",
)
"""Android 4.4's java.lang, as class files that the dexer reads."""
BASE = (
    (FRAMEWORK[21], ("java/", "libcore/", "android/system/")),
    (LANG, ("java/lang/",)),
    (
        FRAMEWORK[30],
        ("java/", "libcore/", "dalvik/", "android/system/", "org/apache/harmony/dalvik/"),
    ),
)
"""What the core classes are made of: a later row's class takes the place of an earlier one's."""
_JARS = (FRAMEWORK[21], FRAMEWORK[30], FRAMEWORK[36])  # the last for the bridge
PROGRAMS = ("shim", "vm", "storm", "faults", "art")
LOADERS_OF_FAKES = {"DexClassLoader", "InMemoryDexClassLoader", "Dex", "DexLoader"}
"""Fakes whose place the runtime's own class loaders take."""


def need() -> None:
    """Skip the test where the runtime or a jar is not there; in CI that is a failure."""
    framework.need(*(level for level, artifact in FRAMEWORK.items() if artifact in _JARS))
    if lacking := [*missing("art"), *missing("java"), *missing("native")]:
        reason = f"this machine lacks {' '.join(lacking)} (apt-get install)"
        if framework.IN_CI:
            pytest.fail(reason)
        pytest.skip(reason)


@functools.cache
def built() -> Path:
    """Build what changed, the tests in BUILD; return a folder with the runtime's dexes."""
    sources = [
        path
        for root in (HERE, FAKES, SOURCES)
        for path in root.rglob("*.*")
        if path.suffix in {".java", ".c"}
    ]
    made = CACHE / f"art-{framework.state_of(sorted([*sources, Path(__file__)]))}"
    BUILD.mkdir(parents=True, exist_ok=True)
    with (BUILD / "lock").open("w") as lock:  # pytest has more than one worker
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            draft = made.with_name(f"{made.name}.{os.getpid()}")
            _core(draft)
            _framework(draft)
            _bridge(draft)
            _signatures(draft)
            _natives(draft, made)
            draft.rename(made)
        _tests(made)
    return made


def _tests(made: Path) -> None:
    """Build the shim's tests, as they are, with the runtime for a JVM."""
    options = {
        "CMAKE_BUILD_TYPE": "Debug",
        "AUDIO_SESSION_DRIVERS": "android",
        "AUDIO_SESSION_TESTS": "ON",
        "AUDIO_SESSION_TEST_ART": "ON",
        "JAVA_JVM_LIBRARY": made / "libjvm.so",
        "Python_EXECUTABLE": sys.executable,
    }
    defined = [f"-D{name}={value}" for name, value in options.items()]
    run("cmake", "-S", framework.ROOT, "-B", BUILD, "-G", "Ninja", *defined)
    run("ninja", "-C", BUILD, *(f"android_{name}_test" for name in PROGRAMS))


def _core(folder: Path) -> None:
    """Make the core classes."""
    core, ours = folder / "core", folder / "ours"
    for artifact, packages in BASE:
        with zipfile.ZipFile(fetch(artifact)) as jar:
            names = [name for name in jar.namelist() if name.startswith(packages)]
            jar.extractall(core, [name for name in names if name.endswith(".class")])
    compile_java(HERE / "java", ours, core)
    for source in (HERE / "java").rglob("*.java"):
        replaced = core / source.relative_to(HERE / "java")
        for old in (
            *replaced.parent.glob(f"{source.stem}$*.class"),
            replaced.with_suffix(".class"),
        ):
            old.unlink(missing_ok=True)
    shutil.copytree(ours, core, dirs_exist_ok=True)
    patched = core / "dalvik/system/DexPathList.class"
    run("java", "-cp", fetch(ASM), HERE / "tool/Patch.java", patched)
    make_dex(core, folder / "core.jar", "--core-library")


def _framework(folder: Path) -> None:
    """Make the fakes of the shim's tests."""
    compile_java(FAKES, folder / "fakes", folder / "core", without=LOADERS_OF_FAKES)
    make_dex(folder / "fakes", folder / "framework.jar")


def _signatures(folder: Path) -> None:
    """Make the classes of API 36 that the bridge uses, without what is in their methods."""
    jar = fetch(FRAMEWORK[36])
    made = folder / "signatures"
    run("java", "-cp", fetch(ASM), HERE / "tool/Strip.java", jar, made, folder / "bridge")
    make_dex(made, folder / "signatures.jar")


def _bridge(folder: Path) -> None:
    """Make the bridge, for where a test hands it to the driver."""
    (folder / "bridge").mkdir()
    compile_classes(folder / "bridge")
    make_dex(folder / "bridge", folder / "bridge.jar")


def bridge_classes(made: Path) -> list[str]:
    """Return the names of the bridge's classes."""
    files = sorted((made / "bridge").rglob("*.class"))
    return [".".join(path.relative_to(made / "bridge").with_suffix("").parts) for path in files]


def _natives(folder: Path, made: Path) -> None:
    """Make the libraries: those that the runtime asks for, and the one that starts it."""
    java = Path(shutil.which("javac") or "").resolve().parents[1] / "include"
    command = ["cc", "-shared", "-fPIC", "-Wall", "-Wextra", "-Werror"]
    command += [f"-I{java}", f"-I{java / 'linux'}"]
    (folder / "lib").mkdir()
    for name in ("icu_jni", "javacore", "openjdk"):
        run(*command, HERE / "natives.c", "-o", folder / f"lib/lib{name}.so", "-lm")
    paths = [f'-DART_FOLDER="{made}"', f'-DART_LIBRARIES="{LIBRARIES}"']
    run(*command, *paths, HERE / "runtime.c", "-o", folder / "libjvm.so", "-ldl")


def compile_java(sources: Path, out: Path, core: Path, *, without: Collection[str] = ()) -> None:
    """Compile for the runtime's core classes."""
    files = [path for path in sorted(sources.rglob("*.java")) if path.stem not in without]
    options = ["-source", "1.8", "-target", "1.8", "-g:lines,source", "-nowarn", "-proc:none"]
    options += ["-encoding", "UTF-8", "-bootclasspath", str(core), "-d", str(out)]
    run("java", "-jar", fetch(COMPILER), *options, *files)


def make_dex(classes: Path, file: Path, *options: str) -> None:
    """Turn class files into a jar with a dex."""
    main = ["com.android.dx.command.Main", "--dex", "--min-sdk-version=26", *options]
    run("java", "-cp", fetch(DEXER), *main, f"--output={file}", classes)


def run(*command: str | Path) -> None:
    """Run a tool, which has to succeed."""
    done = subprocess.run(
        list(map(str, command)), stdout=-1, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{command[0]}: status {done.returncode}\n{done.stdout}"


def folder_of(test: str) -> str:
    """Return the folder of tests/native/android that a test program is in."""
    return "art" if test == "art" else "shim"


def on_art(
    test: str, *arguments: str, libraries: tuple[Path, ...] = (), android: str = "framework"
) -> subprocess.CompletedProcess[str]:
    """Run one of the shim's test programs on the runtime, whose log is in what it says.

    ``android`` is "framework", the fakes, or "signatures", those of API 36.
    """
    made = built()
    root = made / "root"
    for folder in (root, made / "data"):
        folder.mkdir(exist_ok=True)
    environment = {
        "BRIDGE_CLASSES": " ".join(bridge_classes(made)),
        "ANDROID_ROOT": root,
        "ANDROID_ART_ROOT": root,
        "ANDROID_DATA": made / "data",
        "ART_FRAMEWORK": made / f"{android}.jar",
        "LD_LIBRARY_PATH": os.pathsep.join(map(str, (made / "lib", *libraries))),
        "LD_PRELOAD": LIBRARIES / "libsigchain.so.0",  # it has to see every handler of a signal
    }
    return subprocess.run(
        [BUILD / f"tests/native/android/{folder_of(test)}/android_{test}_test", *arguments],
        env=os.environ | {name: str(value) for name, value in environment.items()},
        stdout=-1, stderr=subprocess.STDOUT, text=True, check=False, timeout=110,
    )  # fmt: skip
