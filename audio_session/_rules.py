"""What iOS and Android accept: the tables that :mod:`audio_session.validation` reads.

A grade says how sure a cell is; :class:`~audio_session.validation.Finding` lists them. Nothing here
was verified on a device by this project.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, NamedTuple

from .ios import AVAudioSessionCategory as Category
from .ios import AVAudioSessionCategoryOptions as Options
from .ios import AVAudioSessionMode as Mode
from .ios import AVAudioSessionRouteSharingPolicy as Policy

if TYPE_CHECKING:
    from .configuration import AudioSessionConfiguration

HEADER: Final = "Apple's AVAudioSessionTypes.h (iOS 26 SDK)"
OPTIONS_PAGE: Final = (
    "developer.apple.com/documentation/avfaudio/avaudiosession/categoryoptions-swift.struct"
)
MODES_PAGE: Final = "Apple's Audio Session Programming Guide, table B-2"
ANDROID_PAGE: Final = "developer.android.com/reference/android/media"
FOCUS_SOURCE: Final = "AOSP, com.android.server.audio.MediaFocusControl"
THIS_LIBRARY: Final = "a rule of this library"


class Verdict(Enum):
    """What an OS does with a value."""

    OK = "ok"
    IMPLIED = "implied"
    """It is on anyway: setting it changes nothing."""
    DUAL_ROUTE = "dual route"
    """Fine in mode DualRoute, else refused."""
    DOUBTFUL = "doubtful"
    """Documented as invalid but never seen to fail, or never tried."""
    HINT = "hint"
    """Accepted, but not what it seems."""
    REFUSED = "refused"


class Cell(NamedTuple):
    """One field of the table of options: iOS's verdict, and how sure it is."""

    verdict: Verdict
    grade: str


CATEGORIES: Final = (
    Category.AMBIENT,
    Category.SOLO_AMBIENT,
    Category.PLAYBACK,
    Category.RECORD,
    Category.PLAY_AND_RECORD,
    Category.MULTI_ROUTE,
)

_OK = Cell(Verdict.OK, "D")
_OK_H = Cell(Verdict.OK, "H")
_ON = Cell(Verdict.IMPLIED, "D")
_NO_D = Cell(Verdict.REFUSED, "D")
_NO_H = Cell(Verdict.REFUSED, "H")
_NO_O = Cell(Verdict.REFUSED, "O")
_DUAL = Cell(Verdict.DUAL_ROUTE, "H")
_DOUBT = Cell(Verdict.DOUBTFUL, "d")
_GUESS = Cell(Verdict.DOUBTFUL, "A")

# Columns: Ambient, SoloAmbient, Playback, Record, PlayAndRecord, MultiRoute.
_ROWS: Final = {
    Options.MIX_WITH_OTHERS: (_ON, _DOUBT, _OK, _DOUBT, _OK, _OK_H),
    Options.DUCK_OTHERS: (_OK_H, _DOUBT, _OK, _DOUBT, _OK, _OK),
    Options.INTERRUPT_SPOKEN_AUDIO_AND_MIX_WITH_OTHERS: (_DOUBT, _DOUBT, _OK, _DOUBT, _OK, _OK),
    Options.ALLOW_BLUETOOTH: (_NO_D, _NO_D, _NO_O, _OK, _OK, _DUAL),
    Options.DEFAULT_TO_SPEAKER: (_NO_O, _NO_D, _NO_O, _NO_D, _OK, _NO_D),
    Options.ALLOW_BLUETOOTH_A2DP: (_ON, _ON, _ON, _DOUBT, _OK, _DOUBT),
    Options.ALLOW_AIR_PLAY: (_ON, _ON, _ON, _DOUBT, _OK, _DOUBT),
    Options.OVERRIDE_MUTED_MICROPHONE_INTERRUPTION: (_NO_H, _NO_H, _NO_H, _GUESS, _OK, _GUESS),
    Options.FAR_FIELD_INPUT: (_NO_D, _NO_D, _NO_D, _OK, _OK, _DUAL),
    Options.BLUETOOTH_HIGH_QUALITY_RECORDING: (_NO_D, _NO_D, _NO_D, _GUESS, _OK, _GUESS),
}
OPTION_TABLE: Final = {
    option: dict(zip(CATEGORIES, row, strict=True)) for option, row in _ROWS.items()
}
"""For each option, what each category makes of it when it is set."""


