# The native drivers: values to and from C, errors, and the class. A part of _native.pyx, which
# holds the imports and what both parts share.

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
        return permission_denied(text, permission=permission, **native)
    if status == AS_UNAVAILABLE:
        return ServiceUnavailableError(text, **native)
    if status == AS_CLOSED:
        return SessionClosedError(text)
    if status == AS_OUT_OF_MEMORY:
        return MemoryError(text)
    return NativeError(text, **native)


# `value` borrows the text of `argument`. A real number that Python wrote as an int is one.
cdef int _to_native(object argument, bint real, as_value *value, str operation,
                    size_t index) except -1:
    cdef int overflow = 0
    cdef Py_ssize_t size = 0
    if argument is None:
        value.type = AS_TYPE_NONE
    elif argument is True or argument is False:
        as_value_set_bool(value, argument is True)
    elif PyLong_Check(argument) and not real:
        as_value_set_int(value, PyLong_AsLongLongAndOverflow(argument, &overflow))
        if overflow:
            raise OverflowError(f"{operation}: argument {index + 1} has {argument.bit_length()} "
                                "bits, it has to fit in 64")
    elif PyFloat_Check(argument) or PyLong_Check(argument):
        as_value_set_double(value, PyFloat_AsDouble(argument))
    elif PyUnicode_Check(argument):
        value.as_.text.data = <char *>PyUnicode_AsUTF8AndSize(argument, &size)
        value.as_.text.size = size
        value.type = AS_TYPE_TEXT
    else:
        raise TypeError(
            f"{operation}: argument {index + 1} is of type {type(argument).__name__}, it has to "
            "be None, bool, int, float or str")
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
    cdef bytes encoded
    try:
        encoded = text.encode()
    except UnicodeEncodeError:
        raise ValueError(
            f"{what} is {text!r}, it must not hold half of a character (a lone surrogate, which "
            "stands for a byte that is no UTF-8): pass whole characters") from None
    if b"\0" in encoded:
        raise ValueError(f"{what} is {text!r}, it must not hold a NUL character")
    return encoded


# What is known of an operation before it is called.
@cython.final
cdef class _Row:
    cdef const as_operation *operation
    cdef Py_ssize_t count  # of its arguments
    cdef uint32_t reals  # a bit for each argument that is a real number


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
    cdef dict _rows  # name -> _Row
    cdef Channel _channel  # None while it is closed
    cdef bint _closing
    cdef int _made_in
    cdef int _calls  # threads inside open() or call()
    cdef list _waiters  # a lock of each thread that waits in close()

    # Not __init__, without which a driver could be made that has none of this, or be made twice.
    def __cinit__(self, str name not None, *, str application_name not None, str server=None):
        from audio_session.platforms._contract import Operation

        cdef size_t i
        cdef const as_operation *row
        cdef _Row known
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
            # Interned, as the names in the calls are: found by identity.
            operation = Operation(
                sys.intern(row.name.decode()), row.signature.decode(), row.since.decode())
            letters = operation.signature.partition(":")[0].replace("?", "")
            self.operations[operation.name] = operation
            known = _Row.__new__(_Row)
            known.operation = row
            known.count = len(letters)
            known.reals = sum([1 << at for at, letter in enumerate(letters) if letter == "d"])
            self._rows[operation.name] = known
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
        as_error_clear(&error)
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
        cdef _Row known
        cdef size_t count = len(arguments), i
        if self._made_in != _generation:
            raise _forked("driver")
        if self._self == NULL or self._closing:
            raise SessionClosedError(f"{operation}: driver {self.name!r} is not open")
        known = <_Row>self._rows.get(operation)
        if known is None:
            raise UnsupportedError(f"driver {self.name!r} has no operation {operation!r}")
        row = known.operation
        if count > MAX_ARGUMENTS:
            raise TypeError(f"{operation}: takes {known.count} arguments, got {count}")
        as_error_clear(&error)
        memset(&result, 0, sizeof(result))
        for i in range(count):
            _to_native(arguments[i], known.reals >> i & 1, &values[i], operation, i)
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
        self._close_until(None)

    # False if a call was still on its way at `deadline` (of monotonic(); None: none), and so the
    # driver stays as it is.
    cdef bint _close_until(self, deadline) except -1:
        cdef void *opened
        if self._made_in != _generation:
            return True  # the parent's: its threads are not here, and its connection is shared
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
                left = -1 if deadline is None else max(0.0, deadline - monotonic())
                if not waiter.acquire(timeout=left):
                    return False
        return True

    cdef _forget_channel(self):
        self._channel._users -= 1
        self._channel = None
        _open_drivers.discard(self)

    cdef _leave(self):
        self._calls -= 1
        if self._calls == 0 and self._waiters:
            self._wake_waiters()

    cdef _wake_waiters(self):
        waiters = self._waiters
        self._waiters = []
        for waiter in waiters:
            waiter.release()


def android_set_host(size_t vm, size_t context=0, size_t class_loader=0, /):
    cdef as_status status
    cdef as_error error
    as_error_clear(&error)
    with nogil:
        status = as_android_set_host(<void *>vm, <void *>context, <void *>class_loader, &error)
    if status != AS_OK:
        raise _exception(status, &error, "android_set_host", "")


def android_has_vm():
    return as_android_has_vm()
