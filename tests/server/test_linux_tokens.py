"""Tokens are written by other processes: nothing in one may hurt."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

import pytest
from apps import App, Stranger

if TYPE_CHECKING:
    from servers import Server

GAIN, MAY_DUCK = 1, 3
LOSS, CAN_DUCK = -1, -3
TOKEN = "audio_session.focus"


def now_ns(ahead: float = 0.0) -> int:
    return time.monotonic_ns() + int(ahead * 1e9)


HOSTILE = {
    "empty": lambda: b"\0",
    "nothing": lambda: b"",
    "no time": lambda: b"1:\0",
    "no gain": lambda: b":%d\0" % now_ns(),
    "gain 0": lambda: b"0:%d\0" % now_ns(),
    "gain 5": lambda: b"5:%d\0" % now_ns(),
    "negative": lambda: b"1:-5\0",
    "space": lambda: b"1: %d\0" % now_ns(),
    "trailing": lambda: b"1:%dx\0" % now_ns(),
    "third part": lambda: b"1:%d:1\0" % now_ns(),
    "newline": lambda: b"1:%d\n\0" % now_ns(),
    "hexadecimal": lambda: b"1:0xffffffff\0",
    "20 digits": lambda: b"1:18446744073709551616\0",
    "19 nines": lambda: b"1:9999999999999999999\0",
    "an hour ahead": lambda: b"1:%d\0" % now_ns(3600),
    "binary": lambda: random.Random(1).randbytes(4096),
    "not UTF-8": lambda: b"1:\xff\xfe\0",
    "60 kB": lambda: b"1" * 60_000 + b"\0",
    "10 MB": lambda: b"1:" + b"1" * 10_000_000 + b"\0",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_token_is_ignored(server: Server, name: str) -> None:
    with App(server) as holder, Stranger(server, "event") as stranger:
        holder.request(GAIN)
        # A server may throw out a client that sends so much: that is its own answer.
        taken = stranger.set(TOKEN, HOSTILE[name]())
        stranger.set(TOKEN + ".lasting", HOSTILE[name]())
        assert holder.seen("FOCUS_CHANGE") == []
        assert [h["is_own"] for h in holder.holders(1)] == [True]
        if taken:
            assert stranger.set(TOKEN, b"3:%d\0" % now_ns())
            holder.see_focus(CAN_DUCK)


def test_a_token_a_moment_ahead_counts(server: Server) -> None:
    with App(server) as holder, Stranger(server, "event") as stranger:
        holder.request(GAIN)
        stranger.set(TOKEN, b"1:%d\0" % now_ns(0.5))
        holder.see_focus(LOSS)


def test_a_token_of_another_machine_is_ignored(server: Server) -> None:
    with App(server) as holder, Stranger(server, "event") as stranger:
        holder.request(GAIN)
        stranger.set("application.process.machine_id", b"elsewhere\0")
        stranger.set(TOKEN, b"1:%d\0" % now_ns())
        assert holder.seen("FOCUS_CHANGE") == []
        holder.holders(1)


def test_names_of_other_apps_are_text_and_short(server: Server) -> None:
    with App(server) as app, Stranger(server, "event") as stranger:
        stranger.set("application.name", b'evil"\x01\xff\xfe\\' + b"A" * 9000 + b"\0")
        stranger.set("audio_session.focus.role", b"\xff\0")
        assert stranger.set(TOKEN, b"3:%d\0" % now_ns())
        (holder,) = app.holders(1)
        assert isinstance(holder["application"], str)
        assert len(holder["application"]) <= 512


def test_two_hundred_changes_of_a_token_end_in_the_last(server: Server) -> None:
    with App(server) as holder, Stranger(server, "event") as stranger:
        holder.request(GAIN)
        for _ in range(100):
            stranger.set(TOKEN, b"3:%d\0" % now_ns())
            stranger.set(TOKEN, b"0:0\0")
        holder.call("watch_focus_holders", True)
        codes = [event.code for event in holder.seen("FOCUS_CHANGE")]
        assert codes == [CAN_DUCK, GAIN] * (len(codes) // 2)
