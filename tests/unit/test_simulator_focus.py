"""The arbiter's rules, one by one, at the levels where they change."""

from __future__ import annotations

import pytest

from audio_session.simulator.clock import Clock
from audio_session.simulator.constants import IN_VOICE_COMM_FOCUS_ID as CALL
from audio_session.simulator.focus import FocusArbiter
from audio_session.simulator.focus_rules import FocusRule, rules_at
from audio_session.simulator.playback import (
    DUCKED_LEVEL,
    STRONGLY_DUCKED_LEVEL,
    FocusRequest,
    Player,
)

GAIN, TRANSIENT, MAY_DUCK, EXCLUSIVE = 1, 2, 3, 4
LOSS, LOSS_TRANSIENT, CAN_DUCK = -1, -2, -3
FAILED, GRANTED, DELAYED = 0, 1, 2
DELAY_OK, PAUSES, LOCK = 1, 2, 4
SPEECH, MUSIC = 1, 2
MEDIA, ALARM, NOTIFICATION, GAME, ASSISTANT = 1, 4, 5, 14, 16

UIDS = {"A": 1, "B": 2, "C": 3, "D": 1}


class Stage:
    """An arbiter, and shorthand for asking it."""

    def __init__(self, api: int) -> None:
        self.clock = Clock()
        self.events: list[tuple[str, int]] = []
        self.arbiter = FocusArbiter(
            api, self.clock, lambda client, change: self.events.append((client, change))
        )
        self.playback = self.arbiter.playback

    def ask(
        self, client: str, gain: int, flags: int = 0, *, force: bool = False, **more: int
    ) -> int:
        request = FocusRequest(client, UIDS.get(client, 9), gain, flags, process=client)
        return self.arbiter.request(request._replace(**more), force_duck=force)  # type: ignore[arg-type]

    def play(
        self, uid: int, content: int = MUSIC, usage: int = MEDIA, *, aaudio: bool = False
    ) -> Player:
        player = Player(uid, content, usage, aaudio=aaudio)
        self.playback.players.append(player)
        return player

    def heard(self) -> list[tuple[str, int]]:
        """Let time stand, but run what was posted; return and forget the events."""
        self.clock.advance()
        events, self.events[:] = list(self.events), []
        return events


def test_every_rule_has_a_source_and_a_grade() -> None:
    for rule in FocusRule:
        since, text, source, grade = rule.value
        assert 21 < since <= 37
        assert text
        assert source
        assert grade.split()[0].rstrip(",") in {"RUN", "SRC", "DOC", "MEM"}
    assert rules_at(21) == frozenset()
    assert rules_at(37) == frozenset(FocusRule)


@pytest.mark.parametrize("api", [20, 38])
def test_unknown_levels_are_refused(api: int) -> None:
    with pytest.raises(ValueError, match="knows 21 to 37"):
        rules_at(api)


@pytest.mark.parametrize(
    ("gain", "losses"),
    [
        (GAIN, [LOSS, LOSS, LOSS]),
        (TRANSIENT, [LOSS_TRANSIENT, LOSS_TRANSIENT, None]),
        (EXCLUSIVE, [LOSS_TRANSIENT, LOSS_TRANSIENT, None]),
        (MAY_DUCK, [CAN_DUCK, None, None]),
    ],
)
@pytest.mark.parametrize("own", [GAIN, TRANSIENT, MAY_DUCK, EXCLUSIVE])
def test_a_loss_depends_on_what_is_asked_and_never_gets_milder(
    own: int, gain: int, losses: list[int | None]
) -> None:
    for before, expected in zip([None, MAY_DUCK, TRANSIENT], losses, strict=True):
        stage = Stage(28)
        stage.ask("A", own, PAUSES)
        if before is not None:
            stage.ask("B", before)
        stage.heard()
        stage.ask("C", gain)
        assert [change for client, change in stage.heard() if client == "A"] == (
            [] if expected is None else [expected]
        )
        assert ("A" in stage.arbiter.stack) is (expected != LOSS)


