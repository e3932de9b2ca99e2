"""The simulated iPhone's rules, by iOS version: one table. What iOS accepts is in ``_rules``.

Grades: H, text of Apple's own headers; D, Apple's documentation; O, observed in the field (a public
issue or code); A, an assumption that nothing contradicts and nothing proves. Nothing was verified
on a device.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from .._arguments import bad_argument
from ..errors import NativeError

if TYPE_CHECKING:
    from ..ios import AVAudioSessionErrorCode as Code

ERROR_DOMAIN = "NSOSStatusErrorDomain"
OLDEST, NEWEST = (13, 0), (26, 2)
Version = tuple[int, int]

_HEADER = "Apple's AVAudioSession.h"
_TYPES = "Apple's AVAudioSessionTypes.h"
_PAGES = "developer.apple.com/documentation/avfaudio/avaudiosession"
_GUIDE = "Apple's Audio Session Programming Guide"


class Evidence(NamedTuple):
    """What a rule says, who says so, how sure it is, and which iOS versions have it."""

    text: str
    source: str
    grade: str
    since: Version = OLDEST
    until: Version | None = None
    """The first version without it; None if the newest has it."""


class IosRule(Enum):
    """A rule of iOS; ``value`` is its :class:`Evidence`."""

    # What activation does to others
    NON_MIXABLE_INTERRUPTS = Evidence(
        "a non-mixable session that is activated interrupts the non-mixable ones, and those alone",
        f"{_GUIDE}, table B-1",
        "D",
    )
    MIXES = Evidence("a mixable session mixes with every other", f"{_GUIDE}, table B-1", "D")
    DUCKS = Evidence(
        "with DuckOthers, others are lower while the session is active", f"{_TYPES}", "H"
    )
    DUCKED_LEVEL = Evidence("ducked audio is heard at a fifth of its level", "none", "A")
    INTERRUPTS_SPEECH = Evidence(
        "with InterruptSpokenAudioAndMixWithOthers, sessions of mode SpokenAudio that play are "
        "interrupted",
        _TYPES,
        "H",
    )
    ACTIVE_AGAIN = Evidence("activating an active session succeeds and tells nobody", "none", "A")
    NOTIFY_ON_ACTIVATION_IGNORED = Evidence(
        "NotifyOthersOnDeactivation means nothing with active = YES", "many apps pass it", "O"
    )
    PLAYING_ACTIVATES = Evidence(
        "starting to play activates the session", f"{_GUIDE}, Activating an Audio Session", "D"
    )
    SILENT_SWITCH = Evidence(
        "Ambient and SoloAmbient are not heard while the Silent switch is on or the screen is "
        "locked; the other categories are",
        f"{_GUIDE}, table B-1",
        "D",
    )
    # Refusals
    NO_INTERRUPTING_IN_BACKGROUND = Evidence(
        "a non-mixable session in the background that is not Now Playing: '!int'",
        f"{_HEADER}; ryanheise/just_audio#807",
        "H",
    )
    NO_PLAYING_IN_BACKGROUND = Evidence(
        "in the background with Ambient or SoloAmbient, or without the background mode audio: "
        "'!pla'",
        _HEADER,
        "H",
    )
    NO_RECORDING_IN_BACKGROUND = Evidence(
        "recording that mixes cannot begin in the background: '!rec'", _HEADER, "H"
    )
    CALL_HAS_PRIORITY = Evidence(
        "during a call Record and PlayAndRecord are '!pri', to set as to activate; Playback is "
        "allowed",
        f"{_HEADER}; ryanheise/audio_session#136",
        "H",
    )
    SIRI_HAS_PRIORITY = Evidence("while Siri listens: 'siri'", _HEADER, "H")
    CALLKIT_ACTIVATES = Evidence(
        "an app with CallKit must leave activation to it: 'ent?'",
        "livekit/client-sdk-flutter#886",
        "O",
    )
    NO_INPUT = Evidence("without input hardware Record and the like are '!res'", _HEADER, "H")
    MEDIA_SERVICES_DOWN = Evidence("while media services are lost: 'msrv'", _HEADER, "H")
    # Giving back
    BUSY = Evidence(
        "deactivating while I/O runs makes the session inactive, and returns NO with '!act'",
        _HEADER,
        "H",
        until=(26, 0),
    )
    NOTIFIES = Evidence(
        "whom the session interrupted gets Ended with ShouldResume if NotifyOthersOnDeactivation "
        "was passed",
        f"{_PAGES}/setactiveoptions",
        "D",
    )
    SILENT_WITHOUT_NOTIFY = Evidence(
        "without the option, or if the app dies, whom it interrupted hears nothing",
        "developer.apple.com/forums/thread/776118 says no more than that an end is not guaranteed",
        "A",
    )
    CALLKIT_ASKS_NOBODY = Evidence(
        "CallKit's own activation is not refused, and nothing is posted to the app but CallKit's "
        "callback",
        "developer.apple.com/documentation/callkit/cxproviderdelegate",
        "A",
    )
    # Interruptions
    INACTIVE_WHEN_BEGAN = Evidence(
        "when an interruption begins the session is inactive already",
        f"{_PAGES}/interruptionnotification",
        "D",
    )
    CALL_INTERRUPTS = Evidence(
        "a call interrupts every session as it rings; declined or ended: Ended with ShouldResume",
        f"{_GUIDE}, Responding to Interruptions",
        "D",
    )
    BANNERS_WAIT = Evidence(
        "with prefersNoInterruptionsFromSystemAlerts, a call shown as a banner interrupts when it "
        "is accepted",
        f"{_PAGES}/prefersnointerruptionsfromsystemalerts",
        "D",
        since=(14, 5),
    )
    ALARMS_AND_SIRI = Evidence(
        "alarms, timers and Siri: Began, then Ended with ShouldResume", _GUIDE, "D"
    )
    REASON = Evidence(
        "Began carries a reason", f"{_TYPES}, AVAudioSessionInterruptionReason", "H", since=(14, 5)
    )
    WAS_SUSPENDED = Evidence(
        "an app that was suspended while active hears Began when it runs again, marked as such",
        f"{_TYPES}: not present from iOS 16 onwards",
        "H",
        until=(16, 0),
    )
    SUSPENSION_ENDS = Evidence("and an Ended after it", "ryanheise/audio_session#7", "O")
    MUTED_MICROPHONE = Evidence(
        "an iPad's closed folio interrupts sessions with input, for reason 2, unless "
        "OverrideMutedMicrophoneInterruption is set",
        _TYPES,
        "H",
        since=(14, 5),
    )
    ROUTE_DISCONNECT = Evidence(
        "the Now Playing session that loses its device is interrupted for reason 4, unless it set "
        "prefersInterruptionOnRouteDisconnect to NO",
        f"{_PAGES}/prefersinterruptiononroutedisconnect",
        "D",
        since=(17, 0),
    )
    ROUTE_DISCONNECT_NEVER_ENDS = Evidence("and no Ended follows", "several issues", "O")
    UNPAIRED = Evidence(
        "a Began may come twice, and an Ended without a Began", "several issues", "O"
    )
    # Routes
    OUTPUT_TO_SPEAKER = Evidence(
        "without anything plugged in, categories without input are heard from the speaker, "
        "PlayAndRecord from the receiver; from the speaker with DefaultToSpeaker, in mode "
        "VideoChat and on an iPad",
        f"{_PAGES}/categoryoptions; Apple QA1803",
        "D",
    )
    LAST_IN = Evidence("the device that came last is used", f"{_GUIDE}, table B-4", "D")
    BLUETOOTH = Evidence(
        "A2DP carries output of categories without input; PlayAndRecord has HFP with its option, "
        "A2DP with its own, and HFP if it has both",
        _TYPES,
        "H",
    )
    CHANGE_AT_ACTIVATION = Evidence(
        "a category that is set while inactive changes the route when the session is activated",
        f"{_PAGES}/routechangereason",
        "D",
    )
    CATEGORY_CHANGES_ROUTE = Evidence(
        "a change of category is a route change, also where the ports stay",
        f"{_PAGES}/responding-to-audio-route-changes",
        "D",
    )
    OVERRIDE_LAPSES = Evidence(
        "the next route change or interruption undoes an override of the output",
        "Apple QA1754",
        "D",
    )
    OVERRIDE_NEEDS_INPUT = Evidence(
        "an override is -50 but with PlayAndRecord", "kodecocodes/KVS#46", "O"
    )
    OPTIONS_IMPLIED = Evidence(
        "DuckOthers and 0x11 read back with MixWithOthers, mode VoiceChat with AllowBluetooth, "
        "VideoChat with DefaultToSpeaker too",
        f"{_TYPES}; Apple QA1803",
        "H",
    )
    # Preferences
    RATE_SILENTLY_IGNORED = Evidence(
        "a preferred sample rate that the hardware lacks is accepted, and does nothing",
        "several issues",
        "O",
    )
    CHANNELS_IN_RANGE = Evidence(
        "a preferred number of channels below 1 or above the maximum is -50; of inputs in a "
        "category without input '!cat'",
        f"{_HEADER}; llfbandit/record#243",
        "H",
    )
    ECHO_CANCELLED = Evidence(
        "echo-cancelled input is for PlayAndRecord in mode Default, and MultiRoute in DualRoute",
        _HEADER,
        "H",
        since=(18, 2),
    )
    MUTE_IN_DEFAULT_MODE = Evidence(
        "PlayAndRecord can be muted in mode Default alone; another mode unmutes it",
        _HEADER,
        "H",
        since=(26, 0),
    )
    INPUTS_CHANGE = Evidence(
        "a change of availableInputs is told, by a plug as by the category; what may not be chosen "
        "is no change",
        f"{_PAGES}/availableinputschangenotification",
        "D",
        since=(26, 0),
    )
    DATA_SOURCES_OBSERVED = Evidence(
        "inputDataSources and inputDataSource change with the input of the route, and can be "
        "observed",
        _HEADER,
        "H",
    )
    # Others' audio, media services, permission, time
    SECONDARY_HINT = Evidence(
        "another non-mixable session that plays asks secondary audio to be silent; a notification "
        "goes to apps in the foreground with an active session",
        _HEADER,
        "H",
    )
    MEDIA_RESET = Evidence(
        "after a reset the category is SoloAmbient, the session inactive, preferences are gone and "
        "observers stay",
        "Apple QA1749",
        "D",
    )
    PERMISSION_ASKED_ONCE = Evidence(
        "the user is asked about the microphone once; then the answer stands", _HEADER, "H"
    )
    PERMISSION_NEEDS_TEXT = Evidence(
        "an app that asks for the microphone without NSMicrophoneUsageDescription is killed",
        "developer.apple.com/documentation/bundleresources/information-property-list/"
        "nsmicrophoneusagedescription",
        "D",
    )
    MUTE_NOTIFIED_WHILE_RECORDING = Evidence(
        "a change of the input's mute is announced only while a session with input is active",
        "Apple's AVAudioApplication.h",
        "H",
        since=(17, 0),
    )
    SLOW = Evidence("setActive may take seconds", "expo/expo#47079", "O")
    HANG_RISK = Evidence(
        "setActive on the main thread is logged as a risk to hang",
        "iOS's own log, [AVAudioSession Hang Risk]",
        "O",
        since=(26, 0),
    )


def ios_rules_at(version: Version) -> frozenset[IosRule]:
    """Return the rules of an iOS version."""
    return frozenset(
        rule
        for rule in IosRule
        if rule.value.since <= version and (rule.value.until is None or version < rule.value.until)
    )


def checked_version(version: object) -> Version:
    """Return ``(17, 2)`` or ``17`` as a version that the simulated iPhone knows."""
    given = version if isinstance(version, tuple) else (version, 0)
    if [type(part) for part in given] != [int, int]:
        rule, fix = "it must be an iOS version: one int, or two", "pass one such as 17 or (17, 2)"
        raise bad_argument(TypeError, "version", version, rule, fix)
    if not OLDEST <= given <= NEWEST:
        rule, fix = "the simulated iPhone knows iOS 13.0 to 26.2", "pass one of these"
        raise bad_argument(ValueError, "version", version, rule, fix)
    return given


def refusal(code: Code, text: str) -> NativeError:
    """Return the ``NSError`` that iOS refuses with."""
    return NativeError(
        f"{text} (OSStatus {int(code)})",
        code=int(code),
        domain=ERROR_DOMAIN,
        name=code.four_char_code or code.name,
    )
