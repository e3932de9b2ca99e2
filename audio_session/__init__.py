"""Share the operating system's one audio session between all parts of an app.

Importing the package opens nothing, changes nothing in the process, and loads only what is used:
each public name brings its module with it when it is first touched.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import blocking as blocking
    from . import record_permission as record_permission
    from .activation import ActivationOverrides as ActivationOverrides
    from .activation import ActivationResult as ActivationResult
    from .activation import ActivationStatus as ActivationStatus
    from .activation import DenialReason as DenialReason
    from .android import *
    from .android_manager import *
    from .configuration import AudioSessionConfiguration as AudioSessionConfiguration
    from .configuration import AudioSessionType as AudioSessionType
    from .configuration import DuckPolicy as DuckPolicy
    from .devices import AudioDevice as AudioDevice
    from .devices import AudioDeviceType as AudioDeviceType
    from .errors import ActivationDeniedError as ActivationDeniedError
    from .errors import ActivationTimeoutError as ActivationTimeoutError
    from .errors import AudioSessionError as AudioSessionError
    from .errors import ConfigurationError as ConfigurationError
    from .errors import NativeError as NativeError
    from .errors import PermissionDeniedError as PermissionDeniedError
    from .errors import ServiceUnavailableError as ServiceUnavailableError
    from .errors import SessionClosedError as SessionClosedError
    from .errors import UnsupportedError as UnsupportedError
    from .events import AudioDevicesChangedEvent as AudioDevicesChangedEvent
    from .events import AudioInterruptionEvent as AudioInterruptionEvent
    from .events import AudioInterruptionReason as AudioInterruptionReason
    from .events import AudioInterruptionType as AudioInterruptionType
    from .events import AudioServiceEvent as AudioServiceEvent
    from .events import AudioSessionState as AudioSessionState
    from .events import BecomingNoisyEvent as BecomingNoisyEvent
    from .events import OtherAudioEvent as OtherAudioEvent
    from .events import VolumeChangedEvent as VolumeChangedEvent
    from .interruption_handler import InterruptionHandler as InterruptionHandler
    from .ios import *
    from .ios_manager import *
    from .platforms import Capability as Capability
    from .session import AudioSession as AudioSession
    from .session import Lease as Lease
    from .streams import EventStream as EventStream
    from .streams import Overflow as Overflow
    from .streams import Subscription as Subscription
    from .validation import Finding as Finding
    from .validation import Severity as Severity
    from .validation import check as check
    from .validation import validate as validate

__version__ = "0.1.0"

_MODULES = {
    "activation": ("ActivationResult", "ActivationStatus", "DenialReason"),
    "configuration": ("AudioSessionConfiguration", "AudioSessionType", "DuckPolicy"),
    "devices": ("AudioDevice", "AudioDeviceType"),
    "errors": (
        "ActivationDeniedError",
        "ActivationTimeoutError",
        "AudioSessionError",
        "ConfigurationError",
        "NativeError",
        "PermissionDeniedError",
        "ServiceUnavailableError",
        "SessionClosedError",
        "UnsupportedError",
    ),
    "events": (
        "AudioDevicesChangedEvent",
        "AudioInterruptionEvent",
        "AudioInterruptionReason",
        "AudioInterruptionType",
        "AudioServiceEvent",
        "AudioSessionState",
        "BecomingNoisyEvent",
        "OtherAudioEvent",
        "VolumeChangedEvent",
    ),
    "android": (
        "AUDIO_SESSION_ID_GENERATE",
        "MICROPHONE_GROUP_UNKNOWN",
        "MICROPHONE_INDEX_IN_THE_GROUP_UNKNOWN",
        "MICROPHONE_SENSITIVITY_UNKNOWN",
        "MICROPHONE_SPL_UNKNOWN",
        "NUM_STREAMS",
        "OLDEST_API",
        "set_java_vm",
    ),
    "android_manager": (
        "AndroidAudioDescriptor",
        "AndroidAudioDeviceInfo",
        "AndroidAudioFocusRequest",
        "AndroidAudioFormat",
        "AndroidAudioManager",
        "AndroidAudioMixerAttributes",
        "AndroidAudioPlaybackConfiguration",
        "AndroidAudioProfile",
        "AndroidAudioRecordingConfiguration",
        "AndroidHeadsetPlugEvent",
        "AndroidKeyEvent",
        "AndroidMicrophoneInfo",
        "AndroidScoAudioEvent",
        "AndroidSpatializer",
        "AndroidSpatializerEvent",
        "AndroidStreamMuteEvent",
        "AndroidVolumeEvent",
    ),
    "interruption_handler": ("InterruptionHandler",),
    "ios": ("OLDEST_IOS",),
    "ios_manager": (
        "AVAudioApplication",
        "AVAudioChannelLayout",
        "AVAudioSession",
        "AVAudioSessionCapability",
        "AVAudioSessionChannelDescription",
        "AVAudioSessionDataSourceDescription",
        "AVAudioSessionInterruptionNotification",
        "AVAudioSessionPortDescription",
        "AVAudioSessionPortExtensionBluetoothMicrophone",
        "AVAudioSessionRouteChange",
        "AVAudioSessionRouteDescription",
        "AVPreparePlaybackRouteResult",
    ),
    "platforms": ("Capability",),
    "session": ("AudioSession", "Lease"),
    "streams": ("EventStream", "Overflow", "Subscription"),
    "validation": ("Finding", "Severity", "check", "validate"),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}
_SUBMODULES = frozenset({*_MODULES, "blocking", "record_permission", "simulator"})


def _home_of(name: str) -> str | None:
    """Return the module that a public name lives in; the OS's own names say it themselves."""
    for prefix, module in (("Android", "android"), ("AV", "ios")):
        if name.startswith(prefix):
            return _HOME.get(name, module)
    return _HOME.get(name)


if not TYPE_CHECKING:  # else every misspelt name would pass a type checker

    def __getattr__(name: str) -> object:
        """Load the module that a public name lives in (PEP 562)."""
        from importlib import import_module  # noqa: PLC0415 - not needed by who imports submodules

        if name == "__all__":
            value: object = _public_names()
            globals()[name] = value
            return value
        home = _home_of(name)
        if home is not None:
            value = getattr(import_module(f".{home}", __name__), name)
        elif name in _SUBMODULES:
            value = import_module(f".{name}", __name__)
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = value
        return value


def _public_names() -> list[str]:
    """Return what ``from audio_session import *`` gives: all but the modules."""
    from . import android, ios  # noqa: PLC0415 - only for who asks for the list

    return sorted({*_HOME, *android.__all__, *ios.__all__})


def __dir__() -> list[str]:
    return sorted({*globals(), "__all__", *_SUBMODULES, *_public_names()})