def test_everyone_in_the_stack_is_told_bottom_first() -> None:
    stage = Stage(28)
    stage.ask("A", GAIN)
    stage.ask("B", TRANSIENT)
    stage.heard()
    stage.ask("C", GAIN)
    assert stage.heard() == [("A", LOSS), ("B", LOSS)]
    assert stage.arbiter.stack == ("C",)


def test_the_next_one_gets_gain_whatever_he_had_asked_for() -> None:
    stage = Stage(28)
    stage.ask("A", TRANSIENT)
    stage.ask("B", TRANSIENT)
    stage.ask("C", TRANSIENT)
    stage.heard()
    assert stage.arbiter.abandon("B") == GRANTED
    assert stage.heard() == []
    assert stage.arbiter.abandon("C") == GRANTED
    assert stage.heard() == [("A", GAIN)]
    assert stage.arbiter.abandon("C") == GRANTED
    assert stage.heard() == []


@pytest.mark.parametrize(("api", "stack", "events"), [(27, ("A",), [("A", GAIN)]), (28, (), [])])
def test_who_lost_for_good_stays_in_the_stack_up_to_27(
    api: int, stack: tuple[str, ...], events: list[tuple[str, int]]
) -> None:
    stage = Stage(api)
    stage.ask("A", GAIN)
    stage.ask("B", GAIN)
    assert stage.heard() == [("A", LOSS)]
    stage.arbiter.abandon("B")
    assert stage.heard() == events
    assert stage.arbiter.stack == stack


def test_asking_again_for_the_same_changes_nothing_not_even_the_attributes() -> None:
    stage = Stage(34)
    stage.ask("A", GAIN)
    assert stage.ask("A", GAIN, content_type=SPEECH, usage=NOTIFICATION) == GRANTED
    stage.play(1)
    stage.ask("B", GAIN)
    # The fade waits: at 35 it would not, had the request become one for a notification.
    assert stage.heard() == []


def test_asking_for_another_gain_replaces_the_entry_silently() -> None:
    stage = Stage(34)
    stage.ask("A", GAIN)
    stage.ask("B", TRANSIENT)
    stage.heard()
    stage.ask("A", TRANSIENT)
    assert stage.heard() == [("B", LOSS_TRANSIENT)]
    assert stage.arbiter.stack == ("B", "A")
    stage.ask("A", GAIN)
    assert stage.heard() == [("B", LOSS)]
    assert stage.arbiter.stack == ("A",)


def test_a_process_that_dies_gives_its_focus_on() -> None:
    stage = Stage(34)
    stage.ask("A", GAIN)
    stage.ask("B", TRANSIENT)
    stage.heard()
    stage.arbiter.process_died("nobody")
    assert stage.heard() == []
    stage.arbiter.process_died("B")
    assert stage.heard() == [("A", GAIN)]
    stage.arbiter.process_died("A")
    assert stage.arbiter.stack == ()
    assert stage.heard() == []


def test_the_101st_entry_still_fits() -> None:
    stage = Stage(27)
    assert [stage.ask(f"app {n}", TRANSIENT) for n in range(101)] == [GRANTED] * 101
    assert stage.ask("one more", TRANSIENT) == FAILED
    older = Stage(26)
    assert [older.ask(f"app {n}", TRANSIENT) for n in range(102)] == [GRANTED] * 102


