"""Counts what came of the tests, tier by tier (a tier is a folder of tests/), with skip reasons."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest
    from _pytest.terminal import TerminalReporter

HERE = Path(__file__).parent


@dataclass
class Tally:
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    reasons: Counter[str] = field(default_factory=Counter)


class TierCounter:
    def __init__(self, report: Path | None) -> None:
        self.report = report
        self.tallies: dict[str, Tally] = {}

    def _tally(self, nodeid: str) -> Tally:
        parts = Path(nodeid.partition("::")[0]).parts
        tier = parts[1] if len(parts) > 2 and parts[0] == HERE.name else "other"
        return self.tallies.setdefault(tier, Tally())

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped:
            self._skipped(report)
        elif report.failed:
            self._tally(report.nodeid).failed += 1
        elif report.when == "call":
            self._tally(report.nodeid).passed += 1

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self._tally(report.nodeid).failed += 1
        elif report.skipped:
            self._skipped(report)

    def _skipped(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        tally = self._tally(report.nodeid)
        tally.skipped += 1
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        tally.reasons[reason.removeprefix("Skipped: ")] += 1

    def pytest_terminal_summary(self, terminalreporter: TerminalReporter) -> None:
        terminalreporter.section("tiers")
        for tier, tally in sorted(self.tallies.items()):
            terminalreporter.write_line(
                f"{tier:10} {tally.passed:5} passed {tally.failed:4} failed "
                f"{tally.skipped:4} skipped"
            )
        if self.report is not None:
            counts = {tier: vars(tally) for tier, tally in self.tallies.items()}
            self.report.write_text(json.dumps(counts))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--tier-report", type=Path, help="write the counts to this file, as JSON")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(TierCounter(config.getoption("--tier-report")), "tier-counter")
