"""Writes the tables of the iOS docs out of the code.

    python tools/ios_table.py          # writes docs/ios-members.md, docs/ios-rules.md
    python tools/ios_table.py --check  # exit status 1 if they are not in step

The first holds every member of AVAudioSession and AVAudioApplication against the iOS versions and
the Flutter plugin's members, the second every rule of the simulated iPhone with its source and
grade.
"""

from __future__ import annotations

import re
import sys
from typing import NamedTuple

from member_tables import camel, main, operations, public, summary

from audio_session import AVAudioApplication, AVAudioSession
from audio_session._rules import MODE_TABLE, OPTION_TABLE, PAIR_RULES
from audio_session.platforms._ios_table import EVENT_SINCE, OPERATIONS
from audio_session.simulator.ios_rules import IosRule

# The members of class AVAudioSession in lib/src/darwin.dart of the Flutter plugin audio_session
# 0.2.3 (github.com/ryanheise/audio_session), by our names.
_UPSTREAM = """
    allowHapticsAndSystemSoundsDuringRecording availableCategories availableInputs availableModes
    category categoryOptions currentRoute inputGain inputGainSettable inputLatency
    interruptionNotificationStream isOtherAudioPlaying mediaServicesWereLostStream
    mediaServicesWereResetStream mode outputLatency overrideOutputAudioPort
    prefersNoInterruptionsFromSystemAlerts promptStyle recordPermission requestRecordPermission
    routeChangeStream routeSharingPolicy secondaryAudioShouldBeSilencedHint setActive
    setAllowHapticsAndSystemSoundsDuringRecording setCategory setInputGain setMode
    setPreferredInput setPrefersNoInterruptionsFromSystemAlerts silenceSecondaryAudioHintStream
"""
UPSTREAM = frozenset(_UPSTREAM.split())

_COMMENTED = """
    inputDataSource inputDataSources inputNumberOfChannels inputOrientation ioBufferDuration
    maximumInputNumberOfChannels maximumOutputNumberOfChannels outputDataSource outputDataSources
    outputNumberOfChannels outputVolume preferredInput preferredInputNumberOfChannels
    preferredInputOrientation preferredIoBufferDuration preferredOutputNumberOfChannels
    preferredSampleRate prepareRouteSelectionForPlayback sampleRate setAggregatedIoPreference
    setInputDataSource setOutputDataSource setPreferredInputNumberOfChannels
    setPreferredInputOrientation setPreferredIoBufferDuration setPreferredOutputNumberOfChannels
    setPreferredSampleRate setPreferredDataSource setPreferredPolarPattern
"""
COMMENTED = frozenset(_COMMENTED.split())
"""What is there but commented out; the last two are of its ports and data sources."""

LEFT_OUT = {
    "delegate, setActive(withFlags:), currentHardwareSampleRate, inputIsAvailable and the like": (
        "deprecated since iOS 6"
    ),
    "sharedInstance, alloc, new": "there is one session, which the driver finds",
    "recordPermission, requestRecordPermission": (
        "in an optional module, so that an app without a microphone does not name them"
    ),
}


class Member(NamedTuple):
    """A row of the table."""

    owner: str
    name: str
    ios: tuple[str, ...]
    since: str
    upstream: str
    summary: str


def upstream_name(name: str) -> str:
    """Return upstream's name for one of our members: its getters have no verb."""
    said = camel(name)
    plain = re.sub(r"^(get|is)", "", said)
    for candidate in (said, plain[:1].lower() + plain[1:]):
        if candidate in UPSTREAM | COMMENTED:
            return candidate
    return ""


def members() -> list[Member]:
    """Return every public member of the managers, by name."""
    levels = {operation.name: operation.since for operation in OPERATIONS}
    levels = EVENT_SINCE | levels
    rows = []
    for owner in (AVAudioSession, AVAudioApplication):
        for name, member in public(owner):
            ios = operations(member)
            is_stream = isinstance(member, property)
            since = max((_since(each, is_stream, levels) for each in ios), default="13.0")
            said = re.sub(r" iOS \d+\.\d+\.", "", summary(member))
            rows.append(Member(owner.__name__, name, ios, since, upstream_name(name), said))
    return rows


