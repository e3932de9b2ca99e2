"""The session for programs without a loop."""

from __future__ import annotations

import gc
import math
import os
import select
import sys
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from sessions import LIMIT, Heard, ProbedDriver, settle

from audio_session import (
    ActivationDeniedError,
    ActivationStatus,
    ActivationTimeoutError,
    AndroidAudioManager,
    AudioSessionConfiguration,
    AudioSessionState,
    AVAudioSession,
    ConfigurationError,
    DenialReason,
    NativeError,
    UnsupportedError,
    blocking,
)
from audio_session._core import Core
from audio_session._face import _shared_lock, sharing
from audio_session.android import AndroidAudioDeviceType, AndroidStreamType
from audio_session.android import AndroidAudioFocusGainType as Gain
from audio_session.ios import AVAudioSessionCategory, AVAudioSessionCategoryOptions

if TYPE_CHECKING:
    from audio_session.simulator import AndroidDevice


MUSIC = AudioSessionConfiguration.music()
HEADPHONES = AndroidAudioDeviceType.WIRED_HEADPHONES
REFUSED = MUSIC.replace(
    av_audio_session_category=AVAudioSessionCategory.SOLO_AMBIENT,
    av_audio_session_category_options=AVAudioSessionCategoryOptions.DEFAULT_TO_SPEAKER,
)


def drop(held: list[blocking.Lease]) -> None:
    held.clear()
    gc.collect()


@pytest.fixture
def session(blocking_session: blocking.AudioSession) -> blocking.AudioSession:
    return blocking_session


def test_configure(session: blocking.AudioSession) -> None:
    session.configure(MUSIC)
    assert session.configuration == MUSIC
    with pytest.raises(ConfigurationError):
        session.configure(REFUSED)
    assert session.configuration_stream.subscribe().get(LIMIT) == MUSIC


def test_activation_and_deactivation(session: blocking.AudioSession) -> None:
    assert session.set_active(True, owner="player")
    assert session.owners() == ("player",)
    assert session.state is AudioSessionState.ACTIVE
    assert session.set_active(False, owner="player")
    assert session.state is AudioSessionState.INACTIVE


def test_denial(session: blocking.AudioSession, phone: AndroidDevice) -> None:
    phone.incoming_call()
    assert session.set_active(True).reason is DenialReason.IN_CALL
    with pytest.raises(ActivationDeniedError):
        session.set_active(True, raise_if_denied=True)
    with pytest.raises(ActivationDeniedError):
        session.activate("player", raise_if_denied=True)
    with session.activate("player") as lease:
        assert not lease


def test_a_lease_holds_the_session_for_as_long_as_its_block(
    session: blocking.AudioSession,
) -> None:
    with session.activate("game") as lease:
        assert lease
        assert lease.owner == "game"
        assert lease.result
        assert session.owners() == ("game",)
    assert lease.released
    assert lease.release()
    assert session.state is AudioSessionState.INACTIVE


def test_linger(session: blocking.AudioSession, phone: AndroidDevice) -> None:
    with session.activate("game", linger=0.5):
        pass
    assert session.state is AudioSessionState.ACTIVE
    phone.advance(0.5)
    settle(session)
    assert session.state is AudioSessionState.INACTIVE


def test_who_delivers_events_does_not_wait_for_one_without_end(
    driver: ProbedDriver, phone: AndroidDevice
) -> None:
    phone.incoming_call()
    session = blocking.AudioSession(driver=driver)
    session.use_manual_dispatch()
    lease = session.activate(accept_delayed=True)
    session.dispatch_pending()
    with pytest.raises(RuntimeError, match=r"go on, and look at bool\(lease\)"):
        lease.granted()
    with pytest.raises(ActivationTimeoutError):
        lease.granted(timeout=0)
    with ThreadPoolExecutor(1) as other:
        waiting = other.submit(lease.granted)
        phone.end_call()
        session.dispatch_pending()
        assert waiting.result(LIMIT)
    assert lease.granted()
    session.close()


