"""The simulated iPhone: what the app prefers of the hardware, and what it gets."""

from __future__ import annotations

import json

import pytest
from phones import Apple, on, refused, uid_of

from audio_session.ios import AVAudioSessionCategory as Category
from audio_session.ios import AVAudioSessionCategoryOptions as Options
from audio_session.ios import AVAudioSessionErrorCode as Code
from audio_session.ios import AVAudioSessionMode as Mode
from audio_session.ios import AVAudioSessionPolarPattern as Pattern
from audio_session.ios import AVAudioSessionPort as Kind
from audio_session.ios import AVAudioSessionRouteChangeReason as Why

ROUTE = "AVAudioSessionRouteChangeNotification"
BUILT_IN = 2
MIC = Kind.BUILT_IN_MIC


def test_a_rate_that_the_hardware_has_is_used_while_active() -> None:
    apple = on(Category.PLAYBACK, version=(18, 0))
    apple("setPreferredSampleRateError", 44_100.0)
    assert apple.heard() == [
        ("sampleRate", 0, 44_100, 0),
        (ROUTE, Why.ROUTE_CONFIGURATION_CHANGE, 0, BUILT_IN),
    ]
    apple("setPreferredSampleRateError", 96_000.0)
    assert (apple("preferredSampleRate"), apple("sampleRate")) == (96_000.0, 48_000.0)
    apple.world.plug(Kind.USB_AUDIO)
    assert apple("sampleRate") == 96_000.0
    apple("setActiveError", False)
    assert apple("sampleRate") == 48_000.0


def test_the_buffer_is_within_what_the_hardware_has() -> None:
    apple = Apple(17)
    apple("setPreferredIOBufferDurationError", 0.0001)
    assert (apple("preferredIOBufferDuration"), apple("IOBufferDuration")) == (0.0001, 0.01)
    apple("setActiveError", True)
    assert apple("IOBufferDuration") == 0.005
    apple("setPreferredIOBufferDurationError", 3.0)
    assert apple("IOBufferDuration") == 0.1


def test_numbers_of_channels() -> None:
    apple = on(Category.PLAY_AND_RECORD)
    apple.world.plug(Kind.USB_AUDIO)
    apple.heard()
    assert apple("maximumInputNumberOfChannels") == apple("maximumOutputNumberOfChannels") == 2
    apple("setPreferredInputNumberOfChannelsError", 1)
    apple("setPreferredInputNumberOfChannelsError", 1)
    apple("setPreferredOutputNumberOfChannelsError", 1)
    assert (apple("inputNumberOfChannels"), apple("outputNumberOfChannels")) == (1, 1)
    assert apple("preferredInputNumberOfChannels") == 1
    assert apple("preferredOutputNumberOfChannels") == 1
    assert [event[1] for event in apple.heard(ROUTE)] == [Why.ROUTE_CONFIGURATION_CHANGE] * 2
    for count in (0, 3):
        with refused(Code.BAD_PARAM):
            apple("setPreferredInputNumberOfChannelsError", count)
        with refused(Code.BAD_PARAM):
            apple("setPreferredOutputNumberOfChannelsError", count)
    with refused(Code.INCOMPATIBLE_CATEGORY):
        on(Category.PLAYBACK)("setPreferredInputNumberOfChannelsError", 1)


@pytest.mark.parametrize(
    ("gain", "expected"), [(0.25, 0.25), (-1.0, 0.0), (7.0, 1.0), (float("nan"), 0.0)]
)
def test_gain_is_clamped_where_it_can_be_set(gain: float, expected: float) -> None:
    apple = on(Category.RECORD)
    apple("setInputGainError", gain)
    assert apple("inputGain") == expected
    assert apple.heard("inputGain") == [("inputGain", 0, round(expected * 1e6), 0)]
    apple.world.plug(Kind.HEADSET_MIC)
    assert apple("inputGainSettable") is False
    with refused(Code.BAD_PARAM):
        apple("setInputGainError", 0.5)


def test_data_sources_of_the_microphone() -> None:
    apple = on(Category.RECORD)
    names = [each["dataSourceName"] for each in json.loads(apple("inputDataSources"))]
    assert names == ["Bottom", "Front", "Back"]
    assert json.loads(apple("inputDataSource"))["dataSourceID"] == 1
    apple("setInputDataSourceError", 2)
    apple("setInputDataSourceError", 2)
    assert json.loads(apple("inputDataSource"))["dataSourceName"] == "Front"
    assert [event[:2] for event in apple.heard()] == [
        ("inputDataSource", 0),
        (ROUTE, Why.ROUTE_CONFIGURATION_CHANGE),
    ]
    microphone = uid_of(apple, MIC)
    apple("setPreferredDataSourceError", microphone, None)
    (port,) = json.loads(apple("availableInputs"))
    assert (port["selectedDataSource"], port["preferredDataSource"]) == (1, None)
    with refused(Code.BAD_PARAM):
        apple("setInputDataSourceError", 9)
    with refused(Code.BAD_PARAM):
        apple("setPreferredDataSourceError", "nothing", 1)


def test_a_source_is_chosen_for_a_port_that_is_not_in_use() -> None:
    apple = on(Category.RECORD)
    apple.world.plug(Kind.HEADSET_MIC)
    apple.heard()
    assert apple("inputDataSources") is None
    assert apple("inputDataSource") is None
    apple("setPreferredDataSourceError", uid_of(apple, MIC), 3)
    apple("setPreferredPolarPatternError", uid_of(apple, MIC), 3, str(Pattern.STEREO))
    assert apple.heard() == []
    apple.world.unplug(Kind.HEADSET_MIC)
    assert json.loads(apple("inputDataSource"))["selectedPolarPattern"] == Pattern.STEREO


