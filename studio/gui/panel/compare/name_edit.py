"""The line over a header in which a pinned stack gets another name."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from studio.gui.panel.compare.pins import LONGEST_NAME
from studio.text import tr


class NameEdit(QLineEdit):
    """Enter, or leaving it, takes the name, which `done` carries with the letter; Escape leaves the old one."""

    done = Signal(str, str)

    def __init__(self, table: QWidget) -> None:
        super().__init__(table)
        self._table = table
        self._letter = ""
        self.setObjectName("panel-pin-name")
        self.setAccessibleName(tr("Name of the pinned stack"))
        self.setMaxLength(LONGEST_NAME)
        self.editingFinished.connect(self._finish)
        self.hide()

    def open(self, letter: str, name: str, left: int, high: int, wide: int) -> None:
        """Show the name at `left`, `high` and `wide` pixels large, ready to be typed over."""
        self._letter = letter
        self.setText(name)
        self.selectAll()
        wide = min(wide, self._table.width())
        self.setGeometry(max(min(left, self._table.width() - wide), 0), 0, wide, high)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def _finish(self) -> None:
        letter, name = self._letter, self.text()
        if letter:
            self._close()
            self.done.emit(letter, name)

    def _close(self) -> None:
        self._letter = ""
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
