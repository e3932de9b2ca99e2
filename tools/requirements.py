"""What the system lacks of ``system-packages.txt``: read by the tiers that need it."""

from __future__ import annotations

import shutil
from pathlib import Path

_TABLE = Path(__file__).with_name("system-packages.txt")


def missing(tier: str) -> list[str]:
    """Return the Debian packages that ``tier`` needs and this machine lacks."""
    rows = (line.split() for line in _TABLE.read_text().splitlines())
    return [row[2] for row in rows if row and row[0] == tier and not _found(row[1])]


def _found(probe: str) -> bool:
    if "/" not in probe:
        return shutil.which(probe) is not None
    return any(Path("/").glob(probe.removeprefix("/")))
