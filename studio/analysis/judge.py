"""The results held against the requirements of the design: green, amber or red, with the distance to the bound."""

from dataclasses import dataclass
from typing import Literal

from studio.analysis.engine import Results
from studio.analysis.stages import RESULTS
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
