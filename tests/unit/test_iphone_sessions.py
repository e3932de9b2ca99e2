"""The simulated iPhone: who interrupts whom, who is refused, and what the system does."""

from __future__ import annotations

import pytest
from phones import BEGAN, RESUME, Apple, player, refused

from audio_session._rules import CATEGORIES, MODE_TABLE, OPTION_TABLE, PAIR_RULES, Verdict
from audio_session.ios import AVAudioSessionCategory as Category
from audio_session.ios import AVAudioSessionCategoryOptions as Options
from audio_session.ios import AVAudioSessionErrorCode as Code
from audio_session.ios import AVAudioSessionMode as Mode
from audio_session.simulator import IPhone

HINT = "AVAudioSessionSilenceSecondaryAudioHintNotification"
SPEECH = Options.INTERRUPT_SPOKEN_AUDIO_AND_MIX_WITH_OTHERS


@pytest.fixture
def phone() -> IPhone:
    return IPhone(17)


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


def test_who_begins_while_another_ducks_is_ducked_as_well(phone: IPhone) -> None:
    """Only who had an active session when it began was."""
    maps = player(phone, "maps", options=Options.DUCK_OTHERS)
    music = player(phone, "music")
    assert music.level == 0.2
    maps.set_category(Category.PLAYBACK, options=Options.MIX_WITH_OTHERS)
    assert music.level == 1.0
    maps.set_category(Category.PLAYBACK, options=Options.DUCK_OTHERS)
    assert music.level == 0.2
    maps.die()
    assert music.level == 1.0


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
