"""The same stories on every driver: what a session promises, whatever the OS."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import pytest
from probes import (
    DUCK,
    GAIN,
    LIMIT,
    LOSS,
    LOSS_TRANSIENT,
    MAY_DUCK,
    MUSIC,
    PAUSE,
    TRANSIENT,
    UNKNOWN,
    Probe,
    needs,
    player,
)

from audio_session import (
    ActivationStatus,
    AudioDevice,
    AudioInterruptionReason,
    AudioSessionConfiguration,
    AudioSessionState,
    DenialReason,
    DuckPolicy,
    Subscription,
)
from audio_session.android import AndroidAudioFocusGainType as Gain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


T = TypeVar("T")

SPEECH = AudioSessionConfiguration.speech()
ALARM = AudioSessionConfiguration.alarm()


# ---- Interruptions ------------------------------------------------------------------------------


@needs("tells of ducks")
def test_ducked_and_back(probe: Probe) -> None:
    ours = player(probe, MUSIC.replace(duck_policy=DuckPolicy.APP))
    maps = probe.app("maps")
    assert maps.request(MAY_DUCK)
    begin = ours.hears_begin(DUCK)
    assert not begin.permanent
    assert ours.states.get(LIMIT) is AudioSessionState.DUCKED
    maps.abandon()
    end = ours.hears_end(DUCK, should_resume=True)
    assert ours.states.get(LIMIT) is AudioSessionState.ACTIVE
    assert (begin.seq, end.seq) == (1, 2)
    assert 0 < begin.timestamp <= end.timestamp
    ours.hears_nothing_more(probe)


def test_speech_is_paused_where_music_is_ducked(probe: Probe) -> None:
    ours = player(probe, SPEECH)
    probe.plays()
    maps = probe.app("maps")
    maps.request(MAY_DUCK)
    ours.hears_begin(ours.pause)
    maps.abandon()
    ours.hears_end(PAUSE, should_resume=True)
    ours.hears_nothing_more(probe)


def test_paused_and_back(probe: Probe) -> None:
    ours = player(probe)
    alarm = probe.app("alarm")
    alarm.request(TRANSIENT)
    begin = ours.hears_begin(ours.pause)
    assert not begin.permanent
    assert ours.states.get(LIMIT) is AudioSessionState.PAUSED
    alarm.abandon()
    ours.hears_end(PAUSE, should_resume=True)
    assert ours.states.get(LIMIT) is AudioSessionState.ACTIVE
    ours.hears_nothing_more(probe)


@needs("tells of ducks")
def test_a_duck_that_becomes_a_pause_is_ended_and_begun(probe: Probe) -> None:
    ours = player(probe, MUSIC.replace(duck_policy=DuckPolicy.APP))
    maps, alarm = probe.app("maps"), probe.app("alarm")
    maps.request(MAY_DUCK)
    ours.hears_begin(DUCK)
    alarm.request(TRANSIENT)
    ours.hears_end(DUCK, should_resume=False, synthetic=True)
    ours.hears_begin(ours.pause)
    maps.abandon()
    alarm.abandon()
    ours.hears_end(PAUSE, should_resume=True)
    ours.hears_nothing_more(probe)


@needs("tells of deaths")
def test_the_app_that_interrupted_dies(probe: Probe) -> None:
    ours = player(probe)
    alarm = probe.app("alarm")
    alarm.request(TRANSIENT)
    ours.hears_begin(ours.pause)
    alarm.die()
    ours.hears_end(PAUSE, should_resume=True)
    ours.hears_nothing_more(probe)


@needs("loses for good")
def test_lost_for_good_and_asked_for_anew(probe: Probe) -> None:
    ours = player(probe)
    rival = probe.app("rival")
    rival.request(GAIN)
    begin = ours.hears_begin(UNKNOWN)
    assert begin.permanent
    assert ours.states.get(LIMIT) is AudioSessionState.LOST
    rival.abandon()
    ours.hears_nothing_more(probe)
    assert ours.session.state is AudioSessionState.LOST
    assert rival.request(GAIN)
    assert ours.session.set_active(True)
    ours.hears_end(UNKNOWN, should_resume=None, synthetic=True)
    rival.wait_told(LOSS)
    assert ours.states.get(LIMIT) is AudioSessionState.ACTIVE
    ours.hears_nothing_more(probe)


def test_released_while_interrupted(probe: Probe) -> None:
    ours = player(probe)
    alarm = probe.app("alarm")
    alarm.request(TRANSIENT)
    ours.hears_begin(ours.pause)
    assert ours.session.set_active(False)
    end = ours.hears_end(UNKNOWN, should_resume=None, synthetic=True)
    assert end.reason is AudioInterruptionReason.OWN
    alarm.abandon()
    ours.hears_nothing_more(probe)
    assert ours.session.state is AudioSessionState.INACTIVE


def test_events_of_a_request_that_was_replaced_are_not_heard(probe: Probe) -> None:
    ours = player(probe)
    assert ours.session.set_active(True, android_audio_focus_gain_type=Gain.GAIN_TRANSIENT)
    assert ours.session.set_active(True, android_audio_focus_gain_type=Gain.GAIN)
    ours.hears_nothing_more(probe)
    alarm = probe.app("alarm")
    alarm.request(TRANSIENT)
    ours.hears_begin(ours.pause)
    alarm.abandon()
    ours.hears_end(PAUSE, should_resume=True)
    ours.hears_nothing_more(probe)


def test_taking_it_back_from_who_interrupted(probe: Probe) -> None:
    ours = player(probe)
    alarm = probe.app("alarm")
    alarm.request(TRANSIENT)
    ours.hears_begin(ours.pause)
    assert ours.session.set_active(True)
    ours.hears_end(UNKNOWN, should_resume=None, synthetic=True)
    assert ours.session.state is AudioSessionState.ACTIVE
    alarm.wait_told(LOSS)
    alarm.abandon()
    ours.hears_nothing_more(probe)


# ---- Others -------------------------------------------------------------------------------------


def test_we_interrupt_another_and_it_gets_back_what_it_had(probe: Probe) -> None:
    other = probe.app("other")
    assert other.request(GAIN)
    ours = player(probe, ALARM)
    other.wait_told(LOSS_TRANSIENT)
    ours.session.set_active(False)
    other.wait_told(GAIN)


@pytest.mark.parametrize("how", ["lease", "close"])
def test_leaving_gives_it_back(probe: Probe, how: str) -> None:
    other = probe.app("other")
    other.request(GAIN)
    session = probe.session()
    session.configure(ALARM)
    lease = session.activate("alarm")
    assert lease
    other.wait_told(LOSS_TRANSIENT)
    if how == "lease":
        lease.release()
    else:
        session.close()
    other.wait_told(GAIN)


def test_two_owners_are_one_app_to_the_others(probe: Probe) -> None:
    other = probe.app("other")
    other.request(GAIN)
    session = probe.session()
    session.configure(ALARM)
    with session.activate("first"):
        other.wait_told(LOSS_TRANSIENT)
        with session.activate("second"):
            pass
        probe.quiet(session)
        assert session.state is AudioSessionState.ACTIVE
    other.wait_told(GAIN)


def test_mixing_takes_nothing_from_anybody(probe: Probe) -> None:
    other = probe.app("other")
    other.request(GAIN)
    ours = player(probe, AudioSessionConfiguration.ambient())
    third = probe.app("third")
    third.request(TRANSIENT)
    other.wait_told(LOSS_TRANSIENT)
    ours.hears_nothing_more(probe)
    assert ours.session.state is AudioSessionState.ACTIVE


# ---- Calls --------------------------------------------------------------------------------------


def test_a_call_pauses_and_its_end_resumes(probe: Probe) -> None:
    ours = player(probe)
    probe.call_begins()
    ours.hears_begin(ours.pause)
    probe.call_ends()
    ours.hears_end(PAUSE, should_resume=True)
    ours.hears_nothing_more(probe)


@needs("says who called")
def test_a_call_is_known_as_one(probe: Probe) -> None:
    ours = player(probe)
    probe.call_begins()
    assert ours.hears_begin(ours.pause).reason is AudioInterruptionReason.CALL


@needs("calls deny")
def test_a_call_denies(probe: Probe) -> None:
    session = probe.session()
    session.configure(MUSIC)
    probe.call_begins()
    result = session.set_active(True)
    assert not result
    assert result.reason is DenialReason.IN_CALL
    assert result.native_code == 0
    assert result.hint
    assert session.state is AudioSessionState.INACTIVE
    assert session.owners() == ()
    probe.call_ends()
    probe.quiet(session)
    assert session.set_active(True)


@needs("delayed")
def test_a_call_delays(probe: Probe) -> None:
    session = probe.session()
    session.configure(MUSIC)
    states = session.state_stream.subscribe()
    probe.call_begins()
    with session.activate("player", accept_delayed=True) as lease:
        assert lease.result is not None
        assert lease.result.status is ActivationStatus.DELAYED
        assert not lease
        assert states.get(LIMIT) is AudioSessionState.DELAYED
        probe.call_ends()
        assert lease.granted(LIMIT)
        assert lease
        assert states.get(LIMIT) is AudioSessionState.ACTIVE


@needs("delayed")
def test_a_delayed_claim_that_is_released_is_never_granted(probe: Probe) -> None:
    session = probe.session()
    session.configure(MUSIC)
    probe.call_begins()
    lease = session.activate("player", accept_delayed=True)
    lease.release()
    probe.call_ends()
    probe.quiet(session)
    assert session.state is AudioSessionState.INACTIVE
    assert lease.granted(LIMIT).reason is DenialReason.WITHDRAWN


# ---- Devices ------------------------------------------------------------------------------------


def outputs(devices: Iterable[AudioDevice]) -> set[str]:
    return {device.id for device in devices if device.is_output}


def until(subscription: Subscription[T], right: Callable[[T], bool]) -> T:
    while not right(value := subscription.get(LIMIT)):
        pass
    return value


@needs("headphones")
def test_headphones_come_and_are_pulled(probe: Probe) -> None:
    session = probe.session()
    noisy = session.becoming_noisy_event_stream.subscribe()
    changes = session.devices_changed_event_stream.subscribe()
    sets = session.devices_stream.subscribe()
    before = session.get_devices()
    probe.plug()
    added = until(changes, lambda change: bool(change.devices_added))
    (headphones,) = added.devices_added
    assert headphones.is_output
    assert headphones.raw_type is not None
    assert not added.devices_removed
    with_them = until(sets, lambda now: headphones.id in outputs(now))
    assert outputs(with_them) - {headphones.id} == outputs(before)
    assert noisy.get_nowait() is None
    probe.unplug()
    assert noisy.get(LIMIT).timestamp > 0
    removed = until(changes, lambda change: bool(change.devices_removed))
    assert outputs(removed.devices_removed) == {headphones.id}
    until(sets, lambda now: outputs(now) == outputs(before))
    probe.quiet(session)
    assert noisy.get_nowait() is None


@needs("route")
def test_headphones_take_the_speakers_place_and_give_it_back(probe: Probe) -> None:
    session = probe.session()
    noisy = session.becoming_noisy_event_stream.subscribe()
    changes = session.devices_changed_event_stream.subscribe()
    before = session.get_devices()
    probe.plug()
    plugged = changes.get(LIMIT)
    assert outputs(plugged.devices_removed) == outputs(before)
    (headphones,) = plugged.devices_added
    assert headphones.is_default
    assert noisy.get_nowait() is None
    probe.unplug()
    assert noisy.get(LIMIT).timestamp > 0
    pulled = changes.get(LIMIT)
    assert (pulled.devices_removed, pulled.devices_added) == ({headphones}, before)
    probe.quiet(session)
    assert noisy.get_nowait() is None


@needs("lists devices")
def test_what_is_there_at_the_start_has_not_come(probe: Probe) -> None:
    session = probe.session()
    changes = session.devices_changed_event_stream.subscribe()
    devices = session.get_devices()
    assert devices
    assert all(device.is_input or device.is_output for device in devices)
    probe.quiet(session)
    assert changes.get_nowait() is None


# ---- The service --------------------------------------------------------------------------------


@needs("service")
def test_the_service_dies_and_returns(probe: Probe) -> None:
    ours = player(probe)
    service = ours.session.service_event_stream.subscribe()
    probe.service_dies()
    lost = service.get(LIMIT)
    assert not lost.available
    assert lost.text
    probe.service_returns()
    assert service.get(LIMIT).available
    # What was held is held again: another app finds us there.
    alarm = probe.app("alarm")
    assert alarm.request(TRANSIENT)
    ours.hears_begin(ours.pause)
    alarm.abandon()
    ours.hears_end(PAUSE, should_resume=True)


@needs("service")
def test_an_activation_while_the_service_is_gone(probe: Probe) -> None:
    session = probe.session()
    session.configure(MUSIC)
    service = session.service_event_stream.subscribe()
    probe.service_dies()
    assert not service.get(LIMIT).available
    result = session.set_active(True)
    assert result.reason is DenialReason.SERVICE_UNAVAILABLE
    assert result.hint
    assert session.get_devices() == frozenset()
    probe.service_returns()
    assert service.get(LIMIT).available
    assert session.set_active(True)
