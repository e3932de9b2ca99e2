"""What every measure uses: peers in processes of their own, interleaved rounds, honest figures."""

from __future__ import annotations

import json
import os
import platform
import random
import select
import statistics
import subprocess
import sys
import sysconfig
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

Case = TypeVar("Case")

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 60.0  # seconds that a peer may take to answer


class MissingError(Exception):
    """Something that a measure needs is not on this machine; the text says what, and the fix."""


@dataclass
class Table:
    """The figures of one measure: of each case one number a round."""

    title: str
    unit: str
    base: str
    """The case that the ratios are against: a ratio of 3 means three times what the base takes."""
    rounds: dict[str, list[float]] = field(default_factory=dict)
    also: dict[str, dict[str, list[float]]] = field(default_factory=dict)
    """Further columns: their name, and of each case one number a round."""
    notes: list[str] = field(default_factory=list)

    def add(self, case: str, value: float, **also: float) -> None:
        """Note what ``case`` took in this round."""
        self.rounds.setdefault(case, []).append(value)
        for column, further in also.items():
            self.also.setdefault(column, {}).setdefault(case, []).append(further)

    def order(self, cases: Sequence[str]) -> None:
        """Put the rows in the order of ``cases``; the rounds ran shuffled."""
        self.rounds = {case: self.rounds[case] for case in cases if case in self.rounds}

    def values(self, case: str, column: str | None = None) -> list[float]:
        """Return a case's figures, of a further column if one is named; empty if it has none."""
        return (self.also.get(column, {}) if column else self.rounds).get(case, [])

    def ratios(self, case: str) -> list[float]:
        """Return the case's ratio to the base, round by round; empty if the base is missing."""
        base = self.rounds.get(self.base, [])
        return [value / floor for value, floor in zip(self.rounds[case], base, strict=False)]

    def to_json(self) -> dict[str, Any]:
        """Return all of it for machines: medians, and every round's figure."""
        return {
            "title": self.title,
            "unit": self.unit,
            "base": self.base,
            "notes": self.notes,
            "cases": {
                case: {
                    "median": statistics.median(values),
                    "rounds": values,
                    "ratio": statistics.median(self.ratios(case)) if self.ratios(case) else None,
                    **{
                        column: statistics.median(cases[case])
                        for column, cases in self.also.items()
                        if case in cases
                    },
                }
                for case, values in self.rounds.items()
            },
        }

    def __str__(self) -> str:
        columns = list(self.also)
        width = max(map(len, self.rounds), default=0)
        head = f"{'':{width}}  {'median ' + self.unit:>12}"
        head += "".join(f"  {column:>10}" for column in columns) + "    ratio  [least .. most]"
        lines = [f"## {self.title}", head]
        for case, values in self.rounds.items():
            line = f"{case:{width}}  {_figure(statistics.median(values)):>12}"
            for column in columns:
                further = self.also[column].get(case)
                line += f"  {_figure(statistics.median(further)) if further else '':>10}"
            ratios = self.ratios(case)
            if ratios:
                middle, least, most = statistics.median(ratios), min(ratios), max(ratios)
                line += f"  {_figure(middle):>7}  [{_figure(least)} .. {_figure(most)}]"
            lines.append(line)
        return "\n".join([*lines, *(f"({note})" for note in self.notes)])


def _figure(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 999.5 else f"{value:.3g}"


def percentile(values: Iterable[float], percent: float) -> float:
    """Return the smallest value that ``percent`` per cent of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def interleaved(rounds: int, cases: Sequence[Case], seed: int = 1) -> Iterator[Case]:
    """Yield every case once a round, each round in another order."""
    shuffled = random.Random(seed)
    for _ in range(rounds):
        yield from shuffled.sample(list(cases), len(cases))


class Worker:
    """One peer in a process of its own: a JSON line to it, a JSON line back."""

    def __init__(self, *command: str, environment: Mapping[str, str] | None = None) -> None:
        self._command = command
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **(environment or {})},
            cwd=ROOT,
        )

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    def send(self, do: str, **arguments: object) -> None:
        """Give it something to do, and do not wait."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": do, **arguments}).encode() + b"\n")
        self._process.stdin.flush()

    def receive(self) -> dict[str, Any]:
        """Return its answer to the oldest command that has none yet."""
        assert self._process.stdout is not None
        if not select.select([self._process.stdout], [], [], LIMIT)[0]:
            raise RuntimeError(f"{self._command}: no answer within {LIMIT} s: events were lost")
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self._command} ended with {self._process.wait()}")
        try:
            answer: dict[str, Any] = json.loads(line)
        except ValueError as error:
            raise RuntimeError(f"{self._command} answered {line!r}") from error
        return answer

    def ask(self, do: str, **arguments: object) -> dict[str, Any]:
        """Give it something to do, and return its answer."""
        self.send(do, **arguments)
        return self.receive()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()


def serve(handlers: Mapping[str, Callable[..., Mapping[str, Any]]]) -> None:
    """Be a worker: answer commands by ``handlers`` until the orchestrator closes the pipe."""
    for line in sys.stdin.buffer:
        command = json.loads(line)
        answer = handlers[command.pop("do")](**command)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def python(interpreter: str, module: str, *arguments: str, package: Path | None = None) -> Worker:
    """Start a module of this folder as a worker.

    With ``package``, the benchmark's own build of the library, and without any site-packages: an
    editable installation's import hook would come first. Without it, with what is installed.
    """
    # -P: not from the current directory, where an unbuilt package lies.
    command = [interpreter, "-P", *(["-S"] if package else []), "-m", f"benchmarks.{module}"]
    path = os.pathsep.join([*([str(package)] if package else []), str(ROOT)])
    return Worker(*command, *arguments, environment={"PYTHONPATH": path})


def machine() -> dict[str, Any]:
    """Say what the figures were taken on."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [line for line in cpuinfo.read_text().splitlines() if line.startswith("model name")]
        model = names[0].partition(":")[2].strip() if names else model
    return {
        "python": platform.python_version(),
        "compiler": sysconfig.get_config_var("CC"),
        "system": platform.platform(),
        "cpu": model,
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0],
    }
