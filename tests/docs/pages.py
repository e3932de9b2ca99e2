"""The pages that people read, and the Python in them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "changes").glob("*.md")]
)

_BLOCK = re.compile(r"^```python *([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


ABOUT_IOS = {"ios.md", "briefcase-ios.md", "xcode.md"}


class Block(NamedTuple):
    """Python in a page; ``kind`` is "pytest" for tests, "" for programs."""

    page: Path
    line: int
    kind: str
    code: str

    @property
    def platforms(self) -> tuple[str, ...]:
        """The simulated phones that it is run on; what is about Android, on the oldest as well."""
        if self.page.name in ABOUT_IOS:
            return ("simulated-ios",)
        oldest = ("simulated-android:21",) if self.page.name == "android.md" else ()
        return ("simulated-android", *oldest)

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def blocks() -> list[Block]:
    """Return all Python of all pages."""
    return [
        Block(page, text.count("\n", 0, match.start()) + 1, match[1].strip(), match[2])
        for page in PAGES
        for text in [page.read_text()]
        for match in _BLOCK.finditer(text)
    ]
