"""What overtakes what: events before answers, cancelled and timed-out requests, stale events."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import pytest
from sessions import LIMIT, Heard, ProbedDriver, settle

from audio_session import (
    ActivationStatus,
    ActivationTimeoutError,
    AudioSession,
    AudioSessionState,
    DenialReason,
)
from audio_session.android import AndroidAudioFocusGainType as Gain
from audio_session.simulator import AndroidDevice

if TYPE_CHECKING:
    from collections.abc import Callable

    from audio_session.platforms._contract import Scalar

LOSS, LOSS_TRANSIENT, GAIN = -1, -2, 1
FAILED, GRANTED, DELAYED = 0, 1, 2


def focus(driver: ProbedDriver, change: int, generation: int) -> None:
    driver.emit(driver.events.index("AUDIO_FOCUS_CHANGE"), 0, change, generation)


def reporting(
    session: AudioSession, driver: ProbedDriver, answer: int, *changes: int, generation: int
) -> Callable[[], Scalar]:
    """Make an answer that is overtaken by the events of its own request."""

    def respond() -> Scalar:
        for change in changes:
            focus(driver, change, generation)
        session._core.pump.dispatch_pending()
        return answer

    return respond


# ---- Events before the answer -----------------------------------------------------------------


async def test_a_loss_before_the_grant_it_belongs_to(
    session: AudioSession, driver: ProbedDriver
) -> None:
    heard = Heard(session.interruption_event_stream)
    await session.open()
    driver.answer(
        "requestAudioFocus",
        reporting(session, driver, GRANTED, LOSS_TRANSIENT, GAIN, LOSS, generation=1),
    )
    assert await session.set_active(True)
    settle(session)
    assert [event.begin for event in heard] == [True, False, True]
    assert session.state is AudioSessionState.LOST


async def test_a_gain_before_the_promise_it_keeps(
    session: AudioSession, driver: ProbedDriver
) -> None:
    await session.open()
    driver.answer("requestAudioFocus", reporting(session, driver, DELAYED, GAIN, generation=1))
    async with session.activate("player", accept_delayed=True) as lease:
        assert lease.result is not None
        assert lease.result.status is ActivationStatus.DELAYED
        assert await lease.granted(LIMIT)
        assert lease
        assert session.state is AudioSessionState.ACTIVE


async def test_events_of_a_request_that_is_denied_are_nothing(
    session: AudioSession, driver: ProbedDriver
) -> None:
    heard = Heard(session.interruption_event_stream)
    await session.set_active(True)
    driver.answer("requestAudioFocus", reporting(session, driver, FAILED, LOSS, generation=2))
    assert not await session.set_active(True, android_audio_focus_gain_type=Gain.GAIN_TRANSIENT)
    settle(session)
    assert len(heard) == 0
    assert session.state is AudioSessionState.ACTIVE


async def test_events_of_a_request_that_raised_are_nothing(
    session: AudioSession, driver: ProbedDriver
) -> None:
    await session.open()

    def fail() -> Scalar:
        focus(driver, LOSS, 1)
        session._core.pump.dispatch_pending()
        raise ZeroDivisionError

    driver.answer("requestAudioFocus", fail)
    with pytest.raises(ZeroDivisionError):
        await session.set_active(True)
    assert await session.set_active(True)
    assert session.state is AudioSessionState.ACTIVE


async def test_events_of_an_older_request_are_dropped(
    session: AudioSession, driver: ProbedDriver
) -> None:
    heard = Heard(session.interruption_event_stream)
    await session.set_active(True)
    await session.set_active(True, android_audio_focus_gain_type=Gain.GAIN_TRANSIENT)
    focus(driver, LOSS, 1)
    settle(session)
    assert len(heard) == 0
    assert session.state is AudioSessionState.ACTIVE
    focus(driver, LOSS_TRANSIENT, 2)
    settle(session)
    assert len(heard) == 1


@pytest.mark.parametrize("granted", [True, False])
async def test_what_comes_of_the_old_request_while_the_os_is_asked_again_counts_if_it_still_stands(
    session: AudioSession, driver: ProbedDriver, granted: bool
) -> None:
    heard = Heard(session.interruption_event_stream)
    await session.set_active(True)
    if not granted:
        driver.answer("requestAudioFocus", lambda: 0)
    hang = driver.hang("requestAudioFocus")
    asking = asyncio.ensure_future(
        session.set_active(True, android_audio_focus_gain_type=Gain.GAIN_TRANSIENT)
    )
    await asyncio.to_thread(hang.wait_entered)
    focus(driver, LOSS_TRANSIENT, 1)
    session._core.pump.dispatch_pending()
    assert session.state is AudioSessionState.ACTIVE  # nobody can know yet
    hang.let_go()
    assert bool(await asking) is granted
    settle(session)
    if granted:
        assert list(heard) == []
        assert session.state is AudioSessionState.ACTIVE
    else:
        assert [event.begin for event in heard] == [True]
        assert session.state is AudioSessionState.PAUSED


# ---- Timeouts and cancellation ------------------------------------------------------------------


async def test_an_activation_that_times_out_is_given_back_when_it_is_granted(
    session: AudioSession, driver: ProbedDriver
) -> None:
    await session.open()
    hang = driver.hang("requestAudioFocus")
    with pytest.raises(ActivationTimeoutError, match=r"did not answer within 0\.01 s"):
        await session.set_active(True, timeout=0.01)
    hang.let_go()
    settle(session)
    assert session.owners() == ()
    assert session.state is AudioSessionState.INACTIVE
    # On a slow machine the time may be over before its turn came, and then it never asked.
    assert driver.count("abandonAudioFocus") == driver.count("requestAudioFocus")


async def test_a_lease_that_times_out_is_given_back(
    session: AudioSession, driver: ProbedDriver
) -> None:
    await session.open()
    hang = driver.hang("requestAudioFocus")
    lease = session.activate("player", timeout=0.01)
    with pytest.raises(ActivationTimeoutError):
        await lease
    assert lease.released
    hang.let_go()
    settle(session)
    assert session.owners() == ()
    assert (await asyncio.wait_for(lease.granted(), LIMIT)).reason is DenialReason.WITHDRAWN


async def test_a_timeout_does_not_take_what_the_owner_held_before(
    session: AudioSession, driver: ProbedDriver
) -> None:
    await session.set_active(True)
    hang = driver.hang("requestAudioFocus")
    with pytest.raises(ActivationTimeoutError):
        await session.set_active(
            True, timeout=0.01, android_audio_focus_gain_type=Gain.GAIN_TRANSIENT
        )
    hang.let_go()
    settle(session)
    assert session.owners() == ("default",)
    assert session.state is AudioSessionState.ACTIVE


async def test_a_timeout_does_not_take_a_lingering_session_down_early(
    session: AudioSession, driver: ProbedDriver, phone: AndroidDevice
) -> None:
    async with session.activate("player", linger=5):
        pass
    hang = driver.hang("requestAudioFocus")
    with pytest.raises(ActivationTimeoutError):
        await session.set_active(
            True, timeout=0.01, android_audio_focus_gain_type=Gain.GAIN_TRANSIENT
        )
    hang.let_go()
    settle(session)
    assert session.state is AudioSessionState.ACTIVE
    phone.advance(6)
    settle(session)
    assert session.state is AudioSessionState.INACTIVE


async def test_a_cancelled_activation_is_given_back_when_it_is_granted(
    session: AudioSession, driver: ProbedDriver
) -> None:
    await session.open()
    hang = driver.hang("requestAudioFocus")
    asking = asyncio.ensure_future(session.set_active(True))
    await asyncio.to_thread(hang.wait_entered)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    hang.let_go()
    settle(session)
    assert session.owners() == ()
    assert session.state is AudioSessionState.INACTIVE


async def test_a_cancelled_activation_that_waits_its_turn_never_asks(
    session: AudioSession, driver: ProbedDriver
) -> None:
    hang = driver.hang("open")
    opening = asyncio.ensure_future(session.open())
    await asyncio.to_thread(hang.wait_entered)
    asking = asyncio.ensure_future(session.set_active(True))
    await asyncio.sleep(0)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    hang.let_go()
    await opening
    settle(session)
    assert driver.count("requestAudioFocus") == 0


async def test_release_during_activation(session: AudioSession, driver: ProbedDriver) -> None:
    await session.open()
    hang = driver.hang("requestAudioFocus")
    lease = session.activate("player")
    asking = asyncio.ensure_future(lease.granted())
    await asyncio.to_thread(hang.wait_entered)
    releasing = asyncio.ensure_future(lease.release())
    await asyncio.sleep(0)
    hang.let_go()
    assert (await asking).reason is DenialReason.WITHDRAWN
    assert await releasing
    assert session.state is AudioSessionState.INACTIVE
    assert not lease


async def test_a_cancelled_release_still_releases(
    session: AudioSession, driver: ProbedDriver
) -> None:
    """A block that is left by a cancellation must not leave other apps paused."""
    lease = await session.activate("player")
    await session.set_active(True, owner="named")
    hang = driver.hang("getDevices")
    reading = asyncio.ensure_future(session.get_devices())
    await asyncio.to_thread(hang.wait_entered)
    releasing = asyncio.ensure_future(lease.release())
    deactivating = asyncio.ensure_future(session.set_active(False, owner="named"))
    await asyncio.sleep(0)
    releasing.cancel()
    deactivating.cancel()
    await asyncio.wait([releasing, deactivating])
    hang.let_go()
    await reading
    settle(session)
    assert session.owners() == ()
    assert session.state is AudioSessionState.INACTIVE


async def test_a_deactivation_that_times_out_is_done_all_the_same(
    session: AudioSession, driver: ProbedDriver
) -> None:
    await session.set_active(True)
    hang = driver.hang("abandonAudioFocus")
    with pytest.raises(ActivationTimeoutError):
        await session.set_active(False, timeout=0.01)
    hang.let_go()
    settle(session)
    assert session.state is AudioSessionState.INACTIVE


async def test_calls_run_in_the_order_they_were_made(
    session: AudioSession, driver: ProbedDriver
) -> None:
    await asyncio.gather(
        *(session.set_active(bool(i % 2), owner="flip") for i in range(1, 21)),
        session.set_active(True, owner="last"),
    )
    assert session.owners() == ("last",)
    assert driver.count("requestAudioFocus") == driver.count("abandonAudioFocus") + 1


async def test_a_linger_that_ends_while_a_new_claim_waits_its_turn(
    session: AudioSession, driver: ProbedDriver, phone: AndroidDevice
) -> None:
    async with session.activate("player", linger=1):
        pass
    hang = driver.hang("getDevices")
    reading = asyncio.ensure_future(session.get_devices())
    await asyncio.to_thread(hang.wait_entered)
    asking = asyncio.ensure_future(session.set_active(True))
    await asyncio.sleep(0)
    phone.advance(2)
    hang.let_go()
    await reading
    assert await asking
    settle(session)
    assert session.state is AudioSessionState.ACTIVE
    assert driver.count("abandonAudioFocus") == 0


# ---- Loss and release at once -------------------------------------------------------------------


async def test_a_loss_that_is_released_before_it_was_cleaned_up() -> None:
    """Up to API 27 the loser stays in Android's stack and would get focus back unasked."""
    phone = AndroidDevice(api=27)
    driver = ProbedDriver(phone.driver())
    async with AudioSession(driver=driver) as session:
        await session.set_active(True)
        hang = driver.hang("getDevices")
        reading = asyncio.ensure_future(session.get_devices())
        await asyncio.to_thread(hang.wait_entered)
        deactivating = asyncio.ensure_future(session.set_active(False))
        await asyncio.sleep(0)
        rival = phone.app("rival")
        rival.request_focus(Gain.GAIN)
        session._core.pump.dispatch_pending()
        assert session.state is AudioSessionState.LOST
        hang.let_go()
        await reading
        assert await deactivating
        assert driver.count("abandonAudioFocus") == 1
        waiting = phone.app("waiting")
        rival.abandon_focus()
        assert waiting.request_focus(Gain.GAIN) == GRANTED
        settle(session)
        assert session.state is AudioSessionState.INACTIVE


