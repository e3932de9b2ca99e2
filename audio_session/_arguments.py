"""What a member may be called with: checked where it is called, before a driver hears of it.

An error is a TypeError for a value of a wrong kind, else a ValueError, and names the argument, its
value, the rule and the fix, as those of a configuration's fields do (``_fields.py``). A constant
that this library has no name for is passed on: a newer system may know it.
"""

from __future__ import annotations

import inspect
import math
import sys
import threading
from typing import TYPE_CHECKING, Any, Final, TypeVar

from . import _fields
from ._fields import RejectedError
from ._findings import nearest

if TYPE_CHECKING:
    from collections.abc import Collection
    from enum import IntEnum, IntFlag, StrEnum

    from ._fields import Check

T = TypeVar("T")

INT32: Final = range(-(1 << 31), 1 << 31)
"""Java's ``int``."""
INT64: Final = range(-(1 << 63), 1 << 63)
"""Java's ``long``, and iOS's ``NSInteger``."""


def bad_argument(
    kind: type[TypeError | ValueError], name: str, value: object, rule: str, fix: str
) -> TypeError | ValueError:
    """Return the error for a caller who passed ``value`` as ``name``."""
    return RejectedError(kind, rule, fix).as_argument_error(name, value)


def _checked(name: str, value: object, check: Check) -> Any:
    try:
        return check(value)
    except RejectedError as error:
        raise error.as_argument_error(name, value) from None


def _check_range(name: str, value: object, within: range, fix: str) -> None:
    # Not by `in`: a range looks for a member of an enum one by one.
    if isinstance(value, int) and not within.start <= value < within.stop:
        rule = f"it must be {within.start} to {within.stop - 1}"
        raise bad_argument(ValueError, name, value, rule, fix)


def constant(name: str, value: object, kind: type[IntEnum], within: range = INT32) -> int:
    """Return the number of a member of ``kind``; an int without a name is one within the range."""
    _check_range(name, value, within, f"pass a member of {kind.__name__}")
    return int(_checked(name, value, _fields.member(kind)))


def bits(name: str, value: object, kind: type[IntFlag], within: range = INT32) -> int:
    """Return the number of bits of ``kind``, those without a name too."""
    fix = f"combine members of {kind.__name__} with |"
    _check_range(name, value, range(within.stop), fix)
    return int(_checked(name, value, _fields.flags(kind)))


def name_of(name: str, value: object, kind: type[StrEnum]) -> str:
    """Return the text of a member of ``kind``, or a text that the OS may know."""
    return str(_checked(name, value, _fields.member(kind)))


def whole(name: str, value: object, within: range = INT32) -> int:
    """Return a whole number within a range; True is none."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise bad_argument(TypeError, name, value, "it must be a whole number", "pass an int")
    _check_range(name, value, within, "pass an int in that range")
    return int(value)


def number(name: str, value: object, unit: str, highest: float = math.inf) -> float:
    """Return a finite number of 0.0 up to ``highest``, that included; ``unit`` says of what."""
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise bad_argument(TypeError, name, value, f"it must be a number ({unit})", "pass a float")
    # Infinity is no number of anything, and an int of hundreds of digits no float.
    if not 0.0 <= value <= min(highest, sys.float_info.max):
        most = f"to {highest}" if highest < math.inf else "or more, and finite"
        rule = f"it must be 0.0 {most} ({unit})"
        raise bad_argument(ValueError, name, value, rule, "pass a float in that range")
    return float(value)


def time_limit(name: str, value: object) -> float | None:
    """Return for how many seconds to wait, None for without end; what is below 0 is over."""
    if value is None:
        return None
    rule, fix = "it must be a number of seconds, or None for no end", "pass a float, or None"
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise bad_argument(TypeError, name, value, rule, fix)
    if isinstance(value, float) and math.isnan(value):
        raise bad_argument(ValueError, name, value, rule, fix)
    # No lock waits for longer: three centuries are as good as no end.
    return value if value < threading.TIMEOUT_MAX else None


def boolean(name: str, value: object) -> bool:
    """Return True or False; 1 is neither."""
    return bool(_checked(name, value, _fields.boolean))


def text(name: str, value: object) -> str:
    """Return a text that can be written in UTF-8."""
    if not isinstance(value, str):
        raise bad_argument(TypeError, name, value, "it must be a text", "pass a str")
    try:
        value.encode()
    except UnicodeEncodeError:
        rule = "it holds half of a character (a lone surrogate), which no system can be told"
        raise bad_argument(ValueError, name, value, rule, "pass whole characters") from None
    return str.__str__(value)  # of a str that is an enum's member too, its text


def choice(name: str, value: object, choices: Collection[str]) -> str:
    """Return one of ``choices``."""
    given = text(name, value)
    if given not in choices:
        rule = f"it must be one of {', '.join(choices)}"
        raise bad_argument(ValueError, name, value, rule, nearest(given, list(choices)))
    return given


def instance(name: str, value: object, kind: type[T]) -> T:
    """Return an object of this class."""
    checked: T = _checked(name, value, _fields.instance(kind))
    return checked


def function(name: str, value: object) -> None:
    """Refuse what cannot be called."""
    if not callable(value):
        raise bad_argument(TypeError, name, value, "it must be callable", "pass a function")
    if inspect.iscoroutinefunction(value):
        rule = "it is a coroutine function, and nobody would await what it returns"
        fix = "pass a plain function, which may start a task"
        raise bad_argument(TypeError, name, value, rule, fix)
