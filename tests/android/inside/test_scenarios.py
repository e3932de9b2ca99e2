"""Random lives of a phone, simulated and above the framework: after each step the same.

Our app asks through driver, bridge and the real AudioManager. ``AUDIO_SESSION_LIVES`` is how many
for each seed (12, in CI 100); ``AUDIO_SESSION_SEED`` repeats a run with the seed that a failure
named.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import framework
import phone_scenarios
import pytest
from pair import Pair

if TYPE_CHECKING:
    from host import Host

COUNT = int(os.environ.get("AUDIO_SESSION_LIVES", "30" if framework.IN_CI else "12"))
FIXED_SEED = 20
FRESH_SEED = int(os.environ.get("AUDIO_SESSION_SEED", time.time_ns() % 2**31))


@pytest.mark.parametrize("seed", [FIXED_SEED, FRESH_SEED], ids=["fixed", "fresh"])
def test_a_simulated_phone_lives_as_a_real_one(host: Host, seed: int) -> None:
    scenarios = phone_scenarios.generate(host.level, seed, COUNT)
    differing = [text for scenario in scenarios if (text := difference(host, scenario))]
    assert not differing, (
        f"API {host.level}, seed {seed}: {len(differing)} of {COUNT} lives differ; the shortest:\n"
        + min(differing, key=len)
    )


def difference(host: Host, scenario: phone_scenarios.Scenario) -> str:
    """Return what happened up to the first step that differs, "" if none does."""
    own_target = scenario.targets[phone_scenarios.OWN]
    with Pair(host, target_sdk=own_target) as pair:
        pair.heard()
        lives = [phone_scenarios.Life(seat, scenario.targets) for seat in pair.seats]
        for number, line in enumerate(scenario.lines):
            simulated, real = [life.run(line) for life in lives]
            if simulated != real:
                past = "\n  ".join([str(scenario.targets), *scenario.lines[: number + 1]])
                return f"  {past}\nframework {real}\nsimulated {simulated}"
    return ""
