"""iOS's ports, routes and data sources as values: what they were at the moment they were read.

Where a field needs a newer iOS than the running one it is None. Values that this library has no
name for are kept. Sources: AVAudioSessionRoute.h and the reference pages of the classes named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..ios import (
    AVAudioSessionLocation,
    AVAudioSessionOrientation,
    AVAudioSessionPolarPattern,
    AVAudioSessionPort,
)

if TYPE_CHECKING:
    from .._reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class AVAudioSessionChannelDescription:
    """One channel of a port."""

    channel_name: str
    channel_number: int
    """From 1 on."""
    owning_port_uid: str
    channel_label: int
    """An ``AudioChannelLabel``: 1 left, 2 right, 42 mono."""

    @classmethod
    def read(cls, raw: Reading) -> AVAudioSessionChannelDescription:
        """Read it from a driver's JSON."""
        return cls(
            channel_name=raw.text("channelName"),
            channel_number=raw.integer("channelNumber"),
            owning_port_uid=raw.text("owningPortUID"),
            channel_label=raw.integer("channelLabel"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AVAudioSessionDataSourceDescription:
    """One of several microphones, or speakers, behind a port."""

    data_source_id: int
    data_source_name: str
    location: AVAudioSessionLocation | None = None
    orientation: AVAudioSessionOrientation | None = None
    supported_polar_patterns: tuple[AVAudioSessionPolarPattern, ...] = ()
    selected_polar_pattern: AVAudioSessionPolarPattern | None = None
    preferred_polar_pattern: AVAudioSessionPolarPattern | None = None

    @classmethod
    def read(cls, raw: Reading) -> AVAudioSessionDataSourceDescription:
        """Read it from a driver's JSON."""
        location = raw.maybe("location", raw.text)
        orientation = raw.maybe("orientation", raw.text)
        return cls(
            data_source_id=raw.integer("dataSourceID"),
            data_source_name=raw.text("dataSourceName"),
            location=None if location is None else AVAudioSessionLocation(location),
            orientation=None if orientation is None else AVAudioSessionOrientation(orientation),
            supported_polar_patterns=tuple(
                map(AVAudioSessionPolarPattern, raw.texts("supportedPolarPatterns"))
            ),
            selected_polar_pattern=_pattern(raw, "selectedPolarPattern"),
            preferred_polar_pattern=_pattern(raw, "preferredPolarPattern"),
        )


def _pattern(raw: Reading, key: str) -> AVAudioSessionPolarPattern | None:
    text = raw.maybe(key, raw.text)
    return None if text is None else AVAudioSessionPolarPattern(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class AVAudioSessionCapability:
    """Something that a port can do, and whether it does (iOS 26.0)."""

    supported: bool
    enabled: bool

    @classmethod
    def read(cls, raw: Reading) -> AVAudioSessionCapability:
        """Read it from a driver's JSON."""
        return cls(supported=raw.boolean("supported"), enabled=raw.boolean("enabled"))


@dataclass(frozen=True, slots=True, kw_only=True)
class AVAudioSessionPortExtensionBluetoothMicrophone:
    """What a Bluetooth microphone can do (iOS 26.0)."""

    high_quality_recording: AVAudioSessionCapability
    far_field_capture: AVAudioSessionCapability | None = None
    """None below iOS 26.2."""

    @classmethod
    def read(cls, raw: Reading) -> AVAudioSessionPortExtensionBluetoothMicrophone:
        """Read it from a driver's JSON."""
        return cls(
            high_quality_recording=AVAudioSessionCapability.read(raw.child("highQualityRecording")),
            far_field_capture=raw.maybe(
                "farFieldCapture", lambda key: AVAudioSessionCapability.read(raw.child(key))
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AVAudioSessionPortDescription:
    """An input or output."""

    port_type: AVAudioSessionPort
    port_name: str
    uid: str
    """The same for both directions of a headset."""
    has_hardware_voice_call_processing: bool = False
    is_spatial_audio_enabled: bool | None = None
    """None below iOS 15.0."""
    channels: tuple[AVAudioSessionChannelDescription, ...] = ()
    data_sources: tuple[AVAudioSessionDataSourceDescription, ...] = ()
    selected_data_source_id: int | None = None
    preferred_data_source_id: int | None = None
    bluetooth_microphone_extension: AVAudioSessionPortExtensionBluetoothMicrophone | None = None
    """None below iOS 26.0, and for other ports."""

    @classmethod
    def read(cls, raw: Reading) -> AVAudioSessionPortDescription:
        """Read it from a driver's JSON."""
        return cls(
            port_type=AVAudioSessionPort(raw.text("portType")),
            port_name=raw.text("portName"),
            uid=raw.text("UID"),
            has_hardware_voice_call_processing=raw.boolean("hasHardwareVoiceCallProcessing"),
            is_spatial_audio_enabled=raw.maybe("spatialAudioEnabled", raw.boolean),
            channels=tuple(map(AVAudioSessionChannelDescription.read, raw.children("channels"))),
            data_sources=tuple(
                map(AVAudioSessionDataSourceDescription.read, raw.children("dataSources"))
            ),
            selected_data_source_id=raw.maybe("selectedDataSource", raw.integer),
            preferred_data_source_id=raw.maybe("preferredDataSource", raw.integer),
            bluetooth_microphone_extension=raw.maybe(
                "bluetoothMicrophoneExtension",
                lambda key: AVAudioSessionPortExtensionBluetoothMicrophone.read(raw.child(key)),
            ),
        )

    @property
    def selected_data_source(self) -> AVAudioSessionDataSourceDescription | None:
        """The data source in use."""
        return self._source(self.selected_data_source_id)

    @property
    def preferred_data_source(self) -> AVAudioSessionDataSourceDescription | None:
        """The data source that was asked for."""
        return self._source(self.preferred_data_source_id)

    def _source(self, which: int | None) -> AVAudioSessionDataSourceDescription | None:
        return next((each for each in self.data_sources if each.data_source_id == which), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AVAudioSessionRouteDescription:
    """The inputs and outputs in use."""

    inputs: tuple[AVAudioSessionPortDescription, ...] = ()
    outputs: tuple[AVAudioSessionPortDescription, ...] = ()

    @classmethod
    def read(cls, raw: Reading) -> AVAudioSessionRouteDescription:
        """Read it from a driver's JSON."""
        return cls(
            inputs=tuple(map(AVAudioSessionPortDescription.read, raw.listed("inputs"))),
            outputs=tuple(map(AVAudioSessionPortDescription.read, raw.listed("outputs"))),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AVAudioChannelLayout:
    """A layout of channels that an output takes."""

    layout_tag: int
    """An ``AudioChannelLayoutTag``."""
    channel_count: int

    @classmethod
    def read(cls, raw: Reading) -> AVAudioChannelLayout:
        """Read it from a driver's JSON."""
        return cls(layout_tag=raw.integer("layoutTag"), channel_count=raw.integer("channelCount"))
