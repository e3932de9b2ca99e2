"""The simulated iPhone: routes, their changes, and what the app prefers of the hardware."""

from __future__ import annotations

import json
from typing import Any

import pytest
from phones import Apple

from audio_session import NativeError
from audio_session.ios import AVAudioSessionCategory as Category
from audio_session.ios import AVAudioSessionCategoryOptions as Options
from audio_session.ios import AVAudioSessionErrorCode as Code
from audio_session.ios import AVAudioSessionMode as Mode
from audio_session.ios import AVAudioSessionPolarPattern as Pattern
from audio_session.ios import AVAudioSessionPort as Kind
from audio_session.ios import AVAudioSessionPortOverride as Override
from audio_session.ios import AVAudioSessionRouteChangeReason as Why
from audio_session.simulator.ios_hardware import ACCESSORIES

ROUTE = "AVAudioSessionRouteChangeNotification"
PRIVATE, BUILT_IN = 1, 2
HFP, A2DP = Options.ALLOW_BLUETOOTH_HFP, Options.ALLOW_BLUETOOTH_A2DP
MIC, EAR, SPEAKER = Kind.BUILT_IN_MIC, Kind.BUILT_IN_RECEIVER, Kind.BUILT_IN_SPEAKER


def on(
    category: Category,
    options: Options = Options.NONE,
    mode: Mode = Mode.DEFAULT,
    *,
    version: tuple[int, int] = (17, 0),
    profile: str = "iphone",
) -> Apple:
    """A phone with an active session."""
    apple = Apple(version, profile=profile)
    apple.world.own.set_category(category, mode, options)
    apple("setActiveError", True)
    apple.heard()
    return apple


def route(apple: Apple) -> tuple[list[Kind], list[Kind]]:
    raw = json.loads(apple("currentRoute"))
    inputs, outputs = ([Kind(port["portType"]) for port in raw[key]] for key in raw)
    return inputs, outputs


def uid_of(apple: Apple, kind: Kind) -> str:
    ports = json.loads(apple("availableInputs"))
    return next(port["UID"] for port in ports if port["portType"] == kind)


def refused(code: Code) -> Any:
    return pytest.raises(NativeError, match=f"OSStatus {int(code)}")


@pytest.mark.parametrize(
    ("category", "options", "mode", "profile", "expected"),
    [
        (Category.PLAYBACK, 0, Mode.DEFAULT, "iphone", ([], [SPEAKER])),
        (Category.AMBIENT, 0, Mode.DEFAULT, "iphone", ([], [SPEAKER])),
        (Category.RECORD, 0, Mode.DEFAULT, "iphone", ([MIC], [])),
        (Category.PLAY_AND_RECORD, 0, Mode.DEFAULT, "iphone", ([MIC], [EAR])),
        (Category.PLAY_AND_RECORD, 0, Mode.VOICE_CHAT, "iphone", ([MIC], [EAR])),
        (Category.PLAY_AND_RECORD, 8, Mode.DEFAULT, "iphone", ([MIC], [SPEAKER])),
        (Category.PLAY_AND_RECORD, 0, Mode.VIDEO_CHAT, "iphone", ([MIC], [SPEAKER])),
        (Category.PLAY_AND_RECORD, 0, Mode.DEFAULT, "ipad", ([MIC], [SPEAKER])),
        (Category.MULTI_ROUTE, 0, Mode.DEFAULT, "iphone", ([MIC], [SPEAKER])),
    ],
)
def test_default_routes(
    category: Category,
    options: int,
    mode: Mode,
    profile: str,
    expected: tuple[list[Kind], list[Kind]],
) -> None:
    assert route(on(category, Options(options), mode, profile=profile)) == expected


