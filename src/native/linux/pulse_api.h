/*
 * pulse_api.h: the part of libpulse's public interface that the Linux driver uses, in declarations
 * of our own.
 *
 * libpulse is opened at run time: no header of it is needed to build and no library to link, and a
 * machine without it gets a sentence instead of a loader error. The layouts are libpulse's ABI,
 * unchanged since version 1.0 but for what is marked; tests/native/linux/abi_test.cpp compares them
 * with the real headers where those are installed.
 */
#ifndef AUDIO_SESSION_PULSE_API_H
#define AUDIO_SESSION_PULSE_API_H

#include "audio_session/driver.h"

#include <sys/time.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct pulse_loop pulse_loop; /* pa_threaded_mainloop */
typedef struct pulse_context pulse_context;
typedef struct pulse_operation pulse_operation;
typedef struct pulse_proplist pulse_proplist;
typedef struct pulse_timer pulse_timer; /* pa_time_event */
typedef struct pulse_mainloop pulse_mainloop;

#define PULSE_INVALID_INDEX UINT32_MAX
enum { PULSE_CHANNELS_MAX = 32, PULSE_VOLUME_NORM = 0x10000 };
enum { PULSE_NO_AUTOSPAWN = 1 };
enum { PULSE_UPDATE_REPLACE = 2 };
enum { PULSE_OPERATION_RUNNING = 0 };
enum { PULSE_CONTEXT_READY = 4, PULSE_CONTEXT_FAILED = 5, PULSE_CONTEXT_TERMINATED = 6 };
enum {
    PULSE_ERR_ACCESS = 1,
    PULSE_ERR_NOENTITY = 5,
    PULSE_ERR_TIMEOUT = 8,
    PULSE_ERR_CONNECTIONTERMINATED = 11,
    PULSE_ERR_FORKED = 24,
};
enum { PULSE_PORT_AVAILABLE_NO = 1 };
enum { PULSE_DEVICE_NETWORK = 8 };

/* Facilities and types of a subscription event; a mask bit is 1 << facility. */
enum {
    PULSE_SINK = 0,
    PULSE_SOURCE = 1,
    PULSE_SINK_INPUT = 2,
    PULSE_MODULE = 4,
    PULSE_CLIENT = 5,
    PULSE_SERVER = 7,
    PULSE_CARD = 9,
    PULSE_FACILITY = 0x0f,
    PULSE_EVENT_CHANGE = 0x10,
    PULSE_EVENT_REMOVE = 0x20,
    PULSE_EVENT_TYPE = 0x30,
};

typedef struct pulse_sample_spec {
    int format;
    uint32_t rate;
    uint8_t channels;
} pulse_sample_spec;

typedef struct pulse_channel_map {
    uint8_t channels;
    int map[PULSE_CHANNELS_MAX];
} pulse_channel_map;

typedef struct pulse_volume {
    uint8_t channels;
    uint32_t values[PULSE_CHANNELS_MAX];
} pulse_volume;

typedef struct pulse_port {
    const char *name;
    const char *description;
    uint32_t priority;
    int available;
    const char *availability_group; /* since 14.0 */
    uint32_t type;                  /* since 14.0: see pulse_api.port_types */
} pulse_port;

/* pa_sink_info and pa_source_info have one layout; `monitor` is the monitor source of a sink, and
 * for a source the sink whose monitor it is. */
typedef struct pulse_device {
    const char *name;
    uint32_t index;
    const char *description;
    pulse_sample_spec sample_spec;
    pulse_channel_map channel_map;
    uint32_t owner_module;
    pulse_volume volume;
    int mute;
    uint32_t monitor;
    const char *monitor_name;
    uint64_t latency;
    const char *driver;
    int flags;
    pulse_proplist *proplist;
    uint64_t configured_latency;
    uint32_t base_volume;
    int state;
    uint32_t n_volume_steps;
    uint32_t card;
    uint32_t n_ports;
    pulse_port **ports;
    pulse_port *active_port;
} pulse_device;

