"""What the hardware can do, as ``AudioManager`` and ``Spatializer`` have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._arguments import boolean, constant, instance, whole
from .._reading import read_object, read_object_or_none, read_objects
from ..android import (
    AndroidDirectPlaybackSupport,
    AndroidEncodedSurroundMode,
    AndroidMixerBehavior,
    AndroidPlaybackOffloadSupport,
)
from ._base import Base, offers
from ._given import given_attributes, given_device, given_format
from .configurations import AndroidAudioMixerAttributes, AndroidSpatializer
from .records import AndroidAudioProfile

if TYPE_CHECKING:
    from ..android import AndroidAudioAttributes
    from ..streams import EventStream
    from .records import AndroidAudioDeviceInfo, AndroidAudioFormat
    from .requests import AndroidSpatializerEvent


class Abilities(Base):
    """Formats, surround, spatial sound and the mixer."""

    @offers("isOffloadedPlaybackSupported")
    async def is_offloaded_playback_supported(
        self, audio_format: AndroidAudioFormat, attributes: AndroidAudioAttributes
    ) -> bool:
        """Tell whether the hardware decodes this format. API 29.

        Source: AudioManager.isOffloadedPlaybackSupported.
        """
        given = _format_and_attributes(audio_format, attributes)
        return await self._boolean("isOffloadedPlaybackSupported", *given)

    @offers("getPlaybackOffloadSupport")
    async def get_playback_offload_support(
        self, audio_format: AndroidAudioFormat, attributes: AndroidAudioAttributes
    ) -> AndroidPlaybackOffloadSupport:
        """Return whether the hardware decodes this format, and without gaps. API 31.

        Source: AudioManager.getPlaybackOffloadSupport.
        """
        given = _format_and_attributes(audio_format, attributes)
        return AndroidPlaybackOffloadSupport(
            await self._integer("getPlaybackOffloadSupport", *given)
        )

    @offers("getDirectPlaybackSupport")
    async def get_direct_playback_support(
        self, audio_format: AndroidAudioFormat, attributes: AndroidAudioAttributes
    ) -> AndroidDirectPlaybackSupport:
        """Return how this format can be played unmixed. API 33.

        Source: AudioManager.getDirectPlaybackSupport.
        """
        given = _format_and_attributes(audio_format, attributes)
        return AndroidDirectPlaybackSupport(await self._integer("getDirectPlaybackSupport", *given))

    @offers("getDirectProfilesForAttributes")
    async def get_direct_profiles_for_attributes(
        self, attributes: AndroidAudioAttributes
    ) -> tuple[AndroidAudioProfile, ...]:
        """Return the formats that can be played unmixed now. API 33.

        Source: AudioManager.getDirectProfilesForAttributes.
        """
        name = "getDirectProfilesForAttributes"
        given = given_attributes("attributes", attributes)
        raw = read_objects(await self._call(name, *given), name)
        return tuple(map(AndroidAudioProfile.read, raw))

    # Spatial sound

    @offers("getSpatializer")
    async def get_spatializer(self) -> AndroidSpatializer:
        """Return what spatial sound there is. API 32. Source: AudioManager.getSpatializer."""
        return AndroidSpatializer.read(
            read_object(await self._call("getSpatializer"), "getSpatializer")
        )

    @offers("canBeSpatialized")
    async def can_be_spatialized(
        self, attributes: AndroidAudioAttributes, audio_format: AndroidAudioFormat
    ) -> bool:
        """Tell whether such sound would be spatialized. API 32.

        Source: Spatializer.canBeSpatialized.
        """
        sound = given_attributes("attributes", attributes)
        given = (*sound, *given_format("audio_format", audio_format))
        return await self._boolean("canBeSpatialized", *given)

    @property
    @offers("SPATIALIZER_STATE_CHANGED")
    def spatializer_event_stream(self) -> EventStream[AndroidSpatializerEvent]:
        """Spatial sound became available or not, or was switched. API 32.

        Source: Spatializer.OnSpatializerStateChangedListener.
        """
        self._attach()
        return self._hub.stream("spatializer_event_stream")

    @property
    @offers("HEAD_TRACKER_AVAILABLE_CHANGED")
    def head_tracker_stream(self) -> EventStream[bool]:
        """A head tracker came or went. API 33.

        Source: Spatializer.OnHeadTrackerAvailableListener.
        """
        self._attach()
        return self._hub.stream("head_tracker_stream")

    # Surround formats

    @offers("getEncodedSurroundMode")
    async def get_encoded_surround_mode(self) -> AndroidEncodedSurroundMode:
        """Return the user's choice for surround formats. API 31.

        Source: AudioManager.getEncodedSurroundMode.
        """
        return AndroidEncodedSurroundMode(await self._integer("getEncodedSurroundMode"))

    @offers("setEncodedSurroundMode")
    async def set_encoded_surround_mode(self, mode: AndroidEncodedSurroundMode) -> bool:
        """Choose for surround formats; True where Android took it. API 31.

        A mode that Android does not know it takes for AUTO.
        Needs the permission WRITE_SETTINGS: PermissionDeniedError without it.
        Source: AudioManager.setEncodedSurroundMode, AudioService of 31 to 36.
        """
        given = constant("mode", mode, AndroidEncodedSurroundMode)
        return await self._boolean("setEncodedSurroundMode", given)

    @offers("isSurroundFormatEnabled")
    async def is_surround_format_enabled(self, audio_format: int) -> bool:
        """Tell whether a surround ``AudioFormat.ENCODING_*`` is on. API 31.

        Below API 34 it needs the permission WRITE_SETTINGS: PermissionDeniedError without it.
        False for what is no surround format.
        Source: AudioManager.isSurroundFormatEnabled, AudioService of 31 to 36.
        """
        return await self._boolean("isSurroundFormatEnabled", whole("audio_format", audio_format))

    @offers("setSurroundFormatEnabled")
    async def set_surround_format_enabled(self, audio_format: int, enabled: bool) -> bool:
        """Switch a surround ``AudioFormat.ENCODING_*``; False if Android refuses. API 31.

        Needs the permission WRITE_SETTINGS: PermissionDeniedError without it.
        Source: AudioManager.setSurroundFormatEnabled.
        """
        given = (whole("audio_format", audio_format), boolean("enabled", enabled))
        return await self._boolean("setSurroundFormatEnabled", *given)

    # The mixer

    @offers("getSupportedMixerAttributes")
    async def get_supported_mixer_attributes(
        self, device: AndroidAudioDeviceInfo
    ) -> tuple[AndroidAudioMixerAttributes, ...]:
        """Return the mixer attributes that a device can have; empty but for USB ones. API 34.

        Source: AudioManager.getSupportedMixerAttributes.
        """
        name = "getSupportedMixerAttributes"
        raw = read_objects(await self._call(name, given_device("device", device)), name)
        return tuple(map(AndroidAudioMixerAttributes.read, raw))

    @offers("getPreferredMixerAttributes")
    async def get_preferred_mixer_attributes(
        self, attributes: AndroidAudioAttributes, device: AndroidAudioDeviceInfo
    ) -> AndroidAudioMixerAttributes | None:
        """Return the mixer attributes that were asked for, if any. API 34.

        Source: AudioManager.getPreferredMixerAttributes.
        """
        name = "getPreferredMixerAttributes"
        document = await self._call(name, *_attributes_and_device(attributes, device))
        raw = read_object_or_none(document, name)
        return None if raw is None else AndroidAudioMixerAttributes.read(raw)

    @offers("setPreferredMixerAttributes")
    async def set_preferred_mixer_attributes(
        self,
        attributes: AndroidAudioAttributes,
        device: AndroidAudioDeviceInfo,
        mixer_attributes: AndroidAudioMixerAttributes,
    ) -> bool:
        """Ask for mixer attributes, such as bit-perfect playback; False if refused. API 34.

        For usage MEDIA on a USB device, out of :meth:`get_supported_mixer_attributes`.
        Source: AudioManager.setPreferredMixerAttributes.
        """
        sound = _attributes_and_device(attributes, device)
        mixer = instance("mixer_attributes", mixer_attributes, AndroidAudioMixerAttributes)
        behavior = constant(
            "mixer_attributes.mixer_behavior", mixer.mixer_behavior, AndroidMixerBehavior
        )
        return await self._boolean(
            "setPreferredMixerAttributes",
            *sound,
            *given_format("mixer_attributes.format", mixer.format),
            behavior,
        )

    @offers("clearPreferredMixerAttributes")
    async def clear_preferred_mixer_attributes(
        self, attributes: AndroidAudioAttributes, device: AndroidAudioDeviceInfo
    ) -> bool:
        """Take that back; False if nothing was asked for. API 34.

        Source: AudioManager.clearPreferredMixerAttributes.
        """
        given = _attributes_and_device(attributes, device)
        return await self._boolean("clearPreferredMixerAttributes", *given)

    @property
    @offers("PREFERRED_MIXER_ATTRIBUTES_CHANGED")
    def preferred_mixer_attributes_stream(self) -> EventStream[int]:
        """The id of a device whose preferred mixer attributes changed. API 34.

        Source: AudioManager.OnPreferredMixerAttributesChangedListener.
        """
        self._attach()
        return self._hub.stream("preferred_mixer_attributes_stream")


def _format_and_attributes(audio_format: object, attributes: object) -> tuple[int, ...]:
    given = given_format("audio_format", audio_format)
    return (*given, *given_attributes("attributes", attributes))


def _attributes_and_device(attributes: object, device: object) -> tuple[int, ...]:
    return (*given_attributes("attributes", attributes), given_device("device", device))
