"""``python -m audio_session`` is the command line ``audio-session``."""

import sys

from .cli import main

if __name__ == "__main__":
    sys.exit(main())
