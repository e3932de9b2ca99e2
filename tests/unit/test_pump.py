"""Who drains the events: a loop, a thread, the app, or urgently the main thread."""

from __future__ import annotations

import asyncio
import select
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from sessions import LIMIT

from audio_session._native import Channel, Event
from audio_session._pump import WAKE, Pump
from audio_session.errors import SessionClosedError, UnsupportedError
from audio_session.streams import EventStream

from .native import run_python

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

URGENT = sys.version_info >= (3, 13)
# Of the main thread's work, as many rounds as surely hold many thread switches.
ROUNDS = 2_000_000


class Rig:
    """A pump whose deliveries are noted, with the thread that they came on."""

    def __init__(self) -> None:
        self.channel = Channel()
        self.pump = Pump(self.channel, self.deliver)
        self.codes: list[int] = []
        self.threads: list[int] = []
        self.on_delivery: Callable[[list[Event]], object] = lambda _events: None
        self._changed = threading.Condition()

    def emit(self, code: int) -> None:
        self.channel(0, 0, code, 0)

    def deliver(self, events: list[Event]) -> None:
        self.on_delivery(events)
        with self._changed:
            for event in events:
                if event.kind != WAKE:
                    self.codes.append(event.code)
                    self.threads.append(threading.get_ident())
            self._changed.notify_all()

    def wait(self, *codes: int) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: self.codes == list(codes), LIMIT), self.codes


@pytest.fixture
def rig() -> Iterator[Rig]:
    rig = Rig()
    yield rig
    rig.pump.close()


async def delivered(rig: Rig, *codes: int) -> None:
    await asyncio.to_thread(rig.wait, *codes)


# ---- The app itself ---------------------------------------------------------------------------


def test_the_app_drains_when_the_descriptor_says_so(rig: Rig) -> None:
    rig.pump.use_app()
    assert rig.pump.dispatch_pending() == 0
    rig.emit(1)
    rig.emit(2)
    assert select.select([rig.pump.fileno()], [], [], LIMIT)[0]
    assert rig.codes == []
    assert rig.pump.dispatch_pending() == 2
    assert rig.codes == [1, 2]
    assert set(rig.threads) == {threading.get_ident()}
    assert not select.select([rig.pump.fileno()], [], [], 0)[0]


def test_a_wake_up_delivers_without_an_event_and_counts_as_none(rig: Rig) -> None:
    rig.pump.use_app()
    rounds: list[list[Event]] = []
    rig.on_delivery = rounds.append
    rig.pump.wake()
    assert select.select([rig.pump.fileno()], [], [], LIMIT)[0]
    assert rig.pump.dispatch_pending() == 0
    assert [event.kind for events in rounds for event in events] == [WAKE]


def test_inside_a_callback_it_does_nothing(rig: Rig) -> None:
    rig.pump.use_app()
    inner: list[int] = []

    def on_delivery(events: list[Event]) -> None:
        if events and events[0].code == 1:
            rig.emit(2)
            inner.append(rig.pump.dispatch_pending())

    rig.on_delivery = on_delivery
    rig.emit(1)
    assert rig.pump.dispatch_pending() == 2
    assert inner == [0]
    assert rig.codes == [1, 2]


def test_after_a_thread_it_is_too_late_for_the_app(rig: Rig) -> None:
    rig.pump.use_thread()
    with pytest.raises(RuntimeError, match="before the first blocking call"):
        rig.pump.use_app()


async def test_the_app_takes_over_from_a_loop(rig: Rig) -> None:
    loop = asyncio.get_running_loop()
    rig.pump.use_loop(loop)
    rig.pump.use_app()
    assert not rig.pump.is_fed_here()
    rig.pump.use_loop(loop)
    rig.pump.use_thread()
    rig.emit(1)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert rig.codes == []
    assert rig.pump.dispatch_pending() == 1


# ---- A thread ---------------------------------------------------------------------------------


def dispatchers() -> set[threading.Thread]:
    return {t for t in threading.enumerate() if t.name == "audio_session dispatcher"}


def test_a_thread_of_its_own(rig: Rig) -> None:
    before = dispatchers()  # of other tests' sessions
    rig.pump.use_thread()
    rig.pump.use_thread()
    rig.emit(1)
    rig.wait(1)
    rig.emit(2)
    rig.wait(1, 2)
    assert len(set(rig.threads)) == 1
    assert threading.get_ident() not in rig.threads
    assert len(dispatchers() - before) == 1


