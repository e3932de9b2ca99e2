"""What was wrong on iOS in the Flutter plugin audio_session 0.2.3, and is not here.

Found by reading upstream's ``DarwinAudioSession.m`` (.m), ``lib/src/darwin.dart`` (darwin) and
``lib/src/core.dart`` (core), or reported in its issues; each test names the lines or the issue.
"""

from __future__ import annotations

import threading

import pytest
from sessions import LIMIT, Heard, ProbedDriver, settle

import audio_session as aus
from audio_session import (
    AudioSession,
    AudioSessionConfiguration,
    AVAudioSession,
    DenialReason,
    NativeError,
    blocking,
)
from audio_session.ios import AVAudioSessionCategory as Category
from audio_session.ios import AVAudioSessionErrorCode as Code
from audio_session.ios import AVAudioSessionMode as Mode
from audio_session.ios import AVAudioSessionPort as Kind
from audio_session.ios import AVAudioSessionRouteChangeReason as Why
from audio_session.platforms._ios_table import EVENTS
from audio_session.platforms.ios import IosPlatform
from audio_session.simulator import IPhone

MUSIC = AudioSessionConfiguration.music()
ROUTE = EVENTS.index("AVAudioSessionRouteChangeNotification")


@pytest.fixture
def phone() -> IPhone:
    return IPhone(17)


# ---- Read in the source -------------------------------------------------------------------------


@pytest.mark.parametrize("reason", Why)
async def test_1_route_change_reasons_are_apples_numbers(
    session: AudioSession, manager: AVAudioSession, driver: ProbedDriver, reason: Why
) -> None:
    """darwin:548, .m:717: decoded as positions, though Apple has no 5: three were another."""
    heard = Heard(manager.route_change_stream)
    await session.open()
    driver.emit(ROUTE, 0, int(reason), 0)
    settle(session)
    assert [change.reason for change in heard] == [reason]


def test_2_route_changes_come_from_any_thread_and_are_told_on_ours(phone: IPhone) -> None:
    """.m: the Flutter channel was called on the thread that posts, which is a secondary one."""
    with blocking.AudioSession(driver=phone.driver()) as session:
        manager = AVAudioSession(session)
        heard = Heard(manager.route_change_stream)
        session._core.finish_work(LIMIT)
        posting = threading.Thread(target=lambda: phone.plug(Kind.HEADPHONES))
        posting.start()
        posting.join()
        heard.wait(1)
        assert posting.ident not in heard.threads
        assert len(heard.threads) == 1


async def test_3_the_first_route_change_has_a_previous_route(
    session: AudioSession, manager: AVAudioSession, phone: IPhone
) -> None:
    """core, audio_session#63, #101, #143: the first change came with empty sets."""
    heard = Heard(manager.route_change_stream)
    changes = Heard(session.devices_changed_event_stream)
    await session.open()
    phone.plug(Kind.HEADPHONES)
    settle(session)
    (change,) = heard
    assert [port.port_type for port in change.previous_route.outputs] == [Kind.BUILT_IN_SPEAKER]
    assert [port.port_type for port in change.current_route.outputs] == [Kind.HEADPHONES]
    (event,) = changes
    assert {device.type for device in event.devices_added} == {aus.AudioDeviceType.WIRED_HEADPHONES}
    assert event.devices_removed


@pytest.mark.parametrize("kind", [Kind.LINE_IN, Kind.LINE_OUT, Kind.HDMI])
async def test_4_becoming_noisy_is_not_for_any_device_that_goes(
    session: AudioSession, phone: IPhone, kind: Kind
) -> None:
    """core:92: it fired for every old device, also for inputs."""
    noisy = Heard(session.becoming_noisy_event_stream)
    await session.configure(AudioSessionConfiguration.voice_chat())
    await session.set_active(True)
    phone.plug(kind)
    phone.unplug(kind)
    phone.plug(Kind.HEADPHONES)
    phone.unplug(Kind.HEADPHONES)
    settle(session)
    assert len(noisy) == 1


