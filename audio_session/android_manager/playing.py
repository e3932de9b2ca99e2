"""What plays and records, sounds and keys, as ``AudioManager`` has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._arguments import constant, instance, number
from .._reading import read_objects
from ..android import AndroidAudioCapturePolicy, AndroidSoundEffectType
from ._base import Base, offers
from .configurations import AndroidAudioPlaybackConfiguration, AndroidAudioRecordingConfiguration
from .requests import AndroidKeyEvent

if TYPE_CHECKING:
    from ..android import AndroidAudioFocus
    from ..events import BecomingNoisyEvent
    from ..streams import EventStream


class Playing(Base):
    """All apps' playback and recording, without whose it is."""

    @offers("isMusicActive")
    async def is_music_active(self) -> bool:
        """Tell whether any app, ours included, plays music. Source: AudioManager.isMusicActive."""
        return await self._boolean("isMusicActive")

    @offers("getActivePlaybackConfigurations")
    async def get_active_playback_configurations(
        self,
    ) -> tuple[AndroidAudioPlaybackConfiguration, ...]:
        """Return what plays now. API 26. Source: AudioManager.getActivePlaybackConfigurations."""
        name = "getActivePlaybackConfigurations"
        raw = read_objects(await self._call(name), name)
        return tuple(map(AndroidAudioPlaybackConfiguration.read, raw))

    @property
    @offers("PLAYBACK_CONFIG_CHANGED")
    def playback_configurations_stream(
        self,
    ) -> EventStream[tuple[AndroidAudioPlaybackConfiguration, ...]]:
        """What plays, after every change. API 26. Source: AudioManager.AudioPlaybackCallback."""
        self._attach()
        return self._hub.stream("playback_configurations_stream")

    @offers("getActiveRecordingConfigurations")
    async def get_active_recording_configurations(
        self,
    ) -> tuple[AndroidAudioRecordingConfiguration, ...]:
        """Return what records now. API 24.

        Source: AudioManager.getActiveRecordingConfigurations.
        """
        name = "getActiveRecordingConfigurations"
        raw = read_objects(await self._call(name), name)
        return tuple(map(AndroidAudioRecordingConfiguration.read, raw))

    @property
    @offers("RECORDING_CONFIG_CHANGED")
    def recording_configurations_stream(
        self,
    ) -> EventStream[tuple[AndroidAudioRecordingConfiguration, ...]]:
        """What records, after every change. API 24. Source: AudioManager.AudioRecordingCallback."""
        self._attach()
        return self._hub.stream("recording_configurations_stream")

    @offers("setAllowedCapturePolicy")
    async def set_allowed_capture_policy(self, capture_policy: AndroidAudioCapturePolicy) -> None:
        """Say who may capture what the app plays. API 29.

        Source: AudioManager.setAllowedCapturePolicy.
        """
        given = constant("capture_policy", capture_policy, AndroidAudioCapturePolicy)
        await self._call("setAllowedCapturePolicy", given)

    @offers("getAllowedCapturePolicy")
    async def get_allowed_capture_policy(self) -> AndroidAudioCapturePolicy:
        """Return who may capture what the app plays. API 29.

        Source: AudioManager.getAllowedCapturePolicy.
        """
        return AndroidAudioCapturePolicy(await self._integer("getAllowedCapturePolicy"))

    @property
    @offers("AUDIO_FOCUS_CHANGE")
    def audio_focus_event_stream(self) -> EventStream[AndroidAudioFocus]:
        """Changes of the focus that :meth:`request_audio_focus` asked for.

        Source: AudioManager.OnAudioFocusChangeListener.
        """
        self._attach()
        return self._hub.stream("audio_focus_event_stream")

    @property
    @offers("AUDIO_BECOMING_NOISY")
    def becoming_noisy_event_stream(self) -> EventStream[BecomingNoisyEvent]:
        """Sound is about to leave headphones for the loudspeaker, whether focus is held or not.

        Source: AudioManager.ACTION_AUDIO_BECOMING_NOISY.
        """
        self._attach()
        return self._hub.stream("becoming_noisy_event_stream")

    @offers("playSoundEffect")
    async def play_sound_effect(
        self, effect_type: AndroidSoundEffectType, *, volume: float | None = None
    ) -> None:
        """Play a sound of the user interface, if the user has switched those on.

        ``volume`` is 0.0 to 1.0, None for the system's. Source: AudioManager.playSoundEffect.
        """
        effect = constant("effect_type", effect_type, AndroidSoundEffectType)
        if volume is not None:
            volume = number("volume", volume, "a fraction, or None for the system's", highest=1.0)
        await self._call("playSoundEffect", effect, volume)

    @offers("loadSoundEffects")
    async def load_sound_effects(self) -> None:
        """Load the sounds, so that they play at once. Source: AudioManager.loadSoundEffects."""
        await self._call("loadSoundEffects")

    @offers("unloadSoundEffects")
    async def unload_sound_effects(self) -> None:
        """Free the sounds' memory. Source: AudioManager.unloadSoundEffects."""
        await self._call("unloadSoundEffects")

    @offers("dispatchMediaKeyEvent")
    async def dispatch_media_key_event(self, key_event: AndroidKeyEvent) -> None:
        """Send a media key to the app that would get it.

        For a press send one event with action 0, and one with action 1.
        Source: AudioManager.dispatchMediaKeyEvent.
        """
        key_event = instance("key_event", key_event, AndroidKeyEvent)
        await self._call(
            "dispatchMediaKeyEvent",
            key_event.down_time,
            key_event.event_time,
            key_event.action,
            key_event.key_code,
            key_event.repeat_count,
            key_event.meta_state,
            key_event.device_id,
            key_event.scan_code,
            key_event.flags,
            key_event.source,
        )
