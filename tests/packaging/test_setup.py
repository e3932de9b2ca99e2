"""What the extension in place is built from: a change of it has `make` build anew."""

from __future__ import annotations

import subprocess

import pytest

from .conftest import ROOT

pytestmark = pytest.mark.packaging


def test_a_change_of_any_source_of_the_extension_is_built_anew() -> None:
    # -p prints what make read; -q has it run nothing.
    printed = subprocess.run(
        ["make", "-pq", "setup"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout
    (line,) = (line for line in printed.splitlines() if line.startswith("SOURCES := "))
    # On a machine with GNUstep the extension holds AVFAudio's stand-in too.
    folders = ("src", "tests/native/ios/avfaudio")
    files = {path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()}
    files |= set((ROOT / "audio_session").rglob("*.p[yx][xdi]"))
    java = {path for path in files if path.suffix == ".java"}  # it comes as bridge_dex.h
    built = {path.relative_to(ROOT).as_posix() for path in files - java}
    assert built - set(line.split()) == set()
