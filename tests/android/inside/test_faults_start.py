"""Nothing to start from: no VM, no Context, no classes, a damaged dex. Each is named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from audio_session import _native, blocking
from audio_session._native import Channel
from audio_session.activation import DenialReason
from audio_session.errors import ServiceUnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable

    from host import Host
    from hosted import HostedDevice

STARTS: dict[str, tuple[Callable[[Host], None], str]] = {
    "no VM": (lambda _host: _native.android_set_host(0), "no JavaVM that can be found"),
    "no Context": (
        # The framework's own ActivityThread says that there is no application yet.
        lambda host: host.hand_over(context=False, loader=True),
        r"a JavaVM but no Context.*currentApplication\(\)",
    ),
    "a class loader without our classes": (
        lambda host: host.hand_over(loader=True),
        "ClassNotFoundException: .*org.audio_session.Bridge",
    ),
}
DAMAGES = {
    "magic": ("damage", 0, "Bad file magic"),
    "checksum": ("damage", 8, "Bad checksum"),
    "inside": ("damage", 5000, "Bad checksum"),
    "truncated": ("truncate", 5000, "Bad file size"),
    "truncated in its header": ("truncate", 64, "Bad file magic"),
}
"""A command with an offset in the dex, and why it cannot be opened then."""
REASON_SINCE = 24
"""Below, the exception of a file that is no zip goes to Android's log alone."""
BRIDGE = r"org\.audio_session\.Bridge"


@pytest.mark.parametrize("start", STARTS)
def test_what_is_missing_is_named_and_may_come_later(
    host: Host, phone: HostedDevice, start: str
) -> None:
    take_away, text = STARTS[start]
    take_away(host)
    driver = phone.driver()
    for _ in range(2):
        with pytest.raises(ServiceUnavailableError, match=text):
            driver.open(Channel())
    assert host.run("counts") == "0 0"
    host.hand_over()
    driver.open(Channel())
    driver.close()


@pytest.mark.parametrize("start", STARTS)
def test_a_session_is_denied_with_the_reason_as_hint(
    host: Host, phone: HostedDevice, start: str
) -> None:
    take_away, text = STARTS[start]
    take_away(host)
    session = blocking.AudioSession(driver=phone.driver())
    answer = session.set_active(True)
    assert not answer
    assert answer.reason is DenialReason.SERVICE_UNAVAILABLE
    assert re.search(text, answer.hint)
    host.hand_over()
    assert session.set_active(True)
    session.close()


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_dex(host: Host, phone: HostedDevice, damage: str) -> None:
    """ART refuses to open it; DexPathList keeps why until a class is not found, or only logs it."""
    command, offset, reason = DAMAGES[damage]
    because = rf".*, because of java\.io\.IOException: Failed to open dex files: {reason}$"
    told = because if host.level >= REASON_SINCE else ""
    driver = phone.driver()
    for _ in range(2):
        host.hand_over()
        host.run(command, offset)
        with pytest.raises(ServiceUnavailableError, match=f"find class .{BRIDGE}.{told}"):
            driver.open(Channel())
        assert host.run("counts") == "0 0"
    driver.open(Channel())
    driver.close()
