"""A worker on a real server: asks for focus, or holds it and hears that it is taken."""

from __future__ import annotations

import asyncio
import json
import queue
import select
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

from audio_session import AndroidAudioFocusGainType, AudioSession, _native, blocking

from .harness import serve

if TYPE_CHECKING:
    from audio_session import AudioInterruptionEvent

LIMIT = 30.0


class Requester:
    """The process that takes focus from the others for a while."""

    def __init__(self, server: str) -> None:
        self._session = blocking.AudioSession("linux", server=server, application_name="requester")
        self._session.open()

    def request(self) -> dict[str, Any]:
        """Return when it was asked for, and when it was granted."""
        before = time.monotonic_ns()
        granted = self._session.set_active(
            True, android_audio_focus_gain_type=AndroidAudioFocusGainType.GAIN_TRANSIENT
        )
        after = time.monotonic_ns()
        assert granted, granted
        return {"start_ns": before, "end_ns": after}

    def token(self) -> dict[str, Any]:
        """Return the time in our token: when the driver had settled with the server and asked."""
        selection = self._session._core.selection
        assert selection is not None
        assert selection.platform.driver is not None
        holders = json.loads(str(selection.platform.driver.call("get_focus_holders")))
        return {"token_ns": next(each["time_ns"] for each in holders if each["is_own"])}

    def abandon(self) -> dict[str, Any]:
        """Give it back."""
        before = time.monotonic_ns()
        self._session.set_active(False)
        return {"start_ns": before}


class Watcher:
    """A session that holds focus; ``expect`` says when its listener heard of the next change."""

    def __init__(self, server: str, face: str) -> None:
        self._server = server
        self._face = face
        self._heard: queue.SimpleQueue[tuple[int, bool]] = queue.SimpleQueue()
        self._session: blocking.AudioSession | AudioSession | None = None
        self._begin = True
        self._stop: tuple[asyncio.AbstractEventLoop, asyncio.Event] | None = None

    def open(self, **_crowd: object) -> dict[str, Any]:
        if self._face == "asyncio":
            ready = threading.Event()
            self._thread = threading.Thread(target=asyncio.run, args=(self._run(ready),))
            self._thread.start()
            assert ready.wait(LIMIT)
        else:
            session = blocking.AudioSession(
                "linux", server=self._server, application_name="watcher"
            )
            session.interruption_event_stream.listen(self._hear)
            assert session.set_active(True)
            self._session = session
        return {}

    async def _run(self, ready: threading.Event) -> None:
        async with AudioSession(
            "linux", server=self._server, application_name="watcher"
        ) as session:
            session.interruption_event_stream.listen(self._hear)
            assert await session.set_active(True)
            over = asyncio.Event()
            self._stop = asyncio.get_running_loop(), over
            ready.set()
            await over.wait()

    def _hear(self, event: AudioInterruptionEvent) -> None:
        self._heard.put((time.monotonic_ns(), event.begin))

    def expect(self) -> dict[str, Any]:
        at, begin = self._heard.get(timeout=LIMIT)
        assert begin is self._begin, "an event is missing"
        self._begin = not begin
        return {"seen_ns": [at]}

    def close(self) -> dict[str, Any]:
        if self._stop is not None:
            loop, over = self._stop
            loop.call_soon_threadsafe(over.set)
            self._thread.join(LIMIT)
        elif self._session is not None:
            self._session.close()
        self._begin = True
        assert self._heard.empty(), "more events than changes"
        return {}


class Crowd:
    """Many drivers, each with a connection and a thread of its own, and one Python reader.

    Those that `follow` read every token, as a session does while it holds focus.
    """

    def __init__(self, server: str) -> None:
        self._server = server
        self._members: list[tuple[_native.NativeDriver, _native.Channel]] = []
        self._by_descriptor: dict[int, int] = {}
        self._poller = select.epoll()
        self._kind = -1

    def open(self, count: int, follow: bool) -> dict[str, Any]:
        for number in range(count):
            driver = _native.NativeDriver(
                "linux", application_name=f"member {number}", server=self._server
            )
            channel = _native.Channel()
            driver.open(channel)
            driver.call("watch_focus_holders", follow)
            self._members.append((driver, channel))
        self._kind = self._members[0][0].events.index("FOCUS_HOLDERS_CHANGED")
        self._poller = select.epoll()
        for index, (_, channel) in enumerate(self._members):
            channel.drain()
            self._poller.register(channel.fileno(), select.EPOLLIN)
            self._by_descriptor[channel.fileno()] = index
        return {}

    def expect(self) -> dict[str, Any]:
        missing = set(range(len(self._members)))
        seen = [0] * len(self._members)
        while missing:
            ready = self._poller.poll(LIMIT)
            assert ready, "events were lost"
            for descriptor, _ in ready:
                index = self._by_descriptor[descriptor]
                for event in self._members[index][1].drain():
                    if event.kind == self._kind:
                        assert index in missing, "more events than changes"
                        missing.remove(index)
                        seen[index] = time.monotonic_ns()
        return {"seen_ns": seen}

    def close(self) -> dict[str, Any]:
        self._poller.close()
        for driver, channel in self._members:
            driver.close()
            channel.shut()
        self._members.clear()
        return {}


if __name__ == "__main__":
    role, address = sys.argv[1:]
    if role == "requester":
        requester = Requester(address)
        serve(
            {
                "request": requester.request,
                "token": requester.token,
                "abandon": requester.abandon,
            }
        )
    else:
        member = Crowd(address) if role == "crowd" else Watcher(address, role)
        serve({"open": member.open, "expect": member.expect, "close": member.close})
