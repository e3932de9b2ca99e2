"""Enums that keep what they do not know.

An operating system newer than this library has numbers and names that it lacks. They become
members of their own (``UNKNOWN_99``) that equal, hash, copy and pickle as their raw value and are
never turned into another meaning.

A member is written ``NAME = value``, or ``NAME = value, since`` with the version that brought it.
"""

from __future__ import annotations

from enum import IntEnum, IntFlag, StrEnum
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

_ALL_BITS = (1 << 63) - 1
# Raw values come from outside: a stream of ever new ones must not fill the memory.
_MAX_REMEMBERED = 1024


class _Open:
    """What the three kinds share."""

    _since: Any = None

    @property
    def is_known(self) -> bool:
        """Whether this library has a name for the value (for flags: for every bit of it)."""
        return cast("Any", self).name in cast("Any", type(self)).__members__


def _remember(member: Any, value: object) -> Any:
    """Name an unknown value, and return the one member that stands for it from now on."""
    member._name_ = f"UNKNOWN_{value}"
    member._value_ = value
    known = type(member)._value2member_map_
    return known.setdefault(value, member) if len(known) < _MAX_REMEMBERED else member


class OpenIntEnum(_Open, IntEnum):
    """An OS's numbers."""

    def __new__(cls, value: int, since: object = None) -> Self:
        """Make a member that remembers the OS version that brought it."""
        member = int.__new__(cls, value)
        member._value_ = value
        member._since = since
        return member

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if type(value) is not int:
            return None
        return cast("Self", _remember(int.__new__(cls, value), value))


class OpenStrEnum(_Open, StrEnum):
    """An OS's names."""

    def __new__(cls, value: str, since: object = None) -> Self:
        """Make a member that remembers the OS version that brought it."""
        member = str.__new__(cls, value)
        member._value_ = value
        member._since = since
        return member

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if type(value) is not str:
            return None
        return cast("Self", _remember(str.__new__(cls, value), value))


class OpenIntFlag(_Open, IntFlag):
    """An OS's bits; those without a name are kept."""

    def __new__(cls, value: int, since: object = None) -> Self:
        """Make a member that remembers the OS version that brought it."""
        member = int.__new__(cls, value)
        member._value_ = value
        member._since = since
        return member

    @classmethod
    def _missing_(cls, value: object) -> Self:
        # Python's own ~bits has the named bits alone, so that bits & ~bit would lose the others.
        if type(value) is int and value < 0:
            value &= _ALL_BITS
        return cast("Self", super()._missing_(value))

    def __iter__(self) -> Iterator[Self]:
        """Iterate over the single bits, lowest first, with or without a name."""
        # The standard library yields None for a bit that only a name of several bits has.
        bits = (1 << place for place in range(self._value_.bit_length()))
        return (type(self)(bit) for bit in bits if self._value_ & bit)

    @property
    def is_known(self) -> bool:
        """Whether this library has a name for every bit."""
        return not self._value_ & ~cast("Any", type(self))._flag_mask_
