"""AndroidAudioManager refuses what no Android can be told, before Android hears of it."""

from __future__ import annotations

import contextlib
from dataclasses import fields, replace
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import pytest
from arguments import (
    HUGE,
    NO_BOOLEANS,
    NO_FRACTIONS,
    NO_NUMBERS,
    NO_OBJECTS,
    NO_TEXTS,
    Argument,
    Inside,
    Kind,
    arguments_of,
    check_error,
    refusal_of,
)
from sessions import settle

import audio_session as aus
from audio_session import AndroidAudioFocusGainType as Gain
from audio_session import AndroidAudioManager
from audio_session._arguments import constant as checked_constant
from audio_session.simulator import AndroidDevice

if TYPE_CHECKING:
    from sessions import ProbedDriver

    from audio_session import AudioSession

NO_INTS = (*NO_NUMBERS, 1 << 31, -(1 << 31) - 1, 2**40, HUGE)
MEDIA = aus.AndroidAudioAttributes(usage=aus.AndroidAudioUsage.MEDIA)
FORMAT = aus.AndroidAudioFormat(encoding=2, sample_rate=48_000, channel_mask=12)
MIXER = aus.AndroidAudioMixerAttributes(format=FORMAT)
SPEAKER = aus.AndroidAudioDeviceInfo(
    id=2,
    product_name="Phone",
    address="",
    is_source=False,
    is_sink=True,
    type=aus.AndroidAudioDeviceType.BUILTIN_SPEAKER,
)


def constant(kind: Any) -> Kind:
    """Neither another enum's member is one, nor a number that Java's int does not hold."""
    return Kind(next(iter(kind)), (*NO_INTS, aus.AndroidAudioUsage.MEDIA, kind(2**40)))


def bits(kind: Any) -> Kind:
    return Kind(kind(1), (*NO_INTS, -1, aus.AndroidAudioUsage.MEDIA, kind(2**40), ~kind(1)))


def optional(kind: Kind) -> Kind:
    return Kind(kind.good, tuple(bad for bad in kind.bad if bad is not None))


def inside(whole: Any, name: str, *values: Any) -> list[Inside]:
    return [Inside(replace(whole, **{name: value}), f".{name}", value) for value in values]


IN_MEDIA = [
    Inside(bad := MEDIA.replace(**{name: 2**40}), f".{name}", getattr(bad, name))
    for name in ("usage", "content_type", "flags", "allowed_capture_policy")
]
IN_FORMAT = [
    bad
    for name in ("encoding", "sample_rate", "channel_mask", "channel_index_mask")
    for bad in inside(FORMAT, name, "x", 2.0, 2**40)
]
IN_MIXER = [
    *inside(MIXER, "mixer_behavior", "DEFAULT", 2**40),
    *inside(MIXER, "format", None),
    *(
        Inside(replace(MIXER, format=bad), f".format{path}", value)
        for bad, path, value in IN_FORMAT
    ),
]
KINDS = {
    "SessionFace | None": Kind(None, NO_OBJECTS),
    "int": Kind(1, NO_INTS),
    "bool": Kind(True, NO_BOOLEANS),
    "str": Kind("android.permission.CAMERA", NO_TEXTS),
    "AndroidAudioProperty | str": Kind(aus.AndroidAudioProperty.OUTPUT_SAMPLE_RATE, NO_TEXTS),
    "float | None": Kind(0.5, NO_FRACTIONS),
    "dict[str, str]": Kind(
        {"a": "1"}, (*NO_OBJECTS, None, [("a", "1")], Inside({"a": 1}, "['a']", 1))
    ),
    "AndroidAudioAttributes": Kind(MEDIA, (*NO_OBJECTS, None, FORMAT, *IN_MEDIA)),
    "AndroidAudioFormat": Kind(FORMAT, (*NO_OBJECTS, None, MEDIA, *IN_FORMAT)),
    "AndroidAudioDeviceInfo": Kind(
        SPEAKER, (*NO_OBJECTS, None, FORMAT, *inside(SPEAKER, "id", "2", 2.0, 2**40))
    ),
    "AndroidAudioMixerAttributes": Kind(MIXER, (*NO_OBJECTS, None, FORMAT, *IN_MIXER)),
    "AndroidAudioFocusRequest": Kind(
        aus.AndroidAudioFocusRequest(gain_type=Gain.GAIN), (*NO_OBJECTS, None, Gain.GAIN)
    ),
    "AndroidKeyEvent": Kind(aus.AndroidKeyEvent(action=0, key_code=85), (*NO_OBJECTS, None)),
    "Listener | None": Kind(print, NO_OBJECTS),
    "AndroidStreamType | None": optional(constant(aus.AndroidStreamType)),
    "AndroidAudioVolumeFlags": bits(aus.AndroidAudioVolumeFlags),
    "AndroidGetAudioDevicesFlags": bits(aus.AndroidGetAudioDevicesFlags),
} | {
    kind.__name__: constant(kind)
    for kind in (
        aus.AndroidStreamType,
        aus.AndroidAudioAdjustment,
        aus.AndroidAudioDeviceType,
        aus.AndroidAudioHardwareMode,
        aus.AndroidRingerMode,
        aus.AndroidAudioCapturePolicy,
        aus.AndroidSoundEffectType,
        aus.AndroidEncodedSurroundMode,
    )
}
ARGUMENTS = arguments_of(AndroidAudioManager, KINDS)


