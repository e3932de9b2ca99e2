// The driver in front of the fake framework: calls, events, levels, faults.
#include <gtest/gtest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <cstring>

#include "jvm.hpp"

namespace
{
using Shim = ShimTest;

TEST_F(Shim, AFocusRequestGoesThereAndItsChangesComeBack)
{
    Driver driver;
    ASSERT_EQ(driver.status, AS_OK) << driver.error.text;
    Answer answer = driver.request(1LL << 40);
    ASSERT_EQ(answer.status, AS_OK) << answer.error.text;
    EXPECT_EQ(answer.value.as.integer, 1);
    jvm.focus(-2);
    as_event event = driver.next("AUDIO_FOCUS_CHANGE");
    EXPECT_EQ(event.code, -2);
    EXPECT_EQ(event.value, 1LL << 40);
    EXPECT_EQ(driver.call("abandonAudioFocus", {number(1LL << 40)}).value.as.integer, 1);
    EXPECT_TRUE(jvm.called("unregister focus"));
}

TEST_F(Shim, EachGenerationIsAListenerOfItsOwn)
{
    Driver driver;
    for (int64_t generation : {1, 2}) {
        driver.request(generation);
        jvm.focus(-1);
        EXPECT_EQ(driver.next("AUDIO_FOCUS_CHANGE").value, generation);
    }
}

TEST_F(Shim, BelowLevel26FocusIsAskedForByStream)
{
    jvm.phone(25);
    Driver driver;
    EXPECT_EQ(driver.request(1, 3).value.as.integer, 1);
    EXPECT_TRUE(jvm.called("requestAudioFocus 3 3")); // STREAM_MUSIC, MAY_DUCK
    jvm.focus(1);
    EXPECT_EQ(driver.next("AUDIO_FOCUS_CHANGE").code, 1);
}

TEST_F(Shim, RefusedFocusIsNotHeld)
{
    jvm.answer("requestAudioFocus", 0);
    Driver driver;
    EXPECT_EQ(driver.request(1).value.as.integer, 0);
    EXPECT_EQ(jvm.registered(), 4); // nor by AudioManager, which takes a listener in at once
    jvm.fail("unregister focus", "java.lang.IllegalStateException", "abandoned twice");
    EXPECT_EQ(driver.call("abandonAudioFocus", {number(1)}).value.as.integer, 1);
}

TEST_F(Shim, TheDevicesAreReportedAtOnce)
{
    Driver driver;
    EXPECT_EQ(driver.next("AUDIO_DEVICES_ADDED").value, 1);
    Answer answer = driver.call("getDevices", {number(3)});
    EXPECT_EQ(answer.text,
              "[{\"id\":7,\"type\":2,\"productName\":\"Speaker\",\"address\":\"bottom\","
              "\"isSource\":false,\"isSink\":true,\"sampleRates\":[44100,48000],"
              "\"channelMasks\":[],\"channelIndexMasks\":[],\"channelCounts\":[2],"
              "\"encodings\":[],\"audioProfiles\":null,\"audioDescriptors\":null,"
              "\"encapsulationModes\":[],\"encapsulationMetadataTypes\":[],"
              "\"speakerLayoutChannelMask\":null}]");
}

TEST_F(Shim, ScalarsOfEveryTypeComeBack)
{
    Driver driver;
    jvm.answer("getMode", 3);
    EXPECT_EQ(driver.call("getMode").value.as.integer, 3);
    EXPECT_TRUE(driver.call("isMusicActive").value.as.boolean);
    EXPECT_EQ(driver.call("getStreamVolumeDb", {number(3), number(1), number(2)}).value.as.real,
              -6.5);
    EXPECT_EQ(driver.call("setMode", {number(2)}).value.type, AS_TYPE_NONE);
    EXPECT_TRUE(jvm.called("setMode 2"));
    jvm.answer("getProperty", nullptr);
    Answer none = driver.text("getProperty", "x");
    EXPECT_EQ(none.status, AS_OK);
    EXPECT_EQ(none.value.type, AS_TYPE_NONE);
}

TEST_F(Shim, TextKeepsItsEmojiAndItsNul)
{
    Driver driver;
    const std::string text("\xF0\x9F\x8E\xA7 a\0b \xC3\xBC", 11);
    EXPECT_EQ(driver.text("getProperty", text).text, text);
    EXPECT_EQ(driver.text("getProperty", "").text, "");
    EXPECT_EQ(driver.text("getProperty", "\xFF").text, "\xEF\xBF\xBD");
    std::string longest(1 << 20, 'x');
    EXPECT_EQ(driver.text("getProperty", longest).text, longest);
}

TEST_F(Shim, JsonQuotesWhatItMust)
{
    Driver driver;
    const char16_t name[] = u"\"\\\n\u0001 \U0001F3A7";
    jvm.answer("getProductName", jvm.env->NewString(reinterpret_cast<const jchar *>(name), 7));
    Answer answer = driver.call("getDevices", {number(3)});
    EXPECT_NE(answer.text.find("\"\\\"\\\\\\u000a\\u0001 \xF0\x9F\x8E\xA7\""), std::string::npos)
        << answer.text;
}

TEST_F(Shim, ANumberThatJavaCannotHoldIsRefused)
{
    Driver driver;
    Answer answer = driver.call("setMode", {number(1LL << 31)});
    EXPECT_EQ(answer.status, AS_INVALID_ARGUMENT);
    EXPECT_STREQ(answer.error.text,
                 "setMode: argument 1 is 2147483648, it has to fit in Java's 32-bit int");
    EXPECT_EQ(driver.call("setMode", {number(-(1LL << 31))}).status, AS_OK);
}

TEST_F(Shim, AnOptionalNumberMayBeNone)
{
    Driver driver;
    as_value volume{};
    EXPECT_EQ(driver.call("playSoundEffect", {number(5), volume}).status, AS_OK);
    EXPECT_TRUE(jvm.called("playSoundEffect 5"));
    as_value_set_double(&volume, 0.5);
    EXPECT_EQ(driver.call("playSoundEffect", {number(5), volume}).status, AS_OK);
    EXPECT_TRUE(jvm.called("playSoundEffect 5 0.5"));
}

TEST_F(Shim, WhatTheLevelLacksIsUnsupported)
{
    jvm.phone(22);
    Driver driver;
    Answer answer = driver.call("getDevices", {number(3)});
    EXPECT_EQ(answer.status, AS_UNSUPPORTED);
    EXPECT_STREQ(answer.error.since, "23");
    EXPECT_STREQ(answer.error.text, "getDevices needs API level 23; this device has 22");
    EXPECT_EQ(jvm.registered(), 1); // the receiver alone
}

TEST_F(Shim, Broadcasts)
{
    struct Row {
        const char *action;
        std::vector<const char *> extras;
        const char *event;
        int code, value;
    };
    const Row rows[] = {
        {"android.media.AUDIO_BECOMING_NOISY", {}, "AUDIO_BECOMING_NOISY", 0, 0},
        {"android.media.VOLUME_CHANGED_ACTION",
         {"android.media.EXTRA_VOLUME_STREAM_TYPE", "3", "android.media.EXTRA_VOLUME_STREAM_VALUE",
          "9"},
         "VOLUME_CHANGED",
         3,
         9},
        {"android.media.ACTION_SCO_AUDIO_STATE_UPDATED",
         {"android.media.extra.SCO_AUDIO_STATE", "1",
          "android.media.extra.SCO_AUDIO_PREVIOUS_STATE", "2"},
         "SCO_AUDIO_STATE_UPDATED",
         1,
         2},
        {"android.media.RINGER_MODE_CHANGED",
         {"android.media.EXTRA_RINGER_MODE", "1"},
         "RINGER_MODE_CHANGED",
         1,
         0},
        {"android.media.STREAM_MUTE_CHANGED_ACTION",
         {"android.media.EXTRA_VOLUME_STREAM_TYPE", "2", "android.media.EXTRA_STREAM_VOLUME_MUTED",
          "1"},
         "STREAM_MUTE_CHANGED",
         2,
         1},
        {"android.media.action.MICROPHONE_MUTE_CHANGED", {}, "MICROPHONE_MUTE_CHANGED", 0, 0},
        {"android.intent.action.HEADSET_PLUG",
         {"state", "1", "microphone", "1"},
         "HEADSET_PLUG",
         1,
         1},
        {"android.media.action.HDMI_AUDIO_PLUG",
         {"android.media.extra.AUDIO_PLUG_STATE", "1"},
         "HDMI_AUDIO_PLUG",
         0,
         1},
    };
    Driver driver;
    driver.next("AUDIO_DEVICES_ADDED");
    for (const Row &row : rows) {
        jobjectArray extras = jvm.env->NewObjectArray(static_cast<jsize>(row.extras.size()),
                                                      jvm.find("java/lang/String"), nullptr);
        for (size_t i = 0; i < row.extras.size(); i++)
            jvm.env->SetObjectArrayElement(extras, static_cast<jsize>(i), jvm.text(row.extras[i]));
        for (jboolean sticky : {JNI_TRUE, JNI_FALSE})
            jvm.call("shim/Storm", "broadcast", "(Ljava/lang/String;Z[Ljava/lang/String;)V",
                     jvm.text(row.action), static_cast<jint>(sticky), extras);
        EXPECT_TRUE(jvm.called(std::string("addAction ") + row.action));
        as_event event = driver.next(row.event);
        EXPECT_EQ(event.code, row.code) << row.event;
        EXPECT_EQ(event.value, row.value) << row.event;
        as_event more[8];
        EXPECT_EQ(as_channel_drain(driver.channel.get(), more, 8), 0u) << "the sticky one came";
    }
}

TEST_F(Shim, ABroadcastThatAndroidThrowsUnderEndsNobody)
{
    Driver driver;
    jvm.fail("isMicrophoneMute", "java.lang.RuntimeException", "dead");
    jvm.call("shim/Storm", "broadcast", "(Ljava/lang/String;Z[Ljava/lang/String;)V",
             jvm.text("android.media.action.MICROPHONE_MUTE_CHANGED"), 0,
             jvm.env->NewObjectArray(0, jvm.find("java/lang/String"), nullptr));
    EXPECT_NE(jvm.calls().find("log audio_session"), std::string::npos);
}

TEST_F(Shim, CloseUnregistersAllAndGivesFocusBack)
{
    Driver driver;
    driver.request(1);
    EXPECT_EQ(jvm.registered(), 5);
    driver.close();
    EXPECT_EQ(jvm.registered(), 0);
}

TEST_F(Shim, CloseGoesOnWhereAndroidThrows)
{
    Driver driver;
    driver.request(1);
    jvm.fail("unregister devices", "java.lang.IllegalStateException", "dead");
    driver.close();
    EXPECT_EQ(jvm.registered(), 1);
    EXPECT_TRUE(jvm.called("unregister receiver"));
}

TEST_F(Shim, AForkIsToldThatItHasNoJava)
{
    pid_t child = fork();
    if (child == 0) {
        alarm(10); // Java would keep it for ever
        as_error error{};
        Driver driver;
        bool good = driver.status == AS_UNAVAILABLE && strstr(driver.error.text, "is a fork") &&
                    as_android_set_host(jvm.vm, nullptr, nullptr, &error) == AS_UNAVAILABLE &&
                    as_android_has_vm();
        _exit(good ? 0 : 1);
    }
    int status = -1;
    waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
    Driver driver;
    EXPECT_EQ(driver.status, AS_OK) << "the app itself goes on";
}

TEST_F(Shim, WhatComesAfterCloseIsDropped)
{
    jobject listener;
    Channel channel;
    {
        Driver driver;
        driver.request(1);
        listener = jvm.ask("shim/Os", "listener", "(Ljava/lang/String;)Ljava/lang/Object;",
                           jvm.text("focus"));
        driver.close();
        channel = std::move(driver.channel);
    }
    drain(channel);
    jvm.call("shim/Storm", "focusMany", "(Ljava/lang/Object;I)V", listener, 10);
    EXPECT_TRUE(drain(channel).empty());
}
} // namespace