class TestCalls:
    def test_a_call_takes_focus_for_a_while_and_gives_it_back(self) -> None:
        stage = Stage(34)
        stage.ask("A", GAIN)
        assert stage.arbiter.call_started() == GRANTED
        assert stage.heard() == [("A", LOSS_TRANSIENT)]
        assert stage.arbiter.call_started() == FAILED
        assert stage.ask("A", GAIN) == FAILED
        assert stage.arbiter.stack == ("A", CALL)
        assert stage.arbiter.call_ended() == GRANTED
        assert stage.heard() == [("A", GAIN)]

    @pytest.mark.parametrize(("api", "answer"), [(21, FAILED), (22, DELAYED)])
    def test_focus_can_be_had_later(self, api: int, answer: int) -> None:
        stage = Stage(api)
        stage.arbiter.call_started()
        assert stage.ask("A", GAIN, DELAY_OK) == answer
        stage.arbiter.call_ended()
        assert stage.heard() == [("A", GAIN)] * (answer == DELAYED)

    @pytest.mark.parametrize(("api", "events"), [(32, []), (33, [("B", LOSS), ("A", LOSS)])])
    def test_a_delayed_request_is_felt_below_from_33(
        self, api: int, events: list[tuple[str, int]]
    ) -> None:
        stage = Stage(api)
        stage.ask("A", GAIN)
        stage.ask("B", TRANSIENT)
        stage.arbiter.call_started()
        stage.heard()
        assert stage.ask("C", GAIN, DELAY_OK) == DELAYED
        assert stage.heard() == events
        assert stage.arbiter.stack == (*("AB" if not events else ""), "C", CALL)

    def test_nobody_is_told_while_another_lock_is_left(self) -> None:
        stage = Stage(34)
        stage.ask("A", GAIN)
        stage.ask("lock", TRANSIENT, LOCK)
        stage.heard()
        assert stage.ask("lock 2", TRANSIENT, LOCK | DELAY_OK) == DELAYED
        assert stage.arbiter.stack == ("A", "lock 2", "lock")
        stage.arbiter.abandon("lock")
        assert stage.heard() == []
        stage.arbiter.abandon("lock 2")
        assert stage.heard() == [("A", GAIN)]

    @pytest.mark.parametrize(("api", "level"), [(25, 1.0), (26, 0.0)])
    def test_what_still_plays_after_100_ms_is_muted(self, api: int, level: float) -> None:
        stage = Stage(api)
        music, alarm = stage.play(1), stage.play(1, usage=4)
        stage.arbiter.call_started()
        stage.clock.advance(0.09)
        assert stage.playback.level_of(music) == 1.0
        stage.clock.advance(0.01)
        assert stage.playback.level_of(music) == level
        assert stage.playback.level_of(alarm) == 1.0
        stage.arbiter.call_ended()
        assert stage.playback.level_of(music) == 1.0

    def test_a_call_shorter_than_that_mutes_nothing(self) -> None:
        stage = Stage(34)
        music = stage.play(1)
        stage.arbiter.call_started()
        stage.arbiter.call_ended()
        stage.clock.advance(1)
        assert stage.playback.level_of(music) == 1.0


class TestSuspension:
    def test_the_suspended_app_loses_focus_and_nobody_gets_it(self) -> None:
        stage = Stage(29)
        stage.ask("B", GAIN)
        stage.ask("A", TRANSIENT)
        stage.ask("D", TRANSIENT)
        stage.heard()
        stage.arbiter.suspend(UIDS["A"])
        assert stage.heard() == [("A", LOSS), ("D", LOSS)]
        assert stage.arbiter.stack == ("B",)

    def test_does_nothing_before_29(self) -> None:
        stage = Stage(28)
        stage.ask("A", GAIN)
        stage.arbiter.suspend(UIDS["A"])
        assert stage.heard() == []
        assert stage.arbiter.stack == ("A",)


