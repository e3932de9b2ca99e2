"""Last of all: an app that ends with its driver open and focus held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio_session._native import Channel

if TYPE_CHECKING:
    from hosted import HostedDevice

LEFT_OPEN: list[object] = []


def test_the_interpreter_closes_what_was_left_open(phone: HostedDevice) -> None:
    """Java goes on after Python: what it then finds registered is counted in test_hosted.py."""
    driver = phone.driver()
    driver.open(Channel())
    assert driver.call("requestAudioFocus", 1, 1, 2, 0, False, False, False, 1, -1, -1, -1, -1) == 1
    LEFT_OPEN.append(driver)
