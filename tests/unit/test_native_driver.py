"""The drivers of this build behind the seam: values, errors, threads, and their end."""

from __future__ import annotations

import enum
import os
import sys
import threading

import pytest

from audio_session import errors
from audio_session._native import Channel, NativeDriver, drivers

from .native import in_thread, run_python

needs_loopback = pytest.mark.skipif(
    "loopback" not in drivers(), reason="this build holds no loopback driver"
)


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


def test_there_is_none_without_a_name():
    with pytest.raises(TypeError, match="positional argument"):
        NativeDriver.__new__(NativeDriver)


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

    @pytest.mark.parametrize("keyword", ["application_name", "server"])
    def test_refuses_what_is_no_text_in_what_it_hands_on(self, keyword):
        with pytest.raises(ValueError, match=rf"{keyword} is 'a.udcff'.*surrogate.*: pass whole"):
            NativeDriver("loopback", **{"application_name": "test", keyword: "a\udcff"})

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

    def test_an_exit_leaves_a_call_that_hangs(self):
        assert (
            run_python(
                """
            import threading
            from audio_session._native import Channel, NativeDriver
            driver = NativeDriver("loopback", application_name="test")
            driver.open(Channel())
            threading.Thread(target=driver.call, args=("hold", 3_600_000), daemon=True).start()
            while not driver.call("holds"):
                pass
            driver.call("start_os")
            print("left")
            """
            )
            == "left"
        )

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
