"""Reading optical constants from a file of the user's into the design, with a look at them before."""

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from studio.catalogue.import_index import MAX_BYTES, ImportedIndex, read_index_file
from studio.design import DesignError
from studio.document.materials import material_of
from studio.gui.panel.import_dialog import ImportDialog
from studio.gui.panel.selection import Selection
from studio.gui.session import Session
from studio.gui.tasks import Tasks
from studio.text import tr


class IndexImport(QObject):
    """`said` carries why a file could not be read, or nothing."""

    said = Signal(str)

    def __init__(self, session: Session, selection: Selection, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._selection = selection
        self._window = window
        self.dialog: ImportDialog | None = None
        self.tasks = Tasks(self, "import")
        self.tasks.done.connect(self._show)
        self.tasks.failed.connect(self.said)

    def ask(self) -> None:
        """Let the user choose a file."""
        choice = QFileDialog(self._window, tr("Import n and k"))
        choice.setFileMode(QFileDialog.FileMode.ExistingFile)
        choice.setNameFilters([
            tr("Tables of n and k (*.csv *.txt *.dat *.nk *.tsv *.yml *.yaml)"), tr("All files (*)"),
        ])  # fmt: skip
        choice.fileSelected.connect(self.read)
        choice.finished.connect(choice.deleteLater)
        choice.open()

    def read(self, name: str) -> None:
        """Read a file beside the GUI, then show what is in it."""
        path = Path(name)
        self.said.emit("")
        self.tasks.run(lambda checkpoint, report: read_path(path))

    def _show(self, imported: ImportedIndex) -> None:
        try:
            material = material_of(imported, self._session.design, datetime.now(UTC).date())
        except DesignError as refusal:
            self.said.emit(refusal.text)
            return
        self.dialog = ImportDialog(self._session, self._selection, imported, material, self._window)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None


def read_path(path: Path) -> ImportedIndex:
    """The optical constants in a file; no more of it is read than such a file may have."""
    try:
        with path.open("rb") as file:
            text = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ValueError(f"{path.name}: {error.strerror or error}") from None
    return read_index_file(text, path.name)
