"""What an app has asked of iOS's hardware by hand, so that it outlives a reset of media services.

After a reset every property of the session is to be set again (Apple QA1749, D). Not verified on a
device.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, TypeAlias

from audio_session.errors import NativeError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._contract import Driver, Scalar

_Key: TypeAlias = "tuple[Scalar, ...]"


class Preferences:
    """What was set, in the order in which it was. All on the worker."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver
        self._values: dict[_Key, tuple[Scalar, ...]] = {}
        self._owed: set[_Key] = set()  # what iOS has forgotten, and has not taken back yet

    def set(self, operation: str, *arguments: Scalar, of: int = 0) -> None:
        """Run an operation, and remember it if iOS takes it.

        The first ``of`` arguments say of what it is one, such as of which port.
        """
        self._driver.call(operation, *arguments)
        key = (operation, *arguments[:of])
        self.drop(key)
        self._values[key] = arguments

    def __contains__(self, key: _Key) -> bool:
        """Whether something was set by hand, and by nothing else since."""
        return key in self._values

    def drop(self, key: _Key) -> None:
        """Forget what was set: something else has set it since."""
        self._values.pop(key, None)
        self._owed.discard(key)

    @contextlib.contextmanager
    def keep(self) -> Iterator[None]:
        """Set everything again, after what the session does meanwhile about a reset.

        A configuration that is restored meanwhile does not count as newer. What iOS refuses is
        logged, and set with a later activation: channels and inputs can be chosen only while the
        session is active, and a device may come back.
        """
        kept = dict(self._values)
        try:
            yield
        finally:
            self._values = kept
            self._owed = set(kept)
            for key, error in self.pay():
                import logging  # noqa: PLC0415 - 12 ms that only this case has to pay

                logging.getLogger("audio_session").warning(
                    "%s(%s): the media services have forgotten it, and refuse it for now: %s; it "
                    "is set again with the next activation that lets it, or set it yourself",
                    key[0],
                    ", ".join(map(repr, kept[key])),
                    error,
                )

    def pay(self) -> list[tuple[_Key, NativeError]]:
        """Set again what iOS has forgotten; return what it refuses, which stays owed."""
        refused = []
        for key in [key for key in self._values if key in self._owed]:
            try:
                self._driver.call(str(key[0]), *self._values[key])
            except NativeError as error:
                refused.append((key, error))
            else:
                self._owed.discard(key)
        return refused
