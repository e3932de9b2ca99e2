/*
 * poster.m: what the driver "poster" does on its thread, in front of the stand-in for AVFAudio: it
 * posts a notification as iOS would, with all that goes with it made beforehand.
 */
#include <stdlib.h>
#include <string.h>

#import <AVFAudio/AVFAudio.h>

#include "world.h"

enum { HINT, FLOOR }; /* what is posted: for the driver of iOS, or for an observer that counts */

void poster_post(int64_t index, int64_t what);

@interface BenchmarkCounter : NSObject
- (void)count:(NSNotification *)notification;
@end

/* A phone on which nothing is plugged in, and all else is as the stand-in has it without a world. */
static void
answer(void *context, const char *class_name, const char *object, const char *selector,
       const char *arguments, void *question)
{
    (void)context, (void)class_name, (void)object, (void)arguments;
    if (strcmp(selector, "currentRoute") == 0)
        avfaudio_answer(question, "{\"value\":{\"inputs\":[],\"outputs\":[]}}");
}

__attribute__((constructor)) static void
set_world(void)
{
    const avfaudio_world world = {.version = "17.0", .ask = answer};
    avfaudio_set_world(&world);
}

static int64_t counted;

@implementation BenchmarkCounter
- (void)count:(NSNotification *)notification
{
    counted += [[notification userInfo] count] > 0;
}
@end

static NSDictionary *infos[2];
static NSString *const floor_name = @"BenchmarkFloorNotification";

static void
prepare(void)
{
    for (int type = 0; type < 2; type++)
        infos[type] = [[NSDictionary alloc]
            initWithObjectsAndKeys:[NSNumber numberWithInt:type],
                                   AVAudioSessionSilenceSecondaryAudioHintTypeKey, nil];
    [[NSNotificationCenter defaultCenter] addObserver:[[BenchmarkCounter alloc] init]
                                             selector:@selector(count:)
                                                 name:floor_name
                                               object:nil];
}

void
poster_post(int64_t index, int64_t what)
{
    int64_t before = counted;
    @autoreleasepool {
        if (infos[0] == nil)
            prepare();
        [[NSNotificationCenter defaultCenter]
            postNotificationName:what == HINT ? AVAudioSessionSilenceSecondaryAudioHintNotification
                                              : floor_name
                          object:nil
                        userInfo:infos[1 - index % 2]];
    }
    if (what == FLOOR && counted != before + 1)
        abort();
}
