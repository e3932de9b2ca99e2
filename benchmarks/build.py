"""Builds what is measured: the package with the ticker driver, and the programs in C."""

from __future__ import annotations

import functools
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from .harness import ROOT, MissingError

HERE = Path(__file__).resolve().parent
BUILD = ROOT / "build" / "bench"
_NATIVE = ROOT / "src/native"
_VALUE = _NATIVE / "core/value.c"
_CORE = (*(_NATIVE / "core" / name for name in ("queue.c", "channel.c", "wake.c")), _VALUE)
_PULSE = (_NATIVE / "linux/pulse_api.c", _VALUE)
_INCLUDE = [f"-I{_NATIVE / folder}" for folder in ("", "include", "core", "linux")]


@functools.cache
def package(interpreter: str = sys.executable, *, ios: bool = False) -> Path:
    """Build the package for an interpreter, optimized, with the ticker among its drivers.

    With ``ios`` another one, which has the driver of iOS in front of the stand-in for AVFAudio, and
    the poster. Returns the folder for its ``PYTHONPATH``. Built by pip from a copy of the sources,
    so that what is measured is what a user gets. Only done anew when a source has changed.
    """
    tag = subprocess.check_output(
        [interpreter, "-c", "import sys; print(sys.implementation.cache_tag)"], text=True
    ).strip()
    tag += "-ios" if ios else ""
    target = BUILD / tag
    stamp = target / "stamp"
    folders = ["src", "audio_session", *(["tests/native/ios/avfaudio"] if ios else [])]
    sources = [ROOT / "pyproject.toml", ROOT / "CMakeLists.txt", HERE / "ticker.c"]
    sources += [HERE / "poster.m"] if ios else []
    for folder in (name for name in folders if name != "audio_session"):
        sources += [path for path in (ROOT / folder).rglob("*") if path.is_file()]
    sources += [
        path for path in (ROOT / "audio_session").rglob("*.p*") if "pycache" not in str(path)
    ]
    newest = max(path.stat().st_mtime for path in sources)
    if stamp.exists() and stamp.stat().st_mtime >= newest:
        return target
    copy = BUILD / f"source-{tag}"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.rmtree(target, ignore_errors=True)
    for name in folders:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "CMakeLists.txt", "README.md", "LICENSE"):
        shutil.copy2(ROOT / name, copy)
    _add_driver(copy, "ticker", "", "core", "ticker.c")
    drivers = "linux;ticker" if sys.platform == "linux" else "ticker"
    drivers += ";android" if shutil.which("javac") else ""
    if ios:
        _add_driver(copy, "poster", "POSTER", "ios", "ticker.c", "poster.m")
        drivers = "ticker;ios;poster"
    run(
        *(interpreter, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(target)),
        *("--disable-pip-version-check", "--root-user-action=ignore"),
        *("-C", f"cmake.define.AUDIO_SESSION_DRIVERS={drivers}", str(copy)),
    )
    shutil.rmtree(copy)
    stamp.touch()
    os.utime(stamp, (newest, newest))
    return target


def _add_driver(copy: Path, name: str, define: str, links: str, *sources: str) -> None:
    folder = copy / "src/native" / name
    folder.mkdir()
    for source in sources:
        shutil.copy2(HERE / source, folder)
    (folder / "CMakeLists.txt").write_text(
        f"add_library(audio_session_{name} OBJECT {' '.join(sources)})\n"
        f"target_compile_definitions(audio_session_{name} PRIVATE {define})\n"
        f"target_link_libraries(audio_session_{name} PUBLIC audio_session_{links})\n"
    )


@functools.cache
def peers(interpreter: str = sys.executable) -> Path | None:
    """Return where an interpreter finds pyjnius and JPype; None if among its own packages."""
    found = "importlib.util.find_spec('jnius') and importlib.util.find_spec('jpype')"
    check = f"import importlib.util, sys; sys.exit(not ({found}))"
    if subprocess.run([interpreter, "-c", check], check=False).returncode == 0:
        return None
    if interpreter == sys.executable:
        raise MissingError("pyjnius and JPype1: pip install 'audio_session[bench]'")
    target = BUILD / f"peers-{package(interpreter).name}"
    if not (target / "jnius").exists():
        run(
            *(interpreter, "-m", "pip", "install", "--quiet", "--target", str(target)),
            *("--disable-pip-version-check", "--root-user-action=ignore"),
            *("pyjnius>=1.6", "JPype1>=1.5"),
        )
    return target


def program(
    name: str,
    *flags: str,
    shared: bool = False,
    core: bool = False,
    pulse: bool = False,
) -> Path:
    """Compile ``name``.c: a program, or a library that is loaded at run time.

    With the library's event queue (``core``) or its table of libpulse's functions (``pulse``).
    """
    compiler = os.environ.get("CC") or shutil.which("cc")
    if not compiler:
        raise MissingError("a C compiler: apt-get install gcc")
    BUILD.mkdir(parents=True, exist_ok=True)
    target = BUILD / (f"{name}.so" if shared else name)
    run(
        *shlex.split(compiler),
        *("-O2", "-std=gnu11", "-Wall", "-Wextra", *_INCLUDE, *flags),
        *(("-shared", "-fPIC") if shared else ()),
        *(str(HERE / f"{name}.c"), *map(str, _CORE if core else _PULSE if pulse else ())),
        *("-o", str(target), "-pthread", "-ldl"),
    )
    return target


def interpreter_with_urgent() -> str | None:
    """Return an interpreter of CPython 3.13 or newer: this one, or one that pyenv or PATH has."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    candidates = [sys.executable, *map(str, sorted(pyenv.glob("3.*/bin/python"), reverse=True))]
    names = {
        entry.name
        for folder in map(Path, os.environ.get("PATH", "").split(os.pathsep))
        if folder.is_dir()
        for entry in folder.glob("python3.*")
        if re.fullmatch(r"python3\.\d+", entry.name)
    }
    candidates += sorted(names, reverse=True)
    for candidate in candidates:
        check = "import sys; sys.exit(sys.version_info < (3, 13))"
        try:
            done = subprocess.run([candidate, "-c", check], check=False, capture_output=True)
        except OSError:
            continue
        if done.returncode == 0:
            return candidate
    return None


def run(*command: str) -> None:
    """Run a tool; what it says if it fails is what is missing."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise MissingError(f"{shlex.join(command)} failed:\n{done.stdout}{done.stderr}".strip())
