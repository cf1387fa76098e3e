"""Results as plain values: SI numbers, text and lists; what does not apply is absent."""

import math
from typing import Any

import msgspec
import numpy as np

from studio import __version__
from studio.analysis import RESULTS, STAGES, Explanation, Results, judge
from studio.analysis import issues as all_issues
from studio.design.requirement import Requirement
from studio.text import tr


def results_object(results: Results) -> dict[str, Any]:
    """The object that `dawnline evaluate --json` prints."""
    return {
        "dawnline": __version__,
        "design": msgspec.to_builtins(results.design),
        "stages": {name: stage_state(results, name) for name in STAGES if name in results.outcomes},
        "issues": issue_list(results),
        "results": {name: result_object(results, name) for name in results},
        "requirements": [
            {
                "name": verdict.requirement.name,
                "result": verdict.requirement.result,
                "relation": verdict.requirement.relation,
                "bound": verdict.requirement.value,
                "light": verdict.light,
                **_more(verdict.requirement),
                **({"actual": verdict.actual} if verdict.actual is not None else {}),
                **({} if verdict.margin is None else {"margin": verdict.margin, "margin_required": verdict.required}),
                **({"reason": verdict.reason} if verdict.reason else {}),
            }
            for verdict in judge(results)
        ],
    }


def _more(requirement: Requirement) -> dict[str, Any]:
    """What not every requirement has: the upper end of a range, and what is said about it."""
    known = {name: getattr(requirement, name) for name in (
        "against", "policy", "rationale", "owner", "source", "parent")}  # fmt: skip
    ends = {"upper": requirement.top} if requirement.relation == "in" else {}
    return {**ends, **{name: text for name, text in known.items() if text}, "verification": requirement.verification}


def stage_state(results: Results, stage: str) -> str:
    """One word for what became of a stage."""
    outcome = results.outcomes[stage]
    if outcome.ok:
        return "fresh"
    return "not_run" if outcome.skipped else "failed"


def issue_list(results: Results) -> list[dict[str, str]]:
    """What is wrong with the design, and which stages failed and why."""
    issues = [{"severity": i.severity, "where": i.where, "text": i.text} for i in all_issues(results)]
    told = {f"{issue['where']}: {issue['text']}" for issue in issues}
    for name, outcome in results.outcomes.items():
        if outcome.failure and outcome.failure not in told:
            issues.append({"severity": "error", "where": name, "text": outcome.failure})
    return issues


def result_object(results: Results, name: str) -> dict[str, Any]:
    """One result with its SI unit and label; a series has its own `time` beside it."""
    known = RESULTS[name]
    shown = {"value": plain(results[name]), "unit": known.quantity.si, "label": tr(known.label)}
    if known.time is not None and known.time in results:
        shown["time"] = plain(results[known.time])
    return shown


def explanation_object(explanation: Explanation) -> dict[str, Any]:
    """An explanation with its inputs, up the chain; what comes again has `above` in place of its inputs."""
    return _explanation_object(explanation, set())


def _explanation_object(explanation: Explanation, told: set[str]) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "name": explanation.name,
        "label": tr(explanation.label),
        "unit": explanation.quantity.si,
        "equation": explanation.equation,
        "source": explanation.source,
        "confidence": explanation.confidence,
    }
    if explanation.value is not None:
        shown["value"] = plain(explanation.value)
    if explanation.inputs and explanation.name in told:
        return {**shown, "above": True, "inputs": []}
    told.add(explanation.name)
    shown["inputs"] = [_explanation_object(one, told) for one in explanation.inputs]
    return shown


def plain(value: Any) -> Any:
    """`value` as JSON has it; a number that is not finite is a defect, not a result."""
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, float) and not math.isfinite(value):
        raise ArithmeticError("a result is not a finite number")
    return value
