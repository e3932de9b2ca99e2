// JNI's tables as strict as a phone's CheckJNI, and a failure of any JNI function that a test wants.
//
// They stand around those of -Xcheck:jni, for the driver alone. The test fails over what a desktop
// JVM forgives: a function called with an exception pending, a local reference outside of a frame
// or beyond its room, a frame that stays open, a thread that ends attached. A JNI function that is
// not listed here ends the process: a driver that begins to use one has to add it.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <type_traits>

#include "jvm.hpp"

class StrictJni
{
  public:
    static inline std::atomic<int> globals, attached; // what there is more of than at first

    explicit StrictJni(Jvm &jvm) : jvm(jvm)
    {
        real = jvm.env->functions;
        real_vm = jvm.vm->functions;
        thrown = static_cast<jclass>(jvm.env->NewGlobalRef(jvm.find("java/lang/OutOfMemoryError")));
        globals = attached = 0;
        fail_after(NEVER);
        fill();
        vm_table = *real_vm;
        vm_table.GetEnv = [](JavaVM *vm, void **env, jint version) {
            jint status = real_vm->GetEnv(vm, env, version);
            if (status == JNI_OK && !references.in_java)
                static_cast<JNIEnv *>(*env)->functions = &table;
            return status;
        };
        vm_table.AttachCurrentThread = nullptr; // such a thread would keep the JVM from ending
        vm_table.AttachCurrentThreadAsDaemon = [](JavaVM *vm, void **env, void *arguments) {
            if (fails("AttachCurrentThreadAsDaemon"))
                return JNI_ERR;
            jint status = real_vm->AttachCurrentThreadAsDaemon(vm, env, arguments);
            attached += status == JNI_OK;
            static_cast<JNIEnv *>(*env)->functions = &table;
            return status;
        };
        vm_table.DetachCurrentThread = [](JavaVM *vm) {
            JNIEnv *env = nullptr;
            real_vm->GetEnv(vm, reinterpret_cast<void **>(&env), JNI_VERSION_1_6);
            check_thread(env);
            env->functions = real;
            attached--;
            return real_vm->DetachCurrentThread(vm);
        };
        jvm.vm->functions = &vm_table;
    }
    StrictJni(const StrictJni &) = delete;
    ~StrictJni()
    {
        jvm.vm->functions = real_vm;
        jvm.env->DeleteGlobalRef(thrown);
        if (attached != 0)
            ADD_FAILURE() << attached << " threads ended attached";
    }

    // Does something with the driver on the test's own thread, and looks at what is left of it.
    template <typename Do> void operator()(Do something)
    {
        something();
        check_thread(jvm.env);
        jvm.env->functions = real; // the test goes on to use it
    }

    // The JNI function after this many more fails, as if Java had no memory left.
    void fail_after(int calls)
    {
        failed = nullptr;
        calls_left = calls;
    }
    // The function that failed so, NULL if there were not as many.
    const char *what_failed() const
    {
        return failed;
    }

  private:
    enum { LOCAL = 1, UNFRAMED = 2, THROWS = 4, GIVES_NULL = 8, WHILE_THROWN = 16 };
    enum { NEVER = -1, MOST_FRAMES = 8 };
    using Table = JNINativeInterface_;

    // A thread's local references. Without a destructor, for a thread is detached after those.
    struct References {
        bool in_java;
        int frames, unframed;
        struct {
            int room, made;
        } frame[MOST_FRAMES];
        int &made()
        {
            return frames > 0 ? frame[frames - 1].made : unframed;
        }
    };

