# cython: language_level=3, boundscheck=False, wraparound=False, auto_pickle=False
"""The compiled seam: the core's channel and the native drivers, as thin as they can be.

Everything here is called with the GIL and gives it up where it may block. The OS's threads never
come here: they push into a channel in C, and Python takes from it in batches.
"""

cimport cython
from cpython.exc cimport PyErr_CheckSignals
from cpython.float cimport PyFloat_AsDouble, PyFloat_Check
from cpython.long cimport PyLong_Check
from cpython.unicode cimport PyUnicode_AsUTF8AndSize, PyUnicode_Check, PyUnicode_DecodeUTF8
from libc.errno cimport errno
from libc.string cimport memset

import atexit
import os
import sys
from _thread import allocate_lock
from time import monotonic

from audio_session.errors import (
    AudioSessionError,
    NativeError,
    PermissionDeniedError,
    ServiceUnavailableError,
    SessionClosedError,
    UnsupportedError,
)

cdef extern from "Python.h":
    int Py_AddPendingCall(int (*function)(void *) noexcept, void *argument) nogil
    long long PyLong_AsLongLongAndOverflow(object value, int *overflow)

cdef extern from "string.h" nogil:
    size_t strnlen(const char *text, size_t limit)

cdef enum:
    BATCH = 64
    MAX_ARGUMENTS = 16
    # A wait looks for signals this often, in case one came just before it went to sleep.
    SLICE_MS = 1000

# How many forks lie between this process and the one that imported the module. What was made under
# another number is another process's: its threads are not here, and its descriptors are shared.
cdef int _generation = 0
cdef bint _finalizing = False
cdef set _channels = set()  # addresses of the core's channels that are not freed
cdef set _open_drivers = set()
cdef dict _urgent = {}  # id -> Channel with an urgent callback


def drivers():
    return tuple([as_registry_get(i).name.decode() for i in range(as_registry_count())])


@cython.final
@cython.freelist(64)
cdef class Event:
    """One event as the driver emitted it; see ``as_event`` in ``driver.h``."""

    cdef readonly uint32_t kind
    cdef readonly uint32_t flags
    cdef readonly int64_t code
    cdef readonly int64_t value
    cdef readonly uint64_t time_ns
    cdef readonly uint64_t sequence
    cdef readonly uint32_t collapsed

    def __init__(self, uint32_t kind, uint32_t flags=0, int64_t code=0, int64_t value=0, *,
                 uint64_t time_ns=0, uint64_t sequence=0, uint32_t collapsed=0):
        self.kind = kind
        self.flags = flags
        self.code = code
        self.value = value
        self.time_ns = time_ns
        self.sequence = sequence
        self.collapsed = collapsed

    cdef tuple _fields(self):
        return (self.kind, self.flags, self.code, self.value, self.time_ns, self.sequence,
                self.collapsed)

    def __eq__(self, other):
        if not isinstance(other, Event):
            return NotImplemented
        return self._fields() == (<Event>other)._fields()

    def __hash__(self):
        return hash(self._fields())

    def __repr__(self):
        return (f"Event(kind={self.kind}, flags={self.flags:#x}, code={self.code}, "
                f"value={self.value}, time_ns={self.time_ns}, sequence={self.sequence}, "
                f"collapsed={self.collapsed})")


cdef Event _event(const as_event *raw):
    cdef Event event = Event.__new__(Event)
    event.kind = raw.kind
    event.flags = raw.flags
    event.code = raw.code
    event.value = raw.value
    event.time_ns = raw.time_ns
    event.sequence = raw.sequence
    event.collapsed = raw.collapsed
    return event


cdef object _forked(str what):
    return SessionClosedError(
        f"this {what} was made before a fork and belongs to the parent process. Make a new "
        "session in the child, or start the child with multiprocessing's 'spawn' method."
    )


# The id travels, not the channel: the hook runs without the GIL and cannot hold a reference. What
# the callback raises is reported as unraisable: raised, it would come up in whatever code the main
# thread happens to run.
cdef int _run_urgent(void *identity) noexcept:
    cdef Channel channel = _urgent.get(<size_t>identity)
    if channel is not None:
        channel._callback()
    return 0


# On the OS's thread. Where the interpreter's list of pending calls is full nothing is lost: the
# events stay in the channel, and its descriptor is readable.
cdef void _schedule_urgent(void *identity) noexcept nogil:
    Py_AddPendingCall(_run_urgent, identity)


