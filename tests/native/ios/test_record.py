"""The microphone's permission through the optional module, on GNUstep; and no word of it elsewhere.

The simulated phone behind the stand-in answers for the user.
"""

from __future__ import annotations

import asyncio
import importlib
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from audio_session import AudioSession, AudioSessionConfiguration, _native
from audio_session.platforms._ios_record_table import RECORD_OPERATIONS
from audio_session.record_permission import (
    RecordPermission,
    record_permission,
    request_record_permission,
)
from audio_session.simulator import IPhone

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "tools"))
from gnustep_world import GnustepWorld
from ios_compile import FORBIDDEN
from requirements import missing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

# Where GNUstep is, tools/setup.sh builds the driver and this module; without them these tests fail.
pytestmark = pytest.mark.skipif(bool(missing("ios")), reason="this machine lacks GNUstep")
LIMIT = 10.0
VERSIONS = ((13, 0), (16, 7), (17, 0), (26, 2))


@pytest.fixture(params=VERSIONS, ids=lambda version: "{}.{}".format(*version))
def world(request: pytest.FixtureRequest) -> Iterator[GnustepWorld]:
    with GnustepWorld(IPhone(request.param)) as world:
        yield world


def new_session() -> AudioSession:
    return AudioSession(driver=_native.NativeDriver("ios", application_name="test"))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("grant_record_permission", RecordPermission.GRANTED),
        ("deny_record_permission", RecordPermission.DENIED),
    ],
)
async def test_record_permission(
    world: GnustepWorld, answer: str, expected: RecordPermission
) -> None:
    async with new_session() as session:
        assert await record_permission(session) is RecordPermission.UNDETERMINED
        getattr(world.phone, answer)()
        assert await record_permission(session) is expected
        assert await request_record_permission(session) is expected


async def test_the_user_takes_time_to_answer(
    world: GnustepWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = threading.Event()
    answer = world.driver.call

    def told(operation: str, *arguments: object) -> object:
        if "equestRecordPermission" in operation:
            asked.set()
        return answer(operation, *arguments)

    monkeypatch.setattr(world.driver, "call", told)
    async with new_session() as session:
        asking = asyncio.create_task(request_record_permission(session))
        assert await asyncio.to_thread(asked.wait, LIMIT)
        await session.configure(AudioSessionConfiguration.recording())
        assert not asking.done()
        world.phone.grant_record_permission()
        assert await asking is RecordPermission.GRANTED


@pytest.fixture
def module() -> ModuleType:
    return importlib.import_module("audio_session._ios_record")


def test_the_operations_are_those_of_the_table(module: ModuleType) -> None:
    name = _native.add_driver(module.driver)
    assert name == "ios-record"
    driver = _native.NativeDriver(name, application_name="test")
    assert tuple(driver.operations.values()) == RECORD_OPERATIONS
    assert driver.events == ()


def test_no_other_extension_says_a_word_of_it(module: ModuleType) -> None:
    default, optional = (Path(str(each.__file__)).read_bytes() for each in (_native, module))
    assert [word for word in FORBIDDEN if word in default] == []
    assert [word for word in FORBIDDEN if word in optional] == [
        b"recordPermission",
        b"RecordPermission",
    ]


def test_what_is_no_driver_is_not_taken_in() -> None:
    with pytest.raises(ValueError, match="PyCapsule"):
        _native.add_driver(object())
