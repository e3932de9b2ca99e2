// A JVM with the bridge's classes and the fake framework on its class path, and a driver in front.
#pragma once

#include <dlfcn.h>
#include <gtest/gtest.h>
#include <jni.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "../../core/channel.hpp"
#include "audio_session/android.h"

// The one JVM of this process; a process cannot have a second one.
class Jvm
{
  public:
    static Jvm &get()
    {
        static Jvm jvm;
        return jvm;
    }

    JavaVM *vm = nullptr;
    JNIEnv *env = nullptr; // of the thread that made it

    jclass find(const char *name)
    {
        jclass found = env->FindClass(name);
        check();
        return found;
    }

    template <typename... Arguments>
    void call(const char *class_name, const char *method, const char *type, Arguments... arguments)
    {
        jclass class_ = find(class_name);
        env->CallStaticVoidMethod(class_, id(class_, method, type), arguments...);
        check();
    }

    template <typename... Arguments>
    jobject ask(const char *class_name, const char *method, const char *type,
                Arguments... arguments)
    {
        jclass class_ = find(class_name);
        jobject answer =
            env->CallStaticObjectMethod(class_, id(class_, method, type), arguments...);
        check();
        return answer;
    }

    template <typename... Arguments>
    int count(const char *class_name, const char *method, const char *type, Arguments... arguments)
    {
        jclass class_ = find(class_name);
        int answer = env->CallStaticIntMethod(class_, id(class_, method, type), arguments...);
        check();
        return answer;
    }

    jstring text(const char *ascii)
    {
        return ascii != nullptr ? env->NewStringUTF(ascii) : nullptr;
    }

    std::string text(jobject string)
    {
        const char *chars = env->GetStringUTFChars(static_cast<jstring>(string), nullptr);
        std::string copy(chars);
        env->ReleaseStringUTFChars(static_cast<jstring>(string), chars);
        return copy;
    }

    // What the fake system answers, or throws; see shim/Os.java.
    void answer(const char *name, jobject value)
    {
        call("shim/Os", "answer", "(Ljava/lang/String;Ljava/lang/Object;)V", text(name), value);
    }
    void answer(const char *name, int value)
    {
        call("shim/Os", "answerInt", "(Ljava/lang/String;I)V", text(name), value);
    }
    void answer_code_cache(const std::string &folder)
    {
        jclass files = find("java/io/File");
        jmethodID make = env->GetMethodID(files, "<init>", "(Ljava/lang/String;)V");
        answer("getCodeCacheDir", env->NewObject(files, make, text(folder.c_str())));
    }
    void fail(const char *name, const char *exception, const char *message)
    {
        call("shim/Os", "fail", "(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;)V",
             text(name), text(exception), text(message));
    }
    // The same, with what explains it behind it; see shim/Reasons.java.
    void fail_with_reason(const char *name, const char *how)
    {
        call("shim/Os", "failWithReason", "(Ljava/lang/String;Ljava/lang/String;)V", text(name),
             text(how));
    }
    std::string calls()
    {
        return text(ask("shim/Os", "calls", "()Ljava/lang/String;"));
    }
    // Whether the fake system was called so.
    bool called(const std::string &line)
    {
        return ("\n" + calls() + "\n").find("\n" + line + "\n") != std::string::npos;
    }
    int threads(const char *name)
    {
        return count("shim/Os", "threads", "(Ljava/lang/String;)I", text(name));
    }
    int registered()
    {
        return count("shim/Os", "registered", "()I");
    }
    void focus(int change)
    {
        call("shim/Storm", "focus", "(I)V", change);
    }

    // Forgets everything and is a phone of this level, with the class loader that has our classes.
    void phone(int api)
    {
        as_error error{};
        call("shim/Os", "reset", "(I)V", api);
        if (as_android_set_host(vm, nullptr, loader(), &error) != AS_OK)
            throw std::runtime_error(error.text);
    }

    // The same, but the driver has to load its own dex.
    void phone_without_classes(int api)
    {
        as_error error{};
        phone(api);
        if (as_android_set_host(vm, nullptr, nullptr, &error) != AS_OK)
            throw std::runtime_error(error.text);
    }

    jobject loader()
    {
        return ask("java/lang/ClassLoader", "getSystemClassLoader", "()Ljava/lang/ClassLoader;");
    }

