"""A worker: a method of an Objective-C class in Python, on ctypes, as rubicon-objc has it.

rubicon-objc itself wants Apple's Foundation and cannot be imported here. What it does for each call
of such a method is done here, in our own words: a ctypes callback; of each pointer an object made,
or found again, under a lock, by address, with its class asked of the runtime; the method looked
up, and called with those. It also retains and releases each new object, which is left out.
"""

from __future__ import annotations

import ctypes
import sys
import threading
import weakref
from typing import Any

from .harness import serve

BURST = 128


class Id(ctypes.c_void_p):
    """An object's address; a subclass, so that ctypes hands it over as it is."""


_Method = ctypes.CFUNCTYPE(None, Id, ctypes.c_void_p, Id)


class Class:
    """A class of the runtime's, known by its address."""

    def __init__(self, address: int) -> None:
        self.address = address


class Instance:
    """An object of the runtime's, of which there is one in Python as long as it is used."""

    __slots__ = ("__weakref__", "class_", "pointer")

    def __init__(self, pointer: Id, class_: Class) -> None:
        self.pointer = pointer
        self.class_ = class_


class Runtime:
    """Objects by address."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self._class_of = library.caller_class_of
        self._class_of.restype = ctypes.c_void_p
        self._class_of.argtypes = [Id]
        self._lock = threading.RLock()
        self._instances: weakref.WeakValueDictionary[int, Instance] = weakref.WeakValueDictionary()
        self._classes: dict[int, Class] = {}

    def instance(self, pointer: Id) -> Instance | None:
        """Return the object at an address; None for nil."""
        address = pointer.value
        if not address:
            return None
        with self._lock:
            found = self._instances.get(address)
            if found is None:
                where = self._class_of(pointer)
                class_ = self._classes.get(where)
                if class_ is None:
                    class_ = self._classes[where] = Class(where)
                found = self._instances[address] = Instance(pointer, class_)
            return found


class Observer:
    """What an app would write: a class with a method that gets the notification."""

    def __init__(self) -> None:
        self.heard: list[object] = []

    def notice(self, _receiver: Instance | None, notification: Instance | None) -> None:
        """Note that it came; of rubicon's object no more is kept than of the others' number."""
        self.heard.append(notification is not None)


class Peer:
    """What the orchestrator asks for."""

    def __init__(self, library: str) -> None:
        self._library = ctypes.CDLL(library)
        self._library.caller_start.restype = ctypes.c_void_p
        self._library.caller_start.argtypes = [
            ctypes.c_void_p,
            _Method,
            ctypes.c_int64,
            ctypes.c_int64,
            ctypes.POINTER(ctypes.c_int64),
        ]
        self._library.caller_finish.restype = None
        self._library.caller_finish.argtypes = [ctypes.c_void_p]
        self._runtime = Runtime(self._library)

    def per_event(self) -> dict[str, float]:
        """Return nanoseconds a call that the calling thread was held."""
        observer, instance = Observer(), self._runtime.instance
        types = (Id,)

        def method(receiver: Id, _selector: int, *arguments: Id) -> None:
            this = instance(receiver)
            converted: list[Any] = [
                instance(argument) if issubclass(type_, Id) else argument
                for type_, argument in zip(types, arguments, strict=True)
            ]
            observer.notice(this, *converted)

        callback = _Method(method)
        held = (ctypes.c_int64 * BURST)()
        self._library.caller_finish(self._library.caller_start(None, callback, 0, BURST, held))
        assert observer.heard == [True] * BURST
        return {"whole": sum(held) / BURST}


if __name__ == "__main__":
    serve({"per_event": Peer(sys.argv[1]).per_event})
