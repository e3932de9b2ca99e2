"""The simulated phone's volumes: ranges, what follows what, mutes, groups."""

from __future__ import annotations

import math
from contextlib import nullcontext

import pytest
from phones import Phone

from audio_session.errors import NativeError, PermissionDeniedError
from audio_session.simulator import constants as c

MUSIC, RING, NOTIFICATION, ALARM = (
    c.STREAM_MUSIC,
    c.STREAM_RING,
    c.STREAM_NOTIFICATION,
    c.STREAM_ALARM,
)
SYSTEM, DTMF, VOICE_CALL = c.STREAM_SYSTEM, c.STREAM_DTMF, c.STREAM_VOICE_CALL
SCO, ENFORCED, TTS = c.STREAM_BLUETOOTH_SCO, c.STREAM_SYSTEM_ENFORCED, c.STREAM_TTS
ACCESSIBILITY, ASSISTANT = c.STREAM_ACCESSIBILITY, c.STREAM_ASSISTANT
SILENT, VIBRATE, NORMAL = 0, 1, 2
RAISE, LOWER, SAME = 1, -1, 0


def test_ranges_are_androids_and_first_values_inside_of_them() -> None:
    phone = Phone(37)
    for stream in (0, 1, 2, 3, 4, 5, 8, 10, 11):
        lowest, highest = phone("getStreamMinVolume", stream), phone("getStreamMaxVolume", stream)
        assert 0 <= lowest <= phone("getStreamVolume", stream) <= highest
    assert (phone("getStreamMaxVolume", MUSIC), phone("getStreamMinVolume", ALARM)) == (15, 1)


@pytest.mark.parametrize(("api", "follows"), [(33, True), (34, False)])
def test_notifications_follow_the_ringer_up_to_33(api: int, follows: bool) -> None:
    phone = Phone(api)
    phone("setStreamVolume", RING, 2, 0)
    assert (phone("getStreamVolume", NOTIFICATION) == 2) is follows
    changed = {code for event, code, _ in phone.heard() if event == "VOLUME_CHANGED"}
    assert changed == {SYSTEM, RING, ENFORCED, DTMF} | ({NOTIFICATION} if follows else set())
    assert phone("getStreamVolume", DTMF) == 4  # 2 of 7 is 4 of 15


@pytest.mark.parametrize(
    ("api", "lowest", "muted"), [(22, 0, False), (27, 0, True), (28, 1, True), (35, 1, False)]
)
def test_an_alarm_can_be_turned_down_to_0_below_28(api: int, lowest: int, muted: bool) -> None:
    phone = Phone(api)
    phone("setStreamVolume", ALARM, 0, 0)
    assert ("VOLUME_CHANGED", ALARM, lowest) in phone.heard()
    assert phone.world.volumes.is_muted(ALARM) is muted
    assert phone("getStreamVolume", ALARM) == (0 if muted else lowest)


def test_a_televisions_streams_are_one() -> None:
    phone = Phone(profile="tv")
    phone("setStreamVolume", ALARM, 7, 0)
    assert phone("getStreamVolume", MUSIC) == 15


def test_a_cars_volume_is_fixed() -> None:
    phone = Phone(profile="car")
    before = phone("getStreamVolume", MUSIC)
    assert phone("isVolumeFixed") is True
    phone("setStreamVolume", MUSIC, 9, 0)
    phone("adjustStreamVolume", MUSIC, RAISE, 0)
    phone("adjustStreamVolume", MUSIC, c.ADJUST_MUTE, 0)
    assert phone("getStreamVolume", MUSIC) == before
    assert phone.heard() == []


