"""Tells each story on every driver whose world can tell it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

HERE = Path(__file__).parent
for folder in (HERE, HERE.parent, HERE.parent / "server", HERE.parent / "native/ios"):
    sys.path.insert(0, str(folder))

from probes import PROBES, Probe  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from _pytest.terminal import TerminalReporter

# What came of a story: passed, skipped, failed; the worst counts. A blank: not told there.
OUTCOMES = " .sF"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "probe" in metafunc.fixturenames:
        needs: frozenset[str] = getattr(metafunc.function, "needs", frozenset())
        names = [name for name, make in PROBES.items() if needs <= make().traits]
        metafunc.parametrize("probe", names, indirect=True)


@pytest.fixture
def probe(
    request: pytest.FixtureRequest, record_property: Callable[[str, object], None]
) -> Iterator[Probe]:
    record_property("probe", request.param)
    with PROBES[request.param]() as probe:
        yield probe


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents and "[linux" in item.name:
            item.add_marker("server")


# ---- The report: the same stories, side by side -------------------------------------------------

_told: dict[str, dict[str, str]] = {}


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    probe = dict(report.user_properties).get("probe")
    if probe is None or (report.passed and report.when != "call"):
        return
    outcome = "F" if report.failed else "s" if report.skipped else "."
    story = _told.setdefault(report.location[2].partition("[")[0], {})
    story[str(probe)] = max(story.get(str(probe), " "), outcome, key=OUTCOMES.index)


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Print a row for each story, a column for each kind of world, a letter for each version."""
    heard = {probe for story in _told.values() for probe in story}
    kinds: dict[str, list[str]] = {}
    for probe in filter(heard.__contains__, PROBES):
        kinds.setdefault(probe.rpartition("-")[0], []).append(probe)
    if not kinds:
        return
    terminalreporter.section("stories")
    for kind, probes in kinds.items():
        versions = " ".join(probe.rpartition("-")[2] for probe in probes)
        terminalreporter.write_line(f"{kind}: {versions}")
    terminalreporter.write_line(" ".join([f"{'':58}", *(f"{kind:17}" for kind in kinds)]).rstrip())
    for name, story in _told.items():
        cells = ("".join(story.get(each, " ") for each in probes) for probes in kinds.values())
        title = name.removeprefix("test_").replace("_", " ")
        terminalreporter.write_line(
            " ".join([f"{title:58}", *(f"{cell:17}" for cell in cells)]).rstrip()
        )
