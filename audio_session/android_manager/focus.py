"""Audio focus, as ``AudioManager`` has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._arguments import instance
from ._base import Base, offers
from .requests import AndroidAudioFocusRequest

if TYPE_CHECKING:
    from ..android import AndroidAudioFocusRequestResult
    from ..platforms import Platform


class Focus(Base):
    """Focus apart from the session's: most apps want ``AudioSession.set_active`` instead.

    To Android the manager is a client of its own beside the session, in the same app: each can take
    focus from the other, and neither gives the other's back.
    """

    @offers("requestAudioFocus")
    async def request_audio_focus(
        self, focus_request: AndroidAudioFocusRequest
    ) -> AndroidAudioFocusRequestResult:
        """Ask for focus: FAILED (falsy), GRANTED, or DELAYED where the request accepts that.

        Every call asks Android, also for what was asked for before, with a listener of its own; the
        request before it is given up only when this one was granted or delayed. A permanent loss
        gives the request up after it was reported. DELAYED and attributes beyond the stream need
        API 26. Source: AudioManager.requestAudioFocus, AudioFocusRequest.
        """
        given = instance("focus_request", focus_request, AndroidAudioFocusRequest)

        operation = "requestAudioFocus"

        def request(platform: Platform) -> AndroidAudioFocusRequestResult:
            own = self._own(platform, operation)
            self._hub.observe(own)
            return self._hub.focus.request(own.driver, given)

        return await self._ask(operation, request)

    @offers("abandonAudioFocus")
    async def abandon_audio_focus(self) -> bool:
        """Give focus back; False if no request is held.

        Source: AudioManager.abandonAudioFocus and abandonAudioFocusRequest, whose own answer says
        nothing: it is GRANTED also for a request that was lost long ago.
        """
        operation = "abandonAudioFocus"

        def abandon(platform: Platform) -> bool:
            return self._hub.focus.abandon(self._driver(platform, operation))

        return await self._ask(operation, abandon)
