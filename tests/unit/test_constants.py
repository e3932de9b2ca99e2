"""Every constant that we have, and no fewer, against the SDKs' own metadata (tests/data)."""

import csv
import json
import struct
from enum import Enum
from pathlib import Path

import pytest

from audio_session import _android_constants as constants
from audio_session import android, ios
from audio_session._enums import OpenIntFlag

DATA = Path(__file__).parents[1] / "data"

ANDROID_ENUMS = {
    "AndroidAudioAction": ("AudioManager", "ACTION_"),
    "AndroidAudioAdjustment": ("AudioManager", "ADJUST_"),
    "AndroidAudioCapturePolicy": ("AudioAttributes", ""),
    "AndroidAudioContentType": ("AudioAttributes", "CONTENT_TYPE_"),
    "AndroidAudioDescriptorStandard": ("AudioDescriptor", "STANDARD_"),
    "AndroidAudioDeviceType": ("AudioDeviceInfo", "TYPE_"),
    "AndroidAudioEncapsulationType": ("AudioProfile", "AUDIO_ENCAPSULATION_TYPE_"),
    "AndroidAudioError": ("AudioManager", "ERROR_"),
    "AndroidAudioExtra": ("AudioManager", "EXTRA_"),
    "AndroidAudioFlags": ("AudioAttributes", "FLAG_"),
    "AndroidAudioFocus": ("AudioManager", "AUDIOFOCUS_"),
    "AndroidAudioFocusGainType": ("AudioManager", "AUDIOFOCUS_"),
    "AndroidAudioFocusRequestResult": ("AudioManager", "AUDIOFOCUS_REQUEST_"),
    "AndroidAudioHardwareMode": ("AudioManager", "MODE_"),
    "AndroidAudioProperty": ("AudioManager", "PROPERTY_"),
    "AndroidAudioRoute": ("AudioManager", "ROUTE_"),
    "AndroidAudioUsage": ("AudioAttributes", "USAGE_"),
    "AndroidAudioVolumeFlags": ("AudioManager", "FLAG_"),
    "AndroidDirectPlaybackSupport": ("AudioManager", "DIRECT_PLAYBACK_"),
    "AndroidEncodedSurroundMode": ("AudioManager", "ENCODED_SURROUND_OUTPUT_"),
    "AndroidGetAudioDevicesFlags": ("AudioManager", "GET_DEVICES_"),
    "AndroidMicrophoneChannelMapping": ("MicrophoneInfo", "CHANNEL_MAPPING_"),
    "AndroidMicrophoneDirectionality": ("MicrophoneInfo", "DIRECTIONALITY_"),
    "AndroidMicrophoneLocation": ("MicrophoneInfo", "LOCATION_"),
    "AndroidMixerBehavior": ("AudioMixerAttributes", "MIXER_BEHAVIOR_"),
    "AndroidPlaybackOffloadSupport": ("AudioManager", "PLAYBACK_OFFLOAD_"),
    "AndroidRingerMode": ("AudioManager", "RINGER_MODE_"),
    "AndroidScoAudioState": ("AudioManager", "SCO_AUDIO_STATE_"),
    "AndroidSoundEffectType": ("AudioManager", "FX_"),
    "AndroidSpatializationBehavior": ("AudioAttributes", "SPATIALIZATION_BEHAVIOR_"),
    "AndroidSpatializerImmersiveLevel": ("Spatializer", "SPATIALIZER_IMMERSIVE_LEVEL_"),
    "AndroidStreamType": ("AudioManager", "STREAM_"),
    "AndroidVibrateSetting": ("AudioManager", "VIBRATE_SETTING_"),
    "AndroidVibrateType": ("AudioManager", "VIBRATE_TYPE_"),
}
RENAMED = {
    "ERROR_ERROR": "ERROR",
    "STREAM_USE_DEFAULT": "USE_DEFAULT_STREAM_TYPE",
    "ACTION_RINGER_MODE_CHANGED": "RINGER_MODE_CHANGED_ACTION",
    "ACTION_VIBRATE_SETTING_CHANGED": "VIBRATE_SETTING_CHANGED_ACTION",
}
ANDROID_SINGLE = {
    ("AudioManager", "AUDIO_SESSION_ID_GENERATE"): android.AUDIO_SESSION_ID_GENERATE,
    ("AudioManager", "NUM_STREAMS"): android.NUM_STREAMS,
    ("MicrophoneInfo", "GROUP_UNKNOWN"): android.MICROPHONE_GROUP_UNKNOWN,
    ("MicrophoneInfo", "INDEX_IN_THE_GROUP_UNKNOWN"): android.MICROPHONE_INDEX_IN_THE_GROUP_UNKNOWN,
    ("MicrophoneInfo", "SENSITIVITY_UNKNOWN"): android.MICROPHONE_SENSITIVITY_UNKNOWN,
    ("MicrophoneInfo", "SPL_UNKNOWN"): android.MICROPHONE_SPL_UNKNOWN,
}


