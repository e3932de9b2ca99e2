"""The permission to record: optional, and named nowhere else."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from types import ModuleType

import pytest

from audio_session import AudioSession, UnsupportedError, _native
from audio_session.record_permission import (
    PERMISSION,
    RecordPermission,
    record_permission,
    request_record_permission,
)

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
async def session(phone):
    session = AudioSession(driver=phone.driver())
    yield session
    await session.close()


def p4a(monkeypatch, request):
    module = ModuleType("android.permissions")
    module.request_permissions = request
    monkeypatch.setitem(sys.modules, "android", ModuleType("android"))
    monkeypatch.setitem(sys.modules, "android.permissions", module)


async def test_it_is_what_the_phone_says(phone, session):
    assert await record_permission(session) is RecordPermission.GRANTED
    phone.permissions.discard(PERMISSION)
    assert await record_permission(session) is RecordPermission.UNDETERMINED


async def test_nobody_is_asked_twice(monkeypatch, session):
    p4a(monkeypatch, lambda *_: pytest.fail("asked"))
    assert await request_record_permission(session) is RecordPermission.GRANTED


@pytest.mark.parametrize("grants", [True, False])
async def test_python_for_android_asks_on_its_own_thread(monkeypatch, phone, session, grants):
    phone.permissions.discard(PERMISSION)

    def request(names, callback):
        def answer():
            if grants:
                phone.permissions.update(names)
            callback(names, [grants])

        threading.Thread(target=answer).start()

    p4a(monkeypatch, request)
    expected = RecordPermission.GRANTED if grants else RecordPermission.UNDETERMINED
    assert await request_record_permission(session) is expected


async def test_elsewhere_it_says_what_to_call(phone, session):
    phone.permissions.discard(PERMISSION)
    with pytest.raises(UnsupportedError, match=r"Activity\.requestPermissions"):
        await request_record_permission(session)


async def test_other_platforms_do_not_have_it():
    async with AudioSession("local") as session:
        with pytest.raises(UnsupportedError, match="'local'"):
            await record_permission(session)


def test_nothing_else_knows_of_it():
    code = "import sys, audio_session.session, audio_session.android_manager as m; m.__all__;"
    code += "sys.exit('audio_session.record_permission' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_built_extension_does_not_name_it():
    """Nor does the Java that it carries: its dex is part of the binary, and not compressed."""
    binary = Path(_native.__file__).read_bytes()
    assert (b"Lorg/audio_session/Bridge;" in binary) == ("android" in _native.drivers())
    for name in (b"RECORD_AUDIO", b"requestPermissions", b"requestRecordPermission"):
        assert name not in binary, name
