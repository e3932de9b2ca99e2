/*
 * caller.c: the same foreign thread for the peers, which call Python straight from it.
 */
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

typedef void (*listener)(int64_t code, int64_t emitted_ns);

typedef struct job {
    listener call;
    int64_t interval_us;
    int64_t count;
    int64_t *held_ns;
    pthread_t thread;
} job;

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
        self->call(i % 2 ? 1 : -2, before);
        self->held_ns[i] = now_ns() - before;
    }
    return NULL;
}

/* `held_ns` has room for `count`. NULL if there is no thread to be had. */
job *
caller_start(listener call, int64_t interval_us, int64_t count, int64_t *held_ns)
{
    job *self = malloc(sizeof *self);
    if (!self) {
        return NULL;
    }
    *self = (job){.call = call, .interval_us = interval_us, .count = count, .held_ns = held_ns};
    if (pthread_create(&self->thread, NULL, run, self)) {
        free(self);
        return NULL;
    }
    return self;
}

void
caller_finish(job *self)
{
    pthread_join(self->thread, NULL);
    free(self);
}
