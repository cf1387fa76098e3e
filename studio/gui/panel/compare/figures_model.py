"""The key figures as a table model: the present stack, the pinned ones, and the change between them."""

from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from studio.gui.panel.compare.figures import (
    ROWS,
    Figure,
    best_of,
    change_text,
    figure_text,
    figure_tip,
    scalar,
)
from studio.gui.panel.compare.pins import Pins, Snapshot
from studio.gui.quantity_role import QUANTITY
from studio.gui.theme import Theme
from studio.text import tr

Index = QModelIndex | QPersistentModelIndex
BEST = "★"
"""Stands before the value that wins; its font is bold too."""
_ROOT = QModelIndex()
_ROLES = frozenset(int(role) for role in (
    Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.TextAlignmentRole, Qt.ItemDataRole.FontRole,
    Qt.ItemDataRole.ForegroundRole, Qt.ItemDataRole.ToolTipRole,
))  # fmt: skip
_HEAD_LETTERS = 12


@dataclass(frozen=True, slots=True)
class Column:
    """`letter` is that of a pin, or empty for the present stack."""

    kind: Literal["label", "value", "change"]
    letter: str = ""


class FiguresModel(QAbstractTableModel):
    """Shows what `show_now` gave it last, and the pins. `every_change` writes a change beside each column."""

    def __init__(self, theme: Theme, pins: Pins, parent: QObject, *, every_change: bool = False) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pins = pins
        self._every_change = every_change
        self._now: Snapshot | None = None
        self.columns: tuple[Column, ...] = ()
        self._bold = QFont()
        self._bold.setBold(True)
        self._best: dict[int, set[str]] = {}
        self._take_pins()
        pins.changed.connect(self._pins_changed)

    @property
    def has_values(self) -> bool:
        return self._now is not None

    def show_now(self, now: Snapshot) -> None:
        self._now = now
        before = self._best
        self._find_best()
        # The columns of the pins are painted anew only where another stack wins now: painting is what costs.
        now_columns = 2 if len(self.columns) > 2 else 1
        last = now_columns if self._best == before else len(self.columns) - 1
        self.dataChanged.emit(self.index(0, 1), self.index(len(ROWS) - 1, last))

    def repaint(self) -> None:
        """Other colours: everything is to be painted anew."""
        self.dataChanged.emit(self.index(0, 0), self.index(len(ROWS) - 1, len(self.columns) - 1))

    def figure_at(self, row: int) -> Figure | None:
        """The figure in a row; None for a heading."""
        row_of = ROWS[row]
        return row_of if isinstance(row_of, Figure) else None

    def row_of(self, name: str) -> int:
        return next(row for row, one in enumerate(ROWS) if isinstance(one, Figure) and one.name == name)

    def column_of(self, kind: str, letter: str = "") -> int:
        """The place of a column; −1 where there is none."""
        wanted = (kind, letter)
        return next((place for place, one in enumerate(self.columns) if (one.kind, one.letter) == wanted), -1)

    def name_of(self, letter: str) -> str:
        pin = self._pins.get(letter)
        return pin.name if pin is not None else ""

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(ROWS)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        # The keyboard goes past the headings.
        return super().flags(index) if self.figure_at(index.row()) is not None else Qt.ItemFlag.NoItemFlags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._head(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._head_tip(column)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == QUANTITY:
            shown = self.figure_at(index.row())
            return shown.name if shown is not None else None
        if role not in _ROLES:
            return None
        figure, column = self.figure_at(index.row()), self.columns[index.column()]
        if figure is None:
            return self._heading(str(ROWS[index.row()]), column, role)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index.row(), figure, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.FontRole and column.kind == "value":
            return self._bold if column.letter in self._best.get(index.row(), ()) else None
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._ink(figure, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(index.row(), figure, column)
        return None

    def _heading(self, heading: str, column: Column, role: int) -> Any:
        if column.kind != "label":
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return tr(heading)
        if role == Qt.ItemDataRole.FontRole:
            return self._bold
        return QColor(self._theme.colours.accent) if role == Qt.ItemDataRole.ForegroundRole else None

    def _text(self, row: int, figure: Figure, column: Column) -> str:
        if column.kind == "label":
            return tr(figure.label)
        shown = self._snapshot(column.letter)
        if shown is None:
            return ""
        if column.kind == "change":
            return self._change(figure, column)
        text = figure_text(figure, shown.values)
        return f"{BEST} {text}" if column.letter in self._best.get(row, ()) else text

    def _change(self, figure: Figure, column: Column) -> str:
        shown, reference = self._snapshot(column.letter), self._pins.get(self._pins.reference)
        if shown is None or reference is None:
            return ""
        return change_text(figure, scalar(figure, shown.values), scalar(figure, reference.snapshot.values))

    def _ink(self, figure: Figure, column: Column) -> QColor:
        colours = self._theme.colours
        if column.kind != "change":
            return QColor(colours.text if column.kind == "value" else colours.muted)
        text = self._change(figure, column)
        if figure.better == 0 or text in ("", "="):
            return QColor(colours.muted)
        return QColor(colours.green if text.startswith("+") == (figure.better > 0) else colours.red)

    def _tip(self, row: int, figure: Figure, column: Column) -> str:
        shown = self._snapshot(column.letter)
        lines = [figure_tip(figure, shown.values if shown is not None else {})]
        if column.kind == "value" and shown is not None:
            lines.insert(0, figure_text(figure, shown.values))
            if column.letter in self._best.get(row, ()):
                lines.append(tr("{mark} the best of the stacks shown", mark=BEST))
        return "\n".join(lines)

    def _head(self, column: Column) -> str:
        if column.kind == "label":
            return tr("Figure")
        if column.kind == "change":
            return tr("against {letter}", letter=self._pins.reference)
        pin = self._pins.get(column.letter)
        if pin is None:
            return tr("Now")
        name = pin.name if len(pin.name) <= _HEAD_LETTERS else pin.name[: _HEAD_LETTERS - 1].rstrip() + "…"
        return f"{pin.letter}\n{name}"

    def _head_tip(self, column: Column) -> str | None:
        pin = self._pins.get(column.letter)
        if column.kind != "value" or pin is None:
            return None
        return "\n".join((pin.title, tr("Double-click, or press F2 in the column, to give it another name")))

    def _snapshot(self, letter: str) -> Snapshot | None:
        if not letter:
            return self._now
        pin = self._pins.get(letter)
        return pin.snapshot if pin is not None else None

    def _take_pins(self) -> None:
        pins = self._pins.all
        columns = [Column("label"), Column("value")]
        if pins:
            columns.append(Column("change"))
        for pin in pins:
            columns.append(Column("value", pin.letter))
            if self._every_change and pin.letter != self._pins.reference:
                columns.append(Column("change", pin.letter))
        self.columns = tuple(columns)
        self._find_best()

    def _find_best(self) -> None:
        letters = [letter for letter in ("", *(pin.letter for pin in self._pins.all)) if self._snapshot(letter)]
        shown = [taken.values for letter in letters if (taken := self._snapshot(letter)) is not None]
        self._best = {
            row: {letters[place] for place in best_of(figure, shown)}
            for row, figure in enumerate(ROWS) if isinstance(figure, Figure)
        }  # fmt: skip

    def _pins_changed(self) -> None:
        self.beginResetModel()
        self._take_pins()
        self.endResetModel()


def _alignment(column: Column) -> int:
    side = Qt.AlignmentFlag.AlignLeft if column.kind == "label" else Qt.AlignmentFlag.AlignRight
    return int(side | Qt.AlignmentFlag.AlignVCenter)
