"""Bad input and faults: each has a defined answer, names the problem, and loses nothing."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import textwrap
import threading
from typing import TYPE_CHECKING

import pytest
from sessions import LIMIT, Heard, ProbedDriver, settle

from audio_session import (
    ActivationResult,
    AudioSession,
    AudioSessionState,
    DenialReason,
    NativeError,
    ServiceUnavailableError,
    SessionClosedError,
    UnsupportedError,
    blocking,
)
from audio_session.android import AndroidAudioDeviceType

if TYPE_CHECKING:
    from audio_session import AudioInterruptionEvent
    from audio_session.simulator import AndroidDevice

NO_SERVER = ServiceUnavailableError("no sound server answers; start pipewire", code=6)


# ---- Listeners and readers ----------------------------------------------------------------------


async def test_a_listener_that_raises_hurts_nobody(
    session: AudioSession, phone: AndroidDevice, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_event: AudioInterruptionEvent) -> None:
        raise LookupError("a bug in the app")

    session.interruption_event_stream.listen(broken)
    heard = Heard(session.interruption_event_stream)
    await session.set_active(True)
    phone.incoming_call()
    phone.end_call()
    settle(session)
    assert [event.begin for event in heard] == [True, False]
    assert len(caplog.records) == 2
    assert "a bug in the app" in caplog.text
    assert "interruption_event_stream" in caplog.text


async def test_a_subscriber_that_never_reads_loses_only_its_own(
    session: AudioSession, phone: AndroidDevice
) -> None:
    idle = session.interruption_event_stream.subscribe(maxsize=4)
    heard = Heard(session.interruption_event_stream)
    await session.set_active(True)
    for _ in range(20):
        phone.incoming_call()
        phone.end_call()
        settle(session)
    assert len(heard) == 40
    assert idle.dropped == 36
    kept = [event.seq for event in iter(idle.get_nowait, None)]
    assert kept == [37, 38, 39, 40]


async def test_a_listener_that_acts_on_the_session_is_no_deadlock(phone: AndroidDevice) -> None:
    session = blocking.AudioSession(driver=phone.driver())
    results: list[ActivationResult] = []

    def take_back(event: AudioInterruptionEvent) -> None:
        if event.begin:
            results.append(session.set_active(True, owner="second"))

    session.interruption_event_stream.listen(take_back)
    states = session.state_stream.subscribe()
    await asyncio.to_thread(session.set_active, True)
    phone.app("rival").request_focus(1)
    seen = [await asyncio.to_thread(states.get, LIMIT) for _ in range(3)]
    assert seen == [AudioSessionState.ACTIVE, AudioSessionState.LOST, AudioSessionState.ACTIVE]
    assert results[0]
    await asyncio.to_thread(session.close)


# ---- The OS's service ---------------------------------------------------------------------------


async def test_a_service_that_is_missing(driver: ProbedDriver) -> None:
    session = AudioSession(driver=driver)
    for _ in range(2):
        driver.fail("open", NO_SERVER)
    result = await session.set_active(True)
    assert result.reason is DenialReason.SERVICE_UNAVAILABLE
    assert result.native_code == 6
    assert result.hint == "no sound server answers; start pipewire"
    with pytest.raises(ServiceUnavailableError, match="start pipewire"):
        await session.open()
    assert await session.set_active(True), "it is tried again"
    await session.close()


async def test_a_lease_of_a_service_that_is_missing(
    session: AudioSession, driver: ProbedDriver
) -> None:
    driver.fail("open", NO_SERVER)
    async with session.activate("player") as lease:
        result = await asyncio.wait_for(lease.granted(), LIMIT)
        assert result.reason is DenialReason.SERVICE_UNAVAILABLE


@pytest.mark.parametrize(
    ("error", "reason", "code"),
    [
        (NO_SERVER, DenialReason.SERVICE_UNAVAILABLE, 6),
        (NativeError("strange", code=-38), DenialReason.UNKNOWN, -38),
        (UnsupportedError("too old", since="26"), DenialReason.UNKNOWN, None),
    ],
)
async def test_an_os_that_fails_a_request_denies_it(
    session: AudioSession,
    driver: ProbedDriver,
    error: Exception,
    reason: DenialReason,
    code: int | None,
) -> None:
    driver.fail("requestAudioFocus", error)
    result = await session.set_active(True)
    assert (result.reason, result.native_code) == (reason, code)
    assert result.hint == str(error)
    assert session.owners() == ()
    assert await session.set_active(True)


async def test_a_deactivation_that_the_os_refuses(
    session: AudioSession, driver: ProbedDriver
) -> None:
    await session.set_active(True)
    driver.fail("abandonAudioFocus", NativeError("busy", code=560030580))
    result = await session.set_active(False)
    assert not result
    assert result.native_code == 560030580
    assert session.state is AudioSessionState.INACTIVE


async def test_a_deactivation_on_a_dead_service_is_granted(
    session: AudioSession, driver: ProbedDriver
) -> None:
    await session.set_active(True)
    driver.fail("abandonAudioFocus", NO_SERVER)
    assert await session.set_active(False)


async def test_an_os_that_hangs_does_not_stall_the_loop(
    session: AudioSession, driver: ProbedDriver
) -> None:
    await session.open()
    hang = driver.hang("requestAudioFocus")
    asking = asyncio.ensure_future(session.set_active(True))
    await asyncio.to_thread(hang.wait_entered)
    for _ in range(100):
        await asyncio.sleep(0)
    assert not asking.done()
    assert session.state is AudioSessionState.INACTIVE
    assert session.owners() == ()
    hang.let_go()
    assert await asking


# ---- What the OS reports ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "event",
    [
        pytest.param((0, 0, 99, 1), id="a focus change without a name"),
        pytest.param((0, 0, -(2**63), 1), id="the smallest focus change"),
        pytest.param((0, 0, -1, 12345), id="of a request that was never made"),
        pytest.param((0, 0, -1, -1), id="of a negative generation"),
        pytest.param((29, 0, 0, 0), id="a kind without a name"),
        pytest.param((4, 2**32 - 1, 2**63 - 1, -(2**63)), id="a kind that means nothing to us"),
    ],
)
async def test_an_event_that_makes_no_sense_is_nothing(
    session: AudioSession, driver: ProbedDriver, phone: AndroidDevice, event: tuple[int, ...]
) -> None:
    heard = Heard(session.interruption_event_stream)
    await session.set_active(True)
    driver.emit(*event)
    settle(session)
    assert len(heard) == 0
    assert session.state is AudioSessionState.ACTIVE
    phone.incoming_call()
    settle(session)
    assert len(heard) == 1


async def test_work_that_nobody_waits_for_is_logged_whatever_it_raises(
    session: AudioSession, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise UnsupportedError("this OS has no such thing")

    session._core.work_on(fail)
    settle(session)
    assert "this OS has no such thing" in caplog.text
    assert "fail" in caplog.records[0].getMessage()


async def test_an_event_that_the_adaptor_fails_on_is_logged(
    session: AudioSession,
    driver: ProbedDriver,
    phone: AndroidDevice,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard = Heard(session.interruption_event_stream)
    await session.set_active(True)
    assert session._core.selection is not None
    platform = session._core.selection.platform

    def fail(_event: object) -> None:
        raise KeyError("a field that no Android has")

    with monkeypatch.context() as patch:
        patch.setattr(platform, "translate", fail)
        driver.emit(0, 0, -1, 1)
        settle(session)
    assert "simulated-android: event Event(kind=0" in caplog.text
    assert "a field that no Android has" in caplog.text
    phone.incoming_call()
    settle(session)
    assert len(heard) == 1


async def test_a_flood_keeps_the_last_word_of_each_kind(
    session: AudioSession, driver: ProbedDriver
) -> None:
    heard = Heard(session.interruption_event_stream)
    await session.set_active(True)
    flood = threading.Thread(
        target=lambda: [driver.emit(0, 0, change, 1) for change in (-2, 1) * 20_000 + (-1,)]
    )
    flood.start()
    await asyncio.to_thread(flood.join)
    settle(session)
    begins = [event.begin for event in heard]
    assert begins == [index % 2 == 0 for index in range(len(begins))]
    assert session.state is AudioSessionState.LOST
    assert heard.events[-1].permanent


DEVICE = '[{"id": %s, "type": 2, "isSource": false, "isSink": true}]'
NONSENSE = [
    *("", "null", "[1]", "1", '[{"type": 3}]', '{"id": 1}', '[{"id": 1, "type": "speaker"}]'),
    *(DEVICE % value for value in ("NaN", "-Infinity", "1e999", "1.0", "true", '"1"', "9" * 5000)),
    *("[" * 100_000, DEVICE % ("[" * 900 + "]" * 900)),
]
"""No JSON, of other types, numbers that are none or too large to be read, nested too deep."""


@pytest.mark.parametrize("document", NONSENSE, ids=lambda document: document[:40])
async def test_a_list_of_devices_that_makes_no_sense(
    session: AudioSession,
    driver: ProbedDriver,
    phone: AndroidDevice,
    caplog: pytest.LogCaptureFixture,
    document: str,
) -> None:
    changes = Heard(session.devices_changed_event_stream)
    before = await session.get_devices()
    settle(session)
    driver.answer("getDevices", lambda: document)
    with pytest.raises(NativeError, match=r"getDevices.*makes no sense"):
        await session.get_devices()
    # The same where nobody asked: what was known before stands, and the next reading is right.
    driver.answer("getDevices", lambda: document)
    phone.plug(AndroidAudioDeviceType.WIRED_HEADPHONES)
    settle(session)
    assert "the devices could not be read" in caplog.text
    assert len(changes) == 0
    phone.set_volume(3, 1)
    assert len(await session.get_devices()) == len(before) + 1
    settle(session)
    assert len(changes) == 1


async def test_opening_survives_a_list_of_devices_that_makes_no_sense(
    session: AudioSession, driver: ProbedDriver, caplog: pytest.LogCaptureFixture
) -> None:
    driver.answer("getDevices", lambda: "garbage")
    assert await session.set_active(True)
    assert "the devices could not be read" in caplog.text


async def test_devices_while_the_service_is_gone(
    session: AudioSession, driver: ProbedDriver
) -> None:
    changes = Heard(session.devices_changed_event_stream)
    before = await session.get_devices()
    settle(session)
    driver.fail("getDevices", NO_SERVER)
    assert await session.get_devices() == frozenset()
    settle(session)
    assert changes.events[-1].devices_removed == before


# ---- A fork --------------------------------------------------------------------------------------


async def test_a_session_of_the_parent_is_closed_in_the_child(
    session: AudioSession, driver: ProbedDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same in this process, by the process number alone."""
    await session.set_active(True)
    calls = len(driver.calls)
    with monkeypatch.context() as patch:
        patch.setattr(os, "getpid", lambda: -1)
        assert session.closed
        with pytest.raises(SessionClosedError, match="forked process"):
            await session.open()
        with pytest.raises(SessionClosedError, match="forked process"):
            await session.set_active(False)
        await session.close()
        session._core.close()
    assert len(driver.calls) == calls
    assert not session.closed
    assert session.state is AudioSessionState.ACTIVE


