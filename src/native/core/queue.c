/*
 * queue.c: a bounded ring for many producers and one consumer, with a mailbox of each kind for what
 * finds the ring full.
 *
 * The ring is Vyukov's bounded queue: a producer claims a position by a compare-and-swap on `tail`
 * and publishes the cell by its `turn`. Where the cell is still taken, the ring is full, and the
 * event goes into the mailbox of its kind instead. A mailbox keeps the newest event only and counts
 * what it replaced, so that a kind may be collapsed but its final state is never lost.
 *
 * Order. A mailbox event carries a stamp, the tail at the time it was put: ring events at smaller
 * positions are older. The consumer merges by it: pending first if stamp <= head, else the ring.
 * Three facts make order within a kind hold for whoever sees one emit return before the next
 * begins:
 *
 *  1. An event emitted after a mailbox event was put has a position >= its stamp, as both go by the
 *     one variable `tail`.
 *  2. The consumer reads `tail` before it empties the mailboxes, and in that round takes the ring
 *     up to there only. The push that moved `tail` released what its thread had put into mailboxes
 *     before, so no ring event can overtake an older mailbox event of its thread.
 *  3. A put reads the mailbox, then the tail, then swaps: whatever replaces an event has a stamp no
 *     smaller than it. The generation in a mailbox's word makes this hold if the same node comes
 *     back in between; without it a newer event could be replaced by one with an older stamp, which
 *     would then be delivered before ring events that the replaced one came after.
 *
 * Progress. Every retry of a producer means that another thread's operation succeeded, never that
 * one must finish: a thread stopped anywhere in here holds up nobody. Stopped between claiming a
 * cell and publishing it, it hides the cells behind it from the consumer; the ring then fills, and
 * producers go by the mailboxes. Only if more than AS_NODES - AS_MAX_KINDS threads overflow at the
 * same moment is there no node left, and an event is dropped and counted.
 */
#include "queue.h"

/* A mailbox's word: generation in the upper 56 bits, node index + 1 below, 0 for none. Each put
 * counts the generation up; the consumer leaves it as it is when it empties the box. */
#define NODE_MASK UINT64_C(0xff)

static size_t
node_of(uint64_t word)
{
    return (size_t)(word & NODE_MASK) - 1;
}

void
as_queue_init(as_queue *queue, as_cell *cells, size_t capacity)
{
    queue->cells = cells;
    queue->mask = capacity - 1;
    for (size_t i = 0; i < capacity; i++) {
        atomic_init(&cells[i].turn, i);
    }
    for (size_t i = 0; i < AS_NODE_WORDS; i++) {
        atomic_init(&queue->free_nodes[i], UINT64_MAX);
    }
}

static bool
push_ring(as_queue *queue, const as_event *event)
{
    uint64_t position = atomic_load_explicit(&queue->tail, memory_order_relaxed);
    for (;;) {
        as_cell *cell = &queue->cells[position & queue->mask];
        /* Acquire: the consumer's reading of the old event happened before we overwrite it. */
        uint64_t turn = atomic_load_explicit(&cell->turn, memory_order_acquire);
        if (turn == position) {
            /* Release: see fact 2. */
            if (atomic_compare_exchange_weak_explicit(&queue->tail, &position, position + 1,
                                                      memory_order_release, memory_order_relaxed)) {
                cell->event = *event;
                atomic_store_explicit(&cell->turn, position + 1, memory_order_release);
                return true;
            }
        } else if ((int64_t)(turn - position) < 0) {
            return false; /* still holds the event of one lap ago */
        } else {
            position = atomic_load_explicit(&queue->tail, memory_order_relaxed);
        }
    }
}

static as_node *
claim_node(as_queue *queue, size_t *index)
{
    for (size_t word = 0; word < AS_NODE_WORDS; word++) {
        uint64_t free = atomic_load_explicit(&queue->free_nodes[word], memory_order_relaxed);
        while (free != 0) {
            uint64_t bit = free & (~free + 1);
            /* Acquire: the last owner was done with it. */
            free = atomic_fetch_and_explicit(&queue->free_nodes[word], ~bit, memory_order_acquire);
            if (free & bit) {
                *index = word * 64 + (size_t)__builtin_ctzll(bit);
                return &queue->nodes[*index];
            }
        }
    }
    return NULL;
}

static void
free_node(as_queue *queue, size_t index)
{
    atomic_fetch_or_explicit(&queue->free_nodes[index / 64], UINT64_C(1) << (index % 64),
                             memory_order_release);
}

static void
count_lost(as_queue *queue, uint64_t count)
{
    atomic_fetch_add_explicit(&queue->lost, count, memory_order_relaxed);
}

