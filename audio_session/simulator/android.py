"""The driver of the simulated Android phone: operations under Android's names, events raw.

It stands where the shim for the real ``AudioManager`` does, keeps no rules of its own and decides
nothing. Each generation number is a listener object, and so a client, of its own. Below API 26
focus is asked for by stream type, which knows neither delayed focus nor "pauses when ducked".
"""

from __future__ import annotations

import itertools
import json
from types import MappingProxyType
from typing import TYPE_CHECKING

from ..errors import NativeError, SessionClosedError, UnsupportedError
from ..platforms._contract import Operation
from . import constants as c
from .hardware import StreamVolume, stream_volume
from .playback import FocusRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..platforms._contract import Emit, Scalar
    from .clock import Clock
    from .device import AndroidDevice
    from .world import Port

_ILLEGAL_ARGUMENT = "java.lang.IllegalArgumentException"

OPERATIONS: Mapping[str, Operation] = MappingProxyType(
    {
        operation.name: operation
        for operation in (
            Operation("requestAudioFocus", "iiiibbbi:i"),
            Operation("abandonAudioFocus", "i:i"),
            Operation("getDevices", "i:j", "23"),
            Operation("isMusicActive", ":b"),
            Operation("getMode", ":i"),
            Operation("setMode", "i:n"),
            Operation("getStreamVolume", "i:i"),
            Operation("setStreamVolume", "iii:n"),
            Operation("getStreamMaxVolume", "i:i"),
            Operation("getStreamMinVolume", "i:i", "28"),
            Operation("getRingerMode", ":i"),
            Operation("isMicrophoneMute", ":b"),
            Operation("setMicrophoneMute", "b:n"),
        )
    }
)

EVENTS = (
    "AUDIO_FOCUS_CHANGE",
    "AUDIO_BECOMING_NOISY",
    "AUDIO_DEVICES_ADDED",
    "AUDIO_DEVICES_REMOVED",
    "MODE_CHANGED",
    "VOLUME_CHANGED",
)
EVENT_SINCE = {"AUDIO_DEVICES_ADDED": 23, "AUDIO_DEVICES_REMOVED": 23, "MODE_CHANGED": 31}
FOCUS_REQUEST_SINCE = 26
"""AudioFocusRequest; its forced ducking became public with 28, which the arbiter's rules know."""
ADDRESS_SINCE = 28

_serials = itertools.count(1)


def _letter(argument: Scalar) -> str:
    """Return an argument's type as a signature spells it; only two types are in use here."""
    if isinstance(argument, int):
        return "b" if isinstance(argument, bool) else "i"
    return "?"


def _check_arguments(operation: Operation, arguments: tuple[Scalar, ...]) -> None:
    letters = operation.signature.partition(":")[0]
    if "".join(map(_letter, arguments)) != letters:
        raise TypeError(
            f"{operation.name}{arguments!r}: its signature is {operation.signature!r}; "
            "pass arguments of these types"
        )


