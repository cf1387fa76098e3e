"""The results held against the requirements of the design: green, amber or red, with the distance to the bound."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from studio.analysis import bounds
from studio.analysis.engine import Results
from studio.analysis.stages import RESULTS
from studio.design import Design
from studio.design.requirement import Requirement
from studio.text import mark, tr

Light = Literal["green", "amber", "red", "unknown"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`margin` [SI] is positive where the requirement is met, `required` what its policy asks for, `bound` the nearer
    bound, and `share` the margin as its policy counts it, where that is a share."""

    requirement: Requirement
    light: Light
    actual: float | None
    margin: float | None
    reason: str = ""
    bound: float | None = None
    required: float = 0.0
    share: float | None = None


def judge(results: Results) -> tuple[Verdict, ...]:
    """One verdict for each requirement of the design, in order."""
    return tuple(verdict(requirement, results) for requirement in results.design.requirements)


def verdict(requirement: Requirement, results: Results) -> Verdict:
    """One requirement, of the design or not, held against its result."""
    design = results.design
    reason = bounds.obstacle(requirement, design)
    if reason:
        return Verdict(requirement, "unknown", None, None, reason)
    found = results.get(requirement.result)
    if isinstance(found, bool) or not isinstance(found, int | float):
        return Verdict(requirement, "unknown", None, None, tr(mark("not computed")))
    actual = float(found)
    known = {name: value for name in bounds.results_needed(requirement) if (value := results.get(name)) is not None}
    low, high = (float(end) for end in bounds.bounds(requirement, design, known))
    margin = float(bounds.margins(requirement, design, known))
    bound = low if actual - low <= high - actual else high
    if not np.isfinite(margin):
        return Verdict(requirement, "unknown", actual, None, tr(mark("“{name}” is not computed"),
                                                                name=bounds.label_of(design, requirement.against)))
    asked = bounds.required(requirement, design, actual, low, high)
    light: Light = "red" if margin < 0 else "amber" if margin < asked.margin or asked.reason else "green"
    share = _share(requirement, results, margin, actual, bound)
    return Verdict(requirement, light, actual, margin, asked.reason, bound, asked.margin, share)


def _share(requirement: Requirement, results: Results, margin: float, actual: float, bound: float) -> float | None:
    """The margin as a share of what the policy of the requirement counts it by."""
    policy = results.design.review.known_policies().get(requirement.policy)
    if policy is None or policy.basis == "absolute":
        return None
    demand, capability = (bound, actual) if actual - bound == margin else (actual, bound)
    whole = abs(demand if policy.basis == "demand" else capability)
    return margin / whole if whole > 0.0 else None


@dataclass(frozen=True, slots=True)
class Judged:
    """Many designs held against the same requirements."""

    margins: np.ndarray[Any, Any]
    """(N, R) Distance to each bound [SI], positive where it is met; NaN where its result is not known."""
    holds: np.ndarray[Any, Any]
    """(N,) Whether every requirement is met; one whose result is not known is not."""


def judged(design: Design, columns: Mapping[str, Any]) -> Judged:
    """The requirements of `design` over columns of results, as `evaluate_many` gives them.

    Parameters
    ----------
    design
        Whose requirements count.
    columns
        By name of a result its value (N,) for each design, with NaN where it has none; a result that no column holds
        is not known of any of them.

    Returns
    -------
    Judged
        Margins (N, R) and whether all are met (N,).
    """
    count = len(next(iter(columns.values()))) if columns else 0
    margins = np.full((count, len(design.requirements)), np.nan)
    for place, requirement in enumerate(design.requirements):
        known = RESULTS.get(requirement.result)
        if known is None or known.kind not in {"number", "integer"} or requirement.result not in columns:
            continue
        margins[:, place] = bounds.margins(requirement, design, columns)
    return Judged(margins, np.asarray((margins >= 0.0).all(axis=1)))
