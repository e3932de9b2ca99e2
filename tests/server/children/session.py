"""One app of its own process: a driver, spoken to in JSON lines.

Reads ``{"call": name, "arguments": [...]}`` and answers ``{"result": ...}`` or ``{"error": class,
"text": ...}``; writes ``{"event": name, "flags": ..., "code": ..., "value": ...}`` as they come.
The end of its input ends it. ``PULSE_SERVER`` names the server.
"""

from __future__ import annotations

import json
import os
import select
import sys

from audio_session._native import Channel, NativeDriver


def say(line: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def answer(driver: NativeDriver, line: bytes) -> None:
    asked = json.loads(line)
    try:
        say({"result": driver.call(asked["call"], *asked["arguments"])})
    except Exception as error:
        say({"error": type(error).__name__, "text": str(error)})


def main() -> None:
    channel = Channel()
    driver = NativeDriver("linux", application_name=sys.argv[1])
    driver.open(channel)
    say({"result": os.getpid()})
    pending = b""
    while True:
        ready, _, _ = select.select([0, channel.fileno()], [], [])
        if channel.fileno() in ready:
            for event in channel.drain():
                name = driver.events[event.kind]
                say({"event": name, "flags": event.flags, "code": event.code, "value": event.value})
        if 0 in ready:
            chunk = os.read(0, 65536)
            if not chunk:
                break
            *lines, pending = (pending + chunk).split(b"\n")
            for line in lines:
                answer(driver, line)
    driver.close()


if __name__ == "__main__":
    main()
