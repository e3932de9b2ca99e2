"""The simulated iPhone: routes, their changes, and the inputs that may be chosen."""

from __future__ import annotations

import json

import pytest
from phones import Apple, on, refused, uid_of

from audio_session.ios import AVAudioSessionCategory as Category
from audio_session.ios import AVAudioSessionCategoryOptions as Options
from audio_session.ios import AVAudioSessionErrorCode as Code
from audio_session.ios import AVAudioSessionMode as Mode
from audio_session.ios import AVAudioSessionPort as Kind
from audio_session.ios import AVAudioSessionPortOverride as Override
from audio_session.ios import AVAudioSessionRouteChangeReason as Why
from audio_session.simulator.ios_hardware import ACCESSORIES

ROUTE = "AVAudioSessionRouteChangeNotification"
PRIVATE, BUILT_IN = 1, 2
HFP, A2DP = Options.ALLOW_BLUETOOTH_HFP, Options.ALLOW_BLUETOOTH_A2DP
MIC, EAR, SPEAKER = Kind.BUILT_IN_MIC, Kind.BUILT_IN_RECEIVER, Kind.BUILT_IN_SPEAKER


def route(apple: Apple) -> tuple[list[Kind], list[Kind]]:
    raw = json.loads(apple("currentRoute"))
    inputs, outputs = ([Kind(port["portType"]) for port in raw[key]] for key in raw)
    return inputs, outputs


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
    assert apple.heard() == []


def test_inputs_that_may_be_chosen_are_told_as_they_change() -> None:
    """Each plug was, headphones' too, and no category."""
    apple = Apple((26, 0))
    name = "AVAudioSessionAvailableInputsChangeNotification"
    apple.world.own.set_category(Category.PLAY_AND_RECORD)
    assert apple.heard() == [(name, 0, 0, 0)], "it is not active yet"
    apple.world.plug(Kind.HEADPHONES)
    assert apple.heard(name) == []
    apple.world.plug(Kind.LINE_IN)
    assert apple.heard(name) == [(name, 0, 0, 0)]
    apple.world.plug(Kind.BLUETOOTH_HFP)
    assert apple.heard(name) == [], "the category does not allow it"
    apple.world.own.set_category(Category.PLAY_AND_RECORD, options=HFP)
    assert apple.heard(name) == [(name, 0, 0, 0)]
    apple.world.media_services_reset()
    assert apple.heard(name) == [(name, 0, 0, 0)]
    apple.world.media_services_reset()
    assert apple.heard(name) == []


def test_the_microphones_of_an_input_are_told_as_the_route_changes() -> None:
    """Only those who chose one were told."""
    apple = on(Category.RECORD)
    both = [("inputDataSources", 0, 0, 0), ("inputDataSource", 0, 0, 0)]
    names = [name for name, *_ in both]
    apple.world.plug(Kind.HEADSET_MIC)
    assert apple.heard(*names) == both
    assert apple("inputDataSources") is None
    apple.world.plug(Kind.LINE_IN)
    assert apple.heard(*names) == []
    apple.world.unplug(Kind.LINE_IN)
    apple.world.unplug(Kind.HEADSET_MIC)
    assert apple.heard(*names) == both
    apple("setInputDataSourceError", 2)
    assert apple.heard(*names) == [both[1]]


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


def test_lost_media_services_tell_of_no_route_before_they_are_back() -> None:
    apple = on(Category.RECORD, version=(26, 0))
    names = [ROUTE, "AVAudioSessionAvailableInputsChangeNotification"]
    apple.world.own.set_category(Category.PLAYBACK)
    apple.heard()
    apple.world.lose_media_services()
    apple.world.plug(Kind.HEADPHONES)
    apple.world.wake_from_sleep()
    assert apple.heard(*names) == []
    assert route(apple) == ([], [])
    apple.world.reset_media_services()
    assert [event[0] for event in apple.heard(*names)] == [ROUTE]
    assert route(apple) == ([], [Kind.HEADPHONES])


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
