"""The priced lines as a table: how much of what at which price, what it comes to, and how well the price is known."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from studio.analysis import Results, explain
from studio.analysis.costing.items import Item
from studio.design import DesignError
from studio.design.quantity import DURATION, ENERGY, MONEY, NUMBER, RATIO
from studio.gui.headed_model import HeadedModel, Index, dress
from studio.gui.quantity_role import QUANTITY
from studio.gui.source_text import CONFIDENCE
from studio.gui.theme import Theme
from studio.gui.value_text import readable_text, typeset, value_text
from studio.text import mark, tr

_HEADS = (
    (mark("Item"), mark("A click explains the amount")),
    (mark("How much"), mark("What is priced")),
    (mark("Price"), mark("In money of the price year; a click leads to the field")),
    (mark("Amount"), mark("How much times price")),
    (mark("Known"), mark("How far the price can be trusted; a click leads to the field")),
    (mark("Source of the price"), mark("A click leads to the field")),
)
_PRICE, _KNOWN, _SOURCE = 2, 4, 5
_WORDY = {0, 4, 5}
_WORDS = {
    "unknown": mark("not known: left out"),
    "within": mark("in another price"),
    "left_out": mark("left out by choice"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it is written."""

    row: Item
    texts: tuple[str, ...]
    strong: bool = False


class _Model(HeadedModel):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(_HEADS, _WORDY, parent)
        self._theme = theme

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == QUANTITY:
            return line.row.field if index.column() in {_PRICE, _KNOWN, _SOURCE} and line.row.field else line.row.name
        if role == Qt.ItemDataRole.DisplayRole:
            return line.texts[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:  # the source has no column of its own where there is little room
            return line.texts[_SOURCE if index.column() >= _PRICE and line.texts[_SOURCE] else index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(index.column())
        if role == Qt.ItemDataRole.FontRole:
            return self.bold if line.strong else None
        if role == Qt.ItemDataRole.ForegroundRole:
            colours = self._theme.colours
            if line.row.state == "unknown":
                return QColor(colours.amber)
            return QColor(colours.muted if line.row.state != "priced" else colours.text)
        return None


class PriceTable(QTableView):
    """As high as its rows. A click on an item or amount explains it, one on a price leads to its field."""

    explain_requested = Signal(str)
    field_requested = Signal(str)

    def __init__(self, theme: Theme, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Model(theme, self)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setModel(self._model)
        dress(self)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._activate)

    @property
    def texts(self) -> list[tuple[str, ...]]:
        """What is shown, row by row, under its heads."""
        return [tuple(tr(head) for head, _ in _HEADS), *(line.texts for line in self._model.lines)]

    @property
    def rows(self) -> tuple[Item, ...]:
        return tuple(line.row for line in self._model.lines)

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        self._model.show_lines(lines)
        self._fit_columns()
        em = self.fontMetrics().height()
        high = round(em * 1.45) * len(lines) + self.horizontalHeader().sizeHint().height() + 4
        if high != self.height():
            self.setFixedHeight(high)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().height() * 12, self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._activate(self.currentIndex())
            event.accept()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_columns()

    def _fit_columns(self) -> None:
        """Every column as wide as its words; the source has what is left and is cut off at its end."""
        metrics, gap = QFontMetrics(self._model.bold), round(self.fontMetrics().height() * 0.9)
        left = self.viewport().width()
        for column in range(_SOURCE):
            wide = max(metrics.horizontalAdvance(row[column]) for row in self.texts) + gap
            self.setColumnWidth(column, wide)
            left -= wide
        self.setColumnWidth(_SOURCE, max(left, round(self.fontMetrics().height() * 8)))

    def _activate(self, index: QModelIndex) -> None:
        row = self._model.lines[index.row()].row
        if index.column() in {_PRICE, _KNOWN, _SOURCE} and row.field:
            self.field_requested.emit(row.field)
        elif row.name:
            self.explain_requested.emit(row.name)


def lines_of(results: Results, rows: tuple[Item, ...], name: str, label: str) -> tuple[Line, ...]:
    """The rows as they are written, and what they add up to, which the result `name` explains."""
    total = Item(name, label, "", 1.0, NUMBER, results[name], MONEY, results[name])
    made = [Line(row, _texts(results, row)) for row in rows]
    return (*made, Line(total, (tr(label), "", "", readable_text(results[name], MONEY), "", ""), True))


def _texts(results: Results, row: Item) -> tuple[str, ...]:
    known = source = ""
    if row.field and row.state != "within":
        try:
            told = explain(results, row.field)
        except DesignError:
            told = None
        if told is not None and told.source and row.state == "priced":
            known, source = tr(CONFIDENCE[told.confidence]), told.source
    price = _price(row) if row.state == "priced" else tr(_WORDS[row.state])
    value = "–" if row.value is None else readable_text(row.value, MONEY)
    return tr(row.label), _amount(row), price, value, known, source


def _amount(row: Item) -> str:
    if row.amount_of is NUMBER:
        if row.name in {"cost.engineering_paid", "cost.ground_segment"}:
            return ""
        return typeset(f"{row.amount:.4g}" if row.amount < 1e4 else f"{row.amount:.0f}")
    if row.amount_of is DURATION:
        return value_text(row.amount, DURATION, "yr", 3)
    if row.amount_of is ENERGY:
        return value_text(row.amount, ENERGY, "kWh", 4)
    return readable_text(row.amount, row.amount_of)


def _price(row: Item) -> str:
    assert row.price is not None
    if row.price_of is RATIO:
        return value_text(row.price, RATIO, "%", 3)
    if row.price_of.name == "price_per_energy":
        return value_text(row.price, row.price_of, "USD/kWh", 4)
    return readable_text(row.price, row.price_of)
