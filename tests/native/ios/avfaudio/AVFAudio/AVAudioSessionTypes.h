/*
 * AVAudioSessionTypes.h: constants and enumerations.
 *
 * SINCE and UNTIL are recorded by the compiler and mean nothing to it here: clang knows that it does
 * not build for iOS. Which iOS is played is the world's to say.
 */
#import <Foundation/Foundation.h>

#define SINCE(version) __attribute__((availability(ios, introduced = version)))
#define UNTIL(version, last)                                                                       \
    __attribute__((availability(ios, introduced = version, deprecated = last)))

#ifndef NS_TYPED_ENUM /* GNUstep 1.28 has none */
#define NS_TYPED_ENUM
#endif
#ifndef NS_ASSUME_NONNULL_BEGIN
#define NS_ASSUME_NONNULL_BEGIN
#define NS_ASSUME_NONNULL_END
#endif

typedef NSString *AVAudioSessionPort NS_TYPED_ENUM;
typedef NSString *AVAudioSessionCategory NS_TYPED_ENUM;
typedef NSString *AVAudioSessionMode NS_TYPED_ENUM;
typedef NSString *AVAudioSessionLocation NS_TYPED_ENUM;
typedef NSString *AVAudioSessionOrientation NS_TYPED_ENUM;
typedef NSString *AVAudioSessionPolarPattern NS_TYPED_ENUM;

#define CONSTANT(type, name, since, value) extern type const name SINCE(since);
#define RETIRED(type, name, since, until, value) extern type const name UNTIL(since, until);
#include <AVFAudio/constants.h>
#undef CONSTANT
#undef RETIRED

NS_ASSUME_NONNULL_BEGIN

typedef NS_OPTIONS(NSUInteger, AVAudioSessionCategoryOptions) {
    AVAudioSessionCategoryOptionMixWithOthers = 0x1,
    AVAudioSessionCategoryOptionDuckOthers = 0x2,
    AVAudioSessionCategoryOptionAllowBluetoothHFP = 0x4,
    AVAudioSessionCategoryOptionAllowBluetooth = 0x4,
    AVAudioSessionCategoryOptionDefaultToSpeaker = 0x8,
    AVAudioSessionCategoryOptionInterruptSpokenAudioAndMixWithOthers = 0x11,
    AVAudioSessionCategoryOptionAllowBluetoothA2DP = 0x20,
    AVAudioSessionCategoryOptionAllowAirPlay = 0x40,
    AVAudioSessionCategoryOptionOverrideMutedMicrophoneInterruption = 0x80,
    AVAudioSessionCategoryOptionFarFieldInput = 1 << 18,
    AVAudioSessionCategoryOptionBluetoothHighQualityRecording = 1 << 19,
};

typedef NS_ENUM(NSUInteger, AVAudioSessionRouteSharingPolicy) {
    AVAudioSessionRouteSharingPolicyDefault = 0,
    AVAudioSessionRouteSharingPolicyLongFormAudio = 1,
    AVAudioSessionRouteSharingPolicyLongForm = 1,
    AVAudioSessionRouteSharingPolicyIndependent = 2,
    AVAudioSessionRouteSharingPolicyLongFormVideo = 3,
};

typedef NS_OPTIONS(NSUInteger, AVAudioSessionSetActiveOptions) {
    AVAudioSessionSetActiveOptionNotifyOthersOnDeactivation = 1,
};

typedef NS_OPTIONS(NSUInteger, AVAudioSessionActivationOptions) {
    AVAudioSessionActivationOptionNone = 0,
};

typedef NS_ENUM(NSUInteger, AVAudioSessionPortOverride) {
    AVAudioSessionPortOverrideNone = 0,
    AVAudioSessionPortOverrideSpeaker = 'spkr',
};

typedef NS_ENUM(NSUInteger, AVAudioSessionInterruptionType) {
    AVAudioSessionInterruptionTypeBegan = 1,
    AVAudioSessionInterruptionTypeEnded = 0,
};

typedef NS_OPTIONS(NSUInteger, AVAudioSessionInterruptionOptions) {
    AVAudioSessionInterruptionOptionShouldResume = 1,
};

typedef NS_ENUM(NSUInteger, AVAudioSessionInterruptionReason) {
    AVAudioSessionInterruptionReasonDefault = 0,
    AVAudioSessionInterruptionReasonAppWasSuspended = 1,
    AVAudioSessionInterruptionReasonBuiltInMicMuted = 2,
    AVAudioSessionInterruptionReasonRouteDisconnected = 4,
};

