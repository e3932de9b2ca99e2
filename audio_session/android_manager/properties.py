"""Properties, parameters and what the app is allowed, as Android has them."""

from __future__ import annotations

from .._arguments import bad_argument, instance, text, whole
from .._reading import checked
from ..android import AndroidAudioProperty
from ._base import Base, offers


class Properties(Base):
    """What can be asked by name."""

    @offers("getProperty")
    async def get_property(self, key: AndroidAudioProperty | str) -> str | None:
        """Return a property, None if Android has none of that name.

        Source: AudioManager.getProperty.
        """
        return await self._property(text("key", key), "get_property")

    @offers("getProperty")
    async def get_output_sample_rate(self) -> int | None:
        """Return the rate in Hz that needs no conversion; None if Android does not say.

        Source: AudioManager.PROPERTY_OUTPUT_SAMPLE_RATE.
        """
        return await self._whole(AndroidAudioProperty.OUTPUT_SAMPLE_RATE, "get_output_sample_rate")

    @offers("getProperty")
    async def get_output_frames_per_buffer(self) -> int | None:
        """Return the frames that the output takes at a time; None if Android does not say.

        Source: AudioManager.PROPERTY_OUTPUT_FRAMES_PER_BUFFER.
        """
        key = AndroidAudioProperty.OUTPUT_FRAMES_PER_BUFFER
        return await self._whole(key, "get_output_frames_per_buffer")

    @offers("getProperty")
    async def get_support_mic_near_ultrasound(self) -> bool:
        """Tell whether the microphone hears 18 to 21 kHz; False below API 23.

        Source: AudioManager.PROPERTY_SUPPORT_MIC_NEAR_ULTRASOUND.
        """
        key = AndroidAudioProperty.SUPPORT_MIC_NEAR_ULTRASOUND
        return await self._yes(key, "get_support_mic_near_ultrasound")

    @offers("getProperty")
    async def get_support_speaker_near_ultrasound(self) -> bool:
        """Tell whether the speaker plays 18 to 21 kHz; False below API 23.

        Source: AudioManager.PROPERTY_SUPPORT_SPEAKER_NEAR_ULTRASOUND.
        """
        key = AndroidAudioProperty.SUPPORT_SPEAKER_NEAR_ULTRASOUND
        return await self._yes(key, "get_support_speaker_near_ultrasound")

    @offers("getProperty")
    async def get_support_audio_source_unprocessed(self) -> bool:
        """Tell whether the microphone can be had unprocessed; False below API 24.

        Source: AudioManager.PROPERTY_SUPPORT_AUDIO_SOURCE_UNPROCESSED.
        """
        key = AndroidAudioProperty.SUPPORT_AUDIO_SOURCE_UNPROCESSED
        return await self._yes(key, "get_support_audio_source_unprocessed")

    @offers("getParameters")
    async def get_parameters(self, keys: str) -> dict[str, str]:
        """Return what the hardware says of ``keys``, which are separated by semicolons.

        Source: AudioManager.getParameters.
        """
        pairs = (await self._text("getParameters", text("keys", keys))).split(";")
        split = (pair.partition("=") for pair in pairs if pair)
        return {key: value for key, _, value in split}

    @offers("setParameters")
    async def set_parameters(self, parameters: dict[str, str]) -> None:
        """Tell the hardware something of its maker's own. Source: AudioManager.setParameters.

        Neither a key nor a value may hold ``;``, nor a key ``=`` or nothing: ValueError.
        """
        given = instance("parameters", parameters, dict)
        for key, value in given.items():
            _check_part("a key of parameters", key, ";=")
            _check_part(f"parameters[{key!r}]", value, ";")
        pairs = (f"{key}={value}" for key, value in given.items())
        await self._call("setParameters", ";".join(pairs))

    @offers("generateAudioSessionId")
    async def generate_audio_session_id(self) -> int:
        """Return a new audio session id. Source: AudioManager.generateAudioSessionId."""
        return await self._integer("generateAudioSessionId")

    @offers("getAudioHwSyncForSession")
    async def get_audio_hw_sync_for_session(self, session_id: int) -> int:
        """Return the hardware's id for audio and video in step, never 0. API 31.

        Where the hardware has no such thing Android throws an UnsupportedOperationException:
        :class:`~audio_session.errors.NativeError`, as on most phones.
        Source: AudioManager.getAudioHwSyncForSession [RUN at 31 to 37].
        """
        return await self._integer("getAudioHwSyncForSession", whole("session_id", session_id))

    @offers("isHapticPlaybackSupported")
    async def is_haptic_playback_supported(self) -> bool:
        """Tell whether haptic channels are played. API 29.

        Source: AudioManager.isHapticPlaybackSupported.
        """
        return await self._boolean("isHapticPlaybackSupported")

    @offers("getSdkInt")
    async def get_sdk_int(self) -> int:
        """Return the running Android's API level. Source: Build.VERSION.SDK_INT."""
        return await self._integer("getSdkInt")

    @offers("getTargetSdkVersion")
    async def get_target_sdk_version(self) -> int:
        """Return the level the app was built for. Source: ApplicationInfo.targetSdkVersion."""
        return await self._integer("getTargetSdkVersion")

    @offers("checkPermission")
    async def check_permission(self, name: str) -> bool:
        """Tell whether the app holds a permission, such as
        ``"android.permission.BLUETOOTH_CONNECT"``. Source: PackageManager.checkPermission.
        """  # noqa: D205 - the name of a permission is long
        return await self._boolean("checkPermission", text("name", name))

    @offers("isNotificationPolicyAccessGranted")
    async def is_notification_policy_access_granted(self) -> bool:
        """Tell whether the app may change "do not disturb". API 23.

        Source: NotificationManager.isNotificationPolicyAccessGranted.
        """
        return await self._boolean("isNotificationPolicyAccessGranted")

    async def _property(self, key: str, member: str) -> str | None:
        """Ask for a property on behalf of one of the members that are made of it."""
        value = await self._call("getProperty", str(key), member=member)
        return None if value is None else checked("getProperty", value, str)

    async def _yes(self, key: AndroidAudioProperty, member: str) -> bool:
        return await self._property(key, member) == "true"

    async def _whole(self, key: AndroidAudioProperty, member: str) -> int | None:
        value = await self._property(key, member)
        # A number of ten digits is none of these; of thousands of digits int() is a ValueError.
        is_number = value is not None and value.isdecimal() and len(value) < 10
        return int(value) if value is not None and is_number else None


def _check_part(name: str, value: object, separators: str) -> None:
    part = text(name, value)
    if any(separator in part for separator in separators):
        rule = "Android separates parameters by ; and their keys from the values by ="
        raise bad_argument(ValueError, name, value, rule, f"leave out {' and '.join(separators)}")
    if not part and "=" in separators:
        raise bad_argument(ValueError, name, value, "a parameter has a name", "name it")
