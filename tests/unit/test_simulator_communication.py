"""The simulated phone's calls: modes, speaker, SCO, communication device, permissions."""

from __future__ import annotations

import json
from typing import Any

import pytest
from phones import Phone

from audio_session.errors import NativeError
from audio_session.simulator import AndroidDevice
from audio_session.simulator import constants as c
from audio_session.simulator.communication import MODE_SECONDS, SCO_SECONDS

NORMAL, RINGTONE, IN_CALL, IN_COMMUNICATION = 0, 1, 2, 3
DISCONNECTED, CONNECTED, CONNECTING = 0, 1, 2


def ids(phone: Phone) -> dict[int, int]:
    """The outputs' ids by type."""
    return {port.kind: port.id for port in phone.world.ports if port.is_sink}


def routed(phone: Phone) -> Any:
    document = phone("getCommunicationDevice")
    return None if document is None else json.loads(document)["type"]


def sco(phone: Phone) -> list[tuple[int, int]]:
    return [
        (code, value) for event, code, value in phone.heard() if event == "SCO_AUDIO_STATE_UPDATED"
    ]


class TestModes:
    @pytest.mark.parametrize("mode", [IN_CALL, 5, 6, 7, -1, 99])
    def test_what_an_app_may_not_set_is_ignored(self, mode: int) -> None:
        phone = Phone(37)
        phone("setMode", mode)
        assert phone("getMode") == NORMAL

    @pytest.mark.parametrize(
        ("api", "profile", "mode"),
        [
            (29, "phone", NORMAL),
            (30, "phone", c.MODE_CALL_SCREENING),
            (30, "tablet", NORMAL),
        ],
    )
    def test_call_screening_is_for_machines_that_have_it(
        self, api: int, profile: str, mode: int
    ) -> None:
        phone = Phone(api, profile=profile)
        phone("setMode", c.MODE_CALL_SCREENING)
        assert phone("getMode") == mode

    @pytest.mark.parametrize(
        ("api", "mode", "now"), [(21, IN_CALL, IN_CALL), (32, 5, NORMAL), (33, 5, 5)]
    )
    def test_a_dialer_may_from_the_level_that_has_the_mode(
        self, api: int, mode: int, now: int
    ) -> None:
        phone = Phone(api)
        phone.world.grant_permission(c.MODIFY_PHONE_STATE)
        phone("setMode", mode)
        assert phone("getMode") == now

    @pytest.mark.parametrize(
        ("operation", "reader", "value"),
        [
            (("setMode", IN_COMMUNICATION), "getMode", NORMAL),
            (("setSpeakerphoneOn", True), "isSpeakerphoneOn", False),
            (("setMicrophoneMute", True), "isMicrophoneMute", False),
            (("setBluetoothScoOn", True), "isBluetoothScoOn", False),
        ],
    )
    def test_without_modify_audio_settings_nothing_happens(
        self, operation: tuple[Any, ...], reader: str, value: object
    ) -> None:
        phone = Phone()
        phone.world.deny_permission(c.MODIFY_AUDIO_SETTINGS)
        phone(*operation)
        assert phone(reader) == value
        phone.world.grant_permission(c.MODIFY_AUDIO_SETTINGS)
        phone(*operation)
        assert phone(reader) != value

    @pytest.mark.parametrize(("api", "after"), [(30, IN_COMMUNICATION), (31, NORMAL)])
    def test_an_unused_mode_lapses_from_31(self, api: int, after: int) -> None:
        phone = Phone(api)
        phone("setMode", IN_COMMUNICATION)
        phone.world.advance(MODE_SECONDS - 0.1)
        assert phone("getMode") == IN_COMMUNICATION
        phone.world.advance(0.1)
        assert phone("getMode") == after

    def test_voice_or_a_recording_keeps_it_and_brings_it_back(self) -> None:
        phone = Phone()
        phone.world.own.record()
        phone("setMode", IN_COMMUNICATION)
        phone.world.advance(MODE_SECONDS * 2)
        assert phone("getMode") == IN_COMMUNICATION
        phone.world.own.stop_recording()
        phone.world.advance(MODE_SECONDS)
        assert phone("getMode") == NORMAL
        phone.world.start_playback()  # music is no voice
        assert phone("getMode") == NORMAL
        phone.world.start_playback(c.USAGE_VOICE_COMMUNICATION)
        assert phone("getMode") == IN_COMMUNICATION

    def test_setting_it_again_starts_anew(self) -> None:
        phone = Phone()
        phone("setMode", IN_COMMUNICATION)
        phone.world.advance(4)
        phone("setMode", IN_COMMUNICATION)
        phone.world.advance(4)
        assert phone("getMode") == IN_COMMUNICATION

    def test_call_screening(self) -> None:
        assert Phone()("isCallScreeningModeSupported") is True
        assert Phone(profile="tv")("isCallScreeningModeSupported") is False