async def test_a_loss_while_the_release_looks_at_what_is_held(
    session: AudioSession, driver: ProbedDriver
) -> None:
    await session.set_active(True)
    driver.before(
        "abandonAudioFocus",
        lambda: (focus(driver, LOSS, 1), session._core.pump.dispatch_pending()),
    )
    heard = Heard(session.interruption_event_stream)
    assert await session.set_active(False)
    settle(session)
    assert [event.begin for event in heard] == [True, False]
    assert session.state is AudioSessionState.INACTIVE


async def test_a_claim_is_decided_once_whoever_comes_first(
    session: AudioSession, phone: AndroidDevice
) -> None:
    """The OS grants on the pump's thread while the release runs on the worker."""
    for _ in range(50):
        phone.incoming_call()
        lease = await session.activate("player", accept_delayed=True)
        waiting = asyncio.ensure_future(lease.granted())
        ender = threading.Thread(target=phone.end_call)
        ender.start()
        await asyncio.gather(lease.release(), asyncio.to_thread(ender.join))
        assert (await waiting).reason in {None, DenialReason.WITHDRAWN}
    settle(session)
    assert session.state is AudioSessionState.INACTIVE
    assert session.owners() == ()


# ---- Two loops ----------------------------------------------------------------------------------


def test_two_event_loops_in_two_threads_on_one_session(
    driver: ProbedDriver, phone: AndroidDevice
) -> None:
    session = AudioSession(driver=driver)
    subscribed = threading.Barrier(3)

    async def use(owner: str) -> list[bool]:
        async with (
            session.interruption_event_stream.subscribe() as interruptions,
            session.activate(owner) as lease,
        ):
            assert lease
            await asyncio.to_thread(subscribed.wait, LIMIT)
            return [(await asyncio.wait_for(anext(interruptions), LIMIT)).begin for _ in range(20)]

    results: dict[str, list[bool]] = {}
    threads = [
        threading.Thread(
            target=lambda owner=owner: results.update({owner: asyncio.run(use(owner))})
        )
        for owner in ("first", "second")
    ]
    for thread in threads:
        thread.start()
    subscribed.wait(LIMIT)
    for _ in range(10):
        phone.incoming_call()
        phone.end_call()
    for thread in threads:
        thread.join(LIMIT)
    assert results == {"first": [True, False] * 10, "second": [True, False] * 10}
    settle(session)
    assert session.state is AudioSessionState.INACTIVE
    session._core.close()
