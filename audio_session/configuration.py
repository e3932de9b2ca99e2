"""What an app says about its audio, once and for every OS."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from . import _wire
from ._arguments import name_of
from ._fields import boolean, channels, flags, instance, media_role, member, optional, positive
from ._record import Record
from .android import (
    AndroidAudioAttributes,
    AndroidAudioContentType,
    AndroidAudioFocusGainType,
    AndroidAudioUsage,
)
from .ios import (
    AVAudioSessionCategory,
    AVAudioSessionCategoryOptions,
    AVAudioSessionMode,
    AVAudioSessionRouteSharingPolicy,
    AVAudioSessionSetActiveOptions,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

__all__ = ["AudioSessionConfiguration", "AudioSessionType", "DuckPolicy"]


class DuckPolicy(StrEnum):
    """What happens when another app may be heard over this one, such as a spoken direction."""

    SYSTEM = "system"
    """Leave it to the OS. Android 8 and later lower the volume themselves and tell nobody."""
    APP = "app"
    """The app is told, as a duck, and lowers its own volume."""
    PAUSE = "pause"
    """The app is told, as a pause: right for speech, of which nothing should be missed."""


class AudioSessionType(StrEnum):
    """The portable types of the W3C Audio Session API (w3c.github.io/audio-session)."""

    AUTO = "auto"
    """No choice made: as ``PLAYBACK``, for nothing here can guess."""
    PLAYBACK = "playback"
    """Music, films, podcasts: what the user listens to, one app at a time."""
    TRANSIENT = "transient"
    """A short sound on top of other audio: a notification's ping."""
    TRANSIENT_SOLO = "transient-solo"
    """A short sound that silences other audio, which then goes on: a spoken direction."""
    AMBIENT = "ambient"
    """Sound that mixes with everybody's and disturbs nobody."""
    PLAY_AND_RECORD = "play-and-record"
    """Playing and recording at once: a conference."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AudioSessionConfiguration(Record):
    """What an app plays and how it gets along with others, on every OS at once.

    Immutable, comparable and hashable. Enum fields take a member or the OS's raw value; a raw
    value that this library has no name for is kept. A field that is None is left as the OS has it.

    For iOS: ``av_audio_session_category``, ``_category_options``, ``_mode``,
    ``_route_sharing_policy`` go to ``setCategory``, ``_set_active_options`` to ``setActive``.
    ``av_audio_session_preferred_sample_rate`` (Hz), ``_preferred_io_buffer_duration`` (seconds) and
    ``_preferred_input_number_of_channels`` / ``_output_`` are wishes that iOS need not grant.

    For Android, and by the same rules for Linux and every simulated device:
    ``android_audio_attributes`` says what is played and why; ``android_audio_focus_gain_type``
    which focus to ask for, ``NONE`` for none;
    ``android_will_pause_when_ducked`` that the app pauses where it might be ducked;
    ``android_accepts_delayed_focus_gain`` (API 26) that focus may come later, after a call;
    ``android_force_ducking`` (API 28) that accessibility speech ducks even those who would pause.

    ``duck_policy`` says who lowers the volume. ``linux_media_role`` overrides the media role that
    Linux sound servers see, which is otherwise derived from the usage. ``extra`` holds what
    :meth:`from_json` did not understand.

    Raises TypeError or ValueError, naming the field, its value, the rule and the fix.
    """

    av_audio_session_category: AVAudioSessionCategory | None = None
    av_audio_session_category_options: AVAudioSessionCategoryOptions | None = None
    av_audio_session_mode: AVAudioSessionMode | None = None
    av_audio_session_route_sharing_policy: AVAudioSessionRouteSharingPolicy | None = None
    av_audio_session_set_active_options: AVAudioSessionSetActiveOptions | None = None
    android_audio_attributes: AndroidAudioAttributes | None = None
    android_audio_focus_gain_type: AndroidAudioFocusGainType = AndroidAudioFocusGainType.GAIN
    android_will_pause_when_ducked: bool | None = None
    android_accepts_delayed_focus_gain: bool | None = None
    android_force_ducking: bool | None = None
    av_audio_session_preferred_sample_rate: float | None = None
    av_audio_session_preferred_io_buffer_duration: float | None = None
    av_audio_session_preferred_input_number_of_channels: int | None = None
    av_audio_session_preferred_output_number_of_channels: int | None = None
    duck_policy: DuckPolicy | None = None
    linux_media_role: str | None = None
    extra: _wire.Extra = field(default=())

    @classmethod
    def fields(cls) -> Mapping[str, _wire.Field]:
        """Return each field's name, with what it may hold and how JSON writes it."""
        return _FIELDS

    @classmethod
    def from_type(cls, session_type: AudioSessionType | str) -> Self:
        """Return the configuration for a type of the W3C Audio Session API.

        Raises ValueError for a name that is none of its types, TypeError for what is no name.
        """
        known = AudioSessionType(name_of("session_type", session_type, AudioSessionType))
        preset: Self = getattr(cls, _PRESET_OF_TYPE[known])()
        return preset

    @classmethod
    def music(cls) -> Self:
        """For a music or film player: it plays on when locked, and one app plays at a time."""
        return cls(
            av_audio_session_category=AVAudioSessionCategory.PLAYBACK,
            av_audio_session_mode=AVAudioSessionMode.DEFAULT,
            android_audio_attributes=_attributes("MUSIC", "MEDIA"),
        )

    @classmethod
    def speech(cls) -> Self:
        """For podcasts and audio books: rather paused than ducked, so that no word is lost."""
        return cls(
            av_audio_session_category=AVAudioSessionCategory.PLAYBACK,
            av_audio_session_mode=AVAudioSessionMode.SPOKEN_AUDIO,
            android_audio_attributes=_attributes("SPEECH", "MEDIA"),
            android_will_pause_when_ducked=True,
        )

    @classmethod
    def game(cls) -> Self:
        """For a game with its own music: silent when locked or switched to silent."""
        return cls(
            av_audio_session_category=AVAudioSessionCategory.SOLO_AMBIENT,
            av_audio_session_mode=AVAudioSessionMode.DEFAULT,
            android_audio_attributes=_attributes("MUSIC", "GAME"),
        )

    @classmethod
    def ambient(cls) -> Self:
        """For sound beside the user's own music: it mixes, and asks for no focus."""
        return cls(
            av_audio_session_category=AVAudioSessionCategory.AMBIENT,
            av_audio_session_mode=AVAudioSessionMode.DEFAULT,
            android_audio_attributes=_attributes("SONIFICATION", "GAME"),
            android_audio_focus_gain_type=AndroidAudioFocusGainType.NONE,
        )

    @classmethod
    def navigation(cls) -> Self:
        """For spoken directions: music is ducked and other speech is paused while they last."""
        options = AVAudioSessionCategoryOptions
        return cls(
            av_audio_session_category=AVAudioSessionCategory.PLAYBACK,
            av_audio_session_category_options=options.DUCK_OTHERS
            | options.INTERRUPT_SPOKEN_AUDIO_AND_MIX_WITH_OTHERS,
            av_audio_session_mode=AVAudioSessionMode.VOICE_PROMPT,
            av_audio_session_set_active_options=_NOTIFY,
            android_audio_attributes=_attributes("SPEECH", "ASSISTANCE_NAVIGATION_GUIDANCE"),
            android_audio_focus_gain_type=AndroidAudioFocusGainType.GAIN_TRANSIENT_MAY_DUCK,
            duck_policy=DuckPolicy.SYSTEM,
        )

    @classmethod
    def voice_chat(cls) -> Self:
        """For voice calls: both directions, at the ear, over Bluetooth headsets too."""
        return cls(
            av_audio_session_category=AVAudioSessionCategory.PLAY_AND_RECORD,
            av_audio_session_category_options=AVAudioSessionCategoryOptions.ALLOW_BLUETOOTH,
            av_audio_session_mode=AVAudioSessionMode.VOICE_CHAT,
            av_audio_session_set_active_options=_NOTIFY,
            android_audio_attributes=_attributes("SPEECH", "VOICE_COMMUNICATION"),
            android_audio_focus_gain_type=AndroidAudioFocusGainType.GAIN_TRANSIENT,
        )

    @classmethod
    def video_chat(cls) -> Self:
        """For video calls: as :meth:`voice_chat`, but through the speaker."""
        options = AVAudioSessionCategoryOptions
        return cls.voice_chat().replace(
            av_audio_session_category_options=options.ALLOW_BLUETOOTH | options.DEFAULT_TO_SPEAKER,
            av_audio_session_mode=AVAudioSessionMode.VIDEO_CHAT,
        )

    @classmethod
    def recording(cls) -> Self:
        """For memos and speech recognition: everybody else is silent while it records."""
        return cls(
            av_audio_session_category=AVAudioSessionCategory.RECORD,
            av_audio_session_category_options=AVAudioSessionCategoryOptions.ALLOW_BLUETOOTH,
            av_audio_session_mode=AVAudioSessionMode.DEFAULT,
            av_audio_session_set_active_options=_NOTIFY,
            android_audio_attributes=_attributes("SPEECH", "MEDIA"),
            android_audio_focus_gain_type=AndroidAudioFocusGainType.GAIN_TRANSIENT_EXCLUSIVE,
        )

    @classmethod
    def alarm(cls) -> Self:
        """For alarms and timers: heard though the phone is silent; music pauses and goes on."""
        return cls(
            av_audio_session_category=AVAudioSessionCategory.PLAYBACK,
            av_audio_session_mode=AVAudioSessionMode.DEFAULT,
            av_audio_session_set_active_options=_NOTIFY,
            android_audio_attributes=_attributes("SONIFICATION", "ALARM"),
            android_audio_focus_gain_type=AndroidAudioFocusGainType.GAIN_TRANSIENT,
        )

    @classmethod
    def ping(cls) -> Self:
        """For one short sound, as of a notification: others go on, ducked where the OS can."""
        return cls(
            av_audio_session_category=AVAudioSessionCategory.AMBIENT,
            av_audio_session_mode=AVAudioSessionMode.DEFAULT,
            av_audio_session_set_active_options=_NOTIFY,
            android_audio_attributes=_attributes("SONIFICATION", "NOTIFICATION_EVENT"),
            android_audio_focus_gain_type=AndroidAudioFocusGainType.GAIN_TRANSIENT_MAY_DUCK,
            duck_policy=DuckPolicy.SYSTEM,
        )

    @classmethod
    def announcement(cls) -> Self:
        """For one spoken message that silences others, who then go on."""
        return cls(
            av_audio_session_category=AVAudioSessionCategory.PLAYBACK,
            av_audio_session_mode=AVAudioSessionMode.DEFAULT,
            av_audio_session_set_active_options=_NOTIFY,
            android_audio_attributes=_attributes("SPEECH", "ASSISTANCE_NAVIGATION_GUIDANCE"),
            android_audio_focus_gain_type=AndroidAudioFocusGainType.GAIN_TRANSIENT,
        )


