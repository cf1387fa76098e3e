"""Launch: what fits under the fairing and what limits it, every vehicle beside the others, price and deployment."""

from typing import Any

import numpy as np
from PySide6.QtWidgets import QLabel, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from studio.analysis import STAGES
from studio.analysis.costing.items import price_factor
from studio.analysis.launch.choices import vehicle_choices
from studio.catalogue.launcher import launcher, launchers
from studio.design import set_value
from studio.design.quantity import MASS, PRICE_PER_MASS, VOLUME, YEAR
from studio.design.unit_text import number_text, per_cent
from studio.gui.charts.annotated import AnnotatedChart, Note
from studio.gui.charts.lines import KeyRow, Line, Lines
from studio.gui.charts.stacked import stacked
from studio.gui.charts.view import ChartView, figure, plain
from studio.gui.money.bay import Hold, PayloadBay
from studio.gui.money.vehicle_table import VehicleTable, time_text
from studio.gui.money_text import shown_quantity
from studio.gui.plots.log_axis import log_finder
from studio.gui.plots.reader import Reader
from studio.gui.session import Session
from studio.gui.theme.lettered import lettered
from studio.gui.value_text import readable_text, typeset, value_text
from studio.text import mark, tr

_FIGURES = {
    "fit": ("satellites_per_launch", "launches", "mass_total", "price_total", "price_fleet"),
    "price": ("price_per_mass", "doublings", "mass_to_target", "launches_to_target"),
    "deployment": ("launches", "flights_per_day", "years_to_deploy", "fleet_share", "replacement_launches_per_year",
                   "replacement_mass"),
}  # fmt: skip
"""The results that stand over each mode."""
_CHEAPEST = 0.1
"""USD/kg: the least price that the logarithmic axis shows."""


