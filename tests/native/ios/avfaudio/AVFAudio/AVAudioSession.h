/*
 * AVAudioSession.h: the session.
 */
#import <AVFAudio/AVAudioSessionRoute.h>

NS_ASSUME_NONNULL_BEGIN

SINCE(3.0)
@interface AVAudioSession : NSObject

+ (AVAudioSession *)sharedInstance SINCE(3.0);

/* Category, mode, activation */
@property(readonly) NSArray<AVAudioSessionCategory> *availableCategories SINCE(9.0);
@property(readonly) AVAudioSessionCategory category SINCE(3.0);
@property(readonly) AVAudioSessionCategoryOptions categoryOptions SINCE(6.0);
@property(readonly) AVAudioSessionRouteSharingPolicy routeSharingPolicy SINCE(11.0);
@property(readonly) NSArray<AVAudioSessionMode> *availableModes SINCE(9.0);
@property(readonly) AVAudioSessionMode mode SINCE(5.0);
- (BOOL)setCategory:(AVAudioSessionCategory)category error:(NSError **)error SINCE(3.0);
- (BOOL)setCategory:(AVAudioSessionCategory)category
        withOptions:(AVAudioSessionCategoryOptions)options
              error:(NSError **)error SINCE(6.0);
- (BOOL)setCategory:(AVAudioSessionCategory)category
               mode:(AVAudioSessionMode)mode
            options:(AVAudioSessionCategoryOptions)options
              error:(NSError **)error SINCE(10.0);
- (BOOL)setCategory:(AVAudioSessionCategory)category
                  mode:(AVAudioSessionMode)mode
    routeSharingPolicy:(AVAudioSessionRouteSharingPolicy)policy
               options:(AVAudioSessionCategoryOptions)options
                 error:(NSError **)error SINCE(11.0);
- (BOOL)setMode:(AVAudioSessionMode)mode error:(NSError **)error SINCE(5.0);
- (BOOL)setActive:(BOOL)active error:(NSError **)error SINCE(3.0);
- (BOOL)setActive:(BOOL)active
      withOptions:(AVAudioSessionSetActiveOptions)options
            error:(NSError **)error SINCE(6.0);
@property(readonly) AVAudioSessionRecordPermission recordPermission UNTIL(8.0, 17.0);
- (void)requestRecordPermission:(void (^)(BOOL granted))response UNTIL(7.0, 17.0);

/* Routes and ports */
@property(readonly) AVAudioSessionRouteDescription *currentRoute SINCE(6.0);
@property(readonly, nullable) NSArray<AVAudioSessionPortDescription *> *availableInputs SINCE(7.0);
@property(readonly, nullable) AVAudioSessionPortDescription *preferredInput SINCE(7.0);
- (BOOL)setPreferredInput:(nullable AVAudioSessionPortDescription *)port
                    error:(NSError **)error SINCE(7.0);
- (BOOL)overrideOutputAudioPort:(AVAudioSessionPortOverride)port error:(NSError **)error SINCE(6.0);
@property(readonly, nullable) AVAudioSessionDataSourceDescription *inputDataSource SINCE(6.0);
@property(readonly, nullable)
    NSArray<AVAudioSessionDataSourceDescription *> *inputDataSources SINCE(6.0);
@property(readonly, nullable) AVAudioSessionDataSourceDescription *outputDataSource SINCE(6.0);
@property(readonly, nullable)
    NSArray<AVAudioSessionDataSourceDescription *> *outputDataSources SINCE(6.0);
- (BOOL)setInputDataSource:(nullable AVAudioSessionDataSourceDescription *)source
                     error:(NSError **)error SINCE(6.0);
- (BOOL)setOutputDataSource:(nullable AVAudioSessionDataSourceDescription *)source
                      error:(NSError **)error SINCE(6.0);
- (void)prepareRouteSelectionForPlaybackWithCompletionHandler:
    (void (^)(BOOL shouldStart, NSInteger selection))handler;

