"""What the readers of a driver's answers refuse, and that it always is a NativeError."""

from __future__ import annotations

import pytest

from audio_session._reading import Reading, read_object, read_objects
from audio_session.errors import NativeError


@pytest.mark.parametrize(
    "document",
    ["", "nil", None, 1, "[", "[1]", '{"a": NaN}', "NaN", "9" * 5000, "[" * 100_000],
    ids=lambda document: str(document)[:20],
)
def test_documents_that_make_no_sense(document: object) -> None:
    for read in (read_objects, read_object):
        with pytest.raises(
            NativeError, match=r"^what: the system's answer makes no sense: "
        ) as error:
            read(document, "what")
        assert len(str(error.value)) < 200


@pytest.mark.parametrize("value", ["1e999", "-1e999", "1" * 400, '"1"', "true", "null", "[1]"])
def test_numbers_that_make_no_sense(value: str) -> None:
    raw = read_object(f'{{"one": {value}, "many": [{value}], "pairs": [[1, {value}]]}}', "what")
    for read, key in ((raw.number, "one"), (raw.numbers, "many"), (raw.pairs, "pairs")):
        with pytest.raises(NativeError, match=f"what.{key}: "):
            read(key)


def test_whole_numbers_are_numbers_too() -> None:
    raw = read_object('{"one": 1, "many": [1, 1.5], "pairs": [[1, 1.5]]}', "what")
    assert repr(raw.number("one")) == "1.0"
    assert repr(raw.numbers("many")) == "(1.0, 1.5)"
    assert repr(raw.pairs("pairs")) == "((1.0, 1.5),)"


def test_what_must_be_there() -> None:
    raw = read_object('{"name": null}', "what")
    assert (raw.text("name"), raw.children("name"), raw.children("other")) == ("", (), ())
    for read in (raw.identity, raw.listed):
        for key in ("name", "other"):
            with pytest.raises(NativeError, match=f"what.{key}: "):
                read(key)  # type: ignore[operator]


def test_an_error_does_not_fail_at_what_it_tells_of() -> None:
    nested: object = []
    for _ in range(100_000):
        nested = [nested]
    with pytest.raises(NativeError, match=r"what: .*\[\.\.\."):
        Reading(nested, "what")
