"""A sound server of the demo's own, in a directory of its own: the user's sound is not touched."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from ._processes import DemoError, pactl, start, stop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LIMIT = 15.0
_STEP = 0.02  # seconds between two looks at a socket that is about to appear
SPEAKERS = "audio_session_speakers"
_PROPERTIES = "device.description=Speakers device.form_factor=internal"
_PULSEAUDIO, _PIPEWIRE = "pulseaudio", "pipewire"
_PROGRAMS = {
    _PULSEAUDIO: ("pulseaudio", "pactl", "pacat"),
    _PIPEWIRE: ("pipewire", "wireplumber", "pipewire-pulse", "dbus-daemon", "pactl", "pacat"),
}
KINDS = tuple(_PROGRAMS)
NAMES = {_PULSEAUDIO: "PulseAudio", _PIPEWIRE: "PipeWire"}
INSTALL = "apt install pulseaudio pulseaudio-utils"


def missing(kind: str) -> str:
    """Name the programs that a server of this kind needs and that are not there, ``""`` if none."""
    return ", ".join(name for name in _PROGRAMS[kind] if shutil.which(name) is None)


@contextlib.contextmanager
def private_server(kind: str) -> Iterator[str]:
    """Run a server of this kind, give its address. :class:`DemoError` holds its last words."""
    with (
        tempfile.TemporaryDirectory(prefix="audio-session-", ignore_cleanup_errors=True) as folder,
        contextlib.ExitStack() as stack,
    ):
        root = Path(folder)
        for name in ("home/.config", "state", "pulse"):
            (root / name).mkdir(parents=True)
        log = stack.enter_context((root / "log").open("ab"))
        environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": f"{root}/home",
            "XDG_RUNTIME_DIR": str(root),
            "XDG_CONFIG_HOME": f"{root}/home/.config",
            "XDG_STATE_HOME": f"{root}/state",
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={root}/bus",
            "PIPEWIRE_RUNTIME_DIR": str(root),
            "PULSE_RUNTIME_PATH": str(root),
            "PULSE_STATE_PATH": f"{root}/state",
        }

        def run(*command: str, socket_name: str = "") -> None:
            process = start(*command, environment=environment, log=log)
            stack.callback(stop, process)
            if socket_name:
                _await_socket(root / socket_name, process)

        try:
            _SERVERS[kind](root, run)
        except DemoError as error:
            last = (root / "log").read_text(errors="replace").strip().splitlines()[-1:]
            raise DemoError(": ".join([f"{kind} did not start: {error}", *last])) from None
        yield f"unix:{root}/native"


def _start_pulseaudio(root: Path, run: Callable[..., None]) -> None:
    (root / "default.pa").write_text(
        f".fail\nload-module module-native-protocol-unix socket={root}/native auth-anonymous=1\n"
        f"load-module module-null-sink sink_name={SPEAKERS} sink_properties='{_PROPERTIES}'\n"
    )
    run(
        *("pulseaudio", "-n", "-F", f"{root}/default.pa", "--daemonize=no", "--use-pid-file=no"),
        *("--exit-idle-time=-1", "--realtime=no", "--high-priority=no", "--log-target=stderr"),
        socket_name="native",
    )


def _start_pipewire(root: Path, run: Callable[..., None]) -> None:
    run(
        *("dbus-daemon", "--session", "--nofork", "--nopidfile"),
        f"--address=unix:path={root}/bus",
        socket_name="bus",
    )
    run("pipewire", socket_name="pipewire-0")
    run("wireplumber")
    run("pipewire-pulse", socket_name="native")
    server = f"unix:{root}/native"
    pactl(
        server,
        *("load-module", "module-null-sink", f"sink_name={SPEAKERS}"),
        f"sink_properties='{_PROPERTIES}'",
    )
    set_default_sink(server, SPEAKERS)


_SERVERS = {_PULSEAUDIO: _start_pulseaudio, _PIPEWIRE: _start_pipewire}


def set_default_sink(server: str, sink: str) -> None:
    """Make a sink the default, and wait until it is: WirePlumber may need a moment."""
    deadline = time.monotonic() + _LIMIT
    while time.monotonic() < deadline:
        with contextlib.suppress(DemoError):
            pactl(server, "set-default-sink", sink)
            if pactl(server, "get-default-sink") == sink:
                return
    raise DemoError(f"{sink} did not become the default output")


def _await_socket(path: Path, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _LIMIT
    while time.monotonic() < deadline:
        with socket.socket(socket.AF_UNIX) as probe, contextlib.suppress(OSError):
            probe.connect(str(path))
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            raise DemoError(f"it ended with status {process.wait(_STEP)}")
    raise DemoError(f"it opened no socket within {_LIMIT:g} s")