@pytest.mark.parametrize("raised", [ValueError, SystemExit])
def test_a_thread_of_its_own_survives_what_a_delivery_raises(
    rig: Rig, caplog: pytest.LogCaptureFixture, raised: type[BaseException]
) -> None:
    failed = threading.Event()

    def fail(_: list[Event]) -> None:
        if not failed.is_set():
            failed.set()
            raise raised

    rig.on_delivery = fail
    rig.pump.use_thread()
    rig.emit(1)
    assert failed.wait(LIMIT)
    rig.emit(2)
    rig.wait(2)
    assert "delivering events failed" in caplog.text


# ---- Loops ------------------------------------------------------------------------------------


async def test_a_loop_delivers_on_its_own_thread(rig: Rig) -> None:
    loop = asyncio.get_running_loop()
    rig.pump.use_loop(loop)
    rig.pump.use_loop(loop)
    await asyncio.to_thread(rig.emit, 1)
    await delivered(rig, 1)
    assert rig.threads == [threading.get_ident()]
    assert rig.pump.is_fed_here()
    assert not await asyncio.to_thread(rig.pump.is_fed_here)


def test_the_next_loop_follows_a_closed_one(rig: Rig) -> None:
    async def once(*codes: int) -> int:
        rig.pump.use_loop(asyncio.get_running_loop())
        rig.emit(codes[-1])
        await delivered(rig, *codes)
        return threading.get_ident()

    assert asyncio.run(once(1)) == asyncio.run(once(1, 2))
    assert set(rig.threads) == {threading.get_ident()}


async def test_with_a_second_loop_a_thread_takes_over(rig: Rig) -> None:
    rig.pump.use_loop(asyncio.get_running_loop())
    rig.emit(1)
    await delivered(rig, 1)

    async def other() -> int:
        rig.pump.use_loop(asyncio.get_running_loop())
        return threading.get_ident()

    other_thread = await asyncio.to_thread(asyncio.run, other())
    rig.emit(2)
    await delivered(rig, 1, 2)
    assert rig.threads[0] == threading.get_ident()
    assert rig.threads[1] not in {threading.get_ident(), other_thread}


async def test_with_the_blocking_face_a_thread_takes_over(rig: Rig) -> None:
    loop = asyncio.get_running_loop()
    rig.pump.use_loop(loop)
    rig.pump.use_thread()
    assert not rig.pump.is_fed_here()
    assert not loop.remove_reader(rig.pump.fileno())
    rig.emit(1)
    await delivered(rig, 1)
    assert rig.threads != [threading.get_ident()]


