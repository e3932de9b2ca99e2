/*
 * constants.h: the text constants: CONSTANT(type, name, since, value), and RETIRED(type, name, since,
 * until, value).
 *
 * Their values are what iOS has only in part. A category's, a mode's and a notification's is its
 * name; most ports' have been seen in the field; the others are made up, and differ from the names so
 * that a driver which takes the one for the other is found out.
 */
CONSTANT(NSString *, AVAudioApplicationInputMuteStateChangeNotification, 17.0,
         "AVAudioApplicationInputMuteStateChangeNotification")
CONSTANT(NSString *, AVAudioApplicationMuteStateKey, 17.0, "AVAudioApplicationMuteStateKey")
CONSTANT(NSString *, AVAudioSessionAvailableInputsChangeNotification, 26.0,
         "AVAudioSessionAvailableInputsChangeNotification")
CONSTANT(AVAudioSessionCategory, AVAudioSessionCategoryAmbient, 3.0,
         "AVAudioSessionCategoryAmbient")
RETIRED(AVAudioSessionCategory, AVAudioSessionCategoryAudioProcessing, 3.0, 10.0,
        "AVAudioSessionCategoryAudioProcessing")
CONSTANT(AVAudioSessionCategory, AVAudioSessionCategoryMultiRoute, 6.0,
         "AVAudioSessionCategoryMultiRoute")
CONSTANT(AVAudioSessionCategory, AVAudioSessionCategoryPlayAndRecord, 3.0,
         "AVAudioSessionCategoryPlayAndRecord")
CONSTANT(AVAudioSessionCategory, AVAudioSessionCategoryPlayback, 3.0,
         "AVAudioSessionCategoryPlayback")
CONSTANT(AVAudioSessionCategory, AVAudioSessionCategoryRecord, 3.0, "AVAudioSessionCategoryRecord")
CONSTANT(AVAudioSessionCategory, AVAudioSessionCategorySoloAmbient, 3.0,
         "AVAudioSessionCategorySoloAmbient")
CONSTANT(NSString *, AVAudioSessionInterruptionNotification, 6.0,
         "AVAudioSessionInterruptionNotification")
CONSTANT(NSString *, AVAudioSessionInterruptionOptionKey, 6.0,
         "AVAudioSessionInterruptionOptionKey")
CONSTANT(NSString *, AVAudioSessionInterruptionReasonKey, 14.5,
         "AVAudioSessionInterruptionReasonKey")
CONSTANT(NSString *, AVAudioSessionInterruptionTypeKey, 6.0, "AVAudioSessionInterruptionTypeKey")
RETIRED(NSString *, AVAudioSessionInterruptionWasSuspendedKey, 10.3, 14.5,
        "AVAudioSessionInterruptionWasSuspendedKey")
CONSTANT(AVAudioSessionLocation, AVAudioSessionLocationLower, 7.0, "Lower")
CONSTANT(AVAudioSessionLocation, AVAudioSessionLocationUpper, 7.0, "Upper")
CONSTANT(NSString *, AVAudioSessionMediaServicesWereLostNotification, 7.0,
         "AVAudioSessionMediaServicesWereLostNotification")
CONSTANT(NSString *, AVAudioSessionMediaServicesWereResetNotification, 6.0,
         "AVAudioSessionMediaServicesWereResetNotification")
CONSTANT(NSString *, AVAudioSessionMicrophoneInjectionCapabilitiesChangeNotification, 18.2,
         "AVAudioSessionMicrophoneInjectionCapabilitiesChangeNotification")
CONSTANT(NSString *, AVAudioSessionMicrophoneInjectionIsAvailableKey, 18.2,
         "AVAudioSessionMicrophoneInjectionIsAvailableKey")
CONSTANT(AVAudioSessionMode, AVAudioSessionModeDefault, 5.0, "AVAudioSessionModeDefault")
CONSTANT(AVAudioSessionMode, AVAudioSessionModeDualRoute, 26.2, "AVAudioSessionModeDualRoute")
CONSTANT(AVAudioSessionMode, AVAudioSessionModeGameChat, 5.0, "AVAudioSessionModeGameChat")
CONSTANT(AVAudioSessionMode, AVAudioSessionModeMeasurement, 5.0, "AVAudioSessionModeMeasurement")
CONSTANT(AVAudioSessionMode, AVAudioSessionModeMoviePlayback, 6.0,
         "AVAudioSessionModeMoviePlayback")
CONSTANT(AVAudioSessionMode, AVAudioSessionModeShortFormVideo, 26.0,
         "AVAudioSessionModeShortFormVideo")
CONSTANT(AVAudioSessionMode, AVAudioSessionModeSpokenAudio, 9.0, "AVAudioSessionModeSpokenAudio")
CONSTANT(AVAudioSessionMode, AVAudioSessionModeVideoChat, 7.0, "AVAudioSessionModeVideoChat")
CONSTANT(AVAudioSessionMode, AVAudioSessionModeVideoRecording, 5.0,
         "AVAudioSessionModeVideoRecording")
CONSTANT(AVAudioSessionMode, AVAudioSessionModeVoiceChat, 5.0, "AVAudioSessionModeVoiceChat")
CONSTANT(AVAudioSessionMode, AVAudioSessionModeVoicePrompt, 12.0, "AVAudioSessionModeVoicePrompt")
CONSTANT(NSString *, AVAudioSessionMuteStateKey, 26.0, "AVAudioSessionMuteStateKey")
CONSTANT(AVAudioSessionOrientation, AVAudioSessionOrientationBack, 7.0, "Back")
CONSTANT(AVAudioSessionOrientation, AVAudioSessionOrientationBottom, 7.0, "Bottom")
CONSTANT(AVAudioSessionOrientation, AVAudioSessionOrientationFront, 7.0, "Front")
CONSTANT(AVAudioSessionOrientation, AVAudioSessionOrientationLeft, 8.0, "Left")
CONSTANT(AVAudioSessionOrientation, AVAudioSessionOrientationRight, 8.0, "Right")
CONSTANT(AVAudioSessionOrientation, AVAudioSessionOrientationTop, 7.0, "Top")
CONSTANT(NSString *, AVAudioSessionOutputMuteStateChangeNotification, 26.0,
         "AVAudioSessionOutputMuteStateChangeNotification")