    void fill()
    {
        auto *slots = reinterpret_cast<void (**)()>(&table);
        std::fill(slots, slots + sizeof table / sizeof *slots, [] {
            fprintf(stderr, "a JNI function that faults_jni.hpp does not list\n");
            abort();
        });
        list<&Table::FindClass>("FindClass", LOCAL | THROWS);
        list<&Table::GetObjectClass>("GetObjectClass", LOCAL);
        list<&Table::NewLocalRef>("NewLocalRef", LOCAL | GIVES_NULL);
        list<&Table::NewString>("NewString", LOCAL | THROWS);
        list<&Table::NewStringUTF>("NewStringUTF", LOCAL | THROWS);
        list<&Table::NewDirectByteBuffer>("NewDirectByteBuffer", LOCAL | THROWS);
        list<&Table::NewObjectV>("NewObject", LOCAL | THROWS);
        list<&Table::CallObjectMethodV>("CallObjectMethod", LOCAL | THROWS);
        list<&Table::CallStaticObjectMethodV>("CallStaticObjectMethod", LOCAL | THROWS);
        list<&Table::CallStaticVoidMethodV>("CallStaticVoidMethod", THROWS);
        list<&Table::CallStaticObjectMethodA>("CallStaticObjectMethodA", LOCAL | THROWS);
        list<&Table::CallStaticVoidMethodA>("CallStaticVoidMethodA", THROWS);
        list<&Table::CallStaticBooleanMethodA>("CallStaticBooleanMethodA", THROWS);
        list<&Table::CallStaticIntMethodA>("CallStaticIntMethodA", THROWS);
        list<&Table::CallStaticLongMethodA>("CallStaticLongMethodA", THROWS);
        list<&Table::CallStaticDoubleMethodA>("CallStaticDoubleMethodA", THROWS);
        list<&Table::GetMethodID>("GetMethodID", THROWS);
        list<&Table::GetStaticMethodID>("GetStaticMethodID", THROWS);
        list<&Table::GetStaticFieldID>("GetStaticFieldID", THROWS);
        list<&Table::RegisterNatives>("RegisterNatives", THROWS);
        list<&Table::GetStaticIntField>("GetStaticIntField", 0);
        list<&Table::GetObjectArrayElement>("GetObjectArrayElement", LOCAL | THROWS);
        list<&Table::GetArrayLength>("GetArrayLength", 0);
        list<&Table::GetStringLength>("GetStringLength", 0);
        list<&Table::GetStringRegion>("GetStringRegion", 0);
        list<&Table::IsInstanceOf>("IsInstanceOf", 0);
        list<&Table::NewGlobalRef>("NewGlobalRef", GIVES_NULL);
        // What the JNI specification allows while an exception is pending.
        list<&Table::ExceptionCheck>("ExceptionCheck", WHILE_THROWN);
        list<&Table::ExceptionClear>("ExceptionClear", WHILE_THROWN);
        list<&Table::ExceptionOccurred>("ExceptionOccurred", WHILE_THROWN | UNFRAMED);
        list<&Table::DeleteLocalRef>("DeleteLocalRef", WHILE_THROWN);
        list<&Table::DeleteGlobalRef>("DeleteGlobalRef", WHILE_THROWN);
        list<&Table::PushLocalFrame>("PushLocalFrame", WHILE_THROWN | THROWS);
        list<&Table::PopLocalFrame>("PopLocalFrame", WHILE_THROWN);
        table.NewGlobalRef = [](JNIEnv *env, jobject object) {
            jobject made = call<&Table::NewGlobalRef, jobject>(env, object);
            globals += made != nullptr;
            return made;
        };
        table.DeleteGlobalRef = [](JNIEnv *env, jobject object) {
            globals--;
            call<&Table::DeleteGlobalRef, void>(env, object);
        };
        table.DeleteLocalRef = [](JNIEnv *env, jobject object) {
            references.made()--;
            call<&Table::DeleteLocalRef, void>(env, object);
        };
        table.PushLocalFrame = [](JNIEnv *env, jint room) {
            jint status = call<&Table::PushLocalFrame, jint>(env, room);
            if (status == JNI_OK)
                references.frame[references.frames++] = {room, 0};
            return status;
        };
        table.PopLocalFrame = [](JNIEnv *env, jobject result) {
            if (--references.frames < 0)
                ADD_FAILURE() << "PopLocalFrame without a frame";
            return call<&Table::PopLocalFrame, jobject>(env, result);
        };
        // C calls these with its arguments one by one.
        table.NewObject = variadic<&Table::NewObjectV, jobject, jclass>;
        table.CallObjectMethod = variadic<&Table::CallObjectMethodV, jobject, jobject>;
        table.CallStaticObjectMethod = variadic<&Table::CallStaticObjectMethodV, jobject, jclass>;
        table.CallStaticVoidMethod = variadic<&Table::CallStaticVoidMethodV, void, jclass>;
    }

