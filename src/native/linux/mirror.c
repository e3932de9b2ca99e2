/*
 * mirror.c: what we know of the server. Each event costs one question about the one thing that
 * changed, whatever the number of apps; lists are read only after a connection.
 */
#include "linux.h"

#include <stdlib.h>

static bool issue(query *query);

/* ---- Questions ------------------------------------------------------------------------------- */

bool
mirror_asking(const linux_driver *self, uint64_t serial)
{
    for (size_t i = 0; i < self->query_count; i++)
        if (self->queries[i]->serial <= serial)
            return true;
    return false;
}

static void
ask(linux_driver *self, int facility, uint32_t index)
{
    for (size_t i = 0; i < self->query_count; i++) {
        query *open = self->queries[i];
        if (open->facility == facility && open->index == index) {
            open->again = true;
            return;
        }
    }
    if (self->query_count == self->query_room) {
        size_t room = self->query_room > 0 ? self->query_room * 2 : 16;
        query **queries = realloc(self->queries, room * sizeof(query *));
        if (queries == NULL)
            return;
        self->queries = queries;
        self->query_room = room;
    }
    query *added = malloc(sizeof *added);
    if (added == NULL)
        return;
    *added = (query){.self = self, .facility = facility, .index = index};
    self->queries[self->query_count++] = added;
    if (!issue(added))
        mirror_answered(added);
}

static bool
asking_about_devices(const linux_driver *self)
{
    for (size_t i = 0; i < self->query_count; i++)
        if (self->queries[i]->facility == PULSE_SINK || self->queries[i]->facility == PULSE_SERVER)
            return true;
    return false;
}

void
mirror_answered(query *done)
{
    linux_driver *self = done->self;
    bool again = done->again;
    done->again = false;
    if (again && issue(done))
        return;
    for (size_t i = 0; i < self->query_count; i++)
        if (self->queries[i] == done)
            self->queries[i] = self->queries[--self->query_count];
    free(done);
    if (self->link == LINK_LOADING && self->query_count == 0)
        link_loaded(self);
    if (self->link == LINK_READY && self->devices_changed && !asking_about_devices(self)) {
        self->devices_changed = false;
        linux_emit(self, EVENT_DEVICES_CHANGED, 0, 0, 0);
    }
    if (self->calls > 0)
        self->pulse.threaded_mainloop_signal(self->loop, 0);
}

/* ---- Events ---------------------------------------------------------------------------------- */

static bool
issue(query *query)
{
    linux_driver *self = query->self;
    const pulse_api *pulse = &self->pulse;
    bool all = query->index == PULSE_INVALID_INDEX;
    pulse_operation *operation = NULL;
    query->serial = ++self->serial;
    switch (query->facility) {
    case PULSE_SINK:
        operation = all ? pulse->context_get_sink_info_list(self->context, answer_sink, query)
                        : pulse->context_get_sink_info_by_index(self->context, query->index,
                                                                answer_sink, query);
        break;
    case PULSE_SINK_INPUT:
        operation =
            all ? pulse->context_get_sink_input_info_list(self->context, answer_stream, query)
                : pulse->context_get_sink_input_info(self->context, query->index, answer_stream,
                                                     query);
        break;
    case PULSE_CLIENT:
        operation =
            all ? pulse->context_get_client_info_list(self->context, answer_client, query)
                : pulse->context_get_client_info(self->context, query->index, answer_client, query);
        break;
    case PULSE_MODULE:
        operation =
            all ? pulse->context_get_module_info_list(self->context, answer_module, query)
                : pulse->context_get_module_info(self->context, query->index, answer_module, query);
        break;
    case PULSE_SERVER:
        operation = pulse->context_get_server_info(self->context, answer_server, query);
        break;
    }
    if (operation == NULL)
        return false;
    pulse->operation_unref(operation);
    return true;
}

static bool
following(const linux_driver *self)
{
    return self->watching || self->focus.own.gain != FOCUS_NONE;
}

void
mirror_on_event(pulse_context *context, int type, uint32_t index, void *driver)
{
    (void)context;
    linux_driver *self = driver;
    int facility = type & PULSE_FACILITY;
    bool removed = (type & PULSE_EVENT_TYPE) == PULSE_EVENT_REMOVE;
    bool changed = (type & PULSE_EVENT_TYPE) == PULSE_EVENT_CHANGE;
    switch (facility) {
    case PULSE_SINK_INPUT:
        removed ? answer_no_stream(self, index) : ask(self, facility, index);
        break;
    case PULSE_CLIENT:
        if (removed)
            answer_no_client(self, index);
        else if (following(self) && index != self->focus.own.client)
            ask(self, facility, index);
        break;
    case PULSE_MODULE:
        if (removed) {
            roles_remove(&self->roles, index);
            mirror_judge(self);
        } else {
            ask(self, facility, index);
        }
        break;
    case PULSE_SINK:
        if (removed)
            answer_no_output(self, index);
        else
            ask(self, facility, index);
        break;
    case PULSE_CARD:
        /* A jack is reported as a change of its card, not always of the sink too. */
        for (size_t i = 0; i < self->output_count; i++)
            if (self->outputs[i].card == index)
                ask(self, PULSE_SINK, self->outputs[i].index);
        break;
    case PULSE_SERVER:
        ask(self, PULSE_SERVER, 0);
        break;
    }
    /* Also for a source: of those we only tell that they come and go. */
    bool device = facility == PULSE_SINK || facility == PULSE_SOURCE;
    if ((device && !changed) || facility == PULSE_CARD) {
        self->devices_changed = true;
        ask(self, PULSE_SERVER, 0);
    }
}

void
mirror_subscribe(linux_driver *self)
{
    int mask = 1 << PULSE_SINK | 1 << PULSE_SOURCE | 1 << PULSE_SINK_INPUT | 1 << PULSE_MODULE |
               1 << PULSE_SERVER | 1 << PULSE_CARD;
    /* An app that holds nothing sleeps through what the others do: with many of them, being woken
     * for each change is what costs. */
    if (following(self))
        mask |= 1 << PULSE_CLIENT;
    if (mask == self->subscribed)
        return;
    pulse_operation *operation = self->pulse.context_subscribe(self->context, mask, NULL, NULL);
    if (operation == NULL)
        return;
    self->subscribed = mask;
    self->pulse.operation_unref(operation);
}

void
mirror_follow(linux_driver *self)
{
    mirror_subscribe(self);
    ask(self, PULSE_CLIENT, PULSE_INVALID_INDEX);
}

void
mirror_load(linux_driver *self)
{
    mirror_subscribe(self);
    ask(self, PULSE_CLIENT, self->focus.own.client);
    ask(self, PULSE_SERVER, 0);
    ask(self, PULSE_SINK, PULSE_INVALID_INDEX);
    ask(self, PULSE_MODULE, PULSE_INVALID_INDEX);
    ask(self, PULSE_SINK_INPUT, PULSE_INVALID_INDEX);
    if (following(self))
        mirror_follow(self);
}

void
mirror_reset(linux_driver *self)
{
    for (size_t i = 0; i < self->query_count; i++)
        free(self->queries[i]);
    self->query_count = self->stream_count = self->output_count = 0;
    self->roles.count = 0;
    self->subscribed = 0;
    self->devices_changed = false;
    *self->previous_output = '\0';
    focus_clear_peers(&self->focus);
}

void
mirror_free(linux_driver *self)
{
    mirror_reset(self);
    free(self->queries);
    free(self->streams);
    free(self->outputs);
    focus_free(&self->focus);
}
