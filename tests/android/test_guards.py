"""What a walk over bytecode takes for certain of SDK_INT, in methods written by hand."""

from __future__ import annotations

import struct

import pytest
from guards import certain_levels

SDK_INT = 1  # its index in the pool
NOP, RETURN, THROW = b"\x00", b"\xb1", b"\xbf"
LT, GE, GT, IFEQ, GOTO = 0xA1, 0xA2, 0xA3, 0x99, 0xA7


def jump(operation: int, offset: int) -> bytes:
    return struct.pack(">Bh", operation, offset)


def compare(operation: int, level: int, offset: int, field: int = SDK_INT) -> bytes:
    """Read a field, push a level, and branch by so much from the branch on."""
    return struct.pack(">BHBB", 0xB2, field, 0x10, level) + jump(operation, offset)


def levels(code: bytes, *handlers: tuple[int, int, int]) -> dict[int, int]:
    """Return the certain levels of the instructions behind the first compare."""
    found = certain_levels(code, list(handlers), lambda index: index == SDK_INT)
    return {at: level for at, level in found.items() if at >= 8}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param(compare(LT, 31, 4) + NOP + RETURN, {8: 31, 9: 0}, id="if (>= 31) {}"),
        pytest.param(compare(GE, 26, 4) + RETURN + NOP + RETURN, {8: 0, 9: 26, 10: 26}, id="< 26"),
        pytest.param(
            compare(LT, 28, 12) + compare(LT, 31, 4) + NOP + RETURN,
            {8: 28, 11: 28, 13: 28, 16: 31, 17: 0},
            id="nested",
        ),
        pytest.param(
            compare(LT, 31, 12) + compare(LT, 28, 4) + NOP + RETURN,
            {8: 31, 11: 31, 13: 31, 16: 31, 17: 0},
            id="an older one changes nothing",
        ),
        pytest.param(
            compare(LT, 31, 7) + NOP + jump(GOTO, 4) + NOP + RETURN,
            {8: 31, 9: 31, 12: 0, 13: 0},
            id="else",
        ),
        pytest.param(
            compare(GE, 31, 6) + jump(IFEQ, 4) + NOP + RETURN,
            {8: 0, 11: 0, 12: 0},
            id="|| something else",
        ),
        pytest.param(
            compare(LT, 31, 6) + jump(GOTO, -8) + RETURN, {8: 31, 11: 0}, id="a loop back"
        ),
        pytest.param(
            compare(LT, 31, 3) + NOP + RETURN, {8: 0, 9: 0}, id="both ways to the same place"
        ),
        pytest.param(compare(GT, 31, 4) + NOP + RETURN, {8: 0, 9: 0}, id="a compare that is new"),
        pytest.param(compare(LT, 31, 4, 2) + NOP + RETURN, {8: 0, 9: 0}, id="another field"),
        pytest.param(compare(LT, 31, 4) + THROW + RETURN, {8: 31, 9: 0}, id="throw ends a way"),
    ],
)
def test_compares(code: bytes, expected: dict[int, int]) -> None:
    assert levels(code) == expected


def test_a_handler_knows_what_its_least_instruction_does() -> None:
    code = compare(LT, 31, 4) + NOP + NOP + RETURN + NOP + RETURN
    assert levels(code, (8, 9, 11))[11] == 31
    assert levels(code, (8, 10, 11))[11] == 0


def test_switches_go_to_all_of_their_cases() -> None:
    """Behind the compare, at 8 and so with 3 bytes between: default, two cases."""
    table = struct.pack(">B3xiiiii", 0xAA, 24, 5, 6, 25, 26)
    lookup = struct.pack(">B3xiiiiii", 0xAB, 28, 2, 5, 29, 9, 30)
    for switch in (table, lookup):
        end = 8 + len(switch)
        code = compare(LT, 31, len(switch) + 3 + 3) + switch + RETURN * 3 + RETURN
        assert levels(code) == {8: 31, end: 31, end + 1: 31, end + 2: 31, end + 3: 0}


@pytest.mark.parametrize(
    "instruction",
    [
        *(bytes([operation, 7]) for operation in (0x10, 0x12, 0x15, 0x19, 0x36, 0x3A, 0xBC)),
        *(bytes([operation, 0, 7]) for operation in (0x11, 0x13, 0x14, 0x84, 0xB3, 0xB8)),
        *(bytes([operation, 0, 7]) for operation in (0xBB, 0xBD, 0xC0, 0xC1)),
        bytes([0xC5, 0, 7, 2]),
        bytes([0xB9, 0, 7, 1, 0]),
        bytes([0xBA, 0, 7, 0, 0]),
        bytes([0xC4, 0x15, 1, 0]),
        bytes([0xC4, 0x84, 1, 0, 1, 0]),
        bytes([0xC8, 0, 0, 0, 5]),
    ],
    ids=lambda instruction: f"{instruction[0]:#x}",
)
def test_lengths(instruction: bytes) -> None:
    code = instruction + RETURN
    assert set(certain_levels(code, [], bool)) == {0, len(instruction)}
