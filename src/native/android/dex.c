/*
 * dex.c: a class loader over the dex that the driver carries.
 *
 * From API 26 on out of memory; below, out of a file in the app's code cache. Both load a class when
 * it is first used, so those for a newer Android than the running one harm nobody.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "android.h"

enum { IN_MEMORY_SINCE = 26 };

static jobject
ask(JNIEnv *env, jobject object, const char *method, const char *type)
{
    if (object == NULL)
        return NULL;
    jclass class_ = (*env)->GetObjectClass(env, object);
    jmethodID id = (*env)->GetMethodID(env, class_, method, type);
    return id != NULL ? (*env)->CallObjectMethod(env, object, id) : NULL;
}

static jobject
from_memory(JNIEnv *env, jobject parent, const void *bytes, size_t size)
{
    jobject loader = NULL;
    jclass class_ = context_find_class(env, parent, "dalvik.system.InMemoryDexClassLoader");
    jmethodID make = NULL;
    jobject buffer = NULL;
    if (class_ != NULL)
        make = (*env)->GetMethodID(env, class_, "<init>",
                                   "(Ljava/nio/ByteBuffer;Ljava/lang/ClassLoader;)V");
    if (make != NULL)
        buffer = (*env)->NewDirectByteBuffer(env, (void *)bytes, (jlong)size);
    if (buffer != NULL)
        loader = (*env)->NewObject(env, class_, make, buffer, parent);
    return loader;
}

/* Whole or not at all, and beside another process of the app that does the same. */
static bool
write_file(const char *path, const void *bytes, size_t size)
{
    char *temporary = malloc(strlen(path) + 32);
    if (temporary == NULL)
        return false;
    sprintf(temporary, "%s.%ld", path, (long)getpid());
    FILE *file = fopen(temporary, "wb");
    bool good = file != NULL && fwrite(bytes, 1, size, file) == size;
    if (file != NULL)
        good = fclose(file) == 0 && good;
    good = good && rename(temporary, path) == 0;
    if (!good) {
        int why = errno;
        unlink(temporary);
        errno = why;
    }
    free(temporary);
    return good;
}

static as_status
from_file(JNIEnv *env, jobject context, jobject parent, const void *bytes, size_t size,
          jobject *loader, as_error *error)
{
    static const char name[] = "/audio_session.dex";
    jobject folder = ask(env, context, "getCodeCacheDir", "()Ljava/io/File;");
    jstring folder_path = (*env)->ExceptionCheck(env)
                              ? NULL
                              : ask(env, folder, "getAbsolutePath", "()Ljava/lang/String;");
    if ((*env)->ExceptionCheck(env) || folder_path == NULL)
        return AS_OK;
    size_t length = 0;
    char *path = text_from_java(env, folder_path, &length);
    char *whole = path != NULL ? realloc(path, length + sizeof name) : NULL;
    if (whole == NULL) {
        free(path);
        return as_fail(error, AS_OUT_OF_MEMORY, "no memory for the path of the code cache");
    }
    memcpy(whole + length, name, sizeof name);
    if (!write_file(whole, bytes, size)) {
        as_fail(error, AS_UNAVAILABLE, "cannot write %s: %s", whole, strerror(errno));
        free(whole);
        return AS_UNAVAILABLE;
    }
    jstring file = text_to_java(env, whole, length + sizeof name - 1);
    free(whole);
    jclass class_ =
        file != NULL ? context_find_class(env, parent, "dalvik.system.DexClassLoader") : NULL;
    jmethodID make = NULL;
    if (class_ != NULL)
        make = (*env)->GetMethodID(
            env, class_, "<init>",
            "(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;Ljava/lang/ClassLoader;)V");
    if (make != NULL)
        *loader = (*env)->NewObject(env, class_, make, file, folder_path, NULL, parent);
    return AS_OK;
}

as_status
dex_load(JNIEnv *env, jobject context, int api, const void *bytes, size_t size, jobject *loader,
         as_error *error)
{
    as_status status = AS_OK;
    *loader = NULL;
    jobject parent = ask(env, context, "getClassLoader", "()Ljava/lang/ClassLoader;");
    if (!(*env)->ExceptionCheck(env)) {
        if (api >= IN_MEMORY_SINCE)
            *loader = from_memory(env, parent, bytes, size);
        else
            status = from_file(env, context, parent, bytes, size, loader, error);
    }
    if (status != AS_OK)
        return status;
    if (failure_take(env, "loading the bridge's classes", error) != AS_OK)
        return AS_UNAVAILABLE;
    if (*loader == NULL)
        return as_fail(error, AS_UNAVAILABLE, "Java made no class loader for the bridge's classes");
    return AS_OK;
}
