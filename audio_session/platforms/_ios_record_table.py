"""What an iOS driver can be asked about the microphone, in a module of its own.

The default driver does not know these words, so that an app without a microphone need not explain
them to Apple (ITMS-90683).
"""

from __future__ import annotations

from ._contract import Operation

RECORD_OPERATIONS: tuple[Operation, ...] = (
    # Of AVAudioSession, and of AVAudioApplication, which took their place in 17.0. A request
    # returns, on whatever thread it was called, when the user has answered: whether it was granted.
    Operation("recordPermission", ":i"),
    Operation("requestRecordPermission", ":b"),
    Operation("AVAudioApplication.recordPermission", ":i", "17.0"),
    Operation("AVAudioApplication.requestRecordPermissionWithCompletionHandler", ":b", "17.0"),
)
