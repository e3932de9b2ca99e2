"""One probe a driver: it makes the world outside of the app happen.

A story of the contract tests asks its probe for a session, for other apps, calls and headphones. A
probe says with ``traits`` what its world can do; a story that needs more is not told there.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Protocol, Self, TypeVar

import pytest
from apps import App, Stranger
from gnustep_world import GnustepWorld
from servers import PipeWireServer, PulseServer, Server
from sessions import LIMIT, settle

from audio_session import (
    AudioInterruptionEvent,
    AudioInterruptionType,
    AudioSessionConfiguration,
    AudioSessionState,
    Subscription,
    blocking,
)
from audio_session._native import NativeDriver, drivers
from audio_session.android import AndroidAudioDeviceType
from audio_session.ios import AVAudioSessionCategory as Category
from audio_session.ios import AVAudioSessionCategoryOptions as Options
from audio_session.ios import AVAudioSessionMode as Mode
from audio_session.ios import AVAudioSessionPort
from audio_session.simulator import AndroidApp, AndroidDevice, IosApp, IPhone

if TYPE_CHECKING:
    from collections.abc import Callable

GAIN, TRANSIENT, MAY_DUCK = 1, 2, 3
ANDROID_RULES = frozenset({"tells of ducks", "loses for good", "tells of deaths", "calls deny"})
LOSS, LOSS_TRANSIENT, CAN_DUCK = -1, -2, -3
MUSIC = AudioSessionConfiguration.music()
DUCK, PAUSE, UNKNOWN = (
    AudioInterruptionType.DUCK,
    AudioInterruptionType.PAUSE,
    AudioInterruptionType.UNKNOWN,
)
F = TypeVar("F", bound="Callable[..., object]")


class OtherApp(Protocol):
    """Another app of the same system."""

    def request(self, gain: int) -> bool:
        """Ask for focus; whether it was granted."""

    def abandon(self) -> None:
        """Give focus back."""

    def die(self) -> None:
        """End as in a crash."""

    def wait_told(self, change: int) -> None:
        """Wait until the next focus change, which must be that one."""


class Probe:
    """The world around a session, on one driver."""

    name: str
    traits: frozenset[str]
    begins = AudioInterruptionType.PAUSE
    """What an interruption says when it begins."""

    def __enter__(self) -> Self:
        self.cleanup = contextlib.ExitStack()
        try:
            self.start()
        except BaseException:
            self.cleanup.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.cleanup.close()

    def start(self) -> None:
        """Bring the world up; skip the test if this machine cannot."""

    def session(self) -> blocking.AudioSession:
        """Return the session under test, open."""
        raise NotImplementedError

    def quiet(self, session: blocking.AudioSession) -> None:
        """Return when the session has heard all that its driver was told until now."""
        raise NotImplementedError

    def app(self, name: str) -> OtherApp:
        raise NotImplementedError

    def plays(self) -> None:
        """Let our app be heard, where the system looks at that."""

    def call_begins(self) -> None:
        raise NotImplementedError

    def call_ends(self) -> None:
        raise NotImplementedError

    def plug(self) -> None:
        """Plug headphones in, so that sound goes there."""
        raise NotImplementedError

    def unplug(self) -> None:
        raise NotImplementedError

    def service_dies(self) -> None:
        raise NotImplementedError

    def service_returns(self) -> None:
        raise NotImplementedError


class SimulatedApp:
    def __init__(self, app: AndroidApp) -> None:
        self.app = app
        self.heard = 0

    def request(self, gain: int) -> bool:
        return bool(self.app.request_focus(gain))

    def abandon(self) -> None:
        self.app.abandon_focus()

    def die(self) -> None:
        self.app.die()

    def wait_told(self, change: int) -> None:
        assert self.app.events[self.heard :][:1] == (change,)
        self.heard += 1


class SimulatedAndroidProbe(Probe):
    """A simulated phone of one API level."""

    def __init__(self, api: int) -> None:
        self.name = f"simulated-android-{api}"
        self.api = api
        self.traits = frozenset(
            {*ANDROID_RULES, "headphones", "lists devices", *({"delayed"} if api >= 26 else set())}
        )

    def start(self) -> None:
        self.phone = AndroidDevice(api=self.api)

    def session(self) -> blocking.AudioSession:
        return self.cleanup.enter_context(blocking.AudioSession(driver=self.phone.driver()))

    def quiet(self, session: blocking.AudioSession) -> None:
        # From API 35 on a loss may wait for a fade-out to end.
        self.phone.advance(3)
        settle(session)

    def app(self, name: str) -> OtherApp:
        return SimulatedApp(self.phone.app(name))

    def call_begins(self) -> None:
        self.phone.incoming_call()

    def call_ends(self) -> None:
        self.phone.end_call()

    def plug(self) -> None:
        self.phone.plug(AndroidAudioDeviceType.WIRED_HEADPHONES)

    def unplug(self) -> None:
        self.phone.unplug(AndroidAudioDeviceType.WIRED_HEADPHONES)


class SimulatedIosApp:
    def __init__(self, app: IosApp) -> None:
        self.app = app
        self.heard = 0

    def request(self, gain: int) -> bool:
        if gain == MAY_DUCK:
            options = Options.DUCK_OTHERS | Options.INTERRUPT_SPOKEN_AUDIO_AND_MIX_WITH_OTHERS
            self.app.set_category(Category.PLAYBACK, Mode.VOICE_PROMPT, options)
        else:
            self.app.set_category(Category.PLAYBACK)
        self.app.play()
        return True

    def abandon(self) -> None:
        self.app.stop()
        self.app.set_active(False, notify_others=True)

    def die(self) -> None:
        self.app.die()

    def wait_told(self, change: int) -> None:
        told = self.app.events[self.heard]
        assert told.began is (change in {LOSS, LOSS_TRANSIENT})
        assert told.should_resume is (change == GAIN)
        self.heard += 1


class SimulatedIosProbe(Probe):
    """A simulated iPhone of one version."""

    traits = frozenset({"route", "service", "lists devices"})
    begins = AudioInterruptionType.UNKNOWN

    def __init__(self, version: tuple[int, int]) -> None:
        self.name = "simulated-ios-{}.{}".format(*version)
        self.version = version

    def start(self) -> None:
        self.phone = IPhone(self.version)

    def session(self) -> blocking.AudioSession:
        return self.cleanup.enter_context(blocking.AudioSession(driver=self.phone.driver()))

    def quiet(self, session: blocking.AudioSession) -> None:
        settle(session)

    def app(self, name: str) -> OtherApp:
        return SimulatedIosApp(self.phone.app(name))

    def plays(self) -> None:
        self.phone.own.play()

    def call_begins(self) -> None:
        self.phone.incoming_call()

    def call_ends(self) -> None:
        self.phone.end_call()

    def plug(self) -> None:
        self.phone.plug(AVAudioSessionPort.HEADPHONES)

    def unplug(self) -> None:
        self.phone.unplug(AVAudioSessionPort.HEADPHONES)

    def service_dies(self) -> None:
        self.phone.lose_media_services()

    def service_returns(self) -> None:
        self.phone.reset_media_services()


class GnustepIosProbe(SimulatedIosProbe):
    """The simulated iPhone's, with the shim on GNUstep between it and the session."""

    def __init__(self, version: tuple[int, int]) -> None:
        super().__init__(version)
        self.name = "gnustep-ios-{}.{}".format(*version)

    def start(self) -> None:
        if "ios" not in drivers():
            pytest.skip("this build of audio_session holds no ios driver")
        super().start()
        self.cleanup.enter_context(GnustepWorld(self.phone))

    def session(self) -> blocking.AudioSession:
        driver = NativeDriver("ios", application_name="tested app")
        return self.cleanup.enter_context(blocking.AudioSession(driver=driver))


