"""Resume only what we paused, and only if the user has not decided otherwise since."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sessions import settle

from audio_session import AudioInterruptionEvent, AudioInterruptionType, InterruptionHandler
from audio_session.android import AndroidAudioDeviceType
from audio_session.android import AndroidAudioFocusGainType as Gain
from audio_session.configuration import AudioSessionConfiguration, DuckPolicy
from audio_session.interruption_handler import DUCK_GAIN, Act, ResumePolicy

if TYPE_CHECKING:
    from audio_session import AudioSession
    from audio_session.simulator import AndroidDevice

DUCK, PAUSE, UNKNOWN = (
    AudioInterruptionType.DUCK,
    AudioInterruptionType.PAUSE,
    AudioInterruptionType.UNKNOWN,
)


class Player:
    """A player as a policy sees one: it does what it is told and says whether it plays."""

    def __init__(self, policy: ResumePolicy, *, playing: bool = True) -> None:
        self.policy = policy
        self.playing = playing
        self.acts: list[Act] = []

    def begin(
        self,
        type_: AudioInterruptionType,
        *,
        permanent: bool = False,
        already_ducked: bool = False,
    ) -> Player:
        event = AudioInterruptionEvent(
            True, type_, permanent=permanent, already_ducked=already_ducked
        )
        return self._do(self.policy.begin(event, playing=self.playing))

    def end(
        self,
        type_: AudioInterruptionType,
        *,
        should_resume: bool | None = True,
        synthetic: bool = False,
    ) -> Player:
        event = AudioInterruptionEvent(False, type_, should_resume, synthetic=synthetic)
        return self._do(self.policy.end(event, playing=self.playing))

    def noisy(self) -> Player:
        return self._do(self.policy.noisy(playing=self.playing))

    def user(self, *, plays: bool) -> Player:
        self.playing = plays
        self.policy.user_acted()
        return self

    def _do(self, act: Act | None) -> Player:
        if act is not None:
            self.acts.append(act)
        if act in {Act.PAUSE, Act.RESUME}:
            self.playing = act is Act.RESUME
        return self


@pytest.fixture
def player() -> Player:
    return Player(ResumePolicy())


@pytest.fixture
def unable() -> Player:
    """A player that cannot lower its volume."""
    return Player(ResumePolicy(duck=False))


def test_pauses_and_resumes(player: Player) -> None:
    player.begin(PAUSE)
    assert player.policy.will_resume
    player.end(PAUSE)
    assert player.acts == [Act.PAUSE, Act.RESUME]
    assert not player.policy.will_resume


def test_ducks_and_unducks(player: Player) -> None:
    player.begin(DUCK).end(DUCK)
    assert player.acts == [Act.DUCK, Act.UNDUCK]


def test_a_player_that_cannot_duck_pauses(unable: Player) -> None:
    unable.begin(DUCK).end(DUCK)
    assert unable.acts == [Act.PAUSE, Act.RESUME]


def test_what_the_os_ducks_itself_is_not_ducked_twice(player: Player) -> None:
    player.begin(DUCK, already_ducked=True).end(DUCK)
    assert player.acts == []


@pytest.mark.parametrize("should_resume", [False, None])
def test_resumes_only_if_the_os_says_so(player: Player, should_resume: bool | None) -> None:
    player.begin(UNKNOWN).end(UNKNOWN, should_resume=should_resume)
    assert player.acts == [Act.PAUSE]
    assert not player.policy.will_resume


def test_what_did_not_play_is_not_started(player: Player) -> None:
    player.user(plays=False).begin(PAUSE).end(PAUSE)
    assert player.acts == []


def test_what_the_user_paused_meanwhile_stays_paused(player: Player) -> None:
    player.begin(PAUSE).user(plays=False).end(PAUSE)
    assert player.acts == [Act.PAUSE]


def test_what_the_user_started_meanwhile_is_not_started_again(player: Player) -> None:
    player.begin(PAUSE)
    player.playing = True
    player.end(PAUSE)
    assert player.acts == [Act.PAUSE]


def test_a_permanent_loss_is_not_resumed(player: Player) -> None:
    player.begin(UNKNOWN, permanent=True)
    assert not player.policy.will_resume
    player.end(UNKNOWN, should_resume=None, synthetic=True)
    assert player.acts == [Act.PAUSE]


@pytest.mark.parametrize("should_resume", [False, None])
def test_a_pause_that_becomes_permanent_is_not_resumed_by_a_later_interruption(
    player: Player, should_resume: bool | None
) -> None:
    player.begin(PAUSE)
    player.end(UNKNOWN, should_resume=False, synthetic=True).begin(UNKNOWN, permanent=True)
    player.end(UNKNOWN, should_resume=should_resume, synthetic=True)
    player.begin(PAUSE).end(PAUSE)
    assert player.acts == [Act.PAUSE]


def test_a_duck_that_becomes_a_pause(player: Player) -> None:
    player.begin(DUCK)
    player.end(DUCK, should_resume=False, synthetic=True).begin(PAUSE)
    player.end(PAUSE)
    assert player.acts == [Act.DUCK, Act.UNDUCK, Act.PAUSE, Act.RESUME]


def test_a_duck_that_paused_and_becomes_a_pause_is_resumed_after_it(unable: Player) -> None:
    unable.begin(DUCK)
    unable.end(DUCK, should_resume=False, synthetic=True).begin(PAUSE)
    unable.end(PAUSE)
    assert unable.acts == [Act.PAUSE, Act.RESUME]


def test_a_pause_that_the_app_ended_itself_is_over(player: Player) -> None:
    """The session was given back during a call; a call much later must not start the player."""
    player.begin(PAUSE).end(UNKNOWN, should_resume=None, synthetic=True)
    assert not player.policy.will_resume
    player.begin(PAUSE).end(PAUSE)
    assert player.acts == [Act.PAUSE]


def test_noisy_pauses_and_never_resumes(player: Player) -> None:
    player.noisy()
    assert player.acts == [Act.PAUSE]
    player.noisy().begin(PAUSE).end(PAUSE)
    assert player.acts == [Act.PAUSE]


def test_noisy_during_an_interruption_keeps_it_paused(player: Player) -> None:
    player.begin(PAUSE).noisy().end(PAUSE)
    assert player.acts == [Act.PAUSE]


# ---- The handler --------------------------------------------------------------------------------


class Fake:
    """A player."""

    def __init__(self) -> None:
        self.playing = True
        self.gain = 1.0

    def pause(self) -> None:
        self.playing = False

    def resume(self) -> None:
        self.playing = True

    def set_gain(self, gain: float) -> None:
        self.gain = gain


async def test_handles_a_player_on_a_phone(session: AudioSession, phone: AndroidDevice) -> None:
    fake = Fake()
    await session.configure(AudioSessionConfiguration.music().replace(duck_policy=DuckPolicy.APP))
    await session.set_active(True)
    maps = phone.app("maps")
    with InterruptionHandler(
        session,
        pause=fake.pause,
        resume=fake.resume,
        is_playing=lambda: fake.playing,
        set_gain=fake.set_gain,
    ) as handler:
        maps.request_focus(Gain.GAIN_TRANSIENT_MAY_DUCK)
        settle(session)
        assert (fake.playing, fake.gain) == (True, DUCK_GAIN)
        maps.abandon_focus()
        settle(session)
        assert (fake.playing, fake.gain) == (True, 1.0)

        phone.incoming_call()
        settle(session)
        assert not fake.playing
        phone.end_call()
        settle(session)
        assert fake.playing

        phone.incoming_call()
        settle(session)
        handler.user_acted()
        phone.end_call()
        settle(session)
        assert not fake.playing

        fake.resume()
        phone.plug(AndroidAudioDeviceType.WIRED_HEADPHONES)
        phone.unplug(AndroidAudioDeviceType.WIRED_HEADPHONES)
        settle(session)
        assert not fake.playing
    fake.resume()
    phone.incoming_call()
    settle(session)
    assert fake.playing, "the handler was closed"
    handler.close()


async def ducked(session: AudioSession, phone: AndroidDevice) -> None:
    await session.configure(AudioSessionConfiguration.music().replace(duck_policy=DuckPolicy.APP))
    await session.set_active(True)
    phone.app("maps").request_focus(Gain.GAIN_TRANSIENT_MAY_DUCK)
    settle(session)


async def test_closing_ends_a_duck(session: AudioSession, phone: AndroidDevice) -> None:
    gains: list[float] = []
    with InterruptionHandler(
        session, pause=bool, resume=bool, is_playing=lambda: True, set_gain=gains.append
    ) as handler:
        await ducked(session, phone)
        assert gains == [DUCK_GAIN]
    assert gains == [DUCK_GAIN, 1.0]
    handler.close()
    assert gains == [DUCK_GAIN, 1.0]


async def test_closing_ends_a_duck_that_is_just_being_set(
    session: AudioSession, phone: AndroidDevice
) -> None:
    gains: list[float] = []

    def set_gain(gain: float) -> None:
        handler.close()
        gains.append(gain)

    handler = InterruptionHandler(
        session, pause=bool, resume=bool, is_playing=lambda: True, set_gain=set_gain
    )
    await ducked(session, phone)
    assert gains == [1.0, DUCK_GAIN, 1.0]


async def test_giving_the_session_back_forgets_what_was_paused(
    session: AudioSession, phone: AndroidDevice
) -> None:
    fake = Fake()
    handler = InterruptionHandler(
        session, pause=fake.pause, resume=fake.resume, is_playing=lambda: fake.playing
    )
    await session.set_active(True)
    phone.incoming_call()
    settle(session)
    assert handler.policy.will_resume
    await session.set_active(False)
    phone.end_call()
    await session.set_active(True)
    phone.incoming_call()
    phone.end_call()
    settle(session)
    assert not fake.playing


@pytest.mark.parametrize("gain", [-0.1, 1.1, float("nan")])
async def test_a_duck_gain_is_linear(session: AudioSession, gain: float) -> None:
    fake = Fake()
    with pytest.raises(ValueError, match=rf"^duck_gain = {gain}: .+; fix: "):
        InterruptionHandler(
            session,
            pause=fake.pause,
            resume=fake.resume,
            is_playing=lambda: True,
            duck_gain=gain,
        )