class TestDucking:
    """A holds GAIN, then B asks for MAY_DUCK."""

    def told(self, stage: Stage, *, loser: str = "A", force: bool = False, **request: int) -> bool:
        stage.ask(loser, GAIN, **request)
        stage.ask("B", MAY_DUCK, force=force)
        events = stage.heard()
        assert events in ([], [(loser, CAN_DUCK)])
        assert stage.playback.ducked_uids == (() if events else (UIDS[loser],))
        stage.arbiter.abandon("B")
        assert stage.heard() == ([(loser, GAIN)] if events else [])
        assert stage.playback.ducked_uids == ()
        return bool(events)

    @pytest.mark.parametrize(("api", "told"), [(25, True), (26, False)])
    def test_the_framework_ducks_from_26(self, api: int, told: bool) -> None:
        assert self.told(Stage(api)) is told

    def test_within_one_app_the_app_is_told(self) -> None:
        stage = Stage(34)
        stage.ask("A", GAIN)
        stage.ask("D", MAY_DUCK)
        assert stage.heard() == [("A", CAN_DUCK)]

    @pytest.mark.parametrize("force", [False, True])
    def test_who_pauses_is_old_or_speaks_is_told_unless_forced(self, force: bool) -> None:
        assert self.told(Stage(28), force=force, flags=PAUSES) is not force
        assert self.told(Stage(28), force=force, target_sdk=25) is not force
        assert not self.told(Stage(28), force=force, target_sdk=26)
        speaking = Stage(28)
        speaking.play(UIDS["A"], SPEECH)
        assert self.told(speaking, force=force) is not force

    def test_forcing_is_unknown_before_28(self) -> None:
        assert self.told(Stage(27), force=True, flags=PAUSES)

    def test_it_is_the_player_that_speaks_not_the_request(self) -> None:
        assert not self.told(Stage(28), content_type=SPEECH)
        stage = Stage(28)
        stage.play(UIDS["A"], MUSIC)
        stage.play(UIDS["C"], SPEECH)
        assert not self.told(stage, content_type=SPEECH)

    @pytest.mark.parametrize("force", [False, True])
    @pytest.mark.parametrize(("api", "told"), [(30, False), (31, True)])
    def test_aaudio_players_are_known_from_31(self, api: int, told: bool, force: bool) -> None:
        stage = Stage(api)
        player = stage.play(UIDS["A"], aaudio=True)
        assert self.told(stage, force=force) is told
        assert stage.playback.level_of(player) == 1.0

    def test_a_stronger_loss_is_told_and_then_the_gain_is_too(self) -> None:
        stage = Stage(34)
        stage.ask("A", GAIN)
        stage.ask("B", MAY_DUCK)
        stage.ask("C", TRANSIENT)
        # B asked last and was told as well; A hears of the second loss only.
        assert stage.heard() == [("A", LOSS_TRANSIENT), ("B", LOSS_TRANSIENT)]
        stage.arbiter.abandon("B")
        stage.arbiter.abandon("C")
        assert stage.heard() == [("A", GAIN)]

    @pytest.mark.parametrize(
        ("api", "usage", "level"),
        [
            (34, MEDIA, DUCKED_LEVEL),
            (33, ASSISTANT, DUCKED_LEVEL),
            (34, ASSISTANT, STRONGLY_DUCKED_LEVEL),
        ],
    )
    def test_how_deep(self, api: int, usage: int, level: float) -> None:
        stage = Stage(api)
        early = stage.play(UIDS["A"])
        stage.ask("A", GAIN)
        stage.ask("B", MAY_DUCK, usage=usage)
        late = stage.play(UIDS["A"])
        assert stage.playback.level_of(early) == stage.playback.level_of(late) == level
        stage.arbiter.abandon("B")
        assert stage.playback.level_of(early) == 1.0

    def test_an_app_that_asks_again_is_no_longer_ducked(self) -> None:
        stage = Stage(34)
        stage.ask("A", GAIN)
        stage.ask("B", MAY_DUCK)
        assert stage.playback.ducked_uids == (1,)
        stage.ask("D", TRANSIENT)
        assert stage.playback.ducked_uids == ()


