"""Android's constants, with Android's values.

The second number of a member is the API level that made it public; without one it is as old as the
oldest level that this library runs on, 21. Sources: the reference pages of ``AudioManager``,
``AudioAttributes``, ``AudioDeviceInfo``, ``MicrophoneInfo``, ``Spatializer``, ``AudioProfile``,
``AudioDescriptor`` and ``AudioMixerAttributes`` (developer.android.com/reference/android/media),
compared with the framework's own classes of API 21 to 37.
"""

from __future__ import annotations

from typing import Final

from ._enums import OpenIntEnum, OpenIntFlag, OpenStrEnum

OLDEST_API: Final = 21
"""The oldest API level that this library runs on."""


class _ApiLevel:
    """Tells the API level of a member."""

    _since: int | None

    @property
    def since(self) -> int:
        """The API level that made the member public; 21 stands for 21 or earlier."""
        return self._since or OLDEST_API


class AndroidIntEnum(_ApiLevel, OpenIntEnum):
    """Numbers of Android."""


class AndroidIntFlag(_ApiLevel, OpenIntFlag):
    """Bits of Android."""


class AndroidStrEnum(_ApiLevel, OpenStrEnum):
    """Names of Android."""


class AndroidAudioUsage(AndroidIntEnum):
    """Why the app plays (``AudioAttributes.USAGE_*``). Android routes and arbitrates by it.

    15 is reserved to the system and therefore has no name here.
    """

    UNKNOWN = 0
    MEDIA = 1
    VOICE_COMMUNICATION = 2
    VOICE_COMMUNICATION_SIGNALLING = 3
    ALARM = 4
    NOTIFICATION = 5
    NOTIFICATION_RINGTONE = 6
    NOTIFICATION_COMMUNICATION_REQUEST = 7
    NOTIFICATION_COMMUNICATION_INSTANT = 8
    NOTIFICATION_COMMUNICATION_DELAYED = 9
    NOTIFICATION_EVENT = 10
    ASSISTANCE_ACCESSIBILITY = 11
    ASSISTANCE_NAVIGATION_GUIDANCE = 12
    ASSISTANCE_SONIFICATION = 13
    GAME = 14
    ASSISTANT = 16, 26


class AndroidAudioContentType(AndroidIntEnum):
    """What the app plays (``AudioAttributes.CONTENT_TYPE_*``)."""

    UNKNOWN = 0
    SPEECH = 1
    MUSIC = 2
    MOVIE = 3
    SONIFICATION = 4


class AndroidAudioFlags(AndroidIntFlag):
    """How the app plays (``AudioAttributes.FLAG_*``)."""

    NONE = 0
    AUDIBILITY_ENFORCED = 1
    HW_AV_SYNC = 16
    LOW_LATENCY = 256, 24


class AndroidAudioCapturePolicy(AndroidIntEnum):
    """Who may capture the app's playback (``AudioAttributes.ALLOW_CAPTURE_BY_*``)."""

    ALLOW_CAPTURE_BY_ALL = 1, 29
    ALLOW_CAPTURE_BY_SYSTEM = 2, 29
    ALLOW_CAPTURE_BY_NONE = 3, 29


class AndroidSpatializationBehavior(AndroidIntEnum):
    """Whether playback may be spatialized (``AudioAttributes.SPATIALIZATION_BEHAVIOR_*``)."""

    AUTO = 0, 32
    NEVER = 1, 32


class AndroidAudioFocusGainType(AndroidIntEnum):
    """The kind of focus to ask for (``AudioManager.AUDIOFOCUS_GAIN*``).

    ``NONE`` asks for no focus at all: the app plays and arbitrates with nobody.
    """

    NONE = 0, 26
    GAIN = 1
    GAIN_TRANSIENT = 2
    GAIN_TRANSIENT_MAY_DUCK = 3
    GAIN_TRANSIENT_EXCLUSIVE = 4


class AndroidAudioFocus(AndroidIntEnum):
    """A change of focus that Android reports (``OnAudioFocusChangeListener``).

    A regained focus is always ``GAIN``, whichever gain had been asked for.
    """

    GAIN = 1
    LOSS = -1
    LOSS_TRANSIENT = -2
    LOSS_TRANSIENT_CAN_DUCK = -3


class AndroidAudioFocusRequestResult(AndroidIntEnum):
    """Android's answer to a focus request (``AudioManager.AUDIOFOCUS_REQUEST_*``)."""

    FAILED = 0
    GRANTED = 1
    DELAYED = 2, 26