    template <auto member> struct Function {
        static inline const char *name;
        static inline int traits;
    };

    template <auto member> static void list(const char *name, int traits)
    {
        Function<member>::name = name;
        Function<member>::traits = traits;
        table.*member = strict<member>(real->*member);
    }

    // What takes the place of a function of this type.
    template <auto member, typename Result, typename... Arguments>
    static auto strict(Result (*)(JNIEnv *, Arguments...)) -> Result (*)(JNIEnv *, Arguments...)
    {
        return call<member, Result, Arguments...>;
    }

    template <auto member, typename Result, typename On>
    static Result variadic(JNIEnv *env, On on, jmethodID id, ...)
    {
        struct Arguments {
            va_list list;
            ~Arguments()
            {
                va_end(list);
            }
        } arguments;
        va_start(arguments.list, id);
        return (table.*member)(env, on, id, arguments.list);
    }

    template <auto member, typename Result, typename... Arguments>
    static Result call(JNIEnv *env, Arguments... arguments)
    {
        const char *name = Function<member>::name;
        const int traits = Function<member>::traits;
        if ((traits & WHILE_THROWN) == 0 && real->ExceptionCheck(env)) {
            ADD_FAILURE() << name << " was called with an exception pending";
            return Result();
        }
        if ((traits & (THROWS | GIVES_NULL)) != 0 && fails(name)) {
            if (traits & THROWS)
                real->ThrowNew(env, thrown, "planted");
            if constexpr (std::is_same_v<decltype(member), decltype(&Table::PushLocalFrame)> ||
                          std::is_same_v<decltype(member), decltype(&Table::RegisterNatives)>)
                return JNI_ERR;
            else
                return Result();
        }
        const RealTable java(env); // it, and its own natives, are not ours to judge
        if constexpr (std::is_void_v<Result>) {
            (real->*member)(env, arguments...);
        } else {
            Result result = (real->*member)(env, arguments...);
            if constexpr (std::is_convertible_v<Result, jobject>)
                if (result != nullptr && (traits & (LOCAL | UNFRAMED)) != 0)
                    count_local(name, traits);
            return result;
        }
    }

    struct RealTable {
        JNIEnv *env;
        explicit RealTable(JNIEnv *env) : env(env)
        {
            env->functions = real;
            references.in_java = true;
        }
        ~RealTable()
        {
            references.in_java = false;
            env->functions = &table;
        }
    };

    static bool fails(const char *name)
    {
        if (calls_left == NEVER || calls_left-- != 0)
            return false;
        calls_left = NEVER;
        failed = name;
        return true;
    }

    static void count_local(const char *name, int traits)
    {
        int made = ++references.made();
        if (references.frames == 0 && (traits & UNFRAMED) == 0)
            ADD_FAILURE() << name << " made a local reference outside of a frame";
        if (references.frames > 0 && made > references.frame[references.frames - 1].room)
            ADD_FAILURE() << name << " made reference " << made << " of a frame";
    }

    // What the driver has left of this thread.
    static void check_thread(JNIEnv *env)
    {
        if (references.frames != 0 || references.unframed != 0)
            ADD_FAILURE() << references.frames << " frames and " << references.unframed
                          << " local references are left";
        if (real->ExceptionCheck(env))
            ADD_FAILURE() << "an exception is left pending";
        references = {};
    }

    Jvm &jvm;
    static inline const Table *real;
    static inline Table table;
    static inline const JNIInvokeInterface_ *real_vm;
    static inline JNIInvokeInterface_ vm_table;
    static inline jclass thrown;
    static inline std::atomic<int> calls_left;
    static inline const char *failed;
    static inline thread_local References references;
};
