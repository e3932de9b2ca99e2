"""Compiles and links the extension for Android as far as that goes without an NDK.

    python tools/android_compile.py [--abi arm64-v8a|x86_64] [--out FOLDER]

The shim, the core and Cython's output with warnings as errors; linked, with nothing undefined,
against the published Android libpython 3.11 and a stub libc. The stub has only what that libpython
and its modules import, symbol versions and all, so each of its names is there at API 24. Then it
reads the result: what it exports, what it needs, and that its pages are 16 KB.

The headers of libc are glibc's, not bionic's: this checks code and names, and is no proof of an
ABI. Wheels for phones are built with the NDK.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import NamedTuple

from framework_jars import CACHE

ROOT = Path(__file__).resolve().parent.parent
NATIVE = ROOT / "src/native"
PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1"
API = 24
PYTHON = "3.11"
# What we use and Android's Python does not. Gnulib's manual: missing on Android 4.1 (API 16).
ALSO_IN_LIBC = {("posix_memalign", "LIBC")}
ENTRIES = {"PyInit__native", "JNI_OnLoad"}


class Abi(NamedTuple):
    """An Android ABI: the compiler's name for it, libc's headers, and its Python's checksum."""

    triple: str
    headers: tuple[str, ...]
    sha256: str


ABIS = {
    "arm64-v8a": Abi(
        f"aarch64-linux-android{API}",
        ("/usr/aarch64-linux-gnu/include",),
        "ac149337770457565b8c9af14036dfb6bfb3f11282aa43efdda24ecd161d03a5",
    ),
    "x86_64": Abi(
        f"x86_64-linux-android{API}",
        ("/usr/include/x86_64-linux-gnu", "/usr/include"),
        "86d8088b7d8cc871c8ed64d698f68978eb28066af644d6a0df518d36f5682ca9",
    ),
}


def run(*command: str | Path) -> str:
    """Run a tool and return what it printed; ``RuntimeError`` if it fails."""
    done = subprocess.run(command, stdout=-1, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))}\n{done.stdout}")
    return done.stdout


def fetch_python(abi: str) -> Path:
    """Return Android's Python, headers and libraries, unpacked; through Maven if need be."""
    version = f"{PYTHON}.10-0"
    folder = CACHE / "android-python" / f"{version}-{abi}"
    if folder.exists():
        return folder
    run(
        *("mvn", "-B", "-q", f"-Dmaven.repo.local={CACHE / 'maven'}", f"{PLUGIN}:get"),
        *("-Dtransitive=false", f"-Dartifact=com.chaquo.python:target:{version}:zip:{abi}"),
    )
    name = f"com/chaquo/python/target/{version}/target-{version}-{abi}.zip"
    archive = CACHE / "maven" / name
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != ABIS[abi].sha256:
        archive.unlink()
        raise RuntimeError(f"{name}: its sha256 is {found}, not {ABIS[abi].sha256}; deleted")
    unpacked = folder.with_suffix(".new")
    with zipfile.ZipFile(archive) as file:
        file.extractall(unpacked)
    unpacked.replace(folder)
    return folder


def imports(library: Path) -> set[tuple[str, str]]:
    """Return the versioned symbols that a library takes from libc: name and version."""
    table = run("readelf", "-W", "--dyn-syms", library)
    return set(re.findall(r" UND (\w+)@(LIBC\w*)", table))


def make_stub(folder: Path, abi: str, symbols: set[tuple[str, str]]) -> None:
    """Make a libc.so that has these symbols and does nothing."""
    versions: dict[str, list[str]] = {"LIBC": []}
    for name, version in sorted(symbols):
        versions.setdefault(version, []).append(name)
    source, script = folder / "libc.s", folder / "libc.map"
    source.write_text(
        "".join(
            f".globl {name}\n.type {name}, %function\n{name}:\n"
            for names in versions.values()
            for name in names
        )
    )
    script.write_text(
        "".join(
            f"{version} {{ global: {'; '.join(names)}; }}{' LIBC' if version != 'LIBC' else ''};\n"
            for version, names in versions.items()
        )
    )
    run(
        *("clang", f"--target={ABIS[abi].triple}", "-fuse-ld=lld", "-nostdlib", "-shared"),
        *("-Wl,-soname,libc.so", f"-Wl,--version-script={script}", source),
        *("-o", folder / "libc.so"),
    )


