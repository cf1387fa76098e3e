"""What it would take: the ramp to a power a year, the factories and flights for it, and what gives out first."""

import dataclasses
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from studio.analysis.factory.table import Column, columns, headline, limit_sentence
from studio.design import Design, set_value
from studio.design.quantity import MONEY, YEAR
from studio.gui.charts.bars import BarList
from studio.gui.charts.view import figure
from studio.gui.factory.ramp_bars import SUPPLY_HEADS, order_bars, supply_bars, unknown_supplies
from studio.gui.factory.ramp_chart import RampChart
from studio.gui.factory.ramp_table import RampTable, table_view
from studio.gui.money_text import shown_quantity
from studio.gui.panes import PanedChart, column, heading, split
from studio.gui.scrolling import scrolling
from studio.gui.session import Session
from studio.gui.theme.lettered import lettered
from studio.gui.value_text import typeset
from studio.text import mark, tr

TARGETS = (100.0, 600.0)
"""The targets with a button of their own [GW a year]: SpaceX's, and that of the article's brokers."""
_FIGURES = ("equipment_low", "equipment_high", "market_value", "cell_area", "wafers", "polysilicon", "silver", "indium",
            "gallium", "germanium", "glass_area", "satellites")  # fmt: skip


class RampPage(PanedChart):
    """The buttons above change the design, each in one step that can be undone; numbers, bars and rows explain."""

    stages = ("programme",)
    wide_ems, high_ems = 62, 34
    modes = (("plan", mark("Plan")), ("supplies", mark("Supplies")), ("orders", mark("Orders")),
             ("table", mark("By year")))  # fmt: skip

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "ramp_page", tr("Ramp to a power a year"), parent)
        em = self.fontMetrics().height()
        self.target_buttons = {size: self._button(f"target-{size:.0f}", tr("{size:.0f} GW", size=size),
                                                  tr("Build so much a year: the target of the programme"),
                                                  lambda _=False, size=size: self._aim(size))
                               for size in TARGETS}  # fmt: skip
        self.technology_buttons = {
            "design": self._button("design", tr("Design"), tr("Count the satellites and panels of this design"),
                                   lambda: self._build_by("design")),
            "stated": self._button("stated", tr("Stated"), tr("Count cells, satellites and flights as typed "
                                   "under Programme"), lambda: self._build_by("stated")),
        }  # fmt: skip
        self.answer, self.limit, self.unknown = QLabel(self), QLabel(self), QLabel()
        for label, name, look in ((self.answer, "answer", "heading"), (self.limit, "limit", ""),
                                  (self.unknown, "unknown", "muted")):  # fmt: skip
            label.setObjectName(f"ramp_page-{name}")
            lettered(label, look)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.chart = RampChart(self)
        self.supplies = BarList(session.theme, "ramp_page-supplies", tr("Share of the world's supplies"))
        self.orders = BarList(session.theme, "ramp_page-orders", tr("Lines ordered by year"))
        for bars in (self.supplies, self.orders):
            bars.activated.connect(self.explain)
        self.table = RampTable(session.theme, self)
        self.view = table_view(self.table, self)
        self.view.clicked.connect(self._explain_row)
        self.view.activated.connect(self._explain_row)
        supply_page = column(em, heading(tr("Of the world's supplies, up to the line that may be taken")),
                              self.supplies, self.unknown)  # fmt: skip
        order_page = column(em, heading(tr("Lines to order, so that they run in time")), self.orders)
        self.panes: dict[str, QWidget] = {
            "plan": self.chart,
            "supplies": scrolling(supply_page, self, sideways=False),
            "orders": scrolling(order_page, self, sideways=False),
            "table": self.view,
        }
        self._right = split(Qt.Orientation.Vertical, (46, self.panes["supplies"]), (54, self.panes["orders"]))
        self._above = split(Qt.Orientation.Horizontal, (55, self.chart), (45, self._right))
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(round(em * 0.2))
        layout.addWidget(self.answer)
        layout.addWidget(self.limit)
        layout.addWidget(split(Qt.Orientation.Vertical, (58, self._above), (42, self.view)), 1)
        self.theme_changed()
        self.arrange()

    def missing(self) -> str:
        return ""

    def theme_changed(self) -> None:
        super().theme_changed()
        self.chart.use(self.session.theme.colours)

    def show_tables(self) -> None:
        found, design, colours = self.session.table("programme"), self.session.design, self.session.theme.colours
        self.arrange()
        for size, button in self.target_buttons.items():
            button.setChecked(abs(design.programme.target * YEAR / (size * 1e9) - 1.0) < 1e-9)
        for name, button in self.technology_buttons.items():
            button.setChecked(design.programme.technology == name)
        self.answer.setText(typeset(headline(design, found)))
        self.limit.setText(typeset(limit_sentence(found)))
        names = _FIGURES if self.whole else _FIGURES[:3]
        self.figures.show_figures(tuple(
            one for name in names for one in figure(f"programme.{name}", getattr(found, name))
        ))  # fmt: skip
        self.chart.show_plan(found, colours)
        bars, line = supply_bars(found, colours)
        self.supplies.show_bars(bars, line, tuple(tr(head) for head in SUPPLY_HEADS))
        self.unknown.setText(unknown_supplies(found))
        self.orders.show_bars(order_bars(found, colours), heads=(tr("Year"), tr("Lines"), tr("Equipment")))
        years = tuple(int(year) for year in found.year)
        self.table.show_plan(tuple(_in_currency(row) for row in columns(found)), years, found.first_at_target)

    def data(self) -> list[list[str]]:
        rows = [[tr("Year"), *(str(year) for year in self.table.years)]]
        rows += [[row.heading, *(f"{value:.6g}" for value in row.values)] for row in self.table.rows]
        return rows

    def arrange(self) -> None:
        super().arrange()
        self._right.setVisible(self.whole or self.mode in {"supplies", "orders"})
        self._above.setVisible(self.whole or self.mode != "table")

    def _button(self, name: str, text: str, tip: str, act: Any) -> QToolButton:
        """A button at the left of the head that is down while the design is as it says."""
        button = QToolButton(self)
        button.setObjectName(f"ramp_page-{name}")
        button.setText(text)
        button.setToolTip(tip)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(act)
        self.head.insertWidget(self.head.count() - 1, button)
        return button

    def _aim(self, size: float) -> None:
        self._edit(tr("{size:.0f} GW a year", size=size), "programme.target", size * 1e9 / YEAR)

    def _build_by(self, technology: str) -> None:
        self._edit(tr("Technology of the programme"), "programme.technology", technology)

    def _edit(self, label: str, path: str, value: object) -> None:
        def changed(design: Design) -> Design:
            return set_value(design, path, value)

        self.session.edit(label, changed)
        self.request_draw()  # what was asked for may be so already, and its button has sprung up

    def _explain_row(self, index: QModelIndex) -> None:
        self.explain(self.table.rows[index.row()].result)


def _in_currency(row: Column) -> Column:
    """A row of money in the currency that is shown."""
    dollars, shown = MONEY.unit("bn USD"), shown_quantity(MONEY).unit("bn USD")
    if not row.money or dollars is None or shown is None:
        return row
    values = tuple(value * dollars.factor / shown.factor for value in row.values)
    return dataclasses.replace(row, unit=shown.symbol, values=values)
