"""The real sound servers of this machine, and what processes on them cost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.servers import SERVERS, PipeWireServer

from .harness import MissingError

if TYPE_CHECKING:
    from tests.servers import Server


def present() -> tuple[list[type[Server]], list[str]]:
    """Return the kinds that can be started here, and a sentence for each that cannot."""
    lacking = [f"{kind.name}: {kind.missing()}" for kind in SERVERS if kind.missing()]
    kinds: list[type[Server]] = [kind for kind in SERVERS if not kind.missing()]
    if not kinds:
        raise MissingError(f"a sound server ({'; '.join(lacking)}): apt-get install pulseaudio")
    return kinds, lacking


def roomy(kind: type[Server]) -> tuple[Server, int]:
    """Return a server that is not started yet, and how many clients it can be made to take.

    Both take 64 as they come. In PulseAudio that is compiled in (MAX_CONNECTIONS in
    src/pulsecore/protocol-native.c), for pipewire-pulse it is a setting (max-clients).
    """
    server = kind()
    if kind is not PipeWireServer:
        return server, 64
    settings = server.root / "home/.config/pipewire/pipewire-pulse.conf.d"
    settings.mkdir(parents=True)
    (settings / "clients.conf").write_text(
        "pulse.properties = { server.address = [\n"
        '  { address = "unix:native" max-clients = 256 listen-backlog = 256 }\n'
        "] }\n"
    )
    return server, 256


def cpu_ns(process: int) -> int:
    """Return the time that a process's living threads have spent on a CPU."""
    total = 0
    for task in Path(f"/proc/{process}/task").iterdir():
        try:
            total += int((task / "schedstat").read_text().split()[0])
        except (FileNotFoundError, ProcessLookupError):
            continue  # the thread has ended meanwhile
    return total
