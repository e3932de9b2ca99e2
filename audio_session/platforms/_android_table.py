"""What an Android driver can be asked and reports: one table for the shim and the simulator.

Operations bear the names of ``AudioManager``'s methods, or of the method of another class that
answers the question; ``since`` is the API level that made the method public (the reference pages of
``android.media``, compared with the framework's own classes of API 21 to 37).

Objects travel as scalars on their way in and as JSON on their way out.

* *attributes* are seven ints: usage, content type, flags, allowed capture policy, haptic channels
  muted, spatialization behavior, content is spatialized; -1 in one of the last four leaves it at
  Android's default. ``requestAudioFocus`` has the first three and the last four apart, see below.
* a *format* is four ints: encoding, sample rate in Hz, channel mask, channel index mask; 0 is "not
  set".
* a device is meant by its ``AudioDeviceInfo`` id; one that is gone is an
  ``IllegalArgumentException``.

The JSON, with every key on every level; a value that the level does not have is null:

* device: ``id type productName address isSource isSink sampleRates channelMasks channelIndexMasks
  channelCounts encodings audioProfiles audioDescriptors encapsulationModes
  encapsulationMetadataTypes speakerLayoutChannelMask``
* profile: ``format channelMasks channelIndexMasks sampleRates encapsulationType``
* descriptor: ``standard encapsulationType descriptor`` (the bytes as ints, 0 to 255)
* microphone: ``description id type address location group indexInTheGroup position orientation
  frequencyResponse channelMapping sensitivity maxSpl minSpl directionality``; position and
  orientation are ``[x, y, z]``, or null where Android does not know; the two lists hold pairs
* playback configuration: ``usage contentType flags allowedCapturePolicy hapticChannelsMuted
  spatializationBehavior isContentSpatialized device``
* recording configuration: ``clientAudioSessionId clientAudioSource audioSource isClientSilenced
  format clientFormat device``
* format: ``encoding sampleRate channelMask channelIndexMask channelCount``
* mixer attributes: ``format mixerBehavior``
* spatializer: ``isAvailable isEnabled immersiveAudioLevel isHeadTrackerAvailable
  spatializedChannelMasks``
"""

from __future__ import annotations

from ._contract import Operation

ATTRIBUTES = "iiiiiii"
FORMAT = "iiii"

OPERATIONS: tuple[Operation, ...] = (
    # Focus. Arguments: gain, usage, content type, flags, pauses when ducked, accepts delayed gain,
    # forces ducking, generation; then the last four of the attributes. A generation is a listener
    # object of its own, and so a client of its own.
    Operation("requestAudioFocus", "iiiibbbiiiii:i"),
    Operation("abandonAudioFocus", "i:i"),
    # The app: Build.VERSION.SDK_INT, ApplicationInfo.targetSdkVersion, whether it holds a
    # permission (PackageManager.checkPermission), NotificationManager's "do not disturb" access.
    Operation("getSdkInt", ":i"),
    Operation("getTargetSdkVersion", ":i"),
    Operation("checkPermission", "s:b"),
    Operation("isNotificationPolicyAccessGranted", ":b", "23"),
    # Devices
    Operation("getDevices", "i:j", "23"),
    Operation("getMicrophones", ":j", "28"),
    Operation("getAudioDevicesForAttributes", f"{ATTRIBUTES}:j", "33"),
    Operation("getSupportedDeviceTypes", "i:j", "35"),
    Operation("isWiredHeadsetOn", ":b"),
    Operation("isBluetoothA2dpOn", ":b"),
    # Communication: the device of calls, SCO, the speaker, the mode, the microphone
    Operation("getAvailableCommunicationDevices", ":j", "31"),
    Operation("getCommunicationDevice", ":j?", "31"),
    Operation("setCommunicationDevice", "i:b", "31"),
    Operation("clearCommunicationDevice", ":n", "31"),
    Operation("isBluetoothScoAvailableOffCall", ":b"),
    Operation("startBluetoothSco", ":n"),
    Operation("stopBluetoothSco", ":n"),
    Operation("setBluetoothScoOn", "b:n"),
    Operation("isBluetoothScoOn", ":b"),
    Operation("setSpeakerphoneOn", "b:n"),
    Operation("isSpeakerphoneOn", ":b"),
    Operation("setMicrophoneMute", "b:n"),
    Operation("isMicrophoneMute", ":b"),
    Operation("setMode", "i:n"),
    Operation("getMode", ":i"),
    Operation("isCallScreeningModeSupported", ":b", "30"),
    # Volumes and the ringer
    Operation("getStreamVolume", "i:i"),
    Operation("setStreamVolume", "iii:n"),
    Operation("getStreamMaxVolume", "i:i"),
    Operation("getStreamMinVolume", "i:i", "28"),
    Operation("getStreamVolumeDb", "iii:d", "28"),
    Operation("adjustStreamVolume", "iii:n"),
    Operation("adjustVolume", "ii:n"),
    Operation("adjustSuggestedStreamVolume", "iii:n"),
    Operation("isStreamMute", "i:b", "23"),
    Operation("setStreamMute", "ib:n"),
    Operation("isVolumeFixed", ":b"),
    Operation("getVolumeGroupIdForAttributes", f"{ATTRIBUTES}:i", "34"),
    Operation("adjustVolumeGroupVolume", "iii:n", "34"),
    Operation("isVolumeGroupMuted", "i:b", "34"),
    Operation("getRingerMode", ":i"),
    Operation("setRingerMode", "i:n"),
    Operation("isRampingRingerEnabled", ":b", "33"),
    # What plays and records
    Operation("isMusicActive", ":b"),
    Operation("getActivePlaybackConfigurations", ":j", "26"),
    Operation("getActiveRecordingConfigurations", ":j", "24"),
    Operation("setAllowedCapturePolicy", "i:n", "29"),
    Operation("getAllowedCapturePolicy", ":i", "29"),
    # What the hardware can do
    Operation("getProperty", "s:s?"),
    Operation("getParameters", "s:s"),
    Operation("setParameters", "s:n"),
    Operation("generateAudioSessionId", ":i"),
    Operation("getAudioHwSyncForSession", "i:i", "31"),
    Operation("isHapticPlaybackSupported", ":b", "29"),
    Operation("isOffloadedPlaybackSupported", f"{FORMAT}{ATTRIBUTES}:b", "29"),
    Operation("getPlaybackOffloadSupport", f"{FORMAT}{ATTRIBUTES}:i", "31"),
    Operation("getDirectPlaybackSupport", f"{FORMAT}{ATTRIBUTES}:i", "33"),
    Operation("getDirectProfilesForAttributes", f"{ATTRIBUTES}:j", "33"),
    Operation("getSpatializer", ":j", "32"),
    Operation("canBeSpatialized", f"{ATTRIBUTES}{FORMAT}:b", "32"),
    Operation("getEncodedSurroundMode", ":i", "31"),
    Operation("setEncodedSurroundMode", "i:b", "31"),
    Operation("isSurroundFormatEnabled", "i:b", "31"),
    Operation("setSurroundFormatEnabled", "ib:b", "31"),
    # Mixing. Device ids; a set takes attributes, device, format, mixer behavior.
    Operation("getSupportedMixerAttributes", "i:j", "34"),
    Operation("getPreferredMixerAttributes", f"{ATTRIBUTES}i:j?", "34"),
    Operation("setPreferredMixerAttributes", f"{ATTRIBUTES}i{FORMAT}i:b", "34"),
    Operation("clearPreferredMixerAttributes", f"{ATTRIBUTES}i:b", "34"),
    # Sounds and keys. The volume of a sound effect is 0.0 to 1.0, None for the system's. A key
    # event: down time and event time (ms), action, key code, repeat count, meta state, device id,
    # scan code, flags, source.
    Operation("playSoundEffect", "id?:n"),
    Operation("loadSoundEffects", ":n"),
    Operation("unloadSoundEffects", ":n"),
    Operation("dispatchMediaKeyEvent", "iiiiiiiiii:n"),
)

