"""An app on the simulated iPhone: its audio session, what it plays, and what it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .._rules import added_options
from ..ios import AVAudioSessionCategory as Category
from ..ios import AVAudioSessionCategoryOptions as Options
from ..ios import AVAudioSessionInterruptionReason as Reason
from ..ios import AVAudioSessionMode as Mode
from ..ios import AVAudioSessionRouteSharingPolicy as Policy

if TYPE_CHECKING:
    from .iphone import IPhone

_MIXES_IF_ASKED = frozenset({Category.PLAYBACK, Category.PLAY_AND_RECORD, Category.MULTI_ROUTE})
_SILENCED = frozenset({Category.AMBIENT, Category.SOLO_AMBIENT})
_WITH_INPUT = frozenset({Category.RECORD, Category.PLAY_AND_RECORD, Category.MULTI_ROUTE})
_SPEECH = Options.INTERRUPT_SPOKEN_AUDIO_AND_MIX_WITH_OTHERS


class Setup(NamedTuple):
    """What ``setCategory`` sets, iOS's own defaults first."""

    category: Category = Category.SOLO_AMBIENT
    mode: Mode = Mode.DEFAULT
    policy: Policy = Policy.DEFAULT
    options: Options = Options.NONE

    @property
    def effective(self) -> Options:
        """The options as iOS reads them back (:attr:`IosRule.OPTIONS_IMPLIED`)."""
        return self.options | added_options(self.mode, self.options)

    @property
    def mixable(self) -> bool:
        """Whether it mixes with others (Audio Session Programming Guide, table B-1)."""
        return self.category is Category.AMBIENT or (
            self.category in _MIXES_IF_ASKED and bool(self.effective & Options.MIX_WITH_OTHERS)
        )

    @property
    def silenced(self) -> bool:
        """Whether the Silent switch and the locked screen silence it (the same table)."""
        return self.category in _SILENCED

    @property
    def ducks(self) -> bool:
        """Whether it lowers others."""
        return bool(self.options & Options.DUCK_OTHERS)

    @property
    def interrupts_speech(self) -> bool:
        """Whether it interrupts spoken audio."""
        return self.options & _SPEECH == _SPEECH

    @property
    def has_input(self) -> bool:
        """Whether the category records."""
        return self.category in _WITH_INPUT

    @property
    def has_output(self) -> bool:
        """Whether the category plays."""
        return self.category is not Category.RECORD


class Told(NamedTuple):
    """One interruption notification, as an app was told it."""

    began: bool
    reason: Reason | None = None
    """Of a begin, from iOS 14.5 on."""
    should_resume: bool = False
    """Of an end."""
    was_suspended: bool = False


class IosApp:
    """An app on the phone; made by :meth:`IPhone.app`.

    ``foreground``, ``background_audio`` (UIBackgroundModes has *audio*), ``now_playing`` (it is the
    one on the lock screen) and ``uses_callkit`` say what the app is at the moment, and may be set
    at any time.
    """

    def __init__(self, phone: IPhone, name: str) -> None:
        self.name = name
        self.foreground = True
        self.background_audio = True
        self.now_playing = False
        self.uses_callkit = False
        self.prefers_no_alerts = False
        """``prefersNoInterruptionsFromSystemAlerts``."""
        self.prefers_disconnect_interruption = True
        """``prefersInterruptionOnRouteDisconnect``."""
        self.setup = Setup()
        self.applied = Setup()
        """What the hardware was set up for when the session was last active."""
        self.active = False
        self.playing = False
        """Whether its I/O runs."""
        self.interrupted_by: object = None
        """The app, or the name of what else interrupted it last; None once that was over."""
        self.hinted = False
        """Whether it was last told to silence its secondary audio."""
        self._phone = phone
        self._told: list[Told] = []

    def __repr__(self) -> str:
        return f"<IosApp {self.name!r}>"

    @property
    def events(self) -> tuple[Told, ...]:
        """The interruptions that the app was told of, oldest first."""
        return tuple(self._told)

    @property
    def level(self) -> float:
        """The gain at which it is heard: 1.0, lower while ducked, 0.0 when it plays nothing."""
        return self._phone.level_of(self)

    def set_category(
        self,
        category: Category,
        mode: Mode = Mode.DEFAULT,
        options: Options = Options.NONE,
        policy: Policy = Policy.DEFAULT,
    ) -> None:
        """Do as ``setCategory:mode:routeSharingPolicy:options:error:``.

        Raises :class:`~audio_session.errors.NativeError` where iOS refuses.
        """
        self._phone.set_setup(self, Setup(category, mode, policy, options))

    def set_active(self, active: bool, *, notify_others: bool = False) -> None:
        """Do as ``setActive:withOptions:error:``; ``NativeError`` where iOS refuses."""
        self._phone.set_active(self, active, notify_others=notify_others)

    def play(self) -> None:
        """Begin to play or record; an inactive session is activated by it, or refused."""
        with self._phone.turn():
            self._phone.set_active(self, True)
            self.playing = True
            self._phone.sessions.update_hints()

    def stop(self) -> None:
        """End what it plays and records; the session stays active."""
        with self._phone.turn():
            self.playing = False
            self._phone.sessions.update_hints()

    def die(self) -> None:
        """Kill the app's process: its session is gone, and nobody is told that it may resume."""
        self._phone.forget_app(self)

    def tell(self, told: Told) -> None:
        """Note an interruption notification."""
        self._told.append(told)
