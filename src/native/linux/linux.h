/*
 * linux.h: what the driver's files share.
 *
 * One thread, libpulse's threaded mainloop, owns every object of libpulse; whoever else wants
 * something takes the mainloop's lock. All members below are guarded by that lock, but for those
 * that are set once before the thread starts.
 *
 *     driver.c   open, close and the tables
 *     link.c     the connection: connect, lose, try again
 *     call.c     waiting for an answer from another thread, with a limit
 *     mirror.c   what we know of the server, kept up to date event by event
 *     answers.c  takes the server's answers into it
 *     judge.c    what that means for us
 *     calls.c    the operations on focus, calls_devices.c those on devices
 *     focus.c, roles.c, devices.c, json.c   pure
 */
#ifndef AUDIO_SESSION_LINUX_H
#define AUDIO_SESSION_LINUX_H

#include "devices.h"
#include "focus.h"
#include "json.h"
#include "pulse_api.h"
#include "roles.h"

#include <sys/types.h>

/* The order of as_linux_driver.events. */
enum {
    EVENT_FOCUS_CHANGE, /* code: a FOCUS_ number; value: the request's generation; FOCUS_FLAG_ */
    EVENT_DEVICES_CHANGED,
    EVENT_DEFAULT_OUTPUT_CHANGED,
    EVENT_DEFAULT_INPUT_CHANGED,
    EVENT_VOLUME_CHANGED, /* of the default output; code: thousandths of its normal volume */
    EVENT_MUTE_CHANGED,   /* of the default output; code: 0 or 1 */
    EVENT_BECOMING_NOISY,
    EVENT_OTHER_AUDIO_CHANGED, /* value: 0 or 1 */
    EVENT_SERVICE_LOST,
    EVENT_SERVICE_RESTORED,
    EVENT_FOCUS_HOLDERS_CHANGED, /* only while watch_focus_holders is on */
};

#define LINUX_TOKEN "audio_session.focus"
#define LINUX_TOKEN_LASTING "audio_session.focus.lasting"
#define LINUX_TOKEN_ROLE "audio_session.focus.role"

enum { LINUX_MACHINE_SIZE = 64, LINUX_SERVER_SIZE = 256 };

typedef struct linux_driver linux_driver;

/* A question to the server whose answer goes into the mirror. */
typedef struct query {
    linux_driver *self;
    int facility;
    uint32_t index; /* PULSE_INVALID_INDEX asks for all */
    uint64_t serial;
    bool again; /* it has changed since we asked */
} query;

typedef struct stream_state {
    uint32_t index;
    uint32_t sink;
    uint32_t owner; /* the client; PULSE_INVALID_INDEX: a module of the server */
    bool own;       /* of this process */
    bool running;   /* not corked */
    bool mute;
    char role[ROLE_SIZE];
} stream_state;

typedef enum link_state {
    LINK_IDLE,       /* before open, and after a failed one */
    LINK_CONNECTING, /* timer: give up */
    LINK_LOADING,    /* connected; the mirror is not complete yet. timer: give up */
    LINK_READY,      /* timer: the others have had time to come back */
    LINK_LOST,       /* timer: try again */
} link_state;

struct linux_driver {
    const as_host *host;
    pulse_api pulse;
    pulse_loop *loop;
    pulse_mainloop *mainloop;
    pid_t pid;

    pulse_context *context;
    pulse_timer *timer;
    link_state link;
    uint64_t epoch; /* counts connections */
    int reason;     /* why the last one failed: a PA_ERR_ */
    bool hung;      /* ... because the server did not answer */
    bool opened;    /* open has succeeded: a failure is tried again */
    bool closing;
    unsigned calls; /* running in other threads */
    char server[LINUX_SERVER_SIZE];

    focus_stack focus;
    char role[ROLE_SIZE]; /* our own */
    int subscribed;       /* the mask of what the server tells us of; 0: of nothing yet */
    bool watching;        /* follow others' tokens even while we have none */

    query **queries;
    size_t query_count, query_room;
    uint64_t serial;
    stream_state *streams;
    size_t stream_count, stream_room;
    output_state *outputs;
    size_t output_count, output_room;
    role_rules roles;
    char machine[LINUX_MACHINE_SIZE];
    char default_output[DEVICE_NAME_SIZE];
    char default_input[DEVICE_NAME_SIZE];
    char previous_output[DEVICE_NAME_SIZE]; /* the default until `moved_ns` */
    uint64_t moved_ns;
    bool other_audio;
    bool devices_changed; /* to be reported when the burst is over */
    uint32_t held_back;   /* bits of events that go out once the server is back */
};

/* ---- driver.c -------------------------------------------------------------------------------- */

void linux_emit(linux_driver *self, uint32_t kind, uint32_t flags, int64_t code, int64_t value);
/* A property as text cut to `room`; "" if missing. NULs inside end it. */
void linux_property(linux_driver *self, const pulse_proplist *properties, const char *key,
                    char *text, size_t room);
void linux_copy(char *target, size_t room, const char *source); /* cuts; NULL is "" */

