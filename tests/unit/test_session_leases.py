"""Leases: owners, linger, delayed focus, garbage collection."""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING

import pytest
from sessions import LIMIT, Heard, settle

from audio_session import (
    ActivationDeniedError,
    ActivationStatus,
    ActivationTimeoutError,
    AudioSession,
    AudioSessionConfiguration,
    AudioSessionState,
    ConfigurationError,
    DenialReason,
    Lease,
)
from audio_session.android import AndroidAudioFocusGainType as Gain
from audio_session.ios import AVAudioSessionCategory, AVAudioSessionCategoryOptions

if TYPE_CHECKING:
    from sessions import ProbedDriver

    from audio_session.simulator import AndroidDevice

REFUSED = AudioSessionConfiguration(
    av_audio_session_category=AVAudioSessionCategory.SOLO_AMBIENT,
    av_audio_session_category_options=AVAudioSessionCategoryOptions.DEFAULT_TO_SPEAKER,
)


def collect() -> None:
    gc.collect()


def drop(held: list[Lease]) -> None:
    held.clear()
    gc.collect()


async def test_a_lease_holds_the_session_for_as_long_as_its_block(session: AudioSession) -> None:
    lease = session.activate("player")
    assert not lease
    assert lease.result is None
    async with lease as entered:
        assert entered is lease
        assert lease
        assert lease.result
        assert lease.owner == "player"
        assert session.owners() == ("player",)
        assert session.state is AudioSessionState.ACTIVE
    assert not lease
    assert lease.released
    assert session.owners() == ()
    assert session.state is AudioSessionState.INACTIVE


async def test_a_lease_can_be_awaited_and_released_by_hand(
    session: AudioSession, driver: ProbedDriver
) -> None:
    lease = await session.activate("player")
    assert await lease is lease
    assert driver.count("requestAudioFocus") == 1
    assert await lease.release()
    assert await lease.release()
    assert driver.count("abandonAudioFocus") == 1


async def test_leases_of_one_name_are_counted_each(session: AudioSession) -> None:
    first = await session.activate("player")
    second = await session.activate("player")
    assert session.owners() == ("player", "player")
    await first.release()
    assert session.state is AudioSessionState.ACTIVE
    await second.release()
    assert session.state is AudioSessionState.INACTIVE


async def test_a_lease_and_a_named_activation_are_counted_each(session: AudioSession) -> None:
    await session.set_active(True, owner="player")
    async with session.activate("player"):
        await session.set_active(False, owner="player")
        assert session.state is AudioSessionState.ACTIVE
    assert session.state is AudioSessionState.INACTIVE


async def test_a_denied_lease_is_falsy(session: AudioSession, phone: AndroidDevice) -> None:
    phone.incoming_call()
    async with session.activate("player") as lease:
        assert not lease
        assert lease.result is not None
        assert lease.result.reason is DenialReason.IN_CALL
        assert session.owners() == ()
        assert (await lease.granted()).reason is DenialReason.IN_CALL


async def test_a_denial_can_be_an_exception(session: AudioSession, phone: AndroidDevice) -> None:
    phone.incoming_call()
    with pytest.raises(ActivationDeniedError, match="in_call") as caught:
        async with session.activate("player", raise_if_denied=True):
            raise AssertionError("not reached")
    assert caught.value.result.reason is DenialReason.IN_CALL
    with pytest.raises(ActivationDeniedError):
        await session.set_active(True, raise_if_denied=True)


# ---- Linger -------------------------------------------------------------------------------------


async def test_the_os_session_outlives_the_last_lease_by_its_linger(
    session: AudioSession, phone: AndroidDevice, driver: ProbedDriver
) -> None:
    async with session.activate("player", linger=0.5):
        pass
    assert session.owners() == ()
    phone.advance(0.4)
    settle(session)
    assert session.state is AudioSessionState.ACTIVE
    phone.advance(0.2)
    settle(session)
    assert session.state is AudioSessionState.INACTIVE
    assert driver.count("abandonAudioFocus") == 1


