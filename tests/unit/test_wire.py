"""The JSON of a configuration: the Flutter plugin's, and ours beside it."""

import json

import pytest

from audio_session.android import AndroidAudioAttributes, AndroidAudioFocusGainType
from audio_session.configuration import AudioSessionConfiguration, DuckPolicy
from audio_session.errors import ConfigurationError
from audio_session.ios import AVAudioSessionMode, AVAudioSessionRouteSharingPolicy

EMPTY = {
    "avAudioSessionCategory": None,
    "avAudioSessionCategoryOptions": None,
    "avAudioSessionMode": None,
    "avAudioSessionRouteSharingPolicy": None,
    "avAudioSessionSetActiveOptions": None,
    "androidAudioAttributes": None,
    "androidAudioFocusGainType": 1,
    "androidWillPauseWhenDucked": None,
}
MUSIC = EMPTY | {
    "avAudioSessionCategory": "AVAudioSessionCategoryPlayback",
    "avAudioSessionMode": 0,
    "androidAudioAttributes": {"contentType": 2, "flags": 0, "usage": 1},
}
SPEECH = EMPTY | {
    "avAudioSessionCategory": "AVAudioSessionCategoryPlayback",
    "avAudioSessionMode": 4,
    "androidAudioAttributes": {"contentType": 1, "flags": 0, "usage": 1},
    "androidWillPauseWhenDucked": True,
}
FULL = {
    "avAudioSessionCategory": "AVAudioSessionCategoryPlayAndRecord",
    "avAudioSessionCategoryOptions": 0x2D,
    "avAudioSessionMode": 7,
    "avAudioSessionRouteSharingPolicy": 2,
    "avAudioSessionSetActiveOptions": 1,
    "androidAudioAttributes": {"contentType": 1, "flags": 1, "usage": 2},
    "androidAudioFocusGainType": 3,
    "androidWillPauseWhenDucked": False,
}


def round_trip(document, kind=AudioSessionConfiguration):
    """Through text and back, as it travels."""
    read = kind.from_json(json.loads(json.dumps(document)))
    written = json.loads(json.dumps(read.to_json()))
    assert kind.from_json(written) == read
    return written


@pytest.mark.parametrize(
    ("configuration", "document"),
    [
        (AudioSessionConfiguration(), EMPTY),
        (AudioSessionConfiguration.music(), MUSIC),
        (AudioSessionConfiguration.speech(), SPEECH),
    ],
)
def test_upstreams_documents(configuration, document):
    assert configuration.to_json() == document
    assert list(configuration.to_json()) == list(EMPTY)
    assert AudioSessionConfiguration.from_json(document, strict=True) == configuration


def test_every_upstream_field_round_trips():
    assert round_trip(FULL) == FULL
    policy = AudioSessionConfiguration.from_json(FULL).av_audio_session_route_sharing_policy
    assert policy is AVAudioSessionRouteSharingPolicy.LONG_FORM_VIDEO


def test_written_values_are_plain_json():
    for value in AudioSessionConfiguration.voice_chat().to_json().values():
        assert type(value) in {str, int, bool, dict, type(None)}


MODES = [
    "DEFAULT",
    "GAME_CHAT",
    "MEASUREMENT",
    "MOVIE_PLAYBACK",
    "SPOKEN_AUDIO",
    "VIDEO_CHAT",
    "VIDEO_RECORDING",
    "VOICE_CHAT",
    "VOICE_PROMPT",
]


@pytest.mark.parametrize(("index", "name"), list(enumerate(MODES)))
def test_modes_are_indices(index, name):
    configuration = AudioSessionConfiguration(av_audio_session_mode=AVAudioSessionMode[name])
    assert configuration.to_json() == EMPTY | {"avAudioSessionMode": index}
    assert AudioSessionConfiguration.from_json({"avAudioSessionMode": index}) == configuration


@pytest.mark.parametrize(("index", "value"), [(0, 0), (1, 1), (2, 3), (3, 2)], ids=str)
def test_policies_are_indices_and_not_the_oss_values(index, value):
    configuration = AudioSessionConfiguration(av_audio_session_route_sharing_policy=value)
    assert configuration.to_json() == EMPTY | {"avAudioSessionRouteSharingPolicy": index}
    read = AudioSessionConfiguration.from_json({"avAudioSessionRouteSharingPolicy": index})
    assert read == configuration


