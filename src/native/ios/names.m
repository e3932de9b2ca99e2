/*
 * names.m: text constants, by name.
 *
 * A constant's value is iOS's own affair, and for ports it is not its name: what comes from iOS is
 * compared with the constants, never with a literal.
 */
#include <dlfcn.h>
#include <string.h>

#import "ios.h"

static const struct {
    const char *name, *since;
} constants[] = {
    {"AVAudioSessionCategoryAmbient", ""},
    {"AVAudioSessionCategoryAudioProcessing", ""},
    {"AVAudioSessionCategoryMultiRoute", ""},
    {"AVAudioSessionCategoryPlayAndRecord", ""},
    {"AVAudioSessionCategoryPlayback", ""},
    {"AVAudioSessionCategoryRecord", ""},
    {"AVAudioSessionCategorySoloAmbient", ""},
    {"AVAudioSessionModeDefault", ""},
    {"AVAudioSessionModeDualRoute", "26.2"},
    {"AVAudioSessionModeGameChat", ""},
    {"AVAudioSessionModeMeasurement", ""},
    {"AVAudioSessionModeMoviePlayback", ""},
    {"AVAudioSessionModeShortFormVideo", "26.0"},
    {"AVAudioSessionModeSpokenAudio", ""},
    {"AVAudioSessionModeVideoChat", ""},
    {"AVAudioSessionModeVideoRecording", ""},
    {"AVAudioSessionModeVoiceChat", ""},
    {"AVAudioSessionModeVoicePrompt", ""},
    {"AVAudioSessionPortAVB", "14.0"},
    {"AVAudioSessionPortAirPlay", ""},
    {"AVAudioSessionPortBluetoothA2DP", ""},
    {"AVAudioSessionPortBluetoothHFP", ""},
    {"AVAudioSessionPortBluetoothLE", ""},
    {"AVAudioSessionPortBuiltInMic", ""},
    {"AVAudioSessionPortBuiltInReceiver", ""},
    {"AVAudioSessionPortBuiltInSpeaker", ""},
    {"AVAudioSessionPortCarAudio", ""},
    {"AVAudioSessionPortContinuityMicrophone", "17.0"},
    {"AVAudioSessionPortDisplayPort", "14.0"},
    {"AVAudioSessionPortFireWire", "14.0"},
    {"AVAudioSessionPortHDMI", ""},
    {"AVAudioSessionPortHeadphones", ""},
    {"AVAudioSessionPortHeadsetMic", ""},
    {"AVAudioSessionPortLineIn", ""},
    {"AVAudioSessionPortLineOut", ""},
    {"AVAudioSessionPortPCI", "14.0"},
    {"AVAudioSessionPortThunderbolt", "14.0"},
    {"AVAudioSessionPortUSBAudio", ""},
    {"AVAudioSessionPortVirtual", "14.0"},
    {"AVAudioSessionLocationLower", ""},
    {"AVAudioSessionLocationUpper", ""},
    {"AVAudioSessionOrientationBack", ""},
    {"AVAudioSessionOrientationBottom", ""},
    {"AVAudioSessionOrientationFront", ""},
    {"AVAudioSessionOrientationLeft", ""},
    {"AVAudioSessionOrientationRight", ""},
    {"AVAudioSessionOrientationTop", ""},
    {"AVAudioSessionPolarPatternCardioid", ""},
    {"AVAudioSessionPolarPatternOmnidirectional", ""},
    {"AVAudioSessionPolarPatternStereo", "14.0"},
    {"AVAudioSessionPolarPatternSubcardioid", ""},
};

NSString *
ios_constant(const char *name, const char *since)
{
    if (!ios_has(since))
        return nil;
    const void *const *at = dlsym(RTLD_DEFAULT, name);
    return at != NULL ? IOS_KEPT(NSString *, *at) : nil;
}

NSDictionary *
ios_names(void)
{
    NSMutableDictionary *names = [NSMutableDictionary dictionary];
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++) {
        NSString *value = ios_constant(constants[i].name, constants[i].since);
        if (value != nil)
            [names setObject:@(constants[i].name) forKey:value];
    }
    return names;
}

NSString *
ios_value(NSString *name)
{
    const char *wanted = [name UTF8String];
    for (size_t i = 0; wanted != NULL && i < sizeof constants / sizeof *constants; i++) {
        if (strcmp(wanted, constants[i].name) == 0) {
            NSString *value = ios_constant(constants[i].name, constants[i].since);
            return value != nil ? value : name;
        }
    }
    return name;
}
