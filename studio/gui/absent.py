"""The words that stand where there is nothing to draw."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


def absent_label(name: str, parent: QWidget) -> QLabel:
    """A label called `name` that fills the room of what is not there, however little that is."""
    label = QLabel(parent)
    label.setObjectName(name)
    label.setProperty("look", "muted")
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
    return label
