"""Obtains the right to play from the OS, keeps it for all owners, and gives it back.

The calls that may block run on the session's worker, one after another; the OS's events come in
from the pump at the same time. State is guarded by the session's lock, which is never held during
an OS call.
"""

from __future__ import annotations

import contextlib
import time
from concurrent.futures import InvalidStateError
from typing import TYPE_CHECKING, Any

from ._owners import Holder, Holders
from ._state import Effect, Machine, Outcome, Signal
from .activation import GRANTED, ActivationResult, ActivationStatus, DenialReason, denied
from .configuration import DuckPolicy
from .errors import ActivationDeniedError, NativeError, ServiceUnavailableError, UnsupportedError
from .events import AudioInterruptionEvent, AudioInterruptionReason, AudioSessionState

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterable

    from .configuration import AudioSessionConfiguration
    from .ios import AVAudioSessionSetActiveOptions
    from .platforms import Platform
    from .platforms._signals import Focus

# A tuple finds a member by identity; a set would call Enum's hash, which is slower than all else.
_PLAYABLE = (AudioSessionState.ACTIVE, AudioSessionState.DUCKED)
_ENDS = (Signal.GAIN, Signal.ENDED, Signal.OVER)
_WITHOUT_PROMISE = (AudioSessionState.INACTIVE, AudioSessionState.LOST)
_DELAYED = ActivationResult(
    ActivationStatus.DELAYED, hint="wait for lease.granted(): the OS says when the call has ended"
)