class TestFixedVolume:
    """A setter returns before it looks at its arguments."""

    CALLS = (
        ("setStreamVolume", 99, 1, 0),
        ("adjustStreamVolume", 99, 1, 0),
        ("adjustStreamVolume", MUSIC, 77, 0),
    )

    @pytest.mark.parametrize("api", [21, 36])
    def test_bad_arguments_are_not_looked_at(self, api: int) -> None:
        for call in self.CALLS:
            Phone(api, profile="car")(*call)
            with pytest.raises(NativeError, match="Bad"):
                Phone(api)(*call)

    def test_a_suggested_stream_is_looked_at_before(self) -> None:
        with pytest.raises(NativeError, match="Bad stream type 99"):
            Phone(25, profile="car")("adjustSuggestedStreamVolume", RAISE, 99, 0)
        Phone(25, profile="car")("adjustSuggestedStreamVolume", 77, MUSIC, 0)

    def test_nor_are_they_in_the_background_of_37(self) -> None:
        phone = Phone(37)
        phone.world.foreground = False
        for call in self.CALLS:
            phone(*call)
        phone("setRingerMode", VIBRATE)
        assert phone("getRingerMode") == NORMAL

    @pytest.mark.parametrize("profile", ["car", "tv"])
    def test_the_ringer_stays(self, profile: str) -> None:
        phone = Phone(36, profile=profile)
        phone("setRingerMode", VIBRATE)
        assert phone("getRingerMode") == NORMAL
        with pytest.raises(PermissionDeniedError):
            phone("setRingerMode", SILENT)


class TestStreamsOfTheSystem:
    @pytest.mark.parametrize(
        ("api", "streams"), [(21, range(10)), (26, range(11)), (29, range(11)), (30, range(12))]
    )
    def test_which_there_are(self, api: int, streams: range) -> None:
        phone = Phone(api)
        for stream in streams:
            highest = phone("getStreamMaxVolume", stream)
            assert phone("getStreamVolume", stream) in range(highest + 1)
        for operation in ("getStreamMaxVolume", "getStreamVolume"):
            with pytest.raises(NativeError, match=f"Bad stream type {streams.stop}"):
                phone(operation, streams.stop)

    def test_they_are_set_and_follow(self) -> None:
        phone = Phone()
        phone("setStreamVolume", SCO, 3, 0)
        phone("adjustStreamVolume", SCO, RAISE, 0)
        assert phone("getStreamVolume", SCO) == 4
        assert phone.heard() == [("VOLUME_CHANGED", SCO, 3), ("VOLUME_CHANGED", SCO, 4)]
        phone("setStreamVolume", TTS, 9, 0)
        assert phone("getStreamVolume", MUSIC) == 9
        phone.world.set_ringer_mode(VIBRATE)
        for stream in (ENFORCED, DTMF):
            assert phone("isStreamMute", stream) is True

    def test_the_user_has_no_slider_for_them(self) -> None:
        with pytest.raises(ValueError, match="Android 36 shows no such stream; fix: "):
            Phone().world.set_volume(SCO, 3)

    @pytest.mark.parametrize(
        ("stream", "since", "permission"),
        [
            (ACCESSIBILITY, 26, c.CHANGE_ACCESSIBILITY_VOLUME),
            (ASSISTANT, 30, c.MODIFY_AUDIO_ROUTING),
        ],
    )
    def test_whose_volume_is_not_ours(self, stream: int, since: int, permission: str) -> None:
        phone = Phone(since)
        before = phone("getStreamVolume", stream)
        phone("setStreamVolume", stream, 9, 0)
        phone("adjustStreamVolume", stream, RAISE, 0)
        assert phone("getStreamVolume", stream) == before
        phone.world.grant_permission(permission)
        phone("setStreamVolume", stream, 9, 0)
        phone("adjustStreamVolume", stream, RAISE, 0)
        assert phone("getStreamVolume", stream) == 10

    def test_accessibilitys_is_an_accessibility_services(self) -> None:
        phone = Phone()
        phone.world.own.accessibility_service = True
        phone("setStreamVolume", ACCESSIBILITY, 9, 0)
        assert phone("getStreamVolume", MUSIC) == 9


def test_the_users_slider_ends_above_it() -> None:
    phone = Phone(28)
    phone.world.set_volume(ALARM, 0)
    assert (phone("isStreamMute", ALARM), phone("getStreamVolume", ALARM)) == (False, 1)


