"""How the session gets along with others and the system, as ``AVAudioSession`` has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._arguments import INT64, boolean, constant
from ..ios import (
    AVAudioSessionMicrophoneInjectionMode,
    AVAudioSessionPromptStyle,
    AVAudioSessionRenderingMode,
)
from ._base import Base, offers
from .records import AVAudioChannelLayout

if TYPE_CHECKING:
    from ..ios import AVAudioSessionSilenceSecondaryAudioHintType
    from ..streams import EventStream


class Behaviour(Base):
    """Others' audio, the system's interruptions, muting, rendering and what is mixed into calls."""

    @offers("otherAudioPlaying")
    async def is_other_audio_playing(self) -> bool:
        """Tell whether another app is heard. Source: AVAudioSession.isOtherAudioPlaying."""
        return await self._boolean("otherAudioPlaying")

    @offers("secondaryAudioShouldBeSilencedHint")
    async def get_secondary_audio_should_be_silenced_hint(self) -> bool:
        """Tell whether an app that does not mix is heard: secondary audio should be silent.

        Source: AVAudioSession.secondaryAudioShouldBeSilencedHint.
        """
        return await self._boolean("secondaryAudioShouldBeSilencedHint")

    @property
    @offers("AVAudioSessionSilenceSecondaryAudioHintNotification")
    def silence_secondary_audio_hint_stream(
        self,
    ) -> EventStream[AVAudioSessionSilenceSecondaryAudioHintType]:
        """Changes of that hint, while the app is in the foreground and active.

        Source: AVAudioSession.silenceSecondaryAudioHintNotification.
        """
        return self._stream("silence_secondary_audio_hint_stream")

    @offers("allowHapticsAndSystemSoundsDuringRecording")
    async def get_allow_haptics_and_system_sounds_during_recording(self) -> bool:
        """Tell whether haptics and system sounds go on during recording.

        Source: AVAudioSession.allowHapticsAndSystemSoundsDuringRecording.
        """
        return await self._boolean("allowHapticsAndSystemSoundsDuringRecording")

    @offers("setAllowHapticsAndSystemSoundsDuringRecordingError")
    async def set_allow_haptics_and_system_sounds_during_recording(self, allow: bool) -> None:
        """Let haptics and system sounds go on during recording, or not.

        Source: AVAudioSession.setAllowHapticsAndSystemSoundsDuringRecording.
        """
        operation = "setAllowHapticsAndSystemSoundsDuringRecordingError"
        await self._prefer(operation, boolean("allow", allow))

    @offers("prefersNoInterruptionsFromSystemAlerts")
    async def get_prefers_no_interruptions_from_system_alerts(self) -> bool:
        """Tell whether calls shown as banners interrupt only when they are accepted. iOS 14.5.

        Source: AVAudioSession.prefersNoInterruptionsFromSystemAlerts.
        """
        return await self._boolean("prefersNoInterruptionsFromSystemAlerts")

    @offers("setPrefersNoInterruptionsFromSystemAlertsError")
    async def set_prefers_no_interruptions_from_system_alerts(self, wanted: bool) -> None:
        """Let calls shown as banners interrupt only when they are accepted. iOS 14.5.

        Source: AVAudioSession.setPrefersNoInterruptionsFromSystemAlerts.
        """
        operation = "setPrefersNoInterruptionsFromSystemAlertsError"
        await self._prefer(operation, boolean("wanted", wanted))

    @offers("prefersInterruptionOnRouteDisconnect")
    async def get_prefers_interruption_on_route_disconnect(self) -> bool:
        """Tell whether losing the device that plays is an interruption. iOS 17.0.

        Source: AVAudioSession.prefersInterruptionOnRouteDisconnect.
        """
        return await self._boolean("prefersInterruptionOnRouteDisconnect")

    @offers("setPrefersInterruptionOnRouteDisconnectError")
    async def set_prefers_interruption_on_route_disconnect(self, wanted: bool) -> None:
        """Have losing the device that plays be an interruption, or not. iOS 17.0.

        Source: AVAudioSession.setPrefersInterruptionOnRouteDisconnect.
        """
        operation = "setPrefersInterruptionOnRouteDisconnectError"
        await self._prefer(operation, boolean("wanted", wanted))

    @offers("promptStyle")
    async def get_prompt_style(self) -> AVAudioSessionPromptStyle:
        """Return how wordy spoken prompts may be. Source: AVAudioSession.promptStyle."""
        return AVAudioSessionPromptStyle(await self._integer("promptStyle"))

    @property
    @offers("promptStyle")
    def prompt_style_stream(self) -> EventStream[AVAudioSessionPromptStyle]:
        """Changes of how wordy prompts may be. Source: AVAudioSession.promptStyle (KVO)."""
        return self._stream("prompt_style_stream")

    @offers("outputMuted")
    async def is_output_muted(self) -> bool:
        """Tell whether the app has muted its output. iOS 26.0.

        Source: AVAudioSession.isOutputMuted.
        """
        return await self._boolean("outputMuted")

    @offers("setOutputMutedError")
    async def set_output_muted(self, muted: bool) -> None:
        """Mute the app's output, or not. iOS 26.0.

        With PLAY_AND_RECORD in the mode DEFAULT alone. Not set again after a reset of the media
        services. Source: AVAudioSession.setOutputMuted.
        """
        await self._call("setOutputMutedError", boolean("muted", muted))

    @property
    @offers("AVAudioSessionOutputMuteStateChangeNotification")
    def output_mute_state_change_stream(self) -> EventStream[bool]:
        """Changes of the output's mute. iOS 26.0.

        Source: AVAudioSession.outputMuteStateChangeNotification.
        """
        return self._stream("output_mute_state_change_stream")

    @property
    @offers("AVAudioSessionUserIntentToUnmuteOutputNotification")
    def user_intent_to_unmute_output_stream(self) -> EventStream[None]:
        """The user seems to want sound, such as by the volume keys: unmute. iOS 26.0.

        Source: AVAudioSession.userIntentToUnmuteOutputNotification.
        """
        return self._stream("user_intent_to_unmute_output_stream")

    @offers("supportsMultichannelContent")
    async def get_supports_multichannel_content(self) -> bool:
        """Tell whether the app said that it plays multichannel content. iOS 15.0.

        Source: AVAudioSession.supportsMultichannelContent.
        """
        return await self._boolean("supportsMultichannelContent")

    @offers("setSupportsMultichannelContentError")
    async def set_supports_multichannel_content(self, supported: bool) -> None:
        """Say that the app plays multichannel content, or not. iOS 15.0.

        Source: AVAudioSession.setSupportsMultichannelContent.
        """
        operation = "setSupportsMultichannelContentError"
        await self._prefer(operation, boolean("supported", supported))

    @property
    @offers("AVAudioSessionSpatialPlaybackCapabilitiesChangedNotification")
    def spatial_playback_capabilities_changed_stream(self) -> EventStream[bool]:
        """Whether spatial audio is on, whenever that changes. iOS 15.0.

        Source: AVAudioSession.spatialPlaybackCapabilitiesChangedNotification.
        """
        return self._stream("spatial_playback_capabilities_changed_stream")

    @offers("renderingMode")
    async def get_rendering_mode(self) -> AVAudioSessionRenderingMode:
        """Return how iOS renders the app's audio. iOS 17.2.

        Source: AVAudioSession.renderingMode.
        """
        return AVAudioSessionRenderingMode(await self._integer("renderingMode"))

    @property
    @offers("AVAudioSessionRenderingModeChangeNotification")
    def rendering_mode_change_stream(self) -> EventStream[AVAudioSessionRenderingMode]:
        """Changes of that. iOS 17.2. Source: AVAudioSession.renderingModeChangeNotification."""
        return self._stream("rendering_mode_change_stream")

    @property
    @offers("AVAudioSessionRenderingCapabilitiesChangeNotification")
    def rendering_capabilities_change_stream(self) -> EventStream[None]:
        """What can be rendered has changed. iOS 17.2.

        Source: AVAudioSession.renderingCapabilitiesChangeNotification.
        """
        return self._stream("rendering_capabilities_change_stream")

    @offers("supportedOutputChannelLayouts")
    async def get_supported_output_channel_layouts(self) -> tuple[AVAudioChannelLayout, ...]:
        """Return the layouts that the output takes; none while inactive. iOS 17.2.

        Source: AVAudioSession.supportedOutputChannelLayouts.
        """
        return await self._all("supportedOutputChannelLayouts", AVAudioChannelLayout.read)

    @offers("preferredMicrophoneInjectionMode")
    async def get_preferred_microphone_injection_mode(
        self,
    ) -> AVAudioSessionMicrophoneInjectionMode:
        """Return what the app would add to a call. iOS 18.2.

        Source: AVAudioSession.preferredMicrophoneInjectionMode.
        """
        mode = await self._integer("preferredMicrophoneInjectionMode")
        return AVAudioSessionMicrophoneInjectionMode(mode)

    @offers("setPreferredMicrophoneInjectionModeError")
    async def set_preferred_microphone_injection_mode(
        self, mode: AVAudioSessionMicrophoneInjectionMode
    ) -> None:
        """Say what the app would add to a call. iOS 18.2.

        Source: AVAudioSession.setPreferredMicrophoneInjectionMode.
        """
        given = constant("mode", mode, AVAudioSessionMicrophoneInjectionMode, INT64)
        await self._prefer("setPreferredMicrophoneInjectionModeError", given)

    @offers("isMicrophoneInjectionAvailable")
    async def is_microphone_injection_available(self) -> bool:
        """Tell whether there is a call to add to. iOS 18.2.

        Source: AVAudioSession.isMicrophoneInjectionAvailable.
        """
        return await self._boolean("isMicrophoneInjectionAvailable")

    @property
    @offers("AVAudioSessionMicrophoneInjectionCapabilitiesChangeNotification")
    def microphone_injection_capabilities_change_stream(self) -> EventStream[bool]:
        """Whether there is a call to add to, whenever that changes. iOS 18.2.

        Source: AVAudioSession.microphoneInjectionCapabilitiesChangeNotification.
        """
        return self._stream("microphone_injection_capabilities_change_stream")
