"""What the command line prints: harmless text, JSON lines, and the words for events."""

import io
import json

import pytest
from rich.console import Console

from audio_session import (
    AudioDevice,
    AudioDevicesChangedEvent,
    AudioDeviceType,
    AudioInterruptionEvent,
    AudioInterruptionReason,
    AudioInterruptionType,
    AudioServiceEvent,
    AudioSessionConfiguration,
    AudioSessionState,
    BecomingNoisyEvent,
    OtherAudioEvent,
    VolumeChangedEvent,
)
from audio_session.cli._holders import Holder, Holders
from audio_session.cli._output import Output, plain
from audio_session.cli._telling import fields, words
from audio_session.cli.timeline import Step, Timeline
from audio_session.platforms._signals import Drift

HOSTILE = "[bold]a\x1b[31m\nb\u202ec\ud800\x00[/]"


def device(name: str, **more) -> AudioDevice:
    return AudioDevice("1", name, False, True, AudioDeviceType.WIRED_HEADPHONES, **more)


def test_plain_leaves_nothing_that_a_terminal_obeys():
    assert plain(HOSTILE) == "[bold]a\ufffd[31m\ufffdb\ufffdc\ufffd\ufffd[/]"


def test_plain_cuts_long_text():
    assert plain("x" * 10, 5) == "xxxx…"
    assert plain("x" * 5, 5) == "xxxxx"


def test_record_is_one_json_object_a_line_and_nothing_else(capsys):
    output = Output(as_json=True)
    output.record("device", time=1.0, name=HOSTILE)
    output.line("for people")
    output.paragraph("for people", indent=2)
    output.table(("for",), [("people",)])
    line, rest = capsys.readouterr().out.split("\n")
    assert json.loads(line) == {"event": "device", "time": 1.0, "name": HOSTILE}
    assert rest == ""


def test_people_get_no_json_and_machines_words(capsys):
    output = Output(as_json=False)
    output.record("device", name="x")
    output.line("a [red]line", (" styled", "bold"))
    output.table(("name",), [("[blue]x",)])
    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert lines == ["a [red]line styled", "name", "[blue]x"]


def test_paragraphs_fold_in_a_terminal_only(capsys):
    output = Output(as_json=False)
    output.paragraph("word " * 60, indent=4)
    assert len(capsys.readouterr().out.splitlines()) == 1
    output.console = Console(file=io.StringIO(), force_terminal=True, width=40, color_system=None)
    output.paragraph("word " * 20, indent=4)
    lines = output.console.file.getvalue().splitlines()
    assert len(lines) > 1
    assert all(line.startswith("    word") and len(line) <= 40 for line in lines)


DUCK, PAUSE, UNKNOWN = (
    AudioInterruptionType.DUCK,
    AudioInterruptionType.PAUSE,
    AudioInterruptionType.UNKNOWN,
)
CALL, OTHER = AudioInterruptionReason.CALL, AudioInterruptionReason.OTHER_APP


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (AudioInterruptionEvent(True, DUCK, reason=OTHER), "duck: another app"),
        (AudioInterruptionEvent(True, DUCK, already_ducked=True), "duck (the system ducks)"),
        (AudioInterruptionEvent(True, PAUSE, reason=CALL), "pause: a call"),
        (AudioInterruptionEvent(True, PAUSE), "pause"),
        (AudioInterruptionEvent(True, UNKNOWN), "pause, open end"),
        (AudioInterruptionEvent(True, UNKNOWN, permanent=True), "stop for good"),
        (AudioInterruptionEvent(False, DUCK), "over: full volume"),
        (AudioInterruptionEvent(False, PAUSE, should_resume=True), "over: resume"),
        (AudioInterruptionEvent(False, UNKNOWN, should_resume=False), "over: stay paused"),
        (AudioInterruptionEvent(False, UNKNOWN, synthetic=True), "over (inferred)"),
        (BecomingNoisyEvent(), "becoming noisy"),
        (
            AudioDevicesChangedEvent(
                frozenset({device("a\nb", is_default=True)}), frozenset({device("c")})
            ),
            "gone: c; new: a\ufffdb (default)",
        ),
        (frozenset({device("c")}), "devices: c"),
        (frozenset(), "devices: none known"),
        (AudioSessionState.LOST, "state: lost"),
        (AudioServiceEvent(False), "audio service is gone"),
        (AudioServiceEvent(True, "again"), "audio service is back: again"),
        (OtherAudioEvent(True), "other apps are heard"),
        (OtherAudioEvent(False), "other apps are silent"),
        (VolumeChangedEvent(), "volume changed"),
        (VolumeChangedEvent(0.5), "volume: 50%"),
        (Drift("it is AMBIENT, not PLAYBACK\n"), "drift: it is AMBIENT, not PLAYBACK\ufffd"),
        (Drift(""), "drift is over: it is as it was configured"),
        (AudioSessionConfiguration.music(), "configured"),
    ],
)
def test_every_event_has_words_and_json(event, said):
    assert words(event) == said
    document = fields(event)
    assert isinstance(document.pop("event"), str)
    assert json.loads(json.dumps(document)) == document