@pytest.fixture
def phone() -> AndroidDevice:
    return AndroidDevice(api=36)


@pytest.fixture
def manager(session: AudioSession) -> AndroidAudioManager:
    return AndroidAudioManager(session)


@pytest.mark.parametrize("argument", ARGUMENTS, ids=str)
async def test_a_bad_value_is_refused_before_android_hears_of_it(
    manager: AndroidAudioManager, driver: ProbedDriver, argument: Argument
) -> None:
    if argument.function == "__init__":
        await argument.check(AndroidAudioManager)
    else:
        await argument.check(getattr(manager, argument.function))
    settle(manager._session)
    assert driver.calls == []
    assert await manager.get_sdk_int() == 36


@pytest.mark.parametrize("argument", ARGUMENTS, ids=str)
async def test_a_good_value_reaches_android(
    manager: AndroidAudioManager, driver: ProbedDriver, argument: Argument
) -> None:
    """Or the bad ones would be refused for another reason than their own."""
    if argument.function != "__init__":
        with contextlib.suppress(aus.NativeError):  # Android's own answer
            answer = getattr(manager, argument.function)(**argument.good())
            if answer is not None:
                await answer
        settle(manager._session)
        assert driver.count("getSdkInt") == 1


def test_there_are_many_and_the_listeners_are_among_them() -> None:
    functions = {argument.function for argument in ARGUMENTS}
    assert len(functions) > 40
    assert "set_audio_devices_added_listener" in functions


# ---- What is handed to it -----------------------------------------------------------------------

REQUEST: dict[str, tuple[Any, ...]] = {
    "gain_type": (*NO_INTS, 9, Gain.NONE, 0, aus.AndroidAudioUsage.MEDIA),
    "audio_attributes": (*NO_OBJECTS, FORMAT, *IN_MEDIA),
    "will_pause_when_ducked": (1, "yes"),
    "on_audio_focus_changed": (5, "text"),
    "accepts_delayed_focus_gain": NO_BOOLEANS,
    "force_ducking": NO_BOOLEANS,
}


@pytest.mark.parametrize("name", [each.name for each in fields(aus.AndroidAudioFocusRequest)])
async def test_a_focus_request_is_checked_where_it_is_made(name: str) -> None:
    for bad in REQUEST[name]:
        whole, path, value = bad if isinstance(bad, Inside) else (bad, "", bad)
        given = {"gain_type": Gain.GAIN, name: whole}
        check_error(await refusal_of(aus.AndroidAudioFocusRequest, given), name + path, value)


def test_a_focus_request_takes_androids_own_number() -> None:
    number: Any = 1
    assert aus.AndroidAudioFocusRequest(gain_type=number).gain_type is Gain.GAIN


