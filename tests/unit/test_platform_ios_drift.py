"""Other code of the process changes iOS's audio session: what a session notices and says of it."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from sessions import LIMIT, Heard, ProbedDriver, settle

from audio_session import AudioSession, AudioSessionConfiguration, blocking
from audio_session.ios import AVAudioSessionCategory as Category
from audio_session.ios import AVAudioSessionCategoryOptions as Options
from audio_session.ios import AVAudioSessionPort as Kind
from audio_session.simulator import IPhone

MUSIC = AudioSessionConfiguration.music()


@pytest.fixture
def phone() -> IPhone:
    return IPhone(17)


def test_other_code_changes_the_category(
    ours: blocking.AudioSession, phone: IPhone, caplog: pytest.LogCaptureFixture
) -> None:
    ours.set_active(True)
    settle(ours)
    assert ours.configuration_drift == ""
    with caplog.at_level(logging.WARNING):
        phone.own.set_category(Category.PLAY_AND_RECORD, options=Options.DEFAULT_TO_SPEAKER)
        settle(ours)
        phone.own.set_category(Category.PLAY_AND_RECORD)
        phone.own.set_category(Category.PLAY_AND_RECORD, options=Options.DEFAULT_TO_SPEAKER)
        settle(ours)
    assert "PLAY_AND_RECORD/DEFAULT/DEFAULT with DEFAULT_TO_SPEAKER" in ours.configuration_drift
    assert "not PLAYBACK/DEFAULT/DEFAULT with no options" in ours.configuration_drift
    assert ours.configuration_drift in ours.warnings
    assert caplog.text.count("other code") == 1
    ours.reassert()
    settle(ours)
    assert ours.configuration_drift == ""
    assert phone.own.setup.category is Category.PLAYBACK


@pytest.mark.parametrize(
    ("operation", "answer"), [("category", None), ("mode", 1), ("categoryOptions", "many")]
)
def test_a_setting_that_makes_no_sense_is_no_drift(
    ours: blocking.AudioSession,
    phone: IPhone,
    driver: ProbedDriver,
    caplog: pytest.LogCaptureFixture,
    operation: str,
    answer: Any,
) -> None:
    driver.answer(operation, lambda: answer)
    phone.plug(Kind.HEADPHONES)
    settle(ours)
    assert f"{operation}: the system's answer makes no sense" in caplog.text
    assert ours.configuration_drift == ""


def test_drift_comes_and_goes_as_events(ours: blocking.AudioSession, phone: IPhone) -> None:
    heard = Heard(ours.configuration_drift_stream)
    ours.set_active(True)
    settle(ours)
    assert len(heard) == 0
    phone.own.set_category(Category.AMBIENT)
    phone.plug(Kind.HEADPHONES)  # asked again, and nothing new
    settle(ours)
    (text,) = heard
    assert text == ours.configuration_drift
    assert "AMBIENT" in text
    ours.reassert()
    settle(ours)
    phone.own.set_category(Category.AMBIENT)
    phone.own.set_category(Category.PLAYBACK)
    settle(ours)
    phone.own.set_category(Category.RECORD)
    settle(ours)
    ours.configure(AudioSessionConfiguration.recording())
    settle(ours)
    assert [bool(text) for text in heard] == [True, False, True, False]
    assert ours.configuration_drift == ""


def test_options_that_move_no_route_are_noticed_at_the_front(
    ours: blocking.AudioSession, phone: IPhone
) -> None:
    ours.set_active(True)
    settle(ours)
    phone.own.set_category(Category.PLAYBACK, options=Options.MIX_WITH_OTHERS)
    settle(ours)
    assert ours.configuration_drift == ""
    phone.foreground = False
    phone.foreground = True
    settle(ours)
    assert "MIX_WITH_OTHERS" in ours.configuration_drift


def test_an_answer_about_drift_is_not_overtaken(
    ours: blocking.AudioSession, driver: ProbedDriver, phone: IPhone
) -> None:
    """It drifts, and is put back before anybody was told: it must not stay reported."""
    ours.set_active(True)
    settle(ours)
    heard = Heard(ours.configuration_drift_stream)
    phone.own.set_category(Category.PLAYBACK, options=Options.MIX_WITH_OTHERS)
    hang = driver.hang("category")
    phone.foreground = False
    phone.foreground = True
    hang.wait_entered()
    ours._core.pump._draining.acquire()  # nobody delivers for a moment
    putting_back = ours._core.reassert()
    hang.let_go()
    putting_back.result(LIMIT)
    ours._core.pump._draining.release()
    settle(ours)
    assert ours.configuration_drift == ""
    assert [bool(text) for text in heard] == [True, False]


def test_what_ios_adds_by_itself_is_no_drift(
    blocking_session: blocking.AudioSession, phone: IPhone
) -> None:
    for configuration in (
        AudioSessionConfiguration.navigation(),
        AudioSessionConfiguration.video_chat(),
        AudioSessionConfiguration.ambient(),
        AudioSessionConfiguration.recording(),
    ):
        blocking_session.configure(configuration)
        blocking_session.set_active(True)
        settle(blocking_session)
        assert blocking_session.configuration_drift == ""


def test_without_a_configuration_nothing_drifts(
    blocking_session: blocking.AudioSession, phone: IPhone
) -> None:
    blocking_session.reassert()
    blocking_session.configure(AudioSessionConfiguration())
    blocking_session.set_active(True)
    phone.own.set_category(Category.PLAYBACK)
    settle(blocking_session)
    assert blocking_session.configuration_drift == ""


async def test_drift_is_put_back_in_asyncio(session: AudioSession, phone: IPhone) -> None:
    await session.configure(MUSIC)
    await session.set_active(True)
    phone.own.set_category(Category.AMBIENT)
    settle(session)
    assert "AMBIENT" in session.configuration_drift
    await session.reassert()
    assert session.configuration_drift == ""
