"""A pytest plugin for tests above the framework's own classes, at one API level.

    AUDIO_SESSION_FRAMEWORK=34 pytest -p hosted_probe -p no:faulthandler -s tests/contract

One JVM runs one level, hence one run of pytest a level; with this folder and ``tools`` on
PYTHONPATH. It gives the tests of ``inside`` a ``host``, and the contract's stories a probe.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from host import Host
from hosted import HostedDevice

if TYPE_CHECKING:
    from collections.abc import Iterator

DEVICES_SINCE = 23

sys.path.insert(0, str(Path(__file__).with_name("inside")))
HOST = Host(int(os.environ["AUDIO_SESSION_FRAMEWORK"]))


@pytest.fixture
def host() -> Iterator[Host]:
    """The framework's host; a test leaves no fault in it."""
    yield HOST
    HOST.faults.clear()


@pytest.fixture
def phone(host: Host) -> HostedDevice:
    """A phone whose focus the framework decides."""
    return HostedDevice(host)


def pytest_collection() -> None:
    probes = sys.modules.get("probes")
    if probes is None:
        return

    class HostedProbe(probes.SimulatedAndroidProbe):  # type: ignore[misc, name-defined]
        """The simulated phone's probe, with the real driver, AudioManager and arbiter under it."""

        def start(self) -> None:
            self.phone = HostedDevice(HOST)

    def make() -> HostedProbe:
        probe = HostedProbe(HOST.level)
        if HOST.level < DEVICES_SINCE:
            probe.traits -= {"headphones", "lists devices"}
        return probe

    probes.PROBES.clear()
    probes.PROBES[f"framework-android-{HOST.level}"] = make
