"""Android's rules between a configuration and ``AudioManager``.

The same adaptor speaks to the shim on a phone and to the simulated device. Not verified on a
device.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from audio_session._android_scalars import attribute_scalars
from audio_session._reading import checked, read_objects
from audio_session._state import Signal
from audio_session.activation import (
    GRANTED,
    ActivationResult,
    ActivationStatus,
    DenialReason,
    denied,
)
from audio_session.android import (
    AndroidAudioDeviceType,
    AndroidAudioFocus,
    AndroidAudioFocusRequestResult,
    AndroidAudioHardwareMode,
    AndroidAudioUsage,
    AndroidGetAudioDevicesFlags,
    AndroidStreamType,
)
from audio_session.android import AndroidAudioFocusGainType as Gain
from audio_session.configuration import DuckPolicy
from audio_session.devices import AudioDevice
from audio_session.devices import AudioDeviceType as Type
from audio_session.errors import NativeError, ServiceUnavailableError, UnsupportedError
from audio_session.events import BecomingNoisyEvent, VolumeChangedEvent

from . import ENVIRONMENT, Capability
from ._adaptor import DriverPlatform
from ._android_table import EVENT_SINCE, UNAVAILABLE
from ._signals import DevicesChanged, Focus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from audio_session._native import Channel, Event
    from audio_session._reading import Reading
    from audio_session.configuration import AudioSessionConfiguration
    from audio_session.ios import AVAudioSessionSetActiveOptions
    from audio_session.validation import Finding

    from ._contract import Driver
    from ._signals import Notice

_SIGNALS: dict[int, Signal] = {
    AndroidAudioFocus.LOSS: Signal.LOSS,
    AndroidAudioFocus.LOSS_TRANSIENT: Signal.PAUSE,
    AndroidAudioFocus.LOSS_TRANSIENT_CAN_DUCK: Signal.DUCK,
    # Always this one, never the gain that was asked for.
    AndroidAudioFocus.GAIN: Signal.GAIN,
}

_CALL_MODES = frozenset(
    {
        AndroidAudioHardwareMode.RINGTONE,
        AndroidAudioHardwareMode.IN_CALL,
        AndroidAudioHardwareMode.IN_COMMUNICATION,
    }
)

DELAYED_FOCUS_SINCE = 26
DEVICES_SINCE = 23
BACKGROUND_REFUSED_SINCE = 35
"""For apps that target this level; from the next constant on for all."""
BACKGROUND_REFUSED_TO_ALL_SINCE = 37

# AudioAttributes.getVolumeControlStream; every other usage plays on MUSIC.
_STREAMS = {
    AndroidAudioUsage.VOICE_COMMUNICATION: AndroidStreamType.VOICE_CALL,
    AndroidAudioUsage.VOICE_COMMUNICATION_SIGNALLING: AndroidStreamType.DTMF,
    AndroidAudioUsage.ALARM: AndroidStreamType.ALARM,
    AndroidAudioUsage.NOTIFICATION: AndroidStreamType.NOTIFICATION,
    AndroidAudioUsage.NOTIFICATION_RINGTONE: AndroidStreamType.RING,
    AndroidAudioUsage.NOTIFICATION_COMMUNICATION_REQUEST: AndroidStreamType.NOTIFICATION,
    AndroidAudioUsage.NOTIFICATION_COMMUNICATION_INSTANT: AndroidStreamType.NOTIFICATION,
    AndroidAudioUsage.NOTIFICATION_COMMUNICATION_DELAYED: AndroidStreamType.NOTIFICATION,
    AndroidAudioUsage.NOTIFICATION_EVENT: AndroidStreamType.NOTIFICATION,
    AndroidAudioUsage.ASSISTANCE_ACCESSIBILITY: AndroidStreamType.ACCESSIBILITY,
    AndroidAudioUsage.ASSISTANCE_SONIFICATION: AndroidStreamType.SYSTEM,
}

_DEVICE_TYPES = {
    AndroidAudioDeviceType.BUILTIN_EARPIECE: Type.BUILT_IN_EARPIECE,
    AndroidAudioDeviceType.BUILTIN_SPEAKER: Type.BUILT_IN_SPEAKER,
    AndroidAudioDeviceType.BUILTIN_SPEAKER_SAFE: Type.BUILT_IN_SPEAKER_SAFE,
    AndroidAudioDeviceType.BUILTIN_MIC: Type.BUILT_IN_MIC,
    AndroidAudioDeviceType.WIRED_HEADSET: Type.WIRED_HEADSET,
    AndroidAudioDeviceType.WIRED_HEADPHONES: Type.WIRED_HEADPHONES,
    AndroidAudioDeviceType.LINE_ANALOG: Type.LINE_ANALOG,
    AndroidAudioDeviceType.LINE_DIGITAL: Type.LINE_DIGITAL,
    AndroidAudioDeviceType.AUX_LINE: Type.AUX_LINE,
    AndroidAudioDeviceType.BLUETOOTH_SCO: Type.BLUETOOTH_SCO,
    AndroidAudioDeviceType.BLUETOOTH_A2DP: Type.BLUETOOTH_A2DP,
    AndroidAudioDeviceType.BLE_HEADSET: Type.BLUETOOTH_LE,
    AndroidAudioDeviceType.BLE_SPEAKER: Type.BLUETOOTH_LE,
    AndroidAudioDeviceType.BLE_BROADCAST: Type.BLUETOOTH_LE,
    AndroidAudioDeviceType.HEARING_AID: Type.HEARING_AID,
    AndroidAudioDeviceType.HDMI: Type.HDMI,
    AndroidAudioDeviceType.HDMI_ARC: Type.HDMI_ARC,
    AndroidAudioDeviceType.HDMI_EARC: Type.HDMI_EARC,
    AndroidAudioDeviceType.USB_DEVICE: Type.USB_AUDIO,
    AndroidAudioDeviceType.USB_ACCESSORY: Type.USB_AUDIO,
    AndroidAudioDeviceType.USB_HEADSET: Type.USB_AUDIO,
    AndroidAudioDeviceType.DOCK: Type.DOCK,
    AndroidAudioDeviceType.DOCK_ANALOG: Type.DOCK,
    AndroidAudioDeviceType.FM: Type.FM,
    AndroidAudioDeviceType.FM_TUNER: Type.FM_TUNER,
    AndroidAudioDeviceType.TV_TUNER: Type.TV_TUNER,
    AndroidAudioDeviceType.TELEPHONY: Type.TELEPHONY,
    AndroidAudioDeviceType.IP: Type.IP,
    AndroidAudioDeviceType.BUS: Type.BUS,
    AndroidAudioDeviceType.REMOTE_SUBMIX: Type.REMOTE_SUBMIX,
}

_NEEDED_FOR = {
    "AUDIO_BECOMING_NOISY": Capability.BECOMING_NOISY,
    "AUDIO_DEVICES_ADDED": Capability.DEVICES,
    "VOLUME_CHANGED": Capability.VOLUME,
}


def _focus(event: Event) -> Focus | None:
    signal = _SIGNALS.get(event.code)
    if signal is None:
        return None  # a change that Android has no name for yet: nobody can know what it asks
    return Focus(signal, generation=event.value, native=event.code, timestamp=event.time_ns / 1e9)


class AndroidPlatform(DriverPlatform):
    """One Android device through its driver.

    Whether *other* apps play cannot be told here: Android lists what plays without saying whose it
    is (``AudioPlaybackConfiguration`` is anonymised for apps), so that is no capability.
    """

    capabilities = frozenset(
        {
            Capability.FOCUS,
            Capability.CALLS,
            Capability.DELAYED_FOCUS,
            Capability.DEVICES,
            Capability.BECOMING_NOISY,
            Capability.VOLUME,
        }
    )
    translators: ClassVar[Mapping[str, Callable[[Event], Notice | None]]] = {
        "AUDIO_FOCUS_CHANGE": _focus,
        "AUDIO_BECOMING_NOISY": lambda event: BecomingNoisyEvent(event.time_ns / 1e9),
        "AUDIO_DEVICES_ADDED": lambda _event: DevicesChanged(),
        "AUDIO_DEVICES_REMOVED": lambda _event: DevicesChanged(),
    }

    def __init__(self, driver: Driver, ways: tuple[str, ...] = ()) -> None:
        """Speak to ``driver``; ``ways`` says what came of asking for a JavaVM in Python."""
        super().__init__(driver)
        self._ways = ways
        self.sdk_int = 0
        """The running Android's API level; 0 before the first :meth:`open`."""
        self.observers: list[Callable[[Event], object]] = []
        """Called with each raw event, in order, where events are delivered."""
        self.refused: set[str] = set()
        """The events that the level has, and this device refuses to report."""
        self.mode_set: int | None = None
        """The hardware mode that this session set last; None before it set one."""
        self._requests: list[int] = []
        """The generations that Android may hold, the newest last."""
        self._stream = AndroidStreamType.MUSIC
        self._highest: int | None = None
        self._index: int | None = None
        self._muted = False

    def validate(
        self, configuration: AudioSessionConfiguration, *, strict: bool
    ) -> tuple[Finding, ...]:
        """Check by the rules of the running Android, and by iOS's."""
        from audio_session.validation import validate  # noqa: PLC0415 - only when configuring

        return validate(configuration, strict=strict, android_api=self.sdk_int or None)

    def open(self, channel: Channel) -> None:
        """Open the driver; its events go to ``channel``."""
        try:
            super().open(channel)
        except ServiceUnavailableError as error:
            if not self._ways:
                raise  # it found Java by itself, and says what else is missing
            raise ServiceUnavailableError(
                f"{error}. Asked in Python: {'; '.join(self._ways)}. To go on without other apps "
                f"set {ENVIRONMENT}=local",
                code=error.code,
                domain=error.domain,
                name=error.name,
            ) from None
        try:
            self.sdk_int = checked("getSdkInt", self.driver.call("getSdkInt"), int)
        except BaseException:
            self.close()
            raise
        self.refused.clear()  # those of this opening are translated after it
        self.mode_set = None
        lacking = {
            Capability.DELAYED_FOCUS: DELAYED_FOCUS_SINCE,
            Capability.DEVICES: DEVICES_SINCE,
        }
        self.capabilities = type(self).capabilities - {
            capability for capability, since in lacking.items() if self.sdk_int < since
        }
        by_name = {"VOLUME_CHANGED": self._volume, "STREAM_MUTE_CHANGED": self._mute}
        self._by_kind |= {self.driver.events.index(name): by_name[name] for name in by_name}
        self._follow(AndroidStreamType.MUSIC)

    def configure(self, configuration: AudioSessionConfiguration) -> None:
        """Follow the volume that the configuration's usage has; Android wants nothing yet."""
        attributes = configuration.android_audio_attributes
        usage = attributes.usage if attributes else AndroidAudioUsage.MEDIA
        self._follow(_STREAMS.get(usage, AndroidStreamType.MUSIC))

    def translate(self, event: Event) -> Notice | None:
        """Turn a raw event into a notice, after the observers had it as it is."""
        if event.flags & UNAVAILABLE:
            kind = self.driver.events[event.kind]
            if EVENT_SINCE[kind] > self.sdk_int:
                return None  # one listener reports kinds of several levels
            self._note_refused(kind)
        if self.observers:
            for observer in tuple(self.observers):
                observer(event)
        return None if event.flags & UNAVAILABLE else super().translate(event)

    def _note_refused(self, kind: str) -> None:
        import logging  # noqa: PLC0415 - 12 ms that only this case has to pay

        self.refused.add(kind)
        self.capabilities -= {_NEEDED_FOR[kind]} if kind in _NEEDED_FOR else set()
        logging.getLogger("audio_session").warning(
            "this device refuses to report %s: its events will not come, all else works; why is in "
            "Android's own log, under the tag audio_session",
            kind,
        )

    def _follow(self, stream: AndroidStreamType) -> None:
        if stream is self._stream and self._highest is not None:
            return
        self._stream, self._index, self._muted = stream, None, False
        highest = "getStreamMaxVolume"
        try:
            self._highest = checked(highest, self.driver.call(highest, int(stream)), int)
        except (NativeError, UnsupportedError):
            # Some makers' services throw, or talk nonsense; then only the change is told.
            self._highest = None

    def _volume(self, event: Event) -> VolumeChangedEvent | None:
        if event.code != self._stream:
            return None
        self._index = event.value
        return VolumeChangedEvent(self._fraction())

    def _mute(self, event: Event) -> VolumeChangedEvent | None:
        if event.code != self._stream:
            return None
        self._muted = bool(event.value)
        return VolumeChangedEvent(self._fraction())

    def _fraction(self) -> float | None:
        if self._muted:
            return 0.0  # whatever the index: a step down moves a muted stream, and leaves it muted
        if self._index is None or not self._highest:
            return None
        return self._index / self._highest

    def request(self, request: AudioSessionConfiguration, generation: int) -> ActivationResult:
        """Ask for focus with a new listener, and abandon the old one only when that worked.

        The framework knows a client by its AudioManager and listener objects. The same listener
        again would be the same client: a change of attributes would be ignored, and a LOSS that a
        fade-out had put off would hit the new request (MediaFocusControl and FadeOutManager in
        frameworks/base; ran on the arbiters of API 31, 34 and 37).
        """
        if request.android_audio_focus_gain_type is Gain.NONE:
            self.release(None)
            return GRANTED
        attributes = attribute_scalars(request.android_audio_attributes)
        answer = self.driver.call(
            "requestAudioFocus",
            int(request.android_audio_focus_gain_type),
            *attributes[:3],
            # Since API 26 the framework ducks silently, unless the app says that it pauses: then
            # it is told, and the duck policy says what of.
            bool(request.android_will_pause_when_ducked)
            or request.duck_policy in {DuckPolicy.APP, DuckPolicy.PAUSE},
            bool(request.android_accepts_delayed_focus_gain),
            bool(request.android_force_ducking),
            generation,
            *attributes[3:],
        )
        if answer == AndroidAudioFocusRequestResult.FAILED:
            return self._denied(request)
        self._requests.append(generation)  # whatever the answer is: what is held is given back
        code = checked("requestAudioFocus", answer, int)
        try:
            give_back(self.driver, self._requests, self._requests[:-1])
        except ServiceUnavailableError:
            raise  # a dead service has forgotten the grant as well
        except NativeError:
            # What was asked for is granted; the older one goes with the next that is given back.
            import logging  # noqa: PLC0415 - 12 ms that only this case has to pay

            logging.getLogger("audio_session").exception("giving the request before this one up")
        if code == AndroidAudioFocusRequestResult.DELAYED:
            return ActivationResult(
                ActivationStatus.DELAYED,
                native_code=code,
                hint="a call is under way; the OS grants it when the call ends",
            )
        return ActivationResult(ActivationStatus.GRANTED, native_code=code)

    def _denied(self, request: AudioSessionConfiguration) -> ActivationResult:
        failed = int(AndroidAudioFocusRequestResult.FAILED)
        try:
            mode = self.driver.call("getMode")
        except NativeError:
            mode = None
        can_wait = self.sdk_int >= DELAYED_FOCUS_SINCE
        # Android does not say whose mode it is: one that we set ourselves is no sign of somebody
        # else's call. But IN_CALL it takes from telephony alone, and ignores from an app.
        in_call = mode in _CALL_MODES and (
            mode != self.mode_set or mode == AndroidAudioHardwareMode.IN_CALL
        )
        # What accepts a delay is put off by a call, and was refused for something else.
        if in_call and not (can_wait and request.android_accepts_delayed_focus_gain):
            return denied(
                DenialReason.IN_CALL,
                native_code=failed,
                hint="a call rings or is under way; ask again when it has ended"
                + (", or pass accept_delayed=True" if can_wait else ""),
            )
        if self._refuses_background():
            return denied(
                DenialReason.NOT_FOREGROUND,
                native_code=failed,
                hint="from Android 15 on only the top app or a running foreground service gets "
                "focus: ask while the app is visible, or start such a service then",
            )
        return denied(
            DenialReason.UNKNOWN,
            native_code=failed,
            hint="Android gives no reason: the user may have taken the right from the app "
            "(app op TAKE_AUDIO_FOCUS), or a car's own policy refuses",
        )

    def _refuses_background(self) -> bool:
        """Tell whether an app like ours gets no focus in the background on this Android.

        developer.android.com/about/versions/15/behavior-changes-15 and
        developer.android.com/about/versions/17/changes/bg-audio.
        """
        if self.sdk_int >= BACKGROUND_REFUSED_TO_ALL_SINCE:
            return True
        if self.sdk_int < BACKGROUND_REFUSED_SINCE:
            return False
        target = "getTargetSdkVersion"
        try:
            return checked(target, self.driver.call(target), int) >= BACKGROUND_REFUSED_SINCE
        except NativeError:
            return True  # nearly every app on such a phone targets it

    def release(self, options: AVAudioSessionSetActiveOptions | None) -> None:
        """Abandon focus; the other app on top of the stack gets it back."""
        give_back(self.driver, self._requests, self._requests)

    def forget(self) -> None:
        """Abandon a focus that was lost for good, so that it is not given back unasked.

        Up to API 27 the loser stays in the stack and would get GAIN when the winner leaves (ran on
        the arbiters of API 21 to 27).
        """
        self.release(None)

    def devices(self) -> frozenset[AudioDevice]:
        """Read the devices."""
        document = self.driver.call("getDevices", int(AndroidGetAudioDevicesFlags.ALL))
        return frozenset(map(_device, read_objects(document, "getDevices")))


def give_back(driver: Driver, held: list[int], generations: Iterable[int]) -> None:
    """Abandon requests; one that Android throws at stays in ``held``, to be given back later."""
    failure: NativeError | None = None
    for generation in list(generations):
        try:
            driver.call("abandonAudioFocus", generation)
        except NativeError as error:
            failure = error
        else:
            held.remove(generation)
    if failure is not None:
        raise failure


def _device(raw: Reading) -> AudioDevice:
    raw_type = raw.integer("type")
    return AudioDevice(
        id=str(raw.integer("id")),
        name=raw.text("productName"),
        is_input=raw.boolean("isSource"),
        is_output=raw.boolean("isSink"),
        type=_DEVICE_TYPES.get(AndroidAudioDeviceType(raw_type), Type.UNKNOWN),
        raw_type=raw_type,
        address=raw.text("address"),
    )
