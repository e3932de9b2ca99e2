"""AVAudioSession and AVAudioApplication refuse what no iOS can be told, before iOS hears of it."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from arguments import (
    HUGE,
    NO_BOOLEANS,
    NO_FRACTIONS,
    NO_LENGTHS,
    NO_NUMBERS,
    NO_OBJECTS,
    Argument,
    Inside,
    Kind,
    arguments_of,
)
from sessions import ProbedDriver, settle

import audio_session as aus
from audio_session import AVAudioApplication, AVAudioSession
from audio_session.simulator.iphone import IPhone

if TYPE_CHECKING:
    from audio_session import AudioSession

NO_INTS = (*NO_NUMBERS, 1 << 63, HUGE)
NO_NAMES = (3, None, b"bytes", "", "two\nlines", "x" * 300, ["a"])
MICROPHONE = aus.AVAudioSessionPortDescription(
    port_type=aus.AVAudioSessionPort.BUILT_IN_MIC, port_name="", uid="Built-In Microphone"
)
FRONT = aus.AVAudioSessionDataSourceDescription(data_source_id=1, data_source_name="Front")


def optional(kind: Kind) -> Kind:
    return Kind(kind.good, tuple(bad for bad in kind.bad if bad is not None))


def constant(kind: Any) -> Kind:
    other = aus.AVAudioSessionPromptStyle.NORMAL
    return Kind(next(iter(kind)), (*NO_INTS, other, kind(1 << 63)))


def bits(kind: Any) -> Kind:
    return optional(Kind(kind(1), (*NO_INTS, -1, aus.AVAudioSessionPromptStyle.NORMAL)))


def name(kind: Any) -> Kind:
    return Kind(next(iter(kind)), NO_NAMES)


PORT = Kind(
    MICROPHONE,
    (*NO_OBJECTS, None, FRONT, Inside(replace(MICROPHONE, uid=3), ".uid", 3)),  # type: ignore[arg-type]
)
SOURCE = Kind(
    FRONT,
    (
        *(*NO_OBJECTS, None, MICROPHONE),
        Inside(replace(FRONT, data_source_id="1"), ".data_source_id", "1"),  # type: ignore[arg-type]
        Inside(replace(FRONT, data_source_id=HUGE), ".data_source_id", HUGE),
    ),
)
KINDS = {
    "SessionFace | None": Kind(None, NO_OBJECTS),
    "bool": Kind(True, NO_BOOLEANS),
    "int": Kind(1, (*NO_INTS, 0, -1)),
    "float": Kind(0.5, (*NO_LENGTHS, None)),
    "AVAudioSessionPortDescription": PORT,
    "AVAudioSessionPortDescription | None": optional(PORT),
    "AVAudioSessionDataSourceDescription": SOURCE,
    "AVAudioSessionDataSourceDescription | None": optional(SOURCE),
    "AVAudioSessionCategory": name(aus.AVAudioSessionCategory),
    "AVAudioSessionMode": name(aus.AVAudioSessionMode),
    "AVAudioSessionMode | None": optional(name(aus.AVAudioSessionMode)),
    "AVAudioSessionPolarPattern | None": optional(name(aus.AVAudioSessionPolarPattern)),
    "AVAudioSessionCategoryOptions | None": bits(aus.AVAudioSessionCategoryOptions),
    "AVAudioSessionSetActiveOptions | None": bits(aus.AVAudioSessionSetActiveOptions),
    "AVAudioSessionRouteSharingPolicy | None": optional(
        constant(aus.AVAudioSessionRouteSharingPolicy)
    ),
    "AVAudioSessionMicrophoneInjectionMode": constant(aus.AVAudioSessionMicrophoneInjectionMode),
    "AVAudioSessionPortOverride": constant(aus.AVAudioSessionPortOverride),
    "AVAudioStereoOrientation": constant(aus.AVAudioStereoOrientation),
    "AVAudioSessionIOType": constant(aus.AVAudioSessionIOType),
}
ARGUMENTS = arguments_of(AVAudioSession, KINDS) + arguments_of(AVAudioApplication, KINDS)


@pytest.fixture
def driver() -> ProbedDriver:
    return ProbedDriver(IPhone((26, 0)).driver())


@pytest.mark.parametrize("argument", ARGUMENTS, ids=str)
async def test_a_bad_value_is_refused_before_ios_hears_of_it(
    session: AudioSession, driver: ProbedDriver, argument: Argument
) -> None:
    manager = argument.owner(session)
    if argument.function == "__init__":
        await argument.check(argument.owner)
    else:
        await argument.check(getattr(manager, argument.function))
    settle(session)
    assert driver.calls == []
    assert await AVAudioSession(session).get_system_version() == "26.0"


@pytest.mark.parametrize("argument", ARGUMENTS, ids=str)
async def test_a_good_value_reaches_ios(
    session: AudioSession, driver: ProbedDriver, argument: Argument
) -> None:
    """Or the bad ones would be refused for another reason than their own."""
    if argument.function != "__init__":
        with contextlib.suppress(aus.NativeError):  # iOS's own answer
            await getattr(argument.owner(session), argument.function)(**argument.good())
        assert driver.count("operatingSystemVersion") == 1


def test_there_are_many() -> None:
    assert len({argument.function for argument in ARGUMENTS}) > 20


async def test_a_gain_is_a_fraction(session: AudioSession, driver: ProbedDriver) -> None:
    for bad in NO_FRACTIONS:
        with pytest.raises((TypeError, ValueError), match=r"^gain = .*: it must be .*; fix: "):
            await AVAudioSession(session).set_input_gain(bad)  # type: ignore[arg-type]
    assert driver.calls == []


async def test_what_is_too_new_is_named_as_the_caller_knows_it() -> None:
    async with aus.AudioSession("simulated-ios:16.0") as session:
        with pytest.raises(aus.UnsupportedError) as caught:
            await AVAudioApplication(session).is_input_muted()
    assert str(caught.value) == (
        "AVAudioApplication.is_input_muted [inputMuted] needs iOS 17.0; this phone has 16.0"
    )