class AndroidAudioDeviceType(AndroidIntEnum):
    """What a device is (``AudioDeviceInfo.TYPE_*``); 28 is reserved to the system."""

    UNKNOWN = 0, 23
    BUILTIN_EARPIECE = 1, 23
    BUILTIN_SPEAKER = 2, 23
    WIRED_HEADSET = 3, 23
    WIRED_HEADPHONES = 4, 23
    LINE_ANALOG = 5, 23
    LINE_DIGITAL = 6, 23
    BLUETOOTH_SCO = 7, 23
    BLUETOOTH_A2DP = 8, 23
    HDMI = 9, 23
    HDMI_ARC = 10, 23
    USB_DEVICE = 11, 23
    USB_ACCESSORY = 12, 23
    DOCK = 13, 23
    FM = 14, 23
    BUILTIN_MIC = 15, 23
    FM_TUNER = 16, 23
    TV_TUNER = 17, 23
    TELEPHONY = 18, 23
    AUX_LINE = 19, 23
    IP = 20, 23
    BUS = 21, 24
    USB_HEADSET = 22, 26
    HEARING_AID = 23, 28
    BUILTIN_SPEAKER_SAFE = 24, 30
    REMOTE_SUBMIX = 25, 31
    BLE_HEADSET = 26, 31
    BLE_SPEAKER = 27, 31
    HDMI_EARC = 29, 31
    BLE_BROADCAST = 30, 33
    DOCK_ANALOG = 31, 34
    MULTICHANNEL_GROUP = 32, 36
    BLE_HEARING_AID = 33, 37
    BLE_CENTRAL = 34, 37
    BLE_CENTRAL_BROADCAST = 35, 37


class AndroidGetAudioDevicesFlags(AndroidIntFlag):
    """Which devices to list (``AudioManager.GET_DEVICES_*``)."""

    NONE = 0
    INPUTS = 1, 23
    OUTPUTS = 2, 23
    ALL = 3, 23


class AndroidStreamType(AndroidIntEnum):
    """A volume of the device (``AudioManager.STREAM_*``); 6, 7 and 9 are the system's own.

    ``USE_DEFAULT`` is ``AudioManager.USE_DEFAULT_STREAM_TYPE``.
    """

    USE_DEFAULT = -2147483648
    VOICE_CALL = 0
    SYSTEM = 1
    RING = 2
    MUSIC = 3
    ALARM = 4
    NOTIFICATION = 5
    DTMF = 8
    ACCESSIBILITY = 10, 26
    ASSISTANT = 11, 37


class AndroidAudioAdjustment(AndroidIntEnum):
    """A step of a volume (``AudioManager.ADJUST_*``)."""

    MUTE = -100, 23
    LOWER = -1
    SAME = 0
    RAISE = 1
    UNMUTE = 100, 23
    TOGGLE_MUTE = 101, 23


class AndroidAudioVolumeFlags(AndroidIntFlag):
    """What a change of volume does besides (``AudioManager.FLAG_*``)."""

    NONE = 0
    SHOW_UI = 1
    ALLOW_RINGER_MODES = 2
    PLAY_SOUND = 4
    REMOVE_SOUND_AND_VIBRATE = 8
    VIBRATE = 16


class AndroidRingerMode(AndroidIntEnum):
    """How the phone rings (``AudioManager.RINGER_MODE_*``)."""

    SILENT = 0
    VIBRATE = 1
    NORMAL = 2


class AndroidAudioHardwareMode(AndroidIntEnum):
    """What the audio hardware is set up for (``AudioManager.MODE_*``)."""

    INVALID = -2
    CURRENT = -1
    NORMAL = 0
    RINGTONE = 1
    IN_CALL = 2
    IN_COMMUNICATION = 3
    CALL_SCREENING = 4, 30
    CALL_REDIRECT = 5, 33
    COMMUNICATION_REDIRECT = 6, 33
    ASSISTANT_CONVERSATION = 7, 37


class AndroidScoAudioState(AndroidIntEnum):
    """The state of a Bluetooth SCO link (``AudioManager.SCO_AUDIO_STATE_*``)."""

    ERROR = -1
    DISCONNECTED = 0
    CONNECTED = 1
    CONNECTING = 2


