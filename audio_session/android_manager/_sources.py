"""Where each of the manager's streams comes from: one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from .._reading import read_object_or_none, read_objects
from ..android import (
    AndroidAudioHardwareMode,
    AndroidGetAudioDevicesFlags,
    AndroidRingerMode,
    AndroidScoAudioState,
    AndroidStreamType,
)
from ..events import BecomingNoisyEvent
from .configurations import AndroidAudioPlaybackConfiguration, AndroidAudioRecordingConfiguration
from .records import AndroidAudioDeviceInfo
from .requests import (
    AndroidHeadsetPlugEvent,
    AndroidScoAudioEvent,
    AndroidSpatializerEvent,
    AndroidStreamMuteEvent,
    AndroidVolumeEvent,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from .._native import Event
    from ..platforms._contract import Driver

Devices = tuple[AndroidAudioDeviceInfo, ...]


class DeviceChanges:
    """The devices that are known, and what came and went since they were read last.

    Used on the session's worker alone. Added and removed devices have a stream each, and either may
    be the first to read: what it finds for the other waits there.
    """

    def __init__(self) -> None:
        self._known: dict[int, AndroidAudioDeviceInfo] = {}
        self._added: list[AndroidAudioDeviceInfo] = []
        self._removed: list[AndroidAudioDeviceInfo] = []

    def read(self, driver: Driver) -> None:
        """Take the devices that are there now for known."""
        self._known = self._now(driver)

    def added(self, driver: Driver) -> list[Devices]:
        """Return the devices that came, if any, as one list."""
        self._compare(driver)
        added, self._added = self._added, []
        return [tuple(added)] if added else []

    def removed(self, driver: Driver) -> list[Devices]:
        """Return the devices that went, if any, as one list."""
        self._compare(driver)
        removed, self._removed = self._removed, []
        return [tuple(removed)] if removed else []

    def _compare(self, driver: Driver) -> None:
        now = self._now(driver)
        self._added += [device for key, device in now.items() if key not in self._known]
        self._removed += [device for key, device in self._known.items() if key not in now]
        self._known = now

    @staticmethod
    def _now(driver: Driver) -> dict[int, AndroidAudioDeviceInfo]:
        document = driver.call("getDevices", int(AndroidGetAudioDevicesFlags.ALL))
        devices = map(AndroidAudioDeviceInfo.read, read_objects(document, "getDevices"))
        return {device.id: device for device in devices}


class Source(NamedTuple):
    """A stream's event of the driver, and how an item comes of it.

    ``value`` makes the item of the event itself; ``read`` asks the driver and returns the items.
    """

    event: str
    value: Callable[[Event], Any] | None = None
    read: Callable[[Driver, DeviceChanges], list[Any]] | None = None
    replay: bool = False
    is_focus: bool = False


def _communication_device(driver: Driver, _: DeviceChanges) -> list[AndroidAudioDeviceInfo | None]:
    name = "getCommunicationDevice"
    raw = read_object_or_none(driver.call(name), name)
    return [None if raw is None else AndroidAudioDeviceInfo.read(raw)]


def _playback(driver: Driver, _: DeviceChanges) -> list[tuple[Any, ...]]:
    name = "getActivePlaybackConfigurations"
    raw = read_objects(driver.call(name), name)
    return [tuple(map(AndroidAudioPlaybackConfiguration.read, raw))]


def _recording(driver: Driver, _: DeviceChanges) -> list[tuple[Any, ...]]:
    name = "getActiveRecordingConfigurations"
    raw = read_objects(driver.call(name), name)
    return [tuple(map(AndroidAudioRecordingConfiguration.read, raw))]


SOURCES: dict[str, Source] = {
    "audio_focus_event_stream": Source("AUDIO_FOCUS_CHANGE", is_focus=True),
    "becoming_noisy_event_stream": Source(
        "AUDIO_BECOMING_NOISY", lambda event: BecomingNoisyEvent(event.time_ns / 1e9)
    ),
    "sco_audio_event_stream": Source(
        "SCO_AUDIO_STATE_UPDATED",
        lambda event: AndroidScoAudioEvent(
            AndroidScoAudioState(event.code), AndroidScoAudioState(event.value)
        ),
        replay=True,
    ),
    "audio_devices_added_stream": Source(
        "AUDIO_DEVICES_ADDED", read=lambda driver, changes: changes.added(driver)
    ),
    "audio_devices_removed_stream": Source(
        "AUDIO_DEVICES_REMOVED", read=lambda driver, changes: changes.removed(driver)
    ),
    "communication_device_stream": Source(
        "COMMUNICATION_DEVICE_CHANGED", read=_communication_device
    ),
    "mode_stream": Source("MODE_CHANGED", lambda event: AndroidAudioHardwareMode(event.code)),
    "playback_configurations_stream": Source("PLAYBACK_CONFIG_CHANGED", read=_playback),
    "recording_configurations_stream": Source("RECORDING_CONFIG_CHANGED", read=_recording),
    "volume_event_stream": Source(
        "VOLUME_CHANGED",
        lambda event: AndroidVolumeEvent(AndroidStreamType(event.code), event.value),
    ),
    "stream_mute_event_stream": Source(
        "STREAM_MUTE_CHANGED",
        lambda event: AndroidStreamMuteEvent(AndroidStreamType(event.code), bool(event.value)),
    ),
    "ringer_mode_stream": Source(
        "RINGER_MODE_CHANGED", lambda event: AndroidRingerMode(event.code)
    ),
    "microphone_mute_stream": Source("MICROPHONE_MUTE_CHANGED", lambda event: bool(event.value)),
    "speakerphone_stream": Source("SPEAKERPHONE_STATE_CHANGED", lambda event: bool(event.value)),
    "headset_plug_event_stream": Source(
        "HEADSET_PLUG",
        lambda event: AndroidHeadsetPlugEvent(bool(event.value), bool(event.code)),
    ),
    "hdmi_plug_stream": Source("HDMI_AUDIO_PLUG", lambda event: bool(event.value)),
    "spatializer_event_stream": Source(
        "SPATIALIZER_STATE_CHANGED",
        lambda event: AndroidSpatializerEvent(bool(event.code), bool(event.value)),
    ),
    "head_tracker_stream": Source(
        "HEAD_TRACKER_AVAILABLE_CHANGED", lambda event: bool(event.value)
    ),
    "preferred_mixer_attributes_stream": Source(
        "PREFERRED_MIXER_ATTRIBUTES_CHANGED", lambda event: event.value
    ),
}
