"""AndroidAudioManager where the device refuses a listener, or its service is there only later."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from sessions import LIMIT, Heard, settle

from audio_session import (
    AndroidAudioHardwareMode,
    AndroidAudioManager,
    AndroidRingerMode,
    AndroidStreamType,
    AudioSession,
    Capability,
    NativeError,
    ServiceUnavailableError,
    UnsupportedError,
    VolumeChangedEvent,
)
from audio_session.android_manager._hub import Hub
from audio_session.android_manager._sources import SOURCES
from audio_session.platforms._android_table import UNAVAILABLE

if TYPE_CHECKING:
    from sessions import ProbedDriver

    from audio_session.simulator import AndroidDevice

ALONE = [name for name, source in SOURCES.items() if not source.is_focus]


def refuse(driver: ProbedDriver, *kinds: str) -> None:
    """Report what the bridge reports of a listener that it could not register."""
    for kind in kinds:
        driver.emit(driver.events.index(kind), UNAVAILABLE, 0, 0)


def refuse_while_opening(driver: ProbedDriver, *kinds: str) -> None:
    # The next that the platform does with an open driver.
    driver.before("getSdkInt", lambda: refuse(driver, *kinds))


@pytest.mark.parametrize("name", ALONE)
async def test_a_refused_stream_raises_when_it_is_touched(
    session: AudioSession, manager: AndroidAudioManager, driver: ProbedDriver, name: str
) -> None:
    refuse_while_opening(driver, SOURCES[name].event)
    await session.open()
    settle(session)
    with pytest.raises(UnsupportedError, match=f"^{name}: .*{SOURCES[name].event}.*own log") as e:
        getattr(manager, name)
    assert e.value.since == ""
    kept = "ringer_mode_stream" if name != "ringer_mode_stream" else "volume_event_stream"
    getattr(manager, kept).subscribe()


async def test_who_reads_already_is_told(
    session: AudioSession,
    manager: AndroidAudioManager,
    driver: ProbedDriver,
    phone: AndroidDevice,
    caplog: pytest.LogCaptureFixture,
) -> None:
    refuse_while_opening(driver, "MODE_CHANGED", "AUDIO_DEVICES_ADDED")
    stream = manager.mode_stream
    reader = stream.subscribe()
    waiting = asyncio.ensure_future(anext(stream.subscribe()))
    heard = Heard(stream)
    ringer = Heard(manager.ringer_mode_stream)
    manager.set_audio_devices_added_listener(print)
    await session.open()
    settle(session)
    with pytest.raises(UnsupportedError, match="refuses to report MODE_CHANGED"):
        await asyncio.wait_for(waiting, LIMIT)
    for touch in (reader.get, reader.get_nowait, stream.subscribe):
        with pytest.raises(UnsupportedError, match="refuses to report MODE_CHANGED"):
            touch()
    assert "mode_stream: this device refuses" in caplog.text
    assert "audio_devices_added_stream: this device refuses" in caplog.text
    with pytest.raises(UnsupportedError, match="refuses to report AUDIO_DEVICES_ADDED"):
        manager.set_audio_devices_added_listener(print)
    phone.incoming_call()
    phone.set_ringer_mode(1)
    settle(session)
    assert len(heard) == 0
    assert list(ringer) == [AndroidRingerMode.VIBRATE]
    assert await manager.get_mode() == AndroidAudioHardwareMode.RINGTONE


async def test_a_refusal_that_is_told_while_the_hub_begins_to_listen(
    session: AudioSession, manager: AndroidAudioManager, driver: ProbedDriver
) -> None:
    """The platform hears of it before the hub's observer is there, or after: either way it ends."""
    stream = manager.mode_stream
    await session.open()
    settle(session)

    def told() -> None:
        refuse(driver, "MODE_CHANGED")
        session.dispatch_pending()

    driver.before("getDevices", told)  # what the hub reads first of all
    asked = session._core.run(lambda platform: session._core.attach(Hub).observe(platform))  # type: ignore[arg-type]
    asked.result(LIMIT)
    with pytest.raises(UnsupportedError, match="refuses to report MODE_CHANGED"):
        stream.subscribe()


async def test_what_is_reported_while_the_driver_opens_is_not_lost(
    session: AudioSession, driver: ProbedDriver
) -> None:
    """The loop is free to deliver before the platform knows its level."""

    def report() -> None:
        refuse(driver, "AUDIO_BECOMING_NOISY")
        driver.emit(driver.events.index("VOLUME_CHANGED"), 0, AndroidStreamType.MUSIC, 15)

    driver.before("getSdkInt", report)
    driver.fail("getDevices", NativeError("no"))  # a list would wake up who delivers
    hang = driver.hang("getStreamMaxVolume")
    volumes = session.volume_event_stream.subscribe()
    opening = asyncio.ensure_future(session.open())
    await asyncio.to_thread(hang.wait_entered)
    session.dispatch_pending()
    hang.let_go()
    await opening
    event = await asyncio.wait_for(anext(volumes), LIMIT)
    assert event == VolumeChangedEvent(1.0)
    assert Capability.BECOMING_NOISY not in session.capabilities


async def test_what_an_opening_that_failed_has_reported_is_forgotten(
    session: AudioSession, driver: ProbedDriver
) -> None:
    def fail() -> None:
        refuse(driver, "VOLUME_CHANGED")
        session.dispatch_pending()
        raise ServiceUnavailableError("not yet")

    driver.before("getSdkInt", fail)
    with pytest.raises(ServiceUnavailableError):
        await session.open()
    await session.open()
    settle(session)
    assert Capability.VOLUME in session.capabilities


async def test_who_listened_before_the_service_was_there_hears_when_it_is(
    session: AudioSession,
    manager: AndroidAudioManager,
    driver: ProbedDriver,
    phone: AndroidDevice,
) -> None:
    driver.fail("open", ServiceUnavailableError("not yet"))
    heard = Heard(manager.ringer_mode_stream)
    settle(session)
    await session.open()
    settle(session)
    phone.set_ringer_mode(1)
    settle(session)
    assert list(heard) == [AndroidRingerMode.VIBRATE]