@cython.final
cdef class Channel:
    """The event queue between a driver and its consumer; see ``core.h``."""

    cdef as_channel *_channel
    cdef int _made_in
    cdef int _users  # open drivers that may emit into it
    cdef bint _shut
    cdef object _callback

    def __cinit__(self, size_t capacity=AS_DEFAULT_CAPACITY):
        self._made_in = _generation
        self._channel = as_channel_new(capacity)
        if self._channel == NULL:
            if capacity < 2 or capacity > 65536 or capacity & (capacity - 1):
                raise ValueError(
                    f"capacity is {capacity}, it has to be a power of two from 2 to 65536")
            raise OSError(errno, os.strerror(errno))
        _channels.add(<size_t>self._channel)

    def __dealloc__(self):
        # One that a driver still emits into, or that is the parent's, is leaked on purpose.
        if self._channel == NULL or self._users or self._made_in != _generation:
            return
        as_channel_shut(self._channel)
        as_channel_free(self._channel)
        if _channels is not None:
            _channels.discard(<size_t>self._channel)

    cdef int _check(self) except -1:
        if self._made_in != _generation:
            raise _forked("channel")
        return 0

    def __call__(self, uint32_t kind, uint32_t flags, int64_t code, int64_t value, /):
        cdef as_event event
        if kind >= AS_MAX_KINDS:
            raise ValueError(f"kind is {kind}, it has to be below {AS_MAX_KINDS}")
        if self._made_in != _generation:
            return  # as at a shut gate: the parent's consumer is not here
        memset(&event, 0, sizeof(event))
        event.kind = kind
        event.flags = flags
        event.code = code
        event.value = value
        as_channel_emit(self._channel, &event)

    def fileno(self):
        self._check()
        return as_channel_fd(self._channel)

    def drain(self, Py_ssize_t limit=AS_DEFAULT_CAPACITY):
        cdef as_event batch[BATCH]
        cdef size_t room, count, i
        cdef list events = []
        self._check()
        if limit < 1:
            raise ValueError(f"limit is {limit}, it has to be at least 1")
        while limit > 0:
            room = min(limit, <Py_ssize_t>BATCH)
            # With the GIL: it never blocks, and so there is one consumer at a time.
            count = as_channel_drain(self._channel, batch, room)
            for i in range(count):
                events.append(_event(&batch[i]))
            if count < room:
                break
            limit -= count
        return events

    def wait(self, timeout=None):
        cdef int milliseconds = SLICE_MS
        cdef bint ready
        self._check()
        deadline = None if timeout is None else monotonic() + timeout
        while True:
            if deadline is not None:
                left = deadline - monotonic()
                milliseconds = max(0, min(SLICE_MS, int(left * 1000 + 0.999)))
            with nogil:
                ready = as_channel_wait(self._channel, milliseconds)
            PyErr_CheckSignals()
            if ready:
                return True
            if deadline is not None and monotonic() >= deadline:
                return False

    def set_urgent(self, callback, /):
        self._check()
        as_channel_set_urgent(self._channel, NULL, NULL)
        self._callback = None
        _urgent.pop(id(self), None)
        if callback is None:
            return
        if sys.version_info < (3, 13):
            raise UnsupportedError(
                "urgent listeners need CPython 3.13 or newer: before it a busy main thread does "
                "not run the pending calls of other threads (cpython#95820). Use drain() from a "
                f"thread or an event loop. This is Python {sys.version.split()[0]}.",
                since="3.13",
            )
        self._callback = callback
        _urgent[id(self)] = self
        as_channel_set_urgent(self._channel, _schedule_urgent, <void *>self)
        if as_channel_wait(self._channel, 0):
            _schedule_urgent(<void *>self)  # the burst that is waiting now has begun without it

    def shut(self):
        self._shut = True
        if self._made_in != _generation:
            return
        as_channel_shut(self._channel)
        self.set_urgent(None)

    @property
    def closed(self):
        return self._shut or _finalizing or self._made_in != _generation

    @property
    def lost(self):
        self._check()
        return as_channel_lost(self._channel)


# What a driver's host carries as context.
cdef struct Port:
    as_channel *channel
    size_t event_count


cdef void _emit(void *context, const as_event *event) noexcept nogil:
    cdef Port *port = <Port *>context
    if event.kind < port.event_count:
        as_channel_emit(port.channel, event)


cdef str _text(const char *data, size_t size):
    # From outside, and never trusted to be UTF-8.
    return PyUnicode_DecodeUTF8(data, size, "replace")


