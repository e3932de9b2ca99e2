"""Another app in a process of its own: ``python -m audio_session.cli._actor NAME PRESET SERVER``.

It reads ``play`` and ``stop``, one a line, and says on stdout in JSON what it did and what its own
session tells it. The end of its input ends it, so it cannot outlive who started it.
"""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

from ..blocking import AudioSession
from ..configuration import AudioSessionConfiguration
from ..errors import AudioSessionError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..events import AudioInterruptionEvent


def main(arguments: Sequence[str]) -> int:
    """Be that app until stdin ends; 1 if the session could not be had."""
    name, preset, server = arguments
    try:
        with AudioSession("linux", application_name=name, server=server) as session:
            session.configure(getattr(AudioSessionConfiguration, preset)())
            session.interruption_event_stream.listen(_told)
            _say("ready")
            for word in sys.stdin:
                active = word.strip() == "play"
                began = time.monotonic()
                answer = session.set_active(active)
                _say("activation", status=answer.status.value, active=active, time=began)
    except AudioSessionError as error:
        _say("error", text=str(error))
        return 1
    return 0


def _told(event: AudioInterruptionEvent) -> None:
    _say(
        "interruption",
        begin=event.begin,
        type=event.type.value,
        permanent=event.permanent,
        reason=event.reason.value,
    )


def _say(event: str, **fields: object) -> None:
    sys.stdout.write(json.dumps({"event": event, **fields}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
