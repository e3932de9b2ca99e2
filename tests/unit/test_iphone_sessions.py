"""The simulated iPhone: who interrupts whom, who is refused, and what the system does."""

from __future__ import annotations

import pytest
from phones import Apple

from audio_session import NativeError
from audio_session._rules import CATEGORIES, MODE_TABLE, OPTION_TABLE, PAIR_RULES, Verdict
from audio_session.ios import AVAudioSessionCategory as Category
from audio_session.ios import AVAudioSessionCategoryOptions as Options
from audio_session.ios import AVAudioSessionErrorCode as Code
from audio_session.ios import AVAudioSessionInterruptionReason as Reason
from audio_session.ios import AVAudioSessionMode as Mode
from audio_session.ios import AVAudioSessionPort as Kind
from audio_session.simulator import IosApp, IPhone
from audio_session.simulator.ios_app import Told

INTERRUPTION = "AVAudioSessionInterruptionNotification"
HINT = "AVAudioSessionSilenceSecondaryAudioHintNotification"
SPEECH = Options.INTERRUPT_SPOKEN_AUDIO_AND_MIX_WITH_OTHERS
BEGAN = Told(began=True, reason=Reason.DEFAULT)
RESUME = Told(began=False, should_resume=True)


@pytest.fixture
def phone() -> IPhone:
    return IPhone(17)


def player(phone: IPhone, name: str = "player", **setup: object) -> IosApp:
    app = phone.app(name)
    app.set_category(**({"category": Category.PLAYBACK} | setup))  # type: ignore[arg-type]
    app.play()
    return app


def refused(code: Code) -> object:
    return pytest.raises(NativeError, match=f"OSStatus {int(code)}")


# ---- Others -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ours", "theirs", "interrupted"),
    [
        ((Category.PLAYBACK, Options.NONE), (Category.PLAYBACK, Options.NONE), True),
        ((Category.SOLO_AMBIENT, Options.NONE), (Category.RECORD, Options.NONE), True),
        ((Category.MULTI_ROUTE, Options.NONE), (Category.PLAY_AND_RECORD, Options.NONE), True),
        ((Category.AMBIENT, Options.NONE), (Category.PLAYBACK, Options.NONE), False),
        ((Category.PLAYBACK, Options.NONE), (Category.AMBIENT, Options.NONE), False),
        ((Category.PLAYBACK, Options.MIX_WITH_OTHERS), (Category.PLAYBACK, Options.NONE), False),
        ((Category.PLAYBACK, Options.NONE), (Category.PLAYBACK, Options.MIX_WITH_OTHERS), False),
        ((Category.PLAYBACK, Options.DUCK_OTHERS), (Category.PLAYBACK, Options.NONE), False),
    ],
)
def test_sessions_that_do_not_mix_interrupt_each_other_alone(
    phone: IPhone,
    ours: tuple[Category, Options],
    theirs: tuple[Category, Options],
    interrupted: bool,
) -> None:
    other = player(phone, category=theirs[0], options=theirs[1])
    phone.own.set_category(ours[0], options=ours[1])
    phone.own.play()
    assert other.events == ((BEGAN,) if interrupted else ())
    assert other.active is not interrupted
    assert phone.own.active


def test_ducking_lowers_others_for_as_long_as_it_is_active(phone: IPhone) -> None:
    music = player(phone, "music")
    maps = player(phone, "maps", options=Options.DUCK_OTHERS)
    assert (music.level, maps.level) == (0.2, 1.0)
    assert music.events == ()
    maps.stop()
    assert music.level == 0.2
    maps.set_active(False)
    assert music.level == 1.0
    assert ("music", 0.2) in [(each.app, each.level) for each in phone.audible]


@pytest.mark.parametrize("mode", [Mode.SPOKEN_AUDIO, Mode.DEFAULT])
def test_directions_interrupt_speech_and_duck_music(phone: IPhone, mode: Mode) -> None:
    other = player(phone, mode=mode)
    maps = player(phone, "maps", options=SPEECH | Options.DUCK_OTHERS)
    assert other.events == ((BEGAN,) if mode is Mode.SPOKEN_AUDIO else ())
    assert other.level == (0.0 if mode is Mode.SPOKEN_AUDIO else 0.2)
    maps.stop()
    maps.set_active(False, notify_others=True)
    assert other.events == ((BEGAN, RESUME) if mode is Mode.SPOKEN_AUDIO else ())


