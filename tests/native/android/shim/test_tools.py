"""What is built for Android: the dex in the tree, and the extension without an NDK."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOOLS = Path(__file__).resolve().parents[4] / "tools"


def run(tool: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(TOOLS / tool), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def needs(*programs: str) -> None:
    for program in programs:
        if shutil.which(program) is None:
            pytest.skip(f"this machine lacks {program}")


@pytest.mark.timeout(600)
def test_the_dex_is_what_its_sources_make():
    needs("java", "mvn")
    done = run("android_dex.py")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.timeout(600)
def test_the_dex_is_well_formed(tmp_path):
    needs("dexdump")
    header = (TOOLS.parent / "src/native/android/bridge_dex.h").read_text()
    body = header[header.index("{") + 1 : header.index("}")]
    file = tmp_path / "classes.dex"
    file.write_bytes(bytes(int(byte, 16) for byte in body.replace(",", " ").split()))
    done = subprocess.run(["dexdump", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "DEX version '035'" in done.stdout
    assert "'Lorg/audio_session/Bridge;'" in done.stdout
    file.write_bytes(file.read_bytes()[:-1] + b"\x7f")
    done = subprocess.run(["dexdump", str(file)], capture_output=True, check=False)
    assert done.returncode != 0, "dexdump takes a damaged file for good"


@pytest.mark.timeout(600)
@pytest.mark.parametrize("abi", ["arm64-v8a", "x86_64"])
def test_the_extension_compiles_and_links_for_android(abi):
    needs("clang", "ld.lld", "mvn", "readelf")
    done = run("android_compile.py", "--abi", abi)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith(f"{abi}: good")
