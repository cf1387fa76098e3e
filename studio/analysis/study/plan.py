"""What a study varies and asks: each point follows from its number alone, so that it goes on where it stopped."""

import math
from typing import Any, Literal

import msgspec
import numpy as np

from studio.analysis.study import samples
from studio.design import Design
from studio.design.field import nested
from studio.text import mark, one_line, tr

Sampling = Literal["grid", "list", "latin", "sobol", "random"]
MOST_FACTORS = 6
MOST_POINTS = 10_000_000


class Factor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that is varied: a field between bounds, or any field or whole part through a list of values [SI]."""

    path: str
    low: float = 0.0
    high: float = 0.0
    count: int = 0
    """Values on a grid; for a sample any number between the bounds."""
    logarithmic: bool = False
    whole: bool = False
    """Whether the field counts."""
    values: tuple[Any, ...] = ()
    """What it takes, in place of bounds."""
    names: tuple[str, ...] = ()
    """What the values are called, where they are whole parts of a design."""
    order: tuple[int, ...] = ()
    """Which of the values each point of a list has, by position; each in its turn where it is empty."""

    @property
    def levels(self) -> int:
        """How many values it has on a grid."""
        return len(self.values) or self.count

    @property
    def listed(self) -> int:
        """How many points it has in a list."""
        return len(self.order) or len(self.values)

    def at(self, share: np.ndarray[Any, Any]) -> Any:
        """The values at shares from 0 to 1 of its range; of a list, the one whose part of [0, 1) holds the share.

        What counts has as many shares for each of its values, those at the ends among them.
        """
        if self.values:
            place = np.minimum((share * len(self.values)).astype(np.intp), len(self.values) - 1)
            return self.pick(place)
        if self.whole and not self.logarithmic:
            return np.minimum(self.low + np.floor(share * (self.high - self.low + 1.0)), self.high)
        return self._along(share)

    def level(self, place: np.ndarray[Any, Any]) -> Any:
        """The values at places 0, 1, 2 … of a grid."""
        if self.values:
            return self.pick(place)
        return self._along(place / max(self.count - 1, 1))

    def _along(self, share: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        if self.logarithmic:
            found = np.exp(math.log(self.low) + share * math.log(self.high / self.low))
        else:
            found = self.low + share * (self.high - self.low)
        found = np.clip(np.where(share == 1.0, self.high, found), self.low, self.high)
        return np.rint(found) if self.whole else found

    def pick(self, place: np.ndarray[Any, Any]) -> Any:
        """Listed values by position: an array where all are numbers."""
        if all(isinstance(value, int | float) and not isinstance(value, bool) for value in self.values):
            return np.array(self.values, dtype=np.float64)[place]
        return [self.values[position] for position in place.tolist()]


class Plan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A study, apart from the design that it starts from."""

    factors: tuple[Factor, ...]
    outcomes: tuple[str, ...]
    """Names of the results that each point is asked for."""
    sampling: Sampling = "grid"
    """`list`: the first values of all factors are the first point, the second the second, and so on."""
    samples: int = 0
    """Points of a sample."""
    seed: int = 0
    fidelity: Literal["quick", "fine"] = "quick"

    @property
    def size(self) -> int:
        """Points of the study."""
        if self.sampling == "grid":
            return math.prod(factor.levels for factor in self.factors)
        if self.sampling == "list":
            return min((factor.listed for factor in self.factors), default=0)
        return self.samples

    def columns(self, start: int, stop: int) -> dict[str, Any]:
        """By path, the values of the points from `start` to before `stop`."""
        number = np.arange(start, min(stop, self.size), dtype=np.int64)
        if self.sampling == "grid":
            found, left = {}, number
            for factor in reversed(self.factors):  # the last varies fastest
                left, place = np.divmod(left, factor.levels)
                found[factor.path] = factor.level(place)
            return {factor.path: found[factor.path] for factor in self.factors}
        if self.sampling == "list":
            return {factor.path: factor.pick(np.array(factor.order)[number] if factor.order else number)
                    for factor in self.factors}  # fmt: skip
        shares = self._shares(start, start + number.size)
        return {factor.path: factor.at(shares[:, place]) for place, factor in enumerate(self.factors)}

    def _shares(self, start: int, stop: int) -> np.ndarray[Any, Any]:
        """(points, factors) Places in the unit cube."""
        dimensions = len(self.factors)
        if self.sampling == "latin":
            return samples.latin_block(dimensions, self.samples, self.seed, start, stop)
        block = samples.sobol_block if self.sampling == "sobol" else samples.random_block
        return block(dimensions, self.seed, start, stop)


def evenly(path: str, low: float, high: float, count: int, *, logarithmic: bool = False) -> Factor:
    """`count` values of a field from `low` to `high` [SI], the ends among them."""
    return Factor(path, low, high, count, logarithmic)


def plan_bytes(plan: Plan) -> bytes:
    """`plan` as JSON, the parts of designs that it holds in full."""
    return msgspec.json.encode(plan)


def plan_from(data: bytes) -> Plan:
    """The plan in the JSON of :func:`plan_bytes`; ValueError where there is none."""
    try:
        plan = msgspec.json.decode(data, type=Plan)
        factors = tuple(_with_parts(factor) for factor in plan.factors)
    except (msgspec.MsgspecError, RecursionError) as error:
        reason = one_line(str(error))
        raise ValueError(tr(mark("the plan of the study cannot be read: {reason}"), reason=reason)) from None
    return msgspec.structs.replace(plan, factors=factors)


def part_type(path: str) -> type[msgspec.Struct] | None:
    """The kind of part that stands at `path` where a whole part is varied; None where a field is."""
    return nested(Design, path) if path in Design.__struct_fields__ else None


def _with_parts(factor: Factor) -> Factor:
    kind = part_type(factor.path)
    if kind is None:
        return factor
    return msgspec.structs.replace(factor, values=tuple(msgspec.convert(value, kind) for value in factor.values))
