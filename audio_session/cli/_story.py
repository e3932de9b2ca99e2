"""The story that the demo tells, whatever stage it plays on: a phone or a sound server."""

from __future__ import annotations

import queue
import time
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ..configuration import AudioSessionConfiguration, DuckPolicy
from ..errors import ActivationTimeoutError
from ..events import (
    AudioDevicesChangedEvent,
    AudioInterruptionEvent,
    AudioInterruptionType,
    BecomingNoisyEvent,
)
from ..interruption_handler import InterruptionHandler
from ..ios import AVAudioSessionMode
from .timeline import Step

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..blocking import AudioSession
    from .timeline import Timeline

OUR_APP = "Podcast"


class Stage(Protocol):
    """Where the story plays: other apps, a telephone, headphones, and time.

    What a method makes happen is reported by the session's events; each returns the moment
    (``time.monotonic``) at which the other app acted, or None where nobody knows it.
    """

    session: AudioSession
    real: bool
    """Whether it is a system and no simulation of one."""
    lists_devices: bool
    """Whether the system tells of devices at all: Android does from API level 23 on."""
    tells_of_ducks: bool
    """Whether an app is told that it is ducked: iOS does it and says nothing."""
    begins: AudioInterruptionType
    """What an interruption says when it begins: iOS does not know whether it will end."""

    def now(self) -> float:
        """Return the story's time in seconds."""

    def pass_time(self, seconds: float) -> None:
        """Let that much of the story's time pass; a real stage does not wait."""

    def plug_headphones(self) -> float | None:
        """Connect headphones."""

    def pull_headphones(self) -> float | None:
        """Disconnect them."""

    def start_music(self) -> float | None:
        """Let the app Music take the right to play."""

    def music_told(self, limit: float) -> AudioInterruptionEvent | None:
        """Return what Music is told next, within ``limit`` seconds."""

    def speak_directions(self) -> float | None:
        """Let the app Maps begin to speak over others."""

    def end_directions(self) -> float | None:
        """Let it finish."""

    def begin_call(self) -> float | None:
        """Let a call come in."""

    def end_call(self) -> float | None:
        """Let it be taken, and end."""


class Expected(NamedTuple):
    """What a scene must bring, in words and as a test."""

    text: str
    matches: Callable[[object], bool]


class Told(NamedTuple):
    """An event of the session and when the app got it."""

    event: object
    at: float


