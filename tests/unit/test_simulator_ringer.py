"""The simulated phone's ringer: what its volume and its steps make of it, and what it silences."""

from __future__ import annotations

import pytest
from phones import Phone

from audio_session.errors import PermissionDeniedError
from audio_session.simulator import AndroidDevice
from audio_session.simulator import constants as c

MUSIC, RING, NOTIFICATION = c.STREAM_MUSIC, c.STREAM_RING, c.STREAM_NOTIFICATION
DTMF = c.STREAM_DTMF
SILENT, VIBRATE, NORMAL = 0, 1, 2
RAISE, LOWER = 1, -1


def test_at_0_the_phone_vibrates_and_above_it_rings() -> None:
    phone = Phone(34)
    phone.world.set_volume(RING, 0)
    assert (phone("getRingerMode"), phone("getStreamVolume", RING)) == (VIBRATE, 0)
    assert phone("isStreamMute", NOTIFICATION) is True
    assert ("RINGER_MODE_CHANGED", VIBRATE, 0) in phone.heard()
    phone("setStreamVolume", RING, 3, 0)
    assert (phone("getRingerMode"), phone("getStreamVolume", RING)) == (NORMAL, 3)


def test_what_was_at_0_rings_again_at_1() -> None:
    phone = Phone(34)
    phone("setStreamVolume", RING, 0, 0)
    assert ("VOLUME_CHANGED", RING, 0) in phone.heard()
    phone("setRingerMode", NORMAL)
    assert (phone("getStreamVolume", RING), phone("isStreamMute", RING)) == (1, False)


@pytest.mark.parametrize("api", [22, 23, 35])
def test_one_step_down_from_1_it_vibrates(api: int) -> None:
    phone = Phone(api)
    phone("setStreamVolume", RING, 2, 0)
    for mode in (NORMAL, VIBRATE, VIBRATE):
        phone("adjustStreamVolume", RING, LOWER, 0)
        assert phone("getRingerMode") == mode
    phone("adjustStreamVolume", RING, RAISE, 0)
    assert (phone("getRingerMode"), phone("getStreamVolume", RING)) == (NORMAL, 1)


def test_while_it_vibrates_a_step_down_does_nothing_and_one_up_only_ends_that() -> None:
    phone = Phone(34)
    phone("setRingerMode", VIBRATE)
    phone.heard()
    for step in (LOWER, c.ADJUST_MUTE):
        phone("adjustStreamVolume", RING, step, 0)
    phone("adjustStreamVolume", NOTIFICATION, RAISE, 0)
    assert (phone("getRingerMode"), phone.heard()) == (VIBRATE, [])
    phone("adjustStreamVolume", RING, c.ADJUST_UNMUTE, 0)
    assert (phone("getRingerMode"), phone("getStreamVolume", RING)) == (NORMAL, 5)
    assert phone("getStreamVolume", NOTIFICATION) == 5


def test_while_it_is_silent_no_step_does_anything() -> None:
    phone = Phone(34)
    phone.world.set_ringer_mode(SILENT)
    phone.heard()
    for step in (LOWER, RAISE, c.ADJUST_TOGGLE_MUTE):
        phone("adjustStreamVolume", RING, step, 0)
    assert (phone("getRingerMode"), phone.heard()) == (SILENT, [])
    with pytest.raises(PermissionDeniedError):
        phone("setStreamVolume", RING, 0, 0)  # the phone would vibrate


@pytest.mark.parametrize(("api", "muted"), [(22, True), (23, False)])
def test_its_silence_is_a_mute_like_any_other_from_23_on(api: int, muted: bool) -> None:
    phone = Phone(api)
    phone("setStreamMute", RING, True)
    phone("setRingerMode", VIBRATE)
    phone("setRingerMode", NORMAL)
    assert phone.world.volumes.is_muted(RING) is muted


def test_other_streams_switch_it_where_their_caller_allows() -> None:
    phone = Phone()
    phone("setStreamVolume", MUSIC, 1, 0)
    phone("adjustStreamVolume", MUSIC, LOWER, 0)
    assert phone("getRingerMode") == NORMAL
    phone("setStreamVolume", MUSIC, 0, c.FLAG_ALLOW_RINGER_MODES)
    assert phone("getRingerMode") == VIBRATE


def test_a_tablet_has_no_ringer_to_vibrate() -> None:
    phone = Phone(profile="tablet")
    phone("setStreamVolume", RING, 1, 0)
    phone("adjustStreamVolume", RING, LOWER, 0)
    assert (phone("getRingerMode"), phone("getStreamVolume", RING)) == (NORMAL, 0)
    phone("setStreamVolume", RING, 0, 0)
    assert phone("getRingerMode") == NORMAL


def test_but_it_can_be_silent() -> None:
    phone = Phone(profile="tablet")
    dial_tones = phone("getStreamVolume", DTMF)
    phone("setRingerMode", VIBRATE)
    assert phone("getRingerMode") == SILENT
    assert (phone("isStreamMute", RING), phone("getStreamVolume", RING)) == (True, 0)
    assert phone("getStreamVolume", DTMF) == dial_tones == 5  # as music


@pytest.mark.parametrize(
    ("api", "target", "granted", "refused"),
    [
        (23, 23, False, False),
        (24, 23, False, False),
        (24, 24, False, True),
        (36, 36, False, True),
        (36, 36, True, False),
    ],
)
def test_who_may_silence(api: int, target: int, granted: bool, refused: bool) -> None:
    phone = Phone(api, target_sdk=target)
    if granted:
        phone.world.grant_permission(c.ACCESS_NOTIFICATION_POLICY)
    if refused:
        with pytest.raises(PermissionDeniedError, match="Do Not Disturb") as caught:
            phone("setRingerMode", SILENT)
        assert caught.value.permission == c.ACCESS_NOTIFICATION_POLICY
        assert caught.value.domain == "java.lang.SecurityException"
        assert phone("getRingerMode") == NORMAL
    else:
        phone("setRingerMode", SILENT)
        assert phone("getRingerMode") == SILENT


def test_vibrating_needs_no_permission_but_ending_silence_does() -> None:
    phone = Phone()
    phone("setRingerMode", VIBRATE)
    phone.world.set_ringer_mode(SILENT)
    for operation in (("setRingerMode", NORMAL), ("setStreamVolume", RING, 3, 0)):
        with pytest.raises(PermissionDeniedError):
            phone(*operation)
    phone("setStreamVolume", MUSIC, 3, 0)
    phone("setRingerMode", SILENT)


def test_a_mode_that_is_none() -> None:
    phone = Phone()
    phone("setRingerMode", 3)
    assert phone("getRingerMode") == NORMAL
    with pytest.raises(ValueError, match="it must be 0 to 2; fix: "):
        AndroidDevice().set_ringer_mode(-1)
