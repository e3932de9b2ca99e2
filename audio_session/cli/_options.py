"""The options that all commands share."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar

import click

from ..platforms import ENVIRONMENT

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., object]")

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
    click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for machines."),
)


def common(command: F) -> F:
    """Give a command ``--platform``, ``--server`` and ``--json``."""
    for option in reversed(_COMMON):
        command = option(command)
    return command


def asked_for(platform: str | None, server: str) -> str | None:
    """Return the platform to ask for: who names a sound server wants it, and nothing instead."""
    return "linux" if server and not platform and not os.environ.get(ENVIRONMENT) else platform
