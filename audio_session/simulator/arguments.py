"""Checks what a simulated driver is called with against the table's signatures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..platforms._contract import Operation, Scalar

_LETTERS = {"i": int, "b": bool, "d": float, "s": str}


def check_arguments(operation: Operation, arguments: tuple[Scalar, ...]) -> None:
    """Raise ``TypeError`` if ``arguments`` are not what the operation's signature says."""
    letters = re.findall(r"\w\??", operation.signature.partition(":")[0])
    fits = len(letters) == len(arguments) and all(map(_fits, letters, arguments))
    if not fits:
        raise TypeError(
            f"{operation.name}{arguments!r}: its signature is {operation.signature!r}; "
            "pass arguments of these types"
        )


def _fits(letter: str, argument: Scalar) -> bool:
    if argument is None:
        return letter.endswith("?")
    if letter[0] == "d" and type(argument) is int:
        return True
    return type(argument) is _LETTERS[letter[0]]
