"""What Android throws, as a driver reports it."""

from __future__ import annotations

from .._permissions import permission_denied
from ..errors import NativeError, PermissionDeniedError

ILLEGAL_ARGUMENT = "java.lang.IllegalArgumentException"
SECURITY = "java.lang.SecurityException"
UNSUPPORTED_OPERATION = "java.lang.UnsupportedOperationException"


def illegal_argument(text: str) -> NativeError:
    """Return an ``IllegalArgumentException``."""
    return NativeError(text, domain=ILLEGAL_ARGUMENT)


def unsupported_operation(text: str) -> NativeError:
    """Return an ``UnsupportedOperationException``."""
    return NativeError(text, domain=UNSUPPORTED_OPERATION)


def security(text: str, permission: str) -> PermissionDeniedError:
    """Return a ``SecurityException`` for want of ``permission``."""
    said = f"Android threw {SECURITY}: {text}"
    return permission_denied(said, permission=permission, domain=SECURITY)