def _since(name: str, is_stream: bool, levels: dict[str, str]) -> str:
    return (EVENT_SINCE[name] if is_stream else levels[name]) or "13.0"


def members_page() -> str:
    """Return the page with every member."""
    rows = members()
    known = {row.upstream for row in rows} & UPSTREAM
    lines = [
        "# AVAudioSession and AVAudioApplication, member by member",
        "",
        "Made by `tools/ios_table.py` out of the code. *iOS* is the version that brought a member:",
        "below it, `UnsupportedError` with that version (13.0: there from the oldest iOS on that",
        "Python runs on). *Upstream* is the Flutter plugin audio_session 0.2.3; *(commented out)*",
        "is a member that its source has but does not offer, an empty cell one that it lacks.",
        "",
        f"{len(rows)} members, {len(known)} of upstream's {len(UPSTREAM)}; the other",
        f"{len(UPSTREAM - known)} are in the optional module for the microphone. Not verified on a",
        "device.",
        "",
        "| Member | Apple's | iOS | Upstream | |",
        "|---|---|---|---|---|",
    ]
    for row in rows:
        upstream = f"`{row.upstream}`" if row.upstream else ""
        if row.upstream in COMMENTED:
            upstream += " (commented out)"
        prefix = "" if row.owner == "AVAudioSession" else f"{row.owner}."
        ios = ", ".join(f"`{each}`" for each in row.ios)
        lines.append(f"| `{prefix}{row.name}` | {ios} | {row.since} | {upstream} | {row.summary} |")
    lines += ["", "Members that are left out:", ""]
    lines += [f"- {names}: {why}." for names, why in LEFT_OUT.items()]
    return "\n".join(lines) + "\n"


def rules_page() -> str:
    """Return the page with every rule of the simulated iPhone."""
    lines = [
        "# The simulated iPhone, rule by rule",
        "",
        "Made by `tools/ios_table.py` out of `audio_session/simulator/ios_rules.py` and",
        "`audio_session/_rules.py`. Grades: H, text of Apple's own headers; D, Apple's",
        "documentation; d, documented but never seen to fail; O, observed in the field; A,",
        "assumed. What is graded d or A is accepted with a warning, and refused only with",
        "`strict`. Nothing was verified on a device.",
        "",
        "| iOS | Rule | Source | Grade |",
        "|---|---|---|---|",
    ]
    for rule in IosRule:
        e = rule.value
        until = "" if e.until is None else " until {}.{}".format(*e.until)
        lines.append(
            "| {}.{}{} | {} | {} | {} |".format(*e.since, until, e.text, e.source, e.grade)
        )
    categories = list(next(iter(OPTION_TABLE.values())))
    lines += ["", "## Options by category", ""]
    lines += [f"| | {' | '.join(each.name for each in categories)} |", "|---" * 7 + "|"]
    for option, cells in OPTION_TABLE.items():
        said = " | ".join(f"{cell.verdict.value} ({cell.grade})" for cell in cells.values())
        lines.append(f"| {option.name} | {said} |")
    lines += [
        "",
        "## Modes by category",
        "",
        "| Mode | Goes with | Else | Grade |",
        "|---|---|---|---|",
    ]
    for mode, needs in MODE_TABLE.items():
        names = ", ".join(sorted(each.name for each in needs.categories))
        lines.append(f"| {mode.name} | {names} | {needs.verdict.value} | {needs.grade} |")
    lines += ["", "## What goes only together", "", "| Rule | Else | Grade |", "|---|---|---|"]
    lines += [f"| {each.rule} | {each.verdict.value} | {each.grade} |" for each in PAIR_RULES]
    return "\n".join(lines) + "\n"


PAGES = {"ios-members.md": members_page, "ios-rules.md": rules_page}


if __name__ == "__main__":
    sys.exit(main("ios_table", PAGES, sys.argv[1:]))