class AndroidSoundEffectType(AndroidIntEnum):
    """A sound of the user interface (``AudioManager.FX_*``)."""

    KEY_CLICK = 0
    FOCUS_NAVIGATION_UP = 1
    FOCUS_NAVIGATION_DOWN = 2
    FOCUS_NAVIGATION_LEFT = 3
    FOCUS_NAVIGATION_RIGHT = 4
    KEYPRESS_STANDARD = 5
    KEYPRESS_SPACEBAR = 6
    KEYPRESS_DELETE = 7
    KEYPRESS_RETURN = 8
    KEYPRESS_INVALID = 9
    BACK = 10, 31


class AndroidDirectPlaybackSupport(AndroidIntFlag):
    """How a format can be played unmixed (``AudioManager.DIRECT_PLAYBACK_*``)."""

    NOT_SUPPORTED = 0, 33
    OFFLOAD_SUPPORTED = 1, 33
    OFFLOAD_GAPLESS_SUPPORTED = 3, 33
    BITSTREAM_SUPPORTED = 4, 33


class AndroidPlaybackOffloadSupport(AndroidIntEnum):
    """Whether a format can be decoded in hardware (``AudioManager.PLAYBACK_OFFLOAD_*``)."""

    NOT_SUPPORTED = 0, 31
    SUPPORTED = 1, 31
    GAPLESS_SUPPORTED = 2, 31


class AndroidEncodedSurroundMode(AndroidIntEnum):
    """The user's choice for surround formats (``AudioManager.ENCODED_SURROUND_OUTPUT_*``)."""

    UNKNOWN = -1, 31
    AUTO = 0, 31
    NEVER = 1, 31
    ALWAYS = 2, 31
    MANUAL = 3, 31


class AndroidAudioError(AndroidIntEnum):
    """A status of the audio service (``AudioManager.ERROR*``)."""

    DEAD_OBJECT = -6
    ERROR = -1


class AndroidAudioRoute(AndroidIntEnum):
    """A route of the time before API 23 (``AudioManager.ROUTE_*``, deprecated by Android)."""

    ALL = -1
    EARPIECE = 1
    SPEAKER = 2
    BLUETOOTH = 4
    BLUETOOTH_SCO = 4
    HEADSET = 8
    BLUETOOTH_A2DP = 16


class AndroidVibrateSetting(AndroidIntEnum):
    """When the phone vibrates (``AudioManager.VIBRATE_SETTING_*``, deprecated by Android)."""

    OFF = 0
    ON = 1
    ONLY_SILENT = 2


class AndroidVibrateType(AndroidIntEnum):
    """For what the phone vibrates (``AudioManager.VIBRATE_TYPE_*``, deprecated by Android)."""

    RINGER = 0
    NOTIFICATION = 1


class AndroidMicrophoneChannelMapping(AndroidIntEnum):
    """How a channel comes from a microphone (``MicrophoneInfo.CHANNEL_MAPPING_*``)."""

    DIRECT = 1, 28
    PROCESSED = 2, 28


class AndroidMicrophoneDirectionality(AndroidIntEnum):
    """Where a microphone listens to (``MicrophoneInfo.DIRECTIONALITY_*``)."""

    UNKNOWN = 0, 28
    OMNI = 1, 28
    BI_DIRECTIONAL = 2, 28
    CARDIOID = 3, 28
    HYPER_CARDIOID = 4, 28
    SUPER_CARDIOID = 5, 28


class AndroidMicrophoneLocation(AndroidIntEnum):
    """Where a microphone sits (``MicrophoneInfo.LOCATION_*``)."""

    UNKNOWN = 0, 28
    MAINBODY = 1, 28
    MAINBODY_MOVABLE = 2, 28
    PERIPHERAL = 3, 28


class AndroidSpatializerImmersiveLevel(AndroidIntEnum):
    """What the spatializer can do (``Spatializer.SPATIALIZER_IMMERSIVE_LEVEL_*``)."""

    OTHER = -1, 32
    NONE = 0, 32
    MULTICHANNEL = 1, 32


class AndroidAudioEncapsulationType(AndroidIntEnum):
    """How a profile wraps its data (``AudioProfile.AUDIO_ENCAPSULATION_TYPE_*``)."""

    NONE = 0, 31
    IEC61937 = 1, 31
    PCM = 2, 34


class AndroidAudioDescriptorStandard(AndroidIntEnum):
    """Who defines a descriptor's bytes (``AudioDescriptor.STANDARD_*``)."""

    NONE = 0, 31
    EDID = 1, 31
    SADB = 2, 34
    VSADB = 3, 34


