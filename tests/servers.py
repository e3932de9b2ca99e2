"""Real sound servers for tests, benchmarks and demonstrations, each in a folder of its own.

``with PulseServer() as server:`` starts a daemon that no other program of this machine sees, with
the null sinks ``nullA`` (the default) and ``nullB``; ``server.address`` is what
``NativeDriver(..., server=...)`` and ``PULSE_SERVER`` take. They are the demo's, and can crash.
"""

from __future__ import annotations

import signal

from audio_session.cli._daemon import Daemon, PipeWire, PulseAudio
from audio_session.cli._processes import pactl

LIMIT = 20.0  # seconds for a killed process to be gone


class Server(Daemon):
    """A sound server: start, kill, stop and continue it, and ask it things through pactl."""

    def __init__(self) -> None:
        super().__init__({"nullA": "", "nullB": ""})

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

    def stop(self) -> None:
        """End it; a test may have left it stopped, so that nothing but a kill would."""
        self.kill()

    def restart(self) -> None:
        """Crash it, and start it again at the same address."""
        self.kill()
        self.start()

    def pactl(self, *arguments: str) -> str:
        """Run pactl against it and return what that printed."""
        return pactl(self.address, *arguments)

    def load(self, module: str, *arguments: str) -> str:
        """Load a module and return its number."""
        return self.pactl("load-module", module, *arguments)


class PulseServer(Server, PulseAudio):
    """PulseAudio, without module-role-cork."""


class PipeWireServer(Server, PipeWire):
    """PipeWire with WirePlumber and pipewire-pulse."""


SERVERS = (PulseServer, PipeWireServer)
