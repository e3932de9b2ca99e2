/*
 * context.c: the app's Context. The Application is all that AudioManager and receivers need, and an
 * Activity would be kept from ending.
 */
#include "android.h"

static const struct {
    const char *library, *symbol;
} activities[] = {
    {"libSDL3.so", "SDL_GetAndroidActivity"},
    {"libSDL2.so", "SDL_AndroidGetActivity"},
};

jclass
context_find_class(JNIEnv *env, jobject loader, const char *dotted_name)
{
    jclass loaders = (*env)->FindClass(env, "java/lang/ClassLoader");
    jclass classes = loaders != NULL ? (*env)->FindClass(env, "java/lang/Class") : NULL;
    if (classes == NULL)
        return NULL;
    jstring name = (*env)->NewStringUTF(env, dotted_name);
    if (name == NULL)
        return NULL;
    if (loader == NULL) {
        /* On a thread that Java did not start it sees the framework, as FindClass does. */
        jmethodID system = (*env)->GetStaticMethodID(env, loaders, "getSystemClassLoader",
                                                     "()Ljava/lang/ClassLoader;");
        loader = system != NULL ? (*env)->CallStaticObjectMethod(env, loaders, system) : NULL;
        if ((*env)->ExceptionCheck(env))
            return NULL;
    }
    jmethodID load =
        (*env)->GetMethodID(env, loaders, "loadClass", "(Ljava/lang/String;)Ljava/lang/Class;");
    jclass found = load != NULL ? (*env)->CallObjectMethod(env, loader, load, name) : NULL;
    return (*env)->ExceptionCheck(env) ? NULL : found;
}

static jobject
context_of_libraries(JNIEnv *env)
{
    for (size_t i = 0; i < sizeof activities / sizeof *activities; i++) {
        void *(*get)(void);
        *(void **)&get = vm_symbol(activities[i].library, activities[i].symbol);
        jobject activity = get != NULL ? get() : NULL;
        if ((*env)->ExceptionCheck(env)) /* SDL asks Java, and leaves what that throws */
            (*env)->ExceptionClear(env);
        else if (activity != NULL)
            return activity;
    }
    return NULL;
}

/* ActivityThread.currentApplication(): not public, but open to every app ("unsupported" list). */
static jobject
context_of_thread(JNIEnv *env, jobject loader)
{
    jclass class_ = context_find_class(env, loader, "android.app.ActivityThread");
    jmethodID current = NULL;
    jobject application = NULL;
    if (class_ != NULL)
        current = (*env)->GetStaticMethodID(env, class_, "currentApplication",
                                            "()Landroid/app/Application;");
    if (current != NULL)
        application = (*env)->CallStaticObjectMethod(env, class_, current);
    if ((*env)->ExceptionCheck(env)) {
        (*env)->ExceptionClear(env);
        application = NULL;
    }
    return application;
}

as_status
context_find(JNIEnv *env, jobject given, jobject loader, jobject *context, as_error *error)
{
    *context = given != NULL ? (*env)->NewLocalRef(env, given) : context_of_thread(env, loader);
    /* Last: in a process that has loaded SDL but shows nothing (a service of python-for-android),
     * SDL asks a class for its activity that it never found. */
    if (*context == NULL)
        *context = context_of_libraries(env);
    if (*context == NULL)
        return as_fail(error, AS_UNAVAILABLE,
                       "there is a JavaVM but no Context. Tried: one given by set_java_vm(), "
                       "ActivityThread.currentApplication(), the activity of SDL3 and SDL2. Open "
                       "the session after Application.onCreate, or pass a Context");
    jclass class_ = (*env)->GetObjectClass(env, *context);
    jmethodID get =
        (*env)->GetMethodID(env, class_, "getApplicationContext", "()Landroid/content/Context;");
    jobject application = get != NULL ? (*env)->CallObjectMethod(env, *context, get) : NULL;
    as_status status = failure_take(env, "getting the application's Context", error);
    if (status == AS_OK && application != NULL) /* null while the Application is being made */
        *context = application;
    return status == AS_OK ? AS_OK : AS_UNAVAILABLE;
}