@pytest.mark.parametrize("dispatches_first", [False, True])
def test_a_grant_without_asking_is_by_what_was_delivered(
    driver: ProbedDriver, phone: AndroidDevice, dispatches_first: bool
) -> None:
    session = blocking.AudioSession(driver=driver)
    session.use_manual_dispatch()
    session.set_active(True)
    phone.app("radio").request_focus(Gain.GAIN)
    if dispatches_first:
        session.dispatch_pending()
    assert session.set_active(True)
    assert driver.count("requestAudioFocus") == 1 + dispatches_first
    session.dispatch_pending()
    after = AudioSessionState.ACTIVE if dispatches_first else AudioSessionState.LOST
    assert session.state is after
    session.close()


def test_nor_does_a_callback(session: blocking.AudioSession, phone: AndroidDevice) -> None:
    raised: list[BaseException] = []
    done = threading.Event()

    def hear(_: object) -> None:
        try:
            lease.granted()
        except RuntimeError as error:
            raised.append(error)
        done.set()

    phone.incoming_call()
    with session.activate(accept_delayed=True) as lease:
        session.becoming_noisy_event_stream.listen(hear)
        phone.plug(HEADPHONES)
        phone.unplug(HEADPHONES)
        assert done.wait(LIMIT)
    assert raised


@pytest.mark.parametrize("of_manager", [False, True])
def test_an_event_is_not_waited_for_where_it_is_delivered(
    session: blocking.AudioSession, phone: AndroidDevice, of_manager: bool
) -> None:
    said: Future[str] = Future()
    manager = AndroidAudioManager(session)
    stream = manager.becoming_noisy_event_stream if of_manager else session.state_stream
    with stream.subscribe() as events, ThreadPoolExecutor(1) as other:

        def hear(_: object) -> None:
            with pytest.raises(TimeoutError):
                events.get(timeout=0)
            with pytest.raises(RuntimeError) as caught:
                events.get()
            said.set_result(str(caught.value))

        session.volume_event_stream.listen(hear)
        settle(session)
        phone.set_volume(AndroidStreamType.MUSIC, 1)
        assert "would stop the thread that delivers the event" in said.result(LIMIT)
        waiting = other.submit(events.get)
        session.set_active(True)
        phone.plug(HEADPHONES)
        phone.unplug(HEADPHONES)
        assert waiting.result(LIMIT)


def test_what_has_come_or_ended_is_read_where_it_is_delivered(driver: ProbedDriver) -> None:
    session = blocking.AudioSession(driver=driver)
    session.use_manual_dispatch()
    states = session.state_stream.subscribe()
    session.set_active(True)
    session.dispatch_pending()
    assert states.get() is AudioSessionState.ACTIVE
    session.close()
    assert states.get() is AudioSessionState.INACTIVE
    assert list(states) == []


def test_delayed_and_granted_later(session: blocking.AudioSession, phone: AndroidDevice) -> None:
    phone.incoming_call()
    with session.activate("game", accept_delayed=True) as lease:
        assert lease.result is not None
        assert lease.result.status is ActivationStatus.DELAYED
        with pytest.raises(ActivationTimeoutError, match=r"within 0\.01 s"):
            lease.granted(timeout=0.01)
        phone.end_call()
        assert lease.granted(LIMIT)
        assert lease


@pytest.mark.parametrize("seconds", [math.inf, 1e300])
def test_a_timeout_may_be_longer_than_a_clock_counts(
    session: blocking.AudioSession, seconds: float
) -> None:
    with session.activate("game", timeout=seconds) as lease:
        assert lease.granted(timeout=seconds)
    assert session.set_active(True, timeout=seconds)
    assert session.set_active(False, timeout=seconds)


