/*
 * watcher.c: clients of the sound server that follow focus tokens as the Linux driver does, and do
 * nothing else: what the server and libpulse cost by themselves. A worker: commands on stdin, one a
 * line, and a JSON line of answer to each. The argument is the server's address.
 */
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "linux/pulse_api.h"

#define TOKEN "audio_session.focus"

enum { MOST = 256, TOKEN_SIZE = 64 };

typedef struct connection {
    pulse_loop *loop;
    pulse_context *context;
    char token[TOKEN_SIZE];
    uint64_t seen_ns;
    unsigned seen;
} connection;

static pulse_api pulse;
static const char *server;
static connection connections[MOST];
static int count;
static unsigned expected;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;

static void
fail(const char *what)
{
    fprintf(stderr, "watcher: %s\n", what);
    exit(1);
}

static void
on_client(pulse_context *context, const pulse_client *client, int end, void *opaque)
{
    connection *self = opaque;
    const void *data;
    size_t size;
    (void)context;
    if (end != 0 || pulse.proplist_get(client->proplist, TOKEN, &data, &size) < 0 ||
        size > TOKEN_SIZE || memcmp(self->token, data, size) == 0) {
        return;
    }
    memcpy(self->token, data, size);
    uint64_t now = as_now_ns();
    pthread_mutex_lock(&mutex);
    self->seen_ns = now;
    self->seen++;
    pthread_cond_signal(&changed);
    pthread_mutex_unlock(&mutex);
}

static void
on_event(pulse_context *context, int type, uint32_t index, void *opaque)
{
    if ((type & PULSE_EVENT_TYPE) == PULSE_EVENT_CHANGE) {
        pulse.operation_unref(pulse.context_get_client_info(context, index, on_client, opaque));
    }
}

static void
on_state(pulse_context *context, void *opaque)
{
    connection *self = opaque;
    (void)context;
    pulse.threaded_mainloop_signal(self->loop, 0);
}

static void
on_subscribed(pulse_context *context, int ok, void *opaque)
{
    if (!ok) {
        fail("no subscription");
    }
    on_state(context, opaque);
}

static void
connect_one(connection *self, bool follow)
{
    memset(self, 0, sizeof *self);
    self->loop = pulse.threaded_mainloop_new();
    pulse.threaded_mainloop_start(self->loop);
    pulse.threaded_mainloop_lock(self->loop);
    self->context = pulse.context_new_with_proplist(pulse.threaded_mainloop_get_api(self->loop),
                                                    "watcher", NULL);
    pulse.context_set_state_callback(self->context, on_state, self);
    if (pulse.context_connect(self->context, server, PULSE_NO_AUTOSPAWN, NULL) < 0) {
        fail("no connection");
    }
    int state;
    while ((state = pulse.context_get_state(self->context)) != PULSE_CONTEXT_READY) {
        if (state >= PULSE_CONTEXT_FAILED) {
            fail("the server refused");
        }
        pulse.threaded_mainloop_wait(self->loop);
    }
    pulse.context_set_subscribe_callback(self->context, on_event, self);
    pulse_operation *operation =
        pulse.context_subscribe(self->context, follow ? 1 << PULSE_CLIENT : 0, on_subscribed, self);
    while (pulse.operation_get_state(operation) == PULSE_OPERATION_RUNNING) {
        pulse.threaded_mainloop_wait(self->loop);
    }
    pulse.operation_unref(operation);
    pulse.threaded_mainloop_unlock(self->loop);
}

static void
disconnect_all(void)
{
    for (int i = 0; i < count; i++) {
        connection *self = &connections[i];
        pulse.threaded_mainloop_lock(self->loop);
        pulse.context_set_state_callback(self->context, NULL, NULL);
        pulse.context_disconnect(self->context);
        pulse.context_unref(self->context);
        pulse.threaded_mainloop_unlock(self->loop);
        pulse.threaded_mainloop_stop(self->loop);
        pulse.threaded_mainloop_free(self->loop);
    }
    count = 0;
    expected = 0;
}

/* Waits until every connection has seen one more change, and says when each did. */
static void
report_next(void)
{
    expected++;
    printf("{\"seen_ns\": [");
    pthread_mutex_lock(&mutex);
    for (int i = 0; i < count; i++) {
        while (connections[i].seen < expected) {
            pthread_cond_wait(&changed, &mutex);
        }
        printf("%s%" PRIu64, i ? "," : "", connections[i].seen_ns);
    }
    pthread_mutex_unlock(&mutex);
    puts("]}");
}

int
main(int argc, char **argv)
{
    char line[256];
    as_error error = {0};
    if (argc != 2) {
        fail("which server?");
    }
    server = argv[1];
    if (pulse_api_load(&pulse, "libpulse.so.0", &error) != AS_OK) {
        fail(error.text);
    }
    setvbuf(stdout, NULL, _IOLBF, 0);
    while (fgets(line, sizeof line, stdin)) {
        if (strstr(line, "\"open\"")) {
            const char *argument = strstr(line, "\"count\": ");
            count = argument ? atoi(argument + strlen("\"count\": ")) : 1;
            if (count < 1 || count > MOST) {
                fail("count is out of range");
            }
            bool follow = strstr(line, "\"follow\": false") == NULL;
            for (int i = 0; i < count; i++) {
                connect_one(&connections[i], follow);
            }
            puts("{}");
        } else if (strstr(line, "\"expect\"")) {
            report_next();
        } else if (strstr(line, "\"close\"")) {
            disconnect_all();
            puts("{}");
        } else {
            fail("an unknown command");
        }
    }
    return 0;
}
