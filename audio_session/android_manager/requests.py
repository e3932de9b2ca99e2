"""What is handed to the manager, and the events it reports, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..android import (
    AndroidAudioAttributes,
    AndroidAudioFocus,
    AndroidAudioFocusGainType,
    AndroidScoAudioState,
    AndroidStreamType,
)

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True, kw_only=True)
class AndroidAudioFocusRequest:
    """A request for audio focus (``AudioFocusRequest``, API 26; what older levels lack is ignored).

    ``gain_type`` may not be ``NONE``. Without ``audio_attributes`` Android takes usage ``MEDIA``.
    ``will_pause_when_ducked`` asks to be told instead of ducked silently (API 26);
    ``accepts_delayed_focus_gain`` lets a request in a call be put off (API 26); ``force_ducking``
    (API 28) is for accessibility services. ``on_audio_focus_changed`` is called with each change,
    where the session's events are delivered, until this request is replaced or abandoned.
    """

    gain_type: AndroidAudioFocusGainType
    audio_attributes: AndroidAudioAttributes | None = None
    will_pause_when_ducked: bool | None = None
    on_audio_focus_changed: Callable[[AndroidAudioFocus], object] | None = None
    accepts_delayed_focus_gain: bool = False
    force_ducking: bool = False

    def __post_init__(self) -> None:
        gain = AndroidAudioFocusGainType(self.gain_type)
        if gain is AndroidAudioFocusGainType.NONE:
            raise ValueError(
                "gain_type NONE asks for nothing; call abandon_audio_focus() to hold no focus"
            )
        object.__setattr__(self, "gain_type", gain)


@dataclass(frozen=True, slots=True, kw_only=True)
class AndroidKeyEvent:
    """A key (``KeyEvent``), for :meth:`AndroidAudioManager.dispatch_media_key_event`.

    ``action`` is 0 for down and 1 for up, ``key_code`` such as 85 for play/pause; the times are
    milliseconds of ``SystemClock.uptimeMillis``.
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
