/*
 * embed.c: an app as on a phone, where Java is first: a JVM whose main embeds Python.
 *
 *     embed [JVM OPTION...] -- PYTHON [ARGUMENT...]
 *
 * starts the JVM and calls audiosession.framework.Embedded.main, which runs Python on a thread of
 * Java's, as PYTHON would with these arguments. Exit status: Python's.
 */
#include <Python.h>
#include <jni.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int python_count;
static char **python_arguments;

/* static native int python() */
static jint JNICALL
run_python(JNIEnv *env, jclass class_)
{
    (void)env;
    (void)class_;
    PyConfig config;
    PyConfig_InitPythonConfig(&config);
    PyStatus status = PyConfig_SetBytesArgv(&config, python_count, python_arguments);
    if (!PyStatus_Exception(status))
        status = PyConfig_SetBytesString(&config, &config.program_name, python_arguments[0]);
    if (!PyStatus_Exception(status))
        status = Py_InitializeFromConfig(&config);
    PyConfig_Clear(&config);
    if (PyStatus_Exception(status)) {
        fprintf(stderr, "embed: %s\n", status.err_msg);
        return 2;
    }
    return Py_RunMain();
}

static int
call_main(JNIEnv *env)
{
    static const JNINativeMethod native = {(char *)"python", (char *)"()I", (void *)run_python};
    jclass class_ = (*env)->FindClass(env, "audiosession/framework/Embedded");
    if (class_ == NULL || (*env)->RegisterNatives(env, class_, &native, 1) != JNI_OK)
        return 2;
    jmethodID method = (*env)->GetStaticMethodID(env, class_, "main", "()I");
    return method != NULL ? (*env)->CallStaticIntMethod(env, class_, method) : 2;
}

int
main(int count, char **arguments)
{
    int split = 1;
    while (split < count && strcmp(arguments[split], "--") != 0)
        split++;
    if (split + 1 >= count)
        return 2;
    python_count = count - split - 1;
    python_arguments = arguments + split + 1;

    JavaVMOption *options = calloc((size_t)split, sizeof *options);
    if (options == NULL)
        return 2;
    for (int i = 1; i < split; i++)
        options[i - 1].optionString = arguments[i];
    JavaVMInitArgs given = {JNI_VERSION_1_8, split - 1, options, JNI_FALSE};
    JavaVM *vm;
    JNIEnv *env;
    if (JNI_CreateJavaVM(&vm, (void **)&env, &given) != JNI_OK)
        return 2;
    int status = call_main(env);
    if ((*env)->ExceptionCheck(env)) {
        (*env)->ExceptionDescribe(env);
        status = 2;
    }
    fflush(NULL);
    /* The loopers' threads are never told to stop, and would keep DestroyJavaVM waiting. */
    _Exit(status);
}
