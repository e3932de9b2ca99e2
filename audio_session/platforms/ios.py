"""iOS's rules between a configuration and ``AVAudioSession``.

The same adaptor speaks to the shim on a phone and to the simulated one. Not verified on a device.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, ClassVar

from audio_session._reading import checked, read_object, read_objects
from audio_session._state import Signal
from audio_session.activation import GRANTED, ActivationResult
from audio_session.devices import AudioDevice
from audio_session.devices import AudioDeviceType as Type
from audio_session.errors import (
    ActivationDeniedError,
    NativeError,
)
from audio_session.events import AudioInterruptionReason as Reason
from audio_session.events import (
    AudioServiceEvent,
    BecomingNoisyEvent,
    OtherAudioEvent,
    VolumeChangedEvent,
)
from audio_session.ios import (
    AVAudioSessionErrorCode,
    AVAudioSessionInterruptionOptions,
    AVAudioSessionInterruptionReason,
    AVAudioSessionInterruptionType,
    AVAudioSessionPort,
    AVAudioSessionRouteChangeReason,
    AVAudioSessionSetActiveOptions,
    AVAudioSessionSilenceSecondaryAudioHintType,
)

from . import Capability
from ._adaptor import DriverPlatform
from ._ios_denials import denial, gone
from ._ios_preferences import Preferences
from ._ios_setting import Setting
from ._ios_table import (
    CURRENT_OUTPUT_BUILT_IN,
    HAS_REASON,
    MILLION,
    PREVIOUS_OUTPUT_PRIVATE,
    REASON_SHIFT,
    SUSPENDED,
    UNTOLD,
    version,
)
from ._signals import (
    Ask,
    DevicesChanged,
    Drift,
    Focus,
    HeldInDoubt,
    ServiceReset,
    Several,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from audio_session._native import Channel, Event
    from audio_session._reading import Reading
    from audio_session.configuration import AudioSessionConfiguration
    from audio_session.validation import Finding

    from ._contract import Driver
    from ._signals import Notice

_REASONS = {
    AVAudioSessionInterruptionReason.APP_WAS_SUSPENDED: Reason.SUSPENDED,
    AVAudioSessionInterruptionReason.BUILT_IN_MIC_MUTED: Reason.MICROPHONE_MUTED,
    AVAudioSessionInterruptionReason.ROUTE_DISCONNECTED: Reason.ROUTE_DISCONNECTED,
}
"""The default is for calls, alarms and other apps alike: of them nobody can be told apart."""

_TYPES = {
    AVAudioSessionPort.AVB: Type.AVB,
    AVAudioSessionPort.AIR_PLAY: Type.AIR_PLAY,
    AVAudioSessionPort.BLUETOOTH_A2DP: Type.BLUETOOTH_A2DP,
    AVAudioSessionPort.BLUETOOTH_HFP: Type.BLUETOOTH_SCO,
    AVAudioSessionPort.BLUETOOTH_LE: Type.BLUETOOTH_LE,
    AVAudioSessionPort.BUILT_IN_MIC: Type.BUILT_IN_MIC,
    AVAudioSessionPort.BUILT_IN_RECEIVER: Type.BUILT_IN_EARPIECE,
    AVAudioSessionPort.BUILT_IN_SPEAKER: Type.BUILT_IN_SPEAKER,
    AVAudioSessionPort.CAR_AUDIO: Type.CAR_AUDIO,
    AVAudioSessionPort.CONTINUITY_MICROPHONE: Type.CONTINUITY_MICROPHONE,
    AVAudioSessionPort.DISPLAY_PORT: Type.DISPLAY_PORT,
    AVAudioSessionPort.FIRE_WIRE: Type.FIRE_WIRE,
    AVAudioSessionPort.HDMI: Type.HDMI,
    AVAudioSessionPort.HEADPHONES: Type.WIRED_HEADPHONES,
    AVAudioSessionPort.HEADSET_MIC: Type.HEADSET_MIC,
    AVAudioSessionPort.LINE_IN: Type.LINE_ANALOG,
    AVAudioSessionPort.LINE_OUT: Type.LINE_ANALOG,
    AVAudioSessionPort.PCI: Type.PCI,
    AVAudioSessionPort.THUNDERBOLT: Type.THUNDERBOLT,
    AVAudioSessionPort.USB_AUDIO: Type.USB_AUDIO,
    AVAudioSessionPort.VIRTUAL: Type.VIRTUAL,
}

_WISHES = {
    "av_audio_session_preferred_sample_rate": "setPreferredSampleRateError",
    "av_audio_session_preferred_io_buffer_duration": "setPreferredIOBufferDurationError",
    "av_audio_session_preferred_input_number_of_channels": (
        "setPreferredInputNumberOfChannelsError"
    ),
    "av_audio_session_preferred_output_number_of_channels": (
        "setPreferredOutputNumberOfChannelsError"
    ),
}
_NOTIFY = AVAudioSessionSetActiveOptions.NOTIFY_OTHERS_ON_DEACTIVATION
_CHANNEL_WISHES = frozenset(name for name in _WISHES if name.endswith("_channels"))


class IosPlatform(DriverPlatform):
    """One iPhone or iPad through its driver.

    iOS has one session a process and tells requests apart by nothing, so its events bear no
    generation. An interrupted session is inactive, and is activated again before the app hears that
    it may resume.
    """

    capabilities = frozenset(
        {
            Capability.FOCUS,
            Capability.CALLS,
            Capability.DEVICES,
            Capability.BECOMING_NOISY,
            Capability.VOLUME,
            Capability.OTHER_AUDIO,
            Capability.SERVICE_EVENTS,
        }
    )
    retry_delays: ClassVar[tuple[float, ...]] = (0.05, 0.1, 0.2)
    """Seconds to wait before each further try to deactivate while audio still runs."""

    def __init__(self, driver: Driver) -> None:
        super().__init__(driver)
        self.version = version("")
        """The running iOS; the oldest before the first :meth:`open`."""
        self.observers: list[Callable[[Event], object]] = []
        """Called with each raw event, in order, where events are delivered."""
        self.preferences = Preferences(driver)
        """What the app has set by hand; on the worker."""
        self._configured: AudioSessionConfiguration | None = None
        self._suspended = False
        self._translators: Mapping[str, Callable[[Event], Notice | None]] = {
            "AVAudioSessionInterruptionNotification": self._interruption,
            "AVAudioSessionRouteChangeNotification": self._route_change,
            "AVAudioSessionAvailableInputsChangeNotification": lambda _event: DevicesChanged(),
            "AVAudioSessionSilenceSecondaryAudioHintNotification": self._hint,
            "AVAudioSessionMediaServicesWereLostNotification": lambda _event: AudioServiceEvent(
                available=False, text="iOS's media services were lost"
            ),
            "AVAudioSessionMediaServicesWereResetNotification": lambda _event: ServiceReset(
                "iOS's media services were reset; make players and recorders anew",
                self.preferences.keep,
            ),
            "outputVolume": self._volume,
            # The app may have been suspended, of which iOS 16 and later say nothing; what
            # interrupted may have ended without a word, as iOS reserves to itself; and other code
            # may have changed what moves no route.
            "UIApplicationDidBecomeActiveNotification": lambda _event: Several(
                (HeldInDoubt(), Ask(self._is_over), Ask(self._drift))
            ),
        }

    def open(self, channel: Channel) -> None:
        """Open the driver; its events go to ``channel``."""
        super().open(channel)
        self._by_kind = {
            kind: self._translators[name]
            for kind, name in enumerate(self.driver.events)
            if name in self._translators
        }
        try:
            self.version = self._read_version()
        except BaseException:
            self.close()
            raise

    def validate(
        self, configuration: AudioSessionConfiguration, *, strict: bool
    ) -> tuple[Finding, ...]:
        """Check against the rules of the running iOS, and of any Android."""
        from audio_session.validation import validate  # noqa: PLC0415 - only when configuring

        return validate(configuration, strict=strict, ios_version=self.version)

    def _read_version(self) -> tuple[int, int]:
        name = "operatingSystemVersion"
        text = checked(name, self.driver.call(name), str)
        try:
            return version(text)
        except ValueError:
            raise NativeError(
                f"{name}: {text[:80]!r} is no version of iOS, such as '17.2'"
            ) from None

    # ---- On the worker ------------------------------------------------------------------------

    def configure(self, configuration: AudioSessionConfiguration) -> None:
        """Set the category and what is preferred of the hardware; never activates.

        A number of channels that is refused may be had with the activation: before, the route has
        none to offer.
        """
        if configuration.av_audio_session_category is not None:
            wanted = Setting.wanted(configuration)
            self.driver.call(
                "setCategoryModeRouteSharingPolicyOptionsError",
                str(wanted.category),
                str(wanted.mode),
                int(wanted.policy),
                int(wanted.options),
            )
        self._configured = configuration
        for field, operation in _WISHES.items():
            if getattr(configuration, field) is not None:
                self.preferences.drop((operation,))
        self._wish(configuration, _WISHES.keys() - _CHANNEL_WISHES)
        self._wish(configuration, _CHANNEL_WISHES, again=True)

    def _wish(
        self,
        configuration: AudioSessionConfiguration,
        fields: Iterable[str],
        *,
        again: bool = False,
    ) -> None:
        """Ask for what was configured, unless the app has set something else by hand since.

        What iOS refuses is logged, but if it is asked for ``again`` later.
        """
        for field in sorted(fields):
            value, operation = getattr(configuration, field), _WISHES[field]
            if value is None or (operation,) in self.preferences:
                continue
            try:
                self.driver.call(operation, value)
            except NativeError as error:
                if again:
                    continue
                # A wish that iOS need not grant is no reason to fail.
                import logging  # noqa: PLC0415 - 12 ms that only this case has to pay

                logging.getLogger("audio_session").warning("%s = %s: %s", field, value, error)

    def request(self, request: AudioSessionConfiguration, generation: int) -> ActivationResult:
        """Activate the session. What was configured holds; iOS wants nothing more of a request."""
        try:
            self.driver.call("setActiveWithOptionsError", True, 0)
        except NativeError as error:
            return denial(error)
        self.activated()
        return GRANTED

    def activated(self) -> None:
        """Set what only an active session takes: it has been activated, by us or by the system."""
        if self._configured is not None:
            self._wish(self._configured, _CHANNEL_WISHES)
        self.preferences.pay()

    def release(self, options: AVAudioSessionSetActiveOptions | None) -> None:
        """Deactivate, by default so that those hear of it whom we interrupted.

        While audio still runs iOS says that it is busy; up to iOS 25 the session is inactive all
        the same (Apple's AVAudioSession.h). Players may need a moment to stop, so it is tried
        again a few times.
        """
        wanted = _NOTIFY if options is None else options
        delays = iter(self.retry_delays)
        while True:
            try:
                self.driver.call("setActiveWithOptionsError", False, int(wanted))
            except NativeError as error:
                if error.code == AVAudioSessionErrorCode.MEDIA_SERVICES_FAILED:
                    raise gone(error) from error
                is_busy = error.code == AVAudioSessionErrorCode.IS_BUSY
                delay = next(delays, None) if is_busy else None
                if delay is None:
                    raise ActivationDeniedError(denial(error)) from error
                time.sleep(delay)
            else:
                return

    def forget(self) -> None:
        """There is nothing to clean up: an interrupted session is inactive."""

    def devices(self) -> frozenset[AudioDevice]:
        """Read the ports of the current route, and the inputs that may be chosen.

        iOS lists no other outputs: headphones take the speaker's place.
        """
        try:
            route = read_object(self.driver.call("currentRoute"), "currentRoute")
            available = self.driver.call("availableInputs")
        except NativeError as error:
            if error.code == AVAudioSessionErrorCode.MEDIA_SERVICES_FAILED:
                raise gone(error) from error
            raise
        others = () if available is None else read_objects(available, "availableInputs")
        outputs, inputs = route.listed("outputs"), route.listed("inputs")
        current = {port.identity("UID") for port in inputs}
        return frozenset(
            [
                *(_device(port, is_input=False, is_default=True) for port in outputs),
                *(_device(port, is_input=True, is_default=True) for port in inputs),
                *(
                    _device(port, is_input=True, is_default=False)
                    for port in others
                    if port.identity("UID") not in current
                ),
            ]
        )

    def _is_over(self) -> Focus | None:
        """Ask whether something else still sounds that may have interrupted us."""
        return None if self._others_sound() else Focus(Signal.OVER)

    def _others_sound(self) -> bool:
        hint = "secondaryAudioShouldBeSilencedHint"
        return checked(hint, self.driver.call(hint), bool)

    def _drift(self) -> Drift | None:
        """Compare what iOS has with what was configured: other code may set the category too."""
        configured = self._configured
        if configured is None or configured.av_audio_session_category is None:
            return None
        wanted, now = Setting.wanted(configured), Setting.read(self.driver)
        if wanted.is_met_by(now):
            return Drift("")
        return Drift(
            f"the audio session is not as it was configured: it is {now}, not {wanted}; other "
            "code in this process has changed it; fix: find that code, or reassert()"
        )

    # ---- Events -------------------------------------------------------------------------------

    def translate(self, event: Event) -> Notice | None:
        """Turn a raw event into a notice, after the observers had it as it is."""
        for observer in tuple(self.observers):
            observer(event)
        return super().translate(event)

    def _interruption(self, event: Event) -> Notice | None:
        native = event.flags >> REASON_SHIFT if event.flags & HAS_REASON else 0
        reason = AVAudioSessionInterruptionReason(native)
        timestamp = event.time_ns / 1e9
        if event.code == AVAudioSessionInterruptionType.BEGAN:
            # iOS suspended the app, and says so when it runs again: the user may have pressed play
            # already. Its end has nothing to say either.
            self._suspended = bool(event.flags & SUSPENDED) or (
                reason is AVAudioSessionInterruptionReason.APP_WAS_SUSPENDED
            )
            if self._suspended:
                return HeldInDoubt()
            return Focus(
                Signal.BEGAN,
                reason=_REASONS.get(reason, Reason.UNKNOWN),
                native=event.code,
                timestamp=timestamp,
            )
        if event.code != AVAudioSessionInterruptionType.ENDED:
            return None  # a type that iOS has no name for yet
        was_suspended, self._suspended = self._suspended, False
        if was_suspended:
            return None
        resumes = bool(event.value & AVAudioSessionInterruptionOptions.SHOULD_RESUME)
        return Focus(
            Signal.GAIN if resumes else Signal.ENDED,
            native=event.code,
            timestamp=timestamp,
            asks_again=resumes,
        )

    def _route_change(self, event: Event) -> Notice:
        noisy = PREVIOUS_OUTPUT_PRIVATE | CURRENT_OUTPUT_BUILT_IN
        reason = AVAudioSessionRouteChangeReason(event.code)
        notices: list[Notice] = [DevicesChanged()]
        if (
            reason is AVAudioSessionRouteChangeReason.OLD_DEVICE_UNAVAILABLE
            and event.flags & noisy == noisy
        ):
            notices.insert(0, BecomingNoisyEvent(event.time_ns / 1e9))
        # Of any reason: the one that iOS gives where other code sets options is nowhere written.
        notices.append(Ask(self._drift))
        return Several(tuple(notices))

    def _hint(self, event: Event) -> Notice:
        if event.code == UNTOLD:
            return Ask(lambda: OtherAudioEvent(playing=self._others_sound()))
        is_on = event.code == AVAudioSessionSilenceSecondaryAudioHintType.BEGIN
        return OtherAudioEvent(playing=is_on)

    def _volume(self, event: Event) -> Notice:
        if event.value == UNTOLD:
            return Ask(self._read_volume)
        return VolumeChangedEvent(event.value / MILLION)

    def _read_volume(self) -> VolumeChangedEvent:
        volume = checked("outputVolume", self.driver.call("outputVolume"), float)
        return VolumeChangedEvent(volume)


def _device(raw: Reading, *, is_input: bool, is_default: bool) -> AudioDevice:
    raw_type = raw.identity("portType")
    return AudioDevice(
        id=raw.identity("UID"),
        name=raw.text("portName"),
        is_input=is_input,
        is_output=not is_input,
        type=_TYPES.get(AVAudioSessionPort(raw_type), Type.UNKNOWN),
        raw_type=raw_type,
        is_default=is_default,
    )
