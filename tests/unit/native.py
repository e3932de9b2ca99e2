"""What the tests of the seam share: threads with an outcome, and processes of their own."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def in_thread(function: Callable[..., object], *arguments: object) -> Iterator[list[object]]:
    """Run a function in a thread, and hand out the list that gets its result or its error."""
    outcome: list[object] = []

    def run() -> None:
        try:
            outcome.append(function(*arguments))
        except Exception as error:  # the caller looks at it
            outcome.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    yield outcome
    thread.join(30)
    assert not thread.is_alive()


def run_python(code: str) -> str:
    """Run code in a process of its own, and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-W", "error::RuntimeWarning", "-c", textwrap.dedent(code)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    return done.stdout.strip()
