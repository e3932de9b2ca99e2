/*
 * AVFAudio.h: Apple's AVFAudio as far as the iOS driver needs it, in our own words, for GNUstep.
 *
 * Names, values and versions are those of the iOS 26.2 SDK; test_headers.py compares them with its
 * published metadata. What the methods do is decided elsewhere: see world.h.
 */
#import <AVFAudio/AVAudioApplication.h>
#import <AVFAudio/AVAudioSession.h>
#import <AVFAudio/AVAudioSessionDeprecated.h>
#import <AVFAudio/AVAudioSessionRoute.h>
#import <AVFAudio/AVAudioSessionTypes.h>
