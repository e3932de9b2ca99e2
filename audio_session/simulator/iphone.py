"""A simulated iPhone: other apps, calls, headphones and time, under iOS's rules.

::

    phone = IPhone((17, 0))
    driver = phone.driver()          # what the app under test opens instead of AVAudioSession
    maps = phone.app("maps")
    maps.set_category(AVAudioSessionCategory.PLAYBACK)
    maps.play(); maps.set_active(False, notify_others=True)
    phone.incoming_call(); phone.advance(5); phone.end_call()

The rules are the table of :mod:`~audio_session.simulator.ios_rules`; what a category accepts is
judged by the tables that configurations are checked with. Not verified on a device.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from .._arguments import boolean, choice, number, text
from ..configuration import AudioSessionConfiguration
from ..ios import AVAudioApplicationMicrophoneInjectionPermission as InjectionPermission
from ..ios import AVAudioApplicationRecordPermission as Permission
from ..ios import AVAudioSessionErrorCode as Code
from ..ios import AVAudioSessionInterruptionReason as Reason
from ..ios import AVAudioSessionPort as Kind
from ..ios import AVAudioSessionRouteChangeReason as Why
from ..platforms._ios_table import HAS_REASON, MILLION, REASON_SHIFT, SUSPENDED
from ..platforms._ios_table import PRIVATE_OUTPUTS as NOISY
from ..validation import Severity, validate
from .clock import to_nanoseconds
from .ios import IosDriver
from .ios_app import IosApp, Setup, Told
from .ios_hardware import ACCESSORIES, BUILT_IN_NAMES, PROFILES
from .ios_preferences import Preferences
from .ios_routes import Routes
from .ios_rules import NEWEST, IosRule, Version, checked_version, ios_rules_at, refusal
from .ios_sessions import ALARM, CALL, FOLIO, ROUTE, SIRI, Sessions
from .world import CallState, Port, World

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["OWN_NAME", "IPhone", "IosApp"]

OWN_NAME = "own app"
DUCKED_LEVEL = 0.2


class IPhone(World):
    """An iPhone with iOS ``version`` (13.0 to 26.2), such as ``(17, 2)`` or ``17``.

    ``profile`` is ``"iphone"``, ``"ipad"`` or ``"no-microphone"``. With ``strict``, what is only
    documented or assumed to be an error is one (-50); else it is accepted and noted in
    :attr:`warnings`. The app under test is :attr:`own`; it is in the foreground, and may play in
    the background. ``sessions``, ``routes`` and ``hardware`` are the rest of the audio service, for
    this package.
    """

    def __init__(
        self,
        version: Version | int = NEWEST,
        *,
        profile: str = "iphone",
        strict: bool = False,
    ) -> None:
        super().__init__()
        self.version = checked_version(version)
        choice("profile", profile, PROFILES)
        boolean("strict", strict)
        self.profile = PROFILES[profile]
        self.strict = strict
        self.rules = ios_rules_at(self.version)
        self.warnings: list[str] = []
        """What was accepted, though it is documented or assumed to be an error, or a risk."""
        self.banner_calls = False
        """Whether calls are shown as banners; see ``prefersNoInterruptionsFromSystemAlerts``."""
        self.explains_microphone = True
        """Whether the app's Info.plist has NSMicrophoneUsageDescription."""
        self.permission = Permission.UNDETERMINED
        self.injection_permission = InjectionPermission.UNDETERMINED
        self._answered = threading.Condition(self._lock)
        self._drivers: list[IosDriver] = []
        self._suspended: list[Callable[[], object]] | None = None
        self._active_at_suspension = False
        self._hang: threading.Event | None = None
        self._silent = self._locked = False
        self._ports = [self._new_port(spec.kind, spec.is_source) for spec in self.profile.built_in]
        self._apps: dict[str, IosApp] = {}
        self.sessions = Sessions(self)
        self.routes = Routes(self)
        self.hardware = Preferences(self)
        self._call_end: tuple[bool, tuple[IosApp, ...]] = (True, ())
        self.own = self.app(OWN_NAME)
        self.routes.update(Why.UNKNOWN)

    # ---- The world, for tests -----------------------------------------------------------------

    @property
    def apps(self) -> tuple[IosApp, ...]:
        """Every app that runs, our own first."""
        return tuple(self._apps.values())

    @property
    def foreground(self) -> bool:
        """Whether our own app is in the foreground; coming back, it hears that it became active."""
        return self.own.foreground

    @foreground.setter
    def foreground(self, value: bool) -> None:
        with self.turn():
            became = value and not self.own.foreground
            self.own.foreground = value
            if became:
                self.report("UIApplicationDidBecomeActiveNotification")
            self.sessions.update_hints()

    @property
    def own_output_level(self) -> float:
        """The gain at which our own app is heard; 0.0 while it plays nothing."""
        return self.own.level

    def driver(self) -> IosDriver:
        """Return a new driver for our own app, still closed."""
        return IosDriver(self)

    def app(self, name: str) -> IosApp:
        """Start another app; ``ValueError`` if one of that name runs."""
        text("name", name)
        with self.turn():
            if name in self._apps:
                raise ValueError(f"app {name!r} runs already; apps need different names")
            app = self._apps[name] = IosApp(self, name)
            return app

    def end_call(self, *, should_resume: bool = True, lose_end_event: bool = False) -> None:
        """End the call, or decline it while the phone rings.

        ``should_resume`` is what iOS says to whom it interrupted; ``lose_end_event`` as if it
        forgot to say anything, as it may.
        """
        with self.turn():
            self._call_end = should_resume, self.apps if lose_end_event else ()
            super().end_call()

    def plug(self, kind: Kind) -> None:
        """Plug in or connect an accessory, named by one of its ports."""
        accessory = ACCESSORIES.get(kind)
        if accessory is None:
            known = ", ".join(each.name for each in ACCESSORIES)
            raise ValueError(f"{kind!r} cannot be plugged in; known: {known}")
        if kind.since > self.version:
            raise ValueError(f"{kind.name} came with iOS {kind.since}, not {self.version}")
        with self.turn():
            address = f"{accessory.name}-{next(self._port_ids)}"
            for spec in accessory.ports:
                port = self._new_port(spec.kind, spec.is_source, accessory.name, address)
                self._ports.append(port)
            self._ports_changed(Why.NEW_DEVICE_AVAILABLE)

    def wake_from_sleep(self) -> None:
        """Let the device wake: a route change, though the ports stay."""
        with self.turn():
            self.routes.update(Why.WAKE_FROM_SLEEP, always=True)

    @property
    def silent(self) -> bool:
        """Whether the user has set the Silent switch; it silences some categories."""
        return self._silent

    @silent.setter
    def silent(self, value: bool) -> None:
        with self.turn():
            self._silent = value

    @property
    def locked(self) -> bool:
        """Whether the screen is locked: what plays in the background goes on."""
        return self._locked

    @locked.setter
    def locked(self, value: bool) -> None:
        with self.turn():
            self._locked = value
            self.foreground = not value

    def callkit_activates(self) -> None:
        """Let CallKit activate our app's session, for a call of the app's own."""
        with self.turn():
            self.sessions.activate(self.own, by_system=True)
            self.hardware.update()

    def callkit_deactivates(self) -> None:
        """Let CallKit deactivate it, when that call has ended."""
        with self.turn():
            self.sessions.stop(self.own)
            self.sessions.leave(self.own, notify=True)
            self.hardware.update()

    def stray_interruption(self, *, began: bool) -> None:
        """Post one half of an interruption to our app that belongs to nothing, as iOS has done."""
        with self.turn():
            has_reason = began and IosRule.REASON in self.rules
            self.tell(self.own, Told(began=began, reason=Reason.DEFAULT if has_reason else None))

    def begin_alarm(self) -> None:
        """Let an alarm or a timer go off."""
        with self.turn():
            self.sessions.interrupt_all(ALARM)

    def end_alarm(self, *, should_resume: bool = True) -> None:
        """Let the user dismiss it."""
        with self.turn():
            self.sessions.end(ALARM, should_resume=should_resume)

    def begin_siri(self) -> None:
        """Let Siri listen."""
        with self.turn():
            self.sessions.interrupt_all(SIRI)

    def end_siri(self, *, should_resume: bool = True) -> None:
        """Dismiss Siri."""
        with self.turn():
            self.sessions.end(SIRI, should_resume=should_resume)

    def close_folio(self) -> None:
        """Close the cover of an iPad, which mutes its microphone in hardware."""
        with self.turn():
            self.sessions.close_folio()

    def open_folio(self) -> None:
        """Open it again."""
        with self.turn():
            self.sessions.end(FOLIO, should_resume=True)

    def suspend(self) -> None:
        """Suspend our own app: it runs no code, and hears of nothing until :meth:`resume`."""
        with self.turn():
            self.own.foreground = False
            if self._suspended is None:
                self._active_at_suspension = self.own.active
                self._suspended = []

    def resume(self, *, ends: bool = True) -> None:
        """Let our own app run again, in the foreground; ``ends`` if iOS also posts an Ended."""
        with self.turn():
            late, self._suspended = self._suspended or [], None
            if self._active_at_suspension:
                self._active_at_suspension = False
                self.sessions.suspended_and_back(self.own, ends=ends)
            for event in late:
                self.post(event)
            self.foreground = True

    def lose_media_services(self) -> None:
        """Let the media server die."""
        with self.turn():
            self.sessions.services_lost = True
            for app in self.apps:
                self.sessions.stop(app)
            self.report("AVAudioSessionMediaServicesWereLostNotification")

    def reset_media_services(self) -> None:
        """Let it start anew: it has forgotten all that apps had told it."""
        with self.turn():
            self.sessions.reset()
            self.routes.forget()
            self.hardware.forget()
            self.routes.update(Why.CATEGORY_CHANGE)
            self.routes.update_inputs()
            self.report("AVAudioSessionMediaServicesWereResetNotification")

    def media_services_reset(self) -> None:
        """Let it die and start anew."""
        with self.turn():
            self.lose_media_services()
            self.reset_media_services()

    def set_volume(self, volume: float) -> None:
        """Set the volume as the user does, 0.0 to 1.0."""
        volume = number("volume", volume, "a fraction", highest=1.0)
        with self.turn():
            self.hardware.volume = volume
            self.report("outputVolume", value=round(volume * MILLION))

    def deny_next(self, code: int) -> None:
        """Refuse our own app's next activation with an ``AVAudioSessionErrorCode``."""
        self.sessions.deny_next(Code(code))

    def hang(self, seconds: float) -> None:
        """Let our own app's next ``setActive`` take that long, by the phone's clock."""
        to_nanoseconds(seconds)
        with self._lock:
            self._hang = over = threading.Event()
            self.clock.call_later(seconds, over.set)

    def grant_record_permission(self) -> None:
        """Answer for the user, now or when asked: our app may record."""
        self._answer(Permission.GRANTED)

    def deny_record_permission(self) -> None:
        """Answer for the user, now or when asked: our app may not record."""
        self._answer(Permission.DENIED)

    def _answer(self, permission: Permission) -> None:
        with self._answered:
            self.permission = permission
            self._answered.notify_all()

    # ---- The audio service, for apps and the driver -------------------------------------------

    def wait_for_permission(self) -> bool:
        """Block until the user has answered; True if our app may record."""
        with self._answered:
            if not self.explains_microphone and self.permission is Permission.UNDETERMINED:
                raise RuntimeError(
                    "iOS would kill this app: it asks for the microphone, and its Info.plist has "
                    "no NSMicrophoneUsageDescription; fix: add that text"
                )
            self._answered.wait_for(lambda: self.permission is not Permission.UNDETERMINED)
            return self.permission is Permission.GRANTED

    def wait_while_hanging(self) -> None:
        """Block as long as a test wanted it; outside of the lock."""
        is_main = threading.current_thread() is threading.main_thread()
        with self._lock:
            hang, self._hang = self._hang, None
            if is_main and IosRule.HANG_RISK in self.rules:
                self.warnings.append("[AVAudioSession Hang Risk] setActive on the main thread")
        if hang is not None:
            hang.wait()

    def set_setup(self, app: IosApp, setup: Setup) -> None:
        """Do an app's ``setCategory``."""
        with self.turn():
            self.sessions.check_services()
            self._check(setup)
            self.sessions.check_input(setup)
            app.setup = setup
            if app is self.own:
                self.hardware.setup_changed()
                self.routes.update_inputs()
            if app.active:
                self._apply(app)

    def _check(self, setup: Setup) -> None:
        configuration = AudioSessionConfiguration(
            av_audio_session_category=setup.category,
            av_audio_session_mode=setup.mode,
            av_audio_session_route_sharing_policy=setup.policy,
            av_audio_session_category_options=setup.options,
        )
        findings = validate(configuration, strict=self.strict, ios_version=self.version)
        self.warnings += [str(each) for each in findings if each.severity is Severity.WARNING]
        errors = [str(each) for each in findings if each.severity is Severity.ERROR]
        if errors:
            raise refusal(Code.BAD_PARAM, "; ".join(errors))

    def set_active(self, app: IosApp, active: bool, *, notify_others: bool = False) -> None:
        """Do an app's ``setActive``."""
        with self.turn():
            self._check_alive(app)
            if active:
                self.sessions.activate(app)
            else:
                self.sessions.deactivate(app, notify=notify_others)
            if app is self.own:
                self.hardware.update()

    def session_activated(self, app: IosApp) -> None:
        """Set the hardware up for a session that has become active."""
        self._apply(app)

    def _apply(self, app: IosApp) -> None:
        before, app.applied = app.applied, app.setup
        if app is self.own and before != app.applied:
            self.routes.update(
                Why.CATEGORY_CHANGE, always=before.category is not app.applied.category
            )

    def tell(self, app: IosApp, told: Told) -> None:
        """Post an interruption notification to an app."""
        app.tell(told)
        if app is not self.own:
            return
        flags = SUSPENDED if told.was_suspended else 0
        if told.reason is not None:
            flags |= HAS_REASON | int(told.reason) << REASON_SHIFT
        if told.began:
            self.routes.lapse()
        self.report(
            "AVAudioSessionInterruptionNotification",
            code=int(told.began),
            value=int(told.should_resume),
            flags=flags,
        )

    def level_of(self, app: IosApp) -> float:
        """Return the gain at which an app is heard."""
        if not app.playing or not app.active or (app is self.own and self.hardware.output_muted):
            return 0.0
        if (self._silent or self._locked) and app.setup.silenced:
            return 0.0
        return DUCKED_LEVEL if self.sessions.is_ducked(app) else 1.0

    def forget_app(self, app: IosApp) -> None:
        """Remove a dead app; not our own, whose process is this one."""
        with self.turn():
            self._check_alive(app)
            if app is self.own:
                raise RuntimeError("our own app runs in this process; close its driver instead")
            self.sessions.stop(app)
            del self._apps[app.name]
            self.sessions.leave(app, notify=False)

    def _check_alive(self, app: IosApp) -> None:
        if self._apps.get(app.name) is not app:
            raise RuntimeError(f"app {app.name!r} has died; start it again with app()")

    def attach(self, driver: IosDriver) -> None:
        """Report events to a driver that has opened."""
        self._drivers.append(driver)

    def detach(self, driver: IosDriver) -> None:
        """Report nothing more to a driver that closes."""
        self._drivers.remove(driver)

    def report(self, event: str, *, code: int = 0, value: int = 0, flags: int = 0) -> None:
        """Report an event to every open driver, or keep it while our app is suspended."""
        if self._suspended is not None:
            self._suspended.append(lambda: self._report(event, code=code, value=value, flags=flags))
            return
        self._report(event, code=code, value=value, flags=flags)

    def _report(self, event: str, *, code: int, value: int, flags: int) -> None:
        for driver in self._drivers:
            driver.report(event, code=code, value=value, flags=flags)

    # ---- What the world asks ------------------------------------------------------------------

    def _levels(self) -> Mapping[str, float]:
        silent = dict.fromkeys(self._heard, 0.0)
        return silent | {name: app.level for name, app in self._apps.items()}

    def _call_changed(self, state: CallState) -> None:
        if state == "ringing":
            self.sessions.interrupt_all(CALL, but=self._waits_for_banner)
        elif state == "active":
            self.sessions.interrupt_all(CALL)
        else:
            (should_resume, lost), self._call_end = self._call_end, (True, ())
            self.sessions.end(CALL, should_resume=should_resume, lost=lost)

    def _waits_for_banner(self, app: IosApp) -> bool:
        return self.banner_calls and app.prefers_no_alerts and IosRule.BANNERS_WAIT in self.rules

    def _new_port(self, kind: Kind, is_source: bool, name: str = "", address: str = "") -> Port:
        return Port(
            next(self._port_ids),
            kind,
            name or BUILT_IN_NAMES[kind],
            address,
            is_source,
            not is_source,
            kind in NOISY and not is_source,
        )

    def _ports_changed(self, reason: Why) -> None:
        self.routes.update(reason)
        self.routes.update_inputs()

    def _ports_removed(self, removed: list[Port]) -> None:
        lost = any(port in self.routes.current.outputs for port in removed)
        self._ports_changed(Why.OLD_DEVICE_UNAVAILABLE)
        own = self.own
        if (
            lost
            and own.active
            and own.now_playing
            and own.prefers_disconnect_interruption
            and IosRule.ROUTE_DISCONNECT in self.rules
        ):
            self.sessions.interrupt(own, ROUTE, Reason.ROUTE_DISCONNECTED)
