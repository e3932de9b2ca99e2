"""What the default extension must not hold, or app stores ask what the microphone is for."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]


def test_the_dex_does_not_know_the_record_permission():
    header = (ROOT / "src/native/android/bridge_dex.h").read_text()
    dex = bytes(int(byte, 16) for byte in header.split("{")[1].split("}")[0].split(",")[:-1])
    assert b"checkPermission" in dex, "the dex was not read right"
    assert b"RECORD_AUDIO" not in dex
