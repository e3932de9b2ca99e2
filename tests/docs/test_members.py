"""The pages about Android's and iOS's members that are made of the code."""

from __future__ import annotations

import csv
import importlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from audio_session import AndroidAudioManager
from audio_session.platforms._android_table import OPERATIONS

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    Tool = Callable[[str], ModuleType]

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> Tool:
    """Imports a tool, which imports others from beside it."""
    monkeypatch.syspath_prepend(ROOT / "tools")
    return importlib.import_module


@pytest.mark.parametrize("name", ["android_table", "ios_table"])
def test_the_pages_are_in_step(name: str, tool: Tool, capsys: pytest.CaptureFixture[str]) -> None:
    table = tool(name)
    assert table.main(name, table.PAGES, ["--check"]) == 0, capsys.readouterr().out


def test_every_android_member_that_upstream_has_is_here(tool: Tool) -> None:
    table = tool("android_table")
    assert set(table.UPSTREAM) <= {table.camel(name) for name in dir(AndroidAudioManager)}


def test_every_method_of_audiomanager_is_an_operation_or_is_left_out_by_name(tool: Tool) -> None:
    with (ROOT / "tests/data/android_api.tsv").open() as file:
        members = [
            row["member/arity"]
            for row in csv.DictReader(file, delimiter="\t")
            if row["class"] == "AudioManager"
        ]
    methods = {name for name, slash, _ in (each.partition("/") for each in members) if slash}
    listeners = {
        name
        for name in methods
        if re.fullmatch(r"(add|remove|register|unregister)\w+(Listener|Callback)", name)
    }
    left_out = {name for names in tool("android_table").LEFT_OUT for name in names.split(", ")}
    # A request is abandoned by its generation, of whichever kind it is.
    operations = {operation.name for operation in OPERATIONS} | {"abandonAudioFocusRequest"}
    missing = {name.removeprefix("un") for name in methods - listeners - operations} - left_out
    assert len(methods) > 90
    assert not missing


def test_every_ios_member_that_upstream_has_is_here_but_for_the_microphones(tool: Tool) -> None:
    table = tool("ios_table")
    named = {row.upstream for row in table.members()}
    assert table.UPSTREAM - named == {"recordPermission", "requestRecordPermission"}
    assert named >= table.COMMENTED
