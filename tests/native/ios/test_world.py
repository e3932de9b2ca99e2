"""The simulated iPhone answers the same through the shim on GNUstep as it does by itself."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from audio_session._native import Channel, NativeDriver
from audio_session.errors import NativeError, UnsupportedError
from audio_session.ios import AVAudioSessionPort
from audio_session.platforms._ios_table import EVENTS, OPERATIONS
from audio_session.simulator import IPhone

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[2] / "tools")]
from gnustep_world import GnustepWorld  # noqa: E402
from requirements import missing  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audio_session.platforms._contract import Driver, Operation

# Where GNUstep is, `make setup` builds the driver in; without it these tests fail.
pytestmark = pytest.mark.skipif(bool(missing("ios")), reason="this machine lacks GNUstep")
VERSIONS = ((13, 0), (14, 5), (16, 0), (17, 0), (18, 2), (26, 2))


def told(channel: Channel) -> list[tuple[str, int, int, int]]:
    """Return what a driver reported, in order."""
    return [(EVENTS[each.kind], each.flags, each.code, each.value) for each in channel.drain()]


@pytest.fixture(params=VERSIONS, ids=lambda version: "{}.{}".format(*version))
def pair(request: pytest.FixtureRequest) -> Iterator[tuple[IPhone, Driver, IPhone, Driver]]:
    """Two equal phones: one asked by the simulated driver, one through the shim."""
    bare, hosted = IPhone(request.param), IPhone(request.param)
    with GnustepWorld(hosted):
        yield bare, bare.driver(), hosted, NativeDriver("ios", application_name="test")


def arguments_of(driver: Driver, operation: Operation) -> tuple[Any, ...]:
    """Return something that fits the signature, and names what there is."""
    texts = ["AVAudioSessionCategoryPlayAndRecord", "AVAudioSessionModeDefault"]
    number = 1
    if operation.name == "setModeError":
        texts = texts[1:]
    elif operation.name.endswith(("InputError", "DataSourceError", "PolarPatternError")):
        inputs = json.loads(str(driver.call("availableInputs") or "[]"))
        texts = [*(each["UID"] for each in inputs[:1]), "AVAudioSessionPolarPatternOmnidirectional"]
        sources = [source for each in inputs[:1] for source in each["dataSources"] or ()]
        number = sources[-1]["dataSourceID"] if sources else 7
    letters = operation.signature.partition(":")[0].replace("?", "")
    values = {"b": True, "i": number, "d": 0.5}
    return tuple(texts.pop(0) if each == "s" else values[each] for each in letters)


def outcome(driver: Driver, operation: Operation) -> object:
    try:
        value = driver.call(operation.name, *arguments_of(driver, operation))
    except UnsupportedError as error:
        return UnsupportedError, error.since
    except NativeError as error:
        return NativeError, error.domain, error.code, error.name
    kind = operation.signature.partition(":")[2]
    if kind.startswith("j") and value is not None:
        return json.loads(str(value))
    return round(float(value), 6) if kind == "d" and value is not None else value


def test_every_operation_has_the_same_outcome(pair):
    _, simulated, _, shim = pair
    simulated.open(Channel())
    shim.open(Channel())
    try:
        for operation in OPERATIONS:
            assert outcome(shim, operation) == outcome(simulated, operation), operation.name
    finally:
        shim.close()
        simulated.close()


def live(phone: IPhone) -> None:
    """Let things happen to a phone."""
    phone.own.play()
    phone.incoming_call()
    phone.end_call()
    phone.plug(AVAudioSessionPort.HEADPHONES)
    phone.unplug(AVAudioSessionPort.HEADPHONES)
    phone.lose_media_services()
    phone.reset_media_services()


def test_the_same_events_come(pair):
    bare, simulated, hosted, shim = pair
    expected, heard = Channel(), Channel()
    simulated.open(expected)
    shim.open(heard)
    try:
        for phone, driver in ((bare, simulated), (hosted, shim)):
            driver.call("setCategoryError", "AVAudioSessionCategoryPlayback")
            driver.call("setActiveError", True)
            live(phone)
    finally:
        shim.close()
        simulated.close()
    events = told(expected)
    assert told(heard) == events
    assert len(events) > 5
