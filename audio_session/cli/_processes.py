"""Processes that the demo starts, and that never outlive it."""

from __future__ import annotations

import contextlib
import json
import queue
import shutil
import subprocess
import sys
import threading
from typing import IO, TYPE_CHECKING, Any, Self

from ..errors import AudioSessionError

if TYPE_CHECKING:
    from collections.abc import Mapping

_PATIENCE = 3.0  # seconds that a process gets to end by itself
_LIMIT = 15.0


class DemoError(AudioSessionError):
    """A process that the demo needs did not do what it was asked for."""


def start(
    *command: str,
    environment: Mapping[str, str] | None = None,
    log: IO[bytes] | None = None,
) -> subprocess.Popen[bytes]:
    """Start a process that gets no input, out of reach of the terminal's Ctrl-C.

    Where util-linux's ``setpriv`` is there, the kernel ends it with us, however we end.
    """
    leash = ["setpriv", "--pdeathsig", "TERM"] if shutil.which("setpriv") else []
    return subprocess.Popen(  # noqa: S603 - commands of the demo's own, no shell
        [*leash, *command],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=log or subprocess.DEVNULL,
        stderr=log or subprocess.DEVNULL,
        process_group=0,
    )


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process, politely at first, and wait for it. Idempotent."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
    process.wait()


def pactl(server: str, *arguments: str) -> str:
    """Ask a sound server something through pactl; ``""`` is the user's own."""
    where = [f"--server={server}"] if server else []
    try:
        done = subprocess.run(  # noqa: S603 - arguments of the demo's own, no shell
            ["pactl", *where, *arguments],  # noqa: S607 - wherever the user has it
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_LIMIT,
            check=False,
        )
    except FileNotFoundError:
        raise DemoError("pactl is missing; fix: apt install pulseaudio-utils") from None
    except subprocess.TimeoutExpired:
        raise DemoError(f"pactl {arguments[0]}: no answer within {_LIMIT:g} s") from None
    if done.returncode != 0:
        raise DemoError(f"pactl {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout.strip()


class Actor:
    """Another app: a second process that uses this library for itself."""

    def __init__(self, name: str, preset: str, server: str) -> None:
        """Start it; it is ready when :meth:`ready` returns."""
        self.name = name
        self._lines: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self._told: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self._process = subprocess.Popen(  # noqa: S603 - this very Python, no shell
            [sys.executable, "-m", "audio_session.cli._actor", name, preset, server],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            process_group=0,
        )
        self._reader = threading.Thread(target=self._read, name=f"reads {name}", daemon=True)
        self._reader.start()

    def ready(self) -> None:
        """Wait until it has opened its session."""
        self._answer("ready")

    def ask(self, word: str) -> float:
        """Let it ``play`` or ``stop``; return the moment (``time.monotonic``) at which it did."""
        assert self._process.stdin is not None  # noqa: S101 - it was made with a pipe
        try:
            self._process.stdin.write(f"{word}\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            raise DemoError(f"{self.name} has ended") from None
        answer = self._answer("activation")
        if answer["status"] != "granted":
            raise DemoError(f"{self.name} wanted to {word} and was {answer['status']}")
        return float(answer["time"])

    def told(self, limit: float) -> dict[str, Any] | None:
        """Return what its session tells it next, None if nothing within ``limit`` seconds."""
        try:
            return self._told.get(timeout=limit)
        except queue.Empty:
            return None

    def close(self) -> None:
        """End it: its input ends first, so that it can give back what it holds."""
        if self._process.stdin is not None:
            # A broken pipe says that it has ended already, which is what is wanted.
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.close()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join(_PATIENCE)
        if self._process.stdout is not None:
            self._process.stdout.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _read(self) -> None:
        assert self._process.stdout is not None  # noqa: S101 - it was made with a pipe
        for line in self._process.stdout:
            said = json.loads(line)
            (self._told if said["event"] == "interruption" else self._lines).put(said)
        self._lines.put({"event": "error", "text": "its process ended"})

    def _answer(self, event: str) -> dict[str, Any]:
        try:
            said = self._lines.get(timeout=_LIMIT)
        except queue.Empty:
            raise DemoError(f"{self.name}: no answer within {_LIMIT:g} s") from None
        if said["event"] != event:
            raise DemoError(f"{self.name}: {said.get('text', said)}")
        return said
