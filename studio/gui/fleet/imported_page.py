"""The imported element sets: what was read and when, how many cross the shells, and the way to be rid of them."""

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.design.element_edit import remove_elements
from studio.design.quantity import LENGTH
from studio.gui.absent import Absent
from studio.gui.charts.bars import Bar, BarList
from studio.gui.charts.figure_strip import FigureStrip
from studio.gui.charts.view import figure
from studio.gui.import_dialog import ask_import
from studio.gui.session import Session
from studio.gui.value_text import typeset, value_text
from studio.gui.view import StageView
from studio.text import mark, tr

_FIGURES = ("fleet.imported_objects", "fleet.imported_crossing", "fleet.imported_age")
_HEADS = (mark("Set"), mark("Objects"), mark("Source"), mark("Imported on"))
_MOST_BARS = 30


class ImportedPage(StageView):
    """A table of what was imported, and below it the shells by how many real objects cross them."""

    stages = ("fleet",)
    explain_requested = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setObjectName("imported-page")
        self.setAccessibleName(tr("Imported element sets"))
        em = self.fontMetrics().height()
        self.table = QTableWidget(0, len(_HEADS), self)
        self.table.setObjectName("imported-table")
        self.table.setAccessibleName(tr("Imported element sets"))
        self.table.setHorizontalHeaderLabels([tr(head) for head in _HEADS])
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        self.table.itemSelectionChanged.connect(self._enable)
        self.buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout()
        row.setSpacing(round(em * 0.3))
        for name, label, run in (("add", tr("Import…"), self._add), ("remove", tr("Remove"), self._remove)):
            button = QToolButton(self)
            button.setObjectName(f"button-imported-{name}")
            button.setText(label)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(run)
            self.buttons[name] = button
            row.addWidget(button)
        row.addStretch(1)
        self.figures = FigureStrip(self, self.table)
        self.figures.explain_requested.connect(self.explain_requested)
        self.bars = BarList(session.theme, "imported-bars", tr("Imported objects across each shell"), self)
        self.absent = Absent("imported-absent", self)
        self.absent.setText(tr("Here real satellites fly beside those of the design: import their element sets, as "
                               "catalogues of tracked objects give them."))  # fmt: skip
        self.absent.offer("add", tr("Import element sets…"), self._add)
        self.hint = QLabel(self)
        self.hint.setProperty("look", "muted")
        self.hint.setWordWrap(True)
        column = QVBoxLayout(self)
        margin = round(em * 0.4)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(round(em * 0.3))
        column.addWidget(self.figures)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(self.absent, 1)
        column.addWidget(self.bars)
        column.addWidget(self.hint)
        session.design_changed.connect(self._fill)
        self.theme_changed()
        self._fill()

    @property
    def chosen(self) -> str | None:
        """The name of the set that is selected."""
        rows = self.table.selectionModel().selectedRows()
        sets = self.session.design.fleet.imported
        return sets[rows[0].row()].name if rows and rows[0].row() < len(sets) else None

    def draw(self) -> None:
        results = self.session.results()
        shown = [one for name in _FIGURES for one in figure(name, results.get(name))]
        self.figures.show_figures(tuple(shown))
        self.figures.setVisible(bool(shown))
        self._draw_bars()

    def theme_changed(self) -> None:
        self.figures.use(self.session.theme.colours)

    def _fill(self) -> None:
        sets = self.session.design.fleet.imported
        rows = [(one.name, typeset(str(one.objects)), one.source, one.date) for one in sets]
        self.table.setRowCount(len(rows))
        self.table.setVisible(bool(rows))
        self.absent.setVisible(not rows)
        for place, cells in enumerate(rows):
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                if column == 1:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(place, column, item)
        self.hint.setText(
            tr("They are shown in the Orbit view, and are no part of the figures of the design. The page Neighbours "
               "finds the one that comes nearest to the fleet.") if sets else
            tr("Element sets of real satellites (TLE, or OMM as XML, KVN, CSV or JSON) are shown in the Orbit view "
               "beside the satellites of the design."))  # fmt: skip
        self._enable()

    def _draw_bars(self) -> None:
        fleet = self.session.table("fleet")
        counts = fleet.shell_crossing
        self.bars.setVisible(counts is not None)
        if counts is None:
            self.bars.show_bars(())
            return
        order = np.sort(np.argsort(-counts, kind="stable")[:_MOST_BARS])
        most = max(float(counts.max(initial=0.0)), 1.0)
        colour = self.session.theme.colours.series[0]
        bars = []
        for shell in order:
            count = int(counts[shell])
            altitude = value_text(float(fleet.shell_altitudes[shell]), LENGTH, "km", 4)
            name = fleet.shell_names[shell]
            bars.append(Bar(f"crossing-{shell}", name, 0.0, count / most, colour, (typeset(str(count)), altitude),
                            tip=f"{name}: {count}"))  # fmt: skip
        self.bars.show_bars(tuple(bars), heads=(tr("Shell"), tr("Imported objects within 25 km"), tr("Altitude")))

    def _add(self) -> None:
        ask_import(self.session, self)

    def _remove(self) -> None:
        name = self.chosen
        if name is not None:
            self.session.edit(tr("Remove element sets"), lambda design: remove_elements(design, name))

    def _enable(self) -> None:
        self.buttons["remove"].setEnabled(self.chosen is not None)
