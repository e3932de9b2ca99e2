"""Sound servers in folders of their own, for the demo and the tests: no other program sees them."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Self

from ._processes import DemoError, pactl, start, stop

if TYPE_CHECKING:
    from collections.abc import Mapping

_LIMIT = 15.0
_STEP = 0.02  # seconds between two looks at a socket that is about to appear
INSTALL = "apt install pulseaudio pulseaudio-utils"


class Daemon:
    """A sound server: ``with PulseAudio({"speakers": ""}) as server`` starts it and ends it."""

    name: ClassVar[str]
    title: ClassVar[str]
    programs: ClassVar[tuple[str, ...]]

    def __init__(self, sinks: Mapping[str, str]) -> None:
        """Make its folder. ``sinks`` names the null sinks that it has, the default first.

        Their values are the sinks' properties: ``"device.form_factor=internal"``, or ``""``.
        """
        self.sinks = {
            name: f"sink_name={name}" + (f" sink_properties='{properties}'" if properties else "")
            for name, properties in sinks.items()
        }
        self.root = _make_folder()
        for name in ("home/.config", "state", "pulse"):
            (self.root / name).mkdir(parents=True)
        self.processes: list[subprocess.Popen[bytes]] = []

    @classmethod
    def missing(cls) -> str:
        """Name the programs that it needs and that are not there, ``""`` if none."""
        programs = (*cls.programs, "pactl", "pacat")
        return ", ".join(name for name in programs if shutil.which(name) is None)

    @property
    def address(self) -> str:
        """What PULSE_SERVER takes."""
        return f"unix:{self.root}/native"

    @property
    def environment(self) -> dict[str, str]:
        """What leads its own processes, and a client, to this server and to no other."""
        return {
            "PATH": os.environ.get("PATH", os.defpath),
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

    def start(self) -> None:
        """Start it; returns when its sinks are there. :class:`DemoError` holds its last words."""
        try:
            self._start()
        except DemoError as error:
            last = (self.root / "log").read_text(errors="replace").strip().splitlines()[-1:]
            raise DemoError(": ".join([f"{self.name} did not start: {error}", *last])) from None

    def _start(self) -> None:
        raise NotImplementedError

    def _run(self, *command: str, socket_name: str = "") -> None:
        """Start one of its processes, and wait for the socket that it opens, if it opens one."""
        path = self.root / socket_name
        if socket_name:
            path.unlink(missing_ok=True)  # of a process that was killed
        with (self.root / "log").open("ab") as log:
            process = start(*command, environment=self.environment, log=log)
        self.processes.append(process)
        if socket_name:
            _await_socket(path, process)

    def stop(self) -> None:
        """End its processes, the last one first; it can be started again. Idempotent."""
        while self.processes:
            stop(self.processes.pop())

    def __enter__(self) -> Self:
        with contextlib.ExitStack() as stack:
            stack.callback(self.__exit__)
            self.start()
            stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self.root, ignore_errors=True)


class PulseAudio(Daemon):
    """PulseAudio, with no module that acts on roles."""

    name = "pulseaudio"
    title = "PulseAudio"
    programs = ("pulseaudio",)

    def _start(self) -> None:
        lines = [
            ".fail",
            f"load-module module-native-protocol-unix socket={self.root}/native auth-anonymous=1",
            *(f"load-module module-null-sink {arguments}" for arguments in self.sinks.values()),
            f"set-default-sink {next(iter(self.sinks))}",
        ]
        (self.root / "default.pa").write_text("\n".join(lines) + "\n")
        self._run(
            *("pulseaudio", "-n", "-F", f"{self.root}/default.pa", "--daemonize=no"),
            *("--exit-idle-time=-1", "--use-pid-file=no", "--realtime=no", "--high-priority=no"),
            "--log-target=stderr",
            socket_name="native",
        )


class PipeWire(Daemon):
    """PipeWire with WirePlumber and pipewire-pulse."""

    name = "pipewire"
    title = "PipeWire"
    programs = ("pipewire", "wireplumber", "pipewire-pulse", "dbus-daemon")

    def _start(self) -> None:
        self._run(
            *("dbus-daemon", "--session", "--nofork", "--nopidfile"),
            f"--address=unix:path={self.root}/bus",
            socket_name="bus",
        )
        self._run("pipewire", socket_name="pipewire-0")
        self._run("wireplumber")
        self._run("pipewire-pulse", socket_name="native")
        for arguments in self.sinks.values():
            pactl(self.address, "load-module", "module-null-sink", arguments)
        set_default_sink(self.address, next(iter(self.sinks)))


DAEMONS: Mapping[str, type[Daemon]] = {kind.name: kind for kind in (PulseAudio, PipeWire)}


def set_default_sink(server: str, sink: str) -> None:
    """Make a sink the default, and wait until it is: WirePlumber may need a moment."""
    deadline = time.monotonic() + _LIMIT
    while time.monotonic() < deadline:
        with contextlib.suppress(DemoError):
            pactl(server, "set-default-sink", sink)
            if pactl(server, "get-default-sink") == sink:
                return
    raise DemoError(f"{sink} did not become the default output")


def _make_folder() -> Path:
    """Make a folder whose path can be an address.

    A socket's has up to 107 bytes, PULSE_SERVER is split at spaces, D-Bus wants most else escaped.
    """
    folder = tempfile.gettempdir()
    if not re.fullmatch(r"[\w./-]{1,60}", folder, re.ASCII):
        folder = "/tmp"  # noqa: S108 - mkdtemp's folder is new, and its owner's alone
    return Path(tempfile.mkdtemp(prefix="audio-session-", dir=folder))


def _await_socket(path: Path, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _LIMIT
    while time.monotonic() < deadline:
        with socket.socket(socket.AF_UNIX) as probe, contextlib.suppress(OSError):
            probe.connect(str(path))
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            raise DemoError(f"it ended with status {process.wait(_STEP)}")
    raise DemoError(f"it opened no socket within {_LIMIT:g} s")