class AndroidDriver:
    """Android's audio service as our own app sees it; made by ``AndroidDevice.driver()``.

    Events, reported on the thread that moved the device: ``AUDIO_FOCUS_CHANGE`` (code: the change,
    value: the generation), ``AUDIO_BECOMING_NOISY``, ``AUDIO_DEVICES_ADDED`` and
    ``AUDIO_DEVICES_REMOVED`` (value: how many; API 23), ``MODE_CHANGED`` (code: the mode; API 31),
    ``VOLUME_CHANGED`` (code: the stream, value: the index).
    """

    name = "simulated-android"
    operations = OPERATIONS
    events = EVENTS

    def __init__(self, device: AndroidDevice) -> None:
        self.device = device
        self._emit: Emit | None = None
        self._opening = object()
        self._serial = next(_serials)
        self._generations: set[int] = set()
        self._functions: dict[str, Callable[..., Scalar]] = {
            "requestAudioFocus": self._request_audio_focus,
            "abandonAudioFocus": self._abandon_audio_focus,
            "getDevices": self._get_devices,
            "isMusicActive": lambda: device.music_active,
            "getMode": lambda: device.mode,
            "setMode": device.set_mode,
            "getStreamVolume": self._get_stream_volume,
            "setStreamVolume": self._set_stream_volume,
            "getStreamMaxVolume": lambda stream: self._stream(stream).highest,
            "getStreamMinVolume": lambda stream: self._stream(stream).lowest,
            "getRingerMode": lambda: c.RINGER_MODE_NORMAL,
            "isMicrophoneMute": lambda: device.microphone_muted,
            "setMicrophoneMute": self._set_microphone_mute,
        }

    @property
    def clock(self) -> Clock:
        """The device's virtual clock: what waits in front of this driver waits by it."""
        return self.device.clock

    def open(self, emit: Emit) -> None:
        """Register for the device's events; the devices that are there are reported at once."""
        with self.device.turn():
            if self._emit is not None:
                raise RuntimeError("this driver is open already; close() it first")
            self._emit, self._opening = emit, object()
            self.device.attach(self)
            self.report("AUDIO_DEVICES_ADDED", value=len(self.device.ports))

    def call(self, operation: str, /, *arguments: Scalar) -> Scalar:
        """Run one operation of :attr:`operations`, from any thread.

        Raises ``UnsupportedError`` for one that is unknown or newer than the device,
        ``NativeError`` where Android would throw, ``SessionClosedError`` while closed.
        """
        known = self.operations.get(operation)
        if known is None:
            raise UnsupportedError(f"{operation!r} is no operation of {self.name}")
        if known.since and int(known.since) > self.device.api:
            raise UnsupportedError(
                f"{operation} needs API level {known.since}; this device has {self.device.api}",
                since=known.since,
            )
        _check_arguments(known, arguments)
        with self.device.turn():
            if self._emit is None:
                raise SessionClosedError(f"{operation}: the driver is closed; open() it first")
            return self._functions[operation](*arguments)

    def close(self) -> None:
        """Give back all focus and unregister; returns after the last event, if not inside one."""
        with self.device.turn():
            if self._emit is not None:
                for generation in sorted(self._generations):
                    self._abandon_audio_focus(generation)
                self._emit = None
                self.device.detach(self)
        self.device.wait_delivered()

    def report(self, event: str, *, code: int = 0, value: int = 0) -> None:
        """Emit an event after the device's turn, if the device's Android has it."""
        opening = self._opening
        if EVENT_SINCE.get(event, 0) > self.device.api:
            return

        def deliver() -> None:
            emit = self._emit
            if emit is not None and opening is self._opening:
                emit(self.events.index(event), 0, code, value)

        self.device.post(deliver)

    def _client(self, generation: int) -> str:
        return f"{self.device.own.name}/{self._serial}/{generation}"

    def _request_audio_focus(  # noqa: PLR0917 - the order is the operation's
        self,
        gain: int,
        usage: int,
        content_type: int,
        flags: int,  # noqa: ARG002 - of AudioAttributes: focus does not look at them
        will_pause_when_ducked: bool,
        accepts_delayed_focus_gain: bool,
        force_ducking: bool,
        generation: int,
    ) -> int:
        device = self.device
        modern = device.api >= FOCUS_REQUEST_SINCE
        if not c.AUDIOFOCUS_GAIN <= gain <= c.AUDIOFOCUS_GAIN_TRANSIENT_EXCLUSIVE:
            if modern:
                raise NativeError(f"Illegal audio focus gain type {gain}", domain=_ILLEGAL_ARGUMENT)
            return c.AUDIOFOCUS_REQUEST_FAILED
        request_flags = c.AUDIOFOCUS_FLAG_DELAY_OK * accepts_delayed_focus_gain
        request_flags |= c.AUDIOFOCUS_FLAG_PAUSES_ON_DUCKABLE_LOSS * will_pause_when_ducked
        self._generations.add(generation)
        return device.request_focus(
            device.own,
            FocusRequest(
                client=self._client(generation),
                uid=device.own.uid,
                gain=gain,
                flags=request_flags * modern,
                target_sdk=device.own.target_sdk,
                usage=usage,
                content_type=content_type,
                process=device.own.name,
            ),
            lambda change: self.report("AUDIO_FOCUS_CHANGE", code=change, value=generation),
            force_ducking=force_ducking,
        )

    def _abandon_audio_focus(self, generation: int) -> int:
        self._generations.discard(generation)
        return self.device.abandon_focus(self._client(generation))

    def _get_devices(self, flags: int) -> str:
        wanted = [
            port
            for port in self.device.ports
            if (port.is_source and flags & c.GET_DEVICES_INPUTS)
            or (port.is_sink and flags & c.GET_DEVICES_OUTPUTS)
        ]
        return json.dumps([self._device_json(port) for port in wanted])

    def _device_json(self, port: Port) -> dict[str, object]:
        # The empty lists mean "any", as with a real device that does not say.
        return {
            "id": port.id,
            "type": port.kind,
            "productName": port.name,
            "address": port.address if self.device.api >= ADDRESS_SINCE else "",
            "isSource": port.is_source,
            "isSink": port.is_sink,
            "sampleRates": [],
            "channelCounts": [],
            "channelMasks": [],
            "channelIndexMasks": [],
            "encodings": [],
        }

    def _stream(self, stream: int) -> StreamVolume:
        volume = stream_volume(stream, self.device.api)
        if volume is None:
            raise NativeError(f"Bad stream type {stream}", domain=_ILLEGAL_ARGUMENT)
        return volume

    def _get_stream_volume(self, stream: int) -> int:
        self._stream(stream)
        return self.device.volume(stream)

    def _set_stream_volume(self, stream: int, index: int, flags: int) -> None:  # noqa: ARG002
        self._stream(stream)
        if self.device.may_set_volume():
            self.device.set_volume(stream, index)

    def _set_microphone_mute(self, muted: bool) -> None:
        self.device.microphone_muted = muted
