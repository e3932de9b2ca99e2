/*
 * bridge.c: loads the bridge's classes, once for the process, and looks its methods up.
 *
 * They stay loaded: another open finds them. What the host gives anew (as_android_set_host) lets
 * them go.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "android.h"
#include "bridge_dex.h"

#define SESSION "Lorg/audio_session/Session;"

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static bridge loaded;
static bool is_loaded;
static int users;
/* What the host gave; global references. */
static JavaVM *host_vm;
static jobject host_context, host_loader;

static void
drop(JNIEnv *env, jobject *reference)
{
    if (*reference != NULL)
        (*env)->DeleteGlobalRef(env, *reference);
    *reference = NULL;
}

static void
unload(JNIEnv *env)
{
    drop(env, &loaded.context);
    drop(env, (jobject *)&loaded.operations_class);
    drop(env, (jobject *)&loaded.native_class);
    memset(&loaded, 0, sizeof loaded);
    is_loaded = false;
}

/* A global reference to a class of ours; NULL with `error` filled in. */
static jclass
load_class(JNIEnv *env, jobject loader, const char *name, as_error *error)
{
    jclass class_ = context_find_class(env, loader, name);
    jclass kept = class_ != NULL ? (*env)->NewGlobalRef(env, class_) : NULL;
    if (failure_take(env, name, error) == AS_OK && kept == NULL)
        as_fail(error, AS_UNAVAILABLE, "Java has no memory for a reference to %s", name);
    return kept;
}

static as_status
find_methods(JNIEnv *env, as_error *error)
{
    static const JNINativeMethod natives[] = {
        {(char *)"emit", (char *)"(JIIJJ)V", (void *)port_emit},
    };
    bridge *self = &loaded;
    bool good = (*env)->RegisterNatives(env, self->native_class, natives,
                                        sizeof natives / sizeof *natives) == JNI_OK;
    if (good)
        self->open = (*env)->GetStaticMethodID(env, self->operations_class, "open",
                                               "(Landroid/content/Context;J)" SESSION);
    if (self->open != NULL)
        self->close =
            (*env)->GetStaticMethodID(env, self->operations_class, "close", "(" SESSION ")V");
    good = self->close != NULL;
    for (int i = 0; good && i < OPERATION_COUNT; i++) {
        char descriptor[256];
        snprintf(descriptor, sizeof descriptor, "(" SESSION "%s", android_descriptors[i] + 1);
        self->methods[i] = (bridge_method){
            .id = (*env)->GetStaticMethodID(env, self->operations_class, android_operations[i].name,
                                            descriptor),
            .since = atoi(android_operations[i].since),
            .framed = strchr(android_descriptors[i], 'L') != NULL,
        };
        good = self->methods[i].id != NULL;
    }
    if (failure_take(env, "the bridge's classes are not of this build", error) != AS_OK)
        return AS_UNAVAILABLE;
    return good ? AS_OK
                : as_fail(error, AS_UNAVAILABLE, "the bridge's natives cannot be registered");
}

static as_status
read_api(JNIEnv *env, jobject loader, int *api, as_error *error)
{
    jclass version = context_find_class(env, loader, "android.os.Build$VERSION");
    jfieldID field =
        version != NULL ? (*env)->GetStaticFieldID(env, version, "SDK_INT", "I") : NULL;
    if (field != NULL)
        *api = (*env)->GetStaticIntField(env, version, field);
    return failure_take(env, "reading Build.VERSION.SDK_INT", error) == AS_OK ? AS_OK
                                                                              : AS_UNAVAILABLE;
}

static as_status
find_loader(JNIEnv *env, jobject context, jobject *loader, as_error *error)
{
    jobject framework = host_loader;
    if (framework == NULL) {
        jclass class_ = (*env)->GetObjectClass(env, context);
        jmethodID get =
            (*env)->GetMethodID(env, class_, "getClassLoader", "()Ljava/lang/ClassLoader;");
        framework = get != NULL ? (*env)->CallObjectMethod(env, context, get) : NULL;
        if (failure_take(env, "getting the app's class loader", error) != AS_OK)
            return AS_UNAVAILABLE;
    }
    as_status status = read_api(env, framework, &loaded.api, error);
    *loader = host_loader;
    if (status == AS_OK && host_loader == NULL)
        status = dex_load(env, context, loaded.api, bridge_dex, sizeof bridge_dex, loader, error);
    return status;
}

