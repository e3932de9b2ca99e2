"""The simulated phone: apps, calls, headphones, levels, threads."""

from __future__ import annotations

import threading

import pytest

from audio_session.simulator import AndroidDevice, Audible
from audio_session.simulator import constants as c
from audio_session.simulator.playback import DUCKED_LEVEL
from audio_session.simulator.world import World

GAIN, TRANSIENT, MAY_DUCK = 1, 2, 3
LOSS, LOSS_TRANSIENT, CAN_DUCK = -1, -2, -3
FAILED, GRANTED, DELAYED = 0, 1, 2


def test_apps_interrupt_each_other() -> None:
    phone = AndroidDevice()
    music, maps = phone.app("music"), phone.app("maps")
    assert music.request_focus() == GRANTED
    assert maps.request_focus(TRANSIENT) == GRANTED
    assert music.events == (LOSS_TRANSIENT,)
    assert maps.abandon_focus() == GRANTED
    assert music.events == (LOSS_TRANSIENT, GAIN)
    assert maps.events == ()


def test_a_bad_gain_is_refused() -> None:
    with pytest.raises(ValueError, match="1 to 4"):
        AndroidDevice().own.request_focus(5)


def test_request_options_reach_the_arbiter() -> None:
    phone = AndroidDevice()
    music, maps = phone.app("music"), phone.app("maps")
    music.request_focus(pauses_when_ducked=True)
    maps.request_focus(MAY_DUCK)
    assert music.events == (CAN_DUCK,)
    phone.incoming_call()
    assert phone.app("late").request_focus(accepts_delayed=True) == DELAYED


@pytest.mark.parametrize(
    ("service", "usage", "gain", "told"),
    [
        (True, c.USAGE_ASSISTANCE_ACCESSIBILITY, MAY_DUCK, False),
        (False, c.USAGE_ASSISTANCE_ACCESSIBILITY, MAY_DUCK, True),
        (True, c.USAGE_MEDIA, MAY_DUCK, True),
    ],
)
def test_who_may_force_ducking(service: bool, usage: int, gain: int, told: bool) -> None:
    phone = AndroidDevice()
    music, reader = phone.app("music"), phone.app("screen reader")
    reader.accessibility_service = service
    music.request_focus(pauses_when_ducked=True)
    reader.request_focus(gain, usage=usage, force_ducking=True)
    assert music.events == (CAN_DUCK,) * told


def test_apps_have_names_and_uids_of_their_own_unless_told_otherwise() -> None:
    phone = AndroidDevice(34)
    taken = phone.app("one", uid=phone.own.uid + 1, target_sdk=30)
    other = phone.app("two")
    assert len({phone.own.uid, taken.uid, other.uid}) == 3
    assert (taken.target_sdk, other.target_sdk, phone.own.target_sdk) == (30, 34, 34)
    assert repr(taken) == f"<AndroidApp 'one' uid={taken.uid} target_sdk=30>"
    with pytest.raises(ValueError, match="runs already"):
        phone.app("one")


def test_one_uid_is_one_app_to_the_arbiter() -> None:
    phone = AndroidDevice()
    first = phone.app("first", uid=20_000)
    second = phone.app("second", uid=20_000)
    first.request_focus()
    second.request_focus(MAY_DUCK)
    assert first.events == (CAN_DUCK,)


def test_a_dead_app_hears_nothing_and_cannot_act() -> None:
    phone = AndroidDevice()
    music, maps = phone.app("music"), phone.app("maps")
    music.request_focus()
    music.play()
    phone.own.request_focus(GAIN)
    music.die()
    phone.advance(2)
    assert music.events == ()
    assert music.level == 0.0
    for act in (music.die, music.play, music.request_focus):
        with pytest.raises(RuntimeError, match="has died"):
            act()
    maps.request_focus(TRANSIENT)
    maps.die()
    assert phone.own.events == (LOSS_TRANSIENT, GAIN)
    assert phone.app("maps").request_focus() == GRANTED


def test_our_own_app_cannot_die() -> None:
    phone = AndroidDevice()
    phone.start_playback()
    with pytest.raises(RuntimeError, match="runs in this process"):
        phone.own.die()
    assert phone.own_output_level == 1.0


