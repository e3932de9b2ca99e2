"""Who records on a simulated Android machine, and who hears nothing but silence.

Sharing since API 29: developer.android.com/media/platform/sharing-audio-input [DOC], of which only
the case of two ordinary apps and that of a telephone call are modelled. Not verified on a device.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from . import constants as c
from .device_rules import DeviceRule

if TYPE_CHECKING:
    from .app import AndroidApp
    from .device import AndroidDevice

DEFAULT_SOURCE = 1
"""``MediaRecorder.AudioSource.MIC``."""


class Recording(NamedTuple):
    """One app's running ``AudioRecord``; ``source`` is a ``MediaRecorder.AudioSource``."""

    app: AndroidApp
    source: int
    session: int


class Recordings:
    """The state; every method is called under the device's lock."""

    def __init__(self, device: AndroidDevice) -> None:
        self._device = device
        self._sessions = itertools.count(33, 8)
        self.running: list[Recording] = []
        self._silenced: list[bool] = []  # as it was reported last

    def new_session(self) -> int:
        """``generateAudioSessionId``."""
        return next(self._sessions)

    def start(self, app: AndroidApp, source: int) -> None:
        """Begin to record; ``RuntimeError`` where Android would not let the app."""
        if not any(port.kind == c.TYPE_BUILTIN_MIC for port in self._device.ports):
            raise RuntimeError("this machine has no microphone")
        alone = DeviceRule.CONCURRENT_CAPTURE not in self._device.rules
        if alone and any(recording.app is not app for recording in self.running):
            raise RuntimeError(
                f"below API {DeviceRule.CONCURRENT_CAPTURE.value.since} one app records at a time"
            )
        self.running.append(Recording(app, source, self.new_session()))
        self._report()

    def stop(self, app: AndroidApp) -> None:
        """End all that an app records."""
        left = [recording for recording in self.running if recording.app is not app]
        if left != self.running:
            self.running = left
            self._report()

    def update(self) -> None:
        """Report it if somebody is silenced now, or hears again."""
        tells = DeviceRule.CONCURRENT_CAPTURE in self._device.rules
        if tells and self._silenced != list(map(self.is_silenced, self.running)):
            self._report()

    def is_silenced(self, recording: Recording) -> bool:
        """``isClientSilenced``."""
        if self._device.call_state == "active":
            return True
        others = [other for other in self.running if other.app is not recording.app]
        rivals = [other for other in others if other.app.foreground]
        if not recording.app.foreground:
            return bool(rivals)
        return any(self.running.index(other) > self.running.index(recording) for other in rivals)

    def _report(self) -> None:
        self._silenced = list(map(self.is_silenced, self.running))
        self._device.broadcast("RECORDING_CONFIG_CHANGED", value=len(self.running))
