"""Configurations, findings, and the names that are loaded only when touched."""

from __future__ import annotations

from typing import assert_type

import audio_session
from audio_session import (
    AndroidAudioAttributes,
    AudioSessionConfiguration,
    AudioSessionType,
    AVAudioSessionCategory,
    Finding,
    Severity,
    validate,
)


def presets() -> None:
    music = AudioSessionConfiguration.music()
    assert_type(music, AudioSessionConfiguration)
    assert_type(music.replace(linux_media_role="video"), AudioSessionConfiguration)
    assert_type(music.android_audio_attributes, AndroidAudioAttributes | None)
    assert_type(music.av_audio_session_category, AVAudioSessionCategory | None)
    assert_type(
        AudioSessionConfiguration.from_type(AudioSessionType.PLAYBACK), AudioSessionConfiguration
    )


def findings(configuration: AudioSessionConfiguration) -> None:
    assert_type(validate(configuration, android_api=34), tuple[Finding, ...])
    for finding in validate(configuration, ios_version=(17, 2)):
        assert_type(finding.severity, Severity)


class Subclass(AudioSessionConfiguration):
    """Presets and copies of a subclass are of the subclass."""


def subclasses() -> None:
    assert_type(Subclass.music(), Subclass)


def lazily() -> None:
    assert_type(audio_session.__version__, str)
    assert_type(audio_session.blocking.AudioSession.instance(), audio_session.blocking.AudioSession)
