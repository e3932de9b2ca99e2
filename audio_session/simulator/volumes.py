"""The volumes of a simulated Android machine: streams, their mute, and the ringer.

Ranges: ``AudioService.MAX_STREAM_VOLUME`` and ``MIN_STREAM_VOLUME``; first values:
``AudioSystem.DEFAULT_STREAM_VOLUME``; what can be muted: ``DEFAULT_MUTE_STREAMS_AFFECTED``; what
the ringer silences: ``updateRingerAndZenModeAffectedStreams``; what follows what:
``AudioService.STREAM_VOLUME_ALIAS_*``. All [SRC], makers change them. Ranges were read out of the
framework's classes of API 21 to 37; that 6 ends at 1 on API 23 alone is left out, as that it is not
muted by its volume from 32 on. Indexes are kept in tenths, as Android keeps them.
"""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from .._android_constants import AndroidStreamType
from .._arguments import whole
from ..errors import NativeError
from . import constants as c
from .clock import Timer
from .device_rules import DeviceRule
from .exceptions import illegal_argument, security

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .device import AndroidDevice

SILENCE_DB = -758.0
"""What index 0 is, ``VOLUME_MIN_DB`` in audiopolicy; the curve above is straight here [MEM]."""
LOWEST_DB = -58.0
UNMUTE_SECONDS = 0.35
"""``AudioService.UNMUTE_STREAM_DELAY`` [MEM]."""


class StreamVolume(NamedTuple):
    """The range and the first value of a stream's volume index."""

    lowest: int
    highest: int
    default: int


STREAMS = {
    c.STREAM_VOICE_CALL: StreamVolume(1, 5, 4),
    c.STREAM_SYSTEM: StreamVolume(0, 7, 7),
    c.STREAM_RING: StreamVolume(0, 7, 5),
    c.STREAM_MUSIC: StreamVolume(0, 15, 5),
    c.STREAM_ALARM: StreamVolume(1, 7, 6),
    c.STREAM_NOTIFICATION: StreamVolume(0, 7, 5),
    c.STREAM_BLUETOOTH_SCO: StreamVolume(0, 15, 7),
    c.STREAM_SYSTEM_ENFORCED: StreamVolume(0, 7, 7),
    c.STREAM_DTMF: StreamVolume(0, 15, 11),
    c.STREAM_TTS: StreamVolume(0, 15, 11),
    c.STREAM_ACCESSIBILITY: StreamVolume(1, 15, 5),
    c.STREAM_ASSISTANT: StreamVolume(0, 15, 5),
}
_SINCE = {
    c.STREAM_ACCESSIBILITY: AndroidStreamType.ACCESSIBILITY.since,
    c.STREAM_ASSISTANT: DeviceRule.ASSISTANT_STREAM.value.since,
}
_LOWEST_IS_1_SINCE = {
    c.STREAM_VOICE_CALL: DeviceRule.CALL_LOWEST_IS_1.value.since,
    c.STREAM_ALARM: DeviceRule.LOWEST_IS_1.value.since,
    c.STREAM_ACCESSIBILITY: DeviceRule.LOWEST_IS_1.value.since,
}
_RINGING = frozenset({c.STREAM_SYSTEM, c.STREAM_RING, c.STREAM_NOTIFICATION})
SILENCED = _RINGING | {c.STREAM_SYSTEM_ENFORCED, c.STREAM_DTMF}
"""Silent while the ringer is not normal; DTMF where it follows the ringer."""
MUTABLE = _RINGING | {c.STREAM_MUSIC}
_MUTABLE_BELOW_23 = MUTABLE - {c.STREAM_NOTIFICATION}
_FOLLOWS = {
    c.STREAM_SYSTEM: c.STREAM_RING,
    c.STREAM_NOTIFICATION: c.STREAM_RING,
    c.STREAM_SYSTEM_ENFORCED: c.STREAM_RING,
    c.STREAM_DTMF: c.STREAM_RING,
    c.STREAM_TTS: c.STREAM_MUSIC,
    c.STREAM_ACCESSIBILITY: c.STREAM_MUSIC,
    c.STREAM_ASSISTANT: c.STREAM_MUSIC,
}
_STREAM_OF_USAGE = {
    c.USAGE_VOICE_COMMUNICATION: c.STREAM_VOICE_CALL,
    c.USAGE_VOICE_COMMUNICATION_SIGNALLING: c.STREAM_DTMF,
    c.USAGE_ALARM: c.STREAM_ALARM,
    c.USAGE_NOTIFICATION_RINGTONE: c.STREAM_RING,
    c.USAGE_ASSISTANCE_SONIFICATION: c.STREAM_SYSTEM,
    c.USAGE_ASSISTANCE_ACCESSIBILITY: c.STREAM_ACCESSIBILITY,
} | dict.fromkeys((5, 7, 8, 9, 10), c.STREAM_NOTIFICATION)
RINGER_MODES = range(c.RINGER_MODE_NORMAL + 1)
_LOWER, _RAISE = -1, 1
_STEPS = (_LOWER, 0, _RAISE)
_MUTE_STEPS = (c.ADJUST_MUTE, c.ADJUST_UNMUTE, c.ADJUST_TOGGLE_MUTE)
_UP = (_RAISE, c.ADJUST_UNMUTE, c.ADJUST_TOGGLE_MUTE)
"""The steps that end a silence."""


