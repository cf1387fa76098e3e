"""Element sets of real satellites from a file: what was read is shown before it goes into the design."""

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from studio.design.element_edit import add_elements
from studio.design.element_sets import LONGEST_NAME, ElementSets
from studio.document.elements.reader import SUFFIXES, ReadElements, read_file
from studio.document.elements.words import read_words
from studio.gui.session import Session
from studio.gui.task_dialog import TaskDialog
from studio.text import tr


def ask_import(session: Session, parent: QWidget) -> "ElementsDialog | None":
    """Let the user choose a file, and open the dialog that reads it."""
    path = session.document.path
    kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
    name, _ = QFileDialog.getOpenFileName(
        parent, tr("Import element sets"), str(path.parent if path else Path.home()),
        tr("Element sets ({kinds});;All files (*)", kinds=kinds))  # fmt: skip
    if not name:
        return None
    dialog = ElementsDialog(session, Path(name), parent)
    dialog.open()
    return dialog


class ElementsDialog(TaskDialog):
    """Nothing goes into the design before the whole file is read and the user says so; then it is one step back."""

    def __init__(self, session: Session, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(session, parent, window="elements-dialog", name="elements", task="elements",
                         title=tr("Import element sets"), progress=tr("Progress of the reading"))  # fmt: skip
        self.found: tuple[ReadElements, ElementSets] | None = None
        em = self.fontMetrics().height()
        about = QLabel(tr("Real satellites, shown in the Orbit view beside those of the design and flown by SGP4. They "
                          "are no part of its masses, powers and costs."), self)  # fmt: skip
        about.setWordWrap(True)
        self.name = QLineEdit(path.stem[:LONGEST_NAME], self)
        self.name.setObjectName("elements-name")
        self.name.setMaxLength(LONGEST_NAME)
        self.name.textChanged.connect(lambda _: self._refresh())
        self.take = self._button("take", tr("Import"), self._import)
        self.take.setDefault(True)
        self.leave = self._button("cancel", tr("Cancel"), self.reject)
        form = QFormLayout()
        form.addRow(tr("File"), QLabel(path.name, self))
        form.addRow(tr("Name"), self.name)
        column = QVBoxLayout(self)
        column.addWidget(about)
        column.addLayout(form)
        self._finish(column, (), (self.take, self.leave))
        self.resize(round(em * 34), self.sizeHint().height())
        self._tell(tr("Reading …"))

        def work(checkpoint, report):  # type: ignore[no-untyped-def]
            found = read_file(path, checkpoint)
            return found, found.sets(path.stem, f"{path.name}, {found.kind}", date.today())

        self.tasks.run(work)
        self._refresh()

    def _done(self, found: tuple[ReadElements, ElementSets]) -> None:
        self.found = found
        self.progress.setValue(1000)
        self._tell(read_words(found[0]))
        self._refresh()

    def _stopped(self) -> None:
        self._tell(tr("Stopped."))
        self._refresh()

    def _refresh(self) -> None:
        self.take.setEnabled(self.found is not None and bool(self.name.text().strip()))

    def _import(self) -> None:
        if self.found is None:
            return
        old = self.found[1]
        sets = ElementSets(self.name.text().strip(), old.table, old.source, old.date)
        refusal = self._session.edit(tr("Import element sets"), lambda design: add_elements(design, sets))
        if refusal is None:
            self.accept()
        else:
            self._tell(refusal.text, error=True)