def test_a_timed_out_activation_is_given_back(
    session: blocking.AudioSession, driver: ProbedDriver
) -> None:
    hang = driver.hang("requestAudioFocus")
    with pytest.raises(ActivationTimeoutError):
        session.set_active(True, timeout=0.01)
    hang.let_go()
    settle(session)
    assert session.owners() == ()
    assert session.state is AudioSessionState.INACTIVE


def test_a_refused_fallback_leaves_nothing_behind(session: blocking.AudioSession) -> None:
    with pytest.raises(ConfigurationError):
        session.activate("game", fallback_configuration=REFUSED)
    gc.collect()
    assert session.owners() == ()


def test_a_dropped_lease_warns_and_releases(session: blocking.AudioSession) -> None:
    states = session.state_stream.subscribe()
    held = [session.activate("forgetful")]
    with pytest.warns(ResourceWarning, match="forgetful"):
        drop(held)
    assert states.get(LIMIT) is AudioSessionState.ACTIVE
    assert states.get(LIMIT) is AudioSessionState.INACTIVE


def test_a_lease_of_a_closed_session(session: blocking.AudioSession) -> None:
    lease = session.activate("game")
    session.close()
    assert lease.release()
    assert lease.released


def test_a_lease_that_is_released_while_another_thread_closes(
    session: blocking.AudioSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    lease = session.activate("game")
    session.close()
    # The lease looked before, and releases after the session was closed.
    monkeypatch.setattr(lease._holder, "released", False)
    assert session._core.release(lease._holder).result(LIMIT)


def test_devices(session: blocking.AudioSession) -> None:
    inputs = session.get_devices(include_outputs=False)
    outputs = session.get_devices(include_inputs=False)
    assert inputs | outputs == session.get_devices()
    assert session.devices_stream.subscribe().get(LIMIT) == session.get_devices()


# ---- Where callbacks run ------------------------------------------------------------------------


def test_callbacks_run_on_the_dispatcher(
    session: blocking.AudioSession, phone: AndroidDevice
) -> None:
    heard = Heard(session.interruption_event_stream)
    session.set_active(True)
    phone.incoming_call()
    heard.wait(1)
    (dispatcher,) = (
        thread for thread in threading.enumerate() if thread.name == "audio_session dispatcher"
    )
    assert heard.threads == {dispatcher.ident}


def test_readers_in_threads(session: blocking.AudioSession, phone: AndroidDevice) -> None:
    with (
        ThreadPoolExecutor() as pool,
        session.activate("game"),
        session.interruption_event_stream.subscribe() as interruptions,
    ):
        reads = pool.submit(lambda: [interruptions.get(LIMIT).begin for _ in range(2)])
        phone.incoming_call()
        phone.end_call()
        assert reads.result(LIMIT) == [True, False]


def test_manual_dispatch_for_frame_loops(phone: AndroidDevice) -> None:
    session = blocking.AudioSession(driver=phone.driver())
    session.use_manual_dispatch()
    heard = Heard(session.interruption_event_stream)
    session.set_active(True)
    session.dispatch_pending()
    phone.incoming_call()
    assert select.select([session.fileno()], [], [], LIMIT)[0]
    assert len(heard) == 0
    assert session.dispatch_pending() == 2, "the focus and the mode have changed"
    assert heard.threads == {threading.get_ident()}
    session.close()


def test_manual_dispatch_is_chosen_first(session: blocking.AudioSession) -> None:
    with pytest.raises(RuntimeError, match="manual dispatch"):
        session.use_manual_dispatch()


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="this CPython can")
def test_urgent_dispatch_needs_a_newer_python(session: blocking.AudioSession) -> None:
    with pytest.raises(UnsupportedError):
        session.use_urgent_dispatch()


