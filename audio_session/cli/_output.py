"""Where commands print: for people through rich, for machines one JSON object a line."""

from __future__ import annotations

import json
import sys
import time
import unicodedata
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

PIPED_WIDTH = 160
"""Columns where there is no terminal: wide enough that no cell of a table has to be folded."""
_LONGEST = 80
_LONGEST_WARNING = 1000  # characters: the fix comes last


def plain(text: object, limit: int = _LONGEST) -> str:
    """Return text from outside as one harmless line of up to ``limit`` characters.

    Control characters, line breaks, terminal escapes and direction overrides become U+FFFD.
    """
    shown = str(text)
    if len(shown) > limit:
        shown = f"{shown[: limit - 1]}…"
    return "".join("\ufffd" if _is_harmful(character) else character for character in shown)


def _is_harmful(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


class Output:
    """Stdout, either for people or for machines.

    Strings are never read as rich's markup: they may hold what other apps call themselves.
    """

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        self._started = time.monotonic()
        console = Console(highlight=False, markup=False, emoji=False)
        if not console.is_terminal:
            console = Console(highlight=False, markup=False, emoji=False, width=PIPED_WIDTH)
        self.console = console

    @property
    def now(self) -> float:
        """Seconds since the command began."""
        return time.monotonic() - self._started

    def record(self, event: str, *, time: float | None = None, **fields: object) -> None:
        """Print one JSON object, where JSON was asked for; ``time`` is in seconds."""
        if not self.as_json:
            return
        moment = round(self.now if time is None else time, 6)
        sys.stdout.write(json.dumps({"event": event, "time": moment, **fields}) + "\n")
        sys.stdout.flush()

    def line(self, *parts: str | tuple[str, str]) -> None:
        """Print one line for people; a part is text, or text and its style."""
        if not self.as_json:
            text = Text.assemble(*parts)
            text.rstrip()
            self.console.print(text, soft_wrap=True)

    def paragraph(self, text: str, *, indent: int, style: str = "") -> None:
        """Print text for people, indented; folded where a terminal needs it, else on one line."""
        if self.as_json:
            return
        if self.console.is_terminal:
            self.console.print(Padding(Text(text, style), (0, 0, 0, indent)))
        else:
            self.line(" " * indent, (text, style))

    def warn(self, warnings: Iterable[str]) -> None:
        """Print what is no error, on stderr."""
        for warning in warnings:
            sys.stderr.write(f"audio-session: {plain(warning, _LONGEST_WARNING)}\n")

    def table(self, headings: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
        """Print a table for people."""
        if self.as_json:
            return
        table = Table(box=None, pad_edge=False, header_style="bold")
        for heading in headings:
            table.add_column(heading, overflow="fold")
        for row in rows:
            table.add_row(*map(Text, row))
        self.console.print(table)
