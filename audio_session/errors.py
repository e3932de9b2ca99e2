"""What can go wrong, by name.

A denial of audio focus is *not* here: it is an ordinary, falsy :class:`ActivationResult`, and
becomes :class:`ActivationDeniedError` only where the caller asked for an exception.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .activation import ActivationResult
    from .validation import Finding


class AudioSessionError(Exception):
    """The base of every error that this library raises on purpose."""


class ConfigurationError(AudioSessionError, ValueError):
    """A configuration that the OS would refuse, with every reason at once.

    ``findings`` holds them in the order of the rules; each names the value, the rule, its source
    and the fix.
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(self.findings)  # what a pickle calls it with

    def __str__(self) -> str:
        return "\n".join(str(finding) for finding in self.findings)


class ActivationDeniedError(AudioSessionError):
    """The OS refused the right to play, and the caller asked for an exception."""

    def __init__(self, result: ActivationResult) -> None:
        self.result = result
        super().__init__(str(result))


class ActivationTimeoutError(AudioSessionError, TimeoutError):
    """The OS did not answer, or delayed focus was not granted, in the time allowed.

    The request is withdrawn: a grant that arrives later is given back.
    """


class SessionClosedError(AudioSessionError):
    """The session, stream or driver was used after it was closed."""


class NativeError(AudioSessionError):
    """The OS answered with an error.

    ``code`` is the OS's own number and ``domain`` says whose number it is (``"pulse"``,
    ``"NSOSStatusErrorDomain"``, a Java exception class); ``name`` is its symbolic name, or ``""``
    where it has none that we know.
    """

    def __init__(self, text: str, *, code: int = 0, domain: str = "", name: str = "") -> None:
        self.code = code
        self.domain = domain
        self.name = name
        super().__init__(text)


class ServiceUnavailableError(NativeError):
    """The OS's audio service is missing, dead or does not answer; the text says how to get it."""


class PermissionDeniedError(NativeError, PermissionError):
    """The OS wants a permission that the app does not hold; ``permission`` names it.

    The text says what to do about it, and has the OS's own words.
    """

    def __init__(
        self, text: str, *, permission: str = "", code: int = 0, domain: str = "", name: str = ""
    ) -> None:
        self.permission = permission
        super().__init__(text, code=code, domain=domain, name=name)


class UnsupportedError(AudioSessionError, NotImplementedError):
    """The running OS or this device has no such operation or stream.

    ``since`` is the version of the OS that brought it, or ``""``.
    """

    def __init__(self, text: str, *, since: str = "") -> None:
        self.since = since
        super().__init__(text)