typedef struct pulse_stream { /* pa_sink_input_info */
    uint32_t index;
    const char *name;
    uint32_t owner_module;
    uint32_t client;
    uint32_t sink;
    pulse_sample_spec sample_spec;
    pulse_channel_map channel_map;
    pulse_volume volume;
    uint64_t buffer_usec;
    uint64_t sink_usec;
    const char *resample_method;
    const char *driver;
    int mute;
    pulse_proplist *proplist;
    int corked;
} pulse_stream;

typedef struct pulse_client {
    uint32_t index;
    const char *name;
    uint32_t owner_module;
    const char *driver;
    pulse_proplist *proplist;
} pulse_client;

typedef struct pulse_module {
    uint32_t index;
    const char *name;
    const char *argument;
} pulse_module;

typedef struct pulse_server {
    const char *user_name;
    const char *host_name;
    const char *server_version;
    const char *server_name;
    pulse_sample_spec sample_spec;
    const char *default_sink_name;
    const char *default_source_name;
    uint32_t cookie;
} pulse_server;

/* The start of pa_mainloop_api: as far as timers. */
struct pulse_mainloop {
    void *userdata;
    void *(*io_new)(pulse_mainloop *, int, int, void *, void *);
    void (*io_enable)(void *, int);
    void (*io_free)(void *);
    void (*io_set_destroy)(void *, void *);
    pulse_timer *(*time_new)(pulse_mainloop *, const struct timeval *,
                             void (*)(pulse_mainloop *, pulse_timer *, const struct timeval *,
                                      void *),
                             void *);
    void (*time_restart)(pulse_timer *, const struct timeval *);
    void (*time_free)(pulse_timer *);
};

typedef void (*pulse_notify_cb)(pulse_context *, void *);
typedef void (*pulse_event_cb)(pulse_context *, int, uint32_t, void *);
typedef void (*pulse_success_cb)(pulse_context *, int, void *);
typedef void (*pulse_device_cb)(pulse_context *, const pulse_device *, int, void *);
typedef void (*pulse_stream_cb)(pulse_context *, const pulse_stream *, int, void *);
typedef void (*pulse_client_cb)(pulse_context *, const pulse_client *, int, void *);
typedef void (*pulse_module_cb)(pulse_context *, const pulse_module *, int, void *);
typedef void (*pulse_server_cb)(pulse_context *, const pulse_server *, void *);

