"""Whatever an app calls and the world does, the simulated iPhone and its session keep faith."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from phones import Apple
from sessions import Heard, settle

from audio_session import AudioSessionConfiguration, AudioSessionState, blocking
from audio_session._reading import read_object, read_objects
from audio_session.errors import NativeError, UnsupportedError
from audio_session.ios import AVAudioSessionCategory as Category
from audio_session.ios import AVAudioSessionCategoryOptions as Options
from audio_session.ios import AVAudioSessionErrorCode as Code
from audio_session.ios import AVAudioSessionMode as Mode
from audio_session.ios_manager.records import (
    AVAudioSessionPortDescription,
    AVAudioSessionRouteDescription,
)
from audio_session.platforms._ios_table import EVENT_SINCE, OPERATIONS, version
from audio_session.platforms.ios import IosPlatform
from audio_session.simulator import IPhone
from audio_session.simulator.ios_hardware import ACCESSORIES

VERSIONS = st.sampled_from([(13, 0), (14, 5), (15, 0), (16, 0), (17, 0), (18, 2), (26, 0), (26, 2)])
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "i": st.sampled_from([-1, 0, 1, 2, 3, 8, 0x11, 99, int.from_bytes(b"spkr")]),
    "b": st.booleans(),
    "d": st.floats(-1, 100_000),
    "s": st.sampled_from([*map(str, Category), *map(str, Mode), "Built-In Microphone", ""]),
}


@st.composite
def calls(draw: st.DrawFn) -> tuple[str, tuple[Any, ...]]:
    operation = draw(st.sampled_from(OPERATIONS))
    letters = operation.signature.partition(":")[0].replace("?", "")
    return operation.name, tuple(draw(VALUES[letter]) for letter in letters)


SETUPS = st.tuples(
    st.just("rival"),
    st.sampled_from([Category.PLAYBACK, Category.AMBIENT, Category.PLAY_AND_RECORD]),
    st.sampled_from([Options.NONE, Options.MIX_WITH_OTHERS, Options.DUCK_OTHERS]),
)
WORLD = st.one_of(
    SETUPS,
    st.tuples(st.sampled_from(["plug", "unplug"]), st.sampled_from(sorted(ACCESSORIES))),
    st.tuples(st.just("set_volume"), st.floats(0, 1)),
    st.sampled_from(
        [
            ("rival stops",),
            ("own plays",),
            ("own stops",),
            ("incoming_call",),
            ("answer_call",),
            ("end_call",),
            ("lost end",),
            ("begin_alarm",),
            ("end_alarm",),
            ("begin_siri",),
            ("end_siri",),
            ("close_folio",),
            ("open_folio",),
            ("suspend",),
            ("resume",),
            ("background",),
            ("foreground",),
            ("wake_from_sleep",),
            ("lose_media_services",),
            ("reset_media_services",),
            ("callkit_activates",),
            ("callkit_deactivates",),
            ("stray", True),
            ("stray", False),
            ("silent",),
            ("locked",),
            ("deny_next", Code.CANNOT_INTERRUPT_OTHERS),
        ]
    ),
)


def happen(phone: IPhone, name: str, *arguments: Any) -> None:
    """Let something happen, if it can: nobody ends a call that is none."""
    with contextlib.suppress(ValueError, RuntimeError, NativeError):
        match name:
            case "rival":
                names = {app.name: app for app in phone.apps}
                app = names.get("rival") or phone.app("rival")
                app.set_category(arguments[0], options=arguments[1])
                app.play()
            case "rival stops":
                for app in phone.apps[1:]:
                    app.stop()
                    app.set_active(False, notify_others=True)
            case "own plays":
                phone.own.play()
            case "own stops":
                phone.own.stop()
            case "lost end":
                phone.end_call(lose_end_event=True)
            case "background" | "foreground":
                phone.foreground = name == "foreground"
            case "silent" | "locked":
                setattr(phone, name, not getattr(phone, name))
            case "stray":
                phone.stray_interruption(began=arguments[0])
            case _:
                getattr(phone, name)(*arguments)


@given(
    number=VERSIONS,
    profile=st.sampled_from(["iphone", "ipad", "no-microphone"]),
    steps=st.lists(st.one_of(calls(), WORLD), max_size=30),
)
def test_any_story(number: tuple[int, int], profile: str, steps: list[tuple[Any, ...]]) -> None:
    apple = Apple(number, profile=profile)
    operations = {operation.name for operation in OPERATIONS}
    for name, *arguments in steps:
        if name in operations:
            # iOS refuses in its own terms, and in no others.
            with contextlib.suppress(NativeError, UnsupportedError):
                apple(name, *arguments[0])
        else:
            happen(apple.world, name, *arguments)
        check(apple, number)


def check(apple: Apple, number: tuple[int, int]) -> None:
    for event, code, value, flags in apple.heard():
        assert version(EVENT_SINCE[event]) <= number
        assert all(isinstance(each, int) for each in (code, value, flags))
    AVAudioSessionRouteDescription.read(read_object(apple("currentRoute"), ""))
    for raw in read_objects(apple("availableInputs"), ""):
        AVAudioSessionPortDescription.read(raw)
    assert apple("inputNumberOfChannels") <= apple("maximumInputNumberOfChannels")
    assert apple("outputNumberOfChannels") <= apple("maximumOutputNumberOfChannels")
    assert 0.0 <= apple("inputGain") <= 1.0
    world = apple.world
    for app in world.apps:
        assert app.level == 0.0 or app.active
        assert app.interrupted_by is None or not app.active


ACTS = st.one_of(
    WORLD,
    st.sampled_from([("activate",), ("deactivate",), ("music",), ("ambient",), ("reassert",)]),
)


@given(number=VERSIONS, steps=st.lists(ACTS, max_size=20))
def test_every_begin_has_one_end(number: tuple[int, int], steps: list[tuple[Any, ...]]) -> None:
    phone = IPhone(number)
    with (
        pytest.MonkeyPatch.context() as patch,
        blocking.AudioSession(driver=phone.driver()) as session,
    ):
        patch.setattr(IosPlatform, "retry_delays", ())
        heard = Heard(session.interruption_event_stream)
        for name, *arguments in steps:
            with contextlib.suppress(NativeError):
                match name:
                    case "activate":
                        session.set_active(True)
                    case "deactivate":
                        session.set_active(False)
                    case "music":
                        session.configure(AudioSessionConfiguration.music())
                    case "ambient":
                        session.configure(AudioSessionConfiguration.ambient())
                    case "reassert":
                        session.reassert()
                    case _:
                        happen(phone, name, *arguments)
            settle(session)
            begins = [event.begin for event in heard]
            assert begins == [index % 2 == 0 for index in range(len(begins))]
            interrupted = bool(begins) and begins[-1]
            state = session.state
            assert interrupted is (state in {AudioSessionState.PAUSED, AudioSessionState.LOST})
    assert [event.begin for event in heard] == [index % 2 == 0 for index in range(len(heard))]
    assert len(heard) % 2 == 0, "closing ends what is open"