class LinuxApp:
    def __init__(self, app: App) -> None:
        self.app = app
        self.generation = 0

    def request(self, gain: int) -> bool:
        self.generation += 1
        return self.app.request(gain, self.generation) == 1

    def abandon(self) -> None:
        self.app.abandon(self.generation)

    def die(self) -> None:
        # What its process leaves to the server: a connection that is gone.
        self.app.driver.close()

    def wait_told(self, change: int) -> None:
        self.app.see_focus(change, self.generation)


class LinuxProbe(Probe):
    """A real sound server of this test alone."""

    common: ClassVar[frozenset[str]] = ANDROID_RULES | {
        *("delayed", "says who called", "service", "lists devices")
    }

    def __init__(self, kind: type[Server], *traits: str) -> None:
        self.name = f"linux-{kind.name}"
        self.kind = kind
        self.traits = self.common | set(traits)
        self.callers: list[Stranger] = []

    def start(self) -> None:
        if "linux" not in drivers():
            pytest.skip("this build of audio_session holds no linux driver")
        if missing := self.kind.missing():
            pytest.skip(f"{self.kind.name}: {missing} is not installed")
        self.server = self.cleanup.enter_context(self.kind())

    def session(self) -> blocking.AudioSession:
        self.driver = NativeDriver(
            "linux", application_name="tested app", server=self.server.address
        )
        session = self.cleanup.enter_context(blocking.AudioSession(driver=self.driver))
        self.others = self.cleanup.enter_context(session.other_audio_event_stream.subscribe())
        return session

    def quiet(self, session: blocking.AudioSession) -> None:
        # A question to the server is answered after all that it has said before.
        self.driver.call("is_other_audio_playing")
        settle(session)

    def app(self, name: str) -> OtherApp:
        return LinuxApp(self.cleanup.enter_context(App(self.server, name)))

    def call_begins(self) -> None:
        self.callers.append(self.cleanup.enter_context(Stranger(self.server, "phone")))
        # pipewire-pulse tells the caller that it plays before it tells the others.
        assert self.others.get(LIMIT).playing

    def call_ends(self) -> None:
        assert self.callers.pop().ask("cork")
        assert not self.others.get(LIMIT).playing

    def plug(self) -> None:
        self.module = self.server.load(
            "module-null-sink", "sink_name=buds", "sink_properties=device.bus=bluetooth"
        )
        self.server.pactl("set-default-sink", "buds")

    def unplug(self) -> None:
        self.server.pactl("unload-module", self.module)

    def service_dies(self) -> None:
        self.server.kill()

    def service_returns(self) -> None:
        self.server.start()


