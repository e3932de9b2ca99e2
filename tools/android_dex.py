"""Compiles the Android bridge, and compares its dex with the one that the driver carries.

    python tools/android_dex.py [--write | --classes FOLDER]

Without an option: builds src/native/android/bridge_dex.h anew and fails if one byte differs from
the file in the tree. ``--write`` puts it there. ``--classes`` compiles the class files alone, for a
desktop JVM. The compiler, the dexer and the framework's jar come through Maven at pinned checksums.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from framework_jars import FRAMEWORK, Artifact, fetch

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "src/native/android/java"
HEADER = ROOT / "src/native/android/bridge_dex.h"
LEVEL = 36  # the newest that the bridge knows
MIN_LEVEL = 21

COMPILER = Artifact(
    "org.eclipse.jdt:ecj:3.38.0",
    "97c566b120009c203a2fc8b291f4a9adbc171cf1ccb70f06f6b4e1828c00ce8e",
)
DEXER = Artifact(
    "com.jakewharton.android.repackaged:dalvik-dx:16.0.1",
    "1e4b645628e3bdb097b5331d669e177ef235a551582a8c646dbe36865e541907",
)


def run(*command: str | Path) -> None:
    """Run a tool of which any output is a failure: dx ends with status 0 after its warnings."""
    done = subprocess.run(command, stdout=-1, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode or done.stdout:
        raise RuntimeError(
            f"{' '.join(map(str, command))}\n{done.stdout}(status {done.returncode})"
        )


def compile_classes(folder: Path) -> None:
    """Compile the bridge's sources for API 36 into ``folder``."""
    sources = sorted(SOURCES.rglob("*.java"))
    framework = fetch(FRAMEWORK[LEVEL])
    options = [
        "--release",
        "8",
        "-g:none",
        "-proc:none",
        "-encoding",
        "UTF-8",
        "-warn:-deprecation",
    ]
    run("java", "-jar", fetch(COMPILER), *options, "-cp", framework, "-d", folder, *sources)


def make_dex(classes: Path, file: Path) -> None:
    """Turn a folder of class files into one dex that Android loads from API 21 on."""
    main = ("com.android.dx.command.Main", "--dex", f"--min-sdk-version={MIN_LEVEL}")
    run("java", "-cp", fetch(DEXER), *main, f"--output={file}", classes)


def header(dex: bytes) -> str:
    """Return the C source that carries a dex."""
    rows = [
        "    " + " ".join(f"0x{byte:02x}," for byte in dex[start : start + 16])
        for start in range(0, len(dex), 16)
    ]
    return "\n".join(
        [
            "/* src/native/android/java as a dex, by tools/android_dex.py --write. */",
            "/* clang-format off */",
            "static const unsigned char bridge_dex[] = {",
            *rows,
            "};",
            "",
        ]
    )


def build() -> str:
    """Return the header as the sources make it."""
    with tempfile.TemporaryDirectory() as folder:
        classes, dex = Path(folder, "classes"), Path(folder, "bridge.dex")
        classes.mkdir()
        compile_classes(classes)
        make_dex(classes, dex)
        return header(dex.read_bytes())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--write", action="store_true", help="put it into the tree")
    choice.add_argument("--classes", type=Path, metavar="FOLDER", help="compile into this folder")
    options = parser.parse_args()
    if options.classes:
        options.classes.mkdir(parents=True, exist_ok=True)
        compile_classes(options.classes)
        return 0
    made = build()
    if options.write:
        HEADER.write_text(made, encoding="ascii")
    elif made != HEADER.read_text(encoding="ascii"):
        print(f"{os.path.relpath(HEADER)} is not what its sources make: run it with --write")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
