"""A spreadsheet of components: what its rows change is shown, old beside new, before anything goes into the design."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFileDialog,
    QFormLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from studio.document.components.reader import SUFFIXES, ReadComponents, applied, read_components
from studio.document.ordinary import read_ordinary
from studio.gui.headed_model import quieten
from studio.gui.session import Session
from studio.gui.source_text import source_text
from studio.gui.task_dialog import TaskDialog
from studio.text import mark, one_line, tr, tr_count

_HEADS = (mark("Row"), mark("Field"), mark("Now"), mark("Imported"), mark("Source"))
_MOST_FAULTS = 200
"""Of those that are listed."""


def ask_components(session: Session, parent: QWidget) -> "ComponentsDialog | None":
    """Let the user choose a file, and open the dialog that reads it."""
    path = session.document.path
    kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
    name, _ = QFileDialog.getOpenFileName(
        parent, tr("Import components"), str(path.parent if path else Path.home()),
        tr("Tables of components ({kinds});;All files (*)", kinds=kinds))  # fmt: skip
    return open_components(session, Path(name), parent) if name else None


def open_components(session: Session, path: Path, parent: QWidget | None) -> "ComponentsDialog":
    """Open the dialog that reads the file at `path`."""
    dialog = ComponentsDialog(session, path, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


class ComponentsDialog(TaskDialog):
    """All good rows are one step back. Where a row is not good, none is taken unless the user says so."""

    def __init__(self, session: Session, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(session, parent, window="components-dialog", name="components", task="components",
                         title=tr("Import components"), progress=tr("Progress of the reading"))  # fmt: skip
        self._path = path
        self.found: ReadComponents | None = None
        em = self.fontMetrics().height()
        file = QLabel(one_line(path.name), self)
        file.setToolTip(one_line(str(path)))
        self.comma = QCheckBox(tr("12,5 is a number: commas before decimals"), self)
        self.comma.setObjectName("components-comma")
        self.comma.toggled.connect(lambda _: self._read())
        self.skip = QCheckBox(tr("Leave out the rows that cannot be used"), self)
        self.skip.setObjectName("components-skip")
        self.skip.toggled.connect(lambda _: self._refresh())
        self.table = self._changes()
        self.faults = QListWidget(self)
        self.faults.setObjectName("components-faults")
        self.faults.setAccessibleName(tr("Rows that cannot be used"))
        self.faults.setWordWrap(True)
        self.take = self._button("take", tr("Import"), self._import)
        self.take.setDefault(True)
        self.leave = self._button("cancel", tr("Cancel"), self.reject)
        form = QFormLayout()
        form.addRow(tr("File"), file)
        both = QSplitter(Qt.Orientation.Vertical, self)
        both.setChildrenCollapsible(False)
        both.addWidget(self.table)
        both.addWidget(self.faults)
        both.setStretchFactor(0, 3)
        both.setStretchFactor(1, 2)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.comma)
        column.addWidget(both, 1)
        column.addWidget(self.skip)
        self._finish(column, (), (self.take, self.leave))
        self.resize(round(em * 62), round(em * 32))
        self._read()

    def _changes(self) -> QTableWidget:
        table = QTableWidget(0, len(_HEADS), self)
        table.setObjectName("components-changes")
        table.setAccessibleName(tr("What changes"))
        table.setHorizontalHeaderLabels([tr(head) for head in _HEADS])
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setAlternatingRowColors(True)
        quieten(table)
        table.verticalHeader().setDefaultSectionSize(round(table.fontMetrics().height() * 1.5))
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        em = table.fontMetrics().height()
        for column in (2, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, round(7.5 * em))
        return table

    def _read(self) -> None:
        """Read the file as it is now, against the design as it is now."""
        path, design, comma = self._path, self._session.design, self.comma.isChecked()
        self.found = None
        self._tell(tr("Reading …"))
        self.tasks.run(lambda checkpoint, _: read_components(
            read_ordinary(path), path.name, design, decimal_comma=comma, checkpoint=checkpoint))  # fmt: skip
        self._refresh()

    def _done(self, found: ReadComponents) -> None:
        self.found = found
        self.progress.setValue(1000)
        self.table.setRowCount(len(found.changes))
        for row, change in enumerate(found.changes):
            told = source_text(change.source)
            for column, text in enumerate((str(change.row), change.label, change.old, change.new, told)):
                item = QTableWidgetItem(text)
                item.setToolTip(change.path if column == 1 else text)
                if column in {0, 2, 3}:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, item)
        self.faults.clear()
        self.faults.addItems([str(fault) for fault in found.faults[:_MOST_FAULTS]])
        rest = len(found.faults) + found.more_faults - self.faults.count()
        if rest:
            self.faults.addItem(tr_count("and {count} more row", "and {count} more rows", rest))
        self._tell(found.words(), error=bool(found.faults))
        self._refresh()

    def _failed(self, reason: str) -> None:
        self.table.setRowCount(0)
        self.faults.clear()
        super()._failed(reason)

    def _stopped(self) -> None:
        self._tell(tr("Stopped."))
        self._refresh()

    def _refresh(self) -> None:
        found = self.found
        bad = found is not None and bool(found.faults)
        self.table.setEnabled(found is not None)
        self.faults.setVisible(bad)
        self.skip.setVisible(bad)
        self.progress.setVisible(self.tasks.busy)
        self.take.setEnabled(found is not None and bool(found.changes) and (not bad or self.skip.isChecked()))

    def _import(self) -> None:
        found = self.found
        if found is None:
            return
        refusal = self._session.edit(tr("Import components"), lambda design: applied(design, found))
        if refusal is None:
            self.accept()
        else:
            self._tell(str(refusal), error=True)
