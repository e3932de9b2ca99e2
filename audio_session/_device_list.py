"""The devices that a session knows, and what it tells of their changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .devices import device_changes
from .errors import NativeError, ServiceUnavailableError, UnsupportedError

if TYPE_CHECKING:
    import threading

    from ._core import Core
    from .devices import AudioDevice
    from .platforms import Platform


class DeviceList:
    """One session's devices. It is read on the worker."""

    def __init__(self, core: Core, lock: threading.Lock) -> None:
        self._core = core
        self._lock = lock
        self._known: frozenset[AudioDevice] | None = None
        self.is_due = False
        """Whether the worker will read them anyway; guarded by the lock."""

    def read(self, platform: Platform) -> frozenset[AudioDevice]:
        """Return the devices, and tell if they are others than before.

        Raises :class:`~audio_session.errors.NativeError` if the OS fails or talks nonsense.
        """
        with self._lock:
            self.is_due = False
        try:
            now = platform.devices()
        except (ServiceUnavailableError, UnsupportedError):
            now = frozenset()
        core = self._core
        with self._lock:
            before, self._known = self._known, now
            if now != before:
                core.publish(core.devices_stream, now)
                changes = device_changes(before, now) if before is not None else None
                if changes is not None:
                    core.publish(core.devices_changed_event_stream, changes)
        core.pump.wake()
        return now

    def reread(self, platform: Platform) -> None:
        """Read them because they may have changed."""
        try:
            self.read(platform)
        except NativeError:
            # Nobody asked, so nobody can be told; what was known before stands.
            import logging  # noqa: PLC0415 - 12 ms that only this case has to pay

            logging.getLogger("audio_session").exception("the devices could not be read")
