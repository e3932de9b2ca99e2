"""What the simulated audio service and audio server answer: from the table's scalars to the device.

Each function gets what its operation's signature says, and is called under the device's lock. What
AudioManager itself makes of an answer is in :mod:`~audio_session.simulator.manager`; focus is not
here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from . import constants as c
from .abilities import PLAYBACK_OFFLOAD_GAPLESS, Attributes, Format
from .describe import (
    describe_device,
    describe_microphone,
    describe_mixer,
    describe_player,
    describe_profiles,
    describe_recording,
    describe_spatializer,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..platforms._contract import Scalar
    from .device import AndroidDevice
    from .world import Port

_ATTRIBUTES, _FORMAT = len(Attributes._fields), len(Format._fields)


def functions_of(device: AndroidDevice) -> dict[str, Callable[..., Scalar]]:
    """Return the function of every operation that the audio service or server answers."""
    return {
        **_app(device),
        **_devices(device),
        **_communication(device),
        **_volumes(device),
        **_playing(device),
        **_abilities(device),
        **_mixing(device),
    }


def _app(device: AndroidDevice) -> dict[str, Callable[..., Scalar]]:
    return {
        "getSdkInt": lambda: device.api,
        "getTargetSdkVersion": lambda: device.own.target_sdk,
        "checkPermission": device.holds,
        "isNotificationPolicyAccessGranted": lambda: device.holds(c.ACCESS_NOTIFICATION_POLICY),
    }


def _devices(device: AndroidDevice) -> dict[str, Callable[..., Scalar]]:
    def a2dp_on() -> bool:
        return any(port.is_sink and port.kind == c.TYPE_BLUETOOTH_A2DP for port in device.ports)

    def get_devices(flags: int) -> str:
        return _list(
            device,
            (
                port
                for port in device.ports
                if (port.is_source and flags & c.GET_DEVICES_INPUTS)
                or (port.is_sink and flags & c.GET_DEVICES_OUTPUTS)
            ),
        )

    def supported_types(direction: int) -> str:
        return json.dumps(device.supported_types(sinks=direction == c.GET_DEVICES_OUTPUTS))

    def for_attributes(*attributes: int) -> str:
        return _list(device, device.abilities.media_ports(attributes[0]))

    def microphones() -> str:
        found = [port for port in device.ports if port.kind == c.TYPE_BUILTIN_MIC]
        return json.dumps([describe_microphone(port) for port in found])

    return {
        "getDevices": get_devices,
        "getMicrophones": microphones,
        "getAudioDevicesForAttributes": for_attributes,
        "getSupportedDeviceTypes": supported_types,
        "isBluetoothA2dpOn": a2dp_on,
    }


def _communication(device: AndroidDevice) -> dict[str, Callable[..., Scalar]]:
    calls = device.communication

    def communication_device() -> str | None:
        port = calls.device
        return None if port is None else json.dumps(describe_device(device, port))

    return {
        "getAvailableCommunicationDevices": lambda: _list(device, calls.available),
        "getCommunicationDevice": communication_device,
        "setCommunicationDevice": calls.request,
        "clearCommunicationDevice": calls.clear,
        "isBluetoothScoAvailableOffCall": lambda: True,
        "startBluetoothSco": calls.start_sco,
        "stopBluetoothSco": calls.stop_sco,
        "setBluetoothScoOn": calls.set_sco_on,
        "isBluetoothScoOn": lambda: calls.sco_on,
        "setSpeakerphoneOn": calls.set_speaker,
        "isSpeakerphoneOn": lambda: calls.speaker_on,
        "setMicrophoneMute": calls.mute_microphone,
        "isMicrophoneMute": lambda: calls.microphone_muted,
        "setMode": calls.set_mode,
        "getMode": lambda: calls.mode,
        "isCallScreeningModeSupported": lambda: device.profile.voice,
    }


def _volumes(device: AndroidDevice) -> dict[str, Callable[..., Scalar]]:
    volumes = device.volumes

    def adjust_volume(direction: int, flags: int) -> None:
        volumes.adjust_suggested(direction, c.USE_DEFAULT_STREAM_TYPE, flags)

    return {
        "getStreamVolume": volumes.get,
        "setStreamVolume": volumes.set,
        "getStreamMaxVolume": lambda stream: volumes.range(stream).highest,
        "getStreamMinVolume": lambda stream: volumes.range(stream).lowest,
        "getStreamVolumeDb": lambda stream, index, _device_type: volumes.decibels(stream, index),
        "adjustStreamVolume": volumes.adjust,
        "adjustVolume": adjust_volume,
        "adjustSuggestedStreamVolume": volumes.adjust_suggested,
        "isStreamMute": volumes.is_mute,
        "setStreamMute": volumes.mute,
        "isVolumeFixed": lambda: device.profile.fixed_volume,
        "getVolumeGroupIdForAttributes": lambda *given: volumes.group_of_usage(given[0]),
        "adjustVolumeGroupVolume": volumes.adjust_group,
        "isVolumeGroupMuted": volumes.is_group_muted,
        "getRingerMode": lambda: volumes.ringer_mode,
        "setRingerMode": volumes.set_ringer,
        "isRampingRingerEnabled": lambda: False,
    }


def _playing(device: AndroidDevice) -> dict[str, Callable[..., Scalar]]:
    def playing() -> str:
        players = device.arbiter.playback.players
        return json.dumps([describe_player(device, player) for player in players])

    def recording() -> str:
        running = device.recordings.running
        return json.dumps([describe_recording(device, each) for each in running])

    def play_effect(effect: int, volume: float | None) -> None:
        device.sound_effects.append((effect, volume))

    def dispatch(*event: int) -> None:
        device.media_keys.append((event[2], event[3]))

    return {
        "isMusicActive": lambda: device.music_active,
        "getActivePlaybackConfigurations": playing,
        "getActiveRecordingConfigurations": recording,
        "setAllowedCapturePolicy": device.abilities.set_capture_policy,
        "getAllowedCapturePolicy": lambda: device.abilities.capture_policy,
        "playSoundEffect": play_effect,
        "loadSoundEffects": lambda: None,
        "unloadSoundEffects": lambda: None,
        "dispatchMediaKeyEvent": dispatch,
    }


def _abilities(device: AndroidDevice) -> dict[str, Callable[..., Scalar]]:
    abilities = device.abilities

    def offload(*given: int) -> bool:
        return abilities.is_offloaded(Format(*given[:_FORMAT]), Attributes(*given[_FORMAT:]))

    def direct(*given: int) -> int:
        return abilities.direct_support(Format(*given[:_FORMAT]), Attributes(*given[_FORMAT:]))

    def spatialize(*given: int) -> bool:
        attributes, audio_format = given[:_ATTRIBUTES], given[_ATTRIBUTES:]
        return abilities.can_spatialize(Attributes(*attributes), Format(*audio_format))

    def profiles(*attributes: int) -> str:
        found = abilities.media_ports(attributes[0])
        return json.dumps([profile for port in found for profile in describe_profiles(port)])

    return {
        "getParameters": abilities.get_parameters,
        "setParameters": abilities.set_parameters,
        "generateAudioSessionId": device.recordings.new_session,
        "getAudioHwSyncForSession": lambda _session: 0,
        "isHapticPlaybackSupported": lambda: device.profile.haptics,
        "isOffloadedPlaybackSupported": offload,
        "getPlaybackOffloadSupport": lambda *given: PLAYBACK_OFFLOAD_GAPLESS * offload(*given),
        "getDirectPlaybackSupport": direct,
        "getDirectProfilesForAttributes": profiles,
        "getSpatializer": lambda: json.dumps(describe_spatializer(device)),
        "canBeSpatialized": spatialize,
        "getEncodedSurroundMode": lambda: abilities.surround_mode,
        "setEncodedSurroundMode": abilities.set_surround_mode,
        "isSurroundFormatEnabled": abilities.is_surround_enabled,
        "setSurroundFormatEnabled": abilities.enable_surround,
    }


def _mixing(device: AndroidDevice) -> dict[str, Callable[..., Scalar]]:
    abilities = device.abilities

    def supported(port: int) -> str:
        return json.dumps([describe_mixer(choice) for choice in abilities.mixer_choices(port)])

    def preferred(*given: int) -> str | None:
        choice = abilities.preferred.get((given[0], given[-1]))
        return None if choice is None else json.dumps(describe_mixer(choice))

    def prefer(*given: int) -> bool:
        attributes, (port, *audio_format, behavior) = given[:_ATTRIBUTES], given[_ATTRIBUTES:]
        return abilities.set_preferred(
            Attributes(*attributes), port, Format(*audio_format), behavior
        )

    def clear(*given: int) -> bool:
        return abilities.clear_preferred(Attributes(*given[:-1]), given[-1])

    return {
        "getSupportedMixerAttributes": supported,
        "getPreferredMixerAttributes": preferred,
        "setPreferredMixerAttributes": prefer,
        "clearPreferredMixerAttributes": clear,
    }


def _list(device: AndroidDevice, ports: Iterable[Port]) -> str:
    return json.dumps([describe_device(device, port) for port in ports])
