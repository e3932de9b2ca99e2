"""Where sound comes from and goes to on a simulated iPhone, for our own app.

The rules are those of :mod:`~audio_session.simulator.ios_rules`. Everything is called under the
phone's lock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..ios import AVAudioSessionCategory as Category
from ..ios import AVAudioSessionCategoryOptions as Options
from ..ios import AVAudioSessionErrorCode as Code
from ..ios import AVAudioSessionMode as Mode
from ..ios import AVAudioSessionPort as Kind
from ..ios import AVAudioSessionPortOverride as Override
from ..ios import AVAudioSessionRouteChangeReason as Why
from ..platforms._ios_table import (
    BUILT_IN_OUTPUTS,
    CURRENT_OUTPUT_BUILT_IN,
    PREVIOUS_OUTPUT_PRIVATE,
    PRIVATE_OUTPUTS,
)
from .ios_hardware import BUILT_IN_UIDS
from .ios_rules import refusal

if TYPE_CHECKING:
    from .ios_app import Setup
    from .iphone import IPhone
    from .world import Port

_WIRED = frozenset({Kind.HEADPHONES, Kind.LINE_OUT, Kind.USB_AUDIO, Kind.HDMI, Kind.THUNDERBOLT})
_BUILT_IN = frozenset(BUILT_IN_UIDS)
_NEEDS = {
    Kind.BLUETOOTH_HFP: Options.ALLOW_BLUETOOTH_HFP,
    Kind.BLUETOOTH_LE: Options.ALLOW_BLUETOOTH_HFP,
    Kind.BLUETOOTH_A2DP: Options.ALLOW_BLUETOOTH_A2DP,
    Kind.AIR_PLAY: Options.ALLOW_AIR_PLAY,
}
"""What PlayAndRecord needs for an output; Record needs the first two for an input."""


def uid(port: Port) -> str:
    """Return a port's ``UID``, which its ends share where they are one device's."""
    return port.address or BUILT_IN_UIDS[port.kind]


class Route(NamedTuple):
    """The ports in use, as ``AVAudioSessionRouteDescription``."""

    inputs: tuple[Port, ...] = ()
    outputs: tuple[Port, ...] = ()


class Routes:
    """The current route of our own app, and what it asked for about it."""

    def __init__(self, phone: IPhone) -> None:
        self._phone = phone
        self.override = Override.NONE
        self.preferred_input: str | None = None
        self.current = Route()
        self._had_input_hardware = self.has_input_hardware
        self._could_choose: tuple[Port, ...] = ()

    def forget(self) -> None:
        """Forget what the app asked for: media services were reset."""
        self.override, self.preferred_input = Override.NONE, None

    @property
    def has_input_hardware(self) -> bool:
        """``isInputAvailable``."""
        return any(port.is_source for port in self._phone.ports)

    def available_inputs(self) -> tuple[Port, ...]:
        """``availableInputs``: of the category that was set last; none without input."""
        setup = self._phone.own.setup
        return self._inputs(setup) if setup.has_input else ()

    def update_inputs(self) -> None:
        """Tell if there are other inputs than before, by a plug or by the category."""
        if self._phone.sessions.services_lost:
            return
        could_choose, self._could_choose = self._could_choose, self.available_inputs()
        if self._could_choose != could_choose:
            self._phone.report("AVAudioSessionAvailableInputsChangeNotification")
        had_any, self._had_input_hardware = self._had_input_hardware, self.has_input_hardware
        if self._had_input_hardware is not had_any:
            self._phone.report("inputAvailable", value=int(self._had_input_hardware))

    def find(self, which: str, *, source: bool) -> Port:
        """Return the port with that UID; error -50 if there is none."""
        for port in self._phone.ports:
            if uid(port) == which and port.is_source is source:
                return port
        raise refusal(Code.BAD_PARAM, f"there is no port {which!r}")

    def prefer(self, which: str | None) -> None:
        """Do ``setPreferredInput``."""
        if which is not None and all(uid(port) != which for port in self.available_inputs()):
            raise refusal(Code.BAD_PARAM, f"{which!r} is no available input of this category")
        self.preferred_input = which
        self.update(Why.OVERRIDE)

    def override_output(self, override: Override) -> None:
        """Do ``overrideOutputAudioPort``."""
        if self._phone.own.setup.category is not Category.PLAY_AND_RECORD:
            raise refusal(Code.BAD_PARAM, "an override of the output goes with PlayAndRecord alone")
        if override not in {Override.NONE, Override.SPEAKER}:
            raise refusal(Code.BAD_PARAM, f"{int(override)} is no override")
        self.override = override
        self.update(Why.OVERRIDE)

    def lapse(self) -> None:
        """Undo an override of the output: our own app was interrupted."""
        if self.override is not Override.NONE:
            self.override = Override.NONE
            self.update(Why.OVERRIDE)

    def update(self, reason: Why, *, always: bool = False) -> Route:
        """Choose the route anew, tell of a change, and return the route before.

        ``always`` tells also where the ports stay. Any change but an override's own undoes one.
        Without the media services nobody tells; what has changed is told as they are back [A].
        """
        before = self.current
        if self._phone.sessions.services_lost:
            return before
        if reason is not Why.OVERRIDE and (always or self._choose() != before):
            self.override = Override.NONE
        self.current = now = self._choose()
        if not always and now == before:
            return before
        if not now.inputs and not now.outputs:
            reason = Why.NO_SUITABLE_ROUTE_FOR_CATEGORY
        flags = 0
        if any(port.kind in PRIVATE_OUTPUTS for port in before.outputs):
            flags |= PREVIOUS_OUTPUT_PRIVATE
        if any(port.kind in BUILT_IN_OUTPUTS for port in now.outputs):
            flags |= CURRENT_OUTPUT_BUILT_IN
        self._phone.report("AVAudioSessionRouteChangeNotification", code=int(reason), flags=flags)
        self._phone.hardware.route_changed()
        return before

    # ---- Choosing -----------------------------------------------------------------------------

    def _choose(self) -> Route:
        setup = self._phone.own.applied
        source = self._input(setup)
        outputs = self._outputs(setup, source)
        hands_free = [port for port in outputs if port.kind is Kind.BLUETOOTH_HFP]
        if setup.has_input and hands_free:
            # HFP goes both ways.
            source = next(p for p in self._inputs(setup) if uid(p) == uid(hands_free[0]))
        return Route((source,) if source is not None else (), outputs)

    def _inputs(self, setup: Setup) -> tuple[Port, ...]:
        return tuple(
            port for port in self._phone.ports if port.is_source and _is_allowed(port, setup)
        )

    def _input(self, setup: Setup) -> Port | None:
        inputs = self._inputs(setup) if setup.has_input else ()
        preferred = [port for port in inputs if uid(port) == self.preferred_input]
        return [*inputs, *preferred][-1] if inputs else None

    def _outputs(self, setup: Setup, source: Port | None) -> tuple[Port, ...]:
        if not setup.has_output:
            return ()
        if self.override is Override.SPEAKER:
            return (self._speaker,)
        plugged = [
            port
            for port in self._phone.ports
            if port.is_sink and port.kind not in _BUILT_IN and self._plays(port, setup, source)
        ]
        if setup.category is Category.MULTI_ROUTE:
            wired = tuple(port for port in plugged if port.kind in _WIRED)
            return wired or (self._speaker,)
        if plugged:
            return (plugged[-1],)
        if setup.category is Category.PLAY_AND_RECORD and not self._speaks_aloud(setup):
            return (self._receiver,)
        return (self._speaker,)

    def _plays(self, port: Port, setup: Setup, source: Port | None) -> bool:
        if setup.category is not Category.PLAY_AND_RECORD:
            return port.kind is not Kind.BLUETOOTH_HFP
        if not _is_allowed(port, setup):
            return False
        # A chosen input other than the headset's leaves the headset to A2DP, or out.
        return (
            port.kind is not Kind.BLUETOOTH_HFP
            or self.preferred_input is None
            or (source is not None and uid(source) == uid(port))
        )

    def _speaks_aloud(self, setup: Setup) -> bool:
        return (
            bool(setup.effective & Options.DEFAULT_TO_SPEAKER)
            or setup.mode is Mode.VIDEO_CHAT
            or all(port.kind is not Kind.BUILT_IN_RECEIVER for port in self._phone.ports)
        )

    @property
    def _speaker(self) -> Port:
        return self._built_in(Kind.BUILT_IN_SPEAKER)

    @property
    def _receiver(self) -> Port:
        return self._built_in(Kind.BUILT_IN_RECEIVER)

    def _built_in(self, kind: Kind) -> Port:
        return next(port for port in self._phone.ports if port.kind is kind)


def _is_allowed(port: Port, setup: Setup) -> bool:
    needs = _NEEDS.get(port.kind, Options.NONE)
    return setup.effective & needs == needs
