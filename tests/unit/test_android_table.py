"""The table of Android operations: against Android's own classes and the shim's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from audio_session import AndroidAudioManager, _native
from audio_session.android_manager._sources import SOURCES
from audio_session.platforms._android_table import EVENT_SINCE, EVENTS, OPERATIONS

ROOT = Path(__file__).resolve().parents[2]
# Of other classes than AudioManager, with the level that made them public.
ELSEWHERE = {
    "getSdkInt": 21,
    "getTargetSdkVersion": 21,
    "checkPermission": 21,
    "isNotificationPolicyAccessGranted": 23,
}
OF_SPATIALIZER = {"canBeSpatialized"}


def published() -> dict[tuple[str, str], int]:
    """Every method of android.media with the level that made it public, 21 for 21 or earlier."""
    levels: dict[tuple[str, str], int] = {}
    lines = (ROOT / "tests/data/android_api.tsv").read_text().splitlines()[1:]
    for row in (line.split("\t") for line in lines):
        owner, member = row[0], row[1].partition("/")[0]
        if "/" in row[1]:
            since = max(21, int(row[2]))
            levels[owner, member] = min(since, levels.get((owner, member), since))
    return levels


def test_every_operation_has_the_name_and_level_of_androids_own() -> None:
    levels = published()
    for operation in OPERATIONS:
        since = int(operation.since or 21)
        if operation.name in ELSEWHERE:
            assert since == ELSEWHERE[operation.name]
        else:
            owner = "Spatializer" if operation.name in OF_SPATIALIZER else "AudioManager"
            assert levels[owner, operation.name] == since, operation.name


def test_signatures_are_well_formed_and_names_are_told_apart() -> None:
    for operation in OPERATIONS:
        assert re.fullmatch(r"([bids]\??)*:[nbidsj]\??", operation.signature), operation
        assert len(operation.signature.partition(":")[0].replace("?", "")) <= 16
    assert len({operation.name for operation in OPERATIONS}) == len(OPERATIONS)
    assert tuple(EVENT_SINCE) == EVENTS
    assert len(EVENTS) < 31  # the last kind is the core's own


def test_the_manager_offers_every_operation_and_event() -> None:
    offered: set[str] = set()
    for name in dir(AndroidAudioManager):
        member = getattr(AndroidAudioManager, name)
        function = member.fget if isinstance(member, property) else member
        offered.update(getattr(function, "operations", ()))
    assert offered == {operation.name for operation in OPERATIONS} | set(EVENTS)
    assert {source.event for source in SOURCES.values()} == set(EVENTS)


def test_the_shims_table_is_the_same() -> None:
    if "android" not in _native.drivers():
        pytest.skip("this build has no android driver")
    driver = _native.NativeDriver("android", application_name="test")
    assert driver.events == EVENTS
    assert driver.operations == {operation.name: operation for operation in OPERATIONS}
