/*
 * core.h: what the core offers to the binding above it: a channel for events, and the registry.
 *
 * A channel is the event queue of one open driver: bounded, many producers, one consumer, one
 * wake-up a burst. See src/native/core/queue.c for the overflow rule.
 */
#ifndef AUDIO_SESSION_CORE_H
#define AUDIO_SESSION_CORE_H

#include "audio_session/driver.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct as_channel as_channel;

enum { AS_DEFAULT_CAPACITY = 256 };

/*
 * Makes a channel with room for `capacity` events (a power of two, 2 to 65536). NULL if out of
 * memory or file descriptors, with errno set; EINVAL for a bad capacity.
 */
as_channel *as_channel_new(size_t capacity);

/* Any thread. See as_host.emit; its `context` is the channel. */
void as_channel_emit(void *channel, const as_event *event);

/*
 * The consumer, one thread at a time: takes up to `room` (at least 1) events in order and says how
 * many. Only where it returns 0 is the fd no longer readable, and what comes then makes it so again;
 * else there may be more. So events are not kept waiting for a system call: deliver, and ask again.
 */
size_t as_channel_drain(as_channel *channel, as_event *events, size_t room);

/* A descriptor that polls readable while events wait (eventfd on Linux and Android, a socket
 * elsewhere), and for ever once the gate is shut, as a closed pipe does. Only poll it: the channel
 * itself reads and writes it. */
int as_channel_fd(const as_channel *channel);

/*
 * Waits until events wait, the gate is shut, `timeout_ms` has passed (-1: for ever) or a signal came;
 * says whether as_channel_drain() is worth a call. Without the GIL, please.
 */
bool as_channel_wait(as_channel *channel, int timeout_ms);

/*
 * Lets the first emit of a burst call `hook(context)` before it wakes the descriptor; for a burst
 * that has begun without it, it is called here. NULL takes the hook away, and returns after its
 * last call has returned. The hook runs on the OS's thread, under all of emit's rules: it may at
 * most schedule something (Py_AddPendingCall).
 */
void as_channel_set_urgent(as_channel *channel, void (*hook)(void *context), void *context);

/*
 * Shuts the gate: what is emitted from now on is dropped, waiting consumers wake up, and when it
 * returns no emit is running. What was queued before can still be drained. Idempotent; any thread,
 * but not from inside emit.
 */
void as_channel_shut(as_channel *channel);

/* Frees it. Only when no thread can call into it any more: after shut, and after its driver's close
 * has returned. A channel whose driver never closed is leaked on purpose. */
void as_channel_free(as_channel *channel);

/* How many events were lost to make room since the channel was made. */
uint64_t as_channel_lost(const as_channel *channel);

/* The drivers that this build holds, in order of preference. */
size_t as_registry_count(void);
const as_driver *as_registry_get(size_t index);
const as_driver *as_registry_find(const char *name); /* NULL if this build has none of that name */

/*
 * Takes in a driver of another extension module, behind the others; it has to live on. Again for the
 * same one does nothing. False if there is another of that name, or no room (16 in all). The registry
 * is for one thread at a time: Python's GIL guards it.
 */
bool as_registry_add(const as_driver *driver);

/* The name of the PyCapsule in which another extension module hands its driver over. */
#define AS_DRIVER_CAPSULE "audio_session.driver"

/*
 * Checks `arguments` against the operation's signature: count and types. AS_OK, or
 * AS_INVALID_ARGUMENT with a text that names the argument, what it is and what it has to be.
 */
as_status as_check_arguments(const as_operation *operation, const as_value *arguments, size_t count,
                             as_error *error);

#ifdef __cplusplus
}
#endif

#endif /* AUDIO_SESSION_CORE_H */