class Player:
    """Stands in for an audio player: it makes no sound, but knows where it is in its programme."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._position = 0.0
        self._since: float | None = None
        self._did: list[str] = []

    @property
    def playing(self) -> bool:
        """Whether it plays."""
        return self._since is not None

    def play(self) -> None:
        """Begin, or go on."""
        place = self._place()
        self._since = self._now()
        self._did.append("plays" if not self._position else f"resumes at {place}")

    def pause(self) -> None:
        """Stop, to go on from here."""
        if self._since is not None:
            self._position += self._now() - self._since
        self._since = None
        self._did.append(f"pauses at {self._place()}")

    def set_gain(self, gain: float) -> None:
        """Play at ``gain`` (0.0 to 1.0) from now on."""
        self._did.append(f"plays at {gain:.0%}")

    def did(self) -> str:
        """Return what it did since this was last asked."""
        done, self._did = self._did, []
        return ", ".join(done)

    def _place(self) -> str:
        if self._position < 1:
            return f"{self._position:.2f} s"
        minutes, seconds = divmod(round(self._position), 60)
        return f"{minutes}:{seconds:02}"


class Story:
    """Our app plays a podcast while the world around it goes on.

    Every scene waits for what it must bring, ``limit`` seconds at most, and the whole story for no
    longer than ``overall``; what did not come is told and remembered in the timeline.
    """

    def __init__(
        self, stage: Stage, timeline: Timeline, *, ducks: bool, limit: float, overall: float
    ) -> None:
        self._stage = stage
        self._timeline = timeline
        self._ducks = ducks
        self._limit = limit
        self._end = time.monotonic() + overall
        self._told: queue.SimpleQueue[Told] = queue.SimpleQueue()
        self._player = Player(stage.now)

    def tell(self) -> None:
        """Play it from the first scene to the last."""
        session, player = self._stage.session, self._player
        self._configure()
        # The player first: when the story hears of an event, the player has acted on it.
        with InterruptionHandler(
            session,
            pause=player.pause,
            resume=player.play,
            is_playing=lambda: player.playing,
            set_gain=player.set_gain if self._ducks else None,
        ) as handler:
            cancels = [
                stream.listen(lambda event: self._told.put(Told(event, time.monotonic())))
                for stream in (
                    session.interruption_event_stream,
                    session.becoming_noisy_event_stream,
                    session.devices_changed_event_stream,
                )
            ]
            try:
                self._scenes(handler)
            finally:
                for cancel in cancels:
                    cancel()

    def _configure(self) -> None:
        configuration = AudioSessionConfiguration.speech()
        text = "is set up for speech"
        if self._ducks:
            # The preset pauses; these say that this app would rather be ducked.
            text = "is set up, and ducks"
            configuration = configuration.replace(
                av_audio_session_mode=AVAudioSessionMode.DEFAULT,
                android_will_pause_when_ducked=None,
                duck_policy=DuckPolicy.APP,
            )
        self._stage.session.configure(configuration)
        self._timeline.tell(Step(self._stage.now(), OUR_APP, text))

    def _scenes(self, handler: InterruptionHandler) -> None:
        stage = self._stage
        self._scene(
            "Headphones", "are plugged in", stage.plug_headphones, *self._device(added=True)
        )
        self._scene("Music", "plays", stage.start_music)
        stage.pass_time(2)
        self._activate()
        stage.pass_time(5)
        self._scene("Maps", "speaks directions", stage.speak_directions, *self._directions())
        stage.pass_time(4)
        self._scene("Maps", "has finished", stage.end_directions, *self._directions_end())
        stage.pass_time(20)
        self._scene("Phone", "a call comes in", stage.begin_call, self._pause())
        stage.pass_time(3)
        self._scene("Phone", "the call ends", stage.end_call, _end(ducked=False))
        stage.pass_time(15)
        self._scene(
            "Headphones",
            "are pulled out",
            stage.pull_headphones,
            Expected("becoming noisy", lambda event: isinstance(event, BecomingNoisyEvent)),
            *self._device(added=False),
        )
        stage.pass_time(8)
        handler.user_acted()
        self._player.play()
        self._tell(OUR_APP, "user presses play")
        stage.pass_time(10)
        self._player.pause()
        _, missing = self._set_active(False)
        self._tell(OUR_APP, "gives it back", missing=missing)

    def _device(self, *, added: bool) -> tuple[Expected, ...]:
        return (_device(added=added),) if self._stage.lists_devices else ()

    def _pause(self) -> Expected:
        kind = self._stage.begins
        return Expected("a pause", lambda event: _is_begin(event, kind))

    def _directions(self) -> tuple[Expected, ...]:
        if not self._ducks:
            return (self._pause(),)
        return (_DUCK,) if self._stage.tells_of_ducks else ()

    def _directions_end(self) -> tuple[Expected, ...]:
        told = self._stage.tells_of_ducks or not self._ducks
        return (_end(ducked=self._ducks),) if told else ()

    def _activate(self) -> None:
        answer, missing = self._set_active(True)
        if not missing:
            self._player.play()
        self._tell(OUR_APP, "asks to play", answer=answer, missing=missing)
        told = self._stage.music_told(self._left())
        missing = "" if told and told.begin else "Music was not told to stop"
        happens = "has to stop for good" if told and told.permanent else "has to pause"
        self._timeline.tell(Step(self._stage.now(), "Music", happens, missing=missing))

    def _set_active(self, active: bool) -> tuple[str, str]:
        """Ask the system; return its answer, and what is missing if it is not a yes."""
        try:
            answer = self._stage.session.set_active(active, timeout=self._left())
        except ActivationTimeoutError as error:
            return "", str(error)
        return answer.status.value, "" if answer else str(answer)

    def _scene(
        self, by: str, happens: str, act: Callable[[], float | None], *expected: Expected
    ) -> None:
        self._player.did()
        acted = act()
        told: list[Told] = []
        missing = []
        for one in expected:
            found = self._wait(one)
            if found is None:
                missing.append(one.text)
            else:
                told.append(found)
        delay = told[0].at - acted if told and acted is not None else None
        self._tell(
            by,
            happens,
            told=tuple(found.event for found in told),
            missing=", ".join(missing),
            delay=delay,
        )

    def _wait(self, expected: Expected) -> Told | None:
        """Return the next event that matches; interruptions that do not are told as they are."""
        deadline = time.monotonic() + self._left()
        while True:
            try:
                told = self._told.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                return None
            if expected.matches(told.event):
                return told
            if not isinstance(told.event, AudioDevicesChangedEvent):
                self._tell("Somebody", "else acts", told=(told.event,))

    def _left(self) -> float:
        return max(0.0, min(self._limit, self._end - time.monotonic()))

    def _tell(
        self,
        by: str,
        happens: str,
        *,
        told: tuple[object, ...] = (),
        answer: str = "",
        missing: str = "",
        delay: float | None = None,
    ) -> None:
        now = self._stage.now()
        self._timeline.tell(
            Step(now, by, happens, told, answer, self._player.did(), missing, delay)
        )


def _is_begin(event: object, kind: AudioInterruptionType) -> bool:
    return isinstance(event, AudioInterruptionEvent) and event.begin and event.type is kind


_DUCK = Expected("a duck", lambda event: _is_begin(event, AudioInterruptionType.DUCK))


def _end(*, ducked: bool) -> Expected:
    kind = AudioInterruptionType.DUCK if ducked else AudioInterruptionType.PAUSE
    return Expected(
        f"the end of the {kind.value}",
        lambda event: (
            isinstance(event, AudioInterruptionEvent) and not event.begin and event.type is kind
        ),
    )


def _device(*, added: bool) -> Expected:
    def matches(event: object) -> bool:
        if not isinstance(event, AudioDevicesChangedEvent):
            return False
        devices = event.devices_added if added else event.devices_removed
        return any(device.is_output for device in devices)

    return Expected("a new output" if added else "an output that is gone", matches)
