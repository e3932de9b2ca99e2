"""The microphone's permission on the simulated iPhone."""

from __future__ import annotations

import asyncio
import sys
import threading

import pytest
from sessions import LIMIT, ProbedDriver

from audio_session import (
    AudioSession,
    AudioSessionConfiguration,
    UnsupportedError,
)
from audio_session.platforms._ios_table import OPERATIONS
from audio_session.record_permission import (
    RecordPermission,
    record_permission,
    request_record_permission,
)
from audio_session.simulator import IPhone

INPUT = AudioSessionConfiguration.recording()


@pytest.fixture
def phone() -> IPhone:
    return IPhone((26, 2))


@pytest.mark.parametrize("number", [(16, 0), (17, 0)])
@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("grant_record_permission", RecordPermission.GRANTED),
        ("deny_record_permission", RecordPermission.DENIED),
    ],
)
async def test_record_permission(
    number: tuple[int, int], answer: str, expected: RecordPermission
) -> None:
    phone = IPhone(number)
    async with AudioSession(driver=phone.driver()) as session:
        assert await record_permission(session) is RecordPermission.UNDETERMINED
        getattr(phone, answer)()
        assert await request_record_permission(session) is expected
        assert await request_record_permission(session) is expected


@pytest.mark.parametrize(
    ("number", "operation"),
    [
        ((16, 0), "requestRecordPermission"),
        ((17, 0), "AVAudioApplication.requestRecordPermissionWithCompletionHandler"),
    ],
)
async def test_the_user_takes_time_to_answer(number: tuple[int, int], operation: str) -> None:
    phone = IPhone(number)
    driver, asked = ProbedDriver(phone.driver()), threading.Event()
    driver.before(operation, asked.set)
    async with AudioSession(driver=driver) as session:
        asking = asyncio.create_task(request_record_permission(session))
        assert await asyncio.to_thread(asked.wait, LIMIT)
        # The session goes on meanwhile.
        await session.configure(INPUT)
        assert not asking.done()
        phone.grant_record_permission()
        assert await asking is RecordPermission.GRANTED


def test_an_app_may_end_while_the_user_is_asked() -> None:
    phone = IPhone((17, 0))
    driver, asked = ProbedDriver(phone.driver()), threading.Event()
    driver.before("AVAudioApplication.requestRecordPermissionWithCompletionHandler", asked.set)

    async def give_up() -> None:
        async with AudioSession(driver=driver) as session:
            asking = asyncio.create_task(request_record_permission(session))
            assert await asyncio.to_thread(asked.wait, LIMIT)
            asking.cancel()

    app = threading.Thread(target=lambda: asyncio.run(give_up()), daemon=True)
    app.start()
    try:
        app.join(LIMIT)
        assert not app.is_alive()
    finally:
        phone.deny_record_permission()


async def test_a_build_without_the_microphone_says_how_to_make_one_with_it(
    session: AudioSession, driver: ProbedDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver.operations = {each.name: each for each in OPERATIONS}
    monkeypatch.setitem(sys.modules, "audio_session._ios_record", None)
    with pytest.raises(UnsupportedError, match=r"AUDIO_SESSION_IOS_MICROPHONE=ON"):
        await record_permission(session)
    with pytest.raises(UnsupportedError, match=r"AUDIO_SESSION_IOS_MICROPHONE=ON"):
        await request_record_permission(session)
