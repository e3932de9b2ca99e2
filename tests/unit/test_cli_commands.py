"""The commands on simulated and local platforms: what they print, and their exit status."""

import importlib.util
import io
import json
import logging
import os
import runpy
import signal
import subprocess
import sys
import threading
from types import SimpleNamespace

import pytest
from sessions import LIMIT, ProbedDriver

from audio_session import AudioSessionConfiguration
from audio_session.blocking import AudioSession
from audio_session.cli import _app, main
from audio_session.cli._output import Output
from audio_session.cli.doctor import _tell_server
from audio_session.errors import NativeError
from audio_session.ios import (
    AVAudioSessionCategory,
    AVAudioSessionCategoryOptions,
    AVAudioSessionMode,
)
from audio_session.platforms import ENVIRONMENT
from audio_session.platforms.android import AndroidPlatform
from audio_session.simulator import AndroidDevice, IPhone

PHONE = "simulated-android:34"
TEXTS = dict.fromkeys(("name", "version", "host", "user", "address", "library"), "")
SERVER_INFO = json.dumps(TEXTS | dict.fromkeys(("protocol", "client", "role_rules"), 0))


@pytest.fixture(autouse=True)
def unset(monkeypatch):
    monkeypatch.delenv(ENVIRONMENT, raising=False)


def lines(capsys):
    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert all({"event", "time"} <= line.keys() for line in printed)
    return printed


def sentence(capsys):
    """Return the one line of stderr; nothing is on stdout."""
    printed = capsys.readouterr()
    assert printed.out == ""
    (line,) = printed.err.splitlines()
    assert line.startswith("audio-session: ")
    return line


def test_without_click_and_rich_it_says_what_to_install(monkeypatch, capsys):
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "rich" else found(name)
    )
    assert main([]) == 2
    assert sentence(capsys).endswith('fix: pip install "audio_session[cli]"')


def test_without_the_extension_it_says_so(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "audio_session.cli._app", None)  # as if its import failed
    assert main(["doctor"]) == 2
    assert "audio_session.cli._app" in sentence(capsys)


def test_the_command_line_is_not_loaded_with_the_package():
    code = "import sys, audio_session.cli; sys.exit('click' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_python_dash_m(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["audio_session", "--version"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("audio_session", run_name="__main__")
    assert ended.value.code == 0
    assert "audio-session, version" in capsys.readouterr().out


def test_without_a_command_it_shows_the_usage(capsys):
    assert main([]) == 2
    assert "Commands:" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["demo", "doctor", "devices", "watch", "validate"])
def test_every_command_has_help_and_the_common_options(command, capsys):
    assert main([command, "--help"]) == 0
    said = capsys.readouterr().out
    assert all(option in said for option in ("--json", "--platform", "JSON:"))
    assert ("--server" in said) is (command != "validate"), "there is no server to ask for rules"


def test_what_the_library_logs_is_a_sentence_and_of_a_bug_the_traceback(monkeypatch, capsys):
    def refuse(_platform):
        raise NativeError("no list today")

    monkeypatch.setattr(AndroidPlatform, "devices", refuse)
    assert main(["devices", "--platform", PHONE]) == 2
    printed = capsys.readouterr().err.splitlines()
    assert list(dict.fromkeys(printed)) == [  # it is tried more than once
        "audio-session: the devices could not be read: no list today",
        "audio-session: no list today",
    ]

    def bug(_platform):
        logging.getLogger("audio_session").warning("this is odd")
        try:
            refuse.no_such_thing  # noqa: B018 - it raises
        except AttributeError:
            logging.getLogger("audio_session").exception("a listener failed")
        return frozenset()

    monkeypatch.setattr(AndroidPlatform, "devices", bug)
    assert main(["devices", "--platform", PHONE]) == 0
    said = capsys.readouterr().err
    assert said.startswith("audio-session: this is odd\na listener failed\nTraceback")
    assert "no_such_thing" in said
    assert logging.getLogger("audio_session").handlers == []


