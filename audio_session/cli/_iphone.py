"""The demo's stage on a simulated iPhone, with its own time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..blocking import AudioSession
from ..errors import UnsupportedError
from ..events import AudioInterruptionEvent, AudioInterruptionReason, AudioInterruptionType
from ..ios import AVAudioSessionCategory, AVAudioSessionMode, AVAudioSessionPort
from ..ios import AVAudioSessionCategoryOptions as Options
from ..platforms import make
from ..simulator.iphone import IPhone

if TYPE_CHECKING:
    from collections.abc import Callable

_CALL_SECONDS = 30.0


class IPhoneStage:
    """A simulated iPhone, chosen by the name of its platform; ``wait`` may pace the scenes."""

    real = False
    lists_devices = True
    tells_of_ducks = False
    begins = AudioInterruptionType.UNKNOWN

    def __init__(self, platform: str, wait: Callable[[], object]) -> None:
        driver = make(platform).driver
        phone = getattr(driver, "device", None)
        if not isinstance(phone, IPhone) or driver is None:
            raise UnsupportedError(f"the demo cannot play on {platform}; use simulated-ios:17")
        self._phone = phone
        self._wait = wait
        self._music = phone.app("Music")
        self._music.set_category(AVAudioSessionCategory.PLAYBACK)
        self._maps = phone.app("Maps")
        self._maps.set_category(
            AVAudioSessionCategory.PLAYBACK,
            AVAudioSessionMode.VOICE_PROMPT,
            Options.DUCK_OTHERS | Options.INTERRUPT_SPOKEN_AUDIO_AND_MIX_WITH_OTHERS,
        )
        self.session = AudioSession(driver=driver)
        self.title = "a simulated iPhone, iOS {}.{}, in its own time".format(*phone.version)

    def now(self) -> float:
        """Return the phone's time."""
        return self._phone.now

    def pass_time(self, seconds: float) -> None:
        """Move the phone's clock."""
        self._wait()
        self._phone.advance(seconds)

    def plug_headphones(self) -> None:
        """Plug in wired headphones."""
        self._phone.plug(AVAudioSessionPort.HEADPHONES)

    def pull_headphones(self) -> None:
        """Pull them."""
        self._phone.unplug(AVAudioSessionPort.HEADPHONES)

    def start_music(self) -> None:
        """Let Music play."""
        self._music.play()

    def music_told(self, _limit: float) -> AudioInterruptionEvent | None:
        """Return what Music was told last, in a session's terms."""
        if not self._music.events:
            return None
        return AudioInterruptionEvent(
            begin=self._music.events[-1].began,
            type=AudioInterruptionType.UNKNOWN,
            reason=AudioInterruptionReason.OTHER_APP,
        )

    def speak_directions(self) -> None:
        """Let Maps speak: it interrupts other speech, and ducks the rest."""
        # To iOS our app is one that speaks only while it plays.
        self._phone.own.play()
        self._maps.play()

    def end_directions(self) -> None:
        """Let Maps finish, and say so to others."""
        self._phone.own.stop()
        self._maps.stop()
        self._maps.set_active(False, notify_others=True)

    def begin_call(self) -> None:
        """Let the phone ring."""
        self._phone.incoming_call()

    def end_call(self) -> None:
        """Take the call, talk, hang up."""
        self._phone.answer_call()
        self._phone.advance(_CALL_SECONDS)
        self._phone.end_call()

    def close(self) -> None:
        """Close the session."""
        self.session.close()
