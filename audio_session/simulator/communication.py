"""Where a simulated Android machine sends calls: mode, speaker, SCO and the communication device.

Rules that differ with the API level are in :mod:`~audio_session.simulator.device_rules`. What holds
at every level: a Bluetooth call link takes :data:`SCO_SECONDS` to come up and is lost with its
headset [MEM]; without a headset it is reported as connecting, and at once as disconnected
(``BtHelper.requestScoState``) [SRC at 30 and 34]. Not verified on a device.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._android_constants import AndroidAudioHardwareMode
from . import constants as c
from .clock import Timer
from .device_rules import DeviceRule
from .hardware import CALL_ROUTE, CALL_USAGES, COMMUNICATION_TYPES

if TYPE_CHECKING:
    from .device import AndroidDevice
    from .world import Port

SCO_SECONDS = 1.0
MODE_SECONDS = 6.0
_MODE_IN_CALL = {"ringing": c.MODE_RINGTONE, "active": c.MODE_IN_CALL}
_FREE_MODES = frozenset({c.MODE_NORMAL, c.MODE_RINGTONE, c.MODE_IN_COMMUNICATION})
_PRIVILEGED_MODES = frozenset({c.MODE_IN_CALL, c.MODE_CALL_REDIRECT, c.MODE_COMMUNICATION_REDIRECT})
"""The modes that need MODIFY_PHONE_STATE."""


class Communication:
    """The state; every method is called under the device's lock."""

    def __init__(self, device: AndroidDevice) -> None:
        self._device = device
        self._own_mode = c.MODE_NORMAL
        self._mode_idle = False
        self._mode_timer: Timer | None = None
        self._requested: int | None = None
        self._speaker = False
        self._sco_count = 0
        self._sco_flag = False
        self._sco_timer = Timer(0, bool)
        self.sco_state = c.SCO_AUDIO_STATE_DISCONNECTED
        self.microphone_muted = False
        # What was reported last.
        self._known: tuple[int, bool, Port | None] = (self.mode, False, None)

    # Mode

    @property
    def mode(self) -> int:
        """``getMode``: a telephone call's, else what our own app has set and still keeps up."""
        own = c.MODE_NORMAL if self._mode_idle else self._own_mode
        return _MODE_IN_CALL.get(self._device.call_state, own)

    def set_mode(self, mode: int) -> None:
        """``setMode``; what our app may not set is ignored."""
        device = self._device
        known = AndroidAudioHardwareMode(mode).since <= device.api
        if known and device.holds(c.MODIFY_AUDIO_SETTINGS) and self._may_have(mode):
            self._own_mode = mode
            self._mode_idle = False
            self._watch_mode()
        self.update()

    def _may_have(self, mode: int) -> bool:
        if mode == c.MODE_CALL_SCREENING:
            return self._device.profile.voice
        if mode in _PRIVILEGED_MODES:
            return self._device.holds(c.MODIFY_PHONE_STATE)
        return mode in _FREE_MODES

    def audio_changed(self) -> None:
        """Our own app has begun or stopped to play or record: its mode hangs on that."""
        if self._mode_idle and self._sounds():
            self._mode_idle = False
        self._watch_mode()
        self.update()

    def _watch_mode(self) -> None:
        if self._mode_timer is not None:
            self._mode_timer.cancel()
            self._mode_timer = None
        if (
            DeviceRule.MODE_NEEDS_AUDIO in self._device.rules
            and self._own_mode == c.MODE_IN_COMMUNICATION
            and not self._mode_idle
            and not self._sounds()
        ):
            self._mode_timer = self._device.clock.call_later(MODE_SECONDS, self._mode_unused)

    def _mode_unused(self) -> None:
        self._mode_idle = True
        self.update()

    def _sounds(self) -> bool:
        own = self._device.own
        voice = any(player.usage in CALL_USAGES for player in own.players)
        return voice or own.recording

    # The device of calls

    @property
    def device(self) -> Port | None:
        """``getCommunicationDevice``: what was asked for, else where a call would go."""
        requested = self._granted_request()
        if requested is not None and (
            requested.kind != c.TYPE_BLUETOOTH_SCO or self.sco_state == c.SCO_AUDIO_STATE_CONNECTED
        ):
            return requested
        sinks = {port.kind: port for port in reversed(self._sinks())}
        return next((sinks[kind] for kind in CALL_ROUTE if kind in sinks), None)

    @property
    def available(self) -> list[Port]:
        """``getAvailableCommunicationDevices``."""
        return [port for port in self._sinks() if port.kind in COMMUNICATION_TYPES]

    def request(self, port_id: int) -> bool:
        """``setCommunicationDevice``, for one that is :attr:`available`."""
        self._requested = port_id
        self.update()
        return True

    def clear(self) -> None:
        """``clearCommunicationDevice``."""
        self._requested = None
        self.update()

    def set_speaker(self, on: bool) -> None:
        """``setSpeakerphoneOn``."""
        if not self._device.holds(c.MODIFY_AUDIO_SETTINGS):
            return
        if DeviceRule.COMMUNICATION_ROUTE in self._device.rules:
            self._switch_request(c.TYPE_BUILTIN_SPEAKER, on)
        else:
            self._speaker = on
            self.update()

    @property
    def speaker_on(self) -> bool:
        """``isSpeakerphoneOn``."""
        requested = self._granted_request()
        return self._speaker or (requested is not None and requested.kind == c.TYPE_BUILTIN_SPEAKER)

    def mute_microphone(self, muted: bool) -> None:
        """``setMicrophoneMute``."""
        if self._device.holds(c.MODIFY_AUDIO_SETTINGS) and self.microphone_muted != muted:
            self.microphone_muted = muted
            self._device.broadcast("MICROPHONE_MUTE_CHANGED", value=int(muted))

    # SCO

    def start_sco(self) -> None:
        """``startBluetoothSco``: fails without a headset, and in a call below API 31."""
        device = self._device
        if not device.holds(c.MODIFY_AUDIO_SETTINGS):
            return
        routes = DeviceRule.COMMUNICATION_ROUTE in device.rules
        if self._headset() is None or (not routes and device.call_state != "idle"):
            if self.sco_state == c.SCO_AUDIO_STATE_DISCONNECTED:
                self._set_sco(c.SCO_AUDIO_STATE_CONNECTING)
                self._set_sco(c.SCO_AUDIO_STATE_DISCONNECTED)
        elif routes:
            self._switch_request(c.TYPE_BLUETOOTH_SCO, True)
        else:
            self._sco_count += 1
            self.update()

    def stop_sco(self) -> None:
        """``stopBluetoothSco``: as often as it was started, below API 31."""
        if not self._device.holds(c.MODIFY_AUDIO_SETTINGS):
            return
        if DeviceRule.COMMUNICATION_ROUTE in self._device.rules:
            self._switch_request(c.TYPE_BLUETOOTH_SCO, False)
        else:
            self._sco_count = max(0, self._sco_count - 1)
            self.update()

    def set_sco_on(self, on: bool) -> None:
        """``setBluetoothScoOn``: of an app it is a note, which only ``isBluetoothScoOn`` reads."""
        if self._device.holds(c.MODIFY_AUDIO_SETTINGS):
            self._sco_flag = on

    @property
    def sco_on(self) -> bool:
        """``isBluetoothScoOn``."""
        return self._sco_flag or self.sco_state == c.SCO_AUDIO_STATE_CONNECTED

    # What follows from a change

    def update(self) -> None:
        """Bring SCO, the routed device and the mode in line with the rest, and report changes."""
        if self._port(self._requested) is None:
            self._requested = None
        self._update_sco()
        self._report()

    def _update_sco(self) -> None:
        requested = self._granted_request()
        wanted = self._sco_count > 0 or (
            requested is not None and requested.kind == c.TYPE_BLUETOOTH_SCO
        )
        if self._headset() is None:
            self._sco_count = 0
            wanted = False
        if wanted and self.sco_state == c.SCO_AUDIO_STATE_DISCONNECTED:
            self._set_sco(c.SCO_AUDIO_STATE_CONNECTING)
            self._sco_timer = self._device.clock.call_later(SCO_SECONDS, self._sco_connected)
        elif not wanted and self.sco_state != c.SCO_AUDIO_STATE_DISCONNECTED:
            self._sco_timer.cancel()
            self._set_sco(c.SCO_AUDIO_STATE_DISCONNECTED)

    def _sco_connected(self) -> None:
        self._set_sco(c.SCO_AUDIO_STATE_CONNECTED)
        self._report()

    def _set_sco(self, state: int) -> None:
        previous, self.sco_state = self.sco_state, state
        self._device.broadcast("SCO_AUDIO_STATE_UPDATED", code=state, value=previous)

    def _report(self) -> None:
        device = self._device
        before, self._known = self._known, (self.mode, self.speaker_on, self.device)
        mode, speaker, routed = self._known
        if mode != before[0]:
            device.broadcast("MODE_CHANGED", code=mode)
        if speaker != before[1]:
            device.broadcast("SPEAKERPHONE_STATE_CHANGED", value=int(speaker))
        if routed != before[2]:
            kind, port_id = (routed.kind, routed.id) if routed is not None else (0, 0)
            device.broadcast("COMMUNICATION_DEVICE_CHANGED", code=kind, value=port_id)

    def _switch_request(self, kind: int, on: bool) -> None:
        if on:
            port = next((port for port in self._sinks() if port.kind == kind), None)
            if port is not None:
                self.request(port.id)
            return
        requested = self._port(self._requested)
        if requested is not None and requested.kind == kind:
            self.clear()

    def _granted_request(self) -> Port | None:
        """Return what our app has asked for; a telephone call overrules it."""
        return self._port(self._requested) if self._device.call_state == "idle" else None

    def _port(self, port_id: int | None) -> Port | None:
        return next((port for port in self._device.ports if port.id == port_id), None)

    def _sinks(self) -> list[Port]:
        return [port for port in self._device.ports if port.is_sink]

    def _headset(self) -> Port | None:
        return next((port for port in self._sinks() if port.kind == c.TYPE_BLUETOOTH_SCO), None)
