"""Closing: what is given back, what is still told, and from where it may be called."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import pytest
from sessions import LIMIT, Heard, ProbedDriver, settle

import audio_session
from audio_session import (
    AudioSession,
    AudioSessionState,
    DenialReason,
    NativeError,
    ServiceUnavailableError,
    SessionClosedError,
    _core,
    _face,
    _pump,
    blocking,
)
from audio_session.simulator import IPhone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audio_session.simulator import AndroidDevice


@pytest.fixture
def own_process_session(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let ``instance()`` be of this test alone, on a simulated phone."""
    monkeypatch.setenv("AUDIO_SESSION_PLATFORM", "simulated-android")
    monkeypatch.setattr(_face, "_shared", None)
    yield
    if _face._shared is not None:
        _face._shared.close()


async def test_closing_gives_everything_back_and_tells_to_the_end(
    driver: ProbedDriver, phone: AndroidDevice
) -> None:
    session = AudioSession(driver=driver)
    interruptions = Heard(session.interruption_event_stream)
    states = session.state_stream.subscribe()
    lease = await session.activate("player")
    await session.set_active(True, owner="named")
    phone.incoming_call()
    settle(session)
    await session.close()
    assert session.closed
    begin, end = interruptions
    assert (begin.begin, end.begin, end.synthetic) == (True, False, True)
    assert [state async for state in states] == [
        AudioSessionState.ACTIVE,
        AudioSessionState.PAUSED,
        AudioSessionState.INACTIVE,
    ]
    assert lease.released
    assert session.owners() == ()
    assert [call[0] for call in driver.calls[-2:]] == ["abandonAudioFocus", "close"]


async def test_closing_twice_and_at_once(driver: ProbedDriver) -> None:
    session = AudioSession(driver=driver)
    await session.open()
    await asyncio.gather(session.close(), session.close(), asyncio.to_thread(session._core.close))
    await session.close()
    assert driver.count("close") == 1


async def test_closing_what_was_never_opened(driver: ProbedDriver) -> None:
    session = AudioSession(driver=driver)
    reader = session.devices_stream
    await session.close()
    assert driver.calls == []
    with pytest.raises(SessionClosedError):
        reader.subscribe()


async def test_the_block_closes(driver: ProbedDriver) -> None:
    async with AudioSession(driver=driver) as session:
        assert driver.count("open") == 1
    assert session.closed


@pytest.mark.parametrize("face", ["asyncio", "blocking"])
async def test_a_block_that_cannot_be_entered_closes_too(driver: ProbedDriver, face: str) -> None:
    """Nothing else would: its worker and its dispatcher would wait for ever."""
    driver.fail("open", ServiceUnavailableError("no sound server answers"))
    session = AudioSession(driver=driver)
    twin = blocking.AudioSession(core=session._core)
    enter = session.__aenter__() if face == "asyncio" else asyncio.to_thread(twin.__enter__)
    with pytest.raises(ServiceUnavailableError, match="no sound server"):
        await enter
    assert session.closed


async def test_a_block_whose_entering_is_cancelled_closes_too(driver: ProbedDriver) -> None:
    hang = driver.hang("open")
    session = AudioSession(driver=driver)
    entering = asyncio.create_task(session.__aenter__())
    await asyncio.to_thread(hang.wait_entered)
    entering.cancel()
    hang.let_go()
    with pytest.raises(asyncio.CancelledError):
        await entering
    assert session.closed
    assert driver.count("close") == 1


def test_a_session_that_is_dropped_without_closing_it_warns(driver: ProbedDriver) -> None:
    def drop() -> _core.Core:
        session = blocking.AudioSession(driver=driver)
        session.open()
        return session._core

    with pytest.warns(ResourceWarning, match=r"a session was dropped without close\(\)"):
        core = drop()
    core.close()


async def test_use_after_close_says_what_to_do(driver: ProbedDriver) -> None:
    session = AudioSession(driver=driver)
    lease = session.activate("player")
    await session.close()
    for use in (
        session.open,
        session.get_devices,
        lambda: session.set_active(True),
        lambda: session.set_active(False),
        lambda: session.configure(audio_session.AudioSessionConfiguration.music()),
        lease.granted,
    ):
        with pytest.raises(SessionClosedError, match=r"AudioSession\.instance\(\)"):
            await use()
    with pytest.raises(SessionClosedError):
        session.interruption_event_stream.listen(print)
    assert await lease.release()
    assert session.state is AudioSessionState.INACTIVE


async def test_closing_during_an_activation(driver: ProbedDriver) -> None:
    session = AudioSession(driver=driver)
    await session.open()
    hang = driver.hang("requestAudioFocus")
    asking = asyncio.ensure_future(session.set_active(True))
    await asyncio.to_thread(hang.wait_entered)
    closing = asyncio.ensure_future(session.close())
    await asyncio.sleep(0)
    hang.let_go()
    # It was asked before the session closed, and so it was granted, and given back.
    assert await asking
    await closing
    assert session.state is AudioSessionState.INACTIVE
    assert driver.count("abandonAudioFocus") == 1


