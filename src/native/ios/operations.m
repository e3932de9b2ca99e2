/*
 * operations.m: an operation is one message to iOS: its arguments in, its answer out.
 */
#import "call.h"

/* ---- Arguments ----------------------------------------------------------------------------- */

static NSString *
text_at(const ios_call *call, size_t index)
{
    const as_value *argument = &call->arguments[index];
    return argument->type == AS_TYPE_TEXT ? ios_string(argument) : nil;
}

static AVAudioSessionPortDescription *
find_by_uid(NSArray *ports, NSString *uid)
{
    for (AVAudioSessionPortDescription *port in ports)
        if ([port.UID isEqual:uid])
            return port;
    return nil;
}

static AVAudioSessionPortDescription *
find_input(AVAudioSession *session, NSString *uid)
{
    return find_by_uid(session.availableInputs, uid);
}

static AVAudioSessionPortDescription *
find_port(AVAudioSession *session, NSString *uid)
{
    AVAudioSessionPortDescription *port = find_input(session, uid);
    AVAudioSessionRouteDescription *route = session.currentRoute;
    if (port == nil)
        port = find_by_uid(route.inputs, uid);
    return port != nil ? port : find_by_uid(route.outputs, uid);
}

static AVAudioSessionDataSourceDescription *
find_source(NSArray *sources, const as_value *id_)
{
    if (id_->type == AS_TYPE_NONE)
        return nil;
    for (AVAudioSessionDataSourceDescription *source in sources)
        if ([source.dataSourceID longLongValue] == id_->as.integer)
            return source;
    return nil;
}

static as_status
gone(const ios_call *call, size_t index)
{
    const as_value *argument = &call->arguments[index];
    NSString *which =
        argument->type == AS_TYPE_TEXT
            ? [NSString stringWithFormat:@"port \"%@\"", text_at(call, index)]
            : [NSString stringWithFormat:@"data source %lld", (long long)argument->as.integer];
    return failure_gone(call->name, which, call->error);
}

/* ---- Answers ------------------------------------------------------------------------------- */

/* Its header says that it is never nil. */
static as_status
nothing_came(const ios_call *call)
{
    return as_fail(call->error, AS_FAILED, "%s: iOS gave nil, where it promises a value",
                   call->name);
}

static as_status
put_text(const ios_call *call, NSString *text)
{
    return text != nil ? ios_put_text(call->result, text, call->error) : nothing_came(call);
}

static as_status
put_name(const ios_call *call, NSString *value)
{
    if (value == nil)
        return nothing_came(call);
    return put_text(call, describe_name(IOS_KEPT(NSDictionary *, call->driver->names), value));
}

/* A null stays none. */
static as_status
put_json(const ios_call *call, id object)
{
    return object != [NSNull null] ? ios_put_json(call->result, object, call->error) : AS_OK;
}

static as_status
put_object(const ios_call *call, id object)
{
    return object != [NSNull null] ? put_json(call, object) : nothing_came(call);
}

/* They come on a thread of iOS's choosing, whenever the user has answered. */
static void (^const on_selection)(BOOL, NSInteger) = ^(BOOL starts, NSInteger selection) {
  as_event event = {.kind = EVENT_prepareRouteSelectionForPlaybackWithCompletionHandler,
                    .code = selection,
                    .value = starts ? 1 : 0};
  gate_emit(&event);
};

static void (^const on_injection_permission)(NSInteger) = ^(NSInteger permission) {
  as_event event = {.kind = EVENT_requestMicrophoneInjectionPermissionWithCompletionHandler,
                    .code = permission};
  gate_emit(&event);
};

/* ---- The rows ------------------------------------------------------------------------------ */

#define SESSION IOS_KEPT(AVAudioSession *, call->driver->session)
#define NEWER ((id<AudioSessionNewerSession>)SESSION)
#define APPLICATION_CLASS                                                                          \
    ((id<AudioSessionNewerApplicationClass>)NSClassFromString(@"AVAudioApplication"))
#define APPLICATION [APPLICATION_CLASS sharedInstance]
#define KNOWN IOS_KEPT(NSDictionary *, call->driver->names)

#define BOOL_AT(index) (call->arguments[index].as.boolean ? YES : NO)
#define INT_AT(index) ((NSInteger)call->arguments[index].as.integer)
#define BITS_AT(index) ((NSUInteger)call->arguments[index].as.integer)
#define REAL_AT(index) (call->arguments[index].as.real)
#define VALUE_AT(index) ios_value(text_at(call, index))

#define IF(receiver, selector_)                                                                    \
    if (![(id)(receiver) respondsToSelector:@selector(selector_)])                                 \
        return ios_lacking(call);
#define FIND_INPUT(index)                                                                          \
    AVAudioSessionPortDescription *port = find_input(SESSION, text_at(call, index));               \
    if (port == nil && call->arguments[index].type != AS_TYPE_NONE)                                \
        return gone(call, index);
#define FIND_PORT(index)                                                                           \
    AVAudioSessionPortDescription *port = find_port(SESSION, text_at(call, index));                \
    if (port == nil)                                                                               \
        return gone(call, index);
#define FIND_SOURCE(sources, index)                                                                \
    AVAudioSessionDataSourceDescription *source = find_source(sources, &call->arguments[index]);   \
    if (source == nil && call->arguments[index].type != AS_TYPE_NONE)                              \
        return gone(call, index);

#define DONE(message)                                                                              \
    NSError *refusal = nil;                                                                        \
    BOOL yes = message;                                                                            \
    return yes ? AS_OK : failure_of_error(call->name, refusal, call->error);
#define NOTHING(message)                                                                           \
    message;                                                                                       \
    return AS_OK;
#define BOOLEAN(message) return as_value_set_bool(call->result, message), AS_OK;
#define INT(message) return as_value_set_int(call->result, (int64_t)(message)), AS_OK;
#define REAL(message) return as_value_set_double(call->result, message), AS_OK;
#define TEXT(message) return put_text(call, message);
#define NAME(message) return put_name(call, message);
#define JSON(message) return put_json(call, message);
#define OBJECT(message) return put_object(call, message);
#define NAMES(message) OBJECT(describe_names(KNOWN, message))

#define OPERATION(name, signature, since, ...)                                                     \
    static as_status body_##name(const ios_call *call)                                             \
    {                                                                                              \
        __VA_ARGS__                                                                                \
    }
#include "operations.h"
#undef OPERATION

#define OPERATION(name, ...)                                                                       \
    static as_status call_##name(void *self, const as_value *arguments, as_value *result,          \
                                 as_error *error)                                                  \
    {                                                                                              \
        return ios_run(self, &ios_operations[OPERATION_##name], body_##name, arguments, result,    \
                       error);                                                                     \
    }
#include "operations.h"
#undef OPERATION

const as_operation ios_operations[OPERATION_COUNT] = {
#define OPERATION(name, signature, since, ...) {#name, signature, since, call_##name},
#include "operations.h"
#undef OPERATION
};
