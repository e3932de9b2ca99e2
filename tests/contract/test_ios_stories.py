"""The stories that only an iPhone tells: ends that get lost, suspensions, and other code."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from probes import (
    LIMIT,
    PAUSE,
    UNKNOWN,
    Probe,
    SimulatedIosProbe,
    needs,
    player,
)

from audio_session import AudioSessionConfiguration
from audio_session.ios import AVAudioSessionCategory as Category
from audio_session.ios_manager import AVAudioSession

if TYPE_CHECKING:
    from audio_session.simulator import IPhone


def iphone(probe: Probe) -> IPhone:
    assert isinstance(probe, SimulatedIosProbe)
    return probe.phone


@needs("route")
@pytest.mark.parametrize("how", ["comes to the front", "activates again", "is activated"])
def test_an_end_that_never_comes_is_inferred(probe: Probe, how: str) -> None:
    ours, phone = player(probe), iphone(probe)
    phone.incoming_call()
    ours.hears_begin(UNKNOWN)
    phone.end_call(lose_end_event=True)
    ours.hears_nothing_more(probe)
    if how == "comes to the front":
        phone.foreground = False
        phone.foreground = True
    elif how == "activates again":
        assert ours.session.set_active(True)
    else:
        phone.callkit_activates()
        AVAudioSession(ours.session).did_activate_externally()
    ours.hears_end(UNKNOWN, should_resume=None, synthetic=True)
    ours.hears_nothing_more(probe)
    assert ours.session.set_active(True)
    assert phone.own.active


@needs("route")
def test_repeated_begins_and_lone_ends_are_told_as_pairs(probe: Probe) -> None:
    ours, phone = player(probe), iphone(probe)
    phone.stray_interruption(began=False)
    phone.begin_alarm()
    phone.stray_interruption(began=True)
    phone.end_alarm()
    phone.stray_interruption(began=False)
    ours.hears_begin(UNKNOWN)
    ours.hears_end(PAUSE, should_resume=True)
    ours.hears_nothing_more(probe)


@needs("route")
@pytest.mark.parametrize("ends", [True, False])
def test_a_suspension_is_dropped_as_a_pair(probe: Probe, ends: bool) -> None:
    ours, phone = player(probe), iphone(probe)
    phone.suspend()
    phone.resume(ends=ends)
    ours.hears_nothing_more(probe)
    assert not phone.own.active
    assert ours.session.set_active(True)
    assert phone.own.active, "from iOS 16 on nothing tells that a suspended session went down"
    phone.incoming_call()
    ours.hears_begin(UNKNOWN)


@needs("route")
def test_other_code_changes_the_category_and_it_is_put_back(probe: Probe) -> None:
    ours, phone = player(probe), iphone(probe)
    probe.quiet(ours.session)
    drift = ours.session.configuration_drift_stream.subscribe()
    phone.own.set_category(Category.AMBIENT)
    text = drift.get(LIMIT)
    assert "AMBIENT" in text
    assert ours.session.configuration_drift == text
    ours.session.reassert()
    assert drift.get(LIMIT) == ours.session.configuration_drift == ""
    assert phone.own.setup.category is Category.PLAYBACK


@needs("route")
def test_what_the_app_set_by_hand_outlives_a_reset(probe: Probe) -> None:
    ours, phone = player(probe), iphone(probe)
    manager = AVAudioSession(ours.session)
    ours.session.configure(AudioSessionConfiguration.voice_chat())

    async def prefer() -> None:
        (microphone,) = await manager.get_available_inputs()
        assert microphone.data_sources is not None
        await manager.set_preferred_sample_rate(16_000.0)
        await manager.set_preferred_io_buffer_duration(0.02)
        await manager.set_preferred_input(microphone)
        await manager.set_preferred_data_source(microphone, microphone.data_sources[-1])
        await manager.set_preferred_output_number_of_channels(1)

    async def preferred() -> tuple[object, ...]:
        microphone = await manager.get_preferred_input()
        return (
            await manager.get_preferred_sample_rate(),
            await manager.get_preferred_io_buffer_duration(),
            await manager.get_preferred_output_number_of_channels(),
            microphone and (microphone.port_type, microphone.selected_data_source_id),
        )

    asyncio.run(prefer())
    before = asyncio.run(preferred())
    assert 16_000.0 in before
    service = ours.session.service_event_stream.subscribe()
    phone.media_services_reset()
    assert not service.get(LIMIT).available
    assert service.get(LIMIT).available
    assert asyncio.run(preferred()) == before


@needs("route")
def test_callkit_activates_what_a_reset_left_inactive(probe: Probe) -> None:
    ours, phone = player(probe), iphone(probe)
    manager = AVAudioSession(ours.session)
    ours.session.configure(AudioSessionConfiguration.voice_chat())
    asyncio.run(manager.set_preferred_input_number_of_channels(1))
    ours.session.set_active(False)
    phone.own.uses_callkit = True
    service = ours.session.service_event_stream.subscribe()
    phone.media_services_reset()
    assert not service.get(LIMIT).available
    assert service.get(LIMIT).available
    assert asyncio.run(manager.get_preferred_input_number_of_channels()) == 0
    phone.callkit_activates()
    manager.did_activate_externally()
    assert asyncio.run(manager.get_preferred_input_number_of_channels()) == 1


@needs("service")
def test_a_service_that_forgot_is_no_drift(probe: Probe) -> None:
    ours = player(probe)
    drift = ours.session.configuration_drift_stream.subscribe()
    service = ours.session.service_event_stream.subscribe()
    probe.service_dies()
    assert not service.get(LIMIT).available
    probe.service_returns()
    assert service.get(LIMIT).available
    probe.quiet(ours.session)
    assert drift.get_nowait() is None
