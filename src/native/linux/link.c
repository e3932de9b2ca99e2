/*
 * link.c: the connection to the sound server, and waiting for its answers.
 */
#include "linux.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

enum { LIMIT_MS = 5000, RETRY_MS = 500, SETTLE_MS = 1000 };

/* Of a property with its NUL. PulseAudio 16.1 and PipeWire 0.3.65 hang up on who sends a longer one,
 * and libpulse 16.1 may then spin in pa_pstream_unlink for ever (RUN). */
enum { PROPERTY_SIZE = 65536 };

static void attempt(linux_driver *self);

static struct timeval
after(unsigned milliseconds)
{
    struct timeval at;
    gettimeofday(&at, NULL);
    at.tv_sec += milliseconds / 1000;
    at.tv_usec += (milliseconds % 1000) * 1000;
    if (at.tv_usec >= 1000000) {
        at.tv_sec++;
        at.tv_usec -= 1000000;
    }
    return at;
}

/* Says where we wanted to go, before libpulse knows where it got. */
static void
name_server(linux_driver *self)
{
    const char *given = self->host->server;
    const char *environment = getenv("PULSE_SERVER");
    const char *runtime = getenv("PULSE_RUNTIME_PATH");
    const char *session = getenv("XDG_RUNTIME_DIR");
    if (given != NULL)
        linux_copy(self->server, sizeof self->server, given);
    else if (environment != NULL && *environment != '\0')
        linux_copy(self->server, sizeof self->server, environment);
    else if (runtime != NULL)
        snprintf(self->server, sizeof self->server, "unix:%s/native", runtime);
    else if (session != NULL)
        snprintf(self->server, sizeof self->server, "unix:%s/pulse/native", session);
    else
        linux_copy(self->server, sizeof self->server, "libpulse's default address");
}

static void
drop(linux_driver *self)
{
    pulse_context *context = self->context;
    if (context == NULL)
        return;
    self->context = NULL;
    self->pulse.context_set_state_callback(context, NULL, NULL);
    self->pulse.context_set_subscribe_callback(context, NULL, NULL);
    self->pulse.context_disconnect(context);
    self->pulse.context_unref(context);
    mirror_reset(self);
}

static void on_timer(pulse_mainloop *mainloop, pulse_timer *timer, const struct timeval *at,
                     void *context);

static void
set_timer(linux_driver *self, unsigned milliseconds)
{
    struct timeval at = after(milliseconds);
    if (self->timer == NULL)
        self->timer = self->mainloop->time_new(self->mainloop, &at, on_timer, self);
    else
        self->mainloop->time_restart(self->timer, &at);
}

static void
lose(linux_driver *self)
{
    bool was_ready = self->link == LINK_READY;
    self->epoch++;
    self->link = self->opened ? LINK_LOST : LINK_IDLE;
    if (self->opened)
        set_timer(self, RETRY_MS);
    if (was_ready)
        linux_emit(self, EVENT_SERVICE_LOST, 0, self->reason, 0);
    self->pulse.threaded_mainloop_signal(self->loop, 0);
}

static void
on_timer(pulse_mainloop *mainloop, pulse_timer *timer, const struct timeval *at, void *context)
{
    (void)mainloop, (void)timer, (void)at;
    linux_driver *self = context;
    switch (self->link) {
    case LINK_LOST:
        attempt(self);
        break;
    case LINK_CONNECTING:
    case LINK_LOADING:
        self->hung = true;
        self->reason = PULSE_ERR_TIMEOUT;
        drop(self);
        lose(self);
        break;
    case LINK_READY:
        self->focus.settling = false;
        mirror_judge(self);
        break;
    case LINK_IDLE:
        break;
    }
}

static void
on_state(pulse_context *context, void *driver)
{
    linux_driver *self = driver;
    switch (self->pulse.context_get_state(context)) {
    case PULSE_CONTEXT_READY:
        self->link = LINK_LOADING;
        linux_copy(self->server, sizeof self->server, self->pulse.context_get_server(context));
        self->focus.own.client = self->pulse.context_get_index(context);
        mirror_load(self);
        break;
    case PULSE_CONTEXT_FAILED:
    case PULSE_CONTEXT_TERMINATED:
        /* The context is freed by the next attempt: libpulse is in the middle of it now. */
        self->reason = self->pulse.context_errno(context);
        lose(self);
        break;
    default:
        break;
    }
}

static void
write_token(linux_driver *self, pulse_proplist *properties)
{
    char text[FOCUS_TEXT_SIZE];
    focus_format(text, self->focus.own.gain, self->focus.own.time_ns);
    self->pulse.proplist_sets(properties, LINUX_TOKEN, text);
    snprintf(text, sizeof text, "%" PRIu64, self->focus.own.lasting_ns);
    self->pulse.proplist_sets(properties, LINUX_TOKEN_LASTING, text);
    self->pulse.proplist_sets(properties, LINUX_TOKEN_ROLE, self->role);
}

