"""Devices, the default route, volume, and becoming noisy, on real servers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from apps import App, Card, Stranger

from audio_session.errors import NativeError

if TYPE_CHECKING:
    from pathlib import Path

    from servers import Server


def outputs(app: App) -> dict[str, dict[str, object]]:
    return {d["name"]: d for d in app.json("get_devices") if d["is_output"]}


def test_devices_have_names_and_types(server: Server) -> None:
    with App(server) as app:
        found = outputs(app)
        assert {"nullA", "nullB"} <= set(found)
        null = found["nullA"]
        assert (null["id"], null["type"]) == ("output:nullA", "virtual")
        assert (null["is_default"], found["nullB"]["is_default"]) == (True, False)
        assert null["is_available"] is True
        assert not [d for d in app.json("get_devices") if d["is_input"]], "monitors are no inputs"
        assert app.json("get_default_output")["name"] == "nullA"
        assert app.json("get_default_input") is None


def test_a_device_comes_and_goes(server: Server) -> None:
    with App(server) as app:
        module = server.load("module-null-sink", "sink_name=late")
        app.see("DEVICES_CHANGED")
        assert "late" in outputs(app)
        server.pactl("unload-module", module)
        app.see("DEVICES_CHANGED")
        assert "late" not in outputs(app)
        assert app.seen("BECOMING_NOISY") == []


def test_an_input_comes(pulseaudio: Server) -> None:
    with App(pulseaudio) as app:
        pulseaudio.load("module-null-source", "source_name=microphone")
        app.see("DEVICES_CHANGED")
        pulseaudio.pactl("set-default-source", "microphone")
        app.see("DEFAULT_INPUT_CHANGED")
        found = app.json("get_default_input")
        assert (found["id"], found["is_input"]) == ("input:microphone", True)


def test_the_default_output_moves(server: Server) -> None:
    with App(server) as app:
        server.pactl("set-default-sink", "nullB")
        app.see("DEFAULT_OUTPUT_CHANGED")
        assert app.json("get_default_output")["name"] == "nullB"
        assert app.seen("BECOMING_NOISY") == []


def test_volume_and_mute(server: Server) -> None:
    # PipeWire keeps no volume of a null sink that never ran.
    with App(server) as app, Stranger(server, "music"):
        app.see_other_audio(True)
        app.call("set_volume", None, 0.5)
        app.see("VOLUME_CHANGED", code=500)
        assert app.call("get_volume", None) == 0.5
        assert app.call("get_volume", "nullB") == 1.0
        app.call("set_mute", "nullA", True)
        app.see("MUTE_CHANGED", code=1)
        assert app.call("get_mute", None) is True
        app.call("set_mute", None, False)
        app.see("MUTE_CHANGED", code=0)


def test_the_balance_is_kept(pulseaudio: Server) -> None:
    with App(pulseaudio) as app:
        pulseaudio.pactl("set-sink-volume", "nullA", "32768", "65536")
        app.call("set_volume", None, 0.5)
        assert "16384 /  25%" in pulseaudio.pactl("get-sink-volume", "nullA")
        app.call("set_volume", None, 0.0)
        app.call("set_volume", None, 0.25)
        assert app.call("get_volume", None) == 0.25


def test_an_output_that_is_not_there(server: Server) -> None:
    with App(server) as app, pytest.raises(NativeError, match="no output named nowhere") as caught:
        app.call("get_volume", "nowhere")
    assert (caught.value.domain, caught.value.name) == ("pulse", "PA_ERR_NOENTITY")


def test_a_bluetooth_output_that_goes_is_noisy(pulseaudio: Server) -> None:
    module = pulseaudio.load(
        "module-null-sink", "sink_name=buds", "sink_properties=device.bus=bluetooth"
    )
    pulseaudio.pactl("set-default-sink", "buds")
    with App(pulseaudio) as app:
        assert outputs(app)["buds"]["type"] == "bluetooth_a2dp"
        pulseaudio.pactl("unload-module", module)
        app.see("BECOMING_NOISY")
        app.see("DEFAULT_OUTPUT_CHANGED")
        assert app.seen("BECOMING_NOISY") == []


def test_a_bluetooth_output_that_was_not_in_use_is_not_noisy(pulseaudio: Server) -> None:
    module = pulseaudio.load(
        "module-null-sink", "sink_name=buds", "sink_properties=device.bus=bluetooth"
    )
    with App(pulseaudio) as app:
        pulseaudio.pactl("unload-module", module)
        app.see("DEVICES_CHANGED")
        assert app.seen("BECOMING_NOISY") == []


def test_the_role_modules_of_pulseaudio(pulseaudio: Server) -> None:
    with App(pulseaudio) as app:
        module = pulseaudio.load(
            "module-role-ducking",
            "trigger_roles=phone/event",
            "ducking_roles=music/music,video",
            "volume=-20dB/-10dB",
            "global=1",
        )
        app.request(1, role="video")
        with Stranger(pulseaudio, "event") as chime:
            assert app.see_focus(-3).flags == 1, "the server ducks us itself"
            chime.end()
        app.see_focus(1)
        app.request(1, 2, role="game")
        with Stranger(pulseaudio, "event"):
            assert app.seen("FOCUS_CHANGE") == [], "games are not in the module's list"
        pulseaudio.pactl("unload-module", module)
        app.request(1, 3, role="video")
        with Stranger(pulseaudio, "event"):
            assert app.seen("FOCUS_CHANGE") == []
        pulseaudio.load("module-role-cork", "trigger_roles=a11y", "cork_roles=any_role")
        with Stranger(pulseaudio, "a11y") as reader:
            app.see_focus(-2, 3)
            reader.end()
        app.see_focus(1, 3)


def test_headphones_that_are_pulled_are_noisy(pipewire: Server, card_program: Path) -> None:
    with Card(pipewire, card_program) as card, App(pipewire) as app:
        assert app.json("get_default_output")["type"] == "wired_headphones"
        for _ in range(3):
            card.ask("unplug")
            app.see("BECOMING_NOISY")
            app.see("DEVICES_CHANGED")
            found = app.json("get_default_output")
            assert found["type"] == "built_in_speaker"
            ports = {port["type"]: port["is_available"] for port in found["ports"]}
            assert ports == {"built_in_speaker": True, "wired_headphones": False, "hdmi": True}
            card.ask("plug")
            app.see("DEVICES_CHANGED")
            assert app.seen("BECOMING_NOISY") == []
            assert app.json("get_default_output")["type"] == "wired_headphones"


def test_choosing_another_route_is_not_noisy(pipewire: Server, card_program: Path) -> None:
    with Card(pipewire, card_program) as card, App(pipewire) as app:
        for route, kind in [("hdmi", "hdmi"), ("speaker", "built_in_speaker")]:
            card.ask(route)
            app.see("DEVICES_CHANGED")
            # One for the card and one for its output; the second may be of the route before.
            while app.json("get_default_output")["type"] != kind:
                app.see("DEVICES_CHANGED")
        card.ask("unplug")
        app.seen("DEVICES_CHANGED")
        assert app.seen("BECOMING_NOISY") == []


def test_headphones_of_a_card_that_is_not_in_use_are_not_noisy(
    pipewire: Server, card_program: Path
) -> None:
    with Card(pipewire, card_program) as card, App(pipewire) as app:
        pipewire.pactl("set-default-sink", "nullB")
        app.see("DEFAULT_OUTPUT_CHANGED")
        # As long as the default moved a moment ago, a pulled plug may be the reason for that.
        while app.collect(1.0):
            pass
        card.ask("unplug")
        app.see("DEVICES_CHANGED")
        assert app.seen("BECOMING_NOISY") == []
