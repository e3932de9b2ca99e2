"""The demo's stage without a sound server: a simulated phone with its own time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..android import AndroidAudioContentType, AndroidAudioFocus, AndroidAudioUsage
from ..android import AndroidAudioDeviceType as DeviceType
from ..android import AndroidAudioFocusGainType as Gain
from ..blocking import AudioSession
from ..errors import UnsupportedError
from ..events import AudioInterruptionEvent, AudioInterruptionReason, AudioInterruptionType
from ..platforms import make
from ..simulator.device import DEVICES_SINCE, AndroidDevice

if TYPE_CHECKING:
    from collections.abc import Callable

_CALL_SECONDS = 30.0
_FADE_SECONDS = 3.0
"""Longer than Android 12 and later keep a loser in the dark while it is faded out (2 s)."""


class PhoneStage:
    """A simulated phone, chosen by the name of its platform; ``wait`` may pace the scenes."""

    real = False
    tells_of_ducks = True
    begins = AudioInterruptionType.PAUSE

    def __init__(self, platform: str, wait: Callable[[], object]) -> None:
        driver = make(platform).driver
        device = getattr(driver, "device", None)
        if not isinstance(device, AndroidDevice) or driver is None:
            raise UnsupportedError(f"the demo cannot play on {platform}; use simulated-android:34")
        self._device = device
        self._wait = wait
        self._music = device.app("Music")
        self._maps = device.app("Maps")
        self.session = AudioSession(driver=driver)
        self.lists_devices = device.api >= DEVICES_SINCE
        self.title = f"a simulated Android phone, API level {device.api}, in its own time"

    def now(self) -> float:
        """Return the phone's time."""
        return self._device.now

    def pass_time(self, seconds: float) -> None:
        """Move the phone's clock."""
        self._wait()
        self._device.advance(seconds)

    def plug_headphones(self) -> None:
        """Plug in wired headphones."""
        self._device.plug(DeviceType.WIRED_HEADPHONES)

    def pull_headphones(self) -> None:
        """Pull them."""
        self._device.unplug(DeviceType.WIRED_HEADPHONES)

    def start_music(self) -> None:
        """Let Music take focus."""
        self._music.request_focus(Gain.GAIN)

    def music_told(self, _limit: float) -> AudioInterruptionEvent | None:
        """Return what Music was told last, in a session's terms."""
        if not self._music.events:
            self._device.advance(_FADE_SECONDS)
        if AndroidAudioFocus.LOSS not in self._music.events:
            return None
        return AudioInterruptionEvent(
            begin=True,
            type=AudioInterruptionType.UNKNOWN,
            permanent=True,
            reason=AudioInterruptionReason.OTHER_APP,
            native=AndroidAudioFocus.LOSS,
        )

    def speak_directions(self) -> None:
        """Let Maps take focus for a moment, over whoever ducks."""
        self._maps.request_focus(
            Gain.GAIN_TRANSIENT_MAY_DUCK,
            usage=AndroidAudioUsage.ASSISTANCE_NAVIGATION_GUIDANCE,
            content_type=AndroidAudioContentType.SPEECH,
        )

    def end_directions(self) -> None:
        """Let Maps give it back."""
        self._maps.abandon_focus()

    def begin_call(self) -> None:
        """Let the phone ring."""
        self._device.incoming_call()

    def end_call(self) -> None:
        """Take the call, talk, hang up."""
        self._device.answer_call()
        self._device.advance(_CALL_SECONDS)
        self._device.end_call()

    def close(self) -> None:
        """Close the session."""
        self.session.close()
