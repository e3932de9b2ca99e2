"""The JSON of a configuration: the Flutter plugin's own format, and what it has no number for.

The format is that of audio_session 0.2.3 (github.com/ryanheise/audio_session, lib/src): one object,
every key always written, null where unset; Android's values and iOS's strings and bits as they
are, but modes and route sharing policies as an *index*. Keys that begin with ``py:`` are ours. The
plugin looks its keys up by name, and so does not mind them. They are written only where they say
something, and when read they win over the plugin's key of the same name.

Unknown keys, and indices that nobody knows, are kept as JSON text in a record's ``extra`` and are
written back unchanged.
"""

from __future__ import annotations

import json
from enum import Enum
from typing import TYPE_CHECKING, Any

from ._fields import RejectedError
from ._findings import Finding, Severity, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ._fields import Check
    from ._record import Record

OURS = "py:"
Extra = tuple[tuple[str, str], ...]


class Reading:
    """One object being read: what was understood, what is kept as it is, and what is wrong."""

    def __init__(self, document: Mapping[str, Any], path: str, *, strict: bool) -> None:
        self.document = document
        self.path = path
        self.strict = strict
        self.values: dict[str, Any] = {}
        self.extra: dict[str, str] = {}
        self.findings: list[Finding] = []

    def check(self, key: str, check: Check) -> Any:
        """Return what ``key`` holds, checked; None where it is absent, null or wrong."""
        value = self.document.get(key)
        if value is None:
            return None
        try:
            return check(value)
        except RejectedError as error:
            self.reject(key, value, error.rule, error.fix)
            return None

    def reject(self, key: str, value: object, rule: str, fix: str) -> None:
        """Note that ``key`` cannot hold ``value``."""
        self.findings.append(malformed(self.path + key, value, rule, fix))

    def keep(self, key: str) -> None:
        """Keep what ``key`` holds as it is, for whoever understands it."""
        value = self.document[key]
        try:
            self.extra[key] = canonical(value)
        except (TypeError, ValueError, RecursionError) as error:
            self.reject(key, value, f"it is no JSON value ({error})", "remove it")


def malformed(field: str, value: object, rule: str, fix: str) -> Finding:
    """Return the finding for JSON that cannot be understood."""
    return Finding(
        severity=Severity.ERROR,
        field=field,
        value=value,
        rule=rule,
        fix=fix,
        source="JSON format of ryanheise/audio_session 0.2.3 and of this library",
        grade="OWN",
    )


def canonical(value: object) -> str:
    """Return a JSON value as the one text that equal values share."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


class Field:
    """A field whose key holds the OS's own value.

    ``key`` is its JSON key, ``check`` says what it may hold.
    """

    def __init__(self, key: str, check: Check) -> None:
        self.key = key
        self.check = check
        self.keys: tuple[str, ...] = (key,)

    def read(self, reading: Reading) -> Any:
        """Return the value, or None where the document has none."""
        return reading.check(self.key, self.check)

    def write(self, value: Any) -> Iterator[tuple[str, Any]]:
        """Yield the keys, and what they hold for ``value``."""
        if value is not None or not self.key.startswith(OURS):
            yield self.key, _raw(value)


class IndexField(Field):
    """A field that the plugin writes as a position in ``order``.

    A value without a position is null there, and itself under our own key.
    """

    def __init__(self, key: str, check: Check, order: Sequence[Enum]) -> None:
        super().__init__(key, check)
        self.order = order
        self.keys = (key, OURS + key)

    def read(self, reading: Reading) -> Any:
        """Return the value, and keep a position that nobody knows."""
        truth = reading.check(OURS + self.key, self.check)
        index = reading.document.get(self.key)
        found = None
        if type(index) is int:
            if 0 <= index < len(self.order):
                found = self.order[index]
            elif reading.strict:
                rule = f"it must be an index, 0 to {len(self.order) - 1}"
                reading.reject(self.key, index, rule, f"use the key {OURS + self.key!r}")
            else:
                reading.keep(self.key)
        elif index is not None:
            reading.reject(self.key, index, "it must be an index (int) or null", "pass an int")
        return found if truth is None else truth

    def write(self, value: Any) -> Iterator[tuple[str, Any]]:
        """Yield the position, or null and the value itself."""
        has_index = value in self.order
        yield self.key, self.order.index(value) if has_index else None
        if value is not None and not has_index:
            yield OURS + self.key, _raw(value)


class StandInField(Field):
    """A field with values at which the plugin's reader fails: it gets a stand-in, we the truth."""

    def __init__(self, key: str, check: Check, stand_ins: Mapping[Any, Any]) -> None:
        super().__init__(key, check)
        self.stand_ins = stand_ins
        self.keys = (key, OURS + key)

    def read(self, reading: Reading) -> Any:
        """Return the true value where there is one, else the plugin's."""
        stand_in = super().read(reading)
        truth = reading.check(OURS + self.key, self.check)
        return stand_in if truth is None else truth

    def write(self, value: Any) -> Iterator[tuple[str, Any]]:
        """Yield what the plugin can read and, where that is a stand-in, the truth."""
        stand_in = self.stand_ins.get(value, value)
        yield self.key, _raw(stand_in)
        if stand_in is not value:
            yield OURS + self.key, _raw(value)


class RecordField(Field):
    """A field that holds a record of its own."""

    def __init__(self, key: str, check: Check, kind: type[Record]) -> None:
        super().__init__(key, check)
        self.kind = kind

    def read(self, reading: Reading) -> Any:
        """Return the record, and note what is wrong inside it."""
        value = reading.document.get(self.key)
        if value is None:
            return None
        inner = read(self.kind, value, path=reading.path + self.key, strict=reading.strict)
        reading.findings += inner.findings
        return self.kind(**inner.values)

    def write(self, value: Any) -> Iterator[tuple[str, Any]]:
        """Yield the record's JSON."""
        yield self.key, None if value is None else write(value)


def _raw(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def read(kind: type[Record], document: object, *, path: str = "", strict: bool = False) -> Reading:
    """Read the JSON of a record; ``values`` are its arguments, as far as they are understood."""
    if not isinstance(document, dict):
        reading = Reading({}, path, strict=strict)
        reading.reject(
            "" if path else "(document)", document, "it must be an object", "pass a dict"
        )
        return reading
    reading = Reading(document, f"{path}." if path else "", strict=strict)
    fields = kind.fields()
    for name, field in fields.items():
        value = field.read(reading)
        if value is not None:
            reading.values[name] = value
    known = [key for field in fields.values() for key in field.keys]
    for key in document:
        if key in known:
            continue
        if type(key) is not str:
            reading.reject(f"{key}", document[key], "a key must be text", "rename it")
        elif strict:
            reading.reject(key, document[key], "no such field", nearest(key, known))
        else:
            reading.keep(key)
    reading.values["extra"] = tuple(sorted(reading.extra.items()))
    return reading


def write(record: Record) -> dict[str, Any]:
    """Return the JSON of a record."""
    document: dict[str, Any] = {}
    for name, field in record.fields().items():
        document.update(field.write(getattr(record, name)))
    for key, text in record.extra:
        if document.get(key) is None:
            document[key] = json.loads(text)
    return document
