"""Temperatures of the heat nodes over the orbit of the day with the least light, with the limit of the junctions."""

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.design.quantity import MINUTE
from studio.gui.plots.chart import Chart, Plot, fill_surface
from studio.gui.plots.curve import Shade, shade_tint
from studio.gui.plots.key import KeyColumn
from studio.gui.plots.orbit_life import cell_edges, closed, orbit_axis
from studio.gui.plots.orbit_reader import OrbitReader, minutes_text
from studio.gui.plots.series import Series, SeriesSet
from studio.gui.plots.steady import SteadyRange, steady_text, temperature_unit
from studio.gui.plots.taking_out import PlotMenu
from studio.gui.session import Session
from studio.gui.view import StageView
from studio.text import mark, tr

_MOST = 13
"""Nodes of the largest satellite: two circuits and an exchanger."""
_COLOURS = 7


class NodesChart(StageView):
    """The curves; their names and values stand in `keys`, which the view around places."""

    stages = ("illumination", "nodes")
    offered = Signal()
    """Other nodes are shown."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("thermal_nodes")
        self.setAccessibleName(tr("Temperatures of the heat nodes"))
        self.chart = Chart("thermal_nodes_orbit", tr("Temperatures of the heat nodes"), self)
        self.plot: Plot = self.chart.add_plot()
        self._unit = temperature_unit()
        self.shade = Shade()
        self.plot.box.addItem(self.shade, ignoreBounds=True)
        self.keys = KeyColumn(parent)
        self.series = (
            *(Series(f"node{place}", "", place % _COLOURS, dashed=place >= _COLOURS) for place in range(_MOST)),
            Series("limit", tr(mark("Junction limit")), "red", dashed=True),
        )
        self.curves = SeriesSet(self.plot, self.keys, self.series)
        self._names: tuple[str, ...] = ()
        self._range = SteadyRange(least=5.0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.chart)
        self.menu = PlotMenu(self, self.chart)
        self.reader = OrbitReader(session, self.chart, self.plot, self._read)
        self.theme_changed()

    def draw(self) -> None:
        illumination, nodes = self.session.table("illumination"), self.session.table("nodes")
        season = illumination.season
        time = orbit_axis(illumination.orbit_time)
        self.plot.box.show_x(0.0, float(time[-1]))
        dark = 1.0 - closed([season.visible_fraction[int(season.worst_day)]])[0]
        self.shade.show_cells(cell_edges(time), dark)
        names = nodes.node_names[:_MOST]
        unit = self._unit = temperature_unit()
        self.plot.left.name_it(tr("Temperature [{unit}]", unit=unit.symbol))
        known = closed(list(nodes.node_temperatures_worst_day[: len(names)])) / unit.factor - unit.offset
        limit = unit.from_si(self.session.design.thermal.junction_limit)
        rows = np.full((len(self.series), known.shape[1]), limit)
        rows[: len(names)] = known
        if names != self._names:
            self._names = names
            self._offer(names)
        if self._range.update(float(rows.min()), float(rows.max())):
            self.plot.box.show_y(self._range.low, self._range.high)
        self.curves.show(time, rows)
        self.reader.again()

    def _offer(self, names: tuple[str, ...]) -> None:
        for place, one in enumerate(self.series[:-1]):
            self.curves.offer(one.name, place < len(names))
            if place < len(names):
                self.keys[one.name].use_label(names[place])
        self.offered.emit()

    def theme_changed(self) -> None:
        colours = self.session.theme.colours
        fill_surface(self)
        self.chart.use(colours)
        self.curves.use(colours)
        self.shade.use(shade_tint(colours))

    def _read(self, time: float) -> bool:
        values = self.curves.read(time / self.reader.period)
        if not values:
            return False
        self.keys.show_heading(tr("Day with the least light · {minutes}", minutes=minutes_text(time)))
        for one, value in zip(self.series, values, strict=True):
            self.keys[one.name].show_value(steady_text(value, self._range.span, self._unit.symbol))
        return True

    @property
    def has_data(self) -> bool:
        """Whether there are numbers to take."""
        return all(self.session.table(stage) is not None for stage in self.stages)

    def data(self) -> list[list[str]]:
        """The temperatures of all nodes over the orbit."""
        return self.curves.data(tr("Time from the ascending node [min]"), MINUTE, lambda _: (self._unit.symbol, 1.0))
