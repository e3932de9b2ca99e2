/*
 * driver.h: the contract between the core and one operating system's audio service.
 *
 * A driver is the OS's audio service as it is: its operations under its own names, its events raw.
 * It decides nothing, and it knows neither Python nor configurations nor leases. The core (queue,
 * registry, gate) knows no OS. This header is all that the two share.
 *
 * It has two halves: what the core calls (`as_driver`), and what a driver calls back (`as_host`).
 *
 * Threads. Everything in `as_driver` is called without Python's GIL and without any lock of the
 * core, and may block for as long as the OS does. `as_host.emit` may be called from any thread of
 * the OS; it never blocks, never allocates and never touches Python, so a driver may call it from
 * an OS callback and with its own locks held.
 */
#ifndef AUDIO_SESSION_DRIVER_H
#define AUDIO_SESSION_DRIVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Values: arguments and results --------------------------------------------------------- */

typedef enum as_type {
    AS_TYPE_NONE = 0,
    AS_TYPE_BOOL,
    AS_TYPE_INT,
    AS_TYPE_DOUBLE,
    AS_TYPE_TEXT, /* UTF-8; may hold NUL, is not NUL-terminated. A structure is one JSON document. */
} as_type;

/*
 * One tagged scalar.
 *
 * Who owns the text: an argument's belongs to the caller and lives until `call` returns. A result's
 * is allocated by the driver with malloc() and belongs to the caller, who frees it with
 * as_value_clear().
 */
typedef struct as_value {
    as_type type;
    union {
        bool boolean;
        int64_t integer;
        double real;
        struct {
            char *data;
            size_t size;
        } text;
    } as;
} as_value;

/* ---- Status and error ---------------------------------------------------------------------- */

typedef enum as_status {
    AS_OK = 0,
    AS_UNSUPPORTED,       /* the running OS has no such operation; `error.since` says what has it */
    AS_INVALID_ARGUMENT,  /* a value outside what the operation takes; the text says which */
    AS_PERMISSION_DENIED, /* `error.permission` names what is missing */
    AS_UNAVAILABLE,       /* the service is missing, dead or hangs; the text says what to do */
    AS_CLOSED,            /* called after close, or close came while it waited */
    AS_FAILED,            /* the OS refused: `error.code`, `error.domain`, `error.name` */
    AS_OUT_OF_MEMORY,
} as_status;

/* What went wrong, in fixed room so that reporting it cannot fail. All text is UTF-8 and
 * NUL-terminated; what does not fit is cut. The core passes it empty (as_error_clear). */
typedef struct as_error {
    int64_t code;        /* the OS's own number, 0 if it gave none */
    char domain[64];     /* whose number it is: "pulse", "NSOSStatusErrorDomain", a Java class */
    char name[64];       /* its symbolic name, "" if unknown */
    char since[32];      /* AS_UNSUPPORTED: the OS version that has the operation */
    char permission[96]; /* AS_PERMISSION_DENIED: the permission's name */
    char text[512];      /* one sentence for a person: the value, the rule, the fix */
} as_error;

/* ---- Events -------------------------------------------------------------------------------- */

/* Kinds are numbered by each driver, from 0, in the order of its `events` table. */
enum { AS_MAX_KINDS = 32 };

/*
 * What happened. Structures are not carried: whoever is interested reads them again. What cannot be
 * read again (was the previous output private?) is a flag that the driver computes.
 */
typedef struct as_event {
    uint32_t kind;      /* index into the driver's `events`; below AS_MAX_KINDS */
    uint32_t flags;     /* of the kind's own meaning */
    int64_t code;       /* the OS's own number */
    int64_t value;      /* a second number: a generation, a stream, a volume */
    uint64_t time_ns;   /* monotonic clock; 0 lets the core fill it in */
    uint64_t sequence;  /* order of delivery, from 1 without gaps; the core fills it in */
    uint32_t collapsed; /* how many older events of this kind were lost to make room before it;
                           the core fills it in */
} as_event;