def test_a_late_loss_does_not_reach_an_app_that_has_given_up() -> None:
    phone = AndroidDevice(34)
    music = phone.app("music")
    music.play()
    music.request_focus()
    phone.own.request_focus()
    music.abandon_focus()
    phone.advance(2)
    assert music.events == ()


@pytest.mark.parametrize(("usage", "told"), [(c.USAGE_MEDIA, ()), (5, (LOSS,))])
def test_a_loss_that_does_not_wait_for_the_fade_comes_at_once(
    usage: int, told: tuple[int, ...]
) -> None:
    phone = AndroidDevice(35)
    music = phone.app("music")
    music.play()
    music.request_focus(usage=usage)
    phone.own.request_focus()
    assert music.events == told
    phone.advance(2)
    assert music.events == (LOSS,)


def test_a_suspended_app_loses_focus() -> None:
    phone = AndroidDevice()
    music = phone.app("music")
    music.request_focus()
    phone.suspend(music)
    assert music.events == (LOSS,)


class TestCalls:
    def test_ring_answer_end(self) -> None:
        phone = AndroidDevice()
        music = phone.app("music")
        music.request_focus()
        assert (phone.call_state, phone.mode) == ("idle", c.MODE_NORMAL)
        phone.incoming_call()
        assert (phone.call_state, phone.mode) == ("ringing", c.MODE_RINGTONE)
        phone.answer_call()
        assert (phone.call_state, phone.mode) == ("active", c.MODE_IN_CALL)
        phone.end_call()
        assert (phone.call_state, phone.mode) == ("idle", c.MODE_NORMAL)
        assert music.events == (LOSS_TRANSIENT, GAIN)

    def test_declined(self) -> None:
        phone = AndroidDevice()
        phone.incoming_call()
        phone.end_call()
        assert phone.own.request_focus() == GRANTED

    def test_what_cannot_be(self) -> None:
        phone = AndroidDevice()
        with pytest.raises(RuntimeError, match=r"'active' while it is 'idle'.* 'ringing'"):
            phone.answer_call()
        with pytest.raises(RuntimeError, match="'ringing' or 'active'"):
            phone.end_call()
        phone.incoming_call()
        with pytest.raises(RuntimeError, match="must be 'idle'"):
            phone.incoming_call()


class TestLevels:
    def test_ducked_by_the_framework(self) -> None:
        phone = AndroidDevice(34)
        assert phone.own_output_level == 0.0
        phone.own.request_focus()
        phone.start_playback()
        maps = phone.app("maps")
        maps.request_focus(MAY_DUCK)
        assert phone.own_output_level == DUCKED_LEVEL
        maps.abandon_focus()
        assert phone.own_output_level == 1.0
        phone.stop_playback()
        assert phone.own_output_level == 0.0
        assert phone.own.events == ()

    def test_the_loudest_player_counts_and_aaudio_is_not_ducked(self) -> None:
        phone = AndroidDevice(30)
        phone.own.request_focus()
        phone.start_playback()
        phone.app("maps").request_focus(MAY_DUCK)
        phone.start_playback(aaudio=True)
        assert phone.own_output_level == 1.0

    def test_what_was_heard_when(self) -> None:
        phone = AndroidDevice(34)
        music = phone.app("music")
        music.request_focus()
        music.play()
        phone.advance(1)
        phone.own.request_focus()
        phone.advance(5)
        phone.incoming_call()
        phone.advance(0.1)
        music.die()
        assert phone.now == 6.1
        assert phone.audible == (
            Audible(0.0, "music", 1.0),
            Audible(1.0, "music", 0.0),  # fading out
            Audible(5.0, "music", 1.0),  # it goes on playing, so it is unfaded
            Audible(6.1, "music", 0.0),  # muted, as it plays into the call
        )

    def test_a_dead_app_falls_silent(self) -> None:
        phone = AndroidDevice()
        music = phone.app("music")
        music.play()
        phone.advance(1)
        music.die()
        assert phone.audible[-1] == Audible(1.0, "music", 0.0)

    @pytest.mark.parametrize(("usage", "active"), [(c.USAGE_MEDIA, True), (4, False)])
    def test_music_is_active(self, usage: int, active: bool) -> None:
        phone = AndroidDevice()
        assert not phone.music_active
        phone.app("other").play(usage=usage)
        assert phone.music_active is active


