/*
 * record.m: the permission to use the microphone, as a driver of its own: "ios-record".
 *
 * Its rows are those of audio_session/platforms/_ios_record_table.py. It goes into an extension
 * module of its own (record_module.c), which the default build leaves out: an app whose binaries say
 * these words has to explain them to Apple (ITMS-90683). Of the driver "ios" it links those files
 * alone that have no state.
 */
#include <pthread.h>
#include <stdlib.h>

#import "call.h"

@protocol AudioSessionRecordApplication
- (NSInteger)recordPermission;
@end

@protocol AudioSessionRecordApplicationClass
- (id<AudioSessionRecordApplication>)sharedInstance;
- (void)requestRecordPermissionWithCompletionHandler:(void (^)(BOOL granted))response;
@end

#define APPLICATION_CLASS                                                                          \
    ((id<AudioSessionRecordApplicationClass>)NSClassFromString(@"AVAudioApplication"))

/* What the user has been asked. Whoever comes last frees it: the call that waits, or the block,
 * which iOS calls "in a different thread context", and before it returns where it knows already. */
typedef struct question {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    int owners;
    bool answered, granted;
} question;

static question *
question_new(void)
{
    question *self = calloc(1, sizeof *self);
    if (self != NULL) {
        pthread_mutex_init(&self->lock, NULL);
        pthread_cond_init(&self->changed, NULL);
        self->owners = 2;
    }
    return self;
}

/* Unlocks it, and gives up a share in it. */
static void
question_leave(question *self)
{
    bool last = --self->owners == 0;
    pthread_mutex_unlock(&self->lock);
    if (last) {
        pthread_cond_destroy(&self->changed);
        pthread_mutex_destroy(&self->lock);
        free(self);
    }
}

static void
question_answer(question *self, bool granted)
{
    pthread_mutex_lock(&self->lock);
    self->answered = true;
    self->granted = granted;
    pthread_cond_signal(&self->changed);
    question_leave(self);
}

static bool
question_wait(question *self)
{
    pthread_mutex_lock(&self->lock);
    while (!self->answered)
        pthread_cond_wait(&self->changed, &self->lock);
    bool granted = self->granted;
    question_leave(self);
    return granted;
}

/* `request` is handed a block; where it throws, iOS may have kept that, and the question is leaked. */
static as_status
ask(const ios_call *call, void (*request)(void (^response)(BOOL granted)))
{
    question *asked = question_new();
    if (asked == NULL)
        return as_fail(call->error, AS_OUT_OF_MEMORY, "%s: out of memory", call->name);
    request(^(BOOL granted) {
      question_answer(asked, granted);
    });
    as_value_set_bool(call->result, question_wait(asked));
    return AS_OK;
}

static as_status
body_permission(const ios_call *call)
{
    AVAudioSession *session = [AVAudioSession sharedInstance];
    if (session == nil)
        return ios_lacking(call);
    return as_value_set_int(call->result, (int64_t)[session recordPermission]), AS_OK;
}

static void
request_session(void (^response)(BOOL granted))
{
    [[AVAudioSession sharedInstance] requestRecordPermission:response];
}

static as_status
body_request(const ios_call *call)
{
    if ([AVAudioSession sharedInstance] == nil)
        return ios_lacking(call);
    return ask(call, request_session);
}

static as_status
body_application_permission(const ios_call *call)
{
    id<AudioSessionRecordApplication> application = [APPLICATION_CLASS sharedInstance];
    if (application == nil)
        return ios_lacking(call);
    return as_value_set_int(call->result, [application recordPermission]), AS_OK;
}

static void
request_application(void (^response)(BOOL granted))
{
    [APPLICATION_CLASS requestRecordPermissionWithCompletionHandler:response];
}

static as_status
body_application_request(const ios_call *call)
{
    if (APPLICATION_CLASS == nil)
        return ios_lacking(call);
    return ask(call, request_application);
}

enum { PERMISSION, REQUEST, APPLICATION_PERMISSION, APPLICATION_REQUEST, ROWS };
static const as_operation operations[ROWS];

#define RUN(function, place, body)                                                                 \
    static as_status function(void *self, const as_value *arguments, as_value *result,             \
                              as_error *error)                                                     \
    {                                                                                              \
        return ios_run(self, &operations[place], body, arguments, result, error);                  \
    }
RUN(permission, PERMISSION, body_permission)
RUN(request, REQUEST, body_request)
RUN(application_permission, APPLICATION_PERMISSION, body_application_permission)
RUN(application_request, APPLICATION_REQUEST, body_application_request)

static const as_operation operations[ROWS] = {
    [PERMISSION] = {"recordPermission", ":i", "", permission},
    [REQUEST] = {"requestRecordPermission", ":b", "", request},
    [APPLICATION_PERMISSION] = {"AVAudioApplication.recordPermission", ":i", "17.0",
                                application_permission},
    [APPLICATION_REQUEST] = {"AVAudioApplication.requestRecordPermissionWithCompletionHandler",
                             ":b", "17.0", application_request},
};

/* There is nothing to open: each call asks for the shared instance. */
static as_status
driver_open(const as_host *host, void **driver, as_error *error)
{
    static ios_driver stateless;
    (void)host, (void)error;
    *driver = &stateless;
    return AS_OK;
}

static void
driver_close(void *driver)
{
    (void)driver;
}

extern const as_driver as_ios_record_driver;
const as_driver as_ios_record_driver = {
    .name = "ios-record",
    .operations = operations,
    .operation_count = ROWS,
    .open = driver_open,
    .close = driver_close,
};
