"""The driver of the simulated iPhone: operations under iOS's names, events raw.

It stands where the shim for the real ``AVAudioSession`` does, keeps no rules of its own and decides
nothing.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from ..errors import SessionClosedError, UnsupportedError
from ..platforms._ios_record_table import RECORD_OPERATIONS
from ..platforms._ios_table import EVENT_SINCE, EVENTS, version
from ..platforms._ios_table import OPERATIONS as TABLE
from .arguments import check_arguments
from .ios_operations import functions_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..platforms._contract import Emit, Operation, Scalar
    from .clock import Clock
    from .iphone import IPhone

OPERATIONS: Mapping[str, Operation] = MappingProxyType(
    {operation.name: operation for operation in (*TABLE, *RECORD_OPERATIONS)}
)
_EVENT_SINCE = {name: version(since) for name, since in EVENT_SINCE.items()}
_SET_ACTIVE = frozenset({"setActiveError", "setActiveWithOptionsError"})


class IosDriver:
    """iOS's audio session as our own app sees it; made by ``IPhone.driver()``.

    Operations and events are those of ``_ios_table.py``; events are reported on the thread that
    moved the phone.
    """

    name = "simulated-ios"
    operations = OPERATIONS
    events = EVENTS

    def __init__(self, phone: IPhone) -> None:
        self.device = phone
        self._emit: Emit | None = None
        self._opening = object()
        self._functions: dict[str, Callable[..., Scalar]] = functions_of(phone)
        # The user may take long: these wait outside of the phone's lock.
        self._waiting: dict[str, Callable[[], bool]] = {
            "requestRecordPermission": phone.wait_for_permission,
            "AVAudioApplication.requestRecordPermissionWithCompletionHandler": (
                phone.wait_for_permission
            ),
        }

    @property
    def clock(self) -> Clock:
        """The phone's virtual clock: what waits in front of this driver waits by it."""
        return self.device.clock

    def open(self, emit: Emit) -> None:
        """Register for the phone's events."""
        with self.device.turn():
            if self._emit is not None:
                raise RuntimeError("this driver is open already; close() it first")
            self._emit, self._opening = emit, object()
            self.device.attach(self)

    def call(self, operation: str, /, *arguments: Scalar) -> Scalar:
        """Run one operation of :attr:`operations`, from any thread.

        Raises ``UnsupportedError`` for one that is unknown or newer than the phone,
        ``NativeError`` where iOS gives an ``NSError``, ``SessionClosedError`` while closed.
        """
        known = self.operations.get(operation)
        if known is None:
            raise UnsupportedError(f"{operation!r} is no operation of {self.name}")
        if version(known.since) > self.device.version:
            raise UnsupportedError(
                f"{operation} needs iOS {known.since}; this phone has {{}}.{{}}".format(
                    *self.device.version
                ),
                since=known.since,
            )
        check_arguments(known, arguments)
        if operation in _SET_ACTIVE:
            self.device.wait_while_hanging()
        if operation in self._waiting:
            return self._waiting[operation]()
        with self.device.turn():
            if self._emit is None:
                raise SessionClosedError(f"{operation}: the driver is closed; open() it first")
            return self._functions[operation](*arguments)

    def close(self) -> None:
        """Unregister; returns after the last event, if not inside one. The session stays as it is.

        As on a phone, where the session is the process's and not the driver's.
        """
        with self.device.turn():
            if self._emit is not None:
                self._emit = None
                self.device.detach(self)
        self.device.wait_delivered()

    def report(self, event: str, *, code: int = 0, value: int = 0, flags: int = 0) -> None:
        """Emit an event after the phone's turn, if the phone's iOS has it."""
        opening = self._opening
        if _EVENT_SINCE[event] > self.device.version:
            return

        def deliver() -> None:
            emit = self._emit
            if emit is not None and opening is self._opening:
                emit(self.events.index(event), flags, code, value)

        self.device.post(deliver)