@pytest.mark.parametrize(("api", "lowest"), [(22, 0), (23, 1), (27, 1), (28, 1), (35, 1)])
def test_who_silences_a_call(api: int, lowest: int) -> None:
    phone = Phone(api)
    phone("setStreamVolume", VOICE_CALL, 0, 0)
    if api >= 28:
        assert (phone("getStreamVolume", VOICE_CALL), phone.heard()) == (4, [])
        phone.world.grant_permission(c.MODIFY_PHONE_STATE)
        phone("setStreamVolume", VOICE_CALL, 0, 0)
    assert ("VOLUME_CHANGED", VOICE_CALL, lowest) in phone.heard()
    assert phone("getStreamVolume", VOICE_CALL) == 0


class TestSteps:
    def test_one_up_one_down(self) -> None:
        phone = Phone()
        phone("adjustStreamVolume", MUSIC, RAISE, 0)
        phone("adjustStreamVolume", MUSIC, RAISE, 0)
        phone("adjustStreamVolume", MUSIC, LOWER, 0)
        phone("adjustStreamVolume", MUSIC, SAME, 0)
        assert phone("getStreamVolume", MUSIC) == 6

    def test_not_past_the_end(self) -> None:
        phone = Phone()
        phone("setStreamVolume", ALARM, 1, 0)
        phone.heard()
        phone("adjustStreamVolume", ALARM, LOWER, 0)
        assert phone("getStreamVolume", ALARM) == 1
        assert phone.heard() == []

    def test_a_direction_that_is_none(self) -> None:
        with pytest.raises(NativeError, match="Bad direction 7"):
            Phone()("adjustStreamVolume", MUSIC, 7, 0)

    def test_without_a_stream_the_call_is_meant_first(self) -> None:
        phone = Phone()
        phone("setMode", c.MODE_IN_COMMUNICATION)
        phone("adjustSuggestedStreamVolume", LOWER, MUSIC, 0)
        assert phone("getStreamVolume", VOICE_CALL) == 3

    @pytest.mark.parametrize(
        ("api", "stream_told", "direction_told"),
        [(22, False, True), (23, True, True), (25, True, True), (26, False, False)],
    )
    def test_who_hears_of_a_bad_suggestion(
        self, api: int, stream_told: bool, direction_told: bool
    ) -> None:
        for call, told in (
            (("adjustSuggestedStreamVolume", RAISE, 99, 0), stream_told),
            (("adjustSuggestedStreamVolume", 77, MUSIC, 0), direction_told),
            (("adjustVolume", 77, 0), direction_told),
        ):
            with pytest.raises(NativeError, match="Bad") if told else nullcontext():
                Phone(api)(*call)

    def test_then_what_was_suggested(self) -> None:
        phone = Phone()
        phone("adjustSuggestedStreamVolume", LOWER, ALARM, 0)
        assert phone("getStreamVolume", ALARM) == 5

    @pytest.mark.parametrize(
        ("api", "playing", "stream"), [(27, False, RING), (27, True, MUSIC), (28, False, MUSIC)]
    )
    def test_then_what_sounds_or_the_levels_default(
        self, api: int, playing: bool, stream: int
    ) -> None:
        phone = Phone(api)
        if playing:
            phone.world.start_playback()
        before = phone("getStreamVolume", stream)
        phone("adjustVolume", RAISE, 0)
        assert phone("getStreamVolume", stream) == before + 1


