"""What the recipes for apps repeat of the project's own settings and texts is in step with them."""

from __future__ import annotations

import configparser
import re
import tomllib
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest

from .pages import PAGES, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RECIPES = {page.name: page.read_text() for page in (ROOT / "docs/recipes").glob("*.md")}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
WHEELS = PROJECT["tool"]["cibuildwheel"]
ANDROID = ("briefcase-chaquopy.md", "python-for-android.md")


PARSERS: dict[str, Callable[[str], object]] = {
    "ini": lambda text: configparser.ConfigParser().read_string(f"[app]\n{text}"),
    "py": lambda text: compile(text, "page", "exec"),
    "toml": tomllib.loads,
    "xml": lambda text: ET.fromstring(f"<all xmlns:android='android'>{text}</all>"),
}
SNIPPETS = [
    (page, language, text)
    for page in PAGES
    for language, text in re.findall(
        rf"^```({'|'.join(PARSERS)})\n(.*?)^```$", page.read_text(), re.MULTILINE | re.DOTALL
    )
]


@pytest.mark.parametrize(
    ("page", "language", "text"),
    SNIPPETS,
    ids=[f"{page.name}-{kind}" for page, kind, _ in SNIPPETS],
)
def test_what_cannot_be_run_can_be_read(page: Path, language: str, text: str) -> None:
    PARSERS[language](text)


def test_there_is_something_to_read_in_each_language() -> None:
    assert {language for _, language, _ in SNIPPETS} == set(PARSERS)


def found(pattern: str, *names: str) -> set[str]:
    """Return what the pattern's group is in those pages; each of them has to have it."""
    in_page = [set(re.findall(pattern, RECIPES[name])) for name in names]
    assert all(in_page), pattern
    return set().union(*in_page)


def test_wheels_are_built_with_the_tool_of_the_workflow() -> None:
    workflow = (ROOT / ".github/workflows/wheels.yml").read_text()
    used = set(re.findall(r"cibuildwheel@v([\d.]+)", workflow))
    assert len(used) == 1
    assert found(r"cibuildwheel==([\d.]+)", "briefcase-chaquopy.md", "briefcase-ios.md") == used


def test_apps_ask_for_the_api_level_of_the_wheels() -> None:
    level = WHEELS["android"]["environment"]["ANDROID_API_LEVEL"]
    named = r"(?:minSdk|android\.(?:minapi|ndk_api)) = (\d+)|android_(\d+)_"
    pairs = found(named, *ANDROID)
    assert {number for pair in pairs for number in pair if number} == {level}


def test_apps_ask_for_a_python_that_there_is_a_wheel_for() -> None:
    built = {tag.split("-")[0] for tag in WHEELS["build"] if "-android_" in tag}
    assert found(r"\b(cp\d{3})\b", *ANDROID) <= built


def test_the_version_in_a_recipe_is_this_one() -> None:
    version = PROJECT["project"]["version"]
    assert found(r'version = "(\d+\.\d+\.\d+)"', "python-for-android.md") == {version}
    assert found(r"audio_session-([\d.]+)-cp", "briefcase-chaquopy.md") == {version}


def test_gradle_finds_the_wheels_from_whichever_folder_it_runs_pip_in() -> None:
    folders = found(r'"--find-links", "([^"]+)"', "briefcase-chaquopy.md")
    assert all(folder.startswith(("./", "$rootDir/")) for folder in folders)


def test_quoted_errors_are_those_of_the_driver() -> None:
    page = (ROOT / "docs/android.md").read_text()
    quoted = [
        " ".join(line.removeprefix("> ") for line in block.splitlines())
        for block in re.findall(r"(?:^> .*\n)+", page, re.MULTILINE)
    ]
    sources = "".join(
        re.sub(r'"\s+"', "", (ROOT / f"src/native/android/{name}.c").read_text())
        for name in ("vm", "context")
    )
    assert len(quoted) == 2
    for text in quoted:
        assert f'"{text}"' in sources
