"""What our own app prefers of a simulated iPhone's hardware, and what it gets.

The rules are those of :mod:`~audio_session.simulator.ios_rules`. Everything is called under the
phone's lock.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ..ios import AVAudioSessionCategory as Category
from ..ios import AVAudioSessionErrorCode as Code
from ..ios import AVAudioSessionMicrophoneInjectionMode as InjectionMode
from ..ios import AVAudioSessionMode as Mode
from ..ios import AVAudioSessionPolarPattern as Pattern
from ..ios import AVAudioSessionPort as Kind
from ..ios import AVAudioSessionPromptStyle as PromptStyle
from ..ios import AVAudioSessionRouteChangeReason as Why
from ..ios import AVAudioStereoOrientation as StereoOrientation
from ..platforms._ios_table import MILLION
from .ios_hardware import ACCESSORIES, BUILT_IN, MICROPHONES, Accessory, DataSource, PortSpec
from .ios_routes import uid
from .ios_rules import refusal

if TYPE_CHECKING:
    from .iphone import IPhone
    from .world import Port

_RATE = 48_000.0
_BUFFER = 0.01
_BUFFERS = (0.005, 0.1)


class Preferences:
    """The hardware as our own app set it up."""

    def __init__(self, phone: IPhone) -> None:
        self._phone = phone
        self.volume = 0.5
        self.gain = 1.0
        self.prompt_style = PromptStyle.NORMAL
        self.input_muted = False
        self.prefers_haptics = False
        self.injection_available = False
        self.spatial_audio = False
        self.rendering_mode = 1
        self._told_sources: tuple[tuple[DataSource, ...], DataSource | None] = (), None
        self.forget()

    def forget(self) -> None:
        """Go back to iOS's defaults: media services were reset."""
        self.preferred_rate = 0.0
        self.preferred_buffer = 0.0
        self.preferred_inputs = 0
        self.preferred_outputs = 0
        self.preferred_orientation = StereoOrientation.NONE
        self.preferred_injection = InjectionMode.NONE
        self.aggregated = 0
        self.multichannel = False
        self.prefers_echo_cancelled = False
        self.output_muted = False
        self.prefers_haptics = False
        self.sources: dict[str, int] = {}
        self.patterns: dict[int, Pattern] = {}
        self._rate = _RATE

    # ---- What the hardware does ---------------------------------------------------------------

    def spec(self, port: Port) -> PortSpec:
        """Return what kind of port it is."""
        specs = [*self._phone.profile.built_in, *_SPECS]
        return next(
            spec for spec in specs if spec.kind is port.kind and spec.is_source is port.is_source
        )

    @property
    def _output(self) -> Accessory:
        outputs = self._phone.routes.current.outputs
        return accessory(outputs[0]) if outputs else BUILT_IN

    @property
    def _input(self) -> Accessory:
        inputs = self._phone.routes.current.inputs
        return accessory(inputs[0]) if inputs else BUILT_IN

    @property
    def rate(self) -> float:
        """``sampleRate``: what was wished for, if the output has it and the session is active."""
        return self._rate

    def _choose_rate(self) -> float:
        if self._phone.own.active and self.preferred_rate in self._output.rates:
            return self.preferred_rate
        return _RATE

    @property
    def buffer(self) -> float:
        """``IOBufferDuration``, in seconds."""
        if not self._phone.own.active or not self.preferred_buffer:
            return _BUFFER
        return min(max(self.preferred_buffer, _BUFFERS[0]), _BUFFERS[1])

    @property
    def input_latency(self) -> float:
        """``inputLatency``, in seconds; 0 without an input."""
        return self._input.input_latency if self._phone.routes.current.inputs else 0.0

    @property
    def output_latency(self) -> float:
        """``outputLatency``, in seconds; 0 without an output."""
        return self._output.output_latency if self._phone.routes.current.outputs else 0.0

    @property
    def maximum_inputs(self) -> int:
        """``maximumInputNumberOfChannels`` of the current route."""
        return max(
            (self.spec(port).channels for port in self._phone.routes.current.inputs), default=0
        )

    @property
    def maximum_outputs(self) -> int:
        """``maximumOutputNumberOfChannels`` of the current route."""
        return sum(self.spec(port).channels for port in self._phone.routes.current.outputs)

    @property
    def inputs(self) -> int:
        """``inputNumberOfChannels``."""
        return min(self.preferred_inputs or self.maximum_inputs, self.maximum_inputs)

    @property
    def outputs(self) -> int:
        """``outputNumberOfChannels``: two where nobody asks for more."""
        return min(self.preferred_outputs or 2, self.maximum_outputs)

    @property
    def gain_settable(self) -> bool:
        """``isInputGainSettable``: of the built-in microphone [A]."""
        inputs = self._phone.routes.current.inputs
        return bool(inputs) and inputs[0].kind is Kind.BUILT_IN_MIC

    @property
    def echo_cancelled_available(self) -> bool:
        """``isEchoCancelledInputAvailable``."""
        setup = self._phone.own.setup
        return (setup.category, setup.mode) in {
            (Category.PLAY_AND_RECORD, Mode.DEFAULT),
            (Category.MULTI_ROUTE, Mode.DUAL_ROUTE),
        }

    # ---- Setting ------------------------------------------------------------------------------

    def prefer_rate(self, rate: float) -> None:
        """Do ``setPreferredSampleRate``; what the hardware lacks is accepted silently."""
        self.preferred_rate = rate
        self.update()

    def prefer_buffer(self, seconds: float) -> None:
        """Do ``setPreferredIOBufferDuration``."""
        self.preferred_buffer = seconds

    def prefer_inputs(self, count: int) -> None:
        """Do ``setPreferredInputNumberOfChannels``."""
        if not self._phone.own.setup.has_input:
            raise refusal(Code.INCOMPATIBLE_CATEGORY, "the category has no input")
        _check_count(count, self.maximum_inputs)
        self._change_channels(inputs=count)

    def prefer_outputs(self, count: int) -> None:
        """Do ``setPreferredOutputNumberOfChannels``."""
        _check_count(count, self.maximum_outputs)
        self._change_channels(outputs=count)

    def _change_channels(self, *, inputs: int = 0, outputs: int = 0) -> None:
        before = self.inputs, self.outputs
        self.preferred_inputs = inputs or self.preferred_inputs
        self.preferred_outputs = outputs or self.preferred_outputs
        if (self.inputs, self.outputs) != before:
            self._tell_configuration()

    def set_gain(self, gain: float) -> None:
        """Do ``setInputGain``: clamped, and refused where it cannot be set."""
        if not self.gain_settable:
            raise refusal(Code.BAD_PARAM, "the gain of this input cannot be set")
        self.gain = 0.0 if math.isnan(gain) else min(max(gain, 0.0), 1.0)
        self._phone.report("inputGain", value=round(self.gain * MILLION))

    def mute_output(self, muted: bool) -> None:
        """Do ``setOutputMuted``."""
        setup = self._phone.own.setup
        if setup.category is Category.PLAY_AND_RECORD and setup.mode is not Mode.DEFAULT:
            raise refusal(Code.BAD_PARAM, "PlayAndRecord can be muted in mode Default alone")
        self._mute_output(muted)

    def _mute_output(self, muted: bool) -> None:
        if muted is not self.output_muted:
            self.output_muted = muted
            self._phone.report("AVAudioSessionOutputMuteStateChangeNotification", value=int(muted))

    def mute_input(self, muted: bool) -> None:
        """Do ``setInputMuted``; announced while the app records."""
        changed, self.input_muted = muted is not self.input_muted, muted
        own = self._phone.own
        if changed and own.active and own.setup.has_input:
            self._phone.report(
                "AVAudioApplicationInputMuteStateChangeNotification", value=int(muted)
            )

    # ---- Data sources -------------------------------------------------------------------------

    def data_sources(self, port: Port | None) -> tuple[DataSource, ...]:
        """Return the microphones behind a port; only the built-in input has any."""
        return MICROPHONES if port is not None and port.kind is Kind.BUILT_IN_MIC else ()

    def selected(self, port: Port | None) -> DataSource | None:
        """Return the microphone in use, of those behind a port."""
        sources = self.data_sources(port)
        chosen = self.sources.get(uid(port)) if port is not None else None
        return next((source for source in sources if source.id == chosen), (*sources, None)[0])

    def current_input(self) -> Port | None:
        """Return the input of the current route."""
        return next(iter(self._phone.routes.current.inputs), None)

    def select(self, port: Port | None, source: int | None) -> None:
        """Choose a microphone behind ``port``; None goes back to the default."""
        if source is not None and all(source != each.id for each in self.data_sources(port)):
            raise refusal(Code.BAD_PARAM, f"there is no data source {source}")
        if port is None:
            return
        self.sources.pop(uid(port), None)
        if source is not None:
            self.sources[uid(port)] = source
        if self._update_sources():
            self._tell_configuration()

    def _update_sources(self) -> bool:
        """Tell if the current input has other microphones than before, or another in use."""
        port = self.current_input()
        had, selected = self._told_sources
        has, selects = self._told_sources = self.data_sources(port), self.selected(port)
        if has != had:
            self._phone.report("inputDataSources")
        if selects != selected:
            self._phone.report("inputDataSource")
        return selects != selected

    def select_output(self, source: int | None) -> None:
        """Do ``setOutputDataSource``: no output of this phone has any."""
        if source is not None:
            raise refusal(Code.BAD_PARAM, f"there is no data source {source}")

    def prefer_pattern(self, port: Port, source: int, pattern: str | None) -> None:
        """Do ``setPreferredPolarPattern`` of a microphone behind ``port``."""
        found = next((each for each in self.data_sources(port) if each.id == source), None)
        if found is None or (pattern is not None and pattern not in found.patterns):
            raise refusal(Code.BAD_PARAM, f"data source {source} has no pattern {pattern!r}")
        before = dict(self.patterns)
        self.patterns.pop(source, None)
        if pattern is not None:
            self.patterns[source] = Pattern(pattern)
        if self.patterns != before and port == self.current_input():
            self._tell_configuration()

    # ---- Changes of the rest ------------------------------------------------------------------

    def route_changed(self) -> None:
        """Take in that the route has changed."""
        self._update_sources()
        self.update(tell=False)

    def setup_changed(self) -> None:
        """Take in that the category or mode has changed."""
        setup = self._phone.own.setup
        if setup.category is Category.PLAY_AND_RECORD and setup.mode is not Mode.DEFAULT:
            self._mute_output(False)

    def update(self, *, tell: bool = True) -> None:
        """Choose the sample rate anew."""
        before, self._rate = self._rate, self._choose_rate()
        if self._rate != before:
            self._phone.report("sampleRate", value=round(self._rate))
            if tell:
                self._tell_configuration()

    def _tell_configuration(self) -> None:
        if self._phone.own.active:
            self._phone.routes.update(Why.ROUTE_CONFIGURATION_CHANGE, always=True)


_SPECS = [spec for each in ACCESSORIES.values() for spec in each.ports]


def accessory(port: Port) -> Accessory:
    """Return the accessory that a port belongs to, :data:`BUILT_IN` for one of the phone's own."""
    if not port.address:
        return BUILT_IN
    return next(
        each
        for each in reversed(ACCESSORIES.values())
        if each.name == port.name or any(spec.kind is port.kind for spec in each.ports)
    )


def _check_count(count: int, maximum: int) -> None:
    if not 1 <= count <= maximum:
        raise refusal(Code.BAD_PARAM, f"{count} channels: there are 1 to {maximum}")
