"""What goes wrong with a sound server: it is missing, dies, hangs, or is none."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from apps import LIMIT, App, ChildApp

from audio_session import blocking, platforms
from audio_session.errors import ServiceUnavailableError, SessionClosedError

if TYPE_CHECKING:
    from pathlib import Path

    from servers import Server

GAIN, TRANSIENT = 1, 2
LOSS_TRANSIENT = -2


def test_a_restarted_server_gets_the_token_back(server: Server) -> None:
    with App(server) as holder:
        holder.request(GAIN, 5)
        (before,) = holder.holders(1)
        server.kill()
        holder.see("SERVICE_LOST")
        with pytest.raises(ServiceUnavailableError, match=r"is gone.*SERVICE_RESTORED"):
            holder.request(GAIN, 6)
        with pytest.raises(ServiceUnavailableError):
            holder.call("get_devices")
        server.start()
        holder.see("SERVICE_RESTORED")
        with App(server) as witness:
            (after,) = witness.holders(1)
        assert after["time_ns"] == before["time_ns"]
        with ChildApp(server) as other:
            other.request(TRANSIENT)
            holder.see_focus(LOSS_TRANSIENT, 5)


def test_the_default_output_that_a_restart_moved_is_told_after_it(pulseaudio: Server) -> None:
    with App(pulseaudio) as app:
        pulseaudio.pactl("set-default-sink", "nullB")
        app.see("DEFAULT_OUTPUT_CHANGED")
        pulseaudio.restart()
        app.see("DEFAULT_OUTPUT_CHANGED")
        app.see("DEVICES_CHANGED")
        assert [event.name for event in app.waiting] == ["SERVICE_LOST", "SERVICE_RESTORED"]
        assert app.json("get_default_output")["name"] == "nullA"


def test_focus_given_up_while_the_server_was_gone_stays_given_up(server: Server) -> None:
    with App(server) as holder:
        holder.request(GAIN)
        server.kill()
        holder.see("SERVICE_LOST")
        assert holder.abandon() is True
        server.start()
        holder.see("SERVICE_RESTORED")
        assert holder.holders(0) == []


def test_a_restart_is_no_reason_to_play_again(server: Server) -> None:
    with App(server) as holder, App(server) as other:
        holder.request(GAIN)
        other.request(TRANSIENT)
        holder.see_focus(LOSS_TRANSIENT)
        server.restart()
        for app in (holder, other):
            app.see("SERVICE_LOST")
            app.see("SERVICE_RESTORED")
        holder.holders(2)
        assert holder.seen("FOCUS_CHANGE") == []
        other.abandon()
        holder.see_focus(GAIN)


def test_who_died_with_the_server_gives_focus_back(server: Server) -> None:
    with App(server) as holder, ChildApp(server) as other:
        holder.request(GAIN)
        other.request(TRANSIENT)
        holder.see_focus(LOSS_TRANSIENT)
        server.kill()
        other.kill()
        holder.see("SERVICE_LOST")
        server.start()
        holder.see("SERVICE_RESTORED")
        restored = time.monotonic()
        holder.see_focus(GAIN)
        assert time.monotonic() - restored > 0.5, "others had no time to come back"


@pytest.mark.timeout(180)
def test_a_server_that_dies_between_two_questions_of_one_call_is_gone(pipewire: Server) -> None:
    """It dies somewhere in a call that asks three times; PipeWire often just after an answer."""

    def ask_until_it_fails() -> None:
        while True:
            app.call("get_devices")

    with App(pipewire) as app, ThreadPoolExecutor(1) as pool:
        for _ in range(12):
            killed = pool.submit(pipewire.kill)
            with pytest.raises(ServiceUnavailableError, match="is gone"):
                ask_until_it_fails()
            killed.result()
            pipewire.start()
            app.see("SERVICE_RESTORED")


@pytest.mark.timeout(180)
def test_a_server_killed_and_restarted_twenty_times(server: Server) -> None:
    with App(server) as holder, App(server) as other:
        holder.request(GAIN, 3)
        other.request(TRANSIENT, 4)
        holder.see_focus(LOSS_TRANSIENT, 3)
        tokens = {h["time_ns"] for h in holder.holders(2)}
        for _ in range(20):
            server.restart()
            for app in (holder, other):
                app.see("SERVICE_LOST")
                app.see("SERVICE_RESTORED")
        assert {h["time_ns"] for h in holder.holders(2)} == tokens
        for app in (holder, other):
            for name in ("FOCUS_CHANGE", "SERVICE_LOST", "SERVICE_RESTORED", "BECOMING_NOISY"):
                assert app.seen(name) == []


def test_no_server(tmp_path: Path) -> None:
    address = f"unix:{tmp_path}/nobody"
    with pytest.raises(ServiceUnavailableError) as caught:
        App(None, address=address)
    assert address in str(caught.value)
    assert "start PulseAudio or PipeWire (pipewire-pulse), or set PULSE_SERVER" in str(caught.value)
    assert (caught.value.domain, caught.value.name) == ("pulse", "PA_ERR_CONNECTIONREFUSED")


def test_a_server_that_refuses_is_one_that_is_not_there(
    pulseaudio: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As for a sandbox without leave: an app that did not ask for Linux goes on without it."""
    for name in ("theirs", "ours"):
        (tmp_path / name).write_bytes(name.encode().ljust(256))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    cookie = f"auth-cookie={tmp_path}/theirs"
    pulseaudio.load("module-native-protocol-tcp", "listen=127.0.0.1", f"port={port}", cookie)
    address = f"tcp:127.0.0.1:{port}"
    monkeypatch.setenv("PULSE_COOKIE", f"{tmp_path}/ours")
    monkeypatch.setenv("PULSE_SERVER", address)
    monkeypatch.delenv(platforms.ENVIRONMENT, raising=False)
    refused = f"{address} refuses this user: share its cookie"
    with pytest.raises(ServiceUnavailableError, match=refused) as caught:
        App(None, address=address)
    assert (caught.value.domain, caught.value.name) == ("pulse", "PA_ERR_ACCESS")
    with blocking.AudioSession() as session:
        assert session.platform_name == "local"
        assert refused in session.warnings[0]