def stream_volume(stream: int, api: int) -> StreamVolume | None:
    """Return the volume of a stream, ``None`` if the audio service of ``api`` has no such stream.

    It has the system's own streams too.
    """
    volume = STREAMS.get(stream)
    if volume is None or api < _SINCE.get(stream, 0):
        return None
    return volume._replace(lowest=0) if api < _LOWEST_IS_1_SINCE.get(stream, 0) else volume


def is_public(stream: int, api: int) -> bool:
    """Tell whether Android ``api`` shows apps a stream of this number."""
    public = STREAMS.keys() & set(AndroidStreamType)
    return stream in public and AndroidStreamType(stream).since <= api


def stream_of_usage(usage: int) -> int:
    """Return the stream whose volume sound of a ``USAGE_*`` has."""
    return _STREAM_OF_USAGE.get(usage, c.STREAM_MUSIC)


class Volumes:
    """The state; every method is called under the device's lock."""

    def __init__(self, device: AndroidDevice) -> None:
        self._device = device
        self._ranges = {
            stream: volume
            for stream in STREAMS
            if (volume := stream_volume(stream, device.api)) is not None
        }
        self._index = {stream: 10 * volume.default for stream, volume in self._ranges.items()}
        self._mutes: Counter[int] = Counter()
        self._unmute_timer = Timer(0, bool)
        self.ringer_mode = c.RINGER_MODE_NORMAL

    # As the user has it

    def set_by_user(self, stream: int, index: int) -> None:
        """Move a slider; clipped to the stream's range. The ringer vibrates at 0."""
        volume = self._ranges[stream]
        self._set(stream, min(max(index, volume.lowest), volume.highest), flags=0)

    def set_ringer_by_user(self, mode: int) -> None:
        """Switch the ringer; ``ValueError`` for what is no ``RINGER_MODE_*``."""
        with self._reporting():
            self._switch_ringer(whole("mode", mode, RINGER_MODES))

    # As AudioManager has it

    def range(self, stream: int) -> StreamVolume:
        """Return a stream's range, or throw as Android does."""
        if stream not in self._ranges:
            raise illegal_argument(f"Bad stream type {stream}")
        return self._ranges[stream]

    def get(self, stream: int) -> int:
        """``getStreamVolume``: 0 while it is muted."""
        return 0 if self.is_muted(stream) else self._own_index(stream)

    def set(self, stream: int, index: int, flags: int) -> None:
        """``setStreamVolume``."""
        silences_call = stream == c.STREAM_VOICE_CALL and index == 0
        if (
            not self._may_set()
            or self._is_withheld(stream)
            or (silences_call and self._lacks(DeviceRule.SILENT_CALL, c.MODIFY_PHONE_STATE))
        ):
            return
        self.range(stream)
        if self._moves_ringer(self._base(stream), flags):
            self._check_do_not_disturb(leaves=True, enters=False)
        self._set(stream, index, flags)

    def adjust(self, stream: int, direction: int, flags: int) -> None:
        """``adjustStreamVolume``: one step, or the mute."""
        if not self._may_set() or self._is_withheld(stream):
            return
        self._check_direction(direction)
        self.range(stream)
        if direction in _MUTE_STEPS and stream not in MUTABLE:
            return
        with self._reporting(stream):
            if not self._ringer_takes(stream, direction, flags) and direction:
                self._step(stream, direction)

    def adjust_suggested(self, direction: int, suggested: int, flags: int) -> None:
        """``adjustSuggestedStreamVolume``: of a call, else of what was suggested or sounds."""
        stream, rules = self._active(suggested), self._device.rules
        if DeviceRule.SUGGESTED_STEP_POSTED in rules:
            with suppress(NativeError):
                self.adjust(stream, direction, flags)
        elif DeviceRule.SUGGESTED_STREAM_CHECKED in rules:
            self.range(stream)
            self.adjust(stream, direction, flags)
        elif stream in self._ranges:
            self.adjust(stream, direction, flags)

    def mute(self, stream: int, muted: bool) -> None:
        """``setStreamMute`` of API 21 and 22: nothing happens to what cannot be muted."""
        if stream in _MUTABLE_BELOW_23 and self._may_set():
            with self._reporting():
                self._mutes[stream] = max(0, self._mutes[stream] + (1 if muted else -1))

    def is_mute(self, stream: int) -> bool:
        """``isStreamMute``; of what matters now for the default stream."""
        if stream == c.USE_DEFAULT_STREAM_TYPE:
            stream = self._active(stream)
        checks = DeviceRule.STREAM_MUTE_CHECKED in self._device.rules
        return self.is_muted(stream) if checks or stream in self._ranges else False

    def is_muted(self, stream: int) -> bool:
        """Tell whether a stream is muted, by itself or by the ringer."""
        self.range(stream)
        return self._mutes[stream] > 0 or self._is_silenced(stream)

    def decibels(self, stream: int, index: int) -> float:
        """What the audio server has of an index, in dB, for ``getStreamVolumeDb``."""
        return SILENCE_DB if index == 0 else LOWEST_DB * (1 - index / self.range(stream).highest)

    def set_ringer(self, mode: int) -> None:
        """``setRingerMode``; where all streams are one, as on a television, nothing happens."""
        silent = c.RINGER_MODE_SILENT
        if not self._device.may_set_volume():
            return
        self._check_do_not_disturb(leaves=mode != silent, enters=mode == silent)
        self.set_ringer_by_user(mode)

    def group_of_usage(self, usage: int) -> int:
        """``getVolumeGroupIdForAttributes``: one group for streams that share a volume."""
        return self._base(stream_of_usage(usage)) + 1

    def adjust_group(self, group: int, direction: int, flags: int) -> None:
        """``adjustVolumeGroupVolume``; nothing happens for a group that is none."""
        self._check_direction(direction)
        if self._is_group(group):
            self.adjust(group - 1, direction, flags)

    def is_group_muted(self, group: int) -> bool:
        """``isVolumeGroupMuted``; False for a group that is none."""
        return self._is_group(group) and self.is_muted(group - 1)

    def _check_direction(self, direction: int) -> None:
        mutes = DeviceRule.MUTE_DIRECTIONS in self._device.rules and direction in _MUTE_STEPS
        if direction not in _STEPS and not mutes:
            raise illegal_argument(f"Bad direction {direction}")

    def _is_group(self, group: int) -> bool:
        return group - 1 in self._ranges and self._base(group - 1) == group - 1

    def _base(self, stream: int) -> int:
        """Return the stream that holds the volume of ``stream``."""
        profile = self._device.profile
        if profile.television or (stream == c.STREAM_DTMF and not profile.voice):
            return c.STREAM_MUSIC
        if stream == c.STREAM_NOTIFICATION and DeviceRule.NOTIFICATION_VOLUME in self._device.rules:
            return stream
        return _FOLLOWS.get(stream, stream)

    def _active(self, suggested: int) -> int:
        """Return the stream that a key would move: of a call, else as suggested, or what sounds."""
        device = self._device
        if device.mode in {c.MODE_IN_CALL, c.MODE_IN_COMMUNICATION}:
            return c.STREAM_VOICE_CALL
        if suggested != c.USE_DEFAULT_STREAM_TYPE:
            return suggested
        if device.music_active or DeviceRule.MEDIA_VOLUME_FIRST in device.rules:
            return c.STREAM_MUSIC
        return c.STREAM_NOTIFICATION

    def _set(self, stream: int, index: int, flags: int) -> None:
        base, silent = self._base(stream), index == 0
        with self._reporting(stream):
            self._put(base, self._rescaled(10 * index, stream, base))
            if self._moves_ringer(base, flags):
                # What has no vibrator goes on ringing, unheard.
                vibrates = silent and self._device.profile.haptics
                self._switch_ringer(c.RINGER_MODE_VIBRATE if vibrates else c.RINGER_MODE_NORMAL)
            if DeviceRule.MUTED_BY_VOLUME in self._device.rules:
                self._mute_by_volume(base, silent)

    def _step(self, stream: int, direction: int) -> None:
        base, television = self._base(stream), self._device.profile.television
        self._unmute_timer.cancel()
        if direction in _MUTE_STEPS:
            toggles = direction == c.ADJUST_TOGGLE_MUTE and not self.is_muted(base)
            self._mute_all(base, toggles or direction == c.ADJUST_MUTE)
            return
        self._put(base, self._index[base] + direction * self._rescaled(10, stream, base))
        if DeviceRule.MUTED_BY_VOLUME in self._device.rules and self._mutes[base]:
            if direction == _RAISE:
                self._mute_by_volume(base, False)
            elif television:
                clock = self._device.clock
                self._unmute_timer = clock.call_later(UNMUTE_SECONDS, lambda: self._unmute(base))

    def _unmute(self, base: int) -> None:
        with self._reporting():
            self._mute_by_volume(base, False)

    def _mute_by_volume(self, base: int, muted: bool) -> None:
        if DeviceRule.MUTABLE_FOLLOW in self._device.rules:
            self._mute_all(base, muted)
        else:
            self._mutes[base] = int(muted)

    def _mute_all(self, base: int, muted: bool) -> None:
        """Mute a stream with those that follow it."""
        some = DeviceRule.MUTABLE_FOLLOW in self._device.rules
        for stream in self._ranges:
            if self._base(stream) == base and (
                not some or stream in MUTABLE | {c.STREAM_VOICE_CALL}
            ):
                self._mutes[stream] = int(muted)

    def _moves_ringer(self, base: int, flags: int) -> bool:
        """Tell whether a change of a volume may switch the ringer."""
        allows = bool(flags & c.FLAG_ALLOW_RINGER_MODES)
        return not self._device.profile.television and (allows or base == c.STREAM_RING)

    def _ringer_takes(self, stream: int, direction: int, flags: int) -> bool:
        """``checkForRingerModeChange``: tell whether a step was for the ringer alone."""
        base = self._base(stream)
        if not self._moves_ringer(base, flags):
            return direction in _UP and self._is_silenced(base)
        if self.ringer_mode == c.RINGER_MODE_NORMAL:
            step = self._rescaled(10, stream, base)
            if (
                direction == _LOWER
                and self._device.profile.haptics
                and step <= self._index[base] < 2 * step
            ):
                self._switch_ringer(c.RINGER_MODE_VIBRATE)
            return False
        if direction in _UP and self.ringer_mode == c.RINGER_MODE_VIBRATE:
            self._switch_ringer(c.RINGER_MODE_NORMAL)
        return True

    def _switch_ringer(self, mode: int) -> None:
        profile = self._device.profile
        if profile.fixed_volume or profile.television:
            return
        if mode == c.RINGER_MODE_VIBRATE and not profile.haptics:
            mode = c.RINGER_MODE_SILENT
        if mode == c.RINGER_MODE_NORMAL != self.ringer_mode:
            # The ringer's silence is a mute like any other, which ends with it.
            if DeviceRule.MUTED_BY_VOLUME in self._device.rules:
                for stream in filter(self._is_silenced, self._ranges):
                    self._mutes[stream] = 0
            self._index[c.STREAM_RING] = max(self._index[c.STREAM_RING], 10)
        self.ringer_mode = mode

    def _is_silenced(self, stream: int) -> bool:
        return (
            self.ringer_mode != c.RINGER_MODE_NORMAL
            and stream in SILENCED
            and self._base(stream) != c.STREAM_MUSIC
        )

    def _own_index(self, stream: int) -> int:
        """Return a stream's index in its own range, muted or not."""
        base, volume = self._base(stream), self._ranges[stream]
        index = (self._rescaled(self._index[base], base, stream) + 5) // 10
        return min(max(index, volume.lowest), volume.highest)

    def _put(self, base: int, index: int) -> None:
        volume = self._ranges[base]
        self._index[base] = min(max(index, 10 * volume.lowest), 10 * volume.highest)

    def _rescaled(self, index: int, source: int, target: int) -> int:
        """``AudioService.rescaleIndex``: tenths of a stream's index in tenths of another's."""
        highest = 10 * self._ranges[source].highest
        return (index * 10 * self._ranges[target].highest + highest // 2) // highest

    def _may_set(self) -> bool:
        return self._device.may_set_volume() and not self._device.profile.fixed_volume

    def _is_withheld(self, stream: int) -> bool:
        """Tell whether a stream's volume is not our own app's to change."""
        if stream == c.STREAM_ACCESSIBILITY and not self._device.own.accessibility_service:
            return self._lacks(DeviceRule.ACCESSIBILITY_VOLUME, c.CHANGE_ACCESSIBILITY_VOLUME)
        return stream == c.STREAM_ASSISTANT and self._lacks(
            DeviceRule.ASSISTANT_STREAM, c.MODIFY_AUDIO_ROUTING
        )

    def _lacks(self, rule: DeviceRule, permission: str) -> bool:
        return rule in self._device.rules and not self._device.holds(permission)

    def _check_do_not_disturb(self, *, leaves: bool, enters: bool) -> None:
        silent = self.ringer_mode == c.RINGER_MODE_SILENT
        device = self._device
        asks = DeviceRule.DO_NOT_DISTURB
        if (
            ((silent and leaves) or (not silent and enters))
            and asks in device.rules
            and device.own.target_sdk >= asks.value.since
            and not device.holds(c.ACCESS_NOTIFICATION_POLICY)
        ):
            raise security(
                "Not allowed to change Do Not Disturb state", c.ACCESS_NOTIFICATION_POLICY
            )

    @contextmanager
    def _reporting(self, asked: int | None = None) -> Iterator[None]:
        """Report what a change has changed: volumes, mutes, the ringer; streams in their order.

        ``asked`` is the stream whose volume was to be changed, if one's was.
        """
        ringer = self.ringer_mode
        indexes = {stream: self._own_index(stream) for stream in self._ranges}
        mutes = {stream: self.is_muted(stream) for stream in self._ranges}
        yield
        each = DeviceRule.EACH_VOLUME_REPORTED in self._device.rules
        if asked is not None and not each:
            silent = asked == c.STREAM_RING and not self._device.profile.voice
            told = c.STREAM_NOTIFICATION if silent else asked
            self._device.broadcast("VOLUME_CHANGED", code=told, value=self._own_index(asked))
        for stream in self._ranges:
            if each and (index := self._own_index(stream)) != indexes[stream]:
                self._device.broadcast("VOLUME_CHANGED", code=stream, value=index)
        for stream in self._ranges:
            if (muted := self.is_muted(stream)) != mutes[stream]:
                self._device.broadcast("STREAM_MUTE_CHANGED", code=stream, value=int(muted))
        if self.ringer_mode != ringer:
            self._device.broadcast("RINGER_MODE_CHANGED", code=self.ringer_mode)
