"""Writes the session's tables into docs/design/states.md, from the code itself.

    python tools/state_table.py [--check]

With --check nothing is written; the exit status is 1 if the page is out of step.
"""

from __future__ import annotations

import sys
from pathlib import Path

from audio_session._state import TABLE, Effect, Machine, Signal, Transition
from audio_session.events import AudioSessionState as State

PAGE = Path(__file__).resolve().parent.parent / "docs" / "design" / "states.md"
BEGIN = "<!-- {} made by tools/state_table.py: begin -->\n"
END = "<!-- {} made by tools/state_table.py: end -->\n"

_WORDS = {Effect.BEGIN: "begin", Effect.END: "end", Effect.END_SYNTHETIC: "synthetic end"}


def transitions() -> str:
    """Return the table as Markdown: a row for each signal, a column for each state."""
    states = list(TABLE)
    lines = [
        "| signal | " + " | ".join(f"in {state.name}" for state in states) + " |",
        "|---" * (len(states) + 1) + "|",
    ]
    for signal in Signal:
        cells = [_cell(TABLE[state].get(signal)) for state in states]
        lines.append(f"| `{signal.name}` | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _cell(transition: Transition | None) -> str:
    if transition is None:
        return ""
    effects = ", ".join(_WORDS[effect] for effect in transition.effects)
    return f"{transition.state.name}{f': {effects}' if effects else ''}"


def ends() -> str:
    """Return what the end of an interruption says, by the signal that ended it."""
    lines = ["| ended by | `should_resume` | `synthetic` |", "|---|---|---|"]
    for signal in Signal:
        says = sorted({_end(path, signal) for path in _ways_into_an_interruption()} - {""})
        lines += [f"| `{signal.name}` | {said} |" for said in says]
    return "\n".join(lines) + "\n"


def _ways_into_an_interruption() -> list[Signal]:
    return [
        signal
        for signal in Signal
        if (step := TABLE[State.ACTIVE].get(signal)) and Effect.BEGIN in step.effects
    ]


def _end(interruption: Signal, signal: Signal) -> str:
    machine = Machine()
    machine.feed(Signal.GRANTED)
    machine.feed(interruption)
    for outcome in machine.feed(signal):
        if outcome.effect is not Effect.BEGIN:
            synthetic = "yes" if outcome.effect is Effect.END_SYNTHETIC else "no"
            return f"`{outcome.should_resume}` | {synthetic}"
    return ""


def updated(page: str) -> str:
    """Return the page with the tables as they are now."""
    for table in (transitions, ends):
        begin, end = BEGIN.format(table.__name__), END.format(table.__name__)
        before, _, rest = page.partition(begin)
        _, _, after = rest.partition(end)
        page = f"{before}{begin}{table()}{end}{after}"
    return page


def main(arguments: list[str]) -> int:
    """Write the tables, or check them."""
    page = PAGE.read_text()
    wanted = updated(page)
    if arguments == ["--check"]:
        if page != wanted:
            print(f"{PAGE} is out of step; run python tools/state_table.py")
        return int(page != wanted)
    PAGE.write_text(wanted)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
