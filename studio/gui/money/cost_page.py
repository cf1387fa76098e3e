"""Cost: every item of the service as a bar, what is paid in which year, and each price with its source."""

from typing import Any

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from studio.analysis.costing.rows import satellite_rows, service_rows
from studio.design.quantity import DURATION, MONEY, YEAR
from studio.design.unit_text import per_cent
from studio.gui.charts.annotated import AnnotatedChart
from studio.gui.charts.areas import Area, Areas
from studio.gui.charts.bars import Bar, BarList
from studio.gui.charts.lines import KeyRow
from studio.gui.charts.stacked import stacked
from studio.gui.charts.view import ChartView, figure, plain
from studio.gui.money.price_table import PriceTable, lines_of
from studio.gui.money_text import shown_quantity
from studio.gui.plots.curve import faded, pen
from studio.gui.plots.reader import Reader
from studio.gui.scrolling import scrolling
from studio.gui.session import Session
from studio.gui.theme.lettered import lettered
from studio.gui.value_text import readable_text, readable_unit, typeset, value_text
from studio.text import mark, tr, tr_count

_FIGURES = ("capex", "launched_power_price", "lcoe", "lcoc", "accelerator_hour", "compute_price", "launch_share",
            "npv")  # fmt: skip
_FLOWS = (
    ("capital", mark("Capital")),
    ("renewal", mark("Later generations")),
    ("operations", mark("Operations")),
    ("replacement", mark("Failed accelerators")),
)
"""What is paid by year: the end of the name of its result, and its label."""
_TABLES = ("constellation", "power", "launch", "cost")