typedef NS_ENUM(NSUInteger, AVAudioSessionRouteChangeReason) {
    AVAudioSessionRouteChangeReasonUnknown = 0,
    AVAudioSessionRouteChangeReasonNewDeviceAvailable = 1,
    AVAudioSessionRouteChangeReasonOldDeviceUnavailable = 2,
    AVAudioSessionRouteChangeReasonCategoryChange = 3,
    AVAudioSessionRouteChangeReasonOverride = 4,
    AVAudioSessionRouteChangeReasonWakeFromSleep = 6,
    AVAudioSessionRouteChangeReasonNoSuitableRouteForCategory = 7,
    AVAudioSessionRouteChangeReasonRouteConfigurationChange = 8,
};

typedef NS_ENUM(NSUInteger, AVAudioSessionSilenceSecondaryAudioHintType) {
    AVAudioSessionSilenceSecondaryAudioHintTypeBegin = 1,
    AVAudioSessionSilenceSecondaryAudioHintTypeEnd = 0,
};

typedef NS_ENUM(NSUInteger, AVAudioSessionIOType) {
    AVAudioSessionIOTypeNotSpecified = 0,
    AVAudioSessionIOTypeAggregated = 1,
};

typedef NS_ENUM(NSUInteger, AVAudioSessionPromptStyle) {
    AVAudioSessionPromptStyleNone = 'none',
    AVAudioSessionPromptStyleShort = 'shrt',
    AVAudioSessionPromptStyleNormal = 'nrml',
};

typedef NS_ENUM(NSInteger, AVAudioStereoOrientation) {
    AVAudioStereoOrientationNone = 0,
    AVAudioStereoOrientationPortrait = 1,
    AVAudioStereoOrientationPortraitUpsideDown = 2,
    AVAudioStereoOrientationLandscapeRight = 3,
    AVAudioStereoOrientationLandscapeLeft = 4,
};

typedef NS_ENUM(NSUInteger, AVAudioSessionRecordPermission) {
    AVAudioSessionRecordPermissionUndetermined = 'undt',
    AVAudioSessionRecordPermissionDenied = 'deny',
    AVAudioSessionRecordPermissionGranted = 'grnt',
};

typedef NS_ENUM(NSInteger, AVAudioSessionRenderingMode) {
    AVAudioSessionRenderingModeNotApplicable = 0,
    AVAudioSessionRenderingModeMonoStereo = 1,
    AVAudioSessionRenderingModeSurround = 2,
    AVAudioSessionRenderingModeSpatialAudio = 3,
    AVAudioSessionRenderingModeDolbyAudio = 4,
    AVAudioSessionRenderingModeDolbyAtmos = 5,
};

typedef NS_ENUM(NSInteger, AVAudioSessionMicrophoneInjectionMode) {
    AVAudioSessionMicrophoneInjectionModeNone = 0,
    AVAudioSessionMicrophoneInjectionModeSpokenAudio = 1,
};

/* The domain of these is NSOSStatusErrorDomain. */
typedef NS_ENUM(NSInteger, AVAudioSessionErrorCode) {
    AVAudioSessionErrorCodeNone = 0,
    AVAudioSessionErrorCodeMediaServicesFailed = 'msrv',
    AVAudioSessionErrorCodeIsBusy = '!act',
    AVAudioSessionErrorCodeIncompatibleCategory = '!cat',
    AVAudioSessionErrorCodeCannotInterruptOthers = '!int',
    AVAudioSessionErrorCodeMissingEntitlement = 'ent?',
    AVAudioSessionErrorCodeSiriIsRecording = 'siri',
    AVAudioSessionErrorCodeCannotStartPlaying = '!pla',
    AVAudioSessionErrorCodeCannotStartRecording = '!rec',
    AVAudioSessionErrorCodeBadParam = -50,
    AVAudioSessionErrorCodeInsufficientPriority = '!pri',
    AVAudioSessionErrorCodeResourceNotAvailable = '!res',
    AVAudioSessionErrorCodeUnspecified = 'what',
    AVAudioSessionErrorCodeExpiredSession = '!ses',
    AVAudioSessionErrorCodeSessionNotActive = 'inac',
};

NS_ASSUME_NONNULL_END
