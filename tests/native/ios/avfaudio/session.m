/*
 * session.m: AVAudioSession, every method a question.
 */
#import "ask.h"
#include "world.h"

#define ASK avfaudio_ask(self, _cmd, @[], NULL)
#define YES_OR_NO(name)                                                                            \
    -(BOOL)name                                                                                    \
    {                                                                                              \
        return [ASK boolValue] ? YES : NO;                                                         \
    }
#define NUMBER(type, name, value)                                                                  \
    -(type)name                                                                                    \
    {                                                                                              \
        return (type)[ASK value];                                                                  \
    }
#define TEXT(name)                                                                                 \
    -(NSString *)name                                                                              \
    {                                                                                              \
        return ASK;                                                                                \
    }
#define LIST(name)                                                                                 \
    -(NSArray *)name                                                                               \
    {                                                                                              \
        return ASK;                                                                                \
    }
#define OBJECT(class_, name)                                                                       \
    -(class_ *)name                                                                                \
    {                                                                                              \
        return avfaudio_object([class_ class], ASK);                                               \
    }
#define OBJECTS(class_, name)                                                                      \
    -(NSArray *)name                                                                               \
    {                                                                                              \
        return avfaudio_objects([class_ class], ASK);                                              \
    }
/* A setter of one argument, which goes to the world as `given`. */
#define SETTER(name, type, given)                                                                  \
    -(BOOL)name : (type)argument error : (NSError **)error                                         \
    {                                                                                              \
        return avfaudio_tell(self, _cmd, @[ given ], error);                                       \
    }
#define SET_BOOL(name) SETTER(name, BOOL, @((bool)argument))
#define SET_NUMBER(name, type) SETTER(name, type, @(argument))
#define SET_OBJECT(name, class_) SETTER(name, class_ *, avfaudio_facts(argument))

static _Atomic int observers;

int
avfaudio_observers(void)
{
    return observers;
}

@implementation AVAudioSession

/* The world may say null, and then there is none. */
+ (AVAudioSession *)sharedInstance
{
    static AVAudioSession *instance;
    @synchronized(self) {
        if (instance == nil)
            instance = [[AVAudioSession alloc] init];
    }
    return avfaudio_tell(self, _cmd, @[], NULL) ? instance : nil;
}

- (BOOL)respondsToSelector:(SEL)selector
{
    return [super respondsToSelector:selector] && avfaudio_responds(self, selector);
}

- (void)addObserver:(NSObject *)observer
         forKeyPath:(NSString *)key
            options:(NSKeyValueObservingOptions)options
            context:(void *)context
{
    avfaudio_ask(self, _cmd, @[ key ], NULL);
    observers++;
    [super addObserver:observer forKeyPath:key options:options context:context];
}

- (void)removeObserver:(NSObject *)observer forKeyPath:(NSString *)key
{
    avfaudio_ask(self, _cmd, @[ key ], NULL);
    observers--;
    [super removeObserver:observer forKeyPath:key];
}

LIST(availableCategories)
TEXT(category)
NUMBER(AVAudioSessionCategoryOptions, categoryOptions, unsignedIntegerValue)
NUMBER(AVAudioSessionRouteSharingPolicy, routeSharingPolicy, unsignedIntegerValue)
LIST(availableModes)
TEXT(mode)
SETTER(setCategory, AVAudioSessionCategory, argument)
SETTER(setMode, AVAudioSessionMode, argument)
SET_BOOL(setActive)

- (BOOL)setCategory:(AVAudioSessionCategory)category
        withOptions:(AVAudioSessionCategoryOptions)options
              error:(NSError **)error
{
    return avfaudio_tell(self, _cmd, @[ category, @(options) ], error);
}

- (BOOL)setCategory:(AVAudioSessionCategory)category
               mode:(AVAudioSessionMode)mode
            options:(AVAudioSessionCategoryOptions)options
              error:(NSError **)error
{
    return avfaudio_tell(self, _cmd, @[ category, mode, @(options) ], error);
}

- (BOOL)setCategory:(AVAudioSessionCategory)category
                  mode:(AVAudioSessionMode)mode
    routeSharingPolicy:(AVAudioSessionRouteSharingPolicy)policy
               options:(AVAudioSessionCategoryOptions)options
                 error:(NSError **)error
{
    return avfaudio_tell(self, _cmd, @[ category, mode, @(policy), @(options) ], error);
}

- (BOOL)setActive:(BOOL)active
      withOptions:(AVAudioSessionSetActiveOptions)options
            error:(NSError **)error
{
    return avfaudio_tell(self, _cmd, @[ @((bool)active), @(options) ], error);
}

NUMBER(AVAudioSessionRecordPermission, recordPermission, unsignedIntegerValue)
- (void)requestRecordPermission:(void (^)(BOOL))response
{
    avfaudio_ask(self, _cmd, @[ avfaudio_ticket(response, TAKES_BOOL) ], NULL);
}

