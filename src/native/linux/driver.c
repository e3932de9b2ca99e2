/*
 * driver.c: the Linux driver: open, close, and its tables.
 *
 * libpulse is used from one thread of its own; see linux.h. A fork leaves the child without that
 * thread: the binding above refuses to use a driver there.
 */
#include "linux.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern const as_driver as_linux_driver;

/* The tests name other libraries here. */
#ifndef LINUX_PULSE_LIBRARY
#define LINUX_PULSE_LIBRARY "libpulse.so.0"
#endif

void
linux_emit(linux_driver *self, uint32_t kind, uint32_t flags, int64_t code, int64_t value)
{
    if (self->closing)
        return;
    as_event event = {.kind = kind, .flags = flags, .code = code, .value = value};
    self->host->emit(self->host->context, &event);
}

void
linux_copy(char *target, size_t room, const char *source)
{
    size_t size = source != NULL ? strnlen(source, room - 1) : 0;
    if (size > 0)
        memcpy(target, source, size);
    target[size] = '\0';
}

void
linux_property(linux_driver *self, const pulse_proplist *properties, const char *key, char *text,
               size_t room)
{
    const void *data;
    size_t size;
    *text = '\0';
    if (self->pulse.proplist_get(properties, key, &data, &size) < 0)
        return;
    if (size > room - 1)
        size = room - 1;
    memcpy(text, data, size);
    text[size] = '\0';
}

/* Frees what open made. Not on the mainloop's own thread, and without the lock. */
static void
destroy(linux_driver *self)
{
    if (self->loop != NULL) {
        self->pulse.threaded_mainloop_lock(self->loop);
        while (self->calls > 0)
            self->pulse.threaded_mainloop_wait(self->loop);
        link_close(self);
        self->pulse.threaded_mainloop_unlock(self->loop);
        self->pulse.threaded_mainloop_stop(self->loop);
        self->pulse.threaded_mainloop_free(self->loop);
    }
    mirror_free(self);
    free(self);
}

static void *
destroy_elsewhere(void *self)
{
    destroy(self);
    return NULL;
}

static void
driver_close(void *driver)
{
    linux_driver *self = driver;
    if (self->pulse.threaded_mainloop_in_thread(self->loop)) {
        /* From inside an emit: the lock is ours, and this thread cannot end itself. */
        self->closing = true;
        self->pulse.threaded_mainloop_signal(self->loop, 0);
        pthread_t thread;
        if (pthread_create(&thread, NULL, destroy_elsewhere, self) == 0)
            pthread_detach(thread);
        return;
    }
    self->pulse.threaded_mainloop_lock(self->loop);
    self->closing = true;
    self->pulse.threaded_mainloop_signal(self->loop, 0);
    self->pulse.threaded_mainloop_unlock(self->loop);
    destroy(self);
}

static as_status
driver_open(const as_host *host, void **driver, as_error *error)
{
    linux_driver *self = calloc(1, sizeof *self);
    if (self == NULL)
        return as_fail(error, AS_OUT_OF_MEMORY, "out of memory for the driver");
    self->host = host;
    self->pid = getpid();
    as_status status = pulse_api_load(&self->pulse, LINUX_PULSE_LIBRARY, error);
    if (status != AS_OK) {
        free(self);
        return status;
    }
    self->loop = self->pulse.threaded_mainloop_new();
    if (self->loop == NULL || self->pulse.threaded_mainloop_start(self->loop) < 0) {
        destroy(self);
        return as_fail(error, AS_OUT_OF_MEMORY, "no thread for the sound server's connection");
    }
    self->mainloop = self->pulse.threaded_mainloop_get_api(self->loop);
    self->pulse.threaded_mainloop_lock(self->loop);
    status = link_open(self, error);
    self->pulse.threaded_mainloop_unlock(self->loop);
    if (status == AS_OK)
        *driver = self;
    else
        destroy(self);
    return status;
}

static const as_operation operations[] = {
    /* gain 1 to 4, accept delayed, role or none, generation -> 0 failed, 1 granted, 2 delayed */
    {"request_focus", "ibs?i:i", "", calls_request_focus},
    /* generation -> whether it was in the stack */
    {"abandon_focus", "i:b", "", calls_abandon_focus},
    {"is_other_audio_playing", ":b", "", calls_is_other_audio_playing},
    {"get_focus_holders", ":j", "", calls_get_focus_holders},
    {"watch_focus_holders", "b:n", "", calls_watch_focus_holders},
    {"get_devices", ":j", "", calls_get_devices},
    {"get_default_output", ":j", "", calls_get_default_output}, /* "null": there is none */
    {"get_default_input", ":j", "", calls_get_default_input},
    /* the name of an output, or none for the default one; 1.0 is its normal volume */
    {"get_volume", "s?:d", "", calls_get_volume},
    {"set_volume", "s?d:n", "", calls_set_volume},
    {"get_mute", "s?:b", "", calls_get_mute},
    {"set_mute", "s?b:n", "", calls_set_mute},
    {"get_server_info", ":j", "", calls_get_server_info},
};

static const char *const events[] = {
    [EVENT_FOCUS_CHANGE] = "FOCUS_CHANGE",
    [EVENT_DEVICES_CHANGED] = "DEVICES_CHANGED",
    [EVENT_DEFAULT_OUTPUT_CHANGED] = "DEFAULT_OUTPUT_CHANGED",
    [EVENT_DEFAULT_INPUT_CHANGED] = "DEFAULT_INPUT_CHANGED",
    [EVENT_VOLUME_CHANGED] = "VOLUME_CHANGED",
    [EVENT_MUTE_CHANGED] = "MUTE_CHANGED",
    [EVENT_BECOMING_NOISY] = "BECOMING_NOISY",
    [EVENT_OTHER_AUDIO_CHANGED] = "OTHER_AUDIO_CHANGED",
    [EVENT_SERVICE_LOST] = "SERVICE_LOST",
    [EVENT_SERVICE_RESTORED] = "SERVICE_RESTORED",
    [EVENT_FOCUS_HOLDERS_CHANGED] = "FOCUS_HOLDERS_CHANGED",
};

const as_driver as_linux_driver = {
    .name = "linux",
    .operations = operations,
    .operation_count = sizeof operations / sizeof *operations,
    .events = events,
    .event_count = sizeof events / sizeof *events,
    .open = driver_open,
    .close = driver_close,
};
