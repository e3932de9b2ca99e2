"""What unit tests of the session share: a phone, its driver, and a session on it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))

from sessions import ProbedDriver

from audio_session import (
    AndroidAudioManager,
    AudioSession,
    AudioSessionConfiguration,
    AVAudioApplication,
    AVAudioSession,
    _native,
    blocking,
)
from audio_session.platforms.ios import IosPlatform
from audio_session.simulator import AndroidDevice, IPhone

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


@pytest.fixture
def ours(blocking_session: blocking.AudioSession) -> blocking.AudioSession:
    """A session that is configured for music."""
    blocking_session.configure(AudioSessionConfiguration.music())
    return blocking_session


@pytest.fixture
def manager(
    session: AudioSession, phone: AndroidDevice | IPhone
) -> AndroidAudioManager | AVAudioSession:
    """The session's low-level manager, of the phone's own system."""
    return AVAudioSession(session) if isinstance(phone, IPhone) else AndroidAudioManager(session)


@pytest.fixture
def application(session: AudioSession) -> AVAudioApplication:
    return AVAudioApplication(session)


@pytest.fixture
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy iPhone is asked again at once."""
    monkeypatch.setattr(IosPlatform, "retry_delays", (0.0, 0.0))


@pytest.fixture(autouse=True)
def _without_pyjnius(monkeypatch: pytest.MonkeyPatch) -> None:
    """The benchmarks' pyjnius would start a JVM as soon as it is asked for one."""
    monkeypatch.setitem(sys.modules, "jnius", None)


@pytest.fixture
def without_ios(monkeypatch: pytest.MonkeyPatch) -> None:
    """The driver of iOS is in no build but one for a phone, or for these tests."""
    holds = tuple(name for name in _native.drivers() if name != "ios")
    monkeypatch.setattr(_native, "drivers", lambda: holds)
