"""The pytest plugin: test your app's interruption handling on a simulated phone.

::

    async def test_a_call_pauses_the_player(fake_audio_session):
        player = Player(AudioSession.instance())
        await player.play()
        fake_audio_session.platform.incoming_call()
        assert not player.playing

While a test uses the fixture, ``AudioSession.instance()`` of both faces is a session on the phone,
and no real sound server is touched. ``@pytest.mark.audio_session(api=26, target_sdk=25,
profile="tablet")`` chooses another phone: the arguments of
:class:`~audio_session.simulator.AndroidDevice`. ``@pytest.mark.audio_session(ios=(17, 2),
profile="ipad")`` makes it an iPhone or iPad: the arguments of
:class:`~audio_session.simulator.IPhone`, its version as ``ios``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from . import blocking
    from ._core import Core
    from .platforms._contract import Emit, Operation, Scalar
    from .session import AudioSession
    from .simulator.android import AndroidDriver
    from .simulator.clock import Clock
    from .simulator.device import AndroidApp, AndroidDevice
    from .simulator.iphone import IosApp, IPhone
    from .simulator.world import World

MARKER = "audio_session"
OTHER_APP = "other app"
_FOCUS_GAIN = 1  # AudioManager.AUDIOFOCUS_GAIN, in the place of the change
_CANNOT_INTERRUPT = 560557684  # AVAudioSessionErrorCodeCannotInterruptOthers
_SETTLE_LIMIT = 5.0


class FakeDevice:
    """The phone under a fake session: what its user, other apps and the OS do.

    Each method returns when the session has heard of it and callbacks have run, on the thread that
    calls it. (A task that waits in ``async for`` has its event, and runs once the test awaits.)
    """

    def __init__(self, device: World, core: Core) -> None:
        self.device: Any = device
        """The simulated device itself, with all that it can do; call :meth:`settle` afterwards."""
        self._core = core

    def incoming_call(self) -> None:
        """Let the phone ring: whoever plays is interrupted."""
        self.device.incoming_call()
        self.settle()

    def answer_call(self) -> None:
        """Take the ringing call."""
        self.device.answer_call()
        self.settle()

    def plug_headphones(self) -> None:
        """Plug in wired headphones."""
        self.device.plug(self._headphones())
        self.settle()

    def unplug_headphones(self) -> None:
        """Pull them out; they are plugged in before if they were not."""
        kind = self._headphones()
        if not any(port.kind == kind for port in self.device.ports):
            self.plug_headphones()
        self.device.unplug(kind)
        self.settle()

    def advance(self, seconds: float) -> None:
        """Let ``seconds`` of virtual time pass, at once."""
        self.device.advance(seconds)
        self.settle()

    def settle(self) -> None:
        """Return when the session has taken in all that happened, and callbacks have run.

        Raises ``TimeoutError`` if the session's worker is stuck.
        """
        core = self._core
        # News may take four steps: the event, what it makes the session ask, what it does about
        # the answer, and what is told.
        for _ in range(4):
            if core.closed:
                return
            core.pump.dispatch_pending()
            core.finish_work(_SETTLE_LIMIT)
            core.pump.dispatch_pending()

    def _headphones(self) -> object:
        raise NotImplementedError


class FakePhone(FakeDevice):
    """An Android phone."""

    def __init__(self, device: AndroidDevice, driver: _LossyDriver, core: Core) -> None:
        super().__init__(device, core)
        self._driver = driver
        self._apps: dict[str, AndroidApp] = {}

    def end_call(self, *, lose_end_event: bool = False) -> None:
        """End the call, or decline it; ``lose_end_event`` as if the OS forgot to tell the app.

        The interruption then ends, synthetically, when the app next activates or deactivates.
        """
        self._driver.loses_gain = lose_end_event
        self.device.end_call()
        self._driver.loses_gain = False
        self.settle()

    def take_focus(self, app: str = OTHER_APP, gain: int = _FOCUS_GAIN) -> bool:
        """Let another app ask for focus, and return whether it got it.

        ``gain`` is an ``AndroidAudioFocusGainType``: ``GAIN`` (1) takes it for good,
        ``GAIN_TRANSIENT`` (2) pauses, ``GAIN_TRANSIENT_MAY_DUCK`` (3) ducks.
        """
        granted = bool(self._app(app).request_focus(gain))
        self.settle()
        return granted

    def give_focus_back(self, app: str = OTHER_APP) -> None:
        """Let another app give focus back: who was interrupted for a while gets it again."""
        self._app(app).abandon_focus()
        self.settle()

    def deny_next(self) -> None:
        """Let the OS refuse the app's next request."""
        self.device.deny_next()

    def delay_next_grant(self, seconds: float) -> None:
        """Let the OS delay the app's next request by ``seconds`` of virtual time.

        It is refused if the app does not accept that.
        """
        self.device.delay_next_grant(seconds)

    def _app(self, name: str) -> AndroidApp:
        if name not in self._apps:
            self._apps[name] = self.device.app(name)
        return self._apps[name]

    def _headphones(self) -> object:
        from .android import AndroidAudioDeviceType  # noqa: PLC0415 - pytest loads this module

        return AndroidAudioDeviceType.WIRED_HEADPHONES