/* ---- What a driver calls back -------------------------------------------------------------- */

/*
 * The core's side of an open driver. Valid from the call of `open` until `close` has returned.
 */
typedef struct as_host {
    void *context; /* to be passed to every function below */

    /*
     * Reports an event. From any thread, also from inside `open`, `call` and `close`. Copies
     * `event`; never blocks, allocates or calls back. After the core has shut its gate it does
     * nothing. An event of an unknown kind is dropped.
     */
    void (*emit)(void *context, const as_event *event);

    const char *application_name; /* what the OS may show to the user; never NULL */
    const char *server;           /* address of the service to use, NULL for the OS's default */
} as_host;

/* ---- What the core calls ------------------------------------------------------------------- */

/*
 * One row of a driver's table of operations.
 *
 * `signature` spells the argument types, a colon and the result type, one letter each: n none,
 * b bool, i int, d double, s text, j one JSON document (text); '?' after a letter lets the value
 * be none as well. "ii?:j" takes an int and an int or none, and returns JSON.
 */
typedef struct as_operation {
    const char *name; /* the OS's own name for it */
    const char *signature;
    const char *since; /* the OS version that brought it, "" if it was always there */

    /*
     * Runs it. From any thread, several at a time; may block. The core has checked number and types
     * of the arguments against `signature`, so a driver need not. `result` comes in as none; it is
     * to be set only where AS_OK is returned. `error` is to be filled in wherever it is not.
     */
    as_status (*call)(void *self, const as_value *arguments, as_value *result, as_error *error);
} as_operation;

/*
 * A driver. Its life: open -> any number of calls and events -> close, and again from the start.
 * Every driver is one `const as_driver` with static functions, at the end of its file.
 */
typedef struct as_driver {
    const char *name; /* in the registry: "linux", "android", "ios" */

    const as_operation *operations;
    size_t operation_count;

    const char *const *events; /* names of the event kinds */
    size_t event_count;        /* at most AS_MAX_KINDS */

    /*
     * Finds the OS service and registers for its events. `host` outlives the driver's use of it;
     * its strings do too. On success `*self` is what the other functions get. On failure nothing is
     * left behind, and `error.text` names what is missing and what the user can do. It gives up on
     * a service that hangs after at most 5 seconds, with AS_UNAVAILABLE.
     */
    as_status (*open)(const as_host *host, void **self, as_error *error);

    /*
     * Unregisters and frees `self`. Returns after the last emit has returned, except where it is
     * called from inside one of the driver's own callbacks: then it returns when it can, and no
     * emit begins afterwards. The core calls it once for each successful open, waits before for
     * the calls that are running (so a call has to give up on a service that hangs, too), and
     * makes none after it. A driver whose calls can be told to give up early returns AS_CLOSED
     * from them.
     */
    void (*close)(void *self);
} as_driver;

/* ---- Helpers for drivers ------------------------------------------------------------------- */

void as_value_clear(as_value *value); /* frees a text, and makes it none */
void as_value_set_bool(as_value *value, bool boolean);
void as_value_set_int(as_value *value, int64_t integer);
void as_value_set_double(as_value *value, double real);
/* Copies `size` bytes; false if out of memory (and then `value` is none). */
bool as_value_set_text(as_value *value, const char *data, size_t size);

/* Makes it empty: no code, and no text anywhere. Not zeroed: every call begins with it. */
static inline void
as_error_clear(as_error *error)
{
    error->code = 0;
    error->domain[0] = error->name[0] = error->since[0] = error->permission[0] = '\0';
    error->text[0] = '\0';
}

/* Fills `error->text` as printf does, cut where it does not fit, and returns `status`. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
as_status as_fail(as_error *error, as_status status, const char *format, ...);

/* The monotonic clock that stamps events, in nanoseconds. */
uint64_t as_now_ns(void);

#ifdef __cplusplus
}
#endif

#endif /* AUDIO_SESSION_DRIVER_H */
