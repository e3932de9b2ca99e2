"""The seam: events, channels and native drivers as Python sees them."""

from __future__ import annotations

import asyncio
import enum
import os
import select
import signal
import subprocess
import sys
import textwrap
import threading
import weakref
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from audio_session import errors
from audio_session._native import Channel, Event, NativeDriver, drivers

if TYPE_CHECKING:
    from collections.abc import Iterator

needs_loopback = pytest.mark.skipif(
    "loopback" not in drivers(), reason="this build holds no loopback driver"
)


@contextmanager
def in_thread(function, *arguments) -> Iterator[list[object]]:
    """Run a function in a thread, and hand out the list that gets its result or its error."""
    outcome: list[object] = []

    def run() -> None:
        try:
            outcome.append(function(*arguments))
        except Exception as error:
            outcome.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    yield outcome
    thread.join(30)
    assert not thread.is_alive()


def run_python(code: str) -> str:
    """Run code in a process of its own, and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-W", "error::RuntimeWarning", "-c", textwrap.dedent(code)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    return done.stdout.strip()


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

        with in_thread(interrupt), pytest.raises(KeyboardInterrupt):
            _ = entering.release(), channel.wait()

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
            channel.set_urgent(lambda: heard.extend(channel.drain()))
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
            channel.set_urgent(lambda: heard.extend(channel.drain()))
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

        def test_is_taken_away_by_shut(self):
            channel = Channel()
            gone = weakref.ref(listener := type("Listener", (), {"__call__": lambda _: None})())
            channel.set_urgent(listener)
            channel.shut()
            del listener
            assert gone() is None


@pytest.fixture
def channel():
    return Channel()


@pytest.fixture
def driver(channel):
    driver = NativeDriver("loopback", application_name="test")
    driver.open(channel)
    yield driver
    driver.close()


def test_an_unknown_driver_is_named_with_what_there_is():
    with pytest.raises(errors.ServiceUnavailableError, match="holds no driver 'beos', it holds"):
        NativeDriver("beos", application_name="test")


@needs_loopback
class TestNativeDriver:
    def test_publishes_its_tables(self, driver):
        assert driver.name == "loopback"
        assert driver.events == ("PLAIN", "FROM_OS")
        assert driver.operations["add"] == ("add", "ii:i", "")
        assert driver.operations["fail"].since == "1.5"

    @pytest.mark.parametrize(
        ("operation", "arguments", "result"),
        [
            ("echo", ("h\xe9llo \0 \U0001f3a7",), "h\xe9llo \0 \U0001f3a7"),
            ("echo", ("",), ""),
            ("echo", (None,), None),
            ("echo_bool", (True,), True),
            ("echo_bool", (False,), False),
            ("echo_int", (-(2**63),), -(2**63)),
            ("echo_int", (2**63 - 1,), 2**63 - 1),
            ("echo_int", (None,), None),
            ("echo_double", (0.1,), 0.1),
            ("echo_double", (3,), 3.0),
            ("echo_json", ('{"a": 1}',), '{"a": 1}'),
            ("add", (40, 2), 42),
            ("release_holds", (), None),
        ],
    )
    def test_carries_values(self, driver, operation, arguments, result):
        got = driver.call(operation, *arguments)
        assert got == result
        assert type(got) is type(result)

    def test_carries_ten_megabytes(self, driver):
        text = "x" * 10_000_000
        assert driver.call("echo", text) == text

    def test_takes_an_enum_member_as_its_number(self, driver):
        assert driver.call("echo_int", enum.IntEnum("Gain", {"LOSS": -1}).LOSS) == -1

    def test_never_trusts_text_to_be_utf8(self, driver):
        assert driver.call("garbage") == "a\ufffd\ufffd\0b"

    @pytest.mark.parametrize(
        ("operation", "arguments", "error", "text"),
        [
            ("echo_int", (True,), TypeError, "argument 1 is a bool, it has to be an int or none"),
            ("echo_bool", (1,), TypeError, "argument 1 is an int, it has to be a bool"),
            ("echo_int", (1.0,), TypeError, "argument 1 is a double"),
            ("echo_double", (True,), TypeError, "argument 1 is a bool"),
            ("echo", (b"x",), TypeError, "argument 1 is of type bytes"),
            ("add", (1,), TypeError, r"takes 2 arguments .*, got 1"),
            ("add", (1,) * 17, TypeError, "takes 2 arguments, got 17"),
            ("echo_int", (2**63,), OverflowError, "argument 1 has 64 bits"),
            ("echo_int", (10**5000,), OverflowError, "argument 1 has 16610 bits"),
            ("echo", ("\ud800",), UnicodeEncodeError, "surrogates not allowed"),
            ("burst_from_threads", (99, 1), ValueError, "threads is 99"),
        ],
    )
    def test_refuses_what_does_not_fit(self, driver, operation, arguments, error, text):
        with pytest.raises(error, match=text):
            driver.call(operation, *arguments)

    def test_an_operation_it_lacks_is_unsupported(self, driver):
        with pytest.raises(errors.UnsupportedError, match="no operation 'fly'"):
            driver.call("fly")

    @pytest.mark.parametrize(
        ("status", "error", "attributes"),
        [
            (1, errors.UnsupportedError, {"since": "2.0"}),
            (2, ValueError, {}),
            (3, errors.PermissionDeniedError, {"permission": "loopback.permission.FAIL"}),
            (4, errors.ServiceUnavailableError, {"code": -7, "domain": "loopback"}),
            (5, errors.SessionClosedError, {}),
            (6, errors.NativeError, {"code": -7, "domain": "loopback", "name": "ASKED_FOR"}),
            (7, MemoryError, {}),
            (99, errors.NativeError, {"code": -7}),
        ],
    )
    def test_each_status_is_an_error_of_its_own(self, driver, status, error, attributes):
        with pytest.raises(error, match="it broke") as caught:
            driver.call("fail", status, "it broke")
        assert type(caught.value) is error
        assert {name: getattr(caught.value, name) for name in attributes} == attributes

    def test_an_error_without_text_gets_one(self, driver):
        with pytest.raises(errors.NativeError, match="loopback: fail failed"):
            driver.call("fail", 6, None)

    def test_a_failed_open_leaves_it_closed(self, channel):
        driver = NativeDriver("loopback", application_name="test", server="nowhere")
        for _ in range(2):
            with pytest.raises(errors.ServiceUnavailableError, match="leave server out"):
                driver.open(channel)
        with pytest.raises(errors.SessionClosedError):
            driver.call("add", 1, 2)
        driver.close()

    def test_hands_its_host_on(self, channel):
        driver = NativeDriver("loopback", application_name="Müsli", server="here")
        driver.open(channel)
        assert driver.call("get_host", True) == "Müsli"
        assert driver.call("get_host", False) == "here"
        driver.close()

    @pytest.mark.parametrize("keyword", ["application_name", "server"])
    def test_refuses_nul_in_what_it_hands_on(self, keyword):
        with pytest.raises(ValueError, match=f"{keyword} is 'a.*NUL"):
            NativeDriver("loopback", **{"application_name": "test", keyword: "a\0b"})

    def test_lives_again_after_close(self, channel):
        driver = NativeDriver("loopback", application_name="test")
        for life in range(3):
            driver.open(channel)
            with pytest.raises(errors.AudioSessionError, match="open already"):
                driver.open(channel)
            driver.call("emit", 0, 0, life, 0)
            driver.close()
            driver.close()
            with pytest.raises(errors.SessionClosedError, match="not open"):
                driver.call("add", 1, 2)
        assert [e.code for e in channel.drain()] == [0, 1, 2]

    def test_refuses_a_channel_that_is_shut(self, channel):
        channel.shut()
        with pytest.raises(errors.SessionClosedError, match="make a new Channel"):
            NativeDriver("loopback", application_name="test").open(channel)

    def test_drops_kinds_that_it_does_not_publish(self, driver, channel):
        for kind in range(5):
            driver.call("emit", kind, 0, kind, 0)
        assert [e.kind for e in channel.drain()] == [0, 1]

    def test_hears_foreign_threads(self, driver, channel):
        driver.call("burst_from_threads", 4, 5000)
        events = channel.drain(100_000)
        assert sum(1 + e.collapsed for e in events) == 20_000
        for thread in range(4):
            codes = [e.code for e in events if e.value == thread]
            assert codes == sorted(codes)

    def test_calls_do_not_hold_each_other_up(self, driver):
        with in_thread(driver.call, "hold", 30_000) as outcome:
            while not driver.call("holds"):
                pass
            driver.call("release_holds")
        assert outcome == [True]

    def test_close_waits_for_calls_on_their_way(self, driver):
        closed = threading.Event()
        with in_thread(driver.call, "hold", 1000) as outcome:
            while not driver.call("holds"):
                pass
            with in_thread(lambda: (driver.close(), closed.set())), in_thread(driver.close):
                while True:
                    try:
                        driver.call("add", 1, 2)
                    except errors.SessionClosedError:
                        break
            assert closed.is_set()
        assert outcome == [False]

    def test_closes_while_others_call(self, channel):
        driver = NativeDriver("loopback", application_name="test")

        def call_until_closed() -> str:
            while True:
                try:
                    driver.call("add", 1, 2)
                except errors.SessionClosedError:
                    return "closed"

        for _ in range(50):
            driver.open(channel)
            with in_thread(call_until_closed) as one, in_thread(call_until_closed) as other:
                driver.close()
            assert one == other == ["closed"]

    def test_an_open_driver_is_kept(self, channel):
        NativeDriver("loopback", application_name="test").open(channel)
        driver = NativeDriver("loopback", application_name="test")
        driver.open(channel)
        assert driver.call("start_os") > 0
        assert channel.wait(30)
        assert (
            run_python(
                """
            from audio_session._native import Channel, NativeDriver
            channel = Channel()
            NativeDriver("loopback", application_name="test").open(channel)
            print("never closed")
            """
            )
            == "never closed"
        )
        driver.close()

    def test_refuses_to_open_while_the_interpreter_shuts_down(self):
        assert (
            run_python(
                """
            import atexit
            atexit.register(lambda: late())
            from audio_session._native import Channel, NativeDriver

            channel = Channel()
            def late():
                assert channel.closed
                try:
                    NativeDriver("loopback", application_name="test").open(channel)
                except Exception as error:
                    print(error)
            """
            )
            == "the interpreter is shutting down"
        )


FORK = """
import os, sys
from audio_session import errors
from audio_session._native import Channel, NativeDriver