/* Hardware */
@property(readonly) double sampleRate SINCE(6.0);
@property(readonly) double preferredSampleRate SINCE(6.0);
@property(readonly) NSTimeInterval IOBufferDuration SINCE(6.0);
@property(readonly) NSTimeInterval preferredIOBufferDuration SINCE(3.0);
@property(readonly) NSTimeInterval inputLatency SINCE(6.0);
@property(readonly) NSTimeInterval outputLatency SINCE(6.0);
@property(readonly, getter=isInputAvailable) BOOL inputAvailable SINCE(6.0);
@property(readonly) float inputGain SINCE(6.0);
@property(readonly, getter=isInputGainSettable) BOOL inputGainSettable SINCE(6.0);
@property(readonly) float outputVolume SINCE(6.0);
@property(readonly) NSInteger inputNumberOfChannels SINCE(6.0);
@property(readonly) NSInteger outputNumberOfChannels SINCE(6.0);
@property(readonly) NSInteger maximumInputNumberOfChannels SINCE(7.0);
@property(readonly) NSInteger maximumOutputNumberOfChannels SINCE(7.0);
@property(readonly) NSInteger preferredInputNumberOfChannels SINCE(7.0);
@property(readonly) NSInteger preferredOutputNumberOfChannels SINCE(7.0);
@property(readonly) AVAudioStereoOrientation inputOrientation SINCE(14.0);
@property(readonly) AVAudioStereoOrientation preferredInputOrientation SINCE(14.0);
- (BOOL)setPreferredSampleRate:(double)rate error:(NSError **)error SINCE(6.0);
- (BOOL)setPreferredIOBufferDuration:(NSTimeInterval)duration error:(NSError **)error SINCE(3.0);
- (BOOL)setInputGain:(float)gain error:(NSError **)error SINCE(6.0);
- (BOOL)setPreferredInputNumberOfChannels:(NSInteger)count error:(NSError **)error SINCE(7.0);
- (BOOL)setPreferredOutputNumberOfChannels:(NSInteger)count error:(NSError **)error SINCE(7.0);
- (BOOL)setPreferredInputOrientation:(AVAudioStereoOrientation)orientation
                               error:(NSError **)error SINCE(14.0);
- (BOOL)setAggregatedIOPreference:(AVAudioSessionIOType)type error:(NSError **)error SINCE(10.0);

/* Others' sound, and manners */
@property(readonly, getter=isOtherAudioPlaying) BOOL otherAudioPlaying SINCE(6.0);
@property(readonly) BOOL secondaryAudioShouldBeSilencedHint SINCE(8.0);
@property(readonly) AVAudioSessionPromptStyle promptStyle SINCE(13.0);
@property(readonly) BOOL allowHapticsAndSystemSoundsDuringRecording SINCE(13.0);
@property(readonly) BOOL prefersNoInterruptionsFromSystemAlerts SINCE(14.5);
@property(readonly) BOOL prefersInterruptionOnRouteDisconnect SINCE(17.0);
@property(readonly) BOOL supportsMultichannelContent SINCE(15.0);
@property(readonly) AVAudioSessionRenderingMode renderingMode SINCE(17.2);
@property(readonly) NSArray<AVAudioChannelLayout *> *supportedOutputChannelLayouts SINCE(17.2);
@property(readonly) BOOL prefersEchoCancelledInput SINCE(18.2);
@property(readonly) BOOL isEchoCancelledInputEnabled SINCE(18.2);
@property(readonly) BOOL isEchoCancelledInputAvailable SINCE(18.2);
@property(readonly)
    AVAudioSessionMicrophoneInjectionMode preferredMicrophoneInjectionMode SINCE(18.2);
@property(readonly) BOOL isMicrophoneInjectionAvailable SINCE(18.2);
@property(readonly, getter=isOutputMuted) BOOL outputMuted SINCE(26.0);
- (BOOL)setAllowHapticsAndSystemSoundsDuringRecording:(BOOL)allow
                                                error:(NSError **)error SINCE(13.0);
- (BOOL)setPrefersNoInterruptionsFromSystemAlerts:(BOOL)prefers error:(NSError **)error SINCE(14.5);
- (BOOL)setPrefersInterruptionOnRouteDisconnect:(BOOL)prefers error:(NSError **)error SINCE(17.0);
- (BOOL)setSupportsMultichannelContent:(BOOL)supports error:(NSError **)error SINCE(15.0);
- (BOOL)setPrefersEchoCancelledInput:(BOOL)prefers error:(NSError **)error SINCE(18.2);
- (BOOL)setPreferredMicrophoneInjectionMode:(AVAudioSessionMicrophoneInjectionMode)mode
                                      error:(NSError **)error SINCE(18.2);
- (BOOL)setOutputMuted:(BOOL)muted error:(NSError **)error SINCE(26.0);
@end

NS_ASSUME_NONNULL_END
