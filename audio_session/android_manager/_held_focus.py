"""The focus that the managers of a session hold, and who hears of it."""

from __future__ import annotations

import itertools
import threading
from typing import TYPE_CHECKING

from .._android_scalars import attribute_scalars
from .._reading import checked
from ..android import AndroidAudioFocus, AndroidAudioFocusRequestResult
from ..errors import NativeError, ServiceUnavailableError
from ..platforms.android import give_back
from ..streams import ends_program

if TYPE_CHECKING:
    from collections.abc import Callable

    from .._native import Event
    from ..platforms._contract import Driver, Scalar
    from .requests import AndroidAudioFocusRequest

FIRST_GENERATION = 1 << 32
"""A manager's focus requests count from here, out of the way of the session's own."""
_FAILED = int(AndroidAudioFocusRequestResult.FAILED)


class HeldFocus:
    """Each request has a listener of its own; the one before is given up only if it was granted.

    :meth:`take` is for where events are delivered, the other methods are for the worker.
    """

    def __init__(
        self,
        tell: Callable[[AndroidAudioFocus], object],
        post: Callable[[Callable[[], object]], object],
        lost: Callable[[int], object],
    ) -> None:
        """``tell`` hears of each change, ``lost`` of the generation that is lost for good.

        ``post`` has a function called where events are delivered.
        """
        self._tell, self._post, self._lost = tell, post, lost
        self._lock = threading.Lock()
        self._generations = itertools.count(FIRST_GENERATION)
        self._standing: dict[int, AndroidAudioFocusRequest] = {}
        self._owed: list[int] = []  # given up, and to be told to Android
        self._asking: int | None = None
        self._waiting: list[Event] = []

    @property
    def is_held(self) -> bool:
        """Whether a request stands."""
        return bool(self._standing)

    def request(
        self, driver: Driver, request: AndroidAudioFocusRequest
    ) -> AndroidAudioFocusRequestResult:
        """Ask, and give the older request up if that worked."""
        generation = next(self._generations)
        with self._lock:
            # Known before the answer: a change may be reported sooner than the answer returns.
            self._standing[generation] = request
            self._asking = generation
        attributes = attribute_scalars(request.audio_attributes)
        operation = "requestAudioFocus"
        answer: Scalar = _FAILED
        try:
            answer = driver.call(
                operation,
                int(request.gain_type),
                *attributes[:3],
                bool(request.will_pause_when_ducked),
                request.accepts_delayed_focus_gain,
                request.force_ducking,
                generation,
                *attributes[3:],
            )
            # What is no answer to be read may have been granted: it stands, to be given back.
            result = AndroidAudioFocusRequestResult(checked(operation, answer, int))
        finally:
            self._answered(generation, answer)
        try:
            give_back(driver, self._owed, self._owed)
        except ServiceUnavailableError:
            raise  # a dead service has forgotten the grant as well
        except NativeError:
            # What was asked for is granted; the older one goes with the next that is given back.
            import logging  # noqa: PLC0415 - 12 ms that only this case has to pay

            logging.getLogger("audio_session").exception("giving the request before this one up")
        return result

    def _answered(self, generation: int, answer: Scalar) -> None:
        with self._lock:
            self._asking = None
            if answer == _FAILED:
                del self._standing[generation]
            elif type(answer) is int:
                self._give_up([old for old in self._standing if old != generation])
            if self._waiting:
                self._post(self._take_waiting)

    def abandon(self, driver: Driver, generation: int | None = None) -> bool:
        """Give one request back, or all; False if there is nothing to give back."""
        with self._lock:
            self._give_up(
                [one for one in self._standing if generation is None or one == generation]
            )
            owes = bool(self._owed)
        give_back(driver, self._owed, self._owed)
        return owes

    def _give_up(self, generations: list[int]) -> None:
        for generation in generations:
            del self._standing[generation]
            self._owed.append(generation)

    def take(self, event: Event) -> None:
        """Take in a change of focus.

        A new request takes focus from the one before, which is in the same app. Only the answer
        tells whether that one is given up, or lost to somebody else: its changes wait for that.
        """
        with self._lock:
            if self._waiting or (self._asking is not None and event.value != self._asking):
                self._waiting.append(event)
                return
        self._deliver(event)

    def _take_waiting(self) -> None:
        with self._lock:
            if self._asking is not None:
                return  # the next answer is waited for
            waiting, self._waiting = self._waiting, []
        for event in waiting:
            self._deliver(event)

    def _deliver(self, event: Event) -> None:
        request = self._standing.get(event.value)
        if request is None:
            return  # the session's own, or of a request that was given up
        change = AndroidAudioFocus(event.code)
        self._tell(change)
        if request.on_audio_focus_changed is not None:
            _guarded(request.on_audio_focus_changed, change)
        if change is AndroidAudioFocus.LOSS:
            # Up to API 27 the loser stays in the stack, and would get focus back unasked.
            self._lost(event.value)


def _guarded(callback: Callable[[AndroidAudioFocus], object], change: AndroidAudioFocus) -> None:
    try:
        callback(change)
    except BaseException as error:
        if ends_program(error):
            raise
        import logging  # noqa: PLC0415 - 12 ms that only this case has to pay

        logging.getLogger("audio_session").exception("on_audio_focus_changed failed")