@pytest.mark.parametrize("ends", [True, False])
def test_5_a_suspension_is_dropped_as_a_pair(ends: bool) -> None:
    """core:68, audio_session#7: the begin was dropped, and its end was told alone."""
    phone = IPhone((15, 0))
    with blocking.AudioSession(driver=phone.driver()) as session:
        heard = Heard(session.interruption_event_stream)
        session.configure(MUSIC)
        session.set_active(True)
        phone.suspend()
        phone.resume(ends=ends)
        settle(session)
        assert len(heard) == 0
        session.set_active(True)
        phone.incoming_call()
        phone.end_call()
        settle(session)
        assert [event.begin for event in heard] == [True, False]


async def test_6_a_category_without_a_name_goes_to_ios_as_it_is(
    manager: AVAudioSession, driver: ProbedDriver
) -> None:
    """.m:111: it silently became SoloAmbient, and an unknown mode the default one.

    What the device lacks is an error, and not another category.
    """
    await manager.set_category(Category("AVAudioSessionCategoryKaraoke"))
    assert driver.calls[-1] == ("setCategoryError", "AVAudioSessionCategoryKaraoke")
    driver.answer("mode", lambda: "AVAudioSessionModeKaraoke")
    mode = await manager.get_mode()
    assert (mode, mode.is_known) == ("AVAudioSessionModeKaraoke", False)


async def test_6_a_category_that_the_device_lacks_is_an_error() -> None:
    deaf = IPhone(17, profile="no-microphone")
    async with AudioSession(driver=deaf.driver()) as session:
        assert Category.RECORD not in await AVAudioSession(session).get_available_categories()
        await session.configure(AudioSessionConfiguration.recording())
        result = await session.set_active(True)
        assert result.reason is DenialReason.RESOURCE_NOT_AVAILABLE
        assert deaf.own.setup.category is Category.RECORD


async def test_7_a_microphone_of_an_unknown_pattern_is_kept(
    manager: AVAudioSession, driver: ProbedDriver
) -> None:
    """.m:418-440: nil in a dictionary literal, and so an NSInvalidArgumentException."""
    driver.answer(
        "inputDataSources",
        lambda: (
            '[{"dataSourceID": 1, "dataSourceName": "Top", "location": "Antenna", '
            '"orientation": null, "supportedPolarPatterns": ["Hypercardioid"], '
            '"selectedPolarPattern": "Hypercardioid", "preferredPolarPattern": null}]'
        ),
    )
    (source,) = await manager.get_input_data_sources()
    assert (source.location, source.orientation) == ("Antenna", None)
    assert source.supported_polar_patterns == ("Hypercardioid",)
    assert source.selected_polar_pattern is not None
    assert not source.selected_polar_pattern.is_known


async def test_8_an_input_that_is_gone_is_an_error(
    session: AudioSession, manager: AVAudioSession, phone: IPhone
) -> None:
    """.m: setPreferredInput with an unknown uid cleared the preference, and said nothing."""
    await session.configure(AudioSessionConfiguration.recording())
    phone.plug(Kind.HEADSET_MIC)
    headset = next(
        port for port in await manager.get_available_inputs() if port.port_type is Kind.HEADSET_MIC
    )
    await manager.set_preferred_input(headset)
    phone.unplug(Kind.HEADSET_MIC)
    phone.plug(Kind.HEADSET_MIC)
    with pytest.raises(NativeError) as caught:
        await manager.set_preferred_input(headset)
    assert caught.value.code == Code.BAD_PARAM


async def test_8_a_gain_that_cannot_be_set_is_an_error(manager: AVAudioSession) -> None:
    """.m: setInputGain dropped its error."""
    with pytest.raises(NativeError):
        await manager.set_input_gain(0.5)


async def test_9_each_session_hears_whatever_became_of_the_first(phone: IPhone) -> None:
    """.m:14-31: the observers belonged to the first engine, and went with it."""
    first, second = AudioSession(driver=phone.driver()), AudioSession(driver=phone.driver())
    heard = [Heard(AVAudioSession(each).output_volume_stream) for each in (first, second)]
    for each in (first, second):
        await each.open()
    await first.close()
    phone.set_volume(0.25)
    settle(second)
    assert [list(each) for each in heard] == [[], [0.25]]
    await second.close()


