"""What a session does about each of its platform's notices. On the pump, but where it says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._pump import WAKE
from .events import (
    AudioServiceEvent,
    BecomingNoisyEvent,
    OtherAudioEvent,
    VolumeChangedEvent,
)
from .platforms._signals import (
    Ask,
    DevicesChanged,
    Drift,
    Focus,
    HeldInDoubt,
    ServiceReset,
    Several,
)

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

    from ._activator import Activator
    from ._core import Core
    from ._native import Event
    from .platforms import Platform
    from .platforms._signals import Notice


class Notices:
    """The part of one session's core that takes notices in."""

    def __init__(self, core: Core, activator: Activator, lock: threading.Lock) -> None:
        self._core = core
        self._activator = activator
        self._lock = lock
        # What the driver reported while it was opened: no platform was there to understand it yet.
        self._early: list[Event] = []
        self.drift = ""
        """How the OS's configuration differs from the session's; see :meth:`note_drift`."""
        self._takers: dict[type[Any], Callable[[Any], object]] = {
            Focus: activator.take,
            DevicesChanged: lambda _: core.devices_changed(),
            HeldInDoubt: lambda _: activator.doubt(),
            AudioServiceEvent: self._take_service,
            ServiceReset: self._take_reset,
            Drift: self._take_drift,
            Ask: self._take_question,
            Several: self._take_several,
            BecomingNoisyEvent: lambda e: core.publish(core.becoming_noisy_event_stream, e),
            OtherAudioEvent: lambda e: core.publish(core.other_audio_event_stream, e),
            VolumeChangedEvent: lambda e: core.publish(core.volume_event_stream, e),
        }

    def read(self, events: list[Event]) -> None:
        """Take in what the driver reported, as soon as there is a platform to understand it."""
        if self._early:
            events, self._early = [*self._early, *events], []
        selection = self._core.selection
        if selection is None:
            self._early += (event for event in events if event.kind != WAKE)
            return
        platform, takers = selection.platform, self._takers
        for event in events:
            if event.kind == WAKE:
                continue
            try:
                notice = platform.translate(event)
            except Exception:  # noqa: BLE001 - one event that makes no sense must not cost the others
                _log_not_understood(platform, event)
                continue
            if notice is not None:
                takers[type(notice)](notice)

    def forget_early(self) -> None:
        """Drop what was reported so far, as its driver could not be opened. On the worker."""
        self._early.clear()

    def take(self, notice: Notice) -> None:
        """Take in one notice."""
        self._takers[type(notice)](notice)

    def _take_several(self, several: Several) -> None:
        for notice in several.notices:
            self.take(notice)

    def _take_service(self, event: AudioServiceEvent) -> None:
        self._activator.service_available = event.available
        self._core.publish(self._core.service_event_stream, event)
        self._core.devices_changed()

    def _take_reset(self, reset: ServiceReset) -> None:
        """Restore everything on the worker, and then say that the service is back."""

        def restore() -> None:
            try:
                with reset.around():
                    self._restore()
            finally:
                back = AudioServiceEvent(available=True, text=reset.text)
                self._core.post(lambda: self._take_service(back))

        self._core.work_on(restore)

    def _restore(self) -> None:
        try:
            # Other code's changes are gone as well.
            self._core.apply_configuration()
        finally:
            self._activator.restore()

    def _take_question(self, ask: Ask) -> None:
        def question() -> None:
            # Taken on the worker, so that no later call of it makes the answer an old one.
            notice = ask.question()
            if notice is not None:
                self.take(notice)

        self._core.work_on(question)

    def _take_drift(self, drift: Drift) -> None:
        if not self._activator.service_available:
            return  # the service forgot it: nobody changed it, and it will be restored
        with self._lock:
            is_news = self.note_drift(drift.text)
        if is_news and drift.text:
            import logging  # noqa: PLC0415 - 12 ms that only this case has to pay

            logging.getLogger("audio_session").warning("%s", drift.text)

    def note_drift(self, text: str) -> bool:
        """Tell how the OS's configuration differs, if that is news. The caller holds the lock."""
        if text == self.drift:
            return False
        self.drift = text
        self._core.publish(self._core.configuration_drift_stream, text)
        return True


def _log_not_understood(platform: Platform, event: Event) -> None:
    import logging  # noqa: PLC0415 - 12 ms that only this case has to pay

    logging.getLogger("audio_session").exception(
        "%s: event %r was not understood", platform.name, event
    )
