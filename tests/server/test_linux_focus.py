"""Focus between two processes on one real server: Android's rules, kept by tokens."""

from __future__ import annotations

import shutil
import wave
from typing import TYPE_CHECKING

import pytest
from apps import App, ChildApp, Process, Stranger

if TYPE_CHECKING:
    from pathlib import Path

    from servers import Server

GAIN, TRANSIENT, MAY_DUCK, EXCLUSIVE = 1, 2, 3, 4
LOSS, LOSS_TRANSIENT, CAN_DUCK = -1, -2, -3
FAILED, GRANTED, DELAYED = 0, 1, 2
ALREADY_DUCKED, BY_CALL = 1, 2


@pytest.mark.parametrize(
    ("gain", "loss"),
    [(TRANSIENT, LOSS_TRANSIENT), (MAY_DUCK, CAN_DUCK), (EXCLUSIVE, LOSS_TRANSIENT)],
)
def test_another_process_takes_focus_for_a_while(server: Server, gain: int, loss: int) -> None:
    with App(server) as holder, ChildApp(server) as other:
        assert holder.request(GAIN, 7) == GRANTED
        assert other.request(gain, 1) == GRANTED
        assert holder.see_focus(loss, 7).flags == 0
        assert other.abandon(1) is True
        holder.see_focus(GAIN, 7)
        assert holder.seen("FOCUS_CHANGE") == []
        assert other.seen("FOCUS_CHANGE") == []


def test_a_permanent_gain_ends_it_for_good(server: Server) -> None:
    with App(server) as holder, ChildApp(server) as other:
        holder.request(GAIN, 1)
        other.request(GAIN, 1)
        holder.see_focus(LOSS, 1)
        assert holder.abandon(1) is False, "it left the stack with its loss"
        other.abandon(1)
        assert holder.seen("FOCUS_CHANGE") == []
        assert holder.holders(0) == []


def test_a_permanent_gain_that_is_gone_at_once_still_ends_it(server: Server) -> None:
    with App(server) as holder, App(server) as other:
        holder.request(GAIN, 1)
        other.request(GAIN, 1)
        other.abandon(1)
        holder.see_focus(LOSS, 1)
        assert holder.seen("FOCUS_CHANGE") == []


def test_a_loss_never_gets_milder(server: Server) -> None:
    with App(server) as holder, ChildApp(server) as second, App(server) as third:
        holder.request(GAIN)
        second.request(TRANSIENT)
        holder.see_focus(LOSS_TRANSIENT)
        third.request(MAY_DUCK)
        second.see_focus(CAN_DUCK)
        second.abandon()
        assert holder.seen("FOCUS_CHANGE") == [], "the third is still above it"
        third.abandon()
        holder.see_focus(GAIN)


def test_a_loss_gets_worse(server: Server) -> None:
    with App(server) as holder, App(server) as second, App(server) as third:
        holder.request(TRANSIENT)
        second.request(MAY_DUCK)
        holder.see_focus(CAN_DUCK)
        third.request(EXCLUSIVE)
        holder.see_focus(LOSS_TRANSIENT)
        second.see_focus(LOSS_TRANSIENT)
        third.request(GAIN, 2)
        holder.see_focus(LOSS)
        second.see_focus(LOSS)


def test_a_new_request_comes_out_on_top(server: Server) -> None:
    with App(server) as first, ChildApp(server) as second:
        first.request(GAIN, 1)
        second.request(TRANSIENT, 1)
        first.see_focus(LOSS_TRANSIENT, 1)
        assert first.request(MAY_DUCK, 2) == GRANTED
        second.see_focus(CAN_DUCK, 1)
        assert first.abandon(1) is False, "generation 1 was given up with the second request"
        assert first.seen("FOCUS_CHANGE") == []
        assert first.abandon(2) is True
        second.see_focus(GAIN, 1)


def test_a_killed_holder_releases_focus(server: Server) -> None:
    with App(server) as holder, ChildApp(server) as other:
        holder.request(GAIN)
        other.request(TRANSIENT)
        holder.see_focus(LOSS_TRANSIENT)
        other.kill()
        holder.see_focus(GAIN)


@pytest.mark.parametrize("corked", [False, True])
def test_a_call_pauses_and_its_end_resumes(server: Server, corked: bool) -> None:
    with App(server) as holder:
        holder.request(GAIN)
        with Stranger(server, "phone", corked=corked) as caller:
            if corked:
                assert holder.seen("FOCUS_CHANGE") == []
                caller.ask("uncork")
            assert holder.see_focus(LOSS_TRANSIENT).flags == BY_CALL
            caller.ask("cork")
            holder.see_focus(GAIN)
            caller.ask("uncork")
            holder.see_focus(LOSS_TRANSIENT)
            caller.end()
        holder.see_focus(GAIN)


