"""The simulated iPhone itself: its versions, its user, and its driver."""

from __future__ import annotations

import threading

import pytest
from phones import Apple

from audio_session import SessionClosedError, UnsupportedError
from audio_session.simulator import IPhone
from audio_session.simulator.ios_rules import IosRule, ios_rules_at


def test_what_makes_no_phone() -> None:
    with pytest.raises(ValueError, match=r"13\.0 to 26\.2"):
        IPhone((12, 4))
    with pytest.raises(ValueError, match=r"13\.0 to 26\.2"):
        IPhone(27)
    with pytest.raises(ValueError, match=r"^profile = 'watch': it must be one of iphone"):
        IPhone(profile="watch")
    phone = IPhone()
    assert phone.version == (26, 2)
    with pytest.raises(ValueError, match="0\\.0 to 1\\.0"):
        phone.set_volume(1.5)


def test_rules_come_and_go() -> None:
    assert IosRule.WAS_SUSPENDED in ios_rules_at((15, 8))
    assert IosRule.WAS_SUSPENDED not in ios_rules_at((16, 0))
    assert IosRule.ROUTE_DISCONNECT not in ios_rules_at((16, 7))
    assert all(rule.value.grade in {"H", "D", "O", "A"} for rule in IosRule)


@pytest.mark.parametrize(
    ("operation", "version"),
    [
        ("requestRecordPermission", (16, 0)),
        ("AVAudioApplication.requestRecordPermissionWithCompletionHandler", (17, 0)),
    ],
)
@pytest.mark.parametrize("grants", [True, False])
def test_the_user_is_asked_once(operation: str, version: tuple[int, int], grants: bool) -> None:
    apple = Apple(version)
    answers: list[object] = []
    asking = threading.Thread(target=lambda: answers.append(apple(operation)))
    asking.start()
    (apple.world.grant_record_permission if grants else apple.world.deny_record_permission)()
    asking.join(10)
    assert answers == [grants]
    assert apple(operation) is grants


def test_asking_without_a_text_kills_the_app() -> None:
    apple = Apple(17)
    apple.world.explains_microphone = False
    with pytest.raises(RuntimeError, match="NSMicrophoneUsageDescription"):
        apple("requestRecordPermission")
    apple.world.deny_record_permission()
    assert apple("requestRecordPermission") is False


def test_a_session_call_may_hang_while_time_stands_still() -> None:
    apple = Apple(17)
    apple.world.hang(60)
    calling = threading.Thread(target=lambda: apple("setActiveWithOptionsError", True, 0))
    calling.start()
    apple.world.advance(59)
    assert not apple.world.own.active
    assert calling.is_alive()
    apple.world.advance(1)
    calling.join(10)
    assert apple.world.own.active
    with pytest.raises(ValueError, match="forward"):
        apple.world.hang(-1)


def test_unsupported_and_closed() -> None:
    apple = Apple((16, 4))
    with pytest.raises(UnsupportedError, match=r"needs iOS 17\.0; this phone has 16\.4") as caught:
        apple("inputMuted")
    assert caught.value.since == "17.0"
    with pytest.raises(UnsupportedError, match="no operation of simulated-ios"):
        apple("vibrate")
    with pytest.raises(TypeError, match="signature"):
        apple("setActiveError", 1)
    with pytest.raises(RuntimeError, match="open already"):
        apple.driver.open(lambda *_: None)
    apple("setPreferredSampleRateError", 44_100)  # a whole number is a number
    apple.driver.close()
    apple.driver.close()
    apple.world.set_volume(1.0)
    assert apple.heard() == []
    with pytest.raises(SessionClosedError, match="open\\(\\) it first"):
        apple("category")
    # What was reported before a close is not told to who opens next.
    with apple.world.turn():
        apple.driver.open(lambda *event: apple.events.append(event))  # type: ignore[arg-type]
        apple.world.set_volume(0.5)
        apple.driver.close()
    assert apple.heard() == []
    assert apple.driver.clock is apple.world.clock