class LaunchPage(ChartView):
    """Three modes; a click on a vehicle takes it, one on a number explains it."""

    stages = (*STAGES["launch"].needs, "launch")
    modes = (("fit", mark("What fits")), ("price", mark("Price by year")), ("deployment", mark("Deployment")))

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "launch_page", tr("Launch of the satellites"), parent)
        self.mode_buttons["fit"].setToolTip(tr("Satellites in the payload bay, and every vehicle beside the others"))
        self.mode_buttons["price"].setToolTip(tr("Launch price over the years, with the learning curve"))
        self.mode_buttons["deployment"].setToolTip(tr("Satellites in orbit from the first launch on"))
        self.summary = QLabel()
        self.summary.setObjectName("launch-summary")
        lettered(self.summary)
        self.summary.setWordWrap(True)
        self.summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.bay = PayloadBay(session.theme, "launch-bay", tr("The payload bay, by mass and by volume"))
        self.bay.activated.connect(self.explain)
        self.table = VehicleTable(session.theme)
        self.table.chosen.connect(self.take)
        fit = QWidget()
        column = QVBoxLayout(fit)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.summary, self.bay):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        self.price = AnnotatedChart("launch_price", tr("Launch price by year"))
        self.price_plot = self.price.add_plot()
        self.price_plot.bottom.name_it(tr("Calendar year"))
        self.price_keys = KeyRow()
        self.price_lines = Lines(self.price_plot, self.price_keys)
        self.deployment = AnnotatedChart("launch_deployment", tr("Satellites in orbit"))
        self.deployment_plot = self.deployment.add_plot()
        self.deployment_plot.bottom.name_it(tr("Time since the deployment began [yr]"))
        self.deployment_plot.bottom.setScale(1.0 / YEAR)
        self.deployment_plot.left.name_it(tr("Satellites in orbit"))
        self.deployment_keys = KeyRow()
        self.deployment_lines = Lines(self.deployment_plot, self.deployment_keys)
        self.price_reader = Reader(self.price, self._write_price, lambda: self._years)
        self.deployment_reader = Reader(self.deployment, self._write_deployment)
        self._years: np.ndarray = np.zeros(0)
        self._pages = QStackedLayout(self.body)
        self._pages.addWidget(fit)
        self._pages.addWidget(stacked(self.price, self.price_keys, grows=True))
        self._pages.addWidget(stacked(self.deployment, self.deployment_keys, grows=True))
        self.theme_changed()

    def take(self, id: str) -> None:
        """Choose another vehicle, as one undo step."""
        if id != self.session.design.launch.vehicle:
            self.session.edit(tr("Take {vehicle}", vehicle=tr(launchers()[id].name)),
                              lambda design: set_value(design, "launch.vehicle", id))  # fmt: skip

    def missing(self) -> str:
        found = self.session.table("launch")
        if self.mode == "deployment" and found.deployed is None:
            if self.session.design.mission.lifetime <= 0.0:
                return tr("The lifetime of the mission is zero: no fleet builds up.")
            if found.launches is None:
                return tr("No satellite fits into this vehicle: see what fits, and choose another one.")
            return tr("How often this vehicle flies is not known. State the flights in a year, or choose another one.")
        return ""

    def theme_changed(self) -> None:
        super().theme_changed()
        self.price.use(self.session.theme.colours)
        self.deployment.use(self.session.theme.colours)
        self.bay.update()
        self.table.viewport().update()

    def show_tables(self) -> None:
        found = self.session.table("launch")
        self._pages.setCurrentIndex([name for name, _ in self.modes].index(self.mode))
        {"fit": self._show_fit, "price": self._show_price, "deployment": self._show_deployment}[self.mode](found)
        told = [figure(f"launch.{name}", getattr(found, name)) for name in _FIGURES[self.mode]]
        if self.mode == "price" and found.year_of_target is not None:
            told.append(figure("launch.year_of_target", found.year_of_target, digits=4))
        self.figures.show_figures(tuple(one for shown in told for one in shown))

    def data(self) -> list[list[str]]:
        found = self.session.table("launch")
        if self.mode == "fit":
            return [list(row) for row in self.table.texts]
        if self.mode == "price":
            rows = [[tr("Year"), tr("Price [USD/kg]"), tr("Learning curve [USD/kg]"), tr("Mass launched [kg]")]]
            columns: tuple[Any, ...] = (found.price_years, found.price_by_year, found.learning_by_year,
                                        found.learned_mass)  # fmt: skip
        else:
            rows = [[tr("Time [yr]"), tr("Share of the fleet in orbit")]]
            columns = (found.deployment_elapsed / YEAR, found.deployed)
        return rows + [[plain(float(value)) for value in row] for row in zip(*columns, strict=True)]

    def _show_fit(self, found: Any) -> None:
        tables = {need: self.session.table(need) for need in STAGES["launch"].needs}
        mass, volume = tables["mass"].satellite, tables["size"].stowed_volume
        part = self.session.design.launch
        vehicle = launcher(part.vehicle) if part.vehicle in launchers() else None
        self.summary.setText(_answer(found, tr(vehicle.name) if vehicle else part.vehicle, mass))
        carried = found.satellites_per_launch or 0
        self.bay.show_holds((
            _hold("launch.satellites_by_mass", tr("By mass"), mass, found.payload_to_orbit, carried,
                  found.satellites_by_mass, found.limit in {"mass", "too heavy"},
                  lambda value: readable_text(value, MASS, 3)),
            _hold("launch.satellites_by_volume", tr("By folded volume"), volume, found.volume_to_orbit, carried,
                  found.satellites_by_volume, found.limit in {"volume", "too large"},
                  lambda value: value_text(value, VOLUME, digits=3)),
        ))  # fmt: skip
        self.table.show_choices(vehicle_choices(self.session.design, tables))

    def _show_price(self, found: Any) -> None:
        colours, part = self.session.theme.colours, self.session.design.launch
        years = found.price_years
        ours, learnt = (np.maximum(prices, _CHEAPEST) for prices in (found.price_by_year, found.learning_by_year))
        learning = part.price_basis == "learning"
        dollars = price_factor(self.session.design.cost)  # what is typed, or in the catalogue, is not of the price year
        target = part.target_price * dollars
        lines = [Line("ours", tr("Price of this design"), colours.series[0], years, np.log10(ours), width=2.4)]
        if not learning:
            lines.append(Line("learning", tr("Along the learning curve"), colours.series[1], years, np.log10(learnt),
                              dashed=True))  # fmt: skip
        self.price_lines.show(lines)
        low = float(min(ours.min(), learnt.min(), target)) / 1.3
        high = float(max(ours.max(), learnt.max(), target)) * 1.4
        now = int(np.searchsorted(years, part.year))
        notes = [Note(self.price_plot, float(part.year), float(np.log10(max(found.list_price, _CHEAPEST))),
                      f"{part.year}: {_price(found.list_price)}", dot=colours.series[0])]  # fmt: skip
        if not learning:
            notes.append(Note(self.price_plot, float(part.year), float(np.log10(learnt[now])),
                              tr("learnt: {price}", price=_price(float(learnt[now]))),
                              dot=colours.series[1]))  # fmt: skip
        known = launchers().get(part.vehicle)
        if known is not None and known.price_today is not None and part.price_basis != "today":
            today = known.price_today * dollars
            notes.append(Note(self.price_plot, float(known.price_year or part.year), float(np.log10(today)),
                              tr("{vehicle} today: {price}", vehicle=tr(known.name), price=_price(today)),
                              dot=colours.muted))  # fmt: skip
            high = max(high, today * 1.4)
        reached = found.year_of_target
        if reached is not None and years[0] <= reached <= years[-1]:
            notes.append(Note(self.price_plot, reached, float(np.log10(target)), tr(
                "{price} in {year} after {mass}", price=_price(target), year=f"{reached:.0f}",
                mass=readable_text(found.mass_to_target, MASS, 3)), dot=colours.green))  # fmt: skip
        box = self.price_plot.box
        box.show_x(float(years[0]), float(years[-1]))
        box.show_y(float(np.log10(low)), float(np.log10(high)))
        # The curves are in US dollars, the numbers beside them in the currency that is shown.
        shown = shown_quantity(PRICE_PER_MASS).units[0]
        self.price_plot.left.find_ticks(log_finder(lambda value: typeset(number_text(value, 3)), shown.factor))
        self.price_plot.left.name_it(tr("Launch price [{unit}]", unit=shown.symbol))
        self.price.set_notes(tuple(notes))
        self._years = np.asarray(years, dtype=np.float64)
        self.price_reader.again()

    def _show_deployment(self, found: Any) -> None:
        colours, design = self.session.theme.colours, self.session.design
        count = self.session.table("constellation").satellites
        time, fleet = found.deployment_elapsed, float(count)
        wanted, life = design.launch.deployment_time, design.mission.lifetime
        flown = found.deployed * count
        end = max(float(time[-1]), wanted) * 1.02
        self.deployment_lines.show((
            Line("orbit", tr("In orbit at the flights that there are"), colours.series[0], *_stairs(time, flown),
                 width=2.4, value=typeset(f"{flown[-1]:.0f}")),
            Line("life", tr("First satellites at the end of their life"), colours.red, np.array([life, life]),
                 np.array([0.0, fleet * 1.08]), dashed=True, width=1.2, value=time_text(life)),
            Line("wanted", tr("Wanted"), colours.series[1], np.array([0.0, wanted, max(end, wanted)]),
                 np.array([0.0, fleet, fleet]), dashed=True, value=time_text(wanted)),
        ))  # fmt: skip
        self.deployment_plot.box.show_x(0.0, end)
        self.deployment_plot.box.show_y(0.0, fleet * 1.08)
        self.deployment.set_notes((
            Note(self.deployment_plot, float(time[-1]), float(flown[-1]), tr(
                "{share} of {count} after {time}", share=per_cent(found.fleet_share), count=typeset(f"{count}"),
                time=time_text(float(time[-1]))), dot=colours.series[0]),
        ))  # fmt: skip
        self.deployment_reader.again()

    def _write_price(self, year: float | None) -> None:
        if year is None:
            self.price.hide_cursor()
            self.price_lines.show_values({})
            return
        self.price.set_cursor(year, text=f"{year:.0f}")
        self.price_lines.show_values({name: _price(10.0**value) for name, value in self.price_lines.at(year).items()})

    def _write_deployment(self, time: float | None) -> None:
        if time is None:
            self.deployment.hide_cursor()
            self.deployment_lines.show_values({})
            return
        self.deployment.set_cursor(time, text=time_text(time))
        found = self.deployment_lines.at(time)
        self.deployment_lines.show_values({name: typeset(f"{found[name]:.0f}") for name in ("orbit", "wanted")
                                           if name in found})  # fmt: skip


