"""Spoken directions over music: the right to play for as long as a sentence lasts.

Two parts of one app, which know nothing of each other, share the session by their leases.
"""

from __future__ import annotations

import asyncio

from audio_session import (
    AndroidAudioFocusGainType,
    AudioSession,
    AudioSessionConfiguration,
)


async def say(sentence: str) -> None:
    session = AudioSession.instance()
    # The overrides hold for this lease only; the configuration stays the music player's.
    async with session.activate(
        "directions",
        android_audio_focus_gain_type=AndroidAudioFocusGainType.GAIN_TRANSIENT_MAY_DUCK,
        linger=0.2,  # the next sentence may follow at once
    ) as lease:
        if lease:
            print("saying:", sentence)
            await asyncio.sleep(0.1)
        else:
            print("not said:", lease.result)


async def main() -> None:
    async with AudioSession.instance() as session:
        await session.configure(AudioSessionConfiguration.music())
        async with session.activate("music"):
            await say("Turn left.")
            await say("You have arrived.")
            print("still held by", *session.owners())


if __name__ == "__main__":
    asyncio.run(main())
