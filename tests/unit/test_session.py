"""The session for asyncio: configuration, activation, what it tells, what it knows."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any

import pytest
from sessions import LIMIT, Heard, ProbedDriver, settle

from audio_session import (
    ActivationStatus,
    AudioDevicesChangedEvent,
    AudioDeviceType,
    AudioInterruptionReason,
    AudioInterruptionType,
    AudioSession,
    AudioSessionConfiguration,
    AudioSessionState,
    BecomingNoisyEvent,
    Capability,
    ConfigurationError,
    DenialReason,
    DuckPolicy,
    UnsupportedError,
    VolumeChangedEvent,
)
from audio_session.android import (
    AndroidAudioAttributes,
    AndroidAudioDeviceType,
    AndroidAudioUsage,
    AndroidStreamType,
)
from audio_session.android import AndroidAudioFocusGainType as Gain
from audio_session.ios import AVAudioSessionCategory, AVAudioSessionCategoryOptions
from audio_session.simulator import AndroidDevice

if TYPE_CHECKING:
    from audio_session.platforms._contract import Scalar

MUSIC = AudioSessionConfiguration.music()
SPEECH = AudioSessionConfiguration.speech()
HEADPHONES = AndroidAudioDeviceType.WIRED_HEADPHONES
# iOS refuses it: DEFAULT_TO_SPEAKER belongs to PLAY_AND_RECORD.
REFUSED = MUSIC.replace(
    av_audio_session_category=AVAudioSessionCategory.SOLO_AMBIENT,
    av_audio_session_category_options=AVAudioSessionCategoryOptions.DEFAULT_TO_SPEAKER,
)


def requests(driver: ProbedDriver) -> list[tuple[Scalar, ...]]:
    return [call[1:] for call in driver.calls if call[0] == "requestAudioFocus"]


# ---- Opening ------------------------------------------------------------------------------------


async def test_nothing_is_opened_before_it_is_needed(
    session: AudioSession, driver: ProbedDriver
) -> None:
    assert session.platform_name is None
    assert session.capabilities == frozenset()
    assert session.state is AudioSessionState.INACTIVE
    assert not session.is_configured
    assert session.configuration is None
    assert session.owners() == ()
    assert session.warnings == ()
    assert driver.calls == []
    await session.open()
    assert session.platform_name == "simulated-android"
    assert Capability.FOCUS in session.capabilities
    await session.open()
    assert driver.count("open") == 1


async def test_opening_fails_and_can_be_tried_again(
    session: AudioSession, driver: ProbedDriver
) -> None:
    driver.fail("open", UnsupportedError("not yet"))
    with pytest.raises(UnsupportedError, match="not yet"):
        await session.open()
    await session.open()
    assert session.platform_name == "simulated-android"


async def test_a_listener_opens_the_session(session: AudioSession, driver: ProbedDriver) -> None:
    heard = Heard(session.devices_stream)
    await asyncio.to_thread(heard.wait, 1)
    assert driver.count("open") == 1


async def test_cancelling_one_who_opens_does_not_cancel_the_other(
    session: AudioSession, driver: ProbedDriver
) -> None:
    hang = driver.hang("open")
    first = asyncio.ensure_future(session.open())
    second = asyncio.ensure_future(session.open())
    await asyncio.to_thread(hang.wait_entered)
    first.cancel()
    hang.let_go()
    await second
    with pytest.raises(asyncio.CancelledError):
        await first
    Heard(session.state_stream)


# ---- Configuration ------------------------------------------------------------------------------


@pytest.mark.parametrize("wrong", ["music", AudioSessionConfiguration.music, None])
async def test_what_is_no_configuration_is_refused_with_the_fix(
    session: AudioSession, wrong: Any
) -> None:
    said = r"configuration = .*: it must be AudioSessionConfiguration; fix: pass Audio"
    with pytest.raises(TypeError, match=f"^{said}"):
        await session.configure(wrong)
    with pytest.raises(TypeError, match=f"^fallback_{said}"):
        await session.set_active(True, fallback_configuration=wrong or 3)
    assert session.configuration is None


async def test_configuring_tells_and_never_activates(
    session: AudioSession, driver: ProbedDriver
) -> None:
    heard = Heard(session.configuration_stream)
    await session.configure(SPEECH)
    settle(session)
    assert session.configuration == SPEECH
    assert session.is_configured
    assert list(heard) == [SPEECH]
    assert requests(driver) == []
    late = Heard(session.configuration_stream)
    settle(session)
    assert list(late) == [SPEECH]


async def test_a_refused_configuration_says_why_and_changes_nothing(session: AudioSession) -> None:
    await session.configure(SPEECH)
    with pytest.raises(ConfigurationError) as caught:
        await session.configure(REFUSED)
    assert caught.value.findings
    assert session.configuration == SPEECH


async def test_what_is_no_error_is_a_warning_until_the_next_configuration(
    session: AudioSession,
) -> None:
    noted = SPEECH.replace(android_force_ducking=True)
    await session.configure(noted)
    assert session.warnings
    await session.configure(MUSIC)
    assert session.warnings == ()


async def test_a_session_that_was_not_configured_is_as_for_music(session: AudioSession) -> None:
    await session.set_active(True)
    assert session.configuration == MUSIC


async def test_or_as_its_fallback_says(session: AudioSession) -> None:
    await session.set_active(True, fallback_configuration=SPEECH)
    assert session.configuration == SPEECH
    await session.set_active(True, fallback_configuration=MUSIC)
    assert session.configuration == SPEECH


async def test_a_listener_without_activation_is_a_warning(session: AudioSession) -> None:
    heard = Heard(session.interruption_event_stream)
    (warning,) = session.warnings
    assert "never activated" in warning
    await session.set_active(True)
    assert session.warnings == ()
    heard.cancel()


# ---- Activation ---------------------------------------------------------------------------------


async def test_activation_and_deactivation(session: AudioSession, driver: ProbedDriver) -> None:
    states = Heard(session.state_stream)
    result = await session.set_active(True)
    assert result
    assert result.status is ActivationStatus.GRANTED
    assert session.state is AudioSessionState.ACTIVE
    assert session.owners() == ("default",)
    assert await session.set_active(False)
    settle(session)
    assert session.owners() == ()
    assert list(states) == [AudioSessionState.ACTIVE, AudioSessionState.INACTIVE]
    assert driver.count("abandonAudioFocus") == 1


async def test_deactivating_what_is_not_active_is_granted(
    session: AudioSession, driver: ProbedDriver
) -> None:
    assert await session.set_active(False)
    assert driver.count("abandonAudioFocus") == 0


async def test_overrides_reach_the_os(session: AudioSession, driver: ProbedDriver) -> None:
    await session.configure(MUSIC)
    await session.set_active(
        True,
        android_audio_focus_gain_type=Gain.GAIN_TRANSIENT,
        android_audio_attributes=AndroidAudioAttributes(usage=AndroidAudioUsage.ALARM),
        android_will_pause_when_ducked=True,
        accept_delayed=True,
    )
    ((gain, usage, _, _, pauses, delayed, force, generation, *_),) = requests(driver)
    assert (gain, usage) == (Gain.GAIN_TRANSIENT, AndroidAudioUsage.ALARM)
    assert (pauses, delayed, force, generation) == (True, True, False, 1)
    # Of this activation alone.
    assert session.configuration == MUSIC


async def test_asking_again_for_the_same_does_not_ask_the_os(
    session: AudioSession, driver: ProbedDriver
) -> None:
    await session.set_active(True)
    assert await session.set_active(True)
    assert await session.set_active(True, accept_delayed=True)
    assert len(requests(driver)) == 1


async def test_asking_again_for_something_else_does(
    session: AudioSession, driver: ProbedDriver
) -> None:
    await session.set_active(True)
    assert await session.set_active(True, android_audio_focus_gain_type=Gain.GAIN_TRANSIENT)
    # The owner's older claim is replaced, so its stronger gain is not kept.
    assert [request[0] for request in requests(driver)] == [Gain.GAIN, Gain.GAIN_TRANSIENT]
    assert session.owners() == ("default",)
    assert driver.count("abandonAudioFocus") == 1


async def test_the_session_is_active_until_every_owner_has_let_go(
    session: AudioSession, driver: ProbedDriver
) -> None:
    await session.set_active(True, owner="player")
    await session.set_active(
        True, owner="voice", android_audio_focus_gain_type=Gain.GAIN_TRANSIENT_MAY_DUCK
    )
    # The weaker claim is met by what is held.
    assert len(requests(driver)) == 1
    assert session.owners() == ("player", "voice")
    await session.set_active(False, owner="player")
    assert session.state is AudioSessionState.ACTIVE
    await session.set_active(False, owner="voice")
    assert session.state is AudioSessionState.INACTIVE


async def test_a_denial_is_falsy_and_says_why(session: AudioSession, phone: AndroidDevice) -> None:
    phone.incoming_call()
    result = await session.set_active(True)
    assert not result
    assert result.reason is DenialReason.IN_CALL
    assert result.native_code == 0
    assert "accept_delayed" in result.hint
    assert session.owners() == ()
    assert session.state is AudioSessionState.INACTIVE
    phone.end_call()
    assert await session.set_active(True)


async def test_a_denial_leaves_what_is_held(session: AudioSession, phone: AndroidDevice) -> None:
    await session.set_active(True)
    phone.deny_next()
    assert not await session.set_active(True, android_audio_focus_gain_type=Gain.GAIN_TRANSIENT)
    assert session.state is AudioSessionState.ACTIVE
    assert session.owners() == ("default",)


async def test_without_focus_the_session_is_active_all_the_same(
    session: AudioSession, driver: ProbedDriver
) -> None:
    await session.configure(AudioSessionConfiguration.ambient())
    assert await session.set_active(True)
    assert session.state is AudioSessionState.ACTIVE
    assert requests(driver) == []


# ---- Interruptions ------------------------------------------------------------------------------


async def test_pause_and_back(session: AudioSession, phone: AndroidDevice) -> None:
    heard = Heard(session.interruption_event_stream)
    await session.set_active(True)
    phone.incoming_call()
    settle(session)
    (begin,) = heard
    assert begin.begin
    assert begin.type is AudioInterruptionType.PAUSE
    assert begin.native == -2
    assert begin.should_resume is None
    assert session.state is AudioSessionState.PAUSED
    phone.end_call()
    settle(session)
    _, end = heard
    assert not end.begin
    assert end.type is AudioInterruptionType.PAUSE
    assert end.should_resume is True
    assert not end.synthetic
    assert (begin.seq, end.seq) == (1, 2)
    assert 0 < begin.timestamp <= end.timestamp
    assert session.state is AudioSessionState.ACTIVE


@pytest.mark.parametrize(
    ("policy", "pauses", "told"),
    [
        (None, None, None),
        (DuckPolicy.SYSTEM, None, None),
        (DuckPolicy.SYSTEM, True, AudioInterruptionType.PAUSE),
        (DuckPolicy.APP, None, AudioInterruptionType.DUCK),
        (DuckPolicy.APP, True, AudioInterruptionType.DUCK),
        (DuckPolicy.PAUSE, None, AudioInterruptionType.PAUSE),
    ],
)
async def test_who_ducks(
    session: AudioSession,
    phone: AndroidDevice,
    policy: DuckPolicy | None,
    pauses: bool | None,
    told: AudioInterruptionType | None,
) -> None:
    heard = Heard(session.interruption_event_stream)
    await session.configure(
        MUSIC.replace(duck_policy=policy, android_will_pause_when_ducked=pauses)
    )
    await session.set_active(True)
    phone.start_playback()
    maps = phone.app("maps")
    maps.request_focus(Gain.GAIN_TRANSIENT_MAY_DUCK)
    settle(session)
    assert [event.type for event in heard] == ([told] if told else [])
    maps.abandon_focus()
    settle(session)
    assert [event.type for event in heard] == ([told, told] if told else [])
    assert session.state is AudioSessionState.ACTIVE


async def test_after_a_permanent_loss_the_next_activation_asks_anew(
    session: AudioSession, phone: AndroidDevice, driver: ProbedDriver
) -> None:
    heard = Heard(session.interruption_event_stream)
    await session.set_active(True)
    phone.app("rival").request_focus(Gain.GAIN)
    settle(session)
    (begin,) = heard
    assert begin.permanent
    assert session.state is AudioSessionState.LOST
    assert session.owners() == ("default",)
    # What was lost is cleaned up once the app has heard of it.
    assert driver.count("abandonAudioFocus") == 1
    assert await session.set_active(True)
    settle(session)
    _, end = heard
    assert end.synthetic
    assert end.should_resume is None
    assert end.reason is AudioInterruptionReason.OWN
    assert len(requests(driver)) == 2
    assert session.state is AudioSessionState.ACTIVE


async def test_deactivating_while_interrupted_ends_the_interruption(
    session: AudioSession, phone: AndroidDevice
) -> None:
    heard = Heard(session.interruption_event_stream)
    await session.set_active(True)
    phone.incoming_call()
    settle(session)
    await session.set_active(False)
    settle(session)
    begin, end = heard
    assert end.synthetic
    assert end.should_resume is None
    assert end.type is AudioInterruptionType.UNKNOWN
    phone.end_call()
    settle(session)
    assert len(heard) == 2
    assert begin.begin


# ---- Devices and what else the OS tells ---------------------------------------------------------


async def test_devices_come_and_go(session: AudioSession, phone: AndroidDevice) -> None:
    changes = Heard(session.devices_changed_event_stream)
    sets = Heard(session.devices_stream)
    noisy = Heard(session.becoming_noisy_event_stream)
    await session.open()
    settle(session)
    assert len(sets) == 1
    assert len(changes) == 0, "the devices that are there already have not come"
    phone.plug(HEADPHONES)
    settle(session)
    (added,) = changes
    ((device,), removed) = added.devices_added, added.devices_removed
    assert device.type is AudioDeviceType.WIRED_HEADPHONES
    assert device.raw_type == HEADPHONES
    assert not removed
    assert len(noisy) == 0
    phone.unplug(HEADPHONES)
    settle(session)
    assert changes.events[1:] == [AudioDevicesChangedEvent(devices_removed=frozenset({device}))]
    (event,) = noisy
    assert isinstance(event, BecomingNoisyEvent)
    assert event.timestamp > 0
    assert [len(devices) for devices in sets] == [5, 6, 5]


async def test_get_devices(session: AudioSession) -> None:
    everything = await session.get_devices()
    inputs = await session.get_devices(include_outputs=False)
    outputs = await session.get_devices(include_inputs=False)
    assert inputs | outputs == everything
    assert all(device.is_input for device in inputs)
    assert all(device.is_output for device in outputs)
    assert await session.get_devices(include_inputs=False, include_outputs=False) == frozenset()


async def test_an_android_that_tells_of_no_devices_has_none() -> None:
    async with AudioSession(driver=AndroidDevice(api=22).driver()) as session:
        assert await session.get_devices() == frozenset()


async def test_volume(session: AudioSession, phone: AndroidDevice) -> None:
    heard = Heard(session.volume_event_stream)
    await session.open()
    phone.set_volume(AndroidStreamType.MUSIC, 3)
    phone.set_volume(AndroidStreamType.RING, 3)
    settle(session)
    assert list(heard) == [VolumeChangedEvent(0.2)]


# ---- Threads ------------------------------------------------------------------------------------


async def test_callbacks_run_on_the_loop(session: AudioSession, phone: AndroidDevice) -> None:
    heard = Heard(session.interruption_event_stream)
    await session.set_active(True)
    await asyncio.to_thread(phone.incoming_call)
    await asyncio.to_thread(heard.wait, 1)
    assert heard.threads == {threading.get_ident()}


async def test_readers_in_coroutines(session: AudioSession, phone: AndroidDevice) -> None:
    await session.set_active(True)
    async with session.interruption_event_stream.subscribe() as interruptions:
        await asyncio.to_thread(phone.incoming_call)
        begin = await asyncio.wait_for(anext(interruptions), LIMIT)
        await asyncio.to_thread(phone.end_call)
        end = await asyncio.wait_for(anext(interruptions), LIMIT)
    assert (begin.begin, end.begin) == (True, False)


async def test_every_stream_can_be_read(session: AudioSession) -> None:
    streams = [
        session.configuration_stream,
        session.configuration_drift_stream,
        session.interruption_event_stream,
        session.becoming_noisy_event_stream,
        session.devices_changed_event_stream,
        session.devices_stream,
        session.state_stream,
        session.service_event_stream,
        session.other_audio_event_stream,
        session.volume_event_stream,
    ]
    assert len({id(stream) for stream in streams}) == len(streams)
    subscriptions = [stream.subscribe() for stream in streams]  # type: ignore[attr-defined]
    await session.close()
    assert all(subscription.closed for subscription in subscriptions)


def test_a_session_can_be_made_without_a_loop_and_used_in_one(driver: ProbedDriver) -> None:
    session = AudioSession(driver=driver)
    lease = session.activate("player")

    async def use() -> bool:
        async with lease:
            return bool(lease)

    async def end() -> None:
        await session.close()

    assert asyncio.run(use())
    asyncio.run(end())
