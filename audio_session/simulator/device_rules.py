"""The simulated phone's rules besides focus, by API level: one table.

Nothing else in the simulator compares an API level, except with the level that made a constant or
an operation public. Grades as in :mod:`~audio_session.simulator.focus_rules`: RUN, the
framework's own classes answered so; SRC, read in ``frameworks/base``; DOC, developer.android.com;
MEM, from memory. Nothing was verified on a device.
"""

from __future__ import annotations

from enum import Enum

from .focus_rules import Evidence


class DeviceRule(Enum):
    """A rule that newer levels have and older ones lack; ``value`` is its :class:`Evidence`."""

    SETTINGS_PERMISSION = Evidence(
        21,
        "without MODIFY_AUDIO_SETTINGS the mode, SCO, the speaker and the microphone's mute stay "
        "as they are: the call is logged and ignored, nothing is thrown",
        "AudioService.checkAudioSettingsPermission",
        "SRC at 23 to 36",
    )
    CALL_MODE_PERMISSION = Evidence(
        21,
        "MODE_IN_CALL and the redirects are ignored without MODIFY_PHONE_STATE",
        "AudioService.setMode",
        "SRC at 23 to 36",
    )
    KNOWN_PROPERTIES = Evidence(
        21,
        "a property that came later is null: near-ultrasound with 23, the unprocessed source "
        "with 24",
        "AudioManager.getProperty",
        "RUN at 21 to 37",
    )
    FIXED_VOLUME = Evidence(
        21,
        "where the volume is fixed, setStreamVolume, adjustStreamVolume and below 23 setStreamMute "
        "do nothing, before they look at their arguments; setRingerMode neither there nor on a "
        "television",
        "AudioService.setStreamVolume, adjustStreamVolume, setStreamMute and setRingerMode "
        "(mUseFixedVolume, mIsSingleVolume)",
        "SRC at 21 to 37",
    )
    SYSTEM_STREAMS = Evidence(
        21,
        "the audio service takes the system's own streams, 6, 7 and 9, as it takes the public "
        "ones; only getStreamMinVolume and getStreamVolumeDb refuse them",
        "AudioService.ensureValidStreamType, AudioSystem.NUM_STREAM_TYPES; "
        "AudioManager.isPublicStreamType",
        "SRC at 21 to 37; RUN for the two",
    )
    MUTED_AS_ASKED = Evidence(
        21,
        "system, ringer, music and, from 23 on, notifications can be muted; a mute of any other "
        "stream is ignored, also where it follows one of these (that an app with "
        "MODIFY_PHONE_STATE may mute calls from 28 on is not modelled)",
        "AudioService.isStreamAffectedByMute, AudioSystem.DEFAULT_MUTE_STREAMS_AFFECTED",
        "SRC at 21 to 37, MEM that makers leave it so",
    )
    RINGER_BY_STEPS = Evidence(
        21,
        "of the ringer's stream, and of any with FLAG_ALLOW_RINGER_MODES, a step down from 1 makes "
        "the phone vibrate; while it vibrates a step up only ends that, and one down does nothing; "
        "while it is silent no step does anything. Notifications with a volume of their own are "
        "not moved up meanwhile. What rings again rings at 1 at least. A machine without a "
        "vibrator is silent where it should vibrate, but not by its volume",
        "AudioService.checkForRingerModeChange, setRingerMode, muteRingerModeStreams, "
        "adjustStreamVolume; VolumePolicy.DEFAULT",
        "SRC at 21 and 30, of setRingerMode at 26, of notifications at 35; MEM that the policy is "
        "the default one",
    )
    CALL_LOWEST_IS_1 = Evidence(
        23,
        "a call cannot be turned down to 0",
        "AudioService.MIN_STREAM_VOLUME",
        "SRC at 21 to 37",
    )
    SUGGESTED_STREAM_CHECKED = Evidence(
        23,
        "adjustSuggestedStreamVolume refuses a stream that is none, also where the volume is "
        "fixed; before, the service fails at it (ArrayIndexOutOfBoundsException), unheard by the "
        "app",
        "AudioService.adjustSuggestedStreamVolume; Parcel.writeException, which has no code for it",
        "SRC at 21 to 25; MEM that an answer without an exception arrives then",
    )
    MUTE_DIRECTIONS = Evidence(
        23,
        "MUTE, UNMUTE and TOGGLE_MUTE are directions, and setStreamMute is a step in one of them; "
        "before, they are an IllegalArgumentException, and an app's mutes of a stream are counted: "
        "it sounds again after as many ends, and what follows it is not muted",
        "AudioService.ensureValidDirection, VolumeStreamState.VolumeDeathHandler; "
        "AudioManager.setStreamMute",
        "SRC at 21 to 36; RUN that setStreamMute is a step",
    )
    MUTED_BY_VOLUME = Evidence(
        23,
        "setStreamVolume mutes a stream at 0 and unmutes it above, and a step up unmutes it, but "
        "one down does so on a television only, 0.35 s later; before, only setStreamMute does "
        "either",
        "AudioService.onSetStreamVolume, adjustStreamVolume",
        "SRC at 21, 26, 29, 30, 32 and 35; MEM at 23",
    )
    EACH_VOLUME_REPORTED = Evidence(
        23,
        "a volume is reported when it has changed, also of a stream that follows another; before, "
        "the stream that was set or moved is reported, changed or not, and no other (of the ringer "
        "without a telephone as notifications)",
        "AudioService.VolumeStreamState.setIndex; below, sendVolumeUpdate",
        "SRC at 21 to 37",
    )
    DO_NOT_DISTURB = Evidence(
        24,
        "an app that targets 24 may neither silence the ringer nor end its silence without "
        "notification policy access: SecurityException",
        "AudioService.setRingerModeExternal and setStreamVolume (wouldToggleZenMode)",
        "SRC at 28 to 36; DOC for 24",
    )
    SUGGESTED_STEP_POSTED = Evidence(
        26,
        "nobody hears of it when adjustVolume or adjustSuggestedStreamVolume is refused: the "
        "media session service calls the audio service later; before, IllegalArgumentException",
        "MediaSessionService.SessionManagerImpl.dispatchAdjustVolumeLocked",
        "SRC at 21 to 37",
    )
    ACCESSIBILITY_VOLUME = Evidence(
        26,
        "accessibility's volume is changed by accessibility services only, and with "
        "CHANGE_ACCESSIBILITY_VOLUME: else the call is logged and ignored",
        "AudioService.canChangeAccessibilityVolume",
        "SRC at 26 to 37",
    )
    EVERY_PLAYER_REPORTED = Evidence(
        26,
        "each player's start and end is reported by itself, where an app stops several at once too",
        "PlaybackActivityMonitor.playerEvent, dispatchPlaybackChange",
        "RUN at 26 to 36",
    )
    USB_HEADSET_IS_WIRED = Evidence(
        27,
        "isWiredHeadsetOn counts USB headsets, but no other USB device; before, no USB at all",
        "AudioManager.isWiredHeadsetOn",
        "RUN at 21 to 37",
    )
    STREAM_MUTE_CHECKED = Evidence(
        27,
        "isStreamMute refuses a stream that is none; before, the service fails at it "
        "(ArrayIndexOutOfBoundsException) and the app hears False",
        "AudioService.isStreamMute; Parcel.writeException, which has no code for it",
        "SRC at 21 to 37; MEM that an answer without an exception arrives then",
    )
    SILENT_CALL = Evidence(
        28,
        "setStreamVolume(STREAM_VOICE_CALL, 0) is ignored without MODIFY_PHONE_STATE; before, it "
        "sets the lowest index",
        "AudioService.setStreamVolume",
        "SRC at 27 to 37",
    )
    MEDIA_VOLUME_FIRST = Evidence(
        28,
        "a volume step without a stream means media where nothing sounds; before, notifications",
        "AudioService.getActiveStreamType",
        "SRC at 27 and 28",
    )
    LOWEST_IS_1 = Evidence(
        28,
        "alarms and accessibility cannot be turned down to 0",
        "AudioService.MIN_STREAM_VOLUME",
        "SRC at 23 to 36",
    )
    SILENCE_IS_INFINITE = Evidence(
        28,
        "getStreamVolumeDb makes minus infinity of the audio server's lowest, -758 dB",
        "AudioManager.getStreamVolumeDb",
        "RUN at 28 to 37",
    )
    ADDRESS = Evidence(
        28,
        "a device tells its address",
        "AudioDeviceInfo.getAddress",
        "DOC",
    )
    KNOWN_ATTRIBUTES = Evidence(
        30,
        "a usage or content type that is not public is refused; before, it was taken",
        "AudioAttributes.Builder.setUsage, setContentType",
        "RUN at 21 to 37",
    )
    CAPTURE_POLICY = Evidence(
        29,
        "attributes may have a capture policy: IllegalArgumentException for one that is none",
        "AudioAttributes.Builder.setAllowedCapturePolicy",
        "RUN at 29 to 37",
    )
    CONCURRENT_CAPTURE = Evidence(
        29,
        "several apps may record; only the one that began last, in the foreground first, hears "
        "anything, and who hears is reported when it changes. Before, a second app cannot record "
        "at all",
        "developer.android.com/media/platform/sharing-audio-input; AudioRecordingMonitor."
        "registerAudioRecordingCallback; AudioInputDescriptor::setAppState",
        "DOC; SRC of one level that it is reported",
    )
    ASSISTANT_STREAM = Evidence(
        30,
        "there is the assistant's stream, public from 37 on, whose volume is changed with "
        "MODIFY_AUDIO_ROUTING only: else the call is logged and ignored",
        "AudioSystem.NUM_STREAM_TYPES; AudioService.setStreamVolume, adjustStreamVolume",
        "SRC at 21 to 37",
    )
    COMMUNICATION_ROUTE = Evidence(
        31,
        "speaker, SCO and communication device are one request, the last one holds; before, the "
        "speaker is a switch and SCO is counted",
        "AudioDeviceBroker.setCommunicationRouteForClient",
        "SRC that there is such a request, and that SCO is counted at 21 to 28; MEM the rest",
    )
    BLUETOOTH_PERMISSION = Evidence(
        31,
        "without BLUETOOTH_CONNECT the address of a Bluetooth device shows its last two bytes only",
        "developer.android.com/reference/android/Manifest.permission#BLUETOOTH_CONNECT",
        "MEM",
    )
    MODE_NEEDS_AUDIO = Evidence(
        31,
        "MODE_IN_COMMUNICATION ends 6 s after its app stopped to play voice and to record, and "
        "comes back when it does so again",
        "AudioService.CHECK_MODE_FOR_UID_PERIOD_MS, SetModeDeathHandler",
        "SRC at 30 (not there) and 31 to 36 (6 s); MEM for the coming back",
    )
    HW_SYNC_OR_THROWN = Evidence(
        31,
        "getAudioHwSyncForSession throws UnsupportedOperationException where the audio server "
        "answers 0",
        "AudioManager.getAudioHwSyncForSession",
        "RUN at 31 to 37",
    )
    MORE_SOUND_EFFECTS = Evidence(
        31,
        "there are the sound effects 0 to 15; before, 0 to 9. Any other is ignored",
        "AudioManager.playSoundEffect",
        "RUN at 21 to 37",
    )
    SPATIALIZATION_BEHAVIOR = Evidence(
        32,
        "attributes may have a spatialization behavior: IllegalArgumentException for one that is "
        "none",
        "AudioAttributes.Builder.setSpatializationBehavior",
        "RUN at 32 to 37",
    )
    SURROUND_FORMATS_READABLE = Evidence(
        34,
        "isSurroundFormatEnabled needs no permission; before, WRITE_SETTINGS: SecurityException",
        "AudioService.isSurroundFormatEnabled",
        "SRC at 31 to 36",
    )
    MIXER_OUTPUT = Evidence(
        34,
        "mixer attributes are those of an output: IllegalArgumentException for an id that none has",
        "AudioManager.getDevices, in which the driver looks for the AudioDeviceInfo",
        "RUN at 34 to 37",
    )
    NOTIFICATION_VOLUME = Evidence(
        34,
        "notifications have a volume of their own; before, they follow the ringer's",
        "AudioService.STREAM_VOLUME_ALIAS_VOICE, mNotifAliasRing",
        "SRC at 33 and 34",
    )
    MUTABLE_FOLLOW = Evidence(
        35,
        "the streams that follow one are muted and unmuted with it if they can be muted, whatever "
        "does it; before, all of them are muted by a step, and stay so when a volume unmutes it",
        "AudioService.muteAliasStreams, VolumeStreamState.isMutable; before, adjustStreamVolume",
        "SRC at 26, 30, 32 and 35; not checked at 33 and 34",
    )
    LATEST_PLAYBACK_REPORTED = Evidence(
        37,
        "of several changes of playback that wait for the app's looper only the newest is reported",
        "AudioManager.mPlayCb: removes what is pending",
        "RUN at 37",
    )


def device_rules_at(api: int) -> frozenset[DeviceRule]:
    """Return the rules of API level ``api``."""
    return frozenset(rule for rule in DeviceRule if rule.value.since <= api)
