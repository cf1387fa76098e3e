"""What is left of the power year by year, with its band, and what each ageing factor takes."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from studio.design.quantity import FLUX, YEAR
from studio.design.unit_text import display, join, number_text
from studio.gui.charts.annotated import AnnotatedChart, Note
from studio.gui.charts.areas import Area, Areas
from studio.gui.charts.lines import KeyRow, Line, Lines
from studio.gui.charts.view import ChartView, figure, plain
from studio.gui.inspector.words import sentence
from studio.gui.panel.words import share_text
from studio.gui.plots.chart import Mark
from studio.gui.plots.curve import faded
from studio.gui.plots.life_slider import LifeSlider
from studio.gui.plots.linked import Linked
from studio.gui.plots.reader import Reader
from studio.gui.plots.steady import SteadyRange
from studio.gui.session import Session
from studio.text import mark, tr

Array = NDArray[np.float64]
_WHOLE = "whole"
_SAMPLE_TINT = 2
_HIGH_EMS = 24
"""From this height on the source of the damage curve stands under it."""
_FEW = 2
"""Numbers above the curves where it is low."""
_TOLD = 2
"""Warnings that are shown under the curves; the others are in the tooltip."""


class LifeChart(ChartView):
    """Two modes: power per area with its band, and the named factors that make it fall."""

    stages = ("radiation", "panel", "power")
    modes = (("power", mark("Power")), ("factors", mark("Factors")))

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "life_chart", tr("Power over the life"), parent)
        self.mode_buttons["power"].setToolTip(tr("Power per panel area in sunlight, with the band of its uncertainty"))
        self.mode_buttons["factors"].setToolTip(tr("What each kind of ageing leaves of the power"))
        self.chart = AnnotatedChart("life_chart_plot", tr("Power per panel area over the life"), self.body)
        self.plot = self.chart.add_plot()
        self.plot.bottom.name_it(tr("Time since launch [yr]"))
        self.plot.bottom.setScale(1.0 / YEAR)
        self.band = Areas()
        self.plot.box.addItem(self.band, ignoreBounds=True)
        self.keys = KeyRow(self.body)
        self.lines = Lines(self.plot, self.keys)
        self.source = QLabel(self.body)
        self.source.setObjectName("life_chart-source")
        self.source.setProperty("look", "muted")
        self.source.setWordWrap(True)
        self.source.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.warning = QLabel(self.body)
        self.warning.setObjectName("life_chart-warning")
        self.warning.setWordWrap(True)
        self.warning.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.chart, 1)
        for widget in (self.keys, self.source, self.warning):
            column.addWidget(widget)
        self._ranges = {"power": SteadyRange(floor=0.0), "factors": SteadyRange(least=0.02)}
        self._told: list[str] = []
        self._was_high = True
        self._sampled = False
        session.sample_changed.connect(self.request_draw)
        session.design_changed.connect(self._forget_sample)
        self.slider = LifeSlider(session, "life_chart_year", self)
        self.head.insertWidget(self.head.count() - 1, self.slider, 1)
        session.life.moved.connect(self._mark_year)
        self.tie = Linked(self.chart, self.plot, session.links.life)
        self.reader = Reader(self.chart, self._write_cursor, self._years, session.links.life)
        self.theme_changed()

    def missing(self) -> str:
        if self.session.table("panel").life_time[-1] <= 0.0:
            return tr("The lifetime of the mission is zero: nothing has time to age.")
        if self.mode == "factors" and not self.session.table("radiation").factor_names:
            return tr(
                "The yearly loss of this design is stated as one number. Choose the computed ageing model to see "
                "what each kind of ageing takes."
            )
        return ""

    def theme_changed(self) -> None:
        super().theme_changed()
        colours = self.session.theme.colours
        self.chart.use(colours)
        self.warning.setStyleSheet(f"QLabel {{ color: {colours.amber}; }}")

    def show_tables(self) -> None:
        radiation, panel, power = (self.session.table(stage) for stage in self.stages)
        # A hair more than the life, so that rounding does not lose the last number of the axis.
        self.plot.box.show_x(0.0, float(panel.life_time[-1]) * (1.0 + 1e-9))
        if self.mode == "power":
            self._show_power()
        else:
            self._show_factors()
        told_of = (
            *figure("panel.remaining_factor", radiation.remaining),
            *figure("radiation.retention_fluence", radiation.retention_fluence),
            *figure("radiation.retention_dose", radiation.retention_dose),
            *(figure("environment.fluence_1mev_year", radiation.fluence_1mev_year) if radiation.damage_curve else ()),
            *(figure("radiation.fluence_life", radiation.fluence_life) if radiation.damage_curve else ()),
            *figure("power.array_eol", power.array_eol),
        )  # fmt: skip
        self.figures.show_figures(told_of if self._high else told_of[:_FEW])
        curve, source = radiation.damage_curve, radiation.damage_source
        self.source.setText(tr("Damage curve {curve}: {source}", curve=tr(curve), source=source) if curve else "")
        self.figures.setToolTip(self.source.text())
        told = [f"⚠ {sentence(issue.text)}" for issue in radiation.issues]
        kept = [one for one in (radiation.retention_fluence, radiation.retention_dose) if one is not None]
        if len(radiation.factor_names) == 1 and kept and min(kept) < radiation.remaining:  # the stated loss
            told.insert(0, tr(
                "⚠ The yearly loss is stated and leaves {stated}; radiation alone would leave {kept}.",
                stated=share_text(float(radiation.remaining)), kept=share_text(float(min(kept))),
            ))  # fmt: skip
        self._told = told
        self._mark_year()
        self._fit_words()
        self.reader.again()

    def _mark_year(self) -> None:
        """Mark the year that the plots over the orbit are shown in."""
        life = self.session.life
        chosen = life.year is not None and bool(life.times)
        tint = self.session.theme.colours.accent
        self.chart.set_marks([Mark(self.plot, life.times[life.place], life.text, tint)] if chosen else [])

    def data(self) -> list[list[str]]:
        radiation, panel = self.session.table("radiation"), self.session.table("panel")
        heads = [tr("Time [yr]"), tr("Power [W/m²]"), tr("Low [W/m²]"), tr("High [W/m²]"), tr("Remaining")]
        heads += radiation.factor_names
        columns = [panel.life_time / YEAR, panel.life_electric, panel.life_electric_low, panel.life_electric_high,
                   radiation.life_remaining, *radiation.factors]  # fmt: skip
        if (found := self._sample()) is not None:
            heads += [tr("Remaining, P10"), tr("Remaining, P90")]
            columns += [*found]
        return [heads, *([plain(value) for value in row] for row in zip(*columns, strict=True))]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_words()
        if self._high != self._was_high:
            self._was_high = self._high
            self.request_draw()

    @property
    def _high(self) -> bool:
        return self.height() >= _HIGH_EMS * self.fontMetrics().height()

    def _fit_words(self) -> None:
        """Leave the words to the tooltips where the curves need the room; of the warnings a line remains."""
        high, told = self._high, self._told
        self.source.setVisible(high and bool(self.source.text()))
        if self.mode == "factors":
            self.figures.setVisible(high and not self.missing())  # the keys say the same
        if high:
            text, rest = "\n".join(told[:_TOLD]), told[_TOLD:]
        else:
            room = self.width() - 2 * self.fontMetrics().height()
            text, rest = self.fontMetrics().elidedText(" ".join(told), Qt.TextElideMode.ElideRight, room), told
        self.warning.setText(text)
        self.warning.setToolTip("\n".join(rest))
        self.warning.setVisible(bool(told))

    def _show_power(self) -> None:
        panel, colours = self.session.table("panel"), self.session.theme.colours
        time, power = panel.life_time, panel.life_electric
        low, high = panel.life_electric_low, panel.life_electric_high
        tint = colours.series[0]
        lines = [Line("power", tr("Power, end of life"), tint, time, power, width=2.4,
                      value=display(float(power[-1]), FLUX, digits=4))]  # fmt: skip
        if float((high - low).max()) > 0.0:
            ends = tr("{low}–{high}", low=f"{low[-1]:.0f}", high=display(float(high[-1]), FLUX, digits=3))
            lines.append(Line("low", tr("Band"), tint, time, low, dashed=True, width=1.0, value=ends))
        areas, most = [Area(time, low, high, faded(tint, 0.22))], float(max(high.max(), power.max()))
        if (found := self._sample()) is not None:
            remaining = self.session.table("radiation").life_remaining
            whole = power / np.where(remaining > 0.0, remaining, np.inf)  # what it would be if nothing aged
            ends = tr("{low}–{high}", low=f"{(whole * found[0])[-1]:.0f}",
                      high=display(float((whole * found[1])[-1]), FLUX, digits=3))  # fmt: skip
            self._add_sample(lines, areas, time, whole * found[0], whole * found[1], ends)
            most = max(most, float((whole * found[1]).max()))
        self.lines.show(lines)
        self.band.show_areas(tuple(areas))
        self._use_range(0.0, most)
        self.plot.left.setScale(1.0)
        self.plot.left.name_it(tr("Power in sunlight [W/m²]"))
        self.chart.set_notes((
            Note(self.plot, float(time[-1]), float(power[-1]), join(f"{power[-1]:.0f}", "W/m²"), dot=tint),
            Note(self.plot, 0.0, float(power[0]), join(f"{power[0]:.0f}", "W/m²"), dot=tint),
        ))  # fmt: skip

    def _show_factors(self) -> None:
        radiation, colours = self.session.table("radiation"), self.session.theme.colours
        time, tints = radiation.life_time, colours.series
        lines = [Line(_WHOLE, tr("All together"), colours.text, time, radiation.life_remaining, width=2.6,
                      value=share_text(float(radiation.life_remaining[-1])))]  # fmt: skip
        for place, (name, row) in enumerate(zip(radiation.factor_names, radiation.factors, strict=True)):
            lines.append(Line(name, name, tints[place % len(tints)], time, row, dashed=place % 2 == 1,
                              value=share_text(float(row[-1]))))  # fmt: skip
        areas = [Area(time, radiation.life_low, radiation.life_high, faded(colours.text, 0.1))]
        top = float(radiation.life_high.max())
        if (found := self._sample()) is not None:
            ends = tr("{low} to {high}", low=share_text(float(found[0][-1])), high=share_text(float(found[1][-1])))
            self._add_sample(lines, areas, time, found[0], found[1], ends)
            top = max(top, float(found[1].max()))
        self.lines.show(lines)
        self.band.show_areas(tuple(areas))
        rows = np.stack([*(line.y for line in lines), radiation.life_low, radiation.life_high])
        self._use_range(float(rows.min()), max(float(rows.max()), top))
        self.plot.left.setScale(100.0)
        self.plot.left.name_it(tr("Left of the power [%]"))
        self.chart.set_notes(())

    def _sample(self) -> tuple[Array, Array] | None:
        """P10 and P90 of what is left of the power at the times that are shown, where the design was sampled."""
        sample = self.session.sample
        found = sample.band("radiation.life_remaining") if sample is not None else None
        self._sampled = found is not None
        if found is None:
            return None
        time = self.session.table("panel").life_time
        return np.interp(time, found.time, found.p10), np.interp(time, found.time, found.p90)

    def _add_sample(
        self, lines: list[Line], areas: list[Area], time: Array, low: Array, high: Array, ends: str
    ) -> None:
        tint = self.session.theme.colours.series[_SAMPLE_TINT]
        lines.append(Line("sample", tr("P10 to P90 of the ageing"), tint, time, low, dashed=True, width=1.0,
                          value=ends))  # fmt: skip
        areas.append(Area(time, low, high, faded(tint, 0.2)))

    def _forget_sample(self) -> None:
        if self._sampled and self.session.sample is None:
            self.request_draw()

    def _use_range(self, low: float, high: float) -> None:
        axis = self._ranges[self.mode]
        axis.update(low, high)
        self.plot.box.show_y(axis.low, axis.high)

    def _years(self) -> Array:
        """Where the curves have points."""
        panel = self.session.table("panel")
        return np.zeros(0) if panel is None else np.asarray(panel.life_time)

    def _write_cursor(self, time: float | None) -> None:
        if time is None:
            self.chart.hide_cursor()
            self.lines.show_values({})
            return
        self.chart.set_cursor(time, text=join(number_text(time / YEAR, 3), "yr"))
        power = self.mode == "power"
        self.lines.show_values({name: display(value, FLUX, digits=4) if power else share_text(value)
                                for name, value in self.lines.at(time).items()})  # fmt: skip
