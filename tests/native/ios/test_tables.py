"""The driver's tables in Objective-C and in Python say the same, and Apple's metadata agrees."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from audio_session.platforms._ios_table import (
    BUILT_IN_OUTPUTS,
    CURRENT_OUTPUT_BUILT_IN,
    EVENT_SINCE,
    HAS_REASON,
    OPERATIONS,
    PREVIOUS_OUTPUT_PRIVATE,
    PRIVATE_OUTPUTS,
    REASON_SHIFT,
    SUSPENDED,
)

ROOT = Path(__file__).resolve().parents[3]
SHIM = ROOT / "src/native/ios"
FACTS = json.loads((ROOT / "tests/data/ios_avfaudio.json").read_text())
OLDEST = (13, 0)


def version(text: str) -> tuple[int, int]:
    major, _, minor = text.partition(".")
    return int(major), int(minor or 0)


def since(text: str) -> str:
    """Return a version as the tables write it: "" for 13.0 or older."""
    return text if version(text) > OLDEST else ""


def read(name: str) -> str:
    text = (SHIM / name).read_text()
    return text[text.index("*/") :]


def joined(selector: str) -> str:
    """Join a selector as the metadata does: ``setActive:error:`` is ``setActiveError``."""
    first, *others = selector.split(":")
    return first + "".join(part[:1].upper() + part[1:] for part in others)


def members(*classes: str) -> dict[str, dict[str, str]]:
    return {
        member[1:]: facts
        for name in classes
        for member, facts in FACTS["classes"][name].items()
        if member != "_"
    }


def test_the_operations_are_those_of_the_table():
    rows = re.findall(
        r'^OPERATION\((\w+), "([^"]*)", "([^"]*)",', read("operations.h"), re.MULTILINE
    )
    assert rows == [tuple(operation) for operation in OPERATIONS]


def test_the_events_are_those_of_the_table():
    rows = re.findall(r'^(?:NOTICE|KEY)\((\w+), "([^"]*)", \w+\)$', read("events.h"), re.MULTILINE)
    answers = re.findall(r"^ANSWER\((\w+)\)$", read("events.h"), re.MULTILINE)
    versions = {operation.name: operation.since for operation in OPERATIONS}
    assert rows + [(name, versions[name]) for name in answers] == list(EVENT_SINCE.items())


def test_the_flags_are_those_of_the_table():
    text = read("observer.m")
    numbers = dict(re.findall(r"(\w+) = (\d+)[,; ]", text))
    for name, number in {
        "SUSPENDED": SUSPENDED,
        "HAS_REASON": HAS_REASON,
        "REASON_SHIFT": REASON_SHIFT,
        "PREVIOUS_OUTPUT_PRIVATE": PREVIOUS_OUTPUT_PRIVATE,
        "CURRENT_OUTPUT_BUILT_IN": CURRENT_OUTPUT_BUILT_IN,
    }.items():
        assert int(numbers[name]) == number
    private = text[text.index("is_private(") : text.index("is_built_in(")]
    built_in = text[text.index("is_built_in(") : text.index("has_output(")]
    assert set(re.findall(r"AVAudioSessionPort\w+", private)) == set(PRIVATE_OUTPUTS)
    assert set(re.findall(r"AVAudioSessionPort\w+", built_in)) == set(BUILT_IN_OUTPUTS)


def test_every_version_is_one_that_can_be_asked_for():
    known = set(re.findall(r"^    VERSION\(([\d.]+)\)$", read("version.m"), re.MULTILINE))
    text = "".join(path.read_text() for path in SHIM.glob("*.[mh]"))
    assert set(re.findall(r'"(\d+\.\d)"', text)) - {"17.2"} <= known
    assert known == {version for version in known if f'"{version}"' in text}


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_an_operations_version_is_apples(operation):
    if operation.name == "operatingSystemVersion":
        return
    facts = members("AVAudioApplication", "AVAudioSession") | {
        name: fact
        for name, fact in members(
            "AVAudioSessionPortDescription", "AVAudioSessionDataSourceDescription"
        ).items()
        if name.startswith("set")
    }
    assert operation.since == since(facts[operation.name].get("since", "13.0"))


def test_every_constant_is_one_of_apples_and_none_is_missing():
    table = read("names.m")
    rows = dict(re.findall(r'^    \{"(\w+)", "([^"]*)"\},$', table, re.MULTILINE))
    kinds = r"AVAudioSession(Category|Mode|Port|Location|Orientation|PolarPattern)\w+"
    assert rows == {
        name: since(facts["since"])
        for name, facts in FACTS["constants"].items()
        if re.fullmatch(kinds, name) and not name.endswith(("Key", "Notification"))
    }


def test_what_is_looked_up_by_name_is_apples():
    found = re.findall(r'ios_constant\("(\w+)", "([^"]*)"\)', read("observer.m"))
    found += re.findall(r'^READER\(\w+, \w+, (\w+), "([^"]*)"\)$', read("observer.m"), re.MULTILINE)
    found += re.findall(r'^NOTICE\((AV\w+), "([^"]*)"', read("events.h"), re.MULTILINE)
    assert len(found) == 2 + 5 + 13
    for name, version_ in found:
        assert since(FACTS["constants"][name]["since"]) == version_, name


def test_the_keys_are_properties():
    for name, version_ in re.findall(r'^KEY\((\w+), "([^"]*)"', read("events.h"), re.MULTILINE):
        facts = FACTS["classes"]["AVAudioSession"][f"-{name}"]
        assert facts["prop"]
        # Since 6.0 a property, and one that can be observed since 18.0 (AVAudioSession.h).
        assert version_ == ("18.0" if name == "sampleRate" else since(facts["since"]))


def test_the_newer_methods_are_apples():
    """The protocols of newer.h: each method under the version that its comment says."""
    text = read("newer.h")
    owners = {
        "AudioSessionNewerSession": "AVAudioSession",
        "AudioSessionNewerApplication": "AVAudioApplication",
        "AudioSessionNewerApplicationClass": "AVAudioApplication",
        "AudioSessionNewerPort": "AVAudioSessionPortDescription",
        "AudioSessionBluetoothMicrophone": "AVAudioSessionPortExtensionBluetoothMicrophone",
        "AudioSessionCapability": "AVAudioSessionCapability",
    }
    checked = 0
    for protocol, body in re.findall(r"@protocol (\w+)\n(.*?)@end", text, re.DOTALL):
        if protocol not in owners:
            continue
        facts = members(owners[protocol])
        now = ""
        for line in re.sub(r"\n\s+", " ", body).splitlines():
            if stated := re.search(r"(\d+\.\d)", line) if line.startswith("/*") else None:
                now = stated[1]
            if not line.startswith("- "):
                continue
            bare = re.sub(r"\([^()]*(\([^()]*\)[^()]*)*\)", "", line)
            selector = "".join(re.findall(r"(\w+:)", bare)) or re.findall(r"(\w+);", bare)[0]
            name = joined(selector)
            fact = facts.get(name) or facts[name[2:3].lower() + name[3:]]
            if now and "since" in fact:
                assert fact["since"] == now, (protocol, selector)
            checked += 1
    assert checked == 32
