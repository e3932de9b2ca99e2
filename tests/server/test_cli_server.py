"""The command line on real sound servers, with real second processes."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING, Any, Self

import psutil
import pytest

from audio_session.cli import main
from audio_session.cli._daemon import DAEMONS, PulseAudio
from audio_session.platforms import ENVIRONMENT

if TYPE_CHECKING:
    from servers import Server

LIMIT = 30.0
COMMAND = (sys.executable, "-m", "audio_session")


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ENVIRONMENT, raising=False)


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


class Running:
    """A command that runs, and whose JSON lines are read as they come."""

    def __init__(self, *arguments: str, temporary: str | None = None) -> None:
        self.process = subprocess.Popen(
            [*COMMAND, *arguments, "--json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | ({"TMPDIR": temporary} if temporary else {}),
        )
        self._pending = b""
        self._deadline = time.monotonic() + LIMIT

    def see(self, event: str, **fields: object) -> dict[str, Any]:
        """Return the next line of that event which holds these fields."""
        while True:
            while b"\n" in self._pending:
                line, _, self._pending = self._pending.partition(b"\n")
                said = json.loads(line)
                if said["event"] == event and fields.items() <= said.items():
                    return said
            assert self.process.stdout is not None
            left = max(0.0, self._deadline - time.monotonic())
            ready, _, _ = select.select([self.process.stdout], [], [], left)
            chunk = os.read(self.process.stdout.fileno(), 65536) if ready else b""
            assert chunk, f"no {event} {fields} came"
            self._pending += chunk

    def end(self, number: int = signal.SIGINT) -> int:
        """Send a signal; return the exit status."""
        self.process.send_signal(number)
        return self.process.wait(LIMIT)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.mark.parametrize("kind", DAEMONS)
@pytest.mark.parametrize("how", ["pause", "duck"])
def test_the_demo_tells_its_story_on_a_server_of_its_own(
    kind: str, how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if lacking := DAEMONS[kind].missing():
        pytest.skip(f"{kind}: {lacking} is not installed")
    assert main(["demo", "--daemon", kind, "--when-ducked", how, "--json"]) == 0
    start, *steps, end = lines(capsys.readouterr().out)
    assert start["real"] is True
    assert end["ok"] is True
    told = {
        (step["by"], step["happens"]): [
            event.get("reason", event["event"]) for event in step["told"]
        ]
        for step in steps
    }
    assert told["Maps", "speaks directions"] == ["other_app"]
    assert told["Phone", "a call comes in"] == ["call"]
    assert told["Headphones", "are pulled out"] == ["becoming_noisy", "devices_changed"]
    speaks = next(step for step in steps if step["happens"] == "speaks directions")
    assert speaks["told"][0]["type"] == how
    assert 0 < speaks["delay_ms"] < 10_000
    assert not psutil.Process().children(recursive=True)


def test_the_demo_leaves_a_running_server_as_it_was(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    def state() -> tuple[str, ...]:
        return tuple(
            server.pactl(*question)
            for question in (("get-default-sink",), ("list", "short", "sinks"))
        )

    before = [line.split("\t")[1] for line in state()[1].splitlines()], state()[0]
    assert main(["demo", "--server", server.address, "--json"]) == 0
    assert lines(capsys.readouterr().out)[-1]["ok"] is True
    assert ([line.split("\t")[1] for line in state()[1].splitlines()], state()[0]) == before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_the_demo_takes_its_processes_with_it(number: signal.Signals) -> None:
    if lacking := PulseAudio.missing():
        pytest.skip(f"pulseaudio: {lacking} is not installed")
    with (
        # What a killed demo leaves behind is its folder; not below tmp_path, for a socket's path
        # may have 107 bytes.
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as temporary,
        Running("demo", "--daemon", "pulseaudio", "--pace", "5", temporary=temporary) as demo,
    ):
        demo.see("step", happens="plays")
        children = psutil.Process(demo.process.pid).children(recursive=True)
        assert len(children) >= 3
        status = demo.end(number)
        assert status == (-signal.SIGKILL if number == signal.SIGKILL else 130)
        # A killed parent takes them along through the kernel and their closed input.
        _, alive = psutil.wait_procs(children, timeout=LIMIT)
        with contextlib.suppress(psutil.NoSuchProcess):
            alive = [child for child in alive if child.status() != psutil.STATUS_ZOMBIE]
        assert not alive


def test_the_demo_says_who_has_died(server: Server) -> None:
    with Running("demo", "--server", server.address, "--pace", "1") as demo:
        demo.see("step", happens="plays")
        (maps,) = [
            child
            for child in psutil.Process(demo.process.pid).children(recursive=True)
            if "Maps" in child.cmdline()
        ]
        maps.kill()
        assert demo.process.wait(LIMIT) == 2
        assert demo.process.stderr is not None
        assert demo.process.stderr.read().decode().startswith("audio-session: Maps")


def test_watch_shows_how_two_processes_interrupt_each_other(server: Server) -> None:
    address = ("--server", server.address)
    with (
        Running("watch", *address) as observer,
        Running("watch", *address, "--activate", "--preset", "music") as music,
    ):
        observer.see("start", platform="linux")
        music.see("activation", status="granted")
        music.see("focus_holders")
        with Running("watch", *address, "--activate", "--preset", "alarm") as alarm:
            alarm.see("activation", status="granted")
            begin = music.see("interruption")
            assert (begin["begin"], begin["type"], begin["reason"]) == (True, "pause", "other_app")
            holders = observer.see("focus_holders")["holders"]
            while len(holders) < 2:
                holders = observer.see("focus_holders")["holders"]
            assert [holder["pid"] for holder in holders] == [
                alarm.process.pid,
                music.process.pid,
            ]
            assert alarm.end() == 0
        end = music.see("interruption")
        assert (end["begin"], end["should_resume"]) == (False, True)
        assert music.end(signal.SIGTERM) == 0
        assert observer.see("focus_holders", holders=[])
        assert observer.end() == 0
        observer.see("end")


def test_watch_sees_the_server_go_and_come_back(server: Server) -> None:
    with Running("watch", "--server", server.address, "--activate") as watch:
        watch.see("activation", status="granted")
        watch.see("focus_holders")
        server.kill()
        watch.see("service", available=False)
        server.start()
        watch.see("service", available=True)
        assert watch.end() == 0


def test_doctor_and_devices_describe_the_server(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    with Running("watch", "--server", server.address, "--activate") as watch:
        watch.see("activation", status="granted")
        assert main(["doctor", "--server", server.address, "--json"]) == 0
        printed = lines(capsys.readouterr().out)
        assert main(["doctor", "--server", server.address]) == 0
        said = capsys.readouterr().out
    by_event = {line["event"]: line for line in printed}
    assert by_event["chosen"]["platform"] == "linux"
    assert by_event["server"]["address"] == server.address
    assert by_event["focus_holder"]["pid"] == watch.process.pid
    assert f"pid {watch.process.pid}" in said
    assert main(["devices", "--server", server.address, "--json"]) == 0
    devices = lines(capsys.readouterr().out)
    assert [device["address"] for device in devices if device["isDefault"]] == ["nullA"]
