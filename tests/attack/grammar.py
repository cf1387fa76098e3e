"""Texts of JSON by a schema, whole and nearly whole: names, kinds, bounds and choices as they are, or just not so."""

import json
import random
from collections.abc import Callable
from typing import Any

HOSTILE = (
    "null",
    "true",
    "false",
    "0",
    "-0",
    "-1",
    "1e999",
    "-1e999",
    "NaN",
    "Infinity",
    "1e308",
    "5e-324",
    '""',
    "[]",
    "{}",
    "[[]]",
    '"\\ud800"',
    '"\\u0000"',
    '"x"',
    "1" * 400,
    "1" * 5000,
    '"' + "y" * 5000 + '"',
    "[" * 30 + "]" * 30,
    "[" * 3000,
    '{"a":' * 2000,
    '{"a":1,"a":2}',
    "01",
    "1.",
    "+1",
    "0x1",
    "'x'",
    '"\\ud83d\\ude00"',
    '"=1+1"',
    '"../../x"',
    '"nan"',
    '"\\u202e"',
    "1E400",
    "-" + "9" * 40,
)
_VARIANTS = 40
_DEEPEST = 4


class Json:
    """Values of one schema with its definitions; made once as texts, and put together anew each time."""

    def __init__(self, schema: dict[str, Any], randomness: random.Random) -> None:
        self._definitions: dict[str, Any] = schema.get("$defs", {})
        self._made: dict[str, list[str]] = {}
        self._random = randomness
        self._schema = schema

    def text(self, depth: int = 0) -> str:
        """One value of the whole schema."""
        return self._value(self._schema, depth)

    def members(self, schema: dict[str, Any], most: int, depth: int) -> str:
        """Some fields of an object, perhaps one twice or with another name."""
        randomness, own = self._random, schema.get("properties", {})
        names = list(own)
        if not names:
            return ""
        chosen = randomness.sample(names, min(randomness.randint(0, most), len(names)))
        must = [name for name in schema.get("required", ()) if name not in chosen and randomness.random() > 0.02]
        found = [f"{json.dumps(name)}: {self._value(own[name], depth + 1)}" for name in (*chosen, *must)]
        if randomness.random() < 0.03:
            found.append(randomness.choice((*found, '"unknown": 1', '"format": 1', '"": 0', '"__class__": "x"')))
        return ", ".join(found)

    def _value(self, schema: dict[str, Any], depth: int) -> str:
        randomness = self._random
        if randomness.random() < 0.02:
            return randomness.choice(HOSTILE)
        if "$ref" in schema:
            name = str(schema["$ref"]).rpartition("/")[2]
            pool = self._made.setdefault(name, [])
            if len(pool) < _VARIANTS or randomness.random() < 0.001:
                made = "{}" if depth > _DEEPEST else self._value(self._definitions[name], depth)
                if len(pool) < _VARIANTS:
                    pool.append(made)
                else:
                    pool[randomness.randrange(_VARIANTS)] = made
                return made
            return randomness.choice(pool)
        if "anyOf" in schema:
            return self._value(randomness.choice(schema["anyOf"]), depth)
        if "enum" in schema:
            return json.dumps(randomness.choice(schema["enum"]))
        kind = schema.get("type")
        if isinstance(kind, list):
            kind = randomness.choice(kind)
        make: Callable[[dict[str, Any], int], str] | None = getattr(self, f"_{kind}", None)
        return make(schema, depth) if make is not None else randomness.choice(HOSTILE)

    def _object(self, schema: dict[str, Any], depth: int) -> str:
        more = schema.get("additionalProperties")
        if isinstance(more, dict):
            names = [
                self._random.choice(("mission.altitude", "array.area", "stack.layers[0].thickness", "a", "\\ud800"))
                for _ in range(self._random.choice((0, 0, 1, 2)))
            ]
            return "{" + ", ".join(f'"{name}": {self._value(more, depth + 1)}' for name in names) + "}"
        return "{" + self.members(schema, 4, depth) + "}"

    def _array(self, schema: dict[str, Any], depth: int) -> str:
        count = self._random.choice((0, 1, 1, 2, 3, 40))
        return "[" + ", ".join(self._value(schema.get("items", {}), depth + 1) for _ in range(count)) + "]"

    def _number(self, schema: dict[str, Any], depth: int) -> str:
        low, high = schema.get("minimum", -1e6), schema.get("maximum", 1e6)
        value = self._random.choice(
            (
                low,
                high,
                schema.get("default", low),
                self._random.uniform(low, high),
                self._random.uniform(low, high),
                low - 1e-9,
                high * 1.000001,
                -high,
            )
        )
        return repr(value) if value is not None else "null"

    def _integer(self, schema: dict[str, Any], depth: int) -> str:
        low, high = int(schema.get("minimum", -9)), int(schema.get("maximum", 99))
        return str(self._random.choice((low, high, self._random.randint(low, max(low, high)), low - 1, high + 1)))

    def _boolean(self, schema: dict[str, Any], depth: int) -> str:
        return self._random.choice(("true", "false"))

    def _null(self, schema: dict[str, Any], depth: int) -> str:
        return "null"

    def _string(self, schema: dict[str, Any], depth: int) -> str:
        longest = schema.get("maxLength", 40)
        return self._random.choice(
            (
                '"cell"',
                '"Ge"',
                '""',
                '"2026-01-01"',
                '"2026-13-45T99:00:00Z"',
                '"é\\n\\u2028"',
                '"' + "z" * min(longest, 5000) + '"',
                '"' + "z" * min(longest + 1, 5000) + '"',
                '"a test, 2026"',
                '"mission.altitude"',
                '"0.3 1.5 0\\n0.4 1.5 0\\n0.5 1.5 0"',
            )
        )


def designs(randomness: random.Random) -> Callable[[random.Random], bytes]:
    """Design files of a few fields each."""
    import msgspec

    from studio.design import Design

    schema = msgspec.json.schema(Design)
    made = Json(schema, randomness)
    whole = schema["$defs"]["Design"]
    heads = ('{"format": "dawnline-design", "schema": 1, "design": {',) * 40 + (
        '{"format": "dawnline-design", "schema": 2, "design": {',
        '{"schema": 1.0, "format": "dawnline-design", "design": {',
        '{"format": "dawnline-design", "schema": true, "design": {',
        '{"design": {',
        '{"format": "x", "design": {',
        '{"format": "dawnline-design", "format": 1, "design": {',
    )
    tails = ("}}",) * 20 + ("}}\n", "}", "}}}", '}, "extra": 1}', "}}\0")

    def make(own: random.Random) -> bytes:
        inner = made.members(whole, 3, 0)
        text = own.choice(heads) + inner + own.choice(tails)
        return text.encode("utf-8", "surrogatepass")

    return make


def enveloped(kind: Any, head: str, tail: str) -> Callable[[random.Random], Callable[[random.Random], bytes]]:
    """Files with one value of a kind of struct in them."""

    def begin(randomness: random.Random) -> Callable[[random.Random], bytes]:
        import msgspec

        made = Json(msgspec.json.schema(kind), randomness)
        return lambda own: (head + made.text() + tail).encode("utf-8", "surrogatepass")

    return begin
