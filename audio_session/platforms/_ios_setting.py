"""What iOS's ``setCategory`` sets: what a configuration wants of it, and what is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio_session._reading import checked
from audio_session._rules import added_options, implied_options
from audio_session.ios import (
    AVAudioSessionCategory,
    AVAudioSessionCategoryOptions,
    AVAudioSessionMode,
    AVAudioSessionRouteSharingPolicy,
)

if TYPE_CHECKING:
    from audio_session.configuration import AudioSessionConfiguration

    from ._contract import Driver


class Setting:
    """Category, mode, route sharing policy and options."""

    def __init__(self, category: str, mode: str, policy: int, options: int) -> None:
        self.category = AVAudioSessionCategory(category)
        self.mode = AVAudioSessionMode(mode)
        self.policy = AVAudioSessionRouteSharingPolicy(policy)
        self.options = AVAudioSessionCategoryOptions(options)

    @classmethod
    def wanted(cls, configuration: AudioSessionConfiguration) -> Setting:
        """Return what a configuration wants; a field that is None is iOS's default."""
        return cls(
            str(configuration.av_audio_session_category),
            configuration.av_audio_session_mode or AVAudioSessionMode.DEFAULT,
            configuration.av_audio_session_route_sharing_policy or 0,
            configuration.av_audio_session_category_options or 0,
        )

    @classmethod
    def read(cls, driver: Driver) -> Setting:
        """Return what is set now."""

        def text(name: str) -> str:
            return checked(name, driver.call(name), str)

        def number(name: str) -> int:
            return checked(name, driver.call(name), int)

        return cls(
            text("category"), text("mode"), number("routeSharingPolicy"), number("categoryOptions")
        )

    def is_met_by(self, now: Setting) -> bool:
        """Whether ``now`` is this, but for options that iOS adds by itself."""
        added = added_options(self.mode, self.options) | implied_options(self.category)
        return (self.category, self.mode, self.policy) == (now.category, now.mode, now.policy) and (
            now.options | added == self.options | added
        )

    def __str__(self) -> str:
        options = "|".join(str(option.name) for option in self.options) or "no options"
        return f"{self.category.name}/{self.mode.name}/{self.policy.name} with {options}"
