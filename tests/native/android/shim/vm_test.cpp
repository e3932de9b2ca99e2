// The ways to a JavaVM and to a Context, each by itself.
#include "jvm.hpp"

extern "C" {
#include "android.h"
JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM *vm, void *reserved);
}

namespace
{
class Way : public ShimTest
{
  protected:
    void SetUp() override
    {
        ShimTest::SetUp();
        as_error error{};
        as_android_set_host(nullptr, nullptr, nullptr, &error);
    }

    // Loads a library as an app would.
    void load(const char *name, const char *variable)
    {
        library = dlopen((std::string(LIBRARIES) + "/" + name).c_str(), RTLD_NOW | RTLD_LOCAL);
        ASSERT_NE(library, nullptr) << dlerror();
        gives = static_cast<void **>(dlsym(library, variable));
    }
    void TearDown() override
    {
        if (library != nullptr) {
            *gives = nullptr;
            dlclose(library);
        }
        ShimTest::TearDown();
    }
    void **gives = nullptr; // what the library's function gives
    void *library = nullptr;
};

TEST_F(Way, NoneOfThem)
{
    EXPECT_EQ(vm_find(), nullptr);
}

class Symbol : public Way, public testing::WithParamInterface<const char *>
{
};

TEST_P(Symbol, OfALoadedLibraryGivesTheVm)
{
    load(GetParam(), "env_to_give");
    EXPECT_EQ(vm_find(), nullptr); // the library is there, and no VM yet
    *gives = jvm.env;
    EXPECT_EQ(vm_find(), jvm.vm);
    EXPECT_TRUE(as_android_has_vm());
    Driver driver;
    EXPECT_EQ(driver.status, AS_OK) << driver.error.text;
}
INSTANTIATE_TEST_SUITE_P(Way, Symbol,
                         testing::Values("sdl3/libSDL3.so", "sdl2/libSDL2.so",
                                         "webview/libmain.so"));

TEST_F(Way, LibnativehelperGivesTheVm)
{
    load("helper/libnativehelper.so", "vm_to_give");
    EXPECT_EQ(vm_find(), nullptr);
    *gives = jvm.vm;
    EXPECT_EQ(vm_find(), jvm.vm);
}

TEST_F(Way, TheActivityOfSdlGivesTheContext)
{
    jvm.answer("currentApplication", nullptr);
    jclass activity = jvm.find("android/app/Application");
    jobject context = jvm.env->NewObject(activity, jvm.env->GetMethodID(activity, "<init>", "()V"));
    load("activity/libSDL2.so", "env_to_give");
    *gives = context;
    as_error error{};
    ASSERT_EQ(as_android_set_host(jvm.vm, nullptr, jvm.loader(), &error), AS_OK);
    Driver driver;
    EXPECT_EQ(driver.status, AS_OK) << driver.error.text;
}

void
throw_in_java()
{
    Jvm &jvm = Jvm::get();
    jvm.env->ThrowNew(jvm.find("java/lang/IllegalStateException"), "SDL shows nothing");
}

TEST_F(Way, WhatSdlThrowsIsTakenBeforeJavaIsAskedAgain)
{
    jvm.answer("currentApplication", nullptr);
    load("activity/libSDL2.so", "env_to_give");
    auto before_giving = static_cast<void (**)()>(dlsym(library, "before_giving"));
    *before_giving = throw_in_java;
    as_error error{};
    ASSERT_EQ(as_android_set_host(jvm.vm, nullptr, jvm.loader(), &error), AS_OK);
    Driver driver;
    *before_giving = nullptr;
    EXPECT_EQ(driver.status, AS_UNAVAILABLE);
    EXPECT_NE(strstr(driver.error.text, "no Context"), nullptr) << driver.error.text;
    EXPECT_FALSE(jvm.env->ExceptionCheck());
    jvm.env->ExceptionClear();
}

TEST_F(Way, LoadedByJava)
{
    EXPECT_EQ(JNI_OnLoad(jvm.vm, nullptr), JNI_VERSION_1_6);
    EXPECT_EQ(vm_find(), jvm.vm);
    Driver driver;
    EXPECT_EQ(driver.status, AS_OK) << driver.error.text;
    JNI_OnLoad(nullptr, nullptr);
}
} // namespace
