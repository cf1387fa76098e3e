"""A part of the design: a header that folds it away, and its rows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from studio.gui.inspector.row import FieldRow


class Section(QWidget):
    """`rows` in groups: a heading stands above the rows of a struct inside the part."""

    def __init__(self, part: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.part = part
        self.setObjectName(f"section:{part}")
        self.title = title
        self.rows: list[FieldRow] = []
        self._headings: list[tuple[QLabel, list[FieldRow]]] = []
        self._extras: list[QWidget] = []
        self._filtering = False
        self._open = True
        em = self.fontMetrics().height()
        self.header = QToolButton(self)
        self.header.setObjectName(f"header:{part}")
        self.header.setProperty("look", "section")
        self.header.setText(title)
        self.header.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.header.setAutoRaise(True)
        self.header.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.header.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.header.clicked.connect(self.toggle)
        self._body = QWidget(self)
        self._inner = QVBoxLayout(self._body)
        self._inner.setContentsMargins(round(em * 0.5), round(em * 0.2), 0, round(em * 0.5))
        self._inner.setSpacing(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.header)
        outer.addWidget(self._body)
        self._show()

    def add_heading(self, text: str) -> None:
        """A heading for the rows that follow."""
        heading = QLabel(text, self._body)
        heading.setProperty("look", "muted")
        heading.setContentsMargins(0, round(self.fontMetrics().height() * 0.4), 0, 0)
        self._headings.append((heading, []))
        self._inner.addWidget(heading)

    def end_heading(self) -> None:
        """What follows belongs to the part itself."""
        self._headings.append((QLabel(self._body), []))
        self._headings[-1][0].hide()

    def add_row(self, row: FieldRow) -> None:
        self.rows.append(row)
        if self._headings:
            self._headings[-1][1].append(row)
        self._inner.addWidget(row)

    def add_extra(self, widget: QWidget) -> None:
        """A widget that is no field; it is hidden while the rows are filtered."""
        self._extras.append(widget)
        self._inner.addWidget(widget)

    @property
    def is_open(self) -> bool:
        return self._open or self._filtering

    def toggle(self) -> None:
        self.set_open(not self.is_open)

    def set_open(self, open: bool) -> None:
        self._open = open
        self._show()

    def filter(self, words: list[str]) -> int:
        """Show only rows with all of `words`, or every row for none; the number shown."""
        self._filtering = bool(words)
        wanted = [row for row in self.rows if all(word in f"{row.words()} {self.title.casefold()}" for word in words)]
        shown = set(wanted)
        for row in self.rows:
            row.setVisible(row in shown)
        for heading, rows in self._headings:
            heading.setVisible(bool(heading.text()) and not shown.isdisjoint(rows))
        for extra in self._extras:
            extra.setVisible(not words or all(word in self.title.casefold() for word in words))
        self.setVisible(bool(wanted))
        self._show()
        return len(wanted)

    def _show(self) -> None:
        self.header.setArrowType(Qt.ArrowType.DownArrow if self.is_open else Qt.ArrowType.RightArrow)
        self.header.setAccessibleDescription(self.title)
        self._body.setVisible(self.is_open)
