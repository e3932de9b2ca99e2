"""The driver's tables in C, Java and Python say the same."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from audio_session.platforms._android_table import EVENTS, OPERATIONS

ROOT = Path(__file__).resolve().parents[4]
SHIM = ROOT / "src/native/android"
TEXT = "Ljava/lang/String;"
SESSION = "Lorg/audio_session/Session;"
# What a letter of a signature is in Java.
JAVA = {
    "b": {"Z"},
    "i": {"I", "J"},
    "d": {"D"},
    "s": {TEXT},
    "j": {TEXT},
    "n": {"V"},
}

sys.path.insert(0, str(ROOT / "tools"))
from android_dex import compile_classes  # noqa: E402 - tools is no package


def rows() -> dict[str, tuple[str, str, str]]:
    """Read operations.h: name -> signature, since, descriptor."""
    text = (SHIM / "operations.h").read_text()
    text = text[text.index("*/") :]
    found = re.findall(r'OPERATION\((\w+),\s*"([^"]*)",\s*"([^"]*)",\s*([^\n]+)\)\n', text)
    assert len(found) == text.count("OPERATION(")
    descriptor = {
        name: "".join(re.findall(r'"([^"]*)"', java.replace("TEXT", f'"{TEXT}"')))
        for name, _, _, java in found
    }
    return {name: (signature, since, descriptor[name]) for name, signature, since, _ in found}


def split(descriptor: str) -> tuple[list[str], str]:
    """Split a descriptor into the types of the arguments and of the result."""
    arguments, result = re.fullmatch(r"\((.*)\)(.+)", descriptor).groups()
    return re.findall(r"L[^;]+;|.", arguments), result


def test_the_operations_are_those_of_the_table():
    ours = [(name, signature, since) for name, (signature, since, _) in rows().items()]
    assert ours == [tuple(operation) for operation in OPERATIONS]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_a_descriptor_is_what_the_signature_means(operation):
    arguments, _, result = operation.signature.replace("?", "").partition(":")
    java_arguments, java_result = split(rows()[operation.name][2])
    assert len(java_arguments) == len(arguments)
    for letter, java in zip(arguments, java_arguments, strict=True):
        assert java in JAVA[letter]
    assert java_result in JAVA[result]
    assert len(arguments) <= 16, "MOST_ARGUMENTS in operations.c"


def test_the_events_have_the_same_numbers_everywhere():
    driver = (SHIM / "driver.c").read_text()
    in_c = re.search(r"events\[\] = \{(.*?)\};", driver, re.DOTALL).group(1)
    java = (SHIM / "java/org/audio_session/Events.java").read_text()
    in_java = {name: int(number) for name, number in re.findall(r"int (\w+) = (\d+);", java)}
    assert tuple(re.findall(r'"(\w+)"', in_c)) == EVENTS
    assert in_java == {name: number for number, name in enumerate(EVENTS)}


@pytest.fixture(scope="module")
def classes(tmp_path_factory):
    folder = tmp_path_factory.mktemp("classes")
    try:
        compile_classes(folder)
    except (OSError, RuntimeError) as error:
        pytest.skip(f"the bridge cannot be compiled here: {str(error).splitlines()[0]}")
    return folder


def methods(classes: Path, name: str) -> list[tuple[str, str, str]]:
    """Read a class file with javap: modifiers, name and descriptor of each method."""
    command = ["javap", "-s", "-p", "-cp", str(classes), f"org.audio_session.{name}"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return re.findall(r"^  (.*?)(\w+)\(.*\n    descriptor: (.+)$", text, re.MULTILINE)


def test_every_method_that_c_looks_up_is_in_the_class(classes):
    wanted = [
        (name, descriptor.replace("(", f"({SESSION}", 1))
        for name, (_, _, descriptor) in rows().items()
    ]
    wanted.append(("open", f"(Landroid/content/Context;J){SESSION}"))
    wanted.append(("close", f"({SESSION})V"))
    found = [
        (name, descriptor)
        for modifiers, name, descriptor in methods(classes, "Bridge")
        if "static" in modifiers.split()
    ]
    assert sorted(found) == sorted(wanted)


def test_every_native_method_is_registered(classes):
    text = (SHIM / "bridge.c").read_text()
    table = re.search(r"natives\[\] = \{(.*?)\};", text, re.DOTALL).group(1)
    registered = re.findall(r'"(\w+)", \(char \*\)"([^"]+)"', table)
    natives = [
        (name, descriptor)
        for path in (classes / "org/audio_session").glob("*.class")
        for modifiers, name, descriptor in methods(classes, path.stem)
        if "native" in modifiers.split()
    ]
    assert registered == natives
