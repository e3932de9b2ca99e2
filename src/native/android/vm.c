/*
 * vm.c: the JavaVM, and the threads that enter it.
 *
 * An app has one JavaVM and many ways to hand it over. We take the first that answers:
 * as_android_set_host, JNI_OnLoad (the app called System.load on this library), the functions of
 * SDL 3, SDL 2 and python-for-android's webview bootstrap, and libnativehelper, which apps may open
 * since API 31. What only Python can ask (pyjnius, Chaquopy) comes through as_android_set_host or
 * JNI_OnLoad: see audio_session/platforms/_android_host.py.
 *
 * None of these libraries is linked: on Android 10 and 11 that would keep ours from loading. They
 * are looked for among those loaded already, since RTLD_DEFAULT has not found local ones since
 * API 23 (bionic's documentation).
 */
#include <dlfcn.h>
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#include "android.h"

static JavaVM *_Atomic given;
static JavaVM *_Atomic loaded_by;

static pid_t process; /* that loaded this library */

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t attached;
static bool have_key;

/* Of libc; no header has it. `within` is any address in the library that is to stay loaded. */
extern int __cxa_thread_atexit_impl(void (*function)(void *), void *argument, void *within)
    __attribute__((weak));

#if defined(__aarch64__)
#define ABI "arm64-v8a"
#elif defined(__arm__)
#define ABI "armeabi-v7a"
#elif defined(__x86_64__)
#define ABI "x86_64"
#else
#define ABI "x86"
#endif

/* Functions that give the calling thread's JNIEnv. */
static const struct {
    const char *library, *symbol;
} environments[] = {
    {"libSDL3.so", "SDL_GetAndroidJNIEnv"},
    {"libSDL2.so", "SDL_AndroidGetJNIEnv"},
    {"libmain.so", "WebView_AndroidGetJNIEnv"},
    {"libmain_" ABI ".so", "WebView_AndroidGetJNIEnv"},
};

JNIEXPORT jint JNICALL
JNI_OnLoad(JavaVM *vm, void *reserved)
{
    (void)reserved;
    loaded_by = vm;
    return JNI_VERSION_1_6;
}

void
vm_give(JavaVM *vm)
{
    given = vm;
}

void *
vm_symbol(const char *library, const char *symbol)
{
    void *handle = dlopen(library, RTLD_NOW | RTLD_NOLOAD);
    if (handle == NULL)
        return NULL;
    void *address = dlsym(handle, symbol);
    dlclose(handle); /* the process holds it, we only look */
    return address;
}

static JavaVM *
vm_of_environments(void)
{
    for (size_t i = 0; i < sizeof environments / sizeof *environments; i++) {
        JNIEnv *(*get)(void);
        JavaVM *vm = NULL;
        *(void **)&get = vm_symbol(environments[i].library, environments[i].symbol);
        JNIEnv *env = get != NULL ? get() : NULL;
        if (env != NULL && (*env)->GetJavaVM(env, &vm) == JNI_OK)
            return vm;
    }
    return NULL;
}

static JavaVM *
vm_of_nativehelper(void)
{
    jint (*get)(JavaVM **, jsize, jsize *);
    void *handle = dlopen("libnativehelper.so", RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL)
        return NULL;
    JavaVM *vm = NULL;
    jsize count = 0;
    *(void **)&get = dlsym(handle, "JNI_GetCreatedJavaVMs");
    if (get == NULL || get(&vm, 1, &count) != JNI_OK || count < 1)
        vm = NULL;
    dlclose(handle);
    return vm;
}

JavaVM *
vm_find(void)
{
    JavaVM *vm = given;
    if (vm == NULL)
        vm = loaded_by;
    if (vm == NULL)
        vm = vm_of_environments();
    if (vm == NULL)
        vm = vm_of_nativehelper();
    return vm;
}

__attribute__((constructor)) static void
note_process(void)
{
    process = getpid();
}

bool
as_android_has_vm(void)
{
    /* In a fork no other way is worth a try: open says why. */
    return getpid() != process || vm_find() != NULL;
}

/* Whoever enters Java in a fork waits for threads that are not there (RUN: for ever, on ART 11, at
 * open). A fork that loads this library first is not known to be one. */
