"""The seam's events and channels as Python sees them, and the end of the interpreter."""

from __future__ import annotations

import asyncio
import itertools
import os
import select
import signal
import sys
import threading
import weakref

import pytest

from audio_session import errors
from audio_session._native import Channel, Event

from .native import in_thread, run_python


class TestEvent:
    def test_is_made_with_keywords(self):
        event = Event(kind=1, flags=2, code=-3, value=4, time_ns=5, sequence=6, collapsed=7)
        fields = ("kind", "flags", "code", "value", "time_ns", "sequence", "collapsed")
        assert [getattr(event, field) for field in fields] == [1, 2, -3, 4, 5, 6, 7]
        assert repr(event) == (
            "Event(kind=1, flags=0x2, code=-3, value=4, time_ns=5, sequence=6, collapsed=7)"
        )

    def test_defaults_are_zero(self):
        assert Event(0) == Event(
            kind=0, flags=0, code=0, value=0, time_ns=0, sequence=0, collapsed=0
        )

    @pytest.mark.parametrize(
        "field", ["kind", "flags", "code", "value", "time_ns", "sequence", "collapsed"]
    )
    def test_compares_and_hashes_by_every_field(self, field):
        one, other = Event(**{"kind": 1, field: 1}), Event(**{"kind": 1, field: 2})
        assert one != other
        assert one == Event(**{"kind": 1, field: 1})
        assert hash(one) == hash(Event(**{"kind": 1, field: 1}))
        assert one != "event"

    def test_is_read_only(self):
        with pytest.raises(AttributeError):
            Event(1).kind = 2

    @pytest.mark.parametrize("bad", [-1, 2**32])
    def test_refuses_what_does_not_fit(self, bad):
        with pytest.raises(OverflowError):
            Event(bad)


class TestChannel:
    @pytest.mark.parametrize("capacity", [0, 1, 3, 255, 131072])
    def test_refuses_a_bad_capacity(self, capacity):
        with pytest.raises(ValueError, match=f"capacity is {capacity}, it has to be a power"):
            Channel(capacity)

    def test_delivers_in_order(self):
        channel = Channel()
        for code in range(5):
            channel(code % 2, 7, code, -code)
        events = channel.drain()
        assert [(e.kind, e.flags, e.code, e.value) for e in events] == [
            (code % 2, 7, code, -code) for code in range(5)
        ]
        assert [e.sequence for e in events] == [1, 2, 3, 4, 5]
        stamps = [e.time_ns for e in events]
        assert stamps == sorted(stamps)
        assert channel.drain() == []

    def test_counts_what_it_lost(self):
        channel = Channel(8)
        for code in range(100):
            channel(0, 0, code, 0)
        events = channel.drain()
        assert [e.code for e in events] == [*range(8), 99]
        assert events[-1].collapsed == channel.lost == 91

    @pytest.mark.parametrize("limit", [1, 63, 64, 65, 128, 200])
    def test_drains_up_to_the_limit(self, limit):
        channel = Channel(256)
        for code in range(200):
            channel(0, 0, code, 0)
        codes = []
        while events := channel.drain(limit):
            assert len(events) <= limit
            codes += [e.code for e in events]
        assert codes == list(range(200))

    def test_stays_readable_until_all_is_drained(self):
        channel = Channel(256)
        for code in range(100):
            channel(0, 0, code, 0)
        assert len(channel.drain(100)) == 100
        assert channel.wait(0)
        assert channel.drain() == []
        assert not channel.wait(0)

    @pytest.mark.parametrize("limit", [0, -1])
    def test_refuses_a_bad_limit(self, limit):
        with pytest.raises(ValueError, match="has to be at least 1"):
            Channel().drain(limit)

    @pytest.mark.parametrize(
        "event", [(-1, 0, 0, 0), (0, 2**32, 0, 0), (0, 0, 2**63, 0), (0, 0, 0, -(2**63) - 1)]
    )
    def test_refuses_numbers_that_do_not_fit(self, event):
        channel = Channel()
        with pytest.raises(OverflowError):
            channel(*event)
        assert channel.drain() == []

    def test_refuses_a_kind_that_no_driver_can_have(self):
        with pytest.raises(ValueError, match="kind is 32, it has to be below 32"):
            Channel()(32, 0, 0, 0)

    def test_refuses_what_is_no_number(self):
        with pytest.raises(TypeError):
            Channel()(0, 0, "1", 0)

    def test_wait_times_out(self):
        channel = Channel()
        assert channel.wait(0) is False
        assert channel.wait(0.001) is False
        assert channel.wait(-1) is False

    def test_wait_ends_with_an_event_from_another_thread(self):
        channel = Channel()
        with in_thread(channel.wait) as outcome:
            channel(0, 0, 1, 0)
        assert outcome == [True]

    def test_wait_ends_when_it_is_shut(self):
        channel = Channel()
        with in_thread(channel.wait, 30) as outcome:
            channel.shut()
        assert outcome == [True]

    def test_wait_lets_a_signal_through(self):
        channel = Channel()
        entering = threading.Lock()
        entering.acquire()
        main = threading.get_ident()

        def interrupt() -> None:
            entering.acquire()  # the GIL comes with it as the main thread goes to sleep
            signal.pthread_kill(main, signal.SIGINT)

        # A shell's background job ignores SIGINT, and then Python does not handle it.
        previous = signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            with in_thread(interrupt), pytest.raises(KeyboardInterrupt):
                _ = entering.release(), channel.wait()
        finally:
            signal.signal(signal.SIGINT, previous)

    def test_wait_goes_on_after_a_handled_signal(self):
        channel = Channel()
        previous = signal.signal(signal.SIGUSR1, lambda *_: channel(0, 0, 1, 0))
        try:
            with in_thread(signal.pthread_kill, threading.get_ident(), signal.SIGUSR1):
                assert channel.wait(30)
        finally:
            signal.signal(signal.SIGUSR1, previous)
        assert [e.code for e in channel.drain()] == [1]

    def test_fileno_polls_like_any_descriptor(self):
        channel = Channel()
        assert select.select([channel], [], [], 0)[0] == []
        channel(0, 0, 0, 0)
        assert select.select([channel], [], [], 0)[0] == [channel]

    async def test_feeds_an_event_loop(self):
        channel = Channel(8)
        loop = asyncio.get_running_loop()
        got: asyncio.Queue[Event] = asyncio.Queue()
        loop.add_reader(channel, lambda: [got.put_nowait(e) for e in channel.drain(2)])
        with in_thread(lambda: [channel(0, 0, code, 0) for code in range(5)]):
            codes = [(await asyncio.wait_for(got.get(), 30)).code for _ in range(5)]
        loop.remove_reader(channel)
        assert codes == [0, 1, 2, 3, 4]

    def test_shut_drops_what_comes_later(self):
        channel = Channel()
        channel(0, 0, 1, 0)
        assert not channel.closed
        channel.shut()
        channel.shut()
        assert channel.closed
        channel(0, 0, 2, 0)
        assert [e.code for e in channel.drain()] == [1]
        assert channel.wait()

    def test_is_freed_with_its_descriptor(self):
        channel = Channel()
        fd = channel.fileno()
        del channel
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(fd)