def test_speech_that_does_not_play_is_not_interrupted(phone: IPhone) -> None:
    other = player(phone, mode=Mode.SPOKEN_AUDIO)
    other.stop()
    player(phone, "maps", options=SPEECH)
    assert other.events == ()


@pytest.mark.parametrize("notify", [True, False])
def test_whom_we_interrupted_is_told_to_resume_only_if_we_say_so(
    phone: IPhone, notify: bool
) -> None:
    other = player(phone)
    phone.own.set_active(True)
    phone.own.set_active(False, notify_others=notify)
    assert other.events == ((BEGAN, RESUME) if notify else (BEGAN,))
    other.play()
    assert other.active


def test_activating_again_tells_nobody(phone: IPhone) -> None:
    other = player(phone)
    phone.own.set_active(True)
    phone.own.set_active(True, notify_others=True)
    assert other.events == (BEGAN,)


def test_an_app_that_dies_leaves_the_others_as_they_are(phone: IPhone) -> None:
    other = player(phone)
    rival = player(phone, "rival")
    rival.die()
    assert other.events == (BEGAN,)
    with pytest.raises(RuntimeError, match="has died"):
        rival.play()
    with pytest.raises(RuntimeError, match="own app"):
        phone.own.die()
    with pytest.raises(ValueError, match="different names"):
        phone.app("player")
    assert repr(rival) == "<IosApp 'rival'>"
    assert phone.app("rival").events == ()


# ---- Refusals -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("setup", "code"),
    [
        ({"category": Category.PLAYBACK}, Code.CANNOT_INTERRUPT_OTHERS),
        ({"category": Category.AMBIENT}, Code.CANNOT_START_PLAYING),
        ({"category": Category.SOLO_AMBIENT}, Code.CANNOT_START_PLAYING),
        (
            {"category": Category.PLAY_AND_RECORD, "options": Options.MIX_WITH_OTHERS},
            Code.CANNOT_START_RECORDING,
        ),
    ],
)
def test_what_cannot_begin_in_the_background(
    phone: IPhone, setup: dict[str, object], code: Code
) -> None:
    phone.foreground = False
    with refused(code):
        player_of_our_own(phone, setup)
    phone.foreground = True
    player_of_our_own(phone, setup)
    phone.foreground = False
    phone.own.set_active(True)  # it goes on


def player_of_our_own(phone: IPhone, setup: dict[str, object]) -> None:
    phone.own.set_category(**setup)  # type: ignore[arg-type]
    phone.own.set_active(True)


def test_what_may_begin_in_the_background(phone: IPhone) -> None:
    phone.foreground = False
    phone.own.set_category(Category.PLAYBACK, options=Options.MIX_WITH_OTHERS)
    phone.own.background_audio = False
    with refused(Code.CANNOT_START_PLAYING):
        phone.own.set_active(True)
    phone.own.background_audio = True
    phone.own.set_active(True)
    phone.own.set_active(False)
    phone.own.set_category(Category.PLAYBACK)
    phone.own.now_playing = True
    phone.own.set_active(True)


@pytest.mark.parametrize("answered", [True, False])
def test_a_call_has_priority_over_recording_and_lets_playback_be(
    phone: IPhone, answered: bool
) -> None:
    phone.own.set_category(Category.RECORD)
    phone.incoming_call()
    if answered:
        phone.answer_call()
    with refused(Code.INSUFFICIENT_PRIORITY):
        phone.own.set_active(True)
    with refused(Code.INSUFFICIENT_PRIORITY):
        phone.own.set_category(Category.PLAY_AND_RECORD)
    phone.own.set_category(Category.PLAYBACK)
    phone.own.set_active(True)
    phone.end_call()
    assert phone.own.events == ()


def test_siri_callkit_and_missing_hardware() -> None:
    phone = IPhone(17)
    phone.own.set_category(Category.RECORD)
    phone.begin_siri()
    with refused(Code.SIRI_IS_RECORDING):
        phone.own.set_active(True)
    phone.end_siri()
    phone.own.uses_callkit = True
    with refused(Code.MISSING_ENTITLEMENT):
        phone.own.set_active(True)
    deaf = IPhone(17, profile="no-microphone")
    deaf.own.set_category(Category.RECORD)
    with refused(Code.RESOURCE_NOT_AVAILABLE):
        deaf.own.set_active(True)


