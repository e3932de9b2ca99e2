/*
 * pulse_api.c: opens libpulse and looks up what the driver needs.
 */
#include "pulse_api.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

as_status
pulse_api_load(pulse_api *api, const char *library, as_error *error)
{
    void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) {
        const char *reason = dlerror();
        return as_fail(error, AS_UNAVAILABLE,
                       "the PulseAudio client library %s cannot be loaded (%.200s): install it "
                       "(Debian, Ubuntu: libpulse0; Fedora: pulseaudio-libs; Arch: libpulse)",
                       library, reason != NULL ? reason : "no reason given");
    }
    const char *missing = NULL;
    /* POSIX promises that a function's address survives the void pointer; ISO C does not, hence the
     * copy of its bytes. */
#define PULSE_LOOK_UP(result, name, arguments)                                                     \
    do {                                                                                           \
        void *symbol = dlsym(handle, "pa_" #name);                                                 \
        if (symbol == NULL && missing == NULL)                                                     \
            missing = "pa_" #name;                                                                 \
        memcpy(&api->name, &symbol, sizeof symbol);                                                \
    } while (0);
    PULSE_FUNCTIONS(PULSE_LOOK_UP)
#undef PULSE_LOOK_UP
    if (missing != NULL) {
        dlclose(handle);
        return as_fail(error, AS_UNAVAILABLE,
                       "the library %s has no function %s: install libpulse 1.0 or newer "
                       "(Debian, Ubuntu: libpulse0; Fedora: pulseaudio-libs; Arch: libpulse)",
                       library, missing);
    }
    api->port_types = atoi(api->get_library_version()) >= 14;
    return AS_OK;
}

const char *
pulse_error_name(int code)
{
    static const char *const names[] = {
        "",
        "PA_ERR_ACCESS",
        "PA_ERR_COMMAND",
        "PA_ERR_INVALID",
        "PA_ERR_EXIST",
        "PA_ERR_NOENTITY",
        "PA_ERR_CONNECTIONREFUSED",
        "PA_ERR_PROTOCOL",
        "PA_ERR_TIMEOUT",
        "PA_ERR_AUTHKEY",
        "PA_ERR_INTERNAL",
        "PA_ERR_CONNECTIONTERMINATED",
        "PA_ERR_KILLED",
        "PA_ERR_INVALIDSERVER",
        "PA_ERR_MODINITFAILED",
        "PA_ERR_BADSTATE",
        "PA_ERR_NODATA",
        "PA_ERR_VERSION",
        "PA_ERR_TOOLARGE",
        "PA_ERR_NOTSUPPORTED",
        "PA_ERR_UNKNOWN",
        "PA_ERR_NOEXTENSION",
        "PA_ERR_OBSOLETE",
        "PA_ERR_NOTIMPLEMENTED",
        "PA_ERR_FORKED",
        "PA_ERR_IO",
        "PA_ERR_BUSY",
    };
    if (code < 0 || (size_t)code >= sizeof names / sizeof *names)
        return "";
    return names[code];
}
