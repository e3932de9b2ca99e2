"""A simulated phone whose focus is decided by the framework's own classes.

Other apps, calls and players reach the real arbiter by the host's commands; our own app reaches it
through driver, bridge and AudioManager. All else that AudioManager asks, the simulated device
answers, and what it reports goes to AudioManager as the system would send it.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from host import Host, Thrown
from reporter import Reporter

from audio_session._native import NativeDriver
from audio_session.errors import NativeError
from audio_session.platforms._android_table import OPERATIONS
from audio_session.simulator import constants as c
from audio_session.simulator.abilities import PROPERTIES
from audio_session.simulator.clock import NANOSECONDS, to_nanoseconds
from audio_session.simulator.describe import describe_device
from audio_session.simulator.device import AndroidDevice
from audio_session.simulator.focus import MUTE_DELAY_SECONDS, FocusArbiter
from audio_session.simulator.focus_rules import FocusRule
from audio_session.simulator.operations import functions_of
from audio_session.simulator.playback import FocusRequest, PlaybackMonitor, Player

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from audio_session._native import Channel
    from audio_session.platforms._contract import Operation, Scalar
    from audio_session.simulator.clock import Clock

MILLISECOND = NANOSECONDS // 1000
# The audio server's numbers of the outputs that AudioManager asks about one by one.
OUTPUTS = {
    0x4: c.TYPE_WIRED_HEADSET,
    0x8: c.TYPE_WIRED_HEADPHONES,
    0x80: c.TYPE_BLUETOOTH_A2DP,
    0x4000000: c.TYPE_USB_HEADSET,
}
NAMES_DEVICES_SINCE = 37  # communication devices by type and address, not by number
USAGES = (*range(15), 16)
SIGNATURES = {operation.name: operation.signature for operation in OPERATIONS}
TYPES = {"i": int, "b": bool, "d": float, "s": str}

# AudioManager's methods under the names that the audio service and the audio server have for them.
ALIASES = {
    "setStreamVolumeWithAttribution": "setStreamVolume",
    "adjustStreamVolumeWithAttribution": "adjustStreamVolume",
    "isMicrophoneMuted": "isMicrophoneMute",
    "AudioSystem.isMicrophoneMuted": "isMicrophoneMute",
    "AudioSystem.newAudioSessionId": "generateAudioSessionId",
    "AudioSystem.getStreamVolumeDB": "getStreamVolumeDb",
    "getRingerModeExternal": "getRingerMode",
    "setRingerModeExternal": "setRingerMode",
}


class HostedMonitor(PlaybackMonitor):
    """The players, with what the real monitor does to them."""

    def __init__(self, rules: frozenset[FocusRule], host: Host) -> None:
        super().__init__(rules)
        self._host = host
        self.player_ids: dict[int, str] = {}

    @property
    def ducked_uids(self) -> tuple[int, ...]:
        return tuple(map(int, self._host.run("ducked").split()))

    @property
    def faded_uids(self) -> tuple[int, ...]:
        return tuple(map(int, self._host.run("faded").split()))

    def level_of(self, player: Player) -> float:
        # The simulator's own: muting in a call, and that AAudio follows no volume shaper.
        level = super().level_of(player)
        if not player.aaudio:
            level *= float(self._host.run("gain", self.player_ids[id(player)]))
        return level


class HostedArbiter(FocusArbiter):
    """The real arbiter, in the simulated one's place."""

    playback: HostedMonitor

    def __init__(self, host: Host, clock: Clock, dispatch: Callable[[str, int], object]) -> None:
        super().__init__(host.level, clock, dispatch)
        self.playback = HostedMonitor(self.rules, host)
        self._host = host
        self._uids: dict[str, int] = {}

    @property
    def stack(self) -> tuple[str, ...]:
        return tuple(filter(None, self._host.run("stack").split("\t")))

    def request(self, request: FocusRequest, *, force_duck: bool = False) -> int:
        self._uids[request.client] = request.uid
        return int(
            self._host.run(
                "request", request.uid, request.client, request.process, request.gain,
                request.flags, request.usage, request.content_type, request.target_sdk,
                "force" if force_duck else "",
            )
        )  # fmt: skip

    def abandon(self, client: str) -> int:
        return int(self._host.run("abandon", self._uids.get(client, c.SYSTEM_UID), client))

    def process_died(self, process: str) -> None:
        self._host.run("die", process)

    def suspend(self, uid: int) -> None:
        self._host.run("suspend", uid)

    def call_started(self) -> int:
        if FocusRule.MUTES_IN_CALL in self.rules and not self._in_call:
            self._clock.call_later(MUTE_DELAY_SECONDS, self._mute_if_in_call)
        self._in_call = True
        return int(self._host.run("call"))

    def call_ended(self) -> int:
        self._in_call = False
        self.playback.unmute_after_call()
        return int(self._host.run("callend"))

    def dispatch(self, client: str, change: int) -> None:
        self._dispatch(client, change)


