"""A budget as one stacked bar with its parts listed beneath it."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QToolTip, QVBoxLayout, QWidget

from studio.gui.font_follower import in_ems
from studio.gui.margins.figure import Figure, FigureLabel
from studio.gui.quantity_role import PROPERTY
from studio.gui.theme import Theme
from studio.text import tr

LEFT, LACKING, MARGIN = -1, -2, -3


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a budget: the name that explains it, its label, its size in SI and as text, and its tone."""

    name: str
    label: str
    size: float
    text: str
    tone: int
    """Position in the theme's series, or LEFT, LACKING or MARGIN."""


class StackedBar(QWidget):
    """The parts side by side, in proportion; clicking one explains it."""

    explain_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: tuple[Part, ...] = ()
        self._whole = 0.0
        in_ems(self, self.setFixedHeight, 0.95)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_parts(self, parts: tuple[Part, ...], whole: float) -> None:
        """The bar is full at `whole`, or at the sum of the parts where that is more."""
        self._parts = tuple(part for part in parts if part.size > 0)
        self._whole = max(whole, sum(part.size for part in self._parts))
        self.setAccessibleName(", ".join(f"{part.label} {part.text}" for part in parts))
        self.update()

    def part_at(self, x: float) -> Part | None:
        return next((part for part, frame in self._frames() if frame.left() <= x <= frame.right()), None)

    def quantity_at(self, place: QPointF | None) -> str:
        """What explains the part at a place."""
        part = self.part_at(place.x()) if place is not None else None
        return part.name if part is not None else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.line))
        painter.drawRoundedRect(QRectF(self.rect()), 3, 3)
        for part, frame in self._frames():
            painter.setBrush(tone_colour(part.tone, self._theme))
            painter.drawRoundedRect(frame.adjusted(0, 0, -1 if frame.width() > 3 else 0, 0), 2, 2)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        part = self.part_at(event.position().x())
        if part is not None and event.button() == Qt.MouseButton.LeftButton:
            self.explain_requested.emit(part.name)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            part = self.part_at(event.pos().x())
            QToolTip.showText(event.globalPos(), f"{part.label}: {part.text}" if part else "", self)
            return True
        return super().event(event)

    def _frames(self) -> list[tuple[Part, QRectF]]:
        frames, x = [], 0.0
        for part in self._parts:
            width = self.width() * part.size / self._whole
            frames.append((part, QRectF(x, 0, width, self.height())))
            x += width
        return frames


class _Swatch(QWidget):
    """The colour of a part in the list."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.tone = 0
        side = round(self.fontMetrics().height() * 0.6)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tone_colour(self.tone, self._theme))
        painter.drawRoundedRect(QRectF(QPointF(0, 0), self.size().toSizeF()), 2, 2)
        painter.end()


class Budget(QWidget):
    """A bar and, for each part, a swatch, its label, its number and its share."""

    explain_requested = Signal(str)
    seek_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        em = self.fontMetrics().height()
        self.bar = StackedBar(theme, self)
        self.bar.explain_requested.connect(self.explain_requested)
        self._rows: list[tuple[_Swatch, FigureLabel, Figure]] = []
        self._list = QGridLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setVerticalSpacing(0)
        self._list.setHorizontalSpacing(round(em * 0.5))
        self._list.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, round(em * 0.2), 0, round(em * 0.3))
        layout.addWidget(self.bar)
        layout.addLayout(self._list)

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(figure.name for _, _, figure in self._rows if not figure.isHidden())

    @property
    def figures(self) -> list[Figure]:
        """Every number there is room for, shown or not, from the top."""
        return [figure for _, _, figure in self._rows]

    def show_parts(self, parts: tuple[Part, ...], whole: float) -> None:
        self.bar.show_parts(parts, whole)
        while len(self._rows) < len(parts):
            self._add_row()
        for position, (swatch, label, figure) in enumerate(self._rows):
            shown = position < len(parts)
            for widget in (swatch, label, figure):
                widget.setVisible(shown)
            if not shown:
                continue
            part = parts[position]
            if swatch.tone != part.tone:
                swatch.tone = part.tone
            swatch.update()
            share = tr("{share:.0f} %", share=100 * part.size / whole) if whole > 0 and part.size <= whole else ""
            label.show_text(part.label, share)
            label.setProperty(PROPERTY, part.name)
            figure.show_figure(part.name, part.label, part.text)

    def _add_row(self) -> None:
        row = len(self._rows)
        swatch, label, figure = _Swatch(self._theme, self), FigureLabel(self), Figure(self)
        figure.explain_requested.connect(self.explain_requested)
        figure.seek_requested.connect(self.seek_requested)
        self._list.addWidget(swatch, row, 0)
        self._list.addWidget(label, row, 1)
        self._list.addWidget(figure, row, 2, Qt.AlignmentFlag.AlignRight)
        self._rows.append((swatch, label, figure))


def tone_colour(tone: int, theme: Theme) -> QColor:
    """The colour of a part: of the series, or the one that says what is left over, lacking or a margin."""
    colours = theme.colours
    if tone >= 0:
        return QColor(colours.series[tone % len(colours.series)])
    colour = QColor({LEFT: colours.green, LACKING: colours.red, MARGIN: colours.muted}[tone])
    if tone == LEFT:
        colour.setAlpha(120)
    return colour