def drain_all(channel: Channel) -> list[Event]:
    return list(itertools.chain.from_iterable(iter(channel.drain, [])))


class TestUrgent:
    @pytest.mark.skipif(sys.version_info >= (3, 13), reason="needs CPython before 3.13")
    def test_names_the_version_that_has_it(self):
        channel = Channel()
        channel.set_urgent(None)
        with pytest.raises(errors.UnsupportedError, match=r"3\.13") as caught:
            channel.set_urgent(print)
        assert caught.value.since == "3.13"

    @pytest.mark.skipif(sys.version_info < (3, 13), reason="needs CPython 3.13")
    class TestOnNewPython:
        def test_interrupts_a_busy_main_thread(self):
            channel = Channel()
            heard: list[Event] = []
            channel.set_urgent(lambda: heard.extend(drain_all(channel)))
            with in_thread(channel, 0, 0, 1, 0):
                while not heard:
                    pass
            with in_thread(channel, 0, 0, 2, 0):
                while len(heard) < 2:
                    pass
            assert [e.code for e in heard] == [1, 2]

        def test_hears_the_burst_that_waits_already(self):
            channel = Channel()
            channel(0, 0, 1, 0)
            heard: list[Event] = []
            channel.set_urgent(lambda: heard.extend(drain_all(channel)))
            while not heard:
                pass
            assert [e.code for e in heard] == [1]

        def test_what_it_raises_is_reported_and_hurts_nobody(self, monkeypatch):
            reports: list[object] = []
            monkeypatch.setattr(sys, "unraisablehook", reports.append)
            channel = Channel()
            channel.set_urgent(lambda: 1 / 0)
            channel(0, 0, 1, 0)
            while not reports:
                pass
            assert reports[0].exc_type is ZeroDivisionError
            channel.set_urgent(None)
            reports.clear()

        @pytest.mark.parametrize("raised", [KeyboardInterrupt, SystemExit])
        def test_but_it_may_end_the_program_as_a_signal_handler_may(self, raised):
            channel = Channel()

            def end() -> None:
                channel.drain()
                raise raised

            channel.set_urgent(end)
            with pytest.raises(raised):
                channel(0, 0, 1, 0)

        def test_is_called_again_where_it_asks_for_that(self):
            channel = Channel()
            calls: list[int] = []

            def later() -> bool:
                calls.append(1)
                return len(calls) < 100

            channel.set_urgent(later)
            channel(0, 0, 1, 0)
            for _ in range(1000):
                pass
            assert len(calls) == 100

        def test_is_taken_away_by_shut(self):
            channel = Channel()
            gone = weakref.ref(listener := type("Listener", (), {"__call__": lambda _: None})())
            channel.set_urgent(listener)
            channel.shut()
            del listener
            assert gone() is None


def test_an_exit_in_the_middle_of_a_wait_is_clean():
    assert (
        run_python(
            """
        import threading
        from audio_session._native import Channel
        channel = Channel()
        threading.Thread(target=channel.wait, daemon=True).start()
        print("done")
        """
        )
        == "done"
    )


def test_is_imported_once():
    assert (
        run_python(
            """
        import sys
        import audio_session._native as first
        del sys.modules["audio_session._native"]
        import audio_session._native as second
        print(second.Channel is first.Channel)
        """
        )
        == "True"
    )
