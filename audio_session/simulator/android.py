"""The driver of the simulated Android phone: operations under Android's names, events raw.

It stands where the shim for the real ``AudioManager`` does, keeps no rules of its own and decides
nothing. Each generation number is a listener object, and so a client, of its own. Below API 26
focus is asked for by stream type, which knows neither delayed focus nor "pauses when ducked".
"""

from __future__ import annotations

import itertools
from types import MappingProxyType
from typing import TYPE_CHECKING

from ..errors import SessionClosedError, UnsupportedError
from ..platforms._android_table import EVENT_SINCE, EVENTS
from ..platforms._android_table import OPERATIONS as TABLE
from . import constants as c
from .abilities import Attributes
from .arguments import check_arguments
from .exceptions import illegal_argument
from .framework_values import check_attributes
from .manager import manager_functions
from .operations import functions_of
from .playback import FocusRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..platforms._contract import Emit, Operation, Scalar
    from .clock import Clock
    from .device import AndroidDevice

OPERATIONS: Mapping[str, Operation] = MappingProxyType(
    {operation.name: operation for operation in TABLE}
)
FOCUS_REQUEST_SINCE = 26
"""AudioFocusRequest; its forced ducking became public with 28, which the arbiter's rules know."""
_serials = itertools.count(1)


class AndroidDriver:
    """Android's audio service as our own app sees it; made by ``AndroidDevice.driver()``.

    Operations and events are those of ``_android_table.py``; events are reported on the thread
    that moved the device.
    """

    name = "simulated-android"
    operations = OPERATIONS
    events = EVENTS

    def __init__(self, device: AndroidDevice) -> None:
        self.device = device
        self._emit: Emit | None = None
        self._opening = object()
        self._alone: dict[str, object] = {}  # the report of each kind that stands alone
        self._serial = next(_serials)
        self._generations: set[int] = set()
        self._functions: dict[str, Callable[..., Scalar]] = {
            "requestAudioFocus": self._request_audio_focus,
            "abandonAudioFocus": self._abandon_audio_focus,
            **manager_functions(device, functions_of(device)),
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
        check_arguments(known, arguments)
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

    def report(self, event: str, *, code: int = 0, value: int = 0, alone: bool = False) -> None:
        """Emit an event after the device's turn, if the device's Android has it.

        ``alone``: it takes the place of any of its kind that has not been emitted yet.
        """
        opening = self._opening
        if EVENT_SINCE[event] > self.device.api:
            return

        def deliver() -> None:
            emit = self._emit
            if alone and self._alone[event] is not deliver:
                return
            if emit is not None and opening is self._opening:
                emit(self.events.index(event), 0, code, value)

        if alone:
            self._alone[event] = deliver
        self.device.post(deliver)

    def _client(self, generation: int) -> str:
        return f"{self.device.own.name}/{self._serial}/{generation}"

    def _request_audio_focus(  # noqa: PLR0917 - the order is the operation's
        self,
        gain: int,
        usage: int,
        content_type: int,
        flags: int,
        will_pause_when_ducked: bool,
        accepts_delayed_focus_gain: bool,
        force_ducking: bool,
        generation: int,
        *more_attributes: int,
    ) -> int:
        device = self.device
        modern = device.api >= FOCUS_REQUEST_SINCE
        if not c.AUDIOFOCUS_GAIN <= gain <= c.AUDIOFOCUS_GAIN_TRANSIENT_EXCLUSIVE:
            if modern:
                raise illegal_argument(f"Illegal audio focus gain type {gain}")
            return c.AUDIOFOCUS_REQUEST_FAILED
        if modern:  # below, the driver asks by stream type
            check_attributes(device, Attributes(usage, content_type, flags, *more_attributes))
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