async def test_a_new_lease_takes_a_lingering_session_over(
    session: AudioSession, phone: AndroidDevice, driver: ProbedDriver
) -> None:
    async with session.activate("player", linger=0.5):
        pass
    async with session.activate("player"):
        phone.advance(10)
        settle(session)
        assert session.state is AudioSessionState.ACTIVE
        assert driver.count("requestAudioFocus") == 1
    assert session.state is AudioSessionState.INACTIVE


async def test_a_new_lease_lingers_for_its_own_time(
    session: AudioSession, phone: AndroidDevice
) -> None:
    async with session.activate("first", linger=5):
        pass
    phone.advance(4)
    async with session.activate("second", linger=5):
        pass
    phone.advance(4)
    settle(session)
    assert session.state is AudioSessionState.ACTIVE
    phone.advance(1)
    settle(session)
    assert session.state is AudioSessionState.INACTIVE


async def test_a_denial_leaves_a_lingering_session_to_its_time(
    session: AudioSession, phone: AndroidDevice
) -> None:
    async with session.activate("player", linger=0.5):
        pass
    phone.deny_next()
    assert not await session.set_active(True, android_audio_focus_gain_type=Gain.GAIN_TRANSIENT)
    assert session.state is AudioSessionState.ACTIVE
    phone.advance(1)
    settle(session)
    assert session.state is AudioSessionState.INACTIVE


async def test_linger_is_only_for_the_last(session: AudioSession, phone: AndroidDevice) -> None:
    async with session.activate("player"):
        async with session.activate("short", linger=0.5):
            pass
        phone.advance(1)
        settle(session)
        assert session.state is AudioSessionState.ACTIVE


async def test_without_a_clock_of_the_driver_linger_is_real_time() -> None:
    async with AudioSession("local") as session:
        states = session.state_stream.subscribe()
        async with session.activate("player", linger=0.02):
            pass
        assert session.state is AudioSessionState.ACTIVE
        assert await asyncio.wait_for(anext(states), LIMIT) is AudioSessionState.ACTIVE
        assert await asyncio.wait_for(anext(states), LIMIT) is AudioSessionState.INACTIVE


# ---- Delayed focus ------------------------------------------------------------------------------


async def test_delayed_and_granted_later(session: AudioSession, phone: AndroidDevice) -> None:
    states = Heard(session.state_stream)
    phone.incoming_call()
    async with session.activate("player", accept_delayed=True) as lease:
        assert not lease
        assert lease.result is not None
        assert lease.result.status is ActivationStatus.DELAYED
        assert session.state is AudioSessionState.DELAYED
        phone.end_call()
        assert await lease.granted(LIMIT)
        assert lease
    settle(session)
    assert list(states) == [
        AudioSessionState.DELAYED,
        AudioSessionState.ACTIVE,
        AudioSessionState.INACTIVE,
    ]


async def test_asking_again_while_delayed_waits_for_the_same(
    session: AudioSession, phone: AndroidDevice, driver: ProbedDriver
) -> None:
    phone.incoming_call()
    first = await session.activate("first", accept_delayed=True)
    second = await session.activate("second", accept_delayed=True)
    assert driver.count("requestAudioFocus") == 1
    phone.end_call()
    assert await first.granted(LIMIT)
    assert await second.granted(LIMIT)
    await first.release()
    await second.release()


async def test_one_who_would_not_wait_is_denied_while_another_waits(
    session: AudioSession, phone: AndroidDevice
) -> None:
    phone.incoming_call()
    async with session.activate("patient", accept_delayed=True) as patient:
        assert not await session.set_active(True, owner="impatient")
        assert session.state is AudioSessionState.DELAYED
        assert session.owners() == ("patient",)
        phone.end_call()
        assert await patient.granted(LIMIT)


async def test_waiting_has_a_limit_and_can_go_on(
    session: AudioSession, phone: AndroidDevice
) -> None:
    phone.incoming_call()
    async with session.activate("player", accept_delayed=True) as lease:
        with pytest.raises(ActivationTimeoutError, match=r"within 0\.01 s"):
            await lease.granted(0.01)
        phone.end_call()
        assert await lease.granted(LIMIT)


