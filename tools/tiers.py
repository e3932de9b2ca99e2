"""Runs the tiers of tests one after another, and says what each of them ran.

    python tools/tiers.py [TIER...]

A tier that this machine cannot run is skipped by name; with CI=true that is a failure. The last
line is ``N passed, N failed, N skipped``; the exit status is 1 if anything failed.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from requirements import missing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parent.parent
IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}

# The layers without OS, threads or clock: every branch of them is run.
PURE = (
    *("_enums", "_fields", "_findings", "_owners", "_record", "_rules", "_state", "_wire"),
    *("activation", "configuration", "devices", "errors", "events", "interruption_handler"),
    "validation",
    *("_android_scalars", "_arguments", "_permissions"),
    *("platforms/_adaptor", "platforms/_android_table", "platforms/_signals"),
    *("platforms/android", "platforms/linux", "platforms/local"),
    *("platforms/_ios_denials", "platforms/_ios_preferences", "platforms/_ios_setting"),
    *("platforms/_ios_table", "platforms/ios"),
    *("simulator/arguments", "simulator/ios_app", "simulator/ios_describe"),
    *("simulator/ios_hardware", "simulator/ios_operations", "simulator/ios_preferences"),
    *("simulator/ios_routes", "simulator/ios_rules", "simulator/ios_sessions"),
    *("simulator/ios", "simulator/iphone"),
    *("simulator/abilities", "simulator/app", "simulator/clock", "simulator/communication"),
    *("simulator/constants", "simulator/describe", "simulator/device_rules"),
    *("simulator/exceptions", "simulator/focus", "simulator/focus_rules"),
    *("simulator/framework_values", "simulator/hardware"),
    *("simulator/manager", "simulator/operations", "simulator/playback", "simulator/recording"),
    *("simulator/volumes", "simulator/world"),
)

# What clang-format reads.
SUFFIXES = ("c", "h", "cpp", "hpp", "m", "mm")

# As in setup.sh: the drivers that not every machine can build, and the packages that each takes.
DRIVER_NEEDS = {"android": "java", "ios": "ios"}


@dataclass
class Tally:
    """What a tier ran."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    notes: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def check(self, name: str, command: Sequence[str]) -> bool:
        """Run a command that passes or fails as a whole."""
        ok = run(command) == 0
        self.passed += ok
        self.failed += not ok
        if not ok:
            self.notes.append(f"failed: {name}")
        return ok

    def pytest(self, *arguments: str, runner: Sequence[str] = ()) -> None:
        """Run pytest; its plugin in tests/conftest.py writes down what came of each test."""
        with tempfile.TemporaryDirectory() as folder:
            report = Path(folder, "report.json")
            status = run(
                [sys.executable, *runner, "-m", "pytest", f"--tier-report={report}", *arguments]
            )
            counts = json.loads(report.read_text()) if report.exists() else {}
        for tests in counts.values():
            self.passed += tests["passed"]
            self.failed += tests["failed"]
            self.skipped += tests["skipped"]
            self.notes += [f"skipped: {reason} ({n})" for reason, n in tests["reasons"].items()]
        if status and not self.failed:  # a collection error, or no test at all
            self.failed += 1
            self.notes.append(f"failed: pytest ended with status {status}")

    def ctest(self, preset: str) -> None:
        """Configure, build and run one preset of the native tests."""
        drivers = ["linux", "loopback"]
        drivers += [name for name, needs in DRIVER_NEEDS.items() if not missing(needs)]
        for command in (
            ["cmake", "--preset", preset, f"-DAUDIO_SESSION_DRIVERS={';'.join(drivers)}"],
            ["cmake", "--build", "--preset", preset],
        ):
            if run(command):
                self.failed += 1
                self.notes.append(f"failed: {' '.join(command)}")
                return
        with tempfile.TemporaryDirectory() as folder:
            report = Path(folder, "report.xml")
            status = run(["ctest", "--preset", preset, "--output-junit", str(report)])
            suite = ET.parse(report).getroot() if report.exists() else ET.Element("testsuite")
        total, failed, skipped = (
            int(suite.get(name, "0")) for name in ("tests", "failures", "skipped")
        )
        self.passed += total - failed - skipped
        self.failed += failed
        self.skipped += skipped
        self.notes.append(f"{preset}: {total} tests")
        for case in suite.iter("testcase"):
            if case.find("skipped") is not None:
                reason, _, _ = case.findtext("system-out", "").strip().partition("\n")
                self.notes.append(f"skipped: {preset}: {case.get('name')}: {reason}")
        if status and not failed:
            self.failed += 1
            self.notes.append(f"failed: ctest --preset {preset} ended with status {status}")


def run(command: Sequence[str]) -> int:
    """Run a command in the project's root with the virtual environment's tools first on PATH."""
    print("$", *command, flush=True)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | {"PATH": path}, check=False
    ).returncode


def lint(tally: Tally) -> None:
    """Style, types, the stub against the compiled module, C and shell."""
    native = [str(path) for suffix in SUFFIXES for path in _sources(suffix)]
    python = [sys.executable, "-m"]
    tally.check("ruff", ["ruff", "check", "."])
    tally.check("ruff format", ["ruff", "format", "--check", "."])
    tally.check("mypy", [*python, "mypy"])
    tally.check("stubtest", [*python, "mypy.stubtest", "audio_session._native"])
    tally.check("cython-lint", ["cython-lint", "audio_session"])
    tally.check("clang-format", ["clang-format", "--dry-run", "-Werror", *native])
    tally.check("sh", ["sh", "-n", "tools/setup.sh"])


