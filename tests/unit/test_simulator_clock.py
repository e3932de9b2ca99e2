"""Virtual time: order, cancellation, timers that set timers."""

from __future__ import annotations

import threading

import pytest

from audio_session.simulator.clock import NANOSECONDS, Clock


def test_stands_still_until_moved() -> None:
    clock = Clock()
    assert clock.now == 0
    clock.advance(1.5)
    assert clock.now == 1_500_000_000


def test_runs_timers_in_the_order_of_their_deadlines_at_their_own_moment() -> None:
    clock = Clock()
    seen: list[tuple[str, int]] = []
    clock.call_later(2, lambda: seen.append(("late", clock.now)))
    clock.call_later(1, lambda: seen.append(("early", clock.now)))
    clock.call_later(1, lambda: seen.append(("early too", clock.now)))
    clock.advance(0.5)
    assert seen == []
    clock.advance(1.5)
    assert seen == [
        ("early", NANOSECONDS),
        ("early too", NANOSECONDS),
        ("late", 2 * NANOSECONDS),
    ]


def test_a_timer_of_no_time_waits_for_the_clock_to_be_moved() -> None:
    clock = Clock()
    seen: list[str] = []
    clock.call_later(0, lambda: seen.append("ran"))
    assert seen == []
    clock.advance()
    assert seen == ["ran"]


def test_a_cancelled_timer_does_not_run() -> None:
    clock = Clock()
    seen: list[str] = []
    timer = clock.call_later(1, lambda: seen.append("ran"))
    timer.cancel()
    timer.cancel()
    clock.advance(2)
    assert seen == []


def test_a_timer_set_by_a_timer_runs_in_the_same_advance_if_it_is_due() -> None:
    clock = Clock()
    seen: list[int] = []

    def again() -> None:
        seen.append(clock.now // NANOSECONDS)
        clock.call_later(1, again)

    clock.call_later(1, again)
    clock.advance(3)
    assert seen == [1, 2, 3]


def test_a_timer_may_move_the_clock_and_it_never_goes_back() -> None:
    clock = Clock()
    seen: list[str] = []
    clock.call_later(1, lambda: clock.advance(10))
    clock.call_later(5, lambda: seen.append("inner"))
    clock.advance(2)
    assert seen == ["inner"]
    assert clock.now == 11 * NANOSECONDS


def test_run_next_runs_one_timer_and_then_moves_to_the_end() -> None:
    clock = Clock()
    seen: list[int] = []
    clock.call_later(1, lambda: seen.append(clock.now))
    assert clock.run_next(3 * NANOSECONDS)
    assert seen == [NANOSECONDS]
    assert clock.now == NANOSECONDS
    assert not clock.run_next(3 * NANOSECONDS)
    assert clock.now == 3 * NANOSECONDS


@pytest.mark.parametrize("seconds", [-1, float("nan"), float("inf")])
def test_refuses_time_that_does_not_move_forward(seconds: float) -> None:
    clock = Clock()
    with pytest.raises(ValueError, match="virtual time only moves forward"):
        clock.advance(seconds)
    with pytest.raises(ValueError, match="virtual time only moves forward"):
        clock.call_later(seconds, lambda: None)


def test_timers_run_under_the_lock_that_was_given() -> None:
    lock = threading.RLock()
    clock = Clock(lock)
    free: list[bool] = []

    def try_from_elsewhere() -> None:
        def attempt() -> None:
            got = lock.acquire(blocking=False)
            free.append(got)
            if got:
                lock.release()

        thread = threading.Thread(target=attempt)
        thread.start()
        thread.join()

    clock.call_later(1, try_from_elsewhere)
    clock.advance(1)
    try_from_elsewhere()
    assert free == [False, True]
