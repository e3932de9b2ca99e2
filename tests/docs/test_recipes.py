"""What the recipes for apps repeat of the project's own settings and texts is in step with them."""

from __future__ import annotations

import re
import tomllib

from .pages import ROOT

RECIPES = {page.name: page.read_text() for page in (ROOT / "docs/recipes").glob("*.md")}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
WHEELS = PROJECT["tool"]["cibuildwheel"]
ANDROID = ("briefcase-chaquopy.md", "python-for-android.md")


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
