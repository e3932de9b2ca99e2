"""Compiles, analyses and links the extension for iOS as far as that goes without an SDK.

    python tools/ios_compile.py [--out FOLDER]

The shim and the core with warnings as errors, for a device and for the simulators, with ARC and
without, and under clang's static analyser; then both extension modules through our CMakeLists.txt,
linked as bundles for a device. Then it reads them: what they export, that they bind nothing that
iOS 13.0 lacks, and that the default one says no word of the microphone permission.

The C headers are those that Zig carries for Apple's systems (PyPI, ziglang), the headers of
Foundation and AVFAudio our own, Python's those of this Python, and symbols are left to be found
when it is loaded: this checks code and names, and is no proof of an ABI. With AUDIO_SESSION_IOS_SDK
set to the folder of an iPhoneOS SDK the shim is compiled and analysed against that as well.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NATIVE = ROOT / "src/native"
STAND_INS = ROOT / "tests/native/ios"
FACTS = ROOT / "tests/data/ios_avfaudio.json"
OLDEST = (13, 0)
TARGETS = (
    "arm64-apple-ios13.0",
    "arm64-apple-ios13.0-simulator",
    "x86_64-apple-ios13.0-simulator",
)
WARNINGS = ("-Wall", "-Wextra", "-Werror", "-Wunguarded-availability")
CHECKERS = "core,deadcode,nullability,osx,unix"
# What a review of the App Store looks for, of an app that does not say why it wants to record.
FORBIDDEN = (b"recordPermission", b"RecordPermission", b"NSMicrophoneUsageDescription")
# What clang itself calls for @available; Apple's compiler-rt has it.
RUNTIME = {"___isPlatformVersionAtLeast", "___isOSVersionAtLeast"}


def run(*command: str | Path) -> str:
    """Run a tool and return what it printed; ``RuntimeError`` if it fails."""
    done = subprocess.run(command, stdout=-1, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))}\n{done.stdout}")
    return done.stdout


def find_tool(name: str) -> str:
    """Return an LLVM tool, whose name may have clang's version at its end."""
    version = re.search(r"version (\d+)", run("clang", "--version"))
    for spelled in (name, f"{name}-{version[1]}" if version else name):
        if path := shutil.which(spelled):
            return path
    raise RuntimeError(f"this machine lacks {name}: apt-get install clang lld llvm")


def stub_headers() -> list[str]:
    """Return the flags for headers without an SDK."""
    spec = importlib.util.find_spec("ziglang")
    if spec is None or spec.origin is None:
        raise RuntimeError("this Python lacks ziglang: pip install ziglang==0.13.0")
    darwin = Path(spec.origin).parent / "lib/libc/include/any-macos-any"
    resources = Path(run("clang", "-print-resource-dir").strip()) / "include"
    folders = [resources, darwin, STAND_INS / "apple", STAND_INS / "avfaudio"]
    return ["-nostdlibinc", *(f"-isystem{folder}" for folder in folders)]


def shim() -> list[Path]:
    """Return the sources that a build for iOS has, but for those that need Python."""
    sources = [*NATIVE.glob("ios/*.[mc]"), *NATIVE.glob("core/*.c")]
    return sorted(source for source in sources if source.name != "record_module.c")


def dialect(source: Path, *, arc: bool) -> list[str]:
    """Return the flags of a source's language."""
    flags = [f"-I{NATIVE / 'include'}", f"-I{NATIVE / 'ios'}", "-fvisibility=hidden"]
    if source.suffix == ".c":
        return [*flags, "-std=c11"]
    return [*flags, "-std=gnu11", "-fblocks", "-fobjc-arc" if arc else "-fno-objc-arc"]


def compile_shim(headers: list[str]) -> int:
    """Compile for every target, with ARC and without; returns how many objects that made."""
    made = 0
    for target in TARGETS:
        for arc in (False, True):
            for source in shim():
                if arc and source.suffix == ".c":
                    continue
                flags = [*dialect(source, arc=arc), *WARNINGS, "-O2", *headers]
                run("clang", "-target", target, *flags, "-c", source, "-o", os.devnull)
                made += 1
    return made


def analyse(headers: list[str]) -> list[str]:
    """Return what clang's static analyser finds."""
    found = []
    for source in shim():
        flags = [*dialect(source, arc=False), *headers, "-Xanalyzer"]
        flags.append(f"-analyzer-checker={CHECKERS}")
        said = run("clang", "--analyze", "-target", TARGETS[0], *flags, source, "-o", os.devnull)
        found += re.findall(r"^(.+: warning: .+)$", said, re.MULTILINE)
    return found


