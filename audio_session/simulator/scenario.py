"""Focus scenarios: the grammar of the operations, and a runner that plays them to the arbiter.

One operation is a line of words::

    req CLIENT UID GAIN FLAGS TARGETSDK CONTENTTYPE [force]
    abandon CLIENT        die CLIENT          suspend UID
    call                  callend             tick
    play UID CONTENTTYPE [aaudio]             stop UID

``req`` asks with usage MEDIA; FLAGS is 1 (delayed focus accepted) plus 2 (pauses on a duckable
loss); ``force`` forces ducking. ``play`` starts one player more of that app with usage MEDIA,
``stop`` ends all of them, ``tick`` lets 2 s pass.
"""

from __future__ import annotations

from typing import NamedTuple

from .clock import Clock
from .constants import (
    AUDIOFOCUS_FLAG_DELAY_OK,
    AUDIOFOCUS_FLAG_PAUSES_ON_DUCKABLE_LOSS,
    AUDIOFOCUS_GAIN,
    AUDIOFOCUS_GAIN_TRANSIENT_EXCLUSIVE,
)
from .focus import FocusArbiter
from .playback import FocusRequest, Player

TICK_SECONDS = 2.0
MAX_FLAGS = AUDIOFOCUS_FLAG_DELAY_OK | AUDIOFOCUS_FLAG_PAUSES_ON_DUCKABLE_LOSS
MAX_INT = 2**31 - 1
GRAMMAR = (
    "req CLIENT UID GAIN FLAGS TARGETSDK CONTENTTYPE [force], abandon CLIENT, die CLIENT, call, "
    "callend, suspend UID, play UID CONTENTTYPE [aaudio], stop UID, tick"
)


class ScenarioError(ValueError):
    """A scenario that breaks the grammar; the text names the place and the rule."""


class Outcome(NamedTuple):
    """What one operation did, in the terms of a scenario file.

    ``result`` is the arbiter's answer, ``None`` where the operation has none. ``events`` are
    (client, focus change) in dispatch order, ``stack`` the clients from bottom to top; the uids
    are those ducked and faded out by the framework, ascending.
    """

    result: int | None
    events: tuple[tuple[str, int], ...]
    stack: tuple[str, ...]
    ducked_uids: tuple[int, ...]
    faded_uids: tuple[int, ...]


class ScenarioRunner:
    """Plays operations to a fresh arbiter of API level ``api`` (21 to 37)."""

    def __init__(self, api: int) -> None:
        self._events: list[tuple[str, int]] = []
        self._clock = Clock()
        self._arbiter = FocusArbiter(
            api, self._clock, lambda client, change: self._events.append((client, change))
        )

    def run(self, operation: str) -> Outcome:
        """Run one operation; raises :class:`ScenarioError` if it is not in the grammar."""
        self._events.clear()
        result = self._run(operation.split())
        # What the framework posts to its handler without a delay belongs to this operation.
        self._clock.advance()
        playback = self._arbiter.playback
        return Outcome(
            result,
            tuple(self._events),
            self._arbiter.stack,
            playback.ducked_uids,
            playback.faded_uids,
        )

    def _run(self, words: list[str]) -> int | None:
        arbiter = self._arbiter
        match words:
            case ["req", client, *numbers] if len(numbers) == 5:
                return arbiter.request(_request(client, numbers))
            case ["req", client, *numbers, "force"] if len(numbers) == 5:
                return arbiter.request(_request(client, numbers), force_duck=True)
            case ["abandon", client]:
                return arbiter.abandon(client)
            case ["call"]:
                return arbiter.call_started()
            case ["callend"]:
                return arbiter.call_ended()
            case _:
                self._run_without_result(words)
                return None

    def _run_without_result(self, words: list[str]) -> None:
        playback = self._arbiter.playback
        match words:
            case ["die", client]:
                self._arbiter.process_died(client)
            case ["suspend", uid]:
                self._arbiter.suspend(_number("UID", uid))
            case ["play", uid, content_type]:
                playback.players.append(_player(uid, content_type, aaudio=False))
            case ["play", uid, content_type, "aaudio"]:
                playback.players.append(_player(uid, content_type, aaudio=True))
            case ["stop", uid]:
                for player in playback.players_of(_number("UID", uid)):
                    playback.stop(player)
            case ["tick"]:
                self._clock.advance(TICK_SECONDS)
            case _:
                raise ScenarioError(f"{' '.join(words)!r} is no operation; known: {GRAMMAR}")


def _number(name: str, text: str, lowest: int = 0, highest: int = MAX_INT) -> int:
    number = int(text) if text.isascii() and text.isdecimal() else -1
    if not lowest <= number <= highest:
        raise ScenarioError(f"{name} {text!r} must be a whole number, {lowest} to {highest}")
    return number


def _request(client: str, numbers: list[str]) -> FocusRequest:
    uid, gain, flags, target_sdk, content_type = numbers
    return FocusRequest(
        client,
        _number("UID", uid),
        _number("GAIN", gain, AUDIOFOCUS_GAIN, AUDIOFOCUS_GAIN_TRANSIENT_EXCLUSIVE),
        _number("FLAGS", flags, 0, MAX_FLAGS),
        _number("TARGETSDK", target_sdk, 1),
        content_type=_number("CONTENTTYPE", content_type),
        process=client,
    )


def _player(uid: str, content_type: str, *, aaudio: bool) -> Player:
    return Player(_number("UID", uid), _number("CONTENTTYPE", content_type), aaudio=aaudio)
