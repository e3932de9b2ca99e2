/*
 * application.m: AVAudioApplication, every method a question.
 */
#import "ask.h"

@implementation AVAudioApplication

+ (AVAudioApplication *)sharedInstance
{
    static AVAudioApplication *instance;
    @synchronized(self) {
        if (instance == nil)
            instance = [[AVAudioApplication alloc] init];
    }
    return avfaudio_tell(self, _cmd, @[], NULL) ? instance : nil;
}

+ (BOOL)respondsToSelector:(SEL)selector
{
    return [super respondsToSelector:selector] && avfaudio_responds(self, selector);
}

- (BOOL)respondsToSelector:(SEL)selector
{
    return [super respondsToSelector:selector] && avfaudio_responds(self, selector);
}

- (BOOL)isInputMuted
{
    return [avfaudio_ask(self, _cmd, @[], NULL) boolValue] ? YES : NO;
}

- (AVAudioApplicationRecordPermission)recordPermission
{
    return [avfaudio_ask(self, _cmd, @[], NULL) integerValue];
}

- (AVAudioApplicationMicrophoneInjectionPermission)microphoneInjectionPermission
{
    return [avfaudio_ask(self, _cmd, @[], NULL) integerValue];
}

- (BOOL)setInputMuted:(BOOL)muted error:(NSError **)error
{
    return avfaudio_tell(self, _cmd, @[ @((bool)muted) ], error);
}

+ (void)requestRecordPermissionWithCompletionHandler:(void (^)(BOOL))response
{
    avfaudio_ask(self, _cmd, @[ avfaudio_ticket(response, TAKES_BOOL) ], NULL);
}

+ (void)requestMicrophoneInjectionPermissionWithCompletionHandler:
    (void (^)(AVAudioApplicationMicrophoneInjectionPermission))response
{
    avfaudio_ask(self, _cmd, @[ avfaudio_ticket(response, TAKES_INTEGER) ], NULL);
}

@end
