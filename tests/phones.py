"""Simulated phones for tests of their drivers: they are called, and what they report is kept."""

from __future__ import annotations

from typing import Any

from audio_session.simulator import AndroidDevice, IPhone


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


class Apple:
    """An iPhone, its driver's calls, and what the driver reported: name, code, value, flags."""

    def __init__(self, version: tuple[int, int] | int = (17, 0), **options: Any) -> None:
        self.world = IPhone(version, **options)
        self.driver = self.world.driver()
        self.events: list[tuple[str, int, int, int]] = []
        self.driver.open(
            lambda kind, flags, code, value: self.events.append(
                (self.driver.events[kind], code, value, flags)
            )
        )

    def __call__(self, operation: str, *arguments: Any) -> Any:
        return self.driver.call(operation, *arguments)

    def heard(self, *names: str) -> list[tuple[str, int, int, int]]:
        """What was reported since this was last asked, of these names if there are any."""
        events, self.events[:] = list(self.events), []
        return [event for event in events if not names or event[0] in names]
