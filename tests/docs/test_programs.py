"""Every example and every piece of Python in the pages runs, and passes the type checker."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from .pages import ROOT, Block, blocks

if TYPE_CHECKING:
    from pathlib import Path

BLOCKS = blocks()
EXAMPLES = sorted((ROOT / "examples").glob("*.py"))


def run(*arguments: str | Path, cwd: Path, platform: str = "simulated-android") -> str:
    """Run Python on a simulated phone; nothing may be written to stderr."""
    done = subprocess.run(
        [sys.executable, "-W", "error", *arguments],
        cwd=cwd,
        env={**os.environ, "AUDIO_SESSION_PLATFORM": platform},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert done.stderr == ""
    return done.stdout


def test_there_are_some() -> None:
    pages = {block.page.name for block in BLOCKS}
    assert {"README.md", "getting-started.md", "configuration.md", "simulator.md"} <= pages
    assert EXAMPLES


@pytest.mark.parametrize(
    ("block", "platform"),
    [(block, platform) for block in BLOCKS for platform in block.platforms],
    ids=str,
)
def test_python_in_a_page(block: Block, platform: str, tmp_path: Path) -> None:
    program = tmp_path / "test_page.py"
    program.write_text(block.code)
    if block.kind == "pytest":
        options = ("-q", "-c", ROOT / "pyproject.toml", "--rootdir", tmp_path, "--noconftest")
        command = ("-m", "pytest", *options, program)
        assert "passed" in run(*command, cwd=tmp_path, platform=platform)
    else:
        assert block.kind == ""
        run(program, cwd=tmp_path, platform=platform)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_example(path: Path, tmp_path: Path) -> None:
    assert run(path, cwd=tmp_path) != ""


def test_python_in_pages_is_typed(tmp_path: Path) -> None:
    for number, block in enumerate(BLOCKS):
        (tmp_path / f"block_{number}.py").write_text(f"# {block}\n{block.code}")
    configuration = ("--config-file", ROOT / "pyproject.toml", "--cache-dir", tmp_path / "cache")
    files = sorted(tmp_path.glob("*.py"))
    run("-m", "mypy", *configuration, *files, cwd=ROOT)
