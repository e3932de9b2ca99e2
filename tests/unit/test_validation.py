"""Findings, Android's rules, and what must agree between the two systems."""

import pickle
import re

import pytest

from audio_session import _rules
from audio_session.android import (
    AndroidAudioAttributes,
    AndroidAudioContentType,
    AndroidAudioFlags,
    AndroidAudioFocusGainType,
    AndroidAudioUsage,
)
from audio_session.configuration import AudioSessionConfiguration, AudioSessionType, DuckPolicy
from audio_session.errors import ConfigurationError
from audio_session.ios import (
    AVAudioSessionCategory,
    AVAudioSessionCategoryOptions,
    AVAudioSessionMode,
)
from audio_session.validation import Finding, Severity, check, validate

Category = AVAudioSessionCategory
Gain = AndroidAudioFocusGainType
Mode = AVAudioSessionMode
Options = AVAudioSessionCategoryOptions

OPTIONS = "av_audio_session_category_options"
MODE = "av_audio_session_mode"
POLICY = "av_audio_session_route_sharing_policy"
GAIN = "android_audio_focus_gain_type"


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


def test_a_finding_names_value_rule_fix_source_and_grade():
    configuration = ios(Category.PLAYBACK, options=Options.DEFAULT_TO_SPEAKER)
    (finding,) = validate(configuration)
    assert finding == Finding(
        severity=Severity.ERROR,
        field=OPTIONS,
        value=Options.DEFAULT_TO_SPEAKER,
        rule="iOS refuses DEFAULT_TO_SPEAKER with the category PLAYBACK (error -50)",
        fix="drop DEFAULT_TO_SPEAKER, or use the category PLAY_AND_RECORD",
        source="developer.apple.com/documentation/avfaudio/avaudiosession/"
        "categoryoptions-swift.struct; bluefireteam/audioplayers#1194",
        grade="O",
    )
    assert str(finding) == (
        "error: av_audio_session_category_options = "
        "AVAudioSessionCategoryOptions.DEFAULT_TO_SPEAKER: iOS refuses DEFAULT_TO_SPEAKER with the "
        "category PLAYBACK (error -50); fix: drop DEFAULT_TO_SPEAKER, or use the category "
        f"PLAY_AND_RECORD [O: {finding.source}]"
    )


def attributes(**fields):
    return AudioSessionConfiguration(android_audio_attributes=AndroidAudioAttributes(**fields))


@pytest.mark.parametrize(
    ("configuration", "field", "level"),
    [
        (
            AudioSessionConfiguration(android_accepts_delayed_focus_gain=True),
            "android_accepts_delayed_focus_gain",
            26,
        ),
        (
            AudioSessionConfiguration(
                android_force_ducking=True,
                android_audio_focus_gain_type=3,
                duck_policy="system",
                android_audio_attributes=AndroidAudioAttributes(usage=11),
            ),
            "android_force_ducking",
            28,
        ),
        (
            attributes(allowed_capture_policy=3),
            "android_audio_attributes.allowed_capture_policy",
            29,
        ),
        (
            attributes(haptic_channels_muted=True),
            "android_audio_attributes.haptic_channels_muted",
            29,
        ),
        (
            attributes(spatialization_behavior=1),
            "android_audio_attributes.spatialization_behavior",
            32,
        ),
        (
            attributes(is_content_spatialized=True),
            "android_audio_attributes.is_content_spatialized",
            32,
        ),
    ],
)
def test_fields_that_older_androids_lack(configuration, field, level):
    assert validate(configuration, android_api=level, strict=True) == ()
    (finding,) = validate(configuration, android_api=level - 1, strict=True)
    assert finding.field == field
    assert finding.severity is Severity.WARNING
    assert finding.rule == f"it came with API {level}, and API {level - 1} cannot be told"
    assert validate(configuration) == ()


def test_no_is_what_older_androids_do_anyway():
    configuration = attributes(
        haptic_channels_muted=False, spatialization_behavior=0, is_content_spatialized=False
    ).replace(android_accepts_delayed_focus_gain=False, android_force_ducking=False)
    assert validate(configuration, android_api=21) == ()


def test_values_that_older_androids_lack():
    configuration = attributes(
        usage=AndroidAudioUsage.ASSISTANT, flags=AndroidAudioFlags.LOW_LATENCY
    )
    assert validate(configuration, android_api=26, strict=True) == ()
    found = validate(configuration, android_api=23)
    assert [(finding.field, finding.severity) for finding in found] == [
        ("android_audio_attributes.usage", Severity.WARNING),
        ("android_audio_attributes.flags", Severity.WARNING),
    ]
    assert severities(
        configuration, "android_audio_attributes.usage", android_api=23, strict=True
    ) == ["error"]