@pytest.mark.parametrize(
    ("category", "options", "plugged", "expected"),
    [
        (Category.PLAYBACK, 0, Kind.HEADPHONES, ([], [Kind.HEADPHONES])),
        (Category.PLAYBACK, 0, Kind.HEADSET_MIC, ([], [Kind.HEADPHONES])),
        (Category.PLAYBACK, 0, Kind.BLUETOOTH_HFP, ([], [Kind.BLUETOOTH_A2DP])),
        (Category.PLAYBACK, 0, Kind.AIR_PLAY, ([], [Kind.AIR_PLAY])),
        (Category.RECORD, 0, Kind.HEADSET_MIC, ([Kind.HEADSET_MIC], [])),
        (Category.RECORD, 0, Kind.BLUETOOTH_HFP, ([MIC], [])),
        (Category.RECORD, HFP, Kind.BLUETOOTH_HFP, ([Kind.BLUETOOTH_HFP], [])),
        (
            Category.PLAY_AND_RECORD,
            0,
            Kind.HEADSET_MIC,
            ([Kind.HEADSET_MIC], [Kind.HEADPHONES]),
        ),
        (Category.PLAY_AND_RECORD, 0, Kind.BLUETOOTH_HFP, ([MIC], [EAR])),
        (
            Category.PLAY_AND_RECORD,
            HFP,
            Kind.BLUETOOTH_HFP,
            ([Kind.BLUETOOTH_HFP], [Kind.BLUETOOTH_HFP]),
        ),
        (Category.PLAY_AND_RECORD, A2DP, Kind.BLUETOOTH_HFP, ([MIC], [Kind.BLUETOOTH_A2DP])),
        (
            Category.PLAY_AND_RECORD,
            HFP | A2DP,
            Kind.BLUETOOTH_HFP,
            ([Kind.BLUETOOTH_HFP], [Kind.BLUETOOTH_HFP]),
        ),
        (Category.PLAY_AND_RECORD, 0, Kind.AIR_PLAY, ([MIC], [EAR])),
        (Category.PLAY_AND_RECORD, 64, Kind.AIR_PLAY, ([MIC], [Kind.AIR_PLAY])),
        (Category.MULTI_ROUTE, 0, Kind.USB_AUDIO, ([Kind.USB_AUDIO], [Kind.USB_AUDIO])),
        (Category.MULTI_ROUTE, 0, Kind.AIR_PLAY, ([MIC], [SPEAKER])),
    ],
)
def test_what_is_plugged_in_is_used_as_far_as_category_and_options_let_it(
    category: Category, options: int, plugged: Kind, expected: tuple[list[Kind], list[Kind]]
) -> None:
    apple = on(category, Options(options))
    apple.world.plug(plugged)
    assert route(apple) == expected


def test_the_device_that_came_last_is_used() -> None:
    apple = on(Category.PLAYBACK)
    apple.world.plug(Kind.BLUETOOTH_A2DP)
    apple.world.plug(Kind.HEADPHONES)
    assert route(apple)[1] == [Kind.HEADPHONES]
    apple.world.unplug(Kind.HEADPHONES)
    assert route(apple)[1] == [Kind.BLUETOOTH_A2DP]
    apple.world.unplug(Kind.BLUETOOTH_A2DP)
    assert apple.heard(ROUTE) == [
        (ROUTE, Why.NEW_DEVICE_AVAILABLE, 0, 0),
        (ROUTE, Why.NEW_DEVICE_AVAILABLE, 0, PRIVATE),
        (ROUTE, Why.OLD_DEVICE_UNAVAILABLE, 0, PRIVATE),
        (ROUTE, Why.OLD_DEVICE_UNAVAILABLE, 0, PRIVATE | BUILT_IN),
    ]


def test_what_is_not_used_changes_no_route() -> None:
    apple = on(Category.PLAYBACK, version=(26, 0))
    apple.world.plug(Kind.LINE_IN)
    assert apple.heard() == [("AVAudioSessionAvailableInputsChangeNotification", 0, 0, 0)]


def test_the_first_input_is_announced() -> None:
    apple = on(Category.PLAYBACK, profile="no-microphone")
    assert apple("inputAvailable") is False
    assert Category.RECORD not in json.loads(apple("availableCategories"))
    apple.world.plug(Kind.HEADSET_MIC)
    apple.world.unplug(Kind.HEADSET_MIC)
    assert [event[2] for event in apple.heard("inputAvailable")] == [1, 0]


def test_a_category_changes_the_route_when_it_takes_effect() -> None:
    apple = Apple(17)
    apple.world.own.set_category(Category.PLAY_AND_RECORD)
    assert apple.heard(ROUTE) == []
    assert route(apple) == ([], [SPEAKER])
    apple("setActiveError", True)
    assert apple.heard(ROUTE) == [(ROUTE, Why.CATEGORY_CHANGE, 0, BUILT_IN)]
    assert route(apple) == ([MIC], [EAR])
    apple("setModeError", str(Mode.VIDEO_CHAT))
    assert apple.heard(ROUTE) == [(ROUTE, Why.CATEGORY_CHANGE, 0, BUILT_IN)]
    apple("setModeError", str(Mode.VIDEO_CHAT))
    assert apple.heard(ROUTE) == []
    apple("setCategoryWithOptionsError", str(Category.PLAY_AND_RECORD), 8)
    assert apple.heard(ROUTE) == []  # the speaker, as before
    apple("setCategoryError", str(Category.PLAYBACK))
    apple(
        "setCategoryModeRouteSharingPolicyOptionsError",
        str(Category.AMBIENT),
        str(Mode.DEFAULT),
        0,
        0,
    )
    assert [event[1] for event in apple.heard(ROUTE)] == [Why.CATEGORY_CHANGE] * 2


def test_recording_without_an_input() -> None:
    apple = on(Category.RECORD, profile="iphone")
    apple.world._ports = [port for port in apple.world.ports if not port.is_source]
    apple.world.wake_from_sleep()
    assert apple.heard(ROUTE) == [(ROUTE, Why.NO_SUITABLE_ROUTE_FOR_CATEGORY, 0, 0)]
    assert apple("inputNumberOfChannels") == 0


