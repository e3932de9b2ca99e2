/*
 * loopback.c: a driver with no OS behind it, for tests of what stands above drivers.
 *
 * It answers with what it was given, fails as it is told to, and emits from threads of its own. Its
 * "OS" is one thread that, once started, fires for the rest of the process, as a phone's does: open
 * drivers are its listeners, and it goes on without any.
 */
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "audio_session/driver.h"

enum { PLAIN, FROM_OS, EVENT_COUNT };

typedef struct loopback {
    const as_host *host;
    struct loopback *next;
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    int held;
    bool released;
} loopback;

/* The OS: who listens to it, and how often it has fired. */
static pthread_mutex_t os_mutex = PTHREAD_MUTEX_INITIALIZER;
static loopback *listeners;
static bool os_started;
static _Atomic uint64_t os_ticks;

static void *
run_os(void *unused)
{
    const struct timespec pause = {.tv_nsec = 50000};
    (void)unused;
    for (;;) {
        uint64_t tick = atomic_fetch_add(&os_ticks, 1);
        pthread_mutex_lock(&os_mutex);
        for (loopback *self = listeners; self; self = self->next) {
            as_event event = {.kind = FROM_OS, .code = (int64_t)tick};
            self->host->emit(self->host->context, &event);
        }
        pthread_mutex_unlock(&os_mutex);
        nanosleep(&pause, NULL);
    }
    return NULL;
}

/* -> the address of a uint64_t that counts how often the OS has fired */
static as_status
start_os(void *self, const as_value *arguments, as_value *result, as_error *error)
{
    (void)self, (void)arguments;
    pthread_mutex_lock(&os_mutex);
    if (!os_started) {
        pthread_t thread;
        int failure = pthread_create(&thread, NULL, run_os, NULL);
        if (failure) {
            pthread_mutex_unlock(&os_mutex);
            return as_fail(error, AS_FAILED, "no thread: %s", strerror(failure));
        }
        pthread_detach(thread);
        os_started = true;
    }
    pthread_mutex_unlock(&os_mutex);
    as_value_set_int(result, (int64_t)(intptr_t)&os_ticks);
    return AS_OK;
}

static as_status
echo(void *self, const as_value *arguments, as_value *result, as_error *error)
{
    (void)self;
    if (arguments[0].type != AS_TYPE_TEXT) {
        *result = arguments[0];
        return AS_OK;
    }
    if (!as_value_set_text(result, arguments[0].as.text.data, arguments[0].as.text.size)) {
        return as_fail(error, AS_OUT_OF_MEMORY, "no memory for %zu bytes",
                       arguments[0].as.text.size);
    }
    return AS_OK;
}

static as_status
add(void *self, const as_value *arguments, as_value *result, as_error *error)
{
    (void)self, (void)error;
    as_value_set_int(
        result, (int64_t)((uint64_t)arguments[0].as.integer + (uint64_t)arguments[1].as.integer));
    return AS_OK;
}

static as_status
garbage(void *self, const as_value *arguments, as_value *result, as_error *error)
{
    static const char bytes[] = "a\xff\xc3\0b";
    (void)self, (void)arguments;
    return as_value_set_text(result, bytes, sizeof bytes - 1)
               ? AS_OK
               : as_fail(error, AS_OUT_OF_MEMORY, "no memory");
}

static as_status
fail(void *self, const as_value *arguments, as_value *result, as_error *error)
{
    (void)self, (void)result;
    error->code = -7;
    strcpy(error->domain, "loopback");
    strcpy(error->name, "ASKED_FOR");
    strcpy(error->since, "2.0");
    strcpy(error->permission, "loopback.permission.FAIL");
    as_status status = (as_status)arguments[0].as.integer;
    return arguments[1].type == AS_TYPE_NONE
               ? status
               : as_fail(error, status, "%.*s", (int)arguments[1].as.text.size,
                         arguments[1].as.text.data);
}

static as_status
emit(void *opaque, const as_value *arguments, as_value *result, as_error *error)
{
    loopback *self = opaque;
    (void)result, (void)error;
    as_event event = {
        .kind = (uint32_t)arguments[0].as.integer,
        .flags = (uint32_t)arguments[1].as.integer,
        .code = arguments[2].as.integer,
        .value = arguments[3].as.integer,
    };
    self->host->emit(self->host->context, &event);
    return AS_OK;
}

typedef struct burst {
    const as_host *host;
    int64_t thread;
    int64_t count;
} burst;

static void *
run_burst(void *opaque)
{
    const burst *job = opaque;
    for (int64_t i = 0; i < job->count; i++) {
        as_event event = {.kind = PLAIN, .code = i, .value = job->thread};
        job->host->emit(job->host->context, &event);
    }
    return NULL;
}

