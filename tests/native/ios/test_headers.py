"""The stand-in AVFAudio declares what the iOS SDK does: the compiler's view, and its metadata."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
FACTS = json.loads((ROOT / "tests/data/ios_avfaudio.json").read_text())
HEADERS = ROOT / "tests/native/ios/avfaudio"
# Of NSObject's, or in a header of another framework's.
NOT_OURS = {"+alloc", "+new"}
# Declared in AVFAudio, and not among the facts.
BESIDES = {"AVFAudioDescription", "AVAudioChannelLayout"}

Facts = dict[str, Any]


def joined(selector: str) -> str:
    """Join a selector as the metadata does: ``setActive:error:`` is ``setActiveError``."""
    first, *others = selector.split(":")
    return first + "".join(part[:1].upper() + part[1:] for part in others)


def versions(text: str) -> dict[str, str]:
    """Read ``AvailabilityAttr ... ios 14.5 17.0 0`` as since and deprecated."""
    found = re.search(r"AvailabilityAttr .*> ios ([\d.]+) ([\d.]+) ", text)
    if not found:
        return {}
    since, deprecated = found.groups()
    return {"since": since} | ({"deprecated": deprecated} if deprecated != "0" else {})


@pytest.fixture(scope="module")
def dump(tmp_path_factory) -> str:
    for program in ("clang", "gnustep-config"):
        if shutil.which(program) is None:
            pytest.skip(f"this machine lacks {program}")
    folder = tmp_path_factory.mktemp("headers")
    (folder / "objc").mkdir()
    (folder / "objc/blocks_runtime.h").write_text("#include <Block.h>\n")
    gcc = subprocess.check_output(["gcc", "-print-file-name=include"], text=True).strip()
    (folder / "gcc").mkdir()
    (folder / "gcc/objc").symlink_to(Path(gcc) / "objc")
    source = folder / "all.m"
    source.write_text("#import <AVFAudio/AVFAudio.h>\n")
    flags = subprocess.check_output(["gnustep-config", "--objc-flags"], text=True).split()
    flags = [flag for flag in flags if flag not in {"-MMD", "-MP"}]
    command = ["clang", "-fsyntax-only", "-fblocks", "-std=gnu11", *flags, f"-I{HEADERS}"]
    command += [f"-isystem{folder}", f"-isystem{folder / 'gcc'}"]
    command += ["-Xclang", "-ast-dump", "-Xclang", "-ast-dump-filter=AVAudio", str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def blocks(dump: str, kind: str) -> list[tuple[str, str]]:
    """Return the top-level declarations of a kind: the first line, and what belongs to it."""
    found = []
    for block in re.split(r"^Dumping .*:\n", dump, flags=re.MULTILINE):
        head, _, body = block.partition("\n")
        if head.startswith(f"{kind} "):
            found.append((head, body))
    return found


def children(body: str) -> list[str]:
    """Split what belongs to a declaration into its direct members."""
    return re.split(r"^[|`]-", body, flags=re.MULTILINE)[1:]


def class_of(head: str, body: str) -> tuple[str, Facts]:
    """Read an interface, category or protocol."""
    name = re.search(r"(?:line|col):[\d:]+ (\w+)", head)
    assert name, head
    members: Facts = {}
    for member in children(body):
        first = member.splitlines()[0]
        if first.startswith("ObjCPropertyDecl"):
            found = re.search(r"col:\d+ (\w+) '", first)
            assert found, first
            sign = "+" if first.split().count("class") else "-"
            members[sign + found[1]] = {"prop": True} | versions(member)
        elif first.startswith("ObjCMethodDecl") and " implicit " not in first:
            found = re.search(r"([-+]) (\S+) '", first)
            assert found, first
            members[found[1] + joined(found[2])] = {"prop": False} | versions(member)
        elif first.startswith("AvailabilityAttr"):
            members["_"] = versions(first)
    return name[1], members


def test_classes(dump):
    found: dict[str, Facts] = {}
    kinds = ("ObjCInterfaceDecl", "ObjCProtocolDecl")
    for head, body in [block for kind in kinds for block in blocks(dump, kind)]:
        name, members = class_of(head, body)
        found.setdefault(name, {}).update(members)
    # A category is named by itself: what it adds is AVAudioSession's.
    deprecated = [body for head, body in blocks(dump, "ObjCCategoryDecl")]
    assert len(deprecated) == 1
    for member, facts in class_of(f"col:1 {'X'}", deprecated[0])[1].items():
        found["AVAudioSession"][member] = facts
    for name in BESIDES:
        found.pop(name, None)
    expected = {
        name: {member: facts for member, facts in members.items() if member not in NOT_OURS}
        for name, members in FACTS["classes"].items()
    }
    assert found == expected


def test_constants(dump):
    found = {}
    for head, body in blocks(dump, "VarDecl"):
        declared = re.search(r"\b(AV\w+) '.*'NSString \*const' extern$", head) or re.search(
            r"\b(AV\w+) 'NSString \*const' extern$", head
        )
        assert declared, head
        found[declared[1]] = versions(body)
    expected = {name: facts for name, facts in FACTS["constants"].items() if "_" not in name}
    assert found == expected


def test_enumerations(dump):
    found: dict[str, dict[str, int]] = {}
    for head, body in blocks(dump, "EnumDecl"):
        name = re.search(r"\b(AVAudio\w+) '", head)
        constants: dict[str, int] = {}
        for member in children(body):
            first = re.search(r"\b(AVAudio\w+) '", member.splitlines()[0])
            value = re.search(r"value: Int (-?\d+)", member)
            if not first:
                continue
            assert value, member
            constants[first[1]] = int(value[1])
        if name and constants:
            found[name[1]] = constants
    loose = {head.split(" col:")[-1].split()[1] for head, _ in blocks(dump, "EnumConstantDecl")}
    assert {name for name in loose if "_" in name} == {
        name for name in FACTS["constants"] if "_" in name
    }
    for name, values in FACTS["enums"].items():
        prefix = re.sub(r"Options$", "Option", name)
        spelled = {prefix + value: number for value, number in values.items()}
        assert found.pop(name) == spelled, name
    assert not found, "enumerations that the SDK has not"


def test_the_comparison_sees_a_difference(dump):
    name, members = class_of(
        "ObjCInterfaceDecl 0x1 <a.h:1:1> line:1:2 AVAudioX",
        "|-ObjCMethodDecl 0x1 <col:1> col:1 - setA:error: 'BOOL'\n"
        '| `-AvailabilityAttr 0x1 <line:1> ios 14.5 17.0 0 "" "" 0\n',
    )
    assert (name, members) == (
        "AVAudioX",
        {"-setAError": {"prop": False, "since": "14.5", "deprecated": "17.0"}},
    )
