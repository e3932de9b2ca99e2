/*
 * imp.c: a foreign thread that calls Python as the Objective-C runtime calls a method: with the
 * receiver, the selector and one object. Both objects are what the runtime's are: a pointer to a
 * class, and what comes behind it.
 */
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

typedef struct object {
    const void *isa;
} object;

typedef void (*method)(object *receiver, const void *selector, object *argument);

typedef struct job {
    method call;
    int64_t count;
    int64_t *held_ns;
    pthread_t thread;
} job;

static const char observer_class, notification_class, selector;
static object observer = {&observer_class};

/* As object_getClass(). */
const void *
imp_class_of(const object *of)
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
    for (int64_t i = 0; i < self->count; i++) {
        object *notification = malloc(sizeof *notification);
        if (!notification)
            abort();
        notification->isa = &notification_class;
        int64_t before = now_ns();
        self->call(&observer, &selector, notification);
        self->held_ns[i] = now_ns() - before;
        free(notification);
    }
    return NULL;
}

/* `held_ns` has room for `count`. */
void
imp_run(method call, int64_t count, int64_t *held_ns)
{
    job self = {.call = call, .count = count, .held_ns = held_ns};
    if (pthread_create(&self.thread, NULL, run, &self))
        abort();
    pthread_join(self.thread, NULL);
}
