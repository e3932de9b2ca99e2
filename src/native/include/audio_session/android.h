/*
 * android.h: how the host of an app on Android hands over what the driver cannot find by itself.
 *
 * Needed only where the driver says that it found no JavaVM (see src/native/android/vm.c for the
 * ways it tries), and on a desktop JVM. In a build without the Android driver both are refused.
 */
#ifndef AUDIO_SESSION_ANDROID_H
#define AUDIO_SESSION_ANDROID_H

#include "audio_session/driver.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Takes a JavaVM*, and, where they are given, a jobject of android.content.Context and one of
 * java.lang.ClassLoader that holds the bridge's classes (NULL on a phone: they come out of the
 * driver's own dex). References of the calling thread will do, they are made global. Replaces what
 * was given before; a NULL vm takes it all back. AS_FAILED while a driver is open, AS_UNAVAILABLE
 * in a fork of the process.
 */
as_status as_android_set_host(void *vm, void *context, void *class_loader, as_error *error);

/* Whether a JavaVM can be found now. */
bool as_android_has_vm(void);

#ifndef AUDIO_SESSION_HAS_ANDROID /* defined for all that link the driver */
#define as_android_has_vm() false
#define as_android_set_host(vm, context, class_loader, error)                                      \
    as_fail(error, AS_UNSUPPORTED, "this build of audio_session holds no android driver")
#endif

#ifdef __cplusplus
}
#endif

#endif /* AUDIO_SESSION_ANDROID_H */