class TestMute:
    def test_mute_and_back(self) -> None:
        phone = Phone(34)
        phone("adjustStreamVolume", MUSIC, c.ADJUST_MUTE, 0)
        assert (phone("isStreamMute", MUSIC), phone("getStreamVolume", MUSIC)) == (True, 0)
        assert phone.heard() == [
            ("STREAM_MUTE_CHANGED", stream, 1) for stream in (MUSIC, TTS, ACCESSIBILITY, ASSISTANT)
        ]
        phone("adjustStreamVolume", MUSIC, c.ADJUST_UNMUTE, 0)
        assert (phone("isStreamMute", MUSIC), phone("getStreamVolume", MUSIC)) == (False, 5)

    def test_toggle(self) -> None:
        phone = Phone()
        for muted in (True, False):
            phone("adjustStreamVolume", MUSIC, c.ADJUST_TOGGLE_MUTE, 0)
            assert phone("isStreamMute", MUSIC) is muted

    def test_a_step_ends_it(self) -> None:
        phone = Phone()
        phone("setStreamMute", MUSIC, True)
        phone("adjustStreamVolume", MUSIC, RAISE, 0)
        assert (phone("isStreamMute", MUSIC), phone("getStreamVolume", MUSIC)) == (False, 6)

    @pytest.mark.parametrize("api", [23, 30, 35])
    def test_a_volume_ends_it(self, api: int) -> None:
        phone = Phone(api)
        phone("setStreamMute", MUSIC, True)
        phone("setStreamVolume", MUSIC, 7, 0)
        assert (phone("isStreamMute", MUSIC), phone("getStreamVolume", MUSIC)) == (False, 7)
        assert phone.heard()[-1] == ("STREAM_MUTE_CHANGED", MUSIC, 0)

    @pytest.mark.parametrize("api", [23, 30, 35])
    def test_at_0_a_stream_is_muted_and_one_step_up_it_is_not(self, api: int) -> None:
        phone = Phone(api)
        phone.world.set_volume(MUSIC, 0)
        assert ("STREAM_MUTE_CHANGED", MUSIC, 1) in phone.heard()
        assert phone("isStreamMute", MUSIC) is True
        phone("adjustStreamVolume", MUSIC, RAISE, 0)
        assert (phone("isStreamMute", MUSIC), phone("getStreamVolume", MUSIC)) == (False, 1)

    def test_a_step_down_moves_what_stays_muted(self) -> None:
        phone = Phone(35)
        phone("setStreamMute", MUSIC, True)
        phone("adjustStreamVolume", MUSIC, LOWER, 0)
        phone.world.advance(1)
        assert (phone("isStreamMute", MUSIC), phone("getStreamVolume", MUSIC)) == (True, 0)
        phone("setStreamMute", MUSIC, False)
        assert phone("getStreamVolume", MUSIC) == 4

    def test_but_a_television_sounds_again_a_moment_later(self) -> None:
        phone = Phone(profile="tv")
        phone("setStreamMute", MUSIC, True)
        phone("adjustStreamVolume", MUSIC, LOWER, 0)
        assert phone("isStreamMute", MUSIC) is True
        phone.world.advance(0.35)
        assert (phone("isStreamMute", MUSIC), phone("getStreamVolume", MUSIC)) == (False, 4)

    def test_unless_it_is_muted_once_more(self) -> None:
        phone = Phone(profile="tv")
        phone("setStreamMute", MUSIC, True)
        phone("adjustStreamVolume", MUSIC, LOWER, 0)
        phone("setStreamMute", MUSIC, True)
        phone.world.advance(1)
        assert phone("isStreamMute", MUSIC) is True

    @pytest.mark.parametrize(
        ("api", "followers"), [(34, {TTS, ACCESSIBILITY, ASSISTANT}), (35, set())]
    )
    def test_what_follows_is_muted_by_a_step_and_unmuted_by_none_below_35(
        self, api: int, followers: set[int]
    ) -> None:
        phone = Phone(api)
        phone("setStreamMute", MUSIC, True)
        phone("setStreamVolume", MUSIC, 3, 0)
        assert {each for each in range(12) if phone("isStreamMute", each)} == followers
        phone("setStreamMute", MUSIC, False)
        assert not any(phone("isStreamMute", each) for each in range(12))

    def test_alarms_cannot_be_muted(self) -> None:
        phone = Phone()
        phone("setStreamMute", ALARM, True)
        assert phone("isStreamMute", ALARM) is False

    @pytest.mark.parametrize("stream", [DTMF, TTS, ENFORCED, ACCESSIBILITY])
    def test_nor_what_only_follows(self, stream: int) -> None:
        phone = Phone()
        phone.world.own.accessibility_service = True
        phone("adjustStreamVolume", stream, c.ADJUST_MUTE, 0)
        assert not any(phone("isStreamMute", each) for each in range(12))

    def test_notifications_from_23_on(self) -> None:
        for api, muted in ((22, False), (23, True)):
            phone = Phone(api)
            phone("setStreamMute", NOTIFICATION, True)
            assert phone.world.volumes.is_muted(NOTIFICATION) is muted

    @pytest.mark.parametrize("stream", [-1, 99, c.USE_DEFAULT_STREAM_TYPE])
    def test_a_stream_that_is_none(self, stream: int) -> None:
        old = Phone(22)
        old("setStreamMute", stream, True)
        assert not any(old.world.volumes.is_muted(each) for each in range(10))
        if stream != c.USE_DEFAULT_STREAM_TYPE:
            with pytest.raises(NativeError, match=f"Bad stream type {stream}"):
                Phone(23)("setStreamMute", stream, True)

    @pytest.mark.parametrize(("api", "told"), [(23, False), (26, False), (27, True)])
    def test_whether_a_stream_that_is_none_is_muted(self, api: int, told: bool) -> None:
        phone = Phone(api)
        if told:
            with pytest.raises(NativeError, match="Bad stream type 99"):
                phone("isStreamMute", 99)
        else:
            assert phone("isStreamMute", 99) is False

    def test_whether_what_matters_now_is_muted(self) -> None:
        phone = Phone()
        assert phone("isStreamMute", c.USE_DEFAULT_STREAM_TYPE) is False
        phone("setStreamMute", MUSIC, True)
        assert phone("isStreamMute", c.USE_DEFAULT_STREAM_TYPE) is True

    def test_below_23_nothing_is_reported(self) -> None:
        phone = Phone(22)
        phone("setStreamMute", MUSIC, True)
        assert phone("getStreamVolume", MUSIC) == 0
        assert phone.heard() == []

    def test_below_23_they_are_counted(self) -> None:
        phone = Phone(22)
        phone("setStreamMute", MUSIC, False)
        for muted, index in ((True, 0), (True, 0), (False, 0), (False, 5), (False, 5), (True, 0)):
            phone("setStreamMute", MUSIC, muted)
            assert phone("getStreamVolume", MUSIC) == index

    def test_below_23_no_volume_ends_one_and_nothing_follows(self) -> None:
        phone = Phone(22)
        phone("setStreamMute", RING, True)
        phone("setStreamVolume", RING, 3, 0)
        phone("adjustStreamVolume", RING, RAISE, 0)
        assert phone.heard() == [("VOLUME_CHANGED", RING, 3), ("VOLUME_CHANGED", RING, 4)]
        assert (phone("getStreamVolume", RING), phone("getStreamVolume", NOTIFICATION)) == (0, 4)
        phone("setStreamVolume", MUSIC, 0, 0)
        assert not phone.world.volumes.is_muted(MUSIC)

    def test_in_the_background_of_37_not(self) -> None:
        phone = Phone(37)
        phone.world.foreground = False
        phone("setStreamMute", MUSIC, True)
        assert phone("isStreamMute", MUSIC) is False


