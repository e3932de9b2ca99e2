"""Why iOS says no: its error codes, in the session's terms and with what can be done about them.

Source: AVAudioSessionErrorCode in CoreAudioTypes/AudioSessionTypes.h.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from audio_session.activation import DenialReason, denied
from audio_session.errors import ServiceUnavailableError
from audio_session.ios import AVAudioSessionErrorCode as Code

if TYPE_CHECKING:
    from audio_session.activation import ActivationResult
    from audio_session.errors import NativeError


class _Denial(NamedTuple):
    reason: DenialReason
    hint: str


_DENIALS: Final = {
    Code.BAD_PARAM: _Denial(
        DenialReason.BAD_PARAMETER,
        "category, mode and options do not go together; validate() the configuration",
    ),
    Code.CANNOT_INTERRUPT_OTHERS: _Denial(
        DenialReason.CANNOT_INTERRUPT_OTHERS,
        "in the background only an app that mixes or is Now Playing may start; begin in the "
        "foreground, or add MIX_WITH_OTHERS",
    ),
    Code.CANNOT_START_PLAYING: _Denial(
        DenialReason.CANNOT_START_PLAYING,
        "this app may not play in the background: use the category PLAYBACK and add 'audio' to "
        "UIBackgroundModes",
    ),
    Code.CANNOT_START_RECORDING: _Denial(
        DenialReason.CANNOT_START_RECORDING,
        "recording cannot begin in the background; begin it in the foreground",
    ),
    Code.EXPIRED_SESSION: _Denial(
        DenialReason.EXPIRED_SESSION,
        "the session object is of before the media services were reset; ask again",
    ),
    Code.INCOMPATIBLE_CATEGORY: _Denial(
        DenialReason.INCOMPATIBLE_CATEGORY,
        "the category does not allow it; use one with input",
    ),
    Code.INSUFFICIENT_PRIORITY: _Denial(
        DenialReason.INSUFFICIENT_PRIORITY,
        "something that must not be interrupted is under way, such as a call; ask again when it "
        "has ended",
    ),
    Code.IS_BUSY: _Denial(
        DenialReason.IS_BUSY,
        "audio still ran; stop players and recorders before the session is given back",
    ),
    Code.MEDIA_SERVICES_FAILED: _Denial(
        DenialReason.SERVICE_UNAVAILABLE,
        "iOS's media services are gone; they come back by themselves, wait for service events",
    ),
    Code.MISSING_ENTITLEMENT: _Denial(
        DenialReason.MISSING_ENTITLEMENT,
        "with CallKit, the system activates the session: wait for didActivateAudioSession",
    ),
    Code.RESOURCE_NOT_AVAILABLE: _Denial(
        DenialReason.RESOURCE_NOT_AVAILABLE,
        "the hardware that the category needs is not there, such as a microphone",
    ),
    Code.SESSION_NOT_ACTIVE: _Denial(DenialReason.SESSION_NOT_ACTIVE, "activate the session first"),
    Code.SIRI_IS_RECORDING: _Denial(
        DenialReason.SIRI_IS_RECORDING,
        "Siri listens; ask again when it has ended",
    ),
}


def denial(error: NativeError) -> ActivationResult:
    """Return the denial that an error of ``setActive`` is."""
    found = _DENIALS.get(Code(error.code), _Denial(DenialReason.UNKNOWN, str(error)))
    return denied(found.reason, native_code=error.code, hint=found.hint)


def gone(error: NativeError) -> ServiceUnavailableError:
    """Return ``'msrv'`` as what it is: the service is not there."""
    return ServiceUnavailableError(
        str(error), code=error.code, domain=error.domain, name=error.name
    )
