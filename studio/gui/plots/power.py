"""Power over the orbit and over the life: array, loads, battery, what is not used and what is not served."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtWidgets import QWidget

from studio.design.quantity import POWER
from studio.design.unit_text import join, readable, readable_unit
from studio.gui.charts.areas import Area, Areas
from studio.gui.plots.curve import faded
from studio.gui.plots.members import MembersChart
from studio.gui.plots.orbit_life import OrbitLifeView, closed, orbit_axis
from studio.gui.plots.series import SHARE_TOP, Series
from studio.gui.plots.steady import SteadyRange, steady_text
from studio.gui.session import Session
from studio.text import mark, tr

if TYPE_CHECKING:
    from studio.analysis.study.uncertainty import Band


class PowerView(OrbitLifeView):
    """Live power plot; the state of charge has the right axis."""

    stages = ("illumination", "power")
    right_axis = True
    orbit_series = (
        Series("array", mark("Array"), 0),
        Series("served", mark("Served"), 1),
        Series("asked", mark("Demand"), "text", dashed=True),
        Series("charge", mark("Charge"), 2),
        Series("discharge", mark("Discharge"), 4),
        Series("curtailed", mark("Not used"), 6, filled=True),
        Series("shed", mark("Not served"), "red", filled=True),
        Series("array_first", mark("Array at launch"), "muted", dashed=True),
        Series("array_last", mark("Array at end of life"), "muted"),
        Series("state_of_charge", mark("State of charge"), 3, share=True),
    )
    life_series = (
        Series("array", mark("Array, sunlit mean"), 0),
        Series("load", mark("Load at the bus"), 1, dashed=True),
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self._orbit_range, self._life_range = SteadyRange(floor=0.0), SteadyRange(floor=0.0)
        self._unit = "W"
        self._factor = 1.0
        super().__init__(session, "power_view", tr("Power"), parent)
        self.members = MembersChart(session, self)
        self.members.offered.connect(self.flow)
        self.add_page(tr("Fleet"), self.members, self.members.keys)
        self.life_keys.add("margin", tr("Margin, worst orbit"), switch=False)
        self.life_keys.add("band", tr("P10 to P90"), switch=False).hide()
        self.band = Areas()
        self.life_plot.box.addItem(self.band, ignoreBounds=True)
        self.orbit_plot.box.sigYRangeChanged.connect(self._follow_share)
        session.sample_changed.connect(self.request_draw)
        session.design_changed.connect(self._forget_band)

    def theme_changed(self) -> None:
        super().theme_changed()
        if self.orbit_plot.right is not None:
            self._follow_share()
            self.orbit_plot.right.name_it(tr("State of charge [%]"))

    def _follow_share(self, *_: object) -> None:
        """Let the right axis show the part that is shown of the left one."""
        box, right = self.orbit_plot.box, self.orbit_plot.right
        (low, high), (bottom, top) = box.full_y, box.viewRange()[1]
        if right is not None and high > low:
            whole = 100.0 * SHARE_TOP / (high - low)
            right.setRange((bottom - low) * whole, (top - low) * whole)

    def draw_orbit(self, day: int) -> None:
        life = self.session.life
        power, last = life.table("power"), self.session.table("power")
        first = power if life.first is None else life.first.power
        rows = closed([
            power.array_map[day], power.served_map[day], power.demand_map[day], power.charge_map[day],
            power.discharge_map[day], power.curtailed_map[day], power.shed_map[day],
            first.array_map[day], last.array_map[day], power.state_of_charge_map[day],
        ])  # fmt: skip
        axis = self._orbit_range
        if axis.update(float(rows[:-1].min()), float(rows[:-1].max())):
            self.orbit_plot.box.show_y(axis.low, axis.high)
            self.orbit_curves.stretch_shares(axis.low, axis.high)
            self._use_unit(axis.high)
        battery = bool(power.battery_energy > 0)
        for name in ("charge", "discharge", "state_of_charge"):
            self.orbit_curves.offer(name, battery)
        self.orbit_curves.offer("array_first", life.first is not None and life.year != 0)
        self.orbit_curves.offer("array_last", life.first is not None)
        right = self.orbit_plot.right
        if right is not None and right.isVisible() != battery:
            right.setVisible(battery)  # an axis without a curve says nothing
        self.orbit_curves.show(orbit_axis(power.orbit_time), rows)

    def _use_unit(self, highest: float) -> None:
        self._unit = readable_unit(highest, POWER)
        unit = POWER.unit(self._unit)
        self._factor = unit.factor if unit else 1.0
        self.orbit_plot.left.setScale(1.0 / self._factor)
        self.orbit_plot.left.name_it(tr("Power [{unit}]", unit=self._unit))

    def show_values(self, values: list[float]) -> None:
        span = self._orbit_range.span / self._factor
        for one, value in zip(self.orbit_series, values, strict=True):
            text = join(f"{100 * value:.1f}", "%") if one.share else steady_text(
                value / self._factor, span, self._unit)  # fmt: skip
            self.orbit_keys[one.name].show_value(text)

    def draw_life(self) -> None:
        power = self.session.table("power")
        time = power.life_time
        rows = np.stack([power.life_array, np.full(len(time), power.load_bus)])
        found = self.session.sample.band("power.life_array") if self.session.sample is not None else None
        low, high = float(rows.min()), float(rows.max())
        if found is not None:
            low, high = min(low, float(found.p10.min())), max(high, float(found.p90.max()))
        axis = self._life_range
        if axis.update(low, high):
            self.life_plot.box.show_y(axis.low, axis.high)
            symbol = readable_unit(axis.high, POWER)
            unit = POWER.unit(symbol)
            self.life_plot.left.setScale(1.0 / unit.factor if unit else 1.0)
            self.life_plot.left.name_it(tr("Power [{unit}]", unit=symbol))
        self.life_curves.show(time, rows)
        self.show_life_to(float(time[-1]))
        self._show_band(found)
        colours = self.session.theme.colours
        tint = colours.text if power.margin_eol >= 0 else colours.red
        self.life_keys["margin"].show_value(readable(float(power.margin_eol), POWER), tint)

    def show_life_values(self, values: list[float] | None) -> None:
        power = self.session.table("power")
        if power is None:
            return
        ends = values or [float(power.life_array[-1]), float(power.load_bus)]
        for one, value in zip(self.life_series, ends, strict=True):
            self.life_keys[one.name].show_value(readable(value, POWER))

    def life_events(self) -> list[tuple[float, str]]:
        power = self.session.table("power")
        worn = power.battery_life
        if worn is None or not 0.0 < worn <= float(power.life_time[-1]):
            return []
        return [(float(worn), tr("battery worn out"))]

    def unit_of(self, one: Series) -> tuple[str, float]:
        return ("%", 0.01) if one.share else (self._unit, self._factor)

    def _show_band(self, found: "Band | None") -> None:
        """Draw between what a tenth of the samples stays below, and what a tenth is above."""
        key = self.life_keys["band"]
        if found is None:
            self.band.show_areas(())
        else:
            tint = self.session.theme.colours.series[0]
            self.band.show_areas((Area(found.time, found.p10, found.p90, faded(tint, 0.22)),))
            ends = [readable(float(end[-1]), POWER, 3) for end in (found.p10, found.p90)]
            key.use(tint, filled=True, dashed=False)
            key.show_value(tr("{low} to {high}", low=ends[0], high=ends[1]))
        key.setVisible(found is not None)

    def _forget_band(self) -> None:
        if self.band.areas and self.session.sample is None:
            self._show_band(None)