class TestBackground:
    @pytest.mark.parametrize(
        ("api", "target", "answer"),
        [
            (34, 35, GRANTED),
            (35, 34, GRANTED),
            (35, 35, FAILED),
            (36, 36, FAILED),
            (37, 30, FAILED),
        ],
    )
    def test_focus_in_the_background(self, api: int, target: int, answer: int) -> None:
        phone = AndroidDevice(api, target_sdk=target)
        assert phone.foreground
        phone.foreground = False
        assert phone.own.request_focus() == answer
        phone.foreground = True
        assert phone.own.request_focus() == GRANTED

    def test_a_foreground_service_or_a_system_uid_will_do(self) -> None:
        phone = AndroidDevice(37)
        for app in (phone.own, phone.app("system", uid=c.SYSTEM_UID)):
            app.foreground = False
        assert phone.own.request_focus() == FAILED
        phone.own.foreground_service = True
        assert phone.own.request_focus() == GRANTED
        assert phone.app("system ui", uid=c.SYSTEM_UID).request_focus() == GRANTED


class TestDenial:
    def test_the_next_request_of_our_own_app_is_denied(self) -> None:
        phone = AndroidDevice()
        phone.deny_next()
        assert phone.app("music").request_focus() == GRANTED
        assert phone.own.request_focus() == FAILED
        assert phone.own.request_focus() == GRANTED

    def test_with_any_code(self) -> None:
        phone = AndroidDevice()
        phone.deny_next(99)
        assert phone.own.request_focus() == 99

    def test_the_next_request_is_delayed(self) -> None:
        phone = AndroidDevice()
        phone.delay_next_grant(2.0)
        assert phone.own.request_focus(accepts_delayed=True) == DELAYED
        phone.advance(1.9)
        assert phone.own.events == ()
        phone.advance(0.1)
        assert phone.own.events == (GAIN,)

    def test_or_fails_if_it_does_not_accept_that(self) -> None:
        phone = AndroidDevice()
        phone.delay_next_grant(2.0)
        assert phone.own.request_focus() == FAILED
        with pytest.raises(ValueError, match="only moves forward"):
            phone.delay_next_grant(-1)


class TestHardware:
    def test_profiles(self) -> None:
        assert [port.kind for port in AndroidDevice().ports] == [1, 2, 18, 18, 15]
        assert [port.kind for port in AndroidDevice(profile="tablet").ports] == [2, 15]
        with pytest.raises(ValueError, match="phone, tablet"):
            AndroidDevice(profile="fridge")

    def test_a_headset_is_two_devices_that_come_and_go_together(self) -> None:
        phone = AndroidDevice()
        before = phone.ports
        phone.plug(c.TYPE_WIRED_HEADSET)
        sink, source = phone.ports[len(before) :]
        assert (sink.is_sink, sink.is_source, source.is_sink) == (True, False, False)
        assert sink.address == source.address
        assert sink.id != source.id
        phone.unplug(c.TYPE_WIRED_HEADSET)
        assert phone.ports == before

    def test_what_is_not_plugged_in_cannot_be_pulled(self) -> None:
        phone = AndroidDevice()
        phone.plug(c.TYPE_HDMI)
        with pytest.raises(ValueError, match=r"no device of type 4 .*\[9\]"):
            phone.unplug(c.TYPE_WIRED_HEADPHONES)
        with pytest.raises(ValueError, match="no device of type 2"):
            phone.unplug(c.TYPE_BUILTIN_SPEAKER)

    def test_two_of_a_kind_go_one_by_one_the_last_one_first(self) -> None:
        phone = AndroidDevice()
        phone.plug(c.TYPE_BLUETOOTH_A2DP)
        first = phone.ports[-1]
        phone.plug(c.TYPE_BLUETOOTH_A2DP)
        phone.unplug(c.TYPE_BLUETOOTH_A2DP)
        assert phone.ports[-1] == first

    def test_what_cannot_be_plugged_in(self) -> None:
        with pytest.raises(
            ValueError, match="nothing of this type can be plugged in; fix: pass one of "
        ):
            AndroidDevice().plug(c.TYPE_BUILTIN_MIC)
        with pytest.raises(
            ValueError, match="BLE_HEADSET came with API level 31, and this phone has 30; fix: "
        ):
            AndroidDevice(30).plug(c.TYPE_BLE_HEADSET)
        AndroidDevice(21).plug(c.TYPE_WIRED_HEADPHONES)

    def test_volume(self) -> None:
        phone = AndroidDevice(25)
        phone.set_volume(c.STREAM_MUSIC, 99)
        assert phone.volume(c.STREAM_MUSIC) == 15
        phone.set_volume(c.STREAM_ALARM, -1)
        assert phone.volume(c.STREAM_ALARM) == 0
        with pytest.raises(ValueError, match="Android 25 shows no such stream; fix: "):
            phone.set_volume(c.STREAM_ACCESSIBILITY, 1)

    def test_mode(self) -> None:
        phone = AndroidDevice()
        phone.set_mode(c.MODE_IN_COMMUNICATION)
        phone.set_mode(c.MODE_IN_CALL)
        phone.set_mode(-1)
        assert phone.mode == c.MODE_IN_COMMUNICATION


