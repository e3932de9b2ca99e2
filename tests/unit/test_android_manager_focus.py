"""AndroidAudioManager's focus in front of a simulated phone."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, Any

import pytest
from sessions import LIMIT, Hang, Heard, ProbedDriver, settle

import audio_session as aus
from audio_session import (
    AndroidAudioFocus,
    AndroidAudioFocusRequestResult,
    AndroidAudioManager,
    AudioSession,
    AudioSessionConfiguration,
    AudioSessionState,
    NativeError,
    blocking,
)
from audio_session.android import AndroidAudioFocusGainType as Gain
from audio_session.android_manager._held_focus import FIRST_GENERATION
from audio_session.android_manager._hub import Hub
from audio_session.errors import ServiceUnavailableError
from audio_session.simulator import AndroidDevice
from audio_session.simulator import constants as c

if TYPE_CHECKING:
    from collections.abc import Callable

FAILED, GRANTED, DELAYED = AndroidAudioFocusRequestResult
LOSS, LOSS_TRANSIENT, GAIN = (
    AndroidAudioFocus.LOSS,
    AndroidAudioFocus.LOSS_TRANSIENT,
    AndroidAudioFocus.GAIN,
)


@pytest.fixture
def phone() -> AndroidDevice:
    return AndroidDevice(api=36)


def request(gain: Gain = Gain.GAIN, **options: Any) -> aus.AndroidAudioFocusRequest:
    return aus.AndroidAudioFocusRequest(gain_type=gain, **options)


def answer_late(driver: ProbedDriver, then: Callable[[], object] | None = None) -> Hang:
    """Have the next request's answer hang, after Android has dealt with it.

    ``then`` happens meanwhile, and the request fails.
    """
    hang = Hang()

    def answer() -> int:
        result = driver.driver.call(*driver.calls[-1]) if then is None else then() and 0  # type: ignore[arg-type]
        hang()
        return int(result)  # type: ignore[call-overload, no-any-return]

    driver.answer("requestAudioFocus", answer)
    return hang


async def test_focus_is_taken_heard_of_and_given_back(
    session: AudioSession, manager: AndroidAudioManager, phone: AndroidDevice
) -> None:
    changes: list[AndroidAudioFocus] = []
    heard = Heard(manager.audio_focus_event_stream)
    maps = phone.app("maps")
    assert (
        await manager.request_audio_focus(request(on_audio_focus_changed=changes.append)) is GRANTED
    )
    maps.request_focus(c.AUDIOFOCUS_GAIN_TRANSIENT)
    maps.abandon_focus()
    settle(session)
    assert list(heard) == changes == [LOSS_TRANSIENT, GAIN]
    assert await manager.abandon_audio_focus() is True
    assert await manager.abandon_audio_focus() is False
    assert phone.arbiter.stack == ()


async def test_delayed_focus(
    session: AudioSession, manager: AndroidAudioManager, phone: AndroidDevice
) -> None:
    heard = Heard(manager.audio_focus_event_stream)
    phone.incoming_call()
    assert await manager.request_audio_focus(request()) is FAILED
    assert await manager.request_audio_focus(request(accepts_delayed_focus_gain=True)) is DELAYED
    phone.end_call()
    settle(session)
    assert list(heard) == [GAIN]


async def test_the_whole_request_reaches_android(
    manager: AndroidAudioManager, driver: ProbedDriver
) -> None:
    attributes = aus.AndroidAudioAttributes(
        usage=aus.AndroidAudioUsage.GAME,
        content_type=aus.AndroidAudioContentType.MUSIC,
        flags=aus.AndroidAudioFlags.LOW_LATENCY,
        allowed_capture_policy=aus.AndroidAudioCapturePolicy.ALLOW_CAPTURE_BY_NONE,
        haptic_channels_muted=False,
        spatialization_behavior=aus.AndroidSpatializationBehavior.NEVER,
        is_content_spatialized=True,
    )
    await manager.request_audio_focus(
        request(
            Gain.GAIN_TRANSIENT_EXCLUSIVE,
            audio_attributes=attributes,
            will_pause_when_ducked=True,
            accepts_delayed_focus_gain=True,
            force_ducking=True,
        )
    )
    (asked,) = (call for call in driver.calls if call[0] == "requestAudioFocus")
    assert asked[1:] == (4, 14, 2, 256, True, True, True, FIRST_GENERATION, 3, 0, 1, 1)


async def test_a_loss_that_crosses_the_abandon_changes_nothing(
    session: AudioSession,
    manager: AndroidAudioManager,
    phone: AndroidDevice,
    driver: ProbedDriver,
) -> None:
    await manager.request_audio_focus(request())
    hub = session._core.attach(Hub)
    hang = driver.hang("getMode")
    asked = session._core.run(lambda platform: platform.driver.call("getMode"))  # type: ignore[union-attr]
    hang.wait_entered()
    abandoned = session._core.run(lambda platform: hub.focus.abandon(platform.driver))  # type: ignore[union-attr]
    phone.app("other").request_focus()
    session.dispatch_pending()
    hang.let_go()
    assert abandoned.result(10) is True
    asked.result(10)
    settle(session)
    assert driver.count("abandonAudioFocus") == 1


@pytest.mark.parametrize("raised", [LookupError, asyncio.CancelledError])
async def test_a_failing_callback_is_logged(
    session: AudioSession,
    manager: AndroidAudioManager,
    phone: AndroidDevice,
    caplog: pytest.LogCaptureFixture,
    raised: type[BaseException],
) -> None:
    def fail(_: AndroidAudioFocus) -> None:
        raise raised

    heard = Heard(manager.audio_focus_event_stream)
    await manager.request_audio_focus(request(on_audio_focus_changed=fail))
    phone.app("other").request_focus(c.AUDIOFOCUS_GAIN_TRANSIENT)
    settle(session)
    assert list(heard) == [LOSS_TRANSIENT]
    assert "on_audio_focus_changed failed" in caplog.text


def test_but_on_the_main_thread_a_callback_may_end_the_program(phone: AndroidDevice) -> None:
    session = blocking.AudioSession(driver=phone.driver())
    session.use_manual_dispatch()
    manager = AndroidAudioManager(session)
    blocking.wait(manager.request_audio_focus(request(on_audio_focus_changed=sys.exit)))
    phone.app("other").request_focus(c.AUDIOFOCUS_GAIN_TRANSIENT)
    with pytest.raises(SystemExit):
        session.dispatch_pending()
    session.close()


async def test_a_request_that_throws_leaves_nothing(
    manager: AndroidAudioManager, driver: ProbedDriver
) -> None:
    driver.fail("requestAudioFocus", NativeError("no"))
    with pytest.raises(NativeError, match="no"):
        await manager.request_audio_focus(request())
    assert await manager.abandon_audio_focus() is False


async def test_what_was_asked_for_is_given_back_though_the_answer_made_no_sense(
    manager: AndroidAudioManager, driver: ProbedDriver
) -> None:
    driver.answer("requestAudioFocus", lambda: None)
    with pytest.raises(NativeError, match=r"requestAudioFocus.*makes no sense"):
        await manager.request_audio_focus(request())
    assert await manager.abandon_audio_focus() is True
    assert driver.count("abandonAudioFocus") == 1


async def test_closing_the_manager_gives_focus_back(
    manager: AndroidAudioManager, phone: AndroidDevice
) -> None:
    await manager.request_audio_focus(request())
    await manager.close()
    assert phone.arbiter.stack == ()


async def test_the_sessions_focus_and_the_managers_are_two(
    session: AudioSession, manager: AndroidAudioManager, phone: AndroidDevice
) -> None:
    heard = Heard(manager.audio_focus_event_stream)
    await session.configure(AudioSessionConfiguration.music())
    await session.set_active(True)
    await manager.request_audio_focus(request(Gain.GAIN_TRANSIENT))
    settle(session)
    assert session.state is AudioSessionState.PAUSED
    assert list(heard) == []
    await manager.abandon_audio_focus()
    settle(session)
    assert session.state is AudioSessionState.ACTIVE
    await session.set_active(False)
    await manager.request_audio_focus(request())
    assert await session.set_active(True)
    settle(session)
    assert list(heard) == [LOSS]
    assert session.state is AudioSessionState.ACTIVE


def test_a_request_for_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="abandon_audio_focus"):
        request(Gain.NONE)


async def test_the_request_before_is_given_up_and_not_lost(
    session: AudioSession, manager: AndroidAudioManager, driver: ProbedDriver
) -> None:
    """Android takes its focus for the new one, which may be heard of before the answer."""
    heard = Heard(manager.audio_focus_event_stream)
    await manager.request_audio_focus(request())
    hang = answer_late(driver)
    asked = asyncio.ensure_future(manager.request_audio_focus(request()))
    await asyncio.to_thread(hang.wait_entered)
    session.dispatch_pending()
    hang.let_go()
    assert await asked is GRANTED
    settle(session)
    assert list(heard) == []
    assert driver.count("abandonAudioFocus") == 1
    driver.emit(driver.events.index("AUDIO_FOCUS_CHANGE"), 0, GAIN, FIRST_GENERATION + 1)
    settle(session)
    assert list(heard) == [GAIN]


async def test_a_loss_while_another_request_fails_is_told(
    session: AudioSession, manager: AndroidAudioManager, driver: ProbedDriver, phone: AndroidDevice
) -> None:
    heard = Heard(manager.audio_focus_event_stream)
    await manager.request_audio_focus(request())
    other = phone.app("other")
    hang = answer_late(driver, lambda: other.request_focus(c.AUDIOFOCUS_GAIN_TRANSIENT))
    asked = asyncio.ensure_future(manager.request_audio_focus(request()))
    await asyncio.to_thread(hang.wait_entered)
    session.dispatch_pending()
    assert list(heard) == []
    hang.let_go()
    session._core.run(lambda _: None).result(LIMIT)  # Android has answered; we were not told yet
    other.abandon_focus()
    other.request_focus()
    assert await asked is FAILED
    settle(session)
    assert list(heard) == [LOSS_TRANSIENT, GAIN, LOSS]
    assert driver.count("abandonAudioFocus") == 1
    assert await manager.abandon_audio_focus() is False


async def test_what_waits_for_an_answer_waits_for_the_next_one_too(
    session: AudioSession, manager: AndroidAudioManager, driver: ProbedDriver
) -> None:
    heard = Heard(manager.audio_focus_event_stream)
    await manager.request_audio_focus(request())
    first, second = answer_late(driver), answer_late(driver)
    asked = [asyncio.ensure_future(manager.request_audio_focus(request())) for _ in range(2)]
    await asyncio.to_thread(first.wait_entered)
    session.dispatch_pending()
    first.let_go()
    second.wait_entered()  # before this thread can have been told of the first answer
    session.dispatch_pending()
    assert list(heard) == []
    second.let_go()
    assert [await answer for answer in asked] == [GRANTED, GRANTED]
    settle(session)
    assert list(heard) == []
    assert driver.count("abandonAudioFocus") == 2


async def test_what_android_throws_at_on_abandon_is_given_back_later(
    manager: AndroidAudioManager, driver: ProbedDriver, phone: AndroidDevice
) -> None:
    await manager.request_audio_focus(request())
    driver.fail("abandonAudioFocus", NativeError("not now"))
    with pytest.raises(NativeError, match="not now"):
        await manager.abandon_audio_focus()
    assert phone.arbiter.stack != ()
    assert await manager.abandon_audio_focus() is True
    assert phone.arbiter.stack == ()
    assert await manager.abandon_audio_focus() is False


async def test_a_grant_counts_though_the_request_before_cannot_be_given_back(
    manager: AndroidAudioManager,
    driver: ProbedDriver,
    phone: AndroidDevice,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await manager.request_audio_focus(request())
    driver.fail("abandonAudioFocus", NativeError("not now"))
    assert await manager.request_audio_focus(request()) is GRANTED
    assert "not now" in caplog.text
    assert await manager.abandon_audio_focus() is True
    assert phone.arbiter.stack == ()
    assert driver.count("abandonAudioFocus") == 3


async def test_a_service_that_dies_behind_a_grant_is_told(
    manager: AndroidAudioManager, driver: ProbedDriver
) -> None:
    await manager.request_audio_focus(request())
    driver.fail("abandonAudioFocus", ServiceUnavailableError("gone"))
    with pytest.raises(ServiceUnavailableError, match="gone"):
        await manager.request_audio_focus(request())