/* X(result, name without its "pa_", arguments) */
#define PULSE_FUNCTIONS(X)                                                                         \
    X(const char *, get_library_version, (void))                                                   \
    X(const char *, strerror, (int))                                                               \
    X(pulse_loop *, threaded_mainloop_new, (void))                                                 \
    X(void, threaded_mainloop_free, (pulse_loop *))                                                \
    X(int, threaded_mainloop_start, (pulse_loop *))                                                \
    X(void, threaded_mainloop_stop, (pulse_loop *))                                                \
    X(void, threaded_mainloop_lock, (pulse_loop *))                                                \
    X(void, threaded_mainloop_unlock, (pulse_loop *))                                              \
    X(void, threaded_mainloop_wait, (pulse_loop *))                                                \
    X(void, threaded_mainloop_signal, (pulse_loop *, int))                                         \
    X(pulse_mainloop *, threaded_mainloop_get_api, (pulse_loop *))                                 \
    X(int, threaded_mainloop_in_thread, (pulse_loop *))                                            \
    X(pulse_context *, context_new_with_proplist,                                                  \
      (pulse_mainloop *, const char *, const pulse_proplist *))                                    \
    X(void, context_unref, (pulse_context *))                                                      \
    X(int, context_connect, (pulse_context *, const char *, int, const void *))                    \
    X(void, context_disconnect, (pulse_context *))                                                 \
    X(int, context_get_state, (const pulse_context *))                                             \
    X(int, context_errno, (const pulse_context *))                                                 \
    X(const char *, context_get_server, (const pulse_context *))                                   \
    X(uint32_t, context_get_index, (const pulse_context *))                                        \
    X(uint32_t, context_get_server_protocol_version, (const pulse_context *))                      \
    X(void, context_set_state_callback, (pulse_context *, pulse_notify_cb, void *))                \
    X(void, context_set_subscribe_callback, (pulse_context *, pulse_event_cb, void *))             \
    X(pulse_operation *, context_subscribe, (pulse_context *, int, pulse_success_cb, void *))      \
    X(pulse_operation *, context_proplist_update,                                                  \
      (pulse_context *, int, const pulse_proplist *, pulse_success_cb, void *))                    \
    X(pulse_operation *, context_get_server_info, (pulse_context *, pulse_server_cb, void *))      \
    X(pulse_operation *, context_get_sink_info_list, (pulse_context *, pulse_device_cb, void *))   \
    X(pulse_operation *, context_get_sink_info_by_index,                                           \
      (pulse_context *, uint32_t, pulse_device_cb, void *))                                        \
    X(pulse_operation *, context_get_sink_info_by_name,                                            \
      (pulse_context *, const char *, pulse_device_cb, void *))                                    \
    X(pulse_operation *, context_get_source_info_list, (pulse_context *, pulse_device_cb, void *)) \
    X(pulse_operation *, context_get_source_info_by_index,                                         \
      (pulse_context *, uint32_t, pulse_device_cb, void *))                                        \
    X(pulse_operation *, context_get_source_info_by_name,                                          \
      (pulse_context *, const char *, pulse_device_cb, void *))                                    \
    X(pulse_operation *, context_get_sink_input_info_list,                                         \
      (pulse_context *, pulse_stream_cb, void *))                                                  \
    X(pulse_operation *, context_get_sink_input_info,                                              \
      (pulse_context *, uint32_t, pulse_stream_cb, void *))                                        \
    X(pulse_operation *, context_get_client_info_list, (pulse_context *, pulse_client_cb, void *)) \
    X(pulse_operation *, context_get_client_info,                                                  \
      (pulse_context *, uint32_t, pulse_client_cb, void *))                                        \
    X(pulse_operation *, context_get_module_info_list, (pulse_context *, pulse_module_cb, void *)) \
    X(pulse_operation *, context_get_module_info,                                                  \
      (pulse_context *, uint32_t, pulse_module_cb, void *))                                        \
    X(pulse_operation *, context_set_sink_volume_by_index,                                         \
      (pulse_context *, uint32_t, const pulse_volume *, pulse_success_cb, void *))                 \
    X(pulse_operation *, context_set_sink_mute_by_index,                                           \
      (pulse_context *, uint32_t, int, pulse_success_cb, void *))                                  \
    X(int, operation_get_state, (const pulse_operation *))                                         \
    X(void, operation_cancel, (pulse_operation *))                                                 \
    X(void, operation_unref, (pulse_operation *))                                                  \
    X(pulse_proplist *, proplist_new, (void))                                                      \
    X(void, proplist_free, (pulse_proplist *))                                                     \
    X(int, proplist_sets, (pulse_proplist *, const char *, const char *))                          \
    X(int, proplist_get, (const pulse_proplist *, const char *, const void **, size_t *))

typedef struct pulse_api {
#define PULSE_MEMBER(result, name, arguments) result(*name) arguments;
    PULSE_FUNCTIONS(PULSE_MEMBER)
#undef PULSE_MEMBER
    bool port_types; /* the library fills in pulse_port.type */
} pulse_api;

/* Opens `library` and fills in `api`. AS_OK; or AS_UNAVAILABLE with a text that says what to install,
 * and nothing left open. On success the library stays open for the life of the process: libpulse
 * keeps thread-local state that must not lose its code. */
as_status pulse_api_load(pulse_api *api, const char *library, as_error *error);

/* The name of a PA_ERR_ number, "" if unknown. */
const char *pulse_error_name(int code);

#ifdef __cplusplus
}
#endif

#endif
