/*
 * core.c: the event queue without Python, beside the floors under it. Prints one JSON object of
 * nanoseconds per operation, for one round; the argument is the number of events of each case.
 */
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "audio_session/core.h"
#include "queue.h"

enum { BURST = 128, CAPACITY = 256, LARGE = 65536, PRODUCERS = 2 };

static const as_event sample = {.kind = 1, .code = -2, .value = 7};

static void
require(bool condition, const char *what)
{
    if (!condition) {
        fprintf(stderr, "core: %s\n", what);
        exit(1);
    }
}

static void
report(const char *name, uint64_t total_ns, size_t count)
{
    static bool more;
    printf("%s\"%s\": %.3f", more ? ", " : "{", name, (double)total_ns / (double)count);
    more = true;
}

/* ---- Floors ---------------------------------------------------------------------------------- */

/* What anybody would write first: a ring under a mutex. Drops when it is full. */
typedef struct mutex_ring {
    pthread_mutex_t mutex;
    size_t head, tail, capacity;
    as_event *events;
} mutex_ring;

static void
mutex_push(mutex_ring *ring, const as_event *event)
{
    as_event stamped = *event;
    stamped.time_ns = as_now_ns();
    pthread_mutex_lock(&ring->mutex);
    if (ring->tail - ring->head < ring->capacity) {
        ring->events[ring->tail++ & (ring->capacity - 1)] = stamped;
    }
    pthread_mutex_unlock(&ring->mutex);
}

static void
floors(size_t count)
{
    uint64_t start = as_now_ns();
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += as_now_ns();
    }
    report("clock_gettime", as_now_ns() - start, count);
    require(sum > 0, "the clock stands");

    _Atomic uint64_t counter = 0;
    start = as_now_ns();
    for (size_t i = 0; i < count; i++) {
        atomic_fetch_add_explicit(&counter, 1, memory_order_acq_rel);
    }
    report("atomic add", as_now_ns() - start, count);
    require(counter == count, "the counter is off");

    int fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    size_t writes = count / 16;
    const uint64_t one = 1;
    bool written = true;
    start = as_now_ns();
    for (size_t i = 0; i < writes; i++) {
        written &= write(fd, &one, sizeof one) == sizeof one;
    }
    report("eventfd write", as_now_ns() - start, writes);
    require(written, "eventfd");
    close(fd);

    mutex_ring ring = {.mutex = PTHREAD_MUTEX_INITIALIZER, .capacity = CAPACITY};
    ring.events = calloc(CAPACITY, sizeof *ring.events);
    uint64_t total = 0;
    for (size_t done = 0; done < count; done += BURST) {
        start = as_now_ns();
        for (int i = 0; i < BURST; i++) {
            mutex_push(&ring, &sample);
        }
        total += as_now_ns() - start;
        require(ring.tail - ring.head == BURST, "the mutex ring lost events");
        ring.head = ring.tail;
    }
    report("mutex ring push", total, count);
    free(ring.events);
}

/* ---- One producer ---------------------------------------------------------------------------- */

static as_channel *
new_channel(size_t capacity)
{
    as_channel *channel = as_channel_new(capacity);
    require(channel != NULL, "no channel");
    return channel;
}

static void
bursts(size_t count)
{
    as_channel *channel = new_channel(CAPACITY);
    as_event events[CAPACITY];
    uint64_t push = 0, drain = 0;
    for (size_t done = 0; done < count; done += BURST) {
        uint64_t start = as_now_ns();
        for (int i = 0; i < BURST; i++) {
            as_channel_emit(channel, &sample);
        }
        uint64_t middle = as_now_ns();
        size_t taken = as_channel_drain(channel, events, CAPACITY);
        require(as_channel_drain(channel, events + BURST, 1) == 0, "a burst was not whole");
        drain += as_now_ns() - middle;
        push += middle - start;
        require(taken == BURST && events[BURST - 1].collapsed == 0, "a burst was not whole");
    }
    report("emit, burst of 128", push, count);
    report("drain, burst of 128", drain, count);
    as_channel_shut(channel);
    as_channel_free(channel);
}

