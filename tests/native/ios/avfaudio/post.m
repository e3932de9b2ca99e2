/*
 * post.m: what the world tells: notifications, changes of keys, answers of the user's.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <Block.h>

#import "ask.h"
#include "world.h"

/* ---- Notifications and keys ---------------------------------------------------------------- */

static NSString *
value_of(NSString *name)
{
    return [NSString stringWithUTF8String:avfaudio_constant([name UTF8String])];
}

static NSDictionary *
make_user_info(const char *json)
{
    if (strcmp(json, "null") == 0)
        return nil;
    NSData *data = [NSData dataWithBytes:json length:strlen(json)];
    NSDictionary *named = [NSJSONSerialization JSONObjectWithData:data options:0 error:NULL];
    NSMutableDictionary *info = [NSMutableDictionary dictionary];
    for (NSString *name in named) {
        id value = [named objectForKey:name];
        if ([name isEqual:@"AVAudioSessionRouteChangePreviousRouteKey"] &&
            [value isKindOfClass:[NSDictionary class]])
            value =
                avfaudio_object([AVAudioSessionRouteDescription class], avfaudio_localise(value));
        [info setObject:value forKey:value_of(name)];
    }
    return info;
}

void
avfaudio_post(const char *name, const char *user_info)
{
    @autoreleasepool {
        [[NSNotificationCenter defaultCenter]
            postNotificationName:value_of([NSString stringWithUTF8String:name])
                          object:[AVAudioSession sharedInstance]
                        userInfo:make_user_info(user_info)];
    }
}

void
avfaudio_change(const char *key)
{
    @autoreleasepool {
        NSString *name = [NSString stringWithUTF8String:key];
        [[AVAudioSession sharedInstance] willChangeValueForKey:name];
        [[AVAudioSession sharedInstance] didChangeValueForKey:name];
    }
}

/* ---- Blocks -------------------------------------------------------------------------------- */

typedef struct waiting {
    long long ticket;
    void *block;
    avfaudio_shape shape;
    struct waiting *next;
} waiting;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static waiting *first;
static long long last_ticket;
static int count;

NSNumber *
avfaudio_ticket(const void *block, avfaudio_shape shape)
{
    waiting *new_ = malloc(sizeof *new_);
    if (new_ == NULL)
        abort();
    pthread_mutex_lock(&lock);
    *new_ = (waiting){++last_ticket, _Block_copy(block), shape, first};
    first = new_;
    count++;
    long long ticket = new_->ticket;
    pthread_mutex_unlock(&lock);
    return [NSNumber numberWithLongLong:ticket];
}

static waiting *
take(long long ticket)
{
    pthread_mutex_lock(&lock);
    waiting **at = &first;
    while (*at != NULL && (*at)->ticket != ticket)
        at = &(*at)->next;
    waiting *found = *at;
    if (found != NULL) {
        *at = found->next;
        count--;
    }
    pthread_mutex_unlock(&lock);
    return found;
}

bool
avfaudio_complete(long long ticket, const char *arguments)
{
    waiting *found = take(ticket);
    if (found == NULL)
        return false;
    @autoreleasepool {
        NSData *data = [NSData dataWithBytes:arguments length:strlen(arguments)];
        NSArray *list = [NSJSONSerialization JSONObjectWithData:data options:0 error:NULL];
        NSNumber *one = [list objectAtIndex:0];
        BOOL yes = [one boolValue] ? YES : NO;
        if (found->shape == TAKES_BOOL)
            ((void (^)(BOOL))found->block)(yes);
        else if (found->shape == TAKES_INTEGER)
            ((void (^)(NSInteger))found->block)([one integerValue]);
        else
            ((void (^)(BOOL, NSInteger))found->block)(yes, [[list objectAtIndex:1] integerValue]);
    }
    Block_release(found->block);
    free(found);
    return true;
}

int
avfaudio_waiting(void)
{
    pthread_mutex_lock(&lock);
    int waiting_ = count;
    pthread_mutex_unlock(&lock);
    return waiting_;
}
