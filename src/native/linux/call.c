/*
 * call.c: one operation in another thread: it takes the lock, asks, and waits with a limit.
 */
#include "linux.h"

#include <sys/time.h>

enum { LIMIT_SECONDS = 5 };

static void
on_late(pulse_mainloop *mainloop, pulse_timer *timer, const struct timeval *at, void *context)
{
    (void)mainloop, (void)timer, (void)at;
    call *call = context;
    call->late = true;
    call->self->pulse.threaded_mainloop_signal(call->self->loop, 0);
}

static as_status
gone(linux_driver *self, as_error *error)
{
    return as_fail(error, AS_UNAVAILABLE,
                   "the sound server at %s is gone: wait for SERVICE_RESTORED (it is tried again "
                   "every 0.5 seconds), or start it again",
                   self->server);
}

as_status
call_begin(call *call, linux_driver *self, as_error *error)
{
    *call = (struct call){.self = self, .error = error};
    self->pulse.threaded_mainloop_lock(self->loop);
    as_status status = AS_OK;
    if (self->closing)
        status = as_fail(error, AS_CLOSED, "the driver is closed: open it again");
    else if (self->link != LINK_READY)
        status = gone(self, error);
    if (status != AS_OK) {
        self->pulse.threaded_mainloop_unlock(self->loop);
        return status;
    }
    call->epoch = self->epoch;
    self->calls++;
    struct timeval at;
    gettimeofday(&at, NULL);
    at.tv_sec += LIMIT_SECONDS;
    call->timer = self->mainloop->time_new(self->mainloop, &at, on_late, call);
    return AS_OK;
}

void
call_end(call *call)
{
    linux_driver *self = call->self;
    self->mainloop->time_free(call->timer);
    self->calls--;
    if (self->closing)
        self->pulse.threaded_mainloop_signal(self->loop, 0);
    self->pulse.threaded_mainloop_unlock(self->loop);
}

/* Whether to give up waiting, and why. */
static as_status
interrupted(const call *call)
{
    linux_driver *self = call->self;
    if (self->closing)
        return as_fail(call->error, AS_CLOSED, "the driver was closed while it waited");
    if (self->epoch != call->epoch)
        return gone(self, call->error);
    if (call->late)
        return as_fail(call->error, AS_UNAVAILABLE,
                       "the sound server at %s has not answered for %d seconds: it hangs; restart "
                       "it",
                       self->server, LIMIT_SECONDS);
    return AS_OK;
}

static as_status
refused(const call *call, const char *what)
{
    linux_driver *self = call->self;
    as_error *error = call->error;
    int code = self->pulse.context_errno(self->context);
    error->code = code;
    linux_copy(error->domain, sizeof error->domain, "pulse");
    linux_copy(error->name, sizeof error->name, pulse_error_name(code));
    if (code == PULSE_ERR_ACCESS) {
        linux_copy(error->permission, sizeof error->permission, "pulseaudio");
        return as_fail(error, AS_PERMISSION_DENIED,
                       "the sound server does not let this app %s: a sandbox may have to be "
                       "granted it",
                       what);
    }
    return as_fail(error, AS_FAILED, "the sound server refused to %s: %s", what,
                   self->pulse.strerror(code));
}

as_status
call_await(call *call, pulse_operation *operation, answer *answer, const char *what)
{
    linux_driver *self = call->self;
    /* The connection may have been lost since the answer before this one. */
    as_status status = interrupted(call);
    if (operation == NULL)
        return status != AS_OK ? status : refused(call, what);
    while (!answer->done && (status = interrupted(call)) == AS_OK)
        self->pulse.threaded_mainloop_wait(self->loop);
    /* The answer lives on this thread's stack: nothing may come to it after this. */
    if (!answer->done)
        self->pulse.operation_cancel(operation);
    self->pulse.operation_unref(operation);
    if (status == AS_OK && !answer->ok)
        status = refused(call, what);
    return status;
}

void
call_answered(pulse_context *context, int ok, void *data)
{
    (void)context;
    answer *answer = data;
    answer->done = true;
    answer->ok = ok != 0;
    answer->self->pulse.threaded_mainloop_signal(answer->self->loop, 0);
}

static void
on_server(pulse_context *context, const pulse_server *server, void *data)
{
    call_answered(context, server != NULL, data);
}

as_status
call_settle(call *call)
{
    linux_driver *self = call->self;
    answer answer = {.self = self};
    pulse_operation *operation =
        self->pulse.context_get_server_info(self->context, on_server, &answer);
    as_status status = call_await(call, operation, &answer, "answer");
    uint64_t serial = self->serial;
    while (status == AS_OK && mirror_asking(self, serial) && (status = interrupted(call)) == AS_OK)
        self->pulse.threaded_mainloop_wait(self->loop);
    return status;
}
