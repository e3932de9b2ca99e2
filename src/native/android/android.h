/*
 * android.h: what the files of the Android driver share.
 *
 * Rules that hold in all of them. No JNI call is made with an exception pending: a phone aborts on
 * what a desktop JVM forgives. Every local reference is made inside a frame (vm_enter, vm_leave).
 * What Java calls back goes to the host's emit alone, and never into Python.
 */
#ifndef AUDIO_SESSION_ANDROID_DRIVER_H
#define AUDIO_SESSION_ANDROID_DRIVER_H

#include <jni.h>

#include "audio_session/android.h"

/* ---- text.c: Java's UTF-16 and our UTF-8 ---------------------------------------------------- */

/* Each writes at most as many units as said, and returns how many; malformed input comes out as
 * U+FFFD. `utf16`: room for `size` units. `utf8`: room for three bytes a unit. */
size_t text_to_utf16(const char *utf8, size_t size, uint16_t *utf16);
size_t text_to_utf8(const uint16_t *utf16, size_t count, char *utf8);

/* A local reference; NULL with an exception pending, or with none if out of memory. */
jstring text_to_java(JNIEnv *env, const char *utf8, size_t size);
/* From malloc(), with a NUL after its `size` bytes; NULL if out of memory. */
char *text_from_java(JNIEnv *env, jstring text, size_t *size);

/* ---- vm.c: the JavaVM and threads ----------------------------------------------------------- */

/* What as_android_set_host was given; NULL takes it back. */
void vm_give(JavaVM *vm);
/* The first JavaVM that one of the ways gives; NULL if none does. */
JavaVM *vm_find(void);
/* Fills in the error that names the ways. */
as_status vm_missing(as_error *error);
/* AS_UNAVAILABLE in a fork, before anything else is tried: a lock may be held there for ever. */
as_status vm_check_process(as_error *error);
/* A symbol of a library that the process has loaded already; NULL if it has not. */
void *vm_symbol(const char *library, const char *symbol);

/* This thread's environment. A thread that was not attached is, and is detached when it ends. */
as_status vm_get(JavaVM *vm, JNIEnv **env, as_error *error);
/* The same with a frame for `room` local references; vm_leave closes it. */
as_status vm_enter(JavaVM *vm, int room, JNIEnv **env, as_error *error);
void vm_leave(JNIEnv *env);

/* ---- failure.c: Java's exceptions ----------------------------------------------------------- */

/* Takes the pending exception away and says what it was. AS_OK if there was none. */
as_status failure_take(JNIEnv *env, const char *what, as_error *error);

/* ---- context.c ------------------------------------------------------------------------------ */

/* A class of the framework: of the class loader that was given, else the system's. */
jclass context_find_class(JNIEnv *env, jobject loader, const char *dotted_name);
/* The application's Context, a local reference: `given` (NULL for none), else looked for. */
as_status context_find(JNIEnv *env, jobject given, jobject loader, jobject *context,
                       as_error *error);

/* ---- dex.c ---------------------------------------------------------------------------------- */

/* Makes a class loader over `size` bytes of dex, a local reference. */
as_status dex_load(JNIEnv *env, jobject context, int api, const void *bytes, size_t size,
                   jobject *loader, as_error *error);

/* ---- bridge.c: the bridge's classes, loaded once -------------------------------------------- */

/* One for each row of operations.h, in its order. */
enum {
#define OPERATION(name, signature, since, java) OPERATION_##name,
#include "operations.h"
#undef OPERATION
    OPERATION_COUNT
};

/* What is known of an operation before it is called. */
typedef struct bridge_method {
    jmethodID id;
    int since;   /* the API level that brought it, 0 if it was always there */
    bool framed; /* it takes or gives objects, and so makes local references */
} bridge_method;

typedef struct bridge {
    JavaVM *vm;
    jobject context;
    int api; /* Build.VERSION.SDK_INT */
    jclass operations_class;
    jclass native_class;
    jmethodID open;  /* (Context, long port) -> Session */
    jmethodID close; /* (Session) */
    bridge_method methods[OPERATION_COUNT];
} bridge;

/* Loads it if need be, and holds it until bridge_release. On failure nothing is left behind. */
as_status bridge_acquire(const bridge **loaded, as_error *error);
void bridge_release(void);

/* ---- port.c: from Java into the host -------------------------------------------------------- */

/* A number that Java's listeners carry; 0 if there is no room for another. */
int64_t port_open(const as_host *host);
/* After it no emit begins, and none runs but those that this thread is inside of. Idempotent. */
void port_close(int64_t port);
/* The native method of org.audio_session.Native. */
void JNICALL port_emit(JNIEnv *env, jclass class_, jlong port, jint kind, jint flags, jlong code,
                       jlong value);

/* ---- operations.c --------------------------------------------------------------------------- */

typedef struct android_driver {
    const bridge *bridge;
    int64_t port;
    jobject session; /* org.audio_session.Session */
} android_driver;

extern const as_operation android_operations[OPERATION_COUNT];
/* The Java descriptor of the method of an operation, without its Session. */
extern const char *const android_descriptors[OPERATION_COUNT];

#endif /* AUDIO_SESSION_ANDROID_DRIVER_H */
