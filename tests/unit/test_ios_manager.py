"""AVAudioSession and AVAudioApplication in front of a simulated iPhone: every member."""

from __future__ import annotations

import asyncio
import inspect
from typing import Any

import pytest
from sessions import Heard, ProbedDriver, settle

import audio_session as aus
from audio_session import (
    AudioSession,
    AudioSessionConfiguration,
    AudioSessionState,
    AVAudioApplication,
    AVAudioSession,
    NativeError,
    SessionClosedError,
    UnsupportedError,
    blocking,
)
from audio_session.ios import AVAudioSessionCategory as Category
from audio_session.ios import AVAudioSessionCategoryOptions as Options
from audio_session.ios import AVAudioSessionErrorCode as Code
from audio_session.ios import AVAudioSessionMode as Mode
from audio_session.ios import AVAudioSessionPort as Kind
from audio_session.platforms._ios_table import (
    EVENT_SINCE,
    OPERATIONS,
    version,
)
from audio_session.simulator import AndroidDevice, IPhone

INPUT = AudioSessionConfiguration.recording()


@pytest.fixture
def phone() -> IPhone:
    return IPhone((26, 2))


# ---- How it reaches iOS -------------------------------------------------------------------------


async def test_making_one_opens_nothing(driver: ProbedDriver, session: AudioSession) -> None:
    AVAudioSession(session)
    assert driver.calls == []


async def test_without_a_session_it_uses_the_processs_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDIO_SESSION_PLATFORM", "simulated-ios:14.5")
    async with AudioSession.instance():
        assert await AVAudioSession().get_system_version() == "14.5"


async def test_it_shares_a_blocking_session(driver: ProbedDriver) -> None:
    with blocking.AudioSession(driver=driver) as session:
        assert await AVAudioSession(session).is_other_audio_playing() is False


async def test_on_another_platform_it_says_which(caplog: pytest.LogCaptureFixture) -> None:
    session = AudioSession("local")
    manager = AVAudioSession(session)
    early = manager.route_change_stream.subscribe()
    with pytest.raises(UnsupportedError, match=r"^AVAudioSession\.get_mode: .*'local', not iOS"):
        await manager.get_mode()
    with pytest.raises(UnsupportedError, match=r"output_volume_stream.*'local'"):
        manager.output_volume_stream.subscribe()
    with pytest.raises(UnsupportedError, match="'local', not iOS"):
        await anext(early)
    assert "not iOS" in caplog.text
    await session.close()


@pytest.mark.parametrize("member", ["did_activate_externally", "did_deactivate_externally"])
async def test_nothing_of_ios_happens_on_an_android(member: str) -> None:
    """A call that was under way was over for the app: music played into it."""
    phone = AndroidDevice(api=34)
    session = AudioSession(driver=phone.driver())
    say = getattr(AVAudioSession(session), member)
    say()  # nobody knows yet whose phone it is, and nothing is held
    async with session:
        assert await session.set_active(True)
        phone.incoming_call()
        settle(session)
        with pytest.raises(UnsupportedError, match=rf"^AVAudioSession\.{member}: .*not iOS"):
            say()
        settle(session)
        assert session.state is AudioSessionState.PAUSED


def members() -> list[Any]:
    found = []
    for owner in (AVAudioSession, AVAudioApplication):
        for name, member in inspect.getmembers(owner):
            function = member.fget if isinstance(member, property) else member
            if hasattr(function, "operations"):
                found.append(pytest.param(member, function, id=name))
    return found


@pytest.mark.parametrize(("member", "function"), members())
def test_every_member_names_its_version_and_source(member: Any, function: Any) -> None:
    levels = {each.name: each.since for each in OPERATIONS}
    table = EVENT_SINCE if isinstance(member, property) else levels
    since = max((version(table[each]) for each in function.operations), default=(13, 0))
    text = inspect.getdoc(function) or ""
    assert ("iOS {}.{}".format(*since) in text) is (since > (13, 0))
    assert "Source: " in text


@pytest.mark.parametrize(
    ("call", "since"),
    [
        (lambda m: m.get_input_orientation(), "14.0"),
        (lambda m: m.get_prefers_no_interruptions_from_system_alerts(), "14.5"),
        (lambda m: m.get_supports_multichannel_content(), "15.0"),
        (lambda m: m.get_prefers_interruption_on_route_disconnect(), "17.0"),
        (lambda m: m.get_rendering_mode(), "17.2"),
        (lambda m: m.is_echo_cancelled_input_available(), "18.2"),
        (lambda m: m.is_output_muted(), "26.0"),
    ],
)
async def test_before_its_version_a_member_is_unsupported(call: Any, since: str) -> None:
    async with AudioSession("simulated-ios:13") as session:
        with pytest.raises(UnsupportedError, match=f"needs iOS {since}; this phone") as caught:
            await call(AVAudioSession(session))
        assert caught.value.since == since


