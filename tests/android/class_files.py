"""Reads Java class files: what they have, what they refer to, and what level is certain there."""

from __future__ import annotations

import struct
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from guards import certain_levels

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UTF8, INTEGER, CLASS, STRING, FIELD, METHOD, INTERFACE_METHOD = 1, 3, 7, 8, 9, 10, 11
SIZES = {3: 4, 4: 4, 5: 8, 6: 8, 7: 2, 8: 2, 9: 4, 10: 4, 11: 4, 12: 4, 15: 3, 16: 2, 17: 4}
SIZES |= {18: 4, 19: 2, 20: 2}
WIDE = {5, 6}
OBJECT = "java/lang/Object"
OF_OBJECT = {"equals", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait"}
REFERRING = {*range(0xB2, 0xBA), 0xBB, 0xBD, 0xC0, 0xC1}
"""Instructions whose operand is a member or a class."""


class Reference(NamedTuple):
    """A member of another class, or with an empty name the class itself."""

    owner: str
    name: str = ""
    descriptor: str = ""

    def __str__(self) -> str:
        return f"{self.owner}.{self.name}{self.descriptor}" if self.name else self.owner


@dataclass
class Method:
    """A method with a body: what it refers to, and the level that it has made sure of there."""

    name: str
    references: dict[Reference, int] = field(default_factory=dict)


class ClassFile:
    """One class file."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._pool: list[tuple[int, bytes]] = [(0, b"")]
        count = struct.unpack_from(">H", content, 8)[0]
        at = 10
        while len(self._pool) < count:
            tag = content[at]
            size = struct.unpack_from(">H", content, at + 1)[0] + 2 if tag == UTF8 else SIZES[tag]
            self._pool.append((tag, content[at + 1 : at + 1 + size]))
            self._pool += [(0, b"")] * (tag in WIDE)
            at += 1 + size
        self.access, this, parent, faces = struct.unpack_from(">HHHH", content, at)
        self.name = self._class_name(this)
        self.parents = [self._class_name(parent)] if parent else []
        for n in range(faces):
            self.parents.append(
                self._class_name(struct.unpack_from(">H", content, at + 8 + 2 * n)[0])
            )
        at += 8 + 2 * faces
        self.members: set[tuple[str, str]] = set()
        self.methods: list[Method] = []
        self.constants: dict[str, int | str | None] = {}
        at = self._read_members(at)
        self._read_members(at)

    def _read_members(self, at: int) -> int:
        count = struct.unpack_from(">H", self._content, at)[0]
        at += 2
        for _ in range(count):
            _, name, descriptor, attributes = struct.unpack_from(">HHHH", self._content, at)
            at += 8
            self.members.add((self._text(name), self._text(descriptor)))
            for _ in range(attributes):
                attribute, size = struct.unpack_from(">HI", self._content, at)
                if self._text(attribute) == "ConstantValue":
                    index = struct.unpack_from(">H", self._content, at + 6)[0]
                    self.constants[self._text(name)] = self._constant(index)
                if self._text(attribute) == "Code":
                    self.methods.append(self._method(self._text(name), at + 6))
                at += 6 + size
        return at

    def _method(self, name: str, at: int) -> Method:
        method = Method(name)
        length = struct.unpack_from(">I", self._content, at + 4)[0]
        at += 8
        code = self._content[at : at + length]
        count = struct.unpack_from(">H", self._content, at + length)[0]
        table = self._content[at + length + 2 : at + length + 2 + 8 * count]
        handlers = [(first, last, to) for first, last, to, _ in struct.iter_unpack(">HHHH", table)]
        for position, level in certain_levels(code, handlers, self._is_sdk_int).items():
            if code[position] not in REFERRING:
                continue
            reference = self._reference(struct.unpack_from(">H", code, position + 1)[0])
            if reference is not None:
                known = method.references.get(reference, level)
                method.references[reference] = min(known, level)
        return method

    def _is_sdk_int(self, index: int) -> bool:
        reference = self._reference(index)
        return reference is not None and reference.name == "SDK_INT"

    def references(self) -> Iterator[Reference]:
        """Give all that the pool refers to."""
        for index in range(1, len(self._pool)):
            if (reference := self._reference(index)) is not None:
                yield reference

    def _reference(self, index: int) -> Reference | None:
        tag, content = self._pool[index]
        if tag == CLASS:
            name = self._class_name(index)
            return None if name.startswith("[") else Reference(name)
        if tag not in {FIELD, METHOD, INTERFACE_METHOD}:
            return None
        owner, both = struct.unpack(">HH", content)
        name, descriptor = struct.unpack(">HH", self._pool[both][1])
        return Reference(self._class_name(owner), self._text(name), self._text(descriptor))

    def _constant(self, index: int) -> int | str | None:
        tag, content = self._pool[index]
        if tag == INTEGER:
            return int.from_bytes(content, "big", signed=True)
        return self._text(int.from_bytes(content, "big")) if tag == STRING else None

    def _class_name(self, index: int) -> str:
        return self._text(struct.unpack(">H", self._pool[index][1])[0])

    def _text(self, index: int) -> str:
        return self._pool[index][1][2:].decode("utf-8", "surrogatepass")


class Jar:
    """The classes of one framework jar, read as they are asked for."""

    def __init__(self, path: Path) -> None:
        self._jar = zipfile.ZipFile(path)
        self._classes: dict[str, ClassFile | None] = {}

    def __enter__(self) -> Jar:
        return self

    def __exit__(self, *_: object) -> None:
        self._jar.close()

    def find(self, name: str) -> ClassFile | None:
        """Return a class by its internal name, None if the level lacks it."""
        if name not in self._classes:
            try:
                self._classes[name] = ClassFile(self._jar.read(f"{name}.class"))
            except KeyError:
                self._classes[name] = None
        return self._classes[name]

    def has(self, reference: Reference) -> bool:
        """Tell whether the level has it, in the class or in what that inherits from."""
        if reference.owner.startswith("java/"):
            return reference.owner != OBJECT or not reference.name or reference.name in OF_OBJECT
        found = self.find(reference.owner)
        if found is None:
            return False
        if not reference.name or (reference.name, reference.descriptor) in found.members:
            return True
        return any(self.has(reference._replace(owner=parent)) for parent in found.parents)
