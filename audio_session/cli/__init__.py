"""The command line ``audio-session`` (extra ``cli``): demo, doctor, devices, watch, validate.

Every command takes ``--json``: one JSON object a line on stdout, and nothing else there. Each has
``event``, which says what it tells of, and ``time``, in seconds since the command began.

Exit status: 0 as it should be, 1 the command ran and found something wrong, 2 it could not run.
"""

from __future__ import annotations

import importlib.util
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_NEEDED = ("click", "rich")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line with ``arguments`` (default: the process's) and return its status."""
    missing = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        sys.stderr.write(
            f"audio-session: {' and '.join(missing)} not installed; "
            'fix: pip install "audio_session[cli]"\n'
        )
        return 2
    try:
        # It needs click and rich, which were looked for, and the compiled part of the package.
        from ._app import run  # noqa: PLC0415
    except ModuleNotFoundError as error:
        sys.stderr.write(f"audio-session: {error}\n")
        return 2
    return run(arguments)
