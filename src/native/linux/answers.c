/*
 * answers.c: takes what the server says into the mirror.
 */
#include "linux.h"

#include <stdlib.h>
#include <string.h>

#define NOISY_WINDOW_NS UINT64_C(1000000000)

/* ---- Streams --------------------------------------------------------------------------------- */

static stream_state *
find_stream(linux_driver *self, uint32_t index)
{
    for (size_t i = 0; i < self->stream_count; i++)
        if (self->streams[i].index == index)
            return &self->streams[i];
    return NULL;
}

static bool
is_own(linux_driver *self, const pulse_stream *stream)
{
    if (stream->client == self->focus.own.client)
        return true;
    char pid[16], machine[LINUX_MACHINE_SIZE];
    linux_property(self, stream->proplist, "application.process.id", pid, sizeof pid);
    linux_property(self, stream->proplist, "application.process.machine_id", machine,
                   sizeof machine);
    return strtol(pid, NULL, 10) == (long)self->pid &&
           (*machine == '\0' || strcmp(machine, self->machine) == 0);
}

void
answer_stream(pulse_context *context, const pulse_stream *stream, int end, void *data)
{
    (void)context;
    query *query = data;
    linux_driver *self = query->self;
    if (end != 0) {
        mirror_judge(self);
        mirror_answered(query);
        return;
    }
    stream_state *state = find_stream(self, stream->index);
    if (state == NULL) {
        if (self->stream_count == self->stream_room) {
            size_t room = self->stream_room > 0 ? self->stream_room * 2 : 16;
            stream_state *streams = realloc(self->streams, room * sizeof *streams);
            if (streams == NULL)
                return;
            self->streams = streams;
            self->stream_room = room;
        }
        state = &self->streams[self->stream_count++];
    }
    *state = (stream_state){
        .index = stream->index,
        .sink = stream->sink,
        .owner = stream->client,
        .own = is_own(self, stream),
        .running = stream->corked == 0,
        .mute = stream->mute != 0,
    };
    linux_property(self, stream->proplist, "media.role", state->role, sizeof state->role);
}

void
answer_no_stream(linux_driver *self, uint32_t index)
{
    stream_state *state = find_stream(self, index);
    if (state == NULL)
        return;
    *state = self->streams[--self->stream_count];
    mirror_judge(self);
}

/* ---- Tokens ---------------------------------------------------------------------------------- */

void
mirror_read_token(linux_driver *self, const pulse_client *client, focus_token *token)
{
    *token = (focus_token){.client = client->index};
    /* Another machine's monotonic clock says nothing here. */
    char machine[LINUX_MACHINE_SIZE];
    linux_property(self, client->proplist, "application.process.machine_id", machine,
                   sizeof machine);
    if (*machine != '\0' && strcmp(machine, self->machine) != 0)
        return;
    const void *data;
    size_t size;
    uint64_t now_ns = as_now_ns();
    if (self->pulse.proplist_get(client->proplist, LINUX_TOKEN, &data, &size) < 0 || size == 0 ||
        !focus_parse(data, size - 1, now_ns, token))
        return;
    if (self->pulse.proplist_get(client->proplist, LINUX_TOKEN_LASTING, &data, &size) == 0 &&
        size > 0)
        focus_parse_lasting(data, size - 1, now_ns, &token->lasting_ns);
}

void
answer_client(pulse_context *context, const pulse_client *client, int end, void *data)
{
    (void)context;
    query *query = data;
    linux_driver *self = query->self;
    if (end != 0) {
        mirror_judge(self);
        mirror_answered(query);
        return;
    }
    if (client->index == self->focus.own.client) {
        linux_property(self, client->proplist, "application.process.machine_id", self->machine,
                       sizeof self->machine);
        return;
    }
    focus_token token;
    bool changed;
    mirror_read_token(self, client, &token);
    focus_set_peer(&self->focus, &token, &changed);
    if (changed && self->watching && self->link == LINK_READY)
        linux_emit(self, EVENT_FOCUS_HOLDERS_CHANGED, 0, 0, 0);
}

void
answer_no_client(linux_driver *self, uint32_t index)
{
    if (!focus_remove_peer(&self->focus, index))
        return;
    if (self->watching)
        linux_emit(self, EVENT_FOCUS_HOLDERS_CHANGED, 0, 0, 0);
    mirror_judge(self);
}

/* ---- The server and its modules -------------------------------------------------------------- */