class TestDevice:
    def test_where_a_call_goes_that_nobody_routes(self) -> None:
        phone = Phone()
        assert routed(phone) == c.TYPE_BUILTIN_EARPIECE
        phone.world.plug(c.TYPE_WIRED_HEADSET)
        assert routed(phone) == c.TYPE_WIRED_HEADSET
        assert routed(Phone(profile="tablet")) == c.TYPE_BUILTIN_SPEAKER
        assert routed(Phone(profile="car")) is None

    def test_choose_and_leave_it(self) -> None:
        phone = Phone()
        speaker, earpiece = ids(phone)[c.TYPE_BUILTIN_SPEAKER], ids(phone)[c.TYPE_BUILTIN_EARPIECE]
        assert phone("setCommunicationDevice", speaker) is True
        assert (routed(phone), phone("isSpeakerphoneOn")) == (c.TYPE_BUILTIN_SPEAKER, True)
        assert phone.heard() == [
            ("SPEAKERPHONE_STATE_CHANGED", 0, 1),
            ("COMMUNICATION_DEVICE_CHANGED", c.TYPE_BUILTIN_SPEAKER, speaker),
        ]
        phone("clearCommunicationDevice")
        assert phone.heard() == [
            ("SPEAKERPHONE_STATE_CHANGED", 0, 0),
            ("COMMUNICATION_DEVICE_CHANGED", c.TYPE_BUILTIN_EARPIECE, earpiece),
        ]

    def test_what_carries_no_calls(self) -> None:
        phone = Phone()
        phone.world.connect_bluetooth()
        microphone = next(p.id for p in phone.world.ports if p.kind == c.TYPE_BUILTIN_MIC)
        for port in (999, microphone, ids(phone)[c.TYPE_BLUETOOTH_A2DP]):
            message = f"no communication device has the id {port}"
            with pytest.raises(NativeError, match=message) as caught:
                phone("setCommunicationDevice", port)
            assert caught.value.domain == "java.lang.IllegalArgumentException"

    def test_what_may(self) -> None:
        phone = Phone()
        phone.world.connect_bluetooth()
        found = json.loads(phone("getAvailableCommunicationDevices"))
        assert [device["type"] for device in found] == [1, 2, 7]

    def test_a_chosen_device_that_goes_is_not_chosen_any_more(self) -> None:
        phone = Phone()
        phone.world.plug(c.TYPE_USB_HEADSET)
        phone("setCommunicationDevice", ids(phone)[c.TYPE_USB_HEADSET])
        phone.world.unplug(c.TYPE_USB_HEADSET)
        assert routed(phone) == c.TYPE_BUILTIN_EARPIECE
        phone.world.plug(c.TYPE_USB_HEADSET)
        assert phone("clearCommunicationDevice") is None

    def test_a_telephone_call_overrules_the_choice_while_it_lasts(self) -> None:
        phone = Phone()
        phone("setSpeakerphoneOn", True)
        phone.world.incoming_call()
        assert phone("isSpeakerphoneOn") is False
        phone.world.end_call()
        assert phone("isSpeakerphoneOn") is True

    def test_the_speaker_of_31_is_a_choice_and_of_30_a_switch(self) -> None:
        new, old = Phone(31), Phone(30)
        for phone in (new, old):
            phone("setSpeakerphoneOn", True)
            assert phone("isSpeakerphoneOn") is True
        new("setSpeakerphoneOn", False)
        new("setSpeakerphoneOn", False)
        assert routed(new) == c.TYPE_BUILTIN_EARPIECE
        assert old.heard() == [("SPEAKERPHONE_STATE_CHANGED", 0, 1)]
        silent = Phone(28)
        silent("setSpeakerphoneOn", True)
        assert silent.heard() == []

    def test_no_speaker_no_choice(self) -> None:
        phone = Phone(profile="car")
        phone("setSpeakerphoneOn", True)
        assert phone("isSpeakerphoneOn") is False


