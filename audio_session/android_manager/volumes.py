"""Volumes, mutes and the ringer, as ``AudioManager`` has them.

From API 37 on setters do nothing while the app is in the background
(developer.android.com/about/versions/17/changes/bg-audio).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._arguments import bits, boolean, constant, whole
from ..android import (
    AndroidAudioAdjustment,
    AndroidAudioDeviceType,
    AndroidAudioVolumeFlags,
    AndroidRingerMode,
    AndroidStreamType,
)
from ._base import Base, offers
from ._given import given_attributes

if TYPE_CHECKING:
    from ..android import AndroidAudioAttributes
    from ..streams import EventStream
    from .requests import AndroidStreamMuteEvent, AndroidVolumeEvent

_NO_FLAGS = AndroidAudioVolumeFlags.NONE


def _stream(stream_type: object) -> int:
    return constant("stream_type", stream_type, AndroidStreamType)


def _direction(direction: object) -> int:
    return constant("direction", direction, AndroidAudioAdjustment)


def _flags(flags: object) -> int:
    return bits("flags", flags, AndroidAudioVolumeFlags)


class Volumes(Base):
    """Volumes are indexes from a stream's lowest to its highest.

    A stream or a direction that is none is a :class:`~audio_session.errors.NativeError`, but where
    a member says otherwise. Where :meth:`is_volume_fixed`, setters do nothing and refuse nothing,
    and from API 37 on neither do they in the background [SRC at 21 to 37].
    """

    @offers("getStreamVolume")
    async def get_stream_volume(self, stream_type: AndroidStreamType) -> int:
        """Return a stream's index, 0 while it is muted. Source: AudioManager.getStreamVolume.

        On some makers' devices it throws: :class:`~audio_session.errors.NativeError`.
        """
        return await self._integer("getStreamVolume", _stream(stream_type))

    @offers("setStreamVolume")
    async def set_stream_volume(
        self,
        stream_type: AndroidStreamType,
        index: int,
        flags: AndroidAudioVolumeFlags = _NO_FLAGS,
    ) -> None:
        """Set a stream's index. Source: AudioManager.setStreamVolume.

        0 mutes the stream, any other index ends its mute (API 23) [SRC at 26 to 35].
        Raises :class:`~audio_session.errors.PermissionDeniedError` where it would end or begin the
        ringer's silence, and the app has no access to "do not disturb" (API 24). Nothing happens
        for ACCESSIBILITY, unless the app is an accessibility service (API 26), for ASSISTANT, and
        for index 0 of VOICE_CALL (API 28): those are the system's [SRC at 21 to 37].
        """
        given = (_stream(stream_type), whole("index", index), _flags(flags))
        await self._call("setStreamVolume", *given)

    @offers("getStreamMaxVolume")
    async def get_stream_max_volume(self, stream_type: AndroidStreamType) -> int:
        """Return a stream's highest index. Source: AudioManager.getStreamMaxVolume."""
        return await self._integer("getStreamMaxVolume", _stream(stream_type))

    @offers("getStreamMinVolume")
    async def get_stream_min_volume(self, stream_type: AndroidStreamType) -> int:
        """Return a stream's lowest index. API 28. Source: AudioManager.getStreamMinVolume."""
        return await self._integer("getStreamMinVolume", _stream(stream_type))

    @offers("getStreamVolumeDb")
    async def get_stream_volume_db(
        self, stream_type: AndroidStreamType, index: int, device_type: AndroidAudioDeviceType
    ) -> float:
        """Return what an index means on a device, in dB: mostly 0.0 or less. API 28.

        Silence, such as index 0, is minus infinity. An index outside of the stream's range, and a
        device that is no output, are a :class:`~audio_session.errors.NativeError`.
        Source: AudioManager.getStreamVolumeDb [RUN at 28 to 37].
        """
        device = constant("device_type", device_type, AndroidAudioDeviceType)
        given = (_stream(stream_type), whole("index", index), device)
        return await self._number("getStreamVolumeDb", *given)

    @offers("adjustStreamVolume")
    async def adjust_stream_volume(
        self,
        stream_type: AndroidStreamType,
        direction: AndroidAudioAdjustment,
        flags: AndroidAudioVolumeFlags = _NO_FLAGS,
    ) -> None:
        """Move a stream by one step, or mute it. Source: AudioManager.adjustStreamVolume.

        MUTE, UNMUTE and TOGGLE_MUTE need API 23. A step up ends a mute, one down does not, but on a
        television (API 23) [SRC at 26 to 35].
        """
        given = (_stream(stream_type), _direction(direction), _flags(flags))
        await self._call("adjustStreamVolume", *given)

    @offers("adjustVolume")
    async def adjust_volume(
        self, direction: AndroidAudioAdjustment, flags: AndroidAudioVolumeFlags = _NO_FLAGS
    ) -> None:
        """Move the stream that matters now, as the keys do. Source: AudioManager.adjustVolume.

        From API 26 on nobody hears of what Android refuses [SRC].
        """
        await self._call("adjustVolume", _direction(direction), _flags(flags))

    @offers("adjustSuggestedStreamVolume")
    async def adjust_suggested_stream_volume(
        self,
        direction: AndroidAudioAdjustment,
        suggested_stream_type: AndroidStreamType | None = None,
        flags: AndroidAudioVolumeFlags = _NO_FLAGS,
    ) -> None:
        """Move the stream that matters now, of the suggested one if nothing sounds; None for any.

        From API 26 on nobody hears of what Android refuses, and below 23 not of a stream that is
        none [SRC]. Source: AudioManager.adjustSuggestedStreamVolume.
        """
        suggested = int(AndroidStreamType.USE_DEFAULT)
        if suggested_stream_type is not None:
            suggested = constant("suggested_stream_type", suggested_stream_type, AndroidStreamType)
        given = (_direction(direction), suggested, _flags(flags))
        await self._call("adjustSuggestedStreamVolume", *given)

    @offers("isStreamMute")
    async def is_stream_mute(self, stream_type: AndroidStreamType) -> bool:
        """Tell whether a stream is muted. API 23. Source: AudioManager.isStreamMute.

        Below API 27 a stream that is none is not [SRC for why, MEM for what the app gets].
        """
        return await self._boolean("isStreamMute", _stream(stream_type))

    @offers("setStreamMute")
    async def set_stream_mute(self, stream_type: AndroidStreamType, muted: bool) -> None:
        """Mute a stream or not. Deprecated by Android: use :meth:`adjust_stream_volume`.

        Below API 23 nothing happens for a stream that is none, mutes are counted, and no volume
        ends them [SRC at 21]. Source: AudioManager.setStreamMute.
        """
        await self._call("setStreamMute", _stream(stream_type), boolean("muted", muted))

    @offers("isVolumeFixed")
    async def is_volume_fixed(self) -> bool:
        """Tell whether volumes cannot be changed, as in a car.

        Source: AudioManager.isVolumeFixed.
        """
        return await self._boolean("isVolumeFixed")

    @offers("getVolumeGroupIdForAttributes")
    async def get_volume_group_id_for_attributes(self, attributes: AndroidAudioAttributes) -> int:
        """Return the volume group that sound with these attributes belongs to. API 34.

        Source: AudioManager.getVolumeGroupIdForAttributes.
        """
        given = given_attributes("attributes", attributes)
        return await self._integer("getVolumeGroupIdForAttributes", *given)

    @offers("adjustVolumeGroupVolume")
    async def adjust_volume_group_volume(
        self,
        group_id: int,
        direction: AndroidAudioAdjustment,
        flags: AndroidAudioVolumeFlags = _NO_FLAGS,
    ) -> None:
        """Move a volume group by one step, or mute it. API 34.

        Source: AudioManager.adjustVolumeGroupVolume.
        """
        given = (whole("group_id", group_id), _direction(direction), _flags(flags))
        await self._call("adjustVolumeGroupVolume", *given)

    @offers("isVolumeGroupMuted")
    async def is_volume_group_muted(self, group_id: int) -> bool:
        """Tell whether a volume group is muted. API 34. Source: AudioManager.isVolumeGroupMuted."""
        return await self._boolean("isVolumeGroupMuted", whole("group_id", group_id))

    @offers("getRingerMode")
    async def get_ringer_mode(self) -> AndroidRingerMode:
        """Return how the phone rings. Source: AudioManager.getRingerMode."""
        return AndroidRingerMode(await self._integer("getRingerMode"))

    @offers("setRingerMode")
    async def set_ringer_mode(self, ringer_mode: AndroidRingerMode) -> None:
        """Choose how the phone rings. Source: AudioManager.setRingerMode.

        Raises :class:`~audio_session.errors.PermissionDeniedError` to and from SILENT, if the app
        has no access to "do not disturb" (API 24); :meth:`is_notification_policy_access_granted`
        tells. Nothing happens on a television [SRC at 21 to 37].
        """
        await self._call("setRingerMode", constant("ringer_mode", ringer_mode, AndroidRingerMode))

    @offers("isRampingRingerEnabled")
    async def is_ramping_ringer_enabled(self) -> bool:
        """Tell whether ringing grows louder. API 33.

        Source: AudioManager.isRampingRingerEnabled.
        """
        return await self._boolean("isRampingRingerEnabled")

    @property
    @offers("VOLUME_CHANGED")
    def volume_event_stream(self) -> EventStream[AndroidVolumeEvent]:
        """Every change of a stream's index. Source: android.media.VOLUME_CHANGED_ACTION.

        Streams that follow another report their change too, the system's own (6, 7 and 9) as well;
        below API 23 the stream that was set or moved is reported, changed or not [SRC at 21].
        Android's documentation does not name that broadcast; media players rely on it.
        """
        self._attach()
        return self._hub.stream("volume_event_stream")

    @property
    @offers("STREAM_MUTE_CHANGED")
    def stream_mute_event_stream(self) -> EventStream[AndroidStreamMuteEvent]:
        """Every mute of a stream and its end. API 23.

        Source: android.media.STREAM_MUTE_CHANGED_ACTION, which the documentation does not name.
        """
        self._attach()
        return self._hub.stream("stream_mute_event_stream")

    @property
    @offers("RINGER_MODE_CHANGED")
    def ringer_mode_stream(self) -> EventStream[AndroidRingerMode]:
        """Every change of the ringer. Source: AudioManager.RINGER_MODE_CHANGED_ACTION."""
        self._attach()
        return self._hub.stream("ringer_mode_stream")
