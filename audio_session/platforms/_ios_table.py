"""What an iOS driver can be asked and reports: one table for the shim and the simulator.

Operations bear the selectors of ``AVAudioSession``, or of the class that answers the question,
joined as Apple's metadata joins them: ``setActive:withOptions:error:`` is
``setActiveWithOptionsError``. ``since`` is the iOS version that brought the member, ``""`` for
13.0 or older: the metadata of the iOS 26.2 SDK.

An ``NSError`` is a native error with its domain and code, and so is an exception, whose domain is
its name. Enums travel as iOS's numbers, text constants as the constant's own *name*
(``"AVAudioSessionPortBuiltInMic"``) where the running iOS has one of that value, else as iOS's
text. An ``NSTimeInterval`` is in seconds, a rate in Hz, a gain or volume 0.0 to 1.0.

A port is meant by its UID, a data source by its port's UID and its ``dataSourceID``; one that is
gone is error -50. The JSON, with every key on every level; null is iOS's nil, or a member that the
running iOS lacks:

* route: ``inputs outputs``, two lists of ports
* port: ``portType portName UID hasHardwareVoiceCallProcessing spatialAudioEnabled channels
  dataSources selectedDataSource preferredDataSource bluetoothMicrophoneExtension``; the two chosen
  data sources are their ids
* channel: ``channelName channelNumber owningPortUID channelLabel``
* data source: ``dataSourceID dataSourceName location orientation supportedPolarPatterns
  selectedPolarPattern preferredPolarPattern``
* Bluetooth microphone: ``highQualityRecording farFieldCapture``, each ``supported enabled``
* channel layout: ``layoutTag channelCount``
"""

from __future__ import annotations

from ._contract import Operation

