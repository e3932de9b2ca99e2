"""A simulated Android phone: other apps, calls, headphones and time, under Android's rules.

::

    phone = AndroidDevice(api=34)
    driver = phone.driver()          # what the app under test opens instead of the phone's service
    maps = phone.app("maps")
    maps.request_focus(AUDIOFOCUS_GAIN_TRANSIENT_MAY_DUCK)
    maps.abandon_focus()
    phone.incoming_call(); phone.advance(5); phone.end_call()

Focus follows :mod:`~audio_session.simulator.focus`, graded RUN; calls follow Telecom's use of it
[SRC]; routing, modes and volumes are kept simple and say so [MEM]. Not verified on a device.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from .._android_constants import AndroidAudioDeviceType
from . import constants as c
from .android import AndroidDriver
from .clock import to_nanoseconds
from .focus import FocusArbiter
from .focus_rules import FocusRule
from .hardware import BUILT_IN, MUSIC_USAGES, PLUGGABLE, PROFILES, STREAMS, stream_volume
from .playback import FocusRequest, Player
from .world import CallState, Port, World

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

OWN_NAME = "own app"
DEVICES_SINCE = 23
"""AudioDeviceInfo; the things themselves could be plugged in before."""
_MODE_IN_CALL = {"ringing": c.MODE_RINGTONE, "active": c.MODE_IN_CALL}
_LOCK_CLIENT = "AudioFocus_For_Simulated_Delay"


class AndroidApp:
    """An app on the phone; made by :meth:`AndroidDevice.app`.

    ``foreground``, ``foreground_service`` and ``accessibility_service`` say what the app is at the
    moment and may be set at any time.
    """

    def __init__(self, device: AndroidDevice, name: str, uid: int, target_sdk: int) -> None:
        self.name = name
        self.uid = uid
        self.target_sdk = target_sdk
        self.foreground = True
        self.foreground_service = False
        self.accessibility_service = False
        self._device = device
        self._events: list[int] = []
        self._players: list[Player] = []

    def __repr__(self) -> str:
        return f"<AndroidApp {self.name!r} uid={self.uid} target_sdk={self.target_sdk}>"

    @property
    def events(self) -> tuple[int, ...]:
        """The focus changes that the app was told of, oldest first (``AUDIOFOCUS_*``)."""
        return tuple(self._events)

    @property
    def level(self) -> float:
        """The gain, 0.0 to 1.0, at which its loudest player is heard; 0.0 when it plays nothing."""
        return self._device.level_of(self._players)

    def request_focus(
        self,
        gain: int = c.AUDIOFOCUS_GAIN,
        *,
        usage: int = c.USAGE_MEDIA,
        content_type: int = c.CONTENT_TYPE_MUSIC,
        accepts_delayed: bool = False,
        pauses_when_ducked: bool = False,
        force_ducking: bool = False,
    ) -> int:
        """Ask for focus as ``AudioManager.requestAudioFocus`` does, always with one listener.

        ``gain`` is an ``AUDIOFOCUS_GAIN*`` (1 to 4), ``usage`` and ``content_type`` are those of
        ``AudioAttributes``. Returns an ``AUDIOFOCUS_REQUEST_*``: 0 failed, 1 granted, 2 delayed.
        """
        if gain not in range(c.AUDIOFOCUS_GAIN, c.AUDIOFOCUS_GAIN_TRANSIENT_EXCLUSIVE + 1):
            raise ValueError(f"gain {gain!r}: must be an AUDIOFOCUS_GAIN*, 1 to 4")
        flags = c.AUDIOFOCUS_FLAG_DELAY_OK * accepts_delayed
        flags |= c.AUDIOFOCUS_FLAG_PAUSES_ON_DUCKABLE_LOSS * pauses_when_ducked
        return self._device.request_focus(
            self,
            FocusRequest(
                client=self.name,
                uid=self.uid,
                gain=gain,
                flags=flags,
                target_sdk=self.target_sdk,
                usage=usage,
                content_type=content_type,
                process=self.name,
            ),
            self._events.append,
            force_ducking=force_ducking,
        )

    def abandon_focus(self) -> int:
        """Give focus back; GRANTED (1) whatever the app held."""
        return self._device.abandon_focus(self.name)

    def play(
        self,
        content_type: int = c.CONTENT_TYPE_MUSIC,
        *,
        usage: int = c.USAGE_MEDIA,
        aaudio: bool = False,
    ) -> None:
        """Start one more player; ``aaudio`` for one of AAudio or Oboe, which cannot be ducked."""
        player = Player(self.uid, content_type, usage, aaudio=aaudio)
        with self._device.turn():
            self._device.check_alive(self)
            self._players.append(player)
            self._device.start_player(player)

    def stop(self) -> None:
        """Stop every player of the app."""
        with self._device.turn():
            for player in self._players:
                self._device.stop_player(player)
            self._players.clear()

    def die(self) -> None:
        """Kill the app's process: its players end, its focus goes to the next in the stack."""
        with self._device.turn():
            self._device.forget_app(self)
            self.stop()


