"""The options that all commands share."""

from __future__ import annotations

import math
import os
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..platforms import ENVIRONMENT

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., object]")

json_option = click.option(
    "--json", "as_json", is_flag=True, help="One JSON object a line, for machines."
)
_COMMON = (
    click.option(
        "--platform",
        metavar="NAME",
        help="linux, local, simulated-android[:API], simulated-ios[:VERSION]; default: "
        "$AUDIO_SESSION_PLATFORM, "
        "else the running OS's own.",
    ),
    click.option(
        "--server", default="", metavar="ADDRESS", help="Sound server, such as unix:/run/x/native."
    ),
    json_option,
)


class Seconds(click.FloatRange):
    """A number of seconds within a range. Nan is in none, though no comparison says so."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the number, or fail with click's error for a bad value."""
        seconds = float(super().convert(value, param, ctx))
        if math.isnan(seconds):
            self.fail(f"{value!r} is no number of seconds.", param, ctx)
        return seconds


def common(command: F) -> F:
    """Give a command ``--platform``, ``--server`` and ``--json``."""
    for option in reversed(_COMMON):
        command = option(command)
    return command


def asked_for(platform: str | None, server: str) -> str | None:
    """Return the platform to ask for: who names a sound server wants it, and nothing instead."""
    wanted = named(platform)
    if server and wanted not in {"", "linux"}:
        raise click.ClickException(
            f"--server {server!r}: the platform {wanted} has no sound server; fix: leave it out, "
            "or use --platform linux"
        )
    return "linux" if server else platform


def named(platform: str | None) -> str:
    """Return the platform that option or environment name, in the form that :func:`make` reads."""
    return (platform or os.environ.get(ENVIRONMENT, "")).strip().lower()
