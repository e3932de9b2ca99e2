/*
 * newer.h: what came after iOS 13.0, declared by us, so that it compiles with any SDK.
 *
 * These are looked up when they are called (respondsToSelector:); the types are those of the iOS
 * 26.2 SDK. No class says that it conforms.
 */
#ifndef AUDIO_SESSION_IOS_NEWER_H
#define AUDIO_SESSION_IOS_NEWER_H

#import "dialect.h"

@protocol AudioSessionNewerSession
/* 14.0 */
- (NSInteger)inputOrientation;
- (NSInteger)preferredInputOrientation;
- (BOOL)setPreferredInputOrientation:(NSInteger)orientation error:(NSError **)error;
/* 14.5 */
- (BOOL)prefersNoInterruptionsFromSystemAlerts;
- (BOOL)setPrefersNoInterruptionsFromSystemAlerts:(BOOL)prefers error:(NSError **)error;
/* 15.0 */
- (BOOL)supportsMultichannelContent;
- (BOOL)setSupportsMultichannelContent:(BOOL)supports error:(NSError **)error;
/* 17.0 */
- (BOOL)prefersInterruptionOnRouteDisconnect;
- (BOOL)setPrefersInterruptionOnRouteDisconnect:(BOOL)prefers error:(NSError **)error;
/* 17.2 */
- (NSInteger)renderingMode;
- (NSArray *)supportedOutputChannelLayouts;
/* 18.2 */
- (BOOL)prefersEchoCancelledInput;
- (BOOL)setPrefersEchoCancelledInput:(BOOL)prefers error:(NSError **)error;
- (BOOL)isEchoCancelledInputAvailable;
- (BOOL)isEchoCancelledInputEnabled;
- (NSInteger)preferredMicrophoneInjectionMode;
- (BOOL)setPreferredMicrophoneInjectionMode:(NSInteger)mode error:(NSError **)error;
- (BOOL)isMicrophoneInjectionAvailable;
/* 26.0 */
- (BOOL)isOutputMuted;
- (BOOL)setOutputMuted:(BOOL)muted error:(NSError **)error;
/* Of AVKit, 13.0 */
- (void)prepareRouteSelectionForPlaybackWithCompletionHandler:
    (void (^)(BOOL shouldStart, NSInteger selection))handler;
@end

/* AVAudioApplication, 17.0; the instance, and its class. */
@protocol AudioSessionNewerApplication
- (BOOL)isInputMuted;
- (BOOL)setInputMuted:(BOOL)muted error:(NSError **)error;
/* 18.2 */
- (NSInteger)microphoneInjectionPermission;
@end

@protocol AudioSessionNewerApplicationClass
- (id<AudioSessionNewerApplication>)sharedInstance;
/* 18.2 */
- (void)requestMicrophoneInjectionPermissionWithCompletionHandler:
    (void (^)(NSInteger permission))handler;
@end

/* Of a port */
@protocol AudioSessionNewerPort
/* 15.0 */
- (BOOL)isSpatialAudioEnabled;
/* 26.0 */
- (id)bluetoothMicrophoneExtension;
@end

@protocol AudioSessionBluetoothMicrophone
- (id)highQualityRecording;
- (id)farFieldCapture;
@end

@protocol AudioSessionCapability
- (BOOL)isSupported;
- (BOOL)isEnabled;
@end

/* AVAudioChannelLayout, which has been there since 8.0, in a header of its own. */
@protocol AudioSessionChannelLayout
- (uint32_t)layoutTag;
- (uint32_t)channelCount;
@end

#endif /* AUDIO_SESSION_IOS_NEWER_H */