@pytest.mark.usefixtures("without_ios")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["frob"], "No such command 'frob'; fix: see audio-session --help"),
        (["devices", "--frob"], "No such option"),
        (["watch", "--seconds", "0"], "--seconds"),
        (["watch", "--seconds", "nan"], "'--seconds': 'nan' is no number of seconds; fix: see"),
        (["demo", "--pace", "nan"], "'--pace': 'nan' is no number of seconds; fix: see"),
        (["devices", "--platform", "windows"], "'windows' is no platform"),
        (["devices", "--platform", "simulated-android:x"], "simulated-android:34"),
        (["devices", "--platform", "ios"], "holds no ios driver"),
        (["devices", "--server", "unix:/no/such/socket"], "unix:/no/such/socket"),
        (["demo", "--platform", "local"], "--platform simulated-android:34"),
        (["demo", "--platform", "simulated-android:1"], "1"),
        (["demo", "--server", "unix:/no/such/socket"], "unix:/no/such/socket"),
        (["demo", "--platform", "simulated-ios:12"], "the simulated iPhone knows iOS 13.0"),
        (["demo", "--platform", "windows"], "'windows' is no platform"),
        (
            ["demo", "--platform", PHONE, "--server", "unix:/x"],
            f"the platform {PHONE} has no sound",
        ),
        (["demo", "--platform", PHONE, "--daemon", "pipewire"], f"--daemon pipewire: {PHONE}"),
        (["demo", "--server", "unix:/x", "--daemon", "pipewire"], "--server 'unix:/x' needs no"),
        (["devices", "--platform", "local", "--server", "unix:/x"], "or use --platform linux"),
        (["devices", "--platform", "local:3"], "only simulated phones take a version"),
        (["watch", "--preset", "speech"], "add --activate; fix: see audio-session watch"),
        (["validate", "/no/such/file"], "No such file or directory; fix: see audio-session"),
    ],
)
def test_errors_are_one_sentence_and_status_2(arguments, says, capsys):
    assert main(arguments) == 2
    assert says in sentence(capsys)


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_reader_that_leaves_ends_it_quietly(options):
    ours, theirs = os.pipe()
    os.close(ours)
    command = [sys.executable, "-m", "audio_session", "devices", "--platform", PHONE, *options]
    try:
        done = subprocess.run(command, stdout=theirs, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(theirs)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_signals_to_stop_are_like_ctrl_c_and_their_handlers_come_back(number, monkeypatch):
    monkeypatch.setattr(_app.app, "main", lambda *_, **__: signal.raise_signal(number))
    before = signal.getsignal(number)
    assert main(["devices"]) == 130
    assert signal.getsignal(number) is before


def test_it_runs_on_any_thread(capsys):
    statuses = []
    thread = threading.Thread(
        target=lambda: statuses.append(main(["devices", "--platform", PHONE, "--json"]))
    )
    thread.start()
    thread.join()
    assert statuses == [0]


def test_devices(capsys):
    assert main(["devices", "--platform", PHONE, "--json"]) == 0
    devices = lines(capsys)
    assert {device["name"] for device in devices} >= {"Speaker", "Microphone"}
    assert main(["devices", "--platform", PHONE, "--json", "--inputs"]) == 0
    assert all(device["isInput"] for device in lines(capsys))
    assert main(["devices", "--platform", PHONE, "--outputs"]) == 0
    table = capsys.readouterr().out
    assert "built_in_speaker" in table
    assert "built_in_mic" not in table


def test_devices_where_none_are_known(capsys):
    assert main(["devices", "--platform", "local"]) == 0
    assert "tells of no devices" in capsys.readouterr().out
    assert main(["devices", "--platform", "local", "--json"]) == 0
    assert lines(capsys) == []


def test_devices_says_why_there_is_no_service(monkeypatch, capsys):
    monkeypatch.setenv("PULSE_SERVER", "unix:/no/such/socket")
    assert main(["devices", "--json"]) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "no sound server answers" in printed.err


@pytest.mark.usefixtures("without_ios")
def test_doctor_of_a_phone(capsys):
    assert main(["doctor", "--platform", PHONE, "--json"]) == 0
    chosen, *rest = lines(capsys)
    assert chosen["platform"] == "simulated-android"
    assert "focus" in chosen["capabilities"]
    by_name = {line["name"]: line for line in rest if line["event"] == "platform"}
    assert by_name["local"]["available"]
    assert by_name["simulated-android"]["operations"] > 5
    assert not by_name["ios"]["in_build"]
    assert "holds no ios driver" in by_name["ios"]["problem"]
    assert {line["server"] for line in rest if line["event"] == "demo"} == {
        "pulseaudio",
        "pipewire",
    }
    assert rest[-1] == {"event": "end", "time": rest[-1]["time"], "ok": True, "problems": []}


def test_doctor_tells_what_the_phone_of_the_level_asked_for_can_do(monkeypatch, capsys):
    monkeypatch.setenv("AUDIO_SESSION_PLATFORM", "Simulated-Android:21")
    assert main(["doctor", "--json"]) == 0
    chosen, *rest = lines(capsys)
    (tried,) = (line for line in rest if line.get("name") == "simulated-android")
    assert tried["capabilities"] == chosen["capabilities"]
    assert "devices" not in tried["capabilities"]


def test_doctor_without_a_sound_server(monkeypatch, capsys):
    monkeypatch.setenv("PULSE_SERVER", "unix:/no/such/socket")
    monkeypatch.setenv("PATH", "")
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "local: the last resort" in said
    assert "no sound server answers at unix:/no/such/socket" in said
    assert "What is wrong" in said
    assert "apt install pulseaudio" in said


@pytest.mark.usefixtures("without_ios")
def test_doctor_where_what_was_asked_for_cannot_be_had(capsys):
    assert main(["doctor", "--platform", "ios", "--json"]) == 1
    printed = lines(capsys)
    assert printed[0]["platform"] is None
    assert printed[-1]["ok"] is False
    assert main(["doctor", "--platform", "ios"]) == 1
    assert "cannot be had" in capsys.readouterr().out


def test_watch_ends_after_some_time(capsys):
    assert main(["watch", "--platform", PHONE, "--seconds", "0.01", "--json"]) == 0
    start, *_, end = lines(capsys)
    assert start["event"] == "start"
    assert start["platform"] == "simulated-android"
    assert {device["name"] for device in start["devices"]} >= {"Speaker"}
    assert end == {"event": "end", "time": end["time"], "events": 0}


def test_validate_without_a_stdin(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["validate", "-"]) == 2
    assert "'FILE': '-': stdin is closed; fix: see audio-session validate" in sentence(capsys)


@pytest.mark.parametrize("seconds", ["inf", "1e300"])
def test_watch_takes_more_seconds_than_a_clock_has(seconds, capsys):
    arguments = ["--platform", PHONE, "--seconds", seconds, "--activate", "--count", "1"]
    assert main(["watch", *arguments]) == 0
    assert "state: active" in capsys.readouterr().out


def test_a_name_that_the_outputs_encoding_lacks_is_shown_in_escapes(monkeypatch):
    phone = AndroidDevice(34)
    phone.connect_bluetooth("Höhe ☃")
    driver = phone.driver()
    monkeypatch.setattr(
        "audio_session.cli.devices.AudioSession", lambda *_, **__: AudioSession(driver=driver)
    )
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, "latin-1"))
    assert main(["devices"]) == 0
    assert "Höhe \\u2603".encode("latin-1") in written.getvalue()


