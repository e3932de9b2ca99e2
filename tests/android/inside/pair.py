"""The same world twice: a simulated phone and one above the framework, with their drivers open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hosted import HostedDevice

from audio_session._native import Channel
from audio_session.errors import AudioSessionError, NativeError, UnsupportedError
from audio_session.simulator.device import AndroidDevice

if TYPE_CHECKING:
    from collections.abc import Callable

    from host import Host

    from audio_session.platforms._contract import Scalar


class Seat:
    """One of the two phones, its driver, and what the driver has reported."""

    def __init__(self, phone: AndroidDevice) -> None:
        self.phone = phone
        self.channel = Channel()
        self.driver: Any = phone.driver()
        self.driver.open(self.channel)

    def call(self, operation: str, *arguments: Scalar) -> object:
        """Return the answer, or how it was refused."""
        try:
            return self.driver.call(operation, *arguments)
        except UnsupportedError:
            return "unsupported"
        except NativeError as error:
            return error.domain
        except AudioSessionError as error:
            return type(error).__name__

    def heard(self) -> list[tuple[str, int, int]]:
        """Take what was reported since: name, code and value."""
        events = self.channel.drain()
        return [(self.driver.events[e.kind], e.code, e.value) for e in events]


class Pair:
    """Both; ``with`` closes their drivers."""

    def __init__(
        self, host: Host, *, target_sdk: int | None = None, profile: str = "phone"
    ) -> None:
        simulated = AndroidDevice(api=host.level, target_sdk=target_sdk, profile=profile)
        hosted = HostedDevice(host, target_sdk=target_sdk, profile=profile)
        self.seats = (Seat(simulated), Seat(hosted))

    def __enter__(self) -> Pair:
        return self

    def __exit__(self, *_: object) -> None:
        for seat in self.seats:
            seat.driver.close()

    def call(self, operation: str, *arguments: Scalar) -> list[object]:
        """Run an operation on both; simulated first."""
        return [seat.call(operation, *arguments) for seat in self.seats]

    def heard(self) -> list[list[tuple[str, int, int]]]:
        return [seat.heard() for seat in self.seats]

    def each(self, action: Callable[[AndroidDevice], object]) -> None:
        """Let the same happen on both phones."""
        for seat in self.seats:
            action(seat.phone)