def chosen(options: Options | None) -> list[Options]:
    """Return the options of the table that are set, each for itself."""
    said = [option for option in OPTION_TABLE if options and option & options == option]
    # 0x11 holds the bit of MIX_WITH_OTHERS, which then was not chosen for itself.
    if Options.INTERRUPT_SPOKEN_AUDIO_AND_MIX_WITH_OTHERS in said:
        said.remove(Options.MIX_WITH_OTHERS)
    return said


_ADDED_BY_MODE: Final = {
    Mode.VOICE_CHAT: Options.ALLOW_BLUETOOTH_HFP,
    Mode.VIDEO_CHAT: Options.ALLOW_BLUETOOTH_HFP | Options.DEFAULT_TO_SPEAKER,
}


def added_options(mode: Mode, options: Options) -> Options:
    """Return the options that iOS reads back besides those that were set.

    Sources: AVAudioSessionTypes.h for ducking, Apple QA1803 for the modes.
    """
    added = _ADDED_BY_MODE.get(mode, Options.NONE)
    if options & Options.DUCK_OTHERS:
        added |= Options.MIX_WITH_OTHERS
    return added


def implied_options(category: Category) -> Options:
    """Return the options that a category has anyway, and that iOS may read back or not."""
    implied = Options.NONE
    for option, cells in OPTION_TABLE.items():
        if category in cells and cells[category].verdict is Verdict.IMPLIED:
            implied |= option
    return implied


OPTION_SOURCES: Final = {
    Options.ALLOW_BLUETOOTH: f"{OPTIONS_PAGE}; ryanheise/audio_session#127",
    Options.DEFAULT_TO_SPEAKER: f"{OPTIONS_PAGE}; bluefireteam/audioplayers#1194",
    Options.OVERRIDE_MUTED_MICROPHONE_INTERRUPTION: HEADER,
    Options.FAR_FIELD_INPUT: HEADER,
    Options.BLUETOOTH_HIGH_QUALITY_RECORDING: HEADER,
}
"""Who says so, where it is not Apple's page on options alone."""


class ModeRule(NamedTuple):
    """The categories that a mode goes with; with any other, iOS answers ``verdict``."""

    categories: frozenset[Category]
    verdict: Verdict
    grade: str
    source: str


_SEEN = f"{MODES_PAGE}; whisper.rn#238"
_WITH_INPUT = frozenset({Category.RECORD, Category.PLAY_AND_RECORD})
_CALLS = ModeRule(frozenset({Category.PLAY_AND_RECORD}), Verdict.REFUSED, "O", _SEEN)
_FILMS = frozenset({Category.PLAYBACK})

MODE_TABLE: Final = {
    Mode.VOICE_CHAT: _CALLS,
    Mode.VIDEO_CHAT: _CALLS,
    Mode.GAME_CHAT: _CALLS,
    Mode.VIDEO_RECORDING: ModeRule(_WITH_INPUT, Verdict.REFUSED, "O", _SEEN),
    Mode.MEASUREMENT: ModeRule(_WITH_INPUT | _FILMS, Verdict.REFUSED, "O", _SEEN),
    Mode.MOVIE_PLAYBACK: ModeRule(_FILMS, Verdict.REFUSED, "O", _SEEN),
    Mode.SPOKEN_AUDIO: ModeRule(_FILMS, Verdict.DOUBTFUL, "d", MODES_PAGE),
    Mode.SHORT_FORM_VIDEO: ModeRule(_FILMS, Verdict.REFUSED, "H", HEADER),
    Mode.DUAL_ROUTE: ModeRule(frozenset({Category.MULTI_ROUTE}), Verdict.REFUSED, "H", HEADER),
}
"""The modes that do not go with every category."""


class Situation(NamedTuple):
    """A part of a configuration as iOS sees it; what is empty matches everything."""

    categories: frozenset[Category] = frozenset()
    modes: frozenset[Mode] = frozenset()
    policies: frozenset[Policy] = frozenset()
    options: Options = Options.NONE
    """All of these bits are set."""
    forbidden: Options = Options.NONE
    """None of these bits is set."""

    def matches(self, configuration: AudioSessionConfiguration) -> bool:
        """Whether the configuration, with iOS's defaults for what is None, is such a one."""
        options = configuration.av_audio_session_category_options or Options.NONE
        mode = configuration.av_audio_session_mode or Mode.DEFAULT
        policy = configuration.av_audio_session_route_sharing_policy or Policy.DEFAULT
        return (
            (not self.categories or configuration.av_audio_session_category in self.categories)
            and (not self.modes or mode in self.modes)
            and (not self.policies or policy in self.policies)
            and self.options & options == self.options
            and not self.forbidden & options
        )