/* ---- link.c ---------------------------------------------------------------------------------- */

/* Connects and waits until the mirror is complete. With the lock. */
as_status link_open(linux_driver *self, as_error *error);
/* Drops the connection for good. With the lock. */
void link_close(linux_driver *self);
/* The mirror says that it is complete. */
void link_loaded(linux_driver *self);
/* We have left the stack: writes that down, and stops following the others. */
void link_leave(linux_driver *self);
/* Sends our token. NULL if the connection does not take it. */
pulse_operation *link_publish(linux_driver *self, pulse_success_cb done, void *context);

/* ---- call.c ---------------------------------------------------------------------------------- */

/* One operation of the driver, from another thread. It holds the lock between begin and end, but
 * for the time it waits; all its waits together last 5 seconds at most. */
typedef struct call {
    linux_driver *self;
    as_error *error;
    pulse_timer *timer;
    uint64_t epoch;
    bool late;
} call;

/* What an answer's callback fills in; the first member of whatever else that needs. */
typedef struct answer {
    linux_driver *self;
    bool done;
    bool ok;
} answer;

/* Takes the lock. If it does not return AS_OK, the lock is free again and there is nothing to end. */
as_status call_begin(call *call, linux_driver *self, as_error *error);
/* Waits for `answer`, and drops `operation`. AS_OK: the server said yes. */
as_status call_await(call *call, pulse_operation *operation, answer *answer, const char *what);
/* Waits until the mirror holds all that the server said before this call. */
as_status call_settle(call *call);
void call_end(call *call);
/* The callback of operations that are answered by yes or no; `context` is an answer. */
void call_answered(pulse_context *context, int ok, void *answer);

/* ---- mirror.c -------------------------------------------------------------------------------- */

void mirror_load(linux_driver *self);  /* asks for everything, after a connection */
void mirror_reset(linux_driver *self); /* forgets what the lost server said */
void mirror_free(linux_driver *self);
void mirror_follow(linux_driver *self); /* asks for the tokens of all others */
/* Has the server tell us of other apps' tokens while we hold one or watch, and only then. */
void mirror_subscribe(linux_driver *self);
void mirror_on_event(pulse_context *context, int type, uint32_t index, void *self);
bool mirror_asking(const linux_driver *self,
                   uint64_t serial); /* a question up to this one is open */
void mirror_answered(query *done);   /* the last thing that an answer calls */

/* ---- answers.c ------------------------------------------------------------------------------- */

void answer_sink(pulse_context *, const pulse_device *, int end, void *query);
void answer_stream(pulse_context *, const pulse_stream *, int end, void *query);
void answer_client(pulse_context *, const pulse_client *, int end, void *query);
void answer_module(pulse_context *, const pulse_module *, int end, void *query);
void answer_server(pulse_context *, const pulse_server *, void *query);
void answer_no_stream(linux_driver *self, uint32_t index);
void answer_no_client(linux_driver *self, uint32_t index);
void answer_no_output(linux_driver *self, uint32_t index);
/* The token of a client, released if it has none that counts. */
void mirror_read_token(linux_driver *self, const pulse_client *client, focus_token *token);

/* ---- judge.c --------------------------------------------------------------------------------- */

/* Works out what the mirror means for us, and reports it. */
void mirror_judge(linux_driver *self);
/* Only whether a call is live, or a duck, for an app of role `role`. */
void mirror_weigh(linux_driver *self, const char *role);
bool mirror_is_other_audio(const linux_driver *self);
device_type mirror_device_type(linux_driver *self, const pulse_device *device, bool output,
                               const pulse_port *port);
void mirror_describe_output(linux_driver *self, const pulse_device *sink, output_state *state);
bool mirror_port_gone(const pulse_device *device, const char *name);
uint32_t mirror_loudest(const pulse_volume *volume);

/* ---- calls.c, calls_devices.c ---------------------------------------------------------------- */

/* Makes `out` the result, or frees it. */
as_status calls_return_json(json *out, as_value *result, as_error *error);

as_status calls_request_focus(void *, const as_value *, as_value *, as_error *);
as_status calls_abandon_focus(void *, const as_value *, as_value *, as_error *);
as_status calls_is_other_audio_playing(void *, const as_value *, as_value *, as_error *);
as_status calls_get_focus_holders(void *, const as_value *, as_value *, as_error *);
as_status calls_watch_focus_holders(void *, const as_value *, as_value *, as_error *);
as_status calls_get_server_info(void *, const as_value *, as_value *, as_error *);
as_status calls_get_devices(void *, const as_value *, as_value *, as_error *);
as_status calls_get_default_output(void *, const as_value *, as_value *, as_error *);
as_status calls_get_default_input(void *, const as_value *, as_value *, as_error *);
as_status calls_get_volume(void *, const as_value *, as_value *, as_error *);
as_status calls_set_volume(void *, const as_value *, as_value *, as_error *);
as_status calls_get_mute(void *, const as_value *, as_value *, as_error *);
as_status calls_set_mute(void *, const as_value *, as_value *, as_error *);

#endif
