"""An audio service that throws from any call of any operation: told as it is, nothing half done."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from host import Thrown
from hosted import HostedDevice
from test_operations import SAMPLES, effects, letters

from audio_session._native import Channel
from audio_session.errors import NativeError, PermissionDeniedError
from audio_session.platforms._android_table import OPERATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from host import Host

    from audio_session.platforms._contract import Scalar

PERMISSION = "android.permission.OF_THE_TEST"
TEXT = f"no \U0001f3a7 without {PERMISSION}."
EXCEPTIONS = {"java.lang.IllegalStateException": "", "java.lang.SecurityException": PERMISSION}
BEFORE: dict[str, tuple[str, tuple[Scalar, ...]]] = {
    "abandonAudioFocus": ("requestAudioFocus", SAMPLES["requestAudioFocus"][0]),
}
"""What makes an operation ask the service at all."""
ASKS_NOBODY = {
    # The bridge's own.
    *("getSdkInt", "getTargetSdkVersion"),
    # AudioManager remembers these, some levels from the start.
    *("getDevices", "isVolumeFixed", "getVolumeGroupIdForAttributes"),
}
SWALLOWED = {
    ("getAudioDevicesForAttributes", "getDevicesForAttributesUnprotected"),
    ("getSpatializer", "getSpatializerImmersiveAudioLevel"),
    ("isVolumeFixed", "Resources.getBoolean"),
}
"""Operations in which AudioManager and Spatializer catch whatever comes out of a call."""
HERE = [
    operation.name
    for operation in OPERATIONS
    if int(operation.since or 0) <= int(os.environ["AUDIO_SESSION_FRAMEWORK"])
]
NEW_EACH_TIME = "generateAudioSessionId"


class Seat:
    """A phone with an open driver, and what it asks the audio service."""

    def __init__(self, host: Host, operation: str) -> None:
        self.host = host
        self.phone = HostedDevice(host)
        self.driver = self.phone.driver()
        self.driver.open(Channel())
        if operation in BEFORE:
            self.driver.call(BEFORE[operation][0], *BEFORE[operation][1])

    def __enter__(self) -> Seat:
        return self

    def __exit__(self, *_: object) -> None:
        self.driver.close()

    def call(self, operation: str, arguments: tuple[Scalar, ...]) -> object:
        """Return the answer, or the error; what is posted to loopers waits for :meth:`settle`."""
        try:
            return self.driver.native.call(operation, *arguments)
        except NativeError as error:
            return error

    def asked(self, operation: str, arguments: tuple[Scalar, ...]) -> tuple[list[str], object]:
        """Do it; return the service calls that it makes, and what it leaves behind."""
        calls: dict[str, None] = {}
        world = self.host.world

        def note(method: str, given: list[object]) -> object:
            calls[method] = None
            return world(method, given)

        self.host.world = note
        outcome = self.call(operation, arguments)
        self.host.world = world
        return list(calls), self.left_by(operation, outcome)

    def left_by(self, operation: str, outcome: object) -> object:
        """Return what can be compared of an outcome."""
        self.phone.settle()
        if isinstance(outcome, NativeError):
            outcome = outcome.domain, str(outcome)
        return operation == NEW_EACH_TIME or outcome, effects(self.phone)

    def faults_of(
        self, operation: str, arguments: tuple[Scalar, ...], call: str
    ) -> Iterator[tuple[str, object]]:
        """Let a service call throw one exception after the other; those that reach it."""
        for exception in EXCEPTIONS:
            self.host.faults[call] = Thrown(exception, TEXT)
            outcome = self.call(operation, arguments)
            if self.host.faults.pop(call, None) is None:
                yield exception, outcome
            self.phone.settle()


@pytest.mark.parametrize("name", HERE)
def test_a_call_that_throws_does_nothing_and_says_so(host: Host, name: str) -> None:
    arguments = SAMPLES[name][name == "setRingerMode"] if letters(name) else ()
    with Seat(host, name) as seat:
        calls, expected = seat.asked(name, arguments)
    with Seat(host, name) as seat:
        before, met = effects(seat.phone), 0
        for call in calls:
            for exception, outcome in seat.faults_of(name, arguments, call):
                met += 1
                assert effects(seat.phone) == before, f"{exception} from {call}"
                if (name, call) not in SWALLOWED:
                    assert isinstance(outcome, NativeError), f"{exception} from {call}: {outcome}"
                    assert outcome.domain == exception
                    assert f"{name}: Android threw {exception}: {TEXT}" in str(outcome)
                    permission = getattr(outcome, "permission", "")
                    assert permission == EXCEPTIONS[exception]
                    assert isinstance(outcome, PermissionDeniedError) is bool(permission)
        assert seat.left_by(name, seat.call(name, arguments)) == expected
    assert met or name in ASKS_NOBODY
