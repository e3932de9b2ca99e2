"""Category, mode and activation, as ``AVAudioSession`` has them.

``AudioSession`` sets these as well, for all of an app: setting them here is what its
``configuration_drift`` notices.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._arguments import INT64, bits, boolean, constant, name_of
from .._reading import read_texts
from ..ios import (
    AVAudioSessionCategory,
    AVAudioSessionCategoryOptions,
    AVAudioSessionMode,
    AVAudioSessionRouteSharingPolicy,
    AVAudioSessionSetActiveOptions,
)
from ._base import Base, offers

if TYPE_CHECKING:
    from ..streams import EventStream
    from .notifications import AVAudioSessionInterruptionNotification


class Categories(Base):
    """What the app does with sound, and whether it may now."""

    @offers("category")
    async def get_category(self) -> AVAudioSessionCategory:
        """Return the category. Source: AVAudioSession.category."""
        return AVAudioSessionCategory(await self._text("category"))

    @offers(
        "setCategoryError",
        "setCategoryWithOptionsError",
        "setCategoryModeOptionsError",
        "setCategoryModeRouteSharingPolicyOptionsError",
    )
    async def set_category(
        self,
        category: AVAudioSessionCategory,
        options: AVAudioSessionCategoryOptions | None = None,
        mode: AVAudioSessionMode | None = None,
        policy: AVAudioSessionRouteSharingPolicy | None = None,
    ) -> None:
        """Set the category; what is None becomes iOS's default, whatever it was.

        Raises :class:`~audio_session.errors.NativeError` (-50) for what does not go together;
        :func:`~audio_session.validate` tells before. Source: AVAudioSession.setCategory.
        """
        name = name_of("category", category, AVAudioSessionCategory)
        chosen = 0
        if options is not None:
            chosen = bits("options", options, AVAudioSessionCategoryOptions, INT64)
        purpose = str(AVAudioSessionMode.DEFAULT) if mode is None else _mode(mode)
        if policy is not None:
            sharing = constant("policy", policy, AVAudioSessionRouteSharingPolicy, INT64)
            operation = "setCategoryModeRouteSharingPolicyOptionsError"
            await self._call(operation, name, purpose, sharing, chosen)
        elif mode is not None:
            await self._call("setCategoryModeOptionsError", name, purpose, chosen)
        elif options is not None:
            await self._call("setCategoryWithOptionsError", name, chosen)
        else:
            await self._call("setCategoryError", name)

    @offers("availableCategories")
    async def get_available_categories(self) -> tuple[AVAudioSessionCategory, ...]:
        """Return the categories that this device has. Source: AVAudioSession.availableCategories.

        One without a microphone lacks those that record.
        """
        document = await self._call("availableCategories")
        return tuple(map(AVAudioSessionCategory, read_texts(document, "availableCategories")))

    @offers("categoryOptions")
    async def get_category_options(self) -> AVAudioSessionCategoryOptions:
        """Return the options, with those that iOS adds. Source: AVAudioSession.categoryOptions."""
        return AVAudioSessionCategoryOptions(await self._integer("categoryOptions"))

    @offers("mode")
    async def get_mode(self) -> AVAudioSessionMode:
        """Return the mode. Source: AVAudioSession.mode."""
        return AVAudioSessionMode(await self._text("mode"))

    @offers("setModeError")
    async def set_mode(self, mode: AVAudioSessionMode) -> None:
        """Set the mode alone. Source: AVAudioSession.setMode."""
        await self._call("setModeError", _mode(mode))

    @offers("availableModes")
    async def get_available_modes(self) -> tuple[AVAudioSessionMode, ...]:
        """Return the modes that this device has. Source: AVAudioSession.availableModes."""
        document = await self._call("availableModes")
        return tuple(map(AVAudioSessionMode, read_texts(document, "availableModes")))

    @offers("routeSharingPolicy")
    async def get_route_sharing_policy(self) -> AVAudioSessionRouteSharingPolicy:
        """Return the route sharing policy. Source: AVAudioSession.routeSharingPolicy."""
        return AVAudioSessionRouteSharingPolicy(await self._integer("routeSharingPolicy"))

    @offers("setActiveError", "setActiveWithOptionsError")
    async def set_active(
        self, active: bool, options: AVAudioSessionSetActiveOptions | None = None
    ) -> None:
        """Activate or deactivate the session, for the whole app.

        Leases of ``AudioSession`` are not asked: prefer ``AudioSession.set_active``. Raises
        :class:`~audio_session.errors.NativeError` where iOS refuses.
        Source: AVAudioSession.setActive.
        """
        wanted = boolean("active", active)
        if options is None:
            await self._call("setActiveError", wanted)
        else:
            chosen = bits("options", options, AVAudioSessionSetActiveOptions, INT64)
            await self._call("setActiveWithOptionsError", wanted, chosen)

    def did_activate_externally(self) -> None:
        """Say that the system has activated the session for the app, as CallKit does.

        To be called in ``provider(_:didActivate:)``. An interruption that is open ends, as
        synthetic; an app that holds nothing yet activates afterwards, as always. Any thread.
        Source: CXProviderDelegate.
        """
        self._core.activated_by_others()

    def did_deactivate_externally(self) -> None:
        """Say that the system has deactivated the session for the app, as CallKit does.

        To be called in ``provider(_:didDeactivate:)``. Nobody is told; what is held stays held, and
        the next activation asks iOS instead of relying on it. Any thread.
        Source: CXProviderDelegate.
        """
        self._core.deactivated_by_others()

    @property
    @offers("AVAudioSessionInterruptionNotification")
    def interruption_notification_stream(
        self,
    ) -> EventStream[AVAudioSessionInterruptionNotification]:
        """Begins and ends of interruptions, as iOS posts them.

        ``AudioSession.interruption_event_stream`` has each begin's end as well.
        Source: AVAudioSession.interruptionNotification.
        """
        return self._stream("interruption_notification_stream")

    @property
    @offers("AVAudioSessionMediaServicesWereLostNotification")
    def media_services_were_lost_stream(self) -> EventStream[None]:
        """The media server died. Source: AVAudioSession.mediaServicesWereLostNotification."""
        return self._stream("media_services_were_lost_stream")

    @property
    @offers("AVAudioSessionMediaServicesWereResetNotification")
    def media_services_were_reset_stream(self) -> EventStream[None]:
        """It is back, and players are to be made anew.

        Told at once: what is restored then is in place when ``AudioSession.service_event_stream``
        says ``available``.
        Source: AVAudioSession.mediaServicesWereResetNotification.
        """
        return self._stream("media_services_were_reset_stream")

    @property
    @offers("UIApplicationDidBecomeActiveNotification")
    def did_become_active_stream(self) -> EventStream[None]:
        """The app came to the front. Source: UIApplication.didBecomeActiveNotification."""
        return self._stream("did_become_active_stream")

    @offers("operatingSystemVersion")
    async def get_system_version(self) -> str:
        """Return the running iOS, such as ``"17.2"``. Source: ProcessInfo."""
        return await self._text("operatingSystemVersion")


def _mode(mode: object) -> str:
    return name_of("mode", mode, AVAudioSessionMode)