OPERATIONS: tuple[Operation, ...] = (
    # NSProcessInfo: "17.2"; the patch number is left out.
    Operation("operatingSystemVersion", ":s"),
    # State and configuration. Arguments: category, mode, route sharing policy, options.
    Operation("category", ":s"),
    Operation("setCategoryError", "s:n"),
    Operation("setCategoryWithOptionsError", "si:n"),
    Operation("setCategoryModeOptionsError", "ssi:n"),
    Operation("setCategoryModeRouteSharingPolicyOptionsError", "ssii:n"),
    Operation("availableCategories", ":j"),
    Operation("categoryOptions", ":i"),
    Operation("mode", ":s"),
    Operation("setModeError", "s:n"),
    Operation("availableModes", ":j"),
    Operation("routeSharingPolicy", ":i"),
    # Arguments: active, options.
    Operation("setActiveError", "b:n"),
    Operation("setActiveWithOptionsError", "bi:n"),
    Operation("promptStyle", ":i"),
    Operation("otherAudioPlaying", ":b"),
    Operation("secondaryAudioShouldBeSilencedHint", ":b"),
    Operation("allowHapticsAndSystemSoundsDuringRecording", ":b"),
    Operation("setAllowHapticsAndSystemSoundsDuringRecordingError", "b:n"),
    Operation("prefersNoInterruptionsFromSystemAlerts", ":b", "14.5"),
    Operation("setPrefersNoInterruptionsFromSystemAlertsError", "b:n", "14.5"),
    Operation("prefersInterruptionOnRouteDisconnect", ":b", "17.0"),
    Operation("setPrefersInterruptionOnRouteDisconnectError", "b:n", "17.0"),
    Operation("supportsMultichannelContent", ":b", "15.0"),
    Operation("setSupportsMultichannelContentError", "b:n", "15.0"),
    Operation("renderingMode", ":i", "17.2"),
    Operation("supportedOutputChannelLayouts", ":j", "17.2"),
    Operation("prefersEchoCancelledInput", ":b", "18.2"),
    Operation("setPrefersEchoCancelledInputError", "b:n", "18.2"),
    Operation("isEchoCancelledInputAvailable", ":b", "18.2"),
    Operation("isEchoCancelledInputEnabled", ":b", "18.2"),
    Operation("outputMuted", ":b", "26.0"),
    Operation("setOutputMutedError", "b:n", "26.0"),
    Operation("preferredMicrophoneInjectionMode", ":i", "18.2"),
    Operation("setPreferredMicrophoneInjectionModeError", "i:n", "18.2"),
    Operation("isMicrophoneInjectionAvailable", ":b", "18.2"),
    Operation("setAggregatedIOPreferenceError", "i:n"),
    # AVKit's addition to AVAudioSession; it answers with the event of the same name.
    Operation("prepareRouteSelectionForPlaybackWithCompletionHandler", ":n"),
    # Routes
    Operation("currentRoute", ":j"),
    Operation("availableInputs", ":j?"),
    Operation("preferredInput", ":j?"),
    Operation("setPreferredInputError", "s?:n"),
    Operation("overrideOutputAudioPortError", "i:n"),
    Operation("inputDataSources", ":j?"),
    Operation("inputDataSource", ":j?"),
    Operation("setInputDataSourceError", "i?:n"),
    Operation("outputDataSources", ":j?"),
    Operation("outputDataSource", ":j?"),
    Operation("setOutputDataSourceError", "i?:n"),
    # Of AVAudioSessionPortDescription: the port's UID, a data source's id.
    Operation("setPreferredDataSourceError", "si?:n"),
    # Of AVAudioSessionDataSourceDescription: its port's UID, its id, the pattern.
    Operation("setPreferredPolarPatternError", "sis?:n"),
    Operation("inputOrientation", ":i", "14.0"),
    Operation("preferredInputOrientation", ":i", "14.0"),
    Operation("setPreferredInputOrientationError", "i:n", "14.0"),
    # Hardware
    Operation("inputAvailable", ":b"),
    Operation("inputNumberOfChannels", ":i"),
    Operation("maximumInputNumberOfChannels", ":i"),
    Operation("preferredInputNumberOfChannels", ":i"),
    Operation("setPreferredInputNumberOfChannelsError", "i:n"),
    Operation("outputNumberOfChannels", ":i"),
    Operation("maximumOutputNumberOfChannels", ":i"),
    Operation("preferredOutputNumberOfChannels", ":i"),
    Operation("setPreferredOutputNumberOfChannelsError", "i:n"),
    Operation("inputGain", ":d"),
    Operation("inputGainSettable", ":b"),
    Operation("setInputGainError", "d:n"),
    Operation("outputVolume", ":d"),
    Operation("sampleRate", ":d"),
    Operation("preferredSampleRate", ":d"),
    Operation("setPreferredSampleRateError", "d:n"),
    Operation("inputLatency", ":d"),
    Operation("outputLatency", ":d"),
    Operation("IOBufferDuration", ":d"),
    Operation("preferredIOBufferDuration", ":d"),
    Operation("setPreferredIOBufferDurationError", "d:n"),
    # Of AVAudioApplication's shared instance, but for the last, which is its class's.
    Operation("inputMuted", ":b", "17.0"),
    Operation("setInputMutedError", "b:n", "17.0"),
    Operation("microphoneInjectionPermission", ":i", "18.2"),
    # It answers with the event of the same name.
    Operation("requestMicrophoneInjectionPermissionWithCompletionHandler", ":n", "18.2"),
)