def test_watch_holds_focus_and_counts(capsys):
    arguments = ["watch", "--platform", PHONE, "--activate", "--preset", "speech", "--count", "1"]
    assert main([*arguments, "--json"]) == 0
    printed = lines(capsys)
    assert [line["event"] for line in printed] == ["start", "activation", "state", "end"]
    assert printed[1]["status"] == "granted"
    assert printed[2]["state"] == "active"
    assert main(arguments) == 0
    said = capsys.readouterr().out
    assert "activation granted" in said
    assert "state: active" in said


@pytest.mark.parametrize("as_json", [True, False])
def test_watch_shows_that_other_code_has_changed_the_session(monkeypatch, capsys, as_json):
    phone = IPhone(17)
    driver = ProbedDriver(phone.driver())
    monkeypatch.setattr(
        "audio_session.cli.watch.AudioSession", lambda *_, **__: AudioSession(driver=driver)
    )
    driver.before(
        "setActiveWithOptionsError", lambda: phone.own.set_category(AVAudioSessionCategory.AMBIENT)
    )
    arguments = [
        "watch",
        "--activate",
        "--count",
        "2",
        "--seconds",
        str(LIMIT),
        *["--json"] * as_json,
    ]
    assert main(arguments) == 0
    if as_json:
        (told,) = (line for line in lines(capsys) if line["event"] == "drift")
        text = told["text"]
    else:
        (line,) = (line for line in capsys.readouterr().out.splitlines() if "drift: " in line)
        text = line.partition("drift: ")[2]
    assert "it is AMBIENT/DEFAULT/DEFAULT with no options, not PLAYBACK" in text
    assert text.endswith("fix: find that code, or reassert()")


@pytest.fixture
def configuration(tmp_path):
    path = tmp_path / "configuration.json"

    def write(document):
        path.write_text(document if isinstance(document, str) else json.dumps(document))
        return str(path)

    return write


