"""How many satellites of the fleet are in the dark at once, and its power: over the year, and over a day."""

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from studio.analysis.fleet import kernels
from studio.analysis.fleet.day import FleetDay, fleet_day
from studio.analysis.result import FloatArray
from studio.design.quantity import DAY, HOUR, POWER
from studio.design.unit_text import join, number_text, readable_unit
from studio.gui.charts.annotated import AnnotatedChart
from studio.gui.charts.figure_strip import Shown
from studio.gui.charts.lines import KeyRow, Line, Lines
from studio.gui.charts.view import ChartView, figure, plain
from studio.gui.plots.curve import Shade, shade_tint
from studio.gui.plots.linked import Linked
from studio.gui.plots.reader import Reader
from studio.gui.plots.steady import SteadyRange
from studio.gui.session import Session
from studio.gui.tasks import Tasks
from studio.gui.value_text import typeset, value_text
from studio.text import mark, tr

_QUIET_MS = 400
_LIT = 0.999
"""Least share of the disk that is seen on a day without eclipse."""


class LightPage(ChartView):
    """The year is known plane by plane; a day is flown satellite by satellite, beside the GUI."""

    stages = ("orbit", "power", "fleet")
    modes = (("dark", mark("In the dark")), ("power", mark("Power")), ("day", mark("One day")))
    pause_ms = 120

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "fleet_light", tr("The fleet in sunlight"), parent)
        self.chart = AnnotatedChart("fleet_light_plot", tr("Satellites in the dark and power of the fleet"), self.body)
        self.plot = self.chart.add_plot()
        self.keys = KeyRow(self.body)
        self.lines = Lines(self.plot, self.keys)
        self.progress = QProgressBar(self.body)
        self.progress.setRange(0, 100)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("Flying every satellite through the day"))
        self.progress.hide()
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.chart, 1)
        column.addWidget(self.keys)
        column.addWidget(self.progress)
        self.day: FleetDay | None = None
        self._day_of: tuple[object, int] | None = None
        self._ranges = {mode: SteadyRange(floor=0.0) for mode, _ in self.modes}
        # A day of a million takes a second: it waits until the hand rests.
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(self._fly)
        self.tasks = Tasks(self, "fleet-day")
        self.tasks.progressed.connect(lambda share: self.progress.setValue(round(100 * share)))
        self.tasks.done.connect(self._take_day)
        self.tasks.failed.connect(self._fail)
        self.shade = Shade()
        self.plot.box.addItem(self.shade, ignoreBounds=True)
        self.tie = Linked(self.chart, self.plot, session.links.year, 1.0 / DAY)
        self.reader = Reader(self.chart, self._write_cursor)
        session.clock.day_changed.connect(self._day_changed)
        self.theme_changed()

    def missing(self) -> str:
        return ""

    def theme_changed(self) -> None:
        super().theme_changed()
        self.chart.use(self.session.theme.colours)
        self.shade.use(shade_tint(self.session.theme.colours))

    def _shade_season(self) -> None:
        """Shade the days on which the orbit that is stated meets the shadow, where the year is shown."""
        found = self.session.table("illumination")
        self.tie.active = self.mode != "day"
        if found is None or self.mode == "day":
            self.shade.show_cells(np.zeros(2), np.zeros(1))
            return
        hidden = (found.season.visible_fraction.min(axis=1) < _LIT).astype(np.float64)
        self.shade.show_cells(np.arange(len(hidden) + 1) * found.day_step * DAY, hidden)
        self.shade.setToolTip(tr("Shaded: days on which the orbit of the design meets the shadow"))

    def show_tables(self) -> None:
        self._shade_season()
        fleet, power = self.session.table("fleet"), self.session.table("power")
        clock = self.session.clock
        shown = [*figure("fleet.dark_most", round(fleet.dark_most)), *figure("fleet.dark_mean", round(fleet.dark_mean)),
                 *figure("fleet.power_mean", fleet.power_mean), *figure("fleet.power_least", fleet.power_least),
                 *figure("fleet.energy_year", fleet.energy_year)]  # fmt: skip
        if self.mode == "day":
            if (fleet.layout, clock.day) != (self._day_of or (None, 0)):
                self._quiet.start()
            if self.day is None:
                self.lines.show(())
            else:
                shown = [*self._told_of_day(self.day), *shown[2:]]
                self._draw(self.day.time, self.day.dark, HOUR, tr("Time of the day [h]"), "number", "h")
        elif self.mode == "power":
            self._draw(fleet.day, fleet.power, DAY, tr("Time since the epoch [d]"), "power", "d")
        else:
            self._draw(fleet.day, fleet.dark, DAY, tr("Time since the epoch [d]"), "number", "d")
        assert power is not None
        self.figures.show_figures(tuple(shown))

    def data(self) -> list[list[str]]:
        fleet = self.session.table("fleet")
        if self.mode == "day" and self.day is not None:
            rows = zip(self.day.time, self.day.dark, strict=True)
            return [[tr("Time [s]"), tr("In the dark")], *([plain(v) for v in row] for row in rows)]
        rows3 = zip(fleet.day, fleet.dark, fleet.power, strict=True)
        return [[tr("Time [s]"), tr("In the dark"), tr("Power [W]")], *([plain(v) for v in row] for row in rows3)]

    def _draw(self, x: FloatArray, y: FloatArray, scale: float, across: str, kind: str, unit: str) -> None:
        colours = self.session.theme.colours
        self._x_unit, self._x_scale, self._y_unit = unit, scale, ""
        self._y_scale, name = 1.0, tr("In the dark")
        if kind == "power":
            self._y_unit = readable_unit(float(y.max()), POWER)
            found = POWER.unit(self._y_unit)
            self._y_scale = 1.0 if found is None else found.factor
            title, tint = tr("Power of the fleet [{unit}]", unit=self._y_unit), colours.series[0]
            name = tr("Power of the fleet")
            text = value_text(float(y.mean()), POWER, self._y_unit, 4)
        elif float(y.max()) >= 1e4:
            self._y_scale = 1e3
            title, tint = tr("Satellites in the dark [thousand]"), colours.series[1]
            text = typeset(str(round(float(y.mean()))))
        else:
            title, tint = tr("Satellites in the dark"), colours.series[1]
            text = typeset(str(round(float(y.mean()))))
        self.plot.bottom.name_it(across)
        self.plot.bottom.setScale(1.0 / scale)
        self.plot.left.name_it(title)
        self.plot.left.setScale(1.0 / self._y_scale)
        self.plot.box.show_x(float(x[0]), float(x[-1]) * (1.0 + 1e-9))
        axis = self._ranges[self.mode]
        axis.update(0.0, float(y.max()))
        self.plot.box.show_y(axis.low, max(axis.high, axis.low + 1e-9))
        self.lines.show((Line("value", name, tint, x, y, width=2.2, value=tr("mean {value}", value=text)),))
        self.reader.again()

    def _told_of_day(self, day: FleetDay) -> list[Shown]:
        low, high = typeset(str(round(float(day.dark.min())))), typeset(str(round(float(day.dark.max()))))
        never = typeset(str(int((day.shares > 1.0 - 1e-6).sum())))
        return [Shown("fleet.dark", tr("In the dark that day"), tr("{low} to {high}", low=low, high=high)),
                Shown("fleet.dark_mean", tr("Never dark that day"), never)]  # fmt: skip

    def _fly(self) -> None:
        fleet, orbit = self.session.table("fleet"), self.session.table("orbit")
        if fleet is None or orbit is None or self.mode != "day":
            return
        day = self.session.clock.day
        self._day_of = (fleet.layout, day)
        planes, epoch = fleet.layout.planes, orbit.epoch
        self.progress.setValue(0)
        self.progress.show()

        def work(checkpoint, report):  # type: ignore[no-untyped-def]
            kernels.prepare()
            return fleet_day(planes, epoch, day * DAY, checkpoint=checkpoint)

        self.tasks.run(work)

    def _take_day(self, day: FleetDay) -> None:
        self.progress.hide()
        self.day = day
        self.request_draw()

    def _fail(self, reason: str) -> None:
        self.progress.hide()
        self.day = None
        self.chart.set_notes(())
        self.absent.setText(reason)
        self.absent.show()

    def _day_changed(self) -> None:
        if self.mode == "day":
            self.request_draw()

    def _write_cursor(self, x: float | None) -> None:
        found = {} if x is None else self.lines.at(x)
        if x is None or "value" not in found:
            self.chart.hide_cursor()
            self.lines.show_values({})
            return
        value = found["value"]
        counted = typeset(number_text(round(value), 7))
        text = join(f"{value / self._y_scale:.4g}", self._y_unit) if self._y_unit else counted
        self.chart.set_cursor(x, text=join(number_text(x / self._x_scale, 4), self._x_unit))
        self.lines.show_values({"value": text})