/* Starts one connection. A token that we hold goes out with it, so that nobody sees us without. */
static void
attempt(linux_driver *self)
{
    drop(self);
    self->hung = false;
    self->link = LINK_CONNECTING;
    set_timer(self, LIMIT_MS);
    pulse_proplist *properties = self->pulse.proplist_new();
    if (self->focus.own.gain != FOCUS_NONE)
        write_token(self, properties);
    self->context = self->pulse.context_new_with_proplist(self->mainloop,
                                                          self->host->application_name, properties);
    self->pulse.proplist_free(properties);
    if (self->context == NULL) {
        self->reason = PULSE_ERR_FORKED; /* it makes none in a fork of a process that used it */
        lose(self);
        return;
    }
    self->pulse.context_set_state_callback(self->context, on_state, self);
    self->pulse.context_set_subscribe_callback(self->context, mirror_on_event, self);
    /* Where it fails at once it may or may not have called on_state already. */
    if (self->pulse.context_connect(self->context, self->host->server, PULSE_NO_AUTOSPAWN, NULL) <
            0 &&
        self->link == LINK_CONNECTING) {
        self->reason = self->pulse.context_errno(self->context);
        lose(self);
    }
}

void
link_loaded(linux_driver *self)
{
    self->link = LINK_READY;
    if (self->opened) {
        self->focus.settling = true;
        set_timer(self, SETTLE_MS);
        linux_emit(self, EVENT_SERVICE_RESTORED, 0, 0, 0);
        for (uint32_t event = 0; event < AS_MAX_KINDS; event++)
            if ((self->held_back & 1u << event) != 0)
                linux_emit(self, event, 0, 0, 0);
        self->devices_changed = true;
    }
    self->held_back = 0;
    mirror_judge(self);
    self->pulse.threaded_mainloop_signal(self->loop, 0);
}

as_status
link_open(linux_driver *self, as_error *error)
{
    size_t size = strlen(self->host->application_name);
    if (size >= PROPERTY_SIZE)
        return as_fail(error, AS_INVALID_ARGUMENT,
                       "application_name has %zu bytes in UTF-8, a sound server takes at most %d: "
                       "pass a name that a user would read",
                       size, PROPERTY_SIZE - 1);
    name_server(self);
    attempt(self);
    while (self->link == LINK_CONNECTING || self->link == LINK_LOADING)
        self->pulse.threaded_mainloop_wait(self->loop);
    if (self->link == LINK_READY) {
        self->opened = true;
        return AS_OK;
    }
    error->code = self->reason;
    linux_copy(error->domain, sizeof error->domain, "pulse");
    linux_copy(error->name, sizeof error->name, pulse_error_name(self->reason));
    if (self->hung)
        return as_fail(error, AS_UNAVAILABLE,
                       "the sound server at %s took the connection and has not answered for 5 "
                       "seconds: restart it, or set PULSE_SERVER to another one",
                       self->server);
    if (self->reason == PULSE_ERR_FORKED)
        return as_fail(
            error, AS_UNAVAILABLE,
            "libpulse, which talks to sound servers, does not work in a process that was "
            "forked from one that had used it: start this one with multiprocessing's "
            "'spawn' method, or fork before the first session");
    if (self->reason == PULSE_ERR_ACCESS)
        return as_fail(error, AS_UNAVAILABLE,
                       "the sound server at %s refuses this user: share its cookie, or allow the "
                       "sandbox its socket (Flatpak: --socket=pulseaudio)",
                       self->server);
    return as_fail(error, AS_UNAVAILABLE,
                   "no sound server answers at %s (%s): %sstart PulseAudio or PipeWire "
                   "(pipewire-pulse), or set PULSE_SERVER to its address",
                   self->server, self->pulse.strerror(self->reason),
                   self->reason == PULSE_ERR_CONNECTIONTERMINATED
                       ? "what listens there hung up; it may be no sound server, or have the 64 "
                         "clients that it takes: end some, or "
                       : "");
}

void
link_close(linux_driver *self)
{
    drop(self);
    self->link = LINK_IDLE;
    if (self->timer != NULL)
        self->mainloop->time_free(self->timer);
    self->timer = NULL;
}

pulse_operation *
link_publish(linux_driver *self, pulse_success_cb done, void *context)
{
    /* Before the token, so that nothing that comes after it is missed. */
    mirror_subscribe(self);
    pulse_proplist *properties = self->pulse.proplist_new();
    write_token(self, properties);
    pulse_operation *operation = self->pulse.context_proplist_update(
        self->context, PULSE_UPDATE_REPLACE, properties, done, context);
    self->pulse.proplist_free(properties);
    return operation;
}

void
link_leave(linux_driver *self)
{
    if (!self->watching)
        focus_clear_peers(&self->focus);
    pulse_operation *operation = link_publish(self, NULL, NULL);
    if (operation != NULL)
        self->pulse.operation_unref(operation);
}
