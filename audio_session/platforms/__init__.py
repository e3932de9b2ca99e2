"""Which OS this is, and the adaptor for it. The one place in the package that selects."""

from __future__ import annotations

import enum
import importlib
import os
import sys
from typing import TYPE_CHECKING, NamedTuple, Protocol

from audio_session.errors import AudioSessionError, ServiceUnavailableError, UnsupportedError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from audio_session._native import Channel, Event
    from audio_session.activation import ActivationResult
    from audio_session.configuration import AudioSessionConfiguration
    from audio_session.devices import AudioDevice
    from audio_session.ios import AVAudioSessionSetActiveOptions
    from audio_session.validation import Finding

    from ._contract import Driver
    from ._signals import Notice

ENVIRONMENT = "AUDIO_SESSION_PLATFORM"


class Capability(enum.Enum):
    """What a platform can really do; ask before you promise it to a user."""

    FOCUS = "focus"
    """Other apps are asked to pause or duck, and can do the same to us."""
    COOPERATIVE_FOCUS = "cooperative_focus"
    """Focus binds only apps that take part (on Linux: those that use this library)."""
    CALLS = "calls"
    DELAYED_FOCUS = "delayed_focus"
    DEVICES = "devices"
    BECOMING_NOISY = "becoming_noisy"
    VOLUME = "volume"
    OTHER_AUDIO = "other_audio"
    SERVICE_EVENTS = "service_events"


class Platform(Protocol):
    """One OS's rules: turns a configuration into operations and raw events into notices.

    All methods but :meth:`translate` may block and are called on one worker, one after another.
    """

    name: str
    capabilities: frozenset[Capability]
    driver: Driver | None

    def open(self, channel: Channel) -> None:
        """Open the driver; its events go to ``channel``."""

    def close(self) -> None:
        """Close the driver. Idempotent."""

    def validate(
        self, configuration: AudioSessionConfiguration, *, strict: bool
    ) -> Sequence[Finding]:
        """Check a configuration against the rules of the running OS."""

    def configure(self, configuration: AudioSessionConfiguration) -> None:
        """Apply a checked configuration, as far as the OS wants it before activation."""

    def request(self, request: AudioSessionConfiguration, generation: int) -> ActivationResult:
        """Ask for the right to play. A request that is granted or delayed replaces the older."""

    def release(self, options: AVAudioSessionSetActiveOptions | None) -> None:
        """Give the right to play back; ``options`` are iOS's, and mean nothing elsewhere.

        Raises :class:`~audio_session.errors.ActivationDeniedError` if the OS refuses for a reason
        that has a name.
        """

    def forget(self) -> None:
        """The right to play was taken for good, and the app has been told: clean up."""

    def devices(self) -> frozenset[AudioDevice]:
        """Read the devices."""

    def translate(self, event: Event) -> Notice | None:
        """Turn a raw event into a notice; None if it means nothing to a session. Never blocks."""


class Selection(NamedTuple):
    """A platform and why it was chosen; ``notes`` says what was tried first and why it failed."""

    platform: Platform
    reason: str
    notes: tuple[str, ...] = ()


def select(
    name: str | None = None, *, channel: Channel, application_name: str = "", server: str = ""
) -> Selection:
    """Choose a platform, open it on ``channel``, and say why.

    ``name`` is such as ``"linux"``, ``"local"``, ``"simulated-android"`` (the newest API level),
    ``"simulated-android:34"`` or ``"simulated-ios:17.2"``; None takes it from
    ``AUDIO_SESSION_PLATFORM``, and where that is unset the OS's own. A platform that was asked for
    and cannot be had raises; the OS's own gives way to *local* where its service is missing. Not on
    Android: there the service is always there, and an app that fails to reach it would believe that
    it holds a focus which nobody gave. A simulated phone is never chosen unasked.

    Raises ``ValueError`` for a name that does not exist,
    :class:`~audio_session.errors.UnsupportedError` for a driver that this build lacks,
    :class:`~audio_session.errors.ServiceUnavailableError` if its service is missing.
    """
    asked = name or os.environ.get(ENVIRONMENT, "")
    application = application_name or default_application_name()
    if asked:
        platform = make(asked, application_name=application, server=server)
        platform.open(channel)
        return Selection(platform, f"asked for by {'argument' if name else ENVIRONMENT}")
    native = _native_name()
    notes: list[str] = []
    if native is not None:
        try:
            platform = make(native, application_name=application, server=server)
            platform.open(channel)
        except (ServiceUnavailableError, UnsupportedError) as error:
            if native == "android":
                raise
            notes.append(f"{native}: {error}")
        else:
            return Selection(platform, f"the service of {sys.platform} answers")
    platform = make("local")
    platform.open(channel)
    why = "its service is missing" if native else f"{sys.platform} has no audio session service"
    return Selection(platform, f"the last resort: {why}", tuple(notes))


