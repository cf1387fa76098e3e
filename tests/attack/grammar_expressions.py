"""What could be typed as an expression: by the grammar of expressions, mostly right, and large where it may be."""

import random

_NUMBERS = ("0", "1", "2.5", "1e300", "1e-300", "9" * 30, "0.333333333", "1'000", "1 000", "1,000", "1e999", "٣", ".5",
            "5.")  # fmt: skip
_UNITS = ("", "", "", " m", " km", " s", " kW", " °C", " K", " %", "°", " h", " m²", " $", " nm", " deg", " µm")
_NAMES = ("pi", "π", "c", "altitude", "mission.altitude", "array.area", "stack.layers[0].thickness", "x",
          "__import__",
          "design.title", "mission.epoch", "a[0]", "self.__class__", "lambda", "e")  # fmt: skip
_FUNCTIONS = ("sqrt", "cbrt", "exp", "ln", "log10", "sin", "asin", "abs", "round", "min", "max", "eval", "open",
              "__import__")  # fmt: skip
_SIGNS = (" + ", " - ", " * ", "/", "·", "^", "**", "×", " of ", "−", ";", ",")
_PATHS = ("mission.altitude", "array.area", "stack.temperature", "payload.power", "mission.ltan")


def expression(r: random.Random) -> bytes:
    """A path and what is typed at it."""
    text = _sum(r, r.choice((1, 2, 3, 4)))
    way = r.random()
    if way < 0.08:
        text = r.choice(("(", "sqrt(", "-", "2^", "1/", "(1+", "min(1;", "10**")) * r.choice((3, 29, 31, 90)) + text
    elif way < 0.12:
        text = r.choice(_SIGNS).join([text] * r.choice((2, 9, 40)))
    elif way < 0.16:
        text = text[:190] + " " * 9_000 if r.random() < 0.3 else text.replace("(", "((")
    return f"{r.choice(_PATHS)}={r.choice(('=', '=', ''))}{text}".encode("utf-8", "surrogatepass")


def _sum(r: random.Random, depth: int) -> str:
    parts = [_value(r, depth) for _ in range(r.choice((1, 1, 2, 3)))]
    return "".join(part + (r.choice(_SIGNS) if at < len(parts) - 1 else "") for at, part in enumerate(parts))


def _value(r: random.Random, depth: int) -> str:
    way = r.random()
    if depth and way < 0.25:
        return f"({_sum(r, depth - 1)}){r.choice(_UNITS)}"
    if depth and way < 0.45:
        return f"{r.choice(_FUNCTIONS)}({_sum(r, depth - 1)})"
    if way < 0.6:
        return r.choice(_NAMES)
    return r.choice(_NUMBERS) + r.choice(_UNITS)
