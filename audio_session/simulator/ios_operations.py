"""What the simulated iPhone's operations do: from the table's scalars to the phone.

Each function gets what its operation's signature says, and is called under the phone's lock.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ..ios import AVAudioApplicationMicrophoneInjectionPermission as InjectionPermission
from ..ios import AVAudioSessionCategory as Category
from ..ios import AVAudioSessionCategoryOptions as Options
from ..ios import AVAudioSessionErrorCode as Code
from ..ios import AVAudioSessionMicrophoneInjectionMode as InjectionMode
from ..ios import AVAudioSessionMode as Mode
from ..ios import AVAudioSessionPortOverride as Override
from ..ios import AVAudioSessionRouteSharingPolicy as Policy
from ..ios import AVAudioSessionSetActiveOptions as ActiveOptions
from ..ios import AVAudioStereoOrientation as StereoOrientation
from .ios_describe import (
    describe_port,
    describe_ports,
    describe_route,
    describe_source,
    describe_sources,
)
from .ios_routes import Route, uid
from .ios_rules import refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..platforms._contract import Scalar
    from .iphone import IPhone
    from .world import Port

_STEREO_LAYOUT = 101 << 16 | 2  # kAudioChannelLayoutTag_Stereo
_LOCAL_ROUTE = 1  # AVAudioSessionRouteSelectionLocal
_NOTIFY = ActiveOptions.NOTIFY_OTHERS_ON_DEACTIVATION
_FOR_AUDIO_PROCESSING = Category.AUDIO_PROCESSING

Functions = dict[str, "Callable[..., Scalar]"]


def functions_of(phone: IPhone) -> Functions:
    """Return the function of every operation."""
    return {
        **_category(phone),
        **_session(phone),
        **_abilities(phone),
        **_routes(phone),
        **_sources(phone),
        **_hardware(phone),
        **_application(phone),
    }


def _category(phone: IPhone) -> Functions:
    own = phone.own

    def set_setup(
        category: str, mode: str = Mode.DEFAULT, policy: int = 0, options: int = 0
    ) -> None:
        # Options are not sticky: what a shorter setter leaves out is the default again.
        own.set_category(Category(category), Mode(mode), Options(options), Policy(policy))

    def set_mode(mode: str) -> None:
        setup = own.setup
        own.set_category(setup.category, Mode(mode), setup.options, setup.policy)

    def available_categories() -> str:
        known = [each for each in Category if each is not _FOR_AUDIO_PROCESSING]
        if not phone.routes.has_input_hardware:
            known = [Category.AMBIENT, Category.SOLO_AMBIENT, Category.PLAYBACK]
        return json.dumps(list(map(str, known)))

    return {
        "category": lambda: str(own.setup.category),
        "mode": lambda: str(own.setup.mode),
        "categoryOptions": lambda: int(own.setup.effective),
        "routeSharingPolicy": lambda: int(own.setup.policy),
        "setCategoryError": set_setup,
        "setCategoryWithOptionsError": lambda c, o: set_setup(c, options=o),
        "setCategoryModeOptionsError": lambda c, m, o: set_setup(c, m, options=o),
        "setCategoryModeRouteSharingPolicyOptionsError": set_setup,
        "setModeError": set_mode,
        "availableCategories": available_categories,
        "availableModes": lambda: json.dumps(
            [str(each) for each in Mode if each.since <= phone.version]
        ),
    }


def _session(phone: IPhone) -> Functions:
    own = phone.own

    def set_active(active: bool, options: int = 0) -> None:
        own.set_active(active, notify_others=bool(options & _NOTIFY))

    def prefer_no_alerts(wanted: bool) -> None:
        own.prefers_no_alerts = wanted

    def prefer_disconnect(wanted: bool) -> None:
        own.prefers_disconnect_interruption = wanted

    return {
        "setActiveError": set_active,
        "setActiveWithOptionsError": set_active,
        "otherAudioPlaying": lambda: phone.sessions.other_audio(own),
        "secondaryAudioShouldBeSilencedHint": lambda: phone.sessions.hint(own),
        "prefersNoInterruptionsFromSystemAlerts": lambda: own.prefers_no_alerts,
        "setPrefersNoInterruptionsFromSystemAlertsError": prefer_no_alerts,
        "prefersInterruptionOnRouteDisconnect": lambda: own.prefers_disconnect_interruption,
        "setPrefersInterruptionOnRouteDisconnectError": prefer_disconnect,
    }


def _abilities(phone: IPhone) -> Functions:
    hardware = phone.hardware

    def setter(name: str) -> Callable[[bool], None]:
        return lambda wanted: setattr(hardware, name, wanted)

    def prefer_injection(mode: int) -> None:
        hardware.preferred_injection = InjectionMode(mode)

    def aggregate(kind: int) -> None:
        if kind not in {0, 1}:
            raise refusal(Code.BAD_PARAM, f"{kind} is no AVAudioSessionIOType")
        hardware.aggregated = kind

    def layouts() -> str:
        outputs = phone.own.active and hardware.maximum_outputs
        layout = {"layoutTag": _STEREO_LAYOUT, "channelCount": 2}
        return json.dumps([layout] if outputs else [])

    def prepare_route() -> None:
        phone.report(
            "prepareRouteSelectionForPlaybackWithCompletionHandler", code=_LOCAL_ROUTE, value=1
        )

    return {
        "operatingSystemVersion": lambda: "{}.{}".format(*phone.version),
        "promptStyle": lambda: int(hardware.prompt_style),
        "allowHapticsAndSystemSoundsDuringRecording": lambda: hardware.prefers_haptics,
        "setAllowHapticsAndSystemSoundsDuringRecordingError": setter("prefers_haptics"),
        "supportsMultichannelContent": lambda: hardware.multichannel,
        "setSupportsMultichannelContentError": setter("multichannel"),
        "renderingMode": lambda: hardware.rendering_mode if phone.own.active else 0,
        "supportedOutputChannelLayouts": layouts,
        "prefersEchoCancelledInput": lambda: hardware.prefers_echo_cancelled,
        "setPrefersEchoCancelledInputError": setter("prefers_echo_cancelled"),
        "isEchoCancelledInputAvailable": lambda: hardware.echo_cancelled_available,
        "isEchoCancelledInputEnabled": lambda: (
            hardware.prefers_echo_cancelled and hardware.echo_cancelled_available
        ),
        "preferredMicrophoneInjectionMode": lambda: int(hardware.preferred_injection),
        "setPreferredMicrophoneInjectionModeError": prefer_injection,
        "isMicrophoneInjectionAvailable": lambda: hardware.injection_available,
        "setAggregatedIOPreferenceError": aggregate,
        "prepareRouteSelectionForPlaybackWithCompletionHandler": prepare_route,
        "outputMuted": lambda: hardware.output_muted,
        "setOutputMutedError": hardware.mute_output,
    }


def _routes(phone: IPhone) -> Functions:
    routes = phone.routes

    def preferred() -> str | None:
        # One that is gone is still wanted, should it come back; there is nothing to describe [A].
        wanted = routes.preferred_input
        found = [port for port in phone.ports if port.is_source and uid(port) == wanted]
        return json.dumps(describe_port(phone, found[0])) if found else None

    def current() -> str:
        # Without the media server there is none, and nothing to choose from [A].
        lost = phone.sessions.services_lost
        return describe_route(phone, Route() if lost else routes.current)

    def available() -> str:
        lost = phone.sessions.services_lost
        return describe_ports(phone, () if lost else routes.available_inputs())

    return {
        "currentRoute": current,
        "availableInputs": available,
        "preferredInput": preferred,
        "setPreferredInputError": routes.prefer,
        "overrideOutputAudioPortError": lambda port: routes.override_output(Override(port)),
        "inputAvailable": lambda: routes.has_input_hardware,
    }


def _sources(phone: IPhone) -> Functions:
    hardware, routes = phone.hardware, phone.routes

    def current(port: Port | None) -> str | None:
        selected = hardware.selected(port)
        return None if selected is None else json.dumps(describe_source(phone, selected))

    def prefer(which: str, source: int | None) -> None:
        hardware.select(routes.find(which, source=True), source)

    def prefer_pattern(which: str, source: int, pattern: str | None) -> None:
        hardware.prefer_pattern(routes.find(which, source=True), source, pattern)

    def prefer_orientation(orientation: int) -> None:
        hardware.preferred_orientation = StereoOrientation(orientation)

    return {
        "inputDataSources": lambda: describe_sources(phone, hardware.current_input()),
        "inputDataSource": lambda: current(hardware.current_input()),
        "setInputDataSourceError": lambda each: hardware.select(hardware.current_input(), each),
        "outputDataSources": lambda: None,
        "outputDataSource": lambda: None,
        "setOutputDataSourceError": hardware.select_output,
        "setPreferredDataSourceError": prefer,
        "setPreferredPolarPatternError": prefer_pattern,
        "inputOrientation": lambda: int(hardware.preferred_orientation),
        "preferredInputOrientation": lambda: int(hardware.preferred_orientation),
        "setPreferredInputOrientationError": prefer_orientation,
    }


def _hardware(phone: IPhone) -> Functions:
    hardware = phone.hardware
    return {
        "inputNumberOfChannels": lambda: hardware.inputs,
        "maximumInputNumberOfChannels": lambda: hardware.maximum_inputs,
        "preferredInputNumberOfChannels": lambda: hardware.preferred_inputs,
        "setPreferredInputNumberOfChannelsError": hardware.prefer_inputs,
        "outputNumberOfChannels": lambda: hardware.outputs,
        "maximumOutputNumberOfChannels": lambda: hardware.maximum_outputs,
        "preferredOutputNumberOfChannels": lambda: hardware.preferred_outputs,
        "setPreferredOutputNumberOfChannelsError": hardware.prefer_outputs,
        "inputGain": lambda: hardware.gain,
        "inputGainSettable": lambda: hardware.gain_settable,
        "setInputGainError": hardware.set_gain,
        "outputVolume": lambda: hardware.volume,
        "sampleRate": lambda: hardware.rate,
        "preferredSampleRate": lambda: hardware.preferred_rate,
        "setPreferredSampleRateError": hardware.prefer_rate,
        "inputLatency": lambda: hardware.input_latency,
        "outputLatency": lambda: hardware.output_latency,
        "IOBufferDuration": lambda: hardware.buffer,
        "preferredIOBufferDuration": lambda: hardware.preferred_buffer,
        "setPreferredIOBufferDurationError": hardware.prefer_buffer,
    }


def _application(phone: IPhone) -> Functions:
    hardware = phone.hardware

    def ask_for_injection() -> None:
        if phone.injection_permission is InjectionPermission.UNDETERMINED:
            phone.injection_permission = InjectionPermission.GRANTED
        phone.report(
            "requestMicrophoneInjectionPermissionWithCompletionHandler",
            code=int(phone.injection_permission),
        )

    return {
        "inputMuted": lambda: hardware.input_muted,
        "setInputMutedError": hardware.mute_input,
        "microphoneInjectionPermission": lambda: int(phone.injection_permission),
        "requestMicrophoneInjectionPermissionWithCompletionHandler": ask_for_injection,
        "recordPermission": lambda: int(phone.permission),
        "AVAudioApplication.recordPermission": lambda: int(phone.permission),
    }
