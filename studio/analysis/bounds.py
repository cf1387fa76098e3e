"""Where a requirement stands: its bounds, the distance to the nearer one, and the margin that its policy asks for.

Numbers or arrays: one design and a column of a thousand are held against their bounds by the same functions.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis.stages import RESULTS
from studio.design import Design, DesignError, get_value
from studio.design.edit import field_at
from studio.design.quantity import Quantity
from studio.design.requirement import Requirement
from studio.text import mark, tr

_NUMBERS = frozenset({"number", "integer"})
_RISES = {"temperature": "temperature_rise"}
"""Quantities whose differences are a quantity of their own."""


@dataclass(frozen=True, slots=True)
class Required:
    """The margin [SI] that is asked for, or the `reason` why that cannot be told."""

    margin: float
    reason: str = ""


def results_needed(requirement: Requirement) -> tuple[str, ...]:
    """The results that decide whether a requirement is met."""
    other = requirement.against
    return (requirement.result, other) if other in RESULTS else (requirement.result,)


def quantity_of(design: Design, name: str) -> Quantity | None:
    """The quantity of a result or a field; None where it is no single number."""
    known = RESULTS.get(name)
    if known is not None:
        return known.quantity if known.kind in _NUMBERS else None
    try:
        spec = field_at(design, name)
    except DesignError:
        return None
    return spec.quantity if spec.kind in _NUMBERS else None


def label_of(design: Design, name: str) -> str:
    """What people call a result or a field."""
    if name in RESULTS:
        return tr(RESULTS[name].label)
    try:
        return tr(field_at(design, name).label)
    except DesignError:
        return name


def obstacle(requirement: Requirement, design: Design) -> str:
    """Why a requirement cannot be judged at all, whatever the results are; empty where it can be."""
    if requirement.result not in RESULTS:
        return tr(mark("there is no result “{name}”"), name=requirement.result)
    if not requirement.against:
        return ""
    other, mine = quantity_of(design, requirement.against), quantity_of(design, requirement.result)
    if other is None:
        return tr(mark("there is no number “{name}” to hold it against"), name=requirement.against)
    if requirement.relation == "in":
        return tr(mark("a range has two bounds of its own and cannot be held against “{name}”"),
                  name=requirement.against)  # fmt: skip
    if mine is not None and mine.si != other.si:
        return tr(mark("{mine} cannot be held against {other}: they are different quantities"),
                  mine=tr(mine.label), other=tr(other.label))  # fmt: skip
    return ""


def bounds(requirement: Requirement, design: Design, known: Mapping[str, Any]) -> tuple[Any, Any]:
    """The lowest and the highest that the result may be [SI]: −∞ or ∞ where there is no such bound, NaN where the
    other result is not known. `known` has results, or columns (N,) of them, by name."""
    if requirement.relation == "in":
        return requirement.value, requirement.top
    bound: Any = requirement.value
    if requirement.against:
        other = known.get(requirement.against)
        if other is None and requirement.against not in RESULTS:
            try:
                other = get_value(design, requirement.against)
            except DesignError:
                other = None
        usable = other is not None and not isinstance(other, bool | str | tuple)
        bound = requirement.value + (np.asarray(other, dtype=np.float64) if usable else np.nan)
    return (bound, np.inf) if requirement.relation == ">=" else (-np.inf, bound)


def margins(requirement: Requirement, design: Design, known: Mapping[str, Any]) -> Any:
    """How far the result is on the right side of its nearer bound [SI], below 0 on the wrong one; NaN where it or its
    bound is not known."""
    actual = np.asarray(known[requirement.result], dtype=np.float64)
    low, high = bounds(requirement, design, known)
    if requirement.relation == ">=":
        return actual - low
    if requirement.relation == "<=":
        return high - actual
    return np.minimum(actual - low, high - actual)


def required(requirement: Requirement, design: Design, actual: float, low: float, high: float) -> Required:
    """The margin that is asked for in the phase of the project: by the policy, or `warn` where that is more."""
    own = requirement.warn
    if not requirement.policy:
        return Required(own)
    policy = design.review.known_policies().get(requirement.policy)
    if policy is None:
        return Required(own, tr(mark("there is no margin policy “{name}”"), name=requirement.policy))
    mine = quantity_of(design, requirement.result)
    if policy.basis == "absolute" and mine is not None:
        if policy.quantity and policy.quantity not in {mine.name, _RISES.get(mine.name, mine.name)} and mine.name != (
            _RISES.get(policy.quantity)):  # fmt: skip
            return Required(own, tr(mark("the policy “{name}” is about another quantity"), name=policy.name))
        return Required(max(own, policy.at(design.review.phase)))
    near_low = actual - low <= high - actual
    demand, capability = (low, actual) if near_low else (actual, high)
    asked = policy.required(design.review.phase, demand, capability)
    if asked == 0.0 and policy.at(design.review.phase) > 0.0:
        return Required(own, tr(mark("a share of nothing is no margin: hold it against another result, or choose a "
                                     "policy with a fixed amount")))  # fmt: skip
    return Required(max(own, asked))


def bound_text(requirement: Requirement, words: Callable[[str, float], str], design: Design | None = None) -> str:
    """The bounds in words, as `words(result, value)` writes a value: `≥ 5 kW`, `2 kg … 3 kg`, `≤ Launch mass`.

    With `design` what it is held against is called as people call it.
    """
    name = requirement.result
    if requirement.relation == "in":
        return f"{words(name, requirement.value)} … {words(name, requirement.top)}"
    sign = "≥" if requirement.relation == ">=" else "≤"
    if not requirement.against:
        return f"{sign} {words(name, requirement.value)}"
    other = label_of(design, requirement.against) if design is not None else requirement.against
    if requirement.value == 0.0:
        return f"{sign} {other}"
    return f"{sign} {other} {'+' if requirement.value > 0 else '−'} {words(name, abs(requirement.value))}"
