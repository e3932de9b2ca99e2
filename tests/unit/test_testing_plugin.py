"""The pytest plugin: what its fixture does, and that it works in a pytest of its own."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import pytest

from audio_session import (
    AudioInterruptionType,
    AudioSession,
    AudioSessionConfiguration,
    AudioSessionState,
    _face,
    blocking,
)
from audio_session.android import AndroidAudioFocusGainType as Gain
from audio_session.configuration import DuckPolicy
from audio_session.simulator import AndroidDevice

if TYPE_CHECKING:
    from audio_session import AudioInterruptionEvent
    from audio_session.testing import FakeAudioSession

pytest_plugins = ["pytester"]


@pytest.fixture
def interruptions(fake_audio_session: FakeAudioSession) -> list[AudioInterruptionEvent]:
    heard: list[AudioInterruptionEvent] = []
    fake_audio_session.blocking.interruption_event_stream.listen(heard.append)
    return heard


async def test_a_call_for_asyncio(fake_audio_session: FakeAudioSession) -> None:
    heard: list[AudioInterruptionEvent] = []
    session = AudioSession.instance()
    session.interruption_event_stream.listen(heard.append)
    assert await session.set_active(True)
    phone = fake_audio_session.platform
    phone.incoming_call()
    assert [event.begin for event in heard] == [True]
    phone.answer_call()
    phone.advance(60)
    phone.end_call()
    assert [event.begin for event in heard] == [True, False]
    assert heard[-1].should_resume is True
    assert fake_audio_session.session.state is AudioSessionState.ACTIVE


async def test_readers_run_when_the_test_awaits(fake_audio_session: FakeAudioSession) -> None:
    session = fake_audio_session.session
    await session.set_active(True)
    async with session.interruption_event_stream.subscribe() as events:
        fake_audio_session.platform.incoming_call()
        assert (await asyncio.wait_for(anext(events), 10)).begin


def test_a_call_for_code_that_blocks(
    fake_audio_session: FakeAudioSession, interruptions: list[AudioInterruptionEvent]
) -> None:
    assert blocking.AudioSession.instance().set_active(True)
    fake_audio_session.platform.incoming_call()
    fake_audio_session.platform.end_call()
    assert [event.begin for event in interruptions] == [True, False]


def test_an_end_that_gets_lost(
    fake_audio_session: FakeAudioSession, interruptions: list[AudioInterruptionEvent]
) -> None:
    session = fake_audio_session.blocking
    session.set_active(True)
    fake_audio_session.platform.incoming_call()
    fake_audio_session.platform.end_call(lose_end_event=True)
    assert len(interruptions) == 1
    session.set_active(True)
    fake_audio_session.platform.settle()
    assert interruptions[1].synthetic
    # Only that one is lost.
    fake_audio_session.platform.incoming_call()
    fake_audio_session.platform.end_call()
    assert not interruptions[3].synthetic


@pytest.mark.parametrize(
    ("gain", "type_", "permanent"),
    [
        (Gain.GAIN, AudioInterruptionType.UNKNOWN, True),
        (Gain.GAIN_TRANSIENT, AudioInterruptionType.PAUSE, False),
        (Gain.GAIN_TRANSIENT_MAY_DUCK, AudioInterruptionType.DUCK, False),
    ],
)
def test_other_apps(
    fake_audio_session: FakeAudioSession,
    interruptions: list[AudioInterruptionEvent],
    gain: Gain,
    type_: AudioInterruptionType,
    permanent: bool,
) -> None:
    session, phone = fake_audio_session.blocking, fake_audio_session.platform
    session.configure(AudioSessionConfiguration.music().replace(duck_policy=DuckPolicy.APP))
    session.set_active(True)
    assert phone.take_focus("maps", gain)
    assert [(event.type, event.permanent) for event in interruptions] == [(type_, permanent)]
    phone.give_focus_back("maps")
    assert len(interruptions) == (1 if permanent else 2)


def test_another_app_during_a_call(fake_audio_session: FakeAudioSession) -> None:
    fake_audio_session.platform.incoming_call()
    assert not fake_audio_session.platform.take_focus()


def test_headphones(fake_audio_session: FakeAudioSession) -> None:
    noisy: list[object] = []
    added: list[int] = []
    session, phone = fake_audio_session.blocking, fake_audio_session.platform
    session.becoming_noisy_event_stream.listen(noisy.append)
    session.devices_changed_event_stream.listen(
        lambda event: added.append(len(event.devices_added))
    )
    session.open()
    phone.plug_headphones()
    assert (noisy, added) == ([], [1])
    phone.unplug_headphones()
    assert len(noisy) == 1
    # They need not be plugged in first.
    phone.unplug_headphones()
    assert len(noisy) == 2
    assert added == [1, 0, 1, 0]


def test_answers_of_the_os(fake_audio_session: FakeAudioSession) -> None:
    session, phone = fake_audio_session.blocking, fake_audio_session.platform
    phone.deny_next()
    assert not session.set_active(True)
    assert session.set_active(True)
    session.set_active(False)
    phone.delay_next_grant(2.0)
    with session.activate("player", accept_delayed=True) as lease:
        phone.advance(1.9)
        assert not lease
        phone.advance(0.2)
        assert lease


@pytest.mark.audio_session(api=26, target_sdk=25, profile="tablet")
def test_another_phone(fake_audio_session: FakeAudioSession) -> None:
    device = fake_audio_session.platform.device
    assert isinstance(device, AndroidDevice)
    assert (device.api, device.own.target_sdk) == (26, 25)
    assert len(fake_audio_session.blocking.get_devices()) == 2


def test_a_new_session_after_the_app_closed_it_is_no_real_one_either(
    fake_audio_session: FakeAudioSession,
) -> None:
    blocking.AudioSession.instance().close()
    fake_audio_session.platform.incoming_call()
    session = blocking.AudioSession.instance()
    assert session._core is not fake_audio_session.core
    session.open()
    assert session.platform_name == "simulated-android"


def test_a_session_that_is_stuck_is_named(
    fake_audio_session: FakeAudioSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audio_session.testing._SETTLE_LIMIT", 0.01)
    let_go = threading.Event()
    fake_audio_session.core._worker.submit(let_go.wait)
    with pytest.raises(TimeoutError, match="worker is stuck"):
        fake_audio_session.platform.settle()
    let_go.set()


def test_in_a_pytest_of_its_own(pytester: pytest.Pytester) -> None:
    before = _face._shared
    pytester.makepyfile(
        """
        import pytest
        from audio_session import AudioSession, blocking

        async def test_asyncio(fake_audio_session):
            session = AudioSession.instance()
            states = []
            session.state_stream.listen(states.append)
            async with session.activate("player"):
                fake_audio_session.platform.incoming_call()
                assert [state.name for state in states] == ["ACTIVE", "PAUSED"]

        @pytest.mark.audio_session(api=30)
        def test_blocking(fake_audio_session):
            session = blocking.AudioSession.instance()
            with session.activate("player") as lease:
                assert lease
            assert fake_audio_session.platform.device.api == 30

        @pytest.mark.audio_session(api=7)
        def test_no_such_phone(fake_audio_session):
            raise AssertionError("not reached")

        @pytest.mark.audio_session(30)
        def test_an_argument_without_a_name(fake_audio_session):
            raise AssertionError("not reached")

        @pytest.mark.audio_session(colour="red")
        def test_no_such_argument(fake_audio_session):
            raise AssertionError("not reached")
        """
    )
    result = pytester.runpytest_subprocess(
        "--strict-markers",
        *("-p", "pytest_asyncio", "-o", "asyncio_mode=auto"),
        *("-o", "asyncio_default_fixture_loop_scope=function"),
        *("-W", "error", "-W", "ignore:Module already imported:pytest.PytestAssertRewriteWarning"),
    )
    result.assert_outcomes(passed=2, errors=3)
    said = "*UsageError: @pytest.mark.audio_session: "
    result.stdout.fnmatch_lines([f"{said}*7*", f"{said}30 has no name; fix: *", "*colour*"])
    help_ = pytester.runpytest_subprocess("--markers", "-q")
    help_.stdout.fnmatch_lines(["@pytest.mark.audio_session(api=36, *"])
    assert _face._shared is before


# ---- An iPhone ----------------------------------------------------------------------------------


@pytest.mark.audio_session(ios=(17, 2))
async def test_a_call_on_an_iphone(
    fake_audio_session: FakeAudioSession, interruptions: list[AudioInterruptionEvent]
) -> None:
    phone = fake_audio_session.platform
    assert await AudioSession.instance().set_active(True)
    assert AudioSession.instance().platform_name == "simulated-ios"
    phone.incoming_call()
    phone.answer_call()
    phone.advance(60)
    phone.end_call()
    phone.incoming_call()
    phone.end_call(should_resume=False)
    assert [event.should_resume for event in interruptions] == [None, True, None, False]
    assert phone.device.version == (17, 2)


@pytest.mark.audio_session(ios=17)
def test_an_end_that_gets_lost_on_an_iphone(
    fake_audio_session: FakeAudioSession, interruptions: list[AudioInterruptionEvent]
) -> None:
    phone = fake_audio_session.platform
    fake_audio_session.blocking.set_active(True)
    phone.incoming_call()
    phone.background()
    phone.end_call(lose_end_event=True)
    phone.come_to_front()
    assert [event.synthetic for event in interruptions] == [False, True]


@pytest.mark.audio_session(ios=17)
def test_other_apps_on_an_iphone(
    fake_audio_session: FakeAudioSession, interruptions: list[AudioInterruptionEvent]
) -> None:
    phone, session = fake_audio_session.platform, fake_audio_session.blocking
    session.set_active(True)
    phone.play("mixer", mixes=True)
    phone.play("maps", ducks=True)
    assert interruptions == []
    phone.stop("maps")
    phone.play()
    phone.stop(notify_others=False)
    assert [event.begin for event in interruptions] == [True]
    phone.play()
    phone.stop()
    assert len(interruptions) == 1, "it was not active"
    phone.deny_next()
    assert not session.set_active(True)
    assert session.set_active(True)
    phone.media_services_reset()
    assert session.state is AudioSessionState.ACTIVE


@pytest.mark.audio_session(ios=17, profile="ipad")
def test_headphones_on_an_ipad(fake_audio_session: FakeAudioSession) -> None:
    noisy: list[object] = []
    fake_audio_session.blocking.becoming_noisy_event_stream.listen(noisy.append)
    fake_audio_session.platform.unplug_headphones()
    assert len(noisy) == 1
