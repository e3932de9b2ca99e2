"""Focus that Android throws at when it is given back: it is not forgotten."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from audio_session import ActivationStatus, AudioSessionConfiguration, NativeError
from audio_session._native import Channel
from audio_session.errors import ServiceUnavailableError
from audio_session.platforms.android import AndroidPlatform

if TYPE_CHECKING:
    from sessions import ProbedDriver

MUSIC = AudioSessionConfiguration.music()
REFUSED = NativeError("not now", domain="java.lang.IllegalStateException")


@pytest.fixture
def platform(driver: ProbedDriver) -> AndroidPlatform:
    platform = AndroidPlatform(driver)
    platform.open(Channel())
    return platform


def abandoned(driver: ProbedDriver) -> list[object]:
    return [call[1] for call in driver.calls if call[0] == "abandonAudioFocus"]


def test_what_could_not_be_given_back_is_with_the_next_release(
    platform: AndroidPlatform, driver: ProbedDriver
) -> None:
    platform.request(MUSIC, 1)
    driver.fail("abandonAudioFocus", REFUSED)
    with pytest.raises(NativeError, match="not now"):
        platform.release(None)
    platform.release(None)
    assert abandoned(driver) == [1, 1]
    platform.release(None)
    assert abandoned(driver) == [1, 1]


def test_a_grant_stands_where_the_one_before_cannot_be_given_back(
    platform: AndroidPlatform, driver: ProbedDriver, caplog: pytest.LogCaptureFixture
) -> None:
    platform.request(MUSIC, 1)
    driver.fail("abandonAudioFocus", REFUSED)
    with caplog.at_level(logging.ERROR):
        assert platform.request(MUSIC, 2).status is ActivationStatus.GRANTED
    assert "not now" in caplog.text
    driver.fail("abandonAudioFocus", REFUSED)
    with pytest.raises(NativeError, match="not now"):
        platform.release(None)
    assert abandoned(driver) == [1, 1, 2], "one that is refused does not bar the others"
    platform.release(None)
    assert abandoned(driver) == [1, 1, 2, 1]


def test_a_service_that_dies_meanwhile_has_granted_nothing(
    platform: AndroidPlatform, driver: ProbedDriver
) -> None:
    platform.request(MUSIC, 1)
    driver.fail("abandonAudioFocus", ServiceUnavailableError("it died"))
    with pytest.raises(ServiceUnavailableError):
        platform.request(MUSIC, 2)
