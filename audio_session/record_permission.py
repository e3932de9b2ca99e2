"""The permission to use the microphone: the one module, but for the simulator, that names it.

Optional: nothing else imports it, and the compiled extension does not mention it, so an app that
only plays has nothing to declare. Android only so far. Not verified on a device.
"""

from __future__ import annotations

import enum
import importlib
from typing import TYPE_CHECKING, Any

from .android_manager import AndroidAudioManager
from .errors import UnsupportedError

if TYPE_CHECKING:
    from ._face import SessionFace

PERMISSION = "android.permission.RECORD_AUDIO"


class RecordPermission(enum.Enum):
    """What the user has said about the microphone."""

    GRANTED = "granted"
    UNDETERMINED = "undetermined"
    """Not granted: the user was not asked yet, or refused. Android tells those two apart only to
    an Activity."""


async def record_permission(session: SessionFace | None = None) -> RecordPermission:
    """Tell whether the app may record; ``session`` as for :class:`AndroidAudioManager`.

    Raises :class:`~audio_session.errors.UnsupportedError` on platforms other than Android. Source:
    PackageManager.checkPermission; below API 23 what the manifest asks for is granted.
    """
    granted = await AndroidAudioManager(session).check_permission(PERMISSION)
    return RecordPermission.GRANTED if granted else RecordPermission.UNDETERMINED


async def request_record_permission(session: SessionFace | None = None) -> RecordPermission:
    """Ask the user, unless it is granted already; returns what holds afterwards.

    Android asks on behalf of an Activity, and that is the app framework's. python-for-android
    offers a way, which is used; elsewhere this raises
    :class:`~audio_session.errors.UnsupportedError`, which says what to call instead. The manifest
    has to declare the permission, or nothing is shown.
    """
    if await record_permission(session) is RecordPermission.GRANTED:
        return RecordPermission.GRANTED
    try:
        permissions: Any = importlib.import_module("android.permissions")
    except ImportError:
        raise UnsupportedError(
            f"only an Activity can ask for {PERMISSION}, and this app's framework offers no way "
            "that we know (python-for-android's android.permissions is not there): call "
            "Activity.requestPermissions from your own Activity, then record_permission()"
        ) from None
    await _ask(permissions)
    return await record_permission(session)


async def _ask(permissions: Any) -> None:
    import asyncio  # noqa: PLC0415 - costs 38 ms, and a caller of this has it loaded

    loop = asyncio.get_running_loop()
    answered = asyncio.Event()

    # On Android's main thread.
    def on_answer(_names: list[str], _granted: list[bool]) -> None:
        loop.call_soon_threadsafe(answered.set)

    permissions.request_permissions([PERMISSION], on_answer)
    await answered.wait()
