"""The budgets of mass, power, heat and data as tables with bars: what each part takes, its share and its margin."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from studio.analysis import Budget, budgets
from studio.analysis.budgets import Line
from studio.design.unit_text import per_cent, readable_unit
from studio.gui.charts.bars import Bar, BarList
from studio.gui.charts.view import ChartView, plain
from studio.gui.quantity_role import PROPERTY, WHOLES
from studio.gui.scrolling import scrolling
from studio.gui.session import Session
from studio.gui.theme.lettered import lettered
from studio.gui.value_text import readable_text, value_text
from studio.text import tr

_ORDER = ("mass", "power", "heat", "data", "downlink")


class BudgetsPage(ChartView):
    """A click on a line explains it."""

    stages = ("power", "thermal", "mass", "link")
    pause_ms = 120

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "budgets_page", tr("Budgets of the satellite"), parent)
        self.figures.hide()
        em = self.fontMetrics().height()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, round(em * 0.5), 0)
        self.titles: dict[str, QLabel] = {}
        self.tables: dict[str, BarList] = {}
        for name in _ORDER:
            title = QLabel(page)
            lettered(title)
            title.setWordWrap(True)
            title.setProperty(PROPERTY, WHOLES.get(name, ""))
            table = BarList(session.theme, f"budgets_page-{name}", tr("Budgets of the satellite"), page)
            table.activated.connect(self._activate)
            column.addWidget(title)
            column.addWidget(table)
            column.addSpacing(round(em * 0.6))
            self.titles[name], self.tables[name] = title, table
        column.addStretch(1)
        layout = QVBoxLayout(self.body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(page, self.body, sideways=False))
        self.theme_changed()

    def missing(self) -> str:
        return ""

    def draw(self) -> None:
        super().draw()
        self.figures.hide()  # every number stands in its line

    def show_tables(self) -> None:
        found = {budget.name: budget for budget in budgets(self.session.results())}
        for name in _ORDER:
            budget = found.get(name)
            self.titles[name].setVisible(budget is not None)
            self.tables[name].setVisible(budget is not None)
            if budget is not None:
                self.titles[name].setText(_title(budget))
                self.tables[name].setAccessibleName(budget.label)
                self.tables[name].show_bars(self._bars(budget))

    def data(self) -> list[list[str]]:
        rows = [[tr("Budget"), tr("Line"), tr("Value [SI]"), tr("Share [%]"), tr("Margin [SI]")]]
        for budget in budgets(self.session.results()):
            for line in budget.lines:
                margin = "" if line.margin is None else plain(line.margin)
                rows.append([budget.label, line.label, plain(line.value), plain(100.0 * line.share), margin])
        return rows

    def _bars(self, budget: Budget) -> tuple[Bar, ...]:
        unit = readable_unit(max((line.value for line in budget.lines), default=0.0), budget.quantity)
        bars, at = [], 0.0
        margins = any(line.margin is not None for line in budget.lines)
        for place, line in enumerate(budget.lines):
            start, end = at, at + line.share
            if line.kind == "lacking":
                start, end = 1.0 - line.share, 1.0
            at = end
            texts = [value_text(line.value, budget.quantity, unit, 4), per_cent(line.share)]
            if margins:
                texts.append("" if line.margin is None else tr("margin {margin}", margin=value_text(
                    line.margin, budget.quantity, unit, 3)))  # fmt: skip
            strong = line.kind in {"left", "lacking"}
            bars.append(Bar(line.name, line.label, start, end, self._tint(line, place), tuple(texts), strong,
                            tip=f"{line.label}: {' · '.join(texts)}"))  # fmt: skip
        return tuple(bars)

    def _tint(self, line: Line, place: int) -> str:
        colours = self.session.theme.colours
        known = {"left": colours.green, "lacking": colours.red, "margin": colours.muted}
        return known.get(line.kind, colours.series[place % len(colours.series)])

    def _activate(self, name: str) -> None:
        # A line may stand for a design field, which explains itself as well.
        self.explain_requested.emit(name)


def _title(budget: Budget) -> str:
    whole = readable_text(budget.whole, budget.quantity)
    if budget.margin is None:
        return tr("{budget}: {whole}", budget=budget.label, whole=whole)
    margin = readable_text(budget.margin, budget.quantity, 3)
    return tr("{budget}: {whole}, margin {margin}", budget=budget.label, whole=whole, margin=margin)
