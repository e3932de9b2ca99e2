"""Importing the package is quick and changes nothing; its names come when they are touched."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import audio_session

# What a program that only imports the package must not pay for. On top of that: nothing of ours
# but the package itself.
HEAVY = {
    "asyncio",
    "concurrent",
    "dataclasses",
    "enum",
    "importlib.metadata",
    "inspect",
    "json",
    "logging",
    "re",
    "threading",
    "typing",
}


def child(code: str) -> set[str]:
    """Run code in a bare interpreter, and return the modules that it loaded."""
    program = (
        "import sys; before = set(sys.modules); " + code + "; "
        "loaded = set(sys.modules) - before; import json; print(json.dumps(sorted(loaded)))"
    )
    path = str(Path(audio_session.__file__).parent.parent)
    # -S, or the site's own .pth files (of editable installs, of coverage) load half the library.
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path.insert(0, {path!r}); {program}"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return set(json.loads(done.stdout))


def test_importing_loads_nothing_but_the_package() -> None:
    loaded = child("import audio_session")
    assert loaded & HEAVY == set()
    assert {name for name in loaded if name.startswith("audio_session")} == {"audio_session"}


def test_importing_starts_no_thread_and_opens_no_file() -> None:
    code = (
        "import os, _thread; fds = os.listdir('/proc/self/fd'); import audio_session; "
        "assert _thread._count() == 0; assert os.listdir('/proc/self/fd') == fds"
    )
    child(code if Path("/proc/self/fd").exists() else "import audio_session")


@pytest.mark.parametrize("name", ["AudioSessionConfiguration", "AudioInterruptionType"])
def test_a_value_brings_neither_the_session_nor_asyncio(name: str) -> None:
    loaded = child(f"import audio_session; audio_session.{name}")
    assert loaded & {"asyncio", "logging", "audio_session._native", "audio_session._core"} == set()


def test_the_plugin_brings_nothing_before_it_is_used() -> None:
    """Of ours: pytest itself loads everything else."""
    tree = ast.parse(Path(audio_session.__file__).with_name("testing.py").read_text())
    imports = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    assert [ast.unparse(node) for node in imports] == [
        "from __future__ import annotations",
        "from typing import TYPE_CHECKING",
        "import pytest",
    ]


@pytest.mark.parametrize("first", ["AudioSession", "blocking"])
def test_without_the_extension_it_says_where_it_looked_and_what_to_do(
    first: str, tmp_path: Path
) -> None:
    """A program that is started in a checkout finds the sources, not what pip installed."""
    package = Path(audio_session.__file__).parent
    for path in package.rglob("*.py"):
        copy = tmp_path / "audio_session" / path.relative_to(package)
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(path.read_bytes())
    program = f"import sys; sys.path.insert(0, sys.argv[1]); from audio_session import {first}"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program, tmp_path],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    last = done.stderr.splitlines()[-1]
    assert last.startswith(f"ModuleNotFoundError: audio_session in {tmp_path / 'audio_session'} ")
    assert f"no compiled part for {sys.implementation.cache_tag} " in last
    assert "fix: in a checkout, run from another folder" in last


# ---- Names --------------------------------------------------------------------------------------


def typed_names() -> list[str]:
    """Return every name that a type checker sees, from the package's source."""
    tree = ast.parse(Path(audio_session.__file__).read_text())
    (block,) = (
        node
        for node in tree.body
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    )
    names = []
    for node in block.body:
        assert isinstance(node, ast.ImportFrom)
        if node.names[0].name == "*":
            module = __import__(f"audio_session.{node.module}", fromlist=["__all__"])
            names += module.__all__
        else:
            names += [alias.asname or alias.name for alias in node.names]
    return names


TYPED = typed_names()
ONLY_TYPED = {"ActivationOverrides"}  # a TypedDict for annotations


@pytest.mark.parametrize("name", [name for name in TYPED if name not in ONLY_TYPED])
def test_what_a_type_checker_sees_is_there_at_run_time(name: str) -> None:
    assert getattr(audio_session, name) is not None
    assert name in dir(audio_session)


def test_a_type_checker_sees_every_name() -> None:
    assert set(audio_session._HOME) <= set(TYPED)


def test_a_star_import_gives_what_a_type_checker_sees_but_no_module() -> None:
    modules = {"blocking", "record_permission"}
    assert set(audio_session.__all__) == set(TYPED) - ONLY_TYPED - modules
    assert audio_session.__all__ == sorted(audio_session.__all__)
    taken: dict[str, object] = {}
    exec("from audio_session import *", taken)
    taken.pop("__builtins__")
    assert taken == {name: getattr(audio_session, name) for name in audio_session.__all__}


def test_dir_has_every_public_name_and_beside_them_only_modules() -> None:
    listed = {name for name in dir(audio_session) if not name.startswith("_")}
    beside = listed - set(audio_session.__all__) - {"annotations", "TYPE_CHECKING"}
    assert listed > set(audio_session.__all__)
    assert all(isinstance(getattr(audio_session, name), ModuleType) for name in beside)


def test_a_star_import_does_not_bring_the_microphones_module() -> None:
    # With the site, unlike the others here: an editable install has the extension there.
    program = (
        "import sys; from audio_session import *; assert AudioSession; "
        "sys.exit('audio_session.record_permission' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], timeout=60, check=True)


def test_dir_is_sorted_and_has_modules_and_the_version() -> None:
    names = dir(audio_session)
    assert names == sorted(names)
    assert {"blocking", "android", "ios", "simulator", "__version__"} <= set(names)
    assert audio_session.blocking.AudioSession is not audio_session.AudioSession


def test_a_name_is_looked_up_once() -> None:
    vars(audio_session).pop("Overflow", None)
    assert audio_session.Overflow is vars(audio_session)["Overflow"]


@pytest.mark.parametrize(
    "name", ["Nonsense", "NONSENSE", "AndroidNonsense", "AVNonsense", "_private"]
)
def test_a_name_that_does_not_exist(name: str) -> None:
    with pytest.raises(AttributeError, match=name):
        getattr(audio_session, name)
