"""What is built for iOS: the shim and the extension without an SDK."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOOLS = Path(__file__).resolve().parents[3] / "tools"
sys.path.insert(0, str(TOOLS))
import ios_compile  # noqa: E402 - tools is no package


@pytest.fixture(scope="module")
def bundle(tmp_path_factory) -> Path:
    for program in ("clang", "ld64.lld", "llvm-nm", "cmake", "ninja"):
        if shutil.which(program) is None and shutil.which(f"{program}-14") is None:
            pytest.skip(f"this machine lacks {program}")
    if importlib.util.find_spec("ziglang") is None:
        pytest.skip("this Python lacks ziglang")
    folder = tmp_path_factory.mktemp("ios")
    command = [sys.executable, str(TOOLS / "ios_compile.py"), "--out", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 findings" in done.stdout
    return next((folder / "build").glob("_native.*so"))


@pytest.mark.timeout(600)
def test_the_extension_compiles_and_links_for_ios(bundle):
    assert bundle.read_bytes()[:4] == b"\xcf\xfa\xed\xfe", "a 64-bit Mach-O file"
    assert ios_compile.check(bundle) == []


@pytest.mark.timeout(600)
def test_the_words_of_the_microphone_permission_are_in_the_optional_module_alone(bundle):
    (optional,) = bundle.parent.glob("_ios_record.*so")
    assert ios_compile.check(optional, records=True) == []
    assert ios_compile.check(optional) == [
        "it says 'recordPermission'",
        "it says 'RecordPermission'",
    ]


@pytest.mark.timeout(600)
def test_a_newer_symbol_would_be_found(bundle, monkeypatch):
    monkeypatch.setattr(ios_compile, "OLDEST", (5, 0))
    assert any("it binds what iOS 13.0 lacks" in fault for fault in ios_compile.check(bundle))