async def test_a_waiting_lease_that_is_released_is_told(
    session: AudioSession, phone: AndroidDevice
) -> None:
    phone.incoming_call()
    lease = await session.activate("player", accept_delayed=True)
    waiting = asyncio.ensure_future(lease.granted())
    await lease.release()
    assert (await waiting).reason is DenialReason.WITHDRAWN
    assert session.state is AudioSessionState.INACTIVE


async def test_a_lease_that_was_released_before_it_asked_never_asks(
    session: AudioSession, driver: ProbedDriver
) -> None:
    lease = session.activate("player")
    await lease.release()
    result = await asyncio.wait_for(lease.granted(), LIMIT)
    assert result.reason is DenialReason.WITHDRAWN
    assert driver.count("requestAudioFocus") == 0


async def test_a_promise_that_the_os_takes_back(
    session: AudioSession, phone: AndroidDevice, driver: ProbedDriver
) -> None:
    phone.incoming_call()
    async with session.activate("player", accept_delayed=True) as lease:
        focus = driver.events.index("AUDIO_FOCUS_CHANGE")
        driver.emit(focus, 0, -1, 1)
        result = await lease.granted(LIMIT)
        assert result.status is ActivationStatus.DENIED
        assert "withdrew" in result.hint
        assert session.state is AudioSessionState.INACTIVE
    assert session.owners() == ()


async def test_more_is_asked_for_during_a_call(session: AudioSession, phone: AndroidDevice) -> None:
    """What was held is gone once the OS put the new request off: whoever plays must pause."""
    heard = Heard(session.interruption_event_stream)
    async with session.activate("player"):
        phone.delay_next_grant(2.0)
        async with session.activate(
            "voice",
            accept_delayed=True,
            android_audio_focus_gain_type=Gain.GAIN,
            android_will_pause_when_ducked=True,
        ) as voice:
            settle(session)
            assert [event.begin for event in heard] == [True]
            assert session.state is AudioSessionState.PAUSED
            phone.advance(2.5)
            assert await voice.granted(LIMIT)
            settle(session)
            assert [event.begin for event in heard] == [True, False]
            assert session.state is AudioSessionState.ACTIVE


# ---- Dropped ------------------------------------------------------------------------------------


async def test_a_dropped_lease_warns_and_releases(session: AudioSession) -> None:
    await session.activate("kept").release()
    held = [await session.activate("forgetful")]
    assert held[0]
    with pytest.warns(ResourceWarning, match="lease of 'forgetful' was dropped without release"):
        drop(held)
    settle(session)
    assert session.owners() == ()
    assert session.state is AudioSessionState.INACTIVE


async def test_a_denied_lease_may_be_dropped(session: AudioSession, phone: AndroidDevice) -> None:
    phone.incoming_call()
    lease = await session.activate("player")
    del lease
    collect()
    settle(session)
    assert session.owners() == ()


async def test_a_lease_whose_promise_was_taken_back_is_not_held_for_ever(
    session: AudioSession, phone: AndroidDevice, driver: ProbedDriver
) -> None:
    phone.incoming_call()
    lease = await session.activate("player", accept_delayed=True)
    driver.emit(driver.events.index("AUDIO_FOCUS_CHANGE"), 0, -1, 1)
    assert not await lease.granted(LIMIT)
    del lease
    collect()
    settle(session)
    assert session.owners() == ()


async def test_a_lease_that_never_asked_may_be_dropped(session: AudioSession) -> None:
    lease = session.activate("player")
    del lease
    collect()


async def test_a_lease_that_was_refused_for_its_configuration_may_be_dropped(
    session: AudioSession,
) -> None:
    with pytest.raises(ConfigurationError):
        await session.activate("player", fallback_configuration=REFUSED)
    collect()
    assert session.owners() == ()


async def test_a_lease_of_a_closed_session_may_be_dropped(driver: ProbedDriver) -> None:
    session = AudioSession(driver=driver)
    lease = await session.activate("player")
    await session.close()
    assert await lease.release()
    assert not lease
    del lease
    collect()


async def test_a_lease_that_is_dropped_while_the_session_closes(driver: ProbedDriver) -> None:
    session = AudioSession(driver=driver)
    lease = await session.activate("player")
    core = session._core
    core.drop(lease._holder)
    await session.close()
    assert driver.count("abandonAudioFocus") == 1
