"""What the framework's classes of values refuse on a simulated phone, before its service hears."""

from __future__ import annotations

import pytest
from phones import Phone

from audio_session.errors import NativeError
from audio_session.simulator import constants as c

MEDIA = (1, 2, 0, -1, -1, -1, -1)
PCM = (2, 48_000, 12, 0)
USB = 6
"""The id of the first device that is plugged in."""


@pytest.mark.parametrize(
    ("since", "attributes", "message"),
    [
        (30, (99, 2, 0, -1, -1, -1, -1), "Invalid usage 99"),
        (30, (1, 99, 0, -1, -1, -1, -1), "Invalid content type 99"),
        (29, (1, 2, 0, 9, -1, -1, -1), "Unknown allow playback capture policy 9"),
        (32, (1, 2, 0, -1, -1, 9, -1), "Invalid spatialization behavior 9"),
    ],
)
def test_attributes(since: int, attributes: tuple[int, ...], message: str) -> None:
    focus = (1, *attributes[:3], False, False, False, 1, *attributes[3:])
    assert Phone(since - 1)("requestAudioFocus", *focus) == 1
    for operation, arguments in (
        ("requestAudioFocus", focus),
        ("isOffloadedPlaybackSupported", (*PCM, *attributes)),
    ):
        with pytest.raises(NativeError, match=message) as caught:
            Phone(since)(operation, *arguments)
        assert caught.value.domain == "java.lang.IllegalArgumentException"


@pytest.mark.parametrize(
    ("audio_format", "message"),
    [
        ((45, 48_000, 12, 0), "Invalid encoding 45"),
        ((-1, 48_000, 12, 0), "Invalid encoding -1"),
        ((2, 3_999, 12, 0), "Invalid sample rate 3999"),
        ((2, 192_001, 12, 0), "Invalid sample rate 192001"),
        ((2, 48_000, 12, 1), "Mismatched channel count for index mask 1"),
    ],
)
def test_formats(audio_format: tuple[int, ...], message: str) -> None:
    with pytest.raises(NativeError, match=message):
        Phone()("getDirectPlaybackSupport", *audio_format, *MEDIA)


def test_formats_that_are_well() -> None:
    for audio_format in ((0, 0, 0, 0), (44, 192_000, 12, 3), (2, 4_000, 0, 1)):
        assert Phone(36)("getDirectPlaybackSupport", *audio_format, *MEDIA) == 0
    assert Phone(34)("getDirectPlaybackSupport", 31, 48_000, 12, 0, *MEDIA) == 0
    with pytest.raises(NativeError, match="Invalid encoding 31"):
        Phone(33)("getDirectPlaybackSupport", 31, 48_000, 12, 0, *MEDIA)


def test_mixer_behaviors() -> None:
    phone = Phone()
    phone.world.plug(c.TYPE_USB_DEVICE)
    assert phone("setPreferredMixerAttributes", *MEDIA, USB, *PCM, 1) is True
    with pytest.raises(NativeError, match="Invalid mixer behavior 2"):
        phone("setPreferredMixerAttributes", *MEDIA, USB, *PCM, 2)


@pytest.mark.parametrize(("api", "count"), [(30, 10), (31, 16)])
def test_sound_effects(api: int, count: int) -> None:
    phone = Phone(api)
    for effect in (-1, 0, count - 1, count):
        phone("playSoundEffect", effect, None)
    assert phone.world.sound_effects == [(0, None), (count - 1, None)]