@pytest.mark.skipif(sys.version_info < (3, 13), reason="urgent dispatch needs CPython 3.13")
def test_urgent_dispatch_interrupts_a_busy_main_thread(phone: AndroidDevice) -> None:
    session = blocking.AudioSession(driver=phone.driver())
    session.use_manual_dispatch()
    heard = Heard(session.interruption_event_stream)
    session.set_active(True)
    session.dispatch_pending()
    session.use_urgent_dispatch()
    caller = threading.Thread(target=phone.incoming_call)
    caller.start()
    for _ in range(5_000_000):
        if heard.events:
            break
    caller.join(LIMIT)
    assert [event.begin for event in heard] == [True]
    assert heard.threads == {threading.main_thread().ident}
    session.use_urgent_dispatch(False)
    session.close()


def is_taken(lock: threading.RLock) -> bool:
    """Tell whether another thread than this one would have to wait for the lock."""
    free: list[bool] = []

    def probe() -> None:
        free.append(lock.acquire(blocking=False))
        if free[0]:
            lock.release()

    other = threading.Thread(target=probe)
    other.start()
    other.join(LIMIT)
    return free == [False]


@pytest.mark.skipif(sys.version_info < (3, 13), reason="urgent dispatch needs CPython 3.13")
def test_an_urgent_listener_may_call_what_it_would_have_interrupted(
    phone: AndroidDevice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`instance()` holds a lock while it looks at the session, and no listener may meet that."""
    core = Core(driver=phone.driver())
    with sharing(core):
        session = blocking.AudioSession.instance()
        session.use_manual_dispatch()
        session.set_active(True)
        session.dispatch_pending()
        held: list[bool] = []
        session.interruption_event_stream.listen(lambda _: held.append(is_taken(_shared_lock)))
        session.use_urgent_dispatch()
        looked: list[bool] = []
        process = os.getpid()

        def interrupted() -> int:
            if not looked and is_taken(_shared_lock):
                looked.append(True)
                caller = threading.Thread(target=phone.incoming_call)
                caller.start()
                caller.join(LIMIT)
            return process

        monkeypatch.setattr("audio_session._core.os.getpid", interrupted)
        assert blocking.AudioSession.instance() is session
        for _ in range(1000):
            pass
        assert looked == [True]
        assert held == [False]
    core.close()


def test_many_threads_share_one_session(session: blocking.AudioSession) -> None:
    def use(number: int) -> None:
        for _ in range(10):
            with session.activate(
                f"owner {number}", android_audio_focus_gain_type=Gain.GAIN_TRANSIENT
            ) as lease:
                assert lease

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(use, range(8)))
    assert session.owners() == ()
    assert session.state is AudioSessionState.INACTIVE


# ---- Low-level managers -------------------------------------------------------------------------


def test_a_managers_call_is_waited_for(session: blocking.AudioSession) -> None:
    manager = AndroidAudioManager(session)
    blocking.wait(manager.set_stream_volume(AndroidStreamType.MUSIC, 9))
    assert blocking.wait(manager.get_stream_volume(AndroidStreamType.MUSIC)) == 9
    with pytest.raises(NativeError, match="Bad stream type 99"):
        blocking.wait(manager.get_stream_volume(AndroidStreamType(99)))


def test_a_call_is_waited_for_on_any_thread(session: blocking.AudioSession) -> None:
    manager = AndroidAudioManager(session)
    with ThreadPoolExecutor(4) as threads:
        ids = list(
            threads.map(lambda _: blocking.wait(manager.generate_audio_session_id()), range(20))
        )
    assert len(set(ids)) == 20


def test_ioss_managers_are_waited_for() -> None:
    with blocking.AudioSession("simulated-ios:17") as session:
        ours = AVAudioSession(session)
        blocking.wait(ours.set_category(AVAudioSessionCategory.PLAYBACK))
        assert blocking.wait(ours.get_category()) is AVAudioSessionCategory.PLAYBACK


async def test_an_event_loop_is_not_stopped(session: blocking.AudioSession) -> None:
    with pytest.raises(RuntimeError, match="write `await` instead"):
        blocking.wait(AndroidAudioManager(session).get_mode())
