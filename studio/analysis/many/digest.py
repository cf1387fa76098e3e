"""The hash by which a row of a study is known to belong to its design: of every value that is not the default.

A field that a later version adds with a default changes no hash. What a design is called, who says so and what is
claimed of it change no result, and no hash either.
"""

import struct
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from typing import Any

import msgspec
import numpy as np

from studio.design import Design
from studio.design.edit import steps_of

_SAID = {"title", "description", "display", "claims", "sources", "spreads", "baselines", "review"}
_NUMBER = struct.Struct("<d").pack


def design_digest(design: Design) -> str:
    """The hash of one design."""
    return _hash(b"".join(piece for _, piece in _pieces_of(design)))


class Digests:
    """The hashes of many designs that differ in the numbers at some paths: what they share is put into bytes once."""

    def __init__(self, base: Design, paths: Sequence[str]) -> None:
        place = {_flat(base, path): position for position, path in enumerate(paths)}
        self._fixed: list[bytes] = [b""]
        self._varied: list[tuple[int, bytes, Any]] = []
        for name, piece in _pieces_of(base, frozenset(place)):
            if name in place:
                self._varied.append((place[name], name.encode(), _default(base, name)))
                self._fixed.append(b"")
            else:
                self._fixed[-1] += piece

    def of(self, values: Sequence[np.ndarray[Any, Any]], count: int) -> list[str]:
        """The hash of each of `count` designs; `values` are a column for each path."""
        columns = [_numbers(name, values[position], default) for position, name, default in self._varied]
        first, *others = self._fixed
        if not columns:
            return [_hash(first)] * count
        parts: list[Any] = [[first] * count]
        for column, fixed in zip(columns, others, strict=True):
            parts += [column, [fixed] * count] if fixed else [column]
        return [_hash(b"".join(row)) for row in zip(*parts, strict=True)]


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()[:32]


def _numbers(name: bytes, column: np.ndarray[Any, Any], default: Any) -> list[bytes]:
    """The piece of each number of a column."""
    raw = column.astype("<f8").tobytes()
    head = name + b"="
    found = [head + raw[start : start + 8] for start in range(0, len(raw), 8)]
    if _is_number(default):
        for position in np.flatnonzero(column == default).tolist():
            found[position] = b""
    return found


def _pieces_of(design: Design, always: frozenset[str] = frozenset()) -> Iterator[tuple[str, bytes]]:
    for part, usual in _fields(Design):
        if part not in _SAID:
            yield from _pieces(part, getattr(design, part), usual, always)


def _pieces(name: str, value: Any, usual: Any, always: frozenset[str]) -> Iterator[tuple[str, bytes]]:
    """The pieces of a value by their flat names, in order; those of `always` also where they are as usual."""
    if isinstance(value, msgspec.Struct):
        if type(value) is not type(usual):
            yield name, name.encode() + b"{"
        for field, default in _fields(type(value)):
            yield from _pieces(f"{name}.{field}", getattr(value, field), default, always)
    elif isinstance(value, tuple):
        if not isinstance(usual, tuple) or len(value) != len(usual):
            yield name, name.encode() + b"[%d" % len(value)
        for position, item in enumerate(value):
            yield from _pieces(f"{name}.{position}", item, msgspec.NODEFAULT, always)
    elif name in always or not _same(value, usual):
        yield name, name.encode() + b"=" + _plain(value)


def _same(value: Any, usual: Any) -> bool:
    return bool(value == usual) and (_is_number(value) == _is_number(usual))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _plain(value: Any) -> bytes:
    if _is_number(value):
        return _NUMBER(value)
    return b"!" + msgspec.json.encode(value, order="deterministic")


@cache
def _fields(kind: Any) -> tuple[tuple[str, Any], ...]:
    """The fields of a part with their defaults, where these are plain values."""
    return tuple((field.name, field.default) for field in msgspec.structs.fields(kind))


def _flat(base: Design, path: str) -> str:
    return ".".join(str(step) for name, index in steps_of(base, path) for step in (name, index) if step is not None)


def _default(base: Design, flat: str) -> Any:
    """The default of the field with a flat name."""
    holder: Any = base
    *steps, last = flat.split(".")
    for step in steps:
        holder = holder[int(step)] if isinstance(holder, tuple) else getattr(holder, step)
    kind: Any = type(holder)
    return dict(_fields(kind)).get(last, msgspec.NODEFAULT)
