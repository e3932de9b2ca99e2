"""The Android numbers that the simulated device speaks, under the names of ``android.media``.

What is public there is taken from the library's own enums; the rest is the framework's private
side, which no app sees (``AudioManager``, ``AudioSystem``, ``Process``: the framework's classes).
"""

from __future__ import annotations

from typing import Final

from .._android_constants import (
    AndroidAudioAdjustment,
    AndroidAudioContentType,
    AndroidAudioDeviceType,
    AndroidAudioFocus,
    AndroidAudioFocusGainType,
    AndroidAudioFocusRequestResult,
    AndroidAudioHardwareMode,
    AndroidAudioUsage,
    AndroidAudioVolumeFlags,
    AndroidGetAudioDevicesFlags,
    AndroidRingerMode,
    AndroidScoAudioState,
    AndroidStreamType,
)

# What apps see, as plain numbers: the arbiter compares thousands of them.
AUDIOFOCUS_NONE: Final = int(AndroidAudioFocusGainType.NONE)
AUDIOFOCUS_GAIN: Final = int(AndroidAudioFocusGainType.GAIN)
AUDIOFOCUS_GAIN_TRANSIENT: Final = int(AndroidAudioFocusGainType.GAIN_TRANSIENT)
AUDIOFOCUS_GAIN_TRANSIENT_MAY_DUCK: Final = int(AndroidAudioFocusGainType.GAIN_TRANSIENT_MAY_DUCK)
AUDIOFOCUS_GAIN_TRANSIENT_EXCLUSIVE: Final = int(AndroidAudioFocusGainType.GAIN_TRANSIENT_EXCLUSIVE)
AUDIOFOCUS_LOSS: Final = int(AndroidAudioFocus.LOSS)
AUDIOFOCUS_LOSS_TRANSIENT: Final = int(AndroidAudioFocus.LOSS_TRANSIENT)
AUDIOFOCUS_LOSS_TRANSIENT_CAN_DUCK: Final = int(AndroidAudioFocus.LOSS_TRANSIENT_CAN_DUCK)
AUDIOFOCUS_REQUEST_FAILED: Final = int(AndroidAudioFocusRequestResult.FAILED)
AUDIOFOCUS_REQUEST_GRANTED: Final = int(AndroidAudioFocusRequestResult.GRANTED)
AUDIOFOCUS_REQUEST_DELAYED: Final = int(AndroidAudioFocusRequestResult.DELAYED)

MODE_NORMAL: Final = int(AndroidAudioHardwareMode.NORMAL)
MODE_RINGTONE: Final = int(AndroidAudioHardwareMode.RINGTONE)
MODE_IN_CALL: Final = int(AndroidAudioHardwareMode.IN_CALL)
MODE_IN_COMMUNICATION: Final = int(AndroidAudioHardwareMode.IN_COMMUNICATION)
MODE_CALL_SCREENING: Final = int(AndroidAudioHardwareMode.CALL_SCREENING)
MODE_CALL_REDIRECT: Final = int(AndroidAudioHardwareMode.CALL_REDIRECT)
MODE_COMMUNICATION_REDIRECT: Final = int(AndroidAudioHardwareMode.COMMUNICATION_REDIRECT)
RINGER_MODE_SILENT: Final = int(AndroidRingerMode.SILENT)
RINGER_MODE_VIBRATE: Final = int(AndroidRingerMode.VIBRATE)
RINGER_MODE_NORMAL: Final = int(AndroidRingerMode.NORMAL)
ADJUST_MUTE: Final = int(AndroidAudioAdjustment.MUTE)
ADJUST_UNMUTE: Final = int(AndroidAudioAdjustment.UNMUTE)
ADJUST_TOGGLE_MUTE: Final = int(AndroidAudioAdjustment.TOGGLE_MUTE)
FLAG_ALLOW_RINGER_MODES: Final = int(AndroidAudioVolumeFlags.ALLOW_RINGER_MODES)
SCO_AUDIO_STATE_DISCONNECTED: Final = int(AndroidScoAudioState.DISCONNECTED)
SCO_AUDIO_STATE_CONNECTED: Final = int(AndroidScoAudioState.CONNECTED)
SCO_AUDIO_STATE_CONNECTING: Final = int(AndroidScoAudioState.CONNECTING)
GET_DEVICES_INPUTS: Final = int(AndroidGetAudioDevicesFlags.INPUTS)
GET_DEVICES_OUTPUTS: Final = int(AndroidGetAudioDevicesFlags.OUTPUTS)

