"""Simulated phones for tests of their drivers: they are called, and what they report is kept."""

from __future__ import annotations

import json
from typing import Any

import pytest

from audio_session import NativeError
from audio_session.ios import AVAudioSessionCategory as Category
from audio_session.ios import AVAudioSessionCategoryOptions as Options
from audio_session.ios import AVAudioSessionErrorCode as Code
from audio_session.ios import AVAudioSessionInterruptionReason as Reason
from audio_session.ios import AVAudioSessionMode as Mode
from audio_session.ios import AVAudioSessionPort as Kind
from audio_session.simulator import AndroidDevice, IosApp, IPhone
from audio_session.simulator.ios_app import Told

INTERRUPTION = "AVAudioSessionInterruptionNotification"
BEGAN = Told(began=True, reason=Reason.DEFAULT)
RESUME = Told(began=False, should_resume=True)


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


def on(
    category: Category,
    options: Options = Options.NONE,
    mode: Mode = Mode.DEFAULT,
    *,
    version: tuple[int, int] = (17, 0),
    profile: str = "iphone",
) -> Apple:
    """A phone with an active session."""
    apple = Apple(version, profile=profile)
    apple.world.own.set_category(category, mode, options)
    apple("setActiveError", True)
    apple.heard()
    return apple


def uid_of(apple: Apple, kind: Kind) -> str:
    ports = json.loads(apple("availableInputs"))
    return next(port["UID"] for port in ports if port["portType"] == kind)


def player(phone: IPhone, name: str = "player", **setup: object) -> IosApp:
    """Return another app that plays."""
    app = phone.app(name)
    app.set_category(**({"category": Category.PLAYBACK} | setup))  # type: ignore[arg-type]
    app.play()
    return app


def refused(code: Code) -> Any:
    """Expect iOS to refuse with ``code``."""
    return pytest.raises(NativeError, match=f"OSStatus {int(code)}")


def error(code: Code) -> NativeError:
    """Return what iOS refuses with."""
    return NativeError("refused", code=int(code), domain="NSOSStatusErrorDomain")