  private:
    Jvm()
    {
        std::string path = std::string("-Djava.class.path=") + CLASS_PATH;
        std::vector<JavaVMOption> options = {{path.data(), nullptr},
                                             {const_cast<char *>("-Xcheck:jni"), nullptr},
                                             {const_cast<char *>("-Xmx128m"), nullptr}};
        JavaVMInitArgs arguments{JNI_VERSION_1_6, static_cast<jint>(options.size()), options.data(),
                                 JNI_FALSE};
        void *library = dlopen(LIBJVM, RTLD_NOW | RTLD_LOCAL);
        if (library == nullptr)
            throw std::runtime_error(dlerror());
        auto create = reinterpret_cast<jint (*)(JavaVM **, void **, void *)>(
            dlsym(library, "JNI_CreateJavaVM"));
        if (create(&vm, reinterpret_cast<void **>(&env), &arguments) != JNI_OK)
            throw std::runtime_error("no JVM");
    }

    jmethodID id(jclass class_, const char *method, const char *type)
    {
        jmethodID found = env->GetStaticMethodID(class_, method, type);
        check();
        return found;
    }

    void check()
    {
        if (env->ExceptionCheck()) {
            env->ExceptionDescribe();
            throw std::runtime_error("the test's own call threw");
        }
    }
};

// A test on a phone of API level 30, in a frame of its own.
class ShimTest : public testing::Test
{
  protected:
    Jvm &jvm = Jvm::get();

    void SetUp() override
    {
        jvm.env->PushLocalFrame(1024);
        jvm.phone(30);
    }
    void TearDown() override
    {
        jvm.env->PopLocalFrame(nullptr);
    }
};

struct Answer {
    as_status status;
    as_value value{};
    as_error error{};
    std::string text;
};

inline as_value
number(int64_t integer)
{
    as_value value{};
    as_value_set_int(&value, integer);
    return value;
}

inline as_value
flag(bool boolean)
{
    as_value value{};
    as_value_set_bool(&value, boolean);
    return value;
}

// The driver, open; closes itself.
class Driver
{
  public:
    Channel channel = make_channel(AS_DEFAULT_CAPACITY);
    as_error error{};
    as_status status;

    Driver()
    {
        host.context = channel.get();
        status = driver->open(&host, &self, &error);
    }
    Driver(const Driver &) = delete;
    ~Driver()
    {
        close();
    }

    void close()
    {
        if (self != nullptr)
            driver->close(self);
        self = nullptr;
    }

    Answer call(const char *name, std::vector<as_value> arguments = {})
    {
        Answer answer{};
        for (size_t i = 0; i < driver->operation_count; i++) {
            const as_operation &row = driver->operations[i];
            if (std::string(row.name) != name)
                continue;
            answer.status =
                as_check_arguments(&row, arguments.data(), arguments.size(), &answer.error);
            if (answer.status == AS_OK)
                answer.status = row.call(self, arguments.data(), &answer.value, &answer.error);
            if (answer.value.type == AS_TYPE_TEXT) {
                answer.text.assign(answer.value.as.text.data, answer.value.as.text.size);
                as_value_clear(&answer.value);
            }
            return answer;
        }
        throw std::runtime_error(std::string("no operation ") + name);
    }

    Answer text(const char *name, std::string argument)
    {
        as_value value{};
        value.type = AS_TYPE_TEXT;
        value.as.text = {argument.data(), argument.size()};
        return call(name, {value});
    }

    Answer request(int64_t generation, int gain = 1)
    {
        return call("requestAudioFocus", {number(gain), number(1), number(2), number(0), flag(true),
                                          flag(true), flag(false), number(generation), number(-1),
                                          number(-1), number(-1), number(-1)});
    }

    // The next event of this kind; times out after five seconds. Others are dropped.
    as_event next(const char *kind)
    {
        for (;;) {
            as_event event{};
            while (as_channel_drain(channel.get(), &event, 1) == 1)
                if (std::string(driver->events[event.kind]) == kind)
                    return event;
            if (!as_channel_wait(channel.get(), 5000))
                throw std::runtime_error(std::string("no event ") + kind);
        }
    }

    const as_driver *driver = as_registry_find("android");
    void *self = nullptr;
    as_host host{nullptr, as_channel_emit, "test", nullptr};
};
