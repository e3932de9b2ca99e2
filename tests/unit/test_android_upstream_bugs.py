"""What was wrong on Android in the Flutter plugin audio_session 0.2.3, and is not here.

Found by reading upstream's ``AndroidAudioManager.kt`` (Kt), ``lib/src/core.dart`` (core) and
``lib/src/android.dart`` (android); each test names the lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sessions import Heard, ProbedDriver, settle

import audio_session as aus
from audio_session import (
    AndroidAudioManager,
    AudioInterruptionType,
    AudioSession,
    AudioSessionConfiguration,
    AudioSessionState,
)
from audio_session.android import (
    AndroidAudioAdjustment,
    AndroidAudioDeviceType,
    AndroidAudioFocusRequestResult,
    AndroidAudioHardwareMode,
    AndroidStreamType,
)
from audio_session.android import AndroidAudioFocusGainType as Gain
from audio_session.simulator import AndroidDevice
from audio_session.simulator import constants as c
from audio_session.simulator.communication import SCO_SECONDS

if TYPE_CHECKING:
    from audio_session import AndroidAudioFocusRequest

GRANTED, FAILED = AndroidAudioFocusRequestResult.GRANTED, AndroidAudioFocusRequestResult.FAILED


def request(gain: Gain = Gain.GAIN) -> AndroidAudioFocusRequest:
    return aus.AndroidAudioFocusRequest(gain_type=gain)


async def test_1_a_failed_request_is_not_held(
    manager: AndroidAudioManager, phone: AndroidDevice, driver: ProbedDriver
) -> None:
    """Kt:346 and 362: it was stored, so the next one returned true without asking."""
    phone.deny_next()
    assert await manager.request_audio_focus(request()) is FAILED
    assert await manager.request_audio_focus(request()) is GRANTED
    assert driver.count("requestAudioFocus") == 2
    assert len(phone.arbiter.stack) == 1


async def test_2_another_request_is_not_ignored_while_one_is_held(
    manager: AndroidAudioManager, phone: AndroidDevice
) -> None:
    """Kt:346: a second request with another gain returned true at once."""
    music = phone.app("music")
    music.request_focus()
    await manager.request_audio_focus(request(Gain.GAIN_TRANSIENT))
    assert music.events == (c.AUDIOFOCUS_LOSS_TRANSIENT,)
    await manager.request_audio_focus(request(Gain.GAIN))
    assert music.events[-1] == c.AUDIOFOCUS_LOSS
    assert len(phone.arbiter.stack) == 1


async def test_2_activating_again_does_not_change_how_a_duck_ends(
    session: AudioSession, phone: AndroidDevice
) -> None:
    """core:245: a second setActive(true) forgot the duck, and its end came as one of a pause."""
    await session.configure(
        AudioSessionConfiguration.music().replace(duck_policy=aus.DuckPolicy.APP)
    )
    heard = Heard(session.interruption_event_stream)
    await session.set_active(True)
    maps = phone.app("maps")
    maps.request_focus(c.AUDIOFOCUS_GAIN_TRANSIENT_MAY_DUCK)
    settle(session)
    await session.set_active(True)
    maps.abandon_focus()
    settle(session)
    assert [(event.begin, event.type) for event in heard] == [
        (True, AudioInterruptionType.DUCK),
        (False, AudioInterruptionType.DUCK),
    ]


async def test_3_the_override_that_pauses_when_ducked_decides_the_event(
    session: AudioSession, phone: AndroidDevice
) -> None:
    """core:243: it went to Android, but the event followed the configuration alone."""
    await session.configure(AudioSessionConfiguration.music())
    heard = Heard(session.interruption_event_stream)
    await session.set_active(True, android_will_pause_when_ducked=True)
    phone.app("maps").request_focus(c.AUDIOFOCUS_GAIN_TRANSIENT_MAY_DUCK)
    settle(session)
    assert [event.type for event in heard] == [AudioInterruptionType.PAUSE]


async def test_4_deactivating_while_interrupted_ends_the_interruption(
    session: AudioSession, phone: AndroidDevice
) -> None:
    """Kt:375: focus was abandoned, so no end ever came."""
    heard = Heard(session.interruption_event_stream)
    await session.set_active(True)
    phone.incoming_call()
    settle(session)
    await session.set_active(False)
    settle(session)
    assert [(event.begin, event.synthetic) for event in heard] == [(True, False), (False, True)]


async def test_4_noise_and_sco_are_heard_without_focus(
    session: AudioSession, manager: AndroidAudioManager, phone: AndroidDevice
) -> None:
    """Kt:367: both receivers lived only while focus was held."""
    noise = Heard(manager.becoming_noisy_event_stream)
    sco = Heard(manager.sco_audio_event_stream)
    settle(session)
    phone.connect_bluetooth()
    await manager.start_bluetooth_sco()
    phone.advance(SCO_SECONDS)
    phone.disconnect_bluetooth()
    settle(session)
    assert len(noise) == 1
    assert [event.current_state.name for event in sco] == [
        "CONNECTING",
        "CONNECTED",
        "DISCONNECTED",
    ]


async def test_a_loss_is_told_before_focus_is_given_up() -> None:
    """Kt, onAudioFocusChange: it abandoned and unregistered before it told the app."""
    phone = AndroidDevice(27)  # where the loser stays in the stack, and would get it back unasked
    order: list[str] = []
    probed = ProbedDriver(phone.driver())
    probed.before("abandonAudioFocus", lambda: order.append("abandoned"))
    async with AudioSession(driver=probed) as old:
        old_manager = AndroidAudioManager(old)
        await old_manager.request_audio_focus(
            aus.AndroidAudioFocusRequest(
                gain_type=Gain.GAIN, on_audio_focus_changed=lambda change: order.append(change.name)
            )
        )
        other = phone.app("other")
        other.request_focus()
        settle(old)
        other.abandon_focus()
        settle(old)
    assert order == ["LOSS", "abandoned"]


async def test_12_parameters_and_suggested_volume_arrive(
    manager: AndroidAudioManager, driver: ProbedDriver
) -> None:
    """android:284 and 113: the first always threw, the second overflowed Kotlin's Int."""
    await manager.set_parameters({"a": "1", "b": "x=y"})
    assert await manager.get_parameters("a;b;c") == {"a": "1", "b": "x=y"}
    await manager.adjust_suggested_stream_volume(AndroidAudioAdjustment.RAISE)
    (call,) = (call for call in driver.calls if call[0] == "adjustSuggestedStreamVolume")
    assert call[1:] == (1, -(2**31), 0)
    await manager.adjust_suggested_stream_volume(
        AndroidAudioAdjustment.RAISE, AndroidStreamType.ALARM
    )