async def test_10_an_unknown_port_is_no_microphone(
    session: AudioSession, manager: AVAudioSession, driver: ProbedDriver
) -> None:
    """darwin:626: what it did not know became builtInMic, and channels were dropped."""
    await session.open()
    driver.answer(
        "currentRoute",
        lambda: (
            '{"inputs": [], "outputs": [{"portType": "Hologram", "portName": "x", "UID": "1", '
            '"hasHardwareVoiceCallProcessing": false, "channels": [{"channelName": "L", '
            '"channelNumber": 1, "owningPortUID": "1", "channelLabel": 1}]}]}'
        ),
    )
    (port,) = (await manager.get_current_route()).outputs
    assert port.port_type == "Hologram"
    assert [channel.channel_label for channel in port.channels] == [1]


async def test_10_available_modes_can_be_read(manager: AVAudioSession) -> None:
    """darwin:132: it always threw."""
    assert Mode.SPOKEN_AUDIO in await manager.get_available_modes()


async def test_11_the_app_has_its_own_mute(session: AudioSession) -> None:
    """There was no AVAudioApplication."""
    application = aus.AVAudioApplication(session)
    await application.set_input_muted(True)
    assert await application.is_input_muted()


async def test_configurations_are_told_to_who_comes_late(session: AudioSession) -> None:
    """core:51, 154, 209: a second engine got nothing, against the README."""
    await session.configure(MUSIC)
    async with session.configuration_stream.subscribe() as late:
        assert await anext(late) == MUSIC


async def test_giving_back_while_interrupted_ends_the_interruption(
    session: AudioSession, phone: IPhone
) -> None:
    """The end went to nobody once the session was deactivated."""
    heard = Heard(session.interruption_event_stream)
    await session.set_active(True)
    phone.incoming_call()
    settle(session)
    await session.set_active(False)
    phone.end_call()
    settle(session)
    assert [(event.begin, event.synthetic) for event in heard] == [(True, False), (False, True)]
    assert not phone.own.active


async def test_repeated_begins_and_lone_ends_are_told_as_pairs(
    session: AudioSession, phone: IPhone
) -> None:
    """Seen in the field: a Began that comes twice, an Ended without one."""
    heard = Heard(session.interruption_event_stream)
    await session.set_active(True)
    phone.stray_interruption(began=False)
    phone.begin_alarm()
    phone.stray_interruption(began=True)
    phone.end_alarm()
    phone.stray_interruption(began=False)
    settle(session)
    assert [event.begin for event in heard] == [True, False]
    assert session.state is aus.AudioSessionState.ACTIVE


async def test_calls_run_in_the_order_they_were_made(
    session: AudioSession, driver: ProbedDriver
) -> None:
    """.m:111 and 217: a concurrent queue, on which setActive could overtake setCategory."""
    await session.configure(MUSIC)
    hang = driver.hang("setActiveWithOptionsError")
    activating = threading.Thread(
        target=lambda: blocking.AudioSession(core=session._core).set_active(True)
    )
    activating.start()
    hang.wait_entered()
    configuring = session._core.configure(AudioSessionConfiguration.speech())
    assert not configuring.done()
    hang.let_go()
    configuring.result(10)
    activating.join()
    setters = [call[0] for call in driver.calls if str(call[0]).startswith("set")]
    assert setters == [
        "setCategoryModeRouteSharingPolicyOptionsError",
        "setActiveWithOptionsError",
        "setCategoryModeRouteSharingPolicyOptionsError",
    ]


# ---- Reported -----------------------------------------------------------------------------------


async def test_u3_every_change_of_the_route_is_looked_at(
    session: AudioSession, phone: IPhone
) -> None:
    """audio_session#60, #143: reasons other than new and old device were ignored."""
    changes = Heard(session.devices_changed_event_stream)
    await session.configure(MUSIC)
    await session.set_active(True)
    await session.configure(AudioSessionConfiguration.voice_chat())
    settle(session)
    added = {device.type for change in changes for device in change.devices_added}
    assert aus.AudioDeviceType.BUILT_IN_EARPIECE in added


async def test_u4_who_listens_but_never_activates_is_warned(session: AudioSession) -> None:
    """audio_session#28, #43, #45, #164: interruptions never arrived."""
    session.interruption_event_stream.listen(print)
    assert any("never activated" in warning for warning in session.warnings)


