/*
 * constants.m: the text constants, and their values by name.
 */
#include <string.h>

#import <AVFAudio/AVFAudio.h>

#include "world.h"

#define CONSTANT(type, name, since, value) type const name = @value;
#define RETIRED(type, name, since, until, value) type const name = @value;
#include <AVFAudio/constants.h>
#undef CONSTANT
#undef RETIRED

static const struct {
    const char *name, *value;
} constants[] = {
#define CONSTANT(type, name, since, value) {#name, value},
#define RETIRED(type, name, since, until, value) {#name, value},
#include <AVFAudio/constants.h>
#undef CONSTANT
#undef RETIRED
    {"UIApplicationDidBecomeActiveNotification", "UIApplicationDidBecomeActiveNotification"},
};

const char *
avfaudio_constant(const char *name)
{
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
        if (strcmp(constants[i].name, name) == 0)
            return constants[i].value;
    return "";
}
