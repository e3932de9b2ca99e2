"""The pages about Android that are made of the code."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from audio_session import AndroidAudioManager

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def table() -> ModuleType:
    spec = importlib.util.spec_from_file_location("android_table", ROOT / "tools/android_table.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_member_that_upstream_has_is_here(table: ModuleType) -> None:
    assert set(table.UPSTREAM) <= {table.camel(name) for name in dir(AndroidAudioManager)}


def test_the_pages_are_in_step(table: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert table.main(["--check"]) == 0, capsys.readouterr().out
