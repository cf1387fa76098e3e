"""Results as a page of text: the figures an engineer asks for first, and the requirements."""

from collections.abc import Iterator

from studio.analysis import RESULTS, STAGES, Explanation, Results, judge
from studio.analysis import issues as all_issues
from studio.design.quantity import Quantity
from studio.design.unit_text import display, readable
from studio.text import tr

_LIGHTS = {"green": "✔", "amber": "!", "red": "✘", "unknown": "?"}


def summary(results: Results) -> str:
    """Every single-valued result by stage, then issues and requirements."""
    lines = [results.design.title, "=" * len(results.design.title)]
    if results.design.description:
        lines += [results.design.description.split("\n")[0], ""]
    for stage, known in STAGES.items():
        if stage not in results.outcomes:
            continue
        lines.append(tr(known.label))
        outcome = results.outcomes[stage]
        if not outcome.ok:
            lines.append(f"  ✘ {outcome.failure}")
        for name in _single(results, stage):
            lines.append(f"  {tr(RESULTS[name].label):46} {value_text(results[name], name)}")
    issues = all_issues(results)
    if issues:
        lines += ["", tr("Issues")]
        lines += [f"  {issue.severity}: {issue.where}: {issue.text}" for issue in issues]
    verdicts = judge(results)
    if verdicts:
        lines += ["", tr("Requirements")]
    for verdict in verdicts:
        requirement = verdict.requirement
        known_result = RESULTS.get(requirement.result)
        bound = display(requirement.value, known_result.quantity, known_result.unit, 4) if known_result else ""
        actual = value_text(verdict.actual, requirement.result) if verdict.actual is not None else verdict.reason
        lines.append(f"  {_LIGHTS[verdict.light]} {requirement.name:44} {actual} {requirement.relation} {bound}")
    return "\n".join(lines)


def value_text(value: object, name: str) -> str:
    """The value of a result as a person reads it."""
    known = RESULTS[name]
    return quantity_text(value, known.quantity, known.unit)


def quantity_text(value: object, quantity: Quantity, unit: str) -> str:
    """Any value with its unit; a long list only by its length."""
    if isinstance(value, bool) or value is None:
        return str(value)
    if isinstance(value, int | float):
        return readable(value, quantity) if unit == quantity.shown else display(value, quantity, unit, 4)
    if isinstance(value, str):
        return value
    return tr("{count} values", count=len(value))  # type: ignore[arg-type]


def explanation_text(explanation: Explanation, depth: int = 0) -> str:
    """The explanation as an indented tree."""
    return "\n".join(_tree(explanation, depth))


def _tree(explanation: Explanation, depth: int) -> Iterator[str]:
    indent = "  " * depth
    value = quantity_text(explanation.value, explanation.quantity, explanation.unit)
    yield f"{indent}{explanation.name} = {value}   ({tr(explanation.label)})"
    if explanation.inputs or depth == 0:
        yield f"{indent}  {explanation.equation}"
    if explanation.source:
        yield f"{indent}  [{explanation.confidence}] {explanation.source}"
    for one in explanation.inputs:
        yield from _tree(one, depth + 1)


def _single(results: Results, stage: str) -> list[str]:
    return [name for name in results if RESULTS[name].stage == stage and RESULTS[name].kind != "series"]