channel = Channel()
driver = NativeDriver("loopback", application_name="test")
driver.open(channel)
driver.call("start_os")
pid = os.fork()
if pid == 0:
    refused = 0
    for use in (
        channel.fileno,
        channel.drain,
        channel.wait,
        lambda: channel.lost,
        lambda: channel.set_urgent(None),
        lambda: driver.open(Channel()),
        lambda: driver.open(channel),
        lambda: driver.call("add", 1, 2),
        lambda: NativeDriver("loopback", application_name="test").open(channel),
    ):
        try:
            use()
        except errors.SessionClosedError as error:
            assert "before a fork" in str(error) and "'spawn'" in str(error), error
            refused += 1
    assert refused == 9, refused
    assert channel.closed
    channel(0, 0, 1, 0)
    channel.shut()
    driver.close()
    own = Channel()
    again = NativeDriver("loopback", application_name="test")
    del channel, driver
    sys.exit(0)
assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
assert channel.wait(30) and channel.drain()
assert driver.call("add", 40, 2) == 42
driver.close()
print("parent unharmed")
"""


@needs_loopback
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_forked_child_is_refused_and_the_parent_unharmed():
    code = FORK
    if sys.version_info >= (3, 12):  # it warns of forks in a process with threads, which we want
        code = "import warnings; warnings.simplefilter('ignore')\n" + code
    assert run_python(code) == "parent unharmed"


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