def write_toolchain(folder: Path, headers: list[str]) -> Path:
    """Write what CMake has to know; an empty folder stands for the SDK."""
    sdk = folder / "iPhoneOS"
    for framework in ("Foundation", "AVFoundation"):
        place = sdk / f"System/Library/Frameworks/{framework}.framework"
        place.mkdir(parents=True)
        (place / f"{framework}.tbd").write_text(
            "--- !tapi-tbd\ntbd-version: 4\ntargets: [ arm64-ios ]\n"
            f"install-name: '/System/Library/Frameworks/{framework}.framework/{framework}'\n...\n"
        )
    linker = f"-fuse-ld={find_tool('ld64.lld')} -mlinker-version=609 -nostdlib"
    flags = " ".join([*headers, "-Wno-unused-command-line-argument"])
    lines = [
        "set(CMAKE_SYSTEM_NAME iOS)",
        f"set(CMAKE_OSX_SYSROOT {sdk})",
        "set(CMAKE_OSX_ARCHITECTURES arm64)",
        "set(CMAKE_OSX_DEPLOYMENT_TARGET 13.0)",
        "set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)",
        f"set(CMAKE_INSTALL_NAME_TOOL {find_tool('true')})",
        f"set(CMAKE_AR {find_tool('llvm-ar')})",
        f"set(CMAKE_RANLIB {find_tool('llvm-ranlib')})",
        f'set(CMAKE_MODULE_LINKER_FLAGS_INIT "{linker}")',
    ]
    for language in ("C", "OBJC"):
        lines += [
            f"set(CMAKE_{language}_COMPILER {find_tool('clang')})",
            f"set(CMAKE_{language}_COMPILER_TARGET {TARGETS[0]})",
            f'set(CMAKE_{language}_FLAGS_INIT "{flags}")',
        ]
    toolchain = folder / "toolchain.cmake"
    toolchain.write_text("\n".join(lines) + "\n")
    return toolchain


def build(folder: Path, headers: list[str]) -> list[Path]:
    """Build the extension through CMake; returns the default bundle and the optional one."""
    toolchain = write_toolchain(folder, headers)
    run(
        *("cmake", "-S", ROOT, "-B", folder / "build", "-G", "Ninja"),
        *(f"-DCMAKE_TOOLCHAIN_FILE={toolchain}", "-DAUDIO_SESSION_WERROR=ON"),
        "-DAUDIO_SESSION_IOS_MICROPHONE=ON",
        f"-DPython_EXECUTABLE={sys.executable}",
        f"-DPython_INCLUDE_DIR={sysconfig.get_path('include')}",
    )
    run("cmake", "--build", folder / "build", "--target", "_native")
    return [next((folder / "build").glob(f"{name}.*so")) for name in ("_native", "_ios_record")]


def version(facts: dict[str, str]) -> tuple[int, ...]:
    """Return the version that brought something, as numbers."""
    return tuple(int(part) for part in facts.get("since", "2.0").split("."))


def check(bundle: Path, *, records: bool = False) -> list[str]:
    """Return what is wrong with a bundle: what it exports, binds and, unless it records, says."""
    table = run(find_tool("llvm-nm"), bundle)
    exported = set(re.findall(r"^[0-9a-f]+ [A-TV-Z] (\S+)$", table, re.MULTILINE))
    bound = set(re.findall(r"^ +U (\S+)$", table, re.MULTILINE))
    facts = json.loads(FACTS.read_text())
    old = {f"_{name}" for name, fact in facts["constants"].items() if version(fact) <= OLDEST}
    old |= {
        f"_OBJC_CLASS_$_{name}"
        for name, members in facts["classes"].items()
        if version(members["_"]) <= OLDEST
    }
    faults = []
    wanted = {f"_PyInit_{bundle.name.partition('.')[0]}"}
    if exported != wanted:
        faults.append(f"it exports {sorted(exported)}, it has to export {sorted(wanted)}")
    if newer := sorted(name for name in bound if "AVAudio" in name and name not in old):
        faults.append(f"it binds what iOS 13.0 lacks: {newer}")
    if strange := sorted(
        name for name in bound if name.startswith("___is") and name not in RUNTIME
    ):
        faults.append(f"it binds {strange}")
    content = b"" if records else bundle.read_bytes()
    faults += [f"it says {word.decode()!r}" for word in FORBIDDEN if word in content]
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--out", type=Path, help="keep what was made in this folder")
    options = parser.parse_args()
    sdk = os.environ.get("AUDIO_SESSION_IOS_SDK")
    headers = stub_headers()
    made, found = compile_shim(headers), analyse(headers)
    print(f"shim: {made} objects, {len(found)} findings of the analyser")
    if sdk:
        against = ["-isysroot", sdk]
        made, more = compile_shim(against), analyse(against)
        print(f"against {sdk}: {made} objects, {len(more)} findings")
        found += more
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.out or Path(temporary)
        default, optional = build(folder, headers)
        faults = {default: found + check(default), optional: check(optional, records=True)}
        for bundle, wrong in faults.items():
            size = bundle.stat().st_size // 1024
            print(f"{bundle.name}: {'; '.join(wrong) or 'good'}, {size} KB")
    return int(any(faults.values()))


if __name__ == "__main__":
    sys.exit(main())
