"""The session for programs without an event loop (Kivy, pygame, plain threads).

The same session as :class:`audio_session.AudioSession`, and the same core: a lease taken here and
one taken there are leases on one OS session. Every method may be called from any thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ._arguments import boolean, time_limit
from ._face import DEFAULT_OWNER, LeaseFace, SessionFace, checked, chosen, shared_face
from ._owners import Holder, Overrides
from .activation import GRANTED
from .errors import ActivationTimeoutError

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from concurrent.futures import Future
    from typing import Any, Self

    from typing_extensions import Unpack

    from ._core import Core
    from .activation import ActivationOverrides, ActivationResult
    from .configuration import AudioSessionConfiguration
    from .devices import AudioDevice

T = TypeVar("T")


class AudioSession(SessionFace):
    """The app's share of the operating system's one audio session, for code that blocks.

    Callbacks run on a dispatcher thread, or inside :meth:`dispatch_pending` after
    :meth:`use_manual_dispatch`. The methods are those of :class:`audio_session.AudioSession`.
    """

    @classmethod
    def instance(cls) -> Self:
        """Return the process's session, the same object each time. Any thread; opens nothing yet.

        After :meth:`close`, and in a forked child, it is a new one.
        """
        return shared_face(cls)

    def configure(self, configuration: AudioSessionConfiguration, *, strict: bool = False) -> None:
        """Say what the app plays; see :meth:`audio_session.AudioSession.configure`."""
        self._attach()
        self._core.configure(configuration, strict=strict).result()

    def reassert(self) -> None:
        """Apply the configuration in force once more; nothing if there is none.

        See :meth:`audio_session.AudioSession.reassert`.
        """
        self._attach()
        self._core.reassert().result()

    def set_active(
        self,
        active: bool,
        *,
        owner: str = DEFAULT_OWNER,
        timeout: float | None = None,
        raise_if_denied: bool = False,
        **overrides: Unpack[ActivationOverrides],
    ) -> ActivationResult:
        """Ask the OS for the right to play, or give it back; truthy only if granted.

        See :meth:`audio_session.AudioSession.set_active`.
        """
        self._attach()
        limit = time_limit("timeout", timeout)
        if boolean("active", active):
            holder = Holder(owner, Overrides.given(overrides))
            answer = _request(self._core, holder, limit, named=True)
        else:
            options = Overrides.given(overrides).av_audio_session_set_active_options
            answer = _in_time(self._core.release_named(owner, options), limit)
        return checked(answer, raise_if_denied=raise_if_denied)

    def activate(
        self,
        owner: str = DEFAULT_OWNER,
        *,
        linger: float = 0.0,
        timeout: float | None = None,
        raise_if_denied: bool = False,
        **overrides: Unpack[ActivationOverrides],
    ) -> Lease:
        """Ask the OS, and return a lease: ``with session.activate("game") as lease``.

        See :meth:`audio_session.AudioSession.activate`. Look at the lease's truth or its
        ``result`` before you play.
        """
        self._attach()
        limit = time_limit("timeout", timeout)
        lease = Lease(self._core, Holder(owner, Overrides.given(overrides), linger))
        lease._ask(limit)
        assert lease.result is not None  # noqa: S101 - asked just above
        checked(lease.result, raise_if_denied=raise_if_denied)
        return lease

    def get_devices(
        self, *, include_inputs: bool = True, include_outputs: bool = True
    ) -> frozenset[AudioDevice]:
        """Read the devices from the OS; an empty set where it tells of none."""
        self._attach()
        devices = self._core.get_devices().result()
        return chosen(devices, include_inputs=include_inputs, include_outputs=include_outputs)

    def open(self) -> None:
        """Choose and open the platform now; see :meth:`audio_session.AudioSession.open`."""
        self._attach()
        self._core.open().result()

    def close(self) -> None:
        """Give everything back, deliver what is left, and end all streams.

        Idempotent; any thread, also inside a callback. Takes up to 10 s if the OS hangs.
        """
        self._core.close()

    def __enter__(self) -> Self:
        try:
            self.open()
        except BaseException:
            self.close()  # or its threads would stay: nobody leaves what was not entered
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _attach(self) -> None:
        self._core.pump.use_thread()


class Lease(LeaseFace):
    """One owner's claim on the session. Made by :meth:`AudioSession.activate`."""

    def _ask(self, timeout: float | None) -> None:
        self._requested = True
        self.result = _request(self._core, self._holder, timeout)

    def granted(self, timeout: float | None = None) -> ActivationResult:
        """Block until a delayed lease is granted, or denied for good; return which.

        ``timeout`` is in seconds, None for none. Raises
        :class:`~audio_session.errors.ActivationTimeoutError`; the lease goes on waiting then, until
        it is released. On the thread that delivers events, inside a callback or where the app
        dispatches, it would not hear of it: ``RuntimeError`` if it is to wait there without end.
        """
        limit, decided = time_limit("timeout", timeout), self._holder.decided
        if limit is None and not decided.done() and self._core.pump.is_fed_here():
            raise RuntimeError(
                "granted() would stop the thread that delivers the event it waits for; go on, and "
                "look at bool(lease) when state_stream says ACTIVE, or call it on another thread"
            )
        return _in_time(decided, limit)

    def release(self) -> ActivationResult:
        """Give it back. Idempotent."""
        if self.released or self._core.closed:
            self._holder.released = True
            return GRANTED
        return self._core.release(self._holder).result()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def wait(call: Coroutine[Any, Any, T]) -> T:
    """Block until a call of a low-level manager is answered: ``wait(manager.get_mode())``.

    For ``AndroidAudioManager``, ``AVAudioSession`` and ``AVAudioApplication`` over a blocking
    session; their streams block without it. Returns or raises what the call does. Any thread but
    one that runs an event loop: there it is a ``RuntimeError``, as the loop would stop.
    """
    import asyncio  # noqa: PLC0415 - most programs without a loop never need it

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(call)
    call.close()
    raise RuntimeError("wait() would stop this thread's event loop; write `await` instead")


def _request(
    core: Core, holder: Holder, timeout: float | None, *, named: bool = False
) -> ActivationResult:
    try:
        return _in_time(core.activate(holder, named=named), timeout)
    except BaseException:
        core.release(holder)
        raise


def _in_time(answer: Future[T], timeout: float | None) -> T:
    try:
        return answer.result(timeout)
    except TimeoutError as error:
        raise ActivationTimeoutError(f"the OS did not answer within {timeout} s") from error