class TestReportsBelow23:
    """The stream that was set or moved is reported, whether it has changed or not."""

    def test_and_no_other(self) -> None:
        phone = Phone(22)
        phone("setStreamVolume", NOTIFICATION, 2, 0)
        phone("setStreamVolume", NOTIFICATION, 2, 0)
        phone("adjustStreamVolume", NOTIFICATION, SAME, 0)
        assert phone.heard() == [("VOLUME_CHANGED", NOTIFICATION, 2)] * 3
        assert phone("getStreamVolume", RING) == 2

    def test_a_tablet_has_notifications_for_a_ringer(self) -> None:
        phone = Phone(22, profile="tablet")
        phone("setStreamVolume", RING, 2, 0)
        assert phone.heard() == [("VOLUME_CHANGED", NOTIFICATION, 2)]

    def test_the_user_is_heard_as_well(self) -> None:
        phone = Phone(22)
        phone.world.set_volume(MUSIC, 2)
        assert phone.heard() == [("VOLUME_CHANGED", MUSIC, 2)]


def test_decibels() -> None:
    phone = Phone()
    assert phone("getStreamVolumeDb", MUSIC, 15, c.TYPE_BUILTIN_SPEAKER) == 0.0
    assert phone("getStreamVolumeDb", MUSIC, 0, c.TYPE_BUILTIN_SPEAKER) == -math.inf
    # What the audio server has, and AudioManager makes infinity of.
    assert phone.world.volumes.decibels(MUSIC, 0) == -758.0
    assert -58 < phone("getStreamVolumeDb", MUSIC, 5, c.TYPE_BUILTIN_SPEAKER) < 0
    with pytest.raises(NativeError, match="Invalid stream volume index 16"):
        phone("getStreamVolumeDb", MUSIC, 16, c.TYPE_BUILTIN_SPEAKER)
    for device_type in (0, c.TYPE_BUILTIN_MIC):
        with pytest.raises(NativeError, match=f"device type {device_type}"):
            phone("getStreamVolumeDb", MUSIC, 1, device_type)