@pytest.mark.parametrize(
    ("field", "value", "written"),
    [
        (
            "av_audio_session_mode",
            AVAudioSessionMode.DUAL_ROUTE,
            {"avAudioSessionMode": None, "py:avAudioSessionMode": "AVAudioSessionModeDualRoute"},
        ),
        (
            "av_audio_session_mode",
            "AVAudioSessionModeOfTomorrow",
            {"avAudioSessionMode": None, "py:avAudioSessionMode": "AVAudioSessionModeOfTomorrow"},
        ),
        (
            "av_audio_session_route_sharing_policy",
            9,
            {
                "avAudioSessionRouteSharingPolicy": None,
                "py:avAudioSessionRouteSharingPolicy": 9,
            },
        ),
        (
            "android_audio_focus_gain_type",
            AndroidAudioFocusGainType.NONE,
            {"androidAudioFocusGainType": 3, "py:androidAudioFocusGainType": 0},
        ),
        ("android_accepts_delayed_focus_gain", True, {"py:androidAcceptsDelayedFocusGain": True}),
        ("android_force_ducking", False, {"py:androidForceDucking": False}),
        (
            "av_audio_session_preferred_sample_rate",
            44100.0,
            {"py:avAudioSessionPreferredSampleRate": 44100.0},
        ),
        (
            "av_audio_session_preferred_io_buffer_duration",
            0.005,
            {"py:avAudioSessionPreferredIoBufferDuration": 0.005},
        ),
        (
            "av_audio_session_preferred_input_number_of_channels",
            1,
            {"py:avAudioSessionPreferredInputNumberOfChannels": 1},
        ),
        (
            "av_audio_session_preferred_output_number_of_channels",
            6,
            {"py:avAudioSessionPreferredOutputNumberOfChannels": 6},
        ),
        ("duck_policy", DuckPolicy.PAUSE, {"py:duckPolicy": "pause"}),
        ("linux_media_role", "phone", {"py:linuxMediaRole": "phone"}),
    ],
)
def test_what_upstream_has_no_number_for_has_a_key_of_ours(field, value, written):
    configuration = AudioSessionConfiguration(**{field: value})
    assert configuration.to_json() == EMPTY | written
    assert AudioSessionConfiguration.from_json(EMPTY | written, strict=True) == configuration


def test_attributes_of_ours():
    attributes = AndroidAudioAttributes(
        usage=1,
        allowed_capture_policy=1,
        haptic_channels_muted=True,
        spatialization_behavior=0,
        is_content_spatialized=False,
    )
    document = {
        "contentType": 0,
        "flags": 0,
        "usage": 1,
        "py:allowedCapturePolicy": 1,
        "py:hapticChannelsMuted": True,
        "py:spatializationBehavior": 0,
        "py:isContentSpatialized": False,
    }
    assert attributes.to_json() == document
    assert AndroidAudioAttributes.from_json(document, strict=True) == attributes


def test_our_key_wins():
    read = AudioSessionConfiguration.from_json(
        {
            "avAudioSessionMode": 1,
            "py:avAudioSessionMode": "AVAudioSessionModeDualRoute",
            "androidAudioFocusGainType": 3,
            "py:androidAudioFocusGainType": 0,
        }
    )
    assert read.av_audio_session_mode is AVAudioSessionMode.DUAL_ROUTE
    assert read.android_audio_focus_gain_type is AndroidAudioFocusGainType.NONE


def test_missing_and_null_keys_are_unset():
    assert AudioSessionConfiguration.from_json({}) == AudioSessionConfiguration()
    nothing = dict.fromkeys([*EMPTY, "py:duckPolicy", "py:avAudioSessionMode"])
    assert AudioSessionConfiguration.from_json(nothing, strict=True) == AudioSessionConfiguration()
    attributes = {"contentType": None, "flags": None, "usage": None}
    assert AndroidAudioAttributes.from_json(attributes) == AndroidAudioAttributes()


def test_unknown_values_are_written_back_unchanged():
    document = FULL | {
        "avAudioSessionCategory": "AVAudioSessionCategoryTelepathy",
        "avAudioSessionCategoryOptions": 0x11 | 1 << 40,
        "avAudioSessionMode": 42,
        "avAudioSessionRouteSharingPolicy": -1,
        "avAudioSessionSetActiveOptions": 6,
        "androidAudioAttributes": {"contentType": -7, "flags": 1 << 30, "usage": 15, "tags": ["a"]},
        "androidAudioFocusGainType": 9,
        "future": {"b": [1, 2.5, None, "ü"], "a": {}},
        "py:future": False,
    }
    assert round_trip(document) == document


def test_unknown_values_take_part_in_equality_and_hash():
    one, same, other = (
        AudioSessionConfiguration.from_json({"new": {"a": number, "b": 1}}) for number in (1, 1, 2)
    )
    assert one == same == AudioSessionConfiguration.from_json({"new": {"b": 1, "a": 1}})
    assert hash(one) == hash(same)
    assert one != other
    assert "new" in repr(one)


