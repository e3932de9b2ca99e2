"""Who sounds on a simulated iPhone: what activating, giving back and interrupting do to everybody.

The rules are those of :mod:`~audio_session.simulator.ios_rules`. Everything is called under the
phone's lock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..ios import AVAudioSessionCategoryOptions as Options
from ..ios import AVAudioSessionErrorCode as Code
from ..ios import AVAudioSessionInterruptionReason as Reason
from ..ios import AVAudioSessionMode as Mode
from .ios_app import Setup, Told
from .ios_rules import IosRule, refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .ios_app import IosApp
    from .iphone import IPhone

CALL, SIRI, ALARM, FOLIO, ROUTE, SYSTEM = "call", "siri", "alarm", "folio", "route", "system"
"""What interrupts besides apps."""


class Sessions:
    """The audio sessions of all apps on one phone."""

    def __init__(self, phone: IPhone) -> None:
        self._phone = phone
        self.causes: set[str] = set()
        """What of the system sounds at the moment, of :data:`CALL`, :data:`SIRI` and so on."""
        self.services_lost = False
        self._denials: list[Code] = []

    def deny_next(self, code: Code) -> None:
        """Refuse our own app's next activation with ``code``."""
        self._denials.append(code)

    def of_others(self, app: IosApp) -> list[IosApp]:
        """Return the other apps whose session is active."""
        return [other for other in self._phone.apps if other is not app and other.active]

    def is_ducked(self, app: IosApp) -> bool:
        """Whether an app is ducked by another."""
        return any(other.setup.ducks for other in self.of_others(app))

    # ---- Activating ---------------------------------------------------------------------------

    def check_services(self) -> None:
        """Raise ``'msrv'`` while media services are lost."""
        if self.services_lost:
            raise refusal(
                Code.MEDIA_SERVICES_FAILED, "the media services are lost, and not reset yet"
            )

    def check_input(self, setup: Setup) -> None:
        """Raise ``'!pri'`` for a category with input during a call."""
        if setup.has_input and CALL in self.causes:
            raise refusal(Code.INSUFFICIENT_PRIORITY, "a call has priority over recording")

    def activate(self, app: IosApp, *, by_system: bool = False) -> None:
        """Activate an app's session; raises where iOS refuses, which it does not to itself."""
        self.check_services()
        if not by_system:
            if app is self._phone.own and self._denials:
                code = self._denials.pop(0)
                raise refusal(code, "refused as the test wanted it")
            if not app.active:
                self._check_activation(app)
        app.active, app.interrupted_by = True, None
        for other in self.of_others(app):
            if self._interrupts(app.setup, other):
                self.interrupt(other, app)
        self._phone.session_activated(app)
        self.update_hints()

    @staticmethod
    def _interrupts(setup: Setup, other: IosApp) -> bool:
        if not setup.mixable and not other.setup.mixable:
            return True
        speaks = other.playing and other.setup.mode is Mode.SPOKEN_AUDIO
        return setup.interrupts_speech and speaks

    def _check_activation(self, app: IosApp) -> None:
        setup = app.setup
        if app.uses_callkit:
            raise refusal(Code.MISSING_ENTITLEMENT, "CallKit activates the session of this app")
        self.check_input(setup)
        if setup.has_input and SIRI in self.causes:
            raise refusal(Code.SIRI_IS_RECORDING, "Siri listens")
        if setup.has_input and not self._phone.routes.has_input_hardware:
            raise refusal(Code.RESOURCE_NOT_AVAILABLE, "there is no input hardware")
        if not app.foreground:
            self._check_background(app)

    @staticmethod
    def _check_background(app: IosApp) -> None:
        setup = app.setup
        if setup.silenced or not app.background_audio:
            raise refusal(
                Code.CANNOT_START_PLAYING, "in the background this app or category does not play"
            )
        if setup.mixable:
            if setup.has_input:
                raise refusal(
                    Code.CANNOT_START_RECORDING, "recording that mixes cannot begin in background"
                )
        elif not app.now_playing:
            raise refusal(
                Code.CANNOT_INTERRUPT_OTHERS, "in the background only Now Playing interrupts others"
            )

    # ---- Giving back --------------------------------------------------------------------------

    def deactivate(self, app: IosApp, *, notify: bool) -> None:
        """Deactivate an app's session; raises ``'!act'`` if its I/O still runs, on older iOS."""
        self.check_services()
        busy = app.active and app.playing
        self.stop(app)
        self.leave(app, notify=notify)
        if busy and IosRule.BUSY in self._phone.rules:
            raise refusal(Code.IS_BUSY, "I/O was running; the session is inactive all the same")

    def stop(self, app: IosApp) -> None:
        """Make a session inactive; whom it ducked is louder again."""
        app.active = app.playing = False

    def leave(self, app: IosApp, *, notify: bool) -> None:
        """Let those resume whom ``app`` interrupted, or let them never hear of it."""
        self.end(app, should_resume=True, lost=() if notify else self._phone.apps)

    # ---- Interrupting -------------------------------------------------------------------------

    def interrupt(self, app: IosApp, cause: object, reason: Reason = Reason.DEFAULT) -> None:
        """Interrupt an app's session, and tell it."""
        self.stop(app)
        app.interrupted_by = cause
        has_reason = IosRule.REASON in self._phone.rules
        self._phone.tell(app, Told(began=True, reason=reason if has_reason else None))

    def interrupt_all(
        self,
        cause: str,
        reason: Reason = Reason.DEFAULT,
        *,
        but: Callable[[IosApp], bool] | None = None,
    ) -> None:
        """Interrupt every active session, but those of some apps."""
        self.causes.add(cause)
        for app in self._phone.apps:
            if app.active and not (but is not None and but(app)):
                self.interrupt(app, cause, reason)
        self.update_hints()

    def end(self, cause: object, *, should_resume: bool, lost: Iterable[IosApp] = ()) -> None:
        """End the interruptions by ``cause``; the apps in ``lost`` are not told."""
        if isinstance(cause, str):
            self.causes.discard(cause)
        for app in self._phone.apps:
            if app.interrupted_by is cause:
                app.interrupted_by = None
                if app not in lost:
                    self._phone.tell(app, Told(began=False, should_resume=should_resume))
        self.update_hints()

    def close_folio(self) -> None:
        """Mute the built-in microphone in hardware: sessions with input are interrupted."""
        keeps = Options.OVERRIDE_MUTED_MICROPHONE_INTERRUPTION
        self.interrupt_all(
            FOLIO,
            Reason.BUILT_IN_MIC_MUTED,
            but=lambda app: not app.setup.has_input or bool(app.setup.options & keeps),
        )

    def suspended_and_back(self, app: IosApp, *, ends: bool) -> None:
        """Tell an app that ran into suspension while active, now that it runs again."""
        self.stop(app)
        if IosRule.WAS_SUSPENDED not in self._phone.rules:
            return
        reason = Reason.APP_WAS_SUSPENDED if IosRule.REASON in self._phone.rules else None
        self._phone.tell(app, Told(began=True, reason=reason, was_suspended=True))
        if ends:
            self._phone.tell(app, Told(began=False))

    def reset(self) -> None:
        """Forget every session, as when media services start anew."""
        self.services_lost = False
        for app in self._phone.apps:
            self.stop(app)
            app.setup = app.applied = Setup()
            app.interrupted_by = None
            app.prefers_no_alerts, app.prefers_disconnect_interruption = False, True
        self.update_hints()

    # ---- What others can tell -----------------------------------------------------------------

    def other_audio(self, app: IosApp) -> bool:
        """Tell whether anything but ``app`` is heard: ``isOtherAudioPlaying``."""
        return bool(self.causes & {CALL, SIRI, ALARM}) or any(
            other.playing for other in self.of_others(app)
        )

    def hint(self, app: IosApp) -> bool:
        """``secondaryAudioShouldBeSilencedHint``: a session that does not mix is heard."""
        return bool(self.causes & {CALL, SIRI, ALARM}) or any(
            other.playing and not other.setup.mixable for other in self.of_others(app)
        )

    def update_hints(self) -> None:
        """Tell our own app if the hint has changed, where it is told at all."""
        app = self._phone.own
        hint = self.hint(app)
        if app.active and app.foreground and hint is not app.hinted:
            app.hinted = hint
            self._phone.report(
                "AVAudioSessionSilenceSecondaryAudioHintNotification", code=int(hint)
            )
