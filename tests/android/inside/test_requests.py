"""What a focus request may hold: the framework refuses it, the simulator, and our validation."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from pair import Pair

from audio_session import AudioSessionConfiguration
from audio_session.android import (
    AndroidAudioAttributes,
    AndroidAudioContentType,
    AndroidAudioFocusGainType,
    AndroidAudioUsage,
)
from audio_session.validation import Severity, validate

if TYPE_CHECKING:
    from host import Host

GAINS = range(-1, 7)
USAGES = [*range(-1, 20), 1000]
CONTENT_TYPES = range(-1, 7)
REFUSES_UNKNOWN_SINCE = 30
"""AudioAttributes.Builder.setUsage and setContentType, run here."""
REFUSED = "java.lang.IllegalArgumentException"


def focus(
    gain: int = 1, usage: int = 1, content_type: int = 2, flags: int = 0, **more: bool
) -> tuple[int | bool, ...]:
    switches = (more.get("pauses", False), more.get("delayed", False), more.get("force", False))
    return gain, usage, content_type, flags, *switches, 1, -1, -1, -1, -1


@pytest.mark.parametrize("gain", GAINS)
def test_gain(host: Host, gain: int) -> None:
    with Pair(host) as pair:
        simulated, hosted = pair.call("requestAudioFocus", *focus(gain))
    assert hosted == simulated


@pytest.mark.parametrize("switches", list(itertools.product([False, True], repeat=3)), ids=str)
def test_switches(host: Host, switches: tuple[bool, bool, bool]) -> None:
    named = dict(zip(("pauses", "delayed", "force"), switches, strict=True))
    with Pair(host) as pair:
        simulated, hosted = pair.call("requestAudioFocus", *focus(**named))
        assert hosted == simulated == 1
        pair.each(lambda phone: phone.app("maps").request_focus(3))
        simulated, hosted = pair.heard()
        assert hosted == simulated


def test_validation_refuses_what_the_builder_refuses(host: Host) -> None:
    # A gain of NONE means that nothing is asked for: it never gets as far as the Builder.
    cases = [(gain, 1, 2) for gain in GAINS if gain != 0]
    cases += [(1, usage, 2) for usage in USAGES]
    cases += [(1, 1, content_type) for content_type in CONTENT_TYPES]
    with Pair(host) as pair:
        hosted = pair.seats[1]
        real = {
            case
            for case in cases
            if hosted.call("requestAudioFocus", *focus(*case)) in {REFUSED, 0}
        }
    assert {case for case in cases if refused(host.level, *case)} == real


def test_unknown_usages_and_content_types_are_refused_from_30(host: Host) -> None:
    with Pair(host) as pair:
        answers = [
            pair.seats[1].call("requestAudioFocus", *focus(usage=usage, content_type=content_type))
            for usage, content_type in [(17, 2), (-1, 2), (1000, 2), (1, 5), (1, -1)]
        ]
    assert answers == [REFUSED if host.level >= REFUSES_UNKNOWN_SINCE else 1] * len(answers)


def refused(level: int, gain: int, usage: int, content_type: int) -> bool:
    configuration = AudioSessionConfiguration(
        android_audio_focus_gain_type=AndroidAudioFocusGainType(gain),
        android_audio_attributes=AndroidAudioAttributes(
            usage=AndroidAudioUsage(usage), content_type=AndroidAudioContentType(content_type)
        ),
    )
    findings = validate(configuration, android_api=level)
    return any(
        finding.severity is Severity.ERROR and "android" in finding.field for finding in findings
    )
