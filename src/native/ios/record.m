/*
 * record.m: the permission to use the microphone. Not in the default build; see record.h.
 */
#include <pthread.h>
#include <stdlib.h>

#import "record.h"

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
ask(const ios_call *call, void (*request)(const ios_call *call, void (^response)(BOOL granted)))
{
    question *asked = question_new();
    if (asked == NULL)
        return as_fail(call->error, AS_OUT_OF_MEMORY, "%s: out of memory", call->name);
    request(call, ^(BOOL granted) {
      question_answer(asked, granted);
    });
    as_value_set_bool(call->result, question_wait(asked));
    return AS_OK;
}

static as_status
body_permission(const ios_call *call)
{
    NSInteger permission =
        (NSInteger)[IOS_KEPT(AVAudioSession *, call->driver->session) recordPermission];
    return as_value_set_int(call->result, permission), AS_OK;
}

static void
request_session(const ios_call *call, void (^response)(BOOL granted))
{
    [IOS_KEPT(AVAudioSession *, call->driver->session) requestRecordPermission:response];
}

static as_status
body_request(const ios_call *call)
{
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
request_application(const ios_call *call, void (^response)(BOOL granted))
{
    (void)call;
    [APPLICATION_CLASS requestRecordPermissionWithCompletionHandler:response];
}

static as_status
body_application_request(const ios_call *call)
{
    if (APPLICATION_CLASS == nil)
        return ios_lacking(call);
    return ask(call, request_application);
}

#define RUN(function, place, body)                                                                 \
    as_status function(void *self, const as_value *arguments, as_value *result, as_error *error)   \
    {                                                                                              \
        return ios_run(self, &ios_operations[OPERATION_COUNT + (place)], body, arguments, result,  \
                       error);                                                                     \
    }
RUN(record_permission, 0, body_permission)
RUN(record_request, 1, body_request)
RUN(record_application_permission, 2, body_application_permission)
RUN(record_application_request, 3, body_application_request)
