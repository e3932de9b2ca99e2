"""The table of iOS operations: against the SDK's metadata, the shim's, and the docs."""

from __future__ import annotations

import inspect
import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from audio_session import AVAudioApplication, AVAudioSession, _native, ios, ios_manager
from audio_session.ios_manager._sources import SOURCES
from audio_session.platforms._ios_record_table import RECORD_OPERATIONS
from audio_session.platforms._ios_table import (
    BUILT_IN_OUTPUTS,
    EVENT_SINCE,
    EVENTS,
    OPERATIONS,
    PRIVATE_OUTPUTS,
    version,
)

ROOT = Path(__file__).resolve().parents[2]
SDK: dict[str, Any] = json.loads((ROOT / "tests/data/ios_avfaudio.json").read_text())
OF_OTHER_FRAMEWORKS = {"operatingSystemVersion", "UIApplicationDidBecomeActiveNotification"}
# Of NSObject, or deprecated before the oldest iOS that Python runs on.
NOT_OFFERED = {"alloc", "new", "sharedInstance"}
RECORD = {"recordPermission", "requestRecordPermission"} | {
    "requestRecordPermissionWithCompletionHandler"
}
CLASSES = ("AVAudioSession", "AVAudioApplication")
# The key-value observed property, where it is newer than the property itself.
OBSERVED_SINCE = {"sampleRate": "18.0"}


def published() -> dict[str, str]:
    """Every member that is no record's, with the iOS that brought it, "" for 13.0 or older."""
    members = {}
    for owner, entries in SDK["classes"].items():
        for name, entry in entries.items():
            since = entry.get("since", "")
            if owner == "AVAudioApplication":
                since = since or "17.0"
            members[name[1:]] = since if since and version(since) > (13, 0) else ""
    return members


def test_every_operation_has_the_name_and_version_of_the_sdk() -> None:
    members = published()
    for operation in OPERATIONS:
        if operation.name not in OF_OTHER_FRAMEWORKS:
            assert members[operation.name] == operation.since, operation.name


def test_every_member_of_the_two_classes_is_offered() -> None:
    offered = {operation.name for operation in OPERATIONS}
    for owner in CLASSES:
        for name, entry in SDK["classes"][owner].items():
            deprecated = entry.get("deprecated")
            if name == "_" or (deprecated and version(deprecated) < (13, 0)):
                continue
            assert name[1:] in offered | NOT_OFFERED | RECORD, name


# Apple's words that are not split where its capitals are, and a name that says more with us. The
# setters are the manager's, and the delegate was deprecated in iOS 6.
OTHERWISE = {
    "UID": "uid",
    "dataSourceID": "data_source_id",
    "owningPortUID": "owning_port_uid",
    "spatialAudioEnabled": "is_spatial_audio_enabled",
}


DESCRIPTIONS = sorted(SDK["classes"].keys() - {*CLASSES, "AVAudioSessionDelegate"})


@pytest.mark.parametrize("name", DESCRIPTIONS)
def test_every_member_of_a_description_is_offered(name: str) -> None:
    setters = {operation.name for operation in OPERATIONS if operation.name.startswith("set")}
    description = getattr(ios_manager, name)
    ours = {*(field.name for field in fields(description)), *vars(description)}
    for member in SDK["classes"][name]:
        plain = member[1:]
        if member != "_" and plain not in NOT_OFFERED | setters:
            words = re.sub(r"(?=[A-Z])", "_", plain).lower()
            assert OTHERWISE.get(plain, words) in ours, member


def test_the_microphones_permission_is_in_a_table_of_its_own() -> None:
    assert {each.name.rpartition(".")[2] for each in RECORD_OPERATIONS} == RECORD
    assert not RECORD & {each.name for each in OPERATIONS}


def test_every_notification_is_one_of_the_sdk() -> None:
    constants = SDK["constants"]
    posted = {name for name in constants if name.endswith("Notification")}
    assert posted <= set(EVENTS)
    members = published()
    for name, since in EVENT_SINCE.items():
        if name in constants:
            known = constants[name]["since"]
            assert since == (known if version(known) > (13, 0) else ""), name
        elif name not in OF_OTHER_FRAMEWORKS:
            assert since == OBSERVED_SINCE.get(name, members[name]), name


def test_signatures_are_well_formed_and_names_are_told_apart() -> None:
    for operation in (*OPERATIONS, *RECORD_OPERATIONS):
        assert re.fullmatch(r"([bids]\??)*:[nbidsj]\??", operation.signature), operation
    assert len({operation.name for operation in OPERATIONS}) == len(OPERATIONS)
    assert tuple(EVENT_SINCE) == EVENTS
    assert len(EVENTS) < 31  # the last kind is the core's own


def test_ports_are_constants_of_the_sdk() -> None:
    for name in (*PRIVATE_OUTPUTS, *BUILT_IN_OUTPUTS):
        assert name in SDK["constants"]
        assert ios.AVAudioSessionPort(name).is_known


@pytest.mark.parametrize(
    ("text", "expected"), [("", (13, 0)), ("17.2", (17, 2)), ("26", (26, 0)), ("17.2.1", (17, 2))]
)
def test_versions(text: str, expected: tuple[int, int]) -> None:
    assert version(text) == expected


def offered(*managers: type) -> set[str]:
    found: set[str] = set()
    for manager in managers:
        for _name, member in inspect.getmembers(manager):
            function = member.fget if isinstance(member, property) else member
            found.update(getattr(function, "operations", ()))
    return found


def test_the_managers_offer_every_operation_and_event() -> None:
    assert offered(AVAudioSession, AVAudioApplication) == {
        operation.name for operation in OPERATIONS
    } | set(EVENTS)
    assert {source.event for source in SOURCES.values()} == set(EVENTS)


def test_the_shims_table_is_the_same() -> None:
    if "ios" not in _native.drivers():
        pytest.skip("this build has no ios driver")
    driver = _native.NativeDriver("ios", application_name="test")
    assert driver.events == EVENTS
    assert driver.operations == {operation.name: operation for operation in OPERATIONS}
