// What may go wrong: Android throws, nothing is there, everything comes at once.
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <set>
#include <string>
#include <thread>

#include "jvm.hpp"

namespace
{
using Faults = ShimTest;

bool
contains(const char *text, const std::string &part)
{
    return std::string(text).find(part) != std::string::npos;
}

struct Exception {
    const char *type, *message;
    as_status status;
    const char *permission;
};

class Thrown : public ShimTest, public testing::WithParamInterface<Exception>
{
};

TEST_P(Thrown, BecomesAStatusWithClassAndMessage)
{
    const Exception &exception = GetParam();
    Driver driver;
    jvm.fail("getMode", exception.type, exception.message);
    for (int again = 0; again < 2; again++) {
        Answer answer = driver.call("getMode");
        EXPECT_EQ(answer.status, exception.status) << answer.error.text;
        EXPECT_STREQ(answer.error.domain, exception.type);
        EXPECT_STREQ(answer.error.permission, exception.permission);
        EXPECT_TRUE(contains(answer.error.text, "getMode")) << answer.error.text;
        EXPECT_TRUE(contains(answer.error.text,
                             exception.message ? exception.message : "it gave no message"))
            << answer.error.text;
    }
    jvm.answer("isMusicActive", nullptr);
    EXPECT_EQ(driver.call("getRingerMode").status, AS_UNSUPPORTED); // the fake lacks it
}

const Exception exceptions[] = {
    {"java.lang.SecurityException", "MODE_IN_CALL needs android.permission.MODIFY_PHONE_STATE.",
     AS_PERMISSION_DENIED, "android.permission.MODIFY_PHONE_STATE"},
    {"java.lang.SecurityException", "Need BLUETOOTH_CONNECT permission for UID 1",
     AS_PERMISSION_DENIED, "android.permission.BLUETOOTH_CONNECT"},
    {"java.lang.SecurityException", "Not allowed to change Do Not Disturb state",
     AS_PERMISSION_DENIED, "android.permission.ACCESS_NOTIFICATION_POLICY"},
    {"java.lang.SecurityException", "Missing WRITE_SETTINGS permission", AS_PERMISSION_DENIED,
     "android.permission.WRITE_SETTINGS"},
    {"java.lang.SecurityException", "setMode requires MODIFY_AUDIO_SETTINGS", AS_PERMISSION_DENIED,
     "android.permission.MODIFY_AUDIO_SETTINGS"},
    {"java.lang.SecurityException", "has no permission", AS_PERMISSION_DENIED, ""},
    {"java.lang.SecurityException", nullptr, AS_PERMISSION_DENIED, ""},
    {"java.lang.IllegalArgumentException", "Bad stream type 99", AS_FAILED, ""},
    {"java.lang.NullPointerException", nullptr, AS_FAILED, ""},
    {"java.io.IOException", "no microphones", AS_FAILED, ""},
    {"java.lang.OutOfMemoryError", "Java heap space", AS_OUT_OF_MEMORY, ""},
    {"java.lang.NoSuchMethodError", "getMode", AS_UNSUPPORTED, ""},
    {"android.os.DeadSystemException", nullptr, AS_UNAVAILABLE, ""},
    {"shim.Rude", nullptr, AS_FAILED, ""},
};
INSTANTIATE_TEST_SUITE_P(Faults, Thrown, testing::ValuesIn(exceptions));

TEST_F(Faults, TheDeathOfTheServiceIsSeenThroughItsWrapping)
{
    Driver driver;
    jvm.call("shim/Os", "failWithCause",
             "(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;)V", jvm.text("getMode"),
             jvm.text("remote"), jvm.text("android.os.DeadSystemException"));
    EXPECT_EQ(driver.call("getMode").status, AS_UNAVAILABLE);
}

struct Reason {
    const char *how, *text;
};

class Explained : public ShimTest, public testing::WithParamInterface<Reason>
{
};

TEST_P(Explained, ByWhatWasSuppressedOrCausedIt)
{
    Driver driver;
    jvm.fail_with_reason("getMode", GetParam().how);
    Answer answer = driver.call("getMode");
    EXPECT_EQ(answer.status, AS_FAILED);
    EXPECT_STREQ(answer.error.domain, "java.lang.RuntimeException");
    EXPECT_EQ(answer.error.text,
              std::string("getMode: Android threw java.lang.RuntimeException: outer") +
                  GetParam().text);
}

const Reason reasons[] = {
    {"suppressed", ", because of java.io.IOException: Bad checksum"},
    {"cause", ", because of java.io.IOException: Bad checksum"},
    {"suppressed for its cause", ", because of java.io.IOException: Bad checksum"},
    {"behind one that says nothing", ", because of java.io.IOException: Bad checksum"},
    {"behind rude ones", ", because of java.io.IOException: Bad checksum"},
    {"told by the outer one", ": java.io.IOException: Bad checksum"},
    {"too far away", ""},
    {"in a circle", ""},
    {"too many", ""},
};
INSTANTIATE_TEST_SUITE_P(Faults, Explained, testing::ValuesIn(reasons));

TEST_F(Faults, EndlessMessagesAreBothCutAndStayWholeCharacters)
{
    Driver driver;
    jvm.fail_with_reason("getMode", "endless");
    std::string text = driver.call("getMode").error.text;
    const size_t both = text.find(", because of java.io.IOException: ");
    ASSERT_NE(both, std::string::npos) << text;
    EXPECT_EQ(text.substr(both - 2, 2), "\xC3\xA4");
    EXPECT_EQ(text.substr(text.size() - 2), "\xC3\xB6");
    EXPECT_LT(text.size(), sizeof as_error{}.text - 1);
}

TEST_F(Faults, AnEndlessMessageIsCut)
{
    Driver driver;
    std::string endless(5000, 'm');
    jvm.fail("getMode", "java.lang.IllegalStateException", endless.c_str());
    Answer answer = driver.call("getMode");
    EXPECT_EQ(strlen(answer.error.text), sizeof answer.error.text - 1);
}

TEST_F(Faults, NoVm)
{
    as_error error{};
    ASSERT_EQ(as_android_set_host(nullptr, nullptr, nullptr, &error), AS_OK);
    EXPECT_FALSE(as_android_has_vm());
    Driver driver;
    EXPECT_EQ(driver.status, AS_UNAVAILABLE);
    for (const char *way : {"set_java_vm()", "JNI_OnLoad", "SDL3", "SDL2",
                            "WebView_AndroidGetJNIEnv", "libnativehelper", "pyjnius", "Chaquopy"})
        EXPECT_TRUE(contains(driver.error.text, way)) << way;
    EXPECT_LT(strlen(driver.error.text), sizeof driver.error.text - 1) << "it was cut";
}

TEST_F(Faults, NoContext)
{
    jvm.answer("currentApplication", nullptr);
    Driver driver;
    EXPECT_EQ(driver.status, AS_UNAVAILABLE);
    EXPECT_TRUE(contains(driver.error.text, "currentApplication()")) << driver.error.text;
    jvm.fail("currentApplication", "java.lang.IllegalStateException", "too early");
    Driver early;
    EXPECT_EQ(early.status, AS_UNAVAILABLE);
    jvm.phone(30);
    Driver later;
    EXPECT_EQ(later.status, AS_OK) << later.error.text;
}

TEST_F(Faults, AContextThatIsGivenIsUsed)
{
    as_error error{};
    jvm.answer("currentApplication", nullptr);
    jfieldID field = jvm.env->GetStaticFieldID(jvm.find("android/content/Context"), "current",
                                               "Landroid/content/Context;");
    jobject context = jvm.env->GetStaticObjectField(jvm.find("android/content/Context"), field);
    ASSERT_EQ(as_android_set_host(jvm.vm, context, jvm.loader(), &error), AS_OK);
    jvm.answer("getApplicationContext", nullptr); // as while the Application is being made
    Driver driver;
    EXPECT_EQ(driver.status, AS_OK) << driver.error.text;
}

TEST_F(Faults, NoAudioService)
{
    jvm.answer("getSystemService", nullptr);
    Driver driver;
    EXPECT_EQ(driver.status, AS_UNAVAILABLE);
    EXPECT_TRUE(contains(driver.error.text, "AudioManager")) << driver.error.text;
}

class Refused : public ShimTest, public testing::WithParamInterface<const char *>
{
};

TEST_P(Refused, OpenLeavesNothingBehind)
{
    jvm.fail(GetParam(), "java.lang.IllegalStateException", "refused");
    {
        Driver driver;
        EXPECT_EQ(driver.status, AS_UNAVAILABLE) << driver.error.text;
        EXPECT_TRUE(contains(driver.error.text, "refused")) << driver.error.text;
    }
    EXPECT_EQ(jvm.registered(), 0);
    jvm.phone(30);
    Driver again;
    EXPECT_EQ(again.status, AS_OK) << again.error.text;
}
INSTANTIATE_TEST_SUITE_P(Faults, Refused,
                         testing::Values("getSystemService", "getApplicationContext"));

struct Missing {
    const char *registration;
    std::set<std::string> kinds;
};

class Degraded : public ShimTest, public testing::WithParamInterface<Missing>
{
};

TEST_P(Degraded, OpensWithoutTheListenerAndSaysWhatWillNotCome)
{
    for (const char *exception : {"java.lang.SecurityException", "java.lang.NoSuchMethodError"}) {
        jvm.phone(30);
        jvm.fail(GetParam().registration, exception, "refused");
        Driver driver;
        ASSERT_EQ(driver.status, AS_OK) << driver.error.text;
        as_event events[32];
        size_t count = as_channel_drain(driver.channel.get(), events, 32);
        std::set<std::string> kinds;
        for (size_t i = 0; i < count; i++)
            if (events[i].flags == 1)
                kinds.insert(as_registry_find("android")->events[events[i].kind]);
        EXPECT_EQ(kinds, GetParam().kinds);
        EXPECT_EQ(driver.call("getMode").status, AS_OK);
    }
    EXPECT_EQ(jvm.registered(), 0);
}

const Missing missing[] = {
    {"register receiver",
     {"AUDIO_BECOMING_NOISY", "SCO_AUDIO_STATE_UPDATED", "RINGER_MODE_CHANGED",
      "MICROPHONE_MUTE_CHANGED", "SPEAKERPHONE_STATE_CHANGED", "HEADSET_PLUG", "HDMI_AUDIO_PLUG",
      "VOLUME_CHANGED", "STREAM_MUTE_CHANGED"}},
    {"register devices", {"AUDIO_DEVICES_ADDED", "AUDIO_DEVICES_REMOVED"}},
    {"register playbacks", {"PLAYBACK_CONFIG_CHANGED"}},
    {"register recordings", {"RECORDING_CONFIG_CHANGED"}},
};
INSTANTIATE_TEST_SUITE_P(Faults, Degraded, testing::ValuesIn(missing));

TEST_F(Faults, AServiceThatDiesWhileItIsOpenedIsNoRefusal)
{
    for (const char *call : {"register receiver", "register devices", "register recordings"}) {
        jvm.phone(30);
        jvm.call("shim/Os", "failWithCause",
                 "(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;)V", jvm.text(call),
                 jvm.text("remote"), jvm.text("android.os.DeadSystemException"));
        Driver driver;
        EXPECT_EQ(driver.status, AS_UNAVAILABLE) << call;
        EXPECT_EQ(jvm.registered(), 0);
    }
}

TEST_F(Faults, AClassLoaderThatLacksOurClasses)
{
    as_error error{};
    jobject loader = jvm.ask("shim/Os", "foreignLoader", "()Ljava/lang/ClassLoader;");
    ASSERT_EQ(as_android_set_host(jvm.vm, nullptr, loader, &error), AS_OK);
    Driver driver;
    EXPECT_EQ(driver.status, AS_UNAVAILABLE);
    EXPECT_TRUE(contains(driver.error.text, "org.audio_session.Bridge")) << driver.error.text;
}

TEST_F(Faults, TheDexIsLoadedOutOfMemory)
{
    jvm.phone_without_classes(26);
    Driver driver;
    EXPECT_EQ(driver.status, AS_OK) << driver.error.text;
    EXPECT_TRUE(jvm.called("dex memory"));
}

TEST_F(Faults, BelowLevel26TheDexIsAFile)
{
    std::string folder = testing::TempDir() + "code_cache";
    std::filesystem::create_directories(folder);
    jvm.phone_without_classes(25);
    jvm.answer_code_cache(folder);
    {
        Driver driver;
        EXPECT_EQ(driver.status, AS_OK) << driver.error.text;
        EXPECT_TRUE(jvm.called("dex file"));
    }
    std::set<std::string> files;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(folder))
        files.insert(entry.path().string().substr(folder.size()));
    EXPECT_EQ(files, (std::set<std::string>{"/audio_session", "/audio_session.dex",
                                            "/audio_session/audio_session.dex"}));
    std::filesystem::remove_all(folder);
}

