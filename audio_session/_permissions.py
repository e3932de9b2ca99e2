"""What an app is to do for want of one of Android's permissions, for the errors of its drivers.

Sources: the reference page of ``Settings`` for the pages [DOC]; who may have which permission is
from memory [MEM].
"""

from __future__ import annotations

from .errors import PermissionDeniedError

_ANDROID = "android.permission."
_JAVA = "java."
_SETTINGS = {
    "WRITE_SETTINGS": "android.settings.action.MANAGE_WRITE_SETTINGS",
    "ACCESS_NOTIFICATION_POLICY": "android.settings.NOTIFICATION_POLICY_ACCESS_SETTINGS",
}
"""Those that the user gives on a page of Android's settings; it opens by this Intent's action."""
_INSTALLED = frozenset({"BLUETOOTH", "MODIFY_AUDIO_SETTINGS"})
"""Those that an app has because its manifest asks."""
_SYSTEM = frozenset(
    {
        "CALL_AUDIO_INTERCEPTION",
        "MODIFY_AUDIO_ROUTING",
        "MODIFY_AUDIO_SETTINGS_PRIVILEGED",
        "MODIFY_PHONE_STATE",
        "QUERY_AUDIO_STATE",
    }
)
"""Those that Android gives to the apps of its maker alone."""


def permission_denied(
    said: str, *, permission: str = "", code: int = 0, domain: str = "", name: str = ""
) -> PermissionDeniedError:
    """Return the error, the fix before Java's own words; other systems' words hold it already."""
    if permission.startswith(_ANDROID) or domain.startswith(_JAVA):
        lacks = permission or "a permission that its words tell"
        said = f"the app lacks {lacks}; fix: {_fix(permission.removeprefix(_ANDROID))}. {said}"
    return PermissionDeniedError(said, permission=permission, code=code, domain=domain, name=name)


def _fix(permission: str) -> str:
    declare = "declare it in AndroidManifest.xml"
    if permission in _SYSTEM:
        return "leave this call out, for no app but the system's own can have that"
    if permission in _INSTALLED:
        return declare
    if permission in _SETTINGS:
        page = _SETTINGS[permission]
        return f"{declare}, and send the user to the settings page {page} to allow it"
    return (
        f"{declare}, and ask the user by Activity.requestPermissions if it is one of those that "
        "are asked for at run time (audio_session.record_permission does it for the microphone's)"
    )
