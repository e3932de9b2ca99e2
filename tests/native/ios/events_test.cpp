// Notifications and keys, as events.
#include <thread>

#include "world.hpp"

namespace
{
const char *const INTERRUPTION = "AVAudioSessionInterruptionNotification";
const char *const ROUTE_CHANGE = "AVAudioSessionRouteChangeNotification";

as_event
post(Driver &driver, const char *name, const std::string &info)
{
    avfaudio_post(name, info.c_str());
    return driver.next(name);
}

TEST(IosEvents, AnInterruptionSaysAllThatIosSays)
{
    World world("15.0");
    Driver driver;
    as_event event = post(driver, INTERRUPTION,
                          R"({"AVAudioSessionInterruptionTypeKey":1,)"
                          R"("AVAudioSessionInterruptionWasSuspendedKey":true,)"
                          R"("AVAudioSessionInterruptionReasonKey":1})");
    EXPECT_EQ(event.code, 1);
    EXPECT_EQ(event.flags, 1u | 2u | 1u << 8);
    event =
        post(driver, INTERRUPTION,
             R"({"AVAudioSessionInterruptionTypeKey":0,"AVAudioSessionInterruptionOptionKey":1})");
    EXPECT_EQ(event.code, 0);
    EXPECT_EQ(event.value, 1);
    EXPECT_EQ(event.flags, 0u);
}

TEST(IosEvents, AnInterruptionHasNoReasonBefore14_5)
{
    World world("14.4");
    Driver driver;
    const as_event event = post(driver, INTERRUPTION,
                                R"({"AVAudioSessionInterruptionTypeKey":1,)"
                                R"("AVAudioSessionInterruptionReasonKey":4})");
    EXPECT_EQ(event.flags, 0u);
}

TEST(IosEvents, UnknownNumbersStayNumbers)
{
    World world;
    Driver driver;
    as_event event = post(driver, INTERRUPTION,
                          R"({"AVAudioSessionInterruptionTypeKey":77,)"
                          R"("AVAudioSessionInterruptionOptionKey":4096,)"
                          R"("AVAudioSessionInterruptionReasonKey":99})");
    EXPECT_EQ(event.code, 77);
    EXPECT_EQ(event.value, 4096);
    EXPECT_EQ(event.flags, 2u | 99u << 8);
    event = post(driver, ROUTE_CHANGE, R"({"AVAudioSessionRouteChangeReasonKey":5})");
    EXPECT_EQ(event.code, 5);
}

TEST(IosEvents, WhatIosLeavesOutIsUntold)
{
    World world;
    Driver driver;
    for (const char *info : {"null", "{}"}) {
        EXPECT_EQ(post(driver, INTERRUPTION, info).code, -1);
        EXPECT_EQ(post(driver, ROUTE_CHANGE, info).code, -1);
        EXPECT_EQ(post(driver, "AVAudioSessionSilenceSecondaryAudioHintNotification", info).code,
                  -1);
        EXPECT_EQ(post(driver, "AVAudioApplicationInputMuteStateChangeNotification", info).value,
                  -1);
    }
    EXPECT_EQ(post(driver, INTERRUPTION, R"({"AVAudioSessionInterruptionTypeKey":"began"})").code,
              -1);
}

TEST(IosEvents, ARouteChangeSaysWhatCannotBeReadAgain)
{
    struct Row {
        const char *previous, *current;
        uint32_t flags;
    };
    const Row rows[] = {
        {"AVAudioSessionPortHeadphones", "AVAudioSessionPortBuiltInSpeaker", 3},
        {"AVAudioSessionPortBluetoothA2DP", "AVAudioSessionPortBuiltInReceiver", 3},
        {"AVAudioSessionPortBluetoothHFP", "AVAudioSessionPortBuiltInSpeaker", 3},
        {"AVAudioSessionPortBluetoothLE", "AVAudioSessionPortBuiltInSpeaker", 3},
        {"AVAudioSessionPortUSBAudio", "AVAudioSessionPortBuiltInSpeaker", 3},
        {"AVAudioSessionPortCarAudio", "AVAudioSessionPortBuiltInSpeaker", 3},
        {"AVAudioSessionPortAirPlay", "AVAudioSessionPortBuiltInSpeaker", 3},
        {"AVAudioSessionPortHeadphones", "AVAudioSessionPortBluetoothA2DP", 1},
        {"AVAudioSessionPortHDMI", "AVAudioSessionPortBuiltInSpeaker", 2},
        {"AVAudioSessionPortBuiltInReceiver", "AVAudioSessionPortBuiltInSpeaker", 2},
        {"A port of tomorrow", "AVAudioSessionPortLineOut", 0},
    };
    World world;
    Driver driver;
    for (const Row &row : rows) {
        world.value("currentRoute", route(port(row.current, "now")));
        const as_event event = post(
            driver, ROUTE_CHANGE,
            R"({"AVAudioSessionRouteChangeReasonKey":2,)"
            R"("AVAudioSessionRouteChangePreviousRouteKey":)" +
                route(port("AVAudioSessionPortLineOut", "x") + "," + port(row.previous, "before")) +
                "}");
        EXPECT_EQ(event.code, 2);
        EXPECT_EQ(event.flags, row.flags) << row.previous << " " << row.current;
    }
}

TEST(IosEvents, ARouteChangeWithoutAPreviousRoute)
{
    World world;
    Driver driver;
    as_event event = post(driver, ROUTE_CHANGE,
                          R"({"AVAudioSessionRouteChangeReasonKey":2,)"
                          R"("AVAudioSessionRouteChangePreviousRouteKey":"Headphones"})");
    EXPECT_EQ(event.flags, 0u);
    world.answer("currentRoute", R"({"raise":{"name":"NSInternalInconsistencyException"}})");
    event = post(driver, ROUTE_CHANGE, R"({"AVAudioSessionRouteChangeReasonKey":2})");
    EXPECT_EQ(event.code, 2) << "the reason was told";
}

TEST(IosEvents, TheOtherNotifications)
{
    struct Row {
        const char *name, *info;
        int64_t code, value;
    };
    const Row rows[] = {
        {"AVAudioSessionSilenceSecondaryAudioHintNotification",
         R"({"AVAudioSessionSilenceSecondaryAudioHintTypeKey":1})", 1, 0},
        {"AVAudioSessionMediaServicesWereLostNotification", "null", 0, 0},
        {"AVAudioSessionMediaServicesWereResetNotification", "null", 0, 0},
        {"AVAudioSessionSpatialPlaybackCapabilitiesChangedNotification",
         R"({"AVAudioSessionSpatialAudioEnabledKey":true})", 0, 1},
        {"AVAudioSessionRenderingModeChangeNotification",
         R"({"AVAudioSessionRenderingModeNewRenderingModeKey":5})", 5, 0},
        {"AVAudioSessionRenderingCapabilitiesChangeNotification", "null", 0, 0},
        {"AVAudioSessionMicrophoneInjectionCapabilitiesChangeNotification",
         R"({"AVAudioSessionMicrophoneInjectionIsAvailableKey":true})", 0, 1},
        {"AVAudioSessionAvailableInputsChangeNotification", "null", 0, 0},
        {"AVAudioSessionOutputMuteStateChangeNotification",
         R"({"AVAudioSessionMuteStateKey":true})", 0, 1},
        {"AVAudioSessionUserIntentToUnmuteOutputNotification", "null", 0, 0},
        {"AVAudioApplicationInputMuteStateChangeNotification",
         R"({"AVAudioApplicationMuteStateKey":1})", 0, 1},
        {"UIApplicationDidBecomeActiveNotification", "null", 0, 0},
    };
    World world("26.0");
    Driver driver;
    for (const Row &row : rows) {
        const as_event event = post(driver, row.name, row.info);
        EXPECT_EQ(event.code, row.code) << row.name;
        EXPECT_EQ(event.value, row.value) << row.name;
        EXPECT_EQ(event.flags, 0u) << row.name;
    }
}

TEST(IosEvents, KeysThatAreObserved)
{
    struct Row {
        const char *key, *getter, *value;
        int64_t code, number;
    };
    const Row rows[] = {
        {"outputVolume", "outputVolume", "0.5", 0, 500000},
        {"inputGain", "inputGain", "1", 0, 1000000},
        {"inputAvailable", "isInputAvailable", "true", 0, 1},
        {"inputDataSources", "inputDataSources", "[]", 0, 0},
        {"inputDataSource", "inputDataSource", "{}", 0, 0},
        {"outputDataSources", "outputDataSources", "null", 0, 0},
        {"outputDataSource", "outputDataSource", "null", 0, 0},
        {"promptStyle", "promptStyle", "1936224884", 1936224884, 0},
        {"sampleRate", "sampleRate", "44099.9", 0, 44100},
    };
    World world("18.0");
    Driver driver;
    EXPECT_EQ(avfaudio_observers(), 9);
    for (const Row &row : rows) {
        world.value(row.getter, row.value);
        avfaudio_change(row.key);
        const as_event event = driver.next(row.key);
        EXPECT_EQ(event.code, row.code) << row.key;
        EXPECT_EQ(event.value, row.number) << row.key;
    }
    driver.close();
    EXPECT_EQ(avfaudio_observers(), 0);
}

TEST(IosEvents, WhatThisIosDoesNotPostIsNotHeard)
{
    World world("17.1");
    Driver driver;
    EXPECT_EQ(avfaudio_observers(), 8) << "sampleRate can be observed from 18.0 on";
    avfaudio_post("AVAudioSessionRenderingModeChangeNotification", "null");
    avfaudio_change("sampleRate");
    EXPECT_TRUE(driver.waiting().empty());
    post(driver, "AVAudioApplicationInputMuteStateChangeNotification", "null");
}

TEST(IosEvents, EveryOpenDriverHearsAndTheLastOneUnregisters)
{
    World world;
    Driver first, second;
    EXPECT_EQ(avfaudio_observers(), 9);
    post(first, "AVAudioSessionMediaServicesWereLostNotification", "null");
    second.next("AVAudioSessionMediaServicesWereLostNotification");
    first.close();
    post(second, "AVAudioSessionMediaServicesWereResetNotification", "null");
    EXPECT_TRUE(first.waiting().empty());
    second.close();
    EXPECT_EQ(avfaudio_observers(), 0);
}

TEST(IosEvents, TheyComeFromWhateverThreadIosPostsOn)
{
    World world;
    Driver driver;
    std::thread([] {
        avfaudio_post("AVAudioSessionRouteChangeNotification",
                      R"({"AVAudioSessionRouteChangeReasonKey":3})");
        avfaudio_change("outputVolume");
    }).join();
    EXPECT_EQ(driver.next(ROUTE_CHANGE).code, 3);
    driver.next("outputVolume");
}
} // namespace
