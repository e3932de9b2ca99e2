"""The compiled part of the package, or an error that says how to get it."""

from __future__ import annotations

import os
import sys

try:
    from ._native import Channel
except ModuleNotFoundError as error:
    if error.name == f"{__package__}._native":
        error.msg = (
            f"audio_session in {os.path.dirname(__file__)} has no compiled part for "  # noqa: PTH120 - pathlib costs 8 ms to import
            f"{sys.implementation.cache_tag} ({error.msg}); fix: in a checkout, run from another "
            "folder after `pip install .`, or with the .venv that `make setup` makes; else install "
            "audio_session for this Python, as files: no extension loads from a zip archive"
        )
    raise

__all__ = ["Channel"]
