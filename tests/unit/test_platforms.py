"""Which platform is chosen, and what Android's and no OS's adaptor make of their driver."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from sessions import ProbedDriver

from audio_session import (
    AudioSession,
    AudioSessionConfiguration,
    AudioSessionState,
    DenialReason,
    ServiceUnavailableError,
    UnsupportedError,
    _native,
    platforms,
)
from audio_session._native import Channel, Event, drivers
from audio_session.platforms.local import LocalPlatform
from audio_session.simulator import AndroidDevice

if TYPE_CHECKING:
    from audio_session.platforms import Selection

MUSIC = AudioSessionConfiguration.music()
NO_SERVER = ServiceUnavailableError("no sound server answers; start one")


@pytest.fixture(autouse=True)
def nothing_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(platforms.ENVIRONMENT, raising=False)


def select(name: str | None = None) -> Selection:
    return platforms.select(name, channel=Channel())


# ---- Selection ----------------------------------------------------------------------------------


def test_an_argument_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(platforms.ENVIRONMENT, "simulated-android:34")
    selection = select()
    assert selection.platform.name == "simulated-android"
    assert selection.reason == "asked for by AUDIO_SESSION_PLATFORM"
    selection.platform.close()
    selection = select("local")
    assert selection.platform.name == "local"
    assert selection.reason == "asked for by argument"


@pytest.mark.parametrize(
    ("name", "api"),
    [("simulated-android", 36), ("simulated-android:26", 26), (" Simulated-Android:23 ", 23)],
)
def test_a_simulated_phone_has_the_api_level_that_was_asked_for(name: str, api: int) -> None:
    platform = platforms.make(name)
    assert platform.driver is not None
    assert platform.driver.device.api == api  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("windows", r"'windows' is no platform; use linux, local, simulated-android"),
        ("simulated-android:x", "'x' is no API level; write simulated-android:34"),
        ("simulated-android:99", "99"),
        ("linux:3", "only simulated phones take a version"),
    ],
)
def test_a_name_that_does_not_exist_says_which_do(name: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        select(name)


@pytest.mark.usefixtures("without_ios")
def test_a_driver_that_this_build_lacks_is_named() -> None:
    with pytest.raises(UnsupportedError, match=r"holds no ios driver \(it holds: .*\)"):
        select("ios")


def test_a_driver_that_nobody_speaks_to_is_named() -> None:
    driver = ProbedDriver(AndroidDevice().driver())
    driver.name = "beos"
    with pytest.raises(UnsupportedError, match="'beos'; known: linux, android"):
        platforms.for_driver(driver)


class Service:
    """Stands in for the OS's own platform."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error

    def __call__(self, _name: str, **_options: str) -> Service:
        return self

    def open(self, _channel: Channel) -> None:
        if self.error is not None:
            raise self.error


def test_the_oss_own_is_chosen_if_its_service_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    service = Service()
    monkeypatch.setattr(platforms, "_native_name", lambda: "linux")
    monkeypatch.setattr(platforms, "make", service)
    selection = select()
    assert selection.platform is service  # type: ignore[comparison-overlap]
    assert selection.reason == f"the service of {sys.platform} answers"
    assert selection.notes == ()


def test_without_its_service_the_session_is_local_and_says_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = platforms.make

    def make(name: str, **options: str) -> object:
        return Service(NO_SERVER) if name == "linux" else real(name, **options)

    monkeypatch.setattr(platforms, "_native_name", lambda: "linux")
    monkeypatch.setattr(platforms, "make", make)
    selection = select()
    assert selection.platform.name == "local"
    assert selection.reason == "the last resort: its service is missing"
    assert selection.notes == ("linux: no sound server answers; start one",)


@pytest.mark.usefixtures("without_ios")
async def test_the_note_is_a_warning_of_the_session(monkeypatch: pytest.MonkeyPatch) -> None:
    note = "ios: this build of audio_session holds no ios driver"
    monkeypatch.setattr(platforms, "_native_name", lambda: "ios")
    async with AudioSession() as session:
        assert session.platform_name == "local"
        assert session.warnings[0].startswith(note)
        await session.configure(MUSIC)
        assert session.warnings[0].startswith(note)


WAYS_TO_JAVA = (
    *("set_java_vm()", "JNI_OnLoad", "SDL3", "SDL2", "WebView_AndroidGetJNIEnv"),
    *("libnativehelper", "pyjnius: this app is not built on it"),
    "Chaquopy: this app is not built on it",
)


@pytest.mark.skipif("android" not in drivers(), reason="this build holds no android driver")
@pytest.mark.parametrize("asked", ["", "android"])
async def test_an_android_without_java_says_so_and_is_never_local(
    asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real driver, in a process without a JavaVM."""
    monkeypatch.setattr(platforms, "_native_name", lambda: "android")
    monkeypatch.setenv(platforms.ENVIRONMENT, asked)
    session = AudioSession()
    try:
        denied = await session.set_active(True)
        assert denied.reason is DenialReason.SERVICE_UNAVAILABLE
        for way in (*WAYS_TO_JAVA, "AUDIO_SESSION_PLATFORM=local"):
            assert way in denied.hint, way
        assert session.platform_name is None
        with pytest.raises(ServiceUnavailableError, match="no JavaVM"):
            await session.configure(MUSIC)
        with pytest.raises(ServiceUnavailableError, match="no JavaVM"):
            await session.get_devices()
    finally:
        await session.close()


def test_a_build_for_android_without_the_driver_is_never_local(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(platforms, "_native_name", lambda: "android")
    monkeypatch.setattr(_native, "drivers", lambda: ())
    with pytest.raises(UnsupportedError, match="install the wheel for that OS"):
        select()


def test_where_the_os_has_no_service_the_session_is_local(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platforms, "_native_name", lambda: None)
    selection = select()
    assert selection.platform.name == "local"
    assert selection.reason == f"the last resort: {sys.platform} has no audio session service"
    assert selection.notes == ()


@pytest.mark.parametrize(
    ("platform", "name"),
    [("linux", "linux"), ("ios", "ios"), ("android", "android"), ("win32", None), ("darwin", None)],
)
def test_the_oss_own_name(monkeypatch: pytest.MonkeyPatch, platform: str, name: str | None) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert platforms._native_name() == name


def test_an_android_that_calls_itself_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys, "getandroidapilevel", lambda: 24, raising=False)
    assert platforms._native_name() == "android"


@pytest.mark.parametrize(
    ("argv", "name"),
    [
        (["/opt/app/player.py"], "player.py"),
        (["/opt/app/\udcffö.py"], "?ö.py"),  # of bytes that are no UTF-8
        ([""], "Python"),
        ([], "Python"),
    ],
)
def test_an_apps_name_is_its_scripts(
    monkeypatch: pytest.MonkeyPatch, argv: list[str], name: str
) -> None:
    monkeypatch.setattr(sys, "argv", argv)
    assert platforms.default_application_name() == name


# ---- Local --------------------------------------------------------------------------------------


async def test_a_local_session_is_shared_inside_the_process_and_promises_nothing() -> None:
    async with AudioSession("local") as session:
        assert session.capabilities == frozenset()
        await session.configure(MUSIC)
        async with session.activate("first"), session.activate("second"):
            assert session.owners() == ("first", "second")
            assert session.state is AudioSessionState.ACTIVE
        assert session.state is AudioSessionState.INACTIVE
        assert await session.get_devices() == frozenset()


def test_a_local_session_hears_nothing() -> None:
    platform = LocalPlatform()
    platform.forget()
    assert platform.translate(Event(0)) is None
