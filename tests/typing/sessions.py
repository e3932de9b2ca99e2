"""Both faces of a session: results, leases, overrides."""

from __future__ import annotations

from typing import assert_type

from audio_session import (
    ActivationResult,
    ActivationStatus,
    AndroidAudioFocusGainType,
    AudioDevice,
    AudioSession,
    AudioSessionConfiguration,
    Capability,
    DenialReason,
    Lease,
    blocking,
)


async def asynchronous() -> None:
    session = AudioSession.instance()
    assert_type(session, AudioSession)
    assert_type(session.configuration, AudioSessionConfiguration | None)
    assert_type(session.capabilities, frozenset[Capability])
    result = await session.set_active(
        True,
        owner="player",
        timeout=3.0,
        android_audio_focus_gain_type=AndroidAudioFocusGainType.GAIN_TRANSIENT,
        fallback_configuration=AudioSessionConfiguration.music(),
    )
    assert_type(result, ActivationResult)
    assert_type(result.status, ActivationStatus)
    assert_type(result.reason, DenialReason | None)
    async with session.activate("player", accept_delayed=True) as lease:
        assert_type(lease, Lease)
        assert_type(lease.result, ActivationResult | None)
        assert_type(await lease.granted(timeout=1), ActivationResult)
    assert_type(await session.activate("player"), Lease)
    assert_type(await session.get_devices(include_inputs=False), frozenset[AudioDevice])
    # Overrides are checked by name and by type.
    await session.set_active(True, android_will_pause_when_duckd=True)  # type: ignore[call-arg]
    await session.set_active(True, android_will_pause_when_ducked="yes")  # type: ignore[arg-type]


def synchronous() -> None:
    session = blocking.AudioSession.instance()
    assert_type(session, blocking.AudioSession)
    assert_type(session.set_active(True), ActivationResult)
    with session.activate("game") as lease:
        assert_type(lease, blocking.Lease)
        assert_type(lease.released, bool)
    assert_type(session.dispatch_pending(), int)
