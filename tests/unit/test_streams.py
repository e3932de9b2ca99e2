"""Event streams: broadcast to loops, threads and callbacks, bounded, isolated, replayed."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from sessions import LIMIT

from audio_session.errors import SessionClosedError
from audio_session.streams import EventStream, Overflow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture
def stream() -> EventStream[int]:
    return EventStream("numbers")


@pytest.fixture
def replaying() -> EventStream[int]:
    return EventStream("latest", replay=True)


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor() as pool:
        yield pool


def publish(stream: EventStream[int], *events: int) -> None:
    for event in events:
        stream.publish(event)


# ---- Reading in threads ---------------------------------------------------------------------


def test_every_reader_gets_every_event_in_order(stream: EventStream[int]) -> None:
    first, second = stream.subscribe(), stream.subscribe()
    publish(stream, 1, 2, 3)
    stream.close()
    assert list(first) == [1, 2, 3]
    assert list(second) == [1, 2, 3]


def test_a_reader_starts_with_what_comes_next(stream: EventStream[int]) -> None:
    publish(stream, 1)
    subscription = stream.subscribe()
    assert subscription.get_nowait() is None
    publish(stream, 2)
    assert subscription.get_nowait() == 2


def test_get_blocks_until_an_event_comes(
    stream: EventStream[int], pool: ThreadPoolExecutor
) -> None:
    subscription = stream.subscribe()
    read = pool.submit(subscription.get, LIMIT)
    publish(stream, 7)
    assert read.result(LIMIT) == 7


@pytest.mark.parametrize("timeout", [0, -1, 0.01])
def test_get_gives_up_after_its_time(stream: EventStream[int], timeout: float) -> None:
    subscription = stream.subscribe()
    with pytest.raises(TimeoutError, match=f"no event within {timeout} s"):
        subscription.get(timeout)
    publish(stream, 1)
    assert subscription.get(0) == 1


def test_an_endless_time_limit_is_none_at_all(
    stream: EventStream[int], pool: ThreadPoolExecutor
) -> None:
    subscription = stream.subscribe()
    read = pool.submit(subscription.get, float("inf"))
    publish(stream, 1)
    assert read.result(LIMIT) == 1


def test_each_event_goes_to_one_of_those_who_share_a_subscription(
    stream: EventStream[int], pool: ThreadPoolExecutor
) -> None:
    subscription = stream.subscribe()
    reads = [pool.submit(subscription.get, LIMIT) for _ in range(4)]
    publish(stream, 1, 2, 3, 4)
    assert sorted(read.result(LIMIT) for read in reads) == [1, 2, 3, 4]


def test_closing_lets_what_is_buffered_be_read_and_then_ends(stream: EventStream[int]) -> None:
    subscription = stream.subscribe()
    publish(stream, 1)
    subscription.close()
    subscription.close()
    publish(stream, 2)
    assert subscription.closed
    assert subscription.get() == 1
    with pytest.raises(SessionClosedError, match="read to its end"):
        subscription.get()
    assert list(subscription) == []


def test_closing_wakes_a_blocked_reader(stream: EventStream[int], pool: ThreadPoolExecutor) -> None:
    subscription = stream.subscribe()
    read = pool.submit(list, subscription)
    stream.close()
    assert read.result(LIMIT) == []


def test_leaving_the_block_frees_the_subscription(stream: EventStream[int]) -> None:
    with stream.subscribe() as subscription:
        assert stream.has_readers
        publish(stream, 1)
        for event in subscription:
            assert event == 1
            break
    assert not stream.has_readers
    assert subscription.closed


def test_iterating_over_the_stream_itself_subscribes_meanwhile(
    stream: EventStream[int], pool: ThreadPoolExecutor
) -> None:
    subscribed = threading.Event()
    seen = EventStream[int]("seen", on_reader=subscribed.set)
    read = pool.submit(list, seen)
    assert subscribed.wait(LIMIT)
    publish(seen, 1, 2)
    seen.close()
    assert read.result(LIMIT) == [1, 2]


# ---- Bounds -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("overflow", "kept", "dropped"),
    [
        (Overflow.DROP_OLDEST, [4, 5], 3),
        (Overflow.DROP_NEWEST, [1, 2], 3),
        (Overflow.LATEST, [5], 4),
    ],
)
def test_a_full_buffer(
    stream: EventStream[int], overflow: Overflow, kept: list[int], dropped: int
) -> None:
    subscription = stream.subscribe(maxsize=2, overflow=overflow)
    publish(stream, 1, 2, 3, 4, 5)
    stream.close()
    assert list(subscription) == kept
    assert subscription.dropped == dropped


def test_a_slow_reader_costs_others_nothing(stream: EventStream[int]) -> None:
    slow, quick = stream.subscribe(maxsize=1), stream.subscribe(maxsize=100)
    publish(stream, *range(100))
    assert [quick.get_nowait() for _ in range(100)] == list(range(100))
    assert (slow.dropped, quick.dropped) == (99, 0)


def test_a_buffer_holds_at_least_one(stream: EventStream[int]) -> None:
    with pytest.raises(ValueError, match=r"^maxsize = 0: .+; fix: "):
        stream.subscribe(maxsize=0)


# ---- Reading in event loops -------------------------------------------------------------------


async def next_of(subscription: object) -> int:
    return await asyncio.wait_for(anext(subscription), LIMIT)  # type: ignore[call-overload, no-any-return]


async def blocked(coroutine: object) -> asyncio.Task[int]:
    """Start a reader, and return when it waits."""
    task = asyncio.ensure_future(coroutine)  # type: ignore[call-overload]
    await asyncio.sleep(0)
    assert not task.done()
    return task  # type: ignore[no-any-return]


async def test_a_coroutine_waits_and_gets_what_a_thread_published(
    stream: EventStream[int], pool: ThreadPoolExecutor
) -> None:
    async with stream.subscribe() as subscription:
        reader = await blocked(next_of(subscription))
        pool.submit(publish, stream, 1, 2)
        assert await reader == 1
        assert await next_of(subscription) == 2


async def test_async_for_ends_with_the_stream(stream: EventStream[int]) -> None:
    async def read() -> list[int]:
        return [event async for event in stream]

    reader = await blocked(read())
    publish(stream, 1, 2)
    stream.close()
    assert await asyncio.wait_for(reader, LIMIT) == [1, 2]
    assert not stream.has_readers


async def test_a_closed_subscription_ends_at_once(stream: EventStream[int]) -> None:
    async with stream.subscribe() as subscription:
        pass
    assert [event async for event in subscription] == []


async def test_a_cancelled_reader_leaves_its_event_to_the_next(stream: EventStream[int]) -> None:
    async with stream.subscribe() as subscription:
        first = await blocked(anext(subscription))
        second = await blocked(next_of(subscription))
        first.cancel()
        publish(stream, 1)
        assert await second == 1
        with pytest.raises(asyncio.CancelledError):
            await first


async def test_a_reader_that_is_woken_and_cancelled_at_once_passes_the_wake_up_on(
    stream: EventStream[int],
) -> None:
    async with stream.subscribe() as subscription:
        first = await blocked(anext(subscription))
        second = await blocked(next_of(subscription))
        publish(stream, 1)
        first.cancel()
        assert await second == 1


async def test_a_reader_that_is_cancelled_as_it_is_woken_is_no_error(
    stream: EventStream[int],
) -> None:
    errors: list[dict[str, object]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: errors.append(context))
    with stream.subscribe() as subscription:
        reader = asyncio.ensure_future(anext(subscription))
        await asyncio.sleep(0)
        publish(stream, 1)
        reader.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reader
        await asyncio.sleep(0)
        assert subscription.get_nowait() == 1
    assert errors == []


async def test_who_gives_up_waiting_leaves_nothing_behind(stream: EventStream[int]) -> None:
    subscription = stream.subscribe()
    with pytest.raises(TimeoutError):
        subscription.get(timeout=0)
    reader = await blocked(anext(subscription))
    reader.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reader
    assert subscription._waiting == []
    subscription.close()
    with pytest.raises(SessionClosedError):
        subscription.get()
    assert subscription._waiting == []


async def test_a_woken_reader_whose_event_was_taken_waits_on(stream: EventStream[int]) -> None:
    async with stream.subscribe() as subscription:
        reader = await blocked(next_of(subscription))
        publish(stream, 1)
        assert subscription.get_nowait() == 1
        for _ in range(3):
            await asyncio.sleep(0)
        assert not reader.done()
        publish(stream, 2)
        assert await reader == 2


def test_two_loops_and_a_thread_read_one_stream_at_once(
    stream: EventStream[int], pool: ThreadPoolExecutor
) -> None:
    ready = threading.Barrier(4)

    async def read() -> list[int]:
        async with stream.subscribe() as subscription:
            await asyncio.get_running_loop().run_in_executor(None, ready.wait, LIMIT)
            return [event async for event in subscription]

    def read_blocking() -> list[int]:
        with stream.subscribe() as subscription:
            ready.wait(LIMIT)
            return list(subscription)

    readers = [
        pool.submit(asyncio.run, read()),
        pool.submit(asyncio.run, read()),
        pool.submit(read_blocking),
    ]
    ready.wait(LIMIT)
    publish(stream, *range(30))
    stream.close()
    for reader in readers:
        assert reader.result(LIMIT) == list(range(30))


def test_a_reader_whose_loop_died_hurts_nobody(stream: EventStream[int]) -> None:
    subscription = stream.subscribe()
    loop = asyncio.new_event_loop()
    reader = loop.create_task(anext(subscription))  # type: ignore[arg-type]
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()
    other = stream.subscribe()
    with contextlib.closing(asyncio.new_event_loop()) as living:
        beside = living.create_task(next_of(subscription))
        living.run_until_complete(asyncio.sleep(0))
        publish(stream, 1)
        assert living.run_until_complete(asyncio.wait_for(beside, LIMIT)) == 1
    assert other.get(LIMIT) == 1
    assert not reader.done()
    # No loop is left to end the task, so the test does.
    with pytest.raises(asyncio.CancelledError):
        reader.get_coro().throw(asyncio.CancelledError)
    reader._log_destroy_pending = False  # type: ignore[attr-defined]


# ---- Callbacks --------------------------------------------------------------------------------


def test_a_listener_hears_until_it_is_cancelled(stream: EventStream[int]) -> None:
    seen: list[int] = []
    cancel = stream.listen(seen.append)
    publish(stream, 1)
    cancel()
    cancel()
    publish(stream, 2)
    assert seen == [1]
    assert not stream.has_readers


def test_a_listener_may_cancel_itself_and_add_others(stream: EventStream[int]) -> None:
    seen: list[str] = []
    cancels: list[Callable[[], None]] = []

    def once(event: int) -> None:
        seen.append(f"once {event}")
        cancels[0]()
        stream.listen(lambda event: seen.append(f"other {event}"))

    cancels.append(stream.listen(once))
    publish(stream, 1, 2)
    assert seen == ["once 1", "other 2"]


def test_a_listener_may_close_a_subscription_that_the_event_is_on_its_way_to(
    stream: EventStream[int],
) -> None:
    stream.listen(lambda _event: subscription.close())
    subscription = stream.subscribe()
    publish(stream, 1)
    assert subscription.get_nowait() is None


def test_a_listener_that_raises_is_logged_and_hurts_nobody(
    stream: EventStream[int], caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[int] = []

    def broken(_event: int) -> None:
        raise LookupError("broken listener")

    stream.listen(broken)
    stream.listen(seen.append)
    publish(stream, 1, 2)
    assert seen == [1, 2]
    assert len(caplog.records) == 2
    assert caplog.records[0].name == "audio_session"
    assert "a listener of numbers failed" in caplog.text
    assert "broken listener" in caplog.text


def test_repr_names_it(stream: EventStream[int]) -> None:
    stream.listen(print)
    assert repr(stream) == "<EventStream numbers, 1 readers>"


# ---- Replay -----------------------------------------------------------------------------------


def test_a_late_reader_begins_with_the_latest(replaying: EventStream[int]) -> None:
    assert replaying.subscribe().get_nowait() is None
    publish(replaying, 1, 2)
    assert replaying.subscribe().get_nowait() == 2
    seen: list[int] = []
    replaying.listen(seen.append)
    publish(replaying, 3)
    assert seen == [2, 3]


def test_where_events_are_posted_a_replay_is_posted_too() -> None:
    posted: list[Callable[[], object]] = []
    stream = EventStream[int]("posted", replay=True, post=posted.append)
    publish(stream, 1)
    heard: list[int] = []
    overtaken: list[int] = []
    cancelled: list[int] = []
    stream.listen(heard.append)
    posted.pop()()
    stream.listen(overtaken.append)
    cancel = stream.listen(cancelled.append)
    cancel()
    # The next event comes before the replay does: it is the latest, and heard once.
    publish(stream, 2)
    for replay in posted:
        replay()
    assert heard == [1, 2]
    assert overtaken == [2]
    assert cancelled == []


def test_nothing_is_replayed_before_the_first_event(replaying: EventStream[int]) -> None:
    seen: list[int] = []
    replaying.listen(seen.append)
    assert seen == []


def test_no_gap_and_no_repetition_between_replay_and_what_follows(
    replaying: EventStream[int], pool: ThreadPoolExecutor
) -> None:
    publish(replaying, 0)
    publisher = pool.submit(publish, replaying, *range(1, 3000))
    subscriptions = [replaying.subscribe(maxsize=4000) for _ in range(20)]
    publisher.result(LIMIT)
    replaying.close()
    for subscription in subscriptions:
        events = list(subscription)
        assert events == list(range(events[0], 3000))


# ---- The source -------------------------------------------------------------------------------


def test_the_source_is_told_of_each_reader() -> None:
    told: list[str] = []
    stream = EventStream[int]("lazy", on_reader=lambda: told.append("reader"))
    stream.subscribe()
    stream.listen(print)
    assert told == ["reader", "reader"]


def test_a_closed_stream_refuses_readers_and_says_what_to_do(stream: EventStream[int]) -> None:
    stream.close()
    stream.close()
    for use in (stream.subscribe, lambda: stream.listen(print)):
        with pytest.raises(SessionClosedError, match=r"numbers.*AudioSession\.instance\(\)"):
            use()


def test_four_threads_publish_and_none_is_lost(
    stream: EventStream[int], pool: ThreadPoolExecutor
) -> None:
    each = 2000
    subscription = stream.subscribe(maxsize=4 * each)
    publishers = [pool.submit(publish, stream, *range(start, 4 * each, 4)) for start in range(4)]
    for publisher in publishers:
        publisher.result(LIMIT)
    stream.close()
    events = list(subscription)
    assert sorted(events) == list(range(4 * each))
    for start in range(4):
        mine = [event for event in events if event % 4 == start]
        assert mine == sorted(mine)


# ---- Interrupted readers (signal handlers, Ctrl-C) ----------------------------------------------


def test_an_event_between_looking_and_sleeping_is_not_missed(
    stream: EventStream[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A signal handler runs between two bytecodes of the reader, on the reader's own thread."""
    subscription = stream.subscribe()
    enter = subscription._enter

    def interrupted(wake: Callable[[], object]) -> bool:
        ready = enter(wake)
        publish(stream, 1)
        return ready

    monkeypatch.setattr(subscription, "_enter", interrupted)
    assert subscription.get(LIMIT) == 1


