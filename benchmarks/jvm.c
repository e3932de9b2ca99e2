/*
 * jvm.c: a JVM for a worker of ours, the floors below every bridge, and a look at what is left of a
 * process after Python.
 */
#include <dlfcn.h>
#include <jni.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

static JavaVM *vm;
static JNIEnv *env; /* of the thread that made the JVM, which is the only one to call these */
static jclass source;
static volatile int64_t counted;
static int sleeper = -1; /* the eventfd that a thread of ours sleeps on */
static int (*add_pending)(int (*)(void *), void *);

enum { MOST_ARRIVALS = 32768 };
static int64_t arrived[MOST_ARRIVALS];
static int arrivals;

static void
require(bool condition, const char *what)
{
    if (condition && (env == NULL || !(*env)->ExceptionCheck(env)))
        return;
    fprintf(stderr, "jvm.c: %s\n", what);
    if (env != NULL && (*env)->ExceptionCheck(env))
        (*env)->ExceptionDescribe(env);
    _exit(1);
}

static void JNICALL
count(JNIEnv *caller, jclass class_, jint change)
{
    (void)caller, (void)class_;
    counted += change;
}

static int64_t
now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

/* ---- The least that lets Java go before Python runs ------------------------------------------ */

/* On any thread: require() asks for the exception of the one that made the JVM. */
static void
expect(bool condition, const char *what)
{
    if (condition)
        return;
    fprintf(stderr, "jvm.c: %s\n", what);
    _exit(1);
}

static void
arrive(void)
{
    expect(arrivals < MOST_ARRIVALS, "too many arrivals");
    arrived[arrivals++] = now_ns();
}

static void JNICALL
wake(JNIEnv *caller, jclass class_, jint change)
{
    (void)caller, (void)class_, (void)change;
    expect(eventfd_write(sleeper, 1) == 0, "nobody can be woken");
}

static void *
sleep_on(void *unused)
{
    eventfd_t wakes;
    while (eventfd_read(sleeper, &wakes) == 0)
        arrive();
    return unused;
}

static int
run_pending(void *unused)
{
    (void)unused;
    arrive();
    return 0;
}

static void JNICALL
schedule(JNIEnv *caller, jclass class_, jint change)
{
    (void)caller, (void)class_, (void)change;
    /* A full list of pending calls is an arrival that lacks. */
    add_pending(run_pending, NULL);
}

/* Has a thread to wake, and Python's list of pending calls. */
void
jvm_floors_start(void)
{
    pthread_t thread;
    *(void **)&add_pending = dlsym(RTLD_DEFAULT, "Py_AddPendingCall");
    require(add_pending != NULL, "no Py_AddPendingCall");
    /* A semaphore: two events that come before the thread runs are two arrivals. */
    sleeper = eventfd(0, EFD_CLOEXEC | EFD_SEMAPHORE);
    require(sleeper >= 0 && pthread_create(&thread, NULL, sleep_on, NULL) == 0, "no thread");
    pthread_detach(thread);
}

/* When each arrived since the last call; `times` has room for MOST_ARRIVALS. Returns how many. */
int
jvm_arrivals(int64_t *times)
{
    int many = arrivals;
    memcpy(times, arrived, sizeof *times * (size_t)many);
    arrivals = 0;
    return many;
}

/* ---- The JVM and the floors of calls --------------------------------------------------------- */

