/*
 * failure.c: Java's exceptions, as statuses and errors.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "android.h"

enum { MOST_CAUSES = 4 };

/* What a SecurityException is about where its message does not spell the permission out. */
static const struct {
    const char *said, *permission;
} permissions[] = {
    {"Do Not Disturb", "android.permission.ACCESS_NOTIFICATION_POLICY"},
    {"MODIFY_AUDIO_SETTINGS", "android.permission.MODIFY_AUDIO_SETTINGS"},
};

/* Copies text out of Java, cut to fit; "" for null and wherever Java fails again. A NUL, at which an
 * error's text would end, becomes a space. */
static void
copy(JNIEnv *env, jstring text, char *target, size_t room)
{
    size_t size = 0;
    char *utf8 = text != NULL ? text_from_java(env, text, &size) : NULL;
    *target = '\0';
    if (utf8 != NULL) {
        size = size < room - 1 ? size : room - 1;
        for (size_t i = 0; i < size; i++)
            target[i] = utf8[i] != '\0' ? utf8[i] : ' ';
        target[size] = '\0';
    }
    free(utf8);
}

/* Calls a method of no arguments that gives an object; NULL wherever it throws. */
static jobject
ask(JNIEnv *env, jobject object, const char *class_name, const char *method, const char *type)
{
    jobject answer = NULL;
    jclass class_ = (*env)->FindClass(env, class_name);
    jmethodID id = class_ != NULL ? (*env)->GetMethodID(env, class_, method, type) : NULL;
    if (id != NULL)
        answer = (*env)->CallObjectMethod(env, object, id);
    if ((*env)->ExceptionCheck(env)) {
        (*env)->ExceptionClear(env);
        answer = NULL;
    }
    return answer;
}

static bool
is_a(JNIEnv *env, jthrowable thrown, const char *class_name)
{
    jclass class_ = (*env)->FindClass(env, class_name);
    if (class_ == NULL) {
        (*env)->ExceptionClear(env);
        return false;
    }
    return (*env)->IsInstanceOf(env, thrown, class_);
}

static void
name_class(JNIEnv *env, jthrowable thrown, char *target, size_t room)
{
    jobject class_ = (*env)->GetObjectClass(env, thrown);
    copy(env, ask(env, class_, "java/lang/Class", "getName", "()Ljava/lang/String;"), target, room);
}

/* The audio service's process died: DeadObjectException, or what AudioManager wraps around it. */
static bool
is_dead(JNIEnv *env, jthrowable thrown)
{
    for (int i = 0; thrown != NULL && i < MOST_CAUSES; i++) {
        char name[64];
        name_class(env, thrown, name, sizeof name);
        if (strncmp(name, "android.os.Dead", strlen("android.os.Dead")) == 0)
            return true;
        thrown = ask(env, thrown, "java/lang/Throwable", "getCause", "()Ljava/lang/Throwable;");
    }
    return false;
}

/* Finds "android.permission.X", or the X of "needs X permission"; 0 if there is none. */
static size_t
find_permission(const char *message, const char **found)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ_";
    static const char prefix[] = "android.permission.";
    const char *start = strstr(message, prefix);
    const char *end = strstr(message, " permission");
    if (start != NULL) {
        *found = start + strlen(prefix);
        return strspn(*found, letters);
    }
    *found = end;
    while (end != NULL && *found > message && strchr(letters, (*found)[-1]) != NULL)
        (*found)--;
    return end != NULL ? (size_t)(end - *found) : 0;
}

static void
name_permission(const char *message, char *target, size_t room)
{
    const char *found;
    int size = (int)find_permission(message, &found);
    if (size > 0) {
        snprintf(target, room, "android.permission.%.*s", size, found);
        return;
    }
    for (size_t i = 0; i < sizeof permissions / sizeof *permissions; i++)
        if (strstr(message, permissions[i].said) != NULL)
            snprintf(target, room, "%s", permissions[i].permission);
}

static as_status
judge(JNIEnv *env, jthrowable thrown, const char *message, as_error *error)
{
    if (is_a(env, thrown, "java/lang/SecurityException")) {
        name_permission(message, error->permission, sizeof error->permission);
        return AS_PERMISSION_DENIED;
    }
    if (is_a(env, thrown, "java/lang/OutOfMemoryError"))
        return AS_OUT_OF_MEMORY;
    if (is_dead(env, thrown))
        return AS_UNAVAILABLE;
    /* Its level says that it has the method, and it does not: a vendor's build. */
    return is_a(env, thrown, "java/lang/LinkageError") ? AS_UNSUPPORTED : AS_FAILED;
}

as_status
failure_take(JNIEnv *env, const char *what, as_error *error)
{
    jthrowable thrown = (*env)->ExceptionOccurred(env);
    if (thrown == NULL)
        return AS_OK;
    (*env)->ExceptionClear(env);
    if ((*env)->PushLocalFrame(env, 32) != 0) {
        (*env)->ExceptionClear(env);
        (*env)->DeleteLocalRef(env, thrown);
        return as_fail(error, AS_OUT_OF_MEMORY, "%s: Java has no memory left", what);
    }
    char message[sizeof error->text];
    name_class(env, thrown, error->domain, sizeof error->domain);
    copy(env, ask(env, thrown, "java/lang/Throwable", "getMessage", "()Ljava/lang/String;"),
         message, sizeof message);
    as_status status = judge(env, thrown, message, error);
    (*env)->PopLocalFrame(env, NULL);
    (*env)->DeleteLocalRef(env, thrown);
    const char *says = *message != '\0' ? message : "it gave no message";
    return as_fail(error, status, "%s: Android threw %s: %s", what, error->domain, says);
}
