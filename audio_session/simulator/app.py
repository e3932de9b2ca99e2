"""An app on the simulated phone: what it asks for, plays, records, and what it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._arguments import whole
from . import constants as c
from .playback import FocusRequest, Player
from .recording import DEFAULT_SOURCE

if TYPE_CHECKING:
    from .device import AndroidDevice

_GAINS = range(c.AUDIOFOCUS_GAIN, c.AUDIOFOCUS_GAIN_TRANSIENT_EXCLUSIVE + 1)


class AndroidApp:
    """An app on the phone; made by :meth:`AndroidDevice.app`.

    ``foreground``, ``foreground_service`` and ``accessibility_service`` say what the app is at the
    moment and may be set at any time.
    """

    def __init__(self, device: AndroidDevice, name: str, uid: int, target_sdk: int) -> None:
        self.name = name
        self.uid = uid
        self.target_sdk = target_sdk
        self._foreground = True
        self.foreground_service = False
        self.accessibility_service = False
        self._device = device
        self._events: list[int] = []
        self._players: list[Player] = []

    def __repr__(self) -> str:
        return f"<AndroidApp {self.name!r} uid={self.uid} target_sdk={self.target_sdk}>"

    @property
    def foreground(self) -> bool:
        """Whether it is the top app."""
        return self._foreground

    @foreground.setter
    def foreground(self, value: bool) -> None:
        with self._device.turn():
            self._foreground = value
            self._device.recordings.update()

    @property
    def events(self) -> tuple[int, ...]:
        """The focus changes that the app was told of, oldest first (``AUDIOFOCUS_*``)."""
        return tuple(self._events)

    @property
    def level(self) -> float:
        """The gain, 0.0 to 1.0, at which its loudest player is heard; 0.0 when it plays nothing."""
        return self._device.level_of(self._players)

    @property
    def players(self) -> tuple[Player, ...]:
        """What it plays, oldest first."""
        return tuple(self._players)

    @property
    def recording(self) -> bool:
        """Whether it records."""
        return any(recording.app is self for recording in self._device.recordings.running)

    def request_focus(
        self,
        gain: int = c.AUDIOFOCUS_GAIN,
        *,
        usage: int = c.USAGE_MEDIA,
        content_type: int = c.CONTENT_TYPE_MUSIC,
        accepts_delayed: bool = False,
        pauses_when_ducked: bool = False,
        force_ducking: bool = False,
    ) -> int:
        """Ask for focus as ``AudioManager.requestAudioFocus`` does, always with one listener.

        ``gain`` is an ``AUDIOFOCUS_GAIN*`` (1 to 4), ``usage`` and ``content_type`` are those of
        ``AudioAttributes``. Returns an ``AUDIOFOCUS_REQUEST_*``: 0 failed, 1 granted, 2 delayed.
        """
        gain = whole("gain", gain, _GAINS)
        usage, content_type = whole("usage", usage), whole("content_type", content_type)
        flags = c.AUDIOFOCUS_FLAG_DELAY_OK * accepts_delayed
        flags |= c.AUDIOFOCUS_FLAG_PAUSES_ON_DUCKABLE_LOSS * pauses_when_ducked
        return self._device.request_focus(
            self,
            FocusRequest(
                client=self.name,
                uid=self.uid,
                gain=gain,
                flags=flags,
                target_sdk=self.target_sdk,
                usage=usage,
                content_type=content_type,
                process=self.name,
            ),
            self._events.append,
            force_ducking=force_ducking,
        )

    def abandon_focus(self) -> int:
        """Give focus back; GRANTED (1) whatever the app held."""
        return self._device.abandon_focus(self.name)

    def play(
        self,
        content_type: int = c.CONTENT_TYPE_MUSIC,
        *,
        usage: int = c.USAGE_MEDIA,
        aaudio: bool = False,
    ) -> None:
        """Start one more player; ``aaudio`` for one of AAudio or Oboe, which cannot be ducked."""
        usage, content_type = whole("usage", usage), whole("content_type", content_type)
        player = Player(self.uid, content_type, usage, aaudio=aaudio)
        with self._device.turn():
            self._device.check_alive(self)
            self._players.append(player)
            self._device.start_player(player)
            self._device.playback_changed(self)

    def stop(self) -> None:
        """Stop every player of the app, oldest first; each end is reported by itself."""
        with self._device.turn():
            while self._players:
                self._device.stop_player(self._players.pop(0))
                self._device.playback_changed(self)

    def record(self, source: int = DEFAULT_SOURCE) -> None:
        """Begin to record from a ``MediaRecorder.AudioSource``.

        Raises ``RuntimeError`` where Android would not let it: below API 29 while another app
        records, and on a machine without a microphone.
        """
        source = whole("source", source)
        with self._device.turn():
            self._device.check_alive(self)
            self._device.recordings.start(self, source)
            self._device.communication.audio_changed()

    def stop_recording(self) -> None:
        """End all that it records."""
        with self._device.turn():
            self._device.recordings.stop(self)
            self._device.communication.audio_changed()

    def die(self) -> None:
        """Kill the app's process: its players end, its focus goes to the next in the stack."""
        with self._device.turn():
            self._device.forget_app(self)
            self.stop()
            self.stop_recording()
