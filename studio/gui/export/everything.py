"""Everything in one folder, by one click: asks for no more than its name, and shows what is in it afterwards."""

from pathlib import Path

from PySide6.QtCore import QSettings, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from PySide6.QtWidgets import QTextBrowser as Browser

from studio.export.formats import find_format
from studio.gui.export.dialog import written_words
from studio.gui.export.exporter import Exporter
from studio.gui.export.place import fresh_folder, may_write, remember_folder, stem_of
from studio.gui.export.preview import PAPER
from studio.gui.export.target_line import WrittenLine
from studio.gui.export.writing_dialog import WritingDialog
from studio.gui.session import Session
from studio.text import tr


class EverythingDialog(WritingDialog):
    """Whoever leaves it before the end stops it, and then nothing is written."""

    def __init__(
        self, session: Session, exporter: Exporter, settings: QSettings, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, exporter, settings, parent, name="everything",
                         title=tr("Export everything about {title}", title=session.design.title))  # fmt: skip
        self._build()
        exporter.written.connect(self._written)
        exporter.failed.connect(self._failed)
        exporter.stopped.connect(self._stopped)
        exporter.saying.connect(self._saying)
        self.target.use(find_format("folder"), Path(), "")
        self.target.show_path(fresh_folder(session, settings))
        self._refresh()
        self.go.setFocus()

    def export(self) -> None:
        """Write the folder; asks first where one that is not empty would be written into."""
        if self.exporter.writing:
            return
        one = find_format("folder")
        try:
            target = self.target.target
        except ValueError as error:
            self._tell(str(error), error=True)
            return
        over = may_write(target, one, self)
        if over is None:
            return
        self._writing_to = target
        self.progress.setValue(0)
        self.index.hide()
        self.written.hide()
        self._tell(tr("Beginning …"))
        self.exporter.write(self.exporter.request(one, {}, self._language, stem_of(self._session)), target, over=over)
        self._refresh()

    def done(self, result: int) -> None:
        self.exporter.cancel()
        super().done(result)

    def _written(self, paths: tuple[Path, ...]) -> None:
        target, self._writing_to = self._writing_to, None
        if target is None:
            return
        remember_folder(self._settings, target.parent)
        page = target / "index.html"
        self.written.tell(written_words(target, paths), target, page)
        self.written.open_file.setText(tr("&Open in the browser"))
        self.index.setHtml(page.read_text(encoding="utf-8"))
        self.index.show()
        self.progress.setValue(1000)
        self._tell("")
        em = self.fontMetrics().height()
        room = self.screen().availableGeometry()
        self.resize(max(self.width(), min(round(em * 52), room.width() - 60)), min(round(em * 44), room.height() - 80))
        self._refresh()
        self.leave.setFocus()

    def _failed(self, reason: str) -> None:
        self._writing_to = None
        self._tell(reason, error=True)
        self._refresh()

    def _stopped(self) -> None:
        if self._writing_to is not None:
            self._tell(tr("Stopped; nothing was written."))
        self._writing_to = None
        self.progress.setValue(0)
        self._refresh()

    def _saying(self, words: str) -> None:
        if self._writing_to is not None:
            self._tell(f"{words} …")

    def _refresh(self) -> None:
        writing = self.exporter.writing
        self.go.setEnabled(not writing)
        self.cancel.setEnabled(writing)
        self.progress.setVisible(writing)
        for widget in (self.target, self.language):
            widget.setEnabled(not writing)

    def _open_link(self, link: QUrl) -> None:
        if link.hasFragment():
            self.index.scrollToAnchor(link.fragment())
        elif self.written.path is not None and link.isRelative():
            path = self.written.path / link.path(QUrl.ComponentFormattingOption.FullyDecoded)
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _build(self) -> None:
        em = self.fontMetrics().height()
        about = QLabel(tr("One folder with every file that Dawnline can write of this design: for whoever reviews it, "
                          "flies it, builds it or buys it, with a page that says what is for whom."), self)  # fmt: skip
        about.setWordWrap(True)
        self._make_target()
        self._make_language()
        self.written = WrittenLine(self)
        self.index = Browser(self)
        self.index.setObjectName("everything-index")
        self.index.setAccessibleName(tr("What is in the folder"))
        self.index.setOpenLinks(False)
        self.index.setStyleSheet(PAPER)
        self.index.anchorClicked.connect(self._open_link)
        self.index.hide()
        self._make_foot()
        self.go.setAutoDefault(True)
        column = QVBoxLayout(self)
        column.setSpacing(round(em * 0.6))
        column.addWidget(about)
        column.addWidget(self.target)
        column.addLayout(self._language_row(self))
        column.addWidget(self.written)
        column.addWidget(self.index, 1)
        column.addWidget(self.progress)
        column.addLayout(self._foot())
        room = self.screen().availableGeometry()
        self.resize(min(round(em * 44), room.width() - 60), self.sizeHint().height())
