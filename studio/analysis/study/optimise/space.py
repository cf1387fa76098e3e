"""What may change, seen as a unit cube: a place from 0 to 1 for each field."""

import math
from typing import Any

import numpy as np

from studio.analysis.result import FloatArray
from studio.analysis.study.plan import Factor
from studio.design import Design, DesignError, get_value


class Space:
    """V fields; a field that counts, or takes listed values, has few places, and every point lies on one of them."""

    def __init__(self, factors: tuple[Factor, ...]) -> None:
        self.factors = factors
        self.choice = np.array([_unordered(factor) for factor in factors], dtype=bool)
        """(V,) Whether its values have no order: halfway between two of them there is nothing."""
        self.levels = np.array([_levels(factor) for factor in factors])
        """(V,) How many places it has; 0 where there is no end of them."""

    def settled(self, places: FloatArray) -> FloatArray:
        """(N, V) The places that are nearest to `places` (N, V)."""
        found = np.clip(places, 0.0, 1.0)
        for column, (factor, levels) in enumerate(zip(self.factors, self.levels.tolist(), strict=True)):
            if not levels:
                continue
            if factor.logarithmic:
                found[:, column] = [_place(factor, value) for value in np.asarray(factor.at(found[:, column])).tolist()]
            else:
                found[:, column] = (np.minimum(np.floor(found[:, column] * levels), levels - 1) + 0.5) / levels
        return found

    def columns(self, places: FloatArray) -> dict[str, Any]:
        """By path, the values of N points at `places` (N, V)."""
        return {factor.path: factor.at(places[:, column]) for column, factor in enumerate(self.factors)}

    def values(self, place: FloatArray) -> dict[str, Any]:
        """By path, the values of one point at `place` (V,)."""
        found = {}
        for path, column in self.columns(place[None, :]).items():
            value = column[0]
            found[path] = value.item() if isinstance(value, np.generic) else value
        for factor in self.factors:
            if factor.whole or (factor.values and all(isinstance(value, int) for value in factor.values)
                                and not isinstance(factor.values[0], bool)):  # fmt: skip
                found[factor.path] = round(found[factor.path])
        return found

    def place_of(self, design: Design) -> FloatArray | None:
        """(V,) Where a design lies; None where that is not within."""
        found = []
        for factor in self.factors:
            try:
                value = get_value(design, factor.path)
            except DesignError:
                return None
            if factor.values:
                if value not in factor.values:
                    return None
                found.append((factor.values.index(value) + 0.5) / len(factor.values))
            elif value is None or not factor.low <= value <= factor.high:
                return None
            else:
                found.append(_place(factor, value))
        return np.array(found)

    def spread(self, count: int, random: np.random.Generator) -> FloatArray:
        """(count, V) Places of a Latin hypercube: each field meets each of `count` parts of its range once."""
        places = np.empty((count, len(self.factors)))
        for column in range(len(self.factors)):
            places[:, column] = (random.permutation(count) + random.random(count)) / count
        return self.settled(places)


def _unordered(factor: Factor) -> bool:
    return bool(factor.values) and any(isinstance(value, bool) or not isinstance(value, int | float)
                                       for value in factor.values)  # fmt: skip


def _levels(factor: Factor) -> int:
    if factor.values:
        return len(factor.values)
    return round(factor.high - factor.low) + 1 if factor.whole else 0


def _place(factor: Factor, value: float) -> float:
    if factor.logarithmic:
        return math.log(value / factor.low) / math.log(factor.high / factor.low)
    if factor.whole:
        return (value - factor.low + 0.5) / (factor.high - factor.low + 1.0)
    return (value - factor.low) / (factor.high - factor.low)
