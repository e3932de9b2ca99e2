/* Stands for Android's libnativehelper.so. */
#include <jni.h>

JavaVM *vm_to_give;

JNIEXPORT jint JNICALL
JNI_GetCreatedJavaVMs(JavaVM **vms, jsize room, jsize *count)
{
    *count = vm_to_give != NULL;
    if (*count > 0 && room > 0)
        vms[0] = vm_to_give;
    return JNI_OK;
}