class AndroidDevice(World):
    """A phone with Android of API level ``api`` (21 to 37).

    ``target_sdk`` is the level that our own app was built for, by default ``api``; ``profile`` is
    ``"phone"`` or ``"tablet"``. The app under test is :attr:`own`; it is in the foreground.
    """

    def __init__(
        self, api: int = 36, *, target_sdk: int | None = None, profile: str = "phone"
    ) -> None:
        super().__init__()
        if profile not in PROFILES:
            raise ValueError(f"profile {profile!r}: there are {', '.join(PROFILES)}")
        self.arbiter = FocusArbiter(api, self.clock, self._focus_changed)
        self.api = api
        self._uids = itertools.count(c.FIRST_APPLICATION_UID)
        self._apps: dict[str, AndroidApp] = {}
        self._listeners: dict[str, Callable[[int], object]] = {}
        self._drivers: list[AndroidDriver] = []
        self._denial: int | None = None
        self._delay: float | None = None
        self._own_mode = c.MODE_NORMAL
        self._known_mode = c.MODE_NORMAL
        self._volumes = {stream: volume.default for stream, volume in STREAMS.items()}
        self.microphone_muted = False
        for kind in PROFILES[profile]:
            self._ports += self._new_ports(kind)
        self.own = self.app(OWN_NAME, target_sdk=api if target_sdk is None else target_sdk)

    # The world, for tests

    @property
    def foreground(self) -> bool:
        """Whether our own app is the top app; from API 35 it gets no focus in the background."""
        return self.own.foreground

    @foreground.setter
    def foreground(self, value: bool) -> None:
        self.own.foreground = value

    @property
    def own_output_level(self) -> float:
        """The gain that the system holds our own app's sound at: 1.0, or ducked, faded, muted.

        It is the level at the end of a ramp, and 0.0 while our app plays nothing.
        """
        return self.own.level

    def driver(self) -> AndroidDriver:
        """Return a new driver for our own app, still closed."""
        return AndroidDriver(self)

    def app(
        self, name: str, *, target_sdk: int | None = None, uid: int | None = None
    ) -> AndroidApp:
        """Start another app; by default built for this Android, with a uid of its own.

        Apps that are given one ``uid`` count as one: they never duck or fade each other.
        """
        with self.turn():
            if name in self._apps:
                raise ValueError(f"app {name!r} runs already; apps need different names")
            if uid is None:
                taken = {app.uid for app in self._apps.values()}
                uid = next(free for free in self._uids if free not in taken)
            app = AndroidApp(self, name, uid, self.api if target_sdk is None else target_sdk)
            self._apps[name] = app
            return app

    def start_playback(
        self,
        usage: int = c.USAGE_MEDIA,
        content_type: int = c.CONTENT_TYPE_MUSIC,
        *,
        aaudio: bool = False,
    ) -> None:
        """Let our own app play: :meth:`AndroidApp.play` of :attr:`own`."""
        self.own.play(content_type, usage=usage, aaudio=aaudio)

    def stop_playback(self) -> None:
        """Stop all that our own app plays."""
        self.own.stop()

    def suspend(self, app: AndroidApp) -> None:
        """Suspend an app's package, as a device policy does; it loses focus from API 29."""
        with self.turn():
            self.arbiter.suspend(app.uid)

    def plug(self, kind: int) -> None:
        """Plug in a device: an ``AudioDeviceInfo.TYPE_*`` that can be plugged in."""
        hardware = PLUGGABLE.get(kind)
        if hardware is None:
            raise ValueError(f"device type {kind!r} cannot be plugged in; known: {list(PLUGGABLE)}")
        since = AndroidAudioDeviceType(kind).since
        if since > max(self.api, DEVICES_SINCE):
            raise ValueError(f"device type {kind} came with API level {since}, not {self.api}")
        with self.turn():
            added = self._new_ports(kind)
            self._ports += added
            self.broadcast("AUDIO_DEVICES_ADDED", value=len(added))

    def set_volume(self, stream: int, index: int) -> None:
        """Set a stream's volume as the user does; clipped to the stream's range."""
        volume = stream_volume(stream, self.api)
        if volume is None:
            raise ValueError(f"stream {stream!r}: Android {self.api} has no such stream")
        clipped = min(max(index, volume.lowest), volume.highest)
        with self.turn():
            if self._volumes[stream] != clipped:
                self._volumes[stream] = clipped
                self.broadcast("VOLUME_CHANGED", code=stream, value=clipped)

    def deny_next(self, code: int = c.AUDIOFOCUS_REQUEST_FAILED) -> None:
        """Answer our own app's next focus request with ``code`` and do nothing else."""
        self._denial = code

    def delay_next_grant(self, seconds: float) -> None:
        """Let the system hold focus for ``seconds`` from our own app's next request on.

        The request is delayed where it accepts that, else it fails; like in a call, whoever held
        focus loses it meanwhile.
        """
        to_nanoseconds(seconds)
        self._delay = seconds

    # The audio service, for the apps and the driver

    @property
    def mode(self) -> int:
        """``AudioManager.getMode``: a call's, else what our own app has set."""
        return _MODE_IN_CALL.get(self._call_state, self._own_mode)

    @property
    def music_active(self) -> bool:
        """``AudioManager.isMusicActive``: whether anything plays on STREAM_MUSIC."""
        with self._lock:
            return any(player.usage in MUSIC_USAGES for player in self.arbiter.playback.players)

    def volume(self, stream: int) -> int:
        """Return the volume index of a stream."""
        return self._volumes[stream]

    def set_mode(self, mode: int) -> None:
        """Set our own app's mode; the modes of calls are the system's, and ignored [MEM]."""
        with self.turn():
            if mode in {c.MODE_NORMAL, c.MODE_RINGTONE, c.MODE_IN_COMMUNICATION}:
                self._own_mode = mode
            self._report_mode()

    def check_alive(self, app: AndroidApp) -> None:
        """Raise ``RuntimeError`` for an app that has died."""
        if self._apps.get(app.name) is not app:
            raise RuntimeError(f"app {app.name!r} has died; start it again with app()")

    def may_use_audio(self, app: AndroidApp) -> bool:
        """Tell whether the background rules let an app have focus and set volumes.

        The running foreground service counts; of what type it is, and its while-in-use
        capability, are not modelled.
        """
        if app.foreground or app.foreground_service or app.uid < c.FIRST_APPLICATION_UID:
            return True
        rules = self.arbiter.rules
        if FocusRule.BACKGROUND_REFUSED_ALL in rules:
            return False
        return (
            FocusRule.BACKGROUND_REFUSED not in rules
            or app.target_sdk < FocusRule.BACKGROUND_REFUSED.value.since
        )

    def may_set_volume(self) -> bool:
        """Tell whether our own app's volume setters do anything."""
        return FocusRule.BACKGROUND_REFUSED_ALL not in self.arbiter.rules or self.may_use_audio(
            self.own
        )

    def request_focus(
        self,
        app: AndroidApp,
        request: FocusRequest,
        listener: Callable[[int], object],
        *,
        force_ducking: bool = False,
    ) -> int:
        """Do an app's focus request; ``listener`` is called, under the lock, with each change."""
        with self.turn():
            self.check_alive(app)
            if app is self.own:
                if self._denial is not None:
                    denial, self._denial = self._denial, None
                    return denial
                self._hold_back()
            if not self.may_use_audio(app):
                return c.AUDIOFOCUS_REQUEST_FAILED
            self._listeners[request.client] = listener
            force = (
                force_ducking
                and app.accessibility_service
                and request.usage == c.USAGE_ASSISTANCE_ACCESSIBILITY
                and request.gain == c.AUDIOFOCUS_GAIN_TRANSIENT_MAY_DUCK
            )
            return self.arbiter.request(request, force_duck=force)

    def abandon_focus(self, client: str) -> int:
        """Do an app's abandon; the client hears nothing more, not even an old loss."""
        with self.turn():
            self._listeners.pop(client, None)
            return self.arbiter.abandon(client)

    def start_player(self, player: Player) -> None:
        """Let the system know of a player that has started."""
        self.arbiter.playback.players.append(player)

    def stop_player(self, player: Player) -> None:
        """Let the system know of a player that has stopped."""
        self.arbiter.playback.stop(player)

    def level_of(self, players: list[Player]) -> float:
        """Return the gain of the loudest of ``players``, 0.0 for none."""
        with self._lock:
            return max(map(self.arbiter.playback.level_of, players), default=0.0)

    def forget_app(self, app: AndroidApp) -> None:
        """Remove a dead app with its focus; not our own, whose process is this one."""
        with self.turn():
            self.check_alive(app)
            if app is self.own:
                raise RuntimeError("our own app runs in this process; close its driver instead")
            del self._apps[app.name]
            self._listeners.pop(app.name, None)
            self.arbiter.process_died(app.name)

    def attach(self, driver: AndroidDriver) -> None:
        """Send broadcasts to a driver that has opened."""
        self._drivers.append(driver)

    def detach(self, driver: AndroidDriver) -> None:
        """Send nothing more to a driver that closes."""
        self._drivers.remove(driver)

    def broadcast(self, event: str, *, code: int = 0, value: int = 0) -> None:
        """Report an event to every open driver whose Android has it."""
        for driver in self._drivers:
            driver.report(event, code=code, value=value)

    def _focus_changed(self, client: str, change: int) -> None:
        listener = self._listeners.get(client)
        if listener is not None:
            listener(change)

    def _hold_back(self) -> None:
        if self._delay is None:
            return
        seconds, self._delay = self._delay, None
        self.arbiter.request(
            FocusRequest(
                _LOCK_CLIENT,
                c.SYSTEM_UID,
                c.AUDIOFOCUS_GAIN_TRANSIENT,
                c.AUDIOFOCUS_FLAG_LOCK,
                process=_LOCK_CLIENT,
            )
        )
        self.clock.call_later(seconds, lambda: self.arbiter.abandon(_LOCK_CLIENT))

    def _levels(self) -> Mapping[str, float]:
        # A dead app is silent, and its last entry must say so.
        silent = dict.fromkeys(self._heard, 0.0)
        return silent | {name: app.level for name, app in self._apps.items()}

    def _call_changed(self, state: CallState) -> None:
        if state == "ringing":
            self.arbiter.call_started()
        elif state == "idle":
            self.arbiter.call_ended()
        self._report_mode()

    def _report_mode(self) -> None:
        if self.mode != self._known_mode:
            self._known_mode = self.mode
            self.broadcast("MODE_CHANGED", code=self.mode)

    def _new_ports(self, kind: int) -> list[Port]:
        hardware = BUILT_IN.get(kind) or PLUGGABLE[kind]
        plugged = kind in PLUGGABLE
        ids = [next(self._port_ids) for _ in range(hardware.sink + hardware.source)]
        address = f"plug-{ids[0]}" if plugged else ""
        noisy = plugged and hardware.media
        sinks = [True] * hardware.sink + [False] * hardware.source
        return [
            Port(port, kind, hardware.name, address, not sink, sink, noisy and sink)
            for port, sink in zip(ids, sinks, strict=True)
        ]

    def _ports_removed(self, removed: list[Port]) -> None:
        """The last media output that was plugged in carries the media; without any, the speaker.

        So becoming noisy is sent when no other plugged output is left to move to. [MEM]
        """
        if any(port.noisy for port in removed) and not any(port.noisy for port in self._ports):
            self.broadcast("AUDIO_BECOMING_NOISY")
        self.broadcast("AUDIO_DEVICES_REMOVED", value=len(removed))
