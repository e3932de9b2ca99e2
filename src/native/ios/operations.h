/*
 * operations.h: the operations, one row each: OPERATION(name, signature, since, body).
 *
 * Name, signature and version as in audio_session/platforms/_ios_table.py. The words that the bodies
 * are made of are operations.m's: SESSION is iOS's, NEWER and APPLICATION are what came after 13.0,
 * an argument is said by its type and its place, and the first word of a body says what becomes of
 * the answer.
 */
OPERATION(operatingSystemVersion, ":s", "", TEXT(ios_version()))
OPERATION(category, ":s", "", NAME(SESSION.category))
OPERATION(setCategoryError, "s:n", "", DONE([SESSION setCategory:VALUE_AT(0) error:&refusal]))
OPERATION(setCategoryWithOptionsError, "si:n", "",
          DONE([SESSION setCategory:VALUE_AT(0) withOptions:BITS_AT(1) error:&refusal]))
OPERATION(setCategoryModeOptionsError, "ssi:n", "",
          DONE([SESSION setCategory:VALUE_AT(0)
                               mode:VALUE_AT(1)
                            options:BITS_AT(2)
                              error:&refusal]))
OPERATION(setCategoryModeRouteSharingPolicyOptionsError, "ssii:n", "",
          DONE([SESSION setCategory:VALUE_AT(0)
                               mode:VALUE_AT(1)
                 routeSharingPolicy:BITS_AT(2)
                            options:BITS_AT(3)
                              error:&refusal]))
OPERATION(availableCategories, ":j", "", NAMES(SESSION.availableCategories))
OPERATION(categoryOptions, ":i", "", INT(SESSION.categoryOptions))
OPERATION(mode, ":s", "", NAME(SESSION.mode))
OPERATION(setModeError, "s:n", "", DONE([SESSION setMode:VALUE_AT(0) error:&refusal]))
OPERATION(availableModes, ":j", "", NAMES(SESSION.availableModes))
OPERATION(routeSharingPolicy, ":i", "", INT(SESSION.routeSharingPolicy))
OPERATION(setActiveError, "b:n", "", DONE([SESSION setActive:BOOL_AT(0) error:&refusal]))
OPERATION(setActiveWithOptionsError, "bi:n", "",
          DONE([SESSION setActive:BOOL_AT(0) withOptions:BITS_AT(1) error:&refusal]))
OPERATION(promptStyle, ":i", "", INT(SESSION.promptStyle))
OPERATION(otherAudioPlaying, ":b", "", BOOLEAN(SESSION.isOtherAudioPlaying))
OPERATION(secondaryAudioShouldBeSilencedHint, ":b", "",
          BOOLEAN(SESSION.secondaryAudioShouldBeSilencedHint))
OPERATION(allowHapticsAndSystemSoundsDuringRecording, ":b", "",
          BOOLEAN(SESSION.allowHapticsAndSystemSoundsDuringRecording))
OPERATION(setAllowHapticsAndSystemSoundsDuringRecordingError, "b:n", "",
          DONE([SESSION setAllowHapticsAndSystemSoundsDuringRecording:BOOL_AT(0) error:&refusal]))
OPERATION(prefersNoInterruptionsFromSystemAlerts, ":b", "14.5",
          IF(SESSION, prefersNoInterruptionsFromSystemAlerts)
              BOOLEAN([NEWER prefersNoInterruptionsFromSystemAlerts]))
OPERATION(setPrefersNoInterruptionsFromSystemAlertsError, "b:n", "14.5",
          IF(SESSION, setPrefersNoInterruptionsFromSystemAlerts:error:)
              DONE([NEWER setPrefersNoInterruptionsFromSystemAlerts:BOOL_AT(0) error:&refusal]))
OPERATION(prefersInterruptionOnRouteDisconnect, ":b", "17.0",
          IF(SESSION, prefersInterruptionOnRouteDisconnect)
              BOOLEAN([NEWER prefersInterruptionOnRouteDisconnect]))
OPERATION(setPrefersInterruptionOnRouteDisconnectError, "b:n", "17.0",
          IF(SESSION, setPrefersInterruptionOnRouteDisconnect:error:)
              DONE([NEWER setPrefersInterruptionOnRouteDisconnect:BOOL_AT(0) error:&refusal]))
OPERATION(supportsMultichannelContent, ":b", "15.0",
          IF(SESSION, supportsMultichannelContent) BOOLEAN([NEWER supportsMultichannelContent]))
