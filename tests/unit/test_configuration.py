"""The configuration as a Python object."""

import copy
import dataclasses
import pickle

import pytest

from audio_session.android import (
    AndroidAudioAttributes,
    AndroidAudioCapturePolicy,
    AndroidAudioContentType,
    AndroidAudioFlags,
    AndroidAudioFocusGainType,
    AndroidAudioUsage,
    AndroidSpatializationBehavior,
)
from audio_session.configuration import AudioSessionConfiguration, AudioSessionType, DuckPolicy
from audio_session.ios import (
    AVAudioSessionCategory,
    AVAudioSessionCategoryOptions,
    AVAudioSessionMode,
    AVAudioSessionRouteSharingPolicy,
    AVAudioSessionSetActiveOptions,
)

Gain = AndroidAudioFocusGainType
PRESETS = (
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
)


def test_an_empty_configuration_says_nothing_but_gain():
    empty = AudioSessionConfiguration()
    said = {
        name: getattr(empty, name) for name in empty.fields() if getattr(empty, name) is not None
    }
    assert said == {"android_audio_focus_gain_type": Gain.GAIN}
    assert repr(empty) == "AudioSessionConfiguration()"


def test_empty_attributes_are_unknown():
    assert AndroidAudioAttributes() == AndroidAudioAttributes(
        content_type=AndroidAudioContentType.UNKNOWN,
        flags=AndroidAudioFlags.NONE,
        usage=AndroidAudioUsage.UNKNOWN,
    )


def test_every_field_is_checked_and_no_other():
    for kind in (AudioSessionConfiguration, AndroidAudioAttributes):
        assert [field.name for field in dataclasses.fields(kind)] == [*kind.fields(), "extra"]


def test_raw_values_become_members():
    configuration = AudioSessionConfiguration(
        av_audio_session_category="AVAudioSessionCategoryPlayback",
        av_audio_session_category_options=0x11,
        av_audio_session_mode="AVAudioSessionModeFromTheFuture",
        av_audio_session_route_sharing_policy=3,
        av_audio_session_set_active_options=1,
        android_audio_focus_gain_type=2,
        duck_policy="app",
        av_audio_session_preferred_sample_rate=48000,
    )
    assert configuration.av_audio_session_category is AVAudioSessionCategory.PLAYBACK
    options = AVAudioSessionCategoryOptions.INTERRUPT_SPOKEN_AUDIO_AND_MIX_WITH_OTHERS
    assert configuration.av_audio_session_category_options is options
    mode = configuration.av_audio_session_mode
    assert isinstance(mode, AVAudioSessionMode)
    assert mode == "AVAudioSessionModeFromTheFuture"
    assert not mode.is_known
    policy = AVAudioSessionRouteSharingPolicy.LONG_FORM_VIDEO
    assert configuration.av_audio_session_route_sharing_policy is policy
    notify = AVAudioSessionSetActiveOptions.NOTIFY_OTHERS_ON_DEACTIVATION
    assert configuration.av_audio_session_set_active_options is notify
    assert configuration.android_audio_focus_gain_type is Gain.GAIN_TRANSIENT
    assert configuration.duck_policy is DuckPolicy.APP
    assert type(configuration.av_audio_session_preferred_sample_rate) is float
    attributes = AndroidAudioAttributes(
        content_type=1,
        flags=256,
        usage=77,
        allowed_capture_policy=3,
        haptic_channels_muted=False,
        spatialization_behavior=1,
        is_content_spatialized=True,
    )
    assert attributes.usage.name == "UNKNOWN_77"
    assert attributes.allowed_capture_policy is AndroidAudioCapturePolicy.ALLOW_CAPTURE_BY_NONE
    assert attributes.spatialization_behavior is AndroidSpatializationBehavior.NEVER