USE_DEFAULT_STREAM_TYPE: Final = int(AndroidStreamType.USE_DEFAULT)
STREAM_VOICE_CALL: Final = int(AndroidStreamType.VOICE_CALL)
STREAM_SYSTEM: Final = int(AndroidStreamType.SYSTEM)
STREAM_RING: Final = int(AndroidStreamType.RING)
STREAM_MUSIC: Final = int(AndroidStreamType.MUSIC)
STREAM_ALARM: Final = int(AndroidStreamType.ALARM)
STREAM_NOTIFICATION: Final = int(AndroidStreamType.NOTIFICATION)
STREAM_DTMF: Final = int(AndroidStreamType.DTMF)
STREAM_ACCESSIBILITY: Final = int(AndroidStreamType.ACCESSIBILITY)
STREAM_ASSISTANT: Final = int(AndroidStreamType.ASSISTANT)
# android.media.AudioSystem, the system's own
STREAM_BLUETOOTH_SCO: Final = 6
STREAM_SYSTEM_ENFORCED: Final = 7
STREAM_TTS: Final = 9

USAGE_UNKNOWN: Final = int(AndroidAudioUsage.UNKNOWN)
USAGE_MEDIA: Final = int(AndroidAudioUsage.MEDIA)
USAGE_VOICE_COMMUNICATION: Final = int(AndroidAudioUsage.VOICE_COMMUNICATION)
USAGE_VOICE_COMMUNICATION_SIGNALLING: Final = int(AndroidAudioUsage.VOICE_COMMUNICATION_SIGNALLING)
USAGE_ALARM: Final = int(AndroidAudioUsage.ALARM)
USAGE_NOTIFICATION_RINGTONE: Final = int(AndroidAudioUsage.NOTIFICATION_RINGTONE)
USAGE_ASSISTANCE_SONIFICATION: Final = int(AndroidAudioUsage.ASSISTANCE_SONIFICATION)
USAGE_ASSISTANCE_ACCESSIBILITY: Final = int(AndroidAudioUsage.ASSISTANCE_ACCESSIBILITY)
USAGE_ASSISTANCE_NAVIGATION_GUIDANCE: Final = int(AndroidAudioUsage.ASSISTANCE_NAVIGATION_GUIDANCE)
USAGE_GAME: Final = int(AndroidAudioUsage.GAME)
USAGE_ASSISTANT: Final = int(AndroidAudioUsage.ASSISTANT)
CONTENT_TYPE_UNKNOWN: Final = int(AndroidAudioContentType.UNKNOWN)
CONTENT_TYPE_SPEECH: Final = int(AndroidAudioContentType.SPEECH)
CONTENT_TYPE_MUSIC: Final = int(AndroidAudioContentType.MUSIC)

