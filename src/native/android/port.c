/*
 * port.c: the way from Java's listeners into the host, and the gate in it.
 *
 * A listener carries a number, not a pointer: what Android delivers after close finds the number
 * gone. Numbers are never used twice.
 */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

#include "android.h"

enum { PORTS = 64 };

typedef struct port {
    _Atomic int64_t number; /* 0: free */
    _Atomic int inside;     /* threads between looking at `number` and leaving emit */
    const as_host *host;
} port;

static port ports[PORTS];
static _Atomic int64_t next = 1;

/* The emits that a thread is inside of: close() may come from there. (Not _Thread_local: below API
 * 29 Android only emulates it, and allocates.) */
typedef struct emission {
    int64_t number;
    const struct emission *outer;
} emission;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t emissions;
static bool have_key;

static void
make_key(void)
{
    have_key = pthread_key_create(&emissions, NULL) == 0;
}

int64_t
port_open(const as_host *host)
{
    pthread_once(&once, make_key);
    if (!have_key)
        return 0;
    for (int tries = 0; tries < PORTS; tries++) {
        int64_t number = atomic_fetch_add(&next, 1);
        port *at = &ports[number % PORTS];
        int64_t free_ = 0;
        /* Taken under a number that no listener carries, until the host is in place. */
        if (atomic_compare_exchange_strong(&at->number, &free_, -1)) {
            at->host = host;
            at->number = number;
            return number;
        }
    }
    return 0;
}

void
port_close(int64_t number)
{
    int index = (int)(number % PORTS);
    int64_t open = number;
    if (number <= 0 || !atomic_compare_exchange_strong(&ports[index].number, &open, -1))
        return;
    int own = 0;
    for (const emission *at = pthread_getspecific(emissions); at != NULL; at = at->outer)
        own += at->number == number;
    while (ports[index].inside > own)
        sched_yield(); /* emit never blocks */
    ports[index].number = 0;
}

void JNICALL
port_emit(JNIEnv *env, jclass class_, jlong number, jint kind, jint flags, jlong code, jlong value)
{
    (void)env, (void)class_;
    if (number <= 0 || kind < 0)
        return;
    int index = (int)(number % PORTS);
    ports[index].inside++;
    if (ports[index].number == number) {
        as_event event = {
            .kind = (uint32_t)kind, .flags = (uint32_t)flags, .code = code, .value = value};
        const as_host *host = ports[index].host;
        const emission now = {number, pthread_getspecific(emissions)};
        pthread_setspecific(emissions, &now);
        host->emit(host->context, &event);
        pthread_setspecific(emissions, now.outer);
    }
    ports[index].inside--;
}
