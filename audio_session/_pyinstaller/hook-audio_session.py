"""What PyInstaller cannot find: what is loaded by its name, and what the extension imports."""  # noqa: N999 - PyInstaller wants this name

from __future__ import annotations

from PyInstaller.utils.hooks import collect_submodules  # type: ignore[import-untyped]

# Not these, which an app names itself if it has them: they need click and rich, or pytest.
_OTHERS = ("audio_session.cli", "audio_session.testing", "audio_session._pyinstaller")

hiddenimports = collect_submodules(
    "audio_session", filter=lambda name: not name.startswith(_OTHERS)
)
