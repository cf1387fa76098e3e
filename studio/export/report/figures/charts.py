"""The kinds of charts that most figures are: curves over one axis, and bars with their values."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from studio.analysis import RESULTS, Results
from studio.design.quantity import ELECTRONVOLT, NUMBER, RATIO, Quantity, Unit
from studio.design.shown import shown_symbol
from studio.design.unit_text import STEPPED, readable_unit
from studio.export.report.figures.style import COLOURS, DASHES, axis_label, drawn, legend_below, tick_text, words
from studio.text import tr

_DECADES = 1e8
"""What lies further below the most is not shown on a logarithmic axis."""
_MORE_UNITS = {"MeV": Unit("MeV", 1e6 * ELECTRONVOLT)}


@dataclass(frozen=True, slots=True)
class Panel:
    """One pair of axes: results drawn over one other, each by its label, in the unit of the first."""

    over: str
    names: tuple[str, ...]
    title: str
    log: bool = False
    zero: bool = True
    """Whether the axis goes down to zero."""
    over_log: bool = False
    unit: str = ""
    over_unit: str = ""


def curves(results: Results, panels: Sequence[Panel], height: float = 2.5) -> str | None:
    """The panels beside one another, without those that have no results; None where none has any."""
    known = [one for one in panels if one.over in results and any(name in results for name in one.names)]
    if not known:
        return None

    def draw(figure: Any) -> None:
        for axes, panel in zip(np.atleast_1d(figure.subplots(1, len(known))), known, strict=True):
            _panel(axes, results, panel, beside=len(known) > 1)

    return drawn(draw, height)


def _panel(axes: Any, results: Results, panel: Panel, *, beside: bool) -> None:
    time = RESULTS[panel.over]
    names = [name for name in panel.names if name in results]
    first = RESULTS[names[0]]
    values = [np.asarray(results[name], dtype=np.float64) for name in names]
    unit = panel.unit or best_unit(max(float(np.max(np.abs(value))) for value in values), first.quantity, first.unit)
    over_unit = panel.over_unit or time.unit
    x = in_unit(results[panel.over], time.quantity, over_unit)
    for place, (name, value) in enumerate(zip(names, values, strict=True)):
        y = in_unit(value, first.quantity, unit)
        for row in np.atleast_2d(y):
            axes.plot(x, row, color=COLOURS[place % len(COLOURS)], linestyle=DASHES[place % len(DASHES)],
                      label=words(tr(RESULTS[name].label)))  # fmt: skip
    axes.set_title(words(panel.title), loc="left")
    axes.set_xlabel(axis_label(tr(time.label), over_unit))
    kind = first.quantity
    axes.set_ylabel(axis_label(panel.title if kind in {RATIO, NUMBER} else _capital(tr(kind.label)), unit))
    axes.margins(x=0.0)
    if panel.over_log:
        axes.set_xscale("log")
    if panel.log:
        axes.set_yscale("log")
        low, high = axes.get_ylim()
        axes.set_ylim(bottom=max(low, high / _DECADES))
    elif panel.zero:
        low, high = axes.get_ylim()
        nothing = not any(value.any() for value in values)
        axes.set_ylim(*((0.0, 1.0) if nothing else (min(0.0, low), max(high, 0.0) or 1.0)))
    if len(names) > 1:
        legend_below(axes, 1 if beside else 2)


def bars(
    labels: Sequence[str], values: Sequence[float], quantity: Quantity, unit: str, axis: str, *,
    colours: Sequence[str] = (), log: bool = False, digits: int = 3,
) -> str | None:  # fmt: skip
    """Horizontal bars, each with its value written beside it; None where there is none."""
    if not len(values):
        return None
    unit = best_unit(max(abs(float(value)) for value in values), quantity, unit)
    numbers = in_unit(values, quantity, unit)

    def draw(figure: Any) -> None:
        axes = figure.subplots()
        places = np.arange(len(numbers))[::-1]
        axes.barh(places, numbers, height=0.66, color=list(colours) or COLOURS[0])
        axes.set_yticks(places, [words(shortened(label)) for label in labels])
        axes.set_ylim(-0.6, len(numbers) - 0.4)
        axes.tick_params(axis="y", length=0)
        axes.grid(visible=False, axis="y")
        axes.set_xlabel(axis_label(axis, unit))
        if log:
            axes.set_xscale("log")
        for place, number in zip(places, numbers, strict=True):
            axes.annotate(tick_text(float(f"{number:.{digits}g}")), (number, place), va="center",
                          xytext=(3 if number >= 0 else -3, 0), textcoords="offset points", fontsize=7.5,
                          ha="left" if number >= 0 else "right", color="#20242a")  # fmt: skip
        axes.margins(x=0.12)
        if not log:
            axes.axvline(0.0, color="#4a4f57", linewidth=0.8)

    return drawn(draw, 0.55 + 0.2 * len(numbers))


def best_unit(largest: float, quantity: Quantity, unit: str) -> str:
    """The unit that keeps the largest number short, where the quantity has one for that; otherwise `unit`."""
    if quantity.name not in STEPPED or not largest > 0.0:
        return unit
    return shown_symbol(quantity, readable_unit(largest, quantity))


def in_unit(values: Any, quantity: Quantity, unit: str) -> np.ndarray[Any, Any]:
    """SI values as numbers in `unit`."""
    chosen = _MORE_UNITS.get(unit) or quantity.unit(unit) or quantity.units[0]
    return np.asarray(values, dtype=np.float64) / chosen.factor - chosen.offset


def shortened(text: str, longest: int = 46) -> str:
    """`text` in the room that a label has."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
