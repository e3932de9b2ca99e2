"""The base of the immutable records that make up a configuration."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from . import _wire
from ._fields import RejectedError
from ._findings import nearest, shorten
from .errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

    from ._findings import Finding


class Record:
    """A frozen record whose fields are checked, replaced and written by one table.

    A subclass is a frozen dataclass with a field ``extra`` and has ``fields()``.
    """

    __slots__ = ()

    if TYPE_CHECKING:
        extra: _wire.Extra

        @classmethod
        def fields(cls) -> Mapping[str, _wire.Field]:
            """Return each field's name, with what it may hold and how JSON writes it."""

    def __post_init__(self) -> None:
        for name, field in self.fields().items():
            value = getattr(self, name)
            try:
                checked = field.check(value)
            except RejectedError as error:
                raise error.as_argument_error(name, value) from None
            object.__setattr__(self, name, checked)
        if not _is_extra(self.extra):
            raise ValueError(
                f"extra = {shorten(self.extra)}: it must be a tuple of (key, JSON text), the part "
                "of a document that from_json() did not understand; fix: leave it to from_json()"
            )

    def __repr__(self) -> str:
        blank = type(self)()
        values = {name: getattr(self, name) for name in (*self.fields(), "extra")}
        said = [
            f"{name}={value!r}" for name, value in values.items() if value != getattr(blank, name)
        ]
        return f"{type(self).__name__}({', '.join(said)})"

    def replace(self, **changes: Any) -> Self:
        """Return a copy with these fields changed; None clears a field.

        Raises TypeError for a field that does not exist, and what the constructor raises.
        """
        fields = self.fields()
        for name in changes:
            if name not in fields:
                advice = nearest(name, list(fields))
                raise TypeError(f"{type(self).__name__} has no field {name!r}; {advice}")
        overruled = {key for name in changes for key in fields[name].keys}
        extra = tuple(item for item in self.extra if item[0] not in overruled)
        kept = {name: getattr(self, name) for name in fields}
        return type(self)(**(kept | {"extra": extra} | changes))

    def copy_with(self, **changes: Any) -> Self:
        """Return :meth:`replace` of the same arguments: the Flutter plugin's name for it."""
        return self.replace(**changes)

    def to_json(self) -> dict[str, Any]:
        """Return the Flutter plugin's JSON, as a dict for ``json.dumps``."""
        return _wire.write(self)

    @classmethod
    def from_json(cls, document: object, *, strict: bool = False) -> Self:
        """Read the Flutter plugin's JSON, from the dict of ``json.loads``.

        Unknown fields and values are kept and written back; with ``strict``, a field or an index
        that this library does not know is an error. Raises ConfigurationError with all that is
        wrong at once.
        """
        record, findings = cls.understand_json(document, strict=strict)
        if findings:
            raise ConfigurationError(findings)
        return record

    @classmethod
    def understand_json(
        cls, document: object, *, strict: bool = False
    ) -> tuple[Self, tuple[Finding, ...]]:
        """Return what can be understood of a document, and all that is wrong with the rest.

        For tools that check a document: the part that is understood can be checked further.
        """
        reading = _wire.read(cls, document, strict=strict)
        return cls(**reading.values), tuple(reading.findings)


def _is_extra(extra: object) -> bool:
    """Whether ``extra`` is hashable JSON, as :meth:`Record.from_json` keeps it."""
    try:
        return isinstance(extra, tuple) and all(
            type(key) is str and json.loads(text) is not ... for key, text in extra
        )
    except (TypeError, ValueError):
        return False