static void
singles(size_t count)
{
    as_channel *channel = new_channel(CAPACITY);
    as_event event[2];
    uint64_t push = 0, drain = 0;
    size_t rounds = count / 16;
    for (size_t i = 0; i < rounds; i++) {
        uint64_t start = as_now_ns();
        as_channel_emit(channel, &sample);
        uint64_t middle = as_now_ns();
        size_t taken = as_channel_drain(channel, event, 2);
        require(as_channel_drain(channel, event, 2) == 0, "an event is too much");
        drain += as_now_ns() - middle;
        push += middle - start;
        require(taken == 1, "an event is missing");
    }
    report("emit, one alone (sets the wake-up)", push, rounds);
    report("drain, one alone (clears it)", drain, rounds);
    as_channel_shut(channel);
    as_channel_free(channel);
}

static void
full_ring(size_t count)
{
    as_channel *channel = new_channel(CAPACITY);
    for (int i = 0; i < CAPACITY; i++) {
        as_channel_emit(channel, &sample);
    }
    uint64_t start = as_now_ns();
    for (size_t i = 0; i < count; i++) {
        as_channel_emit(channel, &sample);
    }
    report("emit into a full ring", as_now_ns() - start, count);
    as_event events[2 * CAPACITY];
    size_t taken = as_channel_drain(channel, events, 2 * CAPACITY);
    require(taken == CAPACITY + 1, "the newest was lost");
    require(events[CAPACITY].collapsed == count - 1, "the losses were miscounted");
    as_channel_shut(channel);
    as_channel_free(channel);
}

/* ---- Two producers --------------------------------------------------------------------------- */

typedef struct producer {
    pthread_barrier_t *barrier;
    as_channel *channel; /* NULL: the mutex ring */
    mutex_ring *ring;
    size_t count;
    uint64_t spent_ns;
} producer;

static void *
produce(void *opaque)
{
    producer *self = opaque;
    pthread_barrier_wait(self->barrier);
    uint64_t start = as_now_ns();
    for (size_t i = 0; i < self->count; i++) {
        if (self->channel) {
            as_channel_emit(self->channel, &sample);
        } else {
            mutex_push(self->ring, &sample);
        }
    }
    self->spent_ns = as_now_ns() - start;
    return NULL;
}

/* Per event of one producer while the other pushes too; they never fill the ring. */
static uint64_t
contend(as_channel *channel, mutex_ring *ring)
{
    pthread_barrier_t barrier;
    pthread_t threads[PRODUCERS];
    producer jobs[PRODUCERS];
    uint64_t spent = 0;
    pthread_barrier_init(&barrier, NULL, PRODUCERS);
    for (int i = 0; i < PRODUCERS; i++) {
        jobs[i] = (producer){&barrier, channel, ring, LARGE / PRODUCERS, 0};
        require(pthread_create(&threads[i], NULL, produce, &jobs[i]) == 0, "no thread");
    }
    for (int i = 0; i < PRODUCERS; i++) {
        pthread_join(threads[i], NULL);
        spent += jobs[i].spent_ns;
    }
    pthread_barrier_destroy(&barrier);
    return spent;
}

static void
two_producers(size_t count)
{
    as_event *events = calloc(LARGE, sizeof *events);
    as_channel *channel = new_channel(LARGE);
    mutex_ring ring = {.mutex = PTHREAD_MUTEX_INITIALIZER, .capacity = LARGE, .events = events};
    uint64_t lock_free = 0, locked = 0;
    size_t runs = count / LARGE + 1;
    for (size_t i = 0; i < runs; i++) {
        locked += contend(NULL, &ring);
        require(ring.tail - ring.head == LARGE, "the mutex ring lost events");
        ring.head = ring.tail;
        lock_free += contend(channel, NULL);
        require(as_channel_drain(channel, events, LARGE) == LARGE, "contention lost events");
    }
    report("mutex ring push, 2 producers", locked, runs * LARGE);
    report("emit, 2 producers", lock_free, runs * LARGE);
    as_channel_shut(channel);
    as_channel_free(channel);
    free(events);
}

int
main(int argc, char **argv)
{
    size_t count = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : 1 << 20;
    require(count >= BURST && count % BURST == 0, "the count has to be a multiple of 128");
    floors(count);
    bursts(count);
    singles(count);
    full_ring(count);
    two_producers(count);
    puts("}");
    return 0;
}
