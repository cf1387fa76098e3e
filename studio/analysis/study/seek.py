"""Which values of one field give a wanted value of one result: looked for quickly everywhere, then found in full."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import numpy as np

from studio.analysis.many import evaluate_many
from studio.analysis.result import FloatArray, read_only
from studio.analysis.sampling import QUICK
from studio.analysis.trade.breakeven import check_pair
from studio.analysis.trade.crossing import Crossing, Gap, Point, Search, apart, sign, touches
from studio.analysis.trade.model import Model
from studio.analysis.trade.variable import Variable, variable
from studio.design import Design
from studio.design.check import refuse

_NARROW = 1e-5
"""Places so near to each other, for all of which the result is the same but for rounding, are one."""
Relation = Literal["=", ">=", "<="]
End = Literal["edge", "bound", "gap"]
Scan = Callable[[FloatArray], tuple[FloatArray, str]]
"""From values of the field (N,) what the result is there (N,), NaN where there is none, and why it is missing first."""
SCANNED = 241
"""Values of the field that are looked at quickly."""
_EACH = 8
"""Of so many of them one is computed in full as well, wherever nothing happens."""
_WORK = 110
"""Evaluations in full that a search usually takes, for the progress alone."""
_MOST_DIPS = 4
"""Places between two values, where the result turns just short of what is wanted, that are looked at closely."""
_SHORT = 0.05
"""A turn is looked at where it is short of what is wanted by less than this share of what it turned by nearby."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Values of the field from `low` to `high` [SI], often one and the same, for all of which the goal is met; `level`
    is what the result has at the end that is nearer to what is wanted. `begins` and `ends` say whether it stops being
    met there, or is not looked at beyond, or cannot be computed."""

    low: float
    high: float
    level: float
    begins: End = "edge"
    ends: End = "edge"

    @property
    def single(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True, slots=True, eq=False)
class Sought:
    """What was found: `stretches` of the field, in order, that meet the goal, and `leaps` past it.

    `x` (N,) are the values of the field [SI] that were looked at and `result` (N,) what the result is there; `gaps` are
    values at which there is none. `nearest` is where it comes nearest, `now` what the design has, with `level_now`.
    """

    variable: Variable
    name: str
    relation: Relation
    target: float
    x: FloatArray
    result: FloatArray
    stretches: tuple[Stretch, ...]
    leaps: tuple[Crossing, ...]
    nearest: tuple[float, float]
    gaps: tuple[Gap, ...]
    failed: int
    """Of the values that were looked at, how many have no result."""
    now: float | None
    level_now: float | None
    evaluations: int

    @property
    def met(self) -> bool:
        return bool(self.stretches)

    @property
    def value(self) -> float | None:
        """The value that meets the goal and is nearest to the value now; None where none does."""
        if not self.stretches:
            return None
        free = self.variable.free
        now = self.now if self.now is not None else free.value(0.5)
        inside = [min(max(now, one.low), one.high) for one in self.stretches]
        return min(inside, key=lambda value: abs(free.place(value) - free.place(now)))

    @property
    def values(self) -> tuple[float, ...]:
        """Every value to choose from: those that meet the goal alone, and the ends of every stretch."""
        found = [end for one in self.stretches for end in (one.low, one.high)]
        return tuple(dict.fromkeys(found))


def seek(
    design: Design,
    vary: str,
    result: str,
    relation: Relation,
    target: float,
    low: float | None = None,
    high: float | None = None,
    checkpoint: Callable[[float], None] | None = None,
) -> Sought:
    """The values of the field `vary` for which `result` is `target`, or at least, or at most that.

    Parameters
    ----------
    design
        All else stays as it is here; what keeps the field from counting is chosen so that it does.
    vary
        Path of any field that holds a number.
    result
        Name of a result that is a single number.
    relation
        "=", ">=" or "<=".
    target
        What is wanted [SI].
    low, high
        Bounds of the field [SI]; by default a hundredth and a hundredfold of its value, within its own bounds.
    checkpoint
        Called with the share done; what it raises ends the work.

    Raises
    ------
    DesignError
        Where the field cannot be varied, the bounds are not in order, or the design contradicts itself.
    ValueError
        Where the result is none, or cannot be computed anywhere between the bounds.
    """
    refuse(design)
    check_pair(result, target)
    field = variable(design, vary, low, high)
    model = Model(field.design, [result], checkpoint)

    def scan(values: FloatArray) -> tuple[FloatArray, str]:
        answer = evaluate_many(field.design, {vary: values}, (result,), sampling=QUICK)
        return np.asarray(answer.columns[result], dtype=np.float64), next(iter(answer.failures.values()), "")

    return Seeker(field, model, scan, result, relation, target, field.now(design)).run()


class Seeker:
    """One search: `scan` looks everywhere, `model` computes in full."""

    def __init__(
        self, field: Variable, model: Model, scan: Scan, name: str, relation: Relation, target: float,
        now: float | None = None,
    ) -> None:  # fmt: skip
        self.field, self.free, self.model, self.scan = field, field.free, model, scan
        self.name, self.relation, self.target, self.now = name, relation, float(target), now
        self.search = Search(self.model, field, name, self.target, _WORK)
        self.gaps: list[Gap] = []

    def run(self) -> Sought:
        places = self._places()
        values = np.array([float(self.free.value(place)) for place in places.tolist()])
        quick, reason = self.scan(values)
        known = np.isfinite(quick)
        if not np.any(known):
            raise ValueError(reason or self.search.gap(float(places[0])).reason)
        points = self._in_full(places, quick)
        if not points:
            raise ValueError(self.gaps[0].reason)
        points = self._with_dips(points, places, quick)
        stretches, leaps = self._stretches(points)
        nearest = min(points, key=self._short)
        if not stretches and not self.free.whole:
            nearest = self._nearest(points, nearest)
            if touches(nearest):
                stretches = [Stretch(nearest[1], nearest[1], nearest[2])]
        return Sought(
            self.field, self.name, self.relation, self.target, read_only(values[known]), read_only(quick[known]),
            tuple(stretches), tuple(leaps), (nearest[1], nearest[2]), tuple(self.gaps), int(np.sum(~known)), self.now,
            self._level(), self.model.evaluations,
        )  # fmt: skip

    def _places(self) -> FloatArray:
        """(N,) From 0 to 1; where the field counts, those of its values."""
        places = np.linspace(0.0, 1.0, SCANNED)
        if self.free.whole:
            values = sorted({int(self.free.value(place)) for place in places.tolist()})
            places = np.array([self.free.place(value) for value in values])
        return places

    def _in_full(self, places: FloatArray, quick: FloatArray) -> list[Point]:
        """Points computed in full: some all over, and both sides of wherever the result may pass what is wanted."""
        known = np.isfinite(quick)
        signs = np.array([sign(value, self.target) if good else 9
                          for value, good in zip(quick.tolist(), known.tolist(), strict=True)])  # fmt: skip
        turns = np.flatnonzero(np.diff(signs))
        wanted = {*range(0, places.size, _EACH), places.size - 1, *turns.tolist(), *(turns + 1).tolist()}
        found: dict[int, Point | None] = {}

        def at(position: int) -> Point | None:
            if position not in found:
                place = float(places[position])
                pair = self.search.pair(place)
                found[position] = None if pair is None else (place, float(self.free.value(place)), *pair)
            return found[position]

        def side(position: int) -> int:
            point = at(position)
            return 9 if point is None else sign(*point[2:])

        pending = sorted(wanted)
        for left, right in pairwise(pending):
            ends = [(left, right)]
            while ends:
                low, high = ends.pop()
                if high - low < 2 or side(low) == side(high):
                    continue
                middle = (low + high) // 2
                ends += [(low, middle), (middle, high)]
                at(middle)
        for position in pending:
            at(position)
        self.gaps = [self.search.gap(float(places[position])) for position, one in sorted(found.items()) if one is None]
        return [point for _, point in sorted(found.items()) if point is not None]

    def _with_dips(self, points: list[Point], places: FloatArray, quick: FloatArray) -> list[Point]:
        """With points where the result turns beside what is wanted, between two of the values that were looked at."""
        if self.free.whole:
            return points
        away = quick - self.target
        turned = []
        for position in range(1, places.size - 1):
            left, here, right = away[position - 1 : position + 2].tolist()
            if not (np.isfinite([left, here, right]).all() and here and min(left * here, right * here) > 0.0):
                continue
            bend, slope = left - 2.0 * here + right, 0.5 * (right - left)
            if abs(here) > min(abs(left), abs(right)) or bend == 0.0:
                continue
            # The turn of the parabola through the three.
            turn = here - 0.5 * slope**2 / bend
            if turn * here <= 0.0 or abs(turn) < _SHORT * max(abs(left - turn), abs(right - turn)):
                turned.append((abs(turn), position))
        for _, position in sorted(turned)[:_MOST_DIPS]:
            three = [(place, float(self.free.value(place)), *pair)
                     for place in places[position - 1 : position + 2].tolist()
                     if (pair := self.search.pair(place)) is not None]  # fmt: skip
            if len(three) < 3:
                continue
            point = self._across(*three)
            points += [one for one in (*three, point) if one is not None and one not in points]
        return sorted(points)

    def _across(self, left: Point, middle: Point, right: Point) -> Point | None:
        """Where the result goes the farthest towards, and past, what is wanted between two points."""
        from scipy.optimize import minimize_scalar

        towards = -float(sign(*middle[2:]))

        def height(place: float) -> float:
            pair = self.search.pair(place)
            return np.inf if pair is None else -towards * (pair[0] - pair[1])

        place = float(minimize_scalar(height, bounds=(left[0], right[0]), method="bounded",
                                      options={"xatol": 1e-9, "maxiter": 30}).x)  # fmt: skip
        pair = self.search.pair(place)
        return None if pair is None else (place, float(self.free.value(place)), *pair)

    def _holds(self, point: Point) -> bool:
        """Whether the goal is met there: a bound exactly, as it is judged, and equality but for rounding."""
        _, _, level, target = point
        return sign(level, target) == 0 if self.relation == "=" else (
            level >= target if self.relation == ">=" else level <= target)  # fmt: skip

    def _stretches(self, points: list[Point]) -> tuple[list[Stretch], list[Crossing]]:
        """Where the goal is met, and where the result leaps past what is wanted."""
        holding = [self._holds(point) for point in points]
        found: list[Stretch] = []
        leaps: list[Crossing] = []
        begin: tuple[Point, End] | None = (points[0], "bound") if holding[0] else None

        def end(point: Point, how: End) -> None:
            nonlocal begin
            if begin is not None:
                nearer, first = min((begin[0], point), key=apart), begin[0]
                if self.relation == "=" and point[0] - first[0] < _NARROW:
                    found.append(Stretch(nearer[1], nearer[1], nearer[2]))
                else:
                    found.append(Stretch(first[1], point[1], nearer[2], begin[1], how))
            begin = None

        for left, right, before, after in zip(points, points[1:], holding, holding[1:], strict=False):
            if any(left[1] < one.value < right[1] for one in self.gaps):
                end(left, "gap")
                begin = (right, "gap") if after else None
            elif before != after:
                edge = self.search.edge(left, right, self._holds)
                if after:
                    begin = (right, "gap") if edge is None else (edge, "edge")
                else:
                    end(left if edge is None else edge, "gap" if edge is None else "edge")
            elif not before and sign(*left[2:]) != sign(*right[2:]):
                crossing = self.search.between(left, right)
                if crossing is not None and crossing.below is None:
                    found.append(Stretch(crossing.value, crossing.value, crossing.level))
                elif crossing is not None:
                    leaps.append(crossing)
        end(points[-1], "bound" if points[-1][0] >= 1.0 else "gap")
        if found and points[0][0] > 0.0 and found[0].begins == "bound":
            found[0] = replace(found[0], begins="gap")
        return found, leaps

    def _short(self, point: Point) -> float:
        return abs(point[2] - point[3])

    def _nearest(self, points: list[Point], nearest: Point) -> Point:
        position = points.index(nearest)
        if position in {0, len(points) - 1} or len({point[2] for point in points}) == 1:
            return nearest
        left, right = points[position - 1], points[position + 1]
        if any(left[1] < one.value < right[1] for one in self.gaps):
            return nearest
        return self.search.closest(left, nearest, right) or nearest

    def _level(self) -> float | None:
        if self.now is None:
            return None
        return self.model.at(self.field.path, round(self.now) if self.free.whole else self.now, 1.0).get(self.name)
