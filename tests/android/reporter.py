"""What the simulated device reports, sent to AudioManager as the system sends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio_session.platforms._android_table import EVENT_SINCE

if TYPE_CHECKING:
    from hosted import HostedDevice

# A broadcast with its extras ...
BROADCASTS = {
    "AUDIO_BECOMING_NOISY": ("android.media.AUDIO_BECOMING_NOISY", {}),
    "VOLUME_CHANGED": (
        "android.media.VOLUME_CHANGED_ACTION",
        {
            "android.media.EXTRA_VOLUME_STREAM_TYPE": "code",
            "android.media.EXTRA_VOLUME_STREAM_VALUE": "value",
        },
    ),
    "SCO_AUDIO_STATE_UPDATED": (
        "android.media.ACTION_SCO_AUDIO_STATE_UPDATED",
        {
            "android.media.extra.SCO_AUDIO_STATE": "code",
            "android.media.extra.SCO_AUDIO_PREVIOUS_STATE": "value",
        },
    ),
    "RINGER_MODE_CHANGED": (
        "android.media.RINGER_MODE_CHANGED",
        {"android.media.EXTRA_RINGER_MODE": "code"},
    ),
    "STREAM_MUTE_CHANGED": (
        "android.media.STREAM_MUTE_CHANGED_ACTION",
        {
            "android.media.EXTRA_VOLUME_STREAM_TYPE": "code",
            "android.media.EXTRA_STREAM_VOLUME_MUTED": "value?",
        },
    ),
    "MICROPHONE_MUTE_CHANGED": ("android.media.action.MICROPHONE_MUTE_CHANGED", {}),
    "SPEAKERPHONE_STATE_CHANGED": ("android.media.action.SPEAKERPHONE_STATE_CHANGED", {}),
    "HEADSET_PLUG": (
        "android.intent.action.HEADSET_PLUG",
        {"microphone": "code", "state": "value"},
    ),
    "HDMI_AUDIO_PLUG": (
        "android.media.action.HDMI_AUDIO_PLUG",
        {"android.media.extra.AUDIO_PLUG_STATE": "value"},
    ),
}
# ... or a call of the callbacks of one interface.
CALLBACKS = {
    "MODE_CHANGED": ("IAudioModeDispatcher", "dispatchAudioModeChanged", "code"),
    "COMMUNICATION_DEVICE_CHANGED": (
        "ICommunicationDeviceDispatcher",
        "dispatchCommunicationDeviceChanged",
        "value",
    ),
    "HEAD_TRACKER_AVAILABLE_CHANGED": (
        "ISpatializerHeadTrackerAvailableCallback",
        "dispatchSpatializerHeadTrackerAvailable",
        "value?",
    ),
}


class Reporter:
    """Sends on to AudioManager what the device would tell a simulated driver."""

    def __init__(self, device: HostedDevice) -> None:
        self.device = device
        self._spatializer: tuple[int, int] | None = None

    def report(self, event: str, *, code: int = 0, value: int = 0, alone: bool = False) -> None:
        host = self.device.host
        if host is None or EVENT_SINCE[event] > host.level:
            return
        values = {"code": code, "value": value, "code?": bool(code), "value?": bool(value)}
        if event in BROADCASTS:
            action, extras = BROADCASTS[event]
            words = [word for name, key in extras.items() for word in _extra(name, values[key])]
            self.device.post(lambda: host.run("broadcast", action, *words))
        elif event in {"AUDIO_DEVICES_ADDED", "AUDIO_DEVICES_REMOVED"}:
            self.device.post(self._ports_changed)
        elif event == "SPATIALIZER_STATE_CHANGED":
            self._report_spatializer(code, value)
        elif event == "RECORDING_CONFIG_CHANGED":
            # With the recordings their patches came or went, of which AudioManager keeps a list.
            self.device.post(self._ports_changed)
            self.device.post(lambda: host.run("recordings"))
        elif event == "PREFERRED_MIXER_ATTRIBUTES_CHANGED":
            self.device.post(lambda: host.run("mixers", value))
        elif event in CALLBACKS:
            interface, method, key = CALLBACKS[event]
            self._notify(interface, method, values[key])

    def _ports_changed(self) -> None:
        assert self.device.host is not None
        self.device.host.run("ports")
        # AudioManager reads the list anew on its own thread; what comes next may be about it.
        self.device.settle()

    def _report_spatializer(self, available: int, enabled: int) -> None:
        """The service calls back for the one that changed."""
        before, self._spatializer = self._spatializer, (available, enabled)
        if before is None or before[0] != available:
            method = "dispatchSpatializerAvailableChanged"
            self._notify("ISpatializerCallback", method, bool(available))
        if before is None or before[1] != enabled:
            self._notify("ISpatializerCallback", "dispatchSpatializerEnabledChanged", bool(enabled))

    def _notify(self, interface: str, method: str, value: int) -> None:
        host = self.device.host
        assert host is not None
        word = str(value).lower()
        self.device.post(lambda: host.run("notify", interface, method, word))

    def know_spatializer(self, available: int, enabled: int) -> None:
        """Take what holds now, of which nobody is told."""
        self._spatializer = (available, enabled)


def _extra(name: str, value: int) -> tuple[str, str, str]:
    return name, "boolean" if isinstance(value, bool) else "int", str(value).lower()
