"""A podcast player on asyncio: pauses for calls, resumes after them, pauses when headphones go.

It "plays" by counting seconds, for as many as you say: python examples/podcast_player.py 60
"""

from __future__ import annotations

import asyncio
import sys

from audio_session import AudioSession, AudioSessionConfiguration, InterruptionHandler


class Player:
    """Stands for what really makes the sound."""

    def __init__(self) -> None:
        self.playing = False

    def play(self) -> None:
        self.playing = True
        print("playing")

    def pause(self) -> None:
        self.playing = False
        print("paused")


async def main(seconds: float) -> int:
    player = Player()
    async with AudioSession.instance() as session:
        print(f"on {session.platform_name}")
        # Speech is rather paused than ducked, so no set_gain below.
        await session.configure(AudioSessionConfiguration.speech())
        async with session.activate("podcast", accept_delayed=True) as lease:
            print(lease.result)
            if not await lease.granted(timeout=seconds):
                return 1
            with InterruptionHandler(
                session,
                pause=player.pause,
                resume=player.play,
                is_playing=lambda: player.playing,
            ):
                player.play()
                await asyncio.sleep(seconds)
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0)))
