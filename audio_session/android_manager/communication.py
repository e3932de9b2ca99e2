"""Calls: mode, speaker, SCO, communication device and the microphone, as ``AudioManager`` has them.

Setters need the permission MODIFY_AUDIO_SETTINGS; without it Android ignores most of them and says
nothing (``AudioService.checkAudioSettingsPermission``): read back what you have set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._arguments import boolean, constant
from .._reading import read_object_or_none
from ..android import AndroidAudioHardwareMode, AndroidScoAudioState
from ..errors import NativeError
from ._base import offers
from ._given import given_device
from .devices import Devices
from .records import AndroidAudioDeviceInfo

if TYPE_CHECKING:
    from ..platforms import Platform
    from ..streams import EventStream
    from .requests import AndroidScoAudioEvent

_ILLEGAL_ARGUMENT = "java.lang.IllegalArgumentException"


class Communication(Devices):
    """Where calls are heard, and what for the audio hardware is set up."""

    @offers("getAvailableCommunicationDevices")
    async def get_available_communication_devices(self) -> tuple[AndroidAudioDeviceInfo, ...]:
        """Return the outputs that a call may go to. API 31.

        Source: AudioManager.getAvailableCommunicationDevices.
        """
        return await self._devices("getAvailableCommunicationDevices")

    @offers("getCommunicationDevice")
    async def get_communication_device(self) -> AndroidAudioDeviceInfo | None:
        """Return where calls go now, also where nobody chose it. API 31.

        Source: AudioManager.getCommunicationDevice.
        """
        name = "getCommunicationDevice"
        raw = read_object_or_none(await self._call(name), name)
        return None if raw is None else AndroidAudioDeviceInfo.read(raw)

    @offers("setCommunicationDevice")
    async def set_communication_device(self, device: AndroidAudioDeviceInfo) -> bool:
        """Send calls to ``device``; True if Android accepts. API 31.

        Choose it from :meth:`get_available_communication_devices`. One that is not among them, or
        that has gone since, is a :class:`~audio_session.errors.NativeError` that says so, on every
        level. A Bluetooth device takes seconds to come up: wait for it on
        :attr:`communication_device_stream`. Source: AudioManager.setCommunicationDevice.
        """
        given = given_device("device", device)
        try:
            return await self._boolean("setCommunicationDevice", given)
        except NativeError as error:
            if error.domain != _ILLEGAL_ARGUMENT:
                raise
            raise NativeError(
                f"{device.product_name!r} (id {device.id}, {device.type!r}) is no communication "
                "device now: it is gone, or carries no calls; choose another one of "
                f"get_available_communication_devices(). Android says: {error}",
                code=error.code,
                domain=error.domain,
                name=error.name,
            ) from None

    @offers("clearCommunicationDevice")
    async def clear_communication_device(self) -> None:
        """Leave it to Android again where calls go. API 31.

        Source: AudioManager.clearCommunicationDevice.
        """
        await self._call("clearCommunicationDevice")

    @property
    @offers("COMMUNICATION_DEVICE_CHANGED")
    def communication_device_stream(self) -> EventStream[AndroidAudioDeviceInfo | None]:
        """Every change of where calls go. API 31.

        Source: AudioManager.OnCommunicationDeviceChangedListener.
        """
        self._attach()
        return self._hub.stream("communication_device_stream")

    @offers("isBluetoothScoAvailableOffCall")
    async def is_bluetooth_sco_available_off_call(self) -> bool:
        """Tell whether SCO can be used outside of telephone calls.

        Source: AudioManager.isBluetoothScoAvailableOffCall.
        """
        return await self._boolean("isBluetoothScoAvailableOffCall")

    @offers("startBluetoothSco")
    async def start_bluetooth_sco(self) -> None:
        """Open the Bluetooth call link: for calls and recording, never for music.

        It takes seconds: wait for CONNECTED on :attr:`sco_audio_event_stream`. Without a headset
        DISCONNECTED comes after CONNECTING. Deprecated by Android: use
        :meth:`set_communication_device` from API 31 on. Source: AudioManager.startBluetoothSco.
        """
        await self._call("startBluetoothSco")

    @offers("stopBluetoothSco")
    async def stop_bluetooth_sco(self) -> None:
        """Close the Bluetooth call link; below API 31 as often as it was started.

        Source: AudioManager.stopBluetoothSco.
        """
        await self._call("stopBluetoothSco")

    @offers("setBluetoothScoOn")
    async def set_bluetooth_sco_on(self, enabled: bool) -> None:
        """Ask for calls to use SCO. Source: AudioManager.setBluetoothScoOn."""
        await self._call("setBluetoothScoOn", boolean("enabled", enabled))

    @offers("isBluetoothScoOn")
    async def is_bluetooth_sco_on(self) -> bool:
        """Tell whether calls use SCO. Source: AudioManager.isBluetoothScoOn."""
        return await self._boolean("isBluetoothScoOn")

    @property
    @offers("SCO_AUDIO_STATE_UPDATED")
    def sco_audio_event_stream(self) -> EventStream[AndroidScoAudioEvent]:
        """Changes of the Bluetooth call link, beginning with the latest that was heard of.

        They come whether focus is held or not. The state that the link had before is no item,
        although Android broadcasts it to whoever registers: :meth:`is_bluetooth_sco_on` tells it.
        Source: AudioManager.ACTION_SCO_AUDIO_STATE_UPDATED.
        """
        self._attach()
        return self._hub.stream("sco_audio_event_stream")

    @property
    @offers("SCO_AUDIO_STATE_UPDATED")
    def current_sco_audio_state(self) -> AndroidScoAudioState | None:
        """The state of the last such change; None before any was heard of.

        It is known from when somebody first reads :attr:`sco_audio_event_stream` on; until then
        :meth:`is_bluetooth_sco_on` tells whether the link is up.
        """
        self._hub.stream("sco_audio_event_stream")
        return self._hub.sco_state

    @offers("setSpeakerphoneOn")
    async def set_speakerphone_on(self, enabled: bool) -> None:
        """Send calls to the loudspeaker, or not. Deprecated by Android from API 34.

        Source: AudioManager.setSpeakerphoneOn.
        """
        await self._call("setSpeakerphoneOn", boolean("enabled", enabled))

    @offers("isSpeakerphoneOn")
    async def is_speakerphone_on(self) -> bool:
        """Tell whether calls go to the loudspeaker. Source: AudioManager.isSpeakerphoneOn."""
        return await self._boolean("isSpeakerphoneOn")

    @property
    @offers("SPEAKERPHONE_STATE_CHANGED")
    def speakerphone_stream(self) -> EventStream[bool]:
        """Every change of the loudspeaker for calls. API 29.

        Source: AudioManager.ACTION_SPEAKERPHONE_STATE_CHANGED.
        """
        self._attach()
        return self._hub.stream("speakerphone_stream")

    @offers("setMicrophoneMute")
    async def set_microphone_mute(self, enabled: bool) -> None:
        """Mute the microphone for all apps, or not. Source: AudioManager.setMicrophoneMute."""
        await self._call("setMicrophoneMute", boolean("enabled", enabled))

    @offers("isMicrophoneMute")
    async def is_microphone_mute(self) -> bool:
        """Tell whether the microphone is muted. Source: AudioManager.isMicrophoneMute."""
        return await self._boolean("isMicrophoneMute")

    @property
    @offers("MICROPHONE_MUTE_CHANGED")
    def microphone_mute_stream(self) -> EventStream[bool]:
        """Every change of the microphone's mute. API 28.

        Source: AudioManager.ACTION_MICROPHONE_MUTE_CHANGED.
        """
        self._attach()
        return self._hub.stream("microphone_mute_stream")

    @offers("setMode")
    async def set_mode(self, mode: AndroidAudioHardwareMode) -> None:
        """Set the hardware up, for a VoIP call with IN_COMMUNICATION; NORMAL when it is over.

        The modes of telephone calls are not for apps. From API 31 on the mode lapses some seconds
        after an app stops to play voice and to record. Source: AudioManager.setMode.
        """
        number = constant("mode", mode, AndroidAudioHardwareMode)

        def set_mode(platform: Platform) -> None:
            own = self._own(platform, "setMode")
            own.driver.call("setMode", number)
            own.mode_set = number

        await self._ask("setMode", set_mode)

    @offers("getMode")
    async def get_mode(self) -> AndroidAudioHardwareMode:
        """Return the mode. Source: AudioManager.getMode."""
        return AndroidAudioHardwareMode(await self._integer("getMode"))

    @property
    @offers("MODE_CHANGED")
    def mode_stream(self) -> EventStream[AndroidAudioHardwareMode]:
        """Every change of the mode. API 31. Source: AudioManager.OnModeChangedListener."""
        self._attach()
        return self._hub.stream("mode_stream")

    @offers("isCallScreeningModeSupported")
    async def is_call_screening_mode_supported(self) -> bool:
        """Tell whether there is MODE_CALL_SCREENING. API 30.

        Source: AudioManager.isCallScreeningModeSupported.
        """
        return await self._boolean("isCallScreeningModeSupported")
