// What only the Android Runtime can show: that it takes the dex, and what it does about threads.
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <set>
#include <sstream>
#include <thread>

#include "../shim/jvm.hpp"

extern "C" {
#include "android.h"
#include "bridge_dex.h"
}

namespace
{
class Art : public ShimTest
{
  protected:
    // A loader of the driver's dex, or of these bytes.
    jobject load(std::vector<unsigned char> &bytes)
    {
        jobject loader = nullptr;
        jobject context = jvm.ask("android/app/ActivityThread", "currentApplication",
                                  "()Landroid/app/Application;");
        as_error error{};
        EXPECT_EQ(dex_load(jvm.env, context, 30, bytes.data(), bytes.size(), &loader, &error),
                  AS_OK)
            << error.text;
        return loader;
    }
    std::vector<unsigned char> dex{bridge_dex, bridge_dex + sizeof bridge_dex};
};

struct Judgement {
    std::set<std::string> good, bad;
};

// Has every class of the dex loaded, verified and initialized.
Judgement
judge(jobject loader)
{
    Jvm &jvm = Jvm::get();
    jclass class_ = jvm.find("java/lang/Class");
    jmethodID for_name = jvm.env->GetStaticMethodID(
        class_, "forName", "(Ljava/lang/String;ZLjava/lang/ClassLoader;)Ljava/lang/Class;");
    Judgement found;
    std::istringstream names(std::getenv("BRIDGE_CLASSES"));
    for (std::string name; names >> name;) {
        jvm.env->CallStaticObjectMethod(class_, for_name, jvm.text(name.c_str()), JNI_TRUE, loader);
        (jvm.env->ExceptionCheck() ? found.bad : found.good).insert(name);
        if (jvm.env->ExceptionCheck())
            jvm.env->ExceptionDescribe();
        jvm.env->ExceptionClear();
    }
    EXPECT_TRUE(found.good.count("org.audio_session.Bridge"));
    return found;
}

TEST_F(Art, EveryClassIsVerifiedAndInitialized)
{
    Judgement found = judge(load(dex));
    EXPECT_EQ(found.good.size(), 27u);
    const std::string package = "org.audio_session.";
    EXPECT_EQ(found.bad, (std::set<std::string>{package + "Communication31",
                                                package + "HeadTracker33", package + "Mixers34",
                                                package + "Mode31", package + "Spatializers32"}))
        << "those of a newer Android than the fakes, and no others";
}

// With a newer Android's signatures in the place of the fakes, which ShimTest would ask.
TEST(Signatures, DISABLED_SuitEveryClass)
{
    Jvm &jvm = Jvm::get();
    std::vector<unsigned char> dex{bridge_dex, bridge_dex + sizeof bridge_dex};
    jclass class_ = jvm.find("dalvik/system/InMemoryDexClassLoader");
    jmethodID make =
        jvm.env->GetMethodID(class_, "<init>", "(Ljava/nio/ByteBuffer;Ljava/lang/ClassLoader;)V");
    jobject bytes = jvm.env->NewDirectByteBuffer(dex.data(), static_cast<jlong>(dex.size()));
    Judgement found = judge(jvm.env->NewObject(class_, make, bytes, nullptr));
    EXPECT_EQ(found.good.size(), 32u);
    EXPECT_EQ(found.bad, std::set<std::string>{});
}

TEST_F(Art, ADamagedDexIsToldAbout)
{
    dex[dex.size() / 2] ^= 1;
    jobject loader = load(dex);
    as_error error{};
    EXPECT_EQ(context_find_class(jvm.env, loader, "org.audio_session.Bridge"), nullptr);
    EXPECT_NE(failure_take(jvm.env, "the bridge", &error), AS_OK);
    EXPECT_NE(std::strstr(error.text, "ClassNotFoundException"), nullptr) << error.text;
    EXPECT_NE(std::strstr(error.text, "because of java.io.IOException"), nullptr) << error.text;
    EXPECT_NE(std::strstr(error.text, "Bad checksum"), nullptr) << error.text;
}

TEST_F(Art, TheDriverBringsItsDex)
{
    jvm.phone_without_classes(30);
    Driver driver;
    ASSERT_EQ(driver.status, AS_OK) << driver.error.text;
    EXPECT_EQ(driver.request(7).value.as.integer, 1);
    jvm.focus(-2);
    as_event event = driver.next("AUDIO_FOCUS_CHANGE");
    EXPECT_EQ(event.code, -2);
    EXPECT_EQ(event.value, 7);
    jvm.fail("setMode", "java.lang.SecurityException", "not allowed");
    Answer refused = driver.call("setMode", {number(3)});
    EXPECT_NE(refused.status, AS_OK);
    EXPECT_NE(std::strstr(refused.error.text, "not allowed"), nullptr) << refused.error.text;
}

TEST_F(Art, BelowLevel26TheDexIsAFile)
{
    std::string folder = std::filesystem::temp_directory_path() / "audio_session_artXXXXXX";
    ASSERT_NE(mkdtemp(folder.data()), nullptr);
    jvm.phone_without_classes(25);
    jvm.answer_code_cache(folder.c_str());
    Driver driver;
    EXPECT_EQ(driver.status, AS_OK) << driver.error.text;
    driver.close();
    std::filesystem::remove_all(folder);
}

TEST_F(Art, AThreadThatEndsAfterACallIsDetached)
{
    Driver driver;
    for (int i = 0; i < 32; i++)
        std::thread([&] { EXPECT_EQ(driver.call("getMode").status, AS_OK); }).join();
}

// The runtime of Android finds what a test plants: each ends the process.

TEST_F(Art, DISABLED_AThreadThatEndsAttached)
{
    std::thread([&] {
        void *env;
        jvm.vm->AttachCurrentThread(&env, nullptr);
    }).join();
}

TEST_F(Art, DISABLED_AWrongArgument)
{
    jvm.env->CallStaticVoidMethod(jvm.find("shim/Storm"), nullptr);
}

// With the libnativehelper that started the runtime where the driver finds it.
TEST_F(Art, DISABLED_LibnativehelperHasTheVm)
{
    as_error error{};
    as_android_set_host(nullptr, nullptr, nullptr, &error);
    EXPECT_EQ(vm_find(), jvm.vm);
    Driver driver;
    EXPECT_EQ(driver.status, AS_OK) << driver.error.text;
}
} // namespace
