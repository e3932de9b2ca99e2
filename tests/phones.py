"""A simulated phone for tests of its driver: calls it, and keeps what it reports."""

from __future__ import annotations

from typing import Any

from audio_session.simulator import AndroidDevice


class Phone:
    """A phone, its driver's calls, and what the driver reported."""

    def __init__(self, api: int = 36, **options: Any) -> None:
        self.world = AndroidDevice(api, **options)
        self.driver = self.world.driver()
        self.events: list[tuple[str, int, int]] = []
        self.driver.open(
            lambda kind, _flags, code, value: self.events.append(
                (self.driver.events[kind], code, value)
            )
        )
        self.events.clear()

    def __call__(self, operation: str, *arguments: Any) -> Any:
        return self.driver.call(operation, *arguments)

    def heard(self) -> list[tuple[str, int, int]]:
        events, self.events[:] = list(self.events), []
        return events
