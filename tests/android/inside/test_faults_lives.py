"""Callbacks that come late, or all at once; lives without end; text that C would choke on."""

from __future__ import annotations

import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import framework
import pytest
from host import Thrown

from audio_session._native import Channel
from audio_session.errors import NativeError
from audio_session.simulator import constants as c

if TYPE_CHECKING:
    from collections.abc import Iterator

    from host import Host
    from hosted import HostedDevice, HostedDriver

FOCUS = (1, 1, 2, 0, False, False, False, 1, -1, -1, -1, -1)
NOISY = "android.media.AUDIO_BECOMING_NOISY"
DEVICES_SINCE, ADDRESS_SINCE = 23, 28
PORTS = 20_000
"""More than this process has opened drivers."""
EVENTS, MOST_EVENTS = 10_000, 500_000
"""Twice so many come, the most at the newest level only: there it takes 3 s."""
CYCLES = 100
LIMIT = 10.0  # seconds
TEXT = "\U0001f3a7 a\0b \U0001d11e\u20ac"


@pytest.fixture
def channel() -> Channel:
    return Channel()


@pytest.fixture
def driver(phone: HostedDevice, channel: Channel) -> Iterator[HostedDriver]:
    """Our app's driver, open; closed at the end, however the test ends."""
    driver = phone.driver()
    driver.open(channel)
    yield driver
    driver.close()


@pytest.mark.parametrize("closes", [False, True])
def test_what_is_under_way_when_it_closes(
    host: Host, phone: HostedDevice, driver: HostedDriver, channel: Channel, closes: bool
) -> None:
    """A loss and a broadcast that Android has posted, and not delivered yet."""
    driver.call("requestAudioFocus", *FOCUS)
    channel.drain()
    with phone.turn():  # at its end the loopers run
        phone.app("rival").request_focus()
        host.run("broadcast", NOISY)
        if closes:
            driver.native.close()
    heard = {driver.events[event.kind] for event in channel.drain()}
    assert ({"AUDIO_FOCUS_CHANGE", "AUDIO_BECOMING_NOISY"} <= heard) is not closes
    assert not closes or not heard


def test_a_listener_that_runs_while_it_is_closed_finds_no_port(
    host: Host, driver: HostedDriver, channel: Channel
) -> None:
    channel.drain()
    noisy = driver.events.index("AUDIO_BECOMING_NOISY")
    host.run("emit", PORTS, noisy)
    assert [event.kind for event in channel.drain()] == [noisy]
    driver.close()
    host.run("emit", PORTS, noisy)
    assert channel.drain() == []


def test_closed_while_listeners_run_on_many_threads(host: Host, driver: HostedDriver) -> None:
    noisy, stop = driver.events.index("AUDIO_BECOMING_NOISY"), threading.Event()
    driver.close()

    def listen() -> None:
        while not stop.is_set():
            host.run("emit", PORTS, noisy)

    threads = [threading.Thread(target=listen, daemon=True) for _ in range(4)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(10):
            channel = Channel()
            driver.open(channel)
            while noisy not in {event.kind for event in channel.drain()}:
                assert channel.wait(10)
            driver.close()
            while channel.drain():
                pass
            assert not channel.wait(0.001), "an event came after close"
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def test_a_storm_of_broadcasts(
    host: Host, phone: HostedDevice, driver: HostedDriver, channel: Channel
) -> None:
    """However few are kept, none is lost from the count, nor another kind of event among them."""
    count = MOST_EVENTS if host.level == framework.LEVELS[-1] else EVENTS
    channel.drain()
    host.run("storm", count, NOISY)
    phone.set_ringer_mode(c.RINGER_MODE_VIBRATE)
    host.run("storm", count, NOISY)
    heard: dict[str, int] = {}
    while events := channel.drain():
        for event in events:
            name = driver.events[event.kind]
            heard[name] = heard.get(name, 0) + 1 + event.collapsed
    assert heard["AUDIO_BECOMING_NOISY"] == 2 * count
    assert heard["RINGER_MODE_CHANGED"] == 1


def test_lives_leave_no_thread_and_no_listener(
    host: Host, phone: HostedDevice, driver: HostedDriver
) -> None:
    driver.close()

    def live() -> None:
        for _ in range(CYCLES // 2):
            driver.open(Channel())
            driver.call("requestAudioFocus", *FOCUS)
            driver.close()
            assert phone.arbiter.stack == ()

    live()
    with ThreadPoolExecutor(1) as pool:  # on a thread that Java does not know
        pool.submit(live).result()
    assert host.run("counts") == "0 0"
    # Python's join() returns before the thread has run what it detaches with.
    deadline = time.monotonic() + LIMIT
    while host.run("threads", "audio_session call") != "0":
        assert time.monotonic() < deadline, "a thread ended attached"
    deadline = time.monotonic() + 10
    while host.run("threads", "audio_session") != "0":  # they end in their own time
        assert time.monotonic() < deadline


def test_refused_requests_leave_no_listener(
    host: Host, phone: HostedDevice, driver: HostedDriver
) -> None:
    """AudioManager takes the listener in before it asks, and keeps it, whatever the answer is."""
    for generation in range(1, 4):
        phone.deny_next()
        assert driver.call("requestAudioFocus", *FOCUS[:7], generation, *FOCUS[8:]) == 0
    host.faults["requestAudioFocus"] = Thrown("java.lang.RuntimeException", "refused")
    with pytest.raises(NativeError):
        driver.call("requestAudioFocus", *FOCUS)
    assert host.run("focuslisteners") == "0"


def test_a_refusal_leaves_the_focus_that_is_held(
    host: Host, phone: HostedDevice, driver: HostedDriver
) -> None:
    assert driver.call("requestAudioFocus", *FOCUS) == 1
    phone.deny_next()
    assert driver.call("requestAudioFocus", 2, *FOCUS[1:]) == 0
    assert host.run("focuslisteners") == "1"
    assert len(phone.arbiter.stack) == 1


def test_text_of_any_kind(host: Host, phone: HostedDevice, driver: HostedDriver) -> None:
    driver.call("setParameters", f"name={TEXT}")
    assert driver.call("getParameters", "name") == f"name={TEXT}"
    phone.connect_bluetooth(TEXT, TEXT)
    if phone.api >= DEVICES_SINCE:
        (device,) = (
            each
            for each in json.loads(str(driver.call("getDevices", 2)))
            if each["type"] == c.TYPE_BLUETOOTH_A2DP
        )
        assert device["productName"] == TEXT
        if phone.api >= ADDRESS_SINCE:
            assert device["address"] == TEXT
    host.faults["setMode"] = Thrown("java.lang.IllegalStateException", TEXT)
    with pytest.raises(NativeError) as caught:
        driver.call("setMode", 3)
    # A C string ends at a NUL.
    told = TEXT.replace("\0", " ")
    assert str(caught.value).endswith(f"IllegalStateException: {told}")
