"""Why a design does not close: the requirements without which it would, and by how much each is missed at the least."""

from collections.abc import Sequence

import numpy as np

from studio.analysis.closing.problem import BoolArray, Point, Problem
from studio.analysis.closing.report import Obstacle
from studio.analysis.closing.search import Search, Tell

_NEAR = 0.02
"""A requirement that is met by less than this share of its bound may be what holds the others back."""
_AT_BOUND = 1e-6


def stands_in_the_way(
    problem: Problem, acting: BoolArray, nearest: Point, starts: Sequence[Point], tell: Tell
) -> tuple[Point, tuple[Obstacle, ...]]:
    """Each requirement that, left out alone, lets all the others be met, the one missed by least first.

    As little as can be of it is given up, and the design where that is so comes first. Where no requirement will do
    alone, so many are left out together, the one that is missed by most at a time, until the others are met.
    """
    order = [int(position) for position in np.argsort(problem.scaled(nearest)) if acting[position]]
    missed = [position for position in order if not nearest.margins[position] >= 0.0]
    near = [position for position in order if position not in missed and problem.scaled(nearest)[position] < _NEAR]
    found: list[tuple[float, int, Point]] = []
    for position in (*missed, *near):
        if found and position in near:
            break
        least, _ = _without(problem, acting, (position,), (nearest, *starts), tell)
        if least is not None:
            found.append((-float(problem.scaled(least)[position]), position, least))
    if found:
        found.sort(key=lambda one: one[:2])
        return found[0][2], tuple(_obstacle(problem, position, least, ()) for _, position, least in found)
    out = missed[:1]
    while len(out) < int(acting.sum()):
        least, closest = _without(problem, acting, out, (nearest, *starts), tell)
        if least is not None:
            names = {position: problem.required[position].name for position in out}
            return least, tuple(
                _obstacle(problem, position, least, tuple(name for other, name in names.items() if other != position))
                for position in out
            )
        out.append(next(int(position) for position in np.argsort(problem.scaled(closest))
                        if acting[position] and position not in out))  # fmt: skip
    return nearest, tuple(
        Obstacle(problem.required[position], _shortfall(nearest, position), problem.values(nearest),
                 _bounds(problem, nearest)) for position in missed
    )  # fmt: skip


def _without(
    problem: Problem, acting: BoolArray, out: Sequence[int], starts: Sequence[Point], tell: Tell
) -> tuple[Point | None, Point]:
    """The point that meets all but `out`, which are missed by least there; and the one nearest to it."""
    others, given_up = acting.copy(), np.zeros_like(acting)
    others[list(out)] = False
    given_up[list(out)] = True
    # One alone may come to be met after all: what it is met by counts then.
    alone = out[0] if len(out) == 1 else None

    def lacking(point: Point) -> float:
        return problem.violation(point, given_up) if alone is None else -float(problem.scaled(point)[alone])

    search = Search(problem, others, tell, lacking)
    return search.run(list(starts), rounds=2), search.nearest


def _obstacle(problem: Problem, position: int, point: Point, beside: tuple[str, ...]) -> Obstacle:
    return Obstacle(problem.required[position], _shortfall(point, position), problem.values(point),
                    _bounds(problem, point), proven=True, beside=beside)


def _shortfall(point: Point, position: int) -> float | None:
    margin = float(point.margins[position])
    return -margin if np.isfinite(margin) else None


def _bounds(problem: Problem, point: Point) -> tuple[str, ...]:
    return tuple(one.path for one, where in zip(problem.free, point.place, strict=True)
                 if min(where, 1.0 - where) < _AT_BOUND)  # fmt: skip
