"""What commands vary and what they hold results against, read as people type it."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, cast

from studio.cli.failure import Unusable
from studio.cli.loading import with_stack
from studio.design import Design, DesignError
from studio.design.edit import field_at, read_text
from studio.design.requirement import Requirement
from studio.design.unit_text import parse
from studio.text import mark, tr

if TYPE_CHECKING:
    from studio.analysis.study import Factor

_HELD = re.compile(r"\s*([\w.]+)\s*(>=|<=|=)\s*(.+?)\s*")
_STACK = "stack"


def bounds(option: str, design: Design, typed: str) -> tuple[str, float | None, float | None]:
    """The path and the bounds [SI] of PATH or PATH=LOW:HIGH, either of which may be left out."""
    path, equals, rest = (part.strip() for part in typed.partition("="))
    if not equals:
        return path, None, None
    low, colon, high = (part.strip() for part in rest.partition(":"))
    if not colon:
        raise Unusable(tr(mark("{option} {typed}: write it as PATH=LOW:HIGH"), option=option, typed=typed))
    spec = field_at(design, path)
    ends = [read_text(spec, path, end) if end else None for end in (low, high)]
    numbers = [float(end) if isinstance(end, int | float) else None for end in ends]
    return path, numbers[0], numbers[1]


def held(option: str, typed: str, relations: tuple[str, ...]) -> tuple[str, str, float]:
    """The result, the relation and the value [SI] of "NAME >= VALUE"."""
    from studio.analysis import RESULTS

    match = _HELD.fullmatch(typed)
    if match is None or match[2] not in relations:
        ways = tr(mark(" or ")).join(f'"NAME {relation} VALUE"' for relation in relations)
        raise Unusable(tr(mark("{option} {typed}: write it as {ways}"), option=option, typed=typed, ways=ways))
    name, relation, bound = match.groups()
    known = RESULTS.get(name)
    if known is None:
        raise Unusable(tr(mark("{option} {typed}: there is no result “{name}”"), option=option, typed=typed, name=name))
    try:
        return name, relation, parse(bound, known.quantity, None)
    except ValueError as error:
        raise Unusable(f"{option} {typed}: {error}") from None


def requirement(typed: str) -> Requirement:
    """The requirement of `--require "NAME >= VALUE"`."""
    name, relation, value = held("--require", typed, (">=", "<="))
    return Requirement(" ".join(typed.split())[:60], name, cast(Literal[">=", "<="], relation), value)


@dataclass(frozen=True, slots=True)
class Varied:
    """What is varied, in a design in which it counts; `chosen` says what had to be chosen for that."""

    design: Design
    factor: "Factor"
    chosen: str = ""


def varied(design: Design, typed: str) -> Varied:
    """What `--vary` asks for: PATH, PATH=LOW:HIGH, PATH=LOW:HIGH:log, or the values in PATH=a,b,c."""
    from studio.analysis.study import Factor
    from studio.analysis.trade import variable

    path, equals, rest = (part.strip() for part in typed.partition("="))
    if equals and ":" not in rest:
        return Varied(design, listed(design, path, rest, typed))
    plain, log = typed, False
    if rest.endswith(":log"):
        plain, log = typed.rstrip().removesuffix(":log"), True
    path, low, high = bounds("--vary", design, plain)
    if field_at(design, path).kind not in {"number", "integer"}:
        raise Unusable(tr(mark("--vary {typed}: it is no number; list its values as in PATH=a,b,c"), typed=typed))
    found = variable(design, path, low, high)
    free = found.free
    scale = log or free.logarithmic
    if log and free.low <= 0.0:
        raise DesignError(path, tr(mark("a logarithmic scale cannot begin at {low:g}"), low=free.low))
    return Varied(found.design, Factor(path, free.low, free.high, logarithmic=scale, whole=free.whole), found.chosen)


def listed(design: Design, path: str, rest: str, typed: str) -> "Factor":
    """The factor that takes the values in "a,b,c", each with its unit; of `stack` the shipped stacks of these names."""
    from studio.analysis.study import Factor

    parts = [part.strip() for part in rest.split(",") if part.strip()]
    if len(parts) < 2:
        raise Unusable(tr(mark("--vary {typed}: write it as PATH=LOW:HIGH, or list values as in PATH=a,b,c"),
                          typed=typed))  # fmt: skip
    twice = next((part for part in parts if parts.count(part) > 1), None)
    if twice is not None:
        raise Unusable(tr(mark("--vary {typed}: “{value}” is there twice"), typed=typed, value=twice))
    if path == _STACK:
        return Factor(path, values=tuple(with_stack(design, name).stack for name in parts), names=tuple(parts))
    spec = field_at(design, path)
    values: tuple[Any, ...] = tuple(read_text(spec, path, part) for part in parts)
    return Factor(path, values=values)
