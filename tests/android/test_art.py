"""The dex and the driver's C on the Android Runtime itself: that of Android 11, for x86-64.

CheckJNI and the verifier are on. In front of it are the fakes of the shim's tests; its core classes
are ours in part (``art.py``). Not verified on a device.
"""

from __future__ import annotations

import re
import signal

import art
import pytest

STARTING = re.compile(
    r"setting boot class path|Could not create image space|not in a known location"
)
"""What the runtime logs because it has no boot image and no /system."""
LOGGED = re.compile(r"^\S+ [IWEF] \d\d-\d\d .*$", re.MULTILINE)
NOT_HERE = {
    # ART itself makes a global reference to a thread that starts, and drops it on that thread.
    "storm": ("*LeaveNothing", "*LeavesNothing"),
    # They ask the fakes' own class loaders; art_test.cpp has the same for the real ones.
    "faults": ("*TheDexIsLoadedOutOfMemory", "*BelowLevel26TheDexIsAFile", "*ADamagedDex"),
}

pytestmark = pytest.mark.timeout(600)  # the first test builds


@pytest.fixture(autouse=True)
def runtime() -> None:
    art.need()


@pytest.mark.parametrize("program", art.PROGRAMS)
def test_the_shim_runs_on_the_android_runtime(program: str) -> None:
    done = art.on_art(program, f"--gtest_filter=-{':'.join(NOT_HERE.get(program, ()))}")
    assert done.returncode == 0, done.stdout
    assert re.search(r"PASSED  \] [1-9]", done.stdout), done.stdout
    assert not complaints(done.stdout)


def test_the_driver_finds_the_vm_through_libnativehelper() -> None:
    said = planted("LibnativehelperHasTheVm", libraries=True)
    assert "[  PASSED  ] 1 test" in said, said


def test_the_dex_suits_the_newest_signatures() -> None:
    said = planted("SuitEveryClass", android="signatures")
    assert "[  PASSED  ] 1 test" in said, said
    assert not complaints(said)


@pytest.mark.parametrize(
    ("test", "says"),
    [
        ("AThreadThatEndsAttached", "Native thread exited without calling DetachCurrentThread"),
        ("AWrongArgument", "JNI DETECTED ERROR IN APPLICATION"),
    ],
)
def test_the_runtime_finds_what_is_planted(test: str, says: str) -> None:
    said = planted(test, status=-signal.SIGABRT)
    assert says in said, said


def complaints(said: str) -> list[str]:
    """Return what the runtime logged, but for its start."""
    return [line for line in LOGGED.findall(said) if not STARTING.search(line)]


def planted(
    test: str, *, status: int = 0, libraries: bool = False, android: str = "framework"
) -> str:
    """Run a test that is off by default; return what the program said."""
    path = (art.LIBRARIES,) if libraries else ()
    options = (f"--gtest_filter=*.DISABLED_{test}", "--gtest_also_run_disabled_tests")
    done = art.on_art("art", *options, libraries=path, android=android)
    assert done.returncode == status, done.stdout
    return done.stdout
