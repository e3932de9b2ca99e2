"""What a session makes of iOS's notifications, on the simulated iPhone."""

from __future__ import annotations

import threading

import pytest
from phones import error
from sessions import LIMIT, Heard, ProbedDriver, keep_busy, settle

import audio_session as aus
from audio_session import AudioDeviceType as DeviceType
from audio_session import (
    AudioInterruptionReason,
    AudioInterruptionType,
    AudioSessionConfiguration,
    AudioSessionState,
    blocking,
)
from audio_session._native import Channel, Event
from audio_session._owners import Holder, Overrides
from audio_session.ios import AVAudioSessionCategory as Category
from audio_session.ios import AVAudioSessionErrorCode as Code
from audio_session.ios import AVAudioSessionPort as Kind
from audio_session.ios import AVAudioSessionRouteChangeReason as Why
from audio_session.platforms._ios_table import EVENTS, UNTOLD
from audio_session.platforms._signals import ServiceReset
from audio_session.platforms.ios import IosPlatform
from audio_session.simulator import IPhone

MUSIC = AudioSessionConfiguration.music()
INTERRUPTION = EVENTS.index("AVAudioSessionInterruptionNotification")
ACTIVE = "setActiveWithOptionsError"

pytestmark = pytest.mark.usefixtures("hurry")


@pytest.fixture
def phone() -> IPhone:
    return IPhone(17)


# ---- Interruptions ------------------------------------------------------------------------------


def test_an_end_that_resumes_is_told_when_the_session_is_active_again(
    ours: blocking.AudioSession, phone: IPhone
) -> None:
    active: list[bool] = []
    ours.interruption_event_stream.listen(lambda _: active.append(phone.own.active))
    ours.set_active(True)
    phone.incoming_call()
    phone.end_call()
    settle(ours)
    assert active == [False, True]
    assert ours.state is AudioSessionState.ACTIVE


def test_an_end_that_does_not_resume_leaves_the_session_down(
    ours: blocking.AudioSession, phone: IPhone
) -> None:
    heard = Heard(ours.interruption_event_stream)
    ours.set_active(True)
    phone.incoming_call()
    phone.end_call(should_resume=False)
    settle(ours)
    end = heard.events[-1]
    assert (end.begin, end.should_resume, end.type) == (False, False, AudioInterruptionType.UNKNOWN)
    assert ours.state is AudioSessionState.INACTIVE
    assert not phone.own.active
    assert ours.set_active(True)
    assert phone.own.active


def test_an_end_that_may_resume_is_told_so_though_an_owner_asks_first(
    ours: blocking.AudioSession, driver: ProbedDriver, phone: IPhone
) -> None:
    """The hint was lost, and iOS asked twice: who had paused for the call did not go on."""
    heard = Heard(ours.interruption_event_stream)
    ours.set_active(True)
    phone.incoming_call()
    settle(ours)
    hang = keep_busy(ours, driver)
    driver.calls.clear()
    asked = ours._core.activate(Holder("another", Overrides()), named=True)
    phone.end_call()
    ours._core.pump.dispatch_pending()
    hang.let_go()
    assert asked.result(LIMIT)
    settle(ours)
    _begin, end = heard
    assert (end.begin, end.synthetic, end.should_resume) == (False, False, True)
    assert driver.count(ACTIVE) == 1
    assert ours.state is AudioSessionState.ACTIVE


def test_an_end_that_may_resume_is_told_so_though_an_owner_is_asking(
    ours: blocking.AudioSession, driver: ProbedDriver, phone: IPhone
) -> None:
    heard = Heard(ours.interruption_event_stream)
    ours.set_active(True)
    phone.incoming_call()
    settle(ours)
    driver.before(ACTIVE, lambda: (phone.end_call(), wait(ours)))
    assert ours.set_active(True, owner="another")
    settle(ours)
    _begin, end = heard
    assert (end.begin, end.synthetic, end.should_resume) == (False, False, True)
    assert ours.state is AudioSessionState.ACTIVE


def test_a_lone_end_while_asking_keeps_nobody_from_being_active(
    ours: blocking.AudioSession, driver: ProbedDriver
) -> None:
    driver.before(ACTIVE, lambda: (driver.emit(INTERRUPTION, 0, 0, 1), wait(ours)))
    assert ours.set_active(True)
    settle(ours)
    assert ours.state is AudioSessionState.ACTIVE


