"""The search for the places along one field where two results change order."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from studio.analysis.result import FloatArray, read_only
from studio.analysis.trade.model import Model, Reading
from studio.analysis.trade.variable import Variable

_POINTS = 41
_EQUAL = 1e-12
"""Two values that differ by less, in proportion, are equal."""
_TOUCH = 1e-9
"""Two curves that come as near, in proportion, without changing order touch."""
_LEAP = 1e-5
"""A difference that is still so large a share of that between the points, on both sides of the place where it changes
sign, is a leap."""
_WORK = _POINTS + 25
"""Evaluations that finding one crossing usually takes, for the progress alone."""
_NEAR = 1e-12
"""Places nearer to each other than this are one."""
Point = tuple[float, float, float, float]
"""Place from 0 to 1, value of the field, and the two results there."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """A value of the field where both meet, and the `level` where they do [SI].

    `below` is the value on the near side where the field counts in whole steps or the result leaps: there the two
    change places without being equal. `falls` says that the result is under the other beyond it. `specific_power` is
    what the satellite has there [W/kg], None where the field does not move it.
    """

    value: float
    level: float
    falls: bool
    below: float | None = None
    specific_power: float | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A value of the field at which one of the two could not be computed, and why."""

    value: float
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Both curves where they could be computed, sorted by the field, and what lies in them."""

    x: FloatArray
    result: FloatArray
    against: FloatArray
    crossings: tuple[Crossing, ...]
    gaps: tuple[Gap, ...]
    nearest: int


class Search:
    """Points along a field, from 0 at its lowest to 1 at its highest, and the crossings between them."""

    def __init__(self, model: Model, field: Variable, name: str, other: str | float, work: int = _WORK) -> None:
        """`work` is how many evaluations there will be, for the progress alone."""
        self.model, self.field, self.free = model, field, field.free
        self.name, self.other = name, other
        self._work = work

    def run(self, now: float | None) -> Found:
        """Both curves and their crossings, those near `now` first.

        Raises
        ------
        ValueError
            Where they can be computed nowhere.
        """
        points: list[Point] = []
        gaps: list[Gap] = []
        for place in self._places(now):
            value = float(self.free.value(place))
            pair = self.pair(place)
            if pair is None:
                gaps.append(self.gap(place))
            else:
                points.append((place, value, *pair))
        if not points:
            raise ValueError(gaps[0].reason)
        crossings = self._crossings(points, gaps)
        if not crossings and not self.free.whole:
            crossings = self._closest(points)
        middle = self.free.place(now) if now is not None else 0.5
        crossings.sort(key=lambda one: abs(self.free.place(one.value) - middle))
        x, result, against = (read_only([point[column] for point in points]) for column in (1, 2, 3))
        nearest = min(range(len(points)), key=lambda position: apart(points[position]))
        return Found(x, result, against, tuple(crossings), tuple(gaps), nearest)

    def _places(self, now: float | None) -> list[float]:
        places = {float(place) for place in np.linspace(0.0, 1.0, _POINTS)}
        if now is not None and self.free.low < now < self.free.high:
            places.add(self.free.place(now))
        if self.free.whole:
            values = {int(self.free.value(place)) for place in places}
            places = {self.free.place(value) for value in values}
        return sorted(places)

    def _reading(self, place: float) -> Reading:
        share = min(self.model.evaluations / self._work, 1.0)
        return self.model.at(self.field.path, self.free.value(place), share)

    def gap(self, place: float) -> Gap:
        """A place without one of the two."""
        return Gap(float(self.free.value(place)), self._reading(place).reason)

    def pair(self, place: float) -> tuple[float, float] | None:
        """Both at a place, or None where one of them is missing."""
        reading = self._reading(place)
        one = reading.get(self.name)
        other = reading.get(self.other) if isinstance(self.other, str) else float(self.other)
        return None if one is None or other is None else (one, other)

    def _crossings(self, points: list[Point], gaps: list[Gap]) -> list[Crossing]:
        found: list[Crossing] = []
        signs = [sign(result, against) for _, _, result, against in points]
        if not any(signs):
            return []  # the same everywhere: that is no crossing
        for position, (side, right) in enumerate(zip(signs, points, strict=True)):
            before = signs[position - 1] if position else 0
            if side == 0 and (position == 0 or before):
                after = next((one for one in signs[position:] if one), 0)
                found.append(Crossing(right[1], right[2], falls=(before or -after) > 0))
            elif side and before and side != before:
                left = points[position - 1]
                if not any(left[1] < gap.value < right[1] for gap in gaps):
                    crossing = self.between(left, right)
                    found += [crossing] if crossing is not None else []
        return found

    def between(self, left: Point, right: Point) -> Crossing | None:
        """The crossing between two places with another order at each; None where a value between fails."""
        falls = left[2] > left[3]
        try:
            if self.free.whole:
                return self._whole(int(left[1]), int(right[1]), falls)
            return self._root(left[0], right[0], falls)
        except _Missing:
            return None

    def _sure(self, place: float) -> tuple[float, float]:
        pair = self.pair(place)
        if pair is None:
            raise _Missing
        return pair

    def _whole(self, low: int, high: int, falls: bool) -> Crossing:
        """Halve down to two neighbouring whole values."""
        while high - low > 1:
            middle = (low + high) // 2
            pair = self._sure(self.free.place(middle))
            if sign(*pair) == 0:
                return Crossing(float(middle), pair[0], falls)
            if (pair[0] > pair[1]) == falls:
                low = middle
            else:
                high = middle
        return Crossing(float(high), self._sure(self.free.place(high))[0], falls, below=float(low))

    def _root(self, low: float, high: float, falls: bool) -> Crossing:
        from scipy.optimize import brentq  # a third of a second, needed here alone

        seen: dict[float, tuple[float, float]] = {}

        def difference(place: float) -> float:
            pair = seen[place] = self._sure(place)
            return 0.0 if sign(*pair) == 0 else pair[0] - pair[1]

        place = float(brentq(difference, low, high, xtol=1e-13, rtol=1e-13, maxiter=200))
        pair = seen.get(place) or self._sure(place)
        # The tightest pair of places with the root between them: what is far apart at both of them leaps.
        near = min((one for one in seen if (seen[one][0] > seen[one][1]) == falls), key=lambda one: abs(one - place))
        far = min((one for one in seen if (seen[one][0] > seen[one][1]) != falls), key=lambda one: abs(one - place))
        size = max(abs(seen[end][0] - seen[end][1]) for end in (low, high))
        leaps = min(abs(seen[side][0] - seen[side][1]) for side in (near, far)) > _LEAP * size
        return Crossing(float(self.free.value(place)), pair[0], falls, float(self.free.value(near)) if leaps else None)

    def _closest(self, points: list[Point]) -> list[Crossing]:
        """Add the place between two points where the curves come nearest; it is a crossing where they touch."""
        nearest = min(range(len(points)), key=lambda position: apart(points[position]))
        flat = len({point[2] - point[3] for point in points}) == 1
        if nearest in {0, len(points) - 1} or flat:
            return []
        point = self.closest(points[nearest - 1], points[nearest], points[nearest + 1])
        if point is None:
            return []
        if point is not points[nearest]:
            points.append(point)
            points.sort()
        return [Crossing(point[1], point[2], falls=False)] if touches(point) else []

    def closest(self, left: Point, middle: Point, right: Point) -> Point | None:
        """Where the two come nearest between `left` and `right`, `middle` where nothing is nearer; None where a value
        between fails."""
        from scipy.optimize import minimize_scalar

        try:
            place = float(minimize_scalar(lambda place: apart((place, 0.0, *self._sure(place))),
                                          bounds=(left[0], right[0]), method="bounded",
                                          options={"xatol": 1e-9, "maxiter": 40}).x)  # fmt: skip
            point = (place, float(self.free.value(place)), *self._sure(place))
        except _Missing:
            return None
        return point if apart(point) < apart(middle) else middle

    def edge(self, left: Point, right: Point, holds: Callable[[Point], bool]) -> Point | None:
        """The last place, coming from that of the two where `holds` is true, at which it still is; None where a value
        between fails."""
        inside, outside = (left, right) if holds(left) else (right, left)
        try:
            if self.free.whole:
                return self._whole_edge(inside, outside, holds)
            return self._edge(inside, outside, holds)
        except _Missing:
            return None

    def _whole_edge(self, inside: Point, outside: Point, holds: Callable[[Point], bool]) -> Point:
        while abs(inside[1] - outside[1]) > 1.0:
            value = float((int(inside[1]) + int(outside[1])) // 2)
            place = self.free.place(value)
            point = (place, value, *self._sure(place))
            inside, outside = (point, outside) if holds(point) else (inside, point)
        return inside

    def _edge(self, inside: Point, outside: Point, holds: Callable[[Point], bool]) -> Point:
        """By secants while they close in from both sides, else by halves."""
        for step in range(200):
            width = outside[0] - inside[0]
            if abs(width) <= _NEAR:
                break
            here, there = inside[2] - inside[3], outside[2] - outside[3]
            share = 0.5
            if step % 3 and here * there < 0.0:
                # A little beyond where a straight line meets, on each side in turn: both ends close in.
                share = here / (here - there)
                share = min(max(share + (1e-3 if step % 3 == 1 else -1e-3) * min(share, 1.0 - share), 1e-9), 1.0 - 1e-9)
            place = inside[0] + share * width
            point = (place, float(self.free.value(place)), *self._sure(place))
            inside, outside = (point, outside) if holds(point) else (inside, point)
        return inside


class _Missing(Exception):
    """A value between two places cannot be computed."""


def touches(point: Point) -> bool:
    """Whether the two are as near there as if they met."""
    return apart(point) <= _TOUCH


def apart(point: Point) -> float:
    """How far the first is from the second, in proportion to it where it is not zero."""
    _, _, one, other = point
    return abs(one - other) / (abs(other) or 1.0)


def sign(result: float, against: float) -> int:
    """Whether the first is above the second (1), below it (−1), or equal but for rounding (0)."""
    if abs(result - against) <= _EQUAL * max(abs(result), abs(against)):
        return 0
    return 1 if result > against else -1
