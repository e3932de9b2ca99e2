/*
 * queue.h: the lock-free event queue, without gate, wake-up or memory management.
 *
 * Many producers push; one consumer at a time takes. Neither ever waits for the other, nor a
 * producer for another producer. The rules are told in queue.c.
 */
#ifndef AUDIO_SESSION_QUEUE_H
#define AUDIO_SESSION_QUEUE_H

#include <stdalign.h>
#include <stdatomic.h>

#include "audio_session/driver.h"

enum {
    AS_CACHE_LINE = 64,
    /* At most AS_MAX_KINDS nodes rest in mailboxes; the others let as many threads overflow at the
     * same moment. */
    AS_NODES = 128,
    AS_NODE_WORDS = AS_NODES / 64,
};

/* One place in the ring. `turn` is its position while it is free, and position + 1 once filled. */
typedef struct as_cell {
    alignas(AS_CACHE_LINE) _Atomic uint64_t turn;
    as_event event;
} as_cell;

/* An event that found the ring full. */
typedef struct as_overflow {
    as_event event;
    uint64_t stamp; /* every ring event at a smaller position is older than this one */
} as_overflow;

typedef struct as_node {
    as_overflow content;
    _Atomic uint32_t collapsed; /* atomic because a producer may peek at a node it does not own */
} as_node;

typedef struct as_queue {
    /* Written by producers. */
    alignas(AS_CACHE_LINE) _Atomic uint64_t tail;
    alignas(AS_CACHE_LINE) _Atomic uint64_t mailboxes[AS_MAX_KINDS];
    _Atomic uint64_t free_nodes[AS_NODE_WORDS];
    _Atomic uint64_t lost;
    _Atomic uint32_t overflowed; /* bit k: something was put into mailbox k */
    as_node nodes[AS_NODES];

    /* The consumer's own. */
    alignas(AS_CACHE_LINE) uint64_t head;
    uint64_t sequence;
    uint32_t pending_mask; /* bit k: pending[k] waits for its turn */
    as_overflow pending[AS_MAX_KINDS];

    /* Constant. */
    uint64_t mask;
    as_cell *cells;
} as_queue;

/* `cells` has room for `capacity` cells, a power of two from 2 on; `queue` is zeroed. */
void as_queue_init(as_queue *queue, as_cell *cells, size_t capacity);

/* Any thread. The event's kind is below AS_MAX_KINDS. */
void as_queue_push(as_queue *queue, const as_event *event);

/* The consumer: takes up to `room` of the events that were complete when it was called. */
size_t as_queue_take(as_queue *queue, as_event *events, size_t room);

#endif /* AUDIO_SESSION_QUEUE_H */