def test_an_end_that_may_resume_but_is_refused_does_not(
    ours: blocking.AudioSession, phone: IPhone
) -> None:
    heard = Heard(ours.interruption_event_stream)
    ours.set_active(True)
    phone.incoming_call()
    phone.deny_next(Code.CANNOT_INTERRUPT_OTHERS)
    phone.end_call()
    settle(ours)
    assert [(event.begin, event.should_resume) for event in heard] == [(True, None), (False, False)]
    assert ours.state is AudioSessionState.INACTIVE


def test_a_second_interruption_before_the_first_end_was_acted_on(
    ours: blocking.AudioSession, driver: ProbedDriver, phone: IPhone
) -> None:
    """The end of the first came, and the OS is being asked, when the second begins."""
    heard = Heard(ours.interruption_event_stream)
    ours.set_active(True)
    phone.begin_alarm()
    hang = driver.hang(ACTIVE)
    phone.end_alarm()
    hang.wait_entered()
    driver.emit(INTERRUPTION, 0, 1, 0)
    ours._core.pump.dispatch_pending()
    hang.let_go()
    settle(ours)
    assert [event.begin for event in heard] == [True, False, True]
    assert ours.state is AudioSessionState.PAUSED


def test_a_begin_between_an_end_and_the_worker_goes_on(
    ours: blocking.AudioSession, driver: ProbedDriver, phone: IPhone
) -> None:
    heard = Heard(ours.interruption_event_stream)
    ours.set_active(True)
    phone.begin_alarm()
    settle(ours)
    hang = keep_busy(ours, driver)
    driver.emit(INTERRUPTION, 0, 0, 1)
    driver.emit(INTERRUPTION, 0, 1, 0)
    ours._core.pump.dispatch_pending()
    hang.let_go()
    settle(ours)
    assert [event.begin for event in heard] == [True]
    assert ours.state is AudioSessionState.PAUSED


def test_interrupted_while_activating(ours: blocking.AudioSession, driver: ProbedDriver) -> None:
    """A call comes in while setActive is under way: the begin is not lost."""
    heard = Heard(ours.interruption_event_stream)
    driver.before(ACTIVE, lambda: (driver.emit(INTERRUPTION, 0, 1, 0), wait(ours)))
    ours.set_active(True)
    settle(ours)
    assert [event.begin for event in heard] == [True]
    assert ours.state is AudioSessionState.PAUSED


def wait(session: blocking.AudioSession) -> None:
    session._core.pump.dispatch_pending()


def test_a_begin_of_before_the_request_is_over_with_it(
    ours: blocking.AudioSession, driver: ProbedDriver
) -> None:
    heard = Heard(ours.interruption_event_stream)
    ours._core.pump._draining.acquire()  # nobody delivers for a moment
    driver.emit(INTERRUPTION, 0, 1, 0)
    assert ours.set_active(True)
    ours._core.pump._draining.release()
    settle(ours)
    assert len(heard) == 0
    assert ours.state is AudioSessionState.ACTIVE


def test_a_begin_of_before_a_request_that_was_refused_holds(
    ours: blocking.AudioSession, driver: ProbedDriver
) -> None:
    heard = Heard(ours.interruption_event_stream)
    assert ours.set_active(True)
    ours._core.pump._draining.acquire()
    driver.emit(INTERRUPTION, 0, 1, 0)
    driver.fail(ACTIVE, error(Code.INSUFFICIENT_PRIORITY))
    assert not ours.set_active(True, android_will_pause_when_ducked=True)
    ours._core.pump._draining.release()
    settle(ours)
    assert [event.begin for event in heard] == [True]
    assert ours.state is AudioSessionState.PAUSED


def test_repeated_and_lone_notifications(ours: blocking.AudioSession, driver: ProbedDriver) -> None:
    heard = Heard(ours.interruption_event_stream)
    ours.set_active(True)
    for code in (0, 1, 1, 7, 0, 0):
        driver.emit(INTERRUPTION, 0, code, 0)
    settle(ours)
    assert [event.begin for event in heard] == [True, False]


