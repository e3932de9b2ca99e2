"""What the system does to a simulated iPhone's sessions: interruptions, suspensions, resets."""

from __future__ import annotations

import pytest
from phones import BEGAN, INTERRUPTION, RESUME, Apple, player, refused

from audio_session.ios import AVAudioSessionCategory as Category
from audio_session.ios import AVAudioSessionCategoryOptions as Options
from audio_session.ios import AVAudioSessionErrorCode as Code
from audio_session.ios import AVAudioSessionInterruptionReason as Reason
from audio_session.ios import AVAudioSessionMode as Mode
from audio_session.ios import AVAudioSessionPort as Kind
from audio_session.simulator import IPhone
from audio_session.simulator.ios_app import Told


@pytest.fixture
def phone() -> IPhone:
    return IPhone(17)


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("incoming_call", "end_call"),
        ("begin_alarm", "end_alarm"),
        ("begin_siri", "end_siri"),
    ],
)
@pytest.mark.parametrize("should_resume", [True, False])
def test_the_system_interrupts_everybody_and_lets_them_resume(
    phone: IPhone, begin: str, end: str, should_resume: bool
) -> None:
    apps = [player(phone, "ambient", category=Category.AMBIENT), player(phone)]
    getattr(phone, begin)()
    assert [app.active for app in apps] == [False, False]
    getattr(phone, end)(should_resume=should_resume)
    over = Told(began=False, should_resume=should_resume)
    assert [app.events for app in apps] == [(BEGAN, over)] * 2


def test_the_end_of_a_call_may_get_lost(phone: IPhone) -> None:
    phone.own.play()
    phone.incoming_call()
    phone.answer_call()
    phone.end_call(lose_end_event=True)
    assert phone.own.events == (BEGAN,)
    phone.own.play()
    phone.incoming_call()
    phone.end_call()
    assert phone.own.events == (BEGAN, BEGAN, RESUME)


@pytest.mark.parametrize(("version", "waits"), [((14, 4), False), ((14, 5), True)])
def test_calls_shown_as_banners(version: tuple[int, int], waits: bool) -> None:
    phone = IPhone(version)
    phone.banner_calls = True
    phone.own.prefers_no_alerts = True
    phone.own.play()
    other = player(phone, options=Options.MIX_WITH_OTHERS)
    phone.own.play()
    phone.incoming_call()
    assert len(other.events) == 1
    assert len(phone.own.events) == (0 if waits else 1)
    phone.answer_call()
    assert len(phone.own.events) == 1
    phone.end_call()
    assert [told.began for told in phone.own.events] == [True, False]


def test_the_reason_came_with_14_5() -> None:
    old, new = Apple((14, 4)), Apple((14, 5))
    for apple in (old, new):
        apple.world.own.play()
        apple.world.incoming_call()
    assert old.heard(INTERRUPTION) == [(INTERRUPTION, 1, 0, 0)]
    assert new.heard(INTERRUPTION) == [(INTERRUPTION, 1, 0, 2)]
    assert old.world.own.events[0].reason is None


@pytest.mark.parametrize(
    ("version", "flags"), [((13, 0), [1]), ((14, 5), [1 | 2 | 1 << 8]), ((16, 0), [])]
)
@pytest.mark.parametrize("ends", [True, False])
def test_a_suspended_app_hears_of_it_late(
    version: tuple[int, int], flags: list[int], ends: bool
) -> None:
    apple = Apple(version)
    apple.world.own.play()
    apple.heard()
    apple.world.suspend()
    apple.world.set_volume(0.25)
    assert apple.heard() == []
    apple.world.resume(ends=ends)
    heard = apple.heard()
    told = [event for event in heard if event[0] == INTERRUPTION]
    assert [event[3] for event in told if event[1] == 1] == flags
    assert len([event for event in told if event[1] == 0]) == (len(flags) if ends else 0)
    assert ("outputVolume", 0, 250_000, 0) in heard
    assert ("UIApplicationDidBecomeActiveNotification", 0, 0, 0) in heard
    assert not apple.world.own.active


def test_what_happens_while_suspended_is_kept_though_it_is_suspended_again() -> None:
    apple = Apple((15, 0))
    apple.world.own.set_category(Category.PLAYBACK)
    apple.world.own.play()
    apple.world.suspend()
    apple.world.set_volume(0.25)
    apple.world.begin_alarm()
    apple.world.suspend()
    apple.world.resume()
    assert [event[0] for event in apple.heard("outputVolume", INTERRUPTION)] == [
        INTERRUPTION,  # it was suspended, and that is over
        INTERRUPTION,
        "outputVolume",
        INTERRUPTION,
    ]


def test_an_inactive_app_is_suspended_unnoticed() -> None:
    apple = Apple((15, 0))
    apple.world.suspend()
    apple.world.resume()
    assert apple.heard(INTERRUPTION) == []
    apple.world.resume()
    assert apple.world.foreground


