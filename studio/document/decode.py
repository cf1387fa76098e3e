"""Strict reading of a design out of JSON: everything that is wrong is told with its place and in its own unit.

The standard parser takes NaN, 1e999 and keys that are given twice; none of them gets past this file. A part or a
field that is left out takes its default, so that a file written by hand may be short; a key that no field has
is refused, because it is most likely a misspelt one.
"""

import contextlib
import difflib
import functools
import json
import math
from collections.abc import Iterator
from functools import cache
from typing import Any, cast

import msgspec

from studio.design import Design, DesignError
from studio.design.edit import checked
from studio.design.field import Field, nested, struct_fields
from studio.text import mark, tr

_LONGEST_NUMBER = 40
_MOST_PARTS = 600_000
"""Brackets and colons in a file: each list, object and key takes ten times its bytes. A design that is full in every
list, with as many baselines as it may have, has two thirds of these."""


def parse_json(data: bytes) -> object:
    """The JSON value in `data`; DesignError where it is damaged, ambiguous or too deep."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DesignError("", tr("is not text in UTF-8 (byte {position})", position=error.start)) from None
    if not text.strip():
        raise DesignError("", tr("is empty"))
    if sum(map(data.count, (b"[", b"{", b":"))) > _MOST_PARTS:
        raise DesignError("", tr(mark("has more parts than a design can have")))
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_int=_integer)
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "column": error.colno}
        if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated"):
            raise DesignError("", tr("ends too early, in line {line}, column {column}", **place)) from None
        raise DesignError("", tr("is damaged or not JSON in line {line}, column {column}", **place)) from None
    except RecursionError:
        raise DesignError("", tr("is nested too deeply to be a design")) from None


def design_of(raw: object) -> Design:
    """The design that decoded JSON describes; DesignError names the first field that is wrong."""
    try:
        return msgspec.convert(_struct(Design, raw, ""), Design, strict=True)
    except RecursionError:
        raise DesignError("", tr("is nested too deeply to be a design")) from None
    except msgspec.ValidationError as error:
        raise DesignError("", str(error)) from None


@contextlib.contextmanager
def within(place: str) -> Iterator[None]:
    """Say where in the whole the text stands that a DesignError is about."""
    try:
        yield
    except DesignError as error:
        raise DesignError(f"{place}: {error.where}" if error.where else place, error.text) from None


def nearest(word: str, known: tuple[str, ...]) -> str:
    """A hint at the word of `known` that was probably meant, or nothing."""
    close = _close(word[:80], known)
    return tr("; did you mean “{word}”?", word=close[0]) if close else ""


@functools.lru_cache(1024)
def _close(word: str, known: tuple[str, ...]) -> list[str]:
    return difflib.get_close_matches(word, known, n=1)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise DesignError("", tr("“{key}” is given twice in one object", key=key))
        found[key] = value
    return found


def _integer(digits: str) -> float:
    """An integer, or infinity, which no field takes, instead of one that takes long to convert."""
    if len(digits) > _LONGEST_NUMBER:
        return -math.inf if digits.startswith("-") else math.inf
    return int(digits)


def _struct(kind: type[msgspec.Struct], raw: object, path: str) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise DesignError(path, tr("is not an object with fields"))
    specs = struct_fields(kind)
    for key in raw:
        if key not in specs:
            raise DesignError(path, tr("there is no “{key}” here{hint}", key=key, hint=nearest(key, tuple(specs))))
    for name in _required(kind):
        if name not in raw:
            raise DesignError(path, tr("“{key}” is missing", key=name))
    return {key: _value(kind, specs[key], value, f"{path}.{key}" if path else key) for key, value in raw.items()}


@cache
def _required(kind: Any) -> tuple[str, ...]:
    """The fields without a default; reading a struct's annotations takes longer than all else here."""
    return tuple(spec.name for spec in msgspec.structs.fields(kind) if spec.required)


def _value(holder: type[msgspec.Struct], spec: Field, raw: object, path: str) -> object:
    inner = nested(holder, spec.name)
    if inner is None:
        if raw is None and not spec.optional:
            raise DesignError(path, tr("null is not a value; leave the field out to take its default"))
        return _whole(checked(spec, path, raw), path)
    if raw is None and spec.optional:
        return None
    if spec.kind == "list":
        items = _counted(raw, list, spec, path, tr("is not a list"))
        return [_struct(inner, item, f"{path}[{position}]") for position, item in enumerate(items)]
    if spec.kind == "table":
        table = cast(dict[str, Any], _counted(raw, dict, spec, path, tr("is not an object with fields")))
        return {cast(str, _whole(key, path)): _struct(inner, value, f"{path}[{key}]") for key, value in table.items()}
    return _struct(inner, raw, path)


def _counted(raw: object, kind: type, spec: Field, path: str, otherwise: str) -> Any:
    if not isinstance(raw, kind):
        raise DesignError(path, otherwise)
    count = len(cast(list[Any], raw))
    if count < spec.shortest:
        raise DesignError(path, tr("has {count} entries, it needs {least} or more", count=count, least=spec.shortest))
    if spec.longest is not None and count > spec.longest:
        raise DesignError(path, tr("has {count} entries, at most {most} fit", count=count, most=spec.longest))
    return raw


def _whole(value: object, path: str) -> object:
    """`value`, unless it is a text with half of a surrogate pair, which JSON can escape and no file can hold."""
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            raise DesignError(path, tr("the text holds half of a character")) from None
    return value
