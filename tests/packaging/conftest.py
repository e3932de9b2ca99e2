"""Builds the sdist, and wheels from it, once for all packaging tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Prints what an interpreter is, or fails: a name on PATH may be a shim that leads nowhere.
_ASK = """
import json, os, sys, sysconfig
headers = os.path.join(sysconfig.get_path("include"), "Python.h")
print(json.dumps([sys.implementation.name, list(sys.version_info[:2]), os.path.exists(headers)]))
import ensurepip, venv
"""


class Interpreter(NamedTuple):
    """A CPython that this machine has."""

    version: tuple[int, int]
    path: Path

    def __str__(self) -> str:
        return ".".join(map(str, self.version))


def run(
    *command: str | Path, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a command and return what it printed; a failure shows all of it."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env={name: value for name, value in {**os.environ, **environment}.items() if value},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.fail(f"{' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}")
    return done


def interpreters() -> list[Interpreter]:
    """Find one CPython of each minor version from 3.11 on, with headers and venv."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    folders = [Path(sys.executable).parent, *map(Path, os.environ["PATH"].split(os.pathsep))]
    folders += sorted((pyenv / "versions").glob("*/bin"))
    found: dict[tuple[int, int], Interpreter] = {}
    for path in (path for folder in folders for path in sorted(folder.glob("python3*"))):
        if not path.name.removeprefix("python3").removeprefix(".").isdecimal():
            continue
        if not os.access(path, os.X_OK):
            continue
        done = subprocess.run([path, "-c", _ASK], capture_output=True, text=True, check=False)
        if done.returncode:
            continue
        name, version, headers = json.loads(done.stdout)
        key = (version[0], version[1])
        if name == "cpython" and key >= (3, 11) and headers:
            found.setdefault(key, Interpreter(key, path))
    return [found[key] for key in sorted(found)]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "interpreter" in metafunc.fixturenames:
        metafunc.parametrize("interpreter", interpreters(), ids=str)


def build_sdist(folder: Path) -> Path:
    """Build the sdist as a release does."""
    run(sys.executable, "-m", "build", "--sdist", "--no-isolation", "--outdir", folder, cwd=ROOT)
    (path,) = folder.glob("*.tar.gz")
    return path


@pytest.fixture(scope="session")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_sdist(tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="session")
def source(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist, unpacked: what is built from it has seen nothing else of this checkout."""
    folder = tmp_path_factory.mktemp("source")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    (path,) = folder.iterdir()
    return path


@pytest.fixture(scope="session")
def wheel(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel for the running Python."""
    return build_wheel(source, tmp_path_factory.mktemp("wheel"))


def build_wheel(source: Path, folder: Path, *settings: str) -> Path:
    """Build a wheel with the tools of the running environment, from nothing that was built."""
    options = [word for setting in settings for word in ("-C", setting)]
    run(
        *(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder),
        *("-C", f"build-dir={folder}/build", *options),
        cwd=source,
        PATH=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
    )
    (path,) = folder.glob("*.whl")
    return path


def make_venv(python: Path, folder: Path) -> Path:
    """Make a clean virtual environment, and return its Python."""
    run(python, "-m", "venv", folder, PYTHONPATH="", VIRTUAL_ENV="")
    return folder / "bin" / "python"