class Activator:
    """The holders of one session, and what the OS granted them together."""

    def __init__(
        self,
        lock: threading.Lock,
        *,
        announce: Callable[[AudioInterruptionEvent | AudioSessionState], object],
        call_later: Callable[[float, Callable[[], object]], Any],
        submit: Callable[[Callable[[], object]], object],
    ) -> None:
        """``announce`` queues what listeners will hear; it is called with the lock held.

        ``call_later(seconds, function)`` runs a function on the worker and returns a timer with
        ``cancel()``; ``submit(function)`` runs it there as soon as it can.
        """
        self._lock = lock
        self._announce = announce
        self._call_later = call_later
        self._submit = submit
        self._platform: Platform | None = None
        self._machine = Machine()
        self._holders = Holders()
        self._named: dict[str, Holder] = {}
        self._held: AudioSessionConfiguration | None = None
        # Each request to the OS has a number. Events of an older one are dropped; while one is not
        # answered yet, all wait in `_early` for the answer.
        self._generation = 0
        self._in_flight: int | None = None
        self._asking_since = self._held_since = 0.0  # time.monotonic() as a request began
        self._early: list[Focus] = []
        # The end of an interruption that waits until the OS was asked whether we may play again.
        self._resuming: Focus | None = None
        self._in_doubt = False
        self._lingering: Any = None
        self.service_available = True
        """Whether the OS's audio service answers, as far as it was reported."""
        self._seq = 0
        self._reason = AudioInterruptionReason.UNKNOWN  # of the interruption that is open

    @property
    def state(self) -> AudioSessionState:
        """Where the session stands now."""
        return self._machine.state

    @property
    def was_granted(self) -> bool:
        """Whether the OS ever granted or delayed a request of this session."""
        return self._generation > 0

    def owners(self) -> tuple[str, ...]:
        """Return who holds the session. The caller holds the lock."""
        return self._holders.owners()

    # ---- On the worker ------------------------------------------------------------------------

    def activate(
        self,
        holder: Holder,
        platform: Platform,
        configuration: AudioSessionConfiguration,
        *,
        named: bool,
    ) -> ActivationResult:
        """Ask the OS on behalf of ``holder``, as far as what is held does not cover it."""
        self._platform = platform
        wanted = holder.overrides.apply(configuration)
        with self._lock:
            if holder.released:
                return self._withdraw(holder)
            replaced = self._named.get(holder.owner) if named else None
            request = self._holders.combined(wanted, without=replaced)
            answer = self._answer_without_os(request)
            if answer is None:
                self._begin_asking()
        if answer is None:
            answer = self._ask(platform, request)
        if answer.status is not ActivationStatus.DENIED:
            answer = self._keep(holder, wanted, answer, replaced, named=named)
        # A delayed claim stays undecided: the OS will tell.
        if answer.status is not ActivationStatus.DELAYED:
            decide([holder], answer)
        self._settle()
        return answer

    def _keep(
        self,
        holder: Holder,
        wanted: AudioSessionConfiguration,
        answer: ActivationResult,
        replaced: Holder | None,
        *,
        named: bool,
    ) -> ActivationResult:
        with self._lock:
            if not holder.released:
                self._stop_lingering()
                self._holders.add(holder, wanted)
                if named:
                    self._named[holder.owner] = holder
                if replaced is not None:
                    self._holders.remove(replaced)
                return answer
        # Given up while the OS was asked: what that granted goes back, if nobody else holds it.
        if self._lingering is None:
            self._deactivate_if_unused()
        return self._withdraw(holder)

    def _answer_without_os(self, request: AudioSessionConfiguration) -> ActivationResult | None:
        """Answer from what is held already, or return None: the OS must be asked."""
        if not self.service_available or self._in_doubt:
            return None  # what is held may be gone; let the OS say so itself
        waits = request.android_accepts_delayed_focus_gain
        # The OS sees no difference where only our own wish to wait differs.
        if self._held is None or request != self._held.replace(
            android_accepts_delayed_focus_gain=waits
        ):
            return None
        if self.state in _PLAYABLE:
            return GRANTED
        if self.state is AudioSessionState.DELAYED and waits:
            return _DELAYED
        return None

    def _begin_asking(self) -> None:
        """Let events wait for the answer to a request. The caller holds the lock."""
        self._in_flight = self._generation + 1
        self._asking_since = time.monotonic()

    def _ask(
        self,
        platform: Platform,
        request: AudioSessionConfiguration,
        *,
        ended: Focus | None = None,
    ) -> ActivationResult:
        """Ask the OS; a grant ends an interruption as ``ended`` says, else as the app's own act."""
        generation = self._generation + 1
        answer: ActivationResult | None = None
        try:
            answer = platform.request(request, generation)
        except ServiceUnavailableError as error:
            answer = unavailable(error)
        except (NativeError, UnsupportedError) as error:
            answer = _refused(error)
        finally:
            with self._lock:
                self._in_flight, early, self._early = None, self._early, []
                granted = answer is not None and answer.status is ActivationStatus.GRANTED
                if granted and ended is None and self.state is AudioSessionState.PAUSED:
                    # The OS may have said how it ended, and that is as good as its own answer.
                    said = next((each for each in early if each.asks_again), None)
                    ended, self._resuming = self._resuming or said, None
                if answer is not None and answer.status is not ActivationStatus.DENIED:
                    self._generation = generation
                    self._held, self._held_since = request, self._asking_since
                    self._in_doubt = False
                    if ended is None:
                        self._feed(Signal.GRANTED if granted else Signal.DELAYED)
                if ended is not None:
                    self._feed(Signal.GAIN if granted else Signal.ENDED, ended)
                # Also the older request's, where this one was refused: then that one still holds.
                for notice in early:
                    self._take(notice)
        return answer

    def _resume(self, notice: Focus) -> None:
        """Ask the OS again, as it wants where an interruption has ended, and tell of the end."""
        with self._lock:
            held = self._held
            if self._resuming is not notice or held is None:
                return  # something else has happened meanwhile
            self._begin_asking()
            self._resuming = None
        assert self._platform is not None  # noqa: S101 - it gave what is held
        self._ask(self._platform, held, ended=notice)
        self._settle()

    def restore(self) -> None:
        """Ask anew for what is held: the OS's service is back and has forgotten it."""
        with self._lock:
            held, platform = self._held, self._platform
            playable = self.state in _PLAYABLE
            self._resuming = None
            if held is None or platform is None or not playable:
                # Its end would have come to a session that is no more.
                self._feed(Signal.OVER)
                return
            self._begin_asking()
        answer = self._ask(platform, held)
        if answer.status is ActivationStatus.DENIED:
            with self._lock:
                self._feed(Signal.LOSS)
        self._settle()

    def release(
        self, holder: Holder, options: AVAudioSessionSetActiveOptions | None = None
    ) -> ActivationResult:
        """Take a claim back; with the last one the OS session goes down, after its linger."""
        with self._lock:
            held = holder in self._holders
            self._holders.remove(holder)
            if self._named.get(holder.owner) is holder:
                del self._named[holder.owner]
            last = held and not len(self._holders)
        self._withdraw(holder)
        if not last:
            return GRANTED
        if holder.linger > 0:
            self._lingering = self._call_later(holder.linger, self._deactivate_if_unused)
            return GRANTED
        return self._deactivate(options)

    def _withdraw(self, holder: Holder) -> ActivationResult:
        answer = withdrawn("it was released before it was granted")
        decide([holder], answer)
        return answer

    def _stop_lingering(self) -> None:
        if self._lingering is not None:
            self._lingering.cancel()
            self._lingering = None

    def release_named(
        self, owner: str, options: AVAudioSessionSetActiveOptions | None
    ) -> ActivationResult:
        """Take back what ``owner`` activated by name; granted also if there was nothing."""
        holder = self._named.get(owner)
        if holder is None:
            return GRANTED
        holder.released = True
        return self.release(holder, options)

    def release_all(self) -> None:
        """Take every claim back, for good."""
        with self._lock:
            holders = self._holders.clear()
            self._named.clear()
        for holder in holders:
            holder.released = True
        try:
            self._deactivate()
        finally:
            decide(holders, withdrawn("the session was closed"))

    def forget(self) -> None:
        """Let the platform clean up after a permanent loss that the app has heard of."""
        if self._platform is not None and self.state is AudioSessionState.LOST:
            self._platform.forget()

    def _deactivate_if_unused(self) -> None:
        with self._lock:
            self._lingering = None
            unused = not len(self._holders)
        if unused:
            self._deactivate()

    def _deactivate(
        self, options: AVAudioSessionSetActiveOptions | None = None
    ) -> ActivationResult:
        answer = GRANTED
        with self._lock:
            held, lost = self._held, self.state is AudioSessionState.LOST
        if self._platform is not None and (held is not None or lost):
            if options is None and held is not None:
                options = held.av_audio_session_set_active_options
            try:
                self._platform.release(options)
            except ServiceUnavailableError:
                answer = GRANTED  # a dead service holds nothing of ours
            except ActivationDeniedError as error:
                answer = error.result
            except NativeError as error:
                answer = _refused(error)
        with self._lock:
            self._held = self._resuming = None
            self._feed(Signal.RELEASED)
        return answer

    # ---- On the pump --------------------------------------------------------------------------

    def take(self, notice: Focus) -> None:
        """Take in what the OS reported."""
        with self._lock:
            if self._in_flight is not None:
                # Whether it still counts, the answer to the request under way decides: Android
                # tells the listener that is being replaced of its loss before it returns.
                self._early.append(notice)
                return
            self._take(notice)
            is_settled = not self._holders.waiting()
        if not is_settled:
            self._settle()

    def _take(self, notice: Focus) -> None:
        """Take in what the OS reported, in the order of things. The caller holds the lock."""
        if notice.generation is None:
            if (
                notice.signal is Signal.BEGAN
                and 0.0 < notice.timestamp < self._held_since
                and self.state in _PLAYABLE
            ):
                return  # it came before the request that was granted since
        elif notice.generation != self._generation:
            return  # of a request that was replaced: Android may deliver it seconds late
        if self._resuming is not None and notice.signal in _ENDS:
            return  # it has ended already, and the OS is about to be asked
        self._resuming = None
        if notice.asks_again and self.state is AudioSessionState.PAUSED:
            self._resuming = notice
            self._submit(lambda: self._resume(notice))
            return
        self._feed(notice.signal, notice)

    def doubt(self) -> None:
        """Let the next activation ask the OS, even for what is held."""
        self._in_doubt = True

    def activated_by_others(self, since: float) -> None:
        """Take in that somebody else activated the session (CallKit), after ``since``.

        That is a ``time.monotonic()``: of what the OS took before, it may be told only now.
        """
        with self._lock:
            if self._held is not None:
                ended, self._resuming = self._resuming, None
                self._in_doubt, self._held_since = False, since
                self._feed(Signal.GRANTED if ended is None else Signal.GAIN, ended)
        self._settle()

    # ---- Both ---------------------------------------------------------------------------------

    def _feed(self, signal: Signal, notice: Focus | None = None) -> None:
        """Apply a signal and queue what follows. The caller holds the lock."""
        if signal is Signal.DUCK and self._pauses_when_ducked():
            signal = Signal.PAUSE
        machine = self._machine
        before = machine.state
        for outcome in machine.feed(signal):
            self._announce(self._interruption(outcome, notice))
        state = machine.state
        if state is AudioSessionState.LOST:
            self._held = None
        if state is not before:
            self._announce(state)

    def _interruption(self, outcome: Outcome, notice: Focus | None) -> AudioInterruptionEvent:
        effect, type_, should_resume, permanent = outcome
        begin = effect is Effect.BEGIN
        if notice is None:
            reason, ducked, native, timestamp = AudioInterruptionReason.OWN, False, None, 0.0
        else:
            reason = notice.reason if begin else self._reason
            ducked = begin and notice.already_ducked
            native, timestamp = notice.native, notice.timestamp
        if begin:
            self._reason = reason
        self._seq += 1
        synthetic = effect is Effect.END_SYNTHETIC
        # In the order of the fields: by name it would take a quarter longer, at every event.
        return AudioInterruptionEvent(
            begin,
            type_,
            should_resume,
            permanent,
            reason,
            synthetic,
            ducked,
            native,
            self._seq,
            timestamp,
        )

    def _pauses_when_ducked(self) -> bool:
        held = self._held
        if held is None or held.duck_policy is DuckPolicy.APP:
            return False
        return held.duck_policy is DuckPolicy.PAUSE or bool(held.android_will_pause_when_ducked)

    def _settle(self) -> None:
        """Decide the delayed claims that the state decides."""
        with self._lock:
            state, waiting = self.state, self._holders.waiting()
        if not waiting:
            return
        if state in _PLAYABLE:
            decide(waiting, GRANTED)
        elif state in _WITHOUT_PROMISE:
            decide(waiting, denied(DenialReason.UNKNOWN, hint="the OS withdrew its promise"))


def decide(holders: Iterable[Holder], answer: ActivationResult) -> None:
    """Tell those who wait for a delayed claim, if they do not know yet."""
    for holder in holders:
        # Worker and pump may both get here: the first to decide is right.
        with contextlib.suppress(InvalidStateError):
            holder.decided.set_result(answer)


def withdrawn(why: str) -> ActivationResult:
    """Return the denial of a claim that was taken back."""
    return denied(DenialReason.WITHDRAWN, hint=why)


def unavailable(error: ServiceUnavailableError) -> ActivationResult:
    """Return the denial that a dead or missing service amounts to."""
    return denied(DenialReason.SERVICE_UNAVAILABLE, native_code=error.code or None, hint=str(error))


def _refused(error: NativeError | UnsupportedError) -> ActivationResult:
    return denied(DenialReason.UNKNOWN, native_code=getattr(error, "code", None), hint=str(error))
