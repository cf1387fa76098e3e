"""The report of the open design, written into a folder beside the window."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from studio.gui.guard import gui_only
from studio.gui.session import Session
from studio.gui.tasks import Tasks
from studio.text import tr


class Report(QObject):
    """`told` carries a line for the status bar."""

    told = Signal(str)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self.tasks = Tasks(self, "report")
        self.tasks.done.connect(lambda told: self.told.emit(told))
        self.tasks.failed.connect(lambda reason: self.told.emit(tr("No report: {reason}", reason=reason)))

    def ask(self) -> None:
        """Let the user choose the folder."""
        path = self._session.document.path
        name = QFileDialog.getExistingDirectory(self._window, tr("Folder of the report"),
                                                str(path.parent if path else Path.home()))  # fmt: skip
        if name:
            self.write(Path(name))

    @gui_only
    def write(self, folder: Path) -> None:
        """Compute the design and write results, budgets, series and sources into `folder`."""
        design, title = self._session.design, self._session.design.title
        self.told.emit(tr("The report of {title} is being written …", title=title))

        def work(checkpoint: Any, report: Any) -> str:
            from studio.analysis import evaluate
            from studio.export.report import write_report

            results = evaluate(design, checkpoint=checkpoint)
            try:
                written = write_report(results, folder)
            except OSError as error:
                raise ValueError(f"{folder.name}: {(error.strerror or str(error)).lower()}") from None
            return tr("Report of {title}: {count} files in {folder}", title=title, count=len(written), folder=folder)

        self.tasks.run(work)