_NOTIFY = AVAudioSessionSetActiveOptions.NOTIFY_OTHERS_ON_DEACTIVATION

_PRESET_OF_TYPE = {
    AudioSessionType.AUTO: "music",
    AudioSessionType.PLAYBACK: "music",
    AudioSessionType.TRANSIENT: "ping",
    AudioSessionType.TRANSIENT_SOLO: "announcement",
    AudioSessionType.AMBIENT: "ambient",
    AudioSessionType.PLAY_AND_RECORD: "video_chat",
}


def _attributes(content_type: str, usage: str) -> AndroidAudioAttributes:
    return AndroidAudioAttributes(
        content_type=AndroidAudioContentType[content_type], usage=AndroidAudioUsage[usage]
    )


def _ours(name: str) -> str:
    """Return our own JSON key for a field: ``duck_policy`` is ``py:duckPolicy``."""
    first, *rest = name.split("_")
    return _wire.OURS + first + "".join(word.capitalize() for word in rest)


_MODES = tuple(
    AVAudioSessionMode[name]
    for name in (
        "DEFAULT",
        "GAME_CHAT",
        "MEASUREMENT",
        "MOVIE_PLAYBACK",
        "SPOKEN_AUDIO",
        "VIDEO_CHAT",
        "VIDEO_RECORDING",
        "VOICE_CHAT",
        "VOICE_PROMPT",
    )
)
_POLICIES = tuple(
    AVAudioSessionRouteSharingPolicy[name]
    for name in ("DEFAULT", "LONG_FORM_AUDIO", "LONG_FORM_VIDEO", "INDEPENDENT")
)
# The plugin's reader fails at a gain that it does not know; this one disturbs others least.
_GAIN_STAND_INS = {
    AndroidAudioFocusGainType.NONE: AndroidAudioFocusGainType.GAIN_TRANSIENT_MAY_DUCK,
}

