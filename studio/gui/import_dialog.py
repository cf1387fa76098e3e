"""A file of another tool comes into the design: what it holds and what would change is shown before anything does."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from studio.analysis.difference import differences
from studio.design import Design, DesignError
from studio.design.element_sets import LONGEST_NAME
from studio.document.import_plan import Found, Offer, Plan, look
from studio.document.importing import KINDS, kind_of
from studio.document.ordinary import read_ordinary
from studio.gui.headed_model import quieten
from studio.gui.session import Session
from studio.gui.task_dialog import TaskDialog
from studio.text import mark, one_line, tr

_HEADS = (mark("Field"), mark("Now"), mark("Imported"))
_MOST_ROWS = 200
OpenDesign = Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class Looked:
    """One plan, and what it would change: field, value now and value then, in words."""

    plan: Plan
    changes: tuple[tuple[str, str, str], ...]


def ask_import(session: Session, parent: QWidget, open_design: OpenDesign | None = None) -> "ImportDialog | None":
    """Let the user choose a file, and open the dialog that reads it."""
    path = session.document.path
    shown = {tr(mark("All that can be imported")): sorted({one for kind in KINDS for one in kind.suffixes})}
    shown |= {re.sub(r" *\(.*\)", "", tr(kind.title)): list(kind.suffixes) for kind in KINDS}
    filters = [f"{title} ({' '.join('*' + suffix for suffix in suffixes)})" for title, suffixes in shown.items()]
    name, _ = QFileDialog.getOpenFileName(
        parent, tr("Import a file"), str(path.parent if path else Path.home()),
        ";;".join((*filters, tr(mark("All files (*)")))))  # fmt: skip
    return import_file(session, Path(name), parent, open_design) if name else None


def import_file(
    session: Session, path: Path, parent: QWidget, open_design: OpenDesign | None = None
) -> "ImportDialog":  # fmt: skip
    """Open the dialog that reads the file at `path`."""
    dialog = ImportDialog(session, path, parent, open_design)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


class ImportDialog(TaskDialog):
    """Nothing goes into the design before the whole file is read and the user says so; then it is one step back.

    `design_found` says that the file is a whole design, which is opened instead.
    """

    design_found = Signal(object)

    def __init__(
        self, session: Session, path: Path, parent: QWidget | None = None, open_design: OpenDesign | None = None
    ) -> None:
        super().__init__(session, parent, window="import-dialog", name="import", task="import",
                         title=tr("Import a file"), progress=tr("Progress of the reading"))  # fmt: skip
        self._path, self._open_design = path, open_design
        self.found: Found | None = None
        self.looked: Looked | None = None
        self._named = ""
        em = self.fontMetrics().height()
        file = QLabel(one_line(path.name), self)
        file.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        file.setToolTip(one_line(str(path)))
        file.setWordWrap(True)
        self.kind = QLabel("–", self)
        self.kind.setObjectName("import-kind")
        self.role = QComboBox(self)
        self.role.setObjectName("import-role")
        self.role.currentIndexChanged.connect(lambda _: self._role_changed())
        self.object = QComboBox(self)
        self.object.setObjectName("import-object")
        self.object.setMaxVisibleItems(20)
        self.object.currentIndexChanged.connect(lambda _: self._plan())
        self.name = QLineEdit(self)
        self.name.setObjectName("import-name")
        self.name.setMaxLength(LONGEST_NAME)
        self.name.textChanged.connect(lambda _: self._refresh())
        self.words = QLabel(self)
        self.words.setObjectName("import-words")
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.table = self._table()
        self.take = self._button("take", tr("Import"), self._import)
        self.take.setDefault(True)
        self.leave = self._button("cancel", tr("Cancel"), self.reject)
        self.form = QFormLayout()
        for label, widget in ((tr("File"), file), (tr("It holds"), self.kind), (tr("It becomes"), self.role),
                              (tr("Object"), self.object), (tr("Name"), self.name)):  # fmt: skip
            self.form.addRow(label, widget)
            widget.setAccessibleName(label)
        column = QVBoxLayout(self)
        column.addLayout(self.form)
        column.addWidget(self.words)
        column.addWidget(self.table, 10)
        column.addStretch(1)
        self._finish(column, (), (self.take, self.leave))
        self.resize(round(em * 44), round(em * 26))
        self._tell(tr("Reading …"))
        self.tasks.run(lambda checkpoint, _: _read(path, checkpoint))
        self._refresh()

    def _table(self) -> QTableWidget:
        table = QTableWidget(0, len(_HEADS), self)
        table.setObjectName("import-changes")
        table.setAccessibleName(tr("What changes"))
        table.setHorizontalHeaderLabels([tr(head) for head in _HEADS])
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        quieten(table)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        return table

    # What is chosen

    @property
    def offer(self) -> Offer | None:
        """What the file is to become."""
        place = self.role.currentIndex()
        return self.found.offers[place] if self.found is not None and 0 <= place < len(self.found.offers) else None

    def _role_changed(self) -> None:
        offer = self.offer
        self.object.blockSignals(True)
        self.object.clear()
        self.object.addItems(list(offer.objects) if offer is not None else [])
        self.object.blockSignals(False)
        self._plan()

    def _plan(self) -> None:
        """Work out the plan that is chosen, instead of the one on its way."""
        offer, place, design = self.offer, max(0, self.object.currentIndex()), self._session.design
        self.looked = None
        if offer is not None:
            self.progress.setValue(0)
            self._tell(tr("Computing …"))
            self.tasks.run(lambda checkpoint, _: _looked(offer.plan(place, checkpoint), design))
        self._refresh()

    # What comes back

    def _done(self, result: "Found | Looked | str") -> None:
        self.progress.setValue(1000)
        if result == "design":
            self._is_design()
        elif isinstance(result, str):
            self._is_components()
        elif isinstance(result, Found):
            self.found = result
            self.kind.setText(result.kind)
            self.role.blockSignals(True)
            self.role.addItems([offer.title for offer in result.offers])
            self.role.blockSignals(False)
            self._role_changed()
        else:
            self._show(result)

    def _is_design(self) -> None:
        if self._open_design is None:
            self._failed(tr(mark("This is a whole design: open it from the File menu.")))
            return
        open_design, path = self._open_design, self._path
        self.accept()
        open_design(path)

    def _is_components(self) -> None:
        """Rows that set fields have a dialog of their own."""
        from studio.gui.components_dialog import open_components

        path, parent = self._path, self.parentWidget()
        self.accept()
        open_components(self._session, path, parent)

    def _show(self, looked: Looked) -> None:
        self.looked = looked
        if self.name.text() == self._named:  # what the user typed stays
            self.name.setText(looked.plan.name)
            self._named = looked.plan.name
        self.words.setText("\n".join((*looked.plan.words, *looked.plan.warnings)))
        same = not looked.changes and not looked.plan.name
        self._tell(tr("The design has this orbit already.") if same else "")
        self.table.setRowCount(min(len(looked.changes), _MOST_ROWS))
        for row, texts in enumerate(looked.changes[:_MOST_ROWS]):
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(row, column, item)
        self._refresh()

    def _failed(self, reason: str) -> None:
        self.looked = None
        self.words.setText("")
        super()._failed(reason)

    def _stopped(self) -> None:
        self._tell(tr("Stopped."))
        self._refresh()

    def _refresh(self) -> None:
        offer, looked = self.offer, self.looked
        busy = self.tasks.busy
        named = looked is not None and bool(looked.plan.name)
        self.form.setRowVisible(self.role, self.found is not None and len(self.found.offers) > 1)
        self.form.setRowVisible(self.object, offer is not None and len(offer.objects) > 1)
        self.form.setRowVisible(self.name, named)
        self.words.setVisible(bool(self.words.text()))
        self.words.setEnabled(looked is not None)
        self.table.setVisible(looked is not None and bool(looked.changes))
        self.take.setEnabled(looked is not None and not busy and (not named or bool(self.name.text().strip())))
        self.progress.setVisible(busy)

    def _import(self) -> None:
        if self.looked is None:
            return
        plan, name = self.looked.plan, self.name.text().strip()
        refusal = self._session.edit(plan.label, lambda design: plan.edit(design, name)[0])
        if refusal is None:
            self.accept()
        else:
            self._tell(str(refusal), error=True)


def _read(path: Path, checkpoint: Callable[[float], None]) -> Found | str:
    """What the file holds; the kind alone where this dialog has nothing to show of it."""
    data = read_ordinary(path)
    kind = kind_of(data, path.name).name
    return kind if kind in {"design", "components"} else look(kind, data, path, checkpoint)


def _looked(plan: Plan, design: Design) -> Looked:
    """A plan and what it changes; ValueError where the design cannot take it."""
    try:
        after, _ = plan.edit(design, plan.name)
    except DesignError as refusal:
        raise ValueError(str(refusal)) from None
    # What was added as a whole is in the words; where a field comes from is known.
    rows = (row for row in differences((design, after)) if row.part != "sources" and not row.is_item)
    return Looked(plan, tuple((row.label, row.cells[0].text, row.cells[1].text) for row in rows))