cdef object _exception(as_status status, as_error *error, str what, str since):
    text = _text(error.text, strnlen(error.text, sizeof(error.text))) or f"{what} failed"
    native = {
        "code": error.code,
        "domain": _text(error.domain, strnlen(error.domain, sizeof(error.domain))),
        "name": _text(error.name, strnlen(error.name, sizeof(error.name))),
    }
    if status == AS_UNSUPPORTED:
        said = _text(error.since, strnlen(error.since, sizeof(error.since)))
        return UnsupportedError(text, since=said or since)
    if status == AS_INVALID_ARGUMENT:
        return ValueError(text)
    if status == AS_PERMISSION_DENIED:
        permission = _text(error.permission, strnlen(error.permission, sizeof(error.permission)))
        return PermissionDeniedError(text, permission=permission, **native)
    if status == AS_UNAVAILABLE:
        return ServiceUnavailableError(text, **native)
    if status == AS_CLOSED:
        return SessionClosedError(text)
    if status == AS_OUT_OF_MEMORY:
        return MemoryError(text)
    return NativeError(text, **native)


# `value` borrows the text of `argument`. A real number that Python wrote as an int is one.
cdef int _to_native(object argument, bint real, as_value *value, str what) except -1:
    cdef int overflow = 0
    cdef Py_ssize_t size = 0
    if argument is None:
        value.type = AS_TYPE_NONE
    elif argument is True or argument is False:
        as_value_set_bool(value, argument is True)
    elif PyFloat_Check(argument) or (real and PyLong_Check(argument)):
        as_value_set_double(value, PyFloat_AsDouble(argument))
    elif PyLong_Check(argument):
        as_value_set_int(value, PyLong_AsLongLongAndOverflow(argument, &overflow))
        if overflow:
            raise OverflowError(f"{what} has {argument.bit_length()} bits, it has to fit in 64")
    elif PyUnicode_Check(argument):
        value.as_.text.data = <char *>PyUnicode_AsUTF8AndSize(argument, &size)
        value.as_.text.size = size
        value.type = AS_TYPE_TEXT
    else:
        raise TypeError(
            f"{what} is of type {type(argument).__name__}, it has to be None, bool, int, float "
            "or str")
    return 0


cdef object _to_python(const as_value *value):
    if value.type == AS_TYPE_BOOL:
        return bool(value.as_.boolean)
    if value.type == AS_TYPE_INT:
        return value.as_.integer
    if value.type == AS_TYPE_DOUBLE:
        return value.as_.real
    if value.type == AS_TYPE_TEXT:
        return _text(value.as_.text.data, value.as_.text.size)
    return None


cdef bytes _c_string(str text, str what):
    cdef bytes encoded = text.encode()
    if b"\0" in encoded:
        raise ValueError(f"{what} is {text!r}, it must not hold a NUL character")
    return encoded