# A code or value of -1 is UNTOLD: iOS left out what its documentation promises, or what it gave is
# no number. What it would have said is read again, where an operation answers it.
EVENT_SINCE: dict[str, str] = {
    # code: AVAudioSessionInterruptionType; value: AVAudioSessionInterruptionOptions, never -1;
    # flags: bit 0 AVAudioSessionInterruptionWasSuspendedKey says yes, bit 1 there is a reason,
    # bits 8 to 31 AVAudioSessionInterruptionReason
    "AVAudioSessionInterruptionNotification": "",
    # code: AVAudioSessionRouteChangeReason; flags: bit 0 an output of the previous route was
    # private, bit 1 an output of the current one is the built-in speaker or receiver
    "AVAudioSessionRouteChangeNotification": "",
    # code: AVAudioSessionSilenceSecondaryAudioHintType
    "AVAudioSessionSilenceSecondaryAudioHintNotification": "",
    "AVAudioSessionMediaServicesWereLostNotification": "",
    "AVAudioSessionMediaServicesWereResetNotification": "",
    # value: 1 enabled
    "AVAudioSessionSpatialPlaybackCapabilitiesChangedNotification": "15.0",
    # code: AVAudioSessionRenderingMode
    "AVAudioSessionRenderingModeChangeNotification": "17.2",
    "AVAudioSessionRenderingCapabilitiesChangeNotification": "17.2",
    # value: 1 available
    "AVAudioSessionMicrophoneInjectionCapabilitiesChangeNotification": "18.2",
    "AVAudioSessionAvailableInputsChangeNotification": "26.0",
    # value: 1 muted
    "AVAudioSessionOutputMuteStateChangeNotification": "26.0",
    "AVAudioSessionUserIntentToUnmuteOutputNotification": "26.0",
    # value: 1 muted
    "AVAudioApplicationInputMuteStateChangeNotification": "17.0",
    # Key-value observing. value: millionths
    "outputVolume": "",
    "inputGain": "",
    # value: 1 available
    "inputAvailable": "",
    # The next four are read again.
    "inputDataSources": "",
    "inputDataSource": "",
    "outputDataSources": "",
    "outputDataSource": "",
    # code: AVAudioSessionPromptStyle
    "promptStyle": "",
    # value: Hz, rounded
    "sampleRate": "18.0",
    # Of UIKit
    "UIApplicationDidBecomeActiveNotification": "",
    # code: AVAudioApplicationMicrophoneInjectionPermission
    "requestMicrophoneInjectionPermissionWithCompletionHandler": "18.2",
    # code: AVAudioSessionRouteSelection, value: 1 playback should start
    "prepareRouteSelectionForPlaybackWithCompletionHandler": "",
}
"""The iOS version of what an event comes from, ``""`` for 13.0 or older; below it there is none."""

EVENTS: tuple[str, ...] = tuple(EVENT_SINCE)
"""The names of the event kinds, in the order of their numbers."""

UNTOLD = -1
"""A code or value that iOS did not say."""
SUSPENDED, HAS_REASON, REASON_SHIFT = 1, 2, 8
"""The flags of an interruption."""
PREVIOUS_OUTPUT_PRIVATE, CURRENT_OUTPUT_BUILT_IN = 1, 2
"""The flags of a route change."""
MILLION = 1_000_000
"""What a volume or gain of 1.0 is in an event."""

PRIVATE_OUTPUTS: tuple[str, ...] = (
    "AVAudioSessionPortHeadphones",
    "AVAudioSessionPortBluetoothA2DP",
    "AVAudioSessionPortBluetoothHFP",
    "AVAudioSessionPortBluetoothLE",
    "AVAudioSessionPortUSBAudio",
    "AVAudioSessionPortCarAudio",
    "AVAudioSessionPortAirPlay",
)
"""The outputs after which a loudspeaker is noisy."""
BUILT_IN_OUTPUTS: tuple[str, ...] = (
    "AVAudioSessionPortBuiltInSpeaker",
    "AVAudioSessionPortBuiltInReceiver",
)


def version(text: str) -> tuple[int, int]:
    """Return ``"17.2"`` or ``"17.2.1"`` as ``(17, 2)``, and ``""`` as ``(13, 0)``.

    Raises ``ValueError`` for a text that is no version.
    """
    major, minor = [*(text or "13.0").split("."), "0"][:2]
    return int(major), int(minor)