/* The options are the peers' (jvm.py). Gives the JavaVM and a class loader, for android_set_host. */
void
jvm_start(const char *libjvm, char **options, int option_count, void **made, void **loader)
{
    JavaVMOption given[16] = {{0}};
    for (int i = 0; i < option_count; i++)
        given[i].optionString = options[i];
    JavaVMInitArgs arguments = {JNI_VERSION_1_6, option_count, given, JNI_FALSE};
    jint (*create)(JavaVM **, void **, void *);
    void *library = dlopen(libjvm, RTLD_NOW | RTLD_GLOBAL);
    require(library != NULL, libjvm);
    *(void **)&create = dlsym(library, "JNI_CreateJavaVM");
    require(create(&vm, (void **)&env, &arguments) == JNI_OK, "no JVM");
    source = (*env)->FindClass(env, "bench/Source");
    require(source != NULL, "no class bench.Source");
    source = (*env)->NewGlobalRef(env, source);
    const JNINativeMethod natives[] = {
        {(char *)"count", (char *)"(I)V", (void *)count},
        {(char *)"wake", (char *)"(I)V", (void *)wake},
        {(char *)"schedule", (char *)"(I)V", (void *)schedule},
    };
    require((*env)->RegisterNatives(env, source, natives, 3) == JNI_OK, "no natives");
    jclass loaders = (*env)->FindClass(env, "java/lang/ClassLoader");
    jmethodID system = (*env)->GetStaticMethodID(env, loaders, "getSystemClassLoader",
                                                 "()Ljava/lang/ClassLoader;");
    *loader = (*env)->NewGlobalRef(env, (*env)->CallStaticObjectMethod(env, loaders, system));
    *made = vm;
    require(*loader != NULL, "no class loader");
}

/* Nanoseconds a repetition, as one of Source's static methods (int) -> long takes them. */
double
jvm_floor(const char *method, int repetitions)
{
    jmethodID id = (*env)->GetStaticMethodID(env, source, method, "(I)J");
    require(id != NULL, method);
    jlong spent = (*env)->CallStaticLongMethod(env, source, id, (jint)repetitions);
    require(true, method);
    return (double)spent / repetitions;
}

/* The sum of the changes that came into C. */
int64_t
jvm_counted(void)
{
    return counted;
}

/* Nanoseconds of AudioManager.getMode() from C. */
double
jvm_getter(int repetitions)
{
    jclass class_ = (*env)->FindClass(env, "android/media/AudioManager");
    require(class_ != NULL, "no class AudioManager");
    jobject audio =
        (*env)->NewObject(env, class_, (*env)->GetMethodID(env, class_, "<init>", "()V"));
    jmethodID get = (*env)->GetMethodID(env, class_, "getMode", "()I");
    require(get != NULL, "no getMode");
    int64_t before = now_ns();
    for (int i = 0; i < repetitions; i++)
        (*env)->CallIntMethodA(env, audio, get, NULL);
    return (double)(now_ns() - before) / repetitions;
}

/* ---- After Python ---------------------------------------------------------------------------- */

static JavaVM *
created(void)
{
    JavaVM *found = NULL;
    jsize many = 0;
    jint (*get)(JavaVM **, jsize, jsize *);
    *(void **)&get = dlsym(RTLD_DEFAULT, "JNI_GetCreatedJavaVMs");
    return get != NULL && get(&found, 1, &many) == JNI_OK && many == 1 ? found : NULL;
}

/* Runs when main() has returned, so after Py_FinalizeEx, while Java's thread goes on firing. */
static void
look(void)
{
    JavaVM *running = vm != NULL ? vm : created();
    JNIEnv *here;
    if (running == NULL || (*running)->AttachCurrentThread(running, (void **)&here, NULL) != JNI_OK)
        _exit(3);
    jfieldID fired = (*here)->GetStaticFieldID(here, source, "fired", "J");
    usleep(100000);
    jlong before = (*here)->GetStaticLongField(here, source, fired);
    usleep(200000);
    jlong after = (*here)->GetStaticLongField(here, source, fired);
    /* A millisecond each: far fewer in a fifth of a second is a thread that hangs or is gone. */
    _exit(after - before >= 20 ? 0 : 2);
}

/* Also where another bridge made the JVM. */
void
jvm_look_at_exit(void)
{
    if (source == NULL) {
        JavaVM *running = created();
        require(running != NULL, "there is no JVM");
        require((*running)->AttachCurrentThread(running, (void **)&env, NULL) == JNI_OK,
                "no entry");
        source = (*env)->FindClass(env, "bench/Source");
        require(source != NULL, "no class bench.Source");
        source = (*env)->NewGlobalRef(env, source);
    }
    require(atexit(look) == 0, "no room for atexit");
}
