/*
 * failure.c: Java's exceptions, as statuses and errors.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "android.h"

enum { MOST_CAUSES = 4, MOST_SUPPRESSED = 4 };
/* Room for a message that another one explains, and for that: so both fit into an error's text. */
enum { EXPLAINED = 200, REASON = 200 };

/* What a SecurityException is about where its message does not spell the permission out. */
static const struct {
    const char *said, *permission;
} permissions[] = {
    {"Do Not Disturb", "android.permission.ACCESS_NOTIFICATION_POLICY"},
    {"MODIFY_AUDIO_SETTINGS", "android.permission.MODIFY_AUDIO_SETTINGS"},
};

/* Cuts text to a size that ends no character in its middle. */
static void
cut(char *text, size_t size)
{
    if (strlen(text) <= size)
        return;
    while (size > 0 && ((unsigned char)text[size] & 0xC0) == 0x80)
        size--;
    text[size] = '\0';
}

/* Copies text out of Java, cut to fit, and lets go of it; "" for null and wherever Java fails again.
 * A NUL, at which an error's text would end, becomes a space. */
static void
copy(JNIEnv *env, jstring text, char *target, size_t room)
{
    size_t size = 0;
    char *utf8 = text != NULL ? text_from_java(env, text, &size) : NULL;
    *target = '\0';
    if (utf8 != NULL) {
        for (size_t i = 0; i < size; i++)
            utf8[i] = utf8[i] != '\0' ? utf8[i] : ' ';
        cut(utf8, room - 1);
        strcpy(target, utf8);
    }
    free(utf8);
    if (text != NULL)
        (*env)->DeleteLocalRef(env, text);
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
    if (class_ != NULL)
        (*env)->DeleteLocalRef(env, class_);
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
    bool is = (*env)->IsInstanceOf(env, thrown, class_);
    (*env)->DeleteLocalRef(env, class_);
    return is;
}

static void
name_class(JNIEnv *env, jthrowable thrown, char *target, size_t room)
{
    jobject class_ = (*env)->GetObjectClass(env, thrown);
    copy(env, ask(env, class_, "java/lang/Class", "getName", "()Ljava/lang/String;"), target, room);
    (*env)->DeleteLocalRef(env, class_);
}

static void
read_message(JNIEnv *env, jthrowable thrown, char *target, size_t room)
{
    copy(env, ask(env, thrown, "java/lang/Throwable", "getMessage", "()Ljava/lang/String;"), target,
         room);
}

static jthrowable
cause_of(JNIEnv *env, jthrowable thrown)
{
    return ask(env, thrown, "java/lang/Throwable", "getCause", "()Ljava/lang/Throwable;");
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
        thrown = cause_of(env, thrown);
    }
    return false;
}

/* Says an exception by class and message, if that message is news after `told`. */
static bool
is_reason(JNIEnv *env, jthrowable thrown, const char *told, char *reason)
{
    char name[64], message[REASON - 64 - 2];
    if (is_a(env, thrown, "java/lang/ClassNotFoundException")) /* nor did a parent class loader */
        return false;
    read_message(env, thrown, message, sizeof message);
    if (*message == '\0' || strstr(told, message) != NULL)
        return false;
    name_class(env, thrown, name, sizeof name);
    snprintf(reason, REASON, "%s: %s", name, message);
    return true;
}

static bool
is_reason_suppressed(JNIEnv *env, jthrowable thrown, const char *told, char *reason)
{
    bool found = false;
    jobjectArray all =
        ask(env, thrown, "java/lang/Throwable", "getSuppressed", "()[Ljava/lang/Throwable;");
    jsize count = all != NULL ? (*env)->GetArrayLength(env, all) : 0;
    for (jsize i = 0; i < count && i < MOST_SUPPRESSED && !found; i++) {
        jthrowable one = (*env)->GetObjectArrayElement(env, all, i);
        if (one == NULL) {
            (*env)->ExceptionClear(env);
            continue;
        }
        found = is_reason(env, one, told, reason);
        (*env)->DeleteLocalRef(env, one);
    }
    return found;
}

/* The first that has a message, of what was suppressed for an exception and for its causes, and
 * these; "" if none has. A class loader whose dex cannot be opened goes on without it, and tells why
 * no sooner than a class is not found, as suppressed (libcore's DexPathList). */
static void
find_reason(JNIEnv *env, jthrowable thrown, const char *told, char *reason)
{
    *reason = '\0';
    for (int i = 0; thrown != NULL && i < MOST_CAUSES; i++) {
        if (is_reason_suppressed(env, thrown, told, reason))
            return;
        thrown = cause_of(env, thrown);
        if (thrown != NULL && is_reason(env, thrown, told, reason))
            return;
    }
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
    char message[sizeof error->text], reason[REASON];
    name_class(env, thrown, error->domain, sizeof error->domain);
    read_message(env, thrown, message, sizeof message);
    find_reason(env, thrown, message, reason);
    as_status status = judge(env, thrown, message, error);
    (*env)->PopLocalFrame(env, NULL);
    (*env)->DeleteLocalRef(env, thrown);
    if (*message == '\0')
        strcpy(message, "it gave no message");
    if (*reason != '\0')
        cut(message, EXPLAINED);
    const char *because = *reason != '\0' ? ", because of " : "";
    return as_fail(error, status, "%s: Android threw %s: %s%s%s", what, error->domain, message,
                   because, reason);
}
