"""What the hardware of a simulated Android machine can do, and what an app has set of it.

Kept simple: a phone decodes MP3 and AAC in hardware, HDMI and S/PDIF take AC3 and E-AC3 as they
are, headphones make spatial sound of 5.1, USB devices can be played bit by bit. All [MEM], and not
verified on a device.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from . import constants as c
from .device_rules import DeviceRule
from .exceptions import illegal_argument, security
from .hardware import CALL_USAGES, MEDIA_FALLBACK, PLUGGABLE, SURROUND, USB

if TYPE_CHECKING:
    from .device import AndroidDevice
    from .world import Port

PROPERTIES = {
    "android.media.property.OUTPUT_SAMPLE_RATE": "48000",
    "android.media.property.OUTPUT_FRAMES_PER_BUFFER": "192",
    "android.media.property.SUPPORT_MIC_NEAR_ULTRASOUND": "true",
    "android.media.property.SUPPORT_SPEAKER_NEAR_ULTRASOUND": "true",
    "android.media.property.SUPPORT_AUDIO_SOURCE_UNPROCESSED": "true",
}
OFFLOADED = frozenset({c.ENCODING_MP3, c.ENCODING_AAC_LC})
BITSTREAMS = frozenset({c.ENCODING_AC3, c.ENCODING_E_AC3})
BITSTREAM_TYPES = frozenset({c.TYPE_HDMI, c.TYPE_HDMI_ARC, c.TYPE_HDMI_EARC, c.TYPE_LINE_DIGITAL})
USB_TYPES = frozenset({c.TYPE_USB_DEVICE, c.TYPE_USB_HEADSET})
SURROUND_FORMATS = frozenset({5, 6, 7, 8, 10, 14, 17, 18, 19})
"""``AudioFormat.SURROUND_SOUND_ENCODING``."""
SPATIAL_USAGES = frozenset({c.USAGE_MEDIA, c.USAGE_GAME})
OFFLOAD_GAPLESS, BITSTREAM, PLAYBACK_OFFLOAD_GAPLESS = 3, 4, 2
SURROUND_AUTO = 0
SURROUND_MODES = range(4)
SPATIALIZATION_NEVER = 1
MIXER_BEHAVIORS = range(2)


class Attributes(NamedTuple):
    """``AudioAttributes``, as the driver's table has them."""

    usage: int
    content_type: int
    flags: int
    allowed_capture_policy: int
    haptic_channels_muted: int
    spatialization_behavior: int
    is_content_spatialized: int


class Format(NamedTuple):
    """``AudioFormat``, as the driver's table has it."""

    encoding: int
    sample_rate: int
    channel_mask: int
    channel_index_mask: int