async def test_before_its_version_a_stream_is_unsupported(
    caplog: pytest.LogCaptureFixture,
) -> None:
    session = AudioSession("simulated-ios:17.1")
    manager = AVAudioSession(session)
    early = manager.sample_rate_stream.subscribe()
    await session.open()
    with pytest.raises(UnsupportedError, match=r"sample_rate_stream needs iOS 18\.0") as caught:
        await anext(early)
    assert caught.value.since == "18.0"
    assert "sample_rate_stream needs iOS 18.0; this device has 17.1" in caplog.text
    with pytest.raises(UnsupportedError, match=r"rendering_mode_change_stream needs iOS 17\.2"):
        manager.rendering_mode_change_stream.listen(print)
    await session.close()


@pytest.mark.parametrize("number", [(13, 0), (15, 0), (17, 2), (18, 2), (26, 2)])
async def test_every_getter_answers_or_says_since_when(number: tuple[int, int]) -> None:
    async with AudioSession(driver=IPhone(number).driver()) as session:
        for manager in (AVAudioSession(session), AVAudioApplication(session)):
            for name, _member in inspect.getmembers(type(manager), inspect.iscoroutinefunction):
                if not name.startswith(("get_", "is_")):
                    continue
                try:
                    await getattr(manager, name)()
                except UnsupportedError as error:
                    assert version(error.since) > number  # noqa: PT017


@pytest.mark.parametrize(
    ("operation", "answer", "call"),
    [
        ("category", 1, lambda m: m.get_category()),
        ("outputVolume", "loud", lambda m: m.get_output_volume()),
        ("availableModes", "[1]", lambda m: m.get_available_modes()),
        ("availableModes", "nil", lambda m: m.get_available_modes()),
        ("currentRoute", "[]", lambda m: m.get_current_route()),
        ("availableInputs", "{}", lambda m: m.get_available_inputs()),
        ("inputDataSource", '{"dataSourceID": "1"}', lambda m: m.get_input_data_source()),
    ],
)
async def test_an_answer_that_makes_no_sense(
    session: AudioSession,
    manager: AVAudioSession,
    driver: ProbedDriver,
    operation: str,
    answer: Any,
    call: Any,
) -> None:
    await session.open()
    driver.answer(operation, lambda: answer)
    with pytest.raises(NativeError, match=f"{operation}.*makes no sense"):
        await call(manager)


# ---- Members ------------------------------------------------------------------------------------


async def test_category_mode_and_policy(manager: AVAudioSession) -> None:
    policy = aus.AVAudioSessionRouteSharingPolicy.LONG_FORM_AUDIO
    await manager.set_category(Category.PLAYBACK, mode=Mode.SPOKEN_AUDIO, policy=policy)
    assert await manager.get_category() is Category.PLAYBACK
    assert await manager.get_mode() is Mode.SPOKEN_AUDIO
    assert await manager.get_route_sharing_policy() is policy
    await manager.set_category(Category.PLAYBACK, Options.DUCK_OTHERS, Mode.DEFAULT)
    assert await manager.get_category_options() == Options.DUCK_OTHERS | Options.MIX_WITH_OTHERS
    await manager.set_category(Category.PLAYBACK, Options.MIX_WITH_OTHERS)
    assert await manager.get_category_options() == Options.MIX_WITH_OTHERS
    await manager.set_category(Category.PLAYBACK)
    assert await manager.get_category_options() == Options.NONE
    await manager.set_mode(Mode.MOVIE_PLAYBACK)
    assert await manager.get_mode() is Mode.MOVIE_PLAYBACK
    assert Category.RECORD in await manager.get_available_categories()
    assert set(await manager.get_available_modes()) == set(Mode)
    with pytest.raises(NativeError) as caught:
        await manager.set_category(Category.PLAYBACK, Options.DEFAULT_TO_SPEAKER)
    assert caught.value.code == Code.BAD_PARAM


async def test_activation(manager: AVAudioSession, phone: IPhone) -> None:
    music = phone.app("music")
    music.set_category(Category.PLAYBACK)
    music.play()
    await manager.set_active(True)
    assert phone.own.active
    notify = aus.AVAudioSessionSetActiveOptions.NOTIFY_OTHERS_ON_DEACTIVATION
    await manager.set_active(False, notify)
    assert music.events[-1].should_resume


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("allow_haptics_and_system_sounds_during_recording", True),
        ("prefers_no_interruptions_from_system_alerts", True),
        ("prefers_interruption_on_route_disconnect", False),
        ("supports_multichannel_content", True),
        ("prefers_echo_cancelled_input", True),
        (
            "preferred_microphone_injection_mode",
            aus.AVAudioSessionMicrophoneInjectionMode.SPOKEN_AUDIO,
        ),
        ("preferred_input_orientation", aus.AVAudioStereoOrientation.LANDSCAPE_LEFT),
        ("preferred_sample_rate", 44_100.0),
        ("preferred_io_buffer_duration", 0.02),
        ("preferred_output_number_of_channels", 1),
        ("preferred_input_number_of_channels", 1),
        ("input_gain", 0.5),
    ],
)
async def test_what_is_set_is_read_back(
    session: AudioSession, manager: AVAudioSession, name: str, value: Any
) -> None:
    await session.configure(AudioSessionConfiguration.voice_chat())
    await session.set_active(True)
    await getattr(manager, f"set_{name}")(value)
    assert await getattr(manager, f"get_{name}")() == value