@pytest.mark.parametrize("says", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\xff" * 4096])
def test_something_else_listens_there(tmp_path: Path, says: bytes) -> None:
    path = tmp_path / "socket"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.sendall(says)

        thread = threading.Thread(target=serve)
        thread.start()
        with pytest.raises(ServiceUnavailableError, match=r"no sound server answers at unix:"):
            App(None, address=f"unix:{path}")
        thread.join()


def test_a_server_that_is_full(server: Server) -> None:
    """Both servers take 64 clients."""

    def fill(apps: ExitStack) -> None:
        for _ in range(65):
            apps.enter_context(App(server))

    full = "the 64 clients that it takes: end some"
    with ExitStack() as apps, pytest.raises(ServiceUnavailableError, match=full):
        fill(apps)


FORK = """
import os, warnings
from audio_session.blocking import AudioSession

warnings.simplefilter("ignore")  # Python 3.12 warns of forks beside threads, which is the point
with AudioSession.instance() as parent:
    child = os.fork()
    if child == 0:
        with AudioSession.instance() as session:
            print(session.platform_name, *session.warnings, flush=True)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    print(parent.platform_name, parent.set_active(True))
"""


def test_a_fork_is_told_that_libpulse_does_not_work_in_it(server: Server) -> None:
    """Its own check: pa_context_new fails where the parent had used the library."""
    done = subprocess.run(
        [sys.executable, "-c", FORK],
        env=server.environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    child, parent = done.stdout.splitlines()
    assert child.startswith("local linux: libpulse, which talks to sound servers, does not work in")
    assert "multiprocessing's 'spawn' method" in child
    assert parent == "linux activation granted (native code 1)"


def test_a_server_that_hangs(server: Server) -> None:
    """Everything that asks it something gives up after 5 seconds; close and abandon do not wait."""
    with App(server) as app, ThreadPoolExecutor(3) as pool:
        app.request(GAIN, 1)
        server.signal(signal.SIGSTOP)
        started = time.monotonic()
        calls = {
            "devices": pool.submit(app.call, "get_devices"),
            "request": pool.submit(app.request, TRANSIENT, 2),
            "open": pool.submit(App, server),
        }
        for call in calls.values():
            with pytest.raises(ServiceUnavailableError, match="has not answered for 5 seconds"):
                call.result()
        assert 4.5 < time.monotonic() - started < 8
        before = time.monotonic()
        assert app.abandon(1) is True
        assert time.monotonic() - before < 1
        server.signal(signal.SIGCONT)
        assert app.holders(0) == []
        assert app.call("get_volume", None) == 1.0
        server.signal(signal.SIGSTOP)
        before = time.monotonic()
        app.driver.close()
        assert time.monotonic() - before < 1


def test_close_and_open_again(server: Server) -> None:
    with App(server) as app:
        for _ in range(20):
            app.request(GAIN)
            app.driver.close()
            app.driver.close()
            with pytest.raises(SessionClosedError):
                app.request(GAIN)
            app.driver.open(app.channel)
        assert app.holders(0) == []


@pytest.mark.parametrize(
    ("operation", "arguments", "text"),
    [
        ("request_focus", (0, False, None, 1), r"gain is 0: it has to be 1 \(gain\)"),
        ("request_focus", (5, False, None, 1), "gain is 5"),
        ("request_focus", (1, False, "mu sic", 1), "role has to be at most 31 letters"),
        ("request_focus", (1, False, "m" * 32, 1), "role has to be at most 31 letters"),
        ("set_volume", (None, -0.1), r"volume is -0\.1: it has to be from 0\.0 to 1\.5"),
        ("set_volume", (None, float("nan")), "volume is nan"),
        ("set_volume", (None, 1.6), r"volume is 1\.6"),
        ("get_volume", ("",), "name has 0 bytes"),
        ("get_volume", ("x" * 300,), "name has 300 bytes"),
        ("get_mute", ("a\0b",), "name has 3 bytes"),
    ],
)
def test_bad_arguments(
    pulseaudio: Server, operation: str, arguments: tuple[object, ...], text: str
) -> None:
    with App(pulseaudio) as app, pytest.raises(ValueError, match=text):
        app.call(operation, *arguments)


def test_a_name_that_is_too_long_for_a_server(server: Server) -> None:
    with App(server, "n" * 65_535) as app:
        assert app.request(GAIN)
    session = blocking.AudioSession("linux", application_name="ü" * 32_768, server=server.address)
    with pytest.raises(ValueError, match=r"^application_name has 65536 bytes .* at most 65535: "):
        session.set_active(True, timeout=LIMIT)
    session.close()
