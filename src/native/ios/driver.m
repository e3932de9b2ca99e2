/*
 * driver.m: the iOS driver: open, close, and its tables.
 */
#include <stdlib.h>

#import "ios.h"

/* Frees what open made. */
static void
destroy(ios_driver *self)
{
    if (self->names != NULL)
        IOS_DROP(self->names);
    if (self->session != NULL)
        IOS_DROP(self->session);
    free(self);
}

static as_status
find_session(ios_driver *self, as_error *error)
{
    @try {
        AVAudioSession *session = [AVAudioSession sharedInstance];
        if (session == nil)
            return as_fail(error, AS_UNAVAILABLE,
                           "[AVAudioSession sharedInstance] is nil: this system has no audio "
                           "session");
        self->session = IOS_KEEP(session);
        self->names = IOS_KEEP(ios_names());
    } @catch (id thrown) {
        failure_of_exception("[AVAudioSession sharedInstance]", thrown, error);
        return AS_UNAVAILABLE;
    }
    return AS_OK;
}

static as_status
driver_open(const as_host *host, void **driver, as_error *error)
{
    ios_driver *self = calloc(1, sizeof *self);
    if (self == NULL)
        return as_fail(error, AS_OUT_OF_MEMORY, "out of memory for the driver");
    @autoreleasepool {
        as_status status = find_session(self, error);
        if (status == AS_OK) {
            self->port = gate_open(host);
            if (self->port < 0)
                status =
                    as_fail(error, AS_UNAVAILABLE, "too many ios drivers are open: close some");
        }
        if (status != AS_OK) {
            destroy(self);
            return status;
        }
        observer_retain(IOS_KEPT(AVAudioSession *, self->session));
    }
    *driver = self;
    return AS_OK;
}

static void
driver_close(void *driver)
{
    ios_driver *self = driver;
    gate_close(self->port);
    @autoreleasepool {
        observer_release();
        destroy(self);
    }
}

static const char *const events[] = {
#define NOTICE(name, since, read) #name,
#define KEY(name, since, read) #name,
#define ANSWER(name) #name,
#include "events.h"
#undef NOTICE
#undef KEY
#undef ANSWER
};

extern const as_driver as_ios_driver;
const as_driver as_ios_driver = {
    .name = "ios",
    .operations = ios_operations,
    .operation_count = OPERATION_COUNT,
    .events = events,
    .event_count = EVENT_COUNT,
    .open = driver_open,
    .close = driver_close,
};
