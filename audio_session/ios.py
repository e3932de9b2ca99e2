"""AVAudioSession's constants, with iOS's values.

The second item of a member is the iOS version that brought it; without one it is as old as the
oldest iOS that CPython runs on, 13.0. Names, values and versions: the metadata of the iOS 26.2 SDK
(AVFAudio, CoreAudioTypes). Apple's text constants stand here under the constant's own name, which
for categories and modes is also their value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ._enums import OpenIntEnum, OpenIntFlag, OpenStrEnum

if TYPE_CHECKING:
    from typing import Self

__all__ = [
    "OLDEST_IOS",
    "AVAudioApplicationMicrophoneInjectionPermission",
    "AVAudioApplicationRecordPermission",
    "AVAudioSessionActivationOptions",
    "AVAudioSessionCategory",
    "AVAudioSessionCategoryOptions",
    "AVAudioSessionErrorCode",
    "AVAudioSessionIOType",
    "AVAudioSessionInterruptionOptions",
    "AVAudioSessionInterruptionReason",
    "AVAudioSessionInterruptionType",
    "AVAudioSessionLocation",
    "AVAudioSessionMicrophoneInjectionMode",
    "AVAudioSessionMode",
    "AVAudioSessionOrientation",
    "AVAudioSessionPolarPattern",
    "AVAudioSessionPort",
    "AVAudioSessionPortOverride",
    "AVAudioSessionPromptStyle",
    "AVAudioSessionRecordPermission",
    "AVAudioSessionRenderingMode",
    "AVAudioSessionRouteChangeReason",
    "AVAudioSessionRouteSharingPolicy",
    "AVAudioSessionSetActiveOptions",
    "AVAudioSessionSilenceSecondaryAudioHintType",
    "AVAudioStereoOrientation",
]

OLDEST_IOS: Final = (13, 0)
"""The oldest iOS that this library runs on."""


class _IosVersion:
    """Tells the iOS version of a member."""

    _since: tuple[int, int] | None

    @property
    def since(self) -> tuple[int, int]:
        """The iOS version (major, minor) that brought the member; 13.0 stands for 13.0 or older."""
        return self._since or OLDEST_IOS


class IosIntEnum(_IosVersion, OpenIntEnum):
    """Numbers of iOS."""


class IosIntFlag(_IosVersion, OpenIntFlag):
    """Bits of iOS."""


class IosStrEnum(_IosVersion, OpenStrEnum):
    """Names of iOS."""


class AVAudioSessionCategory(IosStrEnum):
    """What the app does with sound."""

    AMBIENT = "AVAudioSessionCategoryAmbient"
    AUDIO_PROCESSING = "AVAudioSessionCategoryAudioProcessing"
    MULTI_ROUTE = "AVAudioSessionCategoryMultiRoute"
    PLAY_AND_RECORD = "AVAudioSessionCategoryPlayAndRecord"
    PLAYBACK = "AVAudioSessionCategoryPlayback"
    RECORD = "AVAudioSessionCategoryRecord"
    SOLO_AMBIENT = "AVAudioSessionCategorySoloAmbient"


class AVAudioSessionMode(IosStrEnum):
    """How it does so within its category."""

    DEFAULT = "AVAudioSessionModeDefault"
    DUAL_ROUTE = "AVAudioSessionModeDualRoute", (26, 2)
    GAME_CHAT = "AVAudioSessionModeGameChat"
    MEASUREMENT = "AVAudioSessionModeMeasurement"
    MOVIE_PLAYBACK = "AVAudioSessionModeMoviePlayback"
    SHORT_FORM_VIDEO = "AVAudioSessionModeShortFormVideo", (26, 0)
    SPOKEN_AUDIO = "AVAudioSessionModeSpokenAudio"
    VIDEO_CHAT = "AVAudioSessionModeVideoChat"
    VIDEO_RECORDING = "AVAudioSessionModeVideoRecording"
    VOICE_CHAT = "AVAudioSessionModeVoiceChat"
    VOICE_PROMPT = "AVAudioSessionModeVoicePrompt"


class AVAudioSessionPort(IosStrEnum):
    """A kind of input or output.

    A member's value is the name of Apple's constant. The text that iOS itself uses for a port
    (``"MicrophoneBuiltIn"``), as far as it was seen in the field, gives the same member.
    """

    AVB = "AVAudioSessionPortAVB", (14, 0)
    AIR_PLAY = "AVAudioSessionPortAirPlay"
    BLUETOOTH_A2DP = "AVAudioSessionPortBluetoothA2DP"
    BLUETOOTH_HFP = "AVAudioSessionPortBluetoothHFP"
    BLUETOOTH_LE = "AVAudioSessionPortBluetoothLE"
    BUILT_IN_MIC = "AVAudioSessionPortBuiltInMic"
    BUILT_IN_RECEIVER = "AVAudioSessionPortBuiltInReceiver"
    BUILT_IN_SPEAKER = "AVAudioSessionPortBuiltInSpeaker"
    CAR_AUDIO = "AVAudioSessionPortCarAudio"
    CONTINUITY_MICROPHONE = "AVAudioSessionPortContinuityMicrophone", (17, 0)
    DISPLAY_PORT = "AVAudioSessionPortDisplayPort", (14, 0)
    FIRE_WIRE = "AVAudioSessionPortFireWire", (14, 0)
    HDMI = "AVAudioSessionPortHDMI"
    HEADPHONES = "AVAudioSessionPortHeadphones"
    HEADSET_MIC = "AVAudioSessionPortHeadsetMic"
    LINE_IN = "AVAudioSessionPortLineIn"
    LINE_OUT = "AVAudioSessionPortLineOut"
    PCI = "AVAudioSessionPortPCI", (14, 0)
    THUNDERBOLT = "AVAudioSessionPortThunderbolt", (14, 0)
    USB_AUDIO = "AVAudioSessionPortUSBAudio"
    VIRTUAL = "AVAudioSessionPortVirtual", (14, 0)

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        name = _PORTS_SEEN.get(value) if isinstance(value, str) else None
        return cls[name] if name else super()._missing_(value)


_PORTS_SEEN: Final = {
    "AirPlay": "AIR_PLAY",
    "BluetoothA2DPOutput": "BLUETOOTH_A2DP",
    "BluetoothHFP": "BLUETOOTH_HFP",
    "BluetoothLE": "BLUETOOTH_LE",
    "CarAudio": "CAR_AUDIO",
    "HDMIOutput": "HDMI",
    "Headphones": "HEADPHONES",
    "LineIn": "LINE_IN",
    "LineOut": "LINE_OUT",
    "MicrophoneBuiltIn": "BUILT_IN_MIC",
    "MicrophoneWired": "HEADSET_MIC",
    "Receiver": "BUILT_IN_RECEIVER",
    "Speaker": "BUILT_IN_SPEAKER",
    "USBAudio": "USB_AUDIO",
}


class AVAudioSessionLocation(IosStrEnum):
    """Where on the device a data source is."""

    LOWER = "AVAudioSessionLocationLower"
    UPPER = "AVAudioSessionLocationUpper"


class AVAudioSessionOrientation(IosStrEnum):
    """Whither a data source points."""

    BACK = "AVAudioSessionOrientationBack"
    BOTTOM = "AVAudioSessionOrientationBottom"
    FRONT = "AVAudioSessionOrientationFront"
    LEFT = "AVAudioSessionOrientationLeft"
    RIGHT = "AVAudioSessionOrientationRight"
    TOP = "AVAudioSessionOrientationTop"


class AVAudioSessionPolarPattern(IosStrEnum):
    """How a data source listens."""

    CARDIOID = "AVAudioSessionPolarPatternCardioid"
    OMNIDIRECTIONAL = "AVAudioSessionPolarPatternOmnidirectional"
    STEREO = "AVAudioSessionPolarPatternStereo", (14, 0)
    SUBCARDIOID = "AVAudioSessionPolarPatternSubcardioid"


class AVAudioSessionCategoryOptions(IosIntFlag):
    """How a category behaves towards other apps and devices; bits."""

    NONE = 0
    MIX_WITH_OTHERS = 1
    DUCK_OTHERS = 2
    ALLOW_BLUETOOTH = 4
    ALLOW_BLUETOOTH_HFP = 4
    DEFAULT_TO_SPEAKER = 8
    INTERRUPT_SPOKEN_AUDIO_AND_MIX_WITH_OTHERS = 0x11
    ALLOW_BLUETOOTH_A2DP = 32
    ALLOW_AIR_PLAY = 64
    OVERRIDE_MUTED_MICROPHONE_INTERRUPTION = 128, (14, 5)
    FAR_FIELD_INPUT = 262144, (26, 2)
    BLUETOOTH_HIGH_QUALITY_RECORDING = 524288, (26, 0)


class AVAudioSessionRouteSharingPolicy(IosIntEnum):
    """Which route long-form audio takes."""

    DEFAULT = 0
    LONG_FORM_AUDIO = 1
    LONG_FORM = 1
    INDEPENDENT = 2
    LONG_FORM_VIDEO = 3


class AVAudioSessionSetActiveOptions(IosIntFlag):
    """What happens besides when the session is activated or deactivated; bits."""

    NONE = 0
    NOTIFY_OTHERS_ON_DEACTIVATION = 1


class AVAudioSessionActivationOptions(IosIntFlag):
    """Options of the asynchronous activation; bits, none defined yet."""

    NONE = 0


class AVAudioSessionInterruptionType(IosIntEnum):
    """Whether an interruption begins or ends."""

    ENDED = 0
    BEGAN = 1


class AVAudioSessionInterruptionOptions(IosIntFlag):
    """What iOS recommends at the end of an interruption; bits."""

    NONE = 0
    SHOULD_RESUME = 1


class AVAudioSessionInterruptionReason(IosIntEnum):
    """Why an interruption began.

    ``APP_WAS_SUSPENDED`` no longer comes from iOS 16 on (Apple's AVAudioSessionTypes.h).
    """

    DEFAULT = 0, (14, 5)
    APP_WAS_SUSPENDED = 1, (14, 5)
    BUILT_IN_MIC_MUTED = 2, (14, 5)
    ROUTE_DISCONNECTED = 4, (17, 0)


class AVAudioSessionRouteChangeReason(IosIntEnum):
    """Why the route changed. There is no 5."""

    UNKNOWN = 0
    NEW_DEVICE_AVAILABLE = 1
    OLD_DEVICE_UNAVAILABLE = 2
    CATEGORY_CHANGE = 3
    OVERRIDE = 4
    WAKE_FROM_SLEEP = 6
    NO_SUITABLE_ROUTE_FOR_CATEGORY = 7
    ROUTE_CONFIGURATION_CHANGE = 8


class AVAudioSessionSilenceSecondaryAudioHintType(IosIntEnum):
    """Whether secondary audio should fall silent or may sound again."""

    END = 0
    BEGIN = 1


class AVAudioSessionPromptStyle(IosIntEnum):
    """How wordy spoken prompts may be; four-character codes."""

    NONE = 1852796517
    NORMAL = 1852992876
    SHORT = 1936224884


class AVAudioSessionPortOverride(IosIntEnum):
    """An output that overrides the route; four-character codes."""

    NONE = 0
    SPEAKER = 1936747378


class AVAudioSessionIOType(IosIntEnum):
    """Whether input and output share one I/O unit."""

    NOT_SPECIFIED = 0
    AGGREGATED = 1


class AVAudioSessionRenderingMode(IosIntEnum):
    """How iOS renders the app's audio."""

    NOT_APPLICABLE = 0, (17, 2)
    MONO_STEREO = 1, (17, 2)
    SURROUND = 2, (17, 2)
    SPATIAL_AUDIO = 3, (17, 2)
    DOLBY_AUDIO = 4, (17, 2)
    DOLBY_ATMOS = 5, (17, 2)


class AVAudioSessionMicrophoneInjectionMode(IosIntEnum):
    """What the app adds to a call's microphone."""

    NONE = 0, (18, 2)
    SPOKEN_AUDIO = 1, (18, 2)


class AVAudioStereoOrientation(IosIntEnum):
    """How the device is held, for stereo input."""

    NONE = 0, (14, 0)
    PORTRAIT = 1, (14, 0)
    PORTRAIT_UPSIDE_DOWN = 2, (14, 0)
    LANDSCAPE_RIGHT = 3, (14, 0)
    LANDSCAPE_LEFT = 4, (14, 0)


class AVAudioSessionRecordPermission(IosIntEnum):
    """Whether the app may record, before iOS 17; four-character codes."""

    DENIED = 1684369017
    GRANTED = 1735552628
    UNDETERMINED = 1970168948


class AVAudioApplicationRecordPermission(IosIntEnum):
    """Whether the app may record, from iOS 17 on; four-character codes."""

    DENIED = 1684369017, (17, 0)
    GRANTED = 1735552628, (17, 0)
    UNDETERMINED = 1970168948, (17, 0)


class AVAudioApplicationMicrophoneInjectionPermission(IosIntEnum):
    """Whether the app may add to a microphone; four-character codes."""

    DENIED = 1684369017, (18, 2)
    GRANTED = 1735552628, (18, 2)
    SERVICE_DISABLED = 1936876659, (18, 2)
    UNDETERMINED = 1970168948, (18, 2)


class AVAudioSessionErrorCode(IosIntEnum):
    """Why iOS refused a call (``NSOSStatusErrorDomain``)."""

    NONE = 0
    BAD_PARAM = -50
    CANNOT_INTERRUPT_OTHERS = 560557684
    CANNOT_START_PLAYING = 561015905
    CANNOT_START_RECORDING = 561145187
    EXPIRED_SESSION = 561210739
    INCOMPATIBLE_CATEGORY = 560161140
    INSUFFICIENT_PRIORITY = 561017449
    IS_BUSY = 560030580
    MEDIA_SERVICES_FAILED = 1836282486
    MISSING_ENTITLEMENT = 1701737535
    RESOURCE_NOT_AVAILABLE = 561145203
    SESSION_NOT_ACTIVE = 1768841571
    SIRI_IS_RECORDING = 1936290409
    UNSPECIFIED = 2003329396

    @property
    def four_char_code(self) -> str:
        """The code as Apple writes it, ``"!int"``; ``""`` where the number is no four letters."""
        if not 0 <= self._value_ < 1 << 32:
            return ""
        text = self._value_.to_bytes(4, "big").decode("latin-1")
        return text if text.isascii() and text.isprintable() else ""
