"""The layers as a table model: it reads the design of the session and writes by edits, and holds only refusals."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from studio.design import DesignError
from studio.gui.panel.columns import COLUMNS, ODD, bare_unit, help_text, texts, title, typed
from studio.gui.panel.edits import with_field, with_text
from studio.gui.panel.junction_edits import with_layer_material
from studio.gui.panel.layer_notes import STAGES, issue_text, layer_issues, light_shares
from studio.gui.panel.looks import tone
from studio.gui.panel.provenance import provenance
from studio.gui.quantity_role import QUANTITY
from studio.gui.session import Session
from studio.text import tr

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class LayerModel(QAbstractTableModel):
    """`said` carries the reason of the newest refusal, or nothing when it is gone.

    A refused text stays in its cell, marked, while the old value holds, until something else is typed there.
    """

    said = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._issues = layer_issues(session)
        self._lights = light_shares(session.table("optics"))
        self._texts = self._written()
        self._refused: dict[tuple[int, int], tuple[str, str]] = {}
        session.design_changed.connect(self._design_changed)
        session.outcome_changed.connect(self._outcome_changed)
        session.theme.changed.connect(self._repaint)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._texts)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if COLUMNS[index.column()].field else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        column = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return title(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return help_text(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if section < 3 else _RIGHT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, place = index.row(), index.column()
        # Between an edit and when this hears of it there may be fewer layers than rows.
        if not index.isValid() or row >= min(len(self._texts), len(self._session.design.stack.layers)):
            return None
        if role == QUANTITY:
            column = COLUMNS[place].field
            name = self._session.design.stack.layers[row].name
            return f"stack.layers[{name}].{column}" if column else "panel.areal_mass"
        refused = self._refused.get((row, place))
        if role == Qt.ItemDataRole.DisplayRole:
            return refused[0] if refused else self._texts[row][place]
        design = self._session.design
        if role == Qt.ItemDataRole.EditRole:
            return refused[0] if refused else typed(design, row, place)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if place < 3 else _RIGHT
        if role == Qt.ItemDataRole.ForegroundRole:
            colours = self._session.theme.colours
            return QColor(colours.red if refused else colours.muted if not COLUMNS[place].field else colours.text)
        if role == Qt.ItemDataRole.DecorationRole and place == 0:
            return tone(self._session.theme.colours, design.stack.layers[row].role)
        if role == Qt.ItemDataRole.ToolTipRole:
            lines = [refused[1]] if refused else []
            field = COLUMNS[place].field
            if place == 0 and (odd := issue_text(self._issues, design.stack.layers[row].name)):
                lines.append(odd)
            lines += [help_text(COLUMNS[place]), provenance(design, row, field) if field else ""]
            return "\n".join(line for line in lines if line)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        row, place, text = index.row(), index.column(), str(value)
        if text == self.data(index, Qt.ItemDataRole.EditRole):
            return True
        refusal = self._apply(row, place, text)
        if refusal is None:
            self._refused.pop((row, place), None)
        else:
            self._refused[row, place] = (text, refusal.text)
        self._tell()
        self.dataChanged.emit(index, index)
        return refusal is None

    def forget_refusal(self, index: Index) -> None:
        """Show the value again where a text was refused."""
        if self._refused.pop((index.row(), index.column()), None) is not None:
            self._tell()
            self.dataChanged.emit(index, index)

    def _apply(self, row: int, place: int, text: str) -> DesignError | None:
        design, column = self._session.design, COLUMNS[place]
        layer = design.stack.layers[row]
        label = tr("{field} of {name}", field=tr(column.title), name=layer.name)
        if column.field == "material":
            return self._session.edit(label, lambda design: with_layer_material(design, row, text))
        if column.field in {"name", "role", "optics"}:
            return self._session.edit(label, lambda design: with_field(design, row, column.field, text))
        bare = bare_unit(column, layer)
        return self._session.edit(label, lambda design: with_text(design, row, column.field, text, bare))

    def _design_changed(self) -> None:
        self._take_texts(self._written())

    def _outcome_changed(self, stage: str) -> None:
        if stage not in STAGES:
            return
        if stage == "optics":
            failed = bool(self._session.failure("optics"))
            self._lights = {} if failed else light_shares(self._session.table("optics"))
        self._take_texts(self._written())

    def _written(self) -> list[tuple[str, ...]]:
        self._issues = layer_issues(self._session)
        return texts(self._session.design, self._lights, self._issues)

    def _take_texts(self, after: list[tuple[str, ...]]) -> None:
        before = self._texts
        if len(before) != len(after):
            self.beginResetModel()
            self._texts = after
            self._refused.clear()
            self.endResetModel()
            self._tell()
            return
        self._texts = after
        # Cell by cell: painting the whole table for each step of a drag would cost more than all else together.
        for row, (old, new) in enumerate(zip(before, after, strict=True)):
            if old[0].removesuffix(ODD) != new[0].removesuffix(ODD):  # another layer is in this row now
                self._refused = {cell: what for cell, what in self._refused.items() if cell[0] != row}
            for place, text in enumerate(new):
                if text != old[place] or (place == 0 and old != new):
                    index = self.index(row, place)
                    self.dataChanged.emit(index, index)

    def _repaint(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._texts) - 1, len(COLUMNS) - 1))

    def _tell(self) -> None:
        if self._refused:
            (row, place), (_, reason) = list(self._refused.items())[-1]
            name = self._session.design.stack.layers[row].name
            reason = tr("{name}, {field}: {reason}", name=name, field=tr(COLUMNS[place].title).lower(), reason=reason)
            self.said.emit(reason)
        else:
            self.said.emit("")
