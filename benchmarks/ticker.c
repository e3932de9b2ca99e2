/*
 * ticker.c: a driver whose "OS" is one foreign thread that says when it fires.
 *
 * It stands in the benchmark's own build of the extension, so that what is measured is the way a
 * real driver's event takes: emitted without the GIL by a thread that Python never saw. Compiled
 * with POSTER it is a second driver, whose thread emits nothing: it posts a notification for the
 * driver of iOS to hear (poster.m).
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "audio_session/driver.h"

enum { FOCUS_CHANGE, LOSS = -2, GAIN = 1 };

#ifdef POSTER
void poster_post(int64_t index, int64_t what);
#endif

typedef struct ticker {
    const as_host *host;
    pthread_t thread;
    bool running;
    int64_t interval_us;
    int64_t count;
    int64_t argument;
    int64_t *begun_ns; /* when each began */
    int64_t *held_ns;  /* how long each kept the thread */
} ticker;

static void
fire(const ticker *self, int64_t index, uint64_t now)
{
#ifdef POSTER
    (void)now;
    poster_post(index, self->argument);
#else
    as_event event = {.kind = FOCUS_CHANGE,
                      .code = index % 2 ? GAIN : LOSS,
                      .value = self->argument,
                      .time_ns = now};
    self->host->emit(self->host->context, &event);
#endif
}

static void *
run(void *opaque)
{
    ticker *self = opaque;
    unsigned seed = 1;
    for (int64_t i = 0; i < self->count; i++) {
        if (self->interval_us > 0) {
            /* Never in step with the interpreter's switch interval. */
            int64_t us = self->interval_us + rand_r(&seed) % self->interval_us;
            struct timespec pause = {.tv_sec = us / 1000000, .tv_nsec = us % 1000000 * 1000};
            nanosleep(&pause, NULL);
        }
        uint64_t before = as_now_ns();
        fire(self, i, before);
        self->held_ns[i] = (int64_t)(as_now_ns() - before);
        self->begun_ns[i] = (int64_t)before;
    }
    return NULL;
}

/* (microseconds between two events, 0 for none; events; the generation that they carry, or what is
 * posted) */
static as_status
start(void *opaque, const as_value *arguments, as_value *result, as_error *error)
{
    ticker *self = opaque;
    (void)result;
    if (self->running) {
        return as_fail(error, AS_FAILED, "it runs already: call finish first");
    }
    self->interval_us = arguments[0].as.integer;
    self->count = arguments[1].as.integer;
    self->argument = arguments[2].as.integer;
    free(self->begun_ns);
    self->begun_ns = calloc(2 * (size_t)self->count, sizeof *self->begun_ns);
    self->held_ns = self->begun_ns + self->count;
    if (!self->begun_ns || pthread_create(&self->thread, NULL, run, self)) {
        return as_fail(error, AS_OUT_OF_MEMORY, "no room or no thread for %lld events",
                       (long long)self->count);
    }
    self->running = true;
    return AS_OK;
}

static char *
print_list(char *end, const int64_t *numbers, int64_t count)
{
    for (int64_t i = 0; i < count; i++) {
        end += sprintf(end, "%s%lld", i ? "," : "[", (long long)numbers[i]);
    }
    return end + sprintf(end, "]");
}

/* -> once all are emitted, as JSON: when each began, and the nanoseconds that it kept the thread */
static as_status
finish(void *opaque, const as_value *arguments, as_value *result, as_error *error)
{
    enum { DIGITS = 21 };
    ticker *self = opaque;
    (void)arguments;
    if (!self->running) {
        return as_fail(error, AS_FAILED, "it does not run: call start first");
    }
    pthread_join(self->thread, NULL);
    self->running = false;
    size_t size = sizeof "{'begun':,'held':}" + 4 + 2 * (size_t)self->count * DIGITS;
    char *text = malloc(size), *end = text;
    if (!text) {
        return as_fail(error, AS_OUT_OF_MEMORY, "no room for the answer");
    }
    end += sprintf(end, "{\"begun\":");
    end = print_list(end, self->begun_ns, self->count);
    end += sprintf(end, ",\"held\":");
    end = print_list(end, self->held_ns, self->count);
    *end++ = '}';
    result->type = AS_TYPE_TEXT;
    result->as.text.data = text;
    result->as.text.size = (size_t)(end - text);
    return AS_OK;
}

static as_status
ticker_open(const as_host *host, void **opened, as_error *error)
{
    ticker *self = calloc(1, sizeof *self);
    if (!self) {
        return as_fail(error, AS_OUT_OF_MEMORY, "no memory for a ticker");
    }
    self->host = host;
    *opened = self;
    return AS_OK;
}

static void
ticker_close(void *opaque)
{
    ticker *self = opaque;
    if (self->running) {
        pthread_join(self->thread, NULL);
    }
    free(self->begun_ns);
    free(self);
}

static const as_operation operations[] = {
    {"start", "iii:n", "", start},
    {"finish", ":j", "", finish},
};

static const char *const events[] = {[FOCUS_CHANGE] = "AUDIO_FOCUS_CHANGE"};

#ifdef POSTER
#define DRIVER as_poster_driver
#define NAME "poster"
#else
#define DRIVER as_ticker_driver
#define NAME "ticker"
#endif

extern const as_driver DRIVER;
const as_driver DRIVER = {
    .name = NAME,
    .operations = operations,
    .operation_count = sizeof operations / sizeof operations[0],
    .events = events,
    .event_count = 1,
    .open = ticker_open,
    .close = ticker_close,
};
