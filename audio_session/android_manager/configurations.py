"""What plays, records, mixes and spatializes, as values: what it was when it was read.

Where a field needs a newer Android than the running one it is None, or empty for a list. Sources:
the reference pages of the classes named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..android import (
    AndroidAudioAttributes,
    AndroidAudioCapturePolicy,
    AndroidAudioContentType,
    AndroidAudioFlags,
    AndroidAudioUsage,
    AndroidMixerBehavior,
    AndroidSpatializationBehavior,
    AndroidSpatializerImmersiveLevel,
)
from .records import AndroidAudioDeviceInfo, AndroidAudioFormat

if TYPE_CHECKING:
    from .._reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class AndroidAudioPlaybackConfiguration:
    """One player that plays now, of any app (``AudioPlaybackConfiguration``, API 26).

    Android does not say whose it is.
    """

    audio_attributes: AndroidAudioAttributes
    device: AndroidAudioDeviceInfo | None = None
    """API 31, and only for privileged apps; None otherwise."""

    @classmethod
    def read(cls, raw: Reading) -> AndroidAudioPlaybackConfiguration:
        """Read it from a driver's JSON."""
        policy = raw.maybe("allowedCapturePolicy", raw.integer)
        behavior = raw.maybe("spatializationBehavior", raw.integer)
        attributes = AndroidAudioAttributes(
            content_type=AndroidAudioContentType(raw.integer("contentType")),
            flags=AndroidAudioFlags(raw.integer("flags")),
            usage=AndroidAudioUsage(raw.integer("usage")),
            allowed_capture_policy=None if policy is None else AndroidAudioCapturePolicy(policy),
            haptic_channels_muted=raw.maybe("hapticChannelsMuted", raw.boolean),
            spatialization_behavior=(
                None if behavior is None else AndroidSpatializationBehavior(behavior)
            ),
            is_content_spatialized=raw.maybe("isContentSpatialized", raw.boolean),
        )
        device = raw.maybe("device", raw.child)
        return cls(
            audio_attributes=attributes,
            device=None if device is None else AndroidAudioDeviceInfo.read(device),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AndroidAudioRecordingConfiguration:
    """One recording that runs now, of any app (``AudioRecordingConfiguration``, API 24)."""

    client_audio_session_id: int
    client_audio_source: int
    """``MediaRecorder.AudioSource``; 1 is the microphone."""
    audio_source: int | None
    """What is really recorded; API 29."""
    is_client_silenced: bool | None
    """The recorder gets silence, because another app or a call has the microphone; API 29."""
    format: AndroidAudioFormat
    """What the device delivers."""
    client_format: AndroidAudioFormat
    """What the recorder gets."""
    device: AndroidAudioDeviceInfo | None

    @classmethod
    def read(cls, raw: Reading) -> AndroidAudioRecordingConfiguration:
        """Read it from a driver's JSON."""
        device = raw.maybe("device", raw.child)
        return cls(
            client_audio_session_id=raw.integer("clientAudioSessionId"),
            client_audio_source=raw.integer("clientAudioSource"),
            audio_source=raw.maybe("audioSource", raw.integer),
            is_client_silenced=raw.maybe("isClientSilenced", raw.boolean),
            format=AndroidAudioFormat.read(raw.child("format")),
            client_format=AndroidAudioFormat.read(raw.child("clientFormat")),
            device=None if device is None else AndroidAudioDeviceInfo.read(device),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AndroidAudioMixerAttributes:
    """How a device's mixer is to work (``AudioMixerAttributes``, API 34)."""

    format: AndroidAudioFormat
    mixer_behavior: AndroidMixerBehavior = AndroidMixerBehavior.DEFAULT

    @classmethod
    def read(cls, raw: Reading) -> AndroidAudioMixerAttributes:
        """Read it from a driver's JSON."""
        return cls(
            format=AndroidAudioFormat.read(raw.child("format")),
            mixer_behavior=AndroidMixerBehavior(raw.integer("mixerBehavior")),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AndroidSpatializer:
    """What spatial sound there is (``Spatializer``, API 32)."""

    is_available: bool
    """The current output can have it."""
    is_enabled: bool
    """The user wants it."""
    immersive_audio_level: AndroidSpatializerImmersiveLevel
    is_head_tracker_available: bool | None = None
    """API 33."""
    spatialized_channel_masks: tuple[int, ...] = ()
    """API 36."""

    @classmethod
    def read(cls, raw: Reading) -> AndroidSpatializer:
        """Read it from a driver's JSON."""
        return cls(
            is_available=raw.boolean("isAvailable"),
            is_enabled=raw.boolean("isEnabled"),
            immersive_audio_level=AndroidSpatializerImmersiveLevel(
                raw.integer("immersiveAudioLevel")
            ),
            is_head_tracker_available=raw.maybe("isHeadTrackerAvailable", raw.boolean),
            spatialized_channel_masks=raw.integers("spatializedChannelMasks"),
        )
