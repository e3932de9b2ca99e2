"""``audio-session demo``: the library's main job, as a story in the terminal."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from ..errors import AudioSessionError, UnsupportedError
from ..platforms import make
from ._daemon import DAEMONS, INSTALL
from ._desktop import DesktopStage
from ._iphone import IPhoneStage
from ._options import Seconds, asked_for, common, named
from ._output import Output
from ._phone import PhoneStage
from ._processes import DemoError
from ._story import Story
from .timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Callable

_SIMULATED = "simulated-android"
_SCENE_LIMIT = 10.0  # seconds: a loaded machine still brings an event in far less
_OVERALL_LIMIT = 60.0


@click.command()
@click.option(
    "--when-ducked",
    type=click.Choice(["pause", "duck"]),
    default="pause",
    help="What our app does while another speaks: speech pauses, music would duck.",
)
@click.option("--pace", type=Seconds(0, 10), default=0.0, metavar="SECONDS", help="Wait per scene.")
@click.option("--daemon", type=click.Choice(list(DAEMONS)), help="Which sound server to start.")
@common
def demo(
    *,
    when_ducked: str,
    pace: float,
    daemon: str | None,
    platform: str | None,
    server: str,
    as_json: bool,
) -> int:
    """Tell how a podcast app shares the sound with others.

    It is configured for speech and activated; another app speaks directions, a call comes in and
    ends, headphones are pulled out. With PulseAudio or PipeWire installed this happens on a real
    sound server that the demo starts for itself (yours is not touched), between real processes;
    else on a simulated phone. --server uses a running server instead: a call and virtual
    headphones are then seen by the other apps on it. AUDIO_SESSION_PLATFORM=simulated-android:34,
    simulated-ios:17, or --platform tells the phone's story.

    Exit status: 0 all came as told, 1 something did not come, 2 it could not begin.

    JSON: "start" with stage, real, why; "step" with by, happens, told (events), answer, does,
    missing, delay_ms; "end" with ok, steps, missing. Times are the story's.
    """
    output = Output(as_json=as_json)

    def wait() -> None:
        time.sleep(pace)

    where = named(asked_for(platform, server))
    if daemon and (server or where.startswith("simulated-")):
        instead = f"--server {server!r}" if server else where
        raise click.ClickException(
            f"--daemon {daemon}: {instead} needs no sound server to be started; fix: leave one of "
            "the two out"
        )
    stage, why = _stage(where, server, daemon, wait)
    try:
        real = stage.real
        output.record("start", time=0.0, stage=stage.title, real=real, why=why)
        output.line(("A podcast app on ", "bold"), (stage.title, "bold"))
        output.line((f"({why})", "dim"))
        output.line()
        timeline = Timeline(output)
        timeline.head()
        Story(
            stage,
            timeline,
            ducks=when_ducked == "duck",
            limit=_SCENE_LIMIT,
            overall=_OVERALL_LIMIT + 20 * pace,
        ).tell()
        moment = stage.now()
    finally:
        stage.close()
    return _end(output, timeline, moment)


def _stage(
    platform: str, server: str, daemon: str | None, wait: Callable[[], object]
) -> tuple[PhoneStage | IPhoneStage | DesktopStage, str]:
    """Choose where to play, and say why."""
    if platform.startswith("simulated-ios"):
        return IPhoneStage(platform, wait), "a simulated phone was asked for"
    if platform.startswith("simulated-"):
        return PhoneStage(platform, wait), "a simulated phone was asked for"
    if platform not in {"", "linux"}:
        make(platform)  # it may have no such name
        raise UnsupportedError(
            f"the demo cannot play on {platform!r}, where it has no other apps to play with; "
            "fix: --platform linux, --platform simulated-android:34 or --platform simulated-ios:17"
        )
    if server:
        return DesktopStage(wait, server=server), "it was asked for with --server"
    problems = []
    for kind in [daemon] if daemon else DAEMONS:
        lacking = DAEMONS[kind].missing()
        if lacking:
            problems.append(f"{kind} cannot be started: {lacking} not installed")
            continue
        try:
            stage = DesktopStage(wait, kind=kind)
        except AudioSessionError as error:
            problems.append(str(error))
        else:
            return stage, "started for this demo; your own sound is not touched"
    why = "; ".join(problems)
    if platform or daemon:
        raise DemoError(f"{why}; fix: {INSTALL}")
    return PhoneStage(_SIMULATED, wait), f"not real: {why}; for a real server: {INSTALL}"


def _end(output: Output, timeline: Timeline, moment: float) -> int:
    missing = timeline.missing
    output.record("end", time=moment, ok=not missing, steps=timeline.steps, missing=missing)
    output.line()
    if missing:
        output.line((timeline.summary(), "bold red"))
        for what in missing:
            output.line(f"  {what}")
        return 1
    output.line((timeline.summary(), "bold green"))
    return 0