async def test_u5_an_end_that_ios_never_sends_is_inferred(
    session: AudioSession, phone: IPhone
) -> None:
    """audio_session#62; livekit/client-sdk-flutter#1094: the end of a call is not guaranteed."""
    heard = Heard(session.interruption_event_stream)
    await session.configure(MUSIC)
    await session.set_active(True)
    phone.incoming_call()
    phone.end_call(lose_end_event=True)
    settle(session)
    assert [event.begin for event in heard] == [True]
    assert await session.set_active(True)
    settle(session)
    assert [(event.begin, event.synthetic) for event in heard] == [(True, False), (False, True)]


async def test_u7_giving_back_does_not_silence_other_players_of_the_app(
    session: AudioSession, phone: IPhone
) -> None:
    """audio_session#144; expo#38671: setActive(false) by one stopped all."""
    await session.configure(MUSIC)
    async with session.activate("first"):
        async with session.activate("second"):
            pass
        assert phone.own.active
    assert not phone.own.active


async def test_u8_a_denial_is_no_exception(session: AudioSession, phone: IPhone) -> None:
    """audio_session#102, #136, #138: raw OSStatus numbers were thrown."""
    await session.configure(MUSIC)
    phone.foreground = False
    result = await session.set_active(True)
    assert result.reason is DenialReason.CANNOT_INTERRUPT_OTHERS
    assert result.native_code == 560557684
    assert "Now Playing" in result.hint


async def test_u8_busy_on_giving_back_is_tried_again(
    session: AudioSession,
    phone: IPhone,
    driver: ProbedDriver,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """audio_session#138: 560030580 was thrown at once."""
    monkeypatch.setattr(IosPlatform, "retry_delays", (0.0,))
    await session.configure(MUSIC)
    await session.set_active(True)
    phone.own.play()
    assert await session.set_active(False)
    assert driver.count("setActiveWithOptionsError") == 3


async def test_u9_no_call_is_made_on_the_callers_thread(
    session: AudioSession, driver: ProbedDriver
) -> None:
    """audio_session#123, #157; expo#47079: setActive and setCategory stalled the main thread."""
    callers: set[int] = set()
    setters = [name for name in driver.operations if name.startswith(("setActive", "setCategory"))]
    for name in setters:
        driver.before(name, lambda: callers.add(threading.get_ident()))
    await session.configure(MUSIC)
    await session.set_active(True)
    manager = AVAudioSession(session)
    await manager.set_category(Category.PLAYBACK)
    await manager.set_category(Category.PLAYBACK, aus.AVAudioSessionCategoryOptions.DUCK_OTHERS)
    await manager.set_category(Category.PLAYBACK, mode=Mode.SPOKEN_AUDIO)
    await manager.set_active(False)
    assert {name for name, *_ in driver.calls} >= set(setters)
    assert callers
    assert threading.get_ident() not in callers


def test_u9_ios_26_sees_no_risk_to_hang() -> None:
    phone = IPhone((26, 0))
    with blocking.AudioSession(driver=phone.driver()) as session:
        session.configure(MUSIC)
        with session.activate("player"):
            pass
    assert phone.warnings == []


async def test_u10_ducked_music_is_restored(session: AudioSession, phone: IPhone) -> None:
    """audio_session#27, #66: music stayed ducked."""
    music = phone.app("music")
    music.set_category(Category.PLAYBACK)
    music.play()
    await session.configure(AudioSessionConfiguration.navigation())
    assert music.level == 1.0
    async with session.activate("voice"):
        assert music.level < 1.0
    assert music.level == 1.0


async def test_u16_what_was_commented_out_is_here(manager: AVAudioSession) -> None:
    """audio_session#104: no preferredIOBufferDuration."""
    await manager.set_preferred_io_buffer_duration(0.02)
    assert await manager.get_preferred_io_buffer_duration() == 0.02


async def test_u18_a_category_that_others_overwrite_is_noticed(
    session: AudioSession, phone: IPhone
) -> None:
    """audio_session#115, llfbandit/record#214: another plugin set the category."""
    await session.configure(MUSIC)
    await session.set_active(True)
    phone.own.set_category(Category.RECORD)
    settle(session)
    assert "RECORD" in session.configuration_drift
    await session.reassert()
    assert phone.own.setup.category is Category.PLAYBACK
