"""AndroidAudioManager's streams and listeners in front of a simulated phone."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
from sessions import Heard, ProbedDriver, settle

import audio_session as aus
from audio_session import (
    AndroidAudioManager,
    AudioSession,
    NativeError,
    UnsupportedError,
)
from audio_session.android_manager._hub import Hub
from audio_session.simulator import AndroidDevice
from audio_session.simulator import constants as c
from audio_session.simulator.communication import SCO_SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def phone() -> AndroidDevice:
    return AndroidDevice(api=36)


USB, HEADPHONES, HDMI = c.TYPE_USB_HEADSET, c.TYPE_WIRED_HEADPHONES, c.TYPE_HDMI

STREAMS: list[tuple[str, Callable[[AndroidDevice], object], object]] = [
    ("mode_stream", lambda phone: phone.incoming_call(), aus.AndroidAudioHardwareMode.RINGTONE),
    (
        "volume_event_stream",
        lambda phone: phone.set_volume(c.STREAM_ALARM, 3),
        aus.AndroidVolumeEvent(aus.AndroidStreamType.ALARM, 3),
    ),
    (
        "stream_mute_event_stream",
        lambda phone: (
            phone.volumes.adjust(c.STREAM_NOTIFICATION, c.ADJUST_MUTE, 0) or phone.advance(0)
        ),
        aus.AndroidStreamMuteEvent(aus.AndroidStreamType.NOTIFICATION, True),
    ),
    ("ringer_mode_stream", lambda phone: phone.set_ringer_mode(1), aus.AndroidRingerMode.VIBRATE),
    (
        "headset_plug_event_stream",
        lambda phone: phone.plug(HEADPHONES),
        aus.AndroidHeadsetPlugEvent(True, False),
    ),
    ("hdmi_plug_stream", lambda phone: phone.plug(HDMI), True),
    (
        "spatializer_event_stream",
        lambda phone: phone.set_spatializer(False),
        aus.AndroidSpatializerEvent(False, False),
    ),
    ("head_tracker_stream", lambda phone: setattr(phone, "head_tracker", True), True),
]


@pytest.mark.parametrize(("name", "happens", "event"), STREAMS, ids=[row[0] for row in STREAMS])
async def test_what_happens_is_heard(
    session: AudioSession,
    manager: AndroidAudioManager,
    phone: AndroidDevice,
    name: str,
    happens: Callable[[AndroidDevice], object],
    event: object,
) -> None:
    heard = Heard(getattr(manager, name))
    settle(session)
    happens(phone)
    settle(session)
    assert list(heard) == [event]


async def test_what_was_so_at_the_start_can_be_read_and_is_no_event(
    session: AudioSession, manager: AndroidAudioManager, phone: AndroidDevice
) -> None:
    phone.plug(HEADPHONES)
    phone.plug(HDMI)
    phone.connect_bluetooth()
    phone.communication.start_sco()
    phone.advance(SCO_SECONDS)
    heard = [
        Heard(manager.sco_audio_event_stream),
        Heard(manager.headset_plug_event_stream),
        Heard(manager.hdmi_plug_stream),
        Heard(manager.audio_devices_added_stream),
    ]
    await session.open()
    settle(session)
    assert [list(each) for each in heard] == [[], [], [], []]
    assert manager.current_sco_audio_state is None
    assert await manager.is_bluetooth_sco_on() is True
    assert await manager.is_wired_headset_on() is True
    outputs = await manager.get_devices(aus.AndroidGetAudioDevicesFlags.OUTPUTS)
    assert aus.AndroidAudioDeviceType.HDMI in {device.type for device in outputs}


async def test_what_our_own_calls_change_is_heard(
    session: AudioSession, manager: AndroidAudioManager, phone: AndroidDevice
) -> None:
    phone.plug(USB)
    usb = (await manager.get_devices(aus.AndroidGetAudioDevicesFlags.OUTPUTS))[-1]
    speaker = Heard(manager.speakerphone_stream)
    microphone = Heard(manager.microphone_mute_stream)
    device = Heard(manager.communication_device_stream)
    mixer = Heard(manager.preferred_mixer_attributes_stream)
    await manager.set_microphone_mute(True)
    await manager.set_speakerphone_on(True)
    choice = (await manager.get_supported_mixer_attributes(usb))[0]
    media = aus.AndroidAudioAttributes(usage=aus.AndroidAudioUsage.MEDIA)
    await manager.set_preferred_mixer_attributes(media, usb, choice)
    settle(session)
    assert (list(speaker), list(microphone), list(mixer)) == ([True], [True], [usb.id])
    assert [each.type for each in device if each] == [aus.AndroidAudioDeviceType.BUILTIN_SPEAKER]


async def test_what_plays_and_records(
    session: AudioSession, manager: AndroidAudioManager, phone: AndroidDevice
) -> None:
    playing = Heard(manager.playback_configurations_stream)
    recording = Heard(manager.recording_configurations_stream)
    settle(session)
    phone.start_playback()
    phone.own.record()
    settle(session)
    assert [len(each) for each in playing] == [1]
    assert [each[0].client_audio_source for each in recording] == [1]


async def test_no_communication_device_is_none(
    session: AudioSession, manager: AndroidAudioManager, driver: ProbedDriver
) -> None:
    heard = Heard(manager.communication_device_stream)
    settle(session)
    for document in (None, "null"):
        driver.answer("getCommunicationDevice", lambda document=document: document)
        driver.emit(driver.events.index("COMMUNICATION_DEVICE_CHANGED"), 0, 0, 0)
        settle(session)
    assert list(heard) == [None, None]


async def test_a_storm_is_read_once(
    session: AudioSession, manager: AndroidAudioManager, driver: ProbedDriver
) -> None:
    heard = Heard(manager.playback_configurations_stream)
    settle(session)
    kind = driver.events.index("PLAYBACK_CONFIG_CHANGED")
    hang = driver.hang("getMode")
    asked = session._core.run(lambda platform: platform.driver.call("getMode"))  # type: ignore[union-attr]
    hang.wait_entered()
    for _ in range(1000):
        driver.emit(kind, 0, 0, 0)
    session.dispatch_pending()
    hang.let_go()
    asked.result(10)
    settle(session)
    assert driver.count("getActivePlaybackConfigurations") == 1
    assert list(heard) == [()]


async def test_what_cannot_be_read_again_is_logged_and_the_next_is_heard(
    session: AudioSession,
    manager: AndroidAudioManager,
    phone: AndroidDevice,
    driver: ProbedDriver,
    caplog: pytest.LogCaptureFixture,
) -> None:
    heard = Heard(manager.playback_configurations_stream)
    settle(session)
    driver.fail("getActivePlaybackConfigurations", NativeError("no"))
    phone.start_playback()
    settle(session)
    assert "NativeError: no" in caplog.text
    phone.start_playback()
    settle(session)
    assert [len(each) for each in heard] == [2]


async def test_devices_that_cannot_be_read_at_first_do_not_stop_the_rest(
    session: AudioSession,
    manager: AndroidAudioManager,
    phone: AndroidDevice,
    driver: ProbedDriver,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await session.open()
    settle(session)
    driver.fail("getDevices", NativeError("no"))
    heard = Heard(manager.ringer_mode_stream)
    settle(session)
    phone.set_ringer_mode(1)
    settle(session)
    assert len(heard) == 1
    assert "devices could not be read" in caplog.text


async def test_managers_of_a_session_share_its_streams(session: AudioSession) -> None:
    first, second = AndroidAudioManager(session), AndroidAudioManager(session)
    assert first.mode_stream is second.mode_stream


async def test_streams_end_with_the_session(
    session: AudioSession, manager: AndroidAudioManager
) -> None:
    subscription = manager.mode_stream.subscribe()
    await session.close()
    assert subscription.closed
    assert [event async for event in subscription] == []


async def test_an_event_of_the_last_moment_is_dropped(
    session: AudioSession, manager: AndroidAudioManager, driver: ProbedDriver
) -> None:
    Heard(manager.playback_configurations_stream)
    settle(session)
    emit = driver.emit
    hub = session._core.attach(Hub)
    await session.close()
    emit(driver.events.index("PLAYBACK_CONFIG_CHANGED"), 0, 0, 0)
    hub._read_again("playback_configurations_stream", hub._by_kind[8][0][1])
    assert driver.count("getActivePlaybackConfigurations") == 0


async def test_a_stream_that_the_level_lacks(caplog: pytest.LogCaptureFixture) -> None:
    session = AudioSession(driver=AndroidDevice(30).driver())
    manager = AndroidAudioManager(session)
    too_early = manager.mode_stream.subscribe()  # nobody knows the level yet
    heard = Heard(manager.ringer_mode_stream)
    with caplog.at_level(logging.WARNING, "audio_session"):
        settle(session)
    assert "mode_stream needs API level 31; this device has 30" in caplog.text
    for touch in (too_early.get, too_early.get_nowait, lambda: manager.mode_stream):
        with pytest.raises(UnsupportedError, match="API level 31") as caught:
            touch()
        assert caught.value.since == "31"
    assert len(heard) == 0
    await session.close()


async def test_below_23_there_are_streams_too() -> None:
    phone = AndroidDevice(22)
    async with AudioSession(driver=phone.driver()) as session:
        heard = Heard(AndroidAudioManager(session).headset_plug_event_stream)
        settle(session)
        phone.plug(c.TYPE_WIRED_HEADSET)
        settle(session)
        assert list(heard) == [aus.AndroidHeadsetPlugEvent(True, True)]


async def test_a_stream_of_another_platform_ends_and_says_why(
    caplog: pytest.LogCaptureFixture,
) -> None:
    session = AudioSession("local")
    stream = AndroidAudioManager(session).mode_stream
    subscription = stream.subscribe()
    with caplog.at_level(logging.WARNING, "audio_session"):
        settle(session)
    for touch in (subscription.get, stream.subscribe):
        with pytest.raises(UnsupportedError, match="'local', not Android"):
            touch()
    assert "'local', not Android" in caplog.text
    await session.close()


def test_a_manager_works_outside_of_a_loop(session: AudioSession) -> None:
    heard = Heard(AndroidAudioManager(session).ringer_mode_stream)
    assert len(heard) == 0


# ---- Listeners ----------------------------------------------------------------------------------


async def test_device_listeners_replace_each_other_and_end(
    session: AudioSession, manager: AndroidAudioManager, phone: AndroidDevice
) -> None:
    heard: list[str] = []

    def noting(name: str) -> Callable[[tuple[aus.AndroidAudioDeviceInfo, ...]], object]:
        return lambda devices: heard.append(f"{name} {len(devices)}")

    manager.set_audio_devices_added_listener(noting("first"))
    manager.set_audio_devices_added_listener(noting("added"))
    manager.set_audio_devices_removed_listener(noting("first"))
    manager.set_audio_devices_removed_listener(noting("removed"))
    settle(session)
    phone.plug(c.TYPE_WIRED_HEADSET)
    settle(session)
    phone.unplug(c.TYPE_WIRED_HEADSET)
    settle(session)
    assert heard == ["added 2", "removed 2"]
    manager.set_audio_devices_added_listener(None)
    phone.plug(c.TYPE_WIRED_HEADSET)
    settle(session)
    await manager.close()
    await manager.close()
    phone.unplug(c.TYPE_WIRED_HEADSET)
    settle(session)
    assert heard == ["added 2", "removed 2"]
