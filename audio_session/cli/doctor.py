"""``audio-session doctor``: what was chosen, why, what works here, and how to get the rest."""

from __future__ import annotations

import platform as python_platform
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from .. import __version__
from .._native import Channel
from .._reading import read_object
from ..errors import AudioSessionError, NativeError, ServiceUnavailableError, UnsupportedError
from ..platforms import make, select
from ._daemon import DAEMONS, INSTALL
from ._holders import read_holders
from ._options import asked_for, common, named
from ._output import Output, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..platforms import Capability, Platform, Selection
    from ..platforms._contract import Driver

_PLATFORMS = ("linux", "android", "ios", "simulated-android", "simulated-ios", "local")
_LONGEST = 1000  # characters: the fix comes last
_SERVER_TEXTS = ("name", "version", "host", "user", "address", "library")
_SERVER_NUMBERS = ("protocol", "client", "role_rules")


@dataclass(frozen=True, slots=True)
class _Check:
    """What one platform can do on this machine; ``problem`` says why it cannot be had."""

    name: str
    in_build: bool
    capabilities: tuple[str, ...] = ()
    operations: int = 0
    problem: str = ""


@click.command(short_help="Say which platform is used, and what is missing.")
@common
def doctor(platform: str | None, server: str, as_json: bool) -> int:
    """Say which platform is used, why, what each can do here, and what is missing.

    Exit status: 0 the wanted platform works, 1 it does not.

    JSON: "chosen" with platform, reason, notes, capabilities; on a sound server "server" and
    "focus_holder"; "platform" with name, in_build, available, capabilities, operations, problem;
    "demo" with server, missing; at last "end" with ok, problems.
    """
    output = Output(as_json=as_json)
    version = python_platform.python_version()
    output.line(
        f"audio_session {__version__}, {python_platform.python_implementation()} {version}, "
        f"{sys.platform}"
    )
    problems = _chosen(output, platform, server)
    _heading(output, "Platforms")
    # What a simulated phone can do depends on the version that was asked for.
    asked = named(platform)
    wanted = {asked.partition(":")[0]: asked}
    checks = [_check(name, wanted.get(name, name), server) for name in _PLATFORMS]
    for check in checks:
        output.record(
            "platform",
            name=check.name,
            in_build=check.in_build,
            available=not check.problem,
            capabilities=list(check.capabilities),
            operations=check.operations,
            problem=check.problem,
        )
    output.table(
        ("name", "here", "what it can do, or what is missing"),
        ((check.name, "no" if check.problem else "yes", _can(check)) for check in checks),
    )
    _demo(output)
    output.record("end", ok=not problems, problems=problems)
    if problems:
        _heading(output, "What is wrong")
        for problem in problems:
            output.line(("  ! ", "bold red"), plain(problem, _LONGEST))
    return 1 if problems else 0


def _chosen(output: Output, platform: str | None, server: str) -> list[str]:
    """Tell what is chosen; return what is wrong with it."""
    channel = Channel()
    try:
        selection = select(
            asked_for(platform, server),
            channel=channel,
            application_name="audio-session",
            server=server,
        )
    except (ServiceUnavailableError, UnsupportedError) as error:
        output.record("chosen", platform=None, reason=str(error), notes=[], capabilities=[])
        _heading(output, "Chosen")
        output.line(("  none", "bold red"), ": what was asked for cannot be had")
        return [str(error)]
    try:
        _tell_selection(output, selection)
        if selection.platform.driver is not None:
            _tell_server(output, selection.platform.driver)
    finally:
        selection.platform.close()
        channel.shut()
    return list(selection.notes)


def _tell_selection(output: Output, selection: Selection) -> None:
    capabilities = _names(selection.platform.capabilities)
    output.record(
        "chosen",
        platform=selection.platform.name,
        reason=selection.reason,
        notes=list(selection.notes),
        capabilities=list(capabilities),
    )
    _heading(output, "Chosen")
    output.line("  ", (selection.platform.name, "bold green"), f": {selection.reason}")


def _tell_server(output: Output, driver: Driver) -> None:
    if "get_server_info" not in driver.operations:
        return
    try:
        raw = read_object(driver.call("get_server_info"), "get_server_info")
        info: dict[str, Any] = {key: raw.text(key) for key in _SERVER_TEXTS} | {
            key: raw.integer(key) for key in _SERVER_NUMBERS
        }
        holders = read_holders(driver)
    except NativeError as error:
        output.line(("  ! ", "bold red"), plain(error, _LONGEST))
        return
    rules = info["role_rules"]
    output.record("server", **info)
    output.line(
        f"  server: {plain(info.get('name'))} {plain(info.get('version'))} "
        f"at {plain(info.get('address'))}, client library {plain(info.get('library'))}"
    )
    acts = f"{rules} of its role modules act too" if rules else "it has no role modules loaded"
    output.line(f"  calls: known by the media role 'phone'; {acts}")
    stack = holders.stack if holders is not None else ()
    for holder in stack:
        output.record("focus_holder", **holder.to_json())
    output.line(f"  focus: {'; '.join(map(str, stack)) or 'held by nobody'}")


def _check(name: str, asked: str, server: str) -> _Check:
    """Try a platform out; ``asked`` is its name with the version that was asked for, if any."""
    try:
        candidate: Platform = make(asked, application_name="audio-session", server=server)
    except AudioSessionError as error:
        return _Check(name, in_build=False, problem=str(error))
    channel = Channel()
    try:
        candidate.open(channel)
    except AudioSessionError as error:
        return _Check(name, in_build=True, problem=str(error))
    finally:
        candidate.close()
        channel.shut()
    operations = len(candidate.driver.operations) if candidate.driver is not None else 0
    return _Check(name, True, _names(candidate.capabilities), operations)


def _can(check: _Check) -> str:
    if check.problem:
        return plain(check.problem, _LONGEST)
    return ", ".join(name.replace("_", " ") for name in check.capabilities) or (
        "the app's own parts share one session; nothing outside of the process"
    )


def _names(capabilities: Iterable[Capability]) -> tuple[str, ...]:
    return tuple(sorted(capability.value for capability in capabilities))


def _demo(output: Output) -> None:
    _heading(output, "Demo on a real sound server")
    for name, daemon in DAEMONS.items():
        lacking = daemon.missing()
        output.record("demo", server=name, missing=lacking.split(", ") if lacking else [])
        output.line(f"  {name}: {f'not installed: {lacking}' if lacking else 'ready'}")
    if all(daemon.missing() for daemon in DAEMONS.values()):
        output.line(f"  fix: {INSTALL}")


def _heading(output: Output, text: str) -> None:
    output.line()
    output.line((text, "bold"))
