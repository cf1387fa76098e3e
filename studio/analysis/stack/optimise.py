"""The best thicknesses of chosen layers for one merit of the panel, by differential evolution on whole generations."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from studio.analysis.engine import Results
from studio.analysis.result import FloatArray
from studio.analysis.stack.merits import anchored
from studio.design import Design, get_value, set_value
from studio.text import mark, tr

GOALS: Final[Mapping[str, int]] = {
    "panel.power_density_operating_eol": 1,
    "panel.power_density_operating_bol": 1,
    "panel.specific_power_operating_eol": 1,
    "panel.specific_power_operating_bol": 1,
    "panel.efficiency_cell": 1,
    "panel.cost_per_watt": -1,
}
"""What can be sought: +1 where more is better, −1 where less is."""
GENERATIONS: Final = 40
_POPULATION: Final = 12
_TOLERANCE: Final = 1e-4


@dataclass(frozen=True, slots=True)
class Found:
    """The best values so far, by path [SI], the merit there, and how many stacks were computed."""

    values: dict[str, float]
    goal: float
    evaluations: int


def optimise(
    design: Design,
    results: Results,
    bounds: Mapping[str, tuple[float, float]],
    goal: str,
    checkpoint: Callable[[float], None] | None = None,
    report: Callable[[Found], None] | None = None,
    *,
    generations: int = GENERATIONS,
    seed: int = 1,
) -> Found:
    """The values within `bounds` that serve `goal` best.

    Thicknesses are searched in their logarithm, where layers of nanometres and of millimetres are alike. The design's
    own values are among the first generation, so that what is found is never worse.

    Parameters
    ----------
    design, results
        The design and its results.
    bounds
        Lowest and highest value of each field [SI], by path.
    goal
        One of `GOALS`.
    checkpoint
        Called with the share done before each generation; what it raises ends the search.
    report
        Called with the best so far after each generation.
    generations
        At most so many; fewer where all stacks of one have come together.
    seed
        Of the random numbers.

    Raises
    ------
    ValueError
        Where nothing is to be varied, the goal is not known or bounds are not in order, or the merit does not apply.
    """
    from scipy.optimize import OptimizeResult, differential_evolution  # a third of a second, needed here alone

    if goal not in GOALS:
        raise ValueError(tr(mark("“{goal}” is not a merit that can be sought"), goal=goal))
    if not bounds or any(not 0.0 < low < high for low, high in bounds.values()):
        raise ValueError(tr(mark("at least one layer, each with a lower bound below the upper, is needed")))
    if not np.isfinite(anchored(results, [design.stack])[goal][0]):
        raise ValueError(tr(mark("this merit does not apply to the stack: a price is missing")))
    paths, sign = tuple(bounds), GOALS[goal]
    evaluations = 0
    best = Found({}, float("nan"), 0)

    def cost(points: FloatArray) -> FloatArray:
        nonlocal evaluations, best
        values = np.exp(points.T)  # (S, N)
        stacks = []
        for row in values:
            fresh = design
            for path, value in zip(paths, row, strict=True):
                low, high = bounds[path]
                fresh = set_value(fresh, path, float(min(max(value, low), high)))
            stacks.append(fresh.stack)
        merit = anchored(results, stacks)[goal]
        merit = np.where(np.isfinite(merit), merit, -sign * np.inf)
        evaluations += len(stacks)
        leader = int(np.argmax(sign * merit))
        if not best.values or sign * merit[leader] > sign * best.goal:
            best = Found(dict(zip(paths, map(float, values[leader]), strict=True)), float(merit[leader]), evaluations)
        return -sign * merit

    generation = 0

    def each_generation(intermediate_result: OptimizeResult) -> None:
        nonlocal generation
        generation += 1
        if report is not None:
            report(best)
        if checkpoint is not None:
            checkpoint(min(generation / generations, 1.0))

    if checkpoint is not None:
        checkpoint(0.0)
    limits = np.log(np.array([bounds[path] for path in paths]))
    start = np.clip(np.log([get_value(design, path) for path in paths]), limits[:, 0], limits[:, 1])
    try:
        differential_evolution(
            cost, limits, x0=start, vectorized=True, updating="deferred", polish=False, rng=seed, maxiter=generations,
            popsize=_POPULATION, tol=_TOLERANCE, callback=each_generation,
        )  # fmt: skip
    except RuntimeError as error:  # how scipy tells of a ValueError in what it minimises
        raise error.__cause__ or error from None
    return Found(best.values, best.goal, evaluations)