def test_a_call_of_a_native_pipewire_app_pauses_too(pipewire: Server, tmp_path: Path) -> None:
    if shutil.which("pw-play") is None:
        pytest.skip("pw-play is not installed")
    with wave.open(str(tmp_path / "silence.wav"), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(16000 * 60))
    with App(pipewire) as holder:
        holder.request(GAIN)
        with Process(
            pipewire, "pw-play", "--media-role=Communication", tmp_path / "silence.wav"
        ) as caller:
            assert holder.see_focus(LOSS_TRANSIENT).flags == BY_CALL
            caller.kill()
        holder.see_focus(GAIN)


def test_a_request_in_a_call_fails_and_leaves_what_was_there(server: Server) -> None:
    with App(server) as holder, App(server) as asker:
        holder.request(GAIN, 1)
        with Stranger(server, "phone") as caller:
            holder.see_focus(LOSS_TRANSIENT, 1)
            asker.see_other_audio(True)
            assert asker.request(GAIN) == FAILED
            assert holder.request(GAIN, 2) == FAILED
            caller.end()
        holder.see_focus(GAIN, 1)
        assert asker.seen("FOCUS_CHANGE") == []


def test_a_request_in_a_call_is_granted_when_it_ends(server: Server) -> None:
    with App(server) as older, App(server) as asker:
        older.request(GAIN)
        with Stranger(server, "phone") as caller:
            older.see_focus(LOSS_TRANSIENT)
            asker.see_other_audio(True)
            assert asker.request(GAIN, delayed=True) == DELAYED
            older.see_focus(LOSS)
            assert asker.seen("FOCUS_CHANGE") == []
            caller.end()
        asker.see_focus(GAIN)
        assert older.seen("FOCUS_CHANGE") == []


def test_a_delayed_request_can_be_given_up(server: Server) -> None:
    with App(server) as asker:
        with Stranger(server, "phone") as caller:
            asker.see_other_audio(True)
            assert asker.request(GAIN, delayed=True) == DELAYED
            assert asker.abandon() is True
            caller.end()
        asker.see_other_audio(False)
        assert asker.seen("FOCUS_CHANGE") == []


def test_an_app_that_is_a_call_itself_is_not_stopped_by_one(server: Server) -> None:
    with App(server) as caller, Stranger(server, "phone") as other:
        caller.see_other_audio(True) if not caller.call("is_other_audio_playing") else None
        assert caller.request(TRANSIENT, role="phone") == GRANTED
        assert caller.seen("FOCUS_CHANGE") == []
        other.end()


def test_other_audio_is_heard_of_but_not_a_short_sound(server: Server) -> None:
    with App(server) as app:
        assert app.call("is_other_audio_playing") is False
        with Stranger(server, "event") as chime:
            with Stranger(server, "music") as player:
                app.see_other_audio(True)
                assert app.call("is_other_audio_playing") is True
                player.ask("cork")
                app.see_other_audio(False)
                player.ask("uncork")
                app.see_other_audio(True)
                player.end()
            app.see_other_audio(False)
            chime.end()
        assert app.seen("OTHER_AUDIO_CHANGED") == []


def test_who_holds_focus_is_told_on_demand(server: Server) -> None:
    with App(server, "watcher") as watcher, ChildApp(server, 'na"me') as child:
        watcher.call("watch_focus_holders", True)
        child.request(TRANSIENT, role="video")
        watcher.see("FOCUS_HOLDERS_CHANGED")
        (holder,) = watcher.holders(1)
        assert (holder["application"], holder["pid"]) == ('na"me', child.pid)
        assert (holder["gain"], holder["role"], holder["is_own"]) == (TRANSIENT, "video", False)
        assert 0 <= holder["age_seconds"] < 60
        child.kill()
        watcher.see("FOCUS_HOLDERS_CHANGED")
        assert watcher.holders(0) == []


def test_a_second_driver_of_one_process_is_another_app(server: Server) -> None:
    with App(server) as first, App(server) as second:
        first.request(GAIN)
        second.request(MAY_DUCK)
        first.see_focus(CAN_DUCK)


def test_fifty_apps_on_one_server(server: Server) -> None:
    apps = [App(server, f"app{number}") for number in range(50)]
    try:
        assert all(app.request(TRANSIENT) == GRANTED for app in apps)
        for app in apps[:-1]:
            app.see_focus(LOSS_TRANSIENT)
        apps[0].holders(50)
        for app in reversed(apps[1:]):
            app.abandon()
        for app in apps[:1]:
            app.see_focus(GAIN)
        assert all(app.seen("FOCUS_CHANGE") == [] for app in apps[:1])
        apps[1].request(GAIN)
        apps[0].see_focus(LOSS)
    finally:
        for app in apps:
            app.__exit__()