OPERATION(setSupportsMultichannelContentError, "b:n", "15.0",
          IF(SESSION, setSupportsMultichannelContent:error:)
              DONE([NEWER setSupportsMultichannelContent:BOOL_AT(0) error:&refusal]))
OPERATION(renderingMode, ":i", "17.2", IF(SESSION, renderingMode) INT([NEWER renderingMode]))
OPERATION(supportedOutputChannelLayouts, ":j", "17.2",
          IF(SESSION, supportedOutputChannelLayouts)
              OBJECT(describe_layouts([NEWER supportedOutputChannelLayouts])))
OPERATION(prefersEchoCancelledInput, ":b", "18.2",
          IF(SESSION, prefersEchoCancelledInput) BOOLEAN([NEWER prefersEchoCancelledInput]))
OPERATION(setPrefersEchoCancelledInputError, "b:n", "18.2",
          IF(SESSION, setPrefersEchoCancelledInput:error:)
              DONE([NEWER setPrefersEchoCancelledInput:BOOL_AT(0) error:&refusal]))
OPERATION(isEchoCancelledInputAvailable, ":b", "18.2",
          IF(SESSION, isEchoCancelledInputAvailable) BOOLEAN([NEWER isEchoCancelledInputAvailable]))
OPERATION(isEchoCancelledInputEnabled, ":b", "18.2",
          IF(SESSION, isEchoCancelledInputEnabled) BOOLEAN([NEWER isEchoCancelledInputEnabled]))
OPERATION(outputMuted, ":b", "26.0", IF(SESSION, isOutputMuted) BOOLEAN([NEWER isOutputMuted]))
OPERATION(setOutputMutedError, "b:n", "26.0",
          IF(SESSION, setOutputMuted:error:) DONE([NEWER setOutputMuted:BOOL_AT(0) error:&refusal]))
OPERATION(preferredMicrophoneInjectionMode, ":i", "18.2",
          IF(SESSION, preferredMicrophoneInjectionMode)
              INT([NEWER preferredMicrophoneInjectionMode]))
OPERATION(setPreferredMicrophoneInjectionModeError, "i:n", "18.2",
          IF(SESSION, setPreferredMicrophoneInjectionMode:error:)
              DONE([NEWER setPreferredMicrophoneInjectionMode:INT_AT(0) error:&refusal]))
OPERATION(isMicrophoneInjectionAvailable, ":b", "18.2",
          IF(SESSION, isMicrophoneInjectionAvailable)
              BOOLEAN([NEWER isMicrophoneInjectionAvailable]))
OPERATION(setAggregatedIOPreferenceError, "i:n", "",
          DONE([SESSION setAggregatedIOPreference:BITS_AT(0) error:&refusal]))
OPERATION(prepareRouteSelectionForPlaybackWithCompletionHandler, ":n", "",
          IF(SESSION, prepareRouteSelectionForPlaybackWithCompletionHandler:)
              NOTHING([NEWER prepareRouteSelectionForPlaybackWithCompletionHandler:on_selection]))
OPERATION(currentRoute, ":j", "", OBJECT(describe_route(KNOWN, SESSION.currentRoute)))
OPERATION(availableInputs, ":j?", "", JSON(describe_ports(KNOWN, SESSION.availableInputs)))
OPERATION(preferredInput, ":j?", "", JSON(describe_port(KNOWN, SESSION.preferredInput)))
OPERATION(setPreferredInputError, "s?:n", "",
          FIND_INPUT(0) DONE([SESSION setPreferredInput:port error:&refusal]))
OPERATION(overrideOutputAudioPortError, "i:n", "",
          DONE([SESSION overrideOutputAudioPort:BITS_AT(0) error:&refusal]))
OPERATION(inputDataSources, ":j?", "", JSON(describe_sources(KNOWN, SESSION.inputDataSources)))
OPERATION(inputDataSource, ":j?", "", JSON(describe_source(KNOWN, SESSION.inputDataSource)))
OPERATION(setInputDataSourceError, "i?:n", "",
          FIND_SOURCE(SESSION.inputDataSources, 0) DONE([SESSION setInputDataSource:source
                                                                              error:&refusal]))
OPERATION(outputDataSources, ":j?", "", JSON(describe_sources(KNOWN, SESSION.outputDataSources)))
OPERATION(outputDataSource, ":j?", "", JSON(describe_source(KNOWN, SESSION.outputDataSource)))
OPERATION(setOutputDataSourceError, "i?:n", "",
          FIND_SOURCE(SESSION.outputDataSources, 0) DONE([SESSION setOutputDataSource:source
                                                                                error:&refusal]))