FORK = """
import asyncio, os, signal, sys, threading, traceback
from audio_session import AudioSession, AudioSessionConfiguration, SessionClosedError, blocking

session = blocking.AudioSession.instance()
lease = session.activate("parent")
twin = AudioSession.instance()
unused = blocking.AudioSession("simulated-android")
stream = session.devices_stream

async def use_twin():
    twin.interruption_event_stream.subscribe()

def check_child():
    assert session.closed
    uses = {
        "open": session.open,
        "set_active": lambda: session.set_active(True),
        "configure": lambda: session.configure(AudioSessionConfiguration.music()),
        "get_devices": session.get_devices,
        "dispatch_pending": session.dispatch_pending,
        "fileno": session.fileno,
        "unused": lambda: unused.open(),
        "asyncio": lambda: asyncio.run(use_twin()),
        "stream": stream.subscribe,
    }
    for name, use in uses.items():
        try:
            use()
        except SessionClosedError as error:
            assert "fork" in str(error), (name, error)
        else:
            raise AssertionError(f"{name} did not complain")
    assert lease.release()
    session.close()
    asyncio.run(twin.close())
    mine = blocking.AudioSession.instance()
    assert mine.set_active(True)
    assert mine.owners() == ("default",)
    mine.close()

# A fork comes at any moment: here, while another thread holds locks, which the child has not.
held, forked = threading.Event(), threading.Event()

def hold():
    with session._core._lock, session._core.pump._mode:
        held.set()
        forked.wait()

threading.Thread(target=hold, daemon=True).start()
held.wait()
child = os.fork()
if child == 0:
    signal.alarm(20)
    code = 1
    try:
        check_child()
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)
forked.set()
_, status = os.waitpid(child, 0)
assert os.waitstatus_to_exitcode(status) == 0
assert session.owners() == ("parent",)
assert lease
assert lease.release()
session.close()
print("both fine")
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this OS does not fork")
def test_a_forked_child_gets_a_session_of_its_own_and_leaves_the_parents_alone() -> None:
    done = run_python(
        FORK, "-W", "ignore::DeprecationWarning", AUDIO_SESSION_PLATFORM="simulated-android"
    )
    assert done.stdout.split("\n")[0] == "both fine", done.stderr
    assert done.stderr == ""


EXIT = """
import threading
from audio_session import blocking
from audio_session.simulator import AndroidDevice

class Hanging:
    def __init__(self, driver):
        self.driver, self.name = driver, driver.name
        self.operations, self.events = driver.operations, driver.events
        self.entered = threading.Event()
    def open(self, emit): self.driver.open(emit)
    def call(self, operation, *arguments):
        if operation == "requestAudioFocus":
            self.entered.set()
            threading.Event().wait()
        return self.driver.call(operation, *arguments)
    def close(self): self.driver.close()

driver = Hanging(AndroidDevice().driver())
session = blocking.AudioSession(driver=driver)
session.interruption_event_stream.listen(print)
threading.Thread(target=session.set_active, args=(True,), daemon=True).start()
driver.entered.wait()
print("exits", flush=True)
"""


def test_a_call_that_hangs_in_the_os_does_not_hang_the_exit() -> None:
    done = run_python(EXIT)
    assert done.stdout == "exits\n", done.stderr
    assert done.returncode == 0
    assert done.stderr == ""


def run_python(code: str, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", *options, "-c", textwrap.dedent(code)],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
