"""The wheel: its contents, and what its metadata promises."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from email.parser import Parser
from typing import TYPE_CHECKING

import pytest

from .conftest import ROOT, build_wheel, run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.packaging, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_holds_the_package_and_nothing_else(names: set[str]) -> None:
    package = ROOT / "audio_session"
    expected = {
        path.relative_to(ROOT).as_posix()
        for pattern in ("*.py", "*.pyi", "py.typed")
        for path in package.rglob(pattern)
    }
    (extension,) = (name for name in names if name.endswith(".so"))
    assert extension.startswith("audio_session/_native.")
    found = {name for name in names if ".dist-info/" not in name}
    assert found == expected | {extension}
    assert {"audio_session/py.typed", "audio_session/_native.pyi"} <= found


def test_metadata(wheel: Path, names: set[str]) -> None:
    (folder,) = {name.partition("/")[0] for name in names if ".dist-info/" in name}
    with zipfile.ZipFile(wheel) as archive:
        metadata = Parser().parsestr(archive.read(f"{folder}/METADATA").decode())
        entry_points = archive.read(f"{folder}/entry_points.txt").decode()
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["License-Expression"] == "MIT"
    assert f"{folder}/licenses/LICENSE" in names
    for requirement in metadata.get_all("Requires-Dist", []):
        assert "extra ==" in requirement, f"{requirement}: the package has no runtime dependency"
    assert "audio-session = audio_session.cli:main" in entry_points
    tag = f"cp{sys.version_info.major}{sys.version_info.minor}"
    assert wheel.name.startswith(f"audio_session-{metadata['Version']}-{tag}-{tag}-")


def test_links_only_the_c_library(wheel: Path, tmp_path: Path) -> None:
    if shutil.which("readelf") is None:
        pytest.skip("no readelf (apt-get install binutils)")
    with zipfile.ZipFile(wheel) as archive:
        (extension,) = (name for name in archive.namelist() if name.endswith(".so"))
        path = archive.extract(extension, tmp_path)
    dynamic = run("readelf", "--dynamic", "--wide", path).stdout
    needed = {
        line.partition("[")[2].removesuffix("]")
        for line in dynamic.splitlines()
        if "(NEEDED)" in line
    }
    libraries = {name.partition(".so")[0] for name in needed}
    assert libraries <= {"libc", "libpthread", "libdl", "libm", "librt", "ld-linux-x86-64"}, (
        "a sound server's library is opened at run time, or a machine without one cannot import us"
    )


def test_builds_without_any_driver(source: Path, tmp_path: Path) -> None:
    wheel = build_wheel(source, tmp_path / "dist", "cmake.define.AUDIO_SESSION_DRIVERS=")
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from audio_session import _native, blocking\n"
        "assert _native.__file__.startswith(sys.argv[1]), _native.__file__\n"
        "with blocking.AudioSession() as session:\n"
        "    print(_native.drivers(), session.platform_name, bool(session.set_active(True)))\n"
        "    print(*session.warnings)\n"
    )
    # -S keeps the editable install's import hook out.
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program, str(site)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    first, second = done.stdout.splitlines()
    assert first == "() local True"
    assert second.startswith("linux: this build of audio_session holds no linux driver")
