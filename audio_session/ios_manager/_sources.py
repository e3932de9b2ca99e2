"""Where each stream of the iOS managers comes from: one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from .._reading import read_object, read_objects
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
from ..platforms._ios_table import HAS_REASON, MILLION, REASON_SHIFT, SUSPENDED
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


class Source(NamedTuple):
    """A stream's event of the driver, and how an item comes of it.

    ``value`` makes the item of the event itself; ``read`` asks the driver on the worker.
    """

    event: str
    value: Callable[[Event], Any] | None = None
    read: Callable[[Driver, RouteChanges, Event], Any] | None = None


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


def _is_on(event: Event) -> bool:
    return bool(event.value)


def _fraction(event: Event) -> float:
    return event.value / MILLION


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
    "silence_secondary_audio_hint_stream": Source(
        "AVAudioSessionSilenceSecondaryAudioHintNotification",
        lambda event: AVAudioSessionSilenceSecondaryAudioHintType(event.code),
    ),
    "media_services_were_lost_stream": Source(
        "AVAudioSessionMediaServicesWereLostNotification", _nothing
    ),
    "media_services_were_reset_stream": Source(
        "AVAudioSessionMediaServicesWereResetNotification", _nothing
    ),
    "spatial_playback_capabilities_changed_stream": Source(
        "AVAudioSessionSpatialPlaybackCapabilitiesChangedNotification", _is_on
    ),
    "rendering_mode_change_stream": Source(
        "AVAudioSessionRenderingModeChangeNotification",
        lambda event: AVAudioSessionRenderingMode(event.code),
    ),
    "rendering_capabilities_change_stream": Source(
        "AVAudioSessionRenderingCapabilitiesChangeNotification", _nothing
    ),
    "microphone_injection_capabilities_change_stream": Source(
        "AVAudioSessionMicrophoneInjectionCapabilitiesChangeNotification", _is_on
    ),
    "available_inputs_change_stream": Source(
        "AVAudioSessionAvailableInputsChangeNotification", read=_inputs
    ),
    "output_mute_state_change_stream": Source(
        "AVAudioSessionOutputMuteStateChangeNotification", _is_on
    ),
    "user_intent_to_unmute_output_stream": Source(
        "AVAudioSessionUserIntentToUnmuteOutputNotification", _nothing
    ),
    "input_mute_state_change_stream": Source(
        "AVAudioApplicationInputMuteStateChangeNotification", _is_on
    ),
    "output_volume_stream": Source("outputVolume", _fraction),
    "input_gain_stream": Source("inputGain", _fraction),
    "input_available_stream": Source("inputAvailable", _is_on),
    "input_data_sources_stream": Source("inputDataSources", read=_sources("inputDataSources")),
    "input_data_source_stream": Source("inputDataSource", read=_source("inputDataSource")),
    "output_data_sources_stream": Source("outputDataSources", read=_sources("outputDataSources")),
    "output_data_source_stream": Source("outputDataSource", read=_source("outputDataSource")),
    "prompt_style_stream": Source(
        "promptStyle", lambda event: AVAudioSessionPromptStyle(event.code)
    ),
    "sample_rate_stream": Source("sampleRate", lambda event: float(event.value)),
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
