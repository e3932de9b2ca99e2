"""From one process's request to another process's listener, on a real server."""

from __future__ import annotations

import importlib.util
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

from . import build, servers
from .harness import Table, Worker, interleaved, percentile, python

if TYPE_CHECKING:
    from pathlib import Path

    from tests.servers import Server

_BASE = "C client, callback"


def measure(*, quick: bool) -> list[Table]:
    """One watcher at a time on the server, each in a process of its own."""
    package = build.package()
    watcher = build.program("watcher", pulse=True)
    kinds, lacking = servers.present()
    tables = [_on(kind, package, watcher, quick=quick) for kind in kinds]
    tables[-1].notes += [f"not measured, missing here: {name}" for name in lacking]
    return tables


def _on(kind: type[Server], package: Path, watcher: Path, *, quick: bool) -> Table:
    table = Table(f"Request to another process's listener, {kind.name}", "us p50", base=_BASE)
    rounds, changes = (3, 20) if quick else (15, 60)
    with ExitStack() as stack:
        server = stack.enter_context(kind())

        def ours(role: str) -> Worker:
            worker = python(sys.executable, "server_ours", role, server.address, package=package)
            return stack.enter_context(worker)

        requester = ours("requester")
        watchers = {
            _BASE: stack.enter_context(Worker(str(watcher), server.address)),
            "ours, dispatcher thread": ours("thread"),
            "ours, asyncio": ours("asyncio"),
        }
        if importlib.util.find_spec("pulsectl"):
            watchers["pulsectl, event_listen"] = stack.enter_context(
                python(sys.executable, "peer_pulsectl", server.address)
            )
        else:
            table.notes.append("pulsectl is not installed: pip install 'audio_session[bench]'")
        for index, case in enumerate(interleaved(rounds + 1, list(watchers))):
            figures = _watch(watchers[case], requester, changes)
            if index >= len(watchers):
                table.add(case, figures.pop("p50"), **figures)
    table.order(list(watchers))
    table.notes.append(
        "from the call of set_active(True); the token is written once the driver "
        "has settled with the server"
    )
    return table


def _watch(watcher: Worker, requester: Worker, changes: int) -> dict[str, float]:
    watcher.ask("open")
    taken, from_token, given = [], [], []
    before = servers.cpu_ns(watcher.pid)
    for _ in range(changes):
        watcher.send("expect")
        asked = requester.ask("request")
        seen = watcher.receive()["seen_ns"][0]
        taken.append((seen - asked["start_ns"]) / 1000)
        from_token.append((seen - requester.ask("token")["token_ns"]) / 1000)
        watcher.send("expect")
        asked = requester.ask("abandon")
        given.append((watcher.receive()["seen_ns"][0] - asked["start_ns"]) / 1000)
    spent = servers.cpu_ns(watcher.pid) - before
    watcher.ask("close")
    return {
        "p50": percentile(taken, 50),
        "p99": percentile(taken, 99),
        "from token": percentile(from_token, 50),
        "end p50": percentile(given, 50),
        "CPU/change": spent / 1000 / (2 * changes),
    }
