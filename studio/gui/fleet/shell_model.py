"""The shells as a table model: the main constellation first, then the further shells, edited in place."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from studio.design import Design, DesignError
from studio.design.fleet import Shell
from studio.design.option_words import option_label
from studio.design.shell_edit import set_shell_text
from studio.gui.fleet.columns import COLUMNS, Column, found_text, shell_text, spec
from studio.gui.quantity_role import QUANTITY
from studio.gui.session import Session
from studio.text import tr

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_WORDS = {"name", "pattern"}
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def main_shell(design: Design) -> Shell:
    """The main constellation as a row of the table."""
    mission, own = design.mission, design.constellation
    pattern = own.pattern if own.pattern != "single" else "walker"
    single = own.pattern == "single"
    return Shell(
        tr("Main"), pattern, mission.altitude, mission.sun_synchronous, mission.inclination, mission.ltan,
        1 if single else own.planes, 1 if single else own.satellites_per_plane, own.phasing, own.node_spread,
        own.cluster_spacing if pattern == "cluster" else own.ring_spacing, own.cluster_radius,
        own.shells if pattern != "cluster" and not single else 1, own.shell_spacing)  # fmt: skip


class ShellModel(QAbstractTableModel):
    """`said` carries the reason of a refusal, or nothing when it is gone."""

    said = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: tuple[Shell, ...] = ()
        self._found: list[tuple[float, float, float] | None] = []
        self.refresh()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def refresh(self) -> None:
        """Read the design and the results again."""
        rows = (main_shell(self._session.design), *self._session.design.fleet.shells)
        found = _found_by_row(rows, self._session.table("fleet"))
        if len(rows) != len(self._rows):
            self.beginResetModel()
            self._rows, self._found = rows, found
            self.endResetModel()
        elif rows != self._rows or found != self._found:
            self._rows, self._found = rows, found
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(COLUMNS) - 1))

    def editable(self, row: int, column: Column) -> bool:
        return row > 0 and bool(column.field) and column.counts(self._rows[row])

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if self.editable(index.row(), COLUMNS[index.column()]):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.heading
        if role == Qt.ItemDataRole.ToolTipRole and column.field:
            return tr(spec(column).help)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if COLUMNS[section].field in _WORDS else _RIGHT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = index.row(), COLUMNS[index.column()]
        if not index.isValid() or row >= len(self._rows):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            if column.field:
                text = shell_text(self._rows[row], column)
                shown = column.field == "pattern" and role == Qt.ItemDataRole.DisplayRole
                return option_label(text) if shown else text
            return found_text(column, *(self._found[row] or (None, None, None)))
        if role == QUANTITY:
            return _quantity(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if column.field in _WORDS else _RIGHT
        if role == Qt.ItemDataRole.ForegroundRole:
            colours = self._session.theme.colours
            return QColor(colours.text if self.editable(row, column) else colours.muted)
        if role == Qt.ItemDataRole.ToolTipRole and row == 0 and column.field:
            return tr("The main constellation is edited under Mission and Constellation in the Design dock")
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        column, text = COLUMNS[index.column()], str(value)
        if not self.editable(index.row(), column) or text == self.data(index, Qt.ItemDataRole.EditRole):
            return False
        position = index.row() - 1
        shell = self._rows[index.row()]
        if shell not in self._session.design.fleet.shells[position : position + 1]:
            return False  # an editor was open while the shell was removed or another one came into its place
        label = tr("{field} of {name}", field=tr(spec(column).label), name=shell.name)
        bare = "h" if column.field == "ltan" else column.unit or None
        refusal = self._session.edit(label, lambda design: set_shell_text(design, position, column.field, text, bare))
        self.tell(refusal, shell.name, tr(column.title))
        return refusal is None

    def tell(self, refusal: DesignError | None, *where: str) -> None:
        """Say why something was refused, or nothing."""
        self.said.emit("" if refusal is None else ": ".join([*where, refusal.text]))


def _found_by_row(rows: tuple[Shell, ...], fleet: Any) -> list[tuple[float, float, float] | None]:
    """Satellites, sunlight and darkest day of each row, over its copies; none where the results are not of these."""
    if fleet is None or sum(shell.copies for shell in rows) != fleet.shells:
        return [None] * len(rows)
    found: list[tuple[float, float, float] | None] = []
    place = 0
    for shell in rows:
        part = slice(place, place + shell.copies)
        place += shell.copies
        count = fleet.shell_satellites[part]
        lit = float(fleet.shell_sunlit[part] @ count / count.sum())
        found.append((float(count.sum()), lit, float(fleet.shell_darkest[part].min())))
    return found


_MAIN = {
    "pattern": "constellation.pattern", "altitude": "mission.altitude", "inclination": "mission.inclination",
    "ltan": "mission.ltan", "planes": "constellation.planes",
    "satellites_per_plane": "constellation.satellites_per_plane", "node_spread": "constellation.node_spread",
    "phasing": "constellation.phasing",
    "spacing": "constellation.ring_spacing", "radius": "constellation.cluster_radius",
    "copies": "constellation.shells", "copy_spacing": "constellation.shell_spacing",
}  # fmt: skip
"""Where the main constellation is decided, by what a shell calls it."""
_RESULTS = {"satellites": "fleet.shell_satellites", "sunlit": "fleet.shell_sunlit", "darkest": "fleet.shell_darkest"}


def _quantity(row: int, column: Column) -> str:
    """The result or field that a cell shows."""
    if not column.field:
        return _RESULTS.get(column.name, "")
    return _MAIN.get(column.field, "") if row == 0 else f"fleet.shells[{row - 1}].{column.field}"
