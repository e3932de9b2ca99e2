# The core's C declarations; see src/native/include/audio_session for what they promise.

from libc.stdint cimport int64_t, uint32_t, uint64_t


cdef extern from "audio_session/driver.h" nogil:
    ctypedef enum as_type:
        AS_TYPE_NONE
        AS_TYPE_BOOL
        AS_TYPE_INT
        AS_TYPE_DOUBLE
        AS_TYPE_TEXT

    # The next two have no name in C: only their members are used, never the types.
    ctypedef struct as_text:
        char *data
        size_t size

    ctypedef union as_payload:
        bint boolean
        int64_t integer
        double real
        as_text text

    ctypedef struct as_value:
        as_type type
        as_payload as_ "as"

    ctypedef enum as_status:
        AS_OK
        AS_UNSUPPORTED
        AS_INVALID_ARGUMENT
        AS_PERMISSION_DENIED
        AS_UNAVAILABLE
        AS_CLOSED
        AS_FAILED
        AS_OUT_OF_MEMORY

    ctypedef struct as_error:
        int64_t code
        char domain[64]
        char name[64]
        char since[32]
        char permission[96]
        char text[512]

    enum:
        AS_MAX_KINDS

    ctypedef struct as_event:
        uint32_t kind
        uint32_t flags
        int64_t code
        int64_t value
        uint64_t time_ns
        uint64_t sequence
        uint32_t collapsed

    ctypedef struct as_host:
        void *context
        void (*emit)(void *context, const as_event *event) noexcept nogil
        const char *application_name
        const char *server

    ctypedef struct as_operation:
        const char *name
        const char *signature
        const char *since
        as_status (*call)(void *self, const as_value *arguments, as_value *result,
                          as_error *error) noexcept nogil

    ctypedef struct as_driver:
        const char *name
        const as_operation *operations
        size_t operation_count
        const char **events
        size_t event_count
        as_status (*open)(const as_host *host, void **self, as_error *error) noexcept nogil
        void (*close)(void *self) noexcept nogil

    void as_value_clear(as_value *value)
    void as_error_clear(as_error *error)
    void as_value_set_bool(as_value *value, bint boolean)
    void as_value_set_int(as_value *value, int64_t integer)
    void as_value_set_double(as_value *value, double real)


cdef extern from "audio_session/core.h" nogil:
    ctypedef struct as_channel:
        pass

    enum:
        AS_DEFAULT_CAPACITY

    as_channel *as_channel_new(size_t capacity)
    void as_channel_emit(void *channel, const as_event *event)
    size_t as_channel_drain(as_channel *channel, as_event *events, size_t room)
    int as_channel_fd(const as_channel *channel)
    bint as_channel_wait(as_channel *channel, int timeout_ms)
    void as_channel_set_urgent(as_channel *channel, void (*hook)(void *context) noexcept nogil,
                               void *context)
    void as_channel_shut(as_channel *channel)
    void as_channel_free(as_channel *channel)
    uint64_t as_channel_lost(const as_channel *channel)

    size_t as_registry_count()
    const as_driver *as_registry_get(size_t index)
    const as_driver *as_registry_find(const char *name)
    bint as_registry_add(const as_driver *driver)
    const char *AS_DRIVER_CAPSULE

    as_status as_check_arguments(const as_operation *operation, const as_value *arguments,
                                 size_t count, as_error *error)


cdef extern from "audio_session/android.h" nogil:
    as_status as_android_set_host(void *vm, void *context, void *class_loader, as_error *error)
    bint as_android_has_vm()
