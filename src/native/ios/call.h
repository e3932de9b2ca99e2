/*
 * call.h: one operation that runs.
 */
#ifndef AUDIO_SESSION_IOS_CALL_H
#define AUDIO_SESSION_IOS_CALL_H

#import "ios.h"

typedef struct ios_call {
    const char *name;
    const ios_driver *driver;
    const as_value *arguments;
    as_value *result;
    as_error *error;
} ios_call;

typedef as_status (*ios_body)(const ios_call *call);

/* Runs `body`, if the running iOS has the operation, and turns what it throws into a status. */
as_status ios_run(const ios_driver *self, const as_operation *row, ios_body body,
                  const as_value *arguments, as_value *result, as_error *error);
/* What the version has, and this device has not: a build of iOS that lacks it, or AVKit. */
as_status ios_lacking(const ios_call *call);

#endif /* AUDIO_SESSION_IOS_CALL_H */
