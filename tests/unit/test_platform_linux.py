"""The Linux adaptor: configurations, answers and events, in front of a made-up driver."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sessions import LIMIT

from audio_session import (
    ActivationStatus,
    AudioDevice,
    AudioDeviceType,
    AudioInterruptionReason,
    AudioServiceEvent,
    AudioSessionConfiguration,
    BecomingNoisyEvent,
    DenialReason,
    OtherAudioEvent,
    VolumeChangedEvent,
    blocking,
)
from audio_session._native import Channel, Event
from audio_session._state import Signal
from audio_session.android import AndroidAudioAttributes
from audio_session.android import AndroidAudioContentType as Content
from audio_session.android import AndroidAudioFocusGainType as Gain
from audio_session.android import AndroidAudioUsage as Usage
from audio_session.ios import AVAudioSessionCategory as Category
from audio_session.ios import AVAudioSessionCategoryOptions as Options
from audio_session.ios import AVAudioSessionMode as Mode
from audio_session.platforms._signals import DevicesChanged, Focus
from audio_session.platforms.linux import LinuxPlatform, role_and_gain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from audio_session.platforms._contract import Emit, Operation, Scalar
    from audio_session.platforms._signals import Notice

MUSIC = AudioSessionConfiguration.music()
DEVICE = {
    "id": "output:1",
    "name": None,
    "type": "speaker",
    "is_input": False,
    "is_output": True,
    "is_default": False,
}


class FakeDriver:
    name = "linux"
    operations: Mapping[str, Operation] = {}
    events = (
        "FOCUS_CHANGE",
        "DEVICES_CHANGED",
        "DEFAULT_OUTPUT_CHANGED",
        "DEFAULT_INPUT_CHANGED",
        "VOLUME_CHANGED",
        "BECOMING_NOISY",
        "OTHER_AUDIO_CHANGED",
        "SERVICE_LOST",
        "SERVICE_RESTORED",
        "SOMETHING_NEWER",
    )

    def __init__(self) -> None:
        self.calls: list[tuple[Scalar, ...]] = []
        self.answer: Scalar = 1
        self.closed = False

    def open(self, emit: Emit) -> None:
        self.emit = emit

    def call(self, operation: str, /, *arguments: Scalar) -> Scalar:
        self.calls.append((operation, *arguments))
        return self.answer

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def driver() -> FakeDriver:
    return FakeDriver()


@pytest.fixture
def linux(driver: FakeDriver) -> LinuxPlatform:
    platform = LinuxPlatform(driver)
    platform.open(Channel())
    return platform


# ---- What a configuration means on a desktop ----------------------------------------------------


def android(usage: Usage, content: Content = Content.MUSIC) -> AudioSessionConfiguration:
    return AudioSessionConfiguration(
        android_audio_attributes=AndroidAudioAttributes(usage=usage, content_type=content)
    )


def ios(
    category: Category, mode: Mode | None = None, options: int = 0
) -> AudioSessionConfiguration:
    return AudioSessionConfiguration(
        av_audio_session_category=category,
        av_audio_session_mode=mode,
        av_audio_session_category_options=Options(options) if options else None,
    )


@pytest.mark.parametrize(
    ("configuration", "role", "gain"),
    [
        (AudioSessionConfiguration(), "music", Gain.GAIN),
        (MUSIC, "music", Gain.GAIN),
        (AudioSessionConfiguration.speech(), "music", Gain.GAIN),
        (AudioSessionConfiguration.game(), "game", Gain.GAIN),
        (AudioSessionConfiguration.ambient(), "game", Gain.NONE),
        (AudioSessionConfiguration.navigation(), "event", Gain.GAIN_TRANSIENT_MAY_DUCK),
        (AudioSessionConfiguration.voice_chat(), "phone", Gain.GAIN_TRANSIENT),
        (AudioSessionConfiguration.alarm(), "event", Gain.GAIN_TRANSIENT),
        (MUSIC.replace(linux_media_role="test"), "test", Gain.GAIN),
        # Android's attributes.
        (android(Usage.MEDIA, Content.MOVIE), "video", Gain.GAIN),
        (android(Usage.UNKNOWN, Content.SONIFICATION), "event", Gain.GAIN),
        (android(Usage.GAME, Content.MOVIE), "game", Gain.GAIN),
        (android(Usage(9999)), "music", Gain.GAIN),
        # iOS's category, mode and options, where Android's attributes are not given.
        (ios(Category.PLAYBACK), "music", Gain.GAIN),
        (ios(Category.PLAYBACK, Mode.MOVIE_PLAYBACK), "video", Gain.GAIN),
        (ios(Category.PLAYBACK, Mode.SPOKEN_AUDIO), "music", Gain.GAIN),
        (ios(Category.PLAY_AND_RECORD, Mode.VOICE_CHAT), "phone", Gain.GAIN_TRANSIENT),
        (ios(Category.AMBIENT), "game", Gain.NONE),
        (ios(Category.PLAYBACK, None, Options.MIX_WITH_OTHERS), "music", Gain.NONE),
        (ios(Category.PLAYBACK, None, Options.DUCK_OTHERS), "music", Gain.GAIN_TRANSIENT_MAY_DUCK),
        (
            ios(Category.PLAYBACK, None, Options.INTERRUPT_SPOKEN_AUDIO_AND_MIX_WITH_OTHERS),
            "music",
            Gain.GAIN_TRANSIENT_MAY_DUCK,
        ),
        (ios(Category("AVAudioSessionCategoryOfTomorrow")), "music", Gain.GAIN),
        # An explicit gain always stands.
        (
            ios(Category.AMBIENT).replace(android_audio_focus_gain_type=Gain.GAIN_TRANSIENT),
            "game",
            Gain.GAIN_TRANSIENT,
        ),
    ],
)
def test_role_and_gain(configuration: AudioSessionConfiguration, role: str, gain: Gain) -> None:
    assert role_and_gain(configuration) == (role, gain)


# ---- Requests -----------------------------------------------------------------------------------


def test_a_grant_is_held_and_released(linux: LinuxPlatform, driver: FakeDriver) -> None:
    assert linux.request(MUSIC.replace(android_accepts_delayed_focus_gain=True), 3)
    assert driver.calls == [("request_focus", 1, True, "music", 3)]
    linux.release(None)
    linux.release(None)
    assert driver.calls[1:] == [("abandon_focus", 3)]


def test_a_delay_is_held(linux: LinuxPlatform, driver: FakeDriver) -> None:
    driver.answer = 2
    answer = linux.request(MUSIC, 3)
    assert answer.status is ActivationStatus.DELAYED
    assert "call" in answer.hint
    linux.release(None)
    assert driver.calls[-1] == ("abandon_focus", 3)


def test_a_denial_says_what_is_in_the_way(linux: LinuxPlatform, driver: FakeDriver) -> None:
    driver.answer = 0
    answer = linux.request(MUSIC, 3)
    assert answer.reason is DenialReason.IN_CALL
    assert "role 'phone'" in answer.hint
    linux.release(None)
    assert len(driver.calls) == 1


def test_no_focus_is_a_grant_without_the_server(linux: LinuxPlatform, driver: FakeDriver) -> None:
    assert linux.request(AudioSessionConfiguration.ambient(), 1)
    assert driver.calls == []


def test_what_was_lost_is_left_already(linux: LinuxPlatform, driver: FakeDriver) -> None:
    linux.request(MUSIC, 1)
    linux.forget()
    linux.release(None)
    assert driver.calls[1:] == []


# ---- Events -------------------------------------------------------------------------------------


def translate(linux: LinuxPlatform, name: str, **fields: int) -> Notice | None:
    return linux.translate(Event(FakeDriver.events.index(name), **fields))


@pytest.mark.parametrize(
    ("code", "flags", "signal", "reason", "already"),
    [
        (-1, 0, Signal.LOSS, AudioInterruptionReason.OTHER_APP, False),
        (-2, 2, Signal.PAUSE, AudioInterruptionReason.CALL, False),
        (-3, 1, Signal.DUCK, AudioInterruptionReason.OTHER_APP, True),
        (1, 0, Signal.GAIN, AudioInterruptionReason.OTHER_APP, False),
    ],
)
def test_focus_changes(
    linux: LinuxPlatform,
    code: int,
    flags: int,
    signal: Signal,
    reason: AudioInterruptionReason,
    already: bool,
) -> None:
    notice = translate(
        linux, "FOCUS_CHANGE", flags=flags, code=code, value=5, time_ns=2_000_000_000
    )
    assert notice == Focus(signal, 5, reason, code, already, 2.0)


def test_other_events(linux: LinuxPlatform) -> None:
    for name in ("DEVICES_CHANGED", "DEFAULT_OUTPUT_CHANGED", "DEFAULT_INPUT_CHANGED"):
        assert translate(linux, name) == DevicesChanged()
    assert translate(linux, "VOLUME_CHANGED", code=1250) == VolumeChangedEvent(1.25)
    assert translate(linux, "BECOMING_NOISY", time_ns=1_500_000_000) == BecomingNoisyEvent(1.5)
    assert translate(linux, "OTHER_AUDIO_CHANGED", value=1) == OtherAudioEvent(True)
    assert translate(linux, "OTHER_AUDIO_CHANGED", value=0) == OtherAudioEvent(False)
    assert translate(linux, "SOMETHING_NEWER") is None
    for name, available in (("SERVICE_LOST", False), ("SERVICE_RESTORED", True)):
        notice = translate(linux, name)
        assert isinstance(notice, AudioServiceEvent)
        assert notice.available is available


def test_a_session_tells_of_its_service_and_reads_the_devices_again(driver: FakeDriver) -> None:
    driver.answer = "[]"
    with blocking.AudioSession(driver=driver) as session:
        service = session.service_event_stream.subscribe()
        others = session.other_audio_event_stream.subscribe()
        changes = session.devices_changed_event_stream.subscribe()
        driver.emit(driver.events.index("SERVICE_LOST"), 0, 0, 0)
        assert not service.get(LIMIT).available
        driver.answer = json.dumps([DEVICE])
        driver.emit(driver.events.index("SERVICE_RESTORED"), 0, 0, 0)
        assert service.get(LIMIT).available
        assert changes.get(LIMIT).devices_added
        driver.emit(driver.events.index("OTHER_AUDIO_CHANGED"), 0, 0, 1)
        assert others.get(LIMIT) == OtherAudioEvent(True)


# ---- Devices ------------------------------------------------------------------------------------


def test_a_dead_service_is_asked_again_for_what_it_had_granted(driver: FakeDriver) -> None:
    with blocking.AudioSession(driver=driver) as session:
        heard = session.service_event_stream.subscribe()
        driver.answer = "[]"
        session.get_devices()
        driver.answer = 1
        assert session.set_active(True)
        driver.emit(driver.events.index("SERVICE_LOST"), 0, 0, 0)
        assert heard.get(LIMIT).available is False
        before = len([call for call in driver.calls if call[0] == "request_focus"])
        assert session.set_active(True)
        assert len([call for call in driver.calls if call[0] == "request_focus"]) == before + 1


def test_devices(linux: LinuxPlatform, driver: FakeDriver) -> None:
    driver.answer = json.dumps(
        [
            {
                "id": "sink:1",
                "name": "alsa_output.pci",
                "description": "Headphones",
                "is_input": False,
                "is_output": True,
                "type": "wired_headphones",
                "is_default": True,
            },
            DEVICE | {"id": "source:2", "name": "mic", "type": "telepathy"},
            DEVICE | {"id": "source:3"},
        ]
    )
    known, unknown, bare = sorted(linux.devices(), key=lambda device: device.id)
    assert known == AudioDevice(
        id="sink:1",
        name="Headphones",
        is_input=False,
        is_output=True,
        type=AudioDeviceType.WIRED_HEADPHONES,
        raw_type="wired_headphones",
        address="alsa_output.pci",
        is_default=True,
    )
    assert (unknown.type, unknown.raw_type) == (AudioDeviceType.UNKNOWN, "telepathy")
    assert (unknown.name, bare.name) == ("mic", "source:3")


def test_closing_and_configuring(linux: LinuxPlatform, driver: FakeDriver) -> None:
    linux.configure(MUSIC)
    assert driver.calls == []
    assert list(linux.validate(MUSIC, strict=False)) == []
    linux.close()
    assert driver.closed
