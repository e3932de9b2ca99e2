"""iOS's rules, against a second copy of Apple's tables."""

import pytest

from audio_session import _rules
from audio_session.configuration import AudioSessionConfiguration
from audio_session.ios import AVAudioSessionCategory as Category
from audio_session.ios import AVAudioSessionCategoryOptions as Options
from audio_session.ios import AVAudioSessionMode as Mode
from audio_session.validation import Severity, validate

OPTIONS = "av_audio_session_category_options"
MODE = "av_audio_session_mode"
POLICY = "av_audio_session_route_sharing_policy"


def ios(category, *, options=None, mode=None, policy=None, **others):
    return AudioSessionConfiguration(
        av_audio_session_category=category,
        av_audio_session_category_options=options,
        av_audio_session_mode=mode,
        av_audio_session_route_sharing_policy=policy,
        **others,
    )


def severities(configuration, field, **options):
    found = validate(configuration, **options)
    return [finding.severity.value for finding in found if finding.field == field]


# ok, on anyway, Error -50, doubtful, Needs mode DualRoute; a second copy of Apple's rules, so that
# a slip in the table that the library reads shows here.
COLUMNS = "AMBIENT SOLO_AMBIENT PLAYBACK RECORD PLAY_AND_RECORD MULTI_ROUTE".split()  # noqa: SIM905
MATRIX = {
    "MIX_WITH_OTHERS": "on ? ok ? ok ok",
    "DUCK_OTHERS": "ok ? ok ? ok ok",
    "INTERRUPT_SPOKEN_AUDIO_AND_MIX_WITH_OTHERS": "? ? ok ? ok ok",
    "ALLOW_BLUETOOTH_HFP": "E E E ok ok N",
    "DEFAULT_TO_SPEAKER": "E E E E ok E",
    "ALLOW_BLUETOOTH_A2DP": "on on on ? ok ?",
    "ALLOW_AIR_PLAY": "on on on ? ok ?",
    "OVERRIDE_MUTED_MICROPHONE_INTERRUPTION": "E E E ? ok ?",
    "FAR_FIELD_INPUT": "E E E ok ok N",
    "BLUETOOTH_HIGH_QUALITY_RECORDING": "E E E ? ok ?",
}
CELLS = [
    (option, category, cell)
    for option, row in MATRIX.items()
    for category, cell in zip(COLUMNS, row.split(), strict=True)
]


@pytest.mark.parametrize(("option", "category", "cell"), CELLS)
def test_options_by_category(option, category, cell):
    options = Options[option]
    if option == "FAR_FIELD_INPUT" and cell in {"ok", "N"}:
        options |= Options.ALLOW_BLUETOOTH_HFP
    configuration = ios(Category[category], options=options)
    plain, strict = {"ok": ([], []), "on": ([], []), "?": (["warning"], ["error"])}.get(
        cell, (["error"], ["error"])
    )
    if option == "FAR_FIELD_INPUT":
        # Without the HFP bit, or in the wrong mode with it, a second rule speaks as well.
        plain, strict = plain * 2, strict * 2
    assert severities(configuration, OPTIONS) == plain
    assert severities(configuration, OPTIONS, strict=True) == strict
    if cell == "N":
        dual = configuration.replace(
            av_audio_session_mode=Mode.DUAL_ROUTE,
            av_audio_session_category_options=options | Options.ALLOW_BLUETOOTH_HFP,
        )
        assert severities(dual, OPTIONS, strict=True) == []


def test_every_option_is_in_the_matrix():
    assert set(_rules.OPTION_TABLE) == {Options[name] for name in MATRIX}
    assert {option for option in Options.__members__.values() if option} == set(_rules.OPTION_TABLE)


def test_mixing_is_not_blamed_twice():
    """0x11 holds the bit of MIX_WITH_OTHERS."""
    spoken = Options.INTERRUPT_SPOKEN_AUDIO_AND_MIX_WITH_OTHERS
    (finding,) = validate(ios(Category.RECORD, options=spoken))
    assert "INTERRUPT_SPOKEN" in finding.rule
    assert finding.grade == "d"


MODE_CATEGORIES = {
    "DEFAULT": COLUMNS,
    "VOICE_CHAT": ["PLAY_AND_RECORD"],
    "VIDEO_CHAT": ["PLAY_AND_RECORD"],
    "GAME_CHAT": ["PLAY_AND_RECORD"],
    "VIDEO_RECORDING": ["RECORD", "PLAY_AND_RECORD"],
    "MOVIE_PLAYBACK": ["PLAYBACK"],
    "MEASUREMENT": ["PLAYBACK", "RECORD", "PLAY_AND_RECORD"],
    "SPOKEN_AUDIO": ["PLAYBACK"],
    "VOICE_PROMPT": COLUMNS,
    "SHORT_FORM_VIDEO": ["PLAYBACK"],
    "DUAL_ROUTE": ["MULTI_ROUTE"],
}


@pytest.mark.parametrize("category", COLUMNS)
@pytest.mark.parametrize("mode", [mode.name for mode in Mode])
def test_modes_by_category(mode, category):
    configuration = ios(Category[category], mode=Mode[mode])
    if mode == "DUAL_ROUTE" and category == "MULTI_ROUTE":
        configuration = configuration.replace(
            av_audio_session_category_options=Options.ALLOW_BLUETOOTH_HFP
        )
    is_fine = category in MODE_CATEGORIES[mode]
    plain = "warning" if mode == "SPOKEN_AUDIO" else "error"
    needs_option = ["error"] if mode == "DUAL_ROUTE" and not is_fine else []
    assert severities(configuration, MODE) == ([] if is_fine else [plain, *needs_option])
    assert severities(configuration, MODE, strict=True) == (
        [] if is_fine else ["error", *needs_option]
    )