class CostPage(ChartView):
    """Three modes; a click on a bar or an amount explains it, one on a price leads to its field."""

    field_requested = Signal(str)
    stages = _TABLES
    modes = (("items", mark("By item")), ("years", mark("By year")), ("prices", mark("Prices")))

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "cost_page", tr("Cost of the constellation"), parent)
        self.mode_buttons["items"].setToolTip(tr("What the whole service costs, item by item"))
        self.mode_buttons["years"].setToolTip(tr("What is paid in each year from the first payment on"))
        self.mode_buttons["prices"].setToolTip(tr("How much of what at which price, and where the price is from"))
        self.summary = QLabel()
        self.summary.setObjectName("cost-summary")
        lettered(self.summary)
        self.left_out = QLabel()
        self.left_out.setObjectName("cost-left-out")
        for label in (self.summary, self.left_out):
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.bars = BarList(session.theme, "cost-bars", tr("Cost by item"))
        self.bars.activated.connect(self.explain)
        self.chart = AnnotatedChart("cost_years", tr("What is paid in each year"))
        self.plot = self.chart.add_plot()
        self.plot.bottom.name_it(tr("Time from the first payment [yr]"))
        self.plot.bottom.setScale(1.0 / YEAR)
        self.areas = Areas()
        self.plot.box.addItem(self.areas, ignoreBounds=True)
        self.keys = KeyRow()
        for name, words in _FLOWS:
            self.keys.add(name, tr(words)).toggled.connect(lambda _: self.request_draw())
        self.reader = Reader(self.chart, self._read, self._years)
        self.satellite = PriceTable(session.theme, "cost-satellite", tr("Prices of one satellite"))
        self.service = PriceTable(session.theme, "cost-service", tr("Prices of the service"))
        for table in (self.satellite, self.service):
            table.explain_requested.connect(self.explain)
            table.field_requested.connect(self.field_requested)
        self._pages = QStackedLayout()
        for page in (scrolling(stacked(self.bars), self.body), stacked(self.chart, self.keys, grows=True),
                     scrolling(self._prices(), self.body)):  # fmt: skip
            self._pages.addWidget(page)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.summary)
        column.addWidget(self.left_out)
        column.addLayout(self._pages, 1)
        self.theme_changed()

    def _prices(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        for title, table in ((tr("One satellite"), self.satellite), (tr("The whole service"), self.service)):
            heading = QLabel(title)
            lettered(heading)
            column.addWidget(heading)
            column.addWidget(table)
        column.addStretch(1)
        return page

    def missing(self) -> str:
        return ""

    def theme_changed(self) -> None:
        super().theme_changed()
        self.chart.use(self.session.theme.colours)
        self.left_out.setStyleSheet(f"color: {self.session.theme.colours.amber};")
        self.bars.update()
        for table in (self.satellite, self.service):
            table.viewport().update()

    def show_tables(self) -> None:
        cost = self.session.table("cost")
        self._pages.setCurrentIndex([name for name, _ in self.modes].index(self.mode))
        {"items": self._show_items, "years": self._show_years, "prices": self._show_prices}[self.mode](cost)
        self.summary.setText(_answer(cost, self.session.table("constellation").satellites))
        self.left_out.setText(_lacking(cost))
        self.left_out.setVisible(bool(self.left_out.text()))
        names = (*_FIGURES, "annual") if self.mode == "years" else _FIGURES
        told = [figure(f"cost.{name}", getattr(cost, name)) for name in names]
        self.figures.show_figures(tuple(one for shown in told for one in shown))

    def data(self) -> list[list[str]]:
        cost = self.session.table("cost")
        if self.mode == "items":
            rows = [[tr("Item"), tr("Cost [USD]"), tr("Share [%]")]]
            for name, value in zip(cost.item_names, cost.item_values, strict=True):
                rows.append([name, plain(value), plain(100.0 * value / cost.total if cost.total else 0.0)])
            return rows
        if self.mode == "years":
            heads = [tr("Year"), *(f"{tr(label)} [USD]" for _, label in _FLOWS), tr("Present value [USD]")]
            series = [getattr(cost, f"yearly_{name}") for name, _ in _FLOWS]
            columns = zip(cost.year / YEAR, *series, cost.yearly_present, strict=True)
            return [heads, *([plain(float(value)) for value in row] for row in columns)]
        return [list(row) for table in (self.satellite, self.service) for row in table.texts]

    def _show_items(self, cost: Any) -> None:
        colours, total = self.session.theme.colours, cost.total or 1.0
        unit = readable_unit(cost.total, MONEY)
        bars, at = [], 0.0
        for place, (name, label, value) in enumerate(
            zip(cost.item_results, cost.item_names, cost.item_values, strict=True)
        ):
            tint = colours.series[0] if place < cost.item_satellite else colours.series[1 + _kind(name)]
            texts = (value_text(value, MONEY, unit, 3), per_cent(value / total))
            bars.append(Bar(name, label, at / total, (at + value) / total, tint, texts, indent=True,
                            tip=f"{label}: {' · '.join(texts)}"))  # fmt: skip
            at += value
        texts = (value_text(cost.total, MONEY, unit, 4), "")
        bars.append(Bar("cost.total", tr("Cost of the service"), 0.0, 1.0, colours.green, texts, strong=True))
        self.bars.show_bars(tuple(bars), heads=(tr("Item"), tr("Amount"), tr("Share")))

    def _show_years(self, cost: Any) -> None:
        colours = self.session.theme.colours
        unit = shown_quantity(MONEY).unit(readable_unit(float(cost.yearly.max()), MONEY))
        assert unit is not None
        edges = np.repeat(np.append(cost.year, cost.year[-1] + YEAR), 2)[1:-1]
        low, areas = np.zeros(edges.size), []
        for (name, _), tint in zip(_FLOWS, colours.series, strict=False):
            paid = getattr(cost, f"yearly_{name}")
            key = self.keys[name]
            key.use(tint, True, False)
            key.show_value(readable_text(float(paid.sum()), MONEY, 3))
            if not (key.isChecked() and paid.any()):
                continue
            high = low + np.repeat(paid, 2)
            areas.append(Area(edges, low, high, faded(tint, 0.55), edge=pen(tint, 1.2)))
            low = high
        self.areas.show_areas(tuple(areas))
        self.plot.box.show_x(0.0, float(edges[-1]))
        self.plot.box.show_y(0.0, max(float(low.max()), 1.0) * 1.05)
        self.plot.left.setScale(1.0 / unit.factor)
        self.plot.left.name_it(tr("Paid in a year [{unit}]", unit=unit.symbol))

    def _show_prices(self, cost: Any) -> None:
        results = self.session.results()
        tables = {name: self.session.table(name) for name in _TABLES}
        design = results.design
        self.satellite.show_lines(lines_of(
            results, satellite_rows(design, tables), "cost.satellite", mark("Price of a satellite")))  # fmt: skip
        self.service.show_lines(lines_of(
            results, service_rows(design, tables), "cost.total", mark("Cost of the service")))  # fmt: skip

    def _years(self) -> np.ndarray:
        """The middle of each year of payments."""
        cost = self.session.table("cost")
        return np.zeros(0) if cost is None else np.asarray(cost.year) + 0.5 * YEAR

    def _read(self, time: float | None) -> None:
        """Say in the keys what is paid in the year at the cross-hair, and else in all years."""
        cost = self.session.table("cost")
        if cost is None:
            return
        year = -1 if time is None else int(time / YEAR)
        if time is None:
            self.chart.hide_cursor()
        else:
            self.chart.set_cursor(time, text=tr("year {number}", number=year + 1))
        for name, _ in _FLOWS:
            paid = getattr(cost, f"yearly_{name}")
            value = float(paid[year]) if 0 <= year < paid.size else float(paid.sum())
            self.keys[name].show_value(readable_text(value, MONEY, 3))


def _kind(name: str) -> int:
    """The colour of a line that is none of the satellite: launch, what is paid once, what is paid later."""
    if name in {"cost.launch", "cost.later_launches"}:
        return 0
    return 2 if name in {"cost.operations", "cost.replacement_total", "cost.later_satellites"} else 1


def _answer(cost: Any, satellites: int) -> str:
    years = value_text(cost.service, DURATION, "yr", 3)
    text = tr_count("{total} for {years} of service of {number} satellite",
                    "{total} for {years} of service of {number} satellites", satellites,
                    number=typeset(f"{satellites}"), total=readable_text(cost.total, MONEY, 3),
                    years=years)  # fmt: skip
    if cost.launch_share is not None:
        text += tr(", {share} of it for launch", share=per_cent(cost.launch_share))
    return text


def _lacking(cost: Any) -> str:
    """What the sums leave out; empty where they leave out nothing."""
    out = any(item.state == "left_out" for item in cost.items)
    return tr("Not in the sums: {items}", items=cost.left_out) if cost.unpriced or out else ""
