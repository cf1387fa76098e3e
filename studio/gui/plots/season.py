"""The year at a glance: light, power and temperature for every day and place in the orbit."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio.design.quantity import ANGLE, MINUTE, POWER, Unit
from studio.design.shown import shown_symbol
from studio.design.unit_text import join, readable_unit
from studio.gui.dates import day_date
from studio.gui.plots.chart import fill_surface
from studio.gui.plots.life_slider import LifeSlider
from studio.gui.plots.linked import Linked
from studio.gui.plots.season_chart import SeasonChart
from studio.gui.plots.season_maps import MAPS, SeasonMap
from studio.gui.plots.steady import SteadyRange, steady_text
from studio.gui.plots.taking_out import PlotMenu
from studio.gui.session import Session
from studio.gui.view import StageView
from studio.text import tr

_DARK = 1e-3
"""A day counts as one of the eclipse season when this share of the disk is hidden somewhere in its orbits."""
_STEP = 0.01
_EXPLAINED = {
    "sunlight": "illumination.sunlit_fraction_year", "array": "power.array_eol", "panel": "panel.temperature_max",
    "radiator": "thermal.radiator_temperature", "state_of_charge": "power.depth_of_discharge",
}  # fmt: skip
"""The result of the year that each map shows by day and phase."""


class SeasonView(StageView):
    """The map of one quantity, its value at the clock and under the pointer, and the beta angle."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("season_view")
        self.setAccessibleName(tr("Season"))
        self.map: SeasonMap = MAPS[0]
        self.stages = ("illumination",)
        self.chart = SeasonChart(self)
        self.selector = QComboBox(self)
        self.selector.setObjectName("season_selector")
        self.selector.setAccessibleName(tr("Quantity of the map"))
        for one in MAPS:
            self.selector.addItem(tr(one.label), one.name)
        self.slider = LifeSlider(session, "season_year", self)
        self.at_clock, self.at_pointer = QLabel(self), QLabel(self)
        self.at_clock.setObjectName("season_at_clock")
        self.at_pointer.setObjectName("season_at_pointer")
        self.at_pointer.setProperty("look", "muted")
        self._values: NDArray[np.float64] | None = None
        self._unit: Unit = self._base
        self._months: tuple[str, int] | None = None
        self._step_days = 1
        self._beta: NDArray[np.float64] = np.zeros(0)
        self._ranges = {one.name: SteadyRange(floor=0.0 if one.quantity is POWER else None) for one in MAPS}
        head = QHBoxLayout()
        head.setContentsMargins(6, 6, 6, 0)
        head.setSpacing(14)
        head.addWidget(self.selector)
        head.addWidget(self.slider, 1)
        head.addStretch(2)
        said = QHBoxLayout()
        said.setContentsMargins(8, 0, 6, 0)
        said.addWidget(self.at_clock, 1)
        said.addWidget(self.at_pointer)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        rows.addLayout(head)
        rows.addLayout(said)
        rows.addWidget(self.chart, 1)
        self.menu = PlotMenu(self, self.chart)
        self._tie = Linked(self.chart, self.chart.map, session.links.year)
        self.selector.currentIndexChanged.connect(self._choose)
        self.chart.map.box.pointed.connect(self._point)
        self.chart.beta.box.pointed.connect(self._point_day)
        self.chart.stepped.connect(self._step)
        self.chart.hovered.connect(self._hover)
        session.clock.moved.connect(self._clock_moved)
        for told in (session.life.moved, session.life.changed):
            told.connect(self.request_draw)
        self.theme_changed()

    def quantity_at(self, place: object) -> str:
        """What explains the map that is shown."""
        return _EXPLAINED.get(self.selector.currentData(), "")

    @property
    def has_data(self) -> bool:
        """Whether there are numbers to take."""
        return self._values is not None

    def data(self) -> list[list[str]]:
        """The map, a row for each day: the date, the beta angle, and the value at each time in the orbit."""
        assert self._values is not None
        ratio, steps = self._base.factor / self._unit.factor, self._values.shape[1]
        times = [f"{self._period() * place / steps / MINUTE:.4g}" for place in range(steps)]
        label = f"{tr(self.map.label)} [{self._unit.symbol}]"
        heads = [tr("Day"), tr("Beta [°]"), *(tr("{label} at {minutes} min", label=label, minutes=time)
                                              for time in times)]  # fmt: skip
        epoch, degree = self.session.design.mission.epoch, ANGLE.units[1].factor
        return [heads, *(
            [day_date(epoch, day), f"{beta / degree:.4g}", *(f"{value * ratio:.6g}" for value in row)]
            for day, (beta, row) in enumerate(zip(self._beta, self._values, strict=False))
        )]  # fmt: skip

    def show_map(self, name: str) -> None:
        """Show the map called `name` ("sunlight", "array", "panel", "radiator" or "state_of_charge")."""
        self.selector.setCurrentIndex(self.selector.findData(name))

    def draw(self) -> None:
        illumination = self.session.table("illumination")
        self._step_days = illumination.day_step
        visible = self._daily(illumination.season.visible_fraction)
        epoch = self.session.design.mission.epoch
        if self._months != (epoch, len(visible)):
            self._months = (epoch, len(visible))
            self.chart.use_epoch(epoch)
        table = self.session.life.table(self.map.stage)
        values = self._daily(self.map.values(table))
        shown = values / self._base.factor - self._base.offset
        steady = self._ranges[self.map.name]
        if self.map.whole is not None:
            steady.low, steady.high = self.map.whole
        else:
            steady.update(float(shown.min()), float(shown.max()))
        self._unit = self._readable(steady.high)
        self._values = shown
        self.chart.name_bar(tr(self.map.label), self._unit.symbol, self._base.factor / self._unit.factor)
        self.chart.show_map(shown, self._period(), steady.low, steady.high, self.map.colours)
        self._beta = self._daily(illumination.beta_angle_year)
        self.chart.show_beta(self._beta, visible.min(axis=1) < 1.0 - _DARK)
        worst = self.map.worst(table) if self.map.worst else int(values.max(axis=1).argmax())
        self.chart.show_worst(worst, tr(self.map.worst_label))
        self._clock_moved()

    def _daily(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """One row a day, where the maps have one for several."""
        return np.repeat(rows, self._step_days, axis=0)[: self.session.clock.days]

    @property
    def face(self) -> str:
        known = super().face
        busy = self.session.life.busy and self.map.stage != "illumination"
        return "outdated" if known == "fresh" and busy else known

    def theme_changed(self) -> None:
        fill_surface(self)
        self.chart.use(self.session.theme.colours)

    @property
    def _base(self) -> Unit:
        """The unit in which the map is held: watts, which the bar may show as kilowatts, or the usual one."""
        quantity = self.map.quantity
        if quantity is POWER:
            return quantity.units[0]
        return quantity.unit(shown_symbol(quantity, quantity.shown)) or quantity.units[0]

    def _readable(self, highest: float) -> Unit:
        quantity = self.map.quantity
        if quantity is not POWER:
            return self._base
        return quantity.unit(readable_unit(highest, quantity)) or quantity.units[0]

    def _period(self) -> float:
        return float(self.session.table("illumination").season.period)

    def _choose(self, place: int) -> None:
        self.map = MAPS[place]
        self.stages = tuple(dict.fromkeys(("illumination", self.map.stage)))
        self._values = None
        self.at_clock.clear()
        self.request_draw()

    def _value_text(self, day: int, share: float) -> str:
        """The value of the map on `day` at a share of the orbit, straight between its points."""
        if self._values is None or not 0 <= day < len(self._values):
            return ""
        row = self._values[day]
        place = (share % 1.0) * len(row)
        index = int(place) % len(row)
        value = float(row[index]) + (place - int(place)) * float(row[(index + 1) % len(row)] - row[index])
        steady, ratio = self._ranges[self.map.name], self._base.factor / self._unit.factor
        return steady_text(value * ratio, steady.span * ratio, self._unit.symbol)

    def _place_text(self, day: int, share: float, period: float) -> str:
        minutes = join(f"{share * period / MINUTE:.1f}", "min")
        return f"{day_date(self.session.design.mission.epoch, day)} · {minutes} · {self._value_text(day, share)}"

    def _clock_moved(self) -> None:
        if not self.isVisible() or self._values is None:
            return
        clock = self.session.clock
        period = self.chart.map.box.viewRange()[1][1]
        self.chart.set_cursor(float(clock.day), clock.phase * period)
        beta = self._beta
        text = self._place_text(clock.day, clock.phase, period)
        if clock.day < len(beta):
            text += " · " + tr("beta {angle}", angle=steady_text(beta[clock.day] / ANGLE.units[1].factor, 180.0, "°"))
        self.at_clock.setText(text)

    def _hover(self, scene: QPointF) -> None:
        box = self.chart.map.box
        if self._values is None or not box.sceneBoundingRect().contains(scene):
            self.at_pointer.clear()
            return
        place, period = box.mapSceneToView(scene), box.viewRange()[1][1]
        day = min(max(math.floor(place.x() + 0.5), 0), len(self._values) - 1)
        where = self._place_text(day, min(max(place.y() / period, 0.0), 1.0), period)
        self.at_pointer.setText(tr("pointer: {where}", where=where))

    def _point(self, day: float, time: float) -> None:
        self._point_day(day, 0.0)
        # The end of the orbit is the start of the next: a drag past it stays at the end.
        self.session.clock.set_phase(min(max(time / self._period(), 0.0), 0.9999))

    def _point_day(self, day: float, _: float) -> None:
        if self._values is not None:
            self.session.clock.set_day(math.floor(day + 0.5))

    def _step(self, across: int, up: int) -> None:
        clock = self.session.clock
        clock.set_day(clock.day + across)
        clock.set_phase(clock.phase + up * _STEP)
