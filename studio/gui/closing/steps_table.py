"""The steps of a closing as they come: what was tried, what it weighs, and which requirement binds."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from studio.analysis.closing import Free, Step
from studio.design import Design
from studio.design.edit import field_at
from studio.design.quantity import MASS, NUMBER
from studio.design.unit_text import STEPPED, display, readable
from studio.text import tr


class StepsTable(QTableWidget):
    """One row a step; a column for each field that is free."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 0, parent)
        self.setObjectName("closing-steps")
        self.setAccessibleName(tr("Steps of the closing"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.5))
        self._free: tuple[str, ...] = ()
        self._design: Design | None = None

    def begin(self, design: Design, free: tuple[Free, ...]) -> None:
        """Empty, with columns for what is free now."""
        self._design, self._free = design, tuple(one.path for one in free)
        names = [tr(field_at(design, path).label) for path in self._free]
        heads = [tr("Step"), tr("What"), *names, tr("Mass"), tr("Met"), tr("Binds")]
        self.setRowCount(0)
        self.setColumnCount(len(heads))
        self.setHorizontalHeaderLabels(heads)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)

    def add(self, step: Step) -> None:
        """One more row, brought into view."""
        assert self._design is not None
        values = []
        for path in self._free:
            spec = field_at(self._design, path)
            quantity = spec.quantity or NUMBER
            stepped = quantity.name in STEPPED
            value = step.values[path]
            values.append(readable(value, quantity) if stepped else display(value, quantity, spec.unit, 4))
        mass = "–" if step.mass is None else readable(step.mass, MASS)
        row = self.rowCount()
        self.insertRow(row)
        texts = [str(step.number), step.action, *values, mass, tr("yes") if step.met else tr("no"), step.binding]
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            if column == 0 or 2 <= column < 3 + len(self._free):
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.setItem(row, column, item)
        self.scrollToBottom()