def write_sources(folder: Path) -> dict[Path, list[str]]:
    """Return the C files of the extension, with what each defines; some are made here."""
    cython = folder / "_native.c"
    run(sys.executable, "-m", "cython", "-3", ROOT / "audio_session/_native.pyx", "-o", cython)
    registry = folder / "registry.c"
    text = (NATIVE / "core/registry.c.in").read_text()
    text = text.replace("@REGISTRY_DECLARATIONS@", "extern const as_driver as_android_driver;")
    registry.write_text(text.replace("@REGISTRY_ENTRIES@", "    &as_android_driver,\n"))
    shim = [*(NATIVE / "core").glob("*.c"), *(NATIVE / "android").glob("*.c")]
    sources: dict[Path, list[str]] = {path: [] for path in [*shim, registry, NATIVE / "seam.c"]}
    sources[cython] = ["-DPyInit__native=as_cython_init", "-DCYTHON_NO_PYINIT_EXPORT"]
    return sources


def build(abi: str, folder: Path) -> Path:
    """Compile and link for an ABI in ``folder``; returns the library."""
    python = fetch_python(abi)
    target = ABIS[abi]
    libraries = sorted(python.rglob("*.so"))
    symbols = {symbol for library in libraries for symbol in imports(library)}
    make_stub(folder, abi, symbols | ALSO_IN_LIBC)
    include = next(python.rglob("Python.h")).parent
    resources = Path(run("clang", "-print-resource-dir").strip()) / "include"
    system = [resources, *target.headers, "/usr/include/android/nativehelper", include]
    flags = [f"--target={target.triple}", "-nostdlibinc", "-std=c11", "-O2", "-DNDEBUG", "-fPIC"]
    flags += ["-fvisibility=hidden", "-ffunction-sections", "-D_GNU_SOURCE", "-Wall", "-Wextra"]
    # The one place where glibc's headers and bionic's name differ in what we use.
    flags += ["-Werror", "-D__errno_location=__errno", "-DAUDIO_SESSION_HAS_ANDROID"]
    flags += [f"-I{NATIVE / 'include'}", f"-I{NATIVE / 'android'}"]
    flags += [f"-isystem{path}" for path in system]
    objects = []
    for source, defines in write_sources(folder).items():
        objects.append(folder / f"{source.stem}-{source.parent.name}.o")
        run("clang", *flags, *defines, "-c", source, "-o", objects[-1])
    library = folder / f"_native.cpython-311-{abi}.so"
    options = ("--no-undefined", "-z,max-page-size=16384", "-z,relro", "-z,now", "--gc-sections")
    options += ("--fatal-warnings", "--hash-style=both", f"-soname,{library.name}")
    run(
        *("clang", f"--target={target.triple}", "-fuse-ld=lld", "-nostdlib", "-shared"),
        *(f"-Wl,{option}" for option in options),
        *objects,
        *(f"-L{path.parent}" for path in libraries if path.name == f"libpython{PYTHON}.so"),
        *(f"-L{folder}", f"-lpython{PYTHON}", "-lc", "-o", library),
    )
    return library


def check(library: Path) -> list[str]:
    """Return what is wrong with a library: its exports, what it needs, its pages."""
    table = run("readelf", "-W", "--dyn-syms", library)
    exported = set(re.findall(r" (?:GLOBAL|WEAK) +DEFAULT +\d+ (\w+)", table))
    needed = set(re.findall(r"\(NEEDED\).*\[(.+)\]", run("readelf", "-d", library)))
    pages = re.findall(r"^  LOAD .* (0x\w+)$", run("readelf", "-W", "-l", library), re.MULTILINE)
    faults = []
    if exported != ENTRIES:
        faults.append(f"it exports {sorted(exported)}, it has to export {sorted(ENTRIES)}")
    if needed - {f"libpython{PYTHON}.so", "libc.so"}:
        faults.append(f"it needs {sorted(needed)}")
    if not pages or any(int(page, 16) < 0x4000 for page in pages):
        faults.append(f"its segments are aligned to {pages}, it has to be 0x4000")
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--abi", choices=ABIS, action="append", help="this one alone")
    parser.add_argument("--out", type=Path, help="keep what was made in this folder")
    options = parser.parse_args()
    failed = False
    with tempfile.TemporaryDirectory() as temporary:
        for abi in options.abi or ABIS:
            folder = (options.out or Path(temporary)) / abi
            folder.mkdir(parents=True, exist_ok=True)
            library = build(abi, folder)
            faults = check(library)
            failed = failed or bool(faults)
            size = library.stat().st_size // 1024
            print(f"{abi}: {'; '.join(faults) or f'good, {size} KB'}", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