def test_an_event_between_registering_and_looking_is_found(stream: EventStream[int]) -> None:
    """The same a little sooner: the event has woken the reader already."""
    subscription = stream.subscribe()

    class Interrupted(list["Callable[[], object]"]):
        def append(self, wake: Callable[[], object], /) -> None:
            super().append(wake)
            publish(stream, 1)

    subscription._waiting = Interrupted()
    assert subscription.get(LIMIT) == 1


def test_a_reader_that_is_interrupted_leaves_its_event_to_the_next(
    stream: EventStream[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupted:
        def acquire(self, timeout: float | None = None) -> bool:
            if timeout is not None:
                raise KeyboardInterrupt
            return True

        def release(self) -> None:
            raise AssertionError("nobody waits here any more")

    subscription = stream.subscribe()
    with monkeypatch.context() as patch:
        patch.setattr("audio_session.streams.threading.Lock", Interrupted)
        with pytest.raises(KeyboardInterrupt):
            subscription.get()
    publish(stream, 1)
    assert subscription.get(LIMIT) == 1


# ---- What listeners are, and what they raise ----------------------------------------------------


@pytest.mark.parametrize("raised", [ValueError, asyncio.CancelledError, SystemExit, GeneratorExit])
def test_what_a_listener_raises_costs_no_other_its_event(
    stream: EventStream[int], caplog: pytest.LogCaptureFixture, raised: type[BaseException]
) -> None:
    heard: list[int] = []

    def fail(_: int) -> None:
        raise raised

    stream.listen(fail)
    stream.listen(heard.append)
    thread = threading.Thread(target=publish, args=(stream, 1, 2))
    thread.start()
    thread.join(LIMIT)
    assert heard == [1, 2]
    assert caplog.text.count("a listener of numbers failed") == 2


@pytest.mark.parametrize("raised", [KeyboardInterrupt, SystemExit])
def test_but_on_the_main_thread_a_listener_may_end_the_program(
    stream: EventStream[int], raised: type[BaseException]
) -> None:
    def end(_: int) -> None:
        raise raised

    stream.listen(end)
    with pytest.raises(raised):
        publish(stream, 1)


def test_a_listener_is_no_coroutine_function(stream: EventStream[int]) -> None:
    class Player:
        async def hear(self, event: int) -> None: ...

    with pytest.raises(TypeError, match=r"^callback = .+: it is a coroutine function, .+; fix: "):
        stream.listen(Player().hear)
    assert not stream.has_readers


def test_a_listener_has_to_be_a_function(stream: EventStream[int]) -> None:
    with pytest.raises(TypeError, match=r"callback = 'text': it must be callable; fix: "):
        stream.listen("text")  # type: ignore[arg-type]
    assert not stream.has_readers
