"""The simulated phones refuse what is no phone: the value, the rule and the fix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from arguments import (
    NO_BOOLEANS,
    NO_LENGTHS,
    NO_NUMBERS,
    NO_OBJECTS,
    NO_TEXTS,
    check_error,
    refusal_of,
)

from audio_session.android import AndroidAudioDeviceType as Kind
from audio_session.android import AndroidStreamType as Stream
from audio_session.simulator import AndroidDevice
from audio_session.simulator.iphone import IPhone

if TYPE_CHECKING:
    from collections.abc import Callable

NO_API = ("x", 34.0, True, None, [34], 20, 38, 99, -1, 2**40)
NO_PROFILE = ("watch", "", *NO_TEXTS)
CASES: list[tuple[Callable[..., Any], dict[str, Any], str, tuple[Any, ...]]] = [
    (AndroidDevice, {}, "api", NO_API),
    (AndroidDevice, {}, "target_sdk", ("x", 34.0, True, [34], 0, 38, 99, -1, 2**40)),
    (AndroidDevice, {}, "profile", NO_PROFILE),
    (AndroidDevice().app, {}, "name", NO_TEXTS),
    (AndroidDevice().app, {"name": "a"}, "target_sdk", ("x", 34.0, True, 0, 38)),
    (AndroidDevice().app, {"name": "a"}, "uid", ("x", 1.0, True, -1, 2**31)),
    (AndroidDevice().own.request_focus, {}, "gain", ("x", 1.0, True, 0, 5, 9)),
    (AndroidDevice().own.request_focus, {}, "usage", NO_NUMBERS),
    (AndroidDevice().own.request_focus, {}, "content_type", NO_NUMBERS),
    (AndroidDevice().own.play, {}, "usage", NO_NUMBERS),
    (AndroidDevice().own.play, {}, "content_type", NO_NUMBERS),
    (AndroidDevice().own.record, {}, "source", NO_NUMBERS),
    (AndroidDevice().plug, {}, "kind", (*NO_NUMBERS, Kind.BUILTIN_SPEAKER, Kind(99), Kind(2**40))),
    (AndroidDevice().connect_bluetooth, {}, "name", NO_TEXTS),
    (AndroidDevice().connect_bluetooth, {}, "address", NO_TEXTS),
    (AndroidDevice().deny_next, {}, "code", NO_NUMBERS),
    (AndroidDevice().set_volume, {"index": 1}, "stream", (*NO_NUMBERS, Stream(6), Stream(99))),
    (AndroidDevice(25).set_volume, {"index": 1}, "stream", (Stream.ACCESSIBILITY,)),
    (AndroidDevice().set_volume, {"stream": 3}, "index", NO_NUMBERS),
    (AndroidDevice().set_ringer_mode, {}, "mode", (*NO_NUMBERS, -1, 3)),
    (AndroidDevice().advance, {}, "seconds", (*NO_LENGTHS, None)),
    (AndroidDevice().delay_next_grant, {}, "seconds", (*NO_LENGTHS, None)),
    (IPhone, {}, "version", ("17.2", 17.2, True, None, 12, 27, 99)),
    (IPhone, {}, "version", ((17,), (17, 2, 1), (17, "2"), (17, 2.0), (True, 0), (26, 3), (12, 9))),
    (IPhone, {}, "profile", NO_PROFILE),
    (IPhone, {}, "strict", NO_BOOLEANS),
    (IPhone().app, {}, "name", (*NO_OBJECTS[1:], *NO_TEXTS)),
]


def test_what_a_phone_is_too_old_for_says_which_one_is_not() -> None:
    for function, given, name in (
        (AndroidDevice(25).plug, {"kind": Kind.USB_HEADSET}, "kind"),
        (AndroidDevice(25).connect_bluetooth, {"le": True}, "le"),
    ):
        with pytest.raises(ValueError, match=r"came with API level .+ has 25; fix: ") as caught:
            function(**given)  # type: ignore[operator]
        check_error(caught.value, name, given[name])


@pytest.mark.parametrize(("function", "given", "name", "values"), CASES)
async def test_what_is_no_phone_is_refused(
    function: Callable[..., Any], given: dict[str, Any], name: str, values: tuple[Any, ...]
) -> None:
    for value in values:
        check_error(await refusal_of(function, given | {name: value}), name, value)


def test_what_an_app_was_built_for_may_be_older_or_newer_than_the_phone() -> None:
    assert AndroidDevice(30, target_sdk=16).own.target_sdk == 16
    assert AndroidDevice(30, target_sdk=37).app("other").target_sdk == 30


def test_an_iphone_takes_its_version_as_one_number_or_two() -> None:
    assert IPhone(17).version == (17, 0)
    assert IPhone((17, 2)).version == (17, 2)
