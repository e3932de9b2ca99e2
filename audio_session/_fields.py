"""What a field may hold: the same checks for Python arguments and for JSON."""

from __future__ import annotations

import math
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar

from ._findings import shorten

if TYPE_CHECKING:
    from collections.abc import Callable

    Check = Callable[[object], Any]

_E = TypeVar("_E", bound=Enum)

_LONGEST_NAME = 256
_LONGEST_ROLE = 64


class RejectedError(Exception):
    """A field cannot hold this value. ``kind`` is TypeError or ValueError."""

    def __init__(self, kind: type[TypeError | ValueError], rule: str, fix: str) -> None:
        self.kind = kind
        self.rule = rule
        self.fix = fix
        super().__init__(rule)

    def as_argument_error(self, name: str, value: object) -> TypeError | ValueError:
        """Return the error for a caller who passed ``value`` as ``name``."""
        return self.kind(f"{name} = {shorten(value)}: {self.rule}; fix: {self.fix}")


def optional(check: Check) -> Check:
    """Accept None, and what ``check`` accepts."""

    def checked(value: object) -> Any:
        return None if value is None else check(value)

    return checked


def boolean(value: object) -> bool:
    """Accept True and False; a number is no answer to a yes-or-no question."""
    if isinstance(value, bool):
        return value
    raise RejectedError(TypeError, "it must be true or false", "pass a bool")


def _int64(value: object, what: str, such_as: object) -> int:
    if type(value) is not int:
        fix = f"pass a member or its int, such as {such_as!r}"
        raise RejectedError(TypeError, f"it must be {what}", fix)
    if not -(1 << 63) <= value < 1 << 63:
        rule = "it must fit into 64 bits, or no OS can have meant it"
        raise RejectedError(ValueError, rule, "pass the OS's own number")
    return value


def _text(value: object, longest: int, what: str, such_as: object) -> str:
    if type(value) is not str:
        fix = f"pass a str, such as {such_as!r}"
        raise RejectedError(TypeError, f"it must be {what}", fix)
    # Lone surrogates, which UTF-8 and so no OS call can carry, do not count as printable either.
    if not 0 < len(value) <= longest or not value.isprintable():
        rule = f"it must be 1 to {longest} printable characters"
        raise RejectedError(ValueError, rule, "pass the OS's own name")
    return value


def member(enum: type[_E]) -> Callable[[object], _E]:
    """Accept a member of ``enum``, or its raw value; what an open enum lacks is kept."""
    is_text = issubclass(enum, str)
    what = f"{enum.__name__} or its raw {'str' if is_text else 'int'}"

    def checked(value: object) -> _E:
        if isinstance(value, enum):
            return value
        if is_text:
            raw: str | int = _text(value, _LONGEST_NAME, what, next(iter(enum)).value)
        else:
            # Not one of Android's negative numbers, which it refuses or ignores as arguments.
            such_as = next((each.value for each in enum if each.value >= 0), 0)
            raw = _int64(value, what, such_as)
        try:
            return enum(raw)
        except ValueError:
            choices = ", ".join(repr(choice.value) for choice in enum)
            rule = f"it must be one of {choices}"
            raise RejectedError(ValueError, rule, f"pass a member of {enum.__name__}") from None

    return checked


def flags(enum: type[_E]) -> Callable[[object], _E]:
    """Accept bits of ``enum``, or their int; unknown bits are kept."""
    check = member(enum)

    def checked(value: object) -> _E:
        if type(value) is int and value < 0:
            rule = "bits cannot be negative"
            raise RejectedError(ValueError, rule, f"combine members of {enum.__name__} with |")
        return check(value)

    return checked


def positive(unit: str) -> Callable[[object], float]:
    """Accept a finite number above 0, in ``unit``."""

    def checked(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise RejectedError(TypeError, f"it must be a number of {unit}", "pass an int or float")
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if not 0 < number < math.inf:
            rule = f"it must be a finite number of {unit} above 0"
            raise RejectedError(ValueError, rule, "pass such a number, or None for no preference")
        return number

    return checked


def channels(value: object) -> int:
    """Accept a number of channels, 1 to 2**31 - 1."""
    if type(value) is not int:
        raise RejectedError(TypeError, "it must be a number of channels", "pass an int")
    if not 1 <= value < 1 << 31:
        rule = "there must be at least 1 channel, and fewer than 2**31"
        raise RejectedError(ValueError, rule, "pass such a number, or None for no preference")
    return value


def media_role(value: object) -> str:
    """Accept a role of a stream: a short ASCII word, as servers match roles literally."""
    text = _text(value, _LONGEST_ROLE, "a media role (str)", "music")
    if text.isascii() and text.replace("-", "").replace("_", "").isalnum():
        return text
    rule = "a media role has only ASCII letters, digits, '-' and '_'"
    raise RejectedError(ValueError, rule, "pass a role such as 'music' or 'phone'")


def instance(kind: type) -> Check:
    """Accept an object of this class alone."""

    def checked(value: object) -> Any:
        if isinstance(value, kind):
            return value
        raise RejectedError(TypeError, f"it must be {kind.__name__}", f"pass {kind.__name__}(...)")

    return checked
