"""What stands where there is nothing to draw: words on what would be here, and buttons that make it so."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget


def absent_label(name: str, parent: QWidget) -> QLabel:
    """A label called `name` that fills the room of what is not there, however little that is."""
    label = QLabel(parent)
    label.setObjectName(name)
    label.setProperty("look", "muted")
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
    return label


class Absent(QWidget):
    """Words in the middle, and below them what one can do about it."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        em = self.fontMetrics().height()
        self.words = QLabel(self)
        self.words.setObjectName(f"{name}-words")
        self.words.setProperty("look", "muted")
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setMaximumWidth(em * 32)
        self.words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.buttons: dict[str, QPushButton] = {}
        self._row = QHBoxLayout()
        self._row.setSpacing(round(em * 0.5))
        self._row.addStretch(1)
        self._row.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.words, 100)
        middle.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(round(em * 0.8))
        column.addStretch(1)
        column.addLayout(middle)
        column.addLayout(self._row)
        column.addStretch(1)

    def offer(self, name: str, text: str, run: Callable[[], object]) -> QPushButton:
        """Put a button behind the others."""
        button = QPushButton(text, self)
        button.setObjectName(f"{self.objectName()}-{name}")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: run())
        self._row.insertWidget(self._row.count() - 1, button)
        self.buttons[name] = button
        return button

    def text(self) -> str:
        return self.words.text()

    def setText(self, text: str) -> None:
        """Say something else."""
        self.words.setText(text)
        self.setAccessibleName(text)

    def show_offers(self, shown: bool) -> None:
        """Show the buttons where they help, and hide them where they do not."""
        for button in self.buttons.values():
            button.setVisible(shown)
