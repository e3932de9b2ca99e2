/*
 * caller.c: the same foreign thread for the peers, which call Python straight from it: a function
 * with an event, or as the Objective-C runtime calls a method, with the receiver, the selector and
 * one object. Both objects are what the runtime's are: a pointer to a class, and what comes behind.
 */
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

typedef void (*listener)(int64_t code, int64_t emitted_ns);

typedef struct object {
    const void *isa;
} object;

typedef void (*method)(object *receiver, const void *selector, object *argument);

typedef struct job {
    listener call;
    method send; /* instead, if it is not NULL */
    int64_t interval_us;
    int64_t count;
    int64_t *held_ns;
    pthread_t thread;
} job;

static const char observer_class, notification_class, selector;
static object observer = {&observer_class}, notification = {&notification_class};

/* As object_getClass(). */
const void *
caller_class_of(const object *of)
{
    return of->isa;
}

static int64_t
now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

static void *
run(void *opaque)
{
    job *self = opaque;
    unsigned seed = 1;
    for (int64_t i = 0; i < self->count; i++) {
        if (self->interval_us > 0) {
            int64_t us = self->interval_us + rand_r(&seed) % self->interval_us;
            struct timespec pause = {.tv_sec = us / 1000000, .tv_nsec = us % 1000000 * 1000};
            nanosleep(&pause, NULL);
        }
        int64_t before = now_ns();
        if (self->send)
            self->send(&observer, &selector, &notification);
        else
            self->call(i % 2 ? 1 : -2, before);
        self->held_ns[i] = now_ns() - before;
    }
    return NULL;
}

/* `held_ns` has room for `count`. One of `call` and `send` is NULL. */
job *
caller_start(listener call, method send, int64_t interval_us, int64_t count, int64_t *held_ns)
{
    job *self = malloc(sizeof *self);
    if (!self)
        abort();
    *self = (job){call, send, interval_us, count, held_ns, 0};
    if (pthread_create(&self->thread, NULL, run, self))
        abort();
    return self;
}

void
caller_finish(job *self)
{
    pthread_join(self->thread, NULL);
    free(self);
}
