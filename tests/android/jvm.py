"""A JVM in this process, through JNI's own tables: enough of it to call the framework host.

One JVM a process, one level a JVM. Every call may come from any thread; one that the JVM does not
know is attached for the time of the call.
"""

from __future__ import annotations

import contextlib
import ctypes as c
import functools
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

JNI_VERSION = 0x00010008
OK, DETACHED = 0, -2
# Indices into JNINativeInterface_ and JNIInvokeInterface_, as jni.h has them.
FIND_CLASS, EXCEPTION_DESCRIBE, EXCEPTION_CLEAR = 6, 16, 17
NEW_GLOBAL_REF, DELETE_LOCAL_REF = 21, 23
GET_STATIC_METHOD_ID, CALL_STATIC_OBJECT_A, CALL_STATIC_VOID_A = 113, 116, 143
NEW_STRING, GET_STRING_LENGTH, GET_STRING_CHARS, RELEASE_STRING_CHARS = 163, 164, 165, 166
REGISTER_NATIVES, EXCEPTION_CHECK = 215, 228
ATTACH, DETACH, GET_ENV = 4, 5, 6


class Option(c.Structure):
    _fields_ = (("text", c.c_char_p), ("extra", c.c_void_p))


class Arguments(c.Structure):
    _fields_ = (
        ("version", c.c_int32),
        ("count", c.c_int32),
        ("options", c.POINTER(Option)),
        ("ignore_unknown", c.c_uint8),
    )


class NativeMethod(c.Structure):
    _fields_ = (("name", c.c_char_p), ("signature", c.c_char_p), ("function", c.c_void_p))


class JavaError(Exception):
    """A Java exception came out of a call; it was printed."""


def library() -> Path:
    """Return the JVM of the ``java`` on the path."""
    java = shutil.which("java")
    assert java, "no java on the path"
    return Path(java).resolve().parents[1] / "lib/server/libjvm.so"


