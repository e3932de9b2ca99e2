"""Each operation on the simulated driver and on the real one above the framework: same answers."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any

import pytest
from pair import Pair

from audio_session.platforms._android_table import OPERATIONS

if TYPE_CHECKING:
    from host import Host

    from audio_session.platforms._contract import Scalar

MEDIA = (1, 2, 0, -1, -1, -1, -1)
STEREO = (2, 48000, 12, 0)
SAMPLES: dict[str, list[tuple[Scalar, ...]]] = {
    "checkPermission": [("android.permission.RECORD_AUDIO",), ("android.permission.CAMERA",)],
    "getDevices": [(1,), (2,), (3,)],
    "setMode": [(3,), (0,)],
    "setSpeakerphoneOn": [(True,), (False,)],
    "setMicrophoneMute": [(True,), (False,)],
    "getStreamVolume": [(0,), (3,), (99,)],
    "setStreamVolume": [(3, 5, 0), (3, 99, 0)],
    "getStreamMaxVolume": [(0,), (3,), (4,)],
    "getStreamMinVolume": [(0,), (3,)],
    "adjustStreamVolume": [(3, 1, 0), (3, -1, 0)],
    "isStreamMute": [(3,)],
    "setRingerMode": [(1,), (2,)],
    "setBluetoothScoOn": [(True,), (False,)],
}


def letters(operation: str) -> str:
    return next(o.signature.partition(":")[0] for o in OPERATIONS if o.name == operation)


CASES = [
    (operation.name, sample)
    for operation in OPERATIONS
    for sample in SAMPLES.get(operation.name, [()] if not letters(operation.name) else [])
]


def normal(value: Any) -> Any:
    """Drop what means nothing: the order of numbers (Android has them in sets), a float's tail."""
    match value:
        case dict():
            return {key: normal(each) for key, each in value.items()}
        case [int(), *_]:
            return sorted(value)
        case list():
            return [normal(each) for each in value]
        case float():
            return struct.unpack("f", struct.pack("f", value))[0]
    return value


def read(answer: object) -> Any:
    is_json = isinstance(answer, str) and answer[:1] in {"[", "{"}
    return normal(json.loads(answer)) if is_json else answer


@pytest.mark.parametrize(("operation", "arguments"), CASES)
def test_answers_are_the_same(host: Host, operation: str, arguments: tuple[Scalar, ...]) -> None:
    with Pair(host) as pair:
        simulated, hosted = map(read, pair.call(operation, *arguments))
    assert hosted == simulated
