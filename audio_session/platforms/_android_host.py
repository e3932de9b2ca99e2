"""Hands the native Android driver the JavaVM where only Python can ask for it.

The driver itself tries what C can try (``src/native/android/vm.c``). What is left are two Python
packages that an app may be built on. Not verified on a device.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable


class Native(Protocol):
    """What is used of ``audio_session._native``."""

    __file__: str

    def android_has_vm(self) -> bool:
        """Say whether the driver finds a JavaVM now."""

    def android_set_host(self, vm: int, context: int = 0, class_loader: int = 0, /) -> None:
        """Take a JavaVM's address, and those of Java objects."""


def find_java(native: Native, *, on_android: bool) -> tuple[str, ...]:
    """See to it that the driver finds a JavaVM, if any way leads to one.

    Returns what each way that was tried said; empty if the driver found it by itself. Whether there
    is one now is the driver's ``open`` to say; its error is then told together with what came of
    these ways. Elsewhere than ``on_android`` none is tried: importing pyjnius starts a JVM there,
    and a module named ``java`` may be anybody's.
    """
    if not on_android and not native.android_has_vm():
        return ("nobody, as this is no Android",)
    notes: list[str] = []
    for name, way in _WAYS.items():
        if native.android_has_vm():
            break
        try:
            way(native)
        except ImportError:
            notes.append(f"{name}: this app is not built on it")
        except Exception as error:  # noqa: BLE001 - whatever a foreign bridge raises, go on
            notes.append(f"{name}: {type(error).__name__}: {error}")
        else:
            notes.append(f"{name}: asked")
    return tuple(notes)


def _ask_pyjnius(native: Native) -> None:
    # Since pyjnius 1.9; both are addresses.
    bridge: Any = importlib.import_module("jnius.jnius")
    _environment, vm = bridge.get_jni_java_vm()
    native.android_set_host(vm)


def _ask_chaquopy(native: Native) -> None:
    # Java calls the JNI_OnLoad of what it loads, and this library is loaded already.
    java: Any = importlib.import_module("java")
    java.jclass("java.lang.System").load(native.__file__)


_WAYS: dict[str, Callable[[Native], None]] = {
    "pyjnius": _ask_pyjnius,
    "Chaquopy": _ask_chaquopy,
}
