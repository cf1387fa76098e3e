"""What stands in the centre in the place of a tab that has a window of its own."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from studio.text import tr


class Away(QWidget):
    """Says where the view is, and gets it."""

    show_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, key: str) -> None:
        super().__init__()
        self.setObjectName(f"away-{key}")
        text = QLabel(tr("This tab has a window of its own. Closing that window brings it back."), self)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text.setWordWrap(True)
        text.setProperty("look", "muted")
        show = QPushButton(tr("Show its window"), self)
        show.setObjectName(f"away-{key}-show")
        show.clicked.connect(self.show_wanted)
        back = QPushButton(tr("Bring it back"), self)
        back.setObjectName(f"away-{key}-back")
        back.clicked.connect(self.back_wanted)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(show)
        row.addWidget(back)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(text)
        layout.addLayout(row)
        layout.addStretch(1)
