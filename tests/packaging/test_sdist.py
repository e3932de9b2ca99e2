"""The source distribution: what git holds, neither more nor less, and the same bytes each time."""

from __future__ import annotations

import hashlib
import subprocess
import tarfile
from typing import TYPE_CHECKING

import pytest

from .conftest import ROOT, build_sdist

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.packaging, pytest.mark.timeout(300)]

# Of use only to who works on the checkout or hosts it.
EXCLUDED = (".ci/", ".github/")
ADDED = {"PKG-INFO"}


def test_holds_what_git_holds(sdist: Path) -> None:
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode:
        pytest.skip("not a git checkout")
    expected = {
        name
        for name in listing.stdout.splitlines()
        if not name.startswith(EXCLUDED) and (ROOT / name).exists()
    }
    with tarfile.open(sdist) as archive:
        names = {member.name.partition("/")[2] for member in archive if member.isfile()}
    assert names == expected | ADDED


def test_is_reproducible(sdist: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Another time zone and umask are another machine, as far as an archive can tell.
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    again = build_sdist(tmp_path)
    assert again.name == sdist.name
    assert digest(again) == digest(sdist)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
