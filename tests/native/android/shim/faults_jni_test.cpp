// The driver's JNI calls under rules as strict as a phone's, and with each of them failing in turn.
#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <pthread.h>

#include <filesystem>
#include <optional>
#include <thread>

#include "faults_jni.hpp"

extern "C" {
#include "android.h"
}

namespace
{
using FaultsJni = ShimTest;

// An argument of each type that a signature may name.
std::vector<as_value>
arguments_of(const as_operation &operation)
{
    static char text[] = "\xF0\x9F\x8E\xA7";
    std::vector<as_value> arguments;
    for (const char *at = operation.signature; *at != ':'; at++) {
        as_value value{};
        if (*at == 'i')
            as_value_set_int(&value, 1);
        else if (*at == 'b')
            as_value_set_bool(&value, true);
        else if (*at == 'd')
            as_value_set_double(&value, 0.5);
        else if (*at == 's')
            value = {AS_TYPE_TEXT, {.text = {text, sizeof text - 1}}};
        if (*at != '?')
            arguments.push_back(value);
    }
    return arguments;
}

void
expect_said(as_status status, const as_error &error)
{
    EXPECT_EQ(status != AS_OK, *error.text != '\0') << "status " << status << ": " << error.text;
}

// Calls each operation; most of them the fakes lack, so that Java throws an error.
void
call_all(Driver &driver)
{
    for (size_t i = 0; i < driver.driver->operation_count; i++) {
        const as_operation &operation = driver.driver->operations[i];
        Answer answer = driver.call(operation.name, arguments_of(operation));
        expect_said(answer.status, answer.error);
    }
}

class EveryCall : public ShimTest, public testing::WithParamInterface<int>
{
};

TEST_P(EveryCall, KeepsTheRulesOfAPhone)
{
    as_error error{};
    jvm.phone_without_classes(GetParam());
    std::string folder = testing::TempDir() + "strict_code_cache";
    std::filesystem::create_directories(folder);
    jvm.answer_code_cache(folder);
    StrictJni strict(jvm);
    std::optional<Driver> driver;
    strict([&] { driver.emplace(); });
    ASSERT_EQ(driver->status, AS_OK) << driver->error.text;
    strict([&] { call_all(*driver); });
    for (const char *exception : {"java.lang.SecurityException", "shim.Rude"}) {
        for (const char *call : {"getMode", "getProperty", "requestAudioFocus"})
            jvm.fail(call, exception, nullptr);
        strict([&] { call_all(*driver); });
    }
    jvm.fail_with_reason("getMode", "suppressed");
    jvm.fail_with_reason("getProperty", "behind rude ones");
    jvm.fail_with_reason("requestAudioFocus", "too many");
    strict([&] { call_all(*driver); });
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; i++)
        threads.emplace_back([&] { call_all(*driver); });
    for (std::thread &thread : threads)
        thread.join();
    strict([&] { driver.reset(); });
    strict([&] { EXPECT_EQ(as_android_set_host(nullptr, nullptr, nullptr, &error), AS_OK); });
    EXPECT_EQ(StrictJni::globals, 0);
    EXPECT_EQ(StrictJni::attached, 0);
    std::filesystem::remove_all(folder);
}
INSTANTIATE_TEST_SUITE_P(FaultsJni, EveryCall, testing::Values(21, 26, 31, 36));

