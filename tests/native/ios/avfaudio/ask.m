/*
 * ask.m: a question to the world, and its answer.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#import "ask.h"
#include "world.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static avfaudio_world world;

/* An error without a domain, which NSError itself does not make. */
@interface AVFAudioDomainless : NSError
@end
@implementation AVFAudioDomainless
- (NSString *)domain
{
    return nil;
}
@end

void
avfaudio_set_world(const avfaudio_world *new_world)
{
    const avfaudio_world none = {0};
    pthread_mutex_lock(&lock);
    world = new_world != NULL ? *new_world : none;
    pthread_mutex_unlock(&lock);
}

static avfaudio_world
get_world(void)
{
    pthread_mutex_lock(&lock);
    avfaudio_world copy = world;
    pthread_mutex_unlock(&lock);
    return copy;
}

const char *
avfaudio_version(void)
{
    const char *version = get_world().version;
    return version != NULL ? version : "13.0";
}

bool
avfaudio_has(const char *version)
{
    char *rest;
    long runs[2] = {strtol(avfaudio_version(), &rest, 10), 0};
    runs[1] = *rest == '.' ? strtol(rest + 1, NULL, 10) : 0;
    long wanted = strtol(version, &rest, 10);
    long minor = *rest == '.' ? strtol(rest + 1, NULL, 10) : 0;
    return runs[0] > wanted || (runs[0] == wanted && runs[1] >= minor);
}

void
avfaudio_answer(void *question, const char *json)
{
    char **answer = question;
    free(*answer);
    *answer = strdup(json);
}

static NSString *
to_json(id object)
{
    if (object == nil)
        return @"null";
    NSData *data = [NSJSONSerialization dataWithJSONObject:object options:0 error:NULL];
    return [[[NSString alloc] initWithData:data encoding:NSUTF8StringEncoding] autorelease];
}

static id
from_json(const char *json)
{
    NSData *data = [NSData dataWithBytes:json length:strlen(json)];
    NSError *error = nil;
    id object = [NSJSONSerialization JSONObjectWithData:data options:0 error:&error];
    if (![object isKindOfClass:[NSDictionary class]]) {
        NSLog(@"the world's answer is no JSON dictionary: %s", json);
        abort();
    }
    return object;
}

id
avfaudio_localise(id object)
{
    if ([object isKindOfClass:[NSString class]]) {
        const char *value = avfaudio_constant([object UTF8String]);
        return *value != '\0' ? [NSString stringWithUTF8String:value] : object;
    }
    if ([object isKindOfClass:[NSArray class]]) {
        NSMutableArray *list = [NSMutableArray array];
        for (id item in object)
            [list addObject:avfaudio_localise(item)];
        return list;
    }
    if ([object isKindOfClass:[NSDictionary class]]) {
        NSMutableDictionary *dictionary = [NSMutableDictionary dictionary];
        for (NSString *key in object)
            [dictionary setObject:avfaudio_localise([object objectForKey:key]) forKey:key];
        return dictionary;
    }
    return object;
}

static id
not_null(id object)
{
    return object != [NSNull null] ? object : nil;
}

static void
throw_(NSDictionary *exception)
{
    if (exception == nil)
        @throw [[[NSObject alloc] init] autorelease];
    @throw [NSException exceptionWithName:[exception objectForKey:@"name"]
                                   reason:not_null([exception objectForKey:@"reason"])
                                 userInfo:nil];
}

static NSError *
make_error(NSDictionary *error)
{
    if (error == nil)
        return nil;
    id domain = not_null([error objectForKey:@"domain"]);
    id text = not_null([error objectForKey:@"text"]);
    Class class_ = domain != nil ? [NSError class] : [AVFAudioDomainless class];
    return [class_ errorWithDomain:domain != nil ? domain : @"none"
                              code:[[error objectForKey:@"code"] integerValue]
                          userInfo:text != nil ? @{NSLocalizedDescriptionKey : text} : nil];
}

/* The answer's value; `refused` says whether it was an error. */
static id
ask(id receiver, SEL selector, NSArray *arguments, NSError **error, BOOL *refused)
{
    avfaudio_world now = get_world();
    *refused = NO;
    if (now.ask == NULL)
        return nil;
    BOOL described = [receiver isKindOfClass:[AVFAudioDescription class]];
    NSString *object = to_json(described ? [receiver facts] : nil);
    char *json = NULL;
    now.ask(now.context, [NSStringFromClass([receiver class]) UTF8String], [object UTF8String],
            [NSStringFromSelector(selector) UTF8String], [to_json(arguments) UTF8String], &json);
    if (json == NULL)
        return nil;
    NSDictionary *answer = from_json(json);
    free(json);
    if ([answer objectForKey:@"raise"] != nil)
        throw_(not_null([answer objectForKey:@"raise"]));
    if ([answer objectForKey:@"error"] != nil) {
        *refused = YES;
        if (error != NULL)
            *error = make_error(not_null([answer objectForKey:@"error"]));
        return nil;
    }
    return avfaudio_localise(not_null([answer objectForKey:@"value"]));
}

id
avfaudio_ask(id receiver, SEL selector, NSArray *arguments, NSError **error)
{
    BOOL refused;
    return ask(receiver, selector, arguments, error, &refused);
}

BOOL
avfaudio_tell(id receiver, SEL selector, NSArray *arguments, NSError **error)
{
    BOOL refused;
    ask(receiver, selector, arguments, error, &refused);
    return refused ? NO : YES;
}

BOOL
avfaudio_responds(id receiver, SEL selector)
{
    static _Thread_local bool asking;
    if (asking)
        return YES;
    id answer = nil;
    asking = true;
    @try {
        answer = avfaudio_ask(receiver, @selector(respondsToSelector:),
                              @[ NSStringFromSelector(selector) ], NULL);
    } @finally {
        asking = false;
    }
    return answer == nil || [answer boolValue] ? YES : NO;
}

id
avfaudio_object(Class class_, id facts)
{
    return facts != nil ? [[[class_ alloc] initWithFacts:facts] autorelease] : nil;
}

id
avfaudio_objects(Class class_, id list)
{
    if (list == nil)
        return nil;
    NSMutableArray *objects = [NSMutableArray array];
    for (id facts in list)
        [objects addObject:avfaudio_object(class_, facts)];
    return objects;
}

id
avfaudio_or_null(id object)
{
    return object != nil ? object : [NSNull null];
}

id
avfaudio_facts(AVFAudioDescription *object)
{
    return avfaudio_or_null([object facts]);
}
