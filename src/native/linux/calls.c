/*
 * calls.c: the operations on focus, and on the server.
 */
#include "linux.h"

#include <stdlib.h>
#include <string.h>

/* Hands over a finished document. */
as_status
calls_return_json(json *out, as_value *result, as_error *error)
{
    if (out->failed) {
        json_free(out);
        return as_fail(error, AS_OUT_OF_MEMORY, "out of memory for the answer");
    }
    result->type = AS_TYPE_TEXT;
    result->as.text.data = out->data;
    result->as.text.size = out->size;
    return AS_OK;
}

static bool
read_role(const as_value *value, char role[ROLE_SIZE])
{
    *role = '\0';
    if (value->type == AS_TYPE_NONE)
        return true;
    if (value->as.text.size >= ROLE_SIZE)
        return false;
    for (size_t i = 0; i < value->as.text.size; i++) {
        char c = value->as.text.data[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              c == '-' || c == '_' || c == '.'))
            return false;
        role[i] = c;
    }
    role[value->as.text.size] = '\0';
    return true;
}

as_status
calls_request_focus(void *driver, const as_value *arguments, as_value *result, as_error *error)
{
    linux_driver *self = driver;
    int64_t gain = arguments[0].as.integer;
    bool accept_delayed = arguments[1].as.boolean;
    int64_t generation = arguments[3].as.integer;
    char role[ROLE_SIZE];
    if (gain < FOCUS_GAIN || gain > FOCUS_GAIN_TRANSIENT_EXCLUSIVE)
        return as_fail(error, AS_INVALID_ARGUMENT,
                       "gain is %lld: it has to be 1 (gain), 2 (transient), 3 (transient, may "
                       "duck) or 4 (transient, exclusive)",
                       (long long)gain);
    if (!read_role(&arguments[2], role))
        return as_fail(error, AS_INVALID_ARGUMENT,
                       "role has to be at most %d letters, digits, '-', '_' or '.', such as "
                       "music, video, game, phone, event or a11y",
                       ROLE_SIZE - 1);
    call call;
    as_status status = call_begin(&call, self, error);
    if (status != AS_OK)
        return status;
    status = call_settle(&call);
    if (status == AS_OK) {
        mirror_weigh(self, role);
        /* Read the clock and enter the stack without letting go of the lock: what the mirror learns
         * after this is later than our request. */
        int entered = focus_enter(&self->focus, (int)gain, as_now_ns(), generation,
                                  strcmp(role, "phone") == 0, accept_delayed);
        if (entered != FOCUS_REQUEST_FAILED) {
            linux_copy(self->role, sizeof self->role, role);
            answer answer = {.self = self};
            pulse_operation *operation = link_publish(self, call_answered, &answer);
            status = call_await(&call, operation, &answer, "take note of the request");
            if (status != AS_OK && focus_leave(&self->focus) && self->link == LINK_READY)
                link_leave(self);
        }
        if (status == AS_OK)
            as_value_set_int(result, entered);
    }
    call_end(&call);
    return status;
}

as_status
calls_abandon_focus(void *driver, const as_value *arguments, as_value *result, as_error *error)
{
    (void)error;
    linux_driver *self = driver;
    self->pulse.threaded_mainloop_lock(self->loop);
    /* An older request's focus was given up when the newer one was made. */
    bool left = self->focus.generation == arguments[0].as.integer && focus_leave(&self->focus);
    if (left && self->link == LINK_READY)
        link_leave(self);
    self->pulse.threaded_mainloop_unlock(self->loop);
    as_value_set_bool(result, left);
    return AS_OK;
}

as_status
calls_is_other_audio_playing(void *driver, const as_value *arguments, as_value *result,
                             as_error *error)
{
    (void)arguments;
    call call;
    as_status status = call_begin(&call, driver, error);
    if (status != AS_OK)
        return status;
    status = call_settle(&call);
    if (status == AS_OK)
        as_value_set_bool(result, mirror_is_other_audio(call.self));
    call_end(&call);
    return status;
}

typedef struct holders {
    answer answer;
    json out;
} holders;