def literal(text):
    """The value of a Java constant, or None for a type's name (an object, a method's result)."""
    try:
        value = json.loads(text)
    except ValueError:
        return None
    # Java prints a float with as few digits as tell it from its neighbours.
    return struct.unpack("f", struct.pack("f", value))[0] if isinstance(value, float) else value


def android_facts():
    with (DATA / "android_api.tsv").open() as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    found = {
        (row[0], row[1]): (literal(row[3]), max(int(row[2]), 21))
        for row in rows
        if "/" not in row[1]
    }
    return {key: fact for key, fact in found.items() if fact[0] is not None}


def is_added_zero(member):
    """Flags get a name for "none of them", which the OS itself does not have."""
    return isinstance(member, OpenIntFlag) and member.name == "NONE"


def test_android_facts_are_all_there():
    facts = android_facts()
    assert len(facts) == 205
    assert facts["AudioAttributes", "USAGE_ASSISTANT"] == (16, 26)


def test_every_android_constant_has_its_name_value_and_level():
    ours = {}
    for name, (java, prefix) in ANDROID_ENUMS.items():
        for member_name, member in getattr(android, name).__members__.items():
            if is_added_zero(member):
                continue
            java_name = prefix + member_name
            fact = (java, RENAMED.get(java_name, java_name))
            answer = (member.value, member.since)
            assert ours.setdefault(fact, answer) == answer
    facts = android_facts()
    for fact, value in ANDROID_SINGLE.items():
        ours[fact] = (value, facts[fact][1])
    assert ours == facts


def test_no_android_enum_goes_unchecked():
    here = {
        name
        for name, value in vars(constants).items()
        if isinstance(value, type) and issubclass(value, Enum) and len(value)
    }
    assert here == set(ANDROID_ENUMS)
    assert here <= set(android.__all__)


def ios_facts():
    return json.loads((DATA / "ios_avfaudio.json").read_text())


def plain(name):
    return name.replace("_", "").upper()


def version(text):
    """The version as ours: CPython's oldest iOS stands for all before it."""
    return max((13, 0), tuple(int(part) for part in text.split(".")))


INT_ENUMS = ios_facts()["enums"]
TEXT_ENUMS = [
    "AVAudioSessionCategory",
    "AVAudioSessionMode",
    "AVAudioSessionPort",
    "AVAudioSessionLocation",
    "AVAudioSessionOrientation",
    "AVAudioSessionPolarPattern",
]


@pytest.mark.parametrize("name", INT_ENUMS)
def test_every_ios_number_has_its_name_and_value(name):
    members = getattr(ios, name).__members__
    ours = {plain(key): member.value for key, member in members.items()}
    theirs = {plain(key): value for key, value in INT_ENUMS[name].items()}
    if 0 not in theirs.values() and issubclass(getattr(ios, name), OpenIntFlag):
        theirs["NONE"] = 0
    assert ours == theirs


@pytest.mark.parametrize("name", TEXT_ENUMS)
def test_every_ios_text_has_its_name_and_version(name):
    ours = {
        member.value: (plain(key), member.since)
        for key, member in getattr(ios, name).__members__.items()
    }
    theirs = {
        constant: (plain(constant.removeprefix(name)), version(fact["since"]))
        for constant, fact in ios_facts()["constants"].items()
        if constant.startswith(name) and not constant.endswith(("Key", "Notification"))
    }
    assert ours == theirs


def test_no_ios_enum_goes_unchecked():
    here = {
        name
        for name, value in vars(ios).items()
        if isinstance(value, type) and issubclass(value, Enum) and len(value)
    }
    # A flag without any member but NONE counts as empty: AVAudioSessionActivationOptions.
    here.add("AVAudioSessionActivationOptions")
    assert here == {*INT_ENUMS, *TEXT_ENUMS}
    assert here <= set(ios.__all__)