def test_without_focus_nothing_can_be_said_about_it():
    configuration = AudioSessionConfiguration(
        android_audio_focus_gain_type=Gain.NONE,
        android_will_pause_when_ducked=True,
        android_accepts_delayed_focus_gain=True,
    )
    assert [finding.field for finding in validate(configuration, strict=True)] == [
        "android_will_pause_when_ducked",
        "android_accepts_delayed_focus_gain",
    ]
    assert validate(AudioSessionConfiguration(android_audio_focus_gain_type=Gain.NONE)) == ()


@pytest.mark.parametrize(
    ("gain", "usage"),
    [
        (Gain.GAIN, AndroidAudioUsage.ASSISTANCE_ACCESSIBILITY),
        (Gain.GAIN_TRANSIENT_MAY_DUCK, AndroidAudioUsage.MEDIA),
        (Gain.GAIN, None),
    ],
)
def test_forced_ducking_is_for_accessibility(gain, usage):
    configuration = AudioSessionConfiguration(
        android_force_ducking=True,
        android_audio_focus_gain_type=gain,
        android_audio_attributes=None if usage is None else AndroidAudioAttributes(usage=usage),
        duck_policy=DuckPolicy.SYSTEM,
    )
    assert severities(configuration, "android_force_ducking", strict=True) == ["warning"]


def test_silent_ducking_is_a_hint():
    configuration = AudioSessionConfiguration(
        android_audio_focus_gain_type=Gain.GAIN_TRANSIENT_MAY_DUCK
    )
    (finding,) = validate(configuration, strict=True)
    assert finding.field == GAIN
    assert finding.severity is Severity.WARNING
    assert "without telling anybody" in finding.rule
    for decided in ({"duck_policy": "system"}, {"android_will_pause_when_ducked": False}):
        assert validate(configuration.replace(**decided)) == ()


@pytest.mark.parametrize("pauses", [None, False, True])
@pytest.mark.parametrize("policy", [None, *DuckPolicy])
def test_two_words_about_ducking_may_contradict(policy, pauses):
    configuration = AudioSessionConfiguration(
        duck_policy=policy, android_will_pause_when_ducked=pauses
    )
    contradicts = (policy, pauses) in {("system", True), ("app", True), ("pause", False)}
    found = severities(configuration, "android_will_pause_when_ducked", strict=True)
    assert found == (["warning"] if contradicts else [])


@pytest.mark.parametrize("gain", list(Gain))
@pytest.mark.parametrize(
    ("category", "options"),
    [
        (Category.AMBIENT, None),
        (Category.PLAYBACK, 1),
        (Category.PLAYBACK, 2),
        (Category.PLAYBACK, 0),
    ],
)
def test_mixing_on_one_phone_and_stopping_others_on_the_other(category, options, gain):
    configuration = ios(
        category,
        options=options,
        android_audio_focus_gain_type=gain,
        android_audio_attributes=AndroidAudioAttributes(usage=AndroidAudioUsage.MEDIA),
        duck_policy=DuckPolicy.SYSTEM,
    )
    stops = gain in {Gain.GAIN, Gain.GAIN_TRANSIENT, Gain.GAIN_TRANSIENT_EXCLUSIVE}
    mixes = options != 0
    found = severities(configuration, GAIN, strict=True)
    assert found == (["warning"] if stops and mixes else [])
    assert severities(configuration.replace(android_audio_attributes=None), GAIN) == []


@pytest.mark.parametrize(
    ("configuration", "field", "plain", "fix"),
    [
        (
            ios("AVAudioSessionCategoryPlayandRecord"),
            "av_audio_session_category",
            "warning",
            "did you mean 'AVAudioSessionCategoryPlayAndRecord'?",
        ),
        (
            ios("playback"),
            "av_audio_session_category",
            "error",
            "use one of AVAudioSessionCategory",
        ),
        (ios(Category.AMBIENT, mode="AVAudioSessionModeX"), MODE, "warning", "did you mean"),
        (ios(Category.AMBIENT, options=1 << 30), OPTIONS, "warning", "use a member of AVAudio"),
        (ios(Category.AMBIENT, policy=9), POLICY, "warning", "use a member of AVAudio"),
        (AudioSessionConfiguration(android_audio_focus_gain_type=9), GAIN, "error", "use a member"),
        (attributes(usage=15), "android_audio_attributes.usage", "warning", "use a member"),
        (attributes(usage=1 << 31), "android_audio_attributes.usage", "error", "use a member"),
        (attributes(usage=-(1 << 31)), "android_audio_attributes.usage", "warning", "use a mem"),
        (attributes(flags=1 << 40), "android_audio_attributes.flags", "error", "use a member"),
        (attributes(flags=2), "android_audio_attributes.flags", "warning", "use a member"),
        (attributes(content_type=9), "android_audio_attributes.content_type", "warning", "use a"),
    ],
)
def test_unknown_values_are_named(configuration, field, plain, fix):
    (finding,) = validate(configuration)
    assert (finding.field, finding.severity) == (field, plain)
    assert finding.fix.startswith(fix)
    assert severities(configuration, field, strict=True) == ["error"]