class AndroidMixerBehavior(AndroidIntEnum):
    """How the mixer treats a stream (``AudioMixerAttributes.MIXER_BEHAVIOR_*``)."""

    DEFAULT = 0, 34
    BIT_PERFECT = 1, 34


class AndroidAudioAction(AndroidStrEnum):
    """A broadcast of Android's audio service (``AudioManager.ACTION_*`` and ``*_ACTION``)."""

    AUDIO_BECOMING_NOISY = "android.media.AUDIO_BECOMING_NOISY"
    HDMI_AUDIO_PLUG = "android.media.action.HDMI_AUDIO_PLUG"
    HEADSET_PLUG = "android.intent.action.HEADSET_PLUG"
    MICROPHONE_MUTE_CHANGED = "android.media.action.MICROPHONE_MUTE_CHANGED", 28
    RINGER_MODE_CHANGED = "android.media.RINGER_MODE_CHANGED"
    SCO_AUDIO_STATE_CHANGED = "android.media.SCO_AUDIO_STATE_CHANGED"
    SCO_AUDIO_STATE_UPDATED = "android.media.ACTION_SCO_AUDIO_STATE_UPDATED"
    SPEAKERPHONE_STATE_CHANGED = "android.media.action.SPEAKERPHONE_STATE_CHANGED", 29
    VIBRATE_SETTING_CHANGED = "android.media.VIBRATE_SETTING_CHANGED"


class AndroidAudioExtra(AndroidStrEnum):
    """A field of such a broadcast (``AudioManager.EXTRA_*``)."""

    AUDIO_PLUG_STATE = "android.media.extra.AUDIO_PLUG_STATE"
    ENCODINGS = "android.media.extra.ENCODINGS"
    MAX_CHANNEL_COUNT = "android.media.extra.MAX_CHANNEL_COUNT"
    RINGER_MODE = "android.media.EXTRA_RINGER_MODE"
    SCO_AUDIO_PREVIOUS_STATE = "android.media.extra.SCO_AUDIO_PREVIOUS_STATE"
    SCO_AUDIO_STATE = "android.media.extra.SCO_AUDIO_STATE"
    VIBRATE_SETTING = "android.media.EXTRA_VIBRATE_SETTING"
    VIBRATE_TYPE = "android.media.EXTRA_VIBRATE_TYPE"


class AndroidAudioProperty(AndroidStrEnum):
    """A name for ``AudioManager.getProperty`` (``AudioManager.PROPERTY_*``)."""

    OUTPUT_FRAMES_PER_BUFFER = "android.media.property.OUTPUT_FRAMES_PER_BUFFER"
    OUTPUT_SAMPLE_RATE = "android.media.property.OUTPUT_SAMPLE_RATE"
    SUPPORT_AUDIO_SOURCE_UNPROCESSED = "android.media.property.SUPPORT_AUDIO_SOURCE_UNPROCESSED", 24
    SUPPORT_MIC_NEAR_ULTRASOUND = "android.media.property.SUPPORT_MIC_NEAR_ULTRASOUND", 23
    SUPPORT_SPEAKER_NEAR_ULTRASOUND = "android.media.property.SUPPORT_SPEAKER_NEAR_ULTRASOUND", 23


AUDIO_SESSION_ID_GENERATE: Final = 0
"""``AudioManager.AUDIO_SESSION_ID_GENERATE``: let the system choose an audio session id."""
NUM_STREAMS: Final = 5
"""``AudioManager.NUM_STREAMS``: deprecated by Android, and no longer the number of streams."""
MICROPHONE_GROUP_UNKNOWN: Final = -1
"""``MicrophoneInfo.GROUP_UNKNOWN`` (API 28)."""
MICROPHONE_INDEX_IN_THE_GROUP_UNKNOWN: Final = -1
"""``MicrophoneInfo.INDEX_IN_THE_GROUP_UNKNOWN`` (API 28)."""
MICROPHONE_SENSITIVITY_UNKNOWN: Final = -3.4028234663852886e38
"""``MicrophoneInfo.SENSITIVITY_UNKNOWN`` (API 28): ``-Float.MAX_VALUE``, in dB."""
MICROPHONE_SPL_UNKNOWN: Final = -3.4028234663852886e38
"""``MicrophoneInfo.SPL_UNKNOWN`` (API 28): ``-Float.MAX_VALUE``, in dB."""
