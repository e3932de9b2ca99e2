"""Every member of AVAudioSession and AVAudioApplication through the shim on GNUstep.

Two equal phones get the same: one by the simulated driver, one through the shim. What the members
answer, refuse and lack has to be the same, and AVFAudio has to have been asked.
"""

from __future__ import annotations

import asyncio
import inspect
import sys
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import pytest

import audio_session
from audio_session import (
    AudioSession,
    AudioSessionConfiguration,
    AVAudioApplication,
    AVAudioSession,
    NativeError,
    UnsupportedError,
)
from audio_session._native import NativeDriver
from audio_session.platforms._ios_table import EVENT_SINCE, OPERATIONS, version
from audio_session.simulator import IPhone

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1]), str(HERE.parents[2] / "tools")]
from gnustep_world import GnustepWorld  # noqa: E402
from requirements import missing  # noqa: E402
from sessions import LIMIT, settle  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from audio_session.ios_manager._base import Base

# Where GNUstep is, `make setup` builds the driver in; without it these tests fail.
pytestmark = pytest.mark.skipif(bool(missing("ios")), reason="this machine lacks GNUstep")
NEWEST, OLDEST = (26, 2), (13, 0)
OPERATION_SINCE = {each.name: each.since for each in OPERATIONS}
NOT_OF_AVFAUDIO = frozenset({"operatingSystemVersion"})  # the process's
ENDED = "AVAudioSessionInterruptionNotification"


class Member(NamedTuple):
    owner: type[Base]
    name: str
    function: Any
    is_stream: bool

    @property
    def operations(self) -> frozenset[str]:
        return frozenset(self.function.operations)

    @property
    def since(self) -> str:
        """The version that brought it, where that is newer than the oldest."""
        table = EVENT_SINCE if self.is_stream else OPERATION_SINCE
        return max((table[each] for each in self.operations), key=version)


def members() -> list[Member]:
    found = []
    for owner in (AVAudioSession, AVAudioApplication):
        for name, member in inspect.getmembers(owner):
            is_stream = isinstance(member, property)
            function = member.fget if isinstance(member, property) else member
            if hasattr(function, "operations"):
                found.append(Member(owner, name, function, is_stream))
    return found


MEMBERS = members()


class Side:
    """One phone, with an active session that records and plays."""

    def __init__(self, phone: IPhone, session: AudioSession) -> None:
        self.phone = phone
        self.session = session

    @classmethod
    async def enter(cls, phone: IPhone, driver: Any, cleanup: AsyncExitStack) -> Self:
        session = await cleanup.enter_async_context(AudioSession(driver=driver))
        await session.configure(AudioSessionConfiguration.voice_chat())
        assert await session.set_active(True)
        return cls(phone, session)

    async def argument(self, annotation: str) -> Any:
        """Return a value of that type, of what this phone has."""
        match annotation:
            case "bool":
                return True
            case "int":
                return 1
            case "float":
                return 0.5
            case "AVAudioSessionPortDescription":
                return (await AVAudioSession(self.session).get_available_inputs())[0]
            case "AVAudioSessionDataSourceDescription":
                return (await AVAudioSession(self.session).get_input_data_sources())[-1]
        return next(iter(getattr(audio_session, annotation)))

    async def argument_lists(self, member: Member) -> list[list[Any]]:
        """Return ways to call a member: with nothing that is optional, one of them, two of them.

        Where it takes nil, it is called with that as well.
        """
        _self, *parameters = inspect.signature(member.function).parameters.values()
        kinds = [parameter.annotation.removesuffix(" | None") for parameter in parameters]
        values = [await self.argument(kind) for kind in kinds]
        required = sum(each.default is each.empty for each in parameters)
        lists = [values[:count] for count in range(required, len(values) + 1)]
        if any(each.annotation.endswith("None") for each in parameters[:required]):
            nils = [None if each.annotation.endswith("None") else value
                    for each, value in zip(parameters, values, strict=True)]  # fmt: skip
            lists.append(nils)
        return lists

    async def call(self, member: Member) -> list[Any]:
        """Call a member in all ways; return what came of it."""
        function = getattr(member.owner(self.session), member.name)
        outcomes: list[Any] = []
        for arguments in await self.argument_lists(member):
            try:
                outcomes.append(await asyncio.wait_for(function(*arguments), LIMIT))
            except UnsupportedError as error:
                outcomes.append((UnsupportedError, error.since))
            except NativeError as error:
                outcomes.append((NativeError, error.domain, error.code))
        return outcomes

    async def hear(self, member: Member) -> Any:
        """Return the item of a stream for its event."""
        (event,) = member.operations
        try:
            items = getattr(member.owner(self.session), member.name).subscribe()
        except UnsupportedError as error:
            return UnsupportedError, error.since
        with items:
            settle(self.session)  # by then the driver is listened to
            with self.phone.turn():
                self.phone.report(event, code=int(event != ENDED), value=1)
            return await asyncio.wait_for(anext(aiter(items)), LIMIT)


class Pair(NamedTuple):
    version: tuple[int, int]
    simulated: Side
    shim: Side
    world: GnustepWorld


@pytest.fixture(params=[NEWEST, OLDEST], ids=lambda number: "{}.{}".format(*number))
async def pair(request: pytest.FixtureRequest) -> AsyncIterator[Pair]:
    bare, hosted = IPhone(request.param), IPhone(request.param)
    async with AsyncExitStack() as cleanup:
        world = cleanup.enter_context(GnustepWorld(hosted))
        driver = NativeDriver("ios", application_name="test")
        yield Pair(
            request.param,
            await Side.enter(bare, bare.driver(), cleanup),
            await Side.enter(hosted, driver, cleanup),
            world,
        )


@pytest.mark.parametrize(
    "member", [each for each in MEMBERS if not each.is_stream], ids=lambda each: each.name
)
async def test_a_call_has_the_same_outcome(pair: Pair, member: Member) -> None:
    pair.world.asked.clear()
    outcomes = await pair.shim.call(member)
    assert outcomes == await pair.simulated.call(member)
    if version(member.since) > pair.version:
        assert set(outcomes) == {(UnsupportedError, member.since)}
    else:
        assert member.operations <= {*pair.world.asked, *NOT_OF_AVFAUDIO}


def getter_of(member: Member) -> str:
    """Return the member that reads the key which a stream observes."""
    (key,) = member.operations
    (name,) = (
        each.name
        for each in MEMBERS
        if each.operations == {key} and not each.is_stream and each.owner is member.owner
    )
    return name


@pytest.mark.parametrize(
    "member", [each for each in MEMBERS if each.is_stream], ids=lambda each: each.name
)
async def test_a_stream_has_the_same_item(pair: Pair, member: Member) -> None:
    heard = await pair.shim.hear(member)
    (event,) = member.operations
    if version(member.since) > pair.version:
        assert heard == (UnsupportedError, member.since)
    elif event.endswith("Notification"):
        assert heard == await pair.simulated.hear(member)
    else:  # a key's value is what iOS says then
        assert heard == await getattr(member.owner(pair.shim.session), getter_of(member))()