class TestFading:
    """A plays and holds GAIN, then B asks for GAIN."""

    def lose(self, api: int, *, flags: int = 0, content: int = MUSIC, **request: int) -> Stage:
        stage = Stage(api)
        stage.play(UIDS["A"])
        stage.ask("A", GAIN, flags, **request)
        stage.ask("B", GAIN, content_type=content)
        assert stage.arbiter.stack == ("B",)
        return stage

    def test_the_loss_comes_after_the_fade(self) -> None:
        stage = self.lose(34)
        assert stage.heard() == []
        assert stage.playback.faded_uids == (1,)
        assert stage.playback.level_of(stage.playback.players[0]) == 0.0
        stage.clock.advance(1.999)
        assert stage.heard() == []
        stage.clock.advance(0.001)
        assert stage.heard() == [("A", LOSS)]

    def test_there_is_no_fade_before_31(self) -> None:
        stage = self.lose(30)
        assert stage.heard() == [("A", LOSS)]
        assert stage.playback.faded_uids == ()

    @pytest.mark.parametrize(
        "lost", [{"flags": PAUSES}, {"content": SPEECH}], ids=["loser pauses", "winner speaks"]
    )
    def test_what_prevents_it(self, lost: dict[str, int]) -> None:
        stage = self.lose(34, **lost)
        assert stage.heard() == [("A", LOSS)]
        assert stage.playback.faded_uids == ()

    @pytest.mark.parametrize(
        "player",
        [
            Player(1, SPEECH),
            Player(1, MUSIC, NOTIFICATION),
            Player(1, aaudio=True),
            Player(3),
        ],
        ids=["speech", "notification", "aaudio", "of another app"],
    )
    def test_which_players_cannot_fade(self, player: Player) -> None:
        stage = Stage(34)
        stage.playback.players.append(player)
        if player.uid == 1:
            stage.play(1)
        stage.ask("A", GAIN)
        stage.ask("B", GAIN)
        assert stage.heard() == [("A", LOSS)]

    def test_within_one_app_nothing_fades(self) -> None:
        stage = Stage(34)
        stage.play(1)
        stage.ask("A", GAIN)
        stage.ask("D", GAIN)
        assert stage.heard() == [("A", LOSS)]

    @pytest.mark.parametrize(("api", "events"), [(34, []), (35, [("A", LOSS)])])
    @pytest.mark.parametrize("request_", [{"usage": NOTIFICATION}, {"content_type": SPEECH}])
    def test_from_35_a_request_that_is_not_for_media_does_not_wait(
        self, api: int, events: list[tuple[str, int]], request_: dict[str, int]
    ) -> None:
        stage = self.lose(api, **request_)
        assert stage.heard() == events
        assert stage.playback.faded_uids == (1,)

    @pytest.mark.parametrize(("api", "faded"), [(31, (1,)), (32, ())])
    def test_when_the_fade_is_forgotten(self, api: int, faded: tuple[int, ...]) -> None:
        stage = self.lose(api)
        stage.clock.advance(2)
        assert stage.playback.faded_uids == (1,)
        stage.clock.advance(2)
        assert stage.playback.faded_uids == faded

    @pytest.mark.parametrize(
        ("api", "usage", "level"),
        [(34, ALARM, 0.0), (35, ALARM, 1.0), (35, MEDIA, 0.0), (35, GAME, 0.0)],
    )
    def test_what_starts_while_its_app_is_faded(self, api: int, usage: int, level: float) -> None:
        stage = Stage(api)
        faded = stage.play(1)
        stage.ask("A", GAIN)
        stage.ask("B", GAIN)
        assert stage.playback.level_of(faded) == 0.0
        assert stage.playback.level_of(stage.play(1, SPEECH, usage)) == level
        assert stage.playback.level_of(stage.play(1, usage=usage, aaudio=True)) == 1.0

    def test_a_new_request_gets_the_old_loss_all_the_same(self) -> None:
        stage = self.lose(34)
        assert stage.ask("A", GAIN) == GRANTED
        assert stage.playback.faded_uids == ()
        stage.heard()
        stage.clock.advance(2)
        assert stage.heard() == [("A", LOSS)]
        assert stage.arbiter.stack == ("A",)

    @pytest.mark.parametrize(("api", "ducked"), [(34, (1,)), (35, ())])
    def test_forgetting_unducks_from_35(self, api: int, ducked: tuple[int, ...]) -> None:
        stage = self.lose(api)
        # A second client of the same app, ducked meanwhile.
        stage.ask("D", TRANSIENT)
        stage.ask("C", MAY_DUCK)
        stage.heard()
        stage.clock.advance(2)
        assert stage.playback.ducked_uids == (1,)
        stage.clock.advance(2)
        assert stage.playback.ducked_uids == ducked

    def test_an_app_that_regains_focus_is_not_forgotten_later(self) -> None:
        stage = self.lose(35)
        stage.clock.advance(2)
        stage.ask("D", TRANSIENT)
        stage.ask("C", MAY_DUCK)
        assert stage.playback.ducked_uids == (1,)
        stage.clock.advance(4)
        assert stage.playback.ducked_uids == (1,)


def test_stopping_a_player_twice_is_harmless() -> None:
    stage = Stage(34)
    player = stage.play(1)
    stage.playback.stop(player)
    stage.playback.stop(player)
    assert stage.playback.players == []