async def test_ports_and_data_sources(
    session: AudioSession, manager: AVAudioSession, phone: IPhone
) -> None:
    await session.configure(INPUT)
    await session.set_active(True)
    (port,) = await manager.get_available_inputs()
    assert port == (await manager.get_current_route()).inputs[0]
    assert await manager.get_preferred_input() is None
    await manager.set_preferred_input(port)
    assert await manager.get_preferred_input() == port
    await manager.set_preferred_input(None)
    _bottom, front, back = await manager.get_input_data_sources()
    assert port.selected_data_source == _bottom
    assert port.preferred_data_source is None
    await manager.set_input_data_source(front)
    assert await manager.get_input_data_source() == front
    await manager.set_preferred_data_source(port, back)
    await manager.set_preferred_polar_pattern(
        port, back, aus.AVAudioSessionPolarPattern.SUBCARDIOID
    )
    (port,) = await manager.get_available_inputs()
    assert port.preferred_data_source is not None
    assert port.preferred_data_source.preferred_polar_pattern is (
        aus.AVAudioSessionPolarPattern.SUBCARDIOID
    )
    await manager.set_preferred_polar_pattern(port, back, None)
    await manager.set_preferred_data_source(port, None)
    assert await manager.get_output_data_sources() == ()
    assert await manager.get_output_data_source() is None
    await manager.set_output_data_source(None)
    phone.plug(Kind.BLUETOOTH_HFP)
    (headset,) = (await manager.get_current_route()).inputs
    assert headset.bluetooth_microphone_extension is not None
    assert headset.bluetooth_microphone_extension.high_quality_recording.supported


async def test_a_bluetooth_microphone_before_26_2(
    session: AudioSession, manager: AVAudioSession, driver: ProbedDriver
) -> None:
    await session.open()
    port = (
        '{"portType": "BluetoothHFP", "portName": "x", "UID": "1", "dataSources": null, '
        '"hasHardwareVoiceCallProcessing": true, "channels": [], "bluetoothMicrophoneExtension": '
        '{"highQualityRecording": {"supported": true, "enabled": true}, "farFieldCapture": null}}'
    )
    driver.answer("availableInputs", lambda: f"[{port}]")
    (read,) = await manager.get_available_inputs()
    assert read.bluetooth_microphone_extension is not None
    assert read.bluetooth_microphone_extension.far_field_capture is None
    driver.answer("availableInputs", lambda: None)
    assert await manager.get_available_inputs() == ()


async def test_the_rest(session: AudioSession, manager: AVAudioSession) -> None:
    await session.configure(AudioSessionConfiguration.voice_chat())
    await session.set_active(True)
    speaker = aus.AVAudioSessionPortOverride.SPEAKER
    await manager.override_output_audio_port(speaker)
    (output,) = (await manager.get_current_route()).outputs
    assert output.port_type is Kind.BUILT_IN_SPEAKER
    await manager.set_aggregated_io_preference(aus.AVAudioSessionIOType.AGGREGATED)
    (layout,) = await manager.get_supported_output_channel_layouts()
    assert layout.channel_count == 2
    result = await manager.prepare_route_selection_for_playback()
    assert (result.should_start_playback, result.route_selection) == (True, 1)
    await manager.set_category(Category.PLAYBACK)
    await manager.set_output_muted(True)
    assert await manager.is_output_muted()


@pytest.mark.parametrize("what", ["route selection", "microphone injection"])
async def test_an_answer_that_never_comes_ends_with_the_session(
    session: AudioSession, driver: ProbedDriver, what: str
) -> None:
    """It was StopAsyncIteration, which silently ends a loop around it."""
    if what == "route selection":
        operation = "prepareRouteSelectionForPlaybackWithCompletionHandler"
        asking = AVAudioSession(session).prepare_route_selection_for_playback()
    else:
        operation = "requestMicrophoneInjectionPermissionWithCompletionHandler"
        asking = AVAudioApplication(session).request_microphone_injection_permission()
    await session.open()
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()
    driver.answer(operation, lambda: loop.call_soon_threadsafe(asked.set) and None)
    task = asyncio.ensure_future(asking)
    await asked.wait()
    await session.close()
    with pytest.raises(SessionClosedError, match="closed before there was an answer"):
        await task


async def test_the_application(application: AVAudioApplication, session: AudioSession) -> None:
    granted = aus.AVAudioApplicationMicrophoneInjectionPermission.GRANTED
    assert await application.get_microphone_injection_permission() is not granted
    assert await application.request_microphone_injection_permission() is granted
    await session.configure(INPUT)
    await session.set_active(True)
    heard = Heard(application.input_mute_state_change_stream)
    await application.set_input_muted(True)
    assert await application.is_input_muted()
    settle(session)
    assert list(heard) == [True]
