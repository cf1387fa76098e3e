"""A list of numbers that lead on to their own explanation, or to their field."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from studio.gui.explain.facts import Link
from studio.gui.quantity_role import PROPERTY
from studio.text import tr


class Links(QFrame):
    """`chosen` carries the name of a result, `field_chosen` the path of a design field."""

    chosen = Signal(str)
    field_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._links: tuple[Link, ...] = ()
        self._rows: list[tuple[QWidget, QPushButton, QLabel]] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._gap = self.fontMetrics().height() // 3

    @property
    def links(self) -> tuple[Link, ...]:
        return self._links

    def show_links(self, links: tuple[Link, ...]) -> None:
        self._links = links
        self.setVisible(bool(links))
        while len(self._rows) < len(links):
            self._add_row()
        for position, (line, button, value) in enumerate(self._rows):
            shown = position < len(links)
            line.setVisible(shown)
            if shown:
                link = links[position]
                button.setObjectName(f"link:{link.name}")
                tip = tr("{name}: edit it in the inspector", name=link.name) if link.decided else link.name
                button.setToolTip(f"{link.label}\n{tip}")
                for widget in (button, value):
                    widget.setProperty(PROPERTY, link.name)
                button.setAccessibleName(f"{link.label} {link.text}")
                value.setText(link.text)
        self._write()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._write()

    def _write(self) -> None:
        """The labels, elided where there is no room: the tool tip has the whole."""
        pairs = list(zip(self._rows, self._links, strict=False))
        for (_, button, value), link in pairs:
            room = self.width() - value.sizeHint().width() - self._gap - 6
            text = f"✎ {link.label}" if link.decided else link.label
            shown = button.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(room, 40))
            if shown != button.text():
                button.setText(shown)

    def _add_row(self) -> None:
        line = QWidget(self)
        button, value = QPushButton(line), QLabel(line)
        button.setProperty("look", "link")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.setAutoDefault(True)
        button.clicked.connect(self._clicked)
        # Each line for itself: one long value would cut the names of all others.
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._gap)
        row.addWidget(button, 1)
        row.addWidget(value)
        self._column.addWidget(line)
        self._rows.append((line, button, value))

    def _clicked(self) -> None:
        position = next(at for at, (_, button, _) in enumerate(self._rows) if button is self.sender())
        link = self._links[position]
        (self.field_chosen if link.decided else self.chosen).emit(link.name)
