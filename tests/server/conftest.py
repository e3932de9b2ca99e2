"""A real sound server for each test, PulseAudio and PipeWire in turn."""

from __future__ import annotations

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