class Jvm:
    """The JVM of this process: the one that is there, else one started with these options."""

    def __init__(self, *options: str) -> None:
        texts = [Option(option.encode(), None) for option in options]
        given = Arguments(JNI_VERSION, len(texts), (Option * len(texts))(*texts), 0)
        self.vm, env = c.c_void_p(), c.c_void_p()
        self._library = c.CDLL(str(library()))
        there = c.c_int32()
        self._library.JNI_GetCreatedJavaVMs(c.byref(self.vm), 1, c.byref(there))
        if not there.value:
            status = self._library.JNI_CreateJavaVM(c.byref(self.vm), c.byref(env), c.byref(given))
            assert status == OK, f"JNI_CreateJavaVM: {status}"
        self._kept: list[object] = []

    @contextlib.contextmanager
    def env(self) -> Iterator[int]:
        """Give this thread's JNIEnv; what the block leaves of local references is freed."""
        env = c.c_void_p()
        known = self._invoke(GET_ENV, c.byref(env), c.c_int32(JNI_VERSION)) == OK
        if not known:
            assert self._invoke(ATTACH, c.byref(env), None) == OK
        assert env.value
        try:
            yield env.value
        finally:
            if not known:
                self._invoke(DETACH)

    def find_class(self, env: int, name: str) -> int:
        """Return a global reference to a class on the JVM's own class path."""
        found = self._object(env, FIND_CLASS, name.replace(".", "/").encode())
        return self.keep(env, found)

    def keep(self, env: int, local: int) -> int:
        """Turn a local reference into a global one."""
        kept = self._object(env, NEW_GLOBAL_REF, c.c_void_p(local))
        self._function(env, DELETE_LOCAL_REF, None, c.c_void_p)(env, local)
        return kept

    def call_object(self, env: int, class_: int, method: str, signature: str, *given: int) -> int:
        """Call a static method whose arguments and result are objects; a local reference."""
        arguments = (c.c_uint64 * max(1, len(given)))(*given)
        return self._object(
            env, CALL_STATIC_OBJECT_A, c.c_void_p(class_),
            c.c_void_p(self._method(env, class_, method, signature)), arguments,
        )  # fmt: skip

    def call_void(self, env: int, class_: int, method: str, signature: str, *given: int) -> None:
        """Call a static method without a result."""
        arguments = (c.c_uint64 * max(1, len(given)))(*given)
        function = self._function(env, CALL_STATIC_VOID_A, None, c.c_void_p, c.c_void_p, c.c_void_p)
        function(env, class_, self._method(env, class_, method, signature), c.addressof(arguments))
        self._check(env)

    def register(self, env: int, class_: int, name: str, function: Callable[..., int]) -> None:
        """Give ``static native String name(String, String)`` its body."""
        kind = c.CFUNCTYPE(c.c_void_p, c.c_void_p, c.c_void_p, c.c_void_p, c.c_void_p)

        def body(env: int, _class: int, first: int, second: int) -> int | None:
            return function(self.text(env, first), self.text(env, second), env)

        entry = kind(body)
        self._kept.append(entry)
        signature = b"(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;"
        method = NativeMethod(name.encode(), signature, c.cast(entry, c.c_void_p))
        register = self._function(
            env, REGISTER_NATIVES, c.c_int32, c.c_void_p, c.c_void_p, c.c_int32
        )
        status = register(env, class_, c.addressof(method), 1)
        self._check(env)
        assert status == OK

    def string(self, env: int, text: str) -> int:
        """Return a local reference to a Java string."""
        units = text.encode("utf-16-le")
        new = self._function(env, NEW_STRING, c.c_void_p, c.c_char_p, c.c_int32)
        made = new(env, units, len(units) // 2)
        assert isinstance(made, int)
        return made

    def text(self, env: int, string: int | None) -> str:
        """Return what a Java string says, and delete nothing; "" for null."""
        if not string:
            return ""
        length = self._function(env, GET_STRING_LENGTH, c.c_int32, c.c_void_p)(env, string)
        get = self._function(env, GET_STRING_CHARS, c.c_void_p, c.c_void_p, c.c_void_p)
        release = self._function(env, RELEASE_STRING_CHARS, None, c.c_void_p, c.c_void_p)
        units = get(env, string, None)
        try:
            return c.string_at(units, length * 2).decode("utf-16-le")
        finally:
            release(env, string, units)

    def delete(self, env: int, local: int) -> None:
        """Delete a local reference."""
        self._function(env, DELETE_LOCAL_REF, None, c.c_void_p)(env, local)

    def _method(self, env: int, class_: int, method: str, signature: str) -> int:
        return self._object(
            env, GET_STATIC_METHOD_ID, c.c_void_p(class_), method.encode(), signature.encode()
        )

    def _object(self, env: int, index: int, *arguments: object) -> int:
        kinds = [c.c_char_p if isinstance(each, bytes) else c.c_void_p for each in arguments]
        result = self._function(env, index, c.c_void_p, *kinds)(env, *arguments)
        self._check(env)
        return result or 0

    def _check(self, env: int) -> None:
        if self._function(env, EXCEPTION_CHECK, c.c_uint8)(env):
            self._function(env, EXCEPTION_DESCRIBE, None)(env)
            self._function(env, EXCEPTION_CLEAR, None)(env)
            raise JavaError("see above")

    @staticmethod
    def _function(env: int, index: int, result: object, *kinds: object) -> Callable[..., int]:
        return _function(_entry(env, index), result, tuple(kinds))

    def _invoke(self, index: int, *arguments: object) -> int:
        assert self.vm.value
        kinds = [c.c_int32 if isinstance(each, c.c_int32) else c.c_void_p for each in arguments]
        function = _function(_entry(self.vm.value, index), c.c_int32, tuple(kinds))
        return function(self.vm, *arguments)


def _entry(table: int, index: int) -> int:
    functions = c.c_void_p.from_address(table).value
    assert functions
    entry = c.c_void_p.from_address(functions + index * c.sizeof(c.c_void_p)).value
    assert entry
    return entry


@functools.cache
def _function(entry: int, result: object, kinds: Sequence[object]) -> Callable[..., int]:
    return c.CFUNCTYPE(result, c.c_void_p, *kinds)(entry)  # type: ignore[arg-type]