def test_which_types_are_an_output() -> None:
    dock_since_34 = 31
    assert Phone(34)("getStreamVolumeDb", MUSIC, 15, dock_since_34) == 0.0
    with pytest.raises(NativeError, match="Invalid audio output device type 31"):
        Phone(33)("getStreamVolumeDb", MUSIC, 15, dock_since_34)


def test_streams_that_are_not_public() -> None:
    for operation, *more in (["getStreamMinVolume"], ["getStreamVolumeDb", 1, 2]):
        with pytest.raises(NativeError, match="Invalid stream type 9"):
            Phone()(operation, 9, *more)


def test_muting_is_a_direction_from_23_on() -> None:
    for direction in (-100, 100, 101):
        Phone(23)("adjustStreamVolume", MUSIC, direction, 0)
        with pytest.raises(NativeError, match=f"Bad direction {direction}"):
            Phone(22)("adjustStreamVolume", MUSIC, direction, 0)
    for api in (22, 23):
        phone = Phone(api)
        phone("setStreamMute", MUSIC, True)
        assert phone.world.volumes.is_muted(MUSIC)


def test_muting_what_matters_now() -> None:
    phone = Phone()
    phone("setStreamMute", c.USE_DEFAULT_STREAM_TYPE, True)
    assert phone("isStreamMute", MUSIC) is True


def test_a_bad_direction_of_a_group_that_is_none() -> None:
    phone = Phone()
    assert phone("adjustVolumeGroupVolume", 99, 1, 0) is None
    with pytest.raises(NativeError, match="Bad direction 77"):
        phone("adjustVolumeGroupVolume", 99, 77, 0)


def test_groups() -> None:
    phone = Phone()
    ring = phone("getVolumeGroupIdForAttributes", 6, 0, 0, -1, -1, -1, -1)
    system = phone("getVolumeGroupIdForAttributes", 13, 0, 0, -1, -1, -1, -1)
    media = phone("getVolumeGroupIdForAttributes", 1, 0, 0, -1, -1, -1, -1)
    assert ring == system != media
    phone("adjustVolumeGroupVolume", media, RAISE, 0)
    assert phone("getStreamVolume", MUSIC) == 6
    phone("adjustVolumeGroupVolume", media, c.ADJUST_MUTE, 0)
    assert phone("isVolumeGroupMuted", media) is True
    phone.heard()
    for bad in (SYSTEM + 1, 99):
        assert phone("isVolumeGroupMuted", bad) is False
        phone("adjustVolumeGroupVolume", bad, RAISE, 0)
    assert phone.heard() == []
