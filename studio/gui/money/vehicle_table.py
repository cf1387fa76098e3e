"""All launch vehicles for the satellites of the design, one a row; a click chooses one."""

from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from studio.analysis.launch.choices import VehicleChoice
from studio.design.quantity import DURATION, MONEY, PRICE_PER_MASS, YEAR
from studio.design.unit_text import join, number_text
from studio.gui.headed_model import HeadedModel, Index, dress
from studio.gui.inspector.words import entry_help
from studio.gui.quantity_role import QUANTITY
from studio.gui.theme import Theme
from studio.gui.value_text import readable_text, typeset, value_text
from studio.numerals import set_count
from studio.text import mark, tr

_HEADS = (
    (mark("Vehicle"), mark("A click takes this vehicle")),
    (mark("Launches"), mark("For the whole fleet, those that fail included")),
    (mark("Time"), mark("To deploy the fleet at the flights that there are")),
    (mark("Price here"), mark("Per mass of satellites, in the year and on the price basis of the design")),
    (mark("Fleet"), mark("Price of all launches")),
    (mark("Limit"), mark("What lets fewer fit")),
    (mark("List price"), mark("Per payload mass today, as the catalogue has it")),
    (mark("Payload"), mark("Into this orbit, without the adapters")),
    (mark("By mass"), mark("Satellites that fit by mass")),
    (mark("By volume"), mark("Satellites that fit by their folded volume")),
)
_SHOWN = (
    "launch.vehicle", "launch.launches", "launch.years_to_deploy", "launch.price_per_mass", "launch.price_total",
    "launch.limit", "launch.list_price", "launch.payload_to_orbit", "launch.satellites_by_mass",
    "launch.satellites_by_volume",
)  # fmt: skip
"""What each column shows, of the vehicle that is chosen."""
_CHOSEN = "●"
_WORDY = {0, 5}


class _Model(HeadedModel):
    """What :func:`studio.analysis.launch.choices.vehicle_choices` gave, each with its texts."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(_HEADS, _WORDY, parent)
        self._theme = theme

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        choice, texts = self.lines[index.row()]
        if role == QUANTITY:
            return _SHOWN[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return texts[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(index.column())
        if role == Qt.ItemDataRole.FontRole:
            return self.bold if choice.chosen else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry_help("launchers", choice.vehicle)
        if role == Qt.ItemDataRole.ForegroundRole:
            colours = self._theme.colours
            return QColor(colours.muted if choice.found.launches is None else colours.text)
        return None


class VehicleTable(QTableView):
    """What decides stands first; `chosen` carries the id of the vehicle that a click, or Enter, took."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vehicles = _Model(theme, self)
        self._needed = [0] * len(_HEADS)
        self.setObjectName("launch-vehicles")
        self.setAccessibleName(tr("Launch vehicles"))
        self.setModel(self._vehicles)
        dress(self)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # The texts make the columns as wide as they are.
        self.horizontalHeader().setDefaultSectionSize(self.fontMetrics().height())
        self.clicked.connect(self._choose)

    @property
    def choices(self) -> tuple[VehicleChoice, ...]:
        return tuple(choice for choice, _ in self._vehicles.lines)

    @property
    def texts(self) -> list[tuple[str, ...]]:
        """What is shown, row by row."""
        return [tuple(tr(head) for head, _ in _HEADS), *(texts for _, texts in self._vehicles.lines)]

    def show_choices(self, choices: tuple[VehicleChoice, ...]) -> None:
        self._vehicles.show_lines(tuple((choice, _texts(choice)) for choice in choices))
        self._fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
            event.accept()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_columns()

    def _fit_columns(self) -> None:
        """Give every column the room of its widest text and its part of what is left of the width.

        The room for texts only grows, so that nothing shakes during a drag.
        """
        bold = QFont(self.font())
        bold.setBold(True)
        metrics, gap = QFontMetrics(bold), round(self.fontMetrics().height() * 0.7)
        for column in range(len(_HEADS)):
            widest = max(metrics.horizontalAdvance(row[column]) for row in self.texts)
            self._needed[column] = max(self._needed[column], widest + gap)
        spare = max(self.viewport().width() - sum(self._needed), 0) // len(_HEADS)
        for column, wide in enumerate(self._needed):
            self.setColumnWidth(column, wide + spare)

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self._vehicles.lines[index.row()][0].vehicle.id)


def time_text(seconds: float) -> str:
    """A time of flights: days up to a year, then years."""
    if seconds < YEAR:
        return value_text(seconds, DURATION, "d", 3)
    return value_text(seconds, DURATION, "yr", 3)


def _texts(choice: VehicleChoice) -> tuple[str, ...]:
    name = f"{_CHOSEN} {tr(choice.vehicle.name)}" if choice.chosen else tr(choice.vehicle.name)
    found = choice.found
    today = choice.vehicle.price_today
    volume = "?" if found.satellites_by_volume is None else set_count(found.satellites_by_volume)
    return (
        name,
        "–" if found.launches is None else typeset(f"{found.launches}"),
        "–" if found.years_to_deploy is None else time_text(found.years_to_deploy),
        value_text(found.price_per_mass, PRICE_PER_MASS, digits=3) if choice.priced else "?",
        "–" if found.price_fleet is None else "?" if not choice.priced else readable_text(found.price_fleet, MONEY, 3),
        tr(found.limit),
        "?" if today is None else value_text(today, PRICE_PER_MASS, digits=3),
        join(number_text(found.payload_to_orbit / 1e3, 3), "t"),
        typeset(f"{found.satellites_by_mass}"),
        typeset(volume.replace(",", "")),
    )
