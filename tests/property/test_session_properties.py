"""A session on a simulated phone, under any sequence of what an app, others and the OS may do."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    precondition,
    rule,
)
from sessions import ProbedDriver, settle

from audio_session import (
    ActivationStatus,
    AudioSessionConfiguration,
    AudioSessionState,
    DuckPolicy,
    blocking,
)
from audio_session.android import AndroidAudioDeviceType
from audio_session.android import AndroidAudioFocusGainType as Gain
from audio_session.simulator import AndroidApp, AndroidDevice

if TYPE_CHECKING:
    from audio_session import AudioDevice, AudioInterruptionEvent

State = AudioSessionState
INTERRUPTED = {State.DUCKED, State.PAUSED, State.LOST}
CHANGES = (-3, -2, -1, 1)
LINGER = 5.0
# From API 35 on a loss reaches the loser only after its fade-out.
FADE = 3.0
HEADPHONES = AndroidAudioDeviceType.WIRED_HEADPHONES

gains = st.sampled_from([gain for gain in Gain if gain is not Gain.NONE])
owners = st.sampled_from(["player", "voice"])


class SessionMachine(RuleBasedStateMachine):
    leases = Bundle("leases")
    apps = Bundle("apps")

    # ---- Set-up ---------------------------------------------------------------------------------

    @initialize(
        api=st.sampled_from([21, 23, 25, 26, 28, 29, 31, 33, 34, 35, 36]),
        policy=st.sampled_from([None, *DuckPolicy]),
        pauses=st.booleans(),
    )
    def start(self, api: int, policy: DuckPolicy | None, pauses: bool) -> None:
        self.api = api
        self.phone = AndroidDevice(api=api)
        self.driver = ProbedDriver(self.phone.driver())
        self.session = blocking.AudioSession(driver=self.driver)
        self.session.use_manual_dispatch()
        self.interruptions: list[AudioInterruptionEvent] = []
        self.states: list[State] = []
        self.devices: set[AudioDevice] = set()
        self.session.interruption_event_stream.listen(self.interruptions.append)
        self.session.state_stream.listen(self.states.append)
        self.session.configure(
            AudioSessionConfiguration.music().replace(
                duck_policy=policy, android_will_pause_when_ducked=pauses
            )
        )
        self.devices = set(self.session.get_devices())
        self.session.devices_changed_event_stream.listen(self.devices_changed)
        self.named: set[str] = set()
        self.held: list[blocking.Lease] = []
        self.lingers_until = 0.0
        self.names = itertools.count()

    def devices_changed(self, event: object) -> None:
        self.devices |= event.devices_added  # type: ignore[attr-defined]
        assert event.devices_removed <= self.devices  # type: ignore[attr-defined]
        self.devices -= event.devices_removed  # type: ignore[attr-defined]

    # ---- The app --------------------------------------------------------------------------------

    @rule(owner=owners, gain=gains, waits=st.booleans())
    def activate(self, owner: str, gain: Gain, waits: bool) -> None:
        result = self.session.set_active(
            True, owner=owner, android_audio_focus_gain_type=gain, accept_delayed=waits
        )
        assert waits or result.status is not ActivationStatus.DELAYED
        assert (result.reason is None) == (result.status is not ActivationStatus.DENIED)
        if result.status is not ActivationStatus.DENIED:
            self.named.add(owner)

    @rule(owner=owners)
    def deactivate(self, owner: str) -> None:
        assert self.session.set_active(False, owner=owner)
        self.named.discard(owner)

    @rule(target=leases, gain=gains, waits=st.booleans(), lingers=st.booleans())
    def lease(self, gain: Gain, waits: bool, lingers: bool) -> blocking.Lease:
        lease = self.session.activate(
            "lease",
            linger=LINGER * lingers,
            accept_delayed=waits,
            android_audio_focus_gain_type=gain,
        )
        assert lease.result is not None
        if lease.result.status is not ActivationStatus.DENIED:
            self.held.append(lease)
        return lease

    @rule(lease=consumes(leases))
    def release(self, lease: blocking.Lease) -> None:
        if lease in self.held:
            self.held.remove(lease)
            if not self.held and not self.named and lease._holder.linger:
                self.lingers_until = self.phone.now + LINGER
        lease.release()
        assert not lease
        assert lease._holder.decided.done()

    # ---- The OS ---------------------------------------------------------------------------------

    @rule(target=apps)
    def start_app(self) -> AndroidApp:
        return self.phone.app(f"app {next(self.names)}")

    @rule(app=apps, gain=gains, pauses=st.booleans())
    def app_asks(self, app: AndroidApp, gain: Gain, pauses: bool) -> None:
        app.request_focus(gain, pauses_when_ducked=pauses)

    @rule(app=apps)
    def app_abandons(self, app: AndroidApp) -> None:
        app.abandon_focus()

    @rule(app=consumes(apps))
    def app_dies(self, app: AndroidApp) -> None:
        app.die()

    @rule()
    def start_playback(self) -> None:
        self.phone.start_playback()

    @precondition(lambda self: self.phone.call_state == "idle")
    @rule()
    def call_rings(self) -> None:
        self.phone.incoming_call()

    @precondition(lambda self: self.phone.call_state == "ringing")
    @rule()
    def call_is_taken(self) -> None:
        self.phone.answer_call()

    @precondition(lambda self: self.phone.call_state != "idle")
    @rule()
    def call_ends(self) -> None:
        self.phone.end_call()

    @rule(seconds=st.sampled_from([0.1, 2.0, 6.0]))
    def time_passes(self, seconds: float) -> None:
        self.phone.advance(seconds)

    @rule()
    def next_request_is_refused(self) -> None:
        self.phone.deny_next()

    @precondition(lambda self: self.api >= 26)
    @rule()
    def next_grant_is_delayed(self) -> None:
        self.phone.delay_next_grant(1.5)

    @rule()
    def headphones_come(self) -> None:
        self.phone.plug(HEADPHONES)

    @precondition(lambda self: any(port.kind == HEADPHONES for port in self.phone.ports))
    @rule()
    def headphones_go(self) -> None:
        self.phone.unplug(HEADPHONES)

    @rule(change=st.sampled_from(CHANGES), age=st.integers(1, 3))
    def a_stale_event_comes(self, change: int, age: int) -> None:
        generation = self.session._core._activator._generation - age
        self.driver.emit(0, 0, change, generation)

    @rule(change=st.sampled_from(CHANGES))
    def the_last_event_comes_twice(self, change: int) -> None:
        """Of the right that is held; a repetition of what is so already."""
        state = self.session.state
        repeats = {State.DUCKED: -3, State.PAUSED: -2, State.LOST: -1, State.ACTIVE: 1}
        if repeats.get(state) == change:
            self.driver.emit(0, 0, change, self.session._core._activator._generation)

    # ---- What must hold -------------------------------------------------------------------------

    @invariant()
    def holds(self) -> None:
        settle(self.session)
        begins = [event.begin for event in self.interruptions]
        assert begins == [index % 2 == 0 for index in range(len(begins))]
        assert [event.seq for event in self.interruptions] == list(range(1, len(begins) + 1))
        state = self.session.state
        assert len(begins) % 2 == (state in INTERRUPTED)
        assert (self.states or [State.INACTIVE])[-1] is state
        assert all(a is not b for a, b in itertools.pairwise(self.states))

    @invariant()
    def leases_balance(self) -> None:
        settle(self.session)
        expected = sorted([*self.named, *("lease" for _ in self.held)])
        assert sorted(self.session.owners()) == expected
        if not expected and self.phone.now >= self.lingers_until:
            assert self.session.state is State.INACTIVE

    @invariant()
    def the_session_knows_what_the_phone_thinks(self) -> None:
        settle(self.session)
        mine = [
            entry
            for entry in self.phone.arbiter._stack
            if entry.request.client.startswith("own app/")
        ]
        assert len(mine) <= 1
        state = self.session.state
        if state in {State.INACTIVE, State.LOST}:
            assert mine == []
        if not mine:
            return  # or a fade-out has still to end before we are told
        (entry,) = mine
        if entry.loss == -2:
            assert state is State.PAUSED
        elif entry.loss == -3 and entry.told:
            assert state in {State.DUCKED, State.PAUSED}
        elif self.phone.arbiter._stack[-1] is entry:
            assert state is State.ACTIVE

    @invariant()
    def the_devices_that_were_told_of_are_those_that_are_there(self) -> None:
        settle(self.session)
        if self.api >= 23:
            assert self.devices == self.session.get_devices()

    def teardown(self) -> None:
        if not hasattr(self, "session"):
            return
        self.phone.advance(FADE)
        settle(self.session)
        self.session.close()
        assert len(self.interruptions) % 2 == 0
        assert self.session.state is State.INACTIVE
        assert self.session.owners() == ()
        assert not [name for name in self.phone.arbiter.stack if name.startswith("own app/")]
        assert all(lease._holder.decided.done() for lease in self.held)
        assert all(lease.released for lease in self.held)


SessionMachine.TestCase.settings = settings(max_examples=60, stateful_step_count=40)
TestSession = SessionMachine.TestCase
