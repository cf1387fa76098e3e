"""Which rows of a study are compared."""

import re
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from studio.gui.answer_buttons import answer_buttons
from studio.gui.compare.desk import MOST, CompareDesk
from studio.text import tr

_PIECE = re.compile(r"(\d{1,9})(?:\s*(?:-|–|\.\.)\s*(\d{1,9}))?", re.ASCII)


def read_rows(typed: str) -> list[int]:
    """The numbers in "3, 17, 20-24"; ValueError, with one sentence, where they cannot be read."""
    found: list[int] = []
    for piece in typed.replace(";", ",").split(","):
        match = _PIECE.fullmatch(piece.strip())
        if match is None:
            text = tr("“{piece}” is no number of a row; write them as 3, 17, 20-24", piece=piece.strip()[:30])
            raise ValueError(text)
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first or last - first >= MOST:
            raise ValueError(tr("“{piece}” is no range of at most {most} rows", piece=piece.strip(), most=MOST))
        found += range(first, last + 1)
    return list(dict.fromkeys(found))


class RowsDialog(QDialog):
    """The rows are read when they are computed: one whose hash does not hold says so in its column."""

    def __init__(self, desk: CompareDesk, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare-rows-dialog")
        self.setWindowTitle(tr("Points of {study}", study=path.name))
        self._desk, self._path = desk, path
        self.rows = QLineEdit(self)
        self.rows.setObjectName("compare-rows")
        self.rows.setPlaceholderText("3, 17, 20-24")
        self.status = QLabel(self)
        self.status.setProperty("look", "error")
        self.status.setWordWrap(True)
        buttons = answer_buttons(self, self._apply, tr("Add"))
        form = QFormLayout()
        form.addRow(tr("Numbers of the points"), self.rows)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.status)
        column.addWidget(buttons)
        self.resize(self.fontMetrics().height() * 26, self.sizeHint().height())

    def _apply(self) -> None:
        try:
            rows = read_rows(self.rows.text())
        except ValueError as refusal:
            self.status.setText(str(refusal))
            return
        self._desk.add_study_rows(self._path, rows)
        self.accept()
