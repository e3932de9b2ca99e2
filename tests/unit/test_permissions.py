"""What an app is told to do for want of a permission."""

from __future__ import annotations

import pickle

import pytest

from audio_session._permissions import permission_denied

JAVA = "java.lang.SecurityException"
SAID = f"setMode: Android threw {JAVA}: no"


@pytest.mark.parametrize(
    ("permission", "fix"),
    [
        ("MODIFY_AUDIO_SETTINGS", "declare it in AndroidManifest.xml"),
        ("MODIFY_PHONE_STATE", "leave this call out, for no app but the system's own"),
        ("WRITE_SETTINGS", "settings page android.settings.action.MANAGE_WRITE_SETTINGS"),
        (
            "ACCESS_NOTIFICATION_POLICY",
            "settings page android.settings.NOTIFICATION_POLICY_ACCESS_SETTINGS",
        ),
        ("BLUETOOTH_CONNECT", "ask the user by Activity.requestPermissions"),
        ("OF_A_NEWER_ANDROID", "declare it in AndroidManifest.xml, and ask the user"),
    ],
)
def test_each_has_its_fix_and_then_javas_words(permission: str, fix: str) -> None:
    name = f"android.permission.{permission}"
    error = permission_denied(SAID, permission=name, domain=JAVA)
    assert str(error).startswith(f"the app lacks {name}; fix: ")
    assert fix in str(error)
    assert str(error).endswith(f". {SAID}")
    assert (error.permission, error.domain) == (name, JAVA)


def test_one_that_java_does_not_name() -> None:
    error = permission_denied(SAID, domain=JAVA)
    assert str(error).startswith("the app lacks a permission that its words tell; fix: declare it")
    assert str(error).endswith(SAID)


def test_another_systems_words_stay_as_they_are() -> None:
    error = permission_denied("share its cookie", permission="pulseaudio", domain="pulse")
    assert str(error) == "share its cookie"


def test_the_error_is_the_same_in_another_process() -> None:
    error = permission_denied(SAID, permission="android.permission.BLUETOOTH", domain=JAVA)
    copy = pickle.loads(pickle.dumps(error))
    assert (str(copy), copy.permission) == (str(error), error.permission)
