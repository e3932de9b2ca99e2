/*
 * AVAudioSessionDeprecated.h: what iOS 6 replaced. Nothing of ours uses it.
 */
#import <AVFAudio/AVAudioSession.h>

NS_ASSUME_NONNULL_BEGIN

UNTIL(3.0, 6.0)
@protocol AVAudioSessionDelegate <NSObject>
@optional
- (void)beginInterruption;
- (void)endInterruptionWithFlags:(NSUInteger)flags SINCE(4.0);
- (void)endInterruption;
- (void)inputIsAvailableChanged:(BOOL)available;
@end

@interface AVAudioSession (AVAudioSessionDeprecated)
@property(assign, nullable) id<AVAudioSessionDelegate> delegate UNTIL(4.0, 6.0);
@property(readonly) BOOL inputIsAvailable UNTIL(3.0, 6.0);
@property(readonly) double currentHardwareSampleRate UNTIL(3.0, 6.0);
@property(readonly) NSInteger currentHardwareInputNumberOfChannels UNTIL(3.0, 6.0);
@property(readonly) NSInteger currentHardwareOutputNumberOfChannels UNTIL(3.0, 6.0);
@property(readonly) double preferredHardwareSampleRate UNTIL(3.0, 6.0);
- (BOOL)setActive:(BOOL)active withFlags:(NSInteger)flags error:(NSError **)error UNTIL(4.0, 6.0);
- (BOOL)setPreferredHardwareSampleRate:(double)rate error:(NSError **)error UNTIL(3.0, 6.0);
@end

enum {
    AVAudioSessionInterruptionFlags_ShouldResume = 1,
    AVAudioSessionSetActiveFlags_NotifyOthersOnDeactivation = 1,
};

NS_ASSUME_NONNULL_END
