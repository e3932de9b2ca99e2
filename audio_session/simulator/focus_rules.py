"""What changed in Android's focus arbitration with the API level: one table.

The arbiter asks ``FocusRule.X in rules``; no other line of the simulator compares an API level to
decide about focus. Files are those of ``frameworks/base/services/core/java/com/android/server/
audio`` (``android/media`` at API 21 and 22). Grades: RUN, the framework's own classes of every
level were run outside a phone and answered so; SRC, read in the source; DOC, developer.android.com;
MEM, from memory. Nothing here was verified on a device.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from .._android_constants import OLDEST_API
from .constants import NEWEST_API


class Evidence(NamedTuple):
    """Since when a rule holds, what it says, where that is written and how sure it is."""

    since: int
    text: str
    source: str
    grade: str


class FocusRule(Enum):
    """A rule that newer levels have and older ones lack; ``value`` is its :class:`Evidence`."""

    REQUEST_FLAGS = Evidence(
        22,
        "a request carries flags: delayed focus, pauses on a duckable loss",
        "MediaFocusControl.requestAudioFocus",
        "RUN",
    )
    FRAMEWORK_DUCKS = Evidence(
        26,
        "the framework itself ducks the players of a loser that it need not tell",
        "FocusRequester.frameworkHandleFocusLoss, PlaybackActivityMonitor.duckPlayers",
        "RUN",
    )
    MUTES_IN_CALL = Evidence(
        26,
        "media and game players that still run 100 ms into a ring or call are muted until its end",
        "MediaFocusControl.runAudioCheckerForRingOrCallAsync",
        "SRC at 30 and 35, MEM below",
    )
    STACK_LIMIT = Evidence(
        27,
        "a request fails while more than 100 entries are in the stack",
        "MediaFocusControl.MAX_STACK_SIZE",
        "RUN",
    )
    LOSER_LEAVES = Evidence(
        28,
        "an entry that got LOSS leaves the stack; before, it stays and gets GAIN again",
        "MediaFocusControl.propagateFocusLossFromGain_syncAf",
        "RUN",
    )
    FORCED_DUCKING = Evidence(
        28,
        "an accessibility service may duck players that pause on ducking, are old or speak",
        "FocusRequester.frameworkHandleFocusLoss",
        "RUN",
    )
    SUSPENSION = Evidence(
        29,
        "a suspended package gets LOSS and leaves; the next entry is not told",
        "MediaFocusControl.noFocusForSuspendedApp",
        "RUN",
    )
    FADE_OUT = Evidence(
        31,
        "media and game players fade out for 2 s before their app is told of LOSS",
        "FocusRequester.frameworkHandleFocusLoss, FadeOutManager",
        "RUN",
    )
    AAUDIO_KNOWN = Evidence(
        31,
        "an app with a started AAudio player is told to duck, as such players cannot be ducked",
        "PlaybackActivityMonitor.UNDUCKABLE_PLAYER_TYPES",
        "RUN",
    )
    FADE_FORGOTTEN = Evidence(
        32,
        "a faded app is unfaded 2 s after its LOSS; before, only when it regains focus",
        "MediaFocusControl.postForgetUidLater",
        "RUN",
    )
    DELAYED_TELLS_BELOW = Evidence(
        33,
        "a delayed request passes its loss on to the entries below the lock",
        "MediaFocusControl.pushBelowLockedFocusOwnersAndPropagate",
        "RUN",
    )
    STRONG_DUCK = Evidence(
        34,
        "an assistant's MAY_DUCK request ducks by 35 dB instead of 14 dB",
        "PlaybackActivityMonitor.reqCausesStrongDuck",
        "SRC at 34 and 35; not checked below",
    )
    FADE_ASKS_REQUEST = Evidence(
        35,
        "LOSS waits for the fade only where the loser's request is for media or game, not speech",
        "FadeConfigurations.getFadeOutDuration",
        "RUN",
    )
    FADES_BY_USAGE = Evidence(
        35,
        "a player that starts while its app is faded out is silent only if it plays media or a "
        "game; before, whatever it plays",
        "FadeOutManager.checkFade, FadeConfigurations.getFadeOutVolumeShaperConfig",
        "RUN",
    )
    FORGETTING_UNDUCKS = Evidence(
        35,
        "forgetting a faded app also ends its ducking, even by a newer request",
        "PlaybackActivityMonitor.forgetUid",
        "RUN",
    )
    BACKGROUND_REFUSED = Evidence(
        35,
        "an app that targets 35 gets focus only as the top app or with a foreground service",
        "HardeningEnforcer; developer.android.com/about/versions/15/behavior-changes-15",
        "SRC, DOC",
    )
    BACKGROUND_REFUSED_ALL = Evidence(
        37,
        "the same for every app whatever it targets, and volume setters do nothing in background",
        "developer.android.com/about/versions/17/changes/bg-audio",
        "DOC",
    )


def rules_at(api: int) -> frozenset[FocusRule]:
    """Return the rules of API level ``api`` (21 to 37); ``ValueError`` for any other."""
    if not OLDEST_API <= api <= NEWEST_API:
        raise ValueError(
            f"API level {api!r}: the simulated device knows {OLDEST_API} to {NEWEST_API}; "
            "pass one of these"
        )
    return frozenset(rule for rule in FocusRule if rule.value.since <= api)
