"""The demo's stage on a real sound server, with other apps in processes of their own."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING

from ..blocking import AudioSession
from ..events import AudioInterruptionEvent, AudioInterruptionReason, AudioInterruptionType
from ._daemon import DAEMONS, set_default_sink
from ._processes import Actor, pactl, start, stop
from ._story import OUR_APP

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

_SPEAKERS = {"audio_session_speakers": "device.description=Speakers device.form_factor=internal"}
_HEADPHONES = "audio_session_headphones"


class DesktopStage:
    """A sound server: one that is started for the demo, or a running one.

    Music and Maps are processes that use this library; the telephone is a stream of role ``phone``
    that ``pacat`` plays; the headphones are a virtual Bluetooth output.
    """

    real = True
    tells_of_ducks = True
    begins = AudioInterruptionType.PAUSE

    def __init__(self, wait: Callable[[], object], *, kind: str = "", server: str = "") -> None:
        """Start a server of this ``kind``, or use the one at the address ``server``."""
        self._wait = wait
        self._call: subprocess.Popen[bytes] | None = None
        self._module = ""
        self._before = ""
        with contextlib.ExitStack() as stack:
            self._server = server
            if kind:
                self._server = stack.enter_context(DAEMONS[kind](_SPEAKERS)).address
            # Both start while we do.
            self._music = stack.enter_context(Actor("Music", "music", self._server))
            self._maps = stack.enter_context(Actor("Maps", "navigation", self._server))
            self.session = AudioSession("linux", application_name=OUR_APP, server=self._server)
            stack.callback(self.session.close)
            self.session.open()
            stack.callback(self._restore)
            for actor in (self._music, self._maps):
                actor.ready()
            self._stack = stack.pop_all()
        self.lists_devices = True
        whose = f"a private {DAEMONS[kind].title}" if kind else f"the sound server at {server}"
        self.title = f"{whose}, with other apps in real processes"
        self._started = time.monotonic()

    def now(self) -> float:
        """Return the seconds since the curtain rose."""
        return time.monotonic() - self._started

    def pass_time(self, _seconds: float) -> None:
        """Go on at once, or at the user's pace: what happens here takes the time that it takes."""
        self._wait()

    def plug_headphones(self) -> None:
        """Load a virtual Bluetooth output and make it the default."""
        self._before = pactl(self._server, "get-default-sink")
        self._module = pactl(
            self._server,
            "load-module",
            "module-null-sink",
            f"sink_name={_HEADPHONES}",
            "sink_properties='device.description=Headphones device.bus=bluetooth'",
        )
        set_default_sink(self._server, _HEADPHONES)

    def pull_headphones(self) -> None:
        """Unload it."""
        module, self._module = self._module, ""
        pactl(self._server, "unload-module", module)

    def start_music(self) -> float:
        """Let Music take focus."""
        return self._music.ask("play")

    def music_told(self, limit: float) -> AudioInterruptionEvent | None:
        """Return what Music's own session tells it next."""
        told = self._music.told(limit)
        if told is None:
            return None
        return AudioInterruptionEvent(
            begin=told["begin"],
            type=AudioInterruptionType(told["type"]),
            permanent=told["permanent"],
            reason=AudioInterruptionReason(told["reason"]),
        )

    def speak_directions(self) -> float:
        """Let Maps take focus for a moment, over whoever ducks."""
        return self._maps.ask("play")

    def end_directions(self) -> float:
        """Let Maps give it back."""
        return self._maps.ask("stop")

    def begin_call(self) -> None:
        """Play silence in the role of a telephone: that is how a desktop knows a call."""
        where = [f"--server={self._server}"] if self._server else []
        self._call = start(
            *("pacat", "--playback", *where, "--raw", "--client-name=Phone"),
            *("--stream-name=Call", "--property=media.role=phone", "/dev/zero"),
        )

    def end_call(self) -> None:
        """Stop that."""
        if self._call is not None:
            stop(self._call)

    def close(self) -> None:
        """End all that was started, and leave a server that is not ours as it was."""
        self._stack.close()

    def _restore(self) -> None:
        self.end_call()
        if self._module:
            self.pull_headphones()
        if self._before and self._before != pactl(self._server, "get-default-sink"):
            set_default_sink(self._server, self._before)
