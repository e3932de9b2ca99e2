/*
 * record.h: the rows that a build with AUDIO_SESSION_IOS_MICROPHONE adds to the operations.
 *
 * As in audio_session/platforms/_ios_record_table.py. The default build has none of these words in
 * it, so that an app which does not record need not explain them to Apple (ITMS-90683).
 */
#ifndef AUDIO_SESSION_IOS_RECORD_H
#define AUDIO_SESSION_IOS_RECORD_H

#import "call.h"

#define IOS_RECORD_OPERATIONS                                                                      \
    {"recordPermission", ":i", "", record_permission},                                             \
        {"requestRecordPermission", ":b", "", record_request},                                     \
        {"AVAudioApplication.recordPermission", ":i", "17.0", record_application_permission},      \
        {"AVAudioApplication.requestRecordPermissionWithCompletionHandler", ":b", "17.0",          \
         record_application_request},

as_status record_permission(void *self, const as_value *arguments, as_value *result,
                            as_error *error);
as_status record_request(void *self, const as_value *arguments, as_value *result, as_error *error);
as_status record_application_permission(void *self, const as_value *arguments, as_value *result,
                                        as_error *error);
as_status record_application_request(void *self, const as_value *arguments, as_value *result,
                                     as_error *error);

#endif /* AUDIO_SESSION_IOS_RECORD_H */