def _sources(suffix: str) -> list[Path]:
    return sorted(
        path.relative_to(ROOT)
        for folder in ("src", "tests/native")
        for path in (ROOT / folder).rglob(f"*.{suffix}")
    )


def python_tests(tally: Tally) -> None:
    """Unit, property and contract tests with branch coverage; all of it in the pure layers.

    The contract's stories on GNUstep are those of the tier ios.
    """
    # Not pytest-cov: our own pytest plugin is imported before that begins to measure.
    measured = ("-m", "coverage", "run")
    folders = ("tests/unit", "tests/property", "tests/contract")
    tally.pytest(*folders, "-k", "not gnustep", runner=measured)
    run([sys.executable, "-m", "coverage", "report", "--skip-covered", "--skip-empty"])
    include = ",".join(f"audio_session/{name}.py" for name in PURE)
    report = [sys.executable, "-m", "coverage", "report", f"--include={include}"]
    tally.check(
        "100 % branch coverage of the pure layers",
        [*report, "--skip-covered", "--show-missing", "--fail-under=100"],
    )


def native(tally: Tally) -> None:
    """GoogleTest and the embedded hosts: plain, with ASan and UBSan, with TSan."""
    for preset in ("dev", "asan", "tsan"):
        tally.ctest(preset)


def replay(tally: Tally) -> None:
    """The simulated Android device against recorded answers of Android's own arbiter."""
    command = [sys.executable, "-m", "audio_session.simulator.replay"]
    done = subprocess.run(
        [*command, "tests/data/focus_scenarios.json"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    print(done.stdout, done.stderr, sep="", end="", flush=True)
    counts = re.search(r"^(\d+) scenarios, (\d+) differ$", done.stdout, re.MULTILINE)
    total, differing = map(int, counts.groups()) if counts else (0, 0)
    tally.passed += total - differing
    tally.failed += differing or bool(done.returncode) or total == 0


def android(tally: Tally) -> None:
    """The shim and its tools, and all of it in front of the framework's own classes.

    Those are 2 GB: CI fetches them, elsewhere the tests of a level that is not there are skipped.
    """
    if IN_CI and not tally.check("framework jars", [sys.executable, "tools/framework_jars.py"]):
        return
    tally.pytest("tests/native/android")
    tally.pytest("tests/android", "-n", "2")  # a level is a process that mostly computes


def ios(tally: Tally) -> None:
    """The shim on GNUstep and its tools, and the contract beside the simulated iPhone's."""
    tally.pytest("tests/native/ios")
    tally.pytest("tests/contract", "-k", "ios")


class Tier(NamedTuple):
    """One tier: its name, which rows of system-packages.txt it needs, and what it does."""

    name: str
    needs: tuple[str, ...]
    run: Callable[[Tally], object]


TIERS = (
    Tier("lint", (), lint),
    Tier("python", (), python_tests),
    Tier("replay", (), replay),
    Tier("docs", (), lambda tally: tally.pytest("tests/docs")),
    Tier("native", ("native",), native),
    Tier("server", ("servers",), lambda tally: tally.pytest("tests/server")),
    Tier(
        "android",
        ("java", "android", "native"),
        android,
    ),
    Tier("ios", ("ios", "native"), ios),
    Tier("packaging", ("build", "dist"), lambda tally: tally.pytest("tests/packaging")),
)


def run_tier(tier: Tier) -> Tally:
    """Run one tier, or say why not."""
    tally = Tally()
    print(f"\n==== {tier.name} {'=' * (90 - len(tier.name))}", flush=True)
    lacking = [package for need in tier.needs for package in missing(need)]
    if lacking:
        tally.skipped, tally.failed = (0, 1) if IN_CI else (1, 0)
        tally.notes.append(f"not run: this machine lacks {' '.join(lacking)} (apt-get install)")
        return tally
    start = time.monotonic()
    tier.run(tally)
    tally.seconds = time.monotonic() - start
    if tally == Tally(seconds=tally.seconds):
        tally.failed += 1
        tally.notes.append("failed: it ran no test")
    return tally


def main(names: Sequence[str]) -> int:
    """Run the tiers of these names, or all."""
    known = {tier.name: tier for tier in TIERS}
    if unknown := set(names) - set(known):
        print(f"no tier named {', '.join(sorted(unknown))}; there are {', '.join(known)}")
        return 2
    tallies = {name: run_tier(known[name]) for name in names or known}
    print(f"\n==== What each tier ran {'=' * 72}")
    for name, tally in tallies.items():
        print(
            f"{name:10} {tally.passed:5} passed {tally.failed:4} failed {tally.skipped:4} skipped "
            f"{tally.seconds:7.1f} s"
        )
        for note in tally.notes:
            print(f"{'':10}   {note}")
    passed, failed, skipped = (
        sum(getattr(tally, kind) for tally in tallies.values())
        for kind in ("passed", "failed", "skipped")
    )
    print(f"\n{passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
