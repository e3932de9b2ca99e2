"""What an app hears on an Android phone, without one: a call, then headphones pulled."""

from __future__ import annotations

from audio_session import AndroidAudioDeviceType, AudioSessionConfiguration
from audio_session.blocking import AudioSession
from audio_session.simulator import AndroidDevice


def main() -> None:
    phone = AndroidDevice(api=34)
    phone.plug(AndroidAudioDeviceType.WIRED_HEADPHONES)
    with (
        AudioSession(driver=phone.driver()) as session,
        session.interruption_event_stream.subscribe() as interruptions,
        session.becoming_noisy_event_stream.subscribe() as noisy,
    ):
        session.configure(AudioSessionConfiguration.speech())
        print(session.set_active(True))
        phone.incoming_call()
        print(interruptions.get(timeout=5))
        phone.answer_call()
        phone.advance(60)  # seconds, at once
        phone.end_call()
        print(interruptions.get(timeout=5))
        phone.unplug(AndroidAudioDeviceType.WIRED_HEADPHONES)
        print(noisy.get(timeout=5))


if __name__ == "__main__":
    main()
