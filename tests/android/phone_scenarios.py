"""Random lives of a phone: our app's requests, other apps, players, calls and time; one line each.

::

    ask own GENERATION GAIN USAGE CONTENTTYPE SWITCHES      leave own GENERATION
    ask APP GAIN USAGE CONTENTTYPE SWITCHES                 leave APP
    play APP USAGE CONTENTTYPE track|aaudio                 stop APP
    suspend APP      die APP      switch APP foreground|foreground_service|accessibility_service
    deny             delay SECONDS
    ring             answer       hang-up                   wait SECONDS

SWITCHES are letters, ``-`` for none: d accepts delayed focus, p pauses when ducked, f forces
ducking. APP is ``own`` or one of APPS. A generation that was left is never used again: it stands
for a listener, which is gone then.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pair import Seat

    from audio_session.simulator.app import AndroidApp

GAIN, TRANSIENT, MAY_DUCK, EXCLUSIVE = 1, 2, 3, 4
MEDIA, ACCESSIBILITY, ASSISTANT = 1, 11, 16
SPEECH, MUSIC = 1, 2
ASSISTANT_SINCE = 26
TARGETS = (22, 25, 26, 34, 35, 36, 37)
OWN, APPS = "own", ("maps", "radio", "twin")
TWIN = APPS[2]
"""An app that shares our own uid."""
STATES = ("foreground", "foreground_service", "accessibility_service")
CALLS = {"idle": ("ring",), "ringing": ("answer", "hang-up"), "active": ("hang-up",)}
CALL_STATES = {"ring": "ringing", "answer": "active", "hang-up": "idle"}
# None ends at the instant at which a fade does: the phone's clock and the framework's are two, and
# which of them is first then is not Android's to say.
_HOLDS = (0.03, 0.53, 1.03, 2.03, 3.53)
KINDS = {
    "ask": 40, "leave": 10, "play": 14, "stop": 5, "suspend": 3, "die": 3, "switch": 6, "deny": 1,
    "delay": 2, "call": 7, "wait": 11,
}  # fmt: skip


class Scenario(NamedTuple):
    """For which level our app and the others are built, and what happens."""

    targets: dict[str, int]
    lines: list[str]


class Seen(NamedTuple):
    """What there is to see after a line: on a simulated phone and a hosted one the same."""

    answer: object
    events: list[tuple[str, int, int]]
    told: dict[str, tuple[int, ...]]
    stack: list[str]
    ducked: tuple[int, ...]
    faded: tuple[int, ...]
    levels: dict[str, float]


def generate(level: int, seed: int, count: int) -> list[Scenario]:
    """Return ``count`` scenarios for an API level; the same for the same seed."""
    numbers = random.Random(f"{level}/{seed}")
    return [Scenario(_targets(numbers), _Writer(numbers, level).lines()) for _ in range(count)]


def _targets(numbers: random.Random) -> dict[str, int]:
    return {name: numbers.choice(TARGETS) for name in (OWN, *APPS)}


class _Writer:
    def __init__(self, numbers: random.Random, level: int) -> None:
        self.numbers = numbers
        self.usages = [0, MEDIA, MEDIA, MEDIA, 2, 4, 6, ACCESSIBILITY, 12, 14]
        self.usages += [ASSISTANT] * (level >= ASSISTANT_SINCE)
        self.generations = [1, 2]
        self.call = "idle"

    def lines(self) -> list[str]:
        # Who may force ducking does so too rarely to be seen if it comes by chance alone.
        helpers = [name for name in (OWN, *APPS) if self.numbers.random() < 0.5]
        begin = [f"switch {name} accessibility_service" for name in helpers]
        if self.numbers.random() < 0.2:
            begin += self._play_while_faded()
        return begin + [self._line() for _ in range(self.numbers.randint(5, 30))]

    def _play_while_faded(self) -> list[str]:
        """Too rare as well: one more player of an app that is faded out."""
        faded, winner = APPS[:2]
        return [
            f"play {faded} {MEDIA} {MUSIC} track",
            f"ask {faded} {GAIN} {MEDIA} {MUSIC} -",
            f"ask {winner} {GAIN} {MEDIA} {MUSIC} -",
            f"play {faded} {self._usage()} {self._content()} track",
        ]

    def _line(self) -> str:
        kind = self.numbers.choices([*KINDS], [*KINDS.values()])[0]
        name = self.numbers.choice((OWN, OWN, *APPS))
        match kind:
            case "ask":
                return self._ask(name)
            case "leave" if name == OWN:
                index = self.numbers.randrange(len(self.generations))
                left, self.generations[index] = self.generations[index], max(self.generations) + 1
                return f"leave own {left}"
            case "play":
                player = self.numbers.choice(("track", "track", "track", "aaudio"))
                return f"play {name} {self._usage()} {self._content()} {player}"
            case "die":
                return f"die {self.numbers.choice(APPS)}"
            case "switch":
                return f"switch {name} {self.numbers.choice(STATES)}"
            case "deny":
                return "deny"
            case "delay":
                return f"delay {self.numbers.choice(_HOLDS)}"
            case "wait":
                return f"wait {self.numbers.choice((0.05, 0.5, 1.0, 2.0, 3.5))}"
            case "call":
                call = self.numbers.choice(CALLS[self.call])
                self.call = CALL_STATES[call]
                return call
        return f"{kind} {name}"

    def _ask(self, name: str) -> str:
        gain = self.numbers.choices((GAIN, TRANSIENT, MAY_DUCK, EXCLUSIVE), (4, 2, 4, 1))[0]
        forces = gain == MAY_DUCK and self.numbers.random() < 0.4
        usage = ACCESSIBILITY if forces else self._usage()
        switches = "d" * (self.numbers.random() < 0.4) + "p" * (self.numbers.random() < 0.3)
        switches += "f" * (forces or self.numbers.random() < 0.03)
        who = f"{name} {self.numbers.choice(self.generations)}" if name == OWN else name
        return f"ask {who} {gain} {usage} {self._content()} {switches or '-'}"

    def _usage(self) -> int:
        return self.numbers.choice(self.usages)

    def _content(self) -> int:
        return self.numbers.choices((0, SPEECH, MUSIC, 3, 4), (1, 4, 6, 1, 1))[0]


class Life:
    """One phone that lives through a scenario."""

    def __init__(self, seat: Seat, targets: dict[str, int]) -> None:
        self.seat = seat
        self.targets = targets
        self.apps: dict[str, AndroidApp] = {OWN: seat.phone.own}
        self.heard: dict[str, int] = {}
        self.clients: dict[str, str] = {}

    def run(self, line: str) -> Seen:
        """Do what the line says, and look."""
        words = line.split()
        answer = self._run(words)
        phone, playback = self.seat.phone, self.seat.phone.arbiter.playback
        stack = phone.arbiter.stack
        if words[:2] == ["ask", OWN]:
            # The framework calls our client by its listener's address.
            for client in stack:
                known = client in APPS or client.startswith("AudioFocus_For_")
                self.clients.setdefault(client, client if known else f"own {words[2]}")
        return Seen(
            answer,
            self.seat.heard(),
            {name: self._told(name) for name in self.apps if name != OWN},
            [self.clients.get(client, client) for client in stack],
            playback.ducked_uids,
            playback.faded_uids,
            {name: app.level for name, app in self.apps.items()},
        )

    def _run(self, words: list[str]) -> object:
        match words:
            case ["ask", "own", generation, gain, usage, content_type, switches]:
                wishes = ("p" in switches, "d" in switches, "f" in switches)
                attributes = (int(gain), int(usage), int(content_type), 0)
                last = (int(generation), -1, -1, -1, -1)
                return self.seat.call("requestAudioFocus", *attributes, *wishes, *last)
            case ["leave", "own", generation]:
                return self.seat.call("abandonAudioFocus", int(generation))
            case ["ask", name, gain, usage, content_type, switches]:
                return self._app(name).request_focus(
                    int(gain),
                    usage=int(usage),
                    content_type=int(content_type),
                    accepts_delayed="d" in switches,
                    pauses_when_ducked="p" in switches,
                    force_ducking="f" in switches,
                )
            case ["leave", name]:
                return self._app(name).abandon_focus()
            case [_, name, *_] if name in {OWN, *APPS}:
                self._run_app(words)
            case _:
                self._run_phone(words)
        return None

    def _run_app(self, words: list[str]) -> None:
        match words:
            case ["play", name, usage, content_type, kind]:
                self._app(name).play(int(content_type), usage=int(usage), aaudio=kind == "aaudio")
            case ["stop", name]:
                self._app(name).stop()
            case ["suspend", name]:
                self.seat.phone.suspend(self._app(name))
            case ["die", name]:
                self._app(name).die()
                del self.apps[name]
            case ["switch", name, state]:
                app = self._app(name)
                setattr(app, state, not getattr(app, state))
            case _:
                raise ValueError(" ".join(words))

    def _run_phone(self, words: list[str]) -> None:
        phone = self.seat.phone
        match words:
            case ["deny"]:
                phone.deny_next()
            case ["delay", seconds]:
                phone.delay_next_grant(float(seconds))
            case ["ring"]:
                phone.incoming_call()
            case ["answer"]:
                phone.answer_call()
            case ["hang-up"]:
                phone.end_call()
            case ["wait", seconds]:
                phone.advance(float(seconds))
            case _:
                raise ValueError(" ".join(words))

    def _app(self, name: str) -> AndroidApp:
        """Return an app, started if it does not run."""
        if name not in self.apps:
            phone = self.seat.phone
            uid = phone.own.uid + (0 if name == TWIN else 1 + APPS.index(name))
            self.apps[name] = phone.app(name, target_sdk=self.targets[name], uid=uid)
            self.heard[name] = 0
        return self.apps[name]

    def _told(self, name: str) -> tuple[int, ...]:
        events = self.apps[name].events[self.heard[name] :]
        self.heard[name] += len(events)
        return events
