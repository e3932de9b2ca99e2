"""Tells PyInstaller, which asks by an entry point, where the hook of this package is."""

from __future__ import annotations

import os


def hook_dirs() -> list[str]:
    """Return the folders that hold hooks."""
    return [os.path.dirname(__file__)]  # noqa: PTH120 - PyInstaller takes text