@pytest.mark.parametrize("name", [each.name for each in fields(aus.AndroidKeyEvent)])
async def test_a_key_event_is_checked_where_it_is_made(name: str) -> None:
    is_long = name in {"down_time", "event_time"}
    for bad in (*NO_NUMBERS, HUGE, *(() if is_long else (2**40,))):
        given = {"action": 0, "key_code": 85, name: bad}
        check_error(await refusal_of(aus.AndroidKeyEvent, given), name, bad)
    if is_long:
        given = {"action": 0, "key_code": 85, name: 2**40}
        assert getattr(aus.AndroidKeyEvent(**given), name) == 2**40


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (1, "a key of parameters = 1: "),
        ("", "a key of parameters = ''"),
        ("a;", "fix: leave out ;"),
    ],
)
async def test_a_bad_key_of_parameters(manager: AndroidAudioManager, key: Any, said: str) -> None:
    with pytest.raises((TypeError, ValueError), match=said):
        await manager.set_parameters({key: "1"})


async def test_a_constant_of_a_newer_android_is_passed_on(
    manager: AndroidAudioManager, driver: ProbedDriver
) -> None:
    newer: Any = 77
    await manager.set_mode(newer)
    await manager.adjust_volume(aus.AndroidAudioAdjustment.SAME, newer)
    assert ("setMode", 77) in driver.calls
    assert ("adjustVolume", 0, 77) in driver.calls


async def test_a_listener_that_is_refused_leaves_the_older_one(
    manager: AndroidAudioManager, phone: AndroidDevice
) -> None:
    heard: list[Any] = []
    manager.set_audio_devices_added_listener(heard.append)
    wrong: Any = "text"
    with pytest.raises(TypeError, match=r"^listener = 'text': it must be callable; fix: "):
        manager.set_audio_devices_added_listener(wrong)
    await manager.get_sdk_int()
    settle(manager._session)
    phone.plug(aus.AndroidAudioDeviceType.USB_HEADSET)
    settle(manager._session)
    assert heard


# ---- What it says -------------------------------------------------------------------------------


async def test_what_is_too_new_is_named_as_the_caller_knows_it() -> None:
    async with aus.AudioSession("simulated-android:21") as session:
        with pytest.raises(aus.UnsupportedError) as caught:
            await AndroidAudioManager(session).get_spatializer()
    assert str(caught.value) == (
        "AndroidAudioManager.get_spatializer needs API level 32; this device has 21"
    )


@pytest.mark.parametrize("name", ["get_property", "get_output_sample_rate"])
async def test_members_of_one_operation_are_told_apart(name: str) -> None:
    async with aus.AudioSession("local") as session:
        manager = AndroidAudioManager(session)
        given = ("key",) if name == "get_property" else ()
        with pytest.raises(aus.UnsupportedError, match=f"^AndroidAudioManager.{name}: "):
            await getattr(manager, name)(*given)


async def test_want_of_a_permission_names_the_fix_and_keeps_androids_words(
    manager: AndroidAudioManager,
) -> None:
    with pytest.raises(aus.PermissionDeniedError) as caught:
        await manager.set_encoded_surround_mode(aus.AndroidEncodedSurroundMode.NEVER)
    assert str(caught.value) == (
        "the app lacks android.permission.WRITE_SETTINGS; fix: declare it in AndroidManifest.xml, "
        "and send the user to the settings page android.settings.action.MANAGE_WRITE_SETTINGS to "
        "allow it. Android threw java.lang.SecurityException: Missing WRITE_SETTINGS permission"
    )


@pytest.mark.parametrize(
    "kind",
    [each for each in vars(aus.android).values() if isinstance(each, type)],
    ids=lambda kind: kind.__name__,
)
def test_no_error_proposes_a_negative_number(kind: type) -> None:
    # Of a stream, a mode and the like Android refuses them, or ignores the call.
    if issubclass(kind, IntEnum) and kind.__members__:
        with pytest.raises(TypeError, match=r"; fix: .* such as \d+$"):
            checked_constant("kind", "3", kind)


async def test_the_number_that_an_error_proposes_is_taken(session: AudioSession) -> None:
    manager = AndroidAudioManager(session)
    with pytest.raises(TypeError, match=r"; fix: .* such as \d+$") as caught:
        await manager.set_stream_volume("3", 1)  # type: ignore[arg-type]
    await manager.set_stream_volume(int(str(caught.value).split()[-1]), 1)