class TestSco:
    @pytest.mark.parametrize("api", [30, 31])
    def test_it_takes_its_time(self, api: int) -> None:
        phone = Phone(api)
        phone.world.connect_bluetooth()
        phone("startBluetoothSco")
        assert sco(phone) == [(CONNECTING, DISCONNECTED)]
        assert phone("isBluetoothScoOn") is False
        phone.world.advance(SCO_SECONDS)
        assert sco(phone) == [(CONNECTED, CONNECTING)]
        assert phone("isBluetoothScoOn") is True
        phone("stopBluetoothSco")
        assert sco(phone) == [(DISCONNECTED, CONNECTED)]

    @pytest.mark.parametrize(("api", "stops"), [(30, 2), (31, 1)])
    def test_starts_are_counted_below_31(self, api: int, stops: int) -> None:
        phone = Phone(api)
        phone.world.connect_bluetooth()
        phone("startBluetoothSco")
        phone("startBluetoothSco")
        phone.world.advance(SCO_SECONDS)
        for _ in range(stops):
            assert phone("isBluetoothScoOn") is True
            phone("stopBluetoothSco")
        assert phone("isBluetoothScoOn") is False
        phone("stopBluetoothSco")

    @pytest.mark.parametrize("api", [30, 31])
    def test_without_a_headset_it_fails_at_once(self, api: int) -> None:
        phone = Phone(api)
        phone("startBluetoothSco")
        phone.world.advance(SCO_SECONDS)
        assert sco(phone) == [(CONNECTING, DISCONNECTED), (DISCONNECTED, CONNECTING)]

    @pytest.mark.parametrize("api", [30, 31])
    def test_it_goes_with_its_headset(self, api: int) -> None:
        phone = Phone(api)
        phone.world.connect_bluetooth()
        phone("startBluetoothSco")
        phone.heard()
        phone.world.disconnect_bluetooth()
        phone.world.advance(SCO_SECONDS)
        assert sco(phone) == [(DISCONNECTED, CONNECTING)]
        phone.world.connect_bluetooth()
        assert sco(phone) == []

    @pytest.mark.parametrize(
        ("api", "told"), [(30, [(CONNECTING, DISCONNECTED), (DISCONNECTED, CONNECTING)]), (31, [])]
    )
    def test_in_a_telephone_call_it_fails_or_waits(
        self, api: int, told: list[tuple[int, int]]
    ) -> None:
        phone = Phone(api)
        phone.world.connect_bluetooth()
        phone.world.incoming_call()
        phone("startBluetoothSco")
        assert sco(phone) == told
        phone.world.end_call()
        assert sco(phone) == [(CONNECTING, DISCONNECTED)] * (api >= 31)

    def test_a_call_does_not_report_a_link_that_is_up_as_failed(self) -> None:
        phone = Phone(30)
        phone.world.connect_bluetooth()
        phone("startBluetoothSco")
        phone.world.advance(SCO_SECONDS)
        phone.world.incoming_call()
        phone.heard()
        phone("startBluetoothSco")
        assert sco(phone) == []

    def test_without_permission_not(self) -> None:
        phone = Phone(30)
        phone.world.connect_bluetooth()
        phone("startBluetoothSco")
        phone.world.deny_permission(c.MODIFY_AUDIO_SETTINGS)
        phone("stopBluetoothSco")
        assert sco(phone) == [(CONNECTING, DISCONNECTED)]
        other = Phone(30)
        other.world.deny_permission(c.MODIFY_AUDIO_SETTINGS)
        other("startBluetoothSco")
        assert other.heard() == []

    def test_the_chosen_headset_is_routed_to_when_it_is_up(self) -> None:
        phone = Phone()
        phone.world.connect_bluetooth()
        phone("setCommunicationDevice", ids(phone)[c.TYPE_BLUETOOTH_SCO])
        assert routed(phone) == c.TYPE_BUILTIN_EARPIECE
        phone.world.advance(SCO_SECONDS)
        assert routed(phone) == c.TYPE_BLUETOOTH_SCO

    def test_a_low_energy_headset_needs_no_sco(self) -> None:
        phone = Phone()
        phone.world.connect_bluetooth(le=True)
        phone("setCommunicationDevice", ids(phone)[c.TYPE_BLE_HEADSET])
        assert routed(phone) == c.TYPE_BLE_HEADSET
        assert sco(phone) == []


class TestBluetooth:
    def test_a_headset_is_for_music_and_for_calls(self) -> None:
        phone = Phone()
        phone.world.connect_bluetooth("Car", "AA:BB:CC:DD:EE:FF")
        found = json.loads(phone("getDevices", 3))[-3:]
        assert [device["type"] for device in found] == [8, 7, 7]
        assert {device["productName"] for device in found} == {"Car"}
        assert {device["address"] for device in found} == {"AA:BB:CC:DD:EE:FF"}
        assert phone("isBluetoothA2dpOn") is True
        phone.world.disconnect_bluetooth("AA:BB:CC:DD:EE:FF")
        assert phone("isBluetoothA2dpOn") is False
        assert ("AUDIO_BECOMING_NOISY", 0, 0) in phone.heard()

    @pytest.mark.parametrize(("api", "shown"), [(30, "AA:BB:CC:DD"), (31, "XX:XX:XX:XX")])
    def test_its_address_needs_a_permission_from_31(self, api: int, shown: str) -> None:
        phone = Phone(api)
        phone.world.connect_bluetooth(address="AA:BB:CC:DD:EE:FF")
        phone.world.deny_permission(c.BLUETOOTH_CONNECT)
        assert json.loads(phone("getDevices", 2))[-1]["address"] == f"{shown}:EE:FF"

    def test_what_cannot_be(self) -> None:
        world = AndroidDevice(30)
        with pytest.raises(ValueError, match="API level 31"):
            world.connect_bluetooth(le=True)
        world.connect_bluetooth()
        with pytest.raises(ValueError, match="is taken"):
            world.connect_bluetooth()
        with pytest.raises(ValueError, match="no Bluetooth device"):
            world.disconnect_bluetooth("nobody")


def test_the_microphones_mute_is_reported_once() -> None:
    phone = Phone()
    phone("setMicrophoneMute", True)
    phone("setMicrophoneMute", True)
    assert phone.heard() == [("MICROPHONE_MUTE_CHANGED", 0, 1)]
