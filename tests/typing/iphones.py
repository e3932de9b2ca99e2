"""The iOS managers: what their members return."""

from __future__ import annotations

from typing import assert_type

from audio_session import (
    AudioSession,
    AVAudioApplication,
    AVAudioSession,
    AVAudioSessionCategory,
    AVAudioSessionCategoryOptions,
    AVAudioSessionInterruptionNotification,
    AVAudioSessionPortDescription,
    AVAudioSessionRouteChange,
    AVAudioSessionRouteDescription,
    EventStream,
    blocking,
)


async def members() -> None:
    manager = AVAudioSession(AudioSession.instance())
    assert_type(await manager.get_category(), AVAudioSessionCategory)
    await manager.set_category(
        AVAudioSessionCategory.PLAYBACK, AVAudioSessionCategoryOptions.MIX_WITH_OTHERS
    )
    assert_type(await manager.get_current_route(), AVAudioSessionRouteDescription)
    assert_type(await manager.get_preferred_input(), AVAudioSessionPortDescription | None)
    assert_type(await manager.get_output_volume(), float)
    assert_type(manager.route_change_stream, EventStream[AVAudioSessionRouteChange])
    assert_type(
        manager.interruption_notification_stream,
        EventStream[AVAudioSessionInterruptionNotification],
    )
    async for change in manager.route_change_stream:
        assert_type(change.previous_route, AVAudioSessionRouteDescription)


async def application() -> None:
    manager = AVAudioApplication(blocking.AudioSession.instance())
    assert_type(await manager.is_input_muted(), bool)
    assert_type(manager.input_mute_state_change_stream, EventStream[bool])


async def drift(session: AudioSession, blocked: blocking.AudioSession) -> None:
    assert_type(session.configuration_drift, str)
    assert_type(session.configuration_drift_stream, EventStream[str])
    await session.reassert()
    blocked.reassert()
