"""Where each stream of the iOS managers comes from: one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from .._reading import checked, read_object, read_objects
from ..ios import (
    AVAudioApplicationMicrophoneInjectionPermission,
    AVAudioSessionInterruptionOptions,
    AVAudioSessionInterruptionReason,
    AVAudioSessionInterruptionType,
    AVAudioSessionPromptStyle,
    AVAudioSessionRenderingMode,
    AVAudioSessionRouteChangeReason,
    AVAudioSessionSilenceSecondaryAudioHintType,
)
from ..platforms._ios_table import HAS_REASON, MILLION, REASON_SHIFT, SUSPENDED, UNTOLD
from .notifications import (
    AVAudioSessionInterruptionNotification,
    AVAudioSessionRouteChange,
    AVPreparePlaybackRouteResult,
)
from .records import (
    AVAudioSessionDataSourceDescription,
    AVAudioSessionPortDescription,
    AVAudioSessionRouteDescription,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from .._native import Event
    from ..platforms._contract import Driver


T = TypeVar("T")


class RouteChanges:
    """The route as it was read last. Used on the session's worker alone."""

    def __init__(self) -> None:
        self._known = AVAudioSessionRouteDescription()

    def seed(self, driver: Driver) -> None:
        """Take the route that is now for known, so that the first change has a previous one."""
        self._known = self._read(driver)

    def change(self, driver: Driver, event: Event) -> AVAudioSessionRouteChange:
        """Read the route after ``event``."""
        previous, self._known = self._known, self._read(driver)
        return AVAudioSessionRouteChange(
            reason=AVAudioSessionRouteChangeReason(event.code),
            previous_route=previous,
            current_route=self._known,
        )

    @staticmethod
    def _read(driver: Driver) -> AVAudioSessionRouteDescription:
        document = driver.call("currentRoute")
        return AVAudioSessionRouteDescription.read(read_object(document, "currentRoute"))

    def is_spatial(self, driver: Driver) -> bool:
        """Read whether spatial audio is on for an output of the route."""
        return any(port.is_spatial_audio_enabled for port in self._read(driver).outputs)


def _always(_event: Event) -> bool:
    return True


class Source(NamedTuple):
    """A stream's event of the driver, and how an item comes of it.

    ``value`` makes the item of the event itself, where that ``is_told`` by it; else ``read`` asks
    the driver, on the worker.
    """

    event: str
    value: Callable[[Event], Any] | None = None
    read: Callable[[Driver, RouteChanges, Event], Any] | None = None
    is_told: Callable[[Event], bool] = _always


def _code(event: str, item: Callable[[int], Any], operation: str, kind: type[int] = int) -> Source:
    """Make items of an event's code; of the answer of ``operation`` where iOS left it out."""
    return Source(
        event,
        lambda e: item(e.code),
        lambda driver, *_: item(checked(operation, driver.call(operation), kind)),
        lambda e: e.code != UNTOLD,
    )


def _value(event: str, item: Callable[[int], T], operation: str, kind: type[T]) -> Source:
    """Make items of an event's value; take the answer of ``operation`` where iOS left it out."""
    return Source(
        event,
        lambda e: item(e.value),
        lambda driver, *_: checked(operation, driver.call(operation), kind),
        lambda e: e.value != UNTOLD,
    )


def _interruption(event: Event) -> AVAudioSessionInterruptionNotification:
    reason = None
    if event.flags & HAS_REASON:
        reason = AVAudioSessionInterruptionReason(event.flags >> REASON_SHIFT)
    return AVAudioSessionInterruptionNotification(
        type=AVAudioSessionInterruptionType(event.code),
        options=AVAudioSessionInterruptionOptions(event.value),
        reason=reason,
        was_suspended=bool(event.flags & SUSPENDED),
    )


def _nothing(_event: Event) -> None:
    return None


def _fraction(millionths: int) -> float:
    return millionths / MILLION


def _inputs(driver: Driver, _: RouteChanges, __: Event) -> tuple[Any, ...]:
    document = driver.call("availableInputs")
    raw = () if document is None else read_objects(document, "availableInputs")
    return tuple(map(AVAudioSessionPortDescription.read, raw))


