/*
 * version.m: which iOS runs.
 */
#include <stdio.h>
#include <string.h>

#import "ios.h"

bool
ios_has(const char *since)
{
    /* @available takes nothing but a constant. Not NSProcessInfo: to an app that was linked with an
     * older SDK it may tell an older number. */
#define VERSION(version)                                                                           \
    if (strcmp(since, #version) == 0) {                                                            \
        if (IOS_AVAILABLE(version))                                                                \
            return true;                                                                           \
        return false;                                                                              \
    }
    VERSION(14.0)
    VERSION(14.5)
    VERSION(15.0)
    VERSION(17.0)
    VERSION(17.2)
    VERSION(18.0)
    VERSION(18.2)
    VERSION(26.0)
    VERSION(26.2)
#undef VERSION
    return *since == '\0';
}

NSString *
ios_version(void)
{
#if defined(__APPLE__)
    NSOperatingSystemVersion version = [[NSProcessInfo processInfo] operatingSystemVersion];
    return [NSString
        stringWithFormat:@"%ld.%ld", (long)version.majorVersion, (long)version.minorVersion];
#else
    return [NSString stringWithUTF8String:avfaudio_version()];
#endif
}

as_status
ios_unsupported(const char *what, const char *since, as_error *error)
{
    char version[32];
    ios_copy(version, sizeof version, ios_version());
    snprintf(error->since, sizeof error->since, "%s", since);
    return as_fail(error, AS_UNSUPPORTED, "%s needs iOS %s; this device has %s", what, since,
                   version);
}