def test_a_change_overrules_an_unknown_index():
    read = AudioSessionConfiguration.from_json({"avAudioSessionMode": 42, "new": 1})
    changed = read.replace(av_audio_session_mode=AVAudioSessionMode.VIDEO_CHAT)
    assert changed.to_json() == EMPTY | {"avAudioSessionMode": 5, "new": 1}
    assert changed.replace(av_audio_session_mode=None).to_json() == EMPTY | {"new": 1}
    assert read.replace(duck_policy="app").to_json()["avAudioSessionMode"] == 42


def test_an_extra_never_overrules_a_field():
    forged = AudioSessionConfiguration(
        av_audio_session_mode=AVAudioSessionMode.VIDEO_CHAT, extra=(("avAudioSessionMode", "42"),)
    )
    assert forged.to_json()["avAudioSessionMode"] == 5


def findings(document, **options):
    with pytest.raises(ConfigurationError) as caught:
        AudioSessionConfiguration.from_json(document, **options)
    return caught.value.findings


def test_all_that_is_malformed_comes_at_once():
    found = findings(
        {
            "avAudioSessionCategory": 5,
            "avAudioSessionCategoryOptions": "1",
            "avAudioSessionMode": "AVAudioSessionModeDefault",
            "avAudioSessionRouteSharingPolicy": True,
            "avAudioSessionSetActiveOptions": -1,
            "androidAudioAttributes": {"contentType": "music", "flags": -4, "usage": 1.0},
            "androidAudioFocusGainType": False,
            "androidWillPauseWhenDucked": 1,
            "py:androidForceDucking": "no",
            "py:androidFocusSomething": {1, 2},
            "py:avAudioSessionMode": 3,
            "py:avAudioSessionPreferredSampleRate": "fast",
            "py:duckPolicy": "louder",
            7: "seven",
        }
    )
    assert [finding.field for finding in found] == [
        "avAudioSessionCategory",
        "avAudioSessionCategoryOptions",
        "py:avAudioSessionMode",
        "avAudioSessionMode",
        "avAudioSessionRouteSharingPolicy",
        "avAudioSessionSetActiveOptions",
        "androidAudioAttributes.contentType",
        "androidAudioAttributes.flags",
        "androidAudioAttributes.usage",
        "androidAudioFocusGainType",
        "androidWillPauseWhenDucked",
        "py:androidForceDucking",
        "py:avAudioSessionPreferredSampleRate",
        "py:duckPolicy",
        "py:androidFocusSomething",
        "7",
    ]
    for finding in found:
        assert str(finding).startswith(f"error: {finding.field} = ")
        assert finding.rule
        assert finding.fix


def test_malformed_values_are_value_errors_too():
    with pytest.raises(ValueError, match=r"androidAudioAttributes\.usage = 'loud': it must be"):
        AudioSessionConfiguration.from_json({"androidAudioAttributes": {"usage": "loud"}})


@pytest.mark.parametrize("document", [None, [], "{}", 1, b"{}"])
def test_a_document_is_an_object(document):
    (finding,) = findings(document)
    assert finding.field == "(document)"
    assert finding.value == document


@pytest.mark.parametrize("attributes", [[], "media", 1, False])
def test_attributes_are_an_object(attributes):
    (finding,) = findings({"androidAudioAttributes": attributes})
    assert finding.field == "androidAudioAttributes"


def test_what_cannot_be_json_is_malformed():
    circle = []
    circle.append(circle)
    deep = []
    for _ in range(100_000):
        deep = [deep]
    found = findings({"circle": circle, "deep": deep, "object": object()})
    assert [finding.field for finding in found] == ["circle", "deep", "object"]
    assert all("no JSON value" in finding.rule for finding in found)
    assert len(str(found[2])) < 400


def test_strict_names_the_nearest_field_and_knows_every_index():
    found = findings(
        {
            "avAudioSessionCatgory": None,
            "avAudioSessionMode": 42,
            "zzz": 1,
            "androidAudioAttributes": {"usages": 1},
        },
        strict=True,
    )
    fixes = {finding.field: finding.fix for finding in found}
    assert fixes == {
        "avAudioSessionMode": "use the key 'py:avAudioSessionMode'",
        "androidAudioAttributes.usages": "did you mean 'usage'?",
        "avAudioSessionCatgory": "did you mean 'avAudioSessionCategory'?",
        "zzz": fixes["zzz"],
    }
    assert fixes["zzz"].startswith("use one of avAudioSessionCategory, ")
    assert "0 to 8" in found[0].rule