def test_waking_is_a_change_of_route() -> None:
    apple = on(Category.PLAYBACK)
    apple.world.wake_from_sleep()
    assert apple.heard(ROUTE) == [(ROUTE, Why.WAKE_FROM_SLEEP, 0, BUILT_IN)]


def test_an_override_lapses_with_the_next_change_and_with_an_interruption() -> None:
    apple = on(Category.PLAY_AND_RECORD)
    apple("overrideOutputAudioPortError", int(Override.SPEAKER))
    assert route(apple)[1] == [SPEAKER]
    apple("overrideOutputAudioPortError", int(Override.NONE))
    assert route(apple)[1] == [EAR]
    assert [event[1] for event in apple.heard(ROUTE)] == [Why.OVERRIDE] * 2
    apple("overrideOutputAudioPortError", int(Override.SPEAKER))
    apple.world.plug(Kind.HEADSET_MIC)
    assert route(apple)[1] == [Kind.HEADPHONES]
    apple.world.unplug(Kind.HEADSET_MIC)
    assert route(apple)[1] == [EAR]
    apple("overrideOutputAudioPortError", int(Override.SPEAKER))
    apple.world.incoming_call()
    assert route(apple)[1] == [EAR]


def test_overrides_that_are_none() -> None:
    with refused(Code.BAD_PARAM):
        on(Category.PLAYBACK)("overrideOutputAudioPortError", int(Override.SPEAKER))
    with refused(Code.BAD_PARAM):
        on(Category.PLAY_AND_RECORD)("overrideOutputAudioPortError", 7)


def test_a_preferred_input() -> None:
    apple = on(Category.PLAY_AND_RECORD, HFP | A2DP)
    apple.world.plug(Kind.BLUETOOTH_HFP)
    assert json.loads(apple("preferredInput") or "null") is None
    apple("setPreferredInputError", uid_of(apple, MIC))
    assert json.loads(apple("preferredInput"))["portType"] == MIC
    assert route(apple) == ([MIC], [Kind.BLUETOOTH_A2DP])
    apple("setPreferredInputError", uid_of(apple, Kind.BLUETOOTH_HFP))
    assert route(apple) == ([Kind.BLUETOOTH_HFP], [Kind.BLUETOOTH_HFP])
    apple("setPreferredInputError", None)
    assert route(apple) == ([Kind.BLUETOOTH_HFP], [Kind.BLUETOOTH_HFP])
    with refused(Code.BAD_PARAM):
        apple("setPreferredInputError", "nothing")
    apple("setPreferredInputError", uid_of(apple, Kind.BLUETOOTH_HFP))
    apple.world.unplug(Kind.BLUETOOTH_HFP)
    assert route(apple) == ([MIC], [EAR])
    assert apple("preferredInput") is None


def test_inputs_are_to_be_chosen_from_in_categories_with_input_alone() -> None:
    apple = Apple(17)
    assert json.loads(apple("availableInputs")) == []
    apple("setCategoryError", str(Category.RECORD))
    assert [port["portType"] for port in json.loads(apple("availableInputs"))] == [MIC]


@pytest.mark.parametrize("kind", ACCESSORIES)
def test_everything_that_can_be_plugged_in_is_described(kind: Kind) -> None:
    apple = on(Category.PLAY_AND_RECORD, HFP | A2DP, version=(26, 2))
    apple.world.plug(kind)
    raw = json.loads(apple("currentRoute"))
    for port in (*raw["inputs"], *raw["outputs"], *json.loads(apple("availableInputs"))):
        assert Kind(port["portType"]).is_known
        assert [each["channelNumber"] for each in port["channels"]] == list(
            range(1, len(port["channels"]) + 1)
        )
        extension = port["bluetoothMicrophoneExtension"]
        assert (extension is not None) == (
            port["portType"] == Kind.BLUETOOTH_HFP and port in raw["inputs"]
        )
    assert apple("outputLatency") > 0
    assert apple("inputLatency") > 0
    apple.world.unplug(kind)


def test_what_cannot_be_plugged_in() -> None:
    apple = Apple((13, 0))
    with pytest.raises(ValueError, match="cannot be plugged in"):
        apple.world.plug(MIC)
    with pytest.raises(ValueError, match=r"came with iOS \(17, 0\)"):
        apple.world.plug(Kind.CONTINUITY_MICROPHONE)
    with pytest.raises(ValueError, match="plugged in"):
        apple.world.unplug(Kind.HEADPHONES)


# ---- What the app prefers -----------------------------------------------------------------------


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
    assert apple("categoryOptions") == HFP | Options.DEFAULT_TO_SPEAKER
    apple("setCategoryError", str(Category.PLAY_AND_RECORD))
    assert apple("categoryOptions") == 0
    assert apple("routeSharingPolicy") == 0
    assert len(json.loads(apple("availableCategories"))) == 6
    assert str(Mode.DUAL_ROUTE) not in json.loads(apple("availableModes"))