static as_status
load(JNIEnv *env, as_error *error)
{
    jobject context, loader;
    as_status status = context_find(env, host_context, host_loader, &context, error);
    if (status == AS_OK)
        status = find_loader(env, context, &loader, error);
    if (status != AS_OK)
        return status;
    loaded.context = (*env)->NewGlobalRef(env, context);
    if (loaded.context == NULL)
        return as_fail(error, AS_OUT_OF_MEMORY, "Java has no memory for a reference");
    loaded.operations_class = load_class(env, loader, "org.audio_session.Bridge", error);
    if (loaded.operations_class != NULL)
        loaded.native_class = load_class(env, loader, "org.audio_session.Native", error);
    if (loaded.native_class == NULL)
        return AS_UNAVAILABLE;
    return find_methods(env, error);
}

as_status
bridge_acquire(const bridge **found, as_error *error)
{
    as_status status = vm_check_process(error);
    if (status != AS_OK)
        return status;
    pthread_mutex_lock(&mutex);
    if (!is_loaded) {
        JNIEnv *env;
        JavaVM *vm = vm_find();
        status = vm != NULL ? vm_enter(vm, 48, &env, error) : vm_missing(error);
        if (status == AS_OK) {
            loaded.vm = vm;
            status = load(env, error);
            is_loaded = status == AS_OK;
            if (!is_loaded)
                unload(env);
            vm_leave(env);
        }
    }
    if (status == AS_OK) {
        users++;
        *found = &loaded;
    }
    pthread_mutex_unlock(&mutex);
    return status;
}

void
bridge_release(void)
{
    pthread_mutex_lock(&mutex);
    users--;
    pthread_mutex_unlock(&mutex);
}

/* Lets go of what was given and loaded before, in the JavaVM that it was given in. */
static as_status
forget(as_error *error)
{
    JavaVM *vm = is_loaded ? loaded.vm : host_vm;
    JNIEnv *env;
    if (vm == NULL)
        return AS_OK;
    as_status status = vm_enter(vm, 4, &env, error);
    if (status != AS_OK)
        return status;
    unload(env);
    drop(env, &host_context);
    drop(env, &host_loader);
    vm_leave(env);
    host_vm = NULL;
    vm_give(NULL);
    return AS_OK;
}

static as_status
give(JavaVM *vm, jobject context, jobject loader, as_error *error)
{
    JNIEnv *env;
    as_status status = vm_enter(vm, 4, &env, error);
    if (status != AS_OK)
        return status;
    host_context = context != NULL ? (*env)->NewGlobalRef(env, context) : NULL;
    host_loader = loader != NULL ? (*env)->NewGlobalRef(env, loader) : NULL;
    if ((context != NULL && host_context == NULL) || (loader != NULL && host_loader == NULL)) {
        drop(env, &host_context);
        drop(env, &host_loader);
        status = as_fail(error, AS_OUT_OF_MEMORY, "Java has no memory for a reference");
    }
    vm_leave(env);
    if (status != AS_OK)
        return status;
    host_vm = vm;
    vm_give(vm);
    return AS_OK;
}

as_status
as_android_set_host(void *vm, void *context, void *class_loader, as_error *error)
{
    as_status status = vm_check_process(error);
    if (status != AS_OK)
        return status;
    pthread_mutex_lock(&mutex);
    if (users > 0)
        status = as_fail(error, AS_FAILED, "an android driver is open: close it first");
    else
        status = forget(error);
    if (status == AS_OK && vm != NULL)
        status = give(vm, context, class_loader, error);
    pthread_mutex_unlock(&mutex);
    return status;
}
