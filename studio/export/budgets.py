"""The budgets as tables: for a reader, for JSON, and as CSV."""

import csv
import io
from typing import Any

from studio.analysis import Budget, Results, budgets
from studio.design.unit_text import display, per_cent, readable, readable_unit
from studio.text import mark, tr


def budgets_text(results: Results) -> str:
    """Every budget with its lines: value, share of the whole, and margin."""
    return "\n\n".join(_table(budget) for budget in budgets(results))


def budgets_object(results: Results) -> list[dict[str, Any]]:
    """The budgets as plain values, SI."""
    return [
        {"name": budget.name, "label": budget.label, "unit": budget.quantity.si, "whole": budget.whole,
         "whole_name": budget.whole_name, "margin": budget.margin,
         "lines": [{"name": line.name, "label": line.label, "kind": line.kind, "value": line.value,
                    "share": line.share, "margin": line.margin} for line in budget.lines]}
        for budget in budgets(results)
    ]  # fmt: skip


def budgets_csv(results: Results) -> str:
    """One row for each line of each budget, SI."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("budget", "unit", "name", "label", "kind", "value", "share", "margin"))
    for budget in budgets(results):
        for line in budget.lines:
            margin = "" if line.margin is None else repr(line.margin)
            rows.writerow((budget.name, budget.quantity.si, line.name, line.label, line.kind, repr(line.value),
                           repr(line.share), margin))  # fmt: skip
    return text.getvalue()


def _table(budget: Budget) -> str:
    unit = readable_unit(max((line.value for line in budget.lines), default=0.0), budget.quantity)
    rows = [f"{budget.label}: {readable(budget.whole, budget.quantity)}"]
    for line in budget.lines:
        sign = "−" if line.kind == "lacking" else ""
        margin = "" if line.margin is None else tr(mark("margin {margin}"), margin=display(
            line.margin, budget.quantity, unit, 3))  # fmt: skip
        value = sign + display(line.value, budget.quantity, unit, 4)
        rows.append(f"  {line.label:30} {value:>14} {per_cent(line.share):>9}  {margin}".rstrip())
    if budget.name == "power" and budget.margin is not None:
        rows.append(f"  {tr(mark('Margin, worst orbit')):30} {readable(budget.margin, budget.quantity):>14}")
    return "\n".join(rows)
