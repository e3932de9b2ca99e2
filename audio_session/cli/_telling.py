"""What a session's events are called: for people a few words, for machines a JSON object."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from ..configuration import AudioSessionConfiguration
from ..events import (
    AudioDevicesChangedEvent,
    AudioInterruptionEvent,
    AudioInterruptionReason,
    AudioInterruptionType,
    AudioServiceEvent,
    AudioSessionState,
    BecomingNoisyEvent,
    OtherAudioEvent,
    VolumeChangedEvent,
)
from ..platforms._signals import Drift
from ._output import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..devices import AudioDevice

_REASONS = {
    AudioInterruptionReason.OTHER_APP: "another app",
    AudioInterruptionReason.CALL: "a call",
    AudioInterruptionReason.SUSPENDED: "suspended",
    AudioInterruptionReason.MICROPHONE_MUTED: "microphone muted",
    AudioInterruptionReason.ROUTE_DISCONNECTED: "device gone",
    AudioInterruptionReason.OWN: "own act",
}
_LONGEST_DRIFT = 400  # characters: it says what is, what was configured, and the fix


def device_order(device: AudioDevice) -> tuple[bool, bool, str, str]:
    """Sort outputs before inputs, the default first, then by name."""
    return not device.is_output, not device.is_default, device.name, device.id


def _names(devices: Iterable[AudioDevice]) -> str:
    return ", ".join(
        plain(device.name, 40) + " (default)" * device.is_default
        for device in sorted(devices, key=device_order)
    )


def _objects(devices: Iterable[AudioDevice]) -> list[dict[str, Any]]:
    return [device.to_json() for device in sorted(devices, key=device_order)]


@functools.singledispatch
def words(event: object) -> str:
    """Return what the app is told, in a few words on one line."""
    raise TypeError(f"{event!r} is no event of a session")


@functools.singledispatch
def fields(event: object) -> dict[str, Any]:
    """Return the event as a JSON object; its ``event`` names the kind."""
    raise TypeError(f"{event!r} is no event of a session")


@words.register
def _(event: AudioInterruptionEvent) -> str:
    said = _begin(event) if event.begin else _end(event)
    return f"{said} (inferred)" if event.synthetic else said


def _begin(event: AudioInterruptionEvent) -> str:
    kind = {AudioInterruptionType.DUCK: "duck", AudioInterruptionType.PAUSE: "pause"}.get(
        event.type, "pause, open end"
    )
    said = "stop for good" if event.permanent else kind
    reason = _REASONS.get(event.reason)
    said = f"{said}: {reason}" if reason else said
    return f"{said} (the system ducks)" if event.already_ducked else said


def _end(event: AudioInterruptionEvent) -> str:
    if event.type is AudioInterruptionType.DUCK:
        return "over: full volume"
    return {True: "over: resume", False: "over: stay paused"}.get(
        event.should_resume,  # type: ignore[arg-type]  # None is "nobody knows"
        "over",
    )


@fields.register
def _(event: AudioInterruptionEvent) -> dict[str, Any]:
    return {
        "event": "interruption",
        "begin": event.begin,
        "type": event.type.value,
        "should_resume": event.should_resume,
        "permanent": event.permanent,
        "reason": event.reason.value,
        "synthetic": event.synthetic,
        "already_ducked": event.already_ducked,
        "native": event.native,
        "seq": event.seq,
    }


@words.register
def _(_event: BecomingNoisyEvent) -> str:
    return "becoming noisy"


@fields.register
def _(_event: BecomingNoisyEvent) -> dict[str, Any]:
    return {"event": "becoming_noisy"}


@words.register
def _(event: AudioDevicesChangedEvent) -> str:
    gone, new = _names(event.devices_removed), _names(event.devices_added)
    return "; ".join([f"gone: {gone}"] * bool(gone) + [f"new: {new}"] * bool(new))


@fields.register
def _(event: AudioDevicesChangedEvent) -> dict[str, Any]:
    return {
        "event": "devices_changed",
        "added": _objects(event.devices_added),
        "removed": _objects(event.devices_removed),
    }


@words.register
def _(event: frozenset) -> str:  # type: ignore[type-arg]  # dispatch is by class
    return f"devices: {_names(event) or 'none known'}"


@fields.register
def _(event: frozenset) -> dict[str, Any]:  # type: ignore[type-arg]  # dispatch is by class
    return {"event": "devices", "devices": _objects(event)}


@words.register
def _(event: AudioSessionState) -> str:
    return f"state: {event.value}"


@fields.register
def _(event: AudioSessionState) -> dict[str, Any]:
    return {"event": "state", "state": event.value}


@words.register
def _(event: AudioServiceEvent) -> str:
    said = "audio service is back" if event.available else "audio service is gone"
    return f"{said}: {plain(event.text)}" if event.text else said


@fields.register
def _(event: AudioServiceEvent) -> dict[str, Any]:
    return {"event": "service", "available": event.available, "text": event.text}


@words.register
def _(event: OtherAudioEvent) -> str:
    return "other apps are heard" if event.playing else "other apps are silent"


@fields.register
def _(event: OtherAudioEvent) -> dict[str, Any]:
    return {"event": "other_audio", "playing": event.playing}


@words.register
def _(event: VolumeChangedEvent) -> str:
    return "volume changed" if event.volume is None else f"volume: {event.volume:.0%}"


@fields.register
def _(event: VolumeChangedEvent) -> dict[str, Any]:
    return {"event": "volume", "volume": event.volume}


@words.register
def _(event: Drift) -> str:
    if not event.text:
        return "drift is over: it is as it was configured"
    return f"drift: {plain(event.text, _LONGEST_DRIFT)}"


@fields.register
def _(event: Drift) -> dict[str, Any]:
    return {"event": "drift", "text": event.text}


@words.register
def _(_event: AudioSessionConfiguration) -> str:
    return "configured"


@fields.register
def _(event: AudioSessionConfiguration) -> dict[str, Any]:
    return {"event": "configuration", "configuration": event.to_json()}
