"""A real sound server for each test, PulseAudio and PipeWire in turn."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

for folder in (Path(__file__).parent, Path(__file__).parent.parent):
    sys.path.insert(0, str(folder))

from servers import SERVERS, PipeWireServer, PulseServer, Server  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("server")


def started(kind: type[Server]) -> Iterator[Server]:
    missing = kind.missing()
    if missing:
        pytest.skip(f"{kind.name}: {missing} is not installed")
    with kind() as server:
        yield server


@pytest.fixture(params=SERVERS, ids=lambda kind: kind.name)
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """Each server that this machine has; the rest is skipped by name."""
    yield from started(request.param)


@pytest.fixture
def pulseaudio() -> Iterator[Server]:
    """PulseAudio, for what only it can do."""
    yield from started(PulseServer)


@pytest.fixture
def pipewire() -> Iterator[Server]:
    """PipeWire, for what only it can do."""
    yield from started(PipeWireServer)


@pytest.fixture(scope="session")
def card_program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the fake sound card, a small C program in PipeWire's graph."""
    compiler, config = shutil.which("cc"), shutil.which("pkg-config")
    if compiler is None or config is None:
        pytest.skip("fake card: cc and pkg-config are not installed")
    flags = subprocess.run(
        [config, "--cflags", "--libs", "libpipewire-0.3"],
        capture_output=True,
        text=True,
        check=False,
    )
    if flags.returncode != 0:
        pytest.skip("fake card: libpipewire-0.3-dev is not installed")
    program = tmp_path_factory.mktemp("card") / "pipewire_card"
    source = Path(__file__).parent / "children" / "pipewire_card.c"
    subprocess.run(
        [compiler, "-std=gnu11", "-Wall", "-o", str(program), str(source), *flags.stdout.split()],
        check=True,
    )
    return program
