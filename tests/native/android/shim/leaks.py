"""Runs test binaries under LeakSanitizer, and counts what leaked out of this project's files.

    leaks.py BINARY...

A JVM leaks by itself, so a leak counts if the function that allocated it is ours: the first frame
below the allocator. Each binary has one test that leaks on purpose, which must be found.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys

OURS = "/src/native/"
PLANTED = "--gtest_filter=*PlantedLeak"
ENVIRONMENT = {
    # The JVM has SIGSEGV to itself, and its threads' storage is no root for us.
    "ASAN_OPTIONS": "detect_leaks=1:handle_segv=0:allocator_may_return_null=1",
    "LSAN_OPTIONS": "use_tls=0:exitcode=0",
}


def leaks(binary: str, *arguments: str) -> list[str]:
    """Run it; return the reports of leaks that are ours."""
    done = subprocess.run(
        [binary, *arguments],
        env=os.environ | ENVIRONMENT,
        stdout=-1,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if "[  PASSED  ]" not in done.stdout or "[  FAILED  ]" in done.stdout:
        raise RuntimeError(f"{binary} failed:\n{done.stdout}")
    reports = re.split(r"\n(?=(?:Direct|Indirect) leak of)", done.stdout)[1:]
    return [report for report in reports if OURS in "".join(re.findall(r"#1 .*", report))]


def main(binaries: list[str]) -> int:
    failed = False
    for binary in binaries:
        found = leaks(binary)
        planted = leaks(binary, "--gtest_also_run_disabled_tests", PLANTED)
        print(f"{binary}: {len(found)} leaks, {len(planted)} planted", *found, sep="\n")
        failed = failed or bool(found) or len(planted) != 1
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
