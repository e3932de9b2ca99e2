"""``AudioManager``, for what the portable session does not show: Android alone has it.

Every member is named as Android's, in snake case, and says which API level brought it. On an older
Android it raises :class:`~audio_session.errors.UnsupportedError` with that level, on any other
platform one with the platform's name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .abilities import Abilities
from .communication import Communication
from .configurations import (
    AndroidAudioMixerAttributes,
    AndroidAudioPlaybackConfiguration,
    AndroidAudioRecordingConfiguration,
    AndroidSpatializer,
)
from .focus import Focus
from .playing import Playing
from .properties import Properties
from .records import (
    AndroidAudioDescriptor,
    AndroidAudioDeviceInfo,
    AndroidAudioFormat,
    AndroidAudioProfile,
    AndroidMicrophoneInfo,
)
from .requests import (
    AndroidAudioFocusRequest,
    AndroidHeadsetPlugEvent,
    AndroidKeyEvent,
    AndroidScoAudioEvent,
    AndroidSpatializerEvent,
    AndroidStreamMuteEvent,
    AndroidVolumeEvent,
)
from .volumes import Volumes

if TYPE_CHECKING:
    from .._face import SessionFace

__all__ = [
    "AndroidAudioDescriptor",
    "AndroidAudioDeviceInfo",
    "AndroidAudioFocusRequest",
    "AndroidAudioFormat",
    "AndroidAudioManager",
    "AndroidAudioMixerAttributes",
    "AndroidAudioPlaybackConfiguration",
    "AndroidAudioProfile",
    "AndroidAudioRecordingConfiguration",
    "AndroidHeadsetPlugEvent",
    "AndroidKeyEvent",
    "AndroidMicrophoneInfo",
    "AndroidScoAudioEvent",
    "AndroidSpatializer",
    "AndroidSpatializerEvent",
    "AndroidStreamMuteEvent",
    "AndroidVolumeEvent",
]


class AndroidAudioManager(Focus, Communication, Volumes, Playing, Abilities, Properties):
    """Android's ``AudioManager``, through the driver of ``session`` or of the process's session.

    Making one opens nothing, and any number may be made: those of one session share its streams
    and its one focus request. Calls run on the session's worker, one after another and in order
    with the session's own; callbacks run where the session's events are delivered. A stream that
    the running Android lacks, or whose listener the device refuses, raises ``UnsupportedError``
    when it is touched, if the session is open by then; else its readers get that error in place of
    an event, and the log has it for ``listen()``. Without an event loop
    :func:`audio_session.blocking.wait` runs the calls.

    An argument that no Android can be told is a ``TypeError`` or ``ValueError``, which names its
    value, the rule and the fix, before anything else happens. A constant without a name here is
    passed on: a newer Android may know it.

    An answer of Android's that cannot be understood is a
    :class:`~audio_session.errors.NativeError`, as is what Android throws; for want of a permission
    it is :class:`~audio_session.errors.PermissionDeniedError`. Not verified on a device.
    """

    def __init__(self, session: SessionFace | None = None) -> None:
        """Use ``session``, an asyncio or blocking one; None for ``AudioSession.instance()``."""
        super().__init__(session)

    async def close(self) -> None:
        """End the listeners set on this manager and give its focus back; the session stays open."""
        for cancel in (self._cancel_added, self._cancel_removed):
            if cancel is not None:
                cancel()
        self._cancel_added = self._cancel_removed = None
        if self._hub.focus.is_held:
            await self.abandon_audio_focus()
