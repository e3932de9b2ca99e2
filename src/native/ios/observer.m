/*
 * observer.m: notifications and observed keys, as events.
 *
 * There is one observer for all open drivers, and it is never freed: what is delivered while it is
 * being removed still finds it.
 */
#include <math.h>
#include <pthread.h>

#import "ios.h"

enum { UNTOLD = -1 }; /* a number that iOS left out, or that is none */

enum { SUSPENDED = 1, HAS_REASON = 2, REASON_SHIFT = 8 };
enum { PREVIOUS_OUTPUT_PRIVATE = 1, CURRENT_OUTPUT_BUILT_IN = 2 };

@interface AudioSessionObserver : NSObject
- (void)notice:(NSNotification *)notification;
@end

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int users;
static AudioSessionObserver *observer;
static const void *watched; /* AVAudioSession * */
static bool added[EVENT_COUNT];
/* NSString *: a notification's name, or a key. Kept for ever, as the observer is. */
static const void *_Atomic sources[EVENT_COUNT];

/* ---- Reading ------------------------------------------------------------------------------- */

static bool
read_number(NSDictionary *info, NSString *key, int64_t *number)
{
    id found = key != nil ? [info objectForKey:key] : nil;
    if (![found isKindOfClass:[NSNumber class]])
        return false;
    *number = [found longLongValue];
    return true;
}

static void
read_nothing(id info, as_event *event)
{
    (void)info, (void)event;
}

static void
read_interruption(id info, as_event *event)
{
    int64_t number;
    event->code = UNTOLD;
    read_number(info, AVAudioSessionInterruptionTypeKey, &event->code);
    read_number(info, AVAudioSessionInterruptionOptionKey, &event->value);
    NSString *suspended = ios_constant("AVAudioSessionInterruptionWasSuspendedKey", "");
    if (read_number(info, suspended, &number) && number != 0)
        event->flags |= SUSPENDED;
    NSString *reason = ios_constant("AVAudioSessionInterruptionReasonKey", "14.5");
    if (read_number(info, reason, &number))
        event->flags |= HAS_REASON | (uint32_t)number << REASON_SHIFT;
}

