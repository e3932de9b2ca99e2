"""The framework host inside this process: starts it once, sends commands, answers its world."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import framework
from framework_jars import CACHE, FRAMEWORK
from jvm import Jvm

from audio_session import _native

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LOADER_TYPE = "(ILjava/lang/String;Ljava/lang/String;)Ljava/lang/ClassLoader;"
TEXT_TYPE = "(Ljava/lang/String;)Ljava/lang/String;"


class Thrown(Exception):
    """What the world throws instead of an answer: a Java class by name, and its text."""

    def __init__(self, java_class: str, text: str = "") -> None:
        super().__init__(java_class, text)
        self.line = f"!{java_class}:{text}"


def bridge_classes() -> Path:
    """Compile the bridge that the driver carries as a dex; the same sources, as class files."""
    sources = sorted((framework.ROOT / "src/native/android/java").rglob("*.java"))
    made = CACHE / f"bridge-{framework.state_of(sources)}"
    if not made.exists():
        draft = made.with_name(f"{made.name}.{os.getpid()}")
        tool = framework.ROOT / "tools/android_dex.py"
        subprocess.run([sys.executable, tool, "--classes", draft], check=True)
        framework.put(draft, made)
    return made


def jvm_options(*, check_jni: bool = True) -> list[str]:
    """Return what the JVM of a host is started with."""
    options = [f"-Djava.class.path={framework.boot_class_path()}", "-Xmx512m", "-Xrs"]
    options += [f"-Daudiosession.bridge={bridge_classes()}", "-XX:+UseSerialGC"]
    return [*options, "-XX:TieredStopAtLevel=1", *["-Xcheck:jni"] * check_jni]


class Host:
    """The framework of one level, in a JVM in this process."""

    def __init__(self, level: int, *, check_jni: bool = True) -> None:
        self.level = level
        self.world: Callable[[str, list[object]], object] = lambda _method, _arguments: None
        # Before anything else, a service call of this name throws what is here, once.
        self.faults: dict[str, Thrown] = {}
        self._answering = threading.local()
        self.jvm = Jvm(*jvm_options(check_jni=check_jni))
        with self.jvm.env() as env:
            launcher = self._launcher = self.jvm.find_class(env, "audiosession.framework.Launcher")
            world = self.jvm.find_class(env, "audiosession.framework.NativeWorld")
            self.jvm.register(env, world, "ask", self._ask)
            inner = framework.classes() / "inner"
            jar, folders = (self.jvm.string(env, str(t)) for t in (FRAMEWORK[level].path, inner))
            self.jvm.call_object(env, launcher, "start", LOADER_TYPE, level, jar, folders)
            name = self.jvm.string(env, "audiosession.framework.Commands")
            found = self.jvm.call_object(
                env, launcher, "load", "(Ljava/lang/String;)Ljava/lang/Class;", name
            )
            self.commands = self.jvm.keep(env, found)
            self.jvm.call_void(env, self.commands, "start", "()V")

    @property
    def answering(self) -> bool:
        """Whether this thread is inside an answer of the world, and so inside a Java call."""
        return getattr(self._answering, "depth", 0) > 0

    def run(self, *words: object) -> str:
        """Run one of the host's commands."""
        line = "\t".join(map(str, words))
        with self.jvm.env() as env:
            given = self.jvm.string(env, line)
            answer = self.jvm.call_object(env, self.commands, "run", TEXT_TYPE, given)
            text = self.jvm.text(env, answer)
            for local in (given, answer):
                self.jvm.delete(env, local)
            return text

    def hand_over(self, *, context: bool = True, loader: bool = False) -> None:
        """Give our driver the VM and our app's Context; the bridge it loads out of its dex.

        Or no Context; or the framework's own class loader, which lacks the bridge.
        """
        call = self.jvm.call_object
        with self.jvm.env() as env:
            given = [0, 0]
            if context:
                given[0] = call(env, self.commands, "context", "()Landroid/content/Context;")
            if loader:
                given[1] = call(env, self._launcher, "loader", "()Ljava/lang/ClassLoader;")
            try:
                _native.android_set_host(self.jvm.vm.value or 0, *given)
            finally:
                for local in filter(None, given):
                    self.jvm.delete(env, local)

    def _ask(self, method: str, arguments: str, env: int) -> int:
        self._answering.depth = getattr(self._answering, "depth", 0) + 1
        try:
            fault = self.faults.pop(method, None)
            answer = (
                json.dumps(self.world(method, json.loads(arguments))) if not fault else fault.line
            )
        except Thrown as thrown:
            answer = thrown.line
        except Exception as error:  # it must come out in the test, and a callback cannot raise
            answer = f"!java.lang.AssertionError:{error!r}"
        finally:
            self._answering.depth -= 1
        return self.jvm.string(env, answer)
