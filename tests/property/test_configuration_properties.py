"""What holds for every configuration and every document, not only for those we thought of."""

import copy
import json
import pickle

from hypothesis import given
from hypothesis import strategies as st

from audio_session import android, ios
from audio_session.android import AndroidAudioAttributes
from audio_session.configuration import AudioSessionConfiguration, DuckPolicy
from audio_session.errors import ConfigurationError
from audio_session.validation import Severity, validate

int64 = st.integers(-(1 << 63), (1 << 63) - 1)
bits = st.integers(0, (1 << 63) - 1)
scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
documents = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
new_keys = st.text().map(lambda text: "new " + text)


def values(enum, raw):
    """Members, and raw values that may or may not have a name."""
    return st.sampled_from([*enum.__members__.values()]) | raw


def names(enum):
    """Names of Apple's kind, most of which it does not have."""
    letters = st.characters(categories=("L", "N"))
    return st.text(letters, max_size=20).map(lambda text: enum.__name__ + text)


attributes = st.builds(
    AndroidAudioAttributes,
    content_type=values(android.AndroidAudioContentType, int64),
    flags=values(android.AndroidAudioFlags, bits),
    usage=values(android.AndroidAudioUsage, int64),
    allowed_capture_policy=st.none() | values(android.AndroidAudioCapturePolicy, int64),
    haptic_channels_muted=st.none() | st.booleans(),
    spatialization_behavior=st.none() | values(android.AndroidSpatializationBehavior, int64),
    is_content_spatialized=st.none() | st.booleans(),
)
amounts = st.floats(min_value=0, exclude_min=True, allow_infinity=False) | st.integers(1, 10**6)
fields = {
    "av_audio_session_category": st.none()
    | values(ios.AVAudioSessionCategory, names(ios.AVAudioSessionCategory)),
    "av_audio_session_category_options": st.none()
    | values(ios.AVAudioSessionCategoryOptions, bits | st.integers(0, 255)),
    "av_audio_session_mode": st.none()
    | values(ios.AVAudioSessionMode, names(ios.AVAudioSessionMode)),
    "av_audio_session_route_sharing_policy": st.none()
    | values(ios.AVAudioSessionRouteSharingPolicy, int64),
    "av_audio_session_set_active_options": st.none()
    | values(ios.AVAudioSessionSetActiveOptions, bits),
    "android_audio_attributes": st.none() | attributes,
    "android_audio_focus_gain_type": values(android.AndroidAudioFocusGainType, int64),
    "android_will_pause_when_ducked": st.none() | st.booleans(),
    "android_accepts_delayed_focus_gain": st.none() | st.booleans(),
    "android_force_ducking": st.none() | st.booleans(),
    "av_audio_session_preferred_sample_rate": st.none() | amounts,
    "av_audio_session_preferred_io_buffer_duration": st.none() | amounts,
    "av_audio_session_preferred_input_number_of_channels": st.none() | st.integers(1, 99),
    "av_audio_session_preferred_output_number_of_channels": st.none() | st.integers(1, 99),
    "duck_policy": st.none() | st.sampled_from(DuckPolicy),
    "linux_media_role": st.none()
    | st.from_regex(r"[a-zA-Z0-9][a-zA-Z0-9_-]{0,63}", fullmatch=True),
}
configurations = st.builds(AudioSessionConfiguration, **fields)


def test_every_field_has_a_strategy():
    assert list(fields) == list(AudioSessionConfiguration.fields())


@given(configurations)
def test_json_loses_nothing(configuration):
    text = json.dumps(configuration.to_json())
    again = AudioSessionConfiguration.from_json(json.loads(text))
    assert again == configuration
    assert hash(again) == hash(configuration)
    assert json.dumps(again.to_json()) == text


@given(configurations, st.dictionaries(new_keys, documents, max_size=3))
def test_unknown_keys_survive_every_change(configuration, unknown):
    document = configuration.to_json() | unknown
    read = AudioSessionConfiguration.from_json(document)
    changed = read.replace(android_force_ducking=None, duck_policy=DuckPolicy.PAUSE)
    written = changed.to_json()
    for key, value in unknown.items():
        assert json.dumps(written[key], sort_keys=True) == json.dumps(value, sort_keys=True)
    assert AudioSessionConfiguration.from_json(written) == changed
    assert pickle.loads(pickle.dumps(changed)) == changed


@given(st.integers() | st.none(), st.integers() | st.none())
def test_unknown_indices_survive(mode, policy):
    document = {"avAudioSessionMode": mode, "avAudioSessionRouteSharingPolicy": policy}
    written = AudioSessionConfiguration.from_json(document).to_json()
    assert {key: written[key] for key in document} == document


KEYS = [key for field in AudioSessionConfiguration.fields().values() for key in field.keys]


@given(st.dictionaries(st.sampled_from(KEYS) | st.text(), documents, max_size=6) | documents)
def test_any_document_is_read_or_refused_with_reasons(document):
    for strict in (False, True):
        reasons = ()
        try:
            configuration = AudioSessionConfiguration.from_json(document, strict=strict)
        except ConfigurationError as error:
            reasons = error.findings
        else:
            assert AudioSessionConfiguration.from_json(configuration.to_json()) == configuration
            reasons = validate(configuration)
        assert all(len(str(finding)) < 3000 for finding in reasons)
        assert reasons or isinstance(document, dict)


@given(configurations)
def test_a_copy_is_equal(configuration):
    assert configuration.replace() == configuration
    assert copy.deepcopy(configuration) == configuration
    assert pickle.loads(pickle.dumps(configuration)) == configuration
    everything = {name: getattr(configuration, name) for name in configuration.fields()}
    assert AudioSessionConfiguration(**everything) == configuration
    assert AudioSessionConfiguration().replace(**everything) == configuration


@given(configurations, configurations)
def test_equality_is_equality_of_json(one, other):
    assert (one == other) == (one.to_json() == other.to_json())


@given(configurations, st.none() | st.integers(21, 40), st.none() | st.tuples(st.just(18), bits))
def test_strictness_only_adds_errors(configuration, android_api, ios_version):
    def judge(strict):
        return validate(
            configuration, strict=strict, android_api=android_api, ios_version=ios_version
        )

    plain, strict = judge(strict=False), judge(strict=True)
    assert [finding.field for finding in plain] == [finding.field for finding in strict]
    for mild, hard in zip(plain, strict, strict=True):
        assert hard.severity is Severity.ERROR or mild.severity is Severity.WARNING
        assert mild.rule == hard.rule
        assert str(mild)