async def test_12_a_property_that_is_missing_is_none(manager: AndroidAudioManager) -> None:
    """Kt:589: a null property was a NullPointerException."""
    assert await manager.get_property("nobody.knows.it") is None


def test_12_an_adjustments_values_are_its_own() -> None:
    """android:665: ``raise`` stood under -2."""
    assert [int(each) for each in AndroidAudioAdjustment] == [-100, -1, 0, 1, 100, 101]


def test_13_requests_and_events_are_equal_by_value() -> None:
    """Neither had ``==``, and a device's was its id alone."""
    assert request() == request()
    assert request() != request(Gain.GAIN_TRANSIENT)
    event = aus.AndroidVolumeEvent(AndroidStreamType.MUSIC, 3)
    assert event == aus.AndroidVolumeEvent(AndroidStreamType.MUSIC, 3)
    device = aus.AndroidAudioDeviceInfo(
        id=1,
        product_name="a",
        address=None,
        is_source=False,
        is_sink=True,
        type=AndroidAudioDeviceType.HDMI,
    )
    renamed = aus.AndroidAudioDeviceInfo(
        id=1,
        product_name="b",
        address=None,
        is_source=False,
        is_sink=True,
        type=AndroidAudioDeviceType.HDMI,
    )
    assert device != renamed


async def test_14_devices_that_are_there_are_not_news(
    session: AudioSession, manager: AndroidAudioManager, phone: AndroidDevice
) -> None:
    """Android reports all devices as added when somebody registers; upstream passed that on."""
    added = Heard(manager.audio_devices_added_stream)
    removed = Heard(manager.audio_devices_removed_stream)
    changed = Heard(session.devices_changed_event_stream)
    settle(session)
    assert (list(added), list(removed), list(changed)) == ([], [], [])
    phone.plug(c.TYPE_WIRED_HEADPHONES)
    settle(session)
    phone.unplug(c.TYPE_WIRED_HEADPHONES)
    settle(session)
    wired = AndroidAudioDeviceType.WIRED_HEADPHONES
    assert [[device.type for device in devices] for devices in added] == [[wired]]
    assert [[device.type for device in devices] for devices in removed] == [[wired]]


@pytest.mark.parametrize(("mode", "name"), [(4, "CALL_SCREENING"), (6, "COMMUNICATION_REDIRECT")])
async def test_15_newer_modes_are_not_normal(
    manager: AndroidAudioManager, driver: ProbedDriver, mode: int, name: str
) -> None:
    """android, getMode: 4 and above were decoded as normal."""
    driver.answer("getMode", lambda: mode)
    assert (await manager.get_mode()) is AndroidAudioHardwareMode[name]
    driver.answer("getMode", lambda: 99)
    assert await manager.get_mode() == 99


async def test_after_a_permanent_loss_the_session_asks_anew(
    session: AudioSession, phone: AndroidDevice, driver: ProbedDriver
) -> None:
    """react-native-track-player#1577: the second interruption never came."""
    heard = Heard(session.interruption_event_stream)
    for name in ("first", "second"):
        assert await session.set_active(True)
        phone.app(name).request_focus()
        settle(session)
        assert session.state is AudioSessionState.LOST
    assert driver.count("requestAudioFocus") == 2
    assert [event.permanent for event in heard if event.begin] == [True, True]


async def test_sco_state_is_known_without_waiting(
    session: AudioSession, manager: AndroidAudioManager, phone: AndroidDevice
) -> None:
    """android, currentScoAudioState: the latest event's state; None before there was one."""
    assert manager.current_sco_audio_state is None
    Heard(manager.sco_audio_event_stream)
    settle(session)
    phone.connect_bluetooth()
    await manager.start_bluetooth_sco()
    phone.advance(SCO_SECONDS)
    settle(session)
    assert manager.current_sco_audio_state is aus.AndroidScoAudioState.CONNECTED
    late = Heard(manager.sco_audio_event_stream)
    assert [event.current_state.name for event in late] == ["CONNECTED"]
    await manager.stop_bluetooth_sco()
    settle(session)
    assert manager.current_sco_audio_state is aus.AndroidScoAudioState.DISCONNECTED
