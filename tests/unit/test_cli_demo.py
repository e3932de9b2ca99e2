"""The demo's story on the simulated phone, and on stages where something does not come."""

import json
import re
import shutil
import tempfile
from pathlib import Path

import pytest

from audio_session.cli import _daemon, demo, main
from audio_session.cli._iphone import IPhoneStage
from audio_session.cli._output import Output
from audio_session.cli._phone import PhoneStage
from audio_session.cli._story import Player, Story
from audio_session.cli.timeline import Timeline
from audio_session.errors import ServiceUnavailableError, UnsupportedError
from audio_session.platforms import ENVIRONMENT


@pytest.fixture(autouse=True)
def unset(monkeypatch):
    monkeypatch.delenv(ENVIRONMENT, raising=False)


def lines(capsys):
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize("api", [21, 23, 26, 28, 30, 31, 33, 34, 35, 37])
@pytest.mark.parametrize("how", ["pause", "duck"])
def test_the_phone_story_goes_as_told(api, how, capsys):
    platform = f"simulated-android:{api}"
    assert main(["demo", "--platform", platform, "--when-ducked", how, "--json"]) == 0
    start, *steps, end = lines(capsys)
    assert start["real"] is False
    assert f"API level {api}" in start["stage"]
    assert end["ok"] is True
    assert end["missing"] == []
    assert end["steps"] == len(steps)
    told = {
        (step["by"], step["happens"]): [
            (event.get("type"), event.get("begin"), event["event"])
            for event in step["told"]
            if event["event"] != "devices_changed"
        ]
        for step in steps
    }
    assert told["Maps", "speaks directions"] == [(how, True, "interruption")]
    assert told["Maps", "has finished"] == [(how, False, "interruption")]
    assert told["Phone", "a call comes in"] == [("pause", True, "interruption")]
    assert told["Phone", "the call ends"] == [("pause", False, "interruption")]
    assert told["Headphones", "are pulled out"] == [(None, None, "becoming_noisy")]
    assert [step["time"] for step in steps] == sorted(step["time"] for step in steps)


@pytest.mark.parametrize("version", ["13", "14.5", "16", "17", "26.2"])
@pytest.mark.parametrize("how", ["pause", "duck"])
def test_the_iphones_story_goes_as_told(version, how, capsys):
    platform = f"simulated-ios:{version}"
    assert main(["demo", "--platform", platform, "--when-ducked", how, "--json"]) == 0
    start, *steps, end = lines(capsys)
    assert start["real"] is False
    assert f"iOS {version}" in start["stage"]
    assert end["ok"] is True
    told = {
        (step["by"], step["happens"]): [
            (event.get("type"), event.get("begin"), event["event"])
            for event in step["told"]
            if event["event"] != "devices_changed"
        ]
        for step in steps
    }
    begins, ends = (
        [("unknown", True, "interruption")],
        [("pause", False, "interruption")],
    )
    assert told["Maps", "speaks directions"] == (begins if how == "pause" else [])
    assert told["Maps", "has finished"] == (ends if how == "pause" else [])
    assert told["Phone", "a call comes in"] == begins
    assert told["Phone", "the call ends"] == ends
    assert told["Headphones", "are pulled out"] == [(None, None, "becoming_noisy")]
    assert ("Music", "has to pause") in told


def test_the_phone_story_is_the_same_each_time(capsys):
    stories = []
    for _ in range(5):
        assert main(["demo", "--platform", "simulated-android:34"]) == 0
        stories.append(capsys.readouterr().out)
    assert len(set(stories)) == 1
    (line,) = [line for line in stories[0].splitlines() if "speaks" in line]
    assert line.split() == [
        "7.000",
        "Maps",
        "speaks",
        "directions",
        "pause",
        "pauses",
        "at",
        "0:05",
    ]
    assert "All came as told." in stories[0]


def test_the_environment_chooses_the_phone(monkeypatch, capsys):
    monkeypatch.setenv(ENVIRONMENT, "simulated-android:30")
    assert main(["demo"]) == 0
    assert "API level 30" in capsys.readouterr().out


def test_without_a_server_to_start_it_says_that_it_is_not_real(monkeypatch, capsys):
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert main(["demo", "--json"]) == 0
    start = lines(capsys)[0]
    assert start["real"] is False
    assert start["why"].startswith("not real: pulseaudio cannot be started")
    assert _daemon.INSTALL in start["why"]


@pytest.mark.parametrize("arguments", [["--platform", "linux"], ["--daemon", "pipewire"]])
def test_a_server_that_was_asked_for_is_not_replaced_by_a_phone(arguments, monkeypatch, capsys):
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert main(["demo", *arguments]) == 2
    assert f"fix: {_daemon.INSTALL}" in capsys.readouterr().err