def test_a_closed_folio_interrupts_who_records() -> None:
    phone = IPhone(17, profile="ipad")
    music = player(phone, options=Options.MIX_WITH_OTHERS)
    phone.own.set_category(Category.PLAY_AND_RECORD)
    phone.own.play()
    phone.close_folio()
    assert phone.own.events[-1].reason is Reason.BUILT_IN_MIC_MUTED
    phone.open_folio()
    phone.own.set_category(
        Category.PLAY_AND_RECORD, options=Options.OVERRIDE_MUTED_MICROPHONE_INTERRUPTION
    )
    phone.own.play()
    count = len(phone.own.events)
    phone.close_folio()
    assert len(phone.own.events) == count
    assert music.events == ()


@pytest.mark.parametrize(
    ("version", "now_playing", "prefers", "interrupted"),
    [
        ((17, 0), True, True, True),
        ((17, 0), True, False, False),
        ((17, 0), False, True, False),
        ((16, 0), True, True, False),
    ],
)
def test_losing_the_device_that_plays(
    version: tuple[int, int], now_playing: bool, prefers: bool, interrupted: bool
) -> None:
    phone = IPhone(version)
    phone.own.now_playing, phone.own.prefers_disconnect_interruption = now_playing, prefers
    phone.plug(Kind.HEADPHONES)
    phone.own.play()
    phone.unplug(Kind.HEADPHONES)
    reasons = [told.reason for told in phone.own.events]
    assert reasons == ([Reason.ROUTE_DISCONNECTED] if interrupted else [])
    assert phone.own.active is not interrupted


def test_media_services_are_lost_and_reset() -> None:
    apple = Apple(17)
    apple("setCategoryModeOptionsError", str(Category.PLAYBACK), str(Mode.SPOKEN_AUDIO), 0)
    apple("setPreferredSampleRateError", 44_100.0)
    apple("setActiveError", True)
    apple.world.lose_media_services()
    assert not apple.world.own.active
    for operation, *arguments in (
        ("setActiveError", True),
        ("setActiveError", False),
        ("setCategoryError", str(Category.PLAYBACK)),
    ):
        with refused(Code.MEDIA_SERVICES_FAILED):
            apple(operation, *arguments)
    assert apple("currentRoute") == '{"inputs": [], "outputs": []}'
    apple.world.reset_media_services()
    assert apple("category") == Category.SOLO_AMBIENT
    assert apple("mode") == Mode.DEFAULT
    assert apple("preferredSampleRate") == 0.0
    apple("setActiveError", True)
    names = [event[0] for event in apple.heard()]
    lost = names.index("AVAudioSessionMediaServicesWereLostNotification")
    assert names.index("AVAudioSessionMediaServicesWereResetNotification") > lost
    apple.world.media_services_reset()
    assert not apple.world.own.active


def test_a_reset_forgets_what_the_app_prefers(phone: IPhone) -> None:
    phone.own.prefers_no_alerts, phone.own.prefers_disconnect_interruption = True, False
    phone.media_services_reset()
    own = phone.own
    assert (own.prefers_no_alerts, own.prefers_disconnect_interruption) == (False, True)


@pytest.mark.parametrize("how", ["silent", "locked"])
@pytest.mark.parametrize(
    ("category", "heard"),
    [
        (Category.AMBIENT, False),
        (Category.SOLO_AMBIENT, False),
        (Category.PLAYBACK, True),
        (Category.RECORD, True),
        (Category.PLAY_AND_RECORD, True),
        (Category.MULTI_ROUTE, True),
    ],
)
def test_the_silent_switch_and_the_locked_screen(
    phone: IPhone, how: str, category: Category, heard: bool
) -> None:
    phone.own.set_category(category)
    phone.own.play()
    assert not getattr(phone, how)
    setattr(phone, how, True)
    assert getattr(phone, how)
    assert (phone.own_output_level == 1.0) is heard
    assert phone.own.active
    assert phone.foreground is (how == "silent")
    setattr(phone, how, False)
    assert phone.own_output_level == 1.0
    assert phone.foreground


def test_callkit_activates_an_app_that_may_not_by_itself(phone: IPhone) -> None:
    other = player(phone)
    phone.own.uses_callkit = True
    phone.own.set_category(Category.PLAY_AND_RECORD)
    phone.deny_next(Code.UNSPECIFIED)
    phone.callkit_activates()
    assert phone.own.active
    assert other.events == (BEGAN,)
    phone.callkit_deactivates()
    assert not phone.own.active
    assert other.events == (BEGAN, RESUME)
    with refused(Code.UNSPECIFIED):
        phone.own.set_active(True)
    with refused(Code.MISSING_ENTITLEMENT):
        phone.own.set_active(True)


@pytest.mark.parametrize(("version", "flags"), [((14, 4), 0), ((14, 5), 2)])
def test_interruptions_that_belong_to_nothing(version: tuple[int, int], flags: int) -> None:
    apple = Apple(version)
    apple.world.stray_interruption(began=True)
    apple.world.stray_interruption(began=False)
    assert apple.heard(INTERRUPTION) == [(INTERRUPTION, 1, 0, flags), (INTERRUPTION, 0, 0, 0)]


@pytest.mark.parametrize(("version", "warned"), [((25, 0), False), ((26, 0), True)])
def test_activating_on_the_main_thread_is_a_risk(version: tuple[int, int], warned: bool) -> None:
    apple = Apple(version)
    apple("setActiveError", True)
    assert any("Hang Risk" in text for text in apple.world.warnings) is warned
