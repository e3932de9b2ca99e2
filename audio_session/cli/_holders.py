"""Who holds audio focus, on systems where that can be seen: sound servers, through our driver."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from .._native import Channel
from .._reading import read_objects
from ..android import AndroidAudioFocusGainType as Gain
from ..errors import NativeError, SessionClosedError
from ..platforms import make
from ._output import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..platforms._contract import Driver

_GET, _WATCH, _CHANGED = "get_focus_holders", "watch_focus_holders", "FOCUS_HOLDERS_CHANGED"
_GAINS = {
    Gain.GAIN: "for good",
    Gain.GAIN_TRANSIENT: "for a while",
    Gain.GAIN_TRANSIENT_MAY_DUCK: "for a while, others may duck",
    Gain.GAIN_TRANSIENT_EXCLUSIVE: "for a while, alone",
}


class Holder(NamedTuple):
    """An app that asked for focus and has not given it back; all text is the app's own."""

    application: str
    pid: int
    role: str | None
    gain: int
    time_ns: int

    def __str__(self) -> str:
        how = _GAINS.get(Gain(self.gain), f"gain {self.gain}")
        return f"{plain(self.application, 40) or '?'} (pid {self.pid}, {how})"

    def to_json(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        return self._asdict()


class Holders(NamedTuple):
    """All of them, the latest request first: that one has it."""

    stack: tuple[Holder, ...]

    def __str__(self) -> str:
        return "focus: " + (" over ".join(map(str, self.stack)) or "nobody")


def read_holders(driver: Driver | None) -> Holders | None:
    """Return who holds focus, or None where the driver cannot tell."""
    if driver is None or _GET not in driver.operations:
        return None
    found = [
        Holder(
            application=raw.text("application"),
            pid=raw.integer("pid"),
            role=raw.maybe("role", raw.text),
            gain=raw.integer("gain"),
            time_ns=raw.integer("time_ns"),
        )
        for raw in read_objects(driver.call(_GET), _GET)
    ]
    return Holders(tuple(sorted(found, key=lambda holder: holder.time_ns, reverse=True)))


class HoldersWatch:
    """Calls back, on a thread of its own, with the first stack and with every change of it.

    It is one more client of the sound server, which asks for nothing. On platforms that cannot
    tell it does nothing.
    """

    def __init__(self, platform: str, server: str, callback: Callable[[Holders], object]) -> None:
        self._callback = callback
        self._channel = Channel()
        self._platform = make(platform, application_name="audio-session watch", server=server)
        self._last: Holders | None = None
        driver = self._platform.driver
        self._driver = driver if driver is not None and _WATCH in driver.operations else None
        self._thread = threading.Thread(target=self._run, name="focus holders", daemon=True)

    def __enter__(self) -> Self:
        if self._driver is not None:
            self._platform.open(self._channel)
            self._driver.call(_WATCH, True)
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._driver is not None:
            self._platform.close()
            self._channel.shut()
            self._thread.join()

    def _run(self) -> None:
        assert self._driver is not None  # noqa: S101 - it is started for a driver only
        changed = self._driver.events.index(_CHANGED)
        restored = self._driver.events.index("SERVICE_RESTORED")
        self._look()
        while not self._channel.closed:
            self._channel.wait(None)
            kinds: set[int] = set()
            while events := self._channel.drain():
                kinds.update(event.kind for event in events)
            if kinds & {changed, restored}:
                self._look()

    def _look(self) -> None:
        try:
            now = read_holders(self._driver)
        except (NativeError, SessionClosedError):
            return  # it has just gone, or talks nonsense: it is looked at again with the next news
        if now is not None and now != self._last:
            self._last = now
            self._callback(now)
