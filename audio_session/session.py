"""The session for asyncio programs. :mod:`audio_session.blocking` is its twin without a loop."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

from . import _core
from ._arguments import boolean, time_limit
from ._face import DEFAULT_OWNER, LeaseFace, SessionFace, checked, chosen, shared_face
from ._owners import Holder, Overrides
from .activation import GRANTED
from .errors import ActivationTimeoutError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Generator
    from concurrent.futures import Future
    from typing import Self

    from typing_extensions import Unpack

    from ._core import Core
    from .activation import ActivationOverrides, ActivationResult
    from .configuration import AudioSessionConfiguration
    from .devices import AudioDevice

T = TypeVar("T")


class AudioSession(SessionFace):
    """The app's share of the operating system's one audio session.

    Every part of an app gets the same one from :meth:`instance`. Callbacks run on the event loop
    that uses the session (on a dispatcher thread once a second loop or the blocking face uses it
    too). Calls into the OS run one after another on a worker thread and never stall the loop.
    """

    @classmethod
    def instance(cls) -> Self:
        """Return the process's session, the same object each time. Any thread; opens nothing yet.

        After :meth:`close`, and in a forked child, it is a new one.
        """
        return shared_face(cls)

    async def configure(
        self, configuration: AudioSessionConfiguration, *, strict: bool = False
    ) -> None:
        """Say what the app plays. It is checked first, and never activates the session.

        ``strict`` makes errors of what is only documented but was never seen to fail. Raises
        :class:`~audio_session.errors.ConfigurationError` with all findings at once; nothing has
        changed then. What is no error ends up in :attr:`warnings`.
        """
        self._attach()
        await asyncio.wrap_future(self._core.configure(configuration, strict=strict))

    async def reassert(self) -> None:
        """Apply the configuration in force once more; nothing if there is none.

        For when other code has changed the OS's one session: :attr:`configuration_drift` says so.
        Raises :class:`~audio_session.errors.NativeError` where the OS refuses.
        """
        self._attach()
        await asyncio.wrap_future(self._core.reassert())

    async def set_active(
        self,
        active: bool,
        *,
        owner: str = DEFAULT_OWNER,
        timeout: float | None = None,
        raise_if_denied: bool = False,
        **overrides: Unpack[ActivationOverrides],
    ) -> ActivationResult:
        """Ask the OS for the right to play, or give it back; truthy only if granted.

        ``overrides`` are upstream's ``av_audio_session_set_active_options``,
        ``android_audio_focus_gain_type``, ``android_audio_attributes``,
        ``android_will_pause_when_ducked`` and ``fallback_configuration``, and ``accept_delayed``:
        see :class:`~audio_session.activation.ActivationOverrides`. They hold for this activation;
        asking again with others asks the OS again. The session stays active until every ``owner``
        that activated it has deactivated. ``timeout`` is in seconds, None for none.

        A denial is a falsy result, with a reason; ``raise_if_denied`` makes it an
        :class:`~audio_session.errors.ActivationDeniedError`. Raises
        :class:`~audio_session.errors.ActivationTimeoutError` if the OS did not answer in time; what
        it grants later is given back, as it is where the caller is cancelled.
        """
        self._attach()
        limit = time_limit("timeout", timeout)
        if boolean("active", active):
            holder = Holder(owner, Overrides.given(overrides))
            answer = await _request(self._core, holder, limit, named=True)
        else:
            options = Overrides.given(overrides).av_audio_session_set_active_options
            answer = await _in_time(_uncancelled(self._core.release_named(owner, options)), limit)
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
        """Return a lease on the session: ``async with session.activate("player") as lease``.

        Awaiting it (or entering it) asks the OS; leaving it releases. The OS session goes down
        with the last lease, ``linger`` seconds later, so that a short gap does not make other apps
        start and stop. With ``accept_delayed`` a request during a call is put off rather than
        denied, and :meth:`Lease.granted` waits for it. The rest as in :meth:`set_active`.
        """
        self._attach()
        limit = time_limit("timeout", timeout)
        holder = Holder(owner, Overrides.given(overrides), linger)
        return Lease(self._core, holder, timeout=limit, raise_if_denied=raise_if_denied)

    async def get_devices(
        self, *, include_inputs: bool = True, include_outputs: bool = True
    ) -> frozenset[AudioDevice]:
        """Read the devices from the OS; an empty set where it tells of none."""
        self._attach()
        devices = await asyncio.wrap_future(self._core.get_devices())
        return chosen(devices, include_inputs=include_inputs, include_outputs=include_outputs)

    async def open(self) -> None:
        """Choose and open the platform now, rather than at the first use.

        Raises :class:`~audio_session.errors.ServiceUnavailableError` or
        :class:`~audio_session.errors.UnsupportedError` if one was asked for and cannot be had.
        """
        self._attach()
        await _uncancelled(self._core.open())

    async def close(self) -> None:
        """Give everything back, deliver what is left, and end all streams.

        Idempotent. Takes up to 10 s if the OS hangs. Cancelled, it ends the streams at once, and
        the rest is given back all the same.
        """
        if not self._core.forked:
            try:
                async with asyncio.timeout(_core.CLOSE_LIMIT):
                    await _uncancelled(self._core.shut_down())
            except TimeoutError:
                _core.warn_of_hanging_close()
            finally:  # also where it is cancelled: those who read the streams must not wait on
                self._core.finish()

    async def __aenter__(self) -> Self:
        try:
            await self.open()
        except BaseException:
            await self.close()  # or its threads would stay: nobody leaves what was not entered
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def _attach(self) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return  # called before the loop runs; the first await attaches
        self._core.pump.use_loop(loop)


class Lease(LeaseFace):
    """One owner's claim on the session. Made by :meth:`AudioSession.activate`.

    Truthy while it was granted and is not released; whether the app may play at this moment is
    ``session.state``. A lease that is dropped without release warns, and releases.
    """

    def __init__(
        self, core: Core, holder: Holder, *, timeout: float | None, raise_if_denied: bool
    ) -> None:
        super().__init__(core, holder)
        self._timeout = timeout
        self._raise_if_denied = raise_if_denied

    async def granted(self, timeout: float | None = None) -> ActivationResult:
        """Wait until a delayed lease is granted, or denied for good; return which.

        ``timeout`` is in seconds, None for none. Raises
        :class:`~audio_session.errors.ActivationTimeoutError`; the lease goes on waiting then, until
        it is released.
        """
        limit = time_limit("timeout", timeout)
        await self
        return await _in_time(_uncancelled(self._holder.decided), limit)

    async def release(self) -> ActivationResult:
        """Give it back. Idempotent."""
        if self.released or not self._requested or self._core.closed:
            self._holder.released = True
            return GRANTED
        return await _uncancelled(self._core.release(self._holder))

    def __await__(self) -> Generator[object, None, Self]:
        return self._ask().__await__()

    async def _ask(self) -> Self:
        if not self._requested:
            self._requested = True
            self.result = await _request(self._core, self._holder, self._timeout)
            checked(self.result, raise_if_denied=self._raise_if_denied)
        return self

    async def __aenter__(self) -> Self:
        return await self

    async def __aexit__(self, *_: object) -> None:
        await self.release()


async def _request(
    core: Core, holder: Holder, timeout: float | None, *, named: bool = False
) -> ActivationResult:
    asked: Future[ActivationResult] = core.activate(holder, named=named)
    try:
        return await _in_time(asyncio.wrap_future(asked), timeout)
    except BaseException:
        core.release(holder)
        raise


def _uncancelled(future: Future[T]) -> asyncio.Future[T]:
    # Others may wait for the same, or nobody may be left to do it: it is not cancelled with us.
    return asyncio.shield(asyncio.wrap_future(future))


async def _in_time(answer: Awaitable[T], timeout: float | None) -> T:
    try:
        async with asyncio.timeout(timeout):
            return await answer
    except TimeoutError as error:
        raise ActivationTimeoutError(f"the OS did not answer within {timeout} s") from error
