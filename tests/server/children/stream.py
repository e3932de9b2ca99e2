"""An app that knows nothing of this library: it plays silence through libpulse, by ctypes.

Usage: ``stream.py ROLE [corked]``. Reads ``cork``, ``uncork``, ``set KEY HEX`` (a property of its
client) and ``quit``, one a line; answers each with ``ok`` or ``refused``. ``PULSE_SERVER`` names
the server.
"""

from __future__ import annotations

import ctypes
import sys
import threading

READY, FAILED = 4, (5, 6)
STREAM_READY, STREAM_FAILED = 2, (3, 4)
START_CORKED = 1
REPLACE = 2

pulse = ctypes.CDLL("libpulse.so.0")
for name in (
    "threaded_mainloop_new",
    "threaded_mainloop_get_api",
    "context_new_with_proplist",
    "proplist_new",
    "stream_new_with_proplist",
    "stream_cork",
    "context_proplist_update",
):
    getattr(pulse, "pa_" + name).restype = ctypes.c_void_p

NOTIFY = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p)
SUCCESS = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
REQUEST = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_void_p)


class Spec(ctypes.Structure):
    _fields_ = (("format", ctypes.c_int), ("rate", ctypes.c_uint32), ("channels", ctypes.c_uint8))


class App:
    def __init__(self, role: str, corked: bool) -> None:
        self.done = threading.Event()
        self.ok = False
        self.keep: list[object] = []
        self.loop = ctypes.c_void_p(pulse.pa_threaded_mainloop_new())
        api = ctypes.c_void_p(pulse.pa_threaded_mainloop_get_api(self.loop))
        self.context = ctypes.c_void_p(
            pulse.pa_context_new_with_proplist(api, b"stranger", ctypes.c_void_p(None))
        )
        self.watch(pulse.pa_context_set_state_callback, self.context, self.on_context)
        pulse.pa_context_connect(self.context, None, 1, None)
        pulse.pa_threaded_mainloop_start(self.loop)
        self.wait()
        properties = ctypes.c_void_p(pulse.pa_proplist_new())
        if role:
            pulse.pa_proplist_sets(properties, b"media.role", role.encode())
        spec = Spec(3, 44100, 2)
        pulse.pa_threaded_mainloop_lock(self.loop)
        self.stream = ctypes.c_void_p(
            pulse.pa_stream_new_with_proplist(
                self.context, b"silence", ctypes.byref(spec), None, properties
            )
        )
        self.watch(pulse.pa_stream_set_state_callback, self.stream, self.on_stream)
        write = REQUEST(self.on_request)
        self.keep.append(write)
        pulse.pa_stream_set_write_callback(self.stream, write, None)
        flags = START_CORKED if corked else 0
        pulse.pa_stream_connect_playback(self.stream, None, None, flags, None, None)
        pulse.pa_threaded_mainloop_unlock(self.loop)
        self.wait()

    def watch(self, setter, target, method) -> None:
        callback = NOTIFY(method)
        self.keep.append(callback)
        setter(target, callback, None)

    def wait(self) -> None:
        if not self.done.wait(20) or not self.ok:
            sys.exit("the server did not answer")
        self.done.clear()

    def finish(self, ok: bool) -> None:
        self.ok = ok
        self.done.set()

    def on_context(self, _context, _data) -> None:
        state = pulse.pa_context_get_state(self.context)
        if state == READY or state in FAILED:
            self.finish(state == READY)

    def on_stream(self, _stream, _data) -> None:
        state = pulse.pa_stream_get_state(self.stream)
        if state == STREAM_READY or state in STREAM_FAILED:
            self.finish(state == STREAM_READY)

    def on_request(self, _stream, size: int, _data) -> None:
        pulse.pa_stream_write(
            self.stream, bytes(size), ctypes.c_size_t(size), None, ctypes.c_int64(0), 0
        )

    def ask(self, start) -> bool:
        """Run an operation and wait for its answer; a connection that breaks is a refusal."""
        done = SUCCESS(lambda _object, ok, _data: self.finish(bool(ok)))
        self.keep.append(done)
        pulse.pa_threaded_mainloop_lock(self.loop)
        started = start(done)
        pulse.pa_threaded_mainloop_unlock(self.loop)
        if not started or not self.done.wait(20):
            return False
        self.done.clear()
        return self.ok

    def cork(self, on: bool) -> bool:
        return self.ask(lambda done: pulse.pa_stream_cork(self.stream, int(on), done, None))

    def set(self, key: str, value: bytes) -> bool:
        properties = ctypes.c_void_p(pulse.pa_proplist_new())
        pulse.pa_proplist_set(properties, key.encode(), value, ctypes.c_size_t(len(value)))
        return self.ask(
            lambda done: pulse.pa_context_proplist_update(
                self.context, REPLACE, properties, done, None
            )
        )


def main() -> None:
    app = App(sys.argv[1], "corked" in sys.argv[2:])
    print("ok", flush=True)
    for line in sys.stdin:
        match line.split():
            case ["cork" | "uncork" as word]:
                ok = app.cork(word == "cork")
            case ["set", key, *value]:
                ok = app.set(key, bytes.fromhex("".join(value)))
            case _:
                break
        print("ok" if ok else "refused", flush=True)


if __name__ == "__main__":
    main()