REFUSED = [
    ("av_audio_session_category", 3, TypeError, "AVAudioSessionCategory or its raw str"),
    ("av_audio_session_category", "", ValueError, "1 to 256 printable characters"),
    ("av_audio_session_category", "a\nb", ValueError, "1 to 256 printable characters"),
    ("av_audio_session_category", "\ud800", ValueError, "1 to 256 printable characters"),
    ("av_audio_session_category", "x" * 257, ValueError, "1 to 256 printable characters"),
    ("av_audio_session_category", "x" * 10_000_000, ValueError, r"'xxx+\.\.\.xxx+': it must be"),
    ("av_audio_session_category", AVAudioSessionMode.DEFAULT, TypeError, "must be AVAudioSes"),
    ("av_audio_session_category_options", -1, ValueError, "bits cannot be negative"),
    ("av_audio_session_category_options", 1 << 63, ValueError, "fit into 64 bits"),
    ("av_audio_session_category_options", True, TypeError, "raw int"),
    ("av_audio_session_category_options", 1.0, TypeError, "raw int"),
    ("av_audio_session_route_sharing_policy", "Default", TypeError, "raw int"),
    ("android_audio_attributes", {"usage": 1}, TypeError, "must be AndroidAudioAttributes"),
    ("android_audio_focus_gain_type", None, TypeError, "raw int"),
    (
        "android_audio_focus_gain_type",
        AndroidAudioUsage.MEDIA,
        TypeError,
        "AndroidAudioUsage.M",
    ),
    ("android_audio_focus_gain_type", -(1 << 64), ValueError, "fit into 64 bits"),
    ("android_will_pause_when_ducked", 1, TypeError, "true or false"),
    ("android_accepts_delayed_focus_gain", "yes", TypeError, "true or false"),
    ("android_force_ducking", 0, TypeError, "true or false"),
    ("av_audio_session_preferred_sample_rate", 0, ValueError, "finite number of Hz above 0"),
    ("av_audio_session_preferred_sample_rate", float("nan"), ValueError, "finite number of Hz"),
    ("av_audio_session_preferred_sample_rate", float("inf"), ValueError, "finite number of Hz"),
    ("av_audio_session_preferred_sample_rate", 10**400, ValueError, "finite number of Hz"),
    ("av_audio_session_preferred_sample_rate", 10**5000, ValueError, "finite number of Hz"),
    ("av_audio_session_preferred_sample_rate", "48000", TypeError, "number of Hz"),
    ("av_audio_session_preferred_sample_rate", True, TypeError, "number of Hz"),
    ("av_audio_session_preferred_io_buffer_duration", -0.1, ValueError, "seconds above 0"),
    (
        "av_audio_session_preferred_input_number_of_channels",
        0,
        ValueError,
        "at least 1 channel",
    ),
    ("av_audio_session_preferred_output_number_of_channels", 2.0, TypeError, "of channels"),
    ("av_audio_session_preferred_output_number_of_channels", 1 << 31, ValueError, "fewer than"),
    ("duck_policy", "louder", ValueError, "one of 'system', 'app', 'pause'"),
    ("duck_policy", 1, TypeError, "DuckPolicy or its raw str"),
    ("linux_media_role", "mu sic", ValueError, "only ASCII letters, digits"),
    ("linux_media_role", "musí", ValueError, "only ASCII letters, digits"),
    ("linux_media_role", "x" * 65, ValueError, "1 to 64 printable"),
    ("linux_media_role", 5, TypeError, "a media role"),
]


@pytest.mark.parametrize(
    ("field", "value", "error", "text"),
    REFUSED,
    ids=[f"{case[0]}-{number}" for number, case in enumerate(REFUSED)],
)
def test_what_no_os_can_have_meant_is_refused(field, value, error, text):
    with pytest.raises(error, match=rf"(?s)^{field} = .*{text}.*; fix: .+$") as caught:
        AudioSessionConfiguration(**{field: value})
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize("role", ["music", "phone", "a11y", "x-my_role"])
def test_media_roles(role):
    assert AudioSessionConfiguration(linux_media_role=role).linux_media_role == role


@pytest.mark.parametrize(
    "extra", [[("a", "1")], (("a", "{"),), ((1, "1"),), (("a", 5),), ("a",), ((["a"], "1"),)]
)
def test_extra_is_left_to_from_json(extra):
    with pytest.raises(ValueError, match=r"^extra = .*leave it to from_json"):
        AudioSessionConfiguration(extra=extra)


@pytest.mark.parametrize("name", PRESETS)
def test_presets_are_equal_hashable_and_copies(name):
    one, other = (getattr(AudioSessionConfiguration, name)() for _ in range(2))
    assert one == other
    assert hash(one) == hash(other)
    assert pickle.loads(pickle.dumps(one)) == one
    assert copy.deepcopy(one) == one
    assert one != AudioSessionConfiguration()


def test_presets_differ():
    assert len({getattr(AudioSessionConfiguration, name)() for name in PRESETS}) == len(PRESETS)


def test_a_configuration_is_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        AudioSessionConfiguration.music().duck_policy = DuckPolicy.APP