OPERATION(setPreferredDataSourceError, "si?:n", "",
          FIND_PORT(0) FIND_SOURCE(port.dataSources, 1)
              DONE([port setPreferredDataSource:source error:&refusal]))
OPERATION(setPreferredPolarPatternError, "sis?:n", "",
          FIND_PORT(0) FIND_SOURCE(port.dataSources, 1)
              DONE([source setPreferredPolarPattern:VALUE_AT(2) error:&refusal]))
OPERATION(inputOrientation, ":i", "14.0",
          IF(SESSION, inputOrientation) INT([NEWER inputOrientation]))
OPERATION(preferredInputOrientation, ":i", "14.0",
          IF(SESSION, preferredInputOrientation) INT([NEWER preferredInputOrientation]))
OPERATION(setPreferredInputOrientationError, "i:n", "14.0",
          IF(SESSION, setPreferredInputOrientation:error:)
              DONE([NEWER setPreferredInputOrientation:INT_AT(0) error:&refusal]))
OPERATION(inputAvailable, ":b", "", BOOLEAN(SESSION.isInputAvailable))
OPERATION(inputNumberOfChannels, ":i", "", INT(SESSION.inputNumberOfChannels))
OPERATION(maximumInputNumberOfChannels, ":i", "", INT(SESSION.maximumInputNumberOfChannels))
OPERATION(preferredInputNumberOfChannels, ":i", "", INT(SESSION.preferredInputNumberOfChannels))
OPERATION(setPreferredInputNumberOfChannelsError, "i:n", "",
          DONE([SESSION setPreferredInputNumberOfChannels:INT_AT(0) error:&refusal]))
OPERATION(outputNumberOfChannels, ":i", "", INT(SESSION.outputNumberOfChannels))
OPERATION(maximumOutputNumberOfChannels, ":i", "", INT(SESSION.maximumOutputNumberOfChannels))
OPERATION(preferredOutputNumberOfChannels, ":i", "", INT(SESSION.preferredOutputNumberOfChannels))
OPERATION(setPreferredOutputNumberOfChannelsError, "i:n", "",
          DONE([SESSION setPreferredOutputNumberOfChannels:INT_AT(0) error:&refusal]))
OPERATION(inputGain, ":d", "", REAL(SESSION.inputGain))
OPERATION(inputGainSettable, ":b", "", BOOLEAN(SESSION.isInputGainSettable))
OPERATION(setInputGainError, "d:n", "",
          DONE([SESSION setInputGain:(float)REAL_AT(0) error:&refusal]))
OPERATION(outputVolume, ":d", "", REAL(SESSION.outputVolume))
OPERATION(sampleRate, ":d", "", REAL(SESSION.sampleRate))
OPERATION(preferredSampleRate, ":d", "", REAL(SESSION.preferredSampleRate))
OPERATION(setPreferredSampleRateError, "d:n", "",
          DONE([SESSION setPreferredSampleRate:REAL_AT(0) error:&refusal]))
OPERATION(inputLatency, ":d", "", REAL(SESSION.inputLatency))
OPERATION(outputLatency, ":d", "", REAL(SESSION.outputLatency))
OPERATION(IOBufferDuration, ":d", "", REAL(SESSION.IOBufferDuration))
OPERATION(preferredIOBufferDuration, ":d", "", REAL(SESSION.preferredIOBufferDuration))
OPERATION(setPreferredIOBufferDurationError, "d:n", "",
          DONE([SESSION setPreferredIOBufferDuration:REAL_AT(0) error:&refusal]))
OPERATION(inputMuted, ":b", "17.0",
          IF(APPLICATION, isInputMuted) BOOLEAN([APPLICATION isInputMuted]))
OPERATION(setInputMutedError, "b:n", "17.0",
          IF(APPLICATION, setInputMuted:error:) DONE([APPLICATION setInputMuted:BOOL_AT(0)
                                                                          error:&refusal]))
OPERATION(microphoneInjectionPermission, ":i", "18.2",
          IF(APPLICATION, microphoneInjectionPermission)
              INT([APPLICATION microphoneInjectionPermission]))
OPERATION(requestMicrophoneInjectionPermissionWithCompletionHandler, ":n", "18.2",
          IF(APPLICATION_CLASS,
             requestMicrophoneInjectionPermissionWithCompletionHandler:) NOTHING([APPLICATION_CLASS
              requestMicrophoneInjectionPermissionWithCompletionHandler:on_injection_permission]))