class PairRule(NamedTuple):
    """Where ``when`` holds, ``must`` has to hold too; None is never right."""

    field: str
    when: Situation
    must: Situation | None
    verdict: Verdict
    rule: str
    fix: str
    source: str
    grade: str
    below: tuple[int, int] | None = None
    """Only where the app is known to run on an iOS older than this."""


_LONG_FORM = Situation(policies=frozenset({Policy.LONG_FORM_AUDIO, Policy.LONG_FORM_VIDEO}))
_LONG_FORM_SOURCE = f"{HEADER}; ryanheise/audio_session#40"
_EVERY_OPTION = Options(0xFFFF_FFFF)

PAIR_RULES: Final = (
    PairRule(
        field="av_audio_session_route_sharing_policy",
        when=_LONG_FORM,
        must=Situation(categories=_FILMS),
        verdict=Verdict.REFUSED,
        rule="a long-form policy goes only with the category PLAYBACK",
        fix="use the category PLAYBACK or the policy DEFAULT",
        source=_LONG_FORM_SOURCE,
        grade="H",
    ),
    PairRule(
        field="av_audio_session_route_sharing_policy",
        when=_LONG_FORM,
        must=Situation(modes=frozenset({Mode.DEFAULT, Mode.MOVIE_PLAYBACK, Mode.SPOKEN_AUDIO})),
        verdict=Verdict.REFUSED,
        rule="a long-form policy goes only with the modes DEFAULT, MOVIE_PLAYBACK, SPOKEN_AUDIO",
        fix="use one of these modes or the policy DEFAULT",
        source=_LONG_FORM_SOURCE,
        grade="H",
    ),
    PairRule(
        field="av_audio_session_route_sharing_policy",
        when=_LONG_FORM,
        must=Situation(forbidden=_EVERY_OPTION),
        verdict=Verdict.REFUSED,
        rule="a long-form policy allows no category options",
        fix="clear the options or use the policy DEFAULT",
        source=_LONG_FORM_SOURCE,
        grade="H",
    ),
    PairRule(
        field="av_audio_session_route_sharing_policy",
        when=Situation(policies=frozenset({Policy.INDEPENDENT})),
        must=None,
        verdict=Verdict.REFUSED,
        rule="iOS alone sets this policy, for routes that the user picks; apps that did crashed",
        fix="use the policy DEFAULT",
        source=HEADER,
        grade="O",
    ),
    PairRule(
        field="av_audio_session_category_options",
        when=Situation(options=Options.FAR_FIELD_INPUT),
        must=Situation(options=Options.ALLOW_BLUETOOTH_HFP),
        verdict=Verdict.REFUSED,
        rule="FAR_FIELD_INPUT goes only with ALLOW_BLUETOOTH_HFP",
        fix="set both, or drop FAR_FIELD_INPUT",
        source=HEADER,
        grade="H",
    ),
    PairRule(
        field="av_audio_session_category_options",
        when=Situation(options=Options.BLUETOOTH_HIGH_QUALITY_RECORDING),
        must=Situation(modes=frozenset({Mode.DEFAULT})),
        verdict=Verdict.DOUBTFUL,
        rule="BLUETOOTH_HIGH_QUALITY_RECORDING goes only with the mode DEFAULT",
        fix="use the mode DEFAULT, or drop the option",
        source=HEADER,
        grade="d",
    ),
    PairRule(
        field="av_audio_session_category_options",
        when=Situation(
            categories=frozenset({Category.MULTI_ROUTE}), options=Options.MIX_WITH_OTHERS
        ),
        must=Situation(modes=frozenset({Mode.DEFAULT})),
        verdict=Verdict.DOUBTFUL,
        rule="MULTI_ROUTE takes MIX_WITH_OTHERS only in the mode DEFAULT",
        fix="use the mode DEFAULT, or drop the option",
        source=HEADER,
        grade="d",
    ),
    PairRule(
        field="av_audio_session_category_options",
        when=Situation(categories=frozenset({Category.AMBIENT}), options=Options.DUCK_OTHERS),
        must=None,
        verdict=Verdict.DOUBTFUL,
        rule="Apple's pages for iOS before 26 do not allow DUCK_OTHERS with AMBIENT",
        fix="use the category PLAYBACK, or drop the option",
        source=OPTIONS_PAGE,
        grade="d",
        below=(26, 0),
    ),
    PairRule(
        field="av_audio_session_mode",
        when=Situation(modes=frozenset({Mode.DUAL_ROUTE})),
        must=Situation(options=Options.ALLOW_BLUETOOTH_HFP),
        verdict=Verdict.REFUSED,
        rule="DUAL_ROUTE needs ALLOW_BLUETOOTH_HFP",
        fix="set the option, or use the mode DEFAULT",
        source=HEADER,
        grade="H",
    ),
    PairRule(
        field="av_audio_session_category",
        when=Situation(categories=frozenset({Category.AUDIO_PROCESSING})),
        must=None,
        verdict=Verdict.DOUBTFUL,
        rule="Apple deprecated AUDIO_PROCESSING in iOS 10, older than any iOS this library runs on",
        fix="use the category PLAYBACK, or none while you process offline",
        source=HEADER,
        grade="A",
    ),
)
"""What goes only together, beyond the two tables."""