def test_a_notification_without_a_type_is_no_interruption(
    ours: blocking.AudioSession, driver: ProbedDriver
) -> None:
    heard = Heard(ours.interruption_event_stream)
    ours.set_active(True)
    driver.emit(INTERRUPTION, 0, UNTOLD, 0)
    settle(ours)
    assert len(heard) == 0
    assert ours.state is AudioSessionState.ACTIVE


def test_volume_and_hint_that_ios_did_not_say_are_read(
    ours: blocking.AudioSession, driver: ProbedDriver, phone: IPhone
) -> None:
    """A volume of -0.000001 and silence were made of it."""
    volumes, others = Heard(ours.volume_event_stream), Heard(ours.other_audio_event_stream)
    rival = phone.app("rival")
    rival.set_category(Category.PLAYBACK)
    rival.play()
    driver.emit(EVENTS.index("outputVolume"), 0, 0, UNTOLD)
    hint = EVENTS.index("AVAudioSessionSilenceSecondaryAudioHintNotification")
    driver.emit(hint, 0, UNTOLD, 0)
    settle(ours)
    assert [event.volume for event in volumes] == [0.5]
    assert [event.playing for event in others] == [True]


def test_notifications_from_ten_threads_at_once(
    ours: blocking.AudioSession, driver: ProbedDriver
) -> None:
    heard = Heard(ours.interruption_event_stream)
    ours.set_active(True)
    together = threading.Barrier(10)

    def post(code: int) -> None:
        together.wait(LIMIT)
        for _ in range(100):
            driver.emit(INTERRUPTION, 0, code, 1)

    posting = [threading.Thread(target=post, args=(number % 2,)) for number in range(10)]
    for thread in posting:
        thread.start()
    for thread in posting:
        thread.join(LIMIT)
    settle(ours)
    begins = [event.begin for event in heard]
    assert begins == [number % 2 == 0 for number in range(len(begins))]
    assert begins[-1] is (ours.state is AudioSessionState.PAUSED)


@pytest.mark.parametrize(
    ("flags", "reason"),
    [
        (0, AudioInterruptionReason.UNKNOWN),
        (2, AudioInterruptionReason.UNKNOWN),
        (2 | 2 << 8, AudioInterruptionReason.MICROPHONE_MUTED),
        (2 | 4 << 8, AudioInterruptionReason.ROUTE_DISCONNECTED),
        (2 | 99 << 8, AudioInterruptionReason.UNKNOWN),
    ],
)
def test_reasons(
    ours: blocking.AudioSession,
    driver: ProbedDriver,
    flags: int,
    reason: AudioInterruptionReason,
) -> None:
    heard = Heard(ours.interruption_event_stream)
    ours.set_active(True)
    driver.emit(INTERRUPTION, flags, 1, 0)
    settle(ours)
    assert heard.events[0].reason is reason


def test_the_app_comes_to_the_front_after_an_end_got_lost(
    ours: blocking.AudioSession, phone: IPhone
) -> None:
    heard = Heard(ours.interruption_event_stream)
    ours.set_active(True)
    phone.incoming_call()
    phone.foreground = False
    phone.foreground = True
    settle(ours)
    assert len(heard) == 1, "the call is not over"
    phone.answer_call()
    phone.end_call(lose_end_event=True)
    settle(ours)
    assert len(heard) == 1
    phone.foreground = False
    phone.foreground = True
    settle(ours)
    end = heard.events[-1]
    assert (end.begin, end.synthetic, end.should_resume) == (False, True, None)
    assert ours.state is AudioSessionState.INACTIVE
    phone.foreground = False
    phone.foreground = True
    settle(ours)
    assert len(heard) == 2


@pytest.mark.parametrize("how", ["activates again", "comes to the front", "is activated"])
def test_an_interruption_that_never_ends_is_ended(
    ours: blocking.AudioSession, phone: IPhone, how: str
) -> None:
    """Of a lost device iOS posts no end: every way out of it is a synthetic one."""
    heard = Heard(ours.interruption_event_stream)
    phone.own.now_playing = True
    phone.plug(Kind.HEADPHONES)
    ours.set_active(True)
    phone.unplug(Kind.HEADPHONES)
    phone.advance(3600)
    settle(ours)
    (begin,) = heard
    assert begin.reason is AudioInterruptionReason.ROUTE_DISCONNECTED
    if how == "activates again":
        assert ours.set_active(True)
    elif how == "comes to the front":
        phone.foreground = False
        phone.foreground = True
    else:
        phone.callkit_activates()
        aus.AVAudioSession(ours).did_activate_externally()
    settle(ours)
    _begin, end = heard
    assert (end.begin, end.synthetic, end.should_resume) == (False, True, None)
    is_active = how != "comes to the front"
    assert phone.own.active is is_active
    assert ours.state is (AudioSessionState.ACTIVE if is_active else AudioSessionState.INACTIVE)