def test_replace_changes_and_clears():
    speech = AudioSessionConfiguration.speech()
    changed = speech.replace(
        android_will_pause_when_ducked=None, android_audio_focus_gain_type=Gain.GAIN_TRANSIENT
    )
    assert changed.android_will_pause_when_ducked is None
    assert changed.android_audio_focus_gain_type is Gain.GAIN_TRANSIENT
    assert changed.av_audio_session_mode is AVAudioSessionMode.SPOKEN_AUDIO
    assert speech.android_will_pause_when_ducked is True
    assert speech.replace() == speech
    assert speech.copy_with(android_will_pause_when_ducked=None) == speech.replace(
        android_will_pause_when_ducked=None
    )


def test_replace_checks_like_the_constructor():
    with pytest.raises(TypeError, match="android_will_pause_when_ducked = 'no'"):
        AudioSessionConfiguration().replace(android_will_pause_when_ducked="no")


def test_replace_names_the_nearest_field():
    with pytest.raises(TypeError, match="no field 'duck_polcy'; did you mean 'duck_policy'"):
        AudioSessionConfiguration().replace(duck_polcy=DuckPolicy.APP)
    with pytest.raises(TypeError, match="no field 'zzz'; use one of content_type, flags, usage"):
        AndroidAudioAttributes().replace(zzz=1)
    with pytest.raises(TypeError, match="no field 'extra'"):
        AudioSessionConfiguration().replace(extra=())


def test_repr_shows_what_is_said():
    assert repr(AudioSessionConfiguration(duck_policy="app", linux_media_role="game")) == (
        "AudioSessionConfiguration(duck_policy=<DuckPolicy.APP: 'app'>, linux_media_role='game')"
    )
    assert repr(AndroidAudioAttributes(usage=99)) == (
        "AndroidAudioAttributes(usage=<AndroidAudioUsage.UNKNOWN_99: 99>)"
    )


def test_music_and_speech_are_upstreams():
    """ryanheise/audio_session 0.2.3, AudioSessionConfiguration.music and .speech."""
    media = AndroidAudioUsage.MEDIA
    assert AudioSessionConfiguration.music() == AudioSessionConfiguration(
        av_audio_session_category=AVAudioSessionCategory.PLAYBACK,
        av_audio_session_mode=AVAudioSessionMode.DEFAULT,
        android_audio_attributes=AndroidAudioAttributes(
            content_type=AndroidAudioContentType.MUSIC, usage=media
        ),
        android_audio_focus_gain_type=Gain.GAIN,
    )
    assert AudioSessionConfiguration.speech() == AudioSessionConfiguration(
        av_audio_session_category=AVAudioSessionCategory.PLAYBACK,
        av_audio_session_mode=AVAudioSessionMode.SPOKEN_AUDIO,
        android_audio_attributes=AndroidAudioAttributes(
            content_type=AndroidAudioContentType.SPEECH, usage=media
        ),
        android_audio_focus_gain_type=Gain.GAIN,
        android_will_pause_when_ducked=True,
    )


@pytest.mark.parametrize(
    ("session_type", "category", "gain"),
    [
        (AudioSessionType.AUTO, "PLAYBACK", Gain.GAIN),
        (AudioSessionType.PLAYBACK, "PLAYBACK", Gain.GAIN),
        (AudioSessionType.TRANSIENT, "AMBIENT", Gain.GAIN_TRANSIENT_MAY_DUCK),
        (AudioSessionType.TRANSIENT_SOLO, "PLAYBACK", Gain.GAIN_TRANSIENT),
        (AudioSessionType.AMBIENT, "AMBIENT", Gain.NONE),
        (AudioSessionType.PLAY_AND_RECORD, "PLAY_AND_RECORD", Gain.GAIN_TRANSIENT),
    ],
)
def test_every_w3c_type_has_a_configuration(session_type, category, gain):
    configuration = AudioSessionConfiguration.from_type(session_type)
    assert configuration == AudioSessionConfiguration.from_type(session_type.value)
    assert configuration.av_audio_session_category is AVAudioSessionCategory[category]
    assert configuration.android_audio_focus_gain_type is gain


def test_the_w3c_types_are_the_w3cs():
    names = "auto playback transient transient-solo ambient play-and-record"
    assert " ".join(AudioSessionType) == names
    with pytest.raises(
        ValueError, match="session_type = 'loud': it must be one of 'auto', 'playba"
    ):
        AudioSessionConfiguration.from_type("loud")
