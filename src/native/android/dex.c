/*
 * dex.c: a class loader over the dex that the driver carries.
 *
 * From API 26 on out of memory; below, out of a file in the app's code cache. Both load a class when
 * it is first used, so those for a newer Android than the running one harm nobody.
 *
 * What Android compiles the file to goes to a folder of its own. It has the file's name, ending and
 * all (RUN: DexPathList of API 21 to 25), and is emptied before the file is read (SRC: dex2oat): in
 * the same folder it would be the file itself. Not verified on a device.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
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
    static const char name[] = "/audio_session", ending[] = ".dex";
    jobject cache = ask(env, context, "getCodeCacheDir", "()Ljava/io/File;");
    jstring cache_path = (*env)->ExceptionCheck(env)
                             ? NULL
                             : ask(env, cache, "getAbsolutePath", "()Ljava/lang/String;");
    if ((*env)->ExceptionCheck(env) || cache_path == NULL)
        return AS_OK;
    size_t length = 0;
    char *path = text_from_java(env, cache_path, &length);
    char *whole = path != NULL ? realloc(path, length + sizeof name + sizeof ending) : NULL;
    if (whole == NULL) {
        free(path);
        return as_fail(error, AS_OUT_OF_MEMORY, "no memory for the path of the code cache");
    }
    memcpy(whole + length, name, sizeof name);
    length += sizeof name - 1;
    bool good = mkdir(whole, 0700) == 0 || errno == EEXIST;
    if (good) {
        memcpy(whole + length, ending, sizeof ending);
        good = write_file(whole, bytes, size);
    }
    if (!good) {
        as_fail(error, AS_UNAVAILABLE, "cannot write %s: %s", whole, strerror(errno));
        free(whole);
        return AS_UNAVAILABLE;
    }
    jstring folder = text_to_java(env, whole, length);
    jstring file = folder != NULL ? text_to_java(env, whole, length + sizeof ending - 1) : NULL;
    free(whole);
    jclass class_ =
        file != NULL ? context_find_class(env, parent, "dalvik.system.DexClassLoader") : NULL;
    jmethodID make = NULL;
    if (class_ != NULL)
        make = (*env)->GetMethodID(
            env, class_, "<init>",
            "(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;Ljava/lang/ClassLoader;)V");
    if (make != NULL)
        *loader = (*env)->NewObject(env, class_, make, file, folder, NULL, parent);
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
