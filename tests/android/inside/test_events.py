"""What happens in the world reaches both drivers as the same events, in the same order."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from pair import Pair

from audio_session._native import Channel
from audio_session.simulator import constants as c

if TYPE_CHECKING:
    from collections.abc import Callable

    from host import Host
    from hosted import HostedDevice

    from audio_session.simulator.device import AndroidDevice

SPATIALIZER_SINCE = 32

WORLD: dict[str, Callable[[AndroidDevice], object]] = {
    "headphones in": lambda phone: phone.plug(c.TYPE_WIRED_HEADPHONES),
    "headset in": lambda phone: phone.plug(c.TYPE_WIRED_HEADSET),
    "in and out": lambda phone: (
        phone.plug(c.TYPE_WIRED_HEADPHONES),
        phone.unplug(c.TYPE_WIRED_HEADPHONES),
    ),
    "bluetooth comes and goes": lambda phone: (
        phone.connect_bluetooth(),
        phone.disconnect_bluetooth(),
    ),
    "a call": lambda phone: (phone.incoming_call(), phone.answer_call(), phone.end_call()),
    "volume": lambda phone: phone.set_volume(c.STREAM_MUSIC, 3),
    "ringer": lambda phone: phone.set_ringer_mode(c.RINGER_MODE_VIBRATE),
    "spatializer": lambda phone: phone.set_spatializer(False),
    "head tracker": lambda phone: setattr(phone, "head_tracker", True),
}
CALLS: dict[str, list[tuple[str, tuple[int | bool, ...]]]] = {
    "mode": [("setMode", (3,)), ("setMode", (0,))],
    "microphone": [("setMicrophoneMute", (True,)), ("setMicrophoneMute", (False,))],
    "speaker": [("setSpeakerphoneOn", (True,)), ("setSpeakerphoneOn", (False,))],
    "volume": [("setStreamVolume", (3, 4, 0)), ("adjustStreamVolume", (3, 1, 0))],
    "mute": [("adjustStreamVolume", (3, -100, 0)), ("adjustStreamVolume", (3, 100, 0))],
}


@pytest.mark.parametrize("what", WORLD)
def test_the_world_is_heard_the_same(host: Host, what: str) -> None:
    with Pair(host) as pair:
        at_open, hosted = pair.heard()
        assert hosted == at_open
        pair.each(WORLD[what])
        simulated, hosted = pair.heard()
        assert hosted == simulated


@pytest.mark.parametrize("what", CALLS)
def test_our_own_doing_is_heard_the_same(host: Host, what: str) -> None:
    with Pair(host) as pair:
        pair.heard()
        for operation, arguments in CALLS[what]:
            simulated, hosted = pair.call(operation, *arguments)
            assert hosted == simulated
            simulated, hosted = pair.heard()
            assert hosted == simulated


def test_nothing_is_heard_after_close(host: Host) -> None:
    with Pair(host) as pair:
        pair.call("requestAudioFocus", 1, 1, 2, 0, False, False, False, 1, -1, -1, -1, -1)
    pair.heard()
    pair.each(lambda phone: phone.app("rival").request_focus())
    pair.each(WORLD["in and out"])
    assert pair.heard() == [[], []]
    # Nothing of the driver's is left with the system.
    assert host.run("counts") == "0 0"


def test_a_spatializer_that_changes_while_it_is_opened(host: Host, phone: HostedDevice) -> None:
    """An event says how it is, also where nobody listened yet when that came about."""
    driver, channel, changes = phone.driver(), Channel(), [c.TYPE_WIRED_HEADPHONES]

    def world(method: str, arguments: list[object]) -> object:
        answer = phone.answer(method, arguments)
        if method == "isSpatializerAvailable" and changes:
            phone.plug(changes.pop())
        return answer

    host.world = world
    driver.open(channel)
    channel.drain()
    phone.plug(c.TYPE_WIRED_HEADPHONES)
    phone.set_spatializer(False)
    changed = driver.events.index("SPATIALIZER_STATE_CHANGED")
    heard = [(event.code, event.value) for event in channel.drain() if event.kind == changed]
    assert heard[-1:] == [(1, 0)] * (host.level >= SPATIALIZER_SINCE)
    driver.close()


def test_events_from_many_threads(host: Host, phone: HostedDevice) -> None:
    threads, each = 8, 100
    driver, channel = phone.driver(), Channel(4096)
    driver.open(channel)
    channel.drain()

    def storm() -> None:
        for _ in range(each):
            host.run("broadcast", "android.media.AUDIO_BECOMING_NOISY")

    storms = [threading.Thread(target=storm) for _ in range(threads)]
    for thread in storms:
        thread.start()
    for thread in storms:
        thread.join()
    phone.settle()
    noisy = driver.events.index("AUDIO_BECOMING_NOISY")
    assert [event.kind for event in channel.drain(4096)] == [noisy] * threads * each
    driver.close()
