"""``audio-session watch``: what the session tells an app, as it happens."""

from __future__ import annotations

import contextlib
import datetime as dt
import queue
import time
from typing import TYPE_CHECKING, Any

import click

from ..blocking import AudioSession
from ..configuration import AudioSessionConfiguration
from ..events import AudioInterruptionEvent, AudioServiceEvent, BecomingNoisyEvent
from ._holders import Holders, HoldersWatch
from ._options import asked_for, common
from ._output import Output
from ._telling import fields, words

if TYPE_CHECKING:
    from collections.abc import Callable

_PRESETS = ("music", "speech", "game", "navigation", "voice_chat", "recording", "alarm")
_STYLES = {AudioInterruptionEvent: "bold", BecomingNoisyEvent: "bold", AudioServiceEvent: "red"}


@click.command()
@click.option("--activate", is_flag=True, help="Ask for the right to play, and hold it.")
@click.option(
    "--preset", type=click.Choice(_PRESETS), default="music", help="As what, with --activate."
)
@click.option("--seconds", type=click.FloatRange(0, min_open=True), help="End after so long.")
@click.option("--count", type=click.IntRange(1), help="End after so many events.")
@common
def watch(
    *,
    activate: bool,
    preset: str,
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
    "other_audio", "volume" and "focus_holders" as they come; at last "end" with events.
    """
    output = Output(as_json=as_json)
    events: queue.SimpleQueue[tuple[float, object]] = queue.SimpleQueue()

    def note(event: object) -> None:
        events.put((output.now, event))

    with contextlib.ExitStack() as stack:
        session = stack.enter_context(
            AudioSession(
                asked_for(platform, server), application_name="audio-session", server=server
            )
        )
        known = session.get_devices()
        name = session.platform_name or ""
        output.record(
            "start",
            platform=name,
            wall_time=dt.datetime.now(dt.UTC).isoformat(),
            devices=fields(known)["devices"],
        )
        output.warn(session.warnings)
        _line(output, output.now, f"watching the platform {name}; Ctrl-C ends it", "dim")
        _line(output, output.now, words(known))
        _listen(session, note, known)
        granted = not activate or _activate(session, output, preset)
        stack.enter_context(HoldersWatch(name, server, note))
        shown = _show(output, events, seconds, count)
        output.record("end", events=shown)
    return 0 if granted else 1


def _listen(session: AudioSession, note: Callable[[object], object], known: object) -> None:
    def note_devices(now: frozenset[Any]) -> None:
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


def _activate(session: AudioSession, output: Output, preset: str) -> bool:
    session.configure(getattr(AudioSessionConfiguration, preset)())
    answer = session.set_active(True)
    output.record(
        "activation",
        status=answer.status.value,
        reason=answer.reason.value if answer.reason else None,
        hint=answer.hint,
    )
    _line(output, output.now, str(answer), "green" if answer else "bold red")
    return bool(answer)


def _show(
    output: Output,
    events: queue.SimpleQueue[tuple[float, object]],
    seconds: float | None,
    count: int | None,
) -> int:
    """Print events until it is enough; return how many that were. Ctrl-C is enough."""
    end = None if seconds is None else time.monotonic() + seconds
    shown = 0
    with contextlib.suppress(KeyboardInterrupt):
        while count is None or shown < count:
            left = None if end is None else max(0.0, end - time.monotonic())
            try:
                moment, event = events.get(timeout=left)
            except queue.Empty:
                break
            shown += 1
            _tell(output, moment, event)
    return shown


def _tell(output: Output, moment: float, event: object) -> None:
    if isinstance(event, Holders):
        holders = [holder.to_json() for holder in event.stack]
        output.record("focus_holders", time=moment, holders=holders)
        _line(output, moment, str(event), "magenta")
        return
    said = fields(event)
    output.record(said.pop("event"), time=moment, **said)
    _line(output, moment, words(event), _STYLES.get(type(event), ""))


def _line(output: Output, moment: float, text: str, style: str = "") -> None:
    output.line((f"{moment:9.3f}  ", "dim"), (text, style))
