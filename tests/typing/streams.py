"""What streams and subscriptions give to each kind of reader."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_type

from audio_session import (
    AudioDevice,
    AudioDevicesChangedEvent,
    AudioInterruptionEvent,
    AudioSession,
    AudioSessionConfiguration,
    AudioSessionState,
    BecomingNoisyEvent,
    EventStream,
    Overflow,
    Subscription,
    VolumeChangedEvent,
    blocking,
)


async def asynchronous(session: AudioSession) -> None:
    async for event in session.interruption_event_stream:
        assert_type(event, AudioInterruptionEvent)
        assert_type(event.should_resume, bool | None)
    async with session.devices_stream.subscribe(maxsize=1, overflow=Overflow.LATEST) as devices:
        async for now in devices:
            assert_type(now, frozenset[AudioDevice])


def synchronous(session: blocking.AudioSession) -> None:
    with session.state_stream.subscribe() as states:
        assert_type(states, Subscription[AudioSessionState])
        assert_type(states.get(timeout=1), AudioSessionState)
        assert_type(states.get_nowait(), AudioSessionState | None)
    for configuration in session.configuration_stream:
        assert_type(configuration, AudioSessionConfiguration)


def callbacks(session: AudioSession) -> None:
    assert_type(session.becoming_noisy_event_stream, EventStream[BecomingNoisyEvent])

    def changed(event: AudioDevicesChangedEvent) -> None:
        assert_type(event.devices_added, frozenset[AudioDevice])

    assert_type(session.devices_changed_event_stream.listen(changed), Callable[[], None])
    # A listener of another event's is an error.
    session.volume_event_stream.listen(changed)  # type: ignore[arg-type]

    def volume(event: VolumeChangedEvent) -> None:
        assert_type(event.volume, float | None)

    session.volume_event_stream.listen(volume)
