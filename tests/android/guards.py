"""Which API level is certain at each instruction of a Java method, by its compares of SDK_INT.

Only ``SDK_INT >= n`` and ``SDK_INT < n`` with a number count, right where they branch: not what was
put into a variable, and no other compare.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

BIPUSH, GETSTATIC, WIDE, IINC = 0x10, 0xB2, 0xC4, 0x84
IF_ICMPLT, IF_ICMPGE = 0xA1, 0xA2
GOTO, GOTO_W, TABLESWITCH, LOOKUPSWITCH = 0xA7, 0xC8, 0xAA, 0xAB
BRANCHES = {*range(0x99, 0xA7), 0xC6, 0xC7}
LEAVES = {*range(0xAC, 0xB2), 0xBF}
SUBROUTINES = {0xA8, 0xA9, 0xC9}
LENGTHS = {
    **dict.fromkeys([BIPUSH, 0x12, *range(0x15, 0x1A), *range(0x36, 0x3B), 0xBC], 2),
    **dict.fromkeys([0x11, 0x13, 0x14, IINC, *BRANCHES, GOTO, *range(GETSTATIC, 0xB9)], 3),
    **dict.fromkeys([0xBB, 0xBD, 0xC0, 0xC1], 3),
    **dict.fromkeys([0xB9, 0xBA, GOTO_W], 5),
    0xC5: 4,
}
"""In bytes; an instruction that is not here has one."""

Handler = tuple[int, int, int]
"""The first instruction that is guarded, the first that is not, and where the handler begins."""


def certain_levels(
    code: bytes, handlers: list[Handler], is_sdk_int: Callable[[int], bool]
) -> dict[int, int]:
    """Return the least level that is certain where each instruction begins, 0 if none is.

    ``is_sdk_int`` tells whether the field of that index in the pool is ``SDK_INT``. Code that
    cannot be reached is left out.
    """
    levels: dict[int, int] = {}
    waiting = [(0, 0)]
    while waiting:
        at, level = waiting.pop()
        if levels.get(at, level + 1) <= level:
            continue
        levels[at] = level
        waiting += [(to, level) for first, last, to in handlers if first <= at < last]
        gain = _gain(code, at, is_sdk_int) if {at - 2, at - 5} <= levels.keys() else {}
        waiting += [(to, max(level, gain.get(to, 0))) for to in _successors(code, at)]
    return levels


def _gain(code: bytes, at: int, is_sdk_int: Callable[[int], bool]) -> dict[int, int]:
    """Return where a compare of SDK_INT goes if that is new enough, and the level of it."""
    read, index, push, level, compare = struct.unpack_from(">BHBBB", code, at - 5)
    if (read, push) != (GETSTATIC, BIPUSH) or not is_sdk_int(index):
        return {}
    following, target = _successors(code, at) if compare in BRANCHES else (0, 0)
    if following == target:
        return {}
    return {IF_ICMPLT: {following: level}, IF_ICMPGE: {target: level}}.get(compare, {})


def _successors(code: bytes, at: int) -> list[int]:
    """Return the instructions that may run after this one: the following, then jumps' targets."""
    operation = code[at]
    if operation in LEAVES:
        return []
    if operation in {TABLESWITCH, LOOKUPSWITCH}:
        return _targets(code, at)
    if operation == GOTO_W:
        return [at + struct.unpack_from(">i", code, at + 1)[0]]
    jump = at + struct.unpack_from(">h", code, at + 1)[0] if operation in {GOTO, *BRANCHES} else 0
    if operation == GOTO:
        return [jump]
    assert operation not in SUBROUTINES, "no compiler makes them since Java 6"
    if operation == WIDE:
        return [at + (6 if code[at + 1] == IINC else 4)]
    following = at + LENGTHS.get(operation, 1)
    return [following, jump] if operation in BRANCHES else [following]


def _targets(code: bytes, at: int) -> list[int]:
    """Return where a switch goes."""
    start = at + 4 - at % 4
    otherwise, low, high = struct.unpack_from(">iii", code, start)
    if code[at] == TABLESWITCH:
        offsets = struct.unpack_from(f">{high - low + 1}i", code, start + 12)
    else:  # pairs of a key and an offset, as many as `low`
        offsets = struct.unpack_from(f">{2 * low}i", code, start + 8)[1::2]
    return [at + offset for offset in (otherwise, *offsets)]
