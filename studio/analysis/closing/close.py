"""The one action: what is free, what is required, and the design that comes of it."""

from collections.abc import Callable, Sequence

import msgspec
import numpy as np

from studio.analysis.bounds import obstacle, results_needed
from studio.analysis.closing.free import Free, free_field, standard_free, standard_requirements
from studio.analysis.closing.guess import expected, guesses
from studio.analysis.closing.obstacles import stands_in_the_way
from studio.analysis.closing.problem import BoolArray, Point, Problem
from studio.analysis.closing.remedies import remedies
from studio.analysis.closing.report import Closing, Obstacle, Step
from studio.analysis.closing.search import Search
from studio.analysis.engine import evaluate, parts_behind
from studio.analysis.judge import verdict
from studio.analysis.stages import RESULTS
from studio.design import Design, DesignError
from studio.design.check import refuse
from studio.design.requirement import Requirement, Source
from studio.text import mark, tr

_FURTHER = 1e-3
"""How far, of the whole range, a field is moved to see what it breaks."""


def close(
    design: Design,
    free: Sequence[str | Free] | None = None,
    required: Sequence[Requirement] | None = None,
    checkpoint: Callable[[float], None] | None = None,
    on_step: Callable[[Step], None] | None = None,
) -> Closing:
    """The design with the values of what is free that meet what is required, or what stands in the way.

    The lightest satellite is sought; where the payload is free, the one with most of it.

    Parameters
    ----------
    design
        Where to begin.
    free
        Paths of numeric fields, or fields with bounds; by default array, battery and radiator.
    required
        By default the requirements of the design.
    checkpoint
        Called with the share done before each evaluation; what it raises ends the search.
    on_step
        Called with each step as it is made.

    Raises
    ------
    DesignError
        Where a path is no numeric field, is named twice, or the design contradicts itself.
    ValueError
        Where nothing is free, or a requirement is on a result that there is none of.
    """
    refuse(design)
    chosen = tuple(standard_free(design) if free is None else free)
    values = expected(design, [one.path if isinstance(one, Free) else one for one in chosen])
    fields = [one if isinstance(one, Free) else free_field(design, one, expected=values.get(one)) for one in chosen]
    wanted = tuple(standard_requirements(design) if required is None else required)
    _check(design, fields, wanted)
    problem = Problem(design, fields, wanted, checkpoint)
    steps: list[Step] = []

    def tell(action: str, point: Point) -> None:
        step = _step(problem, len(steps) + 1, action, point)
        if steps and step.values == steps[-1].values:
            return
        steps.append(step)
        if on_step is not None:
            on_step(step)

    tell(tr(mark("begin")), problem.start)
    known = guesses(problem, values)
    for point in known:
        tell(tr(mark("guess")), point)
    starts = [*problem.probes(), *known]
    acting = _acted_on(problem)
    search = Search(problem, acting, tell)
    found = search.run(starts)
    unmoved = acting & ~_moved(problem)
    if found is None and np.any(unmoved):
        # What was missed by the same amount wherever the search went is missed for good: close the rest.
        acting &= ~unmoved
        search = Search(problem, acting, tell)
        found = search.run([*starts, *problem.points])
    point = found or search.nearest
    obstacles: tuple[Obstacle, ...] = ()
    if found is None:
        point, obstacles = stands_in_the_way(problem, acting, search.nearest, starts, tell)
    tell(tr(mark("end")), point)
    return _closing(problem, acting, point, steps, (*_fixed(problem, acting, point, checkpoint), *obstacles))


def _check(design: Design, fields: Sequence[Free], required: Sequence[Requirement]) -> None:
    paths = [one.path for one in fields]
    if not paths:
        raise ValueError(tr(mark("nothing is free, so that there is nothing to solve for")))
    for path in paths:
        if paths.count(path) > 1:
            raise DesignError(path, tr(mark("is free twice")))
    for one in required:
        reason = obstacle(one, design) if one.result in RESULTS else ""
        if reason:
            raise ValueError(reason)
        known = RESULTS.get(one.result)
        if known is None or known.kind not in {"number", "integer"}:
            raise ValueError(tr(mark("there is no single number “{name}” to require something of"), name=one.result))