class HostedDevice(AndroidDevice):
    """A phone of the level that ``host`` runs."""

    arbiter: HostedArbiter

    def __init__(
        self, host: Host, *, target_sdk: int | None = None, profile: str = "phone"
    ) -> None:
        self.host: Host | None = None
        super().__init__(host.level, target_sdk=target_sdk, profile=profile)
        self.arbiter = HostedArbiter(host, self.clock, self._focus_changed)
        self._functions = functions_of(self)
        self._host_millis = 0
        reporter = Reporter(self)
        reporter.know_spatializer(
            self.abilities.spatializer_available, self.abilities.spatializer_enabled
        )
        self.attach(reporter)  # type: ignore[arg-type]
        host.world = self.answer
        host.run("phone", self.own.uid, self.own.target_sdk)
        host.hand_over()
        self.host = host
        self.settle()

    def driver(self) -> HostedDriver:  # type: ignore[override]
        """Return our own app's driver: the one that runs on a phone."""
        return HostedDriver(self)

    @contextmanager
    def turn(self) -> Iterator[None]:
        with super().turn():
            yield
        if self._depth == 0:
            self.settle()

    def settle(self) -> None:
        """Let the framework's loopers do what was posted to them."""
        # From inside an answer it would wait for a looper that may be the one that asks.
        if self.host is not None and not self.host.answering:
            self.host.run("settle")

    def advance(self, seconds: float) -> None:
        until = self.clock.now + to_nanoseconds(seconds)
        self.settle()
        while self.clock.now < until:
            assert self.host is not None
            moments = [until]
            if (wait := int(self.host.run("next"))) > 0:
                moments.append((self._host_millis + wait) * MILLISECOND)
            moments += [deadline for deadline, _, timer in self.clock._timers[:1]]
            moment = max(self.clock.now, min(moments))
            millis = moment // MILLISECOND - self._host_millis
            self._host_millis += millis
            super().advance((moment - self.clock.now) / NANOSECONDS)
            self.host.run("advance", millis)
            with self.turn():
                pass  # notes the levels that the framework changed

    def start_player(self, player: Player) -> None:
        super().start_player(player)
        assert self.host is not None
        kind = "aaudio" if player.aaudio else ""
        words = (player.uid, player.usage, player.content_type, kind)
        self.arbiter.playback.player_ids[id(player)] = self.host.run("play", *words)

    def stop_player(self, player: Player) -> None:
        super().stop_player(player)
        assert self.host is not None
        self.host.run("stop", player.uid, self.arbiter.playback.player_ids.pop(id(player)))

    # The world's answers

    def answer(self, method: str, arguments: list[Any]) -> object:
        """Answer one call of the framework."""
        special = getattr(self, f"_answer_{method.replace('.', '_')}", None)
        name = ALIASES.get(method, method.removeprefix("AudioSystem."))
        with self.turn():
            try:
                if special is not None:
                    return special(*arguments)
                if name not in self._functions:
                    return None
                answer = self._functions[name](*_dealt(SIGNATURES[name], arguments))
                is_json = ":j" in SIGNATURES[name] and isinstance(answer, str)
                return json.loads(answer) if is_json else answer
            except NativeError as error:
                raise Thrown(str(error.domain), str(error)) from None

    def _answer_requestAudioFocus(
        self, uid: int, gain: int, usage: int, forces: bool
    ) -> int | bool:
        """Return FAILED and such to refuse, else whether ducking is forced."""
        app = next((app for app in self._apps.values() if app.uid == uid), self.own)
        if app is self.own:
            if self._denial is not None:
                denial, self._denial = self._denial, None
                return denial
            self._hold_back()
        if not self.may_use_audio(app):
            return c.AUDIOFOCUS_REQUEST_FAILED
        return (
            forces
            and app.accessibility_service
            and usage == c.USAGE_ASSISTANCE_ACCESSIBILITY
            and gain == c.AUDIOFOCUS_GAIN_TRANSIENT_MAY_DUCK
        )

    def _answer_dispatchAudioFocusChange(self, client: str, change: int) -> None:
        self.arbiter.dispatch(client, change)

    def _answer_AudioSystem_getDeviceConnectionState(self, device: int, _address: str) -> int:
        return int(any(port.is_sink and port.kind == OUTPUTS.get(device) for port in self.ports))

    def _answer_listAudioPorts(self) -> list[dict[str, object]]:
        return [describe_device(self, port) for port in self.ports]

    def _answer_listMicrophones(self) -> object:
        return json.loads(str(self._functions["getMicrophones"]()))

    def _answer_Resources_getBoolean(self, name: str) -> bool:
        if name == "config_useFixedVolume":
            return self.profile.fixed_volume
        return name == "config_bluetooth_sco_off_call" or name.startswith("config_support")

    def _answer_Settings(self, name: str) -> str | None:
        return "1" if name == "sound_effects_enabled" else None

    def _answer_AudioSystem_getPrimaryOutputSamplingRate(self) -> int:
        return int(PROPERTIES["android.media.property.OUTPUT_SAMPLE_RATE"])

    def _answer_AudioSystem_getPrimaryOutputFrameCount(self) -> int:
        return int(PROPERTIES["android.media.property.OUTPUT_FRAMES_PER_BUFFER"])

    def _answer_AudioSystem_setAllowedCapturePolicy(self, _uid: int, _flags: int) -> int:
        return 0  # at 29, where AudioManager itself remembers the policy

    def _answer_isValidRingerMode(self, mode: int) -> bool:
        return c.RINGER_MODE_SILENT <= mode <= c.RINGER_MODE_NORMAL

    def _answer_dispatchAdjustVolume(self, stream: int, direction: int, flags: int) -> None:
        self._functions["adjustSuggestedStreamVolume"](direction, stream, flags)

    def _answer_playSoundEffect(self, effect: int, *_user: int) -> None:
        self._functions["playSoundEffect"](effect, None)

    def _answer_playSoundEffectVolume(self, effect: int, volume: float) -> None:
        self._functions["playSoundEffect"](effect, volume)

    def _answer_getAudioProductStrategies(self, *_: bool) -> list[dict[str, object]]:
        groups: dict[int, list[int]] = {}
        for usage in USAGES:
            groups.setdefault(self.volumes.group_of_usage(usage), []).append(usage)
        return [{"group": n, "stream": n - 1, "usages": usages} for n, usages in groups.items()]

    def _answer_AudioSystem_native_is_offload_supported(self, *given: int) -> bool:
        return self._answer_AudioSystem_native_get_offload_support(*given) > 0

    def _answer_AudioSystem_native_get_offload_support(self, *given: int) -> int:
        *audio_format, stream = given
        usage = c.USAGE_MEDIA if stream == c.STREAM_MUSIC else c.USAGE_VOICE_COMMUNICATION
        attributes = (usage, 0, 0, -1, -1, -1, -1)
        return int(self._functions["getPlaybackOffloadSupport"](*audio_format, *attributes))  # type: ignore[arg-type]

    def _answer_setPreferredMixerAttributes(self, *given: int) -> int:
        return 0 if self._functions["setPreferredMixerAttributes"](*given) else -1

    def _answer_clearPreferredMixerAttributes(self, *given: int) -> int:
        return 0 if self._functions["clearPreferredMixerAttributes"](*given) else -1

    def _answer_packageCheckPermission(self, permission: str, _package: str) -> int:
        return 0 if self.holds(permission) else -1

    def _answer_getAvailableCommunicationDeviceIds(self) -> list[int]:
        return [port.id for port in self.communication.available]

    def _answer_getAvailableCommunicationDevices(self) -> list[dict[str, object]]:
        return [describe_device(self, port) for port in self.communication.available]

    def _answer_getCommunicationDevice(self) -> object:
        port = self.communication.device
        if self.api >= NAMES_DEVICES_SINCE:
            return None if port is None else describe_device(self, port)
        return 0 if port is None else port.id

    def _answer_setCommunicationDevice(self, *device: int | str) -> bool:
        """Take a port's number, 0 to clear; later on its type and address, nothing to clear."""
        if device in ((), (0,)):
            self.communication.clear()
            return True
        if self.api < NAMES_DEVICES_SINCE:
            (number,) = device
        else:
            number = next(
                port.id
                for port in self.communication.available
                if (port.kind, describe_device(self, port)["address"]) == device
            )
        return self.communication.request(int(number))

    def _answer_AudioSystem_isStreamActive(self, stream: int, *_: int) -> bool:
        return stream == 3 and self.music_active

    def _answer_isMusicActive(self, *_: bool) -> bool:
        return self.music_active

    def _answer_getDevicesForAttributes(self, usage: int, *_: int) -> list[dict[str, object]]:
        return [describe_device(self, port) for port in self.abilities.media_ports(usage)]

    _answer_getDevicesForAttributesUnprotected = _answer_getDevicesForAttributes

    def _spatializer(self) -> Any:
        return json.loads(str(self._functions["getSpatializer"]()))

    def _answer_isSpatializerAvailable(self) -> bool:
        return bool(self._spatializer()["isAvailable"])

    def _answer_isSpatializerEnabled(self) -> bool:
        return bool(self._spatializer()["isEnabled"])

    def _answer_getSpatializerImmersiveAudioLevel(self) -> int:
        return int(self._spatializer()["immersiveAudioLevel"])

    def _answer_getSpatializedChannelMasks(self) -> object:
        return self._spatializer()["spatializedChannelMasks"]

    def _answer_isHeadTrackerAvailable(self) -> bool:
        return self.head_tracker


def _dealt(signature: str, arguments: list[Any]) -> list[Any]:
    """Deal a service call's scalars to an operation: each kind in its own order."""
    left = list(arguments)
    dealt = []
    for letter in signature.partition(":")[0].replace("?", ""):
        index = next(n for n, given in enumerate(left) if type(given) is TYPES[letter])
        dealt.append(left.pop(index))
    return dealt


class HostedDriver:
    """The real driver; after each call the framework's loopers do what was posted to them."""

    name = "android"

    def __init__(self, device: HostedDevice) -> None:
        self.device = device
        self.native = NativeDriver("android", application_name="tested app")
        self.operations: dict[str, Operation] = self.native.operations
        self.events = self.native.events

    @property
    def clock(self) -> Clock:
        return self.device.clock

    def open(self, channel: Channel) -> None:
        self.native.open(channel)
        self.device.settle()

    def call(self, operation: str, /, *arguments: Scalar) -> Scalar:
        try:
            return self.native.call(operation, *arguments)
        finally:
            self.device.settle()

    def close(self) -> None:
        self.native.close()
        self.device.settle()
