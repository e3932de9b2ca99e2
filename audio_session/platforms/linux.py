"""Linux desktops' rules between a configuration and the sound server (PulseAudio or PipeWire).

The sound server has media roles but no audio focus. The driver keeps a focus stack between the
apps that use this library, by Android's rules, and knows calls by the role ``phone``: this is
*cooperative* focus. Nothing here lowers or mutes another app's stream.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from audio_session._reading import read_objects
from audio_session._state import Signal
from audio_session.activation import ActivationResult, ActivationStatus, DenialReason, denied
from audio_session.android import AndroidAudioContentType as Content
from audio_session.android import AndroidAudioFocusGainType as Gain
from audio_session.android import AndroidAudioUsage as Usage
from audio_session.devices import AudioDevice, AudioDeviceType
from audio_session.events import (
    AudioInterruptionReason,
    AudioServiceEvent,
    BecomingNoisyEvent,
    OtherAudioEvent,
    VolumeChangedEvent,
)
from audio_session.ios import AVAudioSessionCategory as Category
from audio_session.ios import AVAudioSessionCategoryOptions as Options
from audio_session.ios import AVAudioSessionMode as Mode

from . import Capability
from ._adaptor import DriverPlatform
from ._signals import DevicesChanged, Focus

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from audio_session._native import Event
    from audio_session._reading import Reading
    from audio_session.configuration import AudioSessionConfiguration
    from audio_session.ios import AVAudioSessionSetActiveOptions

    from ._contract import Driver
    from ._signals import Notice

_FAILED, _GRANTED, _DELAYED = 0, 1, 2
_SIGNALS = {-1: Signal.LOSS, -2: Signal.PAUSE, -3: Signal.DUCK, 1: Signal.GAIN}
_ALREADY_DUCKED, _BY_CALL = 1, 2

# PulseAudio's roles (src/pulse/proplist.h, PA_PROP_MEDIA_ROLE). pipewire-pulse translates them.
_ROLE_OF_USAGE = {
    Usage.UNKNOWN: "music",
    Usage.MEDIA: "music",
    Usage.VOICE_COMMUNICATION: "phone",
    Usage.VOICE_COMMUNICATION_SIGNALLING: "phone",
    Usage.ALARM: "event",
    Usage.NOTIFICATION: "event",
    Usage.NOTIFICATION_RINGTONE: "event",
    Usage.NOTIFICATION_COMMUNICATION_REQUEST: "event",
    Usage.NOTIFICATION_COMMUNICATION_INSTANT: "event",
    Usage.NOTIFICATION_COMMUNICATION_DELAYED: "event",
    Usage.NOTIFICATION_EVENT: "event",
    Usage.ASSISTANCE_ACCESSIBILITY: "a11y",
    Usage.ASSISTANCE_NAVIGATION_GUIDANCE: "event",
    Usage.ASSISTANCE_SONIFICATION: "event",
    Usage.GAME: "game",
    Usage.ASSISTANT: "event",
}
_ROLE_OF_MEDIA = {Content.MOVIE: "video", Content.SONIFICATION: "event"}

# For a configuration that speaks only of iOS: category and mode -> role and gain. A mode that is
# not listed goes by its category's default.
_OF_CATEGORY = {
    (Category.PLAYBACK, None): ("music", Gain.GAIN),
    (Category.PLAYBACK, Mode.MOVIE_PLAYBACK): ("video", Gain.GAIN),
    (Category.PLAY_AND_RECORD, None): ("production", Gain.GAIN),
    (Category.PLAY_AND_RECORD, Mode.VOICE_CHAT): ("phone", Gain.GAIN_TRANSIENT),
    (Category.PLAY_AND_RECORD, Mode.VIDEO_CHAT): ("phone", Gain.GAIN_TRANSIENT),
    (Category.PLAY_AND_RECORD, Mode.VOICE_PROMPT): ("phone", Gain.GAIN_TRANSIENT),
    (Category.PLAY_AND_RECORD, Mode.GAME_CHAT): ("game", Gain.GAIN),
    (Category.MULTI_ROUTE, None): ("production", Gain.GAIN),
    (Category.RECORD, None): ("production", Gain.GAIN),
    (Category.SOLO_AMBIENT, None): ("music", Gain.GAIN),
    (Category.AMBIENT, None): ("game", Gain.NONE),
}


def _focus(event: Event) -> Focus:
    by_call = bool(event.flags & _BY_CALL)
    return Focus(
        _SIGNALS[event.code],
        generation=event.value,
        reason=AudioInterruptionReason.CALL if by_call else AudioInterruptionReason.OTHER_APP,
        native=event.code,
        already_ducked=bool(event.flags & _ALREADY_DUCKED),
        timestamp=event.time_ns / 1e9,
    )


class LinuxPlatform(DriverPlatform):
    """One sound server through the Linux driver.

    A role for the whole process is never set: it would change how the server routes the streams
    that other libraries open, and under which name it stores their volume.
    """

    capabilities = frozenset(Capability)
    translators: ClassVar[Mapping[str, Callable[[Event], Notice | None]]] = {
        "FOCUS_CHANGE": _focus,
        "DEVICES_CHANGED": lambda _event: DevicesChanged(),
        "DEFAULT_OUTPUT_CHANGED": lambda _event: DevicesChanged(),
        "DEFAULT_INPUT_CHANGED": lambda _event: DevicesChanged(),
        "VOLUME_CHANGED": lambda event: VolumeChangedEvent(event.code / 1000),
        "BECOMING_NOISY": lambda event: BecomingNoisyEvent(event.time_ns / 1e9),
        "OTHER_AUDIO_CHANGED": lambda event: OtherAudioEvent(bool(event.value)),
        "SERVICE_LOST": lambda _event: AudioServiceEvent(
            False, "the sound server is gone; it is tried again every half second"
        ),
        "SERVICE_RESTORED": lambda _event: AudioServiceEvent(
            True, "the sound server is back, and what was held on it is restored"
        ),
    }

    def __init__(self, driver: Driver) -> None:
        super().__init__(driver)
        self._held: int | None = None

    def request(self, request: AudioSessionConfiguration, generation: int) -> ActivationResult:
        """Put this app on top of the stack, or say what is in the way."""
        role, gain = role_and_gain(request)
        if gain is Gain.NONE:
            self.release(None)
            return ActivationResult(ActivationStatus.GRANTED)
        answer = self.driver.call(
            "request_focus",
            int(gain),
            bool(request.android_accepts_delayed_focus_gain),
            role,
            generation,
        )
        if answer == _GRANTED:
            self._held = generation
            return ActivationResult(ActivationStatus.GRANTED, native_code=_GRANTED)
        if answer == _DELAYED:
            self._held = generation
            return ActivationResult(
                ActivationStatus.DELAYED,
                native_code=_DELAYED,
                hint="another app is in a call; focus is granted when the call ends",
            )
        return denied(
            DenialReason.IN_CALL,
            native_code=_FAILED,
            hint="another app plays a stream of role 'phone'; ask again when the call has ended, "
            "or pass accept_delayed=True",
        )

    def release(self, options: AVAudioSessionSetActiveOptions | None) -> None:
        """Leave the stack; who was interrupted by us gets focus back."""
        if self._held is not None:
            generation, self._held = self._held, None
            self.driver.call("abandon_focus", generation)

    def forget(self) -> None:
        """The driver has left the stack when it reported the loss: nothing to do."""
        self._held = None

    def devices(self) -> frozenset[AudioDevice]:
        """Read the devices."""
        return frozenset(map(_device, read_objects(self.driver.call("get_devices"), "get_devices")))


def role_and_gain(request: AudioSessionConfiguration) -> tuple[str, Gain]:
    """Return the media role and the gain that a request means on a desktop.

    Android's attributes say it where they are given; else iOS's category, mode and options do. An
    explicit gain always stands.
    """
    role, gain = "music", request.android_audio_focus_gain_type
    attributes = request.android_audio_attributes
    if attributes is not None:
        role = _ROLE_OF_USAGE.get(attributes.usage, role)
        if attributes.usage in {Usage.MEDIA, Usage.UNKNOWN}:
            role = _ROLE_OF_MEDIA.get(attributes.content_type, role)
    elif request.av_audio_session_category is not None:
        category, mode = request.av_audio_session_category, request.av_audio_session_mode
        options = request.av_audio_session_category_options or Options(0)
        default = _OF_CATEGORY.get((category, None), (role, gain))
        role, of_category = _OF_CATEGORY.get((category, mode), default)
        if gain is Gain.GAIN:
            gain = _gain_of_options(options, of_category)
    return request.linux_media_role or role, gain


def _gain_of_options(options: Options, gain: Gain) -> Gain:
    speech_only = Options.INTERRUPT_SPOKEN_AUDIO_AND_MIX_WITH_OTHERS
    if options & Options.DUCK_OTHERS or options & speech_only == speech_only:
        return Gain.GAIN_TRANSIENT_MAY_DUCK
    return Gain.NONE if options & Options.MIX_WITH_OTHERS else gain


def _device(raw: Reading) -> AudioDevice:
    kind, name, id_ = raw.text("type"), raw.text("name"), raw.identity("id")
    known = kind in AudioDeviceType._value2member_map_
    return AudioDevice(
        id=id_,
        name=raw.text("description") or name or id_,
        is_input=raw.boolean("is_input"),
        is_output=raw.boolean("is_output"),
        type=AudioDeviceType(kind) if known else AudioDeviceType.UNKNOWN,
        raw_type=kind,
        address=name,
        is_default=raw.boolean("is_default"),
    )