@pytest.mark.parametrize(
    ("enum", "owner", "member"),
    [
        (ios.AVAudioSessionRenderingMode, "AVAudioSession", "-renderingMode"),
        (
            ios.AVAudioSessionMicrophoneInjectionMode,
            "AVAudioSession",
            "-preferredMicrophoneInjectionMode",
        ),
        (ios.AVAudioStereoOrientation, "AVAudioSession", "-preferredInputOrientation"),
        (ios.AVAudioSessionPromptStyle, "AVAudioSession", "-promptStyle"),
        (ios.AVAudioApplicationRecordPermission, "AVAudioApplication", "-recordPermission"),
        (
            ios.AVAudioApplicationMicrophoneInjectionPermission,
            "AVAudioApplication",
            "-microphoneInjectionPermission",
        ),
    ],
)
def test_ios_enums_came_with_the_call_that_uses_them(enum, owner, member):
    since = version(ios_facts()["classes"][owner][member]["since"])
    assert {choice.since for choice in enum} == {since}


def test_versions_of_single_ios_numbers():
    """The metadata has no version for a single number: these are the words of Apple's headers."""
    reason, options = ios.AVAudioSessionInterruptionReason, ios.AVAudioSessionCategoryOptions
    key = ios_facts()["constants"]["AVAudioSessionInterruptionReasonKey"]
    assert reason.DEFAULT.since == version(key["since"]) == (14, 5)
    assert reason.ROUTE_DISCONNECTED.since == (17, 0)
    assert options.OVERRIDE_MUTED_MICROPHONE_INTERRUPTION.since == (14, 5)
    assert options.BLUETOOTH_HIGH_QUALITY_RECORDING.since == (26, 0)
    assert options.FAR_FIELD_INPUT.since == (26, 2)
    assert options.MIX_WITH_OTHERS.since == (13, 0)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (ios.AVAudioSessionErrorCode.CANNOT_INTERRUPT_OTHERS, "!int"),
        (ios.AVAudioSessionErrorCode.IS_BUSY, "!act"),
        (ios.AVAudioSessionErrorCode.INSUFFICIENT_PRIORITY, "!pri"),
        (ios.AVAudioSessionErrorCode.CANNOT_START_PLAYING, "!pla"),
        (ios.AVAudioSessionErrorCode.CANNOT_START_RECORDING, "!rec"),
        (ios.AVAudioSessionErrorCode.INCOMPATIBLE_CATEGORY, "!cat"),
        (ios.AVAudioSessionErrorCode.RESOURCE_NOT_AVAILABLE, "!res"),
        (ios.AVAudioSessionErrorCode.EXPIRED_SESSION, "!ses"),
        (ios.AVAudioSessionErrorCode.SESSION_NOT_ACTIVE, "inac"),
        (ios.AVAudioSessionErrorCode.MISSING_ENTITLEMENT, "ent?"),
        (ios.AVAudioSessionErrorCode.SIRI_IS_RECORDING, "siri"),
        (ios.AVAudioSessionErrorCode.MEDIA_SERVICES_FAILED, "msrv"),
        (ios.AVAudioSessionErrorCode.UNSPECIFIED, "what"),
        (ios.AVAudioSessionErrorCode.BAD_PARAM, ""),
        (ios.AVAudioSessionErrorCode.NONE, ""),
        (ios.AVAudioSessionErrorCode(0xFFFFFFFF), ""),
        (ios.AVAudioSessionErrorCode(1 << 40), ""),
        (ios.AVAudioSessionErrorCode(0x61626364), "abcd"),
    ],
)
def test_error_codes_show_their_four_characters(code, text):
    assert code.four_char_code == text


def test_ports_know_the_text_that_ios_uses():
    port = ios.AVAudioSessionPort
    assert port("MicrophoneBuiltIn") is port.BUILT_IN_MIC
    assert port("BluetoothA2DPOutput") is port.BLUETOOTH_A2DP
    assert all(port(text).is_known for text in ios._PORTS_SEEN)
    assert not port("Cassette").is_known
    assert port("Cassette") == "Cassette"
    with pytest.raises(ValueError, match="5 is not a valid"):
        port(5)
