"""What becomes of sunlight, of heat and of money on its way: bars in the order of the chain."""

from typing import Any

import numpy as np

from studio.analysis import RESULTS, Budget, Results
from studio.export.report.figures.charts import bars, best_unit, in_unit
from studio.export.report.figures.style import BLUE, COLOURS, GREEN, GREY, ORANGE, RED, axis_label, drawn, words
from studio.text import mark, tr

_KINDS = {"part": BLUE, "margin": ORANGE, "left": GREEN, "lacking": RED}
_MOST = 16


def chain(results: Results, names: str, values: str, *, keep_first: bool = True, log: bool = False) -> str | None:
    """The values of one result beside the names of another; of a long chain the largest steps only."""
    if names not in results or values not in results:
        return None
    labels, numbers = list(results[names]), np.asarray(results[values], dtype=np.float64)
    places = range(len(labels))
    if len(labels) > _MOST:
        chosen = {*np.argsort(-np.abs(numbers))[:_MOST].tolist(), *([0] if keep_first else [])}
        places = [place for place in places if place in chosen]  # type: ignore[assignment]
    known = RESULTS[values]
    return bars([tr(labels[place]) for place in places], [float(numbers[place]) for place in places], known.quantity,
                known.unit, tr(known.label), log=log)  # fmt: skip


def budget_picture(budget: Budget) -> str | None:
    """The lines of one budget."""
    if not budget.lines:
        return None
    values = [-line.value if line.kind == "lacking" else line.value for line in budget.lines]
    return bars([line.label for line in budget.lines], values, budget.quantity, budget.quantity.shown, budget.label,
                colours=[_KINDS[line.kind] for line in budget.lines])  # fmt: skip


def yearly_cost(results: Results) -> str | None:
    """What is paid in each year, by its kind, and what it is worth at the start."""
    names = ("cost.yearly_capital", "cost.yearly_renewal", "cost.yearly_operations", "cost.yearly_replacement")
    if "cost.year" not in results or not any(name in results for name in names):
        return None
    known = RESULTS["cost.year"]
    years = in_unit(results["cost.year"], known.quantity, known.unit)

    most = max(float(np.max(np.abs(results[name]))) for name in (*names, "cost.yearly") if name in results)
    unit = best_unit(most, RESULTS[names[0]].quantity, RESULTS[names[0]].unit)

    def draw(figure: Any) -> None:
        axes = figure.subplots()
        below = np.zeros_like(years)
        for place, name in enumerate(one for one in names if one in results):
            one = RESULTS[name]
            height = in_unit(results[name], one.quantity, unit)
            axes.bar(years, height, bottom=below, width=0.7, color=COLOURS[place], label=words(tr(one.label)))
            below = below + height
        if "cost.yearly_present" in results:
            one = RESULTS["cost.yearly_present"]
            axes.plot(years, in_unit(results["cost.yearly_present"], one.quantity, unit), color=GREY, marker="o",
                      markersize=3, linewidth=1.0, label=words(tr(one.label)))  # fmt: skip
        axes.set_xlabel(axis_label(tr(known.label), known.unit))
        axes.set_ylabel(axis_label(tr(mark("Paid in the year")), unit))
        axes.legend(loc="center left", bbox_to_anchor=(1.01, 0.5))

    return drawn(draw)