TEST_F(Faults, ACodeCacheThatCannotBeWritten)
{
    jvm.phone_without_classes(25);
    Driver driver;
    EXPECT_EQ(driver.status, AS_UNAVAILABLE);
    EXPECT_TRUE(contains(driver.error.text, "cannot write /dev/null/audio_session: Not a dir"))
        << driver.error.text;
    std::string folder = testing::TempDir() + "taken_code_cache";
    std::filesystem::create_directories(folder + "/audio_session.dex");
    jvm.answer_code_cache(folder);
    Driver taken;
    EXPECT_EQ(taken.status, AS_UNAVAILABLE);
    EXPECT_TRUE(contains(taken.error.text, "/audio_session.dex: Is a directory"))
        << taken.error.text;
    std::filesystem::remove_all(folder);
    jvm.fail("getCodeCacheDir", "java.lang.IllegalStateException", "no storage");
    Driver thrown;
    EXPECT_EQ(thrown.status, AS_UNAVAILABLE);
    EXPECT_TRUE(contains(thrown.error.text, "no storage")) << thrown.error.text;
}

TEST_F(Faults, ADamagedDex)
{
    // Android either throws at once or finds no class in it, and then tells why.
    jvm.phone_without_classes(30);
    jvm.fail("dex memory", "java.lang.IllegalArgumentException", "a damaged dex");
    Driver thrown;
    EXPECT_EQ(thrown.status, AS_UNAVAILABLE);
    EXPECT_TRUE(contains(thrown.error.text, "a damaged dex")) << thrown.error.text;
    jvm.phone_without_classes(30);
    jvm.answer("dex memory", jvm.ask("shim/Os", "foreignLoader", "()Ljava/lang/ClassLoader;"));
    jvm.answer("dex damage",
               jvm.ask("shim/Reasons", "of", "(Ljava/lang/String;)Ljava/lang/Throwable;",
                       jvm.text("itself")));
    Driver empty;
    EXPECT_EQ(empty.status, AS_UNAVAILABLE);
    EXPECT_STREQ(empty.error.text,
                 "org.audio_session.Bridge: Android threw java.lang.ClassNotFoundException: "
                 "org.audio_session.Bridge, because of java.io.IOException: Bad checksum");
}

TEST_F(Faults, TheHostCannotChangeUnderAnOpenDriver)
{
    as_error error{};
    Driver driver;
    EXPECT_EQ(as_android_set_host(jvm.vm, nullptr, nullptr, &error), AS_FAILED);
    driver.close();
    EXPECT_EQ(as_android_set_host(jvm.vm, nullptr, nullptr, &error), AS_OK);
}

TEST_F(Faults, TwoDriversHearTheirOwnEvents)
{
    Driver first, second;
    first.request(1);
    second.request(2);
    jvm.focus(-1);
    EXPECT_EQ(second.next("AUDIO_FOCUS_CHANGE").value, 2);
    first.close();
    second.request(3);
    jvm.focus(-3);
    EXPECT_EQ(second.next("AUDIO_FOCUS_CHANGE").value, 3);
}
} // namespace