class Abilities:
    """The state; every method is called under the device's lock."""

    def __init__(self, device: AndroidDevice) -> None:
        self._device = device
        self.parameters: dict[str, str] = {}
        self.capture_policy = 1
        self.surround_mode = 0
        self.surround_formats: set[int] = set()
        self.spatializer_enabled = True
        self._spatializer = (False, True)
        self.preferred: dict[tuple[int, int], tuple[Format, int]] = {}

    def set_parameters(self, text: str) -> None:
        """``setParameters``: ``key=value`` pairs, separated by semicolons."""
        pairs = (pair.partition("=") for pair in text.split(";") if "=" in pair)
        self.parameters.update({key: value for key, _, value in pairs})

    def get_parameters(self, keys: str) -> str:
        """``getParameters``: the pairs that are known."""
        known = [key for key in keys.split(";") if key in self.parameters]
        return ";".join(f"{key}={self.parameters[key]}" for key in known)

    def set_capture_policy(self, policy: int) -> None:
        """``setAllowedCapturePolicy``; at 29 it is AudioManager itself that throws the same."""
        if policy not in {1, 2, 3}:
            raise illegal_argument(f"Unknown capture policy {policy}")
        self.capture_policy = policy

    # Formats

    def is_offloaded(self, audio_format: Format, attributes: Attributes) -> bool:
        """``isOffloadedPlaybackSupported``."""
        return (
            self._device.profile.voice
            and audio_format.encoding in OFFLOADED
            and attributes.usage == c.USAGE_MEDIA
        )

    def direct_support(self, audio_format: Format, attributes: Attributes) -> int:
        """``getDirectPlaybackSupport``."""
        bitstream = any(port.kind in BITSTREAM_TYPES for port in self._device.ports)
        if bitstream and audio_format.encoding in BITSTREAMS:
            return BITSTREAM
        return OFFLOAD_GAPLESS * self.is_offloaded(audio_format, attributes)

    def media_ports(self, usage: int) -> list[Port]:
        """``getAudioDevicesForAttributes``: one output, plugged in last or the loudspeaker."""
        device = self._device
        if usage in CALL_USAGES:
            port = device.communication.device
            return [port] if port is not None else []
        sinks = [port for port in device.ports if port.is_sink]
        plugged = [port for port in sinks if port.kind in PLUGGABLE and PLUGGABLE[port.kind].media]
        built_in = [port for port in sinks if port.kind in MEDIA_FALLBACK]
        return plugged[-1:] or built_in[:1]

    # Surround

    def set_surround_mode(self, mode: int) -> bool:
        """``setEncodedSurroundMode``; the service takes what it does not know for AUTO."""
        self._check_write_settings()
        self.surround_mode = mode if mode in SURROUND_MODES else SURROUND_AUTO
        return True

    def is_surround_enabled(self, encoding: int) -> bool:
        """``isSurroundFormatEnabled``: reported by the devices, or switched on."""
        if encoding not in SURROUND_FORMATS:
            return False
        if DeviceRule.SURROUND_FORMATS_READABLE not in self._device.rules:
            self._check_write_settings()
        reported = any(port.kind in BITSTREAM_TYPES for port in self._device.ports)
        return encoding in self.surround_formats or (reported and encoding in SURROUND.encodings)

    def enable_surround(self, encoding: int, enabled: bool) -> bool:
        """``setSurroundFormatEnabled``; False for what is no surround format."""
        if encoding not in SURROUND_FORMATS:
            return False
        self._check_write_settings()
        (self.surround_formats.add if enabled else self.surround_formats.discard)(encoding)
        return True

    def _check_write_settings(self) -> None:
        if not self._device.holds(c.WRITE_SETTINGS):
            raise security("Missing WRITE_SETTINGS permission", c.WRITE_SETTINGS)

    # Spatial sound

    @property
    def spatializer_available(self) -> bool:
        """``Spatializer.isAvailable``: on a phone, while headphones carry the media."""
        ports = self.media_ports(c.USAGE_MEDIA)
        return self._device.profile.voice and any(port.kind in PLUGGABLE for port in ports)

    def can_spatialize(self, attributes: Attributes, audio_format: Format) -> bool:
        """``Spatializer.canBeSpatialized``."""
        return (
            self._device.profile.voice
            and attributes.usage in SPATIAL_USAGES
            and attributes.spatialization_behavior != SPATIALIZATION_NEVER
            and audio_format.channel_mask == c.CHANNEL_OUT_5POINT1
        )

    def update(self) -> None:
        """Report a change of what the spatializer can do or is set to."""
        now = (self.spatializer_available, self.spatializer_enabled)
        if now != self._spatializer:
            self._spatializer = now
            self._device.broadcast("SPATIALIZER_STATE_CHANGED", code=int(now[0]), value=int(now[1]))

    # Mixing

    def mixer_choices(self, port_id: int) -> list[tuple[Format, int]]:
        """``getSupportedMixerAttributes``: USB devices alone have any."""
        if not any(port.id == port_id and port.kind in USB_TYPES for port in self._device.ports):
            return []
        return [
            (Format(encoding, rate, mask, 0), behavior)
            for behavior in MIXER_BEHAVIORS
            for encoding in USB.encodings
            for rate in USB.rates
            for mask in USB.masks
        ]

    def set_preferred(
        self, attributes: Attributes, port_id: int, audio_format: Format, behavior: int
    ) -> bool:
        """``setPreferredMixerAttributes``: for media on a USB device, of what it supports."""
        wanted = (audio_format, behavior)
        if attributes.usage != c.USAGE_MEDIA or wanted not in self.mixer_choices(port_id):
            return False
        self.preferred[attributes.usage, port_id] = wanted
        self._device.broadcast("PREFERRED_MIXER_ATTRIBUTES_CHANGED", value=port_id)
        return True

    def clear_preferred(self, attributes: Attributes, port_id: int) -> bool:
        """``clearPreferredMixerAttributes``."""
        if self.preferred.pop((attributes.usage, port_id), None) is None:
            return False
        self._device.broadcast("PREFERRED_MIXER_ATTRIBUTES_CHANGED", value=port_id)
        return True
