"""What unit tests of the session share: a phone, its driver, and a session on it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))

from sessions import ProbedDriver

from audio_session import AudioSession, _native, blocking
from audio_session.simulator import AndroidDevice

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator


@pytest.fixture
def phone() -> AndroidDevice:
    return AndroidDevice(api=34)


@pytest.fixture
def driver(phone: AndroidDevice) -> ProbedDriver:
    return ProbedDriver(phone.driver())


@pytest.fixture
async def session(driver: ProbedDriver) -> AsyncIterator[AudioSession]:
    session = AudioSession(driver=driver)
    yield session
    await session.close()


@pytest.fixture
def blocking_session(driver: ProbedDriver) -> Iterator[blocking.AudioSession]:
    with blocking.AudioSession(driver=driver) as session:
        yield session


@pytest.fixture(autouse=True)
def _without_pyjnius(monkeypatch: pytest.MonkeyPatch) -> None:
    """The benchmarks' pyjnius would start a JVM as soon as it is asked for one."""
    monkeypatch.setitem(sys.modules, "jnius", None)


@pytest.fixture
def without_ios(monkeypatch: pytest.MonkeyPatch) -> None:
    """The driver of iOS is in no build but one for a phone, or for these tests."""
    holds = tuple(name for name in _native.drivers() if name != "ios")
    monkeypatch.setattr(_native, "drivers", lambda: holds)
