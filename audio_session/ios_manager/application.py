"""``AVAudioApplication`` (iOS 17.0): the app's microphone as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._arguments import boolean
from ..ios import AVAudioApplicationMicrophoneInjectionPermission as InjectionPermission
from ._base import Base, offers

if TYPE_CHECKING:
    from ..streams import EventStream


class AVAudioApplication(Base):
    """The app's mute of its input, and whether it may add to the microphone of calls.

    Through the driver of ``session`` or of the process's session, as
    :class:`~audio_session.AVAudioSession` is. Whether it may record is in an optional module.
    Not verified on a device.
    """

    @offers("inputMuted")
    async def is_input_muted(self) -> bool:
        """Tell whether the app's input is muted. iOS 17.0.

        Source: AVAudioApplication.isInputMuted.
        """
        return await self._boolean("inputMuted")

    @offers("setInputMutedError")
    async def set_input_muted(self, muted: bool) -> None:
        """Mute all that the app records, or not. iOS 17.0.

        Not set again after a reset of the media services: the user may have changed it since.
        Source: AVAudioApplication.setInputMuted.
        """
        await self._call("setInputMutedError", boolean("muted", muted))

    @property
    @offers("AVAudioApplicationInputMuteStateChangeNotification")
    def input_mute_state_change_stream(self) -> EventStream[bool]:
        """Changes of the mute, such as by AirPods, while a session with input is active. iOS 17.0.

        Source: AVAudioApplication.inputMuteStateChangeNotification.
        """
        return self._stream("input_mute_state_change_stream")

    @offers("microphoneInjectionPermission")
    async def get_microphone_injection_permission(self) -> InjectionPermission:
        """Tell whether the app may add to the microphone of calls. iOS 18.2.

        Source: AVAudioApplication.microphoneInjectionPermission.
        """
        return InjectionPermission(await self._integer("microphoneInjectionPermission"))

    @offers("requestMicrophoneInjectionPermissionWithCompletionHandler")
    async def request_microphone_injection_permission(self) -> InjectionPermission:
        """Ask the user, unless they were asked before; waits for the answer. iOS 18.2.

        Source: AVAudioApplication.requestMicrophoneInjectionPermission.
        """
        operation = "requestMicrophoneInjectionPermissionWithCompletionHandler"
        answer: InjectionPermission = await self._answered(
            operation, "microphone_injection_answers"
        )
        return answer
