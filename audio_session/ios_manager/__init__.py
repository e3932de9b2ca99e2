"""``AVAudioSession`` and ``AVAudioApplication``, for what the portable session does not show.

Every member is named as Apple's, in snake case, and says which iOS brought it, if it is newer than
13.0. On an older iOS it raises :class:`~audio_session.errors.UnsupportedError` with that version,
on any other platform one with the platform's name.
"""

from __future__ import annotations

from .application import AVAudioApplication
from .behaviour import Behaviour
from .categories import Categories
from .hardware import Hardware
from .notifications import (
    AVAudioSessionInterruptionNotification,
    AVAudioSessionRouteChange,
    AVPreparePlaybackRouteResult,
)
from .records import (
    AVAudioChannelLayout,
    AVAudioSessionCapability,
    AVAudioSessionChannelDescription,
    AVAudioSessionDataSourceDescription,
    AVAudioSessionPortDescription,
    AVAudioSessionPortExtensionBluetoothMicrophone,
    AVAudioSessionRouteDescription,
)
from .routes import Routes

__all__ = [
    "AVAudioApplication",
    "AVAudioChannelLayout",
    "AVAudioSession",
    "AVAudioSessionCapability",
    "AVAudioSessionChannelDescription",
    "AVAudioSessionDataSourceDescription",
    "AVAudioSessionInterruptionNotification",
    "AVAudioSessionPortDescription",
    "AVAudioSessionPortExtensionBluetoothMicrophone",
    "AVAudioSessionRouteChange",
    "AVAudioSessionRouteDescription",
    "AVPreparePlaybackRouteResult",
]


class AVAudioSession(Categories, Behaviour, Routes, Hardware):
    """iOS's ``AVAudioSession``, through the driver of ``session`` or of the process's session.

    Making one opens nothing, and any number may be made: those of one session share its streams.
    Calls run on the session's worker, one after another and in order with the session's own;
    callbacks run where the session's events are delivered. A stream that the running iOS lacks
    raises ``UnsupportedError`` when it is touched, if the session is open by then; else its readers
    get that error in place of an event, and the log has it for ``listen()``.

    An argument that no iOS can be told is a ``TypeError`` or ``ValueError``, which names its value,
    the rule and the fix, before anything else happens. A constant without a name here is passed on:
    a newer iOS may know it.

    What iOS refuses is a :class:`~audio_session.errors.NativeError` with its code, as is an answer
    that cannot be understood.

    When the media services were reset (Apple QA1749, D), the session sets again what was preferred
    and wanted here, in the order in which it was set, after its own configuration and activation:
    all that the setters say but category, mode and activation, which are the session's; acts upon
    the route of the moment (:meth:`override_output_audio_port`, :meth:`set_input_data_source`,
    :meth:`set_output_data_source`); and gain and mutes, which others than the app change as well.
    Those the app sets again when ``AudioSession.service_event_stream`` says ``available``. Not
    verified on a device.
    """
