"""An app that PyInstaller froze: it runs without a word about this package in its command."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from .conftest import make_venv, run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.packaging, pytest.mark.timeout(600)]

PROGRAM = """
import sys
from audio_session import AudioSessionConfiguration
from audio_session.blocking import AudioSession

for platform in ("local", "simulated-android", "simulated-ios"):
    with AudioSession(platform) as session:
        session.configure(AudioSessionConfiguration.music())
        print(session.platform_name, bool(session.set_active(True)))
print(sorted({"click", "pytest", "audio_session.cli", "audio_session.testing"} & set(sys.modules)))
"""


def test_a_frozen_app_finds_every_module(wheel: Path, tmp_path: Path) -> None:
    if shutil.which("objdump") is None:
        pytest.skip("no objdump, which PyInstaller needs (apt-get install binutils)")
    python = make_venv(sys.executable, tmp_path / "venv")
    run(python, "-m", "pip", "install", wheel, "pyinstaller>=6")
    (tmp_path / "app.py").write_text(PROGRAM)
    run(python, "-m", "PyInstaller", "--log-level", "WARN", "app.py", cwd=tmp_path)
    printed = run(tmp_path / "dist/app/app", cwd=tmp_path).stdout.splitlines()
    assert printed == ["local True", "simulated-android True", "simulated-ios True", "[]"]
