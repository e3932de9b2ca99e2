"""The group of commands, and how whatever goes wrong becomes one sentence on stderr."""

from __future__ import annotations

import contextlib
import io
import logging
import signal
import sys
import threading
from typing import TYPE_CHECKING

import click

from .. import __version__
from ..errors import AudioSessionError
from ._output import plain
from .demo import demo
from .devices import devices
from .doctor import doctor
from .validate import validate
from .watch import watch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import FrameType

CANNOT_RUN = 2
INTERRUPTED = 130
_LONGEST = 600
_STOPPING = ("SIGTERM", "SIGHUP")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="audio-session")
def app() -> None:
    """Watch and try out the operating system's one audio session.

    Exit status: 0 as it should be, 1 something is wrong, 2 the command could not run.
    """


for _command in (demo, doctor, devices, watch, validate):
    app.add_command(_command)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return its exit status. No error leaves it but bugs.

    Where the reader of stdout has left, click and rich end the process with 1.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A device may be called what the terminal's encoding lacks: shown as stderr shows it.
        sys.stdout.reconfigure(errors="backslashreplace")
    with _stoppable(), _log_in_sentences():
        try:
            status = app.main(
                None if arguments is None else list(arguments),
                prog_name="audio-session",
                standalone_mode=False,
            )
        except (click.Abort, KeyboardInterrupt):
            return INTERRUPTED
        except (click.ClickException, AudioSessionError, OSError, ValueError) as error:
            sys.stderr.write(f"{_sentence(error)}\n")
            return CANNOT_RUN
    return status if isinstance(status, int) else 0


def _sentence(error: Exception) -> str:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()
    if isinstance(error, click.UsageError):
        command = error.ctx.command_path if error.ctx else "audio-session"
        said = plain(error.format_message().removesuffix("."), _LONGEST)
        return f"audio-session: {said}; fix: see {command} --help"
    text = error.format_message() if isinstance(error, click.ClickException) else str(error)
    return f"audio-session: {plain(text, _LONGEST)}"


class _Sentences(logging.Handler):
    """Writes what the library logs as its errors are written; a traceback is for bugs."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and not isinstance(error, AudioSessionError):
            sys.stderr.write(f"{self.format(record)}\n")
            return
        text = record.getMessage() + (f": {error}" if error is not None else "")
        sys.stderr.write(f"audio-session: {plain(text, _LONGEST)}\n")


@contextlib.contextmanager
def _log_in_sentences() -> Iterator[None]:
    logger, handler = logging.getLogger("audio_session"), _Sentences(logging.WARNING)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


@contextlib.contextmanager
def _stoppable() -> Iterator[None]:
    """Let the signals that ask to stop clean up as Ctrl-C does."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    names = [getattr(signal, name) for name in _STOPPING if hasattr(signal, name)]
    before = {number: signal.signal(number, stop) for number in names}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
