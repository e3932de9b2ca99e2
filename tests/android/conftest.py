"""What runs above the framework's own classes: skipped by name where these are not to be had."""

from __future__ import annotations

import os
import sys
from pathlib import Path

for folder in (Path(__file__).parent, Path(__file__).parents[2] / "tools"):
    sys.path.insert(0, str(folder))

# Those tests have the framework of one level in their own process: test_hosted.py runs them.
collect_ignore = [] if "AUDIO_SESSION_FRAMEWORK" in os.environ else ["inside"]