def test_a_server_that_does_not_start_is_said_to_have_failed(monkeypatch, capsys):
    def fail(*_, **__):
        raise ServiceUnavailableError("it broke")

    monkeypatch.setattr(shutil, "which", lambda name: name)
    monkeypatch.setattr(demo, "DesktopStage", fail)
    assert main(["demo", "--json"]) == 0
    assert lines(capsys)[0]["why"].startswith("not real: it broke; it broke")


class Deaf(PhoneStage):
    """A phone on which Maps never speaks and Music hears of nothing."""

    def speak_directions(self):
        return None

    def music_told(self, _limit):
        return None


class Busy(PhoneStage):
    """A phone on which an alarm goes off while Maps is about to speak."""

    def speak_directions(self):
        alarm = self._device.app("Alarm")
        alarm.request_focus(2)
        alarm.abandon_focus()
        super().speak_directions()


class Refusing(PhoneStage):
    """A phone that grants nothing."""

    def start_music(self):
        super().start_music()
        self._device.deny_next()


class Silent(IPhoneStage):
    """An iPhone on which Music does not play."""

    def start_music(self):
        return None


def test_on_an_iphone_music_may_not_be_told():
    stage = Silent("simulated-ios:17", lambda: None)
    assert stage.music_told(0.0) is None
    stage.close()
    with pytest.raises(UnsupportedError, match="simulated-ios:17"):
        IPhoneStage("simulated-android:34", lambda: None)


def tell(kind, capsys, limit=0.2, overall=5.0, ducks=False):
    stage = kind("simulated-android:34", lambda: None)
    try:
        timeline = Timeline(Output(as_json=True))
        Story(stage, timeline, ducks=ducks, limit=limit, overall=overall).tell()
    finally:
        stage.close()
    return timeline, lines(capsys)


def test_what_does_not_come_is_told(capsys):
    timeline, steps = tell(Deaf, capsys)
    assert timeline.missing == [
        "Music has to pause: Music was not told to stop",
        "Maps speaks directions: a pause",
        "Maps has finished: the end of the pause",
    ]
    assert steps[-1]["happens"] == "gives it back"
    assert timeline.summary().startswith("Not as told")


def test_the_command_fails_where_something_does_not_come(monkeypatch, capsys):
    monkeypatch.setattr(demo, "PhoneStage", Deaf)
    monkeypatch.setattr(demo, "_SCENE_LIMIT", 0.1)
    assert main(["demo", "--platform", "simulated-android:34"]) == 1
    said = capsys.readouterr().out
    assert "nothing: a pause" in said
    assert "  Maps speaks directions: a pause" in said


def test_somebody_else_is_told_too(capsys):
    timeline, steps = tell(Busy, capsys, limit=5.0, ducks=True)
    stray = [step["told"][0] for step in steps if step["by"] == "Somebody"]
    assert [(event["type"], event["begin"]) for event in stray] == [
        ("pause", True),
        ("pause", False),
    ]
    assert timeline.missing == []


def test_a_denial_is_told(capsys):
    timeline, steps = tell(Refusing, capsys)
    assert timeline.missing[0].startswith("Podcast asks to play: activation denied")
    asked = next(step for step in steps if step["happens"] == "asks to play")
    assert (asked["answer"], asked["does"]) == ("denied", "")


def test_the_story_has_an_end_even_if_nothing_comes(capsys):
    timeline, _ = tell(Deaf, capsys, limit=60.0, overall=0.0)
    assert len(timeline.missing) > 2


def test_player_knows_its_place():
    now = 0.0
    player = Player(lambda: now)
    player.play()
    now = 0.25
    player.pause()
    player.play()
    now = 75.25
    player.set_gain(0.2)
    player.pause()
    assert player.did() == (
        "plays, pauses at 0.25 s, resumes at 0.25 s, plays at 20%, pauses at 1:15"
    )
    assert player.did() == ""
    assert not player.playing


@pytest.mark.parametrize("name", ["with space", "m\xfcsik", 100 * "x", "plain"])
def test_a_server_lives_where_its_addresses_can_lead(name, monkeypatch):
    with tempfile.TemporaryDirectory(dir="/tmp") as root:  # pytest's own is too long
        folder = Path(root, name)
        folder.mkdir()
        monkeypatch.setattr(tempfile, "tempdir", str(folder))
        server = _daemon.PulseAudio({"speakers": ""})
        server.__exit__()
    assert (server.root.parent == folder) is (name == "plain")
    assert re.fullmatch(r"unix:/[\w./-]{1,90}/native", server.address, re.ASCII)
