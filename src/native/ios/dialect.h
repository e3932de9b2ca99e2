/*
 * dialect.h: Objective-C as both Apple's clang, with ARC or without, and GNUstep compile it.
 *
 * What GNU's runtime lacks is left out: subscripts, @YES, ivars in an @implementation, blocks that
 * capture objects. There are no queues either: whoever calls the driver chooses the thread.
 */
#ifndef AUDIO_SESSION_IOS_DIALECT_H
#define AUDIO_SESSION_IOS_DIALECT_H

#import <AVFAudio/AVFAudio.h>

/* An object in a C struct: kept until it is dropped, by whatever does the counting. */
#if __has_feature(objc_arc)
#define IOS_KEEP(object) ((__bridge_retained const void *)(object))
#define IOS_KEPT(type, pointer) ((__bridge type)(pointer))
#define IOS_DROP(pointer) ((void)(__bridge_transfer id)(pointer))
#define IOS_AUTORELEASE(object) (object)
#else
#define IOS_KEEP(object) ((const void *)[(object) retain])
#define IOS_KEPT(type, pointer) ((type)(pointer))
#define IOS_DROP(pointer) [(id)(pointer) release]
#define IOS_AUTORELEASE(object) [(object) autorelease]
#endif

/* Whether the running iOS is at least `version`. @available is all that the SDK's warnings know, and
 * is true of everything off Apple: there whoever stands in for iOS says which it is. */
#if defined(__APPLE__)
#define IOS_AVAILABLE(version) @available(iOS version, *)
#else
extern bool avfaudio_has(const char *version);
extern const char *avfaudio_version(void);
#define IOS_AVAILABLE(version) avfaudio_has(#version)
#endif

#endif /* AUDIO_SESSION_IOS_DIALECT_H */
