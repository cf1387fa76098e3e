"""The report of the open design, written as a PDF or a page beside the window."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from studio.gui.guard import gui_only
from studio.gui.session import Session
from studio.gui.tasks import Tasks
from studio.text import tr

_PAGES = frozenset({".html", ".htm"})


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
        """Let the user choose the file, and by its name whether it is a PDF or a page."""
        path = self._session.document.path
        folder = path.parent if path else Path.home()
        name, chosen = QFileDialog.getSaveFileName(
            self._window, tr("Write the report"), str(folder / f"{path.stem if path else 'report'}.pdf"),
            f"{tr('Report as PDF')} (*.pdf);;{tr('Report as a page')} (*.html)")  # fmt: skip
        if not name:
            return
        target = Path(name)
        if target.suffix.lower() in {".pdf", *_PAGES}:
            self.write(target)
        else:  # nobody was asked about a file of the name that it gets here
            self.write(target.with_name(target.name + (".html" if "html" in chosen else ".pdf")), over=False)

    @gui_only
    def write(self, target: Path, *, over: bool = True) -> None:
        """Compute the design and write its report to `target`, `over` what is there where the user was asked."""
        design, title = self._session.design, self._session.design.title
        self.told.emit(tr("The report of {title} is being written …", title=title))

        def work(checkpoint: Any, report: Any) -> str:
            from studio.document.baselines import baseline_designs
            from studio.document.claim import incumbent
            from studio.document.files import dump
            from studio.export.formats import Source, find_format
            from studio.export.outlet import put, refuse_target

            refuse_target(target, folder=False, over=over)
            source = Source(design, dump(design), target.stem, baseline_designs(design), incumbent=incumbent(design))
            product = find_format("html" if target.suffix.lower() in _PAGES else "pdf").write(source, {}, checkpoint)
            put(product, target, over=over)
            return tr("Report of {title}: {name} in {folder}", title=title, name=target.name, folder=target.parent)

        self.tasks.run(work)