@pytest.mark.parametrize(
    ("configuration", "field", "plain", "strict", "text"),
    [
        (ios("AVAudioSessionCategoryPlayback", policy=1), POLICY, 0, 0, ""),
        (ios(Category.PLAYBACK, policy=3, mode=Mode.SPOKEN_AUDIO), POLICY, 0, 0, ""),
        (ios(Category.AMBIENT, policy=1), POLICY, 1, 1, "only with the category PLAYBACK"),
        (ios(Category.PLAYBACK, policy=3, mode=Mode.VOICE_PROMPT), POLICY, 1, 1, "the modes DEF"),
        (ios(Category.PLAYBACK, policy=1, options=1), POLICY, 1, 1, "no category options"),
        (ios(Category.PLAYBACK, policy=1, options=1 << 31), POLICY, 1, 1, "no category options"),
        (ios(Category.PLAYBACK, policy=2), POLICY, 1, 1, "iOS alone sets this policy"),
        (ios(Category.RECORD, options=1 << 18), OPTIONS, 1, 1, "only with ALLOW_BLUETOOTH_HFP"),
        (
            ios(Category.PLAY_AND_RECORD, options=1 << 19, mode=Mode.VOICE_CHAT),
            OPTIONS,
            0,
            1,
            "only with the mode DEFAULT",
        ),
        (ios(Category.PLAY_AND_RECORD, options=1 << 19), OPTIONS, 0, 0, ""),
        (
            ios(Category.MULTI_ROUTE, options=1, mode=Mode.VOICE_PROMPT),
            OPTIONS,
            0,
            1,
            "MULTI_ROUTE",
        ),
        (ios(Category.MULTI_ROUTE, mode=Mode.DUAL_ROUTE), MODE, 1, 1, "needs ALLOW_BLUETOOTH_HFP"),
        (
            ios(Category.PLAYBACK, mode=Mode.SHORT_FORM_VIDEO, policy=1),
            POLICY,
            1,
            1,
            "a long-form policy",
        ),
        (ios(Category.AUDIO_PROCESSING), "av_audio_session_category", 0, 1, "deprecated"),
    ],
)
def test_what_goes_only_together(configuration, field, plain, strict, text):
    assert severities(configuration, field).count("error") == plain
    assert severities(configuration, field, strict=True).count("error") == strict
    said = [finding for finding in validate(configuration) if finding.field == field]
    assert [text in finding.rule for finding in said] == [True] * max(plain, strict)


def test_ducking_from_ambient_is_doubted_before_ios_26():
    configuration = ios(Category.AMBIENT, options=Options.DUCK_OTHERS)
    assert severities(configuration, OPTIONS) == []
    assert severities(configuration, OPTIONS, ios_version=(26, 0)) == []
    assert severities(configuration, OPTIONS, ios_version="18.7.2") == ["warning"]
    assert severities(configuration, OPTIONS, ios_version="18", strict=True) == ["error"]


def test_what_is_newer_than_the_ios():
    configuration = ios(
        Category.PLAY_AND_RECORD, options=Options.OVERRIDE_MUTED_MICROPHONE_INTERRUPTION
    )
    assert severities(configuration, OPTIONS, ios_version=(14, 4)) == ["warning"]
    assert severities(configuration, OPTIONS, ios_version=(14, 4), strict=True) == ["error"]
    assert severities(configuration, OPTIONS, ios_version=(14, 5), strict=True) == []
    video = ios(Category.PLAYBACK, mode=Mode.SHORT_FORM_VIDEO)
    (finding,) = validate(video, ios_version="18.0")
    assert finding.rule == "SHORT_FORM_VIDEO came with iOS 26.0, after iOS 18.0"
    assert validate(video, ios_version="26") == ()
    assert validate(ios(Category.PLAYBACK), ios_version="13.0") == ()


def test_an_ios_version_is_a_version():
    with pytest.raises(ValueError, match=r"ios_version = 'new': .* such as '17\.2'"):
        validate(AudioSessionConfiguration(), ios_version="new")


def test_ios_takes_nothing_without_a_category():
    configuration = ios(None, options=1, mode=Mode.VOICE_CHAT, policy=2)
    found = validate(configuration, strict=True)
    assert [finding.field for finding in found] == [OPTIONS, MODE, POLICY]
    assert {finding.severity for finding in found} == {Severity.WARNING}


@pytest.mark.parametrize("category", COLUMNS)
def test_input_channels_need_input(category):
    field = "av_audio_session_preferred_input_number_of_channels"
    configuration = ios(Category[category], **{field: 1})
    has_input = category in {"RECORD", "PLAY_AND_RECORD", "MULTI_ROUTE"}
    assert severities(configuration, field) == ([] if has_input else ["error"])


@pytest.mark.parametrize(
    ("field", "fine", "odd"),
    [
        ("av_audio_session_preferred_sample_rate", 48000, 48),
        ("av_audio_session_preferred_io_buffer_duration", 0.02, 20),
    ],
)
def test_odd_wishes_are_hints(field, fine, odd):
    assert validate(ios(Category.PLAYBACK, **{field: fine})) == ()
    assert severities(ios(Category.PLAYBACK, **{field: odd}), field, strict=True) == ["warning"]
