/*
 * events.h: the events, in the order of their numbers, with the iOS version of what they come from.
 *
 * NOTICE(name, since, read) is a notification, KEY(name, since, read) a key of AVAudioSession that
 * can be observed, ANSWER(name) the answer to the operation of that name. `read` is one of
 * observer.m's. As in audio_session/platforms/_ios_table.py.
 */
NOTICE(AVAudioSessionInterruptionNotification, "", read_interruption)
NOTICE(AVAudioSessionRouteChangeNotification, "", read_route_change)
NOTICE(AVAudioSessionSilenceSecondaryAudioHintNotification, "", read_silence_hint)
NOTICE(AVAudioSessionMediaServicesWereLostNotification, "", read_nothing)
NOTICE(AVAudioSessionMediaServicesWereResetNotification, "", read_nothing)
NOTICE(AVAudioSessionSpatialPlaybackCapabilitiesChangedNotification, "15.0", read_spatial)
NOTICE(AVAudioSessionRenderingModeChangeNotification, "17.2", read_rendering_mode)
NOTICE(AVAudioSessionRenderingCapabilitiesChangeNotification, "17.2", read_nothing)
NOTICE(AVAudioSessionMicrophoneInjectionCapabilitiesChangeNotification, "18.2", read_injection)
NOTICE(AVAudioSessionAvailableInputsChangeNotification, "26.0", read_nothing)
NOTICE(AVAudioSessionOutputMuteStateChangeNotification, "26.0", read_output_mute)
NOTICE(AVAudioSessionUserIntentToUnmuteOutputNotification, "26.0", read_nothing)
NOTICE(AVAudioApplicationInputMuteStateChangeNotification, "17.0", read_input_mute)
KEY(outputVolume, "", read_millionths)
KEY(inputGain, "", read_millionths)
KEY(inputAvailable, "", read_value)
KEY(inputDataSources, "", read_nothing)
KEY(inputDataSource, "", read_nothing)
KEY(outputDataSources, "", read_nothing)
KEY(outputDataSource, "", read_nothing)
KEY(promptStyle, "", read_code)
KEY(sampleRate, "18.0", read_value)
NOTICE(UIApplicationDidBecomeActiveNotification, "", read_nothing)
ANSWER(requestMicrophoneInjectionPermissionWithCompletionHandler)
ANSWER(prepareRouteSelectionForPlaybackWithCompletionHandler)
