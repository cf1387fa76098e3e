"""The results held against the requirements of the design: green, amber or red, with the distance to the bound."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from studio.analysis.engine import Results
from studio.analysis.stages import RESULTS
from studio.design import Design
from studio.design.requirement import Requirement
from studio.text import mark, tr

Light = Literal["green", "amber", "red", "unknown"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`margin` [SI] is positive where the requirement is met."""

    requirement: Requirement
    light: Light
    actual: float | None
    margin: float | None
    reason: str = ""


def judge(results: Results) -> tuple[Verdict, ...]:
    """One verdict for each requirement of the design, in order."""
    return tuple(verdict(requirement, results) for requirement in results.design.requirements)


def verdict(requirement: Requirement, results: Results) -> Verdict:
    """One requirement, of the design or not, held against its result."""
    if requirement.result not in RESULTS:
        reason = tr(mark("there is no result “{name}”"), name=requirement.result)
        return Verdict(requirement, "unknown", None, None, reason)
    actual = results.get(requirement.result)
    if isinstance(actual, bool) or not isinstance(actual, int | float):
        return Verdict(requirement, "unknown", None, None, tr(mark("not computed")))
    distance = float(actual) - requirement.value
    margin = distance if requirement.relation == ">=" else -distance
    light: Light = "red" if margin < 0 else "amber" if margin < requirement.warn else "green"
    return Verdict(requirement, light, float(actual), margin)


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
        actual = np.asarray(columns[requirement.result], dtype=np.float64)
        distance = actual - requirement.value
        margins[:, place] = distance if requirement.relation == ">=" else -distance
    return Judged(margins, np.asarray((margins >= 0.0).all(axis=1)))
