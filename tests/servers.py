"""Real sound servers for tests, benchmarks and demonstrations, each in a directory of its own.

``with PulseServer() as server:`` starts a daemon that no other program of this machine sees, with
two null sinks; ``server.address`` is what ``NativeDriver(..., server=...)`` and ``PULSE_SERVER``
take. Nothing here sleeps: a server counts as started when its socket takes a connection.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Self

if TYPE_CHECKING:
    from collections.abc import Mapping

LIMIT = 20.0  # seconds for anything that a server is asked to do
_IN_CREATE = 0x100


class ServerError(RuntimeError):
    """A server did not do what it was asked to; the text ends with its log."""


def wait_for_socket(path: Path, process: subprocess.Popen[bytes], limit: float = LIMIT) -> None:
    """Return when ``path`` takes connections; raise if ``process`` ends or is late."""
    libc = ctypes.CDLL(None, use_errno=True)
    watch = libc.inotify_init1(os.O_CLOEXEC | os.O_NONBLOCK)
    dead = os.pidfd_open(process.pid)
    try:
        libc.inotify_add_watch(watch, os.fsencode(path.parent), _IN_CREATE)
        deadline = time.monotonic() + limit
        while time.monotonic() < deadline:
            with socket.socket(socket.AF_UNIX) as probe, contextlib.suppress(OSError):
                probe.connect(str(path))
                return
            # A socket is bound, and its file seen, a moment before it listens.
            ready, _, _ = select.select([watch, dead], [], [], 0.01 if path.exists() else limit)
            if dead in ready:
                break
            if watch in ready:
                os.read(watch, 65536)
    finally:
        os.close(watch)
        os.close(dead)
    raise ServerError(f"{process.args!r} opened no socket at {path}")


class Server:
    """A sound server: start, kill, stop and continue it, and ask it things through pactl."""

    name: ClassVar[str]
    programs: ClassVar[tuple[str, ...]]

    def __init__(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="as-"))
        self.root.chmod(0o700)
        for name in ("home/.config", "state", "pulse"):
            (self.root / name).mkdir(parents=True)
        self.processes: list[subprocess.Popen[bytes]] = []

    @classmethod
    def missing(cls) -> str:
        """Say which program this server lacks here, ``""`` if none."""
        return ", ".join(name for name in (*cls.programs, "pactl") if shutil.which(name) is None)

    @property
    def address(self) -> str:
        """What PULSE_SERVER takes."""
        return f"unix:{self.root}/native"

    @property
    def environment(self) -> Mapping[str, str]:
        """What a client needs to find this server and no other; also the server's own."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": f"{self.root}/home",
            "XDG_RUNTIME_DIR": str(self.root),
            "XDG_CONFIG_HOME": f"{self.root}/home/.config",
            "XDG_STATE_HOME": f"{self.root}/state",
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={self.root}/bus",
            "PIPEWIRE_RUNTIME_DIR": str(self.root),
            "PULSE_RUNTIME_PATH": str(self.root),
            "PULSE_STATE_PATH": f"{self.root}/state",
            "PULSE_SERVER": self.address,
        }

    def spawn(self, *command: str, ready: Path | None = None) -> subprocess.Popen[bytes]:
        """Start one of the server's processes, and wait for the socket that it makes."""
        with (self.root / "log").open("ab") as log:
            process = subprocess.Popen(
                command, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        self.processes.append(process)
        if ready is not None:
            try:
                wait_for_socket(ready, process)
            except ServerError as error:
                log_text = (self.root / "log").read_text(errors="replace")[-4000:]
                raise ServerError(f"{error}\n{log_text}") from None
        return process

    def start(self) -> None:
        """Start the daemons and load the null sinks ``nullA`` (the default) and ``nullB``."""
        raise NotImplementedError

    def signal(self, number: int) -> None:
        """Send a signal to every process of the server."""
        for process in self.processes:
            process.send_signal(number)

    def kill(self) -> None:
        """End it as a crash would."""
        self.signal(signal.SIGCONT)
        self.signal(signal.SIGKILL)
        for process in self.processes:
            process.wait(LIMIT)
        self.processes.clear()

    def restart(self) -> None:
        """Crash it, and start it again at the same address."""
        self.kill()
        self.start()

    def pactl(self, *arguments: str) -> str:
        """Run pactl against it and return what that printed."""
        done = subprocess.run(
            ["pactl", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=LIMIT,
            check=False,
        )
        if done.returncode != 0:
            raise ServerError(f"pactl {' '.join(arguments)}: {done.stderr.strip()}")
        return done.stdout.strip()

    def load(self, module: str, *arguments: str) -> str:
        """Load a module and return its number."""
        return self.pactl("load-module", module, *arguments)

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        shutil.rmtree(self.root, ignore_errors=True)


class PulseServer(Server):
    """PulseAudio, without module-role-cork unless ``modules`` load it."""

    name = "pulseaudio"
    programs = ("pulseaudio",)

    def __init__(self, *modules: str) -> None:
        super().__init__()
        lines = [
            ".fail",
            f"load-module module-native-protocol-unix socket={self.root}/native auth-anonymous=1",
            "load-module module-null-sink sink_name=nullA",
            "load-module module-null-sink sink_name=nullB",
            *(f"load-module {module}" for module in modules),
            "set-default-sink nullA",
        ]
        (self.root / "default.pa").write_text("\n".join(lines) + "\n")

    def start(self) -> None:
        (self.root / "native").unlink(missing_ok=True)
        self.spawn(
            *("pulseaudio", "-n", "-F", f"{self.root}/default.pa", "--daemonize=no"),
            *("--exit-idle-time=-1", "--use-pid-file=no", "--realtime=no", "--high-priority=no"),
            *("--disallow-exit=false", "--log-target=stderr"),
            ready=self.root / "native",
        )


class PipeWireServer(Server):
    """PipeWire with WirePlumber and pipewire-pulse."""

    name = "pipewire"
    programs = ("pipewire", "wireplumber", "pipewire-pulse", "dbus-daemon")

    def start(self) -> None:
        for name in ("bus", "pipewire-0", "pipewire-0-manager", "native"):
            (self.root / name).unlink(missing_ok=True)
        self.spawn(
            *("dbus-daemon", "--session", "--nofork", "--nopidfile"),
            f"--address=unix:path={self.root}/bus",
            ready=self.root / "bus",
        )
        self.spawn("pipewire", ready=self.root / "pipewire-0")
        self.spawn("wireplumber")
        self.spawn("pipewire-pulse", ready=self.root / "native")
        self.load("module-null-sink", "sink_name=nullA")
        self.load("module-null-sink", "sink_name=nullB")
        # WirePlumber has no socket of its own: it is there when the default can be set.
        deadline = time.monotonic() + LIMIT
        while time.monotonic() < deadline:
            with contextlib.suppress(ServerError):
                self.pactl("set-default-sink", "nullA")
                if self.pactl("get-default-sink") == "nullA":
                    return
        raise ServerError("WirePlumber did not take nullA as its default sink")


SERVERS = (PulseServer, PipeWireServer)
