"""An audio service that throws, from any call: a status with class and text, and nothing leaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from host import Thrown

from audio_session import (
    AndroidAudioFocus,
    AndroidAudioFocusGainType,
    AndroidAudioFocusRequest,
    AndroidAudioManager,
    blocking,
)
from audio_session._native import Channel
from audio_session.errors import (
    AudioSessionError,
    NativeError,
    PermissionDeniedError,
    ServiceUnavailableError,
    UnsupportedError,
)
from audio_session.platforms._android_table import UNAVAILABLE
from audio_session.simulator import constants as c
from audio_session.simulator.exceptions import ILLEGAL_ARGUMENT, illegal_argument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from host import Host
    from hosted import HostedDevice, HostedDriver

FOCUS = (1, 1, 2, 0, False, False, False, 1, -1, -1, -1, -1)
CALLS = {
    "requestAudioFocus": ("requestAudioFocus", FOCUS),
    "setMode": ("setMode", (3,)),
    "setMicrophoneMute": ("setMicrophoneMute", (True,)),
    "getStreamMaxVolume": ("getStreamMaxVolume", (3,)),
    "getStreamVolume": ("getStreamVolume", (3,)),
}
# A listener by the call that registers it with the system, a stream that comes of it, its level.
LISTENERS = [
    ("registerReceiver", "ringer_mode_stream", 21),
    ("registerReceiver", "speakerphone_stream", 29),
    ("registerRecordingCallback", "recording_configurations_stream", 24),
    ("registerPlaybackCallback", "playback_configurations_stream", 26),
    ("registerModeDispatcher", "mode_stream", 31),
    ("registerCommunicationDeviceDispatcher", "communication_device_stream", 31),
    ("registerSpatializerCallback", "spatializer_event_stream", 32),
    ("registerSpatializerHeadTrackerAvailableCallback", "head_tracker_stream", 33),
    ("registerPreferredMixerAttributesDispatcher", "preferred_mixer_attributes_stream", 34),
]
LIMIT = 10.0  # seconds
COMMUNICATION_SINCE = 31
DEAD = "android.os.DeadObjectException"
LAST_TO_SWALLOW = 23
"""Up to there AudioManager logs a RemoteException and answers 0."""
EXCEPTIONS = [
    "java.lang.IllegalStateException",
    "java.lang.NullPointerException",
    "java.lang.OutOfMemoryError",
    "java.lang.UnsupportedOperationException",
    DEAD,
]


@pytest.fixture
def driver(phone: HostedDevice) -> Iterator[HostedDriver]:
    driver = phone.driver()
    driver.open(Channel())
    yield driver
    driver.close()


@pytest.mark.parametrize("exception", EXCEPTIONS)
@pytest.mark.parametrize("service_call", CALLS)
def test_a_service_that_throws(
    host: Host, driver: HostedDriver, service_call: str, exception: str
) -> None:
    host.faults[service_call] = Thrown(exception, "the text \U0001f3a7 of it")
    operation, arguments = CALLS[service_call]
    if exception == DEAD and host.level <= LAST_TO_SWALLOW:
        driver.call(operation, *arguments)
        assert not host.faults
        return
    with pytest.raises((AudioSessionError, MemoryError)) as caught:
        driver.call(operation, *arguments)
    if exception == DEAD:
        # AudioManager makes it a RuntimeException or a DeadSystemException.
        assert "DeadSystemException" in str(caught.value) or DEAD in str(caught.value)
    else:
        assert f"{exception}: the text \U0001f3a7 of it" in str(caught.value)
    driver.call(operation, *arguments)


def test_a_missing_permission_is_named(host: Host, driver: HostedDriver) -> None:
    text = "Permission Denial: setMode requires android.permission.MODIFY_AUDIO_SETTINGS"
    host.faults["setMode"] = Thrown("java.lang.SecurityException", text)
    with pytest.raises(PermissionDeniedError) as caught:
        driver.call("setMode", 3)
    assert caught.value.permission == "android.permission.MODIFY_AUDIO_SETTINGS"


def test_opening_fails_whole_where_the_service_is_dead(host: Host, phone: HostedDevice) -> None:
    driver = phone.driver()
    host.faults["registerReceiver"] = Thrown(DEAD, "gone")
    with pytest.raises(ServiceUnavailableError, match="DeadObjectException"):
        driver.open(Channel())
    assert host.run("counts") == "0 0"
    driver.open(Channel())
    driver.close()


def test_a_listener_that_is_refused_is_left_out(host: Host, phone: HostedDevice) -> None:
    channel = Channel()
    host.faults["registerReceiver"] = Thrown("java.lang.SecurityException", "no")
    driver = phone.driver()
    driver.open(channel)
    missing = [driver.events[event.kind] for event in channel.drain() if event.flags & UNAVAILABLE]
    assert len(missing) == 9
    assert missing[0] == "AUDIO_BECOMING_NOISY"
    driver.call("setMode", 3)
    driver.close()
    assert host.run("counts") == "0 0"


@pytest.mark.parametrize(("service_call", "stream", "since"), LISTENERS)
def test_a_stream_whose_listener_is_refused_says_so(
    host: Host, phone: HostedDevice, service_call: str, stream: str, since: int
) -> None:
    host.faults[service_call] = Thrown("java.lang.SecurityException", "no")
    session = blocking.AudioSession(driver=phone.driver())
    manager = AndroidAudioManager(session)
    early = getattr(manager, stream).subscribe()
    with session:
        expected = f"API level {since}" if since > host.level else "this device refuses"
        with pytest.raises(UnsupportedError, match=f"^{stream}.*{expected}"):
            early.get(LIMIT)
        with pytest.raises(UnsupportedError, match=f"^{stream}.*{expected}"):
            getattr(manager, stream)
        with manager.audio_focus_event_stream.subscribe() as focus:
            asked = AndroidAudioFocusRequest(gain_type=AndroidAudioFocusGainType.GAIN)
            blocking.wait(manager.request_audio_focus(asked))
            phone.app("maps").request_focus()
            assert focus.get(LIMIT) is AndroidAudioFocus.LOSS
    assert host.run("counts") == "0 0"


@pytest.mark.parametrize("throws", [True, False])
def test_a_communication_device_that_goes_while_it_is_chosen(
    phone: HostedDevice, driver: HostedDriver, monkeypatch: pytest.MonkeyPatch, throws: bool
) -> None:
    """AudioService throws then up to API 33, and answers false from 34 on: here it is one error."""
    phone.plug(c.TYPE_WIRED_HEADSET)
    (headset,) = (
        port.id for port in phone.communication.available if port.kind == c.TYPE_WIRED_HEADSET
    )

    def choose(*_device: int | str) -> bool:
        phone.unplug(c.TYPE_WIRED_HEADSET)
        if throws:
            raise illegal_argument("invalid portID")
        return False

    monkeypatch.setattr(phone, "_answer_setCommunicationDevice", choose)
    expected = NativeError if phone.api >= COMMUNICATION_SINCE else UnsupportedError
    with pytest.raises(expected) as caught:
        driver.call("setCommunicationDevice", headset)
    if isinstance(caught.value, NativeError):
        assert caught.value.domain == ILLEGAL_ARGUMENT