EVENT_SINCE: dict[str, int] = {
    "AUDIO_FOCUS_CHANGE": 21,  # code: the change, value: the generation
    "AUDIO_BECOMING_NOISY": 21,
    "AUDIO_DEVICES_ADDED": 23,  # value: how many; first of all those that are there at open
    "AUDIO_DEVICES_REMOVED": 23,  # value: how many
    "MODE_CHANGED": 31,  # code: the mode
    "VOLUME_CHANGED": 21,  # code: the stream, value: the index; android.media.VOLUME_CHANGED_ACTION
    "SCO_AUDIO_STATE_UPDATED": 21,  # code: the state, value: the previous state
    "COMMUNICATION_DEVICE_CHANGED": 31,  # code: the type, value: the id; both 0 for none
    "PLAYBACK_CONFIG_CHANGED": 26,  # value: how many configurations there are
    "RECORDING_CONFIG_CHANGED": 24,  # value: how many configurations there are
    "RINGER_MODE_CHANGED": 21,  # code: the mode
    "STREAM_MUTE_CHANGED": 23,  # code: the stream, value: 1 muted, 0 not;
    # android.media.STREAM_MUTE_CHANGED_ACTION
    "MICROPHONE_MUTE_CHANGED": 28,  # value: 1 muted, 0 not, as isMicrophoneMute says then
    "SPEAKERPHONE_STATE_CHANGED": 29,  # value: 1 on, 0 off, as isSpeakerphoneOn says then
    "HEADSET_PLUG": 21,  # code: 1 with a microphone, value: 1 plugged in, 0 pulled
    "HDMI_AUDIO_PLUG": 21,  # value: 1 plugged in, 0 pulled
    "SPATIALIZER_STATE_CHANGED": 32,  # code: 1 available, value: 1 enabled
    "HEAD_TRACKER_AVAILABLE_CHANGED": 33,  # value: 1 available
    "PREFERRED_MIXER_ATTRIBUTES_CHANGED": 34,  # value: the device's id
}
"""The API level of what an event comes from; below it the driver is silent."""

UNAVAILABLE = 1
"""A flag of an event of any kind: this device will report no event of that kind.

It comes while the driver opens, where the level has the listener and the maker's build refuses it.
"""

EVENTS: tuple[str, ...] = tuple(EVENT_SINCE)
"""The names of the event kinds, in the order of their numbers."""
