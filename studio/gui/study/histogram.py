"""How a result is spread: its samples in bins, with quantiles, the value now and a bound as lines."""

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from studio.analysis import RESULTS
from studio.analysis.bounds import bounds as bounds_of
from studio.analysis.result import FloatArray
from studio.analysis.study.uncertainty import MonteCarlo
from studio.design.unit_text import join
from studio.gui.money_text import shown_quantity
from studio.gui.plots.chart import Chart, Mark, Plot
from studio.gui.plots.curve import Curve, faded, pen
from studio.gui.plots.reader import Reader
from studio.gui.theme import Colours
from studio.gui.value_text import result_unit, typeset
from studio.text import tr, tr_count

_BINS = 32


class Histogram(Chart):
    """Steps filled down to nothing; the axis below has the unit in which the result is written."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("uncertainty-histogram", tr("How the result is spread over the samples"), parent)
        self.plot: Plot = self.add_plot()
        self.plot.left.name_it(tr("Samples"))
        self.steps = Curve(fill=True)
        self.plot.box.addItem(self.steps, ignoreBounds=True)
        self._edges, self._counts, self._symbol = np.zeros(0), np.zeros(0), ""
        self.reader = Reader(self, self._read, self._middles)

    def sizeHint(self) -> QSize:
        em = self.fontMetrics().height()
        return QSize(em * 26, em * 13)

    def minimumSizeHint(self) -> QSize:
        em = self.fontMetrics().height()
        return QSize(em * 12, em * 11)

    def use(self, colours: Colours) -> None:
        super().use(colours)
        self.steps.setPen(pen(colours.series[0], 1.4))
        self.steps.setBrush(faded(colours.series[0], 0.35))

    def _middles(self) -> FloatArray:
        """The middle of each bin."""
        return 0.5 * (self._edges[1:] + self._edges[:-1]) if self._counts.size else np.zeros(0)

    def _read(self, place: float | None) -> None:
        """Say at the cross-hair how many samples lie in the bin there."""
        if place is None or not self._counts.size:
            self.hide_cursor()
            return
        bin = min(max(int(np.searchsorted(self._edges, place)) - 1, 0), self._counts.size - 1)
        ends = tr("{low} to {high}", low=typeset(f"{self._edges[bin]:.4g}"),
                  high=join(typeset(f"{self._edges[bin + 1]:.4g}"), self._symbol))  # fmt: skip
        count = round(float(self._counts[bin]))
        self.set_cursor(place, text=tr_count("{ends}: {number} sample", "{ends}: {number} samples", count,
                                             ends=ends, number=f"{count}"))  # fmt: skip

    def show_result(self, found: MonteCarlo, name: str, colours: Colours) -> None:
        """Draw the samples of one result; nothing where no sample has it."""
        counts, edges = found.histogram(name, _BINS)
        said, info = found.summary(name), RESULTS[name]
        if said is None:
            self.steps.show_points(np.zeros(0), np.zeros(0))
            self.set_marks([])
            self._counts = np.zeros(0)
            self.reader.let_go()
            return
        x, y = np.repeat(edges, 2), np.concatenate(([0.0], np.repeat(counts, 2), [0.0]))
        quantity = shown_quantity(info.quantity)
        unit = quantity.unit(result_unit(info, said.least, said.most)) or quantity.units[0]
        symbol = unit.symbol
        place = np.array([unit.from_si(value) for value in x.tolist()])
        self.steps.show_points(place, y)
        self._edges, self._counts, self._symbol = place[::2], counts, symbol
        self.reader.let_go()
        span = float(place[-1] - place[0]) or abs(float(place[0])) or 1.0
        bounds = [unit.from_si(float(end)) for one in found.design.requirements if one.result == name
                  and one.against not in RESULTS for end in bounds_of(one, found.design, {})
                  if np.isfinite(end)]  # fmt: skip
        shown = [bound for bound in bounds if place[0] - span < bound < place[-1] + span]
        low, high = min([float(place[0]), *shown]), max([float(place[-1]), *shown])
        self.plot.box.show_x(low - 0.04 * span, high + 0.04 * span)
        self.plot.box.show_y(0.0, 1.08 * float(counts.max()))
        label = tr(info.label)
        self.plot.bottom.name_it(f"{label} [{symbol}]" if symbol else label)
        marks = [Mark(self.plot, unit.from_si(value), text, colours.muted)
                 for value, text in ((said.p10, "P10"), (said.p90, "P90"))]  # fmt: skip
        now = found.nominal.get(name)
        if now is not None:
            marks.append(Mark(self.plot, unit.from_si(now), tr("now"), colours.text))
        marks += [Mark(self.plot, bound, tr("bound")) for bound in shown]
        self.set_marks(marks)
        self.setAccessibleDescription(f"{label}: P10 {unit.from_si(said.p10):.4g}, P50 {unit.from_si(said.p50):.4g}, "
                                      f"P90 {unit.from_si(said.p90):.4g} {symbol}")  # fmt: skip
