"""A number that explains itself when it is clicked, or when Enter is pressed on it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QIcon, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QWidget

from studio.analysis import RESULTS
from studio.gui.quantity_role import PROPERTY
from studio.text import tr


class Figure(QPushButton):
    """Looks like text; its name is that of a result or a design field."""

    explain_requested = Signal(str)
    seek_requested = Signal(str)
    note_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = ""
        self.setProperty("look", "number")
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._ask)

    def show_figure(self, name: str, label: str, text: str) -> None:
        if name != self.name:
            self.name = name
            self.setObjectName(f"figure:{name}")
            self.setProperty(PROPERTY, name)
            self.setToolTip(tr("{name}: click for where it comes from", name=name))
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(f"{label} {text}")

    def show_notes(self, icon: QIcon | None, tip: str) -> None:
        """Mark a number that has notes, and tell what they say."""
        self.setIcon(icon if icon is not None else QIcon())
        about = tr("{name}: click for where it comes from", name=self.name)
        self.setToolTip(f"{tip}\n{about}" if tip else about)
        self.setAccessibleDescription(tip)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._ask()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Where it comes from"), self._ask)
        menu.addAction(tr("Add a note…"), lambda: self.note_requested.emit(self.name))
        if self.name in RESULTS:
            menu.addAction(tr("Find the value of a field that gives …"), lambda: self.seek_requested.emit(self.name))
        menu.popup(event.globalPos())

    def _ask(self) -> None:
        self.explain_requested.emit(self.name)


class _Elided(QLabel):
    """A text that gives way: what does not fit is elided, and the tooltip has all of it."""

    elides = True

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()


class FigureLabel(QWidget):
    """The label of a number, with an aside in a quieter tone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = _Elided(self)
        self._aside = QLabel(self)
        self._aside.setProperty("look", "muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._aside)

    def show_text(self, text: str, aside: str = "", tip: str = "") -> None:
        """The tool tip has `tip`, or else the text where it may be elided."""
        if text != self._text.text():
            self._text.setText(text)
            self._text.setToolTip(tip or text)
        if aside != self._aside.text():
            self._aside.setText(aside)
