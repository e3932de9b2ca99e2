"""Random focus scenarios in the grammar of ``audio_session.simulator.scenario``."""

from __future__ import annotations

import random

CLIENTS = "ABCDEF"
UIDS = (1, 2, 3)
GAIN, TRANSIENT, MAY_DUCK, EXCLUSIVE = 1, 2, 3, 4
SPEECH, MUSIC = 1, 2
TARGETS = (22, 25, 26, 30, 35, 36, 37)
CROWD = 104
"""More clients than the arbiter lets into its stack (100, and one more, from API 27 on)."""


def generate(seed: int, count: int) -> list[list[str]]:
    """Return ``count`` scenarios; the same for the same seed."""
    numbers = random.Random(seed)
    return [_scenario(numbers, crowded=index % 400 == 399) for index in range(count)]


def _scenario(numbers: random.Random, *, crowded: bool) -> list[str]:
    uids = {client: numbers.choice(UIDS) for client in CLIENTS}
    # One app may use few clients, so that they meet each other more often.
    clients = numbers.sample(CLIENTS, numbers.randint(2, len(CLIENTS)))
    operations = [_operation(numbers, clients, uids) for _ in range(numbers.randint(5, 40))]
    if crowded:
        crowd = [f"req crowd{n} {n % 3 + 1} 2 0 30 2" for n in range(CROWD)]
        operations = crowd + operations
    return operations


def _operation(numbers: random.Random, clients: list[str], uids: dict[str, int]) -> str:
    client = numbers.choice(clients)
    kinds = ("req", "abandon", "die", "suspend", "call", "callend", "play", "stop", "tick")
    kind = numbers.choices(kinds, (40, 12, 3, 3, 5, 6, 14, 6, 11))[0]
    match kind:
        case "req":
            return _request(numbers, client, uids[client])
        case "abandon" | "die":
            return f"{kind} {client}"
        case "suspend" | "stop":
            return f"{kind} {numbers.choice(UIDS)}"
        case "play":
            player = f"play {numbers.choice(UIDS)} {_content(numbers)}"
            return player + " aaudio" * (numbers.random() < 0.2)
        case _:
            return kind


def _request(numbers: random.Random, client: str, uid: int) -> str:
    gain = numbers.choices((GAIN, TRANSIENT, MAY_DUCK, EXCLUSIVE), (4, 2, 4, 1))[0]
    flags = numbers.choices((0, 1, 2, 3), (4, 2, 2, 1))[0]
    target = numbers.choice(TARGETS)
    forced = " force" * (numbers.random() < (0.25 if gain == MAY_DUCK else 0.03))
    return f"req {client} {uid} {gain} {flags} {target} {_content(numbers)}{forced}"


def _content(numbers: random.Random) -> int:
    return numbers.choices((0, SPEECH, MUSIC, 3, 4), (1, 4, 6, 1, 1))[0]
