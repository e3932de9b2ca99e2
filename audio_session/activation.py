"""Asking for the right to play: what can be asked, and the answer with its reason."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TypedDict

    from .android import AndroidAudioAttributes, AndroidAudioFocusGainType
    from .configuration import AudioSessionConfiguration
    from .ios import AVAudioSessionSetActiveOptions

    class ActivationOverrides(TypedDict, total=False):
        """What one activation may want otherwise than the configuration, by upstream's names.

        ``accept_delayed`` is ours: a request during a call is put off rather than denied, where
        the OS has that (``Capability.DELAYED_FOCUS``).
        ``fallback_configuration`` configures a session that was not (else it is as for music).
        """

        av_audio_session_set_active_options: AVAudioSessionSetActiveOptions | None
        android_audio_focus_gain_type: AndroidAudioFocusGainType | None
        android_audio_attributes: AndroidAudioAttributes | None
        android_will_pause_when_ducked: bool | None
        accept_delayed: bool | None
        fallback_configuration: AudioSessionConfiguration | None


class ActivationStatus(enum.Enum):
    """How the OS answered."""

    GRANTED = "granted"
    DELAYED = "delayed"
    """Promised: it comes when what is in the way (a call) ends. The session is not active yet."""
    DENIED = "denied"


class DenialReason(enum.Enum):
    """Why the OS said no, whatever the OS. The native code is kept beside it."""

    IN_CALL = "in_call"
    """A phone call rings or is under way."""
    NOT_FOREGROUND = "not_foreground"
    """The app is in the background and may not take focus there."""
    CANNOT_INTERRUPT_OTHERS = "cannot_interrupt_others"
    INSUFFICIENT_PRIORITY = "insufficient_priority"
    IS_BUSY = "is_busy"
    CANNOT_START_PLAYING = "cannot_start_playing"
    CANNOT_START_RECORDING = "cannot_start_recording"
    INCOMPATIBLE_CATEGORY = "incompatible_category"
    RESOURCE_NOT_AVAILABLE = "resource_not_available"
    EXPIRED_SESSION = "expired_session"
    SESSION_NOT_ACTIVE = "session_not_active"
    MISSING_ENTITLEMENT = "missing_entitlement"
    SIRI_IS_RECORDING = "siri_is_recording"
    BAD_PARAMETER = "bad_parameter"
    PERMISSION = "permission"
    SERVICE_UNAVAILABLE = "service_unavailable"
    """The audio service is missing, dead or does not answer."""
    WITHDRAWN = "withdrawn"
    """The request was cancelled, timed out, or the lease was released before it was granted."""
    UNKNOWN = "unknown"
    """The OS gave no reason, or one that this library does not know: see ``native_code``."""


@dataclass(frozen=True, slots=True)
class ActivationResult:
    """The answer to an activation or deactivation: truthy only if it was granted."""

    status: ActivationStatus
    reason: DenialReason | None = None
    """Why it was denied; None unless it was."""
    native_code: int | None = None
    """The OS's own answer, such as Android's 0 or iOS's 560557684; None where it was not asked."""
    hint: str = ""
    """What the app or its user can do about a denial or delay; one sentence."""

    def __bool__(self) -> bool:
        """Whether the app may play now: delayed is not."""
        return self.status is ActivationStatus.GRANTED

    def __str__(self) -> str:
        """Return the answer as one sentence for a log."""
        parts = [f"activation {self.status.value}"]
        if self.reason is not None:
            parts.append(f": {self.reason.value}")
        if self.native_code is not None:
            parts.append(f" (native code {self.native_code})")
        if self.hint:
            parts.append(f"; {self.hint}")
        return "".join(parts)


GRANTED = ActivationResult(ActivationStatus.GRANTED)


def denied(
    reason: DenialReason, *, native_code: int | None = None, hint: str = ""
) -> ActivationResult:
    """Return a denial."""
    return ActivationResult(ActivationStatus.DENIED, reason, native_code, hint)