TYPE_BUILTIN_EARPIECE: Final = int(AndroidAudioDeviceType.BUILTIN_EARPIECE)
TYPE_BUILTIN_SPEAKER: Final = int(AndroidAudioDeviceType.BUILTIN_SPEAKER)
TYPE_WIRED_HEADSET: Final = int(AndroidAudioDeviceType.WIRED_HEADSET)
TYPE_WIRED_HEADPHONES: Final = int(AndroidAudioDeviceType.WIRED_HEADPHONES)
TYPE_LINE_ANALOG: Final = int(AndroidAudioDeviceType.LINE_ANALOG)
TYPE_BLUETOOTH_SCO: Final = int(AndroidAudioDeviceType.BLUETOOTH_SCO)
TYPE_BLUETOOTH_A2DP: Final = int(AndroidAudioDeviceType.BLUETOOTH_A2DP)
TYPE_HDMI: Final = int(AndroidAudioDeviceType.HDMI)
TYPE_USB_DEVICE: Final = int(AndroidAudioDeviceType.USB_DEVICE)
TYPE_DOCK: Final = int(AndroidAudioDeviceType.DOCK)
TYPE_BUILTIN_MIC: Final = int(AndroidAudioDeviceType.BUILTIN_MIC)
TYPE_TELEPHONY: Final = int(AndroidAudioDeviceType.TELEPHONY)
TYPE_LINE_DIGITAL: Final = int(AndroidAudioDeviceType.LINE_DIGITAL)
TYPE_HDMI_ARC: Final = int(AndroidAudioDeviceType.HDMI_ARC)
TYPE_HDMI_EARC: Final = int(AndroidAudioDeviceType.HDMI_EARC)
TYPE_FM_TUNER: Final = int(AndroidAudioDeviceType.FM_TUNER)
TYPE_TV_TUNER: Final = int(AndroidAudioDeviceType.TV_TUNER)
TYPE_AUX_LINE: Final = int(AndroidAudioDeviceType.AUX_LINE)
TYPE_BUS: Final = int(AndroidAudioDeviceType.BUS)
TYPE_USB_HEADSET: Final = int(AndroidAudioDeviceType.USB_HEADSET)
TYPE_HEARING_AID: Final = int(AndroidAudioDeviceType.HEARING_AID)
TYPE_BLE_HEADSET: Final = int(AndroidAudioDeviceType.BLE_HEADSET)
TYPE_BLE_SPEAKER: Final = int(AndroidAudioDeviceType.BLE_SPEAKER)

# What no app sees.
AUDIOFOCUS_FLAG_DELAY_OK: Final = 1
AUDIOFOCUS_FLAG_PAUSES_ON_DUCKABLE_LOSS: Final = 2
AUDIOFOCUS_FLAG_LOCK: Final = 4
USAGE_VIRTUAL_SOURCE: Final = 15
FIRST_APPLICATION_UID: Final = 10_000
SYSTEM_UID: Final = 1_000
IN_VOICE_COMM_FOCUS_ID: Final = "AudioFocus_For_Phone_Ring_And_Calls"

NEWEST_API: Final = 37
"""The newest API level that the simulated device knows."""

# android.media.AudioFormat, of which the library has no enums: formats are given as Android's ints.
ENCODING_PCM_16BIT: Final = 2
ENCODING_PCM_FLOAT: Final = 4
ENCODING_AC3: Final = 5
ENCODING_E_AC3: Final = 6
ENCODING_MP3: Final = 9
ENCODING_AAC_LC: Final = 10
CHANNEL_IN_MONO: Final = 16
CHANNEL_OUT_STEREO: Final = 12
CHANNEL_OUT_5POINT1: Final = 252

# android.Manifest.permission
MODIFY_AUDIO_SETTINGS: Final = "android.permission.MODIFY_AUDIO_SETTINGS"
BLUETOOTH_CONNECT: Final = "android.permission.BLUETOOTH_CONNECT"
MODIFY_PHONE_STATE: Final = "android.permission.MODIFY_PHONE_STATE"
MODIFY_AUDIO_ROUTING: Final = "android.permission.MODIFY_AUDIO_ROUTING"
CHANGE_ACCESSIBILITY_VOLUME: Final = "android.permission.CHANGE_ACCESSIBILITY_VOLUME"
RECORD_AUDIO: Final = "android.permission.RECORD_AUDIO"
WRITE_SETTINGS: Final = "android.permission.WRITE_SETTINGS"
ACCESS_NOTIFICATION_POLICY: Final = "android.permission.ACCESS_NOTIFICATION_POLICY"