def test_the_next_activation_is_refused_as_the_test_wants(phone: IPhone) -> None:
    phone.deny_next(Code.EXPIRED_SESSION)
    player(phone)
    with refused(Code.EXPIRED_SESSION) as caught:
        phone.own.set_active(True)
    assert (caught.value.domain, caught.value.name) == ("NSOSStatusErrorDomain", "!ses")
    phone.own.set_active(True)


@pytest.mark.parametrize(("version", "busy"), [((13, 0), True), ((25, 0), True), ((26, 0), False)])
def test_giving_back_while_playing(version: tuple[int, int], busy: bool) -> None:
    phone = IPhone(version)
    other = player(phone)
    phone.own.play()
    if busy:
        with refused(Code.IS_BUSY):
            phone.own.set_active(False, notify_others=True)
    else:
        phone.own.set_active(False, notify_others=True)
    assert not phone.own.active
    assert other.events[-1] == RESUME
    phone.own.set_active(False)


def test_what_is_documented_to_fail_warns_and_fails_where_one_is_strict() -> None:
    lenient, strict = IPhone(17), IPhone(17, strict=True)
    lenient.own.set_category(Category.RECORD, Mode.MEASUREMENT, Options.DUCK_OTHERS)
    assert "DUCK_OTHERS" in lenient.warnings[0]
    with refused(Code.BAD_PARAM):
        strict.own.set_category(Category.RECORD, Mode.MEASUREMENT, Options.DUCK_OTHERS)
    for phone in (lenient, strict):
        with refused(Code.BAD_PARAM):
            phone.own.set_category(Category.PLAYBACK, options=Options.DEFAULT_TO_SPEAKER)
        with refused(Code.BAD_PARAM):
            phone.own.set_category(Category.PLAYBACK, Mode.VOICE_CHAT)


UNPROVEN = {"A", "d"}
CELLS = [
    pytest.param(category, Mode.DEFAULT, option, cell.grade, id=f"{category.name}-{option.name}")
    for option, row in OPTION_TABLE.items()
    for category, cell in row.items()
    if cell.verdict in {Verdict.DOUBTFUL, Verdict.REFUSED}
]
CELLS += [
    pytest.param(category, mode, Options.NONE, rule.grade, id=f"{category.name}-{mode.name}")
    for mode, rule in MODE_TABLE.items()
    for category in CATEGORIES
    if category not in rule.categories
]


@pytest.mark.parametrize(("category", "mode", "option", "grade"), CELLS)
def test_what_nobody_has_proven_is_refused_by_the_strict_alone(
    category: Category, mode: Mode, option: Options, grade: str
) -> None:
    lenient, strict = IPhone((26, 2)), IPhone((26, 2), strict=True)
    with refused(Code.BAD_PARAM):
        strict.own.set_category(category, mode, option)
    if grade in UNPROVEN:
        lenient.own.set_category(category, mode, option)
        (warning,) = lenient.warnings
        assert (option or mode).name in warning
        assert lenient.own.setup.category is category
    else:
        with refused(Code.BAD_PARAM):
            lenient.own.set_category(category, mode, option)


def test_a_rule_is_doubtful_because_nobody_has_proven_it() -> None:
    verdicts = [cell for row in OPTION_TABLE.values() for cell in row.values()]
    for rule in (*verdicts, *MODE_TABLE.values(), *PAIR_RULES):
        assert (rule.verdict is Verdict.DOUBTFUL) is (rule.grade in UNPROVEN)


# ---- The system ---------------------------------------------------------------------------------


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


# ---- What can be told of others -----------------------------------------------------------------


def test_others_audio_and_the_hint() -> None:
    apple = Apple(17)
    apple("setCategoryError", str(Category.AMBIENT))
    apple("setActiveError", True)
    mixing = player(apple.world, "mixing", options=Options.MIX_WITH_OTHERS)
    assert apple("otherAudioPlaying") is True
    assert apple("secondaryAudioShouldBeSilencedHint") is False
    assert apple.heard(HINT) == []
    music = player(apple.world, "music")
    assert apple("secondaryAudioShouldBeSilencedHint") is True
    assert apple.heard(HINT) == [(HINT, 1, 0, 0)]
    apple.world.foreground = False
    music.stop()
    assert apple.heard(HINT) == []
    apple.world.foreground = True
    assert apple.heard(HINT) == [(HINT, 0, 0, 0)]
    mixing.stop()
    assert apple("otherAudioPlaying") is False
    apple.world.incoming_call()
    assert apple("otherAudioPlaying") is True
    assert apple("secondaryAudioShouldBeSilencedHint") is True