OUTPUT_ONLY: Final = frozenset({Category.AMBIENT, Category.SOLO_AMBIENT, Category.PLAYBACK})
"""The categories without input."""


class UnknownRule(NamedTuple):
    """What an OS does with a value that it has no name for."""

    verdict: Verdict
    grade: str
    source: str
    refused_from: int | None = None
    """The API level from which Android throws, if that was seen."""
    hidden: frozenset[int] = frozenset()
    """The values that it takes even so: its own, which are not public."""


_IOS_UNKNOWN = UnknownRule(Verdict.DOUBTFUL, "A", "iOS 26.2 SDK metadata")
_ANDROID_UNKNOWN = UnknownRule(Verdict.DOUBTFUL, "MEM", f"{ANDROID_PAGE}/AudioAttributes.Builder")
# Ran on the framework's own classes: accepted at 21 to 29, IllegalArgumentException at 30 to 36.
_BUILDER_UNKNOWN = UnknownRule(
    Verdict.DOUBTFUL,
    "RUN",
    "AOSP, android.media.AudioAttributes.Builder",
    refused_from=30,
    hidden=frozenset({15}),  # USAGE_VIRTUAL_SOURCE
)

UNKNOWN_VALUES: Final = {
    "av_audio_session_category": _IOS_UNKNOWN,
    "av_audio_session_category_options": _IOS_UNKNOWN,
    "av_audio_session_mode": _IOS_UNKNOWN,
    "av_audio_session_route_sharing_policy": _IOS_UNKNOWN,
    "av_audio_session_set_active_options": _IOS_UNKNOWN,
    "android_audio_focus_gain_type": UnknownRule(
        Verdict.REFUSED, "SRC", "AOSP, android.media.AudioFocusRequest.Builder.setFocusGain"
    ),
    "android_audio_attributes.content_type": _BUILDER_UNKNOWN,
    "android_audio_attributes.flags": _ANDROID_UNKNOWN,
    "android_audio_attributes.usage": _BUILDER_UNKNOWN,
    "android_audio_attributes.allowed_capture_policy": _ANDROID_UNKNOWN,
    "android_audio_attributes.spatialization_behavior": _ANDROID_UNKNOWN,
}
"""The fields that keep a value without a name."""

IGNORED_BELOW: Final = {
    "android_accepts_delayed_focus_gain": 26,
    "android_force_ducking": 28,
    "android_audio_attributes.allowed_capture_policy": 29,
    "android_audio_attributes.haptic_channels_muted": 29,
    "android_audio_attributes.spatialization_behavior": 32,
    "android_audio_attributes.is_content_spatialized": 32,
}
"""The API level that brought a field; older levels cannot be told."""

NEEDS_FOCUS: Final = (
    "android_will_pause_when_ducked",
    "android_accepts_delayed_focus_gain",
    "android_force_ducking",
)
"""The fields that belong to a focus request, and say nothing without one."""

NEEDS_CATEGORY: Final = (
    "av_audio_session_category_options",
    "av_audio_session_mode",
    "av_audio_session_route_sharing_policy",
)
"""The fields that iOS takes together with a category only."""
