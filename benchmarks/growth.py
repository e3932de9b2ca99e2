"""What a change of focus costs as more apps share the server."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

from . import build, servers
from .harness import Table, Worker, interleaved, percentile, python

if TYPE_CHECKING:
    from pathlib import Path

    from tests.servers import Server

_SIZES = (2, 20, 60, 100, 200)
_PROCESSES = 4
_NOTES = (
    "CPU of all clients and of the server; latency from the call of set_active",
    "C clients that do not hold focus are connected, and subscribe to nothing",
    f"the many clients are connections of {_PROCESSES} processes, each with a thread of its own",
)


def measure(*, quick: bool) -> list[Table]:
    """One app holds focus among many; and the most it can cost, when all follow all tokens."""
    package = build.package()
    watcher = build.program("watcher", pulse=True)
    kinds, lacking = servers.present()
    tables = [table for kind in kinds for table in _on(kind, package, watcher, quick=quick)]
    tables[-1].notes += [f"not measured, missing here: {name}" for name in lacking]
    return tables


def _on(kind: type[Server], package: Path, watcher: Path, *, quick: bool) -> list[Table]:
    prepared, room = servers.roomy(kind)
    sizes = [size for size in _SIZES if size <= room]
    rounds, changes = (1, 20) if quick else (5, 50)
    one, every = (
        Table(f"{title}, {kind.name}", "CPU us", base=f"ours, {sizes[0]} clients", notes=notes)
        for title, notes in (
            ("A change of focus, one app holds it: CPU per change", [*_NOTES]),
            ("A change of focus, all clients follow it: CPU per change and client", [*_NOTES]),
        )
    )
    every.notes.append("worst: the p99 of the slowest client")
    tables = {"one": one, "every": every}
    cases = [(scene, who, size) for scene in tables for who in ("ours", "C") for size in sizes]
    with ExitStack() as stack:
        server = stack.enter_context(prepared)

        def ours(role: str) -> Worker:
            worker = python(sys.executable, "server_ours", role, server.address, package=package)
            return stack.enter_context(worker)

        def peer() -> Worker:
            return stack.enter_context(Worker(str(watcher), server.address))

        requester = ours("requester")
        holders = {"ours": ours("thread"), "C": peer()}
        crowds = {
            "ours": [ours("crowd") for _ in range(_PROCESSES)],
            "C": [peer() for _ in range(_PROCESSES)],
        }
        for scene, who, size in interleaved(rounds, cases):
            if scene == "one":
                idle = _opened(crowds[who], size - 2, follow=False)
                watching = _opened([holders[who]], 1, follow=True)
            else:
                idle = []
                watching = _opened(crowds[who], size - 1, follow=True)
            figures = _change(watching, idle, requester, server, changes)
            cpu = figures.pop("cpu") / (size if scene == "every" else 1)
            tables[scene].add(f"{who}, {size} clients", cpu, **figures)
            for worker in (*watching, *idle):
                worker.ask("close")
    for table in (one, every):
        table.order([f"{who}, {size} clients" for _, who, size in cases])
        if len(sizes) < len(_SIZES):
            table.notes.append(f"{kind.name} takes no more than {room} clients")
    return [one, every]


def _opened(workers: list[Worker], count: int, *, follow: bool) -> list[Worker]:
    """Let the workers connect ``count`` clients between them; return those that have any."""
    used = []
    for index, worker in enumerate(workers):
        share = count // len(workers) + (index < count % len(workers))
        if share:
            worker.send("open", count=share, follow=follow)
            used.append(worker)
    for worker in used:
        worker.receive()
    return used


def _change(
    watching: list[Worker], idle: list[Worker], requester: Worker, server: Server, changes: int
) -> dict[str, float]:
    """Take focus and give it back; return the costs of one such change on average."""
    clients = [worker.pid for worker in (requester, *watching, *idle)]
    everyone = [*clients, *(process.pid for process in server.processes)]
    delays: list[list[float]] = []
    before = sum(map(servers.cpu_ns, everyone))
    for change in range(2 * changes):
        for worker in watching:
            worker.send("expect")
        start = requester.ask("abandon" if change % 2 else "request")["start_ns"]
        seen = [at for worker in watching for at in worker.receive()["seen_ns"]]
        delays.append([(at - start) / 1000 for at in seen])
    spent = sum(map(servers.cpu_ns, everyone)) - before
    pooled = [delay for change in delays for delay in change]
    return {
        "cpu": spent / 1000 / (2 * changes),
        "p50": percentile(pooled, 50),
        "p99": percentile(pooled, 99),
        "worst": max(percentile(member, 99) for member in zip(*delays, strict=True)),
    }