_FIELDS: Mapping[str, _wire.Field] = {
    "av_audio_session_category": _wire.Field(
        "avAudioSessionCategory", optional(member(AVAudioSessionCategory))
    ),
    "av_audio_session_category_options": _wire.Field(
        "avAudioSessionCategoryOptions", optional(flags(AVAudioSessionCategoryOptions))
    ),
    "av_audio_session_mode": _wire.IndexField(
        "avAudioSessionMode", optional(member(AVAudioSessionMode)), _MODES
    ),
    "av_audio_session_route_sharing_policy": _wire.IndexField(
        "avAudioSessionRouteSharingPolicy",
        optional(member(AVAudioSessionRouteSharingPolicy)),
        _POLICIES,
    ),
    "av_audio_session_set_active_options": _wire.Field(
        "avAudioSessionSetActiveOptions", optional(flags(AVAudioSessionSetActiveOptions))
    ),
    "android_audio_attributes": _wire.RecordField(
        "androidAudioAttributes", optional(instance(AndroidAudioAttributes)), AndroidAudioAttributes
    ),
    "android_audio_focus_gain_type": _wire.StandInField(
        "androidAudioFocusGainType", member(AndroidAudioFocusGainType), _GAIN_STAND_INS
    ),
    "android_will_pause_when_ducked": _wire.Field("androidWillPauseWhenDucked", optional(boolean)),
} | {
    name: _wire.Field(_ours(name), optional(check))
    for name, check in {
        "android_accepts_delayed_focus_gain": boolean,
        "android_force_ducking": boolean,
        "av_audio_session_preferred_sample_rate": positive("Hz"),
        "av_audio_session_preferred_io_buffer_duration": positive("seconds"),
        "av_audio_session_preferred_input_number_of_channels": channels,
        "av_audio_session_preferred_output_number_of_channels": channels,
        "duck_policy": member(DuckPolicy),
        "linux_media_role": media_role,
    }.items()
}
