"""Event streams that end for a reason: the device turns out not to have them."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from sessions import LIMIT

from audio_session.errors import UnsupportedError
from audio_session.streams import EventStream

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def stream() -> EventStream[int]:
    return EventStream("numbers")


async def test_a_stream_that_ends_for_a_reason_gives_it_to_every_reader(
    stream: EventStream[int],
) -> None:
    blocking, asynchronous, closed = (stream.subscribe() for _ in range(3))
    stream.publish(1)
    reason = UnsupportedError("numbers needs iOS 18.0", since="18.0")
    closed.close()
    stream.close(reason)
    stream.close()
    assert blocking.get() == await anext(asynchronous) == 1
    reads: tuple[Callable[[], object], ...] = (
        blocking.get,
        blocking.get_nowait,
        lambda: next(iter(blocking)),
        stream.subscribe,
        lambda: stream.listen(print),
        lambda: next(iter(stream)),
    )
    for read in reads:
        with pytest.raises(UnsupportedError, match=r"iOS 18\.0") as caught:
            read()
        assert caught.value is reason
    blocking.close()  # which leaves the reason as it is
    asynchronous.close()
    for _ in range(2):
        with pytest.raises(UnsupportedError, match=r"iOS 18\.0"):
            await anext(asynchronous)
    with pytest.raises(UnsupportedError, match=r"iOS 18\.0"):
        blocking.get()
    assert list(closed) == [1], "its reader ended it before"


async def test_a_reason_wakes_who_waits(stream: EventStream[int]) -> None:
    subscription = stream.subscribe()
    waiting = asyncio.ensure_future(anext(stream.subscribe()))
    with ThreadPoolExecutor() as pool:
        blocked = asyncio.wrap_future(pool.submit(subscription.get, LIMIT))
        await asyncio.sleep(0)
        stream.close(UnsupportedError("no such stream"))
        for waiter in (waiting, blocked):
            with pytest.raises(UnsupportedError, match="no such stream"):
                await waiter