def _stairs(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A curve that stays until the next launch: what is in orbit does not grow between two."""
    return np.repeat(x, 2)[1:], np.repeat(y, 2)[:-1]


def _hold(
    name: str, title: str, each: float, room: float | None, carried: int, fits: int | None, limits: bool, text: Any
) -> Hold:
    if room is None or fits is None:
        return Hold(name, title, None, 0, limits, (tr("payload bay not known"), tr("{each} each", each=text(each))))
    if not carried:
        filled = each / room if room > 0.0 else np.inf
        lines = (tr("one takes {each}", each=text(each)), tr("of {room}", room=text(room)),
                 per_cent(filled) if np.isfinite(filled) else tr("nothing gets there"))  # fmt: skip
        return Hold(name, title, float(filled), 0, limits, lines)
    filled = carried * each / room
    lines = (
        tr("{count} fit", count=typeset(f"{fits}")),
        tr("{used} of {room}", used=text(carried * each), room=text(room)),
        tr(mark("{share} full: this limits") if limits else mark("{share} full"), share=per_cent(filled)),
    )
    return Hold(name, title, filled, carried, limits, lines)


def _answer(found: Any, vehicle: str, mass: float) -> str:
    """What fits, in a sentence."""
    if found.satellites_per_launch is not None:
        limit = {"mass": tr("their mass limits"), "volume": tr("their folded volume limits")}[found.limit]
        return tr("{count} satellites of {mass} fit on one {vehicle}: {limit}.",
                  count=typeset(f"{found.satellites_per_launch}"), mass=readable_text(mass, MASS, 4), vehicle=vehicle,
                  limit=limit)  # fmt: skip
    if found.launches is not None:
        return tr("One satellite of {mass} is more than one {vehicle} takes: it goes up in pieces, on {launches} "
                  "launches for the fleet.", mass=readable_text(mass, MASS, 4), vehicle=vehicle,
                  launches=typeset(f"{found.launches}"))  # fmt: skip
    return tr("One satellite of {mass} is {limit} for {vehicle}: choose a larger vehicle, smaller satellites, or "
              "assembly in orbit.", mass=readable_text(mass, MASS, 4), limit=tr(found.limit),
              vehicle=vehicle)  # fmt: skip


def _price(value: float) -> str:
    return value_text(value, PRICE_PER_MASS, digits=3)
