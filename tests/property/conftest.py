"""Lets these tests import what they share from the folder above, and take their time."""

from __future__ import annotations

import sys
from pathlib import Path

from hypothesis import settings

# A busy machine is no failure: what has to be fast is measured elsewhere.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

sys.path.insert(0, str(Path(__file__).parent.parent))