/* (threads, events of each) -> once all are emitted; code counts, value is the thread */
static as_status
burst_from_threads(void *opaque, const as_value *arguments, as_value *result, as_error *error)
{
    enum { MOST = 16 };
    loopback *self = opaque;
    pthread_t threads[MOST];
    burst jobs[MOST];
    int64_t count = arguments[0].as.integer;
    (void)result;
    if (count < 0 || count > MOST) {
        return as_fail(error, AS_INVALID_ARGUMENT, "threads is %lld, it has to be from 0 to %d",
                       (long long)count, MOST);
    }
    int64_t started = 0;
    int failure = 0;
    while (started < count && !failure) {
        jobs[started] = (burst){self->host, started, arguments[1].as.integer};
        failure = pthread_create(&threads[started], NULL, run_burst, &jobs[started]);
        started += !failure;
    }
    for (int64_t i = 0; i < started; i++) {
        pthread_join(threads[i], NULL);
    }
    return failure ? as_fail(error, AS_FAILED, "no thread: %s", strerror(failure)) : AS_OK;
}

/* (milliseconds) -> true as soon as release_holds is called, false once they have passed */
static as_status
hold(void *opaque, const as_value *arguments, as_value *result, as_error *error)
{
    loopback *self = opaque;
    struct timespec until;
    (void)error;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += (time_t)(arguments[0].as.integer / 1000);
    pthread_mutex_lock(&self->mutex);
    self->held++;
    int failure = 0;
    while (!self->released && failure != ETIMEDOUT) {
        failure = pthread_cond_timedwait(&self->changed, &self->mutex, &until);
    }
    self->held--;
    as_value_set_bool(result, self->released);
    pthread_mutex_unlock(&self->mutex);
    return AS_OK;
}

static as_status
holds(void *opaque, const as_value *arguments, as_value *result, as_error *error)
{
    loopback *self = opaque;
    (void)arguments, (void)error;
    pthread_mutex_lock(&self->mutex);
    as_value_set_int(result, self->held);
    pthread_mutex_unlock(&self->mutex);
    return AS_OK;
}

static as_status
release_holds(void *opaque, const as_value *arguments, as_value *result, as_error *error)
{
    loopback *self = opaque;
    (void)arguments, (void)result, (void)error;
    pthread_mutex_lock(&self->mutex);
    self->released = true;
    pthread_cond_broadcast(&self->changed);
    pthread_mutex_unlock(&self->mutex);
    return AS_OK;
}

static as_status
get_host(void *opaque, const as_value *arguments, as_value *result, as_error *error)
{
    loopback *self = opaque;
    bool name = arguments[0].as.boolean;
    const char *text = name ? self->host->application_name : self->host->server;
    if (text && !as_value_set_text(result, text, strlen(text))) {
        return as_fail(error, AS_OUT_OF_MEMORY, "no memory for %s", text);
    }
    return AS_OK;
}

static as_status
loopback_open(const as_host *host, void **opened, as_error *error)
{
    if (host->server && strcmp(host->server, "nowhere") == 0) {
        return as_fail(error, AS_UNAVAILABLE, "no loopback at \"nowhere\": leave server out");
    }
    loopback *self = calloc(1, sizeof *self);
    if (!self) {
        return as_fail(error, AS_OUT_OF_MEMORY, "no memory for a loopback driver");
    }
    self->host = host;
    pthread_mutex_init(&self->mutex, NULL);
    pthread_cond_init(&self->changed, NULL);
    pthread_mutex_lock(&os_mutex);
    self->next = listeners;
    listeners = self;
    pthread_mutex_unlock(&os_mutex);
    *opened = self;
    return AS_OK;
}

static void
loopback_close(void *opaque)
{
    loopback *self = opaque;
    pthread_mutex_lock(&os_mutex);
    loopback **link = &listeners;
    while (*link != self) {
        link = &(*link)->next;
    }
    *link = self->next;
    pthread_mutex_unlock(&os_mutex);
    pthread_cond_destroy(&self->changed);
    pthread_mutex_destroy(&self->mutex);
    free(self);
}

static const as_operation operations[] = {
    {"echo", "s?:s?", "", echo},
    {"echo_bool", "b:b", "", echo},
    {"echo_int", "i?:i?", "", echo},
    {"echo_double", "d:d", "", echo},
    {"echo_json", "j:j", "", echo},
    {"add", "ii:i", "", add},
    {"garbage", ":s", "", garbage},
    {"fail", "is?:n", "1.5", fail},
    {"emit", "iiii:n", "", emit},
    {"burst_from_threads", "ii:n", "", burst_from_threads},
    {"hold", "i:b", "", hold},
    {"holds", ":i", "", holds},
    {"release_holds", ":n", "", release_holds},
    {"start_os", ":i", "", start_os},
    {"get_host", "b:s?", "", get_host},
};

static const char *const events[EVENT_COUNT] = {
    [PLAIN] = "PLAIN",
    [FROM_OS] = "FROM_OS",
};

extern const as_driver as_loopback_driver;
const as_driver as_loopback_driver = {
    .name = "loopback",
    .operations = operations,
    .operation_count = sizeof operations / sizeof operations[0],
    .events = events,
    .event_count = EVENT_COUNT,
    .open = loopback_open,
    .close = loopback_close,
};
