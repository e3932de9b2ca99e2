"""Walks every member of a manager with bad values of each of its arguments, one at a time."""

from __future__ import annotations

import inspect
import re
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

HUGE = 1 << 70
NO_OBJECTS = ("text", 3, object())
NO_NUMBERS = ("3", 3.9, True, None, [3], object())
NO_BOOLEANS = (1, 0, "yes", None, 1.0)
NO_TEXTS = (3, None, b"bytes", ["a"], "half \ud800")
NO_LENGTHS = ("0.5", True, [1.0], -0.1, float("nan"), float("inf"), 10**400)
NO_FRACTIONS = (*NO_LENGTHS, 1.1, HUGE)


class Kind(NamedTuple):
    """What an annotation stands for: a value that it takes, and values that it does not take."""

    good: Any
    bad: tuple[Any, ...]


class Inside(NamedTuple):
    """An object with a bad value inside: the error is about ``path`` and the value there."""

    whole: Any
    path: str
    value: Any


class Argument(NamedTuple):
    """One argument of one public function."""

    owner: type
    function: str
    name: str
    kinds: Mapping[str, Kind]

    def __str__(self) -> str:
        return f"{self.owner.__name__}.{self.function}-{self.name}"

    def good(self) -> dict[str, Any]:
        """Return a good value of every argument of the function."""
        annotations = annotations_of(self.owner, self.function)
        return {name: self.kinds[kind].good for name, kind in annotations.items()}

    def bad(self) -> tuple[Any, ...]:
        return self.kinds[annotations_of(self.owner, self.function)[self.name]].bad

    async def check(self, function: Callable[..., Any]) -> None:
        """Call ``function`` with every bad value: it says what is wrong, each time."""
        for bad in self.bad():
            inside = bad if isinstance(bad, Inside) else Inside(bad, "", bad)
            said = await refusal_of(function, self.good() | {self.name: inside.whole})
            check_error(said, self.name + inside.path, inside.value)


def check_error(error: BaseException, name: str, value: object) -> None:
    """The error has the argument, the value, a rule and a fix."""
    assert type(error) in {TypeError, ValueError}, f"{name} = {value!r}: {error!r}"
    assert re.fullmatch(rf"{re.escape(name)} = .+: .+; fix: .+", str(error)), error
    said = str(error).removeprefix(f"{name} = ")
    if isinstance(value, Enum):
        shown = value.name or f"({value.value})"
        assert shown[:40] in said, error  # long names are cut
    elif type(value) in {str, bool, float, int, type(None)} and value != 10**400:
        # Long numbers are shown by their ends.
        assert said.startswith(repr(value)[:10]), error


def public_functions(owner: type) -> Iterator[str]:
    """Yield the name of every public member that can be called."""
    yield "__init__"
    functions = inspect.getmembers(owner, inspect.isroutine)
    yield from (name for name, _ in functions if not name.startswith("_"))


def annotations_of(owner: type, function: str) -> dict[str, str]:
    taken = inspect.signature(getattr(owner, function)).parameters.values()
    return {each.name: each.annotation for each in taken if each.name != "self"}


def arguments_of(owner: type, kinds: Mapping[str, Kind]) -> list[Argument]:
    """Return every argument of every public member; one that is in no table is an error."""
    found = []
    for function in public_functions(owner):
        for name, annotation in annotations_of(owner, function).items():
            assert annotation in kinds, (
                f"{owner.__name__}.{function}({name}: {annotation}): say in this test's table "
                "what it takes and what not"
            )
            found.append(Argument(owner, function, name, kinds))
    return found


async def refusal_of(function: Callable[..., Any], given: Mapping[str, Any]) -> BaseException:
    """Return what a call raises."""
    try:
        answer = function(**given)
        if inspect.isawaitable(answer):
            answer = await answer
    except Exception as error:  # whether it is the right one is for the test
        return error
    raise AssertionError(f"{function!r} took {given!r} and gave {answer!r}")
