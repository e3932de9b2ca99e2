/*
 * ios.h: what the files of the iOS driver share.
 *
 * Rules that hold in all of them. Every message to iOS is sent inside @try, for an exception that
 * leaves C ends the app, and inside an @autoreleasepool, for the caller's thread may have none.
 * Nothing is assumed about the thread that iOS posts on, nor about what is in a notification.
 */
#ifndef AUDIO_SESSION_IOS_H
#define AUDIO_SESSION_IOS_H

#include "gate.h"
#import "newer.h"

typedef struct ios_driver {
    int port;            /* gate.c */
    const void *session; /* AVAudioSession * */
    const void *names;   /* NSDictionary *: a text constant's value -> its name */
} ios_driver;

/* ---- version.m ------------------------------------------------------------------------------ */

/* Whether the running iOS is at least `since`, as the tables write it; "" is 13.0 or older. */
bool ios_has(const char *since);
/* "17.2" */
NSString *ios_version(void);
/* Fills in that `what` needs `since`. */
as_status ios_unsupported(const char *what, const char *since, as_error *error);

/* ---- names.m: text constants ---------------------------------------------------------------- */

/* The value of a constant that the running iOS may lack; nil if it does. */
NSString *ios_constant(const char *name, const char *since);
/* Every constant that a category, mode, port, location, orientation or pattern may be. */
NSDictionary *ios_names(void);
/* The constant of this name; a text that names none is iOS's own, and is returned as it is. */
NSString *ios_value(NSString *name);

/* ---- text.m --------------------------------------------------------------------------------- */

/* nil for text that is not UTF-8. */
NSString *ios_string(const as_value *text);
as_status ios_put_text(as_value *result, NSString *text, as_error *error);
/* `object` is an array or dictionary of what JSON knows. */
as_status ios_put_json(as_value *result, id object, as_error *error);
/* Copies, cut to fit at a whole character; "" for nil. */
void ios_copy(char *target, size_t room, NSString *text);

/* ---- failure.m ------------------------------------------------------------------------------ */

/* What a method that returned NO has to say; `refusal` may be nil. */
as_status failure_of_error(const char *what, NSError *refusal, as_error *error);
as_status failure_of_exception(const char *what, id thrown, as_error *error);
/* -50, as iOS says of a port or data source that is not there. */
as_status failure_gone(const char *what, NSString *which, as_error *error);

/* ---- describe.m: objects as what JSON knows ------------------------------------------------- */

/* Each gives NSNull for nil. */
id describe_route(NSDictionary *names, AVAudioSessionRouteDescription *route);
id describe_port(NSDictionary *names, AVAudioSessionPortDescription *port);
id describe_ports(NSDictionary *names, NSArray *ports);
id describe_source(NSDictionary *names, AVAudioSessionDataSourceDescription *source);
id describe_sources(NSDictionary *names, NSArray *sources);
id describe_layouts(NSArray *layouts);
/* A text constant's name; the text itself where the running iOS has no constant of that value. */
id describe_name(NSDictionary *names, NSString *value);
id describe_names(NSDictionary *names, NSArray *values);

/* ---- observer.m ----------------------------------------------------------------------------- */

/* One for each row of events.h, in its order. */
enum {
#define NOTICE(name, since, read) EVENT_##name,
#define KEY(name, since, read) EVENT_##name,
#define ANSWER(name) EVENT_##name,
#include "events.h"
#undef NOTICE
#undef KEY
#undef ANSWER
    EVENT_COUNT
};

/* Registers for notifications and keys with the first, unregisters with the last. */
void observer_retain(AVAudioSession *session);
void observer_release(void);

/* ---- operations.m --------------------------------------------------------------------------- */

enum {
#define OPERATION(name, ...) OPERATION_##name,
#include "operations.h"
#undef OPERATION
    OPERATION_COUNT
};

extern const as_operation ios_operations[OPERATION_COUNT];

#endif /* AUDIO_SESSION_IOS_H */
