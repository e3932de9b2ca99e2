"""The simulated iPhone behind the stand-in AVFAudio: the same rules, one depth further down.

The shim asks the stand-in, which asks this world, which asks the driver that the simulated iPhone
has anyway; what that driver reports is posted as iOS would.
"""

from __future__ import annotations

import ctypes
import json
from typing import TYPE_CHECKING, Any, Self

from audio_session.errors import NativeError, UnsupportedError
from audio_session.ios import AVAudioSessionPolarPattern
from audio_session.platforms._ios_table import (
    EVENTS,
    HAS_REASON,
    PREVIOUS_OUTPUT_PRIVATE,
    REASON_SHIFT,
    SUSPENDED,
)

if TYPE_CHECKING:
    from audio_session.simulator import IPhone

ENDED = 0
# What of an event goes where in a notification's userInfo.
KEYS = {
    "AVAudioSessionSilenceSecondaryAudioHintNotification": (
        ("AVAudioSessionSilenceSecondaryAudioHintTypeKey", "code"),
    ),
    "AVAudioSessionSpatialPlaybackCapabilitiesChangedNotification": (
        ("AVAudioSessionSpatialAudioEnabledKey", "value"),
    ),
    "AVAudioSessionRenderingModeChangeNotification": (
        ("AVAudioSessionRenderingModeNewRenderingModeKey", "code"),
    ),
    "AVAudioSessionMicrophoneInjectionCapabilitiesChangeNotification": (
        ("AVAudioSessionMicrophoneInjectionIsAvailableKey", "value"),
    ),
    "AVAudioSessionOutputMuteStateChangeNotification": (("AVAudioSessionMuteStateKey", "value"),),
    "AVAudioApplicationInputMuteStateChangeNotification": (
        ("AVAudioApplicationMuteStateKey", "value"),
    ),
}
# Of the session, which answers it for itself; of the class, which there always is.
OF_THE_STAND_IN = frozenset(
    {
        "sharedInstance",
        "respondsToSelector:",
        "addObserver:forKeyPath:options:context:",
        "removeObserver:forKeyPath:",
    }
)
TAKES_A_PORT = frozenset({"setPreferredInput:error:"})
TAKES_A_SOURCE = frozenset(
    {"setInputDataSource:error:", "setOutputDataSource:error:", "setPreferredDataSource:error:"}
)

ASK = ctypes.CFUNCTYPE(
    None,
    *(ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_char_p),
    ctypes.c_void_p,
)


class _World(ctypes.Structure):
    _fields_ = (("context", ctypes.c_void_p), ("version", ctypes.c_char_p), ("ask", ASK))


def joined(selector: str) -> str:
    """Join a selector as the table does: ``setActive:error:`` is ``setActiveError``."""
    first, *others = selector.split(":")
    return first + "".join(part[:1].upper() + part[1:] for part in others)


