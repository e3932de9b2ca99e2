# cython: language_level=3, boundscheck=False, wraparound=False, auto_pickle=False
"""The compiled seam: the core's channel and the native drivers, as thin as they can be.

Everything here is called with the GIL and gives it up where it may block. The OS's threads never
come here: they push into a channel in C, and Python takes from it in batches.
"""

cimport cython
from cpython.exc cimport PyErr_CheckSignals
from cpython.float cimport PyFloat_AsDouble, PyFloat_Check
from cpython.long cimport PyLong_Check
from cpython.ref cimport Py_INCREF
from cpython.pycapsule cimport PyCapsule_GetPointer
from cpython.unicode cimport PyUnicode_AsUTF8AndSize, PyUnicode_Check, PyUnicode_DecodeUTF8
from libc.errno cimport errno
from libc.string cimport memset

import atexit
import os
import sys
from _thread import allocate_lock
from time import monotonic

from audio_session._permissions import permission_denied
from audio_session.errors import (
    AudioSessionError,
    NativeError,
    ServiceUnavailableError,
    SessionClosedError,
    UnsupportedError,
)

cdef extern from "Python.h":
    int Py_AddPendingCall(int (*function)(void *) except -1, void *argument) nogil
    long long PyLong_AsLongLongAndOverflow(object value, int *overflow)

cdef extern from "string.h" nogil:
    size_t strnlen(const char *text, size_t limit)

cdef enum:
    BATCH = 64
    MAX_ARGUMENTS = 16
    # A wait looks for signals this often, in case one came just before it went to sleep.
    SLICE_MS = 1000
    # Seconds that calls in the OS may hold up the interpreter's end; a driver's own limit for a
    # service that hangs.
    EXIT_LIMIT = 5

# How many forks lie between this process and the one that imported the module. What was made under
# another number is another process's: its threads are not here, and its descriptors are shared.
cdef int _generation = 0
cdef bint _finalizing = False
cdef set _channels = set()  # addresses of the core's channels that are not freed
cdef set _open_drivers = set()
cdef dict _urgent = {}  # id -> Channel with an urgent callback
cdef set _consumers = set()  # threads that the interpreter's end waits for


def drivers():
    return tuple([as_registry_get(i).name.decode() for i in range(as_registry_count())])


def add_driver(capsule, /):
    driver = <const as_driver *>PyCapsule_GetPointer(capsule, AS_DRIVER_CAPSULE)
    name = driver.name.decode()
    if not as_registry_add(driver):
        raise AudioSessionError(
            f"there is no place for another driver {name!r}, beside {list(drivers())}")
    return name


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


# Reported, as nobody who could be told has called.
cdef void _report(object error) noexcept:
    raise error


# The id travels, not the channel: the hook runs without the GIL and cannot hold a reference. What
# is raised here comes up in whatever code the main thread happens to run, as from a signal handler:
# only what is meant for the whole program may.
cdef int _run_urgent(void *identity) except -1:
    cdef Channel channel = _urgent.get(<size_t>identity)
    if channel is None:
        return 0
    try:
        again = channel._callback()
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        _report(error)
        return 0
    if again:
        _schedule_urgent(identity)
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
                f"not run the pending calls of other threads (cpython#95820). This is Python "
                f"{sys.version.split()[0]}; fix: leave it out, as events come on the event loop or "
                "the dispatcher thread anyway",
                since="3.13",
            )
        self._callback = callback
        _urgent[id(self)] = self
        as_channel_set_urgent(self._channel, _schedule_urgent, <void *>self)

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


include "_native_driver.pxi"


def end_before_exit(thread, /):
    _consumers.difference_update([known for known in _consumers if not known.is_alive()])
    _consumers.add(thread)


# Registered when the first import begins, so it runs after the hooks of whoever uses the package.
# It must be over before finalization: an OS thread inside emit() then finds a shut gate, and not an
# interpreter that is half gone. So must the threads be over that the shut gates wake: one that asks
# for the GIL as finalization begins may read its thread state after that was freed (cpython#110052,
# #124878).
@atexit.register
def _shut_down():
    global _finalizing
    _finalizing = True
    for address in list(_channels):
        as_channel_shut(<as_channel *><size_t>address)
    deadline = monotonic() + EXIT_LIMIT
    for driver in list(_open_drivers):
        if not (<NativeDriver>driver)._close_until(deadline):
            Py_INCREF(driver)  # the OS's threads go on using it
    for thread in list(_consumers):
        thread.join(max(0.0, deadline - monotonic()))


def _after_fork():
    global _generation
    _generation += 1
    _channels.clear()
    _urgent.clear()
    _open_drivers.clear()
    _consumers.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
