"""Enums that keep what they do not know."""

import copy
import pickle

import pytest

from audio_session import _enums
from audio_session._enums import OpenIntEnum, OpenIntFlag, OpenStrEnum


class Number(OpenIntEnum):
    ONE = 1
    TWO = 2, 26
    ALSO_ONE = 1


class Word(OpenStrEnum):
    A = "a"
    B = "b", (14, 5)


class Bits(OpenIntFlag):
    NONE = 0
    ONE = 1
    TWO = 2, 26
    ALSO_TWO = 2
    WIDE = 0x11


UNKNOWN = [
    Number(99),
    Number(-4),
    Number(1 << 80),
    Word("zzz"),
    Word(""),
    Bits(1 << 20),
    Bits(4 | 1),
]


@pytest.mark.parametrize("member", UNKNOWN, ids=repr)
def test_an_unknown_value_stays_what_it_is(member):
    kind, raw = type(member), member.value
    assert not member.is_known
    assert member == raw
    assert hash(member) == hash(raw)
    assert kind(raw) is member
    assert copy.copy(member) is member
    assert copy.deepcopy(member) is member
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(member, protocol))
        assert again is member


def test_unknown_names_say_so():
    assert Number(99).name == "UNKNOWN_99"
    assert repr(Number(-4)) == "<Number.UNKNOWN_-4: -4>"
    assert Word("zzz").name == "UNKNOWN_zzz"
    assert str(Word("zzz")) == "zzz"
    assert repr(Bits(1 | 1 << 20)) == "<Bits.ONE|1048576: 1048577>"


def test_known_values_are_the_members():
    assert Number(1) is Number.ONE is Number.ALSO_ONE
    assert Word("a") is Word.A
    assert all(member.is_known for member in (*Number, *Word, *Bits, Bits.NONE, Bits(3), Bits.WIDE))
    assert list(Number) == [1, 2]


@pytest.mark.parametrize("raw", ["1", 1.5, None, b"a", [], (1, 2)])
def test_another_type_is_no_value_at_all(raw):
    with pytest.raises(ValueError, match="is not a valid Number"):
        Number(raw)


def test_a_word_is_text():
    with pytest.raises(ValueError, match="5 is not a valid Word"):
        Word(5)


def test_members_remember_their_version():
    assert Number.ONE._since is None
    assert Number.TWO._since == 26
    assert Word.B._since == (14, 5)
    assert Bits.TWO._since == 26
    assert Bits(1 << 9)._since is None
    assert Number(77)._since is None


def test_bits_iterate_as_bits():
    """Python's own yields None for a bit that only a name of several bits has."""
    assert list(Bits(0x13 | 1 << 40)) == [1, 2, 0x10, 1 << 40]
    assert all(type(bit) is Bits for bit in Bits(0x13))
    assert list(Bits.NONE) == []


def test_bits_combine_and_keep_the_unknown():
    both = Bits.ONE | Bits(1 << 12)
    assert both & ~Bits.ONE == 1 << 12
    assert type(both & ~Bits.ONE) is Bits
    assert ~~both == both
    assert Bits.ONE in both
    assert not both.is_known


def test_a_flood_of_unknown_values_is_not_remembered(monkeypatch):
    class Flooded(OpenIntEnum):
        ZERO = 0

    monkeypatch.setattr(_enums, "_MAX_REMEMBERED", 10)
    flood = [Flooded(raw) for raw in range(1, 1000)]
    assert len(Flooded._value2member_map_) == 10
    assert flood == list(range(1, 1000))
    assert Flooded(500) == Flooded(500) == copy.deepcopy(Flooded(500))
    assert Flooded(500) is not Flooded(500)
    assert hash(Flooded(500)) == hash(500)
