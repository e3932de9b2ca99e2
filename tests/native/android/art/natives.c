/*
 * natives.c: what the core classes beside it have native that is not the Android Runtime's own.
 *
 * The runtime asks for three libraries by name and looks for native methods in them: this is all of
 * them. Only what the tests come by is here; a method that is missing is an UnsatisfiedLinkError
 * that names it.
 */
#include <errno.h>
#include <fcntl.h>
#include <jni.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define NATIVE(type, class_, name, ...)                                                            \
    JNIEXPORT type JNICALL Java_##class_##_##name(JNIEnv *env, __VA_ARGS__);                       \
    JNIEXPORT type JNICALL Java_##class_##_##name(JNIEnv *env, __VA_ARGS__)

JNIEXPORT jint JNICALL
JNI_OnLoad(JavaVM *vm, void *reserved)
{
    (void)vm, (void)reserved;
    return JNI_VERSION_1_6;
}

static jlong
nanoseconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

NATIVE(jlong, java_lang_System, nanoTime, jclass class_)
{
    (void)env, (void)class_;
    return nanoseconds(CLOCK_MONOTONIC);
}

NATIVE(jlong, java_lang_System, currentTimeMillis, jclass class_)
{
    (void)env, (void)class_;
    return nanoseconds(CLOCK_REALTIME) / 1000000;
}

NATIVE(void, java_lang_System, log, jclass class_, jstring line)
{
    (void)class_;
    const char *text = (*env)->GetStringUTFChars(env, line, NULL);
    fprintf(stderr, "java: %s\n", text);
    (*env)->ReleaseStringUTFChars(env, line, text);
}

/* The bits of one type as those of another. */
#define BITS(type, class_, name, from)                                                             \
    NATIVE(type, java_lang_##class_, name, jclass java_class, from value)                          \
    {                                                                                              \
        (void)env, (void)java_class;                                                               \
        type bits;                                                                                 \
        memcpy(&bits, &value, sizeof bits);                                                        \
        return bits;                                                                               \
    }
BITS(jint, Float, floatToRawIntBits, jfloat)
BITS(jint, Float, floatToIntBits, jfloat)
BITS(jfloat, Float, intBitsToFloat, jint)
BITS(jlong, Double, doubleToRawLongBits, jdouble)
BITS(jlong, Double, doubleToLongBits, jdouble)
BITS(jdouble, Double, longBitsToDouble, jlong)

NATIVE(jdouble, java_lang_Math, floor, jclass class_, jdouble value)
{
    (void)env, (void)class_;
    return floor(value);
}

NATIVE(jdouble, java_lang_Math, ceil, jclass class_, jdouble value)
{
    (void)env, (void)class_;
    return ceil(value);
}

NATIVE(jboolean, java_nio_ByteOrder, isLittleEndian, jclass class_)
{
    (void)env, (void)class_;
    return JNI_TRUE;
}

/* The shortest digits that give the number back. */
NATIVE(jstring, java_lang_RealToString, text, jclass class_, jdouble value, jboolean single)
{
    (void)class_;
    char text[32];
    for (int digits = 1; digits <= 17; digits++) {
        snprintf(text, sizeof text - 2, "%.*g", digits, value);
        if (single ? strtof(text, NULL) == (float)value : strtod(text, NULL) == value)
            break;
    }
    if (strpbrk(text, ".en") == NULL)
        strcat(text, ".0");
    return (*env)->NewStringUTF(env, text);
}

static void
throw_errno(JNIEnv *env, const char *function, int error)
{
    jclass class_ = (*env)->FindClass(env, "android/system/ErrnoException");
    jmethodID make = (*env)->GetMethodID(env, class_, "<init>", "(Ljava/lang/String;I)V");
    jstring name = (*env)->NewStringUTF(env, function);
    (*env)->Throw(env, (*env)->NewObject(env, class_, make, name, (jint)error));
}

NATIVE(jobject, libcore_io_Linux, stat, jobject os, jstring path)
{
    (void)os;
    struct stat is;
    const char *text = (*env)->GetStringUTFChars(env, path, NULL);
    int error = stat(text, &is) != 0 ? errno : 0;
    (*env)->ReleaseStringUTFChars(env, path, text);
    if (error != 0) {
        throw_errno(env, "stat", error);
        return NULL;
    }
    jclass class_ = (*env)->FindClass(env, "android/system/StructStat");
    jmethodID make = (*env)->GetMethodID(env, class_, "<init>", "(JJIJIIJJJJJJJ)V");
    return (*env)->NewObject(
        env, class_, make, (jlong)is.st_dev, (jlong)is.st_ino, (jint)is.st_mode, (jlong)is.st_nlink,
        (jint)is.st_uid, (jint)is.st_gid, (jlong)is.st_rdev, (jlong)is.st_size, (jlong)is.st_atime,
        (jlong)is.st_mtime, (jlong)is.st_ctime, (jlong)is.st_blksize, (jlong)is.st_blocks);
}

NATIVE(jboolean, libcore_io_Linux, access, jobject os, jstring path, jint mode)
{
    (void)os;
    const char *text = (*env)->GetStringUTFChars(env, path, NULL);
    int error = access(text, mode) != 0 ? errno : 0;
    (*env)->ReleaseStringUTFChars(env, path, text);
    if (error != 0)
        throw_errno(env, "access", error);
    return error == 0;
}

NATIVE(void, android_system_OsConstants, initConstants, jclass class_)
{
    static const struct {
        const char *name;
        jint value;
    } constants[] = {{"S_IFMT", S_IFMT}, {"S_IFDIR", S_IFDIR}, {"S_IFREG", S_IFREG},
                     {"F_OK", F_OK},     {"R_OK", R_OK},       {"W_OK", W_OK},
                     {"ENOENT", ENOENT}, {"EACCES", EACCES}};
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++) {
        jfieldID field = (*env)->GetStaticFieldID(env, class_, constants[i].name, "I");
        (*env)->SetStaticIntField(env, class_, field, constants[i].value);
    }
}
