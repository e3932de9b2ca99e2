"""The simulated focus arbiter against the framework's own, at every API level, by random scenarios.

``AUDIO_SESSION_SCENARIOS`` is how many for each level and seed (150, in CI 2,000);
``AUDIO_SESSION_SEED`` repeats a run with the seed that a failure named.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import framework
import pytest
import scenarios

from audio_session.simulator.scenario import Outcome, ScenarioRunner

if TYPE_CHECKING:
    from pathlib import Path

COUNT = int(os.environ.get("AUDIO_SESSION_SCENARIOS", "2000" if framework.IN_CI else "150"))
FIXED_SEED = 20
FRESH_SEED = int(os.environ.get("AUDIO_SESSION_SEED", time.time_ns() % 2**31))


def answers(level: int, stories: list[list[str]], folder: Path) -> list[str]:
    """Return the real arbiter's outcome of each operation, as the host writes it."""
    asked, answered = folder / "in.txt", folder / "out.txt"
    asked.write_text("".join("\n".join(story) + "\n\n" for story in stories))
    done = framework.run(level, "Scenarios", asked, answered)
    assert done.returncode == 0, done.stderr
    return answered.read_text().splitlines()


def text(outcome: Outcome) -> str:
    fields = (
        "" if outcome.result is None else outcome.result,
        " ".join(f"{client}:{change}" for client, change in outcome.events),
        " ".join(outcome.stack),
        " ".join(map(str, outcome.ducked_uids)),
        " ".join(map(str, outcome.faded_uids)),
    )
    return "|".join(map(str, fields))


@pytest.mark.parametrize("seed", [FIXED_SEED, FRESH_SEED], ids=["fixed", "fresh"])
@pytest.mark.parametrize("level", framework.LEVELS)
def test_the_simulated_arbiter_answers_as_the_framework_does(
    level: int, seed: int, tmp_path: Path
) -> None:
    framework.need(level)
    stories = scenarios.generate(seed, COUNT)
    real = iter(answers(level, stories, tmp_path))
    differing = []
    for number, story in enumerate(stories):
        runner = ScenarioRunner(level)
        outcomes = [(next(real), text(runner.run(operation))) for operation in story]
        step = next((n for n, (theirs, ours) in enumerate(outcomes) if theirs != ours), None)
        if step is not None:
            past = "\n  ".join(story[: step + 1])
            theirs, ours = outcomes[step]
            differing.append(f"scenario {number}:\n  {past}\nframework {theirs}\nsimulated {ours}")
    assert next(real, None) is None
    assert not differing, (
        f"API {level}, seed {seed}: {len(differing)} of {COUNT} scenarios differ; the shortest:\n"
        + min(differing, key=len)
    )
