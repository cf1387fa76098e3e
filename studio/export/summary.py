"""Results as a page of text: the figures an engineer asks for first, and the requirements."""

import textwrap
from collections.abc import Iterator

from studio.analysis import RESULTS, STAGES, Explanation, Results, judge
from studio.analysis import issues as all_issues
from studio.analysis.bounds import bound_text
from studio.analysis.judge import Verdict
from studio.design import Design
from studio.design.quantity import Quantity
from studio.design.unit_text import STEPPED, display, raised, readable_unit
from studio.numerals import set_count
from studio.text import tr, tr_count

_WIDTH, _LABEL = 120, 60
_LEAST = 0.01
"""Below it a number in a unit that was chosen for large ones is written in a smaller unit."""
_LIGHTS = {"green": "✔", "amber": "!", "red": "✘", "unknown": "?"}


def summary(results: Results) -> str:
    """Every single-valued result by stage, then issues and requirements."""
    lines = [results.design.title, "=" * len(results.design.title)]
    if results.design.description:
        lines += [textwrap.fill(results.design.description.split("\n")[0], _WIDTH, break_on_hyphens=False), ""]
    for stage, known in STAGES.items():
        if stage not in results.outcomes:
            continue
        lines.append(tr(known.label))
        outcome = results.outcomes[stage]
        if not outcome.ok:
            lines.append(f"  ✘ {outcome.failure}")
        for name in _single(results, stage):
            lines.append(textwrap.fill(value_text(results[name], name), _WIDTH, break_on_hyphens=False,
                                       initial_indent=f"  {tr(RESULTS[name].label):{_LABEL}} ",
                                       subsequent_indent=" " * (_LABEL + 3)))  # fmt: skip
    issues = all_issues(results)
    if issues:
        lines += ["", tr("Issues")]
        lines += [textwrap.fill(f"{issue.severity}: {issue.where}: {issue.text}", _WIDTH, initial_indent="  ",
                                subsequent_indent="    ", break_on_hyphens=False) for issue in issues]  # fmt: skip
    verdicts = judge(results)
    if verdicts:
        lines += ["", tr("Requirements")]
    for verdict in verdicts:
        requirement = verdict.requirement
        known_result = RESULTS.get(requirement.result)
        actual, bound = verdict.reason, bound_text(requirement, _plain) if known_result else requirement.relation
        if verdict.actual is not None and known_result:
            actual, bound = compared(verdict, results.design)
        bound = bound.replace("≥", ">=").replace("≤", "<=")
        lines.append(f"  {_LIGHTS[verdict.light]} {tr(requirement.name):58} {actual} {bound}".rstrip())
        if verdict.reason and verdict.margin is not None:
            lines.append(f"    {verdict.reason}")
    return "\n".join(lines)


def value_text(value: object, name: str) -> str:
    """The value of a result as a person reads it."""
    known = RESULTS[name]
    return quantity_text(value, known.quantity, known.unit)


def compared(one: Verdict, design: Design) -> tuple[str, str]:
    """The value of a requirement's result, and its bounds with their signs: nothing is in the unit of the value."""
    name, actual = one.requirement.result, one.actual
    assert actual is not None
    known = RESULTS[name]

    def words(_: str, bound: float) -> str:
        nothing = display(bound, known.quantity, _unit(actual, known.quantity, known.unit))
        return typeset(value_text(bound, name) if bound else nothing)

    return typeset(value_text(actual, name)), bound_text(one.requirement, words, design)


def _plain(name: str, value: float) -> str:
    return value_text(value, name)


def typeset(text: str) -> str:
    """A negative number as it is printed: with the sign of minus, not a hyphen."""
    return f"−{text[1:]}" if text[:1] == "-" and text[1:2].isdigit() else text


def quantity_text(value: object, quantity: Quantity, unit: str) -> str:
    """Any value with its unit; a long list only by its length."""
    if isinstance(value, bool) or value is None:
        return str(value)
    if isinstance(value, int) and not unit and abs(value) >= 10_000:
        return set_count(value)
    if isinstance(value, int | float):
        return raised(display(value, quantity, _unit(value, quantity, unit), 4))
    if isinstance(value, str):
        return value
    return tr_count("{count} value", "{count} values", len(value))  # type: ignore[arg-type]


def _unit(value: float, quantity: Quantity, unit: str) -> str:
    """The one that keeps the number short, where `unit` is but the usual one or leaves too little of the number."""
    chosen = quantity.unit(unit)
    small = chosen is not None and quantity.name in STEPPED and 0.0 < abs(value) < _LEAST * chosen.factor
    return readable_unit(value, quantity) if small or unit == quantity.shown else unit


def explanation_text(explanation: Explanation) -> str:
    """The explanation as an indented tree, in which each result is spelled out where it first comes."""
    return "\n".join(_tree(explanation, 0, set()))


def _tree(explanation: Explanation, depth: int, told: set[str]) -> Iterator[str]:
    indent, name = "  " * depth, explanation.name
    value = quantity_text(explanation.value, explanation.quantity, explanation.unit)
    if name in told and (explanation.inputs or explanation.source):
        yield f"{indent}{name} = {value}   ({tr(explanation.label)}; {tr('see above')})"
        return
    told.add(name)
    yield f"{indent}{name} = {value}   ({tr(explanation.label)})"
    if explanation.inputs or depth == 0:
        yield f"{indent}  {explanation.equation}"
    if explanation.source:
        yield f"{indent}  [{explanation.confidence}] {explanation.source}"
    for one in explanation.inputs:
        yield from _tree(one, depth + 1, told)


def _single(results: Results, stage: str) -> list[str]:
    return [name for name in results if RESULTS[name].stage == stage and RESULTS[name].kind != "series"]
