"""Whatever a driver answers about its devices: they are read, or it is a NativeError."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio_session.devices import AudioDevice
from audio_session.errors import NativeError
from audio_session.platforms.android import AndroidPlatform
from audio_session.platforms.ios import IosPlatform
from audio_session.platforms.linux import LinuxPlatform

if TYPE_CHECKING:
    from collections.abc import Iterator

PORT = '{"UID": "1", "portType": "Speaker", "portName": null}'
SENSIBLE = {
    "getDevices": '[{"id": 1, "type": 2, "isSource": false, "isSink": true, "address": ""}]',
    "get_devices": '[{"id": "a", "type": "speaker", "name": "b", "description": "c",'
    ' "is_input": false, "is_output": true, "is_default": true}]',
    "currentRoute": f'{{"inputs": [{PORT}], "outputs": [{PORT}]}}',
    "availableInputs": f"[{PORT}, {PORT}]",
}
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=9), st.just(10**400)
)
VALUES = st.one_of(SCALARS, st.lists(SCALARS, max_size=2), st.just({}), st.just([{}]))


class Answering:
    """A driver that answers with documents."""

    name, events = "answering", ()

    def __init__(self) -> None:
        self.answers: dict[str, object] = dict(SENSIBLE)

    def call(self, operation: str, /, *_arguments: object) -> object:
        return self.answers[operation]


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each container inside a document with each of its keys or indexes."""
    if isinstance(value, (dict, list)):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield value, key
            yield from places(value[key])


PLATFORMS = [
    (AndroidPlatform, "getDevices"),
    (LinuxPlatform, "get_devices"),
    (IosPlatform, "currentRoute"),
    (IosPlatform, "availableInputs"),
]


@pytest.mark.parametrize(("platform", "operation"), PLATFORMS)
@given(data=st.data())
def test_devices_of_an_answer_with_a_fault(platform: Any, operation: str, data: Any) -> None:
    driver = Answering()
    assert platform(driver).devices()
    document = json.loads(SENSIBLE[operation])
    container, key = data.draw(st.sampled_from(list(places(document))))
    if data.draw(st.booleans()):
        container[key] = data.draw(VALUES)
    else:
        del container[key]
    driver.answers[operation] = json.dumps(document)
    with contextlib.suppress(NativeError):
        assert all(type(device) is AudioDevice for device in platform(driver).devices())


@pytest.mark.parametrize(("platform", "operation"), PLATFORMS)
@given(answer=st.one_of(SCALARS, VALUES.map(json.dumps)))
def test_devices_of_any_answer(platform: Any, operation: str, answer: object) -> None:
    driver = Answering()
    driver.answers[operation] = answer
    with contextlib.suppress(NativeError):
        assert all(type(device) is AudioDevice for device in platform(driver).devices())