async def test_a_loop_without_readiness_events_gets_a_thread(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    def add_reader(*_: object) -> None:
        raise NotImplementedError

    loop = asyncio.get_running_loop()
    monkeypatch.setattr(loop, "add_reader", add_reader)
    rig.pump.use_loop(loop)
    rig.emit(1)
    await delivered(rig, 1)
    assert rig.threads != [threading.get_ident()]


def test_a_loop_that_closes_meanwhile_is_no_error(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop = asyncio.new_event_loop()
    rig.pump.use_loop(loop)
    loop.close()
    # It closed between our look and our call.
    monkeypatch.setattr(loop, "is_closed", lambda: False)
    rig.pump.use_thread()
    rig.emit(1)
    rig.wait(1)


# ---- Closing ----------------------------------------------------------------------------------


def test_closing_delivers_what_waits_on_the_closing_thread(rig: Rig) -> None:
    rig.emit(1)
    rig.pump.close()
    rig.pump.close()
    assert rig.codes == [1]
    assert rig.threads == [threading.get_ident()]
    rig.emit(2)
    rig.pump.dispatch_pending()
    assert rig.codes == [1]


def test_closing_ends_the_thread(rig: Rig) -> None:
    rig.pump.use_thread()
    rig.emit(1)
    rig.pump.close()
    assert rig.codes == [1]
    assert rig.pump._thread is not None
    assert not rig.pump._thread.is_alive()
    rig.pump.use_thread()
    assert not rig.pump._thread.is_alive()


def test_the_interpreters_end_waits_for_the_thread() -> None:
    """It is woken just before finalization begins, and a crash is possible then: cpython#110052."""
    said = run_python(
        """
        import atexit
        import threading

        # The first of the hooks runs last.
        atexit.register(lambda: print([each.name for each in threading.enumerate()]))

        from audio_session._native import Channel
        from audio_session._pump import Pump

        def deliver(events):
            print(*(each.code for each in events))

        channel = Channel()
        pump = Pump(channel, deliver)
        pump.use_thread()
        threading.Thread(target=channel, args=(0, 0, 7, 0)).start()
        """
    )
    assert said.splitlines()[0] == "7"
    assert said.splitlines()[-1] == "['MainThread']"


def test_a_closed_pump_gets_no_thread(rig: Rig) -> None:
    rig.pump.close()
    rig.pump.use_thread()
    assert rig.pump._thread is None


def test_who_dispatches_beside_a_thread_may_wait_for_it(rig: Rig) -> None:
    rig.pump.use_thread()
    rig.pump.dispatch_pending()
    assert not rig.pump.is_fed_here()


def test_what_a_failed_delivery_has_left_is_delivered_without_another_event(rig: Rig) -> None:
    failed, delivered_again = threading.Event(), threading.Event()

    def fail_once(events: list[Event]) -> None:
        if failed.is_set():
            delivered_again.set()
        elif not events:  # the queue is empty, and wakes nobody any more
            failed.set()
            raise KeyError

    rig.on_delivery = fail_once
    rig.pump.use_thread()
    rig.emit(1)
    assert delivered_again.wait(LIMIT)


def test_closing_inside_a_callback(rig: Rig) -> None:
    closed = threading.Event()

    def close(events: list[Event]) -> None:
        if events and not closed.is_set():
            rig.pump.close()
            closed.set()

    rig.on_delivery = close
    rig.pump.use_thread()
    rig.emit(1)
    assert closed.wait(LIMIT)
    rig.wait(1)
    assert rig.pump._thread is not None
    rig.pump._thread.join(LIMIT)
    assert not rig.pump._thread.is_alive()


def test_closing_inside_a_callback_does_not_wait_for_a_thread_that_waits_for_it(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The app may dispatch though a thread does so as well; so do urgent events."""
    rig.pump.use_thread()
    thread = rig.pump._thread
    assert thread is not None
    with rig.pump._draining:  # so that it is this thread that delivers
        rig.emit(1)
        with monkeypatch.context() as patch:
            waited: list[float | None] = []
            patch.setattr(thread, "join", lambda timeout=None: waited.append(timeout))
            rig.on_delivery = lambda _: rig.pump.close()
            rig.pump._drain()
    assert waited == []
    assert rig.codes == [1]
    thread.join(LIMIT)
    assert not thread.is_alive()


async def test_closing_on_the_loop_and_off_it() -> None:
    loop = asyncio.get_running_loop()
    on_loop, off_loop, never_used = Rig(), Rig(), Rig()
    on_loop.pump.use_loop(loop)
    off_loop.pump.use_loop(loop)
    on_loop.pump.close()
    await asyncio.to_thread(off_loop.pump.close)
    never_used.pump.close()
    never_used.pump.use_loop(loop)
    await asyncio.sleep(0)
    for rig in (on_loop, off_loop, never_used):
        assert not loop.remove_reader(rig.pump.fileno())


def test_closing_after_the_loop(rig: Rig) -> None:
    async def use() -> None:
        rig.pump.use_loop(asyncio.get_running_loop())

    asyncio.run(use())
    rig.emit(1)
    rig.pump.close()
    assert rig.codes == [1]


# ---- Urgent -----------------------------------------------------------------------------------


@pytest.mark.skipif(URGENT, reason="this CPython can")
def test_urgent_dispatch_says_which_python_it_needs(rig: Rig) -> None:
    with pytest.raises(
        UnsupportedError, match=r"CPython 3\.13 or newer.*; fix: leave it out"
    ) as caught:
        rig.pump.use_urgent(True)
    assert caught.value.since == "3.13"
    rig.pump.use_urgent(False)


@pytest.mark.skipif(not URGENT, reason="urgent dispatch needs CPython 3.13")
def test_urgent_events_reach_a_busy_main_thread(rig: Rig) -> None:
    rig.pump.use_urgent(True)
    emitter = threading.Thread(target=rig.emit, args=(1,))
    emitter.start()
    for _ in range(ROUNDS):
        if rig.codes:
            break
    emitter.join(LIMIT)
    assert rig.codes == [1]
    assert rig.threads == [threading.main_thread().ident]


@pytest.mark.skipif(not URGENT, reason="urgent dispatch needs CPython 3.13")
def test_an_urgent_event_waits_while_somebody_else_delivers(rig: Rig) -> None:
    rig.pump.use_urgent(True)
    with rig.pump._draining:
        emitter = threading.Thread(target=rig.emit, args=(1,))
        emitter.start()
        emitter.join(LIMIT)
        for _ in range(1000):
            pass
        assert rig.codes == []
    assert rig.pump.dispatch_pending() == 1
    assert rig.codes == [1]


@pytest.mark.skipif(not URGENT, reason="urgent dispatch needs CPython 3.13")
def test_an_urgent_event_waits_until_the_package_s_own_code_has_ended(rig: Rig) -> None:
    rig.pump.use_urgent(True)
    seen: list[list[int]] = []

    def called_by_the_package(_: int) -> None:
        rig.emit(1)
        for _ in range(1000):
            pass
        seen.append(list(rig.codes))

    stream = EventStream[int]("numbers")
    stream.listen(called_by_the_package)
    stream.publish(0)
    for _ in range(1000):
        pass
    assert seen == [[]]
    assert rig.codes == [1]


@pytest.mark.skipif(not URGENT, reason="urgent dispatch needs CPython 3.13")
def test_urgent_dispatch_can_be_turned_off(rig: Rig) -> None:
    rig.pump.use_urgent(True)
    rig.pump.use_urgent(False)
    emitter = threading.Thread(target=rig.emit, args=(1,))
    emitter.start()
    emitter.join(LIMIT)
    for _ in range(1000):
        pass
    assert rig.codes == []
    assert rig.pump.dispatch_pending() == 1


def test_an_urgent_dispatch_does_not_wait_for_who_delivers(rig: Rig) -> None:
    """What the hook does, called by hand, as below: so that it is covered on every CPython."""
    rig.emit(1)
    with rig.pump._draining:
        assert not rig.pump._dispatch_urgent()
    assert rig.codes == []
    assert not rig.pump._dispatch_urgent()
    assert rig.codes == [1]
    assert not rig.pump._draining.locked()


@pytest.mark.parametrize("threaded", [False, True])
def test_an_urgent_dispatch_interrupts_nothing_of_the_package(rig: Rig, threaded: bool) -> None:
    if threaded:
        rig.pump.use_thread()  # which delivers, so there is nothing to be tried again
    again: list[bool] = []
    stream = EventStream[int]("numbers")
    stream.listen(lambda _: again.append(rig.pump._dispatch_urgent()))
    with rig.pump._draining:
        rig.emit(1)
        stream.publish(0)
    assert again == [not threaded]


def test_an_urgent_dispatch_leaves_it_to_the_listener_that_it_interrupts(rig: Rig) -> None:
    again: list[bool] = []
    rig.on_delivery = lambda _: again.append(rig.pump._dispatch_urgent())
    rig.emit(1)
    assert rig.pump.dispatch_pending() == 1
    assert not any(again)
    assert rig.codes == [1]


def test_an_urgent_event_waits_where_the_recursion_limit_is_near(rig: Rig) -> None:
    def depth() -> int:
        frame, count = sys._getframe(), 0
        while frame := frame.f_back:  # type: ignore[assignment]
            count += 1
        return count

    def recurse(levels: int) -> None:
        if levels:
            recurse(levels - 1)
        else:
            assert not rig.pump._dispatch_urgent()

    rig.emit(1)
    recurse(sys.getrecursionlimit() - depth() - 60)
    assert rig.codes == []
    assert rig.pump.dispatch_pending() == 1


# ---- After a fork -----------------------------------------------------------------------------


def test_a_thread_is_not_started_for_a_channel_that_cannot_be_used(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Forked:
        def fileno(self) -> int:
            raise SessionClosedError("made before a fork")

    with monkeypatch.context() as patch:
        patch.setattr(rig.pump, "_channel", Forked())
        with pytest.raises(SessionClosedError, match="fork"):
            rig.pump.use_thread()
    assert rig.pump._thread is None
