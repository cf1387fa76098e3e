"""Two results of a kind over something: two curves, the dots where they meet, and the value that is now."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.analysis import RESULTS
from studio.analysis.result import FloatArray
from studio.design.quantity import NUMBER
from studio.design.unit_text import number_text
from studio.gui.charts.annotated import AnnotatedChart, Note
from studio.gui.charts.lines import KeyRow, Line, Lines
from studio.gui.money_text import shown_quantity
from studio.gui.plots.chart import Mark, fill_surface
from studio.gui.plots.log_axis import Tick, even_places, log_finder
from studio.gui.plots.reader import Reader
from studio.gui.session import Session
from studio.gui.value_text import result_text, result_unit, typeset
from studio.text import mark, tr

_DECADE = 15.0
"""From this ratio of the largest to the least, an axis is logarithmic."""
_HEADROOM = 0.06
_EDGE = 0.06
"""The share of the width, at its right end, in which no words begin."""


@dataclass(frozen=True, slots=True, eq=False)
class Curves:
    """What is to be drawn: `x` (N,) with `one` and `other` (N,) [SI], both results of a quantity.

    `dots` are places where they meet with the words there, `now` the value that holds, `words` writes a value of x.
    """

    x: FloatArray
    one: FloatArray
    other: FloatArray
    name: str
    """Of the result whose unit both are written in."""
    labels: tuple[str, str]
    results: tuple[str, str]
    """Their names, as far as they have one."""
    axis: str
    words: Callable[[float], str]
    logarithmic: bool
    dots: tuple[tuple[float, float, str], ...] = ()
    now: tuple[float, str] | None = None
    whole: bool = False
    up: str = mark("Price")
    """What the axis that goes up is called."""
    from_zero: bool = True
    """Whether that axis begins at nothing, where nothing is below."""


class TwoCurves(QWidget):
    """The chart and its keys; the pointer reads both values at a place."""

    def __init__(self, session: Session, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: Curves | None = None
        self._log_y = False
        self._unit = NUMBER.units[0]
        self.chart = AnnotatedChart(name, title, self)
        self.plot = self.chart.add_plot()
        self.keys = KeyRow(self)
        self.lines = Lines(self.plot, self.keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.chart, 1)
        column.addWidget(self.keys)
        self.chart.setMinimumHeight(round(self.fontMetrics().height() * 11))
        self.reader = Reader(self.chart, self._read, self._places)
        self.use_theme()

    def use_theme(self) -> None:
        """Take over the colours."""
        fill_surface(self)
        self.chart.use(self._session.theme.colours)

    def show_curves(self, shown: Curves) -> None:
        """Draw these instead of what is drawn."""
        self._shown = shown
        info = RESULTS[shown.name]
        symbol = result_unit(info, float(np.max(np.abs([shown.one, shown.other]))))
        self._unit = shown_quantity(info.quantity).unit(symbol) or info.quantity.units[0]
        colours = self._session.theme.colours
        both = np.concatenate([self._in_unit(shown.one), self._in_unit(shown.other)])
        self._log_y = bool(both.min() > 0.0 and both.max() > _DECADE * both.min())
        self._scale_x(shown)
        self._scale_y(shown, both)
        x = self._across(shown.x)
        self.lines.show([
            Line("one", shown.labels[0], colours.series[0], x, self._up(shown.one)),
            Line("other", shown.labels[1], colours.series[1], x, self._up(shown.other)),
        ])
        self.chart.set_notes(tuple(
            Note(self.plot, float(self._across(place)), float(self._up(level)), text, dot=colours.green)
            for place, level, text in shown.dots
        ))
        marks = []
        if shown.now is not None:
            marks.append(Mark(self.plot, float(self._across(shown.now[0])), shown.now[1], colours.muted))
        self.chart.set_marks(marks)
        self.reader.again()

    def _across(self, x: float | FloatArray) -> FloatArray:
        value = np.asarray(x, dtype=np.float64)
        return np.log10(value) if self._shown is not None and self._shown.logarithmic else value

    def _in_unit(self, y: float | FloatArray) -> FloatArray:
        """Values [SI] as the axis has them."""
        value = np.asarray(y, dtype=np.float64)
        return np.asarray([self._unit.from_si(one) for one in np.atleast_1d(value).tolist()]).reshape(value.shape)

    def _up(self, y: float | FloatArray) -> FloatArray:
        value = self._in_unit(y)
        return np.log10(value) if self._log_y else value

    def _scale_x(self, shown: Curves) -> None:
        low, high = float(shown.x[0]), float(shown.x[-1])
        bottom = self.plot.bottom
        bottom.name_it(shown.axis)
        last = float(self._across(high))
        edge = last - _EDGE * (last - float(self._across(low)))
        find = log_finder(shown.words) if shown.logarithmic else _even_finder(shown)
        # A label at the very end would reach beyond the page: its tick stays, its words go.
        bottom.find_ticks(lambda a, b: [(place, text if place < edge else "") for place, text in find(a, b)])
        low, high = float(self._across(low)), float(self._across(high))
        self.plot.box.show_x(low, high if high > low else low + 1.0)

    def _scale_y(self, shown: Curves, both: FloatArray) -> None:
        left = self.plot.left
        low, high = float(both.min()), float(both.max())
        left.setScale(1.0)
        if self._log_y:
            left.find_ticks(log_finder(lambda value: typeset(number_text(value, 3))))
            low, high = math.log10(low), math.log10(high)
        else:
            left.find_ticks(None)
            low = min(low, 0.0) if shown.from_zero else low
        left.name_it(f"{tr(shown.up)} [{self._unit.symbol}]" if self._unit.symbol else tr(shown.up))
        room = _HEADROOM * ((high - low) or abs(high) or 1.0)
        below = room if self._log_y or low < 0.0 or not shown.from_zero else 0.0
        if not shown.from_zero:
            below *= 2.5  # the words at the foot of the mark stand clear of what lies lowest
        self.plot.box.show_y(low - below, high + room)

    def _places(self) -> FloatArray:
        """Where alone the cross-hair may stand: at whole numbers, where there is nothing between them."""
        shown = self._shown
        return self._across(shown.x) if shown is not None and shown.whole else np.zeros(0)

    def _read(self, x: float | None) -> None:
        shown = self._shown
        if shown is None or x is None:
            self.chart.hide_cursor()
            self.lines.show_values({})
            return
        self.chart.set_cursor(x, None, shown.words(10.0**x if shown.logarithmic else x))
        self.lines.show_values({
            name: result_text(shown.name, self._unit.to_si(10.0**y if self._log_y else y))
            for name, y in self.lines.at(x).items() if math.isfinite(y)
        })


def _even_finder(shown: Curves) -> Callable[[float, float], list[Tick]]:
    """Round places, written in the unit of the field."""
    least = 1.0 if shown.whole else 0.0
    return lambda low, high: [(place, shown.words(place)) for place in even_places(low, high, least)]
