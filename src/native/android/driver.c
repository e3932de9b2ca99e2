/*
 * driver.c: the Android driver: open, close, and its tables.
 */
#include <stdlib.h>

#include "android.h"

/* Gives back what `self` holds; the port is shut first, so that nothing comes in meanwhile. */
static void
destroy(android_driver *self, JNIEnv *env)
{
    port_close(self->port);
    if (self->session != NULL)
        (*env)->DeleteGlobalRef(env, self->session);
    bridge_release();
    free(self);
}

static as_status
open_session(android_driver *self, JNIEnv *env, as_error *error)
{
    const bridge *bridge = self->bridge;
    jobject session = (*env)->CallStaticObjectMethod(env, bridge->operations_class, bridge->open,
                                                     bridge->context, (jlong)self->port);
    as_status status = failure_take(env, "registering with the audio service", error);
    if (status != AS_OK)
        return status == AS_FAILED || status == AS_UNSUPPORTED ? AS_UNAVAILABLE : status;
    if (session == NULL)
        return as_fail(error, AS_UNAVAILABLE,
                       "this Context has no AudioManager (getSystemService(\"audio\") is null)");
    self->session = (*env)->NewGlobalRef(env, session);
    if (self->session != NULL)
        return AS_OK;
    (*env)->CallStaticVoidMethod(env, bridge->operations_class, bridge->close, session);
    failure_take(env, "close", error);
    return as_fail(error, AS_OUT_OF_MEMORY, "Java has no memory for a reference");
}

static as_status
driver_open(const as_host *host, void **driver, as_error *error)
{
    JNIEnv *env;
    android_driver *self = calloc(1, sizeof *self);
    if (self == NULL)
        return as_fail(error, AS_OUT_OF_MEMORY, "out of memory for the driver");
    as_status status = bridge_acquire(&self->bridge, error);
    if (status != AS_OK) {
        free(self);
        return status;
    }
    self->port = port_open(host);
    if (self->port == 0)
        status = as_fail(error, AS_UNAVAILABLE, "too many android drivers are open: close some");
    else
        status = vm_enter(self->bridge->vm, 16, &env, error);
    if (status != AS_OK) {
        port_close(self->port);
        bridge_release();
        free(self);
        return status;
    }
    status = open_session(self, env, error);
    if (status == AS_OK)
        *driver = self;
    else
        destroy(self, env);
    vm_leave(env);
    return status;
}

static void
driver_close(void *driver)
{
    android_driver *self = driver;
    as_error error = {0};
    JNIEnv *env;
    /* No frame, for which there may be no memory: close makes no local reference. */
    if (vm_get(self->bridge->vm, &env, &error) != AS_OK) {
        /* The JavaVM is ending and takes its objects along. */
        port_close(self->port);
        bridge_release();
        free(self);
        return;
    }
    /* While it unregisters, focus is given back, and Android may still call: the port is open. */
    (*env)->CallStaticVoidMethod(env, self->bridge->operations_class, self->bridge->close,
                                 self->session);
    failure_take(env, "close", &error);
    destroy(self, env);
}

/* Their numbers are those of Events.java. */
static const char *const events[] = {
    "AUDIO_FOCUS_CHANGE",
    "AUDIO_BECOMING_NOISY",
    "AUDIO_DEVICES_ADDED",
    "AUDIO_DEVICES_REMOVED",
    "MODE_CHANGED",
    "VOLUME_CHANGED",
    "SCO_AUDIO_STATE_UPDATED",
    "COMMUNICATION_DEVICE_CHANGED",
    "PLAYBACK_CONFIG_CHANGED",
    "RECORDING_CONFIG_CHANGED",
    "RINGER_MODE_CHANGED",
    "STREAM_MUTE_CHANGED",
    "MICROPHONE_MUTE_CHANGED",
    "SPEAKERPHONE_STATE_CHANGED",
    "HEADSET_PLUG",
    "HDMI_AUDIO_PLUG",
    "SPATIALIZER_STATE_CHANGED",
    "HEAD_TRACKER_AVAILABLE_CHANGED",
    "PREFERRED_MIXER_ATTRIBUTES_CHANGED",
};

extern const as_driver as_android_driver;
const as_driver as_android_driver = {
    .name = "android",
    .operations = android_operations,
    .operation_count = OPERATION_COUNT,
    .events = events,
    .event_count = sizeof events / sizeof *events,
    .open = driver_open,
    .close = driver_close,
};