@cython.final
cdef class NativeDriver:
    """A driver of this build, behind the contract of ``audio_session.platforms``."""

    cdef readonly str name
    cdef readonly dict operations
    cdef readonly tuple events

    cdef const as_driver *_driver
    cdef void *_self  # what the driver's open() gave; NULL while it is not open
    cdef as_host _host
    cdef Port _port
    cdef bytes _application_name, _server  # own what _host points to
    cdef dict _rows  # name -> (row in the table, letters of the arguments)
    cdef Channel _channel  # None while it is closed
    cdef bint _closing
    cdef int _made_in
    cdef int _calls  # threads inside open() or call()
    cdef list _waiters  # a lock of each thread that waits in close()

    def __init__(self, str name not None, *, str application_name not None, str server=None):
        from audio_session.platforms._contract import Operation

        cdef size_t i
        cdef const as_operation *row
        if self._channel is not None:
            raise AudioSessionError(f"driver {self.name!r} is open")
        self._driver = as_registry_find(name.encode())
        if self._driver == NULL:
            raise ServiceUnavailableError(
                f"this build holds no driver {name!r}, it holds {list(drivers())}. Build with "
                f"-C cmake.define.AUDIO_SESSION_DRIVERS=... to have others.")
        self.name = name
        self.operations = {}
        self._rows = {}
        for i in range(self._driver.operation_count):
            row = &self._driver.operations[i]
            operation = Operation(row.name.decode(), row.signature.decode(), row.since.decode())
            letters = operation.signature.partition(":")[0].replace("?", "")
            self.operations[operation.name] = operation
            self._rows[operation.name] = (i, letters)
        self.events = tuple([self._driver.events[i].decode()
                             for i in range(self._driver.event_count)])
        self._application_name = _c_string(application_name, "application_name")
        self._server = None if server is None else _c_string(server, "server")
        self._made_in = _generation
        self._waiters = []

    def open(self, Channel channel not None):
        cdef as_status status
        cdef as_error error
        cdef void *opened = NULL
        channel._check()
        if self._made_in != _generation:
            raise _forked("driver")
        if _finalizing or channel._shut:
            raise SessionClosedError(
                "the interpreter is shutting down" if _finalizing else
                "the channel is shut, a driver cannot emit into it: make a new Channel")
        if self._channel is not None:
            raise AudioSessionError(f"driver {self.name!r} is open already, close it first")
        memset(&error, 0, sizeof(error))
        self._port.channel = channel._channel
        self._port.event_count = self._driver.event_count
        self._host.context = &self._port
        self._host.emit = _emit
        self._host.application_name = self._application_name
        self._host.server = NULL
        if self._server is not None:
            self._host.server = self._server
        self._channel = channel
        self._closing = False
        channel._users += 1
        _open_drivers.add(self)
        self._calls += 1
        with nogil:
            status = self._driver.open(&self._host, &opened, &error)
        if status == AS_OK:
            self._self = opened
        else:
            self._forget_channel()
        self._leave()
        if status != AS_OK:
            raise _exception(status, &error, f"opening {self.name!r}", "")

    def call(self, str operation not None, /, *arguments):
        cdef as_value values[MAX_ARGUMENTS]
        cdef as_value result
        cdef as_error error
        cdef as_status status
        cdef const as_operation *row
        cdef size_t count = len(arguments), i
        if self._made_in != _generation:
            raise _forked("driver")
        if self._self == NULL or self._closing:
            raise SessionClosedError(f"{operation}: driver {self.name!r} is not open")
        found = self._rows.get(operation)
        if found is None:
            raise UnsupportedError(f"driver {self.name!r} has no operation {operation!r}")
        row = &self._driver.operations[<size_t>found[0]]
        letters = <str>found[1]
        if count > MAX_ARGUMENTS:
            raise TypeError(f"{operation}: takes {len(letters)} arguments, got {count}")
        memset(&error, 0, sizeof(error))
        memset(&result, 0, sizeof(result))
        for i in range(count):
            _to_native(arguments[i], letters[i:i + 1] == "d", &values[i],
                       f"{operation}: argument {i + 1}")
        if as_check_arguments(row, values, count, &error) != AS_OK:
            raise TypeError(_text(error.text, strnlen(error.text, sizeof(error.text))))
        self._calls += 1
        with nogil:
            status = row.call(self._self, values, &result, &error)
        self._leave()
        try:
            if status == AS_OK:
                return _to_python(&result)
        finally:
            as_value_clear(&result)
        raise _exception(status, &error, f"{self.name}: {operation}", row.since.decode())

    def close(self):
        cdef void *opened
        if self._made_in != _generation:
            return  # the parent's: its threads are not here, and its connection is shared
        while self._channel is not None:
            self._closing = True
            if self._calls == 0 and self._self != NULL:
                opened = self._self
                self._self = NULL
                with nogil:
                    self._driver.close(opened)
                self._forget_channel()
                self._wake_waiters()
            else:
                # A driver frees itself in close(), so no call may be on its way into it; or
                # another thread is closing it.
                waiter = allocate_lock()
                waiter.acquire()
                self._waiters.append(waiter)
                waiter.acquire()

    cdef _forget_channel(self):
        self._channel._users -= 1
        self._channel = None
        _open_drivers.discard(self)

    cdef _leave(self):
        self._calls -= 1
        if self._calls == 0:
            self._wake_waiters()

    cdef _wake_waiters(self):
        waiters = self._waiters
        self._waiters = []
        for waiter in waiters:
            waiter.release()


# Registered when the first import begins, so it runs after the hooks of whoever uses the package.
# It must be over before finalization: an OS thread inside emit() then finds a shut gate, and not an
# interpreter that is half gone.
@atexit.register
def _shut_down():
    global _finalizing
    _finalizing = True
    for address in list(_channels):
        as_channel_shut(<as_channel *><size_t>address)
    for driver in list(_open_drivers):
        driver.close()


def _after_fork():
    global _generation
    _generation += 1
    _channels.clear()
    _urgent.clear()
    _open_drivers.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