def make(name: str, *, application_name: str = "", server: str = "") -> Platform:
    """Make the platform of that name, without opening it. Raises as :func:`select` does."""
    kind, _, version = name.strip().lower().partition(":")
    if kind == "simulated-android":
        simulator = importlib.import_module("audio_session.simulator.device")
        return for_driver(simulator.AndroidDevice(api=_version(name, version)).driver())
    if kind == "simulated-ios":
        simulator = importlib.import_module("audio_session.simulator.iphone")
        return for_driver(simulator.IPhone(_ios_version(name, version)).driver())
    if version:
        raise ValueError(f"{name!r}: only simulated phones take a version after a colon")
    if kind == "local":
        return _load("local", "LocalPlatform")()
    if kind not in {"linux", "android", "ios"}:
        raise ValueError(
            f"{name!r} is no platform; use linux, local, simulated-android[:API level] or "
            f"simulated-ios[:version], or unset {ENVIRONMENT} for the OS's own"
        )
    native = importlib.import_module("audio_session._native")
    if kind not in native.drivers():
        raise UnsupportedError(
            f"this build of audio_session holds no {kind} driver (it holds: "
            f"{', '.join(native.drivers()) or 'none'}); install the wheel for that OS"
        )
    driver = native.NativeDriver(
        kind, application_name=application_name or default_application_name(), server=server or None
    )
    if kind == "android":
        # Before its first open: some hosts tell of their JavaVM only through Python.
        host = importlib.import_module("audio_session.platforms._android_host")
        ways = host.find_java(native, on_android=_native_name() == "android")
        return _load("android", "AndroidPlatform")(driver, ways)
    return for_driver(driver)


def for_driver(driver: Driver) -> Platform:
    """Return the adaptor that speaks a driver's language, chosen by the driver's name."""
    kind = driver.name.removeprefix("simulated-")
    adaptors = {"linux": "LinuxPlatform", "android": "AndroidPlatform", "ios": "IosPlatform"}
    if kind not in adaptors:
        raise UnsupportedError(
            f"no platform speaks to a driver named {driver.name!r}; known: {', '.join(adaptors)}"
        )
    return _load(kind, adaptors[kind])(driver)


def default_application_name() -> str:
    """Return what the OS may show for this app where the app did not say: its script's name."""
    script = sys.argv[0] if getattr(sys, "argv", None) else ""
    name = os.path.basename(script) or "Python"  # noqa: PTH119 - pathlib costs 8 ms to import
    return name.encode(errors="replace").decode()  # a file's name may be any bytes


def _load(module: str, name: str) -> Callable[..., Platform]:
    adaptor: Callable[..., Platform] = getattr(
        importlib.import_module(f"audio_session.platforms.{module}"), name
    )
    return adaptor


def _native_name() -> str | None:
    if hasattr(sys, "getandroidapilevel"):  # also where sys.platform still says "linux" (<= 3.12)
        return "android"
    return {"linux": "linux", "ios": "ios", "android": "android"}.get(sys.platform)


def _version(name: str, text: str) -> int:
    if not text:
        return 36
    if not text.isdecimal():
        raise ValueError(f"{name!r}: {text!r} is no API level; write simulated-android:34")
    return int(text)


def _ios_version(name: str, text: str) -> tuple[int, int]:
    major, _, minor = (text or "17.0").partition(".")
    if not major.isdecimal() or not (minor or "0").isdecimal():
        raise ValueError(f"{name!r}: {text!r} is no iOS version; write simulated-ios:17.2")
    return int(major), int(minor or "0")


__all__ = [
    "ENVIRONMENT",
    "AudioSessionError",
    "Capability",
    "Platform",
    "Selection",
    "for_driver",
    "make",
    "select",
]