static bool
is_private(NSString *type)
{
    NSString *const types[] = {
        AVAudioSessionPortHeadphones,   AVAudioSessionPortBluetoothA2DP,
        AVAudioSessionPortBluetoothHFP, AVAudioSessionPortBluetoothLE,
        AVAudioSessionPortUSBAudio,     AVAudioSessionPortCarAudio,
        AVAudioSessionPortAirPlay,
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if ([type isEqual:types[i]])
            return true;
    return false;
}

static bool
is_built_in(NSString *type)
{
    return [type isEqual:AVAudioSessionPortBuiltInSpeaker] ||
           [type isEqual:AVAudioSessionPortBuiltInReceiver];
}

static bool
has_output(id route, bool (*is)(NSString *type))
{
    if (![route isKindOfClass:[AVAudioSessionRouteDescription class]])
        return false;
    for (AVAudioSessionPortDescription *port in [(AVAudioSessionRouteDescription *)route outputs])
        if (is(port.portType))
            return true;
    return false;
}

static void
read_route_change(id info, as_event *event)
{
    event->code = UNTOLD;
    read_number(info, AVAudioSessionRouteChangeReasonKey, &event->code);
    if (has_output([info objectForKey:AVAudioSessionRouteChangePreviousRouteKey], is_private))
        event->flags |= PREVIOUS_OUTPUT_PRIVATE;
    if (has_output([[AVAudioSession sharedInstance] currentRoute], is_built_in))
        event->flags |= CURRENT_OUTPUT_BUILT_IN;
}

static void
read_silence_hint(id info, as_event *event)
{
    event->code = UNTOLD;
    read_number(info, AVAudioSessionSilenceSecondaryAudioHintTypeKey, &event->code);
}

#define READER(reader, field, key, since)                                                          \
    static void reader(id info, as_event *event)                                                   \
    {                                                                                              \
        event->field = UNTOLD;                                                                     \
        read_number(info, ios_constant(#key, since), &event->field);                               \
    }
READER(read_spatial, value, AVAudioSessionSpatialAudioEnabledKey, "15.0")
READER(read_rendering_mode, code, AVAudioSessionRenderingModeNewRenderingModeKey, "17.2")
READER(read_injection, value, AVAudioSessionMicrophoneInjectionIsAvailableKey, "18.2")
READER(read_output_mute, value, AVAudioSessionMuteStateKey, "26.0")
READER(read_input_mute, value, AVAudioApplicationMuteStateKey, "17.0")
#undef READER

/* What does not fit, a NaN among it, is as good as untold. */
static int64_t
round_number(id object, double factor)
{
    if (![object isKindOfClass:[NSNumber class]])
        return UNTOLD;
    double number = [object doubleValue] * factor;
    return fabs(number) < 1e15 ? llrint(number) : UNTOLD;
}

static void
read_value(id object, as_event *event)
{
    event->value = round_number(object, 1);
}

static void
read_code(id object, as_event *event)
{
    event->code = round_number(object, 1);
}

static void
read_millionths(id object, as_event *event)
{
    event->value = round_number(object, 1e6);
}

/* ---- The observer -------------------------------------------------------------------------- */

static const struct row {
    const char *name, *since;
    void (*read)(id info, as_event *event); /* NULL: an answer, which nobody observes */
    bool key;
} rows[EVENT_COUNT] = {
#define NOTICE(name, since, read) {#name, since, read, false},
#define KEY(name, since, read) {#name, since, read, true},
#define ANSWER(name) {#name, "", NULL, false},
#include "events.h"
#undef NOTICE
#undef KEY
#undef ANSWER
};

static void
tell(uint32_t kind, id info)
{
    as_event event = {.kind = kind};
    @autoreleasepool {
        @try {
            rows[kind].read(info, &event);
        } @catch (id thrown) {
            (void)thrown; /* what was read until then is told all the same: that it happened */
        }
        gate_emit(&event);
    }
}

@implementation AudioSessionObserver

- (void)notice:(NSNotification *)notification
{
    for (uint32_t kind = 0; kind < EVENT_COUNT; kind++)
        if (!rows[kind].key && sources[kind] != NULL &&
            [[notification name] isEqual:IOS_KEPT(NSString *, sources[kind])])
            tell(kind, [notification userInfo]);
}

- (void)observeValueForKeyPath:(NSString *)key
                      ofObject:(id)object
                        change:(NSDictionary *)change
                       context:(void *)context
{
    (void)key, (void)object;
    tell((uint32_t)((const struct row *)context - rows),
         [change objectForKey:NSKeyValueChangeNewKey]);
}

@end

/* The name of what is to be observed; nil if the running iOS has none. */
static NSString *
find_source(uint32_t kind)
{
    NSString *name = @(rows[kind].name);
    if (rows[kind].key)
        return name;
    NSString *constant = ios_constant(rows[kind].name, rows[kind].since);
    /* UIKit's, which may be loaded later than we are; its value is its name. */
    if (constant == nil && kind == EVENT_UIApplicationDidBecomeActiveNotification)
        return name;
    return constant;
}

static void
add(uint32_t kind, AVAudioSession *session)
{
    NSString *source = find_source(kind);
    if (source == nil)
        return;
    if (sources[kind] == NULL)
        sources[kind] = IOS_KEEP(source);
    if (rows[kind].key)
        [session addObserver:observer
                  forKeyPath:source
                     options:NSKeyValueObservingOptionNew
                     context:(void *)&rows[kind]];
    else
        [[NSNotificationCenter defaultCenter] addObserver:observer
                                                 selector:@selector(notice:)
                                                     name:source
                                                   object:nil];
    added[kind] = true;
}

static void
add_all(AVAudioSession *session)
{
    for (uint32_t kind = 0; kind < EVENT_COUNT; kind++) {
        if (rows[kind].read == NULL || !ios_has(rows[kind].since))
            continue;
        @try {
            add(kind, session);
        } @catch (id thrown) {
            continue; /* a key that this iOS cannot observe; the others can be */
        }
    }
}

static void
remove_all(AVAudioSession *session)
{
    [[NSNotificationCenter defaultCenter] removeObserver:observer];
    for (uint32_t kind = 0; kind < EVENT_COUNT; kind++) {
        @try {
            if (rows[kind].key && added[kind])
                [session removeObserver:observer forKeyPath:IOS_KEPT(NSString *, sources[kind])];
        } @catch (id thrown) {
            continue; /* iOS has removed it already */
        } @finally {
            added[kind] = false;
        }
    }
}

void
observer_retain(AVAudioSession *session)
{
    pthread_mutex_lock(&lock);
    if (users++ == 0) {
        if (observer == nil)
            observer = [[AudioSessionObserver alloc] init];
        watched = IOS_KEEP(session);
        add_all(session);
    }
    pthread_mutex_unlock(&lock);
}

void
observer_release(void)
{
    pthread_mutex_lock(&lock);
    if (--users == 0) {
        remove_all(IOS_KEPT(AVAudioSession *, watched));
        IOS_DROP(watched);
    }
    pthread_mutex_unlock(&lock);
}