// An app's whole use of the driver; says whatever fails of it.
void
live(Jvm &jvm, const StrictJni &strict, jobject context, jobject loader)
{
    as_error error{};
    as_status status = as_android_set_host(jvm.vm, context, loader, &error);
    EXPECT_EQ(status == AS_OK, strict.what_failed() == nullptr);
    expect_said(status, error);
    {
        Driver driver;
        expect_said(driver.status, driver.error);
        if (driver.status == AS_OK) {
            driver.request(1);
            for (const char *name : {"getProperty", "getDevices", "getMode", "getRingerMode"})
                for (size_t i = 0; i < driver.driver->operation_count; i++) {
                    const as_operation &operation = driver.driver->operations[i];
                    if (std::string(operation.name) != name)
                        continue;
                    Answer answer = driver.call(name, arguments_of(operation));
                    expect_said(answer.status, answer.error);
                }
        }
    }
    status = as_android_set_host(nullptr, nullptr, nullptr, &error);
    if (status != AS_OK) // that was the failure, and there is but one
        status = as_android_set_host(nullptr, nullptr, nullptr, &error);
    EXPECT_EQ(status, AS_OK) << error.text;
}

TEST_F(FaultsJni, AnyOfTheFunctionsMayFail)
{
    int most = 0;
    for (bool given : {true, false}) {
        jobject context = jvm.ask("android/app/ActivityThread", "currentApplication",
                                  "()Landroid/app/Application;");
        jobject all[] = {jvm.env->NewGlobalRef(context), jvm.env->NewGlobalRef(jvm.loader())};
        ASSERT_EQ(as_android_set_host(nullptr, nullptr, nullptr, nullptr), AS_OK);
        StrictJni strict(jvm);
        for (int calls = 0;; calls++) {
            SCOPED_TRACE("call " + std::to_string(calls) + (given ? " with a loader" : ""));
            jvm.env->PushLocalFrame(8);
            jvm.call("shim/Os", "reset", "(I)V", 30);
            jvm.fail_with_reason("getMode", "suppressed");
            jvm.env->PopLocalFrame(nullptr);
            strict.fail_after(calls);
            std::thread([&] {
                live(jvm, strict, given ? all[0] : nullptr, given ? all[1] : nullptr);
            }).join();
            EXPECT_EQ(StrictJni::globals, 0);
            // Where Java's own close was not reached, nobody could unregister.
            const char *failed = strict.what_failed();
            if (failed == nullptr)
                break;
            EXPECT_TRUE(jvm.registered() == 0 || std::string(failed) == "CallStaticVoidMethod")
                << failed;
            most = std::max(most, calls);
            ASSERT_FALSE(HasFailure()) << failed;
        }
        for (jobject one : all)
            jvm.env->DeleteGlobalRef(one);
    }
    EXPECT_GT(most, 100);
}

// A key from before the driver's, so that its destructor runs first of the two, as ART's own may.
class Ends : public ShimTest
{
  protected:
    enum Doing { LOOKS, COMES_BACK };

    static JNIEnv *enter()
    {
        as_error error{};
        JNIEnv *env = nullptr;
        EXPECT_EQ(vm_get(Jvm::get().vm, &env, &error), AS_OK) << error.text;
        return env;
    }
    // Ends a thread that was attached; its key's destructor does something.
    static void end_a_thread(Doing doing, bool detach_first = false)
    {
        std::thread([=] {
            pthread_setspecific(key, &does[doing]);
            enter();
            if (detach_first) {
                Jvm::get().vm->DetachCurrentThread();
                enter();
            }
        }).join();
    }
    static inline std::atomic<int> found_attached, came_back;

  private:
    static void destructor(void *doing)
    {
        void *env = nullptr;
        found_attached += Jvm::get().vm->GetEnv(&env, JNI_VERSION_1_6) == JNI_OK;
        if (doing == &does[COMES_BACK])
            came_back += enter() != nullptr;
    }
    static inline const char does[2] = {};
    static inline const pthread_key_t key = [] {
        pthread_key_t made;
        if (pthread_key_create(&made, destructor) != 0)
            abort();
        return made;
    }();
};

TEST_F(Ends, AThreadIsDetachedBeforeTheDestructorsOfKeys)
{
    StrictJni strict(jvm);
    found_attached = 0;
    for (bool detach_first : {false, true})
        end_a_thread(LOOKS, detach_first);
    EXPECT_EQ(found_attached, 0);
    EXPECT_EQ(StrictJni::attached, 0);
}

