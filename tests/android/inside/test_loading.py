"""The bridge comes out of the driver's own dex, through the framework's real class loaders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio_session._native import Channel

if TYPE_CHECKING:
    from host import Host
    from hosted import HostedDevice

IN_MEMORY_SINCE = 26


def test_which_loader(host: Host, phone: HostedDevice) -> None:
    driver = phone.driver()
    driver.open(Channel())
    driver.close()
    loader = "InMemoryDexClassLoader" if host.level >= IN_MEMORY_SINCE else "DexClassLoader"
    assert set(host.run("loaders").split()) == {loader}
