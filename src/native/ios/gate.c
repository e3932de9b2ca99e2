/*
 * gate.c: the way from iOS's notifications into the hosts.
 *
 * NSNotificationCenter delivers on any thread and does not wait when an observer is removed: what
 * comes late finds no host. A place is used again only when nobody is inside of it.
 */
#include <sched.h>
#include <stdatomic.h>

#include "gate.h"

enum { PLACES = 16 };

typedef struct place {
    _Atomic(const as_host *) host;
    _Atomic bool taken;
    _Atomic int inside; /* threads between looking at `host` and leaving emit */
} place;

static place places[PLACES];
/* How often this thread is inside of each: close may come from there. */
static _Thread_local int own[PLACES];

int
gate_open(const as_host *host)
{
    for (int port = 0; port < PLACES; port++) {
        bool free_ = false;
        if (atomic_compare_exchange_strong(&places[port].taken, &free_, true)) {
            places[port].host = host;
            return port;
        }
    }
    return -1;
}

void
gate_close(int port)
{
    place *at = &places[port];
    at->host = NULL;
    while (at->inside > own[port])
        sched_yield(); /* emit never blocks */
    at->taken = false;
}

void
gate_emit(const as_event *event)
{
    for (int port = 0; port < PLACES; port++) {
        place *at = &places[port];
        at->inside++;
        own[port]++;
        const as_host *host = at->host;
        if (host != NULL)
            host->emit(host->context, event);
        own[port]--;
        at->inside--;
    }
}
