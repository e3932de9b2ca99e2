"""Inputs, outputs and microphones, as ``AudioManager`` has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._arguments import bits, function
from .._reading import read_integers, read_objects
from ..android import AndroidAudioDeviceType, AndroidGetAudioDevicesFlags
from ._base import Base, offers
from ._given import given_attributes
from .records import AndroidAudioDeviceInfo, AndroidMicrophoneInfo

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..android import AndroidAudioAttributes
    from ..platforms._contract import Scalar
    from ..streams import EventStream
    from .requests import AndroidHeadsetPlugEvent

    Listener = Callable[[tuple[AndroidAudioDeviceInfo, ...]], object]


class Devices(Base):
    """The devices, and what came and went."""

    _cancel_added: Callable[[], None] | None = None
    _cancel_removed: Callable[[], None] | None = None

    @offers("getDevices")
    async def get_devices(
        self, flags: AndroidGetAudioDevicesFlags = AndroidGetAudioDevicesFlags.ALL
    ) -> tuple[AndroidAudioDeviceInfo, ...]:
        """Return the inputs, the outputs, or both. API 23. Source: AudioManager.getDevices."""
        given = bits("flags", flags, AndroidGetAudioDevicesFlags)
        return await self._devices("getDevices", given)

    @offers("getMicrophones")
    async def get_microphones(self) -> tuple[AndroidMicrophoneInfo, ...]:
        """Return the microphones. API 28. Source: AudioManager.getMicrophones.

        Raises :class:`~audio_session.errors.NativeError` where Android throws an IOException.
        """
        raw = read_objects(await self._call("getMicrophones"), "getMicrophones")
        return tuple(map(AndroidMicrophoneInfo.read, raw))

    @offers("getAudioDevicesForAttributes")
    async def get_audio_devices_for_attributes(
        self, attributes: AndroidAudioAttributes
    ) -> tuple[AndroidAudioDeviceInfo, ...]:
        """Return where sound with these attributes would be heard now. API 33.

        Source: AudioManager.getAudioDevicesForAttributes.
        """
        given = given_attributes("attributes", attributes)
        return await self._devices("getAudioDevicesForAttributes", *given)

    @offers("getSupportedDeviceTypes")
    async def get_supported_device_types(
        self, direction: AndroidGetAudioDevicesFlags
    ) -> frozenset[AndroidAudioDeviceType]:
        """Return the types of INPUTS or OUTPUTS that could be there, connected or not. API 35.

        Source: AudioManager.getSupportedDeviceTypes.
        """
        given = bits("direction", direction, AndroidGetAudioDevicesFlags)
        document = await self._call("getSupportedDeviceTypes", given)
        types = read_integers(document, "getSupportedDeviceTypes")
        return frozenset(map(AndroidAudioDeviceType, types))

    @offers("isWiredHeadsetOn")
    async def is_wired_headset_on(self) -> bool:
        """Tell whether wired headphones are plugged in; from API 27 on also a USB headset.

        Other USB devices never count. Source: AudioManager.isWiredHeadsetOn [RUN at 21 to 37].
        """
        return await self._boolean("isWiredHeadsetOn")

    @offers("isBluetoothA2dpOn")
    async def is_bluetooth_a2dp_on(self) -> bool:
        """Tell whether a Bluetooth device for music is there.

        Source: AudioManager.isBluetoothA2dpOn.
        """
        return await self._boolean("isBluetoothA2dpOn")

    @property
    @offers("AUDIO_DEVICES_ADDED")
    def audio_devices_added_stream(self) -> EventStream[tuple[AndroidAudioDeviceInfo, ...]]:
        """Devices that came, some at a time. API 23. Source: AudioDeviceCallback.

        Android reports all devices that are there as added when somebody registers; they are no
        item here.
        """
        self._attach()
        return self._hub.stream("audio_devices_added_stream")

    @property
    @offers("AUDIO_DEVICES_REMOVED")
    def audio_devices_removed_stream(self) -> EventStream[tuple[AndroidAudioDeviceInfo, ...]]:
        """Devices that went, some at a time. API 23. Source: AudioDeviceCallback."""
        self._attach()
        return self._hub.stream("audio_devices_removed_stream")

    @property
    @offers("HEADSET_PLUG")
    def headset_plug_event_stream(self) -> EventStream[AndroidHeadsetPlugEvent]:
        """Wired headsets plugged in or pulled. Source: AudioManager.ACTION_HEADSET_PLUG.

        One that was plugged in before is no item: :meth:`is_wired_headset_on` tells it.
        """
        self._attach()
        return self._hub.stream("headset_plug_event_stream")

    @property
    @offers("HDMI_AUDIO_PLUG")
    def hdmi_plug_stream(self) -> EventStream[bool]:
        """True when HDMI was plugged in. Source: AudioManager.ACTION_HDMI_AUDIO_PLUG.

        One that was plugged in before is no item: it is among :meth:`get_devices`.
        """
        self._attach()
        return self._hub.stream("hdmi_plug_stream")

    @offers("AUDIO_DEVICES_ADDED")
    def set_audio_devices_added_listener(self, listener: Listener | None) -> None:
        """Call ``listener`` with devices that came, instead of the one set before. API 23.

        It runs where the session's events are delivered; None ends it.
        """
        cancel = _listen(self.audio_devices_added_stream, listener)
        if self._cancel_added is not None:
            self._cancel_added()
        self._cancel_added = cancel

    @offers("AUDIO_DEVICES_REMOVED")
    def set_audio_devices_removed_listener(self, listener: Listener | None) -> None:
        """Call ``listener`` with devices that went, instead of the one set before. API 23.

        It runs where the session's events are delivered; None ends it.
        """
        cancel = _listen(self.audio_devices_removed_stream, listener)
        if self._cancel_removed is not None:
            self._cancel_removed()
        self._cancel_removed = cancel

    async def _devices(
        self, operation: str, *arguments: Scalar
    ) -> tuple[AndroidAudioDeviceInfo, ...]:
        document = await self._call(operation, *arguments)
        return tuple(map(AndroidAudioDeviceInfo.read, read_objects(document, operation)))


def _listen(
    stream: EventStream[tuple[AndroidAudioDeviceInfo, ...]], listener: Listener | None
) -> Callable[[], None] | None:
    """Listen before the older listener is cancelled: what fails here has changed nothing."""
    if listener is None:
        return None
    function("listener", listener)
    return stream.listen(listener)
