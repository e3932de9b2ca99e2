"""Category, mode and activation, as ``AVAudioSession`` has them.

``AudioSession`` sets these as well, for all of an app: setting them here is what its
``configuration_drift`` notices.
"""

from __future__ import annotations

import time
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
    from ..platforms import Platform
    from ..platforms._contract import Scalar
    from ..platforms.ios import IosPlatform
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
        self._core.devices_changed()

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
        self._core.devices_changed()

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

        Leases of ``AudioSession`` are not asked, and it takes what iOS did as what somebody else
        did (:meth:`did_activate_externally`): prefer ``AudioSession.set_active``. Raises
        :class:`~audio_session.errors.NativeError` where iOS refuses.
        Source: AVAudioSession.setActive.
        """
        wanted = boolean("active", active)
        operation = "setActiveError"
        arguments: tuple[Scalar, ...] = (wanted,)
        if options is not None:
            chosen = bits("options", options, AVAudioSessionSetActiveOptions, INT64)
            operation, arguments = "setActiveWithOptionsError", (wanted, chosen)

        def act(platform: Platform) -> None:
            own = self._own(platform, operation)
            if not wanted:
                self._core.deactivated_by_others()  # also where iOS says that it is busy
            since = time.monotonic()
            own.driver.call(operation, *arguments)
            if wanted:
                self._core.activated_by_others(since)
                own.activated()

        await self._ask(operation, act)

    def did_activate_externally(self) -> None:
        """Say that the system has activated the session for the app, as CallKit does.

        To be called in ``provider(_:didActivate:)``. An interruption that is open ends, as
        synthetic unless iOS has just ended it; what only an active session takes, such as a number
        of channels, is set soon after; an app that holds nothing yet activates afterwards, as
        always. Any thread. Source: CXProviderDelegate.
        """
        platform = self._opened("did_activate_externally")
        if platform is not None:
            self._core.activated_by_others(time.monotonic())
            self._core.work_on(platform.activated)

    def did_deactivate_externally(self) -> None:
        """Say that the system has deactivated the session for the app, as CallKit does.

        To be called in ``provider(_:didDeactivate:)``. Nobody is told; what is held stays held, and
        the next activation asks iOS instead of relying on it. Any thread.
        Source: CXProviderDelegate.
        """
        if self._opened("did_deactivate_externally") is not None:
            self._core.deactivated_by_others()

    def _opened(self, member: str) -> IosPlatform | None:
        """Return the platform, None before the session first needed one: nothing is held then."""
        selection = self._core.selection
        return selection and self._own(selection.platform, f"AVAudioSession.{member}")

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