@pytest.mark.parametrize("version", [(13, 0), (15, 0), (16, 0), (26, 2)])
def test_after_a_suspension_the_next_activation_asks(version: tuple[int, int]) -> None:
    phone = IPhone(version)
    with blocking.AudioSession(driver=phone.driver()) as session:
        session.configure(MUSIC)
        heard = Heard(session.interruption_event_stream)
        session.set_active(True)
        phone.suspend()
        phone.resume()
        settle(session)
        assert len(heard) == 0
        assert not phone.own.active
        assert session.set_active(True)
        assert phone.own.active
        phone.incoming_call()
        phone.end_call()
        settle(session)
        assert [event.begin for event in heard] == [True, False]


# ---- Raw events ---------------------------------------------------------------------------------


def test_what_means_nothing_to_a_session(phone: IPhone) -> None:
    platform = IosPlatform(phone.driver())
    platform.open(Channel())
    seen: list[Event] = []
    platform.observers.append(seen.append)
    for name in ("inputGain", "promptStyle", "inputDataSource"):
        event = Event(EVENTS.index(name), 0, 0, 0)
        assert platform.translate(event) is None
    assert len(seen) == 3
    reset = Event(EVENTS.index("AVAudioSessionMediaServicesWereResetNotification"))
    assert isinstance(platform.translate(reset), ServiceReset)
    platform.forget()
    platform.close()


def test_events_after_the_end(ours: blocking.AudioSession, driver: ProbedDriver) -> None:
    ours.set_active(True)
    ours.close()
    for kind in range(len(EVENTS)):
        driver.emit(kind, 0xFFFF_FFFF, 1, 1)
    ours._core.pump.dispatch_pending()


@pytest.mark.parametrize("kind", range(len(EVENTS)))
def test_any_numbers_are_survived(
    ours: blocking.AudioSession, driver: ProbedDriver, kind: int
) -> None:
    ours.set_active(True)
    for number in (-(1 << 63), -1, 0, 1, 2, 8, 99, (1 << 63) - 1):
        driver.emit(kind, 0xFFFF_FFFF, number, number)
        driver.emit(kind, 0, number, number)
    settle(ours)
    assert ours.set_active(True)


@pytest.mark.parametrize(
    "reasons",
    [[Why.CATEGORY_CHANGE, Why.OVERRIDE], [Why.UNKNOWN], [Why.NEW_DEVICE_AVAILABLE], [99]],
)
def test_devices_are_read_again_whatever_the_reason_of_a_route_change(
    ours: blocking.AudioSession,
    phone: IPhone,
    monkeypatch: pytest.MonkeyPatch,
    reasons: list[int],
) -> None:
    """A hands-free headset that came back was told as the first pair, in 2015 (O)."""
    report = phone.report

    def report_otherwise(event: str, *, code: int = 0, value: int = 0, flags: int = 0) -> None:
        is_route = event == "AVAudioSessionRouteChangeNotification"
        for each in reasons if is_route else [code]:
            report(event, code=int(each), value=value, flags=flags)

    ours.configure(AudioSessionConfiguration.voice_chat())
    ours.set_active(True)
    settle(ours)
    monkeypatch.setattr(phone, "report", report_otherwise)
    changes, noisy = (
        Heard(ours.devices_changed_event_stream),
        Heard(ours.becoming_noisy_event_stream),
    )
    phone.plug(Kind.BLUETOOTH_HFP)
    settle(ours)
    headset = {device for device in ours.get_devices() if device.type is DeviceType.BLUETOOTH_SCO}
    assert {device.is_input for device in headset} == {True, False}
    phone.unplug(Kind.BLUETOOTH_HFP)
    settle(ours)
    assert headset <= changes.events[0].devices_added
    assert headset <= changes.events[-1].devices_removed
    assert list(noisy) == []