@pytest.mark.parametrize(
    ("options", "warnings"),
    [
        ([], 0),
        (["--ios-version", "26.2"], 0),
        (["--ios-version", "26.1"], 1),
        (["--platform", "simulated-ios:26.2"], 0),
        (["--platform", "simulated-ios:26.1"], 1),
        (["--platform", "Linux"], 0),
    ],
)
def test_validate_for_the_version_that_is_named(configuration, capsys, options, warnings):
    dual = AudioSessionConfiguration(
        av_audio_session_category=AVAudioSessionCategory.MULTI_ROUTE,
        av_audio_session_mode=AVAudioSessionMode.DUAL_ROUTE,
        av_audio_session_category_options=AVAudioSessionCategoryOptions.ALLOW_BLUETOOTH_HFP,
    )
    assert main(["validate", configuration(dual.to_json()), "--json", *options]) == 0
    assert lines(capsys)[-1]["warnings"] == warnings


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--ios-version", "x"], "ios_version = 'x': it must be an iOS version"),
        (["--ios-version", "12.5"], "ios_version = '12.5': this library runs on iOS 13.0"),
        (["--platform", PHONE, "--android-api", "34"], "each say for what it is"),
        (["--platform", "simulated-ios:12"], "knows iOS 13.0 to 26.2; fix: pass one of these"),
    ],
)
def test_validate_for_a_version_that_cannot_be(configuration, capsys, options, says):
    assert main(["validate", configuration("{}"), *options]) == 2
    assert says in sentence(capsys)


def test_validate_what_is_right(configuration, capsys):
    path = configuration(AudioSessionConfiguration.speech().to_json())
    assert main(["validate", path, "--json"]) == 0
    (end,) = lines(capsys)
    assert (end["ok"], end["errors"], end["warnings"]) == (True, 0, 0)
    assert main(["validate", path]) == 0
    assert capsys.readouterr().out == "0 errors, 0 warnings\n"


def test_validate_prints_every_finding_with_its_fix(configuration, capsys):
    path = configuration({"avAudioSessionCategory": 0, "androidAudioFocusGainType": "x"})
    assert main(["validate", path, "--json"]) == 1
    first, second, end = lines(capsys)
    assert {first["field"], second["field"]} == {
        "avAudioSessionCategory",
        "androidAudioFocusGainType",
    }
    assert first["severity"] == "error"
    assert all(first[key] for key in ("value", "rule", "fix", "source", "grade"))
    assert end["errors"] == 2
    assert main(["validate", path]) == 1
    said = capsys.readouterr().out
    assert said.count("fix: ") == 2
    assert said.endswith("2 errors, 0 warnings\n")


def test_validate_checks_what_it_can_understand_of_a_malformed_document(configuration, capsys):
    path = configuration(
        {
            "androidAudioAttributes": {"contentType": "loud"},
            "avAudioSessionCategory": "AVAudioSessionCategoryPlayback",
            "avAudioSessionCategoryOptions": 8,  # default to speaker: not with playback
        }
    )
    assert main(["validate", path, "--json"]) == 1
    errors = [line["field"] for line in lines(capsys) if line.get("severity") == "error"]
    assert errors == ["androidAudioAttributes.contentType", "av_audio_session_category_options"]


def test_validate_is_strict_about_the_unknown(configuration, capsys):
    path = configuration({"\x1b[31mevil": 1})
    assert main(["validate", path]) == 0
    said = capsys.readouterr().out
    assert "0 errors, 1 warning\n" in said
    assert "\x1b" not in said
    assert main(["validate", path, "--strict"]) == 1


def test_validate_for_one_version_and_one_platform(configuration, capsys):
    document = AudioSessionConfiguration.music().replace(android_force_ducking=True).to_json()
    path = configuration(document)
    main(["validate", path, "--json"])
    anywhere = lines(capsys)
    main(["validate", path, "--json", "--android-api", "21"])
    assert len(lines(capsys)) > len(anywhere)
    assert main(["validate", path, "--platform", PHONE]) == 0
    assert main(["validate", path, "--ios-version", "x"]) == 2


def test_validate_reads_stdin(monkeypatch, capsys):
    stdin = io.TextIOWrapper(io.BytesIO(b"{}"))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert main(["validate", "-"]) == 0


@pytest.mark.parametrize("document", ["{", "\xff", "[" * 100_000, ""])
def test_validate_what_is_no_json(document, configuration, tmp_path, capsys):
    path = tmp_path / "broken"
    path.write_bytes(document.encode("latin-1"))
    assert main(["validate", str(path)]) == 2
    assert "fix: pass one JSON document" in sentence(capsys)


@pytest.mark.parametrize("answers", [["nil"], ["{}"], [SERVER_INFO, "[{}]"], [SERVER_INFO, "NaN"]])
def test_doctor_of_a_server_that_talks_nonsense(answers, capsys):
    left = iter(answers)
    driver = SimpleNamespace(
        operations={"get_server_info", "get_focus_holders"}, call=lambda _: next(left)
    )
    _tell_server(Output(as_json=False), driver)
    said = " ".join(capsys.readouterr().out.split())
    assert said.startswith("! get_")
    assert "makes no sense" in said