def test_patterns() -> None:
    apple = on(Category.RECORD)
    microphone = uid_of(apple, MIC)
    for _ in range(2):
        apple("setPreferredPolarPatternError", microphone, 2, str(Pattern.CARDIOID))
    front = json.loads(apple("inputDataSources"))[1]
    assert front["preferredPolarPattern"] == front["selectedPolarPattern"] == Pattern.CARDIOID
    apple("setPreferredPolarPatternError", microphone, 2, None)
    assert [event[1] for event in apple.heard(ROUTE)] == [Why.ROUTE_CONFIGURATION_CHANGE] * 2
    for source, pattern in ((1, Pattern.STEREO), (9, Pattern.CARDIOID)):
        with refused(Code.BAD_PARAM):
            apple("setPreferredPolarPatternError", microphone, source, str(pattern))
    old = on(Category.RECORD, version=(13, 0))
    assert Pattern.STEREO not in json.loads(old("inputDataSources"))[1]["supportedPolarPatterns"]


def test_outputs_have_no_data_sources() -> None:
    apple = on(Category.PLAYBACK)
    assert apple("outputDataSources") is None
    assert apple("outputDataSource") is None
    apple("setOutputDataSourceError", None)
    apple("setInputDataSourceError", None)
    with refused(Code.BAD_PARAM):
        apple("setOutputDataSourceError", 1)


def test_muting_the_output() -> None:
    muted = "AVAudioSessionOutputMuteStateChangeNotification"
    apple = on(Category.PLAY_AND_RECORD, version=(26, 0))
    apple.world.own.play()
    for _ in range(2):
        apple("setOutputMutedError", True)
    assert apple.world.own_output_level == 0.0
    apple("setModeError", str(Mode.VOICE_CHAT))
    assert apple("outputMuted") is False
    assert [event[2] for event in apple.heard(muted)] == [1, 0]
    with refused(Code.BAD_PARAM):
        apple("setOutputMutedError", True)


def test_muting_the_input_is_announced_while_recording() -> None:
    muted = "AVAudioApplicationInputMuteStateChangeNotification"
    apple = on(Category.PLAYBACK)
    apple("setInputMutedError", True)
    apple("setCategoryError", str(Category.RECORD))
    apple("setInputMutedError", True)
    apple("setInputMutedError", False)
    assert apple.heard(muted) == [(muted, 0, 0, 0)]
    assert apple("inputMuted") is False


def test_echo_cancelled_input() -> None:
    apple = on(Category.PLAY_AND_RECORD, version=(18, 2))
    apple("setPrefersEchoCancelledInputError", True)
    assert apple("isEchoCancelledInputEnabled") is True
    apple("setCategoryError", str(Category.PLAYBACK))
    assert apple("prefersEchoCancelledInput") is True
    assert apple("isEchoCancelledInputAvailable") is False
    assert apple("isEchoCancelledInputEnabled") is False


def test_the_rest_is_kept_and_read_back() -> None:
    apple = on(Category.PLAYBACK, version=(26, 2))
    for name, value in (
        ("AllowHapticsAndSystemSoundsDuringRecording", True),
        ("PrefersNoInterruptionsFromSystemAlerts", True),
        ("PrefersInterruptionOnRouteDisconnect", False),
        ("SupportsMultichannelContent", True),
        ("PreferredMicrophoneInjectionMode", 1),
        ("PreferredInputOrientation", 3),
    ):
        apple(f"set{name}Error", value)
        assert apple(name[0].lower() + name[1:]) == value
    assert apple("inputOrientation") == 3
    apple("setAggregatedIOPreferenceError", 1)
    with refused(Code.BAD_PARAM):
        apple("setAggregatedIOPreferenceError", 2)
    assert apple("renderingMode") == 1
    assert json.loads(apple("supportedOutputChannelLayouts"))[0]["channelCount"] == 2
    apple("setActiveError", False)
    assert apple("renderingMode") == 0
    assert json.loads(apple("supportedOutputChannelLayouts")) == []
    assert apple("isMicrophoneInjectionAvailable") is False
    for _ in range(2):
        apple("requestMicrophoneInjectionPermissionWithCompletionHandler")
    granted = int.from_bytes(b"grnt")
    assert apple("microphoneInjectionPermission") == granted
    assert [event[1] for event in apple.heard(
        "requestMicrophoneInjectionPermissionWithCompletionHandler"
    )] == [granted] * 2  # fmt: skip


def test_options_read_back_with_what_ios_adds() -> None:
    apple = Apple(17)
    apple("setCategoryWithOptionsError", str(Category.PLAYBACK), int(Options.DUCK_OTHERS))
    assert apple("categoryOptions") == Options.DUCK_OTHERS | Options.MIX_WITH_OTHERS
    apple("setCategoryModeOptionsError", str(Category.PLAY_AND_RECORD), str(Mode.VIDEO_CHAT), 0)
    assert apple("categoryOptions") == Options.ALLOW_BLUETOOTH_HFP | Options.DEFAULT_TO_SPEAKER
    apple("setCategoryError", str(Category.PLAY_AND_RECORD))
    assert apple("categoryOptions") == 0
    assert apple("routeSharingPolicy") == 0
    assert len(json.loads(apple("availableCategories"))) == 6
    assert str(Mode.DUAL_ROUTE) not in json.loads(apple("availableModes"))
