"""Every Python of this machine: builds the package as a user's would, and passes the tests."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .conftest import ROOT, Interpreter, make_venv, run

pytestmark = [pytest.mark.packaging, pytest.mark.timeout(900)]

# A C compiler with what it is made of, and what pip and CMake cannot do without.
TOOLS = (
    "cc",
    "gcc",
    "as",
    "ld",
    "ar",
    "ranlib",
    "nm",
    "objcopy",
    "objdump",
    "strip",
    "sh",
    "uname",
)


def only_a_compiler(folder: Path) -> str:
    """Make a PATH on which there is a C compiler and little else: no CMake, no Ninja, no git."""
    folder.mkdir()
    for name in TOOLS:
        if (found := shutil.which(name)) is not None:
            (folder / name).symlink_to(Path(found).resolve())
    return str(folder)


def test_installed_wheel_passes_the_tests(
    interpreter: Interpreter, source: Path, tmp_path: Path
) -> None:
    python = make_venv(interpreter.path, tmp_path / "venv")
    run(
        *(python, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", tmp_path / "dist", source),
        PATH=only_a_compiler(tmp_path / "bin"),
    )
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    run(python, "-m", "pip", "install", f"{wheel}[test]")
    # Away from the sources, or Python would find the package there, without its extension.
    work = tmp_path / "work"
    for name in ("tests/unit", "tests/data"):
        shutil.copytree(ROOT / name, work / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in (ROOT / "pyproject.toml", *(ROOT / "tests").glob("*.py")):
        shutil.copy(path, work / path.relative_to(ROOT))
    where = "import audio_session._native as n; print(n.drivers(), n.__file__)"
    drivers, file = run(python, "-c", where, cwd=work).stdout.rsplit(maxsplit=1)
    assert Path(file).is_relative_to(tmp_path / "venv")
    assert drivers == "('linux',)", "a wheel for Linux holds the Linux driver alone"
    # What was installed is to be tested, not what pytest rewrites a plugin's package into.
    plain = ("--assert=plain", "-p", "no:cacheprovider")
    done = run(python, "-m", "pytest", "-q", *plain, "tests/unit", cwd=work)
    print(done.stdout)
