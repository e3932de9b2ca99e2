/*
 * runtime.c: a stand-in for libjvm.so behind which the Android Runtime is.
 *
 * Started as Android's app_process does, through libnativehelper. Debian's libart.so names none of
 * the libraries that it needs, so they are opened before it. What the caller asks of a JVM is not
 * asked of this one: its classes are in dexes, and CheckJNI and the verifier are always on. Android's
 * are the fakes, or what ART_FRAMEWORK names.
 */
#include <dlfcn.h>
#include <jni.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const libraries[] = {
    ART_LIBRARIES "/libsigchain.so.0",
    ART_LIBRARIES "/liblog.so.0",
    ART_LIBRARIES "/libbase.so.0",
    ART_LIBRARIES "/libbacktrace.so.0",
    ART_LIBRARIES "/libziparchive.so.0",
    ART_LIBRARIES "/libnativebridge.so.0",
    ART_LIBRARIES "/libnativeloader.so.0",
    "libz.so.1",
    "liblz4.so.1",
    ART_LIBRARIES "/libnativehelper.so.0",
};

static char boot_class_path[4096];

static const char *const options[] = {
    boot_class_path,
    "-Djava.class.path=" ART_FOLDER "/bridge.jar",
    "-Ximage:/nonexistent/boot.art", /* none: the core classes are loaded one by one */
    "-Xnoimage-dex2oat",
    "-Xint",
    "-Xusejit:false",
    "-Xcheck:jni",
    "-Xverify:all",
    "-Xuse-stderr-logger",
    "-Xmx512m",
};

JNIEXPORT jint JNICALL
JNI_CreateJavaVM(JavaVM **vm, void **env, void *ignored)
{
    (void)ignored;
    const char *framework = getenv("ART_FRAMEWORK");
    snprintf(boot_class_path, sizeof boot_class_path, "-Xbootclasspath:%s:%s",
             ART_FOLDER "/core.jar", framework != NULL ? framework : ART_FOLDER "/framework.jar");
    void *helper = NULL;
    for (size_t i = 0; i < COUNT(libraries); i++) {
        helper = dlopen(libraries[i], RTLD_NOW | RTLD_GLOBAL);
        if (helper == NULL) {
            fprintf(stderr, "%s\n", dlerror());
            return JNI_ERR;
        }
    }
    void *(*invocation)(void);
    bool (*use)(void *, const char *);
    jint (*create)(JavaVM **, void **, void *);
    *(void **)&invocation = dlsym(helper, "JniInvocationCreate");
    *(void **)&use = dlsym(helper, "JniInvocationInit");
    *(void **)&create = dlsym(helper, "JNI_CreateJavaVM");
    if (!use(invocation(), ART_LIBRARIES "/libart.so.0"))
        return JNI_ERR;
    JavaVMOption list[COUNT(options)];
    for (size_t i = 0; i < COUNT(options); i++)
        list[i] = (JavaVMOption){.optionString = (char *)options[i], .extraInfo = NULL};
    JavaVMInitArgs arguments = {JNI_VERSION_1_6, COUNT(options), list, JNI_FALSE};
    return create(vm, env, &arguments);
}
