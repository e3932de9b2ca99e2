"""What is handed to the manager, and the events it reports, as values."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from .._arguments import INT32, INT64, bad_argument, boolean, constant, function, whole
from ..android import (
    AndroidAudioFocus,
    AndroidAudioFocusGainType,
    AndroidScoAudioState,
    AndroidStreamType,
)
from ._given import check_attributes

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..android import AndroidAudioAttributes


@dataclass(frozen=True, slots=True, kw_only=True)
class AndroidAudioFocusRequest:
    """A request for audio focus (``AudioFocusRequest``, API 26; what older levels lack is ignored).

    ``gain_type`` may not be ``NONE``. Without ``audio_attributes`` Android takes usage ``MEDIA``.
    ``will_pause_when_ducked`` asks to be told instead of ducked silently (API 26);
    ``accepts_delayed_focus_gain`` lets a request in a call be put off (API 26); ``force_ducking``
    (API 28) is for accessibility services. ``on_audio_focus_changed`` is called with each change,
    where the session's events are delivered, until this request is replaced or abandoned.

    Raises TypeError or ValueError, naming the field, its value, the rule and the fix.
    """

    gain_type: AndroidAudioFocusGainType
    audio_attributes: AndroidAudioAttributes | None = None
    will_pause_when_ducked: bool | None = None
    on_audio_focus_changed: Callable[[AndroidAudioFocus], object] | None = None
    accepts_delayed_focus_gain: bool = False
    force_ducking: bool = False

    def __post_init__(self) -> None:
        number = constant("gain_type", self.gain_type, AndroidAudioFocusGainType)
        gain = AndroidAudioFocusGainType(number)
        if gain is AndroidAudioFocusGainType.NONE:
            rule, fix = "it asks for nothing", "call abandon_audio_focus() to hold no focus"
            raise bad_argument(ValueError, "gain_type", self.gain_type, rule, fix)
        if not gain.is_known:
            # On every level that there is: AOSP, AudioFocusRequest.Builder.setFocusGain [SRC].
            rule, fix = "Android refuses such a gain", "pass a member of AndroidAudioFocusGainType"
            raise bad_argument(ValueError, "gain_type", self.gain_type, rule, fix)
        object.__setattr__(self, "gain_type", gain)
        if self.audio_attributes is not None:
            check_attributes("audio_attributes", self.audio_attributes)
        if self.will_pause_when_ducked is not None:
            boolean("will_pause_when_ducked", self.will_pause_when_ducked)
        if self.on_audio_focus_changed is not None:
            function("on_audio_focus_changed", self.on_audio_focus_changed)
        boolean("accepts_delayed_focus_gain", self.accepts_delayed_focus_gain)
        boolean("force_ducking", self.force_ducking)


@dataclass(frozen=True, slots=True, kw_only=True)
class AndroidKeyEvent:
    """A key (``KeyEvent``), for :meth:`AndroidAudioManager.dispatch_media_key_event`.

    ``action`` is 0 for down and 1 for up, ``key_code`` such as 85 for play/pause; the times are
    milliseconds of ``SystemClock.uptimeMillis``. Raises TypeError or ValueError for what is no
    whole number, or does not fit into Java's: 64 bits for the times, 32 for the rest.
    """

    action: int
    key_code: int
    down_time: int = 0
    event_time: int = 0
    repeat_count: int = 0
    meta_state: int = 0
    device_id: int = 0
    scan_code: int = 0
    flags: int = 0
    source: int = 0

    def __post_init__(self) -> None:
        for each in fields(self):
            within = INT64 if each.name in {"down_time", "event_time"} else INT32
            whole(each.name, getattr(self, each.name), within)


@dataclass(frozen=True, slots=True)
class AndroidScoAudioEvent:
    """The Bluetooth call link changed (``ACTION_SCO_AUDIO_STATE_UPDATED``)."""

    current_state: AndroidScoAudioState
    previous_state: AndroidScoAudioState


@dataclass(frozen=True, slots=True)
class AndroidVolumeEvent:
    """A stream's volume changed to ``index``; see ``get_stream_max_volume``."""

    stream_type: AndroidStreamType
    index: int


@dataclass(frozen=True, slots=True)
class AndroidStreamMuteEvent:
    """A stream was muted or unmuted."""

    stream_type: AndroidStreamType
    muted: bool


@dataclass(frozen=True, slots=True)
class AndroidHeadsetPlugEvent:
    """A wired headset was plugged in or pulled (``ACTION_HEADSET_PLUG``)."""

    plugged: bool
    has_microphone: bool


@dataclass(frozen=True, slots=True)
class AndroidSpatializerEvent:
    """Spatial sound became available or not, or the user switched it."""

    available: bool
    enabled: bool
