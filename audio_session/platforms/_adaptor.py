"""What every adaptor over a driver does alike: open, close, and look up an event's translator."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from audio_session._native import Channel, Event
    from audio_session.configuration import AudioSessionConfiguration
    from audio_session.validation import Finding

    from ._contract import Driver
    from ._signals import Notice


class DriverPlatform:
    """One OS through its driver. A subclass knows the OS's rules."""

    translators: ClassVar[Mapping[str, Callable[[Event], Notice | None]]] = {}
    """By the name of an event's kind; events of other kinds mean nothing to a session."""

    def __init__(self, driver: Driver) -> None:
        self.driver: Driver = driver
        self.name = driver.name
        self._by_kind: dict[int, Callable[[Event], Notice | None]] = {}

    def open(self, channel: Channel) -> None:
        """Open the driver; its events go to ``channel``."""
        self._by_kind = {
            kind: self.translators[name]
            for kind, name in enumerate(self.driver.events)
            if name in self.translators
        }
        self.driver.open(channel)

    def close(self) -> None:
        """Close the driver."""
        self.driver.close()

    def validate(
        self, configuration: AudioSessionConfiguration, *, strict: bool
    ) -> tuple[Finding, ...]:
        """Check against both phones' rules: a configuration that passes here passes there."""
        from audio_session.validation import validate  # noqa: PLC0415 - only when configuring

        return validate(configuration, strict=strict)

    def configure(self, configuration: AudioSessionConfiguration) -> None:
        """Do nothing: the OS takes a configuration with the request for focus."""

    def translate(self, event: Event) -> Notice | None:
        """Turn a raw event into a notice; None if it means nothing to a session."""
        translator = self._by_kind.get(event.kind)
        return translator(event) if translator is not None else None
