"""The compiled seam: the core's channel and the native drivers."""

from collections.abc import Callable
from threading import Thread
from typing import Final, SupportsFloat, final

from audio_session.platforms._contract import Operation, Scalar

def drivers() -> tuple[str, ...]:
    """Name the drivers that this build holds, in order of preference."""

def add_driver(capsule: object, /) -> str:
    """Take in a driver that another extension module of this build holds; returns its name.

    ``capsule`` is a ``PyCapsule`` named ``"audio_session.driver"``. Again for the same driver does
    nothing.

    Raises ``ValueError`` for any other object, and
    :class:`~audio_session.errors.AudioSessionError` if there is another driver of that name.
    """

@final
class Event:
    """One event as its driver emitted it.

    ``kind`` is an index into the driver's ``events``; ``flags``, ``code`` and ``value`` mean what
    the driver says. ``time_ns`` is the monotonic clock at the time it was emitted. ``sequence``
    counts the delivered events of a channel, from 1 without gaps. ``collapsed`` says how many older
    events of this kind were lost to make room before this one.
    """

    @property
    def kind(self) -> int: ...
    @property
    def flags(self) -> int: ...
    @property
    def code(self) -> int: ...
    @property
    def value(self) -> int: ...
    @property
    def time_ns(self) -> int: ...
    @property
    def sequence(self) -> int: ...
    @property
    def collapsed(self) -> int: ...
    def __init__(
        self,
        kind: int,
        flags: int = 0,
        code: int = 0,
        value: int = 0,
        *,
        time_ns: int = 0,
        sequence: int = 0,
        collapsed: int = 0,
    ) -> None: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Channel:
    """The event queue between a driver and its consumer: bounded, one wake-up a burst.

    ``capacity`` is how many events it holds, a power of two from 2 to 65536. Once it is full, the
    newest event of each kind is kept with a count of those it replaced; whoever emits never waits.

    The channel is also the ``emit`` of a driver written in Python. Consumers use one of
    :meth:`drain` after :meth:`wait` in a thread, :meth:`fileno` in an event loop, or
    :meth:`set_urgent`. In a forked child it refuses with
    :class:`~audio_session.errors.SessionClosedError`, and drops what is emitted into it.
    """

    def __new__(cls, capacity: int = 256) -> Channel: ...
    def __call__(self, kind: int, flags: int, code: int, value: int, /) -> None:
        """Emit one event, from any thread. After :meth:`shut` it does nothing.

        Raises ``OverflowError`` or ``TypeError`` for a number that is not a 32-bit unsigned
        (``kind``, ``flags``) or 64-bit signed integer (``code``, ``value``), and ``ValueError`` for
        a ``kind`` from 32 on.
        """

    def fileno(self) -> int:
        """Return a descriptor that polls readable while events wait, and for ever once shut.

        Only poll it. An event loop has to remove its reader when :attr:`closed` is true.
        """

    def drain(self, limit: int = 256) -> list[Event]:
        """Take up to ``limit`` events in order, without waiting.

        Only an empty list says that no more wait, and that the next one makes :meth:`fileno`
        readable again; until then it stays readable. So deliver, and drain again. What was emitted
        before :meth:`shut` can still be taken after it.
        """

    def wait(self, timeout: SupportsFloat | None = None) -> bool:
        """Wait until events wait or the channel is shut; false after ``timeout`` seconds.

        Other threads run meanwhile. In the main thread a signal's handler runs at once, in the rare
        case that it came while this fell asleep within a second; what it raises comes out of here.
        """

    def set_urgent(self, callback: Callable[[], bool | None] | None, /) -> None:
        """Have ``callback`` called on the main thread, between bytecodes, as a burst begins.

        It runs like a signal handler, even if the main thread is busy, once a burst: it should
        :meth:`drain` until nothing comes, or no next burst begins. Where it returns True it is
        called again a few bytecodes later. ``KeyboardInterrupt`` and ``SystemExit`` come up in what
        the main thread runs; all else that it raises goes to ``sys.unraisablehook``. ``None`` takes
        it away, as :meth:`shut` does.

        Raises :class:`~audio_session.errors.UnsupportedError` before CPython 3.13.
        """

    def shut(self) -> None:
        """Drop what is emitted from now on, and wake whoever waits. Idempotent, from any thread.

        When it returns no emit is running.
        """

    @property
    def closed(self) -> bool:
        """Whether it was shut, the interpreter is shutting down, or it is a forked parent's."""

    @property
    def lost(self) -> int:
        """How many events were lost to make room since it was made."""

@final
class NativeDriver:
    """A driver of this build: :class:`~audio_session.platforms._contract.Driver` in native code.

    ``name`` is one of :func:`drivers`. ``application_name`` is what the OS may show to the user;
    ``server`` is the address of the OS's service, ``None`` for its default. Every method can be
    called from any thread, and lets other threads run while it waits for the OS.

    Raises :class:`~audio_session.errors.ServiceUnavailableError` if the build has no such driver.
    """

    @property
    def name(self) -> str: ...
    @property
    def operations(self) -> dict[str, Operation]: ...
    @property
    def events(self) -> tuple[str, ...]: ...
    def __new__(
        cls, name: str, *, application_name: str, server: str | None = None
    ) -> NativeDriver: ...
    def open(self, channel: Channel) -> None:
        """Open the OS's service, which then emits into ``channel``; again after :meth:`close`.

        An open driver is kept alive until it is closed, at the latest as the interpreter exits.

        Raises :class:`~audio_session.errors.ServiceUnavailableError` with what is missing and what
        to do, :class:`~audio_session.errors.SessionClosedError` for a channel that is shut,
        :class:`~audio_session.errors.AudioSessionError` if it is open already.
        """

    def call(self, operation: str, /, *arguments: Scalar) -> Scalar:
        """Run one of :attr:`operations`. A JSON document comes back as text.

        Raises ``TypeError`` for arguments that do not fit the signature (a bool is no int),
        ``OverflowError`` for an int of more than 64 bits, ``ValueError`` for a value that the
        operation does not take, :class:`~audio_session.errors.SessionClosedError` if the driver is
        not open, and the other classes of :mod:`audio_session.errors` for what the OS answers.
        """

    def close(self) -> None:
        """Close the OS's service; returns once no call and no emit is running. Idempotent.

        Calls that begin meanwhile raise :class:`~audio_session.errors.SessionClosedError`; those
        that are on their way are waited for. At the interpreter's end open drivers are closed, and
        their calls waited for, for up to 5 s in all.
        """

def end_before_exit(thread: Thread, /) -> None:
    """Have the interpreter's end wait for a thread that drains a channel; up to 5 s in all.

    By then the channel is shut, and the thread has to end when it sees that.
    """

def android_set_host(vm: int, context: int = 0, class_loader: int = 0, /) -> None:
    """Hand over a JavaVM that the Android driver cannot find by itself.

    ``vm`` is the address of a ``JavaVM``; ``context`` and ``class_loader`` are references of the
    calling thread to an ``android.content.Context`` and to a class loader that holds the bridge's
    classes (0 on a phone: they come out of the driver's own dex). 0 for ``vm`` takes it all back.

    Raises :class:`~audio_session.errors.UnsupportedError` in a build without the Android driver,
    :class:`~audio_session.errors.NativeError` while a driver is open.
    """

def android_has_vm() -> bool:
    """Whether the Android driver can find a JavaVM now; False in a build without it."""

__test__: Final[dict[str, str]]
