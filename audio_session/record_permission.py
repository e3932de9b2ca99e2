"""The permission to use the microphone: the one module, but for the simulator, that names it.

Optional: nothing else imports it, and the compiled extension does not mention it, so an app that
only plays has nothing to declare. On iOS the calls are in an extension module of their own, which
a build holds only if it was asked for (``AUDIO_SESSION_IOS_MICROPHONE``). Android and iOS. Not
verified on a device.
"""

from __future__ import annotations

import asyncio
import contextlib
import enum
import importlib
from typing import TYPE_CHECKING, Any

from . import _native
from ._manager import ManagerBase
from ._reading import checked
from ._worker import Worker
from .android_manager import AndroidAudioManager
from .errors import UnsupportedError
from .ios import AVAudioApplicationRecordPermission
from .platforms.ios import IosPlatform

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ._face import SessionFace
    from .platforms._contract import Driver, Scalar

PERMISSION = "android.permission.RECORD_AUDIO"
_APPLICATION_SINCE = (17, 0)
_OF_APPLICATION = {
    "recordPermission": "AVAudioApplication.recordPermission",
    "requestRecordPermission": ("AVAudioApplication.requestRecordPermissionWithCompletionHandler"),
}


class RecordPermission(enum.Enum):
    """What the user has said about the microphone."""

    GRANTED = "granted"
    DENIED = "denied"
    """The user refused; only the system's settings can change it (iOS)."""
    UNDETERMINED = "undetermined"
    """Not granted: the user was not asked yet; on Android, or refused. Android tells those two
    apart only to an Activity."""


_OF_IOS = {
    AVAudioApplicationRecordPermission.GRANTED: RecordPermission.GRANTED,
    AVAudioApplicationRecordPermission.DENIED: RecordPermission.DENIED,
}


async def record_permission(session: SessionFace | None = None) -> RecordPermission:
    """Tell whether the app may record; ``session`` as for :class:`AndroidAudioManager`.

    Raises :class:`~audio_session.errors.UnsupportedError` on platforms other than Android and iOS,
    and on iOS where the build leaves the microphone out.
    Sources: PackageManager.checkPermission, where below API 23 what the manifest asks for is
    granted; AVAudioApplication.recordPermission, below iOS 17 AVAudioSession's.
    """
    iphone = await _iphone(session)
    if iphone is not None:
        answer = await _answer(iphone, "recordPermission")
        number = checked("recordPermission", answer, int)
        permission = AVAudioApplicationRecordPermission(number)
        return _OF_IOS.get(permission, RecordPermission.UNDETERMINED)
    granted = await AndroidAudioManager(session).check_permission(PERMISSION)
    return RecordPermission.GRANTED if granted else RecordPermission.UNDETERMINED


async def request_record_permission(session: SessionFace | None = None) -> RecordPermission:
    """Ask the user, unless it is granted already; returns what holds afterwards.

    iOS asks once in an app's life, and ends an app whose Info.plist does not say why
    (``NSMicrophoneUsageDescription``). Android asks on behalf of an Activity, and that is the app
    framework's. python-for-android offers a way, which is used; elsewhere this raises
    :class:`~audio_session.errors.UnsupportedError`, which says what to call instead. The manifest
    has to declare the permission, or nothing is shown.
    """
    permission = await record_permission(session)
    if permission is not RecordPermission.UNDETERMINED:
        return permission
    iphone = await _iphone(session)
    if iphone is not None:
        await _answer(iphone, "requestRecordPermission")
        return await record_permission(session)
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


async def _iphone(session: SessionFace | None) -> IosPlatform | None:
    platform: object = await ManagerBase(session)._run(lambda open_one: open_one)
    return platform if isinstance(platform, IosPlatform) else None


async def _answer(iphone: IosPlatform, operation: str) -> Scalar:
    """Run an operation on a thread of its own.

    A request returns when the user has answered. The session's worker has to go on meanwhile, and
    the threads of ``asyncio.to_thread`` are waited for where the loop ends: the app could not.
    """
    worker = Worker("audio_session microphone")
    try:
        return await asyncio.wrap_future(worker.submit(lambda: _call(iphone, operation)))
    finally:
        worker.close()


def _call(iphone: IosPlatform, operation: str) -> Scalar:
    """Ask AVAudioApplication, below iOS 17 AVAudioSession; returns when there is an answer."""
    if iphone.version >= _APPLICATION_SINCE:
        operation = _OF_APPLICATION[operation]
    with _microphone(iphone) as driver:
        return driver.call(operation)


@contextlib.contextmanager
def _microphone(iphone: IosPlatform) -> Iterator[Driver]:
    """Yield the driver that knows of it: the simulated phone's, or that of the optional module."""
    if "recordPermission" in iphone.driver.operations:
        yield iphone.driver
        return
    try:
        module = importlib.import_module("audio_session._ios_record")
    except ModuleNotFoundError:
        raise UnsupportedError(
            "this build of audio_session leaves the microphone out, so that no app has to explain "
            "it to Apple; build it with -C cmake.define.AUDIO_SESSION_IOS_MICROPHONE=ON, or ask "
            "through code of the app's own"
        ) from None
    name = _native.add_driver(module.driver)
    recorder: Any = _native.NativeDriver(name, application_name="")
    recorder.open(_native.Channel(2))
    try:
        yield recorder
    finally:
        recorder.close()


async def _ask(permissions: Any) -> None:
    loop = asyncio.get_running_loop()
    answered = asyncio.Event()

    # On Android's main thread.
    def on_answer(_names: list[str], _granted: list[bool]) -> None:
        loop.call_soon_threadsafe(answered.set)

    permissions.request_permissions([PERMISSION], on_answer)
    await answered.wait()
