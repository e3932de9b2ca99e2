"""Channels, gain, volume, rates and latencies, as ``AVAudioSession`` has them.

What is *preferred* iOS need not grant: read back what holds once the session is active. After a
reset of the media services it is asked for again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._arguments import INT64, boolean, constant, number, whole
from ..ios import AVAudioSessionIOType
from ._base import Base, offers

if TYPE_CHECKING:
    from ..streams import EventStream


class Hardware(Base):
    """The hardware of the current route, and what the app prefers of it."""

    @offers("inputAvailable")
    async def is_input_available(self) -> bool:
        """Tell whether there is any input. Source: AVAudioSession.inputAvailable."""
        return await self._boolean("inputAvailable")

    @property
    @offers("inputAvailable")
    def input_available_stream(self) -> EventStream[bool]:
        """Changes of that. Source: AVAudioSession.inputAvailable (KVO)."""
        return self._stream("input_available_stream")

    @offers("inputNumberOfChannels")
    async def get_input_number_of_channels(self) -> int:
        """Return how many input channels the route has.

        Source: AVAudioSession.inputNumberOfChannels.
        """
        return await self._integer("inputNumberOfChannels")

    @offers("maximumInputNumberOfChannels")
    async def get_maximum_input_number_of_channels(self) -> int:
        """Return how many input channels the route could have.

        Source: AVAudioSession.maximumInputNumberOfChannels.
        """
        return await self._integer("maximumInputNumberOfChannels")

    @offers("preferredInputNumberOfChannels")
    async def get_preferred_input_number_of_channels(self) -> int:
        """Return how many input channels were asked for, 0 for none.

        Source: AVAudioSession.preferredInputNumberOfChannels.
        """
        return await self._integer("preferredInputNumberOfChannels")

    @offers("setPreferredInputNumberOfChannelsError")
    async def set_preferred_input_number_of_channels(self, count: int) -> None:
        """Ask for 1 to the maximum of input channels; for more it is error -50.

        Source: AVAudioSession.setPreferredInputNumberOfChannels.
        """
        await self._prefer("setPreferredInputNumberOfChannelsError", _channels(count))

    @offers("outputNumberOfChannels")
    async def get_output_number_of_channels(self) -> int:
        """Return how many output channels the route has.

        Source: AVAudioSession.outputNumberOfChannels.
        """
        return await self._integer("outputNumberOfChannels")

    @offers("maximumOutputNumberOfChannels")
    async def get_maximum_output_number_of_channels(self) -> int:
        """Return how many output channels the route could have.

        Source: AVAudioSession.maximumOutputNumberOfChannels.
        """
        return await self._integer("maximumOutputNumberOfChannels")

    @offers("preferredOutputNumberOfChannels")
    async def get_preferred_output_number_of_channels(self) -> int:
        """Return how many output channels were asked for, 0 for none.

        Source: AVAudioSession.preferredOutputNumberOfChannels.
        """
        return await self._integer("preferredOutputNumberOfChannels")

    @offers("setPreferredOutputNumberOfChannelsError")
    async def set_preferred_output_number_of_channels(self, count: int) -> None:
        """Ask for 1 to the maximum of output channels; for more it is error -50.

        Source: AVAudioSession.setPreferredOutputNumberOfChannels.
        """
        await self._prefer("setPreferredOutputNumberOfChannelsError", _channels(count))

    @offers("inputGain")
    async def get_input_gain(self) -> float:
        """Return the input's gain, 0.0 to 1.0. Source: AVAudioSession.inputGain."""
        return await self._number("inputGain")

    @offers("inputGainSettable")
    async def is_input_gain_settable(self) -> bool:
        """Tell whether the input's gain can be set. Source: AVAudioSession.inputGainSettable."""
        return await self._boolean("inputGainSettable")

    @offers("setInputGainError")
    async def set_input_gain(self, gain: float) -> None:
        """Set the input's gain, 0.0 to 1.0; error where it cannot be set.

        Not set again after a reset of the media services.
        Source: AVAudioSession.setInputGain.
        """
        await self._call("setInputGainError", number("gain", gain, "a fraction", highest=1.0))

    @property
    @offers("inputGain")
    def input_gain_stream(self) -> EventStream[float]:
        """Changes of the input's gain. Source: AVAudioSession.inputGain (KVO)."""
        return self._stream("input_gain_stream")

    @offers("outputVolume")
    async def get_output_volume(self) -> float:
        """Return the volume that the user has set, 0.0 to 1.0.

        Source: AVAudioSession.outputVolume.
        """
        return await self._number("outputVolume")

    @property
    @offers("outputVolume")
    def output_volume_stream(self) -> EventStream[float]:
        """Changes of the volume. Source: AVAudioSession.outputVolume (KVO)."""
        return self._stream("output_volume_stream")

    @offers("sampleRate")
    async def get_sample_rate(self) -> float:
        """Return the hardware's sample rate, in Hz. Source: AVAudioSession.sampleRate."""
        return await self._number("sampleRate")

    @property
    @offers("sampleRate")
    def sample_rate_stream(self) -> EventStream[float]:
        """Changes of it. iOS 18.0. Source: AVAudioSession.sampleRate (KVO)."""
        return self._stream("sample_rate_stream")

    @offers("preferredSampleRate")
    async def get_preferred_sample_rate(self) -> float:
        """Return the rate that was asked for, 0.0 for none.

        Source: AVAudioSession.preferredSampleRate.
        """
        return await self._number("preferredSampleRate")

    @offers("setPreferredSampleRateError")
    async def set_preferred_sample_rate(self, rate: float) -> None:
        """Ask for a sample rate, in Hz; one that the hardware lacks does nothing.

        Source: AVAudioSession.setPreferredSampleRate.
        """
        await self._prefer("setPreferredSampleRateError", number("rate", rate, "Hz"))

    @offers("inputLatency")
    async def get_input_latency(self) -> float:
        """Return the input's latency, in seconds. Source: AVAudioSession.inputLatency."""
        return await self._number("inputLatency")

    @offers("outputLatency")
    async def get_output_latency(self) -> float:
        """Return the output's latency, in seconds. Source: AVAudioSession.outputLatency."""
        return await self._number("outputLatency")

    @offers("IOBufferDuration")
    async def get_io_buffer_duration(self) -> float:
        """Return the I/O buffer's length, in seconds. Source: AVAudioSession.ioBufferDuration."""
        return await self._number("IOBufferDuration")

    @offers("preferredIOBufferDuration")
    async def get_preferred_io_buffer_duration(self) -> float:
        """Return the length that was asked for, in seconds, 0.0 for none.

        Source: AVAudioSession.preferredIOBufferDuration.
        """
        return await self._number("preferredIOBufferDuration")

    @offers("setPreferredIOBufferDurationError")
    async def set_preferred_io_buffer_duration(self, duration: float) -> None:
        """Ask for a length of the I/O buffer, in seconds.

        Source: AVAudioSession.setPreferredIOBufferDuration.
        """
        given = number("duration", duration, "seconds")
        await self._prefer("setPreferredIOBufferDurationError", given)

    @offers("setAggregatedIOPreferenceError")
    async def set_aggregated_io_preference(self, io_type: AVAudioSessionIOType) -> None:
        """Ask for one I/O unit for input and output, or not to.

        Source: AVAudioSession.setAggregatedIOPreference.
        """
        given = constant("io_type", io_type, AVAudioSessionIOType, INT64)
        await self._prefer("setAggregatedIOPreferenceError", given)

    @offers("prefersEchoCancelledInput")
    async def get_prefers_echo_cancelled_input(self) -> bool:
        """Tell whether the app asked for input without its own echo. iOS 18.2.

        Source: AVAudioSession.prefersEchoCancelledInput.
        """
        return await self._boolean("prefersEchoCancelledInput")

    @offers("setPrefersEchoCancelledInputError")
    async def set_prefers_echo_cancelled_input(self, wanted: bool) -> None:
        """Ask for input without the app's own echo, or not. iOS 18.2.

        Source: AVAudioSession.setPrefersEchoCancelledInput.
        """
        await self._prefer("setPrefersEchoCancelledInputError", boolean("wanted", wanted))

    @offers("isEchoCancelledInputAvailable")
    async def is_echo_cancelled_input_available(self) -> bool:
        """Tell whether category, mode and route allow it. iOS 18.2.

        Source: AVAudioSession.isEchoCancelledInputAvailable.
        """
        return await self._boolean("isEchoCancelledInputAvailable")

    @offers("isEchoCancelledInputEnabled")
    async def is_echo_cancelled_input_enabled(self) -> bool:
        """Tell whether it is on. iOS 18.2. Source: AVAudioSession.isEchoCancelledInputEnabled."""
        return await self._boolean("isEchoCancelledInputEnabled")


def _channels(count: object) -> int:
    return whole("count", count, range(1, INT64.stop))