PROBES: dict[str, Callable[[], Probe]] = {}
for _api in (23, 26, 28, 31, 34, 36):
    PROBES[f"simulated-android-{_api}"] = lambda api=_api: SimulatedAndroidProbe(api)  # type: ignore[misc]
for _kind in (SimulatedIosProbe, GnustepIosProbe):
    for _version in ((13, 0), (14, 5), (16, 0), (17, 0), (26, 2)):
        PROBES[_kind(_version).name] = lambda kind=_kind, version=_version: kind(version)  # type: ignore[misc]
PROBES["linux-pulseaudio"] = lambda: LinuxProbe(PulseServer, "headphones")
# Its headphones are pulled in the server tests, from a card that is made up of ALSA's nothing.
PROBES["linux-pipewire"] = lambda: LinuxProbe(PipeWireServer)

__all__ = ["GAIN", "LIMIT", "MAY_DUCK", "PROBES", "TRANSIENT", "OtherApp", "Probe"]


def needs(*traits: str) -> Callable[[F], F]:
    """Tell the story only where the world can do that."""

    def mark(function: F) -> F:
        function.needs = frozenset(traits)  # type: ignore[attr-defined]
        return function

    return mark


class Player(NamedTuple):
    """An active session, with all that it hears."""

    session: blocking.AudioSession
    interruptions: Subscription[AudioInterruptionEvent]
    states: Subscription[AudioSessionState]
    pause: AudioInterruptionType
    """What the system calls the begin of an interruption."""

    def hears(self) -> AudioInterruptionEvent:
        return self.interruptions.get(LIMIT)

    def hears_begin(self, type_: AudioInterruptionType) -> AudioInterruptionEvent:
        event = self.hears()
        assert (event.begin, event.type, event.synthetic) == (True, type_, False)
        return event

    def hears_end(
        self, type_: AudioInterruptionType, *, should_resume: bool | None, synthetic: bool = False
    ) -> AudioInterruptionEvent:
        event = self.hears()
        assert (event.begin, event.type) == (False, type_)
        assert (event.should_resume, event.synthetic) == (should_resume, synthetic)
        return event

    def hears_nothing_more(self, probe: Probe) -> None:
        probe.quiet(self.session)
        assert self.interruptions.get_nowait() is None


def player(probe: Probe, configuration: AudioSessionConfiguration = MUSIC) -> Player:
    session = probe.session()
    session.configure(configuration)
    player = Player(
        session,
        session.interruption_event_stream.subscribe(),
        session.state_stream.subscribe(),
        probe.begins,
    )
    assert session.set_active(True)
    assert player.states.get(LIMIT) is AudioSessionState.ACTIVE
    return player
