"""Whether a study can be computed: what is wrong with its plan is said before the first point, in one sentence."""

from typing import Any

from studio.analysis.stages import RESULTS
from studio.analysis.study.plan import MOST_FACTORS, MOST_POINTS, Factor, Plan, part_type
from studio.design import Design, DesignError
from studio.design.edit import checked, field_at
from studio.design.field import Field
from studio.text import mark, tr, tr_count

PLAIN = ("number", "integer", "text", "switch")
"""Kinds of results that are one value of a design."""


def check_plan(base: Design, plan: Plan, most: int = MOST_FACTORS) -> None:
    """Say what is wrong with a study of `base`, if anything is.

    Parameters
    ----------
    base
        The design that is varied.
    plan
        What is varied and asked.
    most
        Factors that it may have.

    Raises
    ------
    ValueError
        With one sentence; a DesignError where it is about one field.
    """
    if not plan.factors:
        raise ValueError(tr(mark("a study varies at least one field")))
    if len(plan.factors) > most:
        raise ValueError(tr(mark("a study varies at most {most} fields, not {count}"), most=most,
                            count=len(plan.factors)))  # fmt: skip
    paths = [factor.path for factor in plan.factors]
    twice = next((path for path in paths if paths.count(path) > 1), None)
    if twice is not None:
        raise DesignError(twice, tr(mark("is varied twice")))
    for factor in plan.factors:
        _check_factor(base, factor, plan)
        if any(not 0 <= place < len(factor.values) for place in factor.order):
            raise DesignError(factor.path, tr(mark("a point has none of its values")))
    _check_outcomes(plan.outcomes)
    if plan.sampling == "list" and len({factor.listed for factor in plan.factors}) > 1:
        raise ValueError(tr(mark("the lists of the study have different lengths")))
    if plan.sampling not in {"grid", "list"} and plan.samples < 1:
        raise ValueError(tr(mark("a sample has at least one point")))
    if plan.seed < 0:
        raise ValueError(tr(mark("the seed of a sample is not negative")))
    if not 1 <= plan.size <= MOST_POINTS:
        raise ValueError(tr(mark("a study has at most {most:,} points, not {count:,}"), most=MOST_POINTS,
                            count=plan.size))  # fmt: skip


def whole_names(factor: Factor) -> tuple[str, ...]:
    """What the whole parts are called that a factor exchanges: their own names, or their numbers."""
    return factor.names or tuple(str(number + 1) for number in range(len(factor.values)))


def _check_factor(base: Design, factor: Factor, plan: Plan) -> None:
    path = factor.path
    kind = part_type(path)
    if kind is not None:
        if not factor.values or not all(type(value) is kind for value in factor.values):
            raise DesignError(path, tr(mark("is a whole part of the design: name the parts that take its place")))
        names = whole_names(factor)
        if len(names) != len(factor.values) or len(set(names)) < len(names):
            raise DesignError(path, tr(mark("the parts that take its place need a name each")))
        return
    spec = field_at(base, path)
    if spec.kind in {"part", "list", "table"}:
        raise DesignError(path, tr(mark("is not a single value; vary the fields inside it")))
    if factor.values:
        for value in factor.values:
            checked(spec, path, value)
        if len(set(factor.values)) < len(factor.values) and plan.sampling != "list":
            raise DesignError(path, tr(mark("one of its values is given twice")))
        return
    _check_bounds(spec, factor, plan)


def _check_bounds(spec: Field, factor: Factor, plan: Plan) -> None:
    path = factor.path
    if spec.kind not in {"number", "integer"}:
        raise DesignError(path, tr(mark("is no number: list the values that it takes")))
    if plan.sampling == "list":
        raise DesignError(path, tr(mark("has no list of values")))
    whole = spec.kind == "integer"
    for bound in (factor.low, factor.high):
        value: Any = bound
        if whole and float(bound).is_integer():
            value = int(bound)
        checked(spec, path, value)
    if whole != factor.whole:
        raise DesignError(path, tr(mark("counts, and takes whole numbers only")) if whole
                          else tr(mark("is no count, and takes any number")))  # fmt: skip
    if factor.low >= factor.high:
        raise DesignError(path, tr(mark("the range goes from the smaller number to the larger one")))
    if factor.logarithmic and factor.low <= 0.0:
        raise DesignError(path, tr(mark("a logarithmic range begins above zero")))
    if plan.sampling != "grid":
        return
    if factor.count < 2:
        raise DesignError(path, tr(mark("a range on a grid has two values or more")))
    if whole and factor.count > factor.high - factor.low + 1:
        room = int(factor.high - factor.low) + 1
        raise DesignError(path, tr_count("there is only {count} whole number in the range",
                                         "there are only {count} whole numbers in the range", room))  # fmt: skip
    if whole and factor.logarithmic:
        import numpy as np

        levels = factor.level(np.arange(factor.count))
        if np.unique(levels).size < factor.count:
            raise DesignError(path, tr(mark("a logarithmic grid of so many whole numbers has some of them twice")))


def _check_outcomes(outcomes: tuple[str, ...]) -> None:
    if not outcomes:
        raise ValueError(tr(mark("a study asks for at least one result")))
    for name in outcomes:
        info = RESULTS.get(name)
        if info is None:
            raise ValueError(tr(mark("there is no result “{name}”"), name=name))
        if info.kind not in PLAIN:
            raise ValueError(tr(mark("“{name}” is a series and not one value of a design"), name=name))
    twice = next((name for name in outcomes if outcomes.count(name) > 1), None)
    if twice is not None:
        raise ValueError(tr(mark("the result “{name}” is asked for twice"), name=twice))


def every_number() -> tuple[str, ...]:
    """The names of all results that are one number."""
    return tuple(name for name, info in RESULTS.items() if info.kind in {"number", "integer"})
