"""Table: the points as rows, sorted and filtered; only what is in sight is read."""

from typing import Any

import numpy as np
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from studio.gui.drawing import Drawing
from studio.gui.inspector.quantity_edit import LineEdit
from studio.gui.inspector.words import sentence
from studio.gui.session import Session
from studio.gui.study.brush import read_limit
from studio.gui.study.column_box import ColumnBox
from studio.gui.study.rows_table import REASON, RowsTable
from studio.gui.study.study_page import StudyPage
from studio.text import tr


class TablePage(StudyPage):
    """A filter is a limit of the brush: every page shows what it leaves."""

    pause_ms = 250

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "table", tr("Points of the study as a table"), parent)
        self.which = QComboBox(self)
        self.which.setObjectName("study-table-which")
        self.which.setAccessibleName(tr("Points that are listed"))
        self.which.addItem(tr("Brushed points"), "brushed")
        self.which.addItem(tr("All points"), "all")
        self.which.addItem(tr("Failed points"), "failed")
        self.filter_of = ColumnBox("study-table-column", tr("Column that is filtered"), self)
        self.filter = LineEdit(self)
        self.filter.setObjectName("study-table-filter")
        self.filter.setAccessibleName(tr("Filter of the column, and Enter"))
        self.filter.setPlaceholderText(tr("> 500 km, 3 .. 5, = 2"))
        self.filter.committed.connect(self._filter)
        self.filter.restored.connect(lambda: self._say(""))
        self.sort_by = ColumnBox("study-table-sort", tr("Column that the rows are sorted by"), self,
                                 optional=tr("Number of the point"))  # fmt: skip
        self.falling = QToolButton(self)
        self.falling.setObjectName("study-table-falling")
        self.falling.setCheckable(True)
        self.falling.setText("↑")
        self.falling.setAccessibleName(tr("Greatest first"))
        self.falling.setToolTip(tr("Least or greatest first"))
        self.message = QLabel(self)
        self.message.setProperty("look", "error")
        self.message.setWordWrap(True)
        self.message.hide()
        self.table = RowsTable(self.desk, "study-table-rows", tr("Points of the study"))
        self.sorting = Drawing(self, "study-sort")
        self.sorting.made.connect(self._take)
        for box in (self.which, self.sort_by):
            box.currentIndexChanged.connect(lambda _: self.request_draw())
        self.falling.toggled.connect(self._turned)
        self.table.sort_asked.connect(self._head_clicked)
        self._lay_out()
        self.study_changed()

    def study_changed(self) -> None:
        points = self.desk.points
        if points is not None:
            self.filter_of.fill(points, points.factors[0])
            self.sort_by.fill(points)

    def show_points(self) -> None:
        points = self.desk.points
        if points is None:
            return
        which, name, falling = self.which.currentData(), self.sort_by.chosen, self.falling.isChecked()
        names: tuple[str, ...] = (*points.factors, *points.outcomes)
        if which == "failed":
            rows = np.array(sorted(points.failures), dtype=np.int64)
            self._take((points, rows, (REASON, *points.factors)))
            return
        mask = self.desk.mask() if which == "brushed" and self.desk.brush else None if points.whole else points.done
        values = points.values(name) if name else None
        count = points.count

        def make(checkpoint: Any) -> Any:
            found = np.arange(count) if mask is None else np.flatnonzero(mask)
            if values is not None:
                key = values[found]
                # What has no number comes last either way.
                order = np.argsort(-key if falling else key, kind="stable")
                return points, found[order], names
            return points, found[::-1] if falling else found, names

        self.sorting.ask(make)

    def theme_changed(self) -> None:
        super().theme_changed()
        if hasattr(self, "table"):
            self.table.viewport().update()

    def _take(self, made: Any) -> None:
        points, rows, names = made
        if points is self.desk.points:
            self.table.show_rows(points, rows, names)

    def _filter(self, typed: str) -> None:
        points, name = self.desk.points, self.filter_of.chosen
        if points is None or not name:
            return
        try:
            limit = read_limit(points.column(name), typed) if typed.strip() else None
        except ValueError as refusal:
            self.filter.refuse()
            self._say(str(refusal))
            return
        self._say("")
        self.filter.show_text("")
        self.filter.accept()
        self.desk.limit({name: limit})

    def _head_clicked(self, name: str) -> None:
        if name == REASON:
            return
        if name == self.sort_by.chosen:
            self.falling.toggle()
        else:
            self.sort_by.setCurrentIndex(max(self.sort_by.findData(name), 0))

    def _turned(self, falling: bool) -> None:
        self.falling.setText("↓" if falling else "↑")
        self.request_draw()

    def _say(self, problem: str) -> None:
        self.message.setText(sentence(problem))
        self.message.setVisible(bool(problem))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        sort = QLabel(tr("sorted by"), self)
        sort.setBuddy(self.sort_by)
        head.addWidget(self.which)
        head.addWidget(sort)
        head.addWidget(self.sort_by, 1)
        head.addWidget(self.falling)
        filters = QHBoxLayout()
        filters.setSpacing(4)
        label = QLabel(tr("Filter"), self)
        label.setBuddy(self.filter_of)
        filters.addWidget(label)
        filters.addWidget(self.filter_of, 1)
        filters.addWidget(self.filter, 1)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(head)
        column.addLayout(filters)
        column.addWidget(self.message)
        column.addWidget(self.table, 1)