TEST_F(Ends, AThreadThatComesBackAfterwardsIsDetachedByTheKey)
{
    StrictJni strict(jvm);
    came_back = 0;
    end_a_thread(COMES_BACK);
    EXPECT_EQ(came_back, 1);
    EXPECT_EQ(StrictJni::attached, 0);
}

TEST_F(Ends, ManyThreadsAtOnce)
{
    constexpr int THREADS = 100;
    StrictJni strict(jvm);
    std::atomic<int> entered{0};
    std::vector<std::thread> threads;
    found_attached = 0;
    for (int i = 0; i < THREADS; i++)
        threads.emplace_back([&] {
            end_a_thread(LOOKS); // and while it does, the others come and go
            entered += enter() != nullptr;
        });
    for (std::thread &thread : threads)
        thread.join();
    EXPECT_EQ(entered, THREADS);
    EXPECT_EQ(found_attached, 0);
    EXPECT_EQ(StrictJni::attached, 0);
    EXPECT_EQ(jvm.threads("audio_session call"), 0);
}

// The rules themselves, each broken once.
class Broken : public ShimTest
{
  protected:
    static inline StrictJni *strict;

    void SetUp() override
    {
        ShimTest::SetUp();
        strict = new StrictJni(jvm);
    }
    void TearDown() override
    {
        delete strict;
        ShimTest::TearDown();
    }
    // This thread's environment, as the driver gets it.
    static JNIEnv *enter(int room)
    {
        as_error error{};
        JNIEnv *env = nullptr;
        EXPECT_EQ(room > 0 ? vm_enter(Jvm::get().vm, room, &env, &error)
                           : vm_get(Jvm::get().vm, &env, &error),
                  AS_OK);
        return env;
    }
};

TEST_F(Broken, ACallWithAnExceptionPending)
{
    EXPECT_NONFATAL_FAILURE((*strict)([] {
                                JNIEnv *env = enter(4);
                                env->FindClass("no/such/Class");
                                env->GetStringLength(nullptr);
                                env->ExceptionClear();
                                vm_leave(env);
                            }),
                            "GetStringLength was called with an exception pending");
}

TEST_F(Broken, AnExceptionThatIsLeft)
{
    EXPECT_NONFATAL_FAILURE((*strict)([] {
                                JNIEnv *env = enter(4);
                                env->FindClass("no/such/Class");
                                vm_leave(env);
                            }),
                            "an exception is left pending");
    jvm.env->ExceptionClear();
}

TEST_F(Broken, AReferenceOutsideOfAFrame)
{
    EXPECT_NONFATAL_FAILURE((*strict)([] {
                                JNIEnv *env = enter(0);
                                env->DeleteLocalRef(env->FindClass("java/lang/String"));
                            }),
                            "FindClass made a local reference outside of a frame");
}

TEST_F(Broken, AReferenceBeyondTheRoomOfItsFrame)
{
    EXPECT_NONFATAL_FAILURE((*strict)([] {
                                JNIEnv *env = enter(1);
                                env->FindClass("java/lang/String");
                                env->FindClass("java/lang/Object");
                                vm_leave(env);
                            }),
                            "FindClass made reference 2 of a frame");
}

TEST_F(Broken, AFrameThatStaysOpen)
{
    EXPECT_NONFATAL_FAILURE((*strict)([] { enter(1); }),
                            "1 frames and 0 local references are left");
    jvm.env->PopLocalFrame(nullptr);
}

TEST_F(Broken, AThreadThatEndsAttached)
{
    std::thread([] {
        JNIEnv *env = nullptr;
        Jvm &jvm = Jvm::get();
        jvm.vm->AttachCurrentThreadAsDaemon(reinterpret_cast<void **>(&env), nullptr);
    }).join();
    EXPECT_NONFATAL_FAILURE(delete strict, "1 threads ended attached");
    strict = nullptr;
}
} // namespace
