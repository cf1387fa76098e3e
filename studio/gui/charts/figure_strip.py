"""A few labelled numbers over a chart, in as many columns as there is room for; each explains itself when clicked."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from studio.gui.margins.figure import Figure
from studio.gui.theme import ROLES, Colours, dress


@dataclass(frozen=True, slots=True)
class Shown:
    """A number by the name of the result that explains it."""

    name: str
    label: str
    text: str


class FigureStrip(QWidget):
    """The numbers in lines, as high as the width asks for; the keyboard comes to them from the widget `after`."""

    explain_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None, after: QWidget | None = None) -> None:
        super().__init__(parent)
        self._last_stop = after
        self._cells: list[_Cell] = []
        self._shown: tuple[Shown, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def texts(self) -> dict[str, str]:
        """What is shown, by name."""
        return {one.name: one.text for one in self._shown}

    def show_figures(self, shown: tuple[Shown, ...]) -> None:
        if shown == self._shown:
            return
        self._shown = shown
        while len(self._cells) < len(shown):
            cell = _Cell(self)
            cell.figure.explain_requested.connect(self.explain_requested)
            self._cells.append(cell)
            if self._last_stop is not None:  # else what comes late would be the last in the window
                QWidget.setTabOrder(self._last_stop, cell.figure)
            self._last_stop = cell.figure
        for position, cell in enumerate(self._cells):
            cell.setVisible(position < len(shown))
            if position < len(shown):
                cell.show_figure(shown[position])
        self._place()

    def use(self, colours: Colours) -> None:
        dress(
            self,
            f'QPushButton[look="number"] {{ background: transparent; border: 1px solid transparent; padding: 1px 3px;'
            f" border-radius: 3px; color: {ROLES.text}; font-weight: 600; text-align: right; }}"
            f' QPushButton[look="number"]:hover {{ color: {ROLES.accent}; text-decoration: underline; }}'
            f' QPushButton[look="number"]:focus {{ border-color: {ROLES.accent}; }}'
            f" QLabel {{ color: {ROLES.muted}; }}"
        )
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place()

    def _place(self) -> None:
        gap = 2 * self.fontMetrics().averageCharWidth()
        x = y = line = 0
        for cell in self._cells[: len(self._shown)]:
            width, height = min(cell.wanted(), max(self.width(), 1)), cell.figure.sizeHint().height()
            if x and x + width > self.width():
                x, y = 0, y + line
            cell.setGeometry(x, y, width, height)
            cell.place()
            x, line = x + width + gap, height
        self.setFixedHeight(y + line)


class _Cell(QWidget):
    """A label, elided where there is no room, and its number behind it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.label, self.figure = QLabel(self), Figure(self)
        self._text = ""

    def show_figure(self, shown: Shown) -> None:
        self._text = shown.label
        self.label.setToolTip(shown.label)
        self.figure.show_figure(shown.name, shown.label, shown.text)

    def wanted(self) -> int:
        return self.label.fontMetrics().horizontalAdvance(self._text) + 3 + self.figure.sizeHint().width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()

    def place(self) -> None:
        """Set label and number into the width there is."""
        number = self.figure.sizeHint().width()
        room = max(self.width() - number, 0)
        self.label.setText(self.label.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, room))
        self.label.setGeometry(0, 0, room, self.height())
        self.figure.setGeometry(room, 0, number, self.height())
