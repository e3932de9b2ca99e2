"""A simulated phone: Android's or iOS's rules on any computer, with a virtual clock.

:class:`AndroidDevice` and :class:`IPhone` are the devices: other apps, calls, headphones, time. Its
``driver()`` stands where the phone's own audio service would, so that everything above it runs as
on a phone. Each rule names its source and how sure it is; nothing here was verified on a device.
``python -m audio_session.simulator.replay FILE`` replays focus scenarios.
"""

from __future__ import annotations

from .android import AndroidDriver
from .app import AndroidApp
from .device import AndroidDevice
from .ios import IosDriver
from .iphone import IosApp, IPhone
from .world import Audible, Port, World

__all__ = [
    "AndroidApp",
    "AndroidDevice",
    "AndroidDriver",
    "Audible",
    "IPhone",
    "IosApp",
    "IosDriver",
    "Port",
    "World",
]
