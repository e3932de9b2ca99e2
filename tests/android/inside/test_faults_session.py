"""A session above an audio service that throws: what it says, and that it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from host import Thrown

from audio_session import AudioSessionConfiguration, AudioSessionState, blocking
from audio_session.activation import DenialReason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from host import Host
    from hosted import HostedDevice

ILLEGAL_STATE = "java.lang.IllegalStateException"
THROWN = Thrown(ILLEGAL_STATE, "not now")


@pytest.fixture
def session(phone: HostedDevice) -> Iterator[blocking.AudioSession]:
    with blocking.AudioSession(driver=phone.driver()) as session:
        yield session


def test_an_activation_that_throws_is_a_denial_with_the_exception(
    host: Host, phone: HostedDevice, session: blocking.AudioSession
) -> None:
    host.faults["requestAudioFocus"] = THROWN
    answer = session.set_active(True)
    assert not answer
    assert answer.reason is DenialReason.UNKNOWN
    assert f"{ILLEGAL_STATE}: not now" in answer.hint
    assert session.state is AudioSessionState.INACTIVE
    assert phone.arbiter.stack == ()
    assert session.set_active(True)
    assert len(phone.arbiter.stack) == 1


def test_focus_that_could_not_be_given_back_goes_with_the_next_that_is(
    host: Host, phone: HostedDevice, session: blocking.AudioSession
) -> None:
    session.set_active(True)
    host.faults["abandonAudioFocus"] = THROWN
    assert not session.set_active(False)
    assert session.state is AudioSessionState.INACTIVE
    assert len(phone.arbiter.stack) == 1
    assert session.set_active(True)
    assert session.set_active(False)
    assert phone.arbiter.stack == ()


def test_focus_that_could_not_be_given_back_goes_with_the_session(
    host: Host, phone: HostedDevice
) -> None:
    with blocking.AudioSession(driver=phone.driver()) as session:
        session.set_active(True)
        host.faults["abandonAudioFocus"] = THROWN
        assert not session.set_active(False)
        assert len(phone.arbiter.stack) == 1
    assert phone.arbiter.stack == ()
    assert host.run("counts") == "0 0"


def test_a_grant_counts_although_the_one_before_could_not_be_given_back(
    host: Host, phone: HostedDevice, session: blocking.AudioSession
) -> None:
    session.set_active(True)
    session.configure(AudioSessionConfiguration.speech())
    host.faults["abandonAudioFocus"] = THROWN
    assert session.set_active(True)
    assert not host.faults
    assert session.state is AudioSessionState.ACTIVE
    assert session.set_active(False)
    assert phone.arbiter.stack == ()


def test_reading_goes_on(host: Host, session: blocking.AudioSession) -> None:
    before = session.get_devices()
    host.faults["getStreamMaxVolume"] = host.faults["getMode"] = THROWN
    assert session.set_active(True)
    assert session.get_devices() == before
