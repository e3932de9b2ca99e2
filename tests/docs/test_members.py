"""The pages about Android's and iOS's members that are made of the code."""

from __future__ import annotations

import csv
import importlib.util
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from audio_session import AndroidAudioManager
from audio_session.platforms._android_table import OPERATIONS

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


def test_every_method_of_audiomanager_is_an_operation_or_is_left_out_by_name() -> None:
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


def test_every_ios_member_that_upstream_has_is_here_but_for_the_microphones() -> None:
    table = tool("ios_table")
    named = {row.upstream for row in table.members()}
    assert table.UPSTREAM - named == {"recordPermission", "requestRecordPermission"}
    assert named >= table.COMMENTED