class TestTurns:
    def test_events_are_delivered_outside_of_the_lock_in_order_and_one_at_a_time(self) -> None:
        phone = AndroidDevice()
        seen: list[str] = []

        def first() -> None:
            seen.append("first")
            # Another thread can use the phone meanwhile, and what it causes waits its turn.
            other = threading.Thread(target=from_elsewhere)
            other.start()
            other.join(5)
            assert not other.is_alive()
            phone.post(lambda: seen.append("from inside"))

        def from_elsewhere() -> None:
            with phone.turn():
                phone.post(lambda: seen.append("from elsewhere"))

        with phone.turn():
            phone.post(first)
            phone.post(lambda: seen.append("second"))
            assert seen == []
        assert seen == ["first", "second", "from elsewhere", "from inside"]

    def test_only_the_outermost_turn_delivers(self) -> None:
        phone = AndroidDevice()
        seen: list[str] = []
        with phone.turn():
            with phone.turn():
                phone.post(lambda: seen.append("event"))
            assert seen == []
        assert seen == ["event"]

    def test_an_event_that_raises_stops_only_itself(self) -> None:
        phone = AndroidDevice()
        seen: list[str] = []

        def fail() -> None:
            raise LookupError("listener")

        phone.post(fail)
        phone.post(lambda: seen.append("next"))
        with pytest.raises(LookupError):
            phone.advance(0)
        assert seen == []
        phone.advance(0)
        assert seen == ["next"]

    def test_time_stops_at_each_event(self) -> None:
        phone = AndroidDevice()
        seen: list[float] = []
        for seconds in (1, 2):
            phone.clock.call_later(seconds, lambda: phone.post(lambda: seen.append(phone.now)))
        phone.advance(10)
        assert seen == [1.0, 2.0]
        assert phone.now == 10.0

    def test_a_turn_that_fails_leaves_the_world_usable(self) -> None:
        phone = AndroidDevice()
        with pytest.raises(LookupError), phone.turn():
            raise LookupError
        phone.incoming_call()
        assert phone.call_state == "ringing"

    def test_waiting_for_another_thread_to_finish_delivering(self) -> None:
        phone = AndroidDevice()
        delivering, waiting = threading.Event(), threading.Event()
        seen: list[str] = []

        class Watched(threading.Condition):
            def wait(self, timeout: float | None = None) -> bool:
                waiting.set()
                return super().wait(timeout)

        phone._delivered = Watched(phone._lock)

        def slow() -> None:
            delivering.set()
            assert waiting.wait(5)
            seen.append("delivered")

        phone.post(slow)
        other = threading.Thread(target=phone.advance, args=(0,))
        other.start()
        assert delivering.wait(5)
        phone.wait_delivered()
        assert seen == ["delivered"]
        other.join(5)

    def test_many_threads(self) -> None:
        phone = AndroidDevice()
        apps = [phone.app(f"app {n}") for n in range(4)]

        def use(index: int) -> None:
            for _ in range(50):
                apps[index].request_focus(TRANSIENT)
                apps[index].play()
                apps[index].abandon_focus()
                apps[index].stop()

        threads = [threading.Thread(target=use, args=(index,)) for index in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
            assert not thread.is_alive()
        assert phone.arbiter.stack == ()
        assert not phone.music_active


def test_a_world_without_an_os_has_no_rules() -> None:
    world = World()
    for hook in (
        world._levels,
        lambda: world._call_changed("idle"),
        lambda: world._ports_removed([]),
    ):
        with pytest.raises(NotImplementedError):
            hook()
