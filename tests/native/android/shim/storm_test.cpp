// Many events, many threads, many times.
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <thread>

#include "jvm.hpp"

extern "C" {
#include "android.h"
}

namespace
{
using Storm = ShimTest;

// Drains while `emit` runs in this thread's place, and checks what came of AUDIO_FOCUS_CHANGE.
struct Drained {
    uint64_t events = 0, sequence = 0;
    int64_t last = 0;

    void take(as_channel *channel)
    {
        as_event batch[64];
        while (size_t count = as_channel_drain(channel, batch, 64)) {
            for (size_t i = 0; i < count; i++) {
                EXPECT_GT(batch[i].sequence, sequence);
                sequence = batch[i].sequence;
                if (batch[i].kind == 0) {
                    events += 1 + batch[i].collapsed;
                    last = batch[i].code;
                }
            }
        }
    }
};

template <typename Emit>
Drained
drain_while(Driver &driver, Emit emit)
{
    Drained drained;
    std::atomic<bool> done{false};
    std::thread consumer([&] {
        while (!done) {
            as_channel_wait(driver.channel.get(), 10);
            drained.take(driver.channel.get());
        }
        drained.take(driver.channel.get());
    });
    emit();
    done = true;
    consumer.join();
    return drained;
}

TEST_F(Storm, AMillionEventsAreAllAccountedFor)
{
    Driver driver;
    driver.request(1);
    jobject listener =
        jvm.ask("shim/Os", "listener", "(Ljava/lang/String;)Ljava/lang/Object;", jvm.text("focus"));
    Drained drained = drain_while(driver, [&] {
        jvm.call("shim/Storm", "focusMany", "(Ljava/lang/Object;I)V", listener, 1000000);
    });
    EXPECT_EQ(drained.events, 1000000u);
    EXPECT_EQ(drained.last, -1) << "the final state was lost";
}

TEST_F(Storm, FromFourThreadsAtOnce)
{
    Driver driver;
    driver.request(1);
    Drained drained = drain_while(
        driver, [&] { jvm.call("shim/Storm", "focusFromThreads", "(II)V", 4, 100000); });
    EXPECT_EQ(drained.events, 400000u);
}

TEST_F(Storm, NobodyDrains)
{
    Driver driver;
    driver.request(1);
    jvm.call("shim/Storm", "focusFromThreads", "(II)V", 2, 50000);
    Drained drained;
    drained.take(driver.channel.get());
    EXPECT_EQ(drained.events, 100000u);
}

TEST_F(Storm, CallsFromManyThreads)
{
    Driver driver;
    std::atomic<int> good{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 16; i++) {
        threads.emplace_back([&, i] {
            for (int j = 0; j < 100; j++) {
                std::string text = std::to_string(i * 1000 + j);
                good += driver.text("getProperty", text).text == text;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    EXPECT_EQ(good, 1600);
    EXPECT_EQ(jvm.threads("audio_session call"), 0) << "a thread ended attached";
}

TEST_F(Storm, AThreadIsAttachedOnceAndDetachedWhenItEnds)
{
    Driver driver;
    std::atomic<int> step{0};
    std::thread thread([&] {
        driver.call("getMode");
        driver.call("getMode");
        step = 1;
        while (step != 2)
            std::this_thread::yield();
    });
    while (step != 1)
        std::this_thread::yield();
    EXPECT_EQ(jvm.threads("audio_session call"), 1);
    step = 2;
    thread.join();
    EXPECT_EQ(jvm.threads("audio_session call"), 0);
}

TEST_F(Storm, CloseWhileEventsCome)
{
    for (int i = 0; i < 50; i++) {
        auto driver = std::make_unique<Driver>();
        driver->request(1);
        jobject listener = jvm.env->NewGlobalRef(jvm.ask(
            "shim/Os", "listener", "(Ljava/lang/String;)Ljava/lang/Object;", jvm.text("focus")));
        std::atomic<bool> started{false};
        std::thread closer([&] {
            while (!started)
                std::this_thread::yield();
            driver.reset(); // the channel goes with it
        });
        started = true;
        jvm.call("shim/Storm", "focusMany", "(Ljava/lang/Object;I)V", listener, 2000);
        closer.join();
        jvm.env->DeleteGlobalRef(listener);
    }
}

// Counts this thread's references in the functions that it calls.
class Counted
{
  public:
    explicit Counted(JNIEnv *env) : env(env), original(env->functions)
    {
        functions = *original;
        real = original;
        functions.NewGlobalRef = [](JNIEnv *env, jobject object) {
            globals++;
            return real->NewGlobalRef(env, object);
        };
        functions.DeleteGlobalRef = [](JNIEnv *env, jobject object) {
            globals--;
            real->DeleteGlobalRef(env, object);
        };
        functions.PushLocalFrame = [](JNIEnv *env, jint room) {
            frames++;
            return real->PushLocalFrame(env, room);
        };
        functions.PopLocalFrame = [](JNIEnv *env, jobject result) {
            frames--;
            return real->PopLocalFrame(env, result);
        };
        globals = frames = 0;
        env->functions = &functions;
    }
    ~Counted()
    {
        env->functions = original;
    }
    static inline int globals, frames;

  private:
    JNIEnv *env;
    const JNINativeInterface_ *original;
    JNINativeInterface_ functions;
    static inline const JNINativeInterface_ *real;
};

TEST_F(Storm, AThousandCyclesLeaveNothing)
{
    {
        Driver warm;
    }
    Counted counted(jvm.env);
    for (int i = 0; i < 1000; i++) {
        Driver driver;
        ASSERT_EQ(driver.status, AS_OK) << driver.error.text;
        driver.request(1);
        driver.call("setMode", {number(1LL << 40)});
        driver.call("getRingerMode"); // the fake lacks it: an exception
        driver.close();
        ASSERT_EQ(Counted::globals, 0);
        ASSERT_EQ(Counted::frames, 0);
    }
    jvm.fail("register devices", "android.os.DeadSystemException", nullptr);
    for (int i = 0; i < 100; i++) {
        Driver driver;
        ASSERT_EQ(driver.status, AS_UNAVAILABLE);
    }
    EXPECT_EQ(Counted::globals, 0);
    EXPECT_EQ(Counted::frames, 0);
    for (int i = 0; i < 500 && jvm.threads("audio_session") > 0; i++)
        std::this_thread::sleep_for(std::chrono::milliseconds(10)); // they end in their own time
    EXPECT_EQ(jvm.threads("audio_session"), 0);
}

TEST_F(Storm, LoadingAgainAndAgainLeavesNothing)
{
    as_error error{};
    jvm.phone_without_classes(30);
    {
        Driver warm; // the JDK's own natives keep references of the first time
    }
    as_android_set_host(nullptr, nullptr, nullptr, &error);
    Counted counted(jvm.env);
    for (int i = 0; i < 100; i++) {
        jobject loader = jvm.loader();
        ASSERT_EQ(as_android_set_host(jvm.vm, nullptr, i % 2 ? loader : nullptr, &error), AS_OK);
        {
            Driver driver;
            ASSERT_EQ(driver.status, AS_OK) << driver.error.text;
        }
        jvm.answer("currentApplication", nullptr);
        ASSERT_EQ(as_android_set_host(jvm.vm, nullptr, loader, &error), AS_OK);
        {
            Driver driver;
            ASSERT_EQ(driver.status, AS_UNAVAILABLE);
        }
        jvm.call("shim/Os", "reset", "(I)V", 30);
    }
    ASSERT_EQ(as_android_set_host(nullptr, nullptr, nullptr, &error), AS_OK);
    EXPECT_EQ(Counted::globals, 0);
    EXPECT_EQ(Counted::frames, 0);
}
// For leaks.py, which has to find it.
TEST_F(Storm, DISABLED_PlantedLeak)
{
    size_t size;
    EXPECT_NE(text_from_java(jvm.env, jvm.text("dropped"), &size), nullptr);
}
} // namespace
