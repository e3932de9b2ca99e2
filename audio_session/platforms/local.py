"""Where the OS offers no audio session that we can use: one session shared inside the process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio_session.activation import GRANTED

if TYPE_CHECKING:
    from audio_session._native import Channel, Event
    from audio_session.activation import ActivationResult
    from audio_session.configuration import AudioSessionConfiguration
    from audio_session.devices import AudioDevice
    from audio_session.ios import AVAudioSessionSetActiveOptions
    from audio_session.validation import Finding

    from . import Capability


class LocalPlatform:
    """Owners inside the process still share one session, and every request succeeds.

    Nothing outside the process is arbitrated and no device is known: ``capabilities`` is empty.
    """

    name = "local"
    driver = None

    def __init__(self) -> None:
        self.capabilities: frozenset[Capability] = frozenset()

    def open(self, channel: Channel) -> None:
        """There is nothing to open."""

    def close(self) -> None:
        """There is nothing to close."""

    def validate(
        self, configuration: AudioSessionConfiguration, *, strict: bool
    ) -> tuple[Finding, ...]:
        """Check against both phones' rules: what passes here passes there."""
        from audio_session.validation import validate  # noqa: PLC0415 - only when configuring

        return validate(configuration, strict=strict)

    def configure(self, configuration: AudioSessionConfiguration) -> None:
        """There is nobody to tell."""

    def request(self, request: AudioSessionConfiguration, generation: int) -> ActivationResult:
        """Grant it."""
        return GRANTED

    def release(self, options: AVAudioSessionSetActiveOptions | None) -> None:
        """There is nobody to tell."""

    def forget(self) -> None:
        """There is nothing to clean up."""

    def devices(self) -> frozenset[AudioDevice]:
        """Return no device: none is known."""
        return frozenset()

    def translate(self, event: Event) -> None:
        """Return nothing: no event comes."""
