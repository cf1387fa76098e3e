"""Short design files: a few fields of the struct, each with a value that is hard, and otherwise nothing.

A design file takes milliseconds to read because it is full; what is left out takes its default, so that one field with
one value goes through the same checks in a hundredth of the time. Texts are made once and put together anew.
"""

import json
import random
from collections.abc import Callable
from typing import Any

from tests.attack.grammar import HOSTILE
from tests.attack.mutation import damaged

_HEAD, _TAIL = '{"format": "dawnline-design", "schema": 1, "design": {', "}}"
_LONGEST = 400
"""Longer values are left to the other grammar, which takes its time."""
_DEPTH = 5
_SHARES = (0.85, 0.995)
"""Up to the first, files as they are built; up to the second, damaged ones of them; the rest as the caller has it."""
_LARGEST = 4_000
"""What damage has made larger is left out, for the same reason."""


def begin(randomness: random.Random, other: Callable[[], bytes]) -> Callable[[], bytes]:
    """Makes short files; in between what `other` makes."""
    places = _places()
    parts = sorted({place.partition(":")[0] for place, _ in places})
    draw, pick, many = randomness.random, randomness.randrange, len(places)
    kept: list[bytes] = []

    def field() -> str:
        place, values = places[pick(many)]
        return place.replace("\0", values[pick(len(values))])

    def built() -> bytes:
        inner = field() if pick(3) < 2 else f"{field()}, {field()}"
        if draw() < 0.02:
            inner += f", {parts[pick(len(parts))]}: {HOSTILE[pick(len(HOSTILE))]}"
        return f"{_HEAD}{inner}{_TAIL}".encode("utf-8", "surrogatepass")

    def make() -> bytes:
        chance = draw()
        if chance < _SHARES[0] or not kept:
            made = built()
            if len(kept) < 500:
                kept.append(made)
            elif chance < 0.01:
                kept[pick(len(kept))] = made
            return made
        if chance > _SHARES[1]:
            return other()
        data = damaged(kept, randomness)
        return data if len(data) < _LARGEST else built()

    return make


def _places() -> list[tuple[str, list[str]]]:
    """Each field with what stands before it and after it, a NUL where its value goes, and its values."""
    import msgspec

    from studio.design import Design

    schema = msgspec.json.schema(Design)
    found: list[tuple[str, list[str]]] = []
    _gather(schema, schema["$defs"]["Design"], "", "", found, 0)
    return found


def _gather(
    whole: dict[str, Any], struct: dict[str, Any], before: str, after: str, found: list[tuple[str, list[str]]],
    depth: int,
) -> None:  # fmt: skip
    own = struct.get("properties", {})
    must = {name: _plain(own[name]) for name in struct.get("required", ())}
    for name, value in own.items():
        rest = "".join(f", {json.dumps(other)}: {text}" for other, text in must.items() if other != name)
        begin, end = f"{before}{json.dumps(name)}: ", f"{rest}{after}"
        for one in value.get("anyOf", [value]):
            inner, opens, closes = one, "", ""
            if one.get("type") == "array":
                inner, opens, closes = one.get("items", {}), "[", "]"
            elif isinstance(one.get("additionalProperties"), dict):
                inner, opens, closes = one["additionalProperties"], '{"mission.altitude": ', "}"
            if "$ref" in inner and depth < _DEPTH:
                called = whole["$defs"][str(inner["$ref"]).rpartition("/")[2]]
                _gather(whole, called, f"{begin}{opens}{{", f"}}{closes}{end}", found, depth + 1)
            found.append((f"{begin}{opens}\0{closes}{end}", _values(inner)))


def _values(schema: dict[str, Any]) -> list[str]:
    """Those at its bounds and just beyond, its choices, and what no field may take."""
    own = [json.dumps(one) for one in schema.get("enum", ())]
    kind = schema.get("type")
    if kind in ("number", "integer"):
        low, high = schema.get("minimum", -1e6), schema.get("maximum", 1e6)
        middle = low + (high - low) / 3
        own += [repr(one) for one in (low, high, middle, low - 1e-9, high * 1.000001, -high, 2, 0.5, int(middle))]
    elif kind == "string":
        longest = min(schema.get("maxLength", 40), _LONGEST)
        own += [json.dumps(one) for one in ("cell", "Ge", "", "z" * longest, "z" * (longest + 1), "é\n\u2028",
                                            "2026-01-01", "mission.altitude", "0.3 1.5 0\n0.4 1.5 0")]  # fmt: skip
    return own * 2 + [one for one in HOSTILE if len(one) <= _LONGEST]


def _plain(schema: dict[str, Any]) -> str:
    """A value that a field which must be there will most likely take."""
    one = schema.get("anyOf", [schema])[0]
    if "enum" in one:
        return json.dumps(one["enum"][0])
    plain = {"string": '"abc"', "array": "[]", "boolean": "true", "object": "{}", "null": "null"}
    return plain.get(one.get("type", ""), json.dumps(max(one.get("minimum", 1), 1)))
