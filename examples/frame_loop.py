"""A game's frame loop: events come where the game asks for them, on its own thread.

It runs for as many frames as you say: python examples/frame_loop.py 600
"""

from __future__ import annotations

import sys
import time

from audio_session import AudioInterruptionEvent, AudioSessionConfiguration
from audio_session.blocking import AudioSession

FRAME = 1 / 60  # seconds


class Game:
    """Stands for the game; it is told of interruptions between two frames."""

    def __init__(self) -> None:
        self.music_on = True

    def interrupted(self, event: AudioInterruptionEvent) -> None:
        self.music_on = not event.begin
        print("music", "on" if self.music_on else "off")


def main(frames: int) -> None:
    game = Game()
    session = AudioSession.instance()
    session.use_manual_dispatch()
    with session:
        session.configure(AudioSessionConfiguration.game())
        session.interruption_event_stream.listen(game.interrupted)
        with session.activate("game") as lease:
            print(lease.result)
            for _ in range(frames):
                session.dispatch_pending()  # callbacks run in here
                time.sleep(FRAME)  # the drawing


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
