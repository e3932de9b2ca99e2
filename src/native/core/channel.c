/*
 * channel.c: the queue with its gate and its wake-up.
 *
 * Both `gate` and `urgent` are one word that holds a flag in bit 0 and a count of threads inside
 * above it. As entering and shutting are read-modify-writes of the same word, one of them comes
 * first, and no fence is needed: either the thread sees the flag, or the shutter sees the thread.
 * `armed` works in the same way.
 */
#include "audio_session/core.h"

#include <errno.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>

#include "queue.h"
#include "wake.h"

enum { FLAG = 1, THREAD = 2 };

static const size_t MAX_CAPACITY = 65536;

struct as_channel {
    as_queue queue;

    alignas(AS_CACHE_LINE) _Atomic uint32_t gate; /* FLAG: shut */

    /* True while the consumer has seen an empty queue and nobody has woken it since. Whoever makes
     * it false sets the wake-up. */
    alignas(AS_CACHE_LINE) atomic_bool armed;

    _Atomic uint32_t urgent; /* FLAG: the hook is there */
    void (*hook)(void *context);
    void *hook_context;

    as_wake wake;
};

/* Waits until no thread is inside. They are there for less than a microsecond each. */
static void
wait_until_empty(_Atomic uint32_t *word)
{
    while (atomic_load_explicit(word, memory_order_acquire) >= THREAD) {
        sched_yield();
    }
}

as_channel *
as_channel_new(size_t capacity)
{
    if (capacity < 2 || capacity > MAX_CAPACITY || (capacity & (capacity - 1)) != 0) {
        errno = EINVAL;
        return NULL;
    }
    void *memory;
    size_t size = sizeof(as_channel) + capacity * sizeof(as_cell);
    int failure = posix_memalign(&memory, AS_CACHE_LINE, size);
    if (failure) {
        errno = failure;
        return NULL;
    }
    memset(memory, 0, size);
    as_channel *channel = memory;
    if (!as_wake_open(&channel->wake)) {
        int saved = errno;
        free(memory);
        errno = saved;
        return NULL;
    }
    as_queue_init(&channel->queue, (as_cell *)(channel + 1), capacity);
    atomic_init(&channel->armed, true);
    return channel;
}

void
as_channel_free(as_channel *channel)
{
    as_wake_close(&channel->wake);
    free(channel);
}

static void
call_urgent(as_channel *channel)
{
    /* Either this sees the flag; or as_channel_set_urgent() comes later, and its acquire makes it
     * see `armed` as this thread left it. Not so after a mere look at the flag beforehand. */
    if (atomic_fetch_add_explicit(&channel->urgent, THREAD, memory_order_acq_rel) & FLAG) {
        channel->hook(channel->hook_context);
    }
    atomic_fetch_sub_explicit(&channel->urgent, THREAD, memory_order_release);
}

void
as_channel_emit(void *context, const as_event *event)
{
    as_channel *channel = context;
    if (event->kind >= AS_MAX_KINDS) {
        return;
    }
    /* A look before entering, so that a crowd at a shut gate cannot keep as_channel_shut() from
     * ever seeing it empty. */
    if (atomic_load_explicit(&channel->gate, memory_order_relaxed) & FLAG) {
        return;
    }
    if (!(atomic_fetch_add_explicit(&channel->gate, THREAD, memory_order_acquire) & FLAG)) {
        as_event stamped = *event;
        if (stamped.time_ns == 0) {
            stamped.time_ns = as_now_ns();
        }
        as_queue_push(&channel->queue, &stamped);
        /* Either this reads that the consumer armed, and wakes it; or the consumer armed later, and
         * its acquire makes its second look see what was pushed. */
        if (atomic_exchange_explicit(&channel->armed, false, memory_order_acq_rel)) {
            /* The hook first: it is the one in a hurry, and waking a thread takes longest. */
            call_urgent(channel);
            as_wake_set(&channel->wake);
        }
    }
    atomic_fetch_sub_explicit(&channel->gate, THREAD, memory_order_release);
}

static bool
is_shut(const as_channel *channel)
{
    return atomic_load_explicit(&channel->gate, memory_order_acquire) & FLAG;
}

size_t
as_channel_drain(as_channel *channel, as_event *events, size_t room)
{
    size_t taken = as_queue_take(&channel->queue, events, room);
    if (taken > 0) {
        return taken;
    }
    /* Cleared before it is armed: a wake-up that comes from now on stays. */
    as_wake_clear(&channel->wake);
    if (is_shut(channel)) {
        as_wake_set(&channel->wake); /* a shut channel stays readable, as a closed pipe does */
    }
    atomic_exchange_explicit(&channel->armed, true, memory_order_acq_rel);
    taken = as_queue_take(&channel->queue, events, room);
    if (taken > 0 && atomic_exchange_explicit(&channel->armed, false, memory_order_acq_rel)) {
        as_wake_set(&channel->wake); /* its producer saw nobody waiting */
    }
    return taken;
}

int
as_channel_fd(const as_channel *channel)
{
    return channel->wake.reader;
}

bool
as_channel_wait(as_channel *channel, int timeout_ms)
{
    return as_wake_wait(&channel->wake, timeout_ms);
}

void
as_channel_set_urgent(as_channel *channel, void (*hook)(void *context), void *context)
{
    atomic_fetch_and_explicit(&channel->urgent, ~(uint32_t)FLAG, memory_order_relaxed);
    wait_until_empty(&channel->urgent);
    if (!hook) {
        return;
    }
    channel->hook = hook;
    channel->hook_context = context;
    atomic_fetch_or_explicit(&channel->urgent, FLAG, memory_order_acq_rel);
    if (!atomic_load_explicit(&channel->armed, memory_order_relaxed)) {
        hook(context);
    }
}

void
as_channel_shut(as_channel *channel)
{
    atomic_fetch_or_explicit(&channel->gate, FLAG, memory_order_acq_rel);
    wait_until_empty(&channel->gate);
    as_wake_set(&channel->wake);
}

uint64_t
as_channel_lost(const as_channel *channel)
{
    return atomic_load_explicit(&channel->queue.lost, memory_order_relaxed);
}