@pytest.mark.parametrize("unknown", [{"usage": 17}, {"content_type": 9}], ids=str)
@pytest.mark.parametrize(("level", "severity"), [(29, "warning"), (30, "error"), (36, "error")])
def test_what_the_builder_throws_for_from_30_on(unknown, level, severity):
    (finding,) = validate(attributes(**unknown), android_api=level)
    assert finding.severity == severity
    assert finding.grade == "RUN"


def test_json_that_nobody_understood_is_named():
    configuration = AudioSessionConfiguration.from_json(
        {
            "avAudioSessionCatgory": "x",
            "avAudioSessionMode": 42,
            "androidAudioAttributes": {"usages": 1},
        }
    )
    found = validate(configuration)
    assert [(finding.field, finding.value, finding.fix) for finding in found] == [
        ("avAudioSessionCatgory", '"x"', "did you mean 'avAudioSessionCategory'?"),
        ("avAudioSessionMode", "42", "use the key 'py:avAudioSessionMode'"),
        ("androidAudioAttributes.usages", "1", "did you mean 'usage'?"),
    ]
    assert {finding.severity for finding in found} == {Severity.WARNING}
    assert {finding.severity for finding in validate(configuration, strict=True)} == {
        Severity.ERROR
    }


def test_check_raises_all_errors_at_once():
    configuration = ios(
        Category.PLAYBACK,
        options=Options.DEFAULT_TO_SPEAKER | Options.ALLOW_BLUETOOTH,
        mode=Mode.VOICE_CHAT,
        android_audio_focus_gain_type=99,
        android_audio_attributes=AndroidAudioAttributes(usage=15),
    )
    with pytest.raises(ConfigurationError) as caught:
        check(configuration)
    assert [finding.field for finding in caught.value.findings] == [GAIN, OPTIONS, OPTIONS, MODE]
    assert str(caught.value).count("\n") == 3
    with pytest.raises(ConfigurationError) as caught:
        check(configuration, strict=True)
    assert len(caught.value.findings) == 5
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (str(copy), copy.findings) == (str(caught.value), caught.value.findings)


def test_check_returns_the_warnings():
    configuration = attributes(usage=15, content_type=AndroidAudioContentType.MUSIC)
    (finding,) = check(configuration)
    assert finding.severity is Severity.WARNING
    assert check(AudioSessionConfiguration()) == ()


@pytest.mark.parametrize("session_type", list(AudioSessionType))
def test_w3c_types_pass_strictly(session_type):
    configuration = AudioSessionConfiguration.from_type(session_type)
    assert validate(configuration, strict=True, android_api=21, ios_version=(13, 0)) == ()


@pytest.mark.parametrize("ios_version", [None, (13, 0), (26, 2)])
@pytest.mark.parametrize("android_api", [None, 21, 26, 37])
@pytest.mark.parametrize(
    "name",
    [
        "music",
        "speech",
        "game",
        "ambient",
        "navigation",
        "voice_chat",
        "video_chat",
        "recording",
        "alarm",
        "ping",
        "announcement",
    ],
)
def test_presets_pass_strictly_on_every_os(name, android_api, ios_version):
    configuration = getattr(AudioSessionConfiguration, name)()
    assert (
        validate(configuration, strict=True, android_api=android_api, ios_version=ios_version) == ()
    )


def test_every_rule_has_source_grade_and_fix():
    grades = {"R", "H", "D", "O", "A", "d", "RUN", "SRC", "DOC", "MEM", "OWN"}
    for pair in _rules.PAIR_RULES:
        assert pair.grade in grades
        assert pair.rule
        assert pair.fix
        assert pair.source
    for rule in (*_rules.MODE_TABLE.values(), *_rules.UNKNOWN_VALUES.values()):
        assert rule.grade in grades
        assert rule.source
    for cells in _rules.OPTION_TABLE.values():
        assert {cell.grade for cell in cells.values()} <= grades


@pytest.mark.parametrize(
    ("versions", "error", "said"),
    [
        ({"android_api": "34"}, TypeError, "android_api = '34': it must be a whole number; fix: "),
        ({"android_api": 20}, ValueError, "android_api = 20: it must be 21 to"),
        ({"ios_version": 17}, TypeError, "ios_version = 17: it must be an iOS version; fix: "),
        ({"ios_version": ("a", 2)}, TypeError, "ios_version = ('a', 2): it must be"),
        ({"ios_version": (17, 2, 1)}, ValueError, "ios_version = (17, 2, 1): it must be"),
        ({"ios_version": "new"}, ValueError, "ios_version = 'new': it must be an iOS version"),
    ],
)
def test_a_version_that_is_none(versions, error, said):
    with pytest.raises(error, match=re.escape(said)):
        validate(AudioSessionConfiguration.music(), **versions)
