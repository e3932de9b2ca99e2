"""A worker: follows focus tokens with pulsectl, in the way its documentation shows."""

from __future__ import annotations

import queue
import sys
import threading
import time
from typing import Any

import pulsectl

from .harness import serve

LIMIT = 30.0
TOKEN = "audio_session.focus"


class Watcher:
    """A thread that listens, stops listening to read the client that changed, and goes on."""

    def __init__(self, server: str) -> None:
        self._server = server
        self._heard: queue.SimpleQueue[int] = queue.SimpleQueue()
        self._over = False

    def open(self) -> dict[str, Any]:
        self._over = False
        ready = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(ready,))
        self._thread.start()
        assert ready.wait(LIMIT)
        return {}

    def _run(self, ready: threading.Event) -> None:
        changed: list[int] = []
        token = None

        def on_event(event: Any) -> None:
            # No request may be made in here: the loop has to stop first.
            if event.t == "change":
                changed.append(event.index)
                raise pulsectl.PulseLoopStop

        with pulsectl.Pulse("watcher", server=self._server) as pulse:
            pulse.event_mask_set("client")
            pulse.event_callback_set(on_event)
            ready.set()
            while not self._over:
                pulse.event_listen(timeout=0.2)
                while changed:
                    found = pulse.client_info(changed.pop(0)).proplist.get(TOKEN)
                    if found is not None and found != token:
                        token = found
                        self._heard.put(time.monotonic_ns())

    def expect(self) -> dict[str, Any]:
        return {"seen_ns": [self._heard.get(timeout=LIMIT)]}

    def close(self) -> dict[str, Any]:
        self._over = True
        self._thread.join(LIMIT)
        assert self._heard.empty(), "more events than changes"
        return {}


if __name__ == "__main__":
    watcher = Watcher(sys.argv[1])
    serve({"open": watcher.open, "expect": watcher.expect, "close": watcher.close})