async def test_closing_tells_a_waiting_lease(driver: ProbedDriver, phone: AndroidDevice) -> None:
    session = AudioSession(driver=driver)
    phone.incoming_call()
    lease = await session.activate("player", accept_delayed=True)
    waiting = asyncio.ensure_future(lease.granted())
    await asyncio.sleep(0)
    await session.close()
    result = await waiting
    assert result.reason is DenialReason.WITHDRAWN
    assert result.hint == "the session was closed"


async def test_a_cancelled_close_still_closes(driver: ProbedDriver) -> None:
    session = AudioSession(driver=driver)
    await session.set_active(True)
    states = session.state_stream.subscribe()
    hang = driver.hang("abandonAudioFocus")
    closing = asyncio.ensure_future(session.close())
    await asyncio.to_thread(hang.wait_entered)
    closing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await closing
    async with asyncio.timeout(LIMIT):  # who reads must not wait for a second close()
        assert [state async for state in states] == []
    hang.let_go()
    await session.close()
    assert driver.count("close") == 1


async def test_closing_while_it_lingers(driver: ProbedDriver, phone: AndroidDevice) -> None:
    session = AudioSession(driver=driver)
    async with session.activate("player", linger=1):
        pass
    await session.close()
    phone.advance(2)
    assert driver.count("abandonAudioFocus") == 1


async def test_a_linger_that_falls_due_while_it_closes(
    driver: ProbedDriver, phone: AndroidDevice
) -> None:
    session = AudioSession(driver=driver)
    async with session.activate("player", linger=1):
        pass
    hang = driver.hang("abandonAudioFocus")
    closing = asyncio.ensure_future(session.close())
    await asyncio.to_thread(hang.wait_entered)
    session._core._call_later(1, lambda: None)
    phone.advance(2)
    hang.let_go()
    await closing


async def test_what_the_os_refuses_does_not_keep_the_session_open(driver: ProbedDriver) -> None:
    session = AudioSession(driver=driver)
    states = session.state_stream.subscribe()
    await session.set_active(True)
    driver.fail("abandonAudioFocus", NativeError("no", code=7))
    await session.close()
    assert [state async for state in states][-1] is AudioSessionState.INACTIVE
    assert driver.count("close") == 1


async def test_what_fails_in_closing_is_logged_and_the_streams_end(
    driver: ProbedDriver, caplog: pytest.LogCaptureFixture
) -> None:
    session = AudioSession(driver=driver)
    states = session.state_stream.subscribe()
    lease = await session.activate("player")
    driver.fail("abandonAudioFocus", ZeroDivisionError())
    driver.fail("close", NativeError("no"))
    await session.close()
    assert len(caplog.records) == 2
    assert [state async for state in states] == [AudioSessionState.ACTIVE]
    assert lease.released


@pytest.mark.parametrize("face", ["asyncio", "blocking"])
async def test_an_os_that_hangs_cannot_keep_the_session_open(
    driver: ProbedDriver,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    face: str,
) -> None:
    monkeypatch.setattr(_core, "CLOSE_LIMIT", 0.01)
    session = AudioSession(driver=driver)
    await session.open()
    states = session.state_stream.subscribe()
    hang = driver.hang("close")
    if face == "asyncio":
        await session.close()
    else:
        await asyncio.to_thread(blocking.AudioSession(core=session._core).close)
    assert "did not let go of the session within 0.01 s" in caplog.text
    assert [state async for state in states] == []
    hang.let_go()
    await asyncio.to_thread(session._core.shut_down().result, LIMIT)


