"""AndroidAudioManager in front of a simulated phone: every member, and what it says elsewhere."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import pytest
from sessions import settle

import audio_session as aus
from audio_session import AndroidAudioManager, AudioSession, NativeError, UnsupportedError, blocking
from audio_session.android_manager._sources import SOURCES
from audio_session.platforms._android_table import EVENT_SINCE, OPERATIONS
from audio_session.simulator import AndroidDevice
from audio_session.simulator import constants as c

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sessions import ProbedDriver

MEDIA = aus.AndroidAudioAttributes(usage=aus.AndroidAudioUsage.MEDIA)
MP3 = aus.AndroidAudioFormat(encoding=9, sample_rate=44_100, channel_mask=12)
SURROUND = aus.AndroidAudioFormat(encoding=2, sample_rate=48_000, channel_mask=252)
MUSIC = aus.AndroidStreamType.MUSIC


@pytest.fixture
def phone() -> AndroidDevice:
    return AndroidDevice(api=36)


@pytest.fixture
async def old() -> AsyncIterator[AndroidAudioManager]:
    session = AudioSession("simulated-android:21")
    yield AndroidAudioManager(session)
    await session.close()


# ---- How it reaches Android ---------------------------------------------------------------------


async def test_making_one_opens_nothing(driver: ProbedDriver, session: AudioSession) -> None:
    AndroidAudioManager(session)
    assert driver.calls == []


async def test_without_a_session_it_uses_the_processs_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDIO_SESSION_PLATFORM", "simulated-android:33")
    async with AudioSession.instance():
        assert await AndroidAudioManager().get_sdk_int() == 33


async def test_it_shares_a_blocking_session(driver: ProbedDriver) -> None:
    with blocking.AudioSession(driver=driver) as session:
        assert await AndroidAudioManager(session).is_music_active() is False


async def test_on_another_platform_it_says_which() -> None:
    async with AudioSession("local") as session:
        manager = AndroidAudioManager(session)
        with pytest.raises(
            UnsupportedError, match=r"^AndroidAudioManager\.get_mode: .*'local', not Android"
        ):
            await manager.get_mode()
        with pytest.raises(UnsupportedError, match=r"mode_stream.*'local'"):
            manager.mode_stream.subscribe()
        with pytest.raises(UnsupportedError, match="request_audio_focus"):
            await manager.request_audio_focus(
                aus.AndroidAudioFocusRequest(gain_type=aus.AndroidAudioFocusGainType.GAIN)
            )


def members() -> list[Any]:
    found = []
    for name, member in inspect.getmembers(AndroidAudioManager):
        function = member.fget if isinstance(member, property) else member
        if hasattr(function, "operations"):
            found.append(pytest.param(name, function, id=name))
    return found


@pytest.mark.parametrize(("name", "function"), members())
def test_every_member_names_its_level_and_source(name: str, function: Any) -> None:
    levels = {each.name: int(each.since or 21) for each in OPERATIONS} | EVENT_SINCE
    since = max(levels[operation] for operation in function.operations)
    text = inspect.getdoc(function) or ""
    assert since == 21 or f"API {since}" in text
    assert "Source: " in text or name.startswith("set_audio_devices") or "sco_audio" in name


@pytest.mark.parametrize(
    ("call", "since"),
    [
        (lambda m: m.get_devices(), 23),
        (lambda m: m.get_active_recording_configurations(), 24),
        (lambda m: m.get_active_playback_configurations(), 26),
        (lambda m: m.get_microphones(), 28),
        (lambda m: m.get_allowed_capture_policy(), 29),
        (lambda m: m.is_call_screening_mode_supported(), 30),
        (lambda m: m.get_communication_device(), 31),
        (lambda m: m.get_spatializer(), 32),
        (lambda m: m.get_audio_devices_for_attributes(MEDIA), 33),
        (lambda m: m.is_volume_group_muted(1), 34),
        (lambda m: m.get_supported_device_types(aus.AndroidGetAudioDevicesFlags.OUTPUTS), 35),
    ],
)
async def test_below_its_level_a_member_is_unsupported(
    old: AndroidAudioManager, call: Any, since: int
) -> None:
    with pytest.raises(UnsupportedError, match=f"API level {since}") as caught:
        await call(old)
    assert caught.value.since == str(since)


@pytest.mark.parametrize("api", range(21, 38))
async def test_what_asks_without_arguments_answers_from_its_level_on(api: int) -> None:
    async with AudioSession(f"simulated-android:{api}") as session:
        manager = AndroidAudioManager(session)
        for parameter in members():
            name, function = parameter.values
            takes = list(inspect.signature(function).parameters.values())[1:]
            if not name.startswith(("get_", "is_")) or any(p.default is p.empty for p in takes):
                continue
            levels = [
                int(each.since or 21) for each in OPERATIONS if each.name in function.operations
            ]
            if api >= max(levels):
                await getattr(manager, name)()
            else:
                with pytest.raises(UnsupportedError):
                    await getattr(manager, name)()


@pytest.mark.parametrize("api", [21, 30, 37])
async def test_every_stream_is_there_from_its_level_on(api: int) -> None:
    async with AudioSession(f"simulated-android:{api}") as session:
        manager = AndroidAudioManager(session)
        for name, source in SOURCES.items():
            if api >= EVENT_SINCE[source.event]:
                getattr(manager, name).subscribe().close()
            else:
                with pytest.raises(UnsupportedError, match=name):
                    getattr(manager, name)


SPEAKER = aus.AndroidAudioDeviceInfo(
    id=2,
    product_name="Speaker",
    address=None,
    is_source=False,
    is_sink=True,
    type=aus.AndroidAudioDeviceType.BUILTIN_SPEAKER,
)


@pytest.mark.parametrize(
    ("operation", "answer", "call"),
    [
        ("getMode", "zero", lambda m: m.get_mode()),
        ("getDevices", "{}", lambda m: m.get_devices()),
        ("getDevices", "[{}]", lambda m: m.get_devices()),
        ("getDevices", "[1]", lambda m: m.get_devices()),
        ("getDevices", "[", lambda m: m.get_devices()),
        ("getMicrophones", '[{"position": 3}]', lambda m: m.get_microphones()),
        ("getSpatializer", "[]", lambda m: m.get_spatializer()),
        ("getCommunicationDevice", "[", lambda m: m.get_communication_device()),
        ("getCommunicationDevice", "[]", lambda m: m.get_communication_device()),
        ("getProperty", 48000, lambda m: m.get_output_sample_rate()),
        (
            "getPreferredMixerAttributes",
            "{",
            lambda m: m.get_preferred_mixer_attributes(aus.AndroidAudioAttributes(), SPEAKER),
        ),
        (
            "getSupportedDeviceTypes",
            '["2"]',
            lambda m: m.get_supported_device_types(aus.AndroidGetAudioDevicesFlags.INPUTS),
        ),
    ],
)
async def test_an_answer_without_sense_is_an_error(
    session: AudioSession,
    manager: AndroidAudioManager,
    driver: ProbedDriver,
    operation: str,
    answer: Any,
    call: Any,
) -> None:
    await session.open()
    settle(session)
    driver.answer(operation, lambda: answer)
    with pytest.raises(NativeError, match=f"{operation}.*makes no sense"):
        await call(manager)


# ---- Devices ------------------------------------------------------------------------------------


async def test_devices(manager: AndroidAudioManager, phone: AndroidDevice) -> None:
    phone.plug(c.TYPE_HDMI)
    phone.connect_bluetooth("Buds", "AA:BB:CC:DD:EE:FF")
    outputs = await manager.get_devices(aus.AndroidGetAudioDevicesFlags.OUTPUTS)
    hdmi = next(d for d in outputs if d.type is aus.AndroidAudioDeviceType.HDMI)
    assert [profile.format for profile in hdmi.audio_profiles] == [2, 5, 6]
    assert hdmi.audio_profiles[0].sample_rates == (48_000,)
    assert hdmi.audio_descriptors[0].standard is aus.AndroidAudioDescriptorStandard.EDID
    assert hdmi.audio_descriptors[0].descriptor == b"\x0f\x7f\x07"
    assert (hdmi.channel_counts, hdmi.encodings) == ((2, 6), (2, 5, 6))
    speaker = next(d for d in outputs if d.type is aus.AndroidAudioDeviceType.BUILTIN_SPEAKER)
    assert speaker.speaker_layout_channel_mask == 12
    assert outputs[-1].address == "AA:BB:CC:DD:EE:FF"
    assert not outputs[-1].is_source
    assert {d.is_sink for d in await manager.get_devices()} == {True, False}


async def test_microphones_and_unknown_numbers(
    session: AudioSession, manager: AndroidAudioManager, driver: ProbedDriver
) -> None:
    (microphone,) = await manager.get_microphones()
    assert microphone.location is aus.AndroidMicrophoneLocation.MAINBODY
    assert microphone.position == (0.03, 0.002, 0.0)
    assert microphone.orientation == ()
    assert microphone.frequency_response[1] == (1000.0, 0.0)
    assert microphone.channel_mapping == ((0, 1),)
    assert microphone.min_spl == aus.MICROPHONE_SPL_UNKNOWN
    settle(session)
    driver.answer(
        "getDevices", lambda: '[{"id": 1, "type": 99, "isSource": false, "isSink": true}]'
    )
    (device,) = await manager.get_devices()
    assert (device.type, device.product_name, device.address) == (99, "", None)
    assert (device.sample_rates, device.audio_profiles) == ((), ())


@pytest.mark.parametrize(
    "raw", ['{"frequencyResponse": [[1]]}', '{"frequencyResponse": [[1, "x"]]}']
)
async def test_pairs_are_pairs(
    manager: AndroidAudioManager, driver: ProbedDriver, raw: str
) -> None:
    (good,) = await manager.get_microphones()
    document = (
        '[{"description": "", "id": 1, "type": 15, "address": "", "location": 1, "group": 0, '
        f'"indexInTheGroup": 0, {raw[1:-1]}}}]'
    )
    driver.answer("getMicrophones", lambda: document)
    with pytest.raises(NativeError, match="frequencyResponse"):
        await manager.get_microphones()
    assert good.id > 0


async def test_where_sound_goes(manager: AndroidAudioManager, phone: AndroidDevice) -> None:
    (output,) = await manager.get_audio_devices_for_attributes(MEDIA)
    assert output.type is aus.AndroidAudioDeviceType.BUILTIN_SPEAKER
    types = await manager.get_supported_device_types(aus.AndroidGetAudioDevicesFlags.INPUTS)
    assert aus.AndroidAudioDeviceType.BUILTIN_MIC in types
    assert await manager.is_wired_headset_on() is False
    phone.connect_bluetooth()
    assert await manager.is_bluetooth_a2dp_on() is True


# ---- Calls --------------------------------------------------------------------------------------


async def test_communication(manager: AndroidAudioManager) -> None:
    found = await manager.get_available_communication_devices()
    speaker = next(d for d in found if d.type is aus.AndroidAudioDeviceType.BUILTIN_SPEAKER)
    assert await manager.set_communication_device(speaker) is True
    assert await manager.get_communication_device() == speaker
    assert await manager.is_speakerphone_on() is True
    await manager.clear_communication_device()
    earpiece = await manager.get_communication_device()
    assert earpiece is not None
    assert earpiece.type is aus.AndroidAudioDeviceType.BUILTIN_EARPIECE
    await manager.set_speakerphone_on(True)
    assert await manager.is_speakerphone_on() is True
    await manager.set_microphone_mute(True)
    assert await manager.is_microphone_mute() is True
    await manager.set_mode(aus.AndroidAudioHardwareMode.IN_COMMUNICATION)
    assert await manager.get_mode() is aus.AndroidAudioHardwareMode.IN_COMMUNICATION
    assert await manager.is_call_screening_mode_supported() is True
    assert await manager.is_bluetooth_sco_available_off_call() is True
    await manager.set_bluetooth_sco_on(True)
    assert await manager.is_bluetooth_sco_on() is True


@pytest.mark.parametrize("api", [31, 33, 34, 36])
async def test_a_communication_device_that_has_gone(api: int) -> None:
    phone = AndroidDevice(api)
    async with AudioSession(driver=phone.driver()) as session:
        manager = AndroidAudioManager(session)
        phone.connect_bluetooth("Buds")
        found = await manager.get_available_communication_devices()
        buds = next(d for d in found if d.type is aus.AndroidAudioDeviceType.BLUETOOTH_SCO)
        phone.disconnect_bluetooth()
        with pytest.raises(NativeError, match=r"'Buds' \(id \d+, .* it is gone") as caught:
            await manager.set_communication_device(buds)
        assert "get_available_communication_devices()" in str(caught.value)
        assert caught.value.domain == "java.lang.IllegalArgumentException"


async def test_another_failure_to_choose_a_device_is_told_as_it_is(
    manager: AndroidAudioManager, driver: ProbedDriver
) -> None:
    (device, *_) = await manager.get_available_communication_devices()
    driver.fail("setCommunicationDevice", NativeError("no", domain="java.lang.RuntimeException"))
    with pytest.raises(NativeError, match=r"^no$"):
        await manager.set_communication_device(device)


async def test_a_car_has_no_communication_device() -> None:
    async with AudioSession(driver=AndroidDevice(profile="car").driver()) as session:
        assert await AndroidAudioManager(session).get_communication_device() is None


# ---- Volumes ------------------------------------------------------------------------------------


async def test_volumes(manager: AndroidAudioManager) -> None:
    await manager.set_stream_volume(MUSIC, 9)
    assert await manager.get_stream_volume(MUSIC) == 9
    assert await manager.get_stream_max_volume(MUSIC) == 15
    assert await manager.get_stream_min_volume(MUSIC) == 0
    speaker = aus.AndroidAudioDeviceType.BUILTIN_SPEAKER
    assert await manager.get_stream_volume_db(MUSIC, 15, speaker) == 0.0
    await manager.adjust_stream_volume(MUSIC, aus.AndroidAudioAdjustment.LOWER)
    await manager.adjust_volume(aus.AndroidAudioAdjustment.LOWER)
    assert await manager.get_stream_volume(MUSIC) == 7
    await manager.adjust_stream_volume(MUSIC, aus.AndroidAudioAdjustment.MUTE)
    assert await manager.is_stream_mute(MUSIC) is True
    await manager.set_stream_mute(MUSIC, False)
    assert await manager.is_volume_fixed() is False
    group = await manager.get_volume_group_id_for_attributes(MEDIA)
    await manager.adjust_volume_group_volume(group, aus.AndroidAudioAdjustment.RAISE)
    assert await manager.is_volume_group_muted(group) is False
    assert await manager.get_stream_volume(MUSIC) == 8
    await manager.set_ringer_mode(aus.AndroidRingerMode.VIBRATE)
    assert await manager.get_ringer_mode() is aus.AndroidRingerMode.VIBRATE
    assert await manager.is_ramping_ringer_enabled() is False
    with pytest.raises(aus.PermissionDeniedError) as caught:
        await manager.set_ringer_mode(aus.AndroidRingerMode.SILENT)
    assert caught.value.permission == c.ACCESS_NOTIFICATION_POLICY


# ---- Playing and abilities ----------------------------------------------------------------------


async def test_what_plays_and_records(manager: AndroidAudioManager, phone: AndroidDevice) -> None:
    phone.app("music").play()
    phone.own.record(7)
    (playing,) = await manager.get_active_playback_configurations()
    assert playing.audio_attributes.usage is aus.AndroidAudioUsage.MEDIA
    policy = aus.AndroidAudioCapturePolicy.ALLOW_CAPTURE_BY_ALL
    assert playing.audio_attributes.allowed_capture_policy is policy
    assert playing.device is None
    (recording,) = await manager.get_active_recording_configurations()
    assert (recording.client_audio_source, recording.is_client_silenced) == (7, False)
    assert recording.format.channel_count == 1
    assert recording.device is not None
    assert await manager.is_music_active() is True


async def test_older_configurations(driver: ProbedDriver) -> None:
    phone = AndroidDevice(26)
    phone.own.record()
    phone.start_playback()
    async with AudioSession(driver=phone.driver()) as session:
        manager = AndroidAudioManager(session)
        (playing,) = await manager.get_active_playback_configurations()
        assert playing.audio_attributes.allowed_capture_policy is None
        assert playing.audio_attributes.spatialization_behavior is None
        (recording,) = await manager.get_active_recording_configurations()
        assert (recording.audio_source, recording.is_client_silenced) == (None, None)


async def test_a_privileged_apps_configurations(
    manager: AndroidAudioManager, driver: ProbedDriver
) -> None:
    device = '{"id": 2, "type": 2, "isSource": false, "isSink": true}'
    driver.answer(
        "getActivePlaybackConfigurations",
        lambda: f'[{{"usage": 1, "contentType": 2, "flags": 0, "device": {device}}}]',
    )
    (playing,) = await manager.get_active_playback_configurations()
    assert playing.device is not None
    assert playing.device.id == 2
    audio_format = '{"encoding": 2, "sampleRate": 1, "channelMask": 0, "channelIndexMask": 1}'
    driver.answer(
        "getActiveRecordingConfigurations",
        lambda: (
            '[{"clientAudioSessionId": 1, "clientAudioSource": 1, '
            f'"format": {audio_format}, "clientFormat": {audio_format}, "device": null}}]'
        ),
    )
    (recording,) = await manager.get_active_recording_configurations()
    assert (recording.device, recording.format.channel_index_mask) == (None, 1)


async def test_sounds_keys_and_capture(manager: AndroidAudioManager, phone: AndroidDevice) -> None:
    await manager.load_sound_effects()
    await manager.play_sound_effect(aus.AndroidSoundEffectType.KEY_CLICK)
    await manager.play_sound_effect(aus.AndroidSoundEffectType.BACK, volume=0.5)
    await manager.unload_sound_effects()
    assert phone.sound_effects == [(0, None), (10, 0.5)]
    with pytest.raises(ValueError, match=r"0\.0 to 1\.0"):
        await manager.play_sound_effect(aus.AndroidSoundEffectType.BACK, volume=2.0)
    await manager.dispatch_media_key_event(aus.AndroidKeyEvent(action=1, key_code=85))
    assert phone.media_keys == [(1, 85)]
    nobody = aus.AndroidAudioCapturePolicy.ALLOW_CAPTURE_BY_NONE
    await manager.set_allowed_capture_policy(nobody)
    assert await manager.get_allowed_capture_policy() is nobody


async def test_formats(manager: AndroidAudioManager, phone: AndroidDevice) -> None:
    assert await manager.is_offloaded_playback_supported(MP3, MEDIA) is True
    gapless = aus.AndroidPlaybackOffloadSupport.GAPLESS_SUPPORTED
    assert await manager.get_playback_offload_support(MP3, MEDIA) is gapless
    offload = aus.AndroidDirectPlaybackSupport.OFFLOAD_GAPLESS_SUPPORTED
    assert await manager.get_direct_playback_support(MP3, MEDIA) == offload
    (profile,) = await manager.get_direct_profiles_for_attributes(MEDIA)
    assert profile.encapsulation_type is aus.AndroidAudioEncapsulationType.NONE
    phone.plug(c.TYPE_WIRED_HEADPHONES)
    spatializer = await manager.get_spatializer()
    assert (spatializer.is_available, spatializer.spatialized_channel_masks) == (True, (252,))
    assert spatializer.is_head_tracker_available is False
    assert await manager.can_be_spatialized(MEDIA, SURROUND) is True
    assert (await manager.get_encoded_surround_mode()) is aus.AndroidEncodedSurroundMode.AUTO
    phone.grant_permission(c.WRITE_SETTINGS)
    assert await manager.set_encoded_surround_mode(aus.AndroidEncodedSurroundMode.NEVER) is True
    assert await manager.set_surround_format_enabled(5, True) is True
    assert await manager.is_surround_format_enabled(5) is True
    assert await manager.is_haptic_playback_supported() is True


async def test_the_mixer(manager: AndroidAudioManager, phone: AndroidDevice) -> None:
    phone.plug(c.TYPE_USB_DEVICE)
    usb = (await manager.get_devices(aus.AndroidGetAudioDevicesFlags.OUTPUTS))[-1]
    exact = next(
        choice
        for choice in await manager.get_supported_mixer_attributes(usb)
        if choice.mixer_behavior is aus.AndroidMixerBehavior.BIT_PERFECT
    )
    assert await manager.get_preferred_mixer_attributes(MEDIA, usb) is None
    assert await manager.set_preferred_mixer_attributes(MEDIA, usb, exact) is True
    assert await manager.get_preferred_mixer_attributes(MEDIA, usb) == exact
    assert await manager.clear_preferred_mixer_attributes(MEDIA, usb) is True


async def test_properties(manager: AndroidAudioManager, phone: AndroidDevice) -> None:
    assert await manager.get_output_sample_rate() == 48_000
    assert await manager.get_output_frames_per_buffer() == 192
    assert await manager.get_support_mic_near_ultrasound() is True
    assert await manager.get_support_speaker_near_ultrasound() is True
    assert await manager.get_support_audio_source_unprocessed() is True
    assert await manager.generate_audio_session_id() > 0
    with pytest.raises(NativeError, match="not supported"):
        await manager.get_audio_hw_sync_for_session(1)
    assert (await manager.get_sdk_int(), await manager.get_target_sdk_version()) == (36, 36)
    assert await manager.check_permission(c.BLUETOOTH_CONNECT) is True
    assert await manager.is_notification_policy_access_granted() is False
    phone.grant_permission(c.ACCESS_NOTIFICATION_POLICY)
    assert await manager.is_notification_policy_access_granted() is True


@pytest.mark.parametrize("value", ["", "many", None, pytest.param("9" * 5000, id="huge")])
async def test_a_number_that_is_none(
    manager: AndroidAudioManager, driver: ProbedDriver, value: str | None
) -> None:
    driver.answer("getProperty", lambda: value)
    assert await manager.get_output_sample_rate() is None


@pytest.mark.parametrize("pair", [("a;b", "1"), ("a", "1;2"), ("a=b", "1"), ("", "1")])
async def test_parameters_that_android_would_misread(
    manager: AndroidAudioManager, pair: tuple[str, str]
) -> None:
    with pytest.raises(ValueError, match=r"(separates parameters|has a name).*; fix: "):
        await manager.set_parameters(dict([pair]))
