"""What becomes of a batch of raw events before it means anything to the session."""

from __future__ import annotations

import threading
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from audio_session._native import Event
from audio_session._notices import Notices
from audio_session._pump import WAKE
from audio_session._state import Signal
from audio_session.platforms._signals import Focus

if TYPE_CHECKING:
    import pytest

NONSENSE = 1


class Platform:
    """Fails at one kind of event, and notes the others."""

    name = "failing"

    def __init__(self) -> None:
        self.seen: list[int] = []

    def translate(self, event: Event) -> Focus:
        if event.kind == NONSENSE:
            raise LookupError("nonsense")
        self.seen.append(event.kind)
        return Focus(Signal.GAIN, native=event.code)


def test_an_event_that_makes_no_sense_costs_no_other(caplog: pytest.LogCaptureFixture) -> None:
    platform, taken = Platform(), list[Focus]()
    core: Any = SimpleNamespace(selection=SimpleNamespace(platform=platform))
    activator: Any = SimpleNamespace(take=taken.append)
    notices = Notices(core, activator, threading.Lock())
    notices.read([Event(0, code=1), Event(NONSENSE), Event(WAKE), Event(0, code=2)])
    assert [notice.native for notice in taken] == [1, 2]
    assert platform.seen == [0, 0]  # a wake-up is not the driver's
    assert "was not understood" in caplog.text
