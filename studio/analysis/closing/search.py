"""The search itself: first a point that meets everything, then the best of them.

Sequential linear programming with a trust region [1]_: around a point every margin and the goal are taken as linear,
a linear programme with elastic bounds gives the step, and the region in which it is believed grows or shrinks with how
well the model answers. Where margins jump, as the depth of discharge does where a battery no longer fills, there is no
slope to follow: scans along one field at a time find the far side, and bisection its edge.

.. [1] R. Fletcher, E. Sainz de la Maza, "Nonlinear programming and nonsmooth optimization by successive linear
   programming", Mathematical Programming 43 (1989) 235–256.
"""

from collections.abc import Callable

import numpy as np

from studio.analysis.closing.problem import BoolArray, Point, Problem
from studio.analysis.result import FloatArray
from studio.design.edit import field_at
from studio.text import mark, tr

_PENALTY = 1e3
_DIFFERENCE = 2e-5
_AIM = 1e-6
"""Scaled margin that steps aim at, so that they end on the side where the requirement is met."""
_ROUNDS = 25
_EDGE = 5e-6
Goal = Callable[[Point], float]
Tell = Callable[[str, Point], None]


class Search:
    """Looks for the smallest `goal` among the points that meet the requirements `among`."""

    def __init__(self, problem: Problem, among: BoolArray, tell: Tell, goal: Goal | None = None) -> None:
        self.problem = problem
        self.among = among
        self.goal: Goal = goal or (lambda point: point.goal)
        self._tell = tell
        self._uphill = np.ones(len(problem.free))
        self.best: Point | None = None
        self.nearest: Point = problem.start

    def run(self, starts: list[Point], rounds: int = 4) -> Point | None:
        """The best point that meets everything, or None; `nearest` is then the one that misses least.

        At most so many `rounds` are made of steps and edges.
        """
        for point in starts:
            self._consider(point)
        self._reach()
        if self.best is None:
            return None
        for count in range(rounds):
            before = self.goal(self.best)
            self._descend(self.best)
            self._shrink()
            if count and before - self.goal(self.best) < 1e-4:
                break
        return self.best

    def _consider(self, point: Point) -> Point:
        if self._miss(point) < self._miss(self.nearest):
            self.nearest = point
        if self.problem.meets(point, self.among) and (self.best is None or self.goal(point) < self.goal(self.best)):
            self.best = self.nearest = point
        return point

    def _miss(self, point: Point) -> float:
        return self.problem.violation(point, self.among) if np.isfinite(point.goal) else 1e9

    def _at(self, place: FloatArray, near: Point) -> Point:
        return self._consider(self.problem.at(place, near))

    def _reach(self) -> None:
        """Come to a point that meets everything, by steps and by scans in turn, while that gets nearer."""
        for count in (7, 13, 25):
            if self.best is not None:
                return
            before = self._miss(self.nearest)
            self._descend(self.nearest)
            if self.best is None:
                self._stretch()
            if self.best is None:
                self._scan(count)
            if self.best is None and before - self._miss(self.nearest) < 1e-3 * before and count > 7:
                return

    def _stretch(self) -> None:
        """Go on a little to where less is missed: a margin that fades away near its bound is never met by slopes."""
        start = self.nearest
        here = self.problem.scaled(start)
        missed = self.among & (here < 0.0)
        _, slopes = self._slopes(start)
        way = np.sign(np.sum(slopes[missed], axis=0))
        for reach in (1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.02):
            if self.best is not None or not np.any(way):
                return
            self._at(start.place + reach * way, start)

    def _scan(self, count: int) -> None:
        for position in range(len(self.problem.free)):
            for where in np.linspace(0.0, 1.0, count):
                place = self.nearest.place.copy()
                place[position] = where
                self._at(place, self.nearest)
            self._tell(tr(mark("{field}: scan"), field=self._label(position)), self.nearest)
            if self.best is not None:
                return

    def _label(self, position: int) -> str:
        path = self.problem.free[position].path
        return tr(field_at(self.problem.design, path).label)

    def _merit(self, point: Point) -> float:
        return (self.goal(point) if np.isfinite(point.goal) else 1e6) + _PENALTY * self._miss(point)

    def _descend(self, point: Point) -> None:
        radius = 0.15
        for _ in range(_ROUNDS):
            step, gain = self._step(point, radius)
            if gain < 1e-8:
                return
            fresh = self._at(point.place + step, point)
            won = self._merit(point) - self._merit(fresh)
            if won > 0.1 * gain:
                point = fresh
                self._tell(tr(mark("step")), point)
                if won > 0.7 * gain:
                    radius = min(2.0 * radius, 0.5)
            else:
                radius = float(np.max(np.abs(step))) / 3.0
            if radius < 1e-7:
                return

    def _slopes(self, point: Point) -> tuple[FloatArray, FloatArray]:
        """Slope of the goal (V,) and of the scaled margins (R, V), from differences.

        They are taken to where the goal is worse: on that side no margin jumps.

        A margin that cannot be more than zero, such as that of a load shed, is flat on the side where it is met: at
        its edge the slope of the other side is what holds.
        """
        goal, margins = [], []
        for position, one in enumerate(self.problem.free):
            width = max(_DIFFERENCE, 1.0 / (one.high - one.low)) if one.whole else _DIFFERENCE
            place = point.place.copy()
            width *= self._uphill[position] if 0.0 <= place[position] + self._uphill[position] * width <= 1.0 else (
                -self._uphill[position])  # fmt: skip
            place[position] = np.clip(place[position] + width, 0.0, 1.0)
            beside = self._at(place, point)
            moved = place[position] - point.place[position]
            rise = self.goal(beside) - self.goal(point)
            goal.append(rise / moved if np.isfinite(rise) else 0.0)
            if goal[-1] != 0.0:
                self._uphill[position] = np.sign(goal[-1])
            here = self.problem.scaled(point)
            slope = (self.problem.scaled(beside) - here) / moved
            flat = (here == 0.0) & (slope == 0.0) & self.among
            place[position] = point.place[position] - moved
            if np.any(flat) and 0.0 <= place[position] <= 1.0:
                slope = np.where(flat, (here - self.problem.scaled(self._at(place, point))) / moved, slope)
            margins.append(slope)
        return np.array(goal), np.array(margins).T

    def _step(self, point: Point, radius: float) -> tuple[FloatArray, float]:
        """The step (V,) within `radius` that the linear programme proposes, and the merit that it promises."""
        from scipy.optimize import linprog  # a third of a second, needed here alone

        goal, slopes = self._slopes(point)
        here, slopes = self.problem.scaled(point)[self.among], slopes[self.among]
        count, width = len(here), len(goal)
        lowest = np.maximum(-radius, -point.place)
        highest = np.minimum(radius, 1.0 - point.place)
        found = linprog(
            np.concatenate([goal, np.full(count, _PENALTY)]),
            A_ub=np.hstack([-slopes, -np.eye(count)]) if count else None,
            b_ub=here - np.minimum(_AIM, np.maximum(here, _AIM)) if count else None,
            bounds=[*zip(lowest, highest, strict=True), *[(0.0, None)] * count],
            method="highs",
        )
        if found.x is None:
            return np.zeros(width), 0.0
        step = found.x[:width]
        missed = np.maximum(-here, 0.0).sum() - np.maximum(-(here + slopes @ step), 0.0).sum()
        return step, float(-goal @ step + _PENALTY * missed)

    def _shrink(self) -> None:
        """Take each field by itself to where the next bit of it would break a requirement."""
        assert self.best is not None
        goal, _ = self._slopes(self.best)
        for position in np.argsort(-np.abs(goal)):
            if goal[position] == 0.0:
                continue
            towards = -np.sign(goal[position])
            held = self.best
            reach = 1e-4
            while True:
                place = held.place.copy()
                place[position] = np.clip(place[position] + towards * reach, 0.0, 1.0)
                fresh = self._at(place, held)
                if not self.problem.meets(fresh, self.among) or self.goal(fresh) >= self.goal(held):
                    break
                held, reach = fresh, 3.0 * reach
                if place[position] in (0.0, 1.0):
                    break
            self._bisect(held, fresh, position)
            if self.best is not held:
                self._tell(tr(mark("{field}: edge"), field=self._label(position)), self.best)

    def _bisect(self, inside: Point, outside: Point, position: int) -> None:
        """Halve between a point that meets everything and one beyond the edge."""
        while abs(outside.place[position] - inside.place[position]) > _EDGE:
            place = (inside.place + outside.place) / 2.0
            fresh = self._at(place, inside)
            better = self.problem.meets(fresh, self.among) and self.goal(fresh) < self.goal(inside)
            inside, outside = (fresh, outside) if better else (inside, fresh)
