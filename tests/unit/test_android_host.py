"""Where the native Android driver gets its JavaVM from, when only Python can ask."""

from __future__ import annotations

import sys
from types import ModuleType, SimpleNamespace

import pytest

from audio_session import UnsupportedError, set_java_vm
from audio_session._native import android_has_vm, drivers
from audio_session.platforms import make
from audio_session.platforms._android_host import find_java


class Native:
    """Stands for audio_session._native."""

    __file__ = "/data/app/_native.so"

    def __init__(self, *, has_vm: bool = False) -> None:
        self.vm = 1 if has_vm else 0

    def android_has_vm(self) -> bool:
        return bool(self.vm)

    def android_set_host(self, vm: int, context: int = 0, class_loader: int = 0, /) -> None:
        self.vm = vm


def package(monkeypatch, name: str, **members) -> None:
    module = ModuleType(name)
    module.__dict__.update(members)
    monkeypatch.setitem(sys.modules, name, module)


def test_nobody_is_asked_where_the_driver_finds_it_itself(monkeypatch):
    package(monkeypatch, "jnius")
    package(monkeypatch, "jnius.jnius", get_jni_java_vm=lambda: pytest.fail("asked"))
    assert find_java(Native(has_vm=True), on_android=True) == ()


class NoBridge:
    """The first of the finders of modules: notes who looks for a bridge to Java, and has none."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def find_spec(self, name: str, *_: object) -> None:
        if name.partition(".")[0] in {"jnius", "java"}:
            self.asked.append(name)
            raise ModuleNotFoundError(name)


@pytest.mark.skipif("android" not in drivers(), reason="this build holds no android driver")
@pytest.mark.skipif(hasattr(sys, "getandroidapilevel"), reason="this is an Android")
def test_elsewhere_than_on_android_no_bridge_to_java_is_imported(monkeypatch):
    """The import of pyjnius would start a JVM: ``audio-session doctor`` only wants to look."""
    finder = NoBridge()
    monkeypatch.setattr(sys, "meta_path", [finder, *sys.meta_path])
    for name in ("jnius", "jnius.jnius", "java"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    make("android")
    assert finder.asked == []
    assert find_java(Native(), on_android=False) == ("nobody, as this is no Android",)
    assert find_java(Native(has_vm=True), on_android=False) == ()


def test_pyjnius_gives_the_address(monkeypatch):
    package(monkeypatch, "jnius")
    package(monkeypatch, "jnius.jnius", get_jni_java_vm=lambda: (0x1000, 0x2000))
    native = Native()
    assert find_java(native, on_android=True) == ("pyjnius: asked",)
    assert native.vm == 0x2000


def test_chaquopy_loads_the_library(monkeypatch):
    native = Native()

    def load(path: str) -> None:
        assert path == native.__file__
        native.vm = 7  # as JNI_OnLoad does

    package(monkeypatch, "java", jclass={"java.lang.System": SimpleNamespace(load=load)}.get)
    assert find_java(native, on_android=True) == (
        "pyjnius: this app is not built on it",
        "Chaquopy: asked",
    )
    assert native.android_has_vm()


def test_a_way_that_fails_does_not_bar_the_next(monkeypatch):
    def fail():
        raise RuntimeError("no libjvm.so")

    package(monkeypatch, "jnius")
    package(monkeypatch, "jnius.jnius", get_jni_java_vm=fail)
    assert find_java(Native(), on_android=True) == (
        "pyjnius: RuntimeError: no libjvm.so",
        "Chaquopy: this app is not built on it",
    )


def test_pyjnius_before_1_9_lacks_the_function(monkeypatch):
    package(monkeypatch, "jnius")
    package(monkeypatch, "jnius.jnius")
    assert find_java(Native(), on_android=True)[0].startswith("pyjnius: AttributeError")


def test_a_java_vm_can_be_taken_back_or_the_build_says_that_it_has_no_use_for_one() -> None:
    if "android" in drivers():
        set_java_vm(0)
        assert not android_has_vm()
    else:
        with pytest.raises(UnsupportedError, match="no android driver"):
            set_java_vm(0)


@pytest.mark.parametrize(
    ("given", "error", "says"),
    [
        ({"vm": "0x7f00"}, TypeError, "vm = '0x7f00': it must be an int; fix: "),
        ({"vm": True}, TypeError, "vm = True"),
        ({"vm": -1}, ValueError, "vm = -1: an address is 0 to 0x.*; fix: .*uintptr_t"),
        ({"vm": 0, "context": 1 << 64}, ValueError, "context = 18446744073709551616"),
        ({"vm": 0, "class_loader": None}, TypeError, "class_loader = None"),
    ],
)
def test_what_is_no_address_is_named(given, error, says) -> None:
    with pytest.raises(error, match=says):
        set_java_vm(**given)
