"""The pages about Android's and iOS's members that are made of the code."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from audio_session import AndroidAudioManager

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / f"tools/{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["android_table", "ios_table"])
def test_the_pages_are_in_step(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert tool(name).main(["--check"]) == 0, capsys.readouterr().out


def test_every_android_member_that_upstream_has_is_here() -> None:
    table = tool("android_table")
    assert set(table.UPSTREAM) <= {table.camel(name) for name in dir(AndroidAudioManager)}


def test_every_ios_member_that_upstream_has_is_here_but_for_the_microphones() -> None:
    table = tool("ios_table")
    named = {row.upstream for row in table.members()}
    assert table.UPSTREAM - named == {"recordPermission", "requestRecordPermission"}
    assert named >= table.COMMENTED
