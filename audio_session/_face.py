"""What the asyncio and the blocking face of a session share: everything that does not wait."""

from __future__ import annotations

import contextlib
import threading
import warnings
from typing import TYPE_CHECKING, TypeVar

from ._core import Core
from .activation import ActivationStatus
from .errors import ActivationDeniedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ._owners import Holder
    from .activation import ActivationResult
    from .configuration import AudioSessionConfiguration
    from .devices import AudioDevice
    from .events import (
        AudioDevicesChangedEvent,
        AudioInterruptionEvent,
        AudioServiceEvent,
        AudioSessionState,
        BecomingNoisyEvent,
        OtherAudioEvent,
        VolumeChangedEvent,
    )
    from .platforms import Capability
    from .platforms._contract import Driver
    from .streams import EventStream

DEFAULT_OWNER = "default"

Face = TypeVar("Face", bound="SessionFace")

_shared: Core | None = None
_faces: dict[type[SessionFace], SessionFace] = {}
_shared_lock = threading.RLock()  # re-entrant: a signal handler may ask between two bytecodes


def shared_face(kind: type[Face]) -> Face:
    """Return the process's one session, made anew after it was closed or the process forked."""
    global _shared  # noqa: PLW0603 - the OS has one audio session, and so has the process
    with _shared_lock:
        if _shared is None or _shared.closed:
            _shared = Core()
        face = _faces.get(kind)
        if face is None or face._core is not _shared:
            face = _faces[kind] = kind(core=_shared)
        assert isinstance(face, kind)  # noqa: S101 - it is filed under its own type
        return face


@contextlib.contextmanager
def sharing(core: Core) -> Iterator[None]:
    """Let ``core`` be the process's one session for a while, and nothing but it be left of that."""
    before = _swap(core)
    try:
        yield
    finally:
        ours = _swap(before)
        if ours is not None and ours is not core:
            ours.close()


def _swap(core: Core | None) -> Core | None:
    global _shared
    with _shared_lock:
        previous, _shared = _shared, core
        return previous


