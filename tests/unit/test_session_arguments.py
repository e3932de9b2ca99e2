"""Both faces of a session refuse what is no such argument, before the OS hears of it."""

from __future__ import annotations

import asyncio
import math
import threading
from typing import TYPE_CHECKING, Any

import pytest
from arguments import HUGE, NO_BOOLEANS, NO_LENGTHS, NO_OBJECTS, NO_TEXTS, check_error, refusal_of

import audio_session as aus
from audio_session import blocking
from audio_session.simulator import AndroidDevice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sessions import ProbedDriver

    from audio_session._face import SessionFace

NO_OVERRIDES = {
    "android_audio_focus_gain_type": ("gain", 1.0, aus.AVAudioSessionCategory.PLAYBACK),
    "android_audio_attributes": (*NO_OBJECTS, aus.AudioSessionConfiguration.music()),
    "android_will_pause_when_ducked": ("yes", 1),
    "av_audio_session_set_active_options": ("none", -1),
    "accept_delayed": ("yes", 1),
    "fallback_configuration": (*NO_OBJECTS, aus.AndroidAudioAttributes()),
}
NO_OWNERS = (*NO_TEXTS, "")
NO_LIMITS = ("1", True, [1.0], math.nan)
NO_MEMBERS = {
    "configure": {"configuration": (*NO_OBJECTS, None, {}, aus.AudioSessionConfiguration)},
    "set_active": {"active": NO_BOOLEANS, "owner": NO_OWNERS, "timeout": NO_LIMITS, **NO_OVERRIDES},
    "activate": {
        "owner": NO_OWNERS,
        "linger": (*NO_LENGTHS, None),
        "timeout": NO_LIMITS,
        **NO_OVERRIDES,
    },
}
CASES = [(member, name) for member, names in NO_MEMBERS.items() for name in names]


@pytest.fixture(params=[aus.AudioSession, blocking.AudioSession])
def face(request: pytest.FixtureRequest, driver: ProbedDriver) -> Iterator[SessionFace]:
    """A session by either face."""
    made: SessionFace = request.param(driver=driver)
    yield made
    made._core.close()


@pytest.mark.parametrize(("member", "name"), CASES)
async def test_a_bad_value_is_refused_before_the_os_hears_of_it(
    face: SessionFace, driver: ProbedDriver, member: str, name: str
) -> None:
    function = getattr(face, member)
    for bad in NO_MEMBERS[member][name]:
        for active in (True, False) if member == "set_active" else (None,):
            given = {} if active is None else {"active": active}
            said = await refusal_of(function, given | {name: bad})
            check_error(said, name, bad)
    assert driver.calls == []
    assert face.owners() == ()


@pytest.mark.parametrize("member", ["set_active", "activate"])
async def test_what_is_no_argument_is_named_without_our_own_classes(
    face: SessionFace, member: str
) -> None:
    given: dict[str, Any] = {"active": True} if member == "set_active" else {}
    said = await refusal_of(getattr(face, member), given | {"accept_delay": True})
    assert type(said) is TypeError
    assert str(said) == (
        "'accept_delay' is no argument of an activation; did you mean 'accept_delayed'?"
    )


@pytest.mark.parametrize("limit", [math.inf, 1e30, 10**400, threading.TIMEOUT_MAX])
async def test_a_time_limit_may_have_no_end(face: SessionFace, limit: float) -> None:
    for function, given in ((face.set_active, {"active": True}), (face.activate, {})):  # type: ignore[attr-defined]
        answer = function(**given, timeout=limit)
        if hasattr(answer, "__await__"):
            answer = await answer
        assert answer
        if hasattr(answer, "release"):
            granted, released = answer.granted(timeout=limit), answer.release()
            if hasattr(granted, "__await__"):
                assert await granted
                assert await released


def test_of_a_lease_and_a_subscription_too(ours: blocking.AudioSession) -> None:
    subscription = ours.state_stream.subscribe()
    with ours.activate() as lease:
        for bad in NO_LIMITS:
            for wait in (lease.granted, subscription.get):
                with pytest.raises((TypeError, ValueError), match=r"^timeout = ") as caught:
                    wait(timeout=bad)
                check_error(caught.value, "timeout", bad)
        assert subscription.get(timeout=math.inf) is aus.AudioSessionState.ACTIVE


@pytest.mark.parametrize(
    ("name", "bad"),
    [("maxsize", (0, -1, "5", True, 1.0, HUGE)), ("overflow", ("latest", None, 0))],
)
async def test_of_a_stream(ours: blocking.AudioSession, name: str, bad: tuple[Any, ...]) -> None:
    for value in bad:
        said = await refusal_of(ours.state_stream.subscribe, {name: value})
        check_error(said, name, value)
    assert not ours.state_stream.has_readers


@pytest.mark.parametrize("kind", [aus.AudioSession, blocking.AudioSession])
async def test_of_a_session(kind: type[SessionFace]) -> None:
    device = AndroidDevice()
    for name, bad in (
        ("driver", (*NO_OBJECTS, device, AndroidDevice)),
        ("platform", (3, b"local", device.driver())),
    ):
        for value in bad:
            check_error(await refusal_of(kind, {name: value}), name, value)


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("session", (None, "session", AndroidDevice())),
        ("pause", (None, 1, asyncio.sleep)),
        ("resume", (None, "play")),
        ("is_playing", (True, None)),
        ("set_gain", (0.5, "gain")),
        ("duck_gain", ("0.2", None, True, 1.1)),
    ],
)
async def test_of_an_interruption_handler(
    ours: blocking.AudioSession, name: str, bad: tuple[Any, ...]
) -> None:
    good = {"session": ours, "pause": bool, "resume": bool, "is_playing": bool}
    for value in bad:
        said = await refusal_of(aus.InterruptionHandler, good | {name: value})
        check_error(said, name, value)
    assert not ours.interruption_event_stream.has_readers
