"""The payload bay, drawn twice side by side: filled by the mass of the satellites, and by their folded volume."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.gui.plots.curve import faded, pen
from studio.gui.theme import Theme

_SLICES = 40
"""Up to so many satellites are told apart in the drawing."""
_WIDEST_EMS = 24
_NOSE = 0.3
"""Share of the height that the nose takes."""


@dataclass(frozen=True, slots=True)
class Hold:
    """One measure of the bay: `filled` is the share of it that `satellites` take, above 1 where one does not fit.

    None means that the measure is not known; what `limits` is drawn strong.
    """

    name: str
    title: str
    filled: float | None
    satellites: int
    limits: bool
    lines: tuple[str, ...]
    """Words under the title: how many would fit, how much is used."""


class PayloadBay(QWidget):
    """`activated` carries the name of the result of the hold that was clicked, or on which Enter was pressed."""

    activated = Signal(str)

    def __init__(self, theme: Theme, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.holds: tuple[Hold, ...] = ()
        self.current = 0

    def show_holds(self, holds: tuple[Hold, ...]) -> None:
        if holds == self.holds:
            return
        self.holds = holds
        self.current = min(self.current, max(len(holds) - 1, 0))
        self.setAccessibleDescription("; ".join(f"{hold.title}: {' '.join(hold.lines)}" for hold in holds))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        em = self.fontMetrics().height()
        return QSize(34 * em, 9 * em)

    def minimumSizeHint(self) -> QSize:
        em = self.fontMetrics().height()
        return QSize(22 * em, 9 * em)

    def cell(self, place: int) -> QRectF:
        """The room of one hold with its words."""
        most = _WIDEST_EMS * self.fontMetrics().height()
        each = min(self.width() / max(len(self.holds), 1), most)
        return QRectF(place * each, 0.0, each, float(self.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, em = self._theme.colours, float(self.fontMetrics().height())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, hold in enumerate(self.holds):
            cell = self.cell(place)
            bay = QRectF(cell.left() + 0.5 * em, 0.4 * em, 4.6 * em, cell.height() - 0.8 * em)
            self._draw_bay(painter, hold, bay)
            self._draw_words(painter, hold, QRectF(bay.right() + 0.8 * em, bay.top(),
                                                   cell.right() - bay.right() - em, bay.height()))  # fmt: skip
            if place == self.current and self.hasFocus():
                painter.setPen(pen(colours.accent, 1.0))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(cell.adjusted(1, 1, -1, -1), 3, 3)
        painter.end()

    def _draw_bay(self, painter: QPainter, hold: Hold, frame: QRectF) -> None:
        colours = self._theme.colours
        shape = _fairing(frame)
        painter.fillPath(shape, faded(colours.line, 0.35))
        if hold.filled is not None:
            overfull = hold.filled > 1.0 + 1e-9
            tint = colours.red if overfull else (colours.amber if hold.limits else colours.series[1])
            share = min(hold.filled, 1.0)
            top = frame.bottom() - share * frame.height()
            painter.save()
            painter.setClipPath(shape)
            painter.fillRect(QRectF(frame.left(), top, frame.width(), frame.bottom() - top), QColor(tint))
            if 1 < hold.satellites <= _SLICES and not overfull:
                painter.setPen(pen(faded(colours.surface, 0.8), 1.0))
                for slice in range(1, hold.satellites):
                    y = frame.bottom() - share * frame.height() * slice / hold.satellites
                    painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))
            painter.restore()
        painter.setPen(pen(colours.text if hold.limits else colours.muted, 2.0 if hold.limits else 1.2,
                           dashed=hold.filled is None))  # fmt: skip
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)

    def _draw_words(self, painter: QPainter, hold: Hold, room: QRectF) -> None:
        colours = self._theme.colours
        bold = QFont(self.font())
        bold.setBold(True)
        y = room.top() + 0.2 * self.fontMetrics().height()
        for place, line in enumerate((hold.title, *hold.lines)):
            strong = place == 0 or (hold.limits and place == len(hold.lines))
            font = bold if strong else self.font()
            metrics = QFontMetricsF(font)
            painter.setFont(font)
            painter.setPen(QColor(colours.text if strong or hold.limits else colours.muted))
            text = metrics.elidedText(line, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(QPointF(room.left(), y + metrics.ascent()), text)
            y += 1.35 * metrics.height()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for place, hold in enumerate(self.holds):
            if self.cell(place).contains(event.position()) and event.button() == Qt.MouseButton.LeftButton:
                self.current = place
                self.update()
                self.activated.emit(hold.name)
                return
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right} and self.holds:
            step = 1 if key == Qt.Key.Key_Right else -1
            self.current = min(max(self.current + step, 0), len(self.holds) - 1)
            self.update()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self.holds:
            self.activated.emit(self.holds[self.current].name)
        else:
            super().keyPressEvent(event)


def _fairing(frame: QRectF) -> QPainterPath:
    """The outline of a bay with a rounded nose."""
    shoulder = frame.top() + _NOSE * frame.height()
    path = QPainterPath(frame.bottomLeft())
    path.lineTo(frame.left(), shoulder)
    path.cubicTo(frame.left(), frame.top() + 0.1 * frame.height(), frame.center().x() - 0.2 * frame.width(),
                 frame.top(), frame.center().x(), frame.top())  # fmt: skip
    path.cubicTo(frame.center().x() + 0.2 * frame.width(), frame.top(), frame.right(),
                 frame.top() + 0.1 * frame.height(), frame.right(), shoulder)  # fmt: skip
    path.lineTo(frame.bottomRight())
    path.closeSubpath()
    return path
