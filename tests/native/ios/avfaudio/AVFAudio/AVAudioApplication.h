/*
 * AVAudioApplication.h: the app, from iOS 17 on.
 */
#import <AVFAudio/AVAudioSessionTypes.h>

NS_ASSUME_NONNULL_BEGIN

typedef NS_ENUM(NSInteger, AVAudioApplicationRecordPermission) {
    AVAudioApplicationRecordPermissionUndetermined = 'undt',
    AVAudioApplicationRecordPermissionDenied = 'deny',
    AVAudioApplicationRecordPermissionGranted = 'grnt',
};

typedef NS_ENUM(NSInteger, AVAudioApplicationMicrophoneInjectionPermission) {
    AVAudioApplicationMicrophoneInjectionPermissionServiceDisabled = 'srds',
    AVAudioApplicationMicrophoneInjectionPermissionUndetermined = 'undt',
    AVAudioApplicationMicrophoneInjectionPermissionDenied = 'deny',
    AVAudioApplicationMicrophoneInjectionPermissionGranted = 'grnt',
};

SINCE(17.0)
@interface AVAudioApplication : NSObject
@property(class, readonly) AVAudioApplication *sharedInstance;
@property(readonly, getter=isInputMuted) BOOL inputMuted SINCE(17.0);
@property(readonly) AVAudioApplicationRecordPermission recordPermission SINCE(17.0);
@property(readonly)
    AVAudioApplicationMicrophoneInjectionPermission microphoneInjectionPermission SINCE(18.2);
- (BOOL)setInputMuted:(BOOL)muted error:(NSError **)error SINCE(17.0);
+ (void)requestRecordPermissionWithCompletionHandler:(void (^)(BOOL granted))response SINCE(17.0);
+ (void)requestMicrophoneInjectionPermissionWithCompletionHandler:
    (void (^)(AVAudioApplicationMicrophoneInjectionPermission permission))response SINCE(18.2);
@end

NS_ASSUME_NONNULL_END