class SessionFace:
    """The part of :class:`AudioSession` that both faces have in common."""

    _is_own = False  # the core was made for this face: nobody else has it to close

    def __init__(
        self,
        platform: str | None = None,
        *,
        driver: Driver | None = None,
        application_name: str = "",
        server: str = "",
        core: Core | None = None,
    ) -> None:
        """Make a session of its own; apps want ``instance()``, which shares the process's one.

        ``platform`` names one (``"linux"``, ``"local"``, ``"simulated-android:34"``); None takes it
        from ``AUDIO_SESSION_PLATFORM`` or the running OS. ``driver`` gives one instead, such as a
        simulated device's. ``application_name`` is what the OS may show to the user; ``server`` is
        the address of the sound server, where there are several. Nothing is opened yet. What was
        opened has to be closed: a session of its own that is dropped without warns.
        """
        self._core = core or Core(
            platform, driver=driver, application_name=application_name, server=server
        )
        self._is_own = core is None

    def __del__(self) -> None:
        # Only a warning: leases and readers of its streams may be in use still.
        if self._is_own and self._core.selection is not None and not self._core.closed:
            warnings.warn(
                "a session was dropped without close(), and so keeps its threads and its "
                "connection; use `with`",
                ResourceWarning,
                stacklevel=2,
                source=self,
            )

    def _attach(self) -> None:
        """See to it that this face's events are delivered where they are read."""
        raise NotImplementedError

    # ---- State --------------------------------------------------------------------------------

    @property
    def configuration(self) -> AudioSessionConfiguration | None:
        """The configuration in force, or None before the first."""
        return self._core.configuration

    @property
    def is_configured(self) -> bool:
        """Whether the session was configured."""
        return self._core.configuration is not None

    @property
    def state(self) -> AudioSessionState:
        """Where the session stands between the app and the OS, now."""
        return self._core.state

    @property
    def warnings(self) -> tuple[str, ...]:
        """What was noticed that is no error, such as a configuration's hints; one sentence each."""
        return self._core.warnings

    @property
    def configuration_drift(self) -> str:
        """How the OS's session differs from what was configured, in one sentence; ``""`` if not.

        Other code in the process may set the category as well. Noticed on iOS, which has one
        category a process; ``reassert()`` puts it back. It is also logged, in :attr:`warnings`,
        and told by :attr:`configuration_drift_stream`.
        """
        return self._core.configuration_drift

    @property
    def platform_name(self) -> str | None:
        """The platform in use; None before the session first needed one."""
        selection = self._core.selection
        return selection.platform.name if selection is not None else None

    @property
    def capabilities(self) -> frozenset[Capability]:
        """What the platform in use can really do; empty before the session first needed one."""
        return self._core.capabilities

    @property
    def closed(self) -> bool:
        """Whether the session is closed, or belongs to the parent of a forked process."""
        return self._core.closed

    def owners(self) -> tuple[str, ...]:
        """Return who in the app holds the session, in the order of activation."""
        return self._core.owners()

    # ---- Streams ------------------------------------------------------------------------------

    @property
    def configuration_stream(self) -> EventStream[AudioSessionConfiguration]:
        """Every configuration, beginning with the one in force."""
        self._attach()
        return self._core.configuration_stream

    @property
    def configuration_drift_stream(self) -> EventStream[str]:
        """Every change of :attr:`configuration_drift`; ``""`` once it is as it was configured.

        iOS is asked whenever the route changes and when the app comes to the front: what moves no
        route is noticed then.
        """
        self._attach()
        return self._core.configuration_drift_stream

    @property
    def interruption_event_stream(self) -> EventStream[AudioInterruptionEvent]:
        """Begins and ends of interruptions, strictly alternating."""
        self._attach()
        return self._core.interruption_event_stream

    @property
    def becoming_noisy_event_stream(self) -> EventStream[BecomingNoisyEvent]:
        """Sound is about to leave headphones for a loudspeaker: pause."""
        self._attach()
        return self._core.becoming_noisy_event_stream

    @property
    def devices_changed_event_stream(self) -> EventStream[AudioDevicesChangedEvent]:
        """Devices that came or went."""
        self._attach()
        return self._core.devices_changed_event_stream

    @property
    def devices_stream(self) -> EventStream[frozenset[AudioDevice]]:
        """The set of devices, beginning with the current one."""
        self._attach()
        return self._core.devices_stream

    @property
    def state_stream(self) -> EventStream[AudioSessionState]:
        """Every change of :attr:`state`."""
        self._attach()
        return self._core.state_stream

    @property
    def service_event_stream(self) -> EventStream[AudioServiceEvent]:
        """The OS's audio service died or came back."""
        self._attach()
        return self._core.service_event_stream

    @property
    def other_audio_event_stream(self) -> EventStream[OtherAudioEvent]:
        """Other apps' audio started or stopped."""
        self._attach()
        return self._core.other_audio_event_stream

    @property
    def volume_event_stream(self) -> EventStream[VolumeChangedEvent]:
        """The volume of the current output changed."""
        self._attach()
        return self._core.volume_event_stream

    # ---- Frame loops and urgency --------------------------------------------------------------

    def use_manual_dispatch(self) -> None:
        """Deliver events only inside :meth:`dispatch_pending`: for frame loops (Kivy, pygame).

        To be called before anything else; ``RuntimeError`` once a thread delivers.
        """
        self._core.pump.use_app()

    def dispatch_pending(self) -> int:
        """Deliver what waits, on the calling thread; return how many events the OS had reported.

        Callbacks run inside this call. Called inside one of them it does nothing and returns 0.
        """
        return self._core.pump.dispatch_pending()

    def fileno(self) -> int:
        """Return a descriptor that polls readable while events wait; never read from it."""
        return self._core.pump.fileno()

    def use_urgent_dispatch(self, enabled: bool = True) -> None:
        """Also deliver on the main thread between two bytecodes, as soon as an event comes.

        For an app whose main thread computes for long stretches. Callbacks then interrupt the app's
        code at any point, as a signal handler does: they should do as little as one. They do not
        interrupt the session's own code, nor what has less than 100 calls left to the recursion
        limit. Needs CPython 3.13 or newer, :class:`~audio_session.errors.UnsupportedError` below.
        """
        self._core.pump.use_urgent(enabled)


def chosen(
    devices: Iterable[AudioDevice], *, include_inputs: bool, include_outputs: bool
) -> frozenset[AudioDevice]:
    """Return the inputs, the outputs, or both."""
    return frozenset(
        device
        for device in devices
        if (include_inputs and device.is_input) or (include_outputs and device.is_output)
    )


class LeaseFace:
    """The part of a lease that both faces have in common.

    Truthy while it was granted and is not released; whether the app may play at this moment is
    ``session.state``. A lease that is dropped without release warns, and releases.
    """

    def __init__(self, core: Core, holder: Holder) -> None:
        self._core = core
        self._holder = holder
        self._requested = False
        self.result: ActivationResult | None = None
        """The OS's first answer; None before it was asked."""

    @property
    def owner(self) -> str:
        """Who holds it."""
        return self._holder.owner

    @property
    def released(self) -> bool:
        """Whether it was given back."""
        return self._holder.released

    def __bool__(self) -> bool:
        decided = self._holder.decided
        return not self.released and decided.done() and bool(decided.result())

    def __del__(self) -> None:
        if not self._requested or self.released or self._core.closed:
            return
        decided = self._holder.decided
        self._core.drop(self._holder)
        if decided.done() and not decided.result():
            return  # it was denied, so there is nothing that anybody forgot
        warnings.warn(
            f"the lease of {self.owner!r} was dropped without release(); use `with`",
            ResourceWarning,
            stacklevel=2,
            source=self,
        )


def checked(answer: ActivationResult, *, raise_if_denied: bool) -> ActivationResult:
    """Return the answer, or raise it if it is a denial and the caller asked for that."""
    if raise_if_denied and answer.status is ActivationStatus.DENIED:
        raise ActivationDeniedError(answer)
    return answer
