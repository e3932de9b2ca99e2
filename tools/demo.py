"""What ``make demo`` runs: ``audio-session demo``, with a sound server if it can be had.

Where none answers but PulseAudio is installed, a private one is started for the length of the
demo, so that real processes interrupt each other rather than simulated apps.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.servers import PulseServer  # noqa: E402 - found only now


def server_answers() -> bool:
    """Say whether there is a sound server for this user already."""
    if shutil.which("pactl") is None:
        return False
    return subprocess.run(["pactl", "info"], capture_output=True, check=False).returncode == 0


def main() -> int:
    """Run the demo and return its exit status."""
    private = not server_answers() and shutil.which("pulseaudio") is not None
    if private:
        print("No sound server answers: starting a private PulseAudio for the demo.", flush=True)
    with PulseServer() if private else nullcontext() as server:
        environment = os.environ | ({"PULSE_SERVER": server.address} if server else {})
        command = [str(Path(sys.executable).with_name("audio-session")), "demo", *sys.argv[1:]]
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