static void
write_holder(linux_driver *self, json *out, const pulse_client *client, const focus_token *token)
{
    char text[JSON_TEXT_MAX];
    uint64_t now_ns = as_now_ns();
    json_open(out, '{');
    json_key(out, "client");
    json_int(out, client->index);
    json_key(out, "is_own");
    json_bool(out, client->index == self->focus.own.client);
    json_key(out, "application");
    linux_property(self, client->proplist, "application.name", text, sizeof text);
    json_text(out, *text != '\0' ? text : client->name);
    json_key(out, "pid");
    linux_property(self, client->proplist, "application.process.id", text, sizeof text);
    json_int(out, strtol(text, NULL, 10));
    json_key(out, "role");
    linux_property(self, client->proplist, LINUX_TOKEN_ROLE, text, sizeof text);
    json_text(out, *text != '\0' ? text : NULL);
    json_key(out, "gain");
    json_int(out, token->gain);
    json_key(out, "time_ns");
    json_int(out, (int64_t)token->time_ns);
    json_key(out, "age_seconds");
    json_real(out, token->time_ns < now_ns ? (double)(now_ns - token->time_ns) / 1e9 : 0.0);
    json_close(out, '}');
}

static void
on_holder(pulse_context *context, const pulse_client *client, int end, void *data)
{
    holders *holders = data;
    if (end != 0) {
        call_answered(context, end > 0, &holders->answer);
        return;
    }
    focus_token token;
    /* Our own may not have got round yet: pipewire-pulse says yes before the others can see it. */
    if (client->index == holders->answer.self->focus.own.client)
        token = holders->answer.self->focus.own;
    else
        mirror_read_token(holders->answer.self, client, &token);
    if (token.gain != FOCUS_NONE)
        write_holder(holders->answer.self, &holders->out, client, &token);
}

as_status
calls_get_focus_holders(void *driver, const as_value *arguments, as_value *result, as_error *error)
{
    (void)arguments;
    linux_driver *self = driver;
    call call;
    as_status status = call_begin(&call, self, error);
    if (status != AS_OK)
        return status;
    holders holders = {.answer.self = self};
    json_open(&holders.out, '[');
    pulse_operation *operation =
        self->pulse.context_get_client_info_list(self->context, on_holder, &holders);
    status = call_await(&call, operation, &holders.answer, "list its clients");
    call_end(&call);
    json_close(&holders.out, ']');
    if (status == AS_OK)
        return calls_return_json(&holders.out, result, error);
    json_free(&holders.out);
    return status;
}

as_status
calls_watch_focus_holders(void *driver, const as_value *arguments, as_value *result,
                          as_error *error)
{
    (void)result;
    linux_driver *self = driver;
    call call;
    as_status status = call_begin(&call, self, error);
    if (status != AS_OK)
        return status;
    self->watching = arguments[0].as.boolean;
    if (self->watching) {
        mirror_follow(self);
        status = call_settle(&call);
    } else {
        mirror_subscribe(self);
    }
    call_end(&call);
    return status;
}

static void
on_server(pulse_context *context, const pulse_server *server, void *data)
{
    holders *info = data;
    linux_driver *self = info->answer.self;
    json *out = &info->out;
    if (server != NULL) {
        json_key(out, "name");
        json_text(out, server->server_name);
        json_key(out, "version");
        json_text(out, server->server_version);
        json_key(out, "host");
        json_text(out, server->host_name);
        json_key(out, "user");
        json_text(out, server->user_name);
        json_key(out, "address");
        json_text(out, self->server);
        json_key(out, "protocol");
        json_int(out, self->pulse.context_get_server_protocol_version(context));
        json_key(out, "library");
        json_text(out, self->pulse.get_library_version());
        json_key(out, "client");
        json_int(out, self->focus.own.client);
        json_key(out, "role_rules");
        json_int(out, (int64_t)self->roles.count);
    }
    call_answered(context, server != NULL, &info->answer);
}

as_status
calls_get_server_info(void *driver, const as_value *arguments, as_value *result, as_error *error)
{
    (void)arguments;
    linux_driver *self = driver;
    call call;
    as_status status = call_begin(&call, self, error);
    if (status != AS_OK)
        return status;
    holders info = {.answer.self = self};
    json_open(&info.out, '{');
    pulse_operation *operation =
        self->pulse.context_get_server_info(self->context, on_server, &info);
    status = call_await(&call, operation, &info.answer, "describe itself");
    call_end(&call);
    json_close(&info.out, '}');
    if (status == AS_OK)
        return calls_return_json(&info.out, result, error);
    json_free(&info.out);
    return status;
}
