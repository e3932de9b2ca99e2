"""The driver contract, as Python sees it: what stands below the waist.

The C side of the same contract is ``src/native/include/audio_session/driver.h``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Scalar: TypeAlias = "bool | int | float | str | None"


class Operation(NamedTuple):
    """One operation of a driver, under the OS's own name.

    ``signature`` spells the argument types, a colon and the result type, one letter each: ``n``
    none, ``b`` bool, ``i`` 64-bit int, ``d`` double, ``s`` text, ``j`` one JSON document; a ``?``
    after a letter lets the value be ``None``. ``since`` is the OS version that brought it, ``""``
    for one that was always there.
    """

    name: str
    signature: str
    since: str = ""


class Emit(Protocol):
    """What a driver calls to report an event, from any thread; it never blocks and never raises."""

    def __call__(self, kind: int, flags: int, code: int, value: int, /) -> object:
        """Report one event: ``kind`` is an index into the driver's ``events``."""


class Driver(Protocol):
    """An OS's audio service as it is: operations under its own names, events raw, no decisions."""

    @property
    def name(self) -> str:
        """The driver's name in the registry, such as ``"linux"``."""

    @property
    def operations(self) -> Mapping[str, Operation]:
        """Every operation this driver can be asked for, by name."""

    @property
    def events(self) -> tuple[str, ...]:
        """The names of the event kinds; a kind's number is its index."""

    def open(self, emit: Emit) -> None:
        """Find the OS service and register for its events; works again after :meth:`close`.

        Raises :class:`~audio_session.errors.ServiceUnavailableError` with a text that names what
        is missing and what the user can do.
        """

    def call(self, operation: str, /, *arguments: Scalar) -> Scalar:
        """Run one operation, from any thread; it may block for as long as the OS takes.

        Raises :class:`~audio_session.errors.UnsupportedError` for an operation that the running OS
        lacks, :class:`~audio_session.errors.NativeError` for one that it refused.
        """

    def close(self) -> None:
        """Unregister; returns after the last event. Idempotent, and callable from a callback."""
