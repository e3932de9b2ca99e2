"""What both tables of members are made with: the members of a class, and the pages."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

DOCS = Path(__file__).resolve().parent.parent / "docs"


def camel(name: str) -> str:
    """Return ``get_stream_volume`` as ``getStreamVolume``."""
    return re.sub(r"_(\w)", lambda found: found.group(1).upper(), name)


def public(owner: type) -> Iterator[tuple[str, Any]]:
    """Yield the name of every public member, and the member."""
    return ((n, member) for n, member in inspect.getmembers(owner) if not n.startswith("_"))


def operations(member: Any) -> tuple[str, ...]:
    """Return the names of what of the OS a member stands for."""
    names: tuple[str, ...] = getattr(_function(member), "operations", ())
    return names


def summary(member: Any) -> str:
    """Return the first paragraph of its docstring as Markdown, without its source."""
    text = (inspect.getdoc(_function(member)) or "").split("\n\n")[0].replace("\n", " ")
    text = re.sub(r" Source: .*", "", text)
    return re.sub(r":\w+:`~?([^`]+)`", r"`\1`", text).replace("``", "`")


def _function(member: Any) -> Any:
    return member.fget if isinstance(member, property) else member


def main(tool: str, pages: Mapping[str, Callable[[], str]], arguments: Sequence[str]) -> int:
    """Write the pages, or with ``--check`` say which are not in step and return 1."""
    late = []
    for name, page in pages.items():
        path = DOCS / name
        text = page()
        if "--check" in arguments:
            if not path.exists() or path.read_text() != text:
                late.append(name)
        else:
            path.write_text(text)
    if late:
        print(f"docs/{', docs/'.join(late)}: not in step; run python tools/{tool}.py")
    return bool(late)