OBJECT(AVAudioSessionRouteDescription, currentRoute)
OBJECTS(AVAudioSessionPortDescription, availableInputs)
OBJECT(AVAudioSessionPortDescription, preferredInput)
SET_OBJECT(setPreferredInput, AVAudioSessionPortDescription)
SET_NUMBER(overrideOutputAudioPort, AVAudioSessionPortOverride)
OBJECT(AVAudioSessionDataSourceDescription, inputDataSource)
OBJECTS(AVAudioSessionDataSourceDescription, inputDataSources)
OBJECT(AVAudioSessionDataSourceDescription, outputDataSource)
OBJECTS(AVAudioSessionDataSourceDescription, outputDataSources)
SET_OBJECT(setInputDataSource, AVAudioSessionDataSourceDescription)
SET_OBJECT(setOutputDataSource, AVAudioSessionDataSourceDescription)
- (void)prepareRouteSelectionForPlaybackWithCompletionHandler:(void (^)(BOOL, NSInteger))handler
{
    avfaudio_ask(self, _cmd, @[ avfaudio_ticket(handler, TAKES_BOOL_AND_INTEGER) ], NULL);
}

NUMBER(double, sampleRate, doubleValue)
NUMBER(double, preferredSampleRate, doubleValue)
NUMBER(NSTimeInterval, IOBufferDuration, doubleValue)
NUMBER(NSTimeInterval, preferredIOBufferDuration, doubleValue)
NUMBER(NSTimeInterval, inputLatency, doubleValue)
NUMBER(NSTimeInterval, outputLatency, doubleValue)
YES_OR_NO(isInputAvailable)
NUMBER(float, inputGain, floatValue)
YES_OR_NO(isInputGainSettable)
NUMBER(float, outputVolume, floatValue)
NUMBER(NSInteger, inputNumberOfChannels, integerValue)
NUMBER(NSInteger, outputNumberOfChannels, integerValue)
NUMBER(NSInteger, maximumInputNumberOfChannels, integerValue)
NUMBER(NSInteger, maximumOutputNumberOfChannels, integerValue)
NUMBER(NSInteger, preferredInputNumberOfChannels, integerValue)
NUMBER(NSInteger, preferredOutputNumberOfChannels, integerValue)
NUMBER(AVAudioStereoOrientation, inputOrientation, integerValue)
NUMBER(AVAudioStereoOrientation, preferredInputOrientation, integerValue)
SET_NUMBER(setPreferredSampleRate, double)
SET_NUMBER(setPreferredIOBufferDuration, NSTimeInterval)
SET_NUMBER(setInputGain, float)
SET_NUMBER(setPreferredInputNumberOfChannels, NSInteger)
SET_NUMBER(setPreferredOutputNumberOfChannels, NSInteger)
SET_NUMBER(setPreferredInputOrientation, AVAudioStereoOrientation)
SET_NUMBER(setAggregatedIOPreference, AVAudioSessionIOType)

YES_OR_NO(isOtherAudioPlaying)
YES_OR_NO(secondaryAudioShouldBeSilencedHint)
NUMBER(AVAudioSessionPromptStyle, promptStyle, unsignedIntegerValue)
YES_OR_NO(allowHapticsAndSystemSoundsDuringRecording)
YES_OR_NO(prefersNoInterruptionsFromSystemAlerts)
YES_OR_NO(prefersInterruptionOnRouteDisconnect)
YES_OR_NO(supportsMultichannelContent)
NUMBER(AVAudioSessionRenderingMode, renderingMode, integerValue)
OBJECTS(AVAudioChannelLayout, supportedOutputChannelLayouts)
YES_OR_NO(prefersEchoCancelledInput)
YES_OR_NO(isEchoCancelledInputEnabled)
YES_OR_NO(isEchoCancelledInputAvailable)
NUMBER(AVAudioSessionMicrophoneInjectionMode, preferredMicrophoneInjectionMode, integerValue)
YES_OR_NO(isMicrophoneInjectionAvailable)
YES_OR_NO(isOutputMuted)
SET_BOOL(setAllowHapticsAndSystemSoundsDuringRecording)
SET_BOOL(setPrefersNoInterruptionsFromSystemAlerts)
SET_BOOL(setPrefersInterruptionOnRouteDisconnect)
SET_BOOL(setSupportsMultichannelContent)
SET_BOOL(setPrefersEchoCancelledInput)
SET_NUMBER(setPreferredMicrophoneInjectionMode, AVAudioSessionMicrophoneInjectionMode)
SET_BOOL(setOutputMuted)

@end

@implementation AVAudioSession (AVAudioSessionDeprecated)
- (id<AVAudioSessionDelegate>)delegate
{
    return nil;
}
- (void)setDelegate:(id<AVAudioSessionDelegate>)delegate
{
    (void)delegate;
}
YES_OR_NO(inputIsAvailable)
NUMBER(double, currentHardwareSampleRate, doubleValue)
NUMBER(NSInteger, currentHardwareInputNumberOfChannels, integerValue)
NUMBER(NSInteger, currentHardwareOutputNumberOfChannels, integerValue)
NUMBER(double, preferredHardwareSampleRate, doubleValue)
SET_NUMBER(setPreferredHardwareSampleRate, double)
- (BOOL)setActive:(BOOL)active withFlags:(NSInteger)flags error:(NSError **)error
{
    return avfaudio_tell(self, _cmd, @[ @((bool)active), @(flags) ], error);
}
@end