def _sources(operation: str) -> Callable[[Driver, RouteChanges, Event], Any]:
    def read(driver: Driver, _: RouteChanges, __: Event) -> tuple[Any, ...]:
        document = driver.call(operation)
        raw = () if document is None else read_objects(document, operation)
        return tuple(map(AVAudioSessionDataSourceDescription.read, raw))

    return read


def _source(operation: str) -> Callable[[Driver, RouteChanges, Event], Any]:
    def read(driver: Driver, _: RouteChanges, __: Event) -> Any:
        document = driver.call(operation)
        if document is None:
            return None
        return AVAudioSessionDataSourceDescription.read(read_object(document, operation))

    return read


SOURCES: dict[str, Source] = {
    "interruption_notification_stream": Source(
        "AVAudioSessionInterruptionNotification", _interruption
    ),
    "route_change_stream": Source(
        "AVAudioSessionRouteChangeNotification",
        read=lambda driver, changes, event: changes.change(driver, event),
    ),
    "silence_secondary_audio_hint_stream": _code(
        "AVAudioSessionSilenceSecondaryAudioHintNotification",
        AVAudioSessionSilenceSecondaryAudioHintType,
        "secondaryAudioShouldBeSilencedHint",
        bool,
    ),
    "media_services_were_lost_stream": Source(
        "AVAudioSessionMediaServicesWereLostNotification", _nothing
    ),
    "media_services_were_reset_stream": Source(
        "AVAudioSessionMediaServicesWereResetNotification", _nothing
    ),
    "spatial_playback_capabilities_changed_stream": Source(
        "AVAudioSessionSpatialPlaybackCapabilitiesChangedNotification",
        lambda event: bool(event.value),
        lambda driver, changes, _: changes.is_spatial(driver),
        lambda event: event.value != UNTOLD,
    ),
    "rendering_mode_change_stream": _code(
        "AVAudioSessionRenderingModeChangeNotification",
        AVAudioSessionRenderingMode,
        "renderingMode",
    ),
    "rendering_capabilities_change_stream": Source(
        "AVAudioSessionRenderingCapabilitiesChangeNotification", _nothing
    ),
    "microphone_injection_capabilities_change_stream": _value(
        "AVAudioSessionMicrophoneInjectionCapabilitiesChangeNotification",
        bool,
        "isMicrophoneInjectionAvailable",
        bool,
    ),
    "available_inputs_change_stream": Source(
        "AVAudioSessionAvailableInputsChangeNotification", read=_inputs
    ),
    "output_mute_state_change_stream": _value(
        "AVAudioSessionOutputMuteStateChangeNotification", bool, "outputMuted", bool
    ),
    "user_intent_to_unmute_output_stream": Source(
        "AVAudioSessionUserIntentToUnmuteOutputNotification", _nothing
    ),
    "input_mute_state_change_stream": _value(
        "AVAudioApplicationInputMuteStateChangeNotification", bool, "inputMuted", bool
    ),
    "output_volume_stream": _value("outputVolume", _fraction, "outputVolume", float),
    "input_gain_stream": _value("inputGain", _fraction, "inputGain", float),
    "input_available_stream": _value("inputAvailable", bool, "inputAvailable", bool),
    "input_data_sources_stream": Source("inputDataSources", read=_sources("inputDataSources")),
    "input_data_source_stream": Source("inputDataSource", read=_source("inputDataSource")),
    "output_data_sources_stream": Source("outputDataSources", read=_sources("outputDataSources")),
    "output_data_source_stream": Source("outputDataSource", read=_source("outputDataSource")),
    "prompt_style_stream": _code("promptStyle", AVAudioSessionPromptStyle, "promptStyle"),
    "sample_rate_stream": _value("sampleRate", float, "sampleRate", float),
    "did_become_active_stream": Source("UIApplicationDidBecomeActiveNotification", _nothing),
    "microphone_injection_answers": Source(
        "requestMicrophoneInjectionPermissionWithCompletionHandler",
        lambda event: AVAudioApplicationMicrophoneInjectionPermission(event.code),
    ),
    "route_selection_answers": Source(
        "prepareRouteSelectionForPlaybackWithCompletionHandler",
        lambda event: AVPreparePlaybackRouteResult(
            should_start_playback=bool(event.value), route_selection=event.code
        ),
    ),
}