class GnustepWorld:
    """Lets a simulated iPhone answer for AVFAudio, while the ``with`` lasts."""

    def __init__(self, phone: IPhone) -> None:
        self.phone = phone
        self.driver = phone.driver()
        # By its soname: the one that the extension is linked with, and no other.
        self.library = ctypes.CDLL("libAVFAudio.so")
        self.library.avfaudio_answer.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
        self.library.avfaudio_constant.restype = ctypes.c_char_p
        self.library.avfaudio_complete.argtypes = [ctypes.c_longlong, ctypes.c_char_p]
        self.faults: list[BaseException] = []
        self.asked: list[str] = []
        """The operations that AVFAudio was asked for, in order."""
        self._tickets: dict[str, list[int]] = {}
        self._patterns = {self._constant(name): str(name) for name in AVAudioSessionPolarPattern}
        version = "{}.{}".format(*phone.version).encode()
        self._world = _World(None, version, ASK(self._ask))

    def __enter__(self) -> Self:
        self.driver.open(self._tell)
        self.library.avfaudio_set_world(ctypes.byref(self._world))
        return self

    def __exit__(self, *_: object) -> None:
        self.driver.close()
        self.library.avfaudio_set_world(None)
        if self.faults:
            raise self.faults[0]

    def _constant(self, name: str) -> str:
        return self.library.avfaudio_constant(name.encode()).decode()

    # ---- Questions -------------------------------------------------------------------------------

    def _ask(
        self,
        _context: int,
        class_name: bytes,
        about: bytes,
        selector: bytes,
        arguments: bytes,
        question: int,
    ) -> None:
        if selector.decode() in OF_THE_STAND_IN:
            return
        try:
            answer = self._answer(
                class_name.decode(),
                json.loads(about),
                selector.decode(),
                json.loads(arguments),
            )
        except BaseException as error:
            self.faults.append(error)  # ctypes would only print it
            answer = {"raise": {"name": "AWorldThatFailed", "reason": str(error)}}
        self.library.avfaudio_answer(question, json.dumps(answer).encode())

    def _answer(
        self, class_name: str, about: Any, selector: str, arguments: list[Any]
    ) -> dict[str, Any]:
        name = self._operation(class_name, selector)
        self.asked.append(name)
        if selector.startswith("requestRecordPermission"):
            ticket = arguments.pop()
            granted = self.driver.call(name)
            self.library.avfaudio_complete(ticket, json.dumps([granted]).encode())
            return {"value": None}
        if selector.endswith("Handler:"):
            self._tickets.setdefault(name, []).append(arguments.pop())
        if selector in TAKES_A_PORT:
            arguments = [arguments[0] and arguments[0]["UID"]]
        elif selector in TAKES_A_SOURCE:
            arguments = [arguments[0] and arguments[0]["dataSourceID"]]
        if class_name == "AVAudioSessionPortDescription":
            arguments = [about["UID"], *arguments]
        elif class_name == "AVAudioSessionDataSourceDescription":
            pattern = self._patterns.get(arguments[0], arguments[0])
            arguments = [about["owningPortUID"], about["dataSourceID"], pattern]
        signature = self.driver.operations[name].signature
        try:
            value = self.driver.call(name, *self._fit(signature, arguments))
        except NativeError as refusal:
            error = {"domain": refusal.domain, "code": refusal.code, "text": str(refusal)}
            return {"error": error}
        except UnsupportedError as lacking:
            reason = f"-[{class_name} {selector}]: unrecognized selector ({lacking})"
            return {"raise": {"name": "NSInvalidArgumentException", "reason": reason}}
        if value is not None and signature.partition(":")[2].startswith("j"):
            value = json.loads(str(value))
        return {"value": value}

    def _operation(self, class_name: str, selector: str) -> str:
        """Return the operation that a selector is."""
        name = joined(selector)
        bare = name[2:3].lower() + name[3:] if name.startswith("is") else name
        for candidate in (f"{class_name}.{name}", name, bare):
            if candidate in self.driver.operations:
                return candidate
        raise LookupError(f"-[{class_name} {selector}] is no operation of the table")

    @staticmethod
    def _fit(signature: str, arguments: list[Any]) -> list[Any]:
        """Return the arguments with real numbers where the signature has them."""
        letters = signature.partition(":")[0].replace("?", "")
        return [
            float(argument) if letter == "d" else argument
            for letter, argument in zip(letters, arguments, strict=True)
        ]

    # ---- Events ----------------------------------------------------------------------------------

    def _tell(self, kind: int, flags: int, code: int, value: int, /) -> None:
        name = EVENTS[kind]
        if name in self._tickets:
            shape = [code] if name.startswith("request") else [bool(value), code]
            for ticket in self._tickets.pop(name):
                self.library.avfaudio_complete(ticket, json.dumps(shape).encode())
        elif name.endswith("Notification"):
            info = self._user_info(name, flags, code, value)
            self.library.avfaudio_post(name.encode(), json.dumps(info).encode())
        else:
            self.library.avfaudio_change(name.encode())

    @staticmethod
    def _user_info(name: str, flags: int, code: int, value: int) -> dict[str, Any] | None:
        if name == "AVAudioSessionInterruptionNotification":
            info: dict[str, Any] = {"AVAudioSessionInterruptionTypeKey": code}
            if code == ENDED:
                info["AVAudioSessionInterruptionOptionKey"] = value
            if flags & SUSPENDED:
                info["AVAudioSessionInterruptionWasSuspendedKey"] = True
            if flags & HAS_REASON:
                info["AVAudioSessionInterruptionReasonKey"] = flags >> REASON_SHIFT
            return info
        if name == "AVAudioSessionRouteChangeNotification":
            private = flags & PREVIOUS_OUTPUT_PRIVATE
            port = f"AVAudioSessionPort{'Headphones' if private else 'BuiltInSpeaker'}"
            before = {"inputs": [], "outputs": [{"portType": port, "portName": "", "UID": "was"}]}
            return {
                "AVAudioSessionRouteChangeReasonKey": code,
                "AVAudioSessionRouteChangePreviousRouteKey": before,
            }
        fields = {"code": code, "value": value}
        return {key: fields[field] for key, field in KEYS.get(name, ())} or None
