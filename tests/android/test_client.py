"""What AudioManager and AudioFocusRequest.Builder do themselves, before and after the arbiter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import framework
import pytest

if TYPE_CHECKING:
    from pathlib import Path

FADES, FOCUS_REQUESTS = 31, 26


def expected(level: int) -> dict[str, str]:
    rules = {
        "A asks for GAIN": "1",
        "B asks for TRANSIENT": "1 A:-2@main",
        "B abandons": " A:1@main",
        "B asks for GAIN": "1 A:-1@main",
        "A abandons": "1",
        "A abandons again": "1",
        "stack": "[]",
        # A hint that is none is logged, not thrown.
        "hint 0": "0",
        "hint 5": "0",
        "no listener": "1",
        "in a call": "0",
        "loss of a playing app": "" if level >= FADES else " A:-1@main",
        # The late loss finds a client that AudioManager has forgotten.
        "loss after abandon": "",
    }
    if level >= FOCUS_REQUESTS:
        rules |= {
            "builder gain 0": "IllegalArgumentException",
            "builder gain 5": "IllegalArgumentException",
            "builder gain -1": "IllegalArgumentException",
            "builder no attributes": "NullPointerException",
            "builder no listener": "NullPointerException",
            "builder no handler": "NullPointerException",
            "builder bare": "fine",
            "builder bare delayed": "IllegalStateException",
            "builder bare pauses": "IllegalStateException",
            "default usage": "1",
            "request": "1",
            "B asks": "1 A:-2@own thread",
            "abandon request": "1",
            "delayed request": "2",
            "call ends": " A:1@main",
        }
    return rules


@pytest.mark.parametrize("level", framework.LEVELS)
def test_client_rules(level: int, tmp_path: Path) -> None:
    framework.need(level)
    out = tmp_path / "rules.txt"
    done = framework.run(level, "ClientRules", out)
    assert done.returncode == 0, done.stderr
    rules = dict(line.split("=", 1) for line in out.read_text().splitlines())
    assert rules == expected(level)
