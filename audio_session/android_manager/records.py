"""Android's devices and formats as values: what they were at the moment they were read.

Where a field needs a newer Android than the running one it is None, or empty for a list. Numbers
that this library has no name for are kept. Sources: the reference pages of the classes named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..android import (
    AndroidAudioDescriptorStandard,
    AndroidAudioDeviceType,
    AndroidAudioEncapsulationType,
    AndroidMicrophoneDirectionality,
    AndroidMicrophoneLocation,
)

if TYPE_CHECKING:
    from .._reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class AndroidAudioFormat:
    """A format (``AudioFormat``): Android's own ints, 0 where it is not set."""

    encoding: int = 0
    """``AudioFormat.ENCODING_*``: 2 for 16-bit PCM, 4 for floats."""
    sample_rate: int = 0
    """In Hz."""
    channel_mask: int = 0
    """``AudioFormat.CHANNEL_*`` bits; 12 is stereo output."""
    channel_index_mask: int = 0
    channel_count: int | None = None
    """As Android counts the masks; None in a format that was not read from Android."""

    @classmethod
    def read(cls, raw: Reading) -> AndroidAudioFormat:
        """Read it from a driver's JSON."""
        return cls(
            encoding=raw.integer("encoding"),
            sample_rate=raw.integer("sampleRate"),
            channel_mask=raw.integer("channelMask"),
            channel_index_mask=raw.integer("channelIndexMask"),
            channel_count=raw.maybe("channelCount", raw.integer),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AndroidAudioProfile:
    """A format that a device takes, with its rates and masks (``AudioProfile``, API 31)."""

    format: int
    """``AudioFormat.ENCODING_*``."""
    channel_masks: tuple[int, ...] = ()
    channel_index_masks: tuple[int, ...] = ()
    sample_rates: tuple[int, ...] = ()
    encapsulation_type: AndroidAudioEncapsulationType = AndroidAudioEncapsulationType.NONE

    @classmethod
    def read(cls, raw: Reading) -> AndroidAudioProfile:
        """Read it from a driver's JSON."""
        return cls(
            format=raw.integer("format"),
            channel_masks=raw.integers("channelMasks"),
            channel_index_masks=raw.integers("channelIndexMasks"),
            sample_rates=raw.integers("sampleRates"),
            encapsulation_type=AndroidAudioEncapsulationType(raw.integer("encapsulationType")),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AndroidAudioDescriptor:
    """What a device says of itself in another standard's bytes (``AudioDescriptor``, API 31)."""

    standard: AndroidAudioDescriptorStandard
    descriptor: bytes
    encapsulation_type: AndroidAudioEncapsulationType = AndroidAudioEncapsulationType.NONE

    @classmethod
    def read(cls, raw: Reading) -> AndroidAudioDescriptor:
        """Read it from a driver's JSON."""
        return cls(
            standard=AndroidAudioDescriptorStandard(raw.integer("standard")),
            descriptor=bytes(value & 0xFF for value in raw.integers("descriptor")),
            encapsulation_type=AndroidAudioEncapsulationType(raw.integer("encapsulationType")),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AndroidAudioDeviceInfo:
    """An input or output (``AudioDeviceInfo``, API 23)."""

    id: int
    """Stable while the device stays connected."""
    product_name: str
    address: str | None
    """A Bluetooth address or a bus; None below API 28. From 31 on, of a Bluetooth address only the
    last two bytes without the permission BLUETOOTH_CONNECT."""
    is_source: bool
    is_sink: bool
    type: AndroidAudioDeviceType
    sample_rates: tuple[int, ...] = ()
    """In Hz; this and the next four are empty where the device takes any, or does not say."""
    channel_masks: tuple[int, ...] = ()
    channel_index_masks: tuple[int, ...] = ()
    channel_counts: tuple[int, ...] = ()
    encodings: tuple[int, ...] = ()
    audio_profiles: tuple[AndroidAudioProfile, ...] = ()
    """API 31."""
    audio_descriptors: tuple[AndroidAudioDescriptor, ...] = ()
    """API 31."""
    encapsulation_modes: tuple[int, ...] = ()
    """API 30."""
    encapsulation_metadata_types: tuple[int, ...] = ()
    """API 30."""
    speaker_layout_channel_mask: int | None = None
    """API 36; 0 where the layout is not known."""

    @classmethod
    def read(cls, raw: Reading) -> AndroidAudioDeviceInfo:
        """Read it from a driver's JSON."""
        return cls(
            id=raw.integer("id"),
            product_name=raw.text("productName"),
            address=raw.maybe("address", raw.text),
            is_source=raw.boolean("isSource"),
            is_sink=raw.boolean("isSink"),
            type=AndroidAudioDeviceType(raw.integer("type")),
            sample_rates=raw.integers("sampleRates"),
            channel_masks=raw.integers("channelMasks"),
            channel_index_masks=raw.integers("channelIndexMasks"),
            channel_counts=raw.integers("channelCounts"),
            encodings=raw.integers("encodings"),
            audio_profiles=tuple(map(AndroidAudioProfile.read, raw.children("audioProfiles"))),
            audio_descriptors=tuple(
                map(AndroidAudioDescriptor.read, raw.children("audioDescriptors"))
            ),
            encapsulation_modes=raw.integers("encapsulationModes"),
            encapsulation_metadata_types=raw.integers("encapsulationMetadataTypes"),
            speaker_layout_channel_mask=raw.maybe("speakerLayoutChannelMask", raw.integer),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AndroidMicrophoneInfo:
    """A microphone and where it sits (``MicrophoneInfo``, API 28)."""

    description: str
    id: int
    type: AndroidAudioDeviceType
    address: str
    location: AndroidMicrophoneLocation
    group: int
    """-1 if unknown, as is ``index_in_the_group``."""
    index_in_the_group: int
    position: tuple[float, ...]
    """Metres from the bottom left of the front, as x, y, z; empty if unknown."""
    orientation: tuple[float, ...]
    """x, y, z; empty if unknown."""
    frequency_response: tuple[tuple[float, float], ...]
    """Pairs of Hz and dB."""
    channel_mapping: tuple[tuple[int, int], ...]
    """Pairs of a channel and an ``AndroidMicrophoneChannelMapping``."""
    sensitivity: float
    """In dBFS at 94 dB SPL; ``MICROPHONE_SENSITIVITY_UNKNOWN`` if unknown."""
    max_spl: float
    """In dB; ``MICROPHONE_SPL_UNKNOWN`` if unknown, as is ``min_spl``."""
    min_spl: float
    directionality: AndroidMicrophoneDirectionality

    @classmethod
    def read(cls, raw: Reading) -> AndroidMicrophoneInfo:
        """Read it from a driver's JSON."""
        return cls(
            description=raw.text("description"),
            id=raw.integer("id"),
            type=AndroidAudioDeviceType(raw.integer("type")),
            address=raw.text("address"),
            location=AndroidMicrophoneLocation(raw.integer("location")),
            group=raw.integer("group"),
            index_in_the_group=raw.integer("indexInTheGroup"),
            position=raw.numbers("position"),
            orientation=raw.numbers("orientation"),
            frequency_response=raw.pairs("frequencyResponse"),
            channel_mapping=tuple((int(a), int(b)) for a, b in raw.pairs("channelMapping")),
            sensitivity=raw.number("sensitivity"),
            max_spl=raw.number("maxSpl"),
            min_spl=raw.number("minSpl"),
            directionality=AndroidMicrophoneDirectionality(raw.integer("directionality")),
        )
