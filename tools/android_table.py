"""Writes the tables of the Android docs out of the code.

    python tools/android_table.py          # writes docs/android-members.md, docs/android-rules.md
    python tools/android_table.py --check  # exit status 1 if they are not in step

The first holds every member of AndroidAudioManager against Android's levels and the Flutter
plugin's members, the second every rule of the simulated device with its source and grade.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from member_tables import camel, main, operations, public, summary

from audio_session import AndroidAudioManager
from audio_session.platforms._android_table import EVENT_SINCE, OPERATIONS
from audio_session.simulator.device_rules import DeviceRule
from audio_session.simulator.focus_rules import FocusRule

if TYPE_CHECKING:
    from collections.abc import Iterable

# The members of class AndroidAudioManager in lib/src/android.dart of the Flutter plugin
# audio_session 0.2.3 (github.com/ryanheise/audio_session).
_UPSTREAM = """
    abandonAudioFocus adjustStreamVolume adjustSuggestedStreamVolume adjustVolume
    becomingNoisyEventStream clearCommunicationDevice close currentScoAudioState
    dispatchMediaKeyEvent generateAudioSessionId getAllowedCapturePolicy
    getAvailableCommunicationDevices getCommunicationDevice getDevices getMicrophones getMode
    getOutputFramesPerBuffer getOutputSampleRate getParameters getRingerMode getStreamMaxVolume
    getStreamMinVolume getStreamVolume getStreamVolumeDb getSupportAudioSourceUnprocessed
    getSupportMicNearUltrasound getSupportSpeakerNearUltrasound isBluetoothScoAvailableOffCall
    isBluetoothScoOn isHapticPlaybackSupported isMicrophoneMute isMusicActive isSpeakerphoneOn
    isStreamMute isVolumeFixed loadSoundEffects playSoundEffect requestAudioFocus
    scoAudioEventStream setAllowedCapturePolicy setAudioDevicesAddedListener
    setAudioDevicesRemovedListener setBluetoothScoOn setCommunicationDevice setMicrophoneMute
    setMode setParameters setRingerMode setSpeakerphoneOn setStreamVolume startBluetoothSco
    stopBluetoothSco unloadSoundEffects
"""
UPSTREAM = frozenset(_UPSTREAM.split())

LEFT_OUT = {
    "getRouting, setRouting, setBluetoothA2dpOn, setWiredHeadsetOn, setStreamSolo": (
        "deprecated by Android, and empty in its current source"
    ),
    "getVibrateSetting, setVibrateSetting, shouldVibrate": "deprecated by Android since API 16",
    "registerMediaButtonEventReceiver, registerRemoteControlClient, registerRemoteController": (
        "media sessions took their place (API 21)"
    ),
    "setPreferredDevice, getRoutedDevice": "of AudioTrack, AudioRecord and MediaPlayer",
    "setLegacyStreamType": "of AudioAttributes.Builder: it makes a usage of the stream, say that",
    "getEffects, getClientEffects": "of AudioRecordingConfiguration: effects are AudioEffect's",
}


class Member(NamedTuple):
    """A row of the table."""

    name: str
    android: tuple[str, ...]
    since: int
    upstream: str
    summary: str


def members() -> list[Member]:
    """Return every public member of the manager, by name."""
    levels = {operation.name: int(operation.since or 21) for operation in OPERATIONS} | EVENT_SINCE
    rows = []
    for name, member in public(AndroidAudioManager):
        upstream = camel(name) if camel(name) in UPSTREAM else ""
        since = max((levels[each] for each in operations(member)), default=21)
        said = re.sub(r"(?<=\.) API \d+\.", "", summary(member))
        rows.append(Member(name, operations(member), since, upstream, said))
    return rows


def members_page() -> str:
    """Return the page with every member."""
    rows = members()
    lines = [
        "# AndroidAudioManager, member by member",
        "",
        "Made by `tools/android_table.py` out of the code. *API* is the level that brought a",
        "member: below it, `UnsupportedError` with that level (21: always there). *Upstream* is",
        "the Flutter plugin audio_session 0.2.3; an empty cell is a member that it lacks.",
        "",
        f"{len(rows)} members, {sum(bool(row.upstream) for row in rows)} of them upstream's",
        f"(it has {len(UPSTREAM)}). Not verified on a device.",
        "",
        "| Member | Android | API | Upstream | |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| `{row.name}` | {', '.join(f'`{each}`' for each in row.android)} | {row.since} "
        f"| {f'`{row.upstream}`' if row.upstream else ''} | {row.summary} |"
        for row in rows
    ]
    lines += ["", "Members that are left out:", ""]
    lines += [f"- {', '.join(f'`{n}`' for n in k.split(', '))}: {v}." for k, v in LEFT_OUT.items()]
    return "\n".join(lines) + "\n"


def rules_page() -> str:
    """Return the page with every rule of the simulated device."""
    lines = [
        "# The simulated Android device, rule by rule",
        "",
        "Made by `tools/android_table.py` out of `audio_session/simulator/focus_rules.py` and",
        "`device_rules.py`. A rule holds from its API level on. Grades: RUN, the framework's own",
        "classes of every level were run outside a phone and answered so; SRC, read in the source;",
        "DOC, developer.android.com; MEM, from memory. Nothing was verified on a device.",
        "",
    ]
    for title, rules in (("Focus", FocusRule), ("The rest", DeviceRule)):
        lines += [f"## {title}", "", "| API | Rule | Source | Grade |", "|---|---|---|---|"]
        evidence: Iterable[Any] = (rule.value for rule in rules)
        lines += [f"| {e.since} | {e.text} | {e.source} | {e.grade} |" for e in evidence]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


PAGES = {"android-members.md": members_page, "android-rules.md": rules_page}


if __name__ == "__main__":
    sys.exit(main("android_table", PAGES, sys.argv[1:]))