def test_what_is_no_event_has_neither():
    with pytest.raises(TypeError, match="no event"):
        words(1)
    with pytest.raises(TypeError, match="no event"):
        fields(1)


def test_json_of_an_interruption_keeps_every_field():
    event = AudioInterruptionEvent(True, DUCK, reason=OTHER, native=-3, seq=4)
    assert fields(event) == {
        "event": "interruption",
        "begin": True,
        "type": "duck",
        "should_resume": None,
        "permanent": False,
        "reason": "other_app",
        "synthetic": False,
        "already_ducked": False,
        "native": -3,
        "seq": 4,
    }


def test_holders_in_words():
    maps = Holder(HOSTILE, 7, "event", 3, 2)
    music = Holder("Music", 8, None, 9, 1)
    assert str(Holders((maps, music))) == (
        f"focus: {plain(HOSTILE, 40)} (pid 7, for a while, others may duck) over "
        "Music (pid 8, gain 9)"
    )
    assert str(Holders(())) == "focus: nobody"


@pytest.mark.parametrize("width", [80, 120])
def test_the_timeline_is_aligned_and_fits(width):
    output = Output(as_json=False)
    output.console = Console(file=io.StringIO(), width=width, color_system=None)
    timeline = Timeline(output)
    timeline.head()
    pause = AudioInterruptionEvent(True, PAUSE, reason=OTHER)
    timeline.tell(Step(1.0, "Maps", "speaks", (pause,), does="pauses at 0:05", delay=0.0012))
    timeline.tell(Step(12.5, "Headphones", "are pulled out", (BecomingNoisyEvent(),), does="stops"))
    head, first, second = output.console.file.getvalue().splitlines()
    for line, (who, told, does) in {
        head: ("who", "our app is told", "our app"),
        first: ("Maps", "pause: another app", "pauses"),
        second: ("Headphones", "becoming noisy", "stops"),
    }.items():
        assert line.index(who) == head.index("who")
        assert line.index(told) == head.index("our app is told")
        assert line.rindex(does) == head.rindex("our app")
        assert len(line) <= width
    assert ("1.2 ms" in first) == (width == 120)
    assert timeline.summary() == "All came as told, at most 1.2 ms after another app asked."


def test_the_timeline_tells_what_did_not_come():
    output = Output(as_json=False)
    output.console = Console(file=io.StringIO(), width=100, color_system=None)
    timeline = Timeline(output)
    gone = AudioDevicesChangedEvent(devices_removed=frozenset({device("Cans")}))
    timeline.tell(Step(1.0, "Headphones", "go", (BecomingNoisyEvent(), gone), missing="a pause"))
    first, second = output.console.file.getvalue().splitlines()
    assert first.index("becoming noisy") == second.index("gone: Cans")
    assert first.endswith("nothing: a pause")
    assert timeline.missing == ["Headphones go: a pause"]
    assert timeline.summary().startswith("Not as told")
