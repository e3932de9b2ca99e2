"""``audio-session validate``: a configuration's JSON against the rules of the operating systems."""

from __future__ import annotations

import json
import sys
from typing import IO, TYPE_CHECKING, Any

import click

from .. import validation
from .._findings import shorten
from .._native import Channel
from ..configuration import AudioSessionConfiguration
from ..platforms import make
from ..validation import Severity
from ._options import json_option
from ._output import Output, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..validation import Finding

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow"}
_LONGEST_TEXT = 1000
_INDENT = 8


class _Input(click.File):
    """A file to read, or "-": stdin, which a process may lack."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> IO[Any]:
        if value == "-" and sys.stdin is None:
            self.fail("'-': stdin is closed.", param, ctx)
        return super().convert(value, param, ctx)


@click.command(short_help="Check the configuration in a JSON file.")
@click.argument("file", type=_Input("rb"))
@click.option("--strict", is_flag=True, help="What is only documented, or unknown, is an error.")
@click.option("--android-api", type=click.IntRange(21), metavar="LEVEL", help="For this Android.")
@click.option("--ios-version", metavar="X.Y", help="For this iOS.")
@click.option(
    "--platform",
    metavar="NAME",
    help="As this platform would check it, such as simulated-ios:17.2 or simulated-android:34.",
)
@json_option
def validate(
    *,
    file: IO[bytes],
    strict: bool,
    android_api: int | None,
    ios_version: str | None,
    platform: str | None,
    as_json: bool,
) -> int:
    """Check the configuration in FILE ("-" is stdin): JSON as upstream's plugin writes it.

    It is checked against the rules of all systems, of any version unless one is named, whatever
    AUDIO_SESSION_PLATFORM says. Exit status: 0 no errors (there may be warnings), 1 errors, 2 the
    file cannot be read.

    JSON: "finding" with severity, field, value, rule, fix, source, grade; at last "end" with ok,
    errors, warnings.
    """
    output = Output(as_json=as_json)
    document = _load(file)
    configuration, malformed = AudioSessionConfiguration.understand_json(document, strict=strict)
    findings: Sequence[Finding]
    if platform is not None:
        if android_api is not None or ios_version is not None:
            raise click.UsageError(
                f"--platform {platform} and --android-api or --ios-version each say for what it "
                "is; leave one out"
            )
        findings = _as_on(platform, configuration, strict=strict)
    else:
        findings = validation.validate(
            configuration, strict=strict, android_api=android_api, ios_version=ios_version
        )
    return _report(output, (*malformed, *findings))


def _as_on(
    platform: str, configuration: AudioSessionConfiguration, *, strict: bool
) -> Sequence[Finding]:
    chosen = make(platform)
    if chosen.name == "linux":
        return chosen.validate(configuration, strict=strict)  # the same on every server
    channel = Channel()
    try:
        # Only then it knows its version.
        chosen.open(channel)
        return chosen.validate(configuration, strict=strict)
    finally:
        chosen.close()
        channel.shut()


def _load(file: IO[bytes]) -> object:
    try:
        return json.loads(file.read())
    except (ValueError, RecursionError) as error:
        raise click.ClickException(
            f"{plain(file.name)}: {plain(error)}; fix: pass one JSON document, in UTF-8"
        ) from None


def _report(output: Output, findings: Sequence[Finding]) -> int:
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = len(findings) - errors
    for finding in findings:
        output.record(
            "finding",
            severity=finding.severity.value,
            field=finding.field,
            value=shorten(finding.value),
            rule=finding.rule,
            fix=finding.fix,
            source=finding.source,
            grade=finding.grade,
        )
        output.line(
            (f"{finding.severity.value:{_INDENT}}", _STYLES[finding.severity]),
            (plain(finding.field), "bold"),
            f" = {plain(shorten(finding.value))}",
        )
        output.paragraph(plain(finding.rule, _LONGEST_TEXT), indent=_INDENT)
        output.paragraph(f"fix: {plain(finding.fix, _LONGEST_TEXT)}", indent=_INDENT, style="green")
        source = f"source: {finding.source} (grade {finding.grade})"
        output.paragraph(source, indent=_INDENT, style="dim")
    output.record("end", ok=not errors, errors=errors, warnings=warnings)
    output.line(f"{_count(errors, 'error')}, {_count(warnings, 'warning')}")
    return 1 if errors else 0


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
