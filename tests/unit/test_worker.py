"""The worker: order, timers, failures, closing."""

from __future__ import annotations

import asyncio
import gc
import threading
import time
import weakref
from typing import TYPE_CHECKING

import pytest
from sessions import LIMIT, Hang

from audio_session._worker import Worker

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker("tested worker")
    yield worker
    worker.close()


def test_runs_in_order_on_one_thread_of_its_own(worker: Worker) -> None:
    seen: list[tuple[int, int]] = []
    futures = [
        worker.submit(lambda i=i: seen.append((i, threading.get_ident())))  # type: ignore[misc]
        for i in range(50)
    ]
    for future in futures:
        future.result(LIMIT)
    assert [number for number, _ in seen] == list(range(50))
    assert len({thread for _, thread in seen}) == 1
    assert threading.get_ident() not in {thread for _, thread in seen}


def test_gives_back_what_the_function_returned_or_raised(worker: Worker) -> None:
    assert worker.submit(lambda: 42).result(LIMIT) == 42
    with pytest.raises(ZeroDivisionError):
        worker.submit(lambda: 1 // 0).result(LIMIT)
    assert worker.submit(lambda: "still there").result(LIMIT) == "still there"


def test_what_was_cancelled_in_the_queue_does_not_run(worker: Worker) -> None:
    hang = Hang()
    worker.submit(hang)
    hang.wait_entered()
    ran: list[str] = []
    cancelled = worker.submit(lambda: ran.append("cancelled"))
    kept = worker.submit(lambda: ran.append("kept"))
    assert cancelled.cancel()
    hang.let_go()
    kept.result(LIMIT)
    assert ran == ["kept"]


def test_knows_its_own_thread(worker: Worker) -> None:
    assert not worker.current
    assert worker.submit(lambda: worker.current).result(LIMIT)


def test_a_timer_runs_after_its_time_and_after_what_is_due_now(worker: Worker) -> None:
    hang = Hang()
    worker.submit(hang)
    hang.wait_entered()
    order: list[str] = []
    done = threading.Event()
    began = time.monotonic()
    worker.call_later(0.02, lambda: (order.append("timer"), done.set()))
    worker.submit(lambda: order.append("now"))
    hang.let_go()
    assert done.wait(LIMIT)
    assert time.monotonic() - began >= 0.02
    assert order == ["now", "timer"]


def test_timers_run_in_the_order_of_their_deadlines(worker: Worker) -> None:
    order: list[str] = []
    done = threading.Event()
    worker.call_later(3600, lambda: order.append("much later"))
    worker.call_later(0.01, lambda: (order.append("soon"), done.set()))
    assert done.wait(LIMIT)
    assert order == ["soon"]


def test_a_cancelled_timer_does_not_run(worker: Worker) -> None:
    ran: list[str] = []
    done = threading.Event()
    timer = worker.call_later(0.01, lambda: ran.append("cancelled"))
    worker.call_later(0.02, done.set)
    timer.cancel()
    timer.cancel()
    assert done.wait(LIMIT)
    assert ran == []


def test_a_cancelled_timer_is_not_kept_until_its_time(worker: Worker) -> None:
    def act() -> None:
        raise AssertionError

    kept = weakref.ref(act)
    worker.call_later(3600.0, act).cancel()
    del act
    worker.call_later(3600.0, lambda: None)
    gc.collect()
    assert kept() is None


def test_a_timer_further_away_than_any_clock_reaches_does_no_harm(worker: Worker) -> None:
    worker.call_later(float("inf"), lambda: None)
    worker.submit(lambda: None).result(LIMIT)
    worker.submit(lambda: None).result(LIMIT)


@pytest.mark.parametrize("error", [ZeroDivisionError(), asyncio.CancelledError(), SystemExit()])
def test_a_failing_timer_is_logged_and_the_thread_goes_on(
    worker: Worker, caplog: pytest.LogCaptureFixture, error: BaseException
) -> None:
    def fail() -> None:
        raise error

    worker.call_later(0.0, fail)
    worker.submit(lambda: None).result(LIMIT)
    (record,) = caplog.records
    assert record.name == "audio_session"
    assert record.exc_info is not None
    assert record.exc_info[1] is error


def test_closing_runs_what_is_due_and_drops_what_is_for_later() -> None:
    worker = Worker("closed worker")
    hang = Hang()
    worker.submit(hang)
    hang.wait_entered()
    late: list[str] = []
    due = worker.submit(lambda: "due")
    thread = worker.submit(threading.current_thread)
    worker.call_later(3600, lambda: late.append("late"))
    worker.close()
    hang.let_go()
    assert due.result(LIMIT) == "due"
    thread.result(LIMIT).join(LIMIT)
    assert not thread.result().is_alive()
    assert late == []
    with pytest.raises(RuntimeError, match="closed worker is closed"):
        worker.submit(lambda: None)


def test_closing_wakes_a_worker_that_waits_for_a_timer() -> None:
    worker = Worker("idle worker")
    thread = worker.submit(threading.current_thread).result(LIMIT)
    worker.call_later(3600, lambda: None)
    worker.close()
    thread.join(LIMIT)
    assert not thread.is_alive()
