"""Temperature over the orbit and over the life: the two faces of the panel, the radiator, and the heat nodes."""

from PySide6.QtWidgets import QWidget

from studio.gui.plots.nodes import NodesChart
from studio.gui.plots.orbit_life import OrbitLifeView, closed, orbit_axis
from studio.gui.plots.series import Series
from studio.gui.plots.steady import SteadyRange, steady_text, temperature_unit
from studio.gui.session import Session
from studio.text import mark, tr


class ThermalView(OrbitLifeView):
    """Live temperature plot in degrees Celsius."""

    stages = ("illumination", "panel", "thermal")
    orbit_series = (
        Series("front", mark("Front"), 0),
        Series("back", mark("Back"), 1, dashed=True),
        Series("radiator", mark("Radiator"), 3),
        Series("front_first", mark("Front at launch"), "muted", dashed=True),
        Series("front_last", mark("Front at end of life"), "muted"),
    )
    life_series = (Series("panel", mark("Cells, sunlit mean"), 0),)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        # Less than five kelvin filling the plot would make noise look like a trend.
        self._orbit_range, self._life_range = SteadyRange(least=5.0), SteadyRange(least=5.0)
        self._unit = temperature_unit()
        super().__init__(session, "thermal_view", tr("Temperature"), parent)
        self.nodes = NodesChart(session, self)
        self.nodes.offered.connect(self.flow)
        self.add_page(tr("Nodes"), self.nodes, self.nodes.keys)
        self.theme_changed()

    def draw_orbit(self, day: int) -> None:
        life = self.session.life
        panel, thermal, last = life.table("panel"), life.table("thermal"), self.session.table("panel")
        first = panel if life.first is None else life.first.panel
        rows = closed([
            panel.temperature_front_map[day], panel.temperature_back_map[day], thermal.radiator_temperature_map[day],
            first.temperature_front_map[day], last.temperature_front_map[day],
        ])  # fmt: skip
        self._unit = temperature_unit()
        rows = rows / self._unit.factor - self._unit.offset
        self.orbit_plot.left.name_it(tr("Temperature [{unit}]", unit=self._unit.symbol))
        if self._orbit_range.update(float(rows.min()), float(rows.max())):
            self.orbit_plot.box.show_y(self._orbit_range.low, self._orbit_range.high)
        self.orbit_curves.offer("front_first", life.first is not None and life.year != 0)
        self.orbit_curves.offer("front_last", life.first is not None)
        self.orbit_curves.show(orbit_axis(panel.orbit_time), rows)

    def show_values(self, values: list[float]) -> None:
        for one, value in zip(self.orbit_series, values, strict=True):
            self.orbit_keys[one.name].show_value(steady_text(value, self._orbit_range.span, self._unit.symbol))

    def draw_life(self) -> None:
        panel = self.session.table("panel")
        unit = self._unit = temperature_unit()
        shown = panel.life_temperature / unit.factor - unit.offset
        self.life_plot.left.name_it(tr("Temperature [{unit}]", unit=unit.symbol))
        if self._life_range.update(float(shown.min()), float(shown.max())):
            self.life_plot.box.show_y(self._life_range.low, self._life_range.high)
        self.life_curves.show(panel.life_time, shown[None, :])
        self.show_life_to(float(panel.life_time[-1]))

    def show_life_values(self, values: list[float] | None) -> None:
        panel = self.session.table("panel")
        if panel is not None:
            value = values[0] if values else self._unit.from_si(float(panel.life_temperature[-1]))
            self.life_keys["panel"].show_value(steady_text(value, self._life_range.span, self._unit.symbol))

    def unit_of(self, one: Series) -> tuple[str, float]:
        return self._unit.symbol, 1.0
