"""The model as a closing sees it: places of what is free in, scaled margins and a goal out."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from studio.analysis.bounds import results_needed
from studio.analysis.closing.free import PAYLOAD, Free
from studio.analysis.engine import Outcome, evaluate
from studio.analysis.judge import verdict
from studio.analysis.result import FloatArray
from studio.analysis.stages import RESULTS
from studio.design import Design, get_value, set_value
from studio.design.requirement import Requirement

BoolArray = NDArray[np.bool_]
UNKNOWN = -10.0
"""Scaled margin where a result cannot be computed: worse than any bound missed by its own size."""
_EXPECTED = 300
"""Evaluations that a closing usually takes, for the progress alone."""


@dataclass(frozen=True, slots=True)
class Point:
    """One evaluation: `margins` [SI] are NaN where a result is missing; `goal` is sought as small as can be."""

    place: FloatArray
    design: Design
    margins: FloatArray
    goal: float
    mass: float | None
    outcomes: Mapping[str, Outcome] = field(repr=False)
    bounds: tuple[float, ...] = ()
    """(R,) The nearer bound of each requirement [SI], 0 where it is not known."""

    def __hash__(self) -> int:
        return id(self)


class Problem:
    """Evaluates designs with reuse of every stage that does not change, and counts."""

    def __init__(
        self,
        design: Design,
        free: Sequence[Free],
        required: Sequence[Requirement],
        checkpoint: Callable[[float], None] | None,
    ) -> None:
        self.design = design
        self.free = tuple(free)
        self.required = tuple(required)
        self.evaluations = 0
        self._checkpoint = checkpoint
        self._known: dict[tuple[float, ...], Point] = {}
        stages = {RESULTS[name].stage for one in required for name in results_needed(one) if name in RESULTS}
        self._only = tuple(sorted(stages | {"mass", "power", "thermal"}))
        self._more = next((one.path for one in free if one.path in PAYLOAD), None)
        self.scales = np.ones(len(self.required))
        self.start = self.at(np.array([one.place(get_value(design, one.path)) for one in self.free]))
        self._set_scales()

    def at(self, place: FloatArray, near: Point | None = None) -> Point:
        """The design with what is free at `place` (V,); stages that it shares with `near` are taken over."""
        inside = np.clip(place, 0.0, 1.0)
        key = tuple(float(value) for value in inside)
        if key in self._known:
            return self._known[key]
        design = self.design
        for one, where in zip(self.free, key, strict=True):
            design = set_value(design, one.path, one.value(where))
        checkpoint = None
        if self._checkpoint is not None:
            share, tell = 1.0 - math.exp(-self.evaluations / _EXPECTED), self._checkpoint
            tell(share)
            checkpoint = lambda _: tell(share)  # noqa: E731
        previous = near.outcomes if near is not None else None
        results = evaluate(design, previous, only=self._only, checkpoint=checkpoint)
        self.evaluations += 1
        verdicts = [verdict(one, results) for one in self.required]
        margins = np.array([math.nan if one.margin is None else one.margin for one in verdicts])
        mass = results.get("mass.satellite")
        goal = math.inf if mass is None else math.log(mass)
        if self._more is not None and mass is not None:
            # As much payload as there can be; among equals the lighter satellite.
            goal = 0.01 * goal - math.log(max(float(get_value(design, self._more)), 1e-9))
        point = Point(inside, design, margins, goal, mass, results.outcomes,
                      tuple(one.requirement.value if one.bound is None else one.bound for one in verdicts))
        self._known[key] = point
        return point

    def scaled(self, point: Point) -> FloatArray:
        """(R,) Margins in proportion to what is required; below 0 the requirement is missed."""
        return np.where(np.isnan(point.margins), UNKNOWN, point.margins / self.scales)

    def violation(self, point: Point, among: BoolArray) -> float:
        """Sum of what the requirements `among` (R,) are missed by, in proportion."""
        return float(np.sum(np.maximum(-self.scaled(point), 0.0)[among]))

    def meets(self, point: Point, among: BoolArray) -> bool:
        """Whether all requirements `among` (R,) are met, exactly as they are judged."""
        return bool(np.all(point.margins[among] >= 0.0)) and math.isfinite(point.goal)

    @property
    def points(self) -> list[Point]:
        """Every point that was evaluated."""
        return list(self._known.values())

    def values(self, point: Point) -> dict[str, float]:
        """What is free at `point` [SI], by path."""
        return {one.path: one.value(float(where)) for one, where in zip(self.free, point.place, strict=True)}

    def probes(self) -> list[Point]:
        """Points along each free field, from which it shows what acts on what."""
        found = [self.start]
        for position in range(len(self.free)):
            for where in (0.05, 0.35, 0.65, 0.95):
                place = self.start.place.copy()
                place[position] = where
                found.append(self.at(place, self.start))
        return found

    def _set_scales(self) -> None:
        load = max(self.design.payload.power * (1 + self.design.payload.overhead) + self.design.platform.power, 1.0)
        for position, one in enumerate(self.required):
            quantity = RESULTS[one.result].quantity.name if one.result in RESULTS else ""
            usual = {"power": load, "energy": load * 31557600.0 * 0.01}.get(quantity, 0.0)
            miss = self.start.margins[position]
            size = abs(self.start.bounds[position]) or usual or (abs(miss) if math.isfinite(miss) else 0.0)
            self.scales[position] = size or 1.0
