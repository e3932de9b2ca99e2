"""What the bridge uses of Android, in the framework jars of every level, and whether it is public.

A reference to what came with level N must be out of reach below N: in a class named for that level
or a newer one (``Devices23``), in an operation of that level, or where an ``if`` has compared
``SDK_INT`` with it. So must be a reference to a class of ours that is named for it.
"""

from __future__ import annotations

import csv
import re
from typing import NamedTuple

import framework
import pytest
from class_files import ClassFile, Jar, Method, Reference
from framework_jars import FRAMEWORK
from host import bridge_classes

from audio_session.platforms._android_table import OPERATIONS

OLDEST = 21
SINCE = {operation.name: int(operation.since or OLDEST) for operation in OPERATIONS}
# Needed, and not in the public API: AudioManager says them in broadcasts only.
PUBLIC_NAMES = "android/media/"
OURS = "org/audio_session/"
ROWS = f"{OURS}Listener$"
"""Each makes a listener, and is for the levels that its row says: test_the_rows_of_listeners."""


class Row(NamedTuple):
    since: int
    value: str


def public_members() -> dict[tuple[str, str], Row]:
    with (framework.ROOT / "tests/data/android_api.tsv").open() as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    since = next(name for name in rows[0] if name.startswith("public_since"))
    return {
        (row["class"], row["member/arity"].partition("/")[0]): Row(
            int(row[since]), row["value_or_return"]
        )
        for row in rows
    }


@pytest.fixture(scope="module")
def bridge() -> list[ClassFile]:
    framework.need(*framework.LEVELS)
    files = sorted(bridge_classes().rglob("*.class"))
    return [ClassFile(file.read_bytes()) for file in files]


@pytest.fixture(scope="module")
def first_level(bridge: list[ClassFile]) -> dict[Reference, int | None]:
    """The first level that has it, of each reference; None if a later one lacks it again."""
    used = {each for file in bridge for each in file.references() if is_android(each)}
    had: dict[Reference, list[int]] = {reference: [] for reference in used}
    for level in framework.LEVELS:
        with Jar(FRAMEWORK[level].path) as jar:
            for reference in used:
                if jar.has(reference):
                    had[reference].append(level)
    last = framework.LEVELS[-1]
    return {
        reference: levels[0] if levels == list(range(levels[0], last + 1)) else None
        for reference, levels in had.items()
        if levels or pytest.fail(f"no level has {reference}")
    }


def is_android(reference: Reference) -> bool:
    return reference.owner.startswith("android/")


def short(owner: str) -> str:
    return owner.removeprefix(PUBLIC_NAMES).replace("$", ".")


def named_level(owner: str) -> int:
    """Return the level that a class of the bridge is named for."""
    suffix = re.search(r"(\d\d)(\$|$)", owner)
    return int(suffix[1]) if suffix else OLDEST


def needed(
    reference: Reference, first: dict[Reference, int | None], public: dict[tuple[str, str], Row]
) -> int:
    """Return the level from which the reference may be used."""
    if not is_android(reference):
        return named_level(reference.owner) if reference.owner.startswith(OURS) else OLDEST
    level = first[reference]
    assert level is not None, f"{reference} is gone from a newer level"
    row = public.get((short(reference.owner), reference.name or "<class>"))
    return max(level, row.since if row else OLDEST)


def guaranteed(file: ClassFile, method: Method) -> int:
    """Return the level that is certain where this method begins, whoever calls it."""
    operation = SINCE.get(method.name, OLDEST) if file.name.endswith("/Bridge") else OLDEST
    return max(named_level(file.name), operation)


def guaranteed_by_callers(bridge: list[ClassFile], callee: ClassFile, method: Method) -> int:
    """Return the least that is certain where the method is called from, else its own."""
    callers = [
        max(guaranteed(file, caller), level)
        for file in bridge
        for caller in file.methods
        for reference, level in caller.references.items()
        if (reference.owner, reference.name) == (callee.name, method.name)
    ]
    return max(guaranteed(callee, method), min(callers, default=OLDEST))


def test_nothing_newer_is_within_reach(
    bridge: list[ClassFile], first_level: dict[Reference, int | None]
) -> None:
    public = public_members()
    too_new = [
        f"{file.name}.{method.name}: {reference} needs {needed(reference, first_level, public)}"
        for file in bridge
        for method in file.methods
        for reference, level in method.references.items()
        if not file.name.startswith(ROWS)
        and needed(reference, first_level, public)
        > max(guaranteed_by_callers(bridge, file, method), level)
    ]
    assert not too_new, "\n".join(too_new)


def test_the_rows_of_listeners() -> None:
    text = (framework.ROOT / f"src/native/android/java/{OURS}Listener.java").read_text()
    rows = re.findall(
        r"^    [A-Z_]+\(\s*(\d+),.*?return new (\w+)\(", text, re.MULTILINE | re.DOTALL
    )
    assert len(rows) == text.count("return new ") > 0
    assert [int(since) for since, _ in rows] == [named_level(f"{OURS}{name}") for _, name in rows]
    assert rows == sorted(rows, key=lambda row: int(row[0])), "the first that is too new ends them"


def test_all_of_it_is_public(bridge: list[ClassFile]) -> None:
    public = public_members()
    classes = {name for name, _ in public}
    hidden = {
        str(reference)
        for file in bridge
        for reference in file.references()
        if reference.owner.startswith(PUBLIC_NAMES)
        and reference.name not in {"", "<init>"}
        and short(reference.owner) in classes
        and (short(reference.owner), reference.name) not in public
    }
    assert not hidden


def test_no_supertype_is_newer_than_its_class(
    bridge: list[ClassFile], first_level: dict[Reference, int | None]
) -> None:
    public = public_members()
    for file in bridge:
        for parent in map(Reference, file.parents):
            if is_android(parent):
                assert needed(parent, first_level, public) <= guaranteed(file, Method("")), (
                    file.name
                )


@pytest.mark.parametrize("level", framework.LEVELS)
def test_constants_are_the_same_in_every_level(level: int) -> None:
    framework.need(level)
    checked = 0
    with Jar(FRAMEWORK[level].path) as jar:
        for (owner, name), row in public_members().items():
            if row.since > level or not re.fullmatch(r'-?\d+|".*"', row.value):
                continue
            file = jar.find(PUBLIC_NAMES + owner.replace(".", "$"))
            assert file, owner
            assert str(file.constants.get(name)) == row.value.strip('"'), f"{owner}.{name}"
            checked += 1
    assert checked > 80
