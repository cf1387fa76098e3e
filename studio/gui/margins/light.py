"""Traffic lights that need no colour: each has a shape, a sign and a word of its own."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

from studio.analysis.judge import Light
from studio.gui.theme import Colours
from studio.text import mark

WORDS: dict[str, str] = {
    "green": mark("met"),
    "amber": mark("tight"),
    "red": mark("missed"),
    "unknown": mark("not known"),
}


def light_colour(light: Light, colours: Colours) -> str:
    return {"green": colours.green, "amber": colours.amber, "red": colours.red, "unknown": colours.muted}[light]


def paint_light(painter: QPainter, frame: QRectF, light: Light, colours: Colours) -> None:
    """A disk with a tick, a triangle with a stroke, a square with a cross, or an empty ring."""
    tone = QColor(light_colour(light, colours))
    ink = QPen(QColor(colours.surface), max(frame.width() * 0.11, 1.2))
    ink.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tone)
    x, y, w = frame.x(), frame.y(), frame.width()

    def at(across: float, down: float) -> QPointF:
        return QPointF(x + across * w, y + down * w)

    if light == "green":
        painter.drawEllipse(frame)
        painter.setPen(ink)
        painter.drawPolyline(QPolygonF([at(0.28, 0.53), at(0.44, 0.68), at(0.72, 0.34)]))
    elif light == "amber":
        painter.drawPolygon(QPolygonF([at(0.5, 0.02), at(1.0, 0.94), at(0.0, 0.94)]))
        painter.setPen(ink)
        painter.drawLine(at(0.5, 0.36), at(0.5, 0.6))
        painter.drawPoint(at(0.5, 0.78))
    elif light == "red":
        painter.drawRoundedRect(frame, w * 0.12, w * 0.12)
        painter.setPen(ink)
        painter.drawLine(at(0.3, 0.3), at(0.7, 0.7))
        painter.drawLine(at(0.7, 0.3), at(0.3, 0.7))
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(tone, max(w * 0.12, 1.2), Qt.PenStyle.DotLine))
        painter.drawEllipse(frame.adjusted(w * 0.1, w * 0.1, -w * 0.1, -w * 0.1))


def light_icon(light: Light, colours: Colours, side: int, ratio: float) -> QIcon:
    """The light as an icon of `side` logical pixels on a screen with so many device pixels to each."""
    pixmap = QPixmap(QSize(round(side * ratio), round(side * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_light(painter, QRectF(1, 1, side - 2, side - 2), light, colours)
    painter.end()
    return QIcon(pixmap)