static void
put_mailbox(as_queue *queue, const as_event *event)
{
    _Atomic uint64_t *mailbox = &queue->mailboxes[event->kind];
    size_t index;
    as_node *node = claim_node(queue, &index);
    if (!node) {
        count_lost(queue, 1);
        return;
    }
    node->content.event = *event;
    /* Acquire, here and where the swap fails: fact 3, the tail is read after the one that the event
     * in the box was stamped with. */
    uint64_t current = atomic_load_explicit(mailbox, memory_order_acquire);
    uint64_t next;
    do {
        uint32_t collapsed = 0;
        if (current & NODE_MASK) {
            /* The node may be another's by now, and this any number; but then the swap fails. */
            as_node *replaced = &queue->nodes[node_of(current)];
            collapsed = atomic_load_explicit(&replaced->collapsed, memory_order_relaxed) + 1;
        }
        atomic_store_explicit(&node->collapsed, collapsed, memory_order_relaxed);
        node->content.stamp = atomic_load_explicit(&queue->tail, memory_order_relaxed);
        next = ((current & ~NODE_MASK) + NODE_MASK + 1) | (index + 1);
    } while (!atomic_compare_exchange_weak_explicit(mailbox, &current, next, memory_order_acq_rel,
                                                    memory_order_acquire));
    if (current & NODE_MASK) {
        free_node(queue, node_of(current));
        count_lost(queue, 1);
    }
    atomic_fetch_or_explicit(&queue->overflowed, UINT32_C(1) << event->kind, memory_order_release);
}

void
as_queue_push(as_queue *queue, const as_event *event)
{
    if (!push_ring(queue, event)) {
        put_mailbox(queue, event);
    }
}

/* Moves what is in the mailboxes into `pending`, where only the consumer touches it. */
static void
empty_mailboxes(as_queue *queue)
{
    uint32_t overflowed = atomic_exchange_explicit(&queue->overflowed, 0, memory_order_acquire);
    for (; overflowed != 0; overflowed &= overflowed - 1) {
        unsigned kind = (unsigned)__builtin_ctz(overflowed);
        uint64_t word =
            atomic_fetch_and_explicit(&queue->mailboxes[kind], ~NODE_MASK, memory_order_acq_rel);
        if (!(word & NODE_MASK)) {
            continue; /* taken in an earlier round, between its put and its bit */
        }
        as_node *node = &queue->nodes[node_of(word)];
        as_overflow *pending = &queue->pending[kind];
        uint32_t collapsed = atomic_load_explicit(&node->collapsed, memory_order_relaxed);
        if (queue->pending_mask & (UINT32_C(1) << kind)) {
            collapsed += pending->event.collapsed + 1;
            count_lost(queue, 1);
        }
        *pending = node->content;
        pending->event.collapsed = collapsed;
        queue->pending_mask |= UINT32_C(1) << kind;
        free_node(queue, node_of(word));
    }
}

/* Takes the pending event with the smallest stamp, if the ring has been read up to it. */
static bool
take_pending(as_queue *queue, as_event *event)
{
    const as_overflow *oldest = NULL;
    for (uint32_t rest = queue->pending_mask; rest != 0; rest &= rest - 1) {
        const as_overflow *pending = &queue->pending[__builtin_ctz(rest)];
        if (!oldest || pending->stamp < oldest->stamp) {
            oldest = pending;
        }
    }
    if (!oldest || oldest->stamp > queue->head) {
        return false;
    }
    *event = oldest->event;
    queue->pending_mask &= ~(UINT32_C(1) << event->kind);
    return true;
}

static bool
take_ring(as_queue *queue, as_event *event)
{
    as_cell *cell = &queue->cells[queue->head & queue->mask];
    if (atomic_load_explicit(&cell->turn, memory_order_acquire) != queue->head + 1) {
        return false; /* claimed, but not published yet; its producer will wake us */
    }
    *event = cell->event;
    event->collapsed = 0;
    atomic_store_explicit(&cell->turn, queue->head + queue->mask + 1, memory_order_release);
    queue->head++;
    return true;
}

size_t
as_queue_take(as_queue *queue, as_event *events, size_t room)
{
    /* In this order: fact 2. */
    uint64_t tail = atomic_load_explicit(&queue->tail, memory_order_acquire);
    empty_mailboxes(queue);

    size_t count = 0;
    while (count < room) {
        as_event *event = &events[count];
        if (!take_pending(queue, event) && (queue->head == tail || !take_ring(queue, event))) {
            break;
        }
        event->sequence = ++queue->sequence;
        count++;
    }
    return count;
}
