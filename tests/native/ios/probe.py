"""The contract's probe of the shim on GNUstep: the simulated iPhone's, with the shim in between."""

from __future__ import annotations

from gnustep_world import GnustepWorld
from probes import SimulatedIosProbe

from audio_session import blocking
from audio_session._native import NativeDriver


class GnustepIosProbe(SimulatedIosProbe):
    """The driver "ios" in front of a simulated iPhone of one version."""

    def __init__(self, version: tuple[int, int]) -> None:
        super().__init__(version)
        self.name = "gnustep-ios-{}.{}".format(*version)

    def start(self) -> None:
        super().start()
        self.cleanup.enter_context(GnustepWorld(self.phone))

    def session(self) -> blocking.AudioSession:
        driver = NativeDriver("ios", application_name="contract")
        return self.cleanup.enter_context(blocking.AudioSession(driver=driver))
