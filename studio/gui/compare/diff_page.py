"""Diff: what differs as a text for a review, to be copied or saved."""

from pathlib import Path
from typing import Any

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QWidget

from studio.export.difference import as_html, markdown, plain_text, review
from studio.gui.compare.page import ComparePage
from studio.gui.drawing import Drawing
from studio.gui.session import Session
from studio.gui.writing import write_text
from studio.text import mark, tr

FORMS = {
    "text": (mark("Plain text"), plain_text, "txt"),
    "markdown": (mark("Markdown"), markdown, "md"),
    "html": (mark("HTML"), as_html, "html"),
}
_RESULTS = {"none": mark("Fields only"), "merits": mark("Fields and merits"), "all": mark("Fields and all results")}


class DiffPage(ComparePage):
    """The reference stands first, and the others are held against it. Money is in US dollars, as in files."""

    pause_ms = 300

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "diff", tr("Differences as a text"), parent)
        self.form = QComboBox(self)
        self.form.setObjectName("compare-diff-form")
        self.form.setAccessibleName(tr("Form of the text"))
        for key, (label, _, _) in FORMS.items():
            self.form.addItem(tr(label), key)
        self.results = QComboBox(self)
        self.results.setObjectName("compare-diff-results")
        self.results.setAccessibleName(tr("What is told"))
        for name, label in _RESULTS.items():
            self.results.addItem(tr(label), name)
        self.results.setCurrentIndex(1)
        self.wrap = QCheckBox(tr("Wrap lines"), self)
        self.wrap.setObjectName("compare-diff-wrap")
        self.copy = QPushButton(tr("Copy"), self)
        self.copy.setObjectName("compare-diff-copy")
        self.save = QPushButton(tr("Save…"), self)
        self.save.setObjectName("compare-diff-save")
        self.text = QPlainTextEdit(self)
        self.text.setObjectName("compare-diff-text")
        self.text.setAccessibleName(tr("Differences as a text"))
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPointSizeF(self.font().pointSizeF())
        self.text.setFont(fixed)
        for box in (self.form, self.results):
            box.currentIndexChanged.connect(lambda _: self.request_draw())
        self.wrap.toggled.connect(self._wrap)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        self.save.clicked.connect(self.ask_file)
        self.drawing = Drawing(self, "compare-diff")
        self.drawing.made.connect(self._take)
        self.drawing.tasks.failed.connect(lambda reason: self._tell(reason, True))
        head = QHBoxLayout()
        head.setSpacing(4)
        for widget in (self.form, self.results, self.wrap):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.copy)
        head.addWidget(self.save)
        self.body.addLayout(head)
        self.body.addWidget(self.text, 1)
        self.theme_changed()

    def show_columns(self) -> None:
        desk = self.desk
        known = desk.known()
        known.sort(key=lambda pair: pair[0].number != desk.reference)
        asked = self.results.currentData()
        if asked != "none":
            known = [(entry, found) for entry, found in known if found.results is not None]
        names = [f"{desk.title(entry)} ({desk.origin(entry)})" for entry, _ in known]
        designs = [found.design for _, found in known if found.design is not None]
        results = [found.results for _, found in known if found.results is not None] if asked != "none" else []
        write = FORMS[self.form.currentData()][1]
        if len(designs) < 2:
            self._take(tr("There is nothing to compare the open design with."))
            return
        self.drawing.ask(lambda checkpoint: write(review(names, designs, results, every=asked == "all")))

    def ask_file(self) -> None:
        """Let the user say where the text goes."""
        suffix = FORMS[self.form.currentData()][2]
        name, _ = QFileDialog.getSaveFileName(self, tr("Save the differences"), str(Path.home() / f"diff.{suffix}"),
                                              tr("Texts (*.{suffix})", suffix=suffix))  # fmt: skip
        if name:
            self.save_to(Path(name))

    def save_to(self, path: Path) -> None:
        """Write the text to a file."""
        self._tell(*write_text(path, self.text.toPlainText() + "\n"))

    def _take(self, text: Any) -> None:
        if text == self.text.toPlainText():
            return
        down, across = self.text.verticalScrollBar().value(), self.text.horizontalScrollBar().value()
        self.text.setPlainText(text)
        self.text.verticalScrollBar().setValue(down)
        self.text.horizontalScrollBar().setValue(across)

    def _wrap(self, on: bool) -> None:
        mode = QPlainTextEdit.LineWrapMode
        self.text.setLineWrapMode(mode.WidgetWidth if on else mode.NoWrap)
