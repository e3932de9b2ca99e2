"""Tells each story on every driver whose world can tell it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

HERE = Path(__file__).parent
for folder in (HERE, HERE.parent, HERE.parent / "server"):
    sys.path.insert(0, str(folder))

from probes import PROBES, Probe  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "probe" in metafunc.fixturenames:
        needs: frozenset[str] = getattr(metafunc.function, "needs", frozenset())
        names = [name for name, make in PROBES.items() if needs <= make().traits]
        metafunc.parametrize("probe", names, indirect=True)


@pytest.fixture
def probe(request: pytest.FixtureRequest) -> Iterator[Probe]:
    with PROBES[request.param]() as probe:
        yield probe


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents and "[linux" in item.name:
            item.add_marker("server")
