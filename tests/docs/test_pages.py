"""The pages are in step with the tree and the code."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from audio_session import AndroidAudioManager, AVAudioSession, Capability, DenialReason, errors
from audio_session._native import Channel
from audio_session.platforms.android import AndroidPlatform
from audio_session.platforms.ios import IosPlatform
from audio_session.platforms.linux import LinuxPlatform
from audio_session.simulator import AndroidDevice

from .pages import PAGES, ROOT

if TYPE_CHECKING:
    from pathlib import Path

_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
_PATH = re.compile(r"`((?:audio_session|src|tests|tools|docs|benchmarks)/[\w./-]+)`")
_TEST = re.compile(r"`(tests/[\w./-]+)::(\w+)`")


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for link in _LINK.findall(page.read_text()):
        if link.startswith(("https://", "mailto:")):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_paths_exist(page: Path) -> None:
    missing = [path for path in _PATH.findall(page.read_text()) if not (ROOT / path).exists()]
    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_tests_that_are_named_exist(page: Path) -> None:
    for path, name in _TEST.findall(page.read_text()):
        assert re.search(rf"def {name}\(|TEST\w*\(\w+, {name}\)", (ROOT / path).read_text()), name


def test_the_map_names_every_module() -> None:
    index = (ROOT / "docs/design/README.md").read_text()
    for path in (ROOT / "src/native").iterdir():
        if path.is_dir() and path.name != "include":
            assert f"`src/native/{path.name}`" in index
    for path in (ROOT / "audio_session").iterdir():
        is_public = path.suffix == ".py" and not path.name.startswith("_")
        if is_public or (path / "__init__.py").exists():
            assert f"`audio_session/{path.name}`" in index


def test_the_table_of_states_is_the_code_s() -> None:
    check = [sys.executable, "tools/state_table.py", "--check"]
    done = subprocess.run(check, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_errors_are_all_described() -> None:
    page = (ROOT / "docs/errors.md").read_text()
    for name, error in vars(errors).items():
        if isinstance(error, type) and issubclass(error, Exception):
            assert f"`{name}`" in page
    reasons = set(re.findall(r"^\| `([A-Z_]+)` \|", page, re.MULTILINE))
    assert reasons <= set(DenialReason.__members__)


def test_capabilities_are_all_described_and_are_those_of_the_code() -> None:
    page = (ROOT / "docs/getting-started.md").read_text()
    cell = r" ?(yes|API \d+|)"
    rows = re.findall(rf"^\| `(\w+)` \| [^|]+ \|{cell} \|{cell} \|{cell} \|$", page, re.MULTILINE)
    assert [row[0] for row in rows] == list(Capability.__members__)

    def told(column: int, level: int = 0) -> set[Capability]:
        since = {"yes": "0", "": "99"}
        return {
            Capability[row[0]]
            for row in rows
            if int(since.get(row[column], row[column].removeprefix("API "))) <= level
        }

    assert told(1) == LinuxPlatform.capabilities
    assert told(3) == IosPlatform.capabilities
    for level in range(21, 38):
        platform = AndroidPlatform(AndroidDevice(level).driver())
        platform.open(Channel())
        assert told(2, level) == platform.capabilities
        platform.close()


def test_the_changelog_takes_fragments() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text()
    assert "<!-- towncrier release notes start -->\n" in changelog
    for path in (ROOT / "changes").iterdir():
        assert re.fullmatch(
            r"README\.md|template\.md\.jinja|[\w+.-]+\.(feature|bugfix|removal|doc|misc)\.md",
            path.name,
        )


def test_quoted_refusals_of_arguments_are_those_of_the_code() -> None:
    page = (ROOT / "docs/errors.md").read_text()
    (quoted,) = re.findall(r"^```text\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    with pytest.raises(TypeError) as of_android:
        asyncio.run(AndroidAudioManager().set_stream_volume("3", 1))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="gain") as of_ios:
        asyncio.run(AVAudioSession().set_input_gain(1.5))
    assert quoted.splitlines() == [str(of_android.value), str(of_ios.value)]
