"""What is wrong, or doubtful, about a configuration: one finding a reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum
from reprlib import Repr

_SHORT = Repr()
_SHORT.maxstring = _SHORT.maxother = 100


def shorten(value: object) -> str:
    """Return the value as text for an error message, cut where it is long or deep."""
    if isinstance(value, Enum):
        # Bits of which none has a name have none together.
        said = f".{value.name}" if value.name else f"({value.value!r})"
        return (type(value).__name__ + said)[: _SHORT.maxother]
    try:
        return _SHORT.repr(value)
    except ValueError:  # Python writes out no int of thousands of digits
        return f"<{type(value).__name__}>"


def nearest(name: str, known: list[str]) -> str:
    """Return advice that names the known word most like ``name``, else all of them."""
    from difflib import get_close_matches  # only a mistake pays for this import  # noqa: PLC0415

    similar = get_close_matches(name, known, n=1)
    return f"did you mean {similar[0]!r}?" if similar else f"use one of {', '.join(known)}"


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    """The OS would refuse it, or nobody can know what is meant."""
    WARNING = "warning"
    """The OS may refuse it or ignores it, or it may not do what it seems to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One reason why a configuration is wrong or doubtful.

    ``field`` is the dotted name of the field, as an attribute or, for JSON, as keys. ``value`` is
    what it holds, ``rule`` what it breaks, ``fix`` what to do, ``source`` who says so.

    ``grade`` is how sure the rule is. For iOS: R ran, H text of Apple's headers, D Apple's
    documentation, O observed in the field, d documented as invalid but never seen to fail,
    A assumed. For Android: RUN ran on the framework's own classes, SRC read in its source, DOC
    Android's documentation, MEM from memory. OWN is a rule of this library.
    """

    severity: Severity
    field: str
    value: object
    rule: str
    fix: str
    source: str
    grade: str

    def __str__(self) -> str:
        return (
            f"{self.severity}: {self.field} = {shorten(self.value)}: {self.rule}; "
            f"fix: {self.fix} [{self.grade}: {self.source}]"
        )
