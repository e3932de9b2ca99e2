"""``audio-session watch``: what the session tells an app, as it happens."""

from __future__ import annotations

import contextlib
import datetime as dt
import queue
import threading
import time
from typing import TYPE_CHECKING

import click

from ..blocking import AudioSession
from ..configuration import AudioSessionConfiguration
from ..events import AudioInterruptionEvent, AudioServiceEvent, BecomingNoisyEvent
from ..platforms._signals import Drift
from ._holders import Holders, HoldersWatch
from ._options import Seconds, asked_for, common
from ._output import Output
from ._telling import fields, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..devices import AudioDevice

_PRESETS = ("music", "speech", "game", "navigation", "voice_chat", "recording", "alarm")
_STYLES = {
    AudioInterruptionEvent: "bold",
    BecomingNoisyEvent: "bold",
    AudioServiceEvent: "red",
    Drift: "yellow",
}


@click.command()
@click.option("--activate", is_flag=True, help="Ask for the right to play, and hold it.")
@click.option(
    "--preset", type=click.Choice(_PRESETS), help="As what, with --activate; default: music."
)
@click.option("--seconds", type=Seconds(0, min_open=True), help="End after so long.")
@click.option("--count", type=click.IntRange(1), help="End after so many events.")
@common
def watch(
    *,
    activate: bool,
    preset: str | None,
    seconds: float | None,
    count: int | None,
    platform: str | None,
    server: str,
    as_json: bool,
) -> int:
    """Show every event of the session until Ctrl-C.

    On a sound server it also shows which apps hold focus. Exit status: 0, or 1 if --activate was
    denied.

    JSON: "start" with platform, wall_time, devices; "activation" with status, reason, hint; then
    "interruption", "becoming_noisy", "devices_changed", "devices", "state", "service",
    "other_audio", "volume", "drift" (text is "" when it is over) and "focus_holders" as they come;
    at last "end" with events.
    """
    if preset and not activate:
        raise click.UsageError(
            f"--preset {preset} says as what to play, but nothing asks to play; add --activate"
        )
    screen = _Screen(Output(as_json=as_json))
    granted = True
    with contextlib.ExitStack() as stack:
        session = stack.enter_context(
            AudioSession(
                asked_for(platform, server), application_name="audio-session", server=server
            )
        )
        known = session.get_devices()
        screen.start(session, known)
        # From here on Ctrl-C is how it ends, not that it failed.
        with contextlib.suppress(KeyboardInterrupt):
            _listen(session, screen.note, known)
            if activate:
                granted = _activate(session, screen, preset or "music")
            stack.enter_context(HoldersWatch(session.platform_name or "", server, screen.note))
            screen.show(seconds, count)
        screen.output.record("end", events=screen.shown)
    return 0 if granted else 1


class _Screen:
    """Takes events from any thread, and shows them one after another."""

    def __init__(self, output: Output) -> None:
        self.output = output
        self.shown = 0
        self._events: queue.SimpleQueue[tuple[float, object]] = queue.SimpleQueue()

    def start(self, session: AudioSession, known: frozenset[AudioDevice]) -> None:
        """Say what is watched, and what is there already."""
        name = session.platform_name or ""
        self.output.record(
            "start",
            platform=name,
            wall_time=dt.datetime.now(dt.UTC).isoformat(),
            devices=fields(known)["devices"],
        )
        self.output.warn(session.warnings)
        self.line(self.output.now, f"watching the platform {name}; Ctrl-C ends it", "dim")
        self.line(self.output.now, words(known))

    def note(self, event: object) -> None:
        """Take an event; any thread."""
        self._events.put((self.output.now, event))

    def show(self, seconds: float | None, count: int | None) -> None:
        """Print events until it is enough."""
        end = None if seconds is None else time.monotonic() + seconds
        while count is None or self.shown < count:
            left = threading.TIMEOUT_MAX if end is None else max(0.0, end - time.monotonic())
            try:
                moment, event = self._events.get(timeout=min(left, threading.TIMEOUT_MAX))
            except queue.Empty:
                return
            self.shown += 1
            self._tell(moment, event)

    def line(self, moment: float, text: str, style: str = "") -> None:
        """Print one line for people."""
        self.output.line((f"{moment:9.3f}  ", "dim"), (text, style))

    def _tell(self, moment: float, event: object) -> None:
        if isinstance(event, Holders):
            holders = [holder.to_json() for holder in event.stack]
            self.output.record("focus_holders", time=moment, holders=holders)
            self.line(moment, str(event), "magenta")
            return
        said = fields(event)
        self.output.record(said.pop("event"), time=moment, **said)
        self.line(moment, words(event), _STYLES.get(type(event), ""))


def _listen(session: AudioSession, note: Callable[[object], object], known: object) -> None:
    def note_devices(now: frozenset[AudioDevice]) -> None:
        # The stream begins with what was printed already.
        nonlocal known
        if now != known:
            known = now
            note(now)

    session.interruption_event_stream.listen(note)
    session.becoming_noisy_event_stream.listen(note)
    session.devices_changed_event_stream.listen(note)
    session.devices_stream.listen(note_devices)
    session.state_stream.listen(note)
    session.service_event_stream.listen(note)
    session.other_audio_event_stream.listen(note)
    session.volume_event_stream.listen(note)
    session.configuration_drift_stream.listen(lambda text: note(Drift(text)))


def _activate(session: AudioSession, screen: _Screen, preset: str) -> bool:
    session.configure(getattr(AudioSessionConfiguration, preset)())
    answer = session.set_active(True)
    screen.output.record(
        "activation",
        status=answer.status.value,
        reason=answer.reason.value if answer.reason else None,
        hint=answer.hint,
    )
    screen.line(screen.output.now, str(answer), "green" if answer else "bold red")
    return bool(answer)
