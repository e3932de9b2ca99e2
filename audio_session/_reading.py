"""Reads a driver's JSON and answers: they are from outside, so every value is checked."""

from __future__ import annotations

import json
import math
import reprlib
from typing import TYPE_CHECKING, Any, TypeVar

from .errors import NativeError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

# Of an answer that is nested too deep repr() would be a RecursionError.
_SHORT = reprlib.Repr()
_SHORT.maxstring = 80


class Reading:
    """One JSON object; ``what`` names it in errors. A missing key reads as null."""

    __slots__ = ("_raw", "_what")

    def __init__(self, raw: object, what: str) -> None:
        if not isinstance(raw, dict):
            raise _nonsense(what, raw)
        self._raw: dict[str, Any] = raw
        self._what = what

    def integer(self, key: str) -> int:
        """Return a whole number."""
        return self._checked(key, self._raw.get(key), int)

    def number(self, key: str) -> float:
        """Return a number, whole or not, that is finite."""
        return self._number(key, self._raw.get(key))

    def boolean(self, key: str) -> bool:
        """Return true or false."""
        return self._checked(key, self._raw.get(key), bool)

    def text(self, key: str) -> str:
        """Return a text; ``""`` for null, which systems give for a name they do not know."""
        value = self._raw.get(key)
        return "" if value is None else self._checked(key, value, str)

    def identity(self, key: str) -> str:
        """Return a text that must be there."""
        return self._checked(key, self._raw.get(key), str)

    def maybe(self, key: str, read: Callable[[str], T]) -> T | None:
        """Return None for null, else what ``read`` makes of the key."""
        return None if self._raw.get(key) is None else read(key)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; empty for null."""
        return tuple(self._checked(key, value, str) for value in self._items(key))

    def integers(self, key: str) -> tuple[int, ...]:
        """Return a list of whole numbers; empty for null."""
        return tuple(self._checked(key, value, int) for value in self._items(key))

    def numbers(self, key: str) -> tuple[float, ...]:
        """Return a list of numbers; empty for null."""
        return tuple(self._number(key, value) for value in self._items(key))

    def pairs(self, key: str) -> tuple[tuple[float, float], ...]:
        """Return a list of pairs of numbers; empty for null."""
        pairs = []
        for pair in self._items(key):
            if not isinstance(pair, list) or len(pair) != 2:
                raise self._nonsense(key, pair)
            pairs.append((self._number(key, pair[0]), self._number(key, pair[1])))
        return tuple(pairs)

    def child(self, key: str) -> Reading:
        """Return an object inside this one."""
        return Reading(self._raw.get(key), f"{self._what}.{key}")

    def listed(self, key: str) -> tuple[Reading, ...]:
        """Return a list of objects that must be there."""
        items = self._checked(key, self._raw.get(key), list)
        return tuple(Reading(raw, f"{self._what}.{key}") for raw in items)

    def children(self, key: str) -> tuple[Reading, ...]:
        """Return a list of objects; empty for null."""
        return self.maybe(key, self.listed) or ()

    def _items(self, key: str) -> list[Any]:
        value = self._raw.get(key)
        return [] if value is None else self._checked(key, value, list)

    def _number(self, key: str, value: object) -> float:
        if type(value) in {int, float}:
            try:
                number = float(value)  # type: ignore[arg-type]
            except OverflowError:
                raise self._nonsense(key, value) from None
            if math.isfinite(number):
                return number
        raise self._nonsense(key, value)

    def _checked(self, key: str, value: object, kind: type[T]) -> T:
        if type(value) is not kind:
            raise self._nonsense(key, value)
        return value

    def _nonsense(self, key: str, value: object) -> NativeError:
        return _nonsense(f"{self._what}.{key}", value)


def read_object(document: object, what: str) -> Reading:
    """Read a document that holds one object."""
    return Reading(_parsed(document, what), what)


def read_object_or_none(document: object, what: str) -> Reading | None:
    """Read a document that holds one object or null; no document is None too."""
    raw = None if document is None else _parsed(document, what)
    return None if raw is None else Reading(raw, what)


def read_objects(document: object, what: str) -> tuple[Reading, ...]:
    """Read a document that holds a list of objects."""
    raw = _parsed(document, what)
    if not isinstance(raw, list):
        raise _nonsense(what, raw)
    return tuple(Reading(item, what) for item in raw)


def read_integers(document: object, what: str) -> tuple[int, ...]:
    """Read a document that holds a list of whole numbers."""
    raw = _parsed(document, what)
    if not isinstance(raw, list) or any(type(item) is not int for item in raw):
        raise _nonsense(what, raw)
    return tuple(raw)


def read_texts(document: object, what: str) -> tuple[str, ...]:
    """Read a document that holds a list of texts."""
    raw = _parsed(document, what)
    if not isinstance(raw, list) or any(type(item) is not str for item in raw):
        raise _nonsense(what, raw)
    return tuple(raw)


def checked(operation: str, value: object, kind: type[T]) -> T:
    """Return an operation's answer, if it is of the type that its signature says."""
    if type(value) is not kind:
        raise _nonsense(operation, value)
    return value


def _parsed(document: object, what: str) -> object:
    try:
        parsed: object = json.loads(str(document), parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise _nonsense(what, document) from None
    return parsed


def _refuse(constant: str) -> None:
    raise ValueError(constant)  # NaN and infinity, which Python takes and JSON has not


def _nonsense(what: str, value: object) -> NativeError:
    return NativeError(f"{what}: the system's answer makes no sense: {_SHORT.repr(value)}")
