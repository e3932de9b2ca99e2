"""Who holds the session, and what their claims come to together."""

from __future__ import annotations

import pytest

from audio_session._owners import Holder, Holders, Overrides
from audio_session.activation import GRANTED
from audio_session.android import AndroidAudioAttributes, AndroidAudioUsage
from audio_session.android import AndroidAudioFocusGainType as Gain
from audio_session.configuration import AudioSessionConfiguration
from audio_session.ios import AVAudioSessionSetActiveOptions

MUSIC = AudioSessionConfiguration.music()


def holder(owner: str = "player", *, linger: float = 0.0) -> Holder:
    return Holder(owner, Overrides(), linger)


def with_gain(gain: int) -> AudioSessionConfiguration:
    return MUSIC.replace(android_audio_focus_gain_type=Gain(gain))


def test_without_overrides_the_configuration_is_what_is_asked() -> None:
    assert Overrides().apply(MUSIC) == MUSIC


def test_each_override_replaces_its_field_and_nothing_else() -> None:
    attributes = AndroidAudioAttributes(usage=AndroidAudioUsage.ALARM)
    notify = AVAudioSessionSetActiveOptions.NOTIFY_OTHERS_ON_DEACTIVATION
    wanted = Overrides(
        av_audio_session_set_active_options=notify,
        android_audio_focus_gain_type=Gain.GAIN_TRANSIENT,
        android_audio_attributes=attributes,
        android_will_pause_when_ducked=False,
        accept_delayed=True,
    ).apply(MUSIC)
    assert wanted == MUSIC.replace(
        av_audio_session_set_active_options=notify,
        android_audio_focus_gain_type=Gain.GAIN_TRANSIENT,
        android_audio_attributes=attributes,
        android_will_pause_when_ducked=False,
        android_accepts_delayed_focus_gain=True,
    )


def test_an_override_of_false_is_an_override() -> None:
    speech = AudioSessionConfiguration.speech()
    wanted = Overrides(android_will_pause_when_ducked=False).apply(speech)
    assert wanted.android_will_pause_when_ducked is False


def test_a_holder_needs_a_name() -> None:
    with pytest.raises(ValueError, match=r"^owner = .*it is empty; fix: name the part"):
        holder("")


@pytest.mark.parametrize("linger", [-0.1, float("nan"), float("inf")])
def test_a_linger_is_finite_and_not_negative(linger: float) -> None:
    with pytest.raises(ValueError, match=rf"^linger = {linger}: .+seconds.+; fix: "):
        holder(linger=linger)


def test_holders_are_listed_in_the_order_of_activation_and_once_each() -> None:
    holders, first, second = Holders(), holder("first"), holder("second")
    holders.add(first, MUSIC)
    holders.add(second, MUSIC)
    holders.add(first, MUSIC)
    assert holders.owners() == ("first", "second")
    assert len(holders) == 2
    assert first in holders
    holders.remove(first)
    holders.remove(first)
    assert holders.owners() == ("second",)
    assert first not in holders


def test_clearing_gives_all_of_them_back() -> None:
    holders, one = Holders(), holder()
    holders.add(one, MUSIC)
    assert holders.clear() == [one]
    assert len(holders) == 0


def test_those_who_wait_are_the_undecided() -> None:
    holders, decided, waiting = Holders(), holder("decided"), holder("waiting")
    holders.add(decided, MUSIC)
    holders.add(waiting, MUSIC)
    decided.decided.set_result(GRANTED)
    assert holders.waiting() == [waiting]


def test_who_gave_up_does_not_wait_any_more() -> None:
    holders, one, other = Holders(), holder("one"), holder("other")
    holders.add(one, MUSIC)
    holders.add(other, MUSIC)
    holders.remove(one)
    assert holders.waiting() == [other]
    holders.clear()
    assert holders.waiting() == []


@pytest.mark.parametrize(
    ("held", "wanted", "asked"),
    [
        (Gain.GAIN, Gain.GAIN_TRANSIENT_MAY_DUCK, Gain.GAIN),
        (Gain.GAIN_TRANSIENT_MAY_DUCK, Gain.GAIN, Gain.GAIN),
        (Gain.NONE, Gain.GAIN_TRANSIENT, Gain.GAIN_TRANSIENT),
        (Gain.GAIN_TRANSIENT_EXCLUSIVE, Gain.GAIN_TRANSIENT, Gain.GAIN_TRANSIENT_EXCLUSIVE),
        # A newer Android's gain is taken for the strongest.
        (99, Gain.GAIN, Gain(99)),
    ],
)
def test_the_strongest_claim_is_asked_for(held: int, wanted: int, asked: int) -> None:
    holders = Holders()
    holders.add(holder("other"), with_gain(held))
    assert holders.combined(with_gain(wanted)).android_audio_focus_gain_type == asked


def test_among_equals_the_newest_is_asked_for() -> None:
    holders = Holders()
    holders.add(holder("other"), MUSIC)
    speech = AudioSessionConfiguration.speech()
    assert holders.combined(speech) == speech


def test_a_claim_that_is_about_to_be_replaced_does_not_count() -> None:
    holders, old = Holders(), holder("old")
    holders.add(old, with_gain(Gain.GAIN))
    weak = with_gain(Gain.GAIN_TRANSIENT_MAY_DUCK)
    assert holders.combined(weak, without=old) == weak


@pytest.mark.parametrize("waits", [True, False])
def test_whether_to_wait_is_the_newest_claims_own_matter(waits: bool) -> None:
    holders = Holders()
    holders.add(holder("other"), MUSIC.replace(android_accepts_delayed_focus_gain=not waits))
    wanted = with_gain(Gain.GAIN_TRANSIENT).replace(android_accepts_delayed_focus_gain=waits)
    combined = holders.combined(wanted)
    assert combined == MUSIC.replace(android_accepts_delayed_focus_gain=waits)