class FakeIPhone(FakeDevice):
    """An iPhone."""

    def __init__(self, device: IPhone, core: Core) -> None:
        super().__init__(device, core)
        self._apps: dict[str, IosApp] = {}

    def end_call(self, *, should_resume: bool = True, lose_end_event: bool = False) -> None:
        """End the call, or decline it; ``should_resume`` is what iOS says of it.

        ``lose_end_event`` is as if iOS forgot to say anything, as it may: the interruption then
        ends, synthetically, when the app activates, deactivates or comes to the front.
        """
        self.device.end_call(should_resume=should_resume, lose_end_event=lose_end_event)
        self.settle()

    def play(self, app: str = OTHER_APP, *, mixes: bool = False, ducks: bool = False) -> None:
        """Let another app play: it interrupts the app under test, unless it mixes or ducks."""
        from .ios import (  # noqa: PLC0415 - pytest loads this module
            AVAudioSessionCategory,
            AVAudioSessionCategoryOptions,
        )

        if app not in self._apps:
            self._apps[app] = self.device.app(app)
        options = AVAudioSessionCategoryOptions.NONE
        if mixes:
            options |= AVAudioSessionCategoryOptions.MIX_WITH_OTHERS
        if ducks:
            options |= AVAudioSessionCategoryOptions.DUCK_OTHERS
        self._apps[app].set_category(AVAudioSessionCategory.PLAYBACK, options=options)
        self._apps[app].play()
        self.settle()

    def stop(self, app: str = OTHER_APP, *, notify_others: bool = True) -> None:
        """Let it stop and give its session back; whom it interrupted may resume, if it says so."""
        self._apps[app].stop()
        self._apps[app].set_active(False, notify_others=notify_others)
        self.settle()

    def deny_next(self, code: int = _CANNOT_INTERRUPT) -> None:
        """Let iOS refuse the app's next activation with an ``AVAudioSessionErrorCode``."""
        self.device.deny_next(code)

    def media_services_reset(self) -> None:
        """Let iOS's media server die and come back, having forgotten everything."""
        self.device.media_services_reset()
        self.settle()

    def background(self) -> None:
        """Send the app to the background."""
        self.device.foreground = False
        self.settle()

    def come_to_front(self) -> None:
        """Bring it back."""
        self.device.foreground = True
        self.settle()

    def _headphones(self) -> object:
        from .ios import AVAudioSessionPort  # noqa: PLC0415 - pytest loads this module

        return AVAudioSessionPort.HEADPHONES


class FakeAudioSession:
    """What the fixture gives: a session, under both its faces, and the phone that it is on."""

    def __init__(self, device: AndroidDevice | IPhone) -> None:
        from . import blocking  # noqa: PLC0415 - pytest loads this module
        from ._core import Core  # noqa: PLC0415
        from .session import AudioSession  # noqa: PLC0415
        from .simulator.iphone import IPhone  # noqa: PLC0415

        self.platform: Any
        """The phone: a :class:`FakePhone` or :class:`FakeIPhone`."""
        if isinstance(device, IPhone):
            self.core = Core(driver=device.driver())
            self.platform = FakeIPhone(device, self.core)
        else:
            driver = _LossyDriver(device.driver())
            self.core = Core(driver=driver)
            self.platform = FakePhone(device, driver, self.core)
        self.session: AudioSession = AudioSession(core=self.core)
        """The session for asyncio; ``AudioSession.instance()`` is one with it."""
        self.blocking: blocking.AudioSession = blocking.AudioSession(core=self.core)
        """The same session for code that blocks."""


@pytest.fixture
def fake_audio_session(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[FakeAudioSession]:
    """Put the process's audio session on a simulated phone, for asyncio and blocking code.

    ``.platform`` is the phone, ``.session`` and ``.blocking`` are the session.
    """
    from . import _face, platforms  # noqa: PLC0415 - pytest loads this module

    marker = request.node.get_closest_marker(MARKER)
    try:
        device, name = _device(*marker.args, **marker.kwargs) if marker is not None else _device()
    except (TypeError, ValueError) as error:
        raise pytest.UsageError(f"@pytest.mark.{MARKER}: {error}") from error
    fake = FakeAudioSession(device)
    # Code under test may close the session and ask for a new one: that must be no real one either.
    monkeypatch.setenv(platforms.ENVIRONMENT, name)
    with _face.sharing(fake.core):
        yield fake
        fake.blocking.close()


def _device(*unnamed: object, **options: Any) -> tuple[AndroidDevice | IPhone, str]:
    """Make the phone that a marker asks for, and return it with its platform's name."""
    if unnamed:
        raise TypeError(f"{unnamed[0]!r} has no name; fix: write api=34, say, or ios=(17, 2)")
    if "ios" in options:
        from .simulator.iphone import IPhone  # noqa: PLC0415 - pytest loads this module

        iphone = IPhone(options.pop("ios"), **options)
        return iphone, "simulated-ios:{}.{}".format(*iphone.version)
    from .simulator.device import AndroidDevice  # noqa: PLC0415 - pytest loads this module

    android = AndroidDevice(**options)
    return android, f"simulated-android:{android.api}"


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker."""
    config.addinivalue_line(
        "markers",
        f"{MARKER}(api=36, target_sdk=None, profile='phone') or {MARKER}(ios=(17, 2), "
        "profile='iphone', strict=False): the phone of fake_audio_session",
    )


class _LossyDriver:
    """The phone's driver, whose GAIN events can get lost."""

    def __init__(self, driver: AndroidDriver) -> None:
        self._driver = driver
        self.name = driver.name
        self.operations: Mapping[str, Operation] = driver.operations
        self.events = driver.events
        self.loses_gain = False

    @property
    def clock(self) -> Clock:
        return self._driver.clock

    def open(self, emit: Emit) -> None:
        focus = self.events.index("AUDIO_FOCUS_CHANGE")

        def pass_on(kind: int, flags: int, code: int, value: int) -> None:
            if not (self.loses_gain and kind == focus and code == _FOCUS_GAIN):
                emit(kind, flags, code, value)

        self._driver.open(pass_on)

    def call(self, operation: str, /, *arguments: Scalar) -> Scalar:
        return self._driver.call(operation, *arguments)

    def close(self) -> None:
        self._driver.close()
