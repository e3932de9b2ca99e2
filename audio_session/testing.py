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
:class:`~audio_session.simulator.AndroidDevice`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from . import blocking
    from ._core import Core
    from .platforms._contract import Emit, Operation, Scalar
    from .session import AudioSession
    from .simulator.android import AndroidDriver
    from .simulator.clock import Clock
    from .simulator.device import AndroidApp, AndroidDevice

MARKER = "audio_session"
OTHER_APP = "other app"
_FOCUS_GAIN = 1  # AudioManager.AUDIOFOCUS_GAIN, in the place of the change
_SETTLE_LIMIT = 5.0


class FakePhone:
    """The phone under a fake session: what its user, other apps and the OS do.

    Each method returns when the session has heard of it and callbacks have run, on the thread that
    calls it. (A task that waits in ``async for`` has its event, and runs once the test awaits.)
    """

    def __init__(self, device: AndroidDevice, driver: _LossyDriver, core: Core) -> None:
        self.device = device
        """The simulated device itself, with all that it can do; call :meth:`settle` afterwards."""
        self._driver = driver
        self._core = core
        self._apps: dict[str, AndroidApp] = {}

    def incoming_call(self) -> None:
        """Let the phone ring: whoever plays is interrupted."""
        self.device.incoming_call()
        self.settle()

    def answer_call(self) -> None:
        """Take the ringing call."""
        self.device.answer_call()
        self.settle()

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
        granted = bool(self._app(app).request_focus(int(gain)))
        self.settle()
        return granted

    def give_focus_back(self, app: str = OTHER_APP) -> None:
        """Let another app give focus back: who was interrupted for a while gets it again."""
        self._app(app).abandon_focus()
        self.settle()

    def plug_headphones(self) -> None:
        """Plug in wired headphones."""
        from .android import AndroidAudioDeviceType  # noqa: PLC0415 - pytest loads this module

        self.device.plug(AndroidAudioDeviceType.WIRED_HEADPHONES)
        self.settle()

    def unplug_headphones(self) -> None:
        """Pull them out; they are plugged in before if they were not."""
        from .android import AndroidAudioDeviceType  # noqa: PLC0415 - pytest loads this module

        kind = AndroidAudioDeviceType.WIRED_HEADPHONES
        if not any(port.kind == kind for port in self.device.ports):
            self.plug_headphones()
        self.device.unplug(kind)
        self.settle()

    def deny_next(self) -> None:
        """Let the OS refuse the app's next request."""
        self.device.deny_next()

    def delay_next_grant(self, seconds: float) -> None:
        """Let the OS delay the app's next request by ``seconds`` of virtual time.

        It is refused if the app does not accept that.
        """
        self.device.delay_next_grant(seconds)

    def advance(self, seconds: float) -> None:
        """Let ``seconds`` of virtual time pass, at once."""
        self.device.advance(seconds)
        self.settle()

    def settle(self) -> None:
        """Return when the session has taken in all that happened, and callbacks have run.

        Raises ``TimeoutError`` if the session's worker is stuck.
        """
        core = self._core
        # News may take three steps: the event, what it makes the session read, and what is told.
        for _ in range(3):
            if core.closed:
                return
            core.pump.dispatch_pending()
            core.finish_work(_SETTLE_LIMIT)
            core.pump.dispatch_pending()

    def _app(self, name: str) -> AndroidApp:
        if name not in self._apps:
            self._apps[name] = self.device.app(name)
        return self._apps[name]


class FakeAudioSession:
    """What the fixture gives: a session, under both its faces, and the phone that it is on."""

    def __init__(self, device: AndroidDevice) -> None:
        from . import blocking  # noqa: PLC0415 - pytest loads this module
        from ._core import Core  # noqa: PLC0415
        from .session import AudioSession  # noqa: PLC0415

        driver = _LossyDriver(device.driver())
        self.core = Core(driver=driver)
        self.platform = FakePhone(device, driver, self.core)
        """The phone."""
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
    from .simulator.device import AndroidDevice  # noqa: PLC0415

    marker = request.node.get_closest_marker(MARKER)
    try:
        device = AndroidDevice(**(marker.kwargs if marker is not None else {}))
    except (TypeError, ValueError) as error:
        raise pytest.UsageError(f"@pytest.mark.{MARKER}: {error}") from error
    fake = FakeAudioSession(device)
    # Code under test may close the session and ask for a new one: that must be no real one either.
    monkeypatch.setenv(platforms.ENVIRONMENT, f"simulated-android:{device.api}")
    with _face.sharing(fake.core):
        yield fake
        fake.blocking.close()


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker."""
    config.addinivalue_line(
        "markers",
        f"{MARKER}(api=36, target_sdk=None, profile='phone'): the phone of fake_audio_session",
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
