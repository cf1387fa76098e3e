"""Temperatures of the heat nodes over the orbit of the day with the least light, with the limit of the junctions."""

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.design.quantity import MINUTE, TEMPERATURE
from studio.design.unit_text import join
from studio.gui.plots.chart import Chart, Plot, fill_surface
from studio.gui.plots.curve import Shade, faded
from studio.gui.plots.key import KeyColumn
from studio.gui.plots.orbit_life import cell_edges, closed, orbit_axis
from studio.gui.plots.series import Series, SeriesSet
from studio.gui.plots.steady import SteadyRange, steady_text
from studio.gui.session import Session
from studio.gui.view import StageView
from studio.text import mark, tr

_CELSIUS = TEMPERATURE.units[1]
_MOST = 13
"""Nodes of the largest satellite: two circuits and an exchanger."""
_COLOURS = 7
_STEP = 0.005


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
        self.plot.bottom.name_it(tr("Time from the ascending node [min]"))
        self.plot.bottom.setScale(1.0 / MINUTE)
        self.plot.left.name_it(tr("Temperature [°C]"))
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
        self.plot.box.pointed.connect(self._point)
        self.chart.stepped.connect(self._stepped)
        session.clock.moved.connect(self._clock_moved)
        self.theme_changed()

    def draw(self) -> None:
        illumination, nodes = self.session.table("illumination"), self.session.table("nodes")
        season = illumination.season
        time = orbit_axis(illumination.orbit_time)
        self.plot.box.show_x(0.0, float(time[-1]))
        dark = 1.0 - closed([season.visible_fraction[int(season.worst_day)]])[0]
        self.shade.show_cells(cell_edges(time), dark)
        names = nodes.node_names[:_MOST]
        known = closed(list(nodes.node_temperatures_worst_day[: len(names)])) - _CELSIUS.offset
        limit = self.session.design.thermal.junction_limit - _CELSIUS.offset
        rows = np.full((len(self.series), known.shape[1]), limit)
        rows[: len(names)] = known
        if names != self._names:
            self._names = names
            self._offer(names)
        if self._range.update(float(rows.min()), float(rows.max())):
            self.plot.box.setYRange(self._range.low, self._range.high, padding=0)
        self.curves.show(time, rows)
        self._clock_moved()

    def _offer(self, names: tuple[str, ...]) -> None:
        for place, one in enumerate(self.series[:-1]):
            self.curves.offer(one.name, place < len(names))
            if place < len(names):
                self.keys[one.name].use_label(names[place])
        self.offered.emit()

    def theme_changed(self) -> None:
        colours = self.session.theme.colours
        fill_surface(self, colours)
        self.chart.use(colours)
        self.curves.use(colours)
        self.shade.use(faded(colours.text, 0.16) if colours.dark else faded(colours.muted, 0.24))

    def _clock_moved(self) -> None:
        values = self.curves.read(self.session.clock.phase) if self.isVisible() else []
        if not values:
            return
        time = self.session.clock.phase * self.plot.box.full[1]
        minutes = join(f"{time / MINUTE:.1f}", "min")
        self.chart.set_cursor(time, text=minutes)
        self.keys.show_heading(tr("Day with the least light · {minutes}", minutes=minutes))
        for one, value in zip(self.series, values, strict=True):
            self.keys[one.name].show_value(steady_text(value, self._range.span, _CELSIUS.symbol))

    def _point(self, time: float, _: float) -> None:
        self.session.clock.set_phase(min(max(time / self.plot.box.full[1], 0.0), 0.9999))

    def _stepped(self, across: int, _: int) -> None:
        clock = self.session.clock
        clock.set_phase(clock.phase + across * _STEP)
