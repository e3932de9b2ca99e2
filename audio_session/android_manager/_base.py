"""How the manager's members reach the driver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._manager import ManagerBase, offers, platform_of
from ..platforms.android import AndroidPlatform
from ._hub import Hub

if TYPE_CHECKING:
    from .._face import SessionFace
    from ..platforms import Platform
    from ..platforms._contract import Driver

__all__ = ["Base", "offers"]


class Base(ManagerBase):
    """The part of the manager that all its members need."""

    def __init__(self, session: SessionFace | None = None) -> None:
        super().__init__(session)
        self._hub = self._core.attach(Hub)

    def _driver(self, platform: Platform, what: str) -> Driver:
        return self._own(platform, what).driver

    def _own(self, platform: Platform, what: str) -> AndroidPlatform:
        return platform_of(platform, AndroidPlatform, "Android", what)
