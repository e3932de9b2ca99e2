"""A simulated Android phone: other apps, calls, headphones and time, under Android's rules.

::

    phone = AndroidDevice(api=34)
    driver = phone.driver()          # what the app under test opens instead of the phone's service
    maps = phone.app("maps")
    maps.request_focus(AUDIOFOCUS_GAIN_TRANSIENT_MAY_DUCK)
    maps.abandon_focus()
    phone.incoming_call(); phone.advance(5); phone.end_call()

Focus follows :mod:`~audio_session.simulator.focus`, graded RUN; calls follow Telecom's use of it
[SRC]. The rest is in the modules beside this one, and in the table of
:mod:`~audio_session.simulator.device_rules`. Not verified on a device.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from .._android_constants import OLDEST_API, AndroidAudioDeviceType, AndroidStreamType
from .._arguments import INT32, bad_argument, choice, text, whole
from . import constants as c
from .abilities import Abilities
from .android import AndroidDriver
from .app import AndroidApp
from .clock import to_nanoseconds
from .communication import Communication
from .device_rules import DeviceRule, device_rules_at
from .focus import FocusArbiter
from .focus_rules import FocusRule
from .hardware import BUILT_IN, MUSIC_USAGES, PLUGGABLE, PROFILES
from .playback import FocusRequest, Player
from .recording import Recordings
from .volumes import Volumes, is_public
from .world import CallState, Port, World

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["OWN_NAME", "AndroidApp", "AndroidDevice"]

OWN_NAME = "own app"
DEVICES_SINCE = 23
"""AudioDeviceInfo; the things themselves could be plugged in before."""
_TARGETS = range(1, c.NEWEST_API + 1)
_LOCK_CLIENT = "AudioFocus_For_Simulated_Delay"
_HEADSET_PLUG = {c.TYPE_WIRED_HEADSET: 1, c.TYPE_WIRED_HEADPHONES: 0}


class AndroidDevice(World):
    """A phone with Android of API level ``api`` (21 to 37).

    ``target_sdk`` (1 to 37) is the level that our own app was built for, by default ``api``;
    ``profile`` is ``"phone"``, ``"tablet"``, ``"car"`` or ``"tv"``. The app under test is
    :attr:`own`; it is in the foreground, and holds MODIFY_AUDIO_SETTINGS, RECORD_AUDIO and
    BLUETOOTH_CONNECT.

    ``volumes``, ``communication``, ``recordings`` and ``abilities`` are the rest of the audio
    service, for this package; ``sound_effects`` and ``media_keys`` list what our app has sent.
    """

    def __init__(
        self, api: int = 36, *, target_sdk: int | None = None, profile: str = "phone"
    ) -> None:
        super().__init__()
        api = whole("api", api, range(OLDEST_API, c.NEWEST_API + 1))
        choice("profile", profile, PROFILES)
        self.arbiter = FocusArbiter(api, self.clock, self._focus_changed)
        self.api = api
        self.rules = device_rules_at(api)
        self.profile = PROFILES[profile]
        self.permissions = {c.MODIFY_AUDIO_SETTINGS, c.RECORD_AUDIO, c.BLUETOOTH_CONNECT}
        self.sound_effects: list[tuple[int, float | None]] = []
        self.media_keys: list[tuple[int, int]] = []
        self._head_tracker = False
        self._uids = itertools.count(c.FIRST_APPLICATION_UID)
        self._apps: dict[str, AndroidApp] = {}
        self._listeners: dict[str, Callable[[int], object]] = {}
        self._drivers: list[AndroidDriver] = []
        self._denial: int | None = None
        self._delay: float | None = None
        for kind, address in self.profile.devices:
            if AndroidAudioDeviceType(kind).since <= max(api, DEVICES_SINCE):
                self._ports += self._new_ports(kind, address)
        self.volumes = Volumes(self)
        self.communication = Communication(self)
        self.recordings = Recordings(self)
        self.abilities = Abilities(self)
        self.own = self.app(OWN_NAME, target_sdk=api if target_sdk is None else target_sdk)
        self.communication.update()
        self.abilities.update()

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
        text("name", name)
        target = self.api if target_sdk is None else whole("target_sdk", target_sdk, _TARGETS)
        if uid is not None:
            whole("uid", uid, range(INT32.stop))
        with self.turn():
            if name in self._apps:
                raise ValueError(f"app {name!r} runs already; apps need different names")
            if uid is None:
                taken = {app.uid for app in self._apps.values()}
                uid = next(free for free in self._uids if free not in taken)
            app = AndroidApp(self, name, uid, target)
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
        """Plug in a device: an ``AndroidAudioDeviceType`` that can be plugged in."""
        wanted = AndroidAudioDeviceType(whole("kind", kind))
        if wanted not in PLUGGABLE:
            names = ", ".join(AndroidAudioDeviceType(each).name for each in PLUGGABLE)
            rule, fix = "nothing of this type can be plugged in", f"pass one of {names}"
            raise bad_argument(ValueError, "kind", wanted, rule, fix)
        self._check_since("kind", wanted, wanted)
        with self.turn():
            self._plug(self._new_ports(kind))

    def connect_bluetooth(
        self, name: str = "Headset", address: str = "00:11:22:33:44:55", *, le: bool = False
    ) -> None:
        """Connect a Bluetooth headset: for music and for calls; ``le`` for one of LE Audio (31).

        Raises ``ValueError`` if one with that address is connected.
        """
        kinds = (c.TYPE_BLE_HEADSET,) if le else (c.TYPE_BLUETOOTH_A2DP, c.TYPE_BLUETOOTH_SCO)
        if le:
            self._check_since("le", le, AndroidAudioDeviceType.BLE_HEADSET)
        text("name", name)
        text("address", address)
        with self.turn():
            if any(port.address == address for port in self._ports):
                raise ValueError(f"address {address!r} is taken; devices need different addresses")
            added = [port for kind in kinds for port in self._new_ports(kind, address)]
            self._plug([port._replace(name=name) for port in added])

    def disconnect_bluetooth(self, address: str = "00:11:22:33:44:55") -> None:
        """Let a Bluetooth headset go; ``ValueError`` if none has that address."""
        with self.turn():
            removed = [port for port in self._ports if port.address == address]
            if not removed:
                raise ValueError(f"no Bluetooth device has the address {address!r}")
            self._ports = [port for port in self._ports if port.address != address]
            self._ports_removed(removed)

    def grant_permission(self, name: str) -> None:
        """Let our own app hold a permission, such as ``"android.permission.BLUETOOTH_CONNECT"``."""
        self.permissions.add(name)

    def deny_permission(self, name: str) -> None:
        """Take a permission from our own app; harmless if it has none."""
        self.permissions.discard(name)

    def set_volume(self, stream: int, index: int) -> None:
        """Set a stream's volume as the user does; clipped to the stream's range."""
        index = whole("index", index)
        if not is_public(whole("stream", stream), self.api):
            rule = f"Android {self.api} shows no such stream"
            fix = "pass an AndroidStreamType that it has"
            raise bad_argument(ValueError, "stream", AndroidStreamType(stream), rule, fix)
        with self.turn():
            self.volumes.set_by_user(stream, index)

    def set_ringer_mode(self, mode: int) -> None:
        """Switch the ringer as the user does: a ``RINGER_MODE_*``."""
        with self.turn():
            self.volumes.set_ringer_by_user(mode)

    def set_spatializer(self, enabled: bool) -> None:
        """Switch spatial sound as the user does."""
        with self.turn():
            self.abilities.spatializer_enabled = enabled
            self.abilities.update()

    @property
    def head_tracker(self) -> bool:
        """Whether a device follows the user's head."""
        return self._head_tracker

    @head_tracker.setter
    def head_tracker(self, available: bool) -> None:
        with self.turn():
            if self._head_tracker != available:
                self._head_tracker = available
                self.broadcast("HEAD_TRACKER_AVAILABLE_CHANGED", value=int(available))

    def deny_next(self, code: int = c.AUDIOFOCUS_REQUEST_FAILED) -> None:
        """Answer our own app's next focus request with ``code`` and do nothing else."""
        self._denial = whole("code", code)

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
        return self.communication.mode

    @property
    def music_active(self) -> bool:
        """``AudioManager.isMusicActive``: whether anything plays on STREAM_MUSIC."""
        with self._lock:
            return any(player.usage in MUSIC_USAGES for player in self.arbiter.playback.players)

    def volume(self, stream: int) -> int:
        """Return the volume index of a stream, 0 while it is muted."""
        return self.volumes.get(stream)

    def set_mode(self, mode: int) -> None:
        """Set our own app's mode; what it may not set is ignored."""
        with self.turn():
            self.communication.set_mode(mode)

    def supported_types(self, *, sinks: bool) -> list[int]:
        """Return the types of outputs, or inputs, that this machine has or could have."""
        known = [kind for kind, _ in self.profile.devices] + list(PLUGGABLE)
        return [
            kind
            for kind in dict.fromkeys(known)
            if getattr(BUILT_IN.get(kind) or PLUGGABLE[kind], "sink" if sinks else "source")
        ]

    def holds(self, permission: str) -> bool:
        """Tell whether our own app holds a permission."""
        return permission in self.permissions

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

    def playback_changed(self, app: AndroidApp) -> None:
        """Report that an app has begun or stopped to play."""
        count = len(self.arbiter.playback.players)
        alone = DeviceRule.LATEST_PLAYBACK_REPORTED in self.rules
        self.broadcast("PLAYBACK_CONFIG_CHANGED", value=count, alone=alone)
        if app is self.own:
            self.communication.audio_changed()

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

    def broadcast(self, event: str, *, code: int = 0, value: int = 0, alone: bool = False) -> None:
        """Report an event to every open driver whose Android has it; ``alone``: see its report."""
        for driver in self._drivers:
            driver.report(event, code=code, value=value, alone=alone)

    def _check_since(self, name: str, value: object, kind: AndroidAudioDeviceType) -> None:
        if kind.since > max(self.api, DEVICES_SINCE):
            rule = f"{kind.name} came with API level {kind.since}, and this phone has {self.api}"
            fix = f"make the phone by AndroidDevice(api={kind.since}), or pass another one"
            raise bad_argument(ValueError, name, value, rule, fix)

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
        self.communication.update()
        self.recordings.update()

    def _new_ports(self, kind: int, address: str = "") -> list[Port]:
        hardware = BUILT_IN.get(kind) or PLUGGABLE[kind]
        ids = [next(self._port_ids) for _ in range(hardware.sink + hardware.source)]
        if kind in PLUGGABLE and not address:
            address = f"00:00:00:00:00:{ids[0]:02X}" if hardware.bluetooth else f"plug-{ids[0]}"
        noisy = kind in PLUGGABLE and hardware.noisy
        sinks = [True] * hardware.sink + [False] * hardware.source
        return [
            Port(port, kind, hardware.name, address, not sink, sink, noisy and sink)
            for port, sink in zip(ids, sinks, strict=True)
        ]

    def _plug(self, added: list[Port]) -> None:
        self._ports += added
        self.broadcast("AUDIO_DEVICES_ADDED", value=len(added))
        self._plugs_changed(added, plugged=True)

    def _ports_removed(self, removed: list[Port]) -> None:
        """Announce noise first, if it was the last of the noisy outputs.

        The device that carried the music was one of them, or nothing would be heard: which one it
        was is not modelled. [SRC at 33]
        """
        if any(port.noisy for port in removed) and not any(port.noisy for port in self._ports):
            self.broadcast("AUDIO_BECOMING_NOISY")
        self.broadcast("AUDIO_DEVICES_REMOVED", value=len(removed))
        self._plugs_changed(removed, plugged=False)

    def _plugs_changed(self, ports: list[Port], *, plugged: bool) -> None:
        for port in ports:
            if port.is_sink and port.kind in _HEADSET_PLUG:
                microphone = _HEADSET_PLUG[port.kind]
                self.broadcast("HEADSET_PLUG", code=microphone, value=int(plugged))
            elif port.kind == c.TYPE_HDMI:
                self.broadcast("HDMI_AUDIO_PLUG", value=int(plugged))
        self.communication.update()
        self.abilities.update()