def test_a_minute_in_ios_keeps_close_no_longer_than_its_limit(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What it then grants is given back: the session ends by itself."""
    monkeypatch.setattr(_core, "CLOSE_LIMIT", 0.01)
    iphone = IPhone(17)
    driver = ProbedDriver(iphone.driver())
    session = blocking.AudioSession(driver=driver)
    session.open()
    states = session.state_stream.subscribe()
    entered = threading.Event()
    driver.before("setActiveWithOptionsError", entered.set)
    iphone.hang(60)
    activating = threading.Thread(target=session.set_active, args=(True,), daemon=True)
    activating.start()
    assert entered.wait(LIMIT)
    session.close()
    assert "did not let go of the session within 0.01 s" in caplog.text
    assert list(states) == []
    assert driver.count("close") == 0
    iphone.advance(60)
    activating.join(LIMIT)
    session._core.shut_down().result(LIMIT)
    assert not iphone.own.active
    assert driver.count("close") == 1


def test_a_listener_that_does_not_return_does_not_keep_it(
    driver: ProbedDriver, phone: AndroidDevice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_pump, "LISTENER_LIMIT", 0.01)
    session = blocking.AudioSession(driver=driver)
    states = session.state_stream.subscribe()
    entered, let_go = threading.Event(), threading.Event()

    def hear(_: object) -> None:
        entered.set()
        let_go.wait(LIMIT)

    session.volume_event_stream.listen(hear)
    session.set_active(True)
    phone.set_volume(3, 1)
    assert entered.wait(LIMIT)
    session.close()
    assert not states.closed
    let_go.set()
    assert list(states) == [AudioSessionState.ACTIVE, AudioSessionState.INACTIVE]


# ---- Inside callbacks ---------------------------------------------------------------------------


async def test_closing_inside_a_callback_on_the_loop(
    driver: ProbedDriver, phone: AndroidDevice
) -> None:
    session = AudioSession(driver=driver)
    states = session.state_stream.subscribe()
    closing: list[asyncio.Task[None]] = []
    session.interruption_event_stream.listen(
        lambda event: (
            closing.append(asyncio.ensure_future(session.close())) if event.begin else None
        )
    )
    await session.set_active(True)
    phone.incoming_call()
    settle(session)
    await closing[0]
    assert [state async for state in states][-1] is AudioSessionState.INACTIVE


def test_closing_inside_a_callback_on_the_dispatcher(
    driver: ProbedDriver, phone: AndroidDevice
) -> None:
    session = blocking.AudioSession(driver=driver)
    heard = Heard(session.interruption_event_stream)
    session.interruption_event_stream.listen(lambda event: session.close() if event.begin else None)
    states = session.state_stream.subscribe()
    session.set_active(True)
    phone.incoming_call()
    assert list(states)[-1] is AudioSessionState.INACTIVE
    assert [event.begin for event in heard.wait(2)] == [True, False]
    assert session.closed


def test_closing_inside_dispatch_pending(driver: ProbedDriver, phone: AndroidDevice) -> None:
    session = blocking.AudioSession(driver=driver)
    session.use_manual_dispatch()
    heard = Heard(session.interruption_event_stream)
    session.interruption_event_stream.listen(lambda event: session.close() if event.begin else None)
    session.set_active(True)
    phone.incoming_call()
    session.dispatch_pending()
    assert [event.begin for event in heard] == [True, False]
    assert driver.count("close") == 1


def test_closing_on_a_permanent_loss(driver: ProbedDriver, phone: AndroidDevice) -> None:
    """What is left to clean up after the loss is the closing's then."""
    session = blocking.AudioSession(driver=driver)
    session.use_manual_dispatch()
    session.state_stream.listen(
        lambda state: session.close() if state is AudioSessionState.LOST else None
    )
    session.set_active(True)
    phone.app("rival").request_focus(1)
    session.dispatch_pending()
    assert session.closed
    assert driver.count("abandonAudioFocus") == 1
    assert driver.count("close") == 1


def test_closing_on_the_worker(driver: ProbedDriver) -> None:
    session = blocking.AudioSession(driver=driver)
    session.open()
    driver.before("getDevices", session.close)
    session.get_devices()
    session._core.shut_down().result(LIMIT)
    assert driver.count("close") == 1


# ---- The process's one session ------------------------------------------------------------------


@pytest.mark.usefixtures("own_process_session")
async def test_every_part_of_the_process_gets_the_same_session() -> None:
    session, twin = AudioSession.instance(), blocking.AudioSession.instance()
    assert session._core is twin._core
    assert session is AudioSession.instance()
    assert twin is blocking.AudioSession.instance()
    assert session.interruption_event_stream is AudioSession.instance().interruption_event_stream
    async with session.activate("asyncio"):
        with await asyncio.to_thread(twin.activate, "thread"):
            assert session.owners() == twin.owners() == ("asyncio", "thread")


@pytest.mark.usefixtures("own_process_session")
async def test_after_closing_it_there_is_a_new_one() -> None:
    first = AudioSession.instance()
    await first.open()
    await first.close()
    second = AudioSession.instance()
    assert not second.closed
    assert await second.set_active(True)


@pytest.mark.usefixtures("own_process_session")
def test_a_signal_handler_may_ask_for_it_while_its_own_thread_does() -> None:
    found: list[AudioSession] = []

    def ask() -> None:
        with _face._shared_lock:  # the thread is in the middle of instance()
            found.append(AudioSession.instance())

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(LIMIT)
    assert len(found) == 1
    assert found == [AudioSession.instance()]


@pytest.mark.usefixtures("own_process_session")
def test_it_is_made_once_though_many_ask() -> None:
    barrier = threading.Barrier(8)
    cores: list[object] = []

    def ask() -> None:
        barrier.wait(LIMIT)
        cores.append(blocking.AudioSession.instance()._core)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LIMIT)
    assert len(cores) == 8
    assert len(set(map(id, cores))) == 1
