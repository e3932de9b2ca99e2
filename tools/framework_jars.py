"""Fetches Android's framework jars, one for each API level, through Maven, at pinned checksums.

    python tools/framework_jars.py [--levels 21,34 | --levels 21-37] [--present]

The jars hold every class of that level's framework, hidden members and the system server's too.
They stay in a cache outside of the tree, ``$XDG_CACHE_HOME/audio_session`` (2 GB for all levels),
and are never committed. Prints one path a line. With ``--present`` nothing is fetched: the levels
that are not there are left out.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple


class Artifact(NamedTuple):
    """A file in a Maven repository: ``coordinates`` are group:artifact:version, without type."""

    coordinates: str
    sha256: str

    @property
    def path(self) -> Path:
        """Where it lies once it was fetched and its checksum was right."""
        _, name, version = self.coordinates.split(":")
        return CACHE / "jars" / f"{name}-{version}.jar"

    @property
    def downloaded(self) -> Path:
        """Where Maven puts it."""
        group, name, version = self.coordinates.split(":")
        folder = CACHE / "maven" / group.replace(".", "/") / name / version
        return folder / f"{name}-{version}.jar"


CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "audio_session"
_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1"


def _framework(version: str, sha256: str) -> Artifact:
    return Artifact(f"org.robolectric:android-all:{version}", sha256)


FRAMEWORK = {
    21: _framework(
        "5.0.2_r3-robolectric-r0",
        "5e63d4c7f2c691afed648bf0675e0b0a76d19f0e23d93705f4faf9ed3b2734de",
    ),
    22: _framework(
        "5.1.1_r9-robolectric-r2",
        "edced221f686f89ad592b3354bb7fbfeca8537268298cc0d8a2b0b62e740316a",
    ),
    23: _framework(
        "6.0.1_r3-robolectric-r1",
        "a2d84271c5f033b1d082741a02f37a2d043120c0c09e5854e97ece9c3bb11d31",
    ),
    24: _framework(
        "7.0.0_r1-robolectric-r1",
        "567bfa3cd3a8c9c5ca736bd86b3f90ff4d6a7ba333b9cfea6ff7d81924f90ce9",
    ),
    25: _framework(
        "7.1.0_r7-robolectric-r1",
        "6eb4a8049ff343cace89469441215ee14a1ee90295059729ece51821c078248d",
    ),
    26: _framework(
        "8.0.0_r4-robolectric-r1",
        "3707dc100381e3bbcc57b85255fd313ae20875fc65cf3130c47e86f044ad77f0",
    ),
    27: _framework(
        "8.1.0-robolectric-4611349",
        "01b3364bc0b4ca099929aa4d818529c7ec05e18b9e4c1e667f99955b16ae19b4",
    ),
    28: _framework(
        "9-robolectric-4913185-2",
        "cf4aed5e458deb48ddc0ca92fc25156e6f478d9d5c1d948cdd1817a67ee11b32",
    ),
    29: _framework(
        "10-robolectric-5803371",
        "a0ad701eedd47bdaefbac1c2cc80dd400c0adea3cccd8a3ad286f79da1ca294c",
    ),
    30: _framework(
        "11-robolectric-6757853",
        "62f577ca49f62f0da5d6a2a839d80ef377054b9ccd14811035593bf351295b31",
    ),
    31: _framework(
        "12-robolectric-7732740",
        "687ec0ce42646cb4172c3e1958bfd91783933a66ef049d472b90ab1fdf07541c",
    ),
    32: _framework(
        "12.1-robolectric-8229987",
        "75e7ac8ad3817d4cdfa24c8479ea8244b752575b03122d79d1e5a4f6e4f33879",
    ),
    33: _framework(
        "13-robolectric-9030017",
        "6e67dca81d30295e31ee6a28cfb601b6b66aaeaee51a92386ed099a64cea5996",
    ),
    34: _framework(
        "14-robolectric-10818077",
        "6be2218c6a53fe3c57bc22ebdc723edcb7270a8a6f187545708aa5c0ed813977",
    ),
    35: _framework(
        "15-robolectric-13954326",
        "e17105f6c432357e6bb278a527f8e848d01fc56ccee01be77725bea23d871990",
    ),
    36: _framework(
        "16-robolectric-13921718",
        "8b74a0a137330658d2f33f0dc715d42734f74ba8b2d7014fc2e95aa40d3f682d",
    ),
    37: _framework(
        "17-robolectric-15733970",
        "f6a41ad548bb45cccd3b1d4774cb50d57826dd319b6e5accd6b6269876e12d71",
    ),
}
ASM = Artifact(
    "org.ow2.asm:asm:9.7", "adf46d5e34940bdf148ecdd26a9ee8eea94496a72034ff7141066b3eea5c4e9d"
)


def fetch(artifact: Artifact) -> Path:
    """Return the file, fetched if need be; ``RuntimeError`` if Maven fails or it is another one."""
    if artifact.path.exists():
        return artifact.path
    command = ["mvn", "-B", "-q", f"-Dmaven.repo.local={CACHE / 'maven'}", f"{_PLUGIN}:get"]
    command += ["-Dtransitive=false", f"-Dartifact={artifact.coordinates}"]
    CACHE.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(command, cwd=CACHE, capture_output=True, text=True, check=False)
    if done.returncode or not artifact.downloaded.exists():
        raise RuntimeError(f"{artifact.coordinates}: Maven failed\n{done.stdout}{done.stderr}")
    with artifact.downloaded.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != artifact.sha256:
        artifact.downloaded.unlink()
        raise RuntimeError(
            f"{artifact.coordinates}: its sha256 is {found}, not {artifact.sha256}; deleted. "
            "Try again; if it stays so, the repository's file has changed and must not be used"
        )
    artifact.path.parent.mkdir(parents=True, exist_ok=True)
    artifact.downloaded.replace(artifact.path)
    return artifact.path


def parse_levels(text: str) -> list[int]:
    """Return the levels that ``text`` names, such as ``21,28-30``; ``ValueError`` if unknown."""
    levels: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        levels += range(int(first), int(last or first) + 1)
    if unknown := sorted(set(levels) - set(FRAMEWORK)):
        raise ValueError(f"no framework jar for API {unknown}; there are {sorted(FRAMEWORK)}")
    return levels


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--levels", type=parse_levels, default=parse_levels("21-37"))
    parser.add_argument("--present", action="store_true", help="fetch nothing")
    options = parser.parse_args()
    for artifact in [ASM, *(FRAMEWORK[level] for level in options.levels)]:
        if not options.present:
            fetch(artifact)
        if artifact.path.exists():
            print(artifact.path, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
