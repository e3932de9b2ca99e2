"""Android's side of a configuration: what the app plays and why, and Android's own constants."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ._android_constants import (
    AUDIO_SESSION_ID_GENERATE,
    MICROPHONE_GROUP_UNKNOWN,
    MICROPHONE_INDEX_IN_THE_GROUP_UNKNOWN,
    MICROPHONE_SENSITIVITY_UNKNOWN,
    MICROPHONE_SPL_UNKNOWN,
    NUM_STREAMS,
    OLDEST_API,
    AndroidAudioAction,
    AndroidAudioAdjustment,
    AndroidAudioCapturePolicy,
    AndroidAudioContentType,
    AndroidAudioDescriptorStandard,
    AndroidAudioDeviceType,
    AndroidAudioEncapsulationType,
    AndroidAudioError,
    AndroidAudioExtra,
    AndroidAudioFlags,
    AndroidAudioFocus,
    AndroidAudioFocusGainType,
    AndroidAudioFocusRequestResult,
    AndroidAudioHardwareMode,
    AndroidAudioProperty,
    AndroidAudioRoute,
    AndroidAudioUsage,
    AndroidAudioVolumeFlags,
    AndroidDirectPlaybackSupport,
    AndroidEncodedSurroundMode,
    AndroidGetAudioDevicesFlags,
    AndroidMicrophoneChannelMapping,
    AndroidMicrophoneDirectionality,
    AndroidMicrophoneLocation,
    AndroidMixerBehavior,
    AndroidPlaybackOffloadSupport,
    AndroidRingerMode,
    AndroidScoAudioState,
    AndroidSoundEffectType,
    AndroidSpatializationBehavior,
    AndroidSpatializerImmersiveLevel,
    AndroidStreamType,
    AndroidVibrateSetting,
    AndroidVibrateType,
)
from ._fields import boolean, flags, member, optional
from ._record import Record
from ._wire import OURS, Field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ._wire import Extra

__all__ = [
    "AUDIO_SESSION_ID_GENERATE",
    "MICROPHONE_GROUP_UNKNOWN",
    "MICROPHONE_INDEX_IN_THE_GROUP_UNKNOWN",
    "MICROPHONE_SENSITIVITY_UNKNOWN",
    "MICROPHONE_SPL_UNKNOWN",
    "NUM_STREAMS",
    "OLDEST_API",
    "AndroidAudioAction",
    "AndroidAudioAdjustment",
    "AndroidAudioAttributes",
    "AndroidAudioCapturePolicy",
    "AndroidAudioContentType",
    "AndroidAudioDescriptorStandard",
    "AndroidAudioDeviceType",
    "AndroidAudioEncapsulationType",
    "AndroidAudioError",
    "AndroidAudioExtra",
    "AndroidAudioFlags",
    "AndroidAudioFocus",
    "AndroidAudioFocusGainType",
    "AndroidAudioFocusRequestResult",
    "AndroidAudioHardwareMode",
    "AndroidAudioProperty",
    "AndroidAudioRoute",
    "AndroidAudioUsage",
    "AndroidAudioVolumeFlags",
    "AndroidDirectPlaybackSupport",
    "AndroidEncodedSurroundMode",
    "AndroidGetAudioDevicesFlags",
    "AndroidMicrophoneChannelMapping",
    "AndroidMicrophoneDirectionality",
    "AndroidMicrophoneLocation",
    "AndroidMixerBehavior",
    "AndroidPlaybackOffloadSupport",
    "AndroidRingerMode",
    "AndroidScoAudioState",
    "AndroidSoundEffectType",
    "AndroidSpatializationBehavior",
    "AndroidSpatializerImmersiveLevel",
    "AndroidStreamType",
    "AndroidVibrateSetting",
    "AndroidVibrateType",
    "set_java_vm",
]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AndroidAudioAttributes(Record):
    """What the app plays and why: Android's ``AudioAttributes``.

    ``content_type``, ``flags`` and ``usage`` may be given as members or as Android's ints; an int
    that this library has no name for is kept. The rest is None where Android's own default holds.

    ``allowed_capture_policy`` (API 29) says who may capture the sound,
    ``haptic_channels_muted`` (API 29) whether haptic channels stay silent,
    ``spatialization_behavior`` (API 32) whether Android may spatialize it, and
    ``is_content_spatialized`` (API 32) that it already is. ``extra`` holds what
    :meth:`from_json` did not understand.
    """

    content_type: AndroidAudioContentType = AndroidAudioContentType.UNKNOWN
    flags: AndroidAudioFlags = AndroidAudioFlags.NONE
    usage: AndroidAudioUsage = AndroidAudioUsage.UNKNOWN
    allowed_capture_policy: AndroidAudioCapturePolicy | None = None
    haptic_channels_muted: bool | None = None
    spatialization_behavior: AndroidSpatializationBehavior | None = None
    is_content_spatialized: bool | None = None
    extra: Extra = field(default=())

    @classmethod
    def fields(cls) -> Mapping[str, Field]:
        """Return each field's name, with what it may hold and how JSON writes it."""
        return _FIELDS


_FIELDS: Mapping[str, Field] = {
    "content_type": Field("contentType", member(AndroidAudioContentType)),
    "flags": Field("flags", flags(AndroidAudioFlags)),
    "usage": Field("usage", member(AndroidAudioUsage)),
    "allowed_capture_policy": Field(
        OURS + "allowedCapturePolicy", optional(member(AndroidAudioCapturePolicy))
    ),
    "haptic_channels_muted": Field(OURS + "hapticChannelsMuted", optional(boolean)),
    "spatialization_behavior": Field(
        OURS + "spatializationBehavior", optional(member(AndroidSpatializationBehavior))
    ),
    "is_content_spatialized": Field(OURS + "isContentSpatialized", optional(boolean)),
}


_HIGHEST_ADDRESS: Final = 2 * sys.maxsize + 1


def set_java_vm(vm: int, context: int = 0, class_loader: int = 0) -> None:
    """Hand over the JavaVM, where the driver cannot find it by itself: for an own embedding.

    ``vm`` is the address of a ``JavaVM``; 0 takes back all that was given. ``context`` is a JNI
    reference to any ``android.content.Context``, valid on the calling thread; 0 has it looked for.
    ``class_loader`` stays 0 on a phone: it is for a desktop JVM, where the bridge's classes come as
    class files. To be called before a session is opened, on any thread that Java knows.

    Raises :class:`~audio_session.errors.UnsupportedError` in a build without the Android driver,
    :class:`~audio_session.errors.NativeError` while a session is open, ``TypeError`` or
    ``ValueError`` for what is no address.
    """
    for what, address in (("vm", vm), ("context", context), ("class_loader", class_loader)):
        if type(address) is not int:
            raise TypeError(f"{what} = {address!r}: it must be an int; fix: pass the address, or 0")
        if not 0 <= address <= _HIGHEST_ADDRESS:
            raise ValueError(
                f"{what} = {address!r}: an address is 0 to {_HIGHEST_ADDRESS:#x}; fix: take the "
                "pointer as unsigned (in C by way of uintptr_t)"
            )
    from ._native import android_set_host  # noqa: PLC0415 - the enums must not need the extension

    android_set_host(vm, context, class_loader)
