"""The demo's story as a timeline: one line an event, in columns, or one JSON object each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.cells import cell_len

from ._output import plain
from ._telling import fields, words

if TYPE_CHECKING:
    from ._output import Output

_HEADINGS = ("time", "who", "does what", "our app is told", "our app")
_NARROW = (8, 11, 21, 20)
_WIDE = (8, 12, 28, 32)
_WIDE_FROM = 100
_STYLES = {"Podcast": "cyan", "Maps": "magenta", "Phone": "yellow", "Headphones": "blue"}


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the story.

    ``told`` holds the session's events that came of it; ``missing`` says what should have come and
    did not. ``delay`` is the time from the other app's act to our being told, in seconds, where
    both are known.
    """

    time: float
    by: str
    happens: str
    told: tuple[object, ...] = ()
    answer: str = ""
    does: str = ""
    missing: str = ""
    delay: float | None = None


@dataclass
class Timeline:
    """Prints the steps as they come, and keeps count."""

    output: Output
    steps: int = 0
    missing: list[str] = field(default_factory=list)
    delays: list[float] = field(default_factory=list)

    def head(self) -> None:
        """Print the headings of the columns."""
        widths = self._widths()
        cells = [
            _fill(text, width, right=not place)
            for place, (text, width) in enumerate(zip(_HEADINGS, widths, strict=False))
        ]
        self.output.line(("".join([*cells, _HEADINGS[-1]]), "bold"))

    def tell(self, step: Step) -> None:
        """Print one step."""
        self.steps += 1
        if step.missing:
            self.missing.append(f"{step.by} {step.happens}: {step.missing}")
        if step.delay is not None:
            self.delays.append(step.delay)
        self.output.record(
            "step",
            time=step.time,
            by=step.by,
            happens=step.happens,
            told=[fields(event) for event in step.told],
            answer=step.answer,
            does=step.does,
            missing=step.missing,
            delay_ms=None if step.delay is None else round(step.delay * 1000, 3),
        )
        told, *also = [*filter(None, [step.answer]), *map(words, step.told)] or [""]
        when, who, what, hears = widths = self._widths()
        wide = widths == _WIDE
        self.output.line(
            (_fill(f"{step.time:.3f}", when, right=True), "dim"),
            (_fill(plain(step.by, who), who), _STYLES.get(step.by, "green")),
            _fill(step.happens, what),
            (_fill(plain(told), hears) if told or not step.missing else "", "bold"),
            (f"nothing: {step.missing}", "bold red") if step.missing else step.does,
            ("" if step.delay is None or not wide else f"  ({_ms(step.delay)})", "dim"),
        )
        for one in also:
            self.output.line(" " * (when + who + what), (plain(one), "bold"))

    def summary(self) -> str:
        """Return in one sentence how it went."""
        if self.missing:
            return "Not as told. What did not come:"
        if not self.delays:
            return "All came as told."
        slowest = _ms(max(self.delays))
        return f"All came as told, at most {slowest} after another app asked."

    def _widths(self) -> tuple[int, int, int, int]:
        return _WIDE if self.output.console.width >= _WIDE_FROM else _NARROW


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def _fill(text: str, width: int, *, right: bool = False) -> str:
    """Pad text to ``width`` columns and a gap; longer text only keeps the gap."""
    space = " " * max(0, width - cell_len(text) - (2 if right else 1))
    return f"{space}{text}  " if right else f"{text}{space} "