def _acted_on(problem: Problem) -> BoolArray:
    """(R,) Whether anything that is free acts on a requirement.

    One that is missed wherever it was looked at may still be acted on, as a battery that is empty always has the same
    depth of discharge, unless no stage on the way to it reads what is free.
    """
    parts = {one.path.partition(".")[0] for one in problem.free}
    read = [any(not parts.isdisjoint(parts_behind(RESULTS[name].stage)) for name in results_needed(one))
            for one in problem.required]
    missed = ~(problem.start.margins >= 0.0)
    acts: BoolArray = _moved(problem) | (missed & np.array(read, dtype=bool))
    return acts


def _moved(problem: Problem) -> BoolArray:
    """(R,) Whether the margin of a requirement was ever another than at the beginning."""
    margins = np.array([point.margins for point in problem.points])  # (P, R)
    moved: BoolArray = np.any(margins != margins[:1], axis=0)
    return moved


def _step(problem: Problem, number: int, action: str, point: Point) -> Step:
    names = [one.name for one in problem.required]
    margins = {name: float(margin) for name, margin in zip(names, point.margins, strict=True) if np.isfinite(margin)}
    return Step(
        number=number,
        action=action,
        values=problem.values(point),
        margins=margins,
        binding=names[int(np.argmin(problem.scaled(point)))] if names else "",
        mass=point.mass,
        met=problem.meets(point, np.ones(len(names), dtype=bool)),
    )


def _fixed(
    problem: Problem, acting: BoolArray, point: Point, checkpoint: Callable[[float], None] | None
) -> tuple[Obstacle, ...]:
    free = [one.path for one in problem.free]
    return tuple(
        Obstacle(one, None if np.isnan(margin) else -float(margin), problem.values(point), (), fixed=True,
                 remedies=remedies(point.design, one, free, checkpoint))
        for one, acted, margin in zip(problem.required, acting, point.margins, strict=True)
        if not acted and not margin >= 0.0
    )


def _closing(
    problem: Problem, acting: BoolArray, point: Point, steps: list[Step], obstacles: tuple[Obstacle, ...]
) -> Closing:
    design = _with_sources(problem, point.design)
    results = evaluate(design, point.outcomes)
    verdicts = tuple(verdict(one, results) for one in problem.required)
    return Closing(
        before=problem.design,
        design=design,
        results=results,
        closed=all(one.margin is not None and one.margin >= 0.0 for one in verdicts),
        free=tuple(one.path for one in problem.free),
        steps=tuple(steps),
        verdicts=verdicts,
        binding=_binding(problem, acting, point),
        obstacles=obstacles,
        evaluations=problem.evaluations,
    )


def _binding(problem: Problem, acting: BoolArray, point: Point) -> tuple[str, ...]:
    """What would break if any one field went a little further to where the goal is better."""
    breaks = np.zeros(len(problem.required), dtype=bool)
    for position in range(len(problem.free)):
        for width in (-_FURTHER, _FURTHER):
            place = point.place.copy()
            place[position] += width
            beyond = problem.at(place, point)
            if beyond.goal < point.goal:
                breaks |= acting & ~(beyond.margins >= 0.0) & (point.margins >= 0.0)
    return tuple(one.name for one, broken in zip(problem.required, breaks, strict=True) if broken)


def _with_sources(problem: Problem, design: Design) -> Design:
    """`design`, each number that was solved for with where it comes from."""
    solved = Source(tr(mark("Solved for so that the design meets what is required of it")), "derived")
    changed = {one.path: solved for one in problem.free if one.path not in design.sources}
    if not changed or design is problem.design:
        return design
    return msgspec.structs.replace(design, sources={**design.sources, **changed})