void
answer_module(pulse_context *context, const pulse_module *module, int end, void *data)
{
    (void)context;
    query *query = data;
    linux_driver *self = query->self;
    if (end == 0) {
        roles_add(&self->roles, module->index, module->name, module->argument);
        return;
    }
    mirror_judge(self);
    mirror_answered(query);
}

static void
take_default(linux_driver *self, char current[DEVICE_NAME_SIZE], const char *name, uint32_t event)
{
    char cut[DEVICE_NAME_SIZE];
    linux_copy(cut, sizeof cut, name);
    /* PipeWire names "@DEFAULT_SINK@" for a moment while the default moves. */
    if (!devices_named(cut))
        return;
    /* The monitor of an output stands in where there is no input. */
    if (event == EVENT_DEFAULT_INPUT_CHANGED && devices_monitor(cut))
        *cut = '\0';
    if (strcmp(cut, current) == 0)
        return;
    if (event == EVENT_DEFAULT_OUTPUT_CHANGED) {
        linux_copy(self->previous_output, sizeof self->previous_output, current);
        self->moved_ns = as_now_ns();
    }
    linux_copy(current, DEVICE_NAME_SIZE, cut);
    if (self->link == LINK_READY)
        linux_emit(self, event, 0, 0, 0);
    else
        self->held_back |= 1u << event;
}

void
answer_server(pulse_context *context, const pulse_server *server, void *data)
{
    (void)context;
    query *query = data;
    linux_driver *self = query->self;
    if (server != NULL) {
        take_default(self, self->default_output, server->default_sink_name,
                     EVENT_DEFAULT_OUTPUT_CHANGED);
        take_default(self, self->default_input, server->default_source_name,
                     EVENT_DEFAULT_INPUT_CHANGED);
        mirror_judge(self);
    }
    mirror_answered(query);
}

/* ---- Outputs --------------------------------------------------------------------------------- */

static output_state *
find_output(linux_driver *self, uint32_t index)
{
    for (size_t i = 0; i < self->output_count; i++)
        if (self->outputs[i].index == index)
            return &self->outputs[i];
    return NULL;
}

static bool
is_default(const linux_driver *self, const output_state *output)
{
    return strcmp(output->name, self->default_output) == 0;
}

/* Whether what we play went to this output until now: the server may move its default away before it
 * says why. */
static bool
was_heard(const linux_driver *self, const output_state *output)
{
    return is_default(self, output) || (strcmp(output->name, self->previous_output) == 0 &&
                                        as_now_ns() - self->moved_ns < NOISY_WINDOW_NS);
}

void
answer_sink(pulse_context *context, const pulse_device *sink, int end, void *data)
{
    (void)context;
    query *query = data;
    linux_driver *self = query->self;
    if (end != 0) {
        mirror_judge(self);
        mirror_answered(query);
        return;
    }
    output_state now;
    mirror_describe_output(self, sink, &now);
    output_state *known = find_output(self, sink->index);
    if (known == NULL) {
        if (self->output_count == self->output_room) {
            size_t room = self->output_room > 0 ? self->output_room * 2 : 8;
            output_state *outputs = realloc(self->outputs, room * sizeof *outputs);
            if (outputs == NULL)
                return;
            self->outputs = outputs;
            self->output_room = room;
        }
        self->outputs[self->output_count++] = now;
        return;
    }
    output_state before = *known;
    *known = now;
    if (was_heard(self, &before) && devices_pulled(&before, mirror_port_gone(sink, before.port)))
        linux_emit(self, EVENT_BECOMING_NOISY, 0, 0, 0);
    if (strcmp(before.port, now.port) != 0 || before.port_gone != now.port_gone)
        self->devices_changed = true;
    if (!is_default(self, &now))
        return;
    if (before.volume != now.volume)
        linux_emit(self, EVENT_VOLUME_CHANGED, 0,
                   ((int64_t)now.volume * 1000 + PULSE_VOLUME_NORM / 2) / PULSE_VOLUME_NORM, 0);
    if (before.mute != now.mute)
        linux_emit(self, EVENT_MUTE_CHANGED, 0, now.mute, 0);
}

void
answer_no_output(linux_driver *self, uint32_t index)
{
    output_state *output = find_output(self, index);
    if (output == NULL)
        return;
    if (output->private_route && !output->port_gone && was_heard(self, output))
        linux_emit(self, EVENT_BECOMING_NOISY, 0, 0, 0);
    *output = self->outputs[--self->output_count];
}
