"""Apps for tests on a real server: of this process, of another one, and strangers."""

from __future__ import annotations

import itertools
import json
import os
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from audio_session._native import Channel, NativeDriver
from audio_session.cli._daemon import set_default_sink

if TYPE_CHECKING:
    from servers import Server

LIMIT = 15.0
CHILDREN = Path(__file__).parent / "children"


class Seen(NamedTuple):
    """An event by name."""

    name: str
    flags: int
    code: int
    value: int


class AnyApp:
    """What all apps do: call operations, and see events."""

    def __init__(self) -> None:
        self.waiting: list[Seen] = []

    def call(self, operation: str, *arguments: Any) -> Any:
        raise NotImplementedError

    def collect(self, timeout: float) -> bool:
        """Take what comes within ``timeout`` seconds into ``waiting``; whether anything did."""
        raise NotImplementedError

    def request(
        self, gain: int, generation: int = 1, role: str | None = "music", delayed: bool = False
    ) -> int:
        return self.call("request_focus", gain, delayed, role, generation)

    def abandon(self, generation: int = 1) -> bool:
        return self.call("abandon_focus", generation)

    def see(self, name: str, code: int | None = None, value: int | None = None) -> Seen:
        """Return the next event of that name, which must have that code and value."""
        deadline = time.monotonic() + LIMIT
        while True:
            for position, event in enumerate(self.waiting):
                if event.name != name:
                    continue
                del self.waiting[position]
                assert code is None or event.code == code, event
                assert value is None or event.value == value, event
                return event
            left = deadline - time.monotonic()
            if left <= 0 or (not self.collect(left) and time.monotonic() >= deadline):
                raise AssertionError(f"no {name} within {LIMIT} s; waiting: {self.waiting}")

    def see_focus(self, code: int, generation: int = 1) -> Seen:
        return self.see("FOCUS_CHANGE", code, generation)

    def see_other_audio(self, playing: bool) -> None:
        """Wait until the app believes that; the way there may have more than one step."""
        while self.see("OTHER_AUDIO_CHANGED").value != playing:
            pass

    def json(self, operation: str, *arguments: Any) -> Any:
        return json.loads(self.call(operation, *arguments))

    def holders(self, count: int) -> list[dict[str, Any]]:
        """Return who holds focus, once that many do: pipewire-pulse tells one by one."""
        deadline = time.monotonic() + LIMIT
        while len(found := self.json("get_focus_holders")) != count:
            assert time.monotonic() < deadline, found
        return found

    def seen(self, name: str) -> list[Seen]:
        """Events of that name so far, once all that the server has said until now is dealt with."""
        self.call("is_other_audio_playing")
        while self.collect(0):
            pass
        return [event for event in self.waiting if event.name == name]


class App(AnyApp):
    """An app in this process."""

    def __init__(self, server: Server | None, name: str = "app", address: str = "") -> None:
        super().__init__()
        self.channel = Channel()
        self.driver = NativeDriver(
            "linux", application_name=name, server=address or (server.address if server else None)
        )
        self.driver.open(self.channel)

    def call(self, operation: str, *arguments: Any) -> Any:
        return self.driver.call(operation, *arguments)

    def collect(self, timeout: float) -> bool:
        if not self.channel.wait(timeout):
            return False
        # Until nothing comes: before that the channel says that there may be more.
        events = list(itertools.chain.from_iterable(iter(self.channel.drain, [])))
        self.waiting += [
            Seen(self.driver.events[event.kind], event.flags, event.code, event.value)
            for event in events
        ]
        return bool(events)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.driver.close()
        self.channel.shut()


class Process:
    """A child process that is spoken to in lines."""

    def __init__(self, server: Server, *command: str | Path) -> None:
        environment = {**server.environment, "PYTHONPATH": os.environ.get("PYTHONPATH", "")}
        self.process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.input, self.output = self.process.stdin, self.process.stdout
        self.rest = b""

    def tell(self, line: str) -> None:
        self.input.write(line.encode() + b"\n")
        self.input.flush()

    def lines(self, timeout: float) -> list[str]:
        """Return the whole lines that are there within ``timeout`` seconds, maybe none."""
        ready, _, _ = select.select([self.output], [], [], timeout)
        if not ready:
            return []
        chunk = os.read(self.output.fileno(), 1 << 20)
        assert chunk, f"the child process ended with {self.process.wait(LIMIT)}"
        *lines, self.rest = (self.rest + chunk).split(b"\n")
        return [line.decode() for line in lines]

    def reply(self) -> str:
        deadline = time.monotonic() + LIMIT
        while time.monotonic() < deadline:
            for line in self.lines(LIMIT):
                return line
        raise AssertionError("the child process does not answer")

    def ask(self, line: str) -> bool:
        self.tell(line)
        return self.reply() == "ok"

    def end(self) -> None:
        """End it in order."""
        self.input.close()
        assert self.process.wait(LIMIT) == 0
        self.output.close()

    def kill(self) -> None:
        """End it as ``kill -9`` does."""
        self.process.kill()
        self.process.wait(LIMIT)
        self.input.close()
        self.output.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()


class ChildApp(Process, AnyApp):
    """An app in a process of its own."""

    def __init__(self, server: Server, name: str = "child") -> None:
        AnyApp.__init__(self)
        Process.__init__(self, server, sys.executable, CHILDREN / "session.py", name)
        self.answers: list[dict[str, Any]] = []
        self.pid = self.answer()

    def collect(self, timeout: float) -> bool:
        lines = [json.loads(line) for line in self.lines(timeout)]
        for line in lines:
            if "event" in line:
                self.waiting.append(Seen(line["event"], line["flags"], line["code"], line["value"]))
            else:
                self.answers.append(line)
        return bool(lines)

    def answer(self) -> Any:
        deadline = time.monotonic() + LIMIT
        while not self.answers:
            assert time.monotonic() < deadline, "the child process does not answer"
            self.collect(LIMIT)
        answer = self.answers.pop(0)
        assert "error" not in answer, answer
        return answer["result"]

    def call(self, operation: str, *arguments: Any) -> Any:
        self.tell(json.dumps({"call": operation, "arguments": arguments}))
        return self.answer()


class Stranger(Process):
    """An app that plays silence and does not know this library."""

    def __init__(self, server: Server, role: str = "", *, corked: bool = False) -> None:
        how = ["corked"] if corked else []
        super().__init__(server, sys.executable, CHILDREN / "stream.py", role, *how)
        assert self.reply() == "ok"

    def set(self, key: str, value: bytes) -> bool:
        """Set a property of its client to any bytes; whether the server took it."""
        return self.ask(f"set {key} {value.hex()}")


class Card(Process):
    """A sound card with a speaker, headphones and HDMI; the default output of a PipeWire server."""

    def __init__(self, server: Server, program: Path) -> None:
        super().__init__(server, program)
        assert self.reply() == "ready"
        # WirePlumber binds the routes to the output a little later.
        deadline = time.monotonic() + LIMIT
        while "analog-output-headphones" not in server.pactl("list", "sinks"):
            assert time.monotonic() < deadline, "the card has no ports"
        set_default_sink(server.address, "fake_card.sink")