CONSTANT(AVAudioSessionPolarPattern, AVAudioSessionPolarPatternCardioid, 7.0, "Cardioid")
CONSTANT(AVAudioSessionPolarPattern, AVAudioSessionPolarPatternOmnidirectional, 7.0,
         "Omnidirectional")
CONSTANT(AVAudioSessionPolarPattern, AVAudioSessionPolarPatternStereo, 14.0, "Stereo")
CONSTANT(AVAudioSessionPolarPattern, AVAudioSessionPolarPatternSubcardioid, 7.0, "Subcardioid")
CONSTANT(AVAudioSessionPort, AVAudioSessionPortAVB, 14.0, "AVB")
CONSTANT(AVAudioSessionPort, AVAudioSessionPortAirPlay, 6.0, "AirPlay")
CONSTANT(AVAudioSessionPort, AVAudioSessionPortBluetoothA2DP, 6.0, "BluetoothA2DPOutput")
CONSTANT(AVAudioSessionPort, AVAudioSessionPortBluetoothHFP, 6.0, "BluetoothHFP")
CONSTANT(AVAudioSessionPort, AVAudioSessionPortBluetoothLE, 7.0, "BluetoothLE")
CONSTANT(AVAudioSessionPort, AVAudioSessionPortBuiltInMic, 6.0, "MicrophoneBuiltIn")
CONSTANT(AVAudioSessionPort, AVAudioSessionPortBuiltInReceiver, 6.0, "Receiver")
CONSTANT(AVAudioSessionPort, AVAudioSessionPortBuiltInSpeaker, 6.0, "Speaker")
CONSTANT(AVAudioSessionPort, AVAudioSessionPortCarAudio, 7.0, "CarAudio")
CONSTANT(AVAudioSessionPort, AVAudioSessionPortContinuityMicrophone, 17.0, "ContinuityMicrophone")
CONSTANT(AVAudioSessionPort, AVAudioSessionPortDisplayPort, 14.0, "DisplayPort")
CONSTANT(AVAudioSessionPort, AVAudioSessionPortFireWire, 14.0, "FireWire")
CONSTANT(AVAudioSessionPort, AVAudioSessionPortHDMI, 6.0, "HDMIOutput")
CONSTANT(AVAudioSessionPort, AVAudioSessionPortHeadphones, 6.0, "Headphones")
CONSTANT(AVAudioSessionPort, AVAudioSessionPortHeadsetMic, 6.0, "MicrophoneWired")
CONSTANT(AVAudioSessionPort, AVAudioSessionPortLineIn, 6.0, "LineIn")
CONSTANT(AVAudioSessionPort, AVAudioSessionPortLineOut, 6.0, "LineOut")
CONSTANT(AVAudioSessionPort, AVAudioSessionPortPCI, 14.0, "PCI")
CONSTANT(AVAudioSessionPort, AVAudioSessionPortThunderbolt, 14.0, "Thunderbolt")
CONSTANT(AVAudioSessionPort, AVAudioSessionPortUSBAudio, 6.0, "USBAudio")
CONSTANT(AVAudioSessionPort, AVAudioSessionPortVirtual, 14.0, "Virtual")
CONSTANT(NSString *, AVAudioSessionRenderingCapabilitiesChangeNotification, 17.2,
         "AVAudioSessionRenderingCapabilitiesChangeNotification")
CONSTANT(NSString *, AVAudioSessionRenderingModeChangeNotification, 17.2,
         "AVAudioSessionRenderingModeChangeNotification")
CONSTANT(NSString *, AVAudioSessionRenderingModeNewRenderingModeKey, 17.2,
         "AVAudioSessionRenderingModeNewRenderingModeKey")
CONSTANT(NSString *, AVAudioSessionRouteChangeNotification, 6.0,
         "AVAudioSessionRouteChangeNotification")
CONSTANT(NSString *, AVAudioSessionRouteChangePreviousRouteKey, 6.0,
         "AVAudioSessionRouteChangePreviousRouteKey")
CONSTANT(NSString *, AVAudioSessionRouteChangeReasonKey, 6.0, "AVAudioSessionRouteChangeReasonKey")
CONSTANT(NSString *, AVAudioSessionSilenceSecondaryAudioHintNotification, 8.0,
         "AVAudioSessionSilenceSecondaryAudioHintNotification")
CONSTANT(NSString *, AVAudioSessionSilenceSecondaryAudioHintTypeKey, 8.0,
         "AVAudioSessionSilenceSecondaryAudioHintTypeKey")
CONSTANT(NSString *, AVAudioSessionSpatialAudioEnabledKey, 15.0,
         "AVAudioSessionSpatialAudioEnabledKey")
CONSTANT(NSString *, AVAudioSessionSpatialPlaybackCapabilitiesChangedNotification, 15.0,
         "AVAudioSessionSpatialPlaybackCapabilitiesChangedNotification")
CONSTANT(NSString *, AVAudioSessionUserIntentToUnmuteOutputNotification, 26.0,
         "AVAudioSessionUserIntentToUnmuteOutputNotification")