as_status
vm_check_process(as_error *error)
{
    if (getpid() == process)
        return AS_OK;
    return as_fail(error, AS_UNAVAILABLE,
                   "this process is a fork of the app's, and Java's threads are in that one alone: "
                   "use audio_session there");
}

as_status
vm_missing(as_error *error)
{
    return as_fail(error, AS_UNAVAILABLE,
                   "this process has no JavaVM that can be found. Tried: one given by "
                   "set_java_vm(), JNI_OnLoad of this library, SDL3, SDL2, "
                   "WebView_AndroidGetJNIEnv, libnativehelper (API 31), pyjnius, Chaquopy. In an "
                   "own embedding call System.load on the extension module from Java, or "
                   "set_java_vm(address of the JavaVM). A terminal app has none at all");
}

/*
 * The ends of threads. ART aborts when one ends attached (RUN: on ART 11). It looks in the destructor
 * of a thread key of its own, and as the order of those is not defined it first only warns in the
 * log, and comes back in another round (SRC: ART, Thread::ThreadExitCallback). So a key of ours is in
 * time, but warned of (RUN): we detach before any key's destructor runs, by an exit handler of the
 * thread, as C++ has them for thread_local (SRC: bionic, pthread_exit; RUN: nothing is logged). The
 * key is for where libc has no such handlers (below API 23: DOC, android/ndk#687), and for a thread
 * that comes back to Java in a key's destructor, after them. Not verified on a device.
 */
static void
detach(void *vm)
{
    (*(JavaVM *)vm)->DetachCurrentThread(vm);
}

static void
at_end_of_thread(void *vm)
{
    if (pthread_getspecific(attached) == NULL)
        return; /* as when the app detached the thread, and we attached it again */
    pthread_setspecific(attached, NULL);
    detach(vm);
}

static void
make_key(void)
{
    have_key = pthread_key_create(&attached, detach) == 0;
}

static as_status
attach(JavaVM *vm, JNIEnv **env, as_error *error)
{
    JavaVMAttachArgs arguments = {JNI_VERSION_1_6, (char *)"audio_session call", NULL};
    pthread_once(&once, make_key);
    if (!have_key)
        return as_fail(error, AS_UNAVAILABLE, "no thread key is left to detach threads by");
    /* As a daemon: a thread of Python's must not keep a JVM from ending. */
#ifdef __ANDROID__
    jint failure = (*vm)->AttachCurrentThreadAsDaemon(vm, env, &arguments);
#else
    jint failure = (*vm)->AttachCurrentThreadAsDaemon(vm, (void **)env, &arguments);
#endif
    if (failure != JNI_OK)
        return as_fail(error, AS_UNAVAILABLE,
                       "the JavaVM does not let this thread in (status %d): it may be ending",
                       (int)failure);
    if (pthread_setspecific(attached, vm) != 0) {
        (*vm)->DetachCurrentThread(vm);
        return as_fail(error, AS_OUT_OF_MEMORY, "no memory to note that this thread is attached");
    }
    if (__cxa_thread_atexit_impl != NULL) /* if it has no memory, there is the key */
        __cxa_thread_atexit_impl(at_end_of_thread, vm, &attached);
    return AS_OK;
}

as_status
vm_get(JavaVM *vm, JNIEnv **env, as_error *error)
{
    void *found = NULL;
    jint state = (*vm)->GetEnv(vm, &found, JNI_VERSION_1_6);
    *env = found;
    if (state == JNI_OK)
        return AS_OK;
    if (state == JNI_EDETACHED)
        return attach(vm, env, error);
    return as_fail(error, AS_UNAVAILABLE, "the JavaVM knows no JNI 1.6 (status %d)", (int)state);
}

as_status
vm_enter(JavaVM *vm, int room, JNIEnv **env, as_error *error)
{
    as_status status = vm_get(vm, env, error);
    if (status == AS_OK && (**env)->PushLocalFrame(*env, room) != 0) {
        (**env)->ExceptionClear(*env);
        return as_fail(error, AS_OUT_OF_MEMORY, "Java has no memory for %d references", room);
    }
    return status;
}

void
vm_leave(JNIEnv *env)
{
    (*env)->PopLocalFrame(env, NULL);
}
